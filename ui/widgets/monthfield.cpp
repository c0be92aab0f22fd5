// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields.h"

#include "format.h"
#include "theme.h"

#include <QAction>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QToolButton>
#include <QWidgetAction>

namespace ui {

MonthField::MonthField(QWidget *parent) : TextField(parent)
{
    auto *open = new QAction(this);
    const auto paint = [open] { open->setIcon(QIcon(theme().palette().dark ? QStringLiteral(":/icons/chevron-dark.svg") : QStringLiteral(":/icons/chevron-light.svg"))); };
    paint();
    connect(&theme(), &Theme::changed, open, paint);
    open->setToolTip(tr("Choose a month"));
    m_edit->addAction(open, QLineEdit::TrailingPosition);
    connect(open, &QAction::triggered, this, &MonthField::openPicker);
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

bool MonthField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_F4 || (key->key() == Qt::Key_Down && key->modifiers() & Qt::AltModifier)) {
            openPicker();
            return true;
        }
    }
    return TextField::eventFilter(watched, event);
}

void MonthField::openPicker()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *panel = new QWidget(menu);
    auto *grid = new QGridLayout(panel);
    grid->setSpacing(4);
    auto now = parseMonth(m_edit->text());
    if (!now && !m_kept.toString().isEmpty()) {
        now = m_kept.toString();
    }
    auto *year = new QLabel(now ? now->left(4) : QString::number(QDate::currentDate().year()), panel);
    year->setAlignment(Qt::AlignCenter);
    year->setFont(Theme::font(TextStyle::BodyStrong));
    for (const int direction : {-1, 1}) {
        auto *turn = new QToolButton(panel);
        turn->setObjectName(QStringLiteral("quiet"));
        turn->setFont(Theme::font(TextStyle::Section));
        turn->setFixedWidth(56);
        turn->setText(direction < 0 ? QStringLiteral("‹") : QStringLiteral("›"));
        turn->setAccessibleName(direction < 0 ? tr("Previous year") : tr("Next year"));
        connect(turn, &QToolButton::clicked, year, [year, direction] { year->setText(QString::number(year->text().toInt() + direction)); });
        grid->addWidget(turn, 0, direction < 0 ? 0 : 3);
    }
    grid->addWidget(year, 0, 1, 1, 2);
    for (int m = 1; m <= 12; ++m) {
        auto *button = new QToolButton(panel);
        button->setObjectName(QStringLiteral("month"));
        button->setText(QLocale().standaloneMonthName(m, QLocale::ShortFormat));
        button->setCheckable(true);
        button->setChecked(now && now->mid(5).toInt() == m);
        button->setFixedWidth(56);
        connect(button, &QToolButton::clicked, menu, [this, menu, year, m] {
            menu->close();
            const QString month = QStringLiteral("%1-%2").arg(year->text().toInt(), 4, 10, QLatin1Char('0')).arg(m, 2, 10, QLatin1Char('0'));
            choose(month);
        });
        grid->addWidget(button, 1 + (m - 1) / 4, (m - 1) % 4);
        if (button->isChecked() || (!now && m == 1)) {
            button->setFocus(); // for the arrow and tab keys
        }
    }
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(panel);
    menu->addAction(action);
    menu->popup(m_edit->mapToGlobal(QPoint(0, m_edit->height() + 2)));
}

} // namespace ui
