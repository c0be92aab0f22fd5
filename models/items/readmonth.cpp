// SPDX-License-Identifier: GPL-3.0-or-later
// Months in the spellings of people and spreadsheets.
#include "celltext.h"

#include <QDate>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace items {

namespace {

QString plain(QString name)
{
    return name.remove(QLatin1Char('.')).toLower();
}

QStringList namesOf(const QLocale &locale, int month)
{
    return {plain(locale.standaloneMonthName(month, QLocale::LongFormat)), plain(locale.monthName(month, QLocale::LongFormat)),
            plain(locale.standaloneMonthName(month, QLocale::ShortFormat)), plain(locale.monthName(month, QLocale::ShortFormat))};
}

// Whole, or shortened to three letters or more as long as one month only is meant; 0: none.
int monthIn(const QLocale &locale, const QString &word)
{
    QSet<int> starting;
    for (int m = 1; m <= 12; ++m) {
        for (const QString &name : namesOf(locale, m)) {
            if (name == word) {
                return m;
            }
            if (word.size() >= 3 && name.startsWith(word)) {
                starting.insert(m);
            }
        }
    }
    return starting.size() == 1 ? *starting.begin() : 0;
}

// In the reader's language, in English, or in a language of the Union where no two of them disagree.
int monthNamed(const QString &typed, const QLocale &locale)
{
    const QString word = plain(typed.trimmed());
    if (word == QLatin1String("sept")) {
        return 9;
    }
    for (const QLocale &l : {locale, QLocale::c()}) {
        if (const int m = monthIn(l, word)) {
            return m;
        }
    }
    static const QHash<QString, QSet<int>> union24 = [] {
        QHash<QString, QSet<int>> all;
        for (const char *language : {"de", "fr", "es", "it", "pt", "nl", "fi", "sv", "da", "el", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "bg", "et", "lv", "lt", "ga", "mt"}) {
            for (int m = 1; m <= 12; ++m) {
                for (const QString &name : namesOf(QLocale(QLatin1String(language)), m)) {
                    all[name].insert(m);
                }
            }
        }
        return all;
    }();
    const QSet<int> months = union24.value(word);
    return months.size() == 1 ? *months.begin() : 0;
}

int fullYear(const QString &digits)
{
    const int year = digits.toInt();
    return digits.size() == 2 ? (year < 70 ? 2000 + year : 1900 + year) : year;
}

std::optional<QString> monthText(int year, int month, int day = 1)
{
    if (year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1 || day > 31) {
        return std::nullopt;
    }
    return QStringLiteral("%1-%2").arg(year, 4, 10, QLatin1Char('0')).arg(month, 2, 10, QLatin1Char('0'));
}

bool monthComesFirst(const QLocale &locale)
{
    const QString format = locale.dateFormat(QLocale::ShortFormat);
    return format.indexOf(QLatin1Char('M')) < format.indexOf(QLatin1Char('d'));
}

} // namespace

std::optional<QString> monthOfDay(double day)
{
    const QDate date = QDate(1899, 12, 30).addDays(static_cast<qint64>(std::floor(day)));
    return monthText(date.year(), date.month());
}

std::optional<QString> readMonth(const QString &given, const QLocale &locale)
{
    static const QRegularExpression iso(QStringLiteral("^(\\d{4})[-./](\\d{1,2})(?:[-./](\\d{1,2})(?:[T ][\\d:.]+Z?)?)?$"));
    static const QRegularExpression monthYear(QStringLiteral("^(\\d{1,2})[-./](\\d{4})$"));
    static const QRegularExpression date(QStringLiteral("^(\\d{1,2})([-./] ?)(\\d{1,2})[-./] ?(\\d{4}|\\d{2})$"));
    static const QRegularExpression words(QStringLiteral("^(?:(\\d{1,2})(?:\\.|st|nd|rd|th)?[ -]+(?:de )?)?([^\\d\\s.,-]+)\\.?(?:[ -]+(\\d{1,2}),)?[ ,.'’-]*(?:de )?(\\d{4}|\\d{2})\\.?(?: ?(?:г|р)\\.?)?$"));
    static const QRegularExpression yearFirst(QStringLiteral("^(\\d{4})\\.?[ -]+([^\\d\\s.,]+)\\.?$"));
    QString text = given.simplified();
    text.replace(QChar(0xA0), QLatin1Char(' ')).replace(QChar(0x202F), QLatin1Char(' '));
    if (const auto m = iso.match(text); m.hasMatch()) {
        return monthText(m.captured(1).toInt(), m.captured(2).toInt(), m.captured(3).isEmpty() ? 1 : m.captured(3).toInt());
    }
    if (const auto m = monthYear.match(text); m.hasMatch()) {
        return monthText(m.captured(2).toInt(), m.captured(1).toInt());
    }
    if (const auto m = date.match(text); m.hasMatch()) {
        const int a = m.captured(1).toInt();
        const int b = m.captured(3).toInt();
        const bool monthFirst = b > 12 || (a <= 12 && m.captured(2) != QLatin1String(".") && monthComesFirst(locale));
        return monthFirst ? monthText(fullYear(m.captured(4)), a, b) : monthText(fullYear(m.captured(4)), b, a);
    }
    if (const auto m = words.match(text); m.hasMatch()) {
        const int month = monthNamed(m.captured(2), locale);
        return month ? monthText(fullYear(m.captured(4)), month) : std::nullopt;
    }
    if (const auto m = yearFirst.match(text); m.hasMatch()) {
        const int month = monthNamed(m.captured(2), locale);
        return month ? monthText(m.captured(1).toInt(), month) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace items
