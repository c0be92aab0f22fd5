// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

#include <optional>

// Figures and dates for people, in the reader's locale. Thin no-break space before units; U+2212 for minus.
namespace ui::format {

QString number(double value, int decimals);
QString signedNumber(double value, int decimals);
// "€ 1.46 bn", "€ 36.1 m", "€ 12,345"
QString eur(double eur);
QString signedEur(double eur);
QString exactEur(qint64 cents);
QString eurMillions(double eur, int decimals = 1); // the figure alone, for columns headed "€ m"
QString percent(double fraction, int decimals);
QString percentFigure(double fraction, int decimals); // without the sign
QString hoursMillions(double hours, int decimals = 1);
QString month(int year, int monthOfYear);     // "Oct 2027"
QString longMonth(int year, int monthOfYear); // "October 2027"
QString countWord(int n);                     // "Seven" to twelve, then figures
// What somebody typed, by the locale or plain; grouping marks and blanks are allowed, a unit or "%" at the end is not a number's part.
std::optional<double> parse(const QString &text);

inline const QChar thin = QChar(0x202F);
inline const QChar minus = QChar(0x2212);

} // namespace ui::format
