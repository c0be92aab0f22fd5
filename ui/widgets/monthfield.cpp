// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields.h"

#include "format.h"
#include "monthmenu.h"

#include <QLocale>
#include <QRegularExpression>

namespace ui {

MonthField::MonthField(QWidget *parent) : TextField(parent)
{
    giveMonthMenu(m_edit, [this] {
        const auto now = parseMonth(m_edit->text());
        return now || m_kept.toString().isEmpty() ? now : std::optional(m_kept.toString());
    }, [this](const QString &month) { choose(month); });
}

namespace {
// In the reader's language or in English, whole or shortened as long as one month only is meant; 0: none.
int monthNamed(QString word)
{
    word.remove(QLatin1Char('.'));
    for (const QLocale &locale : {QLocale(), QLocale::c()}) {
        int found = 0;
        int count = 0;
        for (int i = 1; i <= 12; ++i) {
            const QString names[] = {locale.standaloneMonthName(i, QLocale::LongFormat), locale.monthName(i, QLocale::LongFormat), locale.standaloneMonthName(i, QLocale::ShortFormat)};
            bool starts = false;
            for (QString name : names) {
                name.remove(QLatin1Char('.'));
                if (name.compare(word, Qt::CaseInsensitive) == 0) {
                    return i;
                }
                starts = starts || name.startsWith(word, Qt::CaseInsensitive);
            }
            if (starts && word.size() >= 3) {
                found = i;
                ++count;
            }
        }
        if (count == 1) {
            return found;
        }
    }
    return 0;
}
} // namespace

std::optional<QString> MonthField::parseMonth(const QString &text)
{
    static const QRegularExpression iso(QStringLiteral("^\\s*(\\d{4})[-./](\\d{1,2})\\s*$"));
    static const QRegularExpression turned(QStringLiteral("^\\s*(\\d{1,2})[-./](\\d{4})\\s*$"));
    static const QRegularExpression words(QStringLiteral("^\\s*([^\\d]+?)\\s+(\\d{4})\\s*$"));
    int year = 0;
    int month = 0;
    if (const auto m = iso.match(text); m.hasMatch()) {
        year = m.captured(1).toInt();
        month = m.captured(2).toInt();
    } else if (const auto t = turned.match(text); t.hasMatch()) {
        year = t.captured(2).toInt();
        month = t.captured(1).toInt();
    } else if (const auto w = words.match(text); w.hasMatch()) {
        year = w.captured(2).toInt();
        month = monthNamed(w.captured(1));
    }
    if (year < 1900 || year > 2999 || month < 1 || month > 12) {
        return std::nullopt;
    }
    return QStringLiteral("%1-%2").arg(year, 4, 10, QLatin1Char('0')).arg(month, 2, 10, QLatin1Char('0'));
}

std::optional<QVariant> MonthField::parse(const QString &text, QString &reason) const
{
    const auto month = parseMonth(text);
    if (!month) {
        reason = tr("“%1” is not a month; write Oct 2027 or 2027-10.").arg(text.trimmed());
        return std::nullopt;
    }
    return QVariant(*month);
}

QString MonthField::textOf(const QVariant &value) const
{
    const QStringList parts = value.toString().split(QLatin1Char('-'));
    return parts.size() == 2 ? format::month(parts[0].toInt(), parts[1].toInt()).replace(QChar(0xA0), QLatin1Char(' ')) : QString();
}

bool MonthField::stepBy(int direction, bool big)
{
    const auto now = parseMonth(m_edit->text());
    if (!now) {
        return false;
    }
    const int index = now->left(4).toInt() * 12 + now->mid(5).toInt() - 1 + direction * (big ? 12 : 1);
    if (index < 1900 * 12 || index >= 3000 * 12) {
        return true;
    }
    step(QStringLiteral("%1-%2").arg(index / 12, 4, 10, QLatin1Char('0')).arg(index % 12 + 1, 2, 10, QLatin1Char('0')));
    return true;
}

} // namespace ui
