// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"

#include <QCoreApplication>

#include <cmath>

namespace ui::format {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("format", text);
}
} // namespace

QString number(double value, int decimals)
{
    // No minus before a zero that rounding made.
    if (std::fabs(value) < 0.5 * std::pow(10, -decimals)) {
        value = 0;
    }
    QString out = QLocale().toString(std::fabs(value), 'f', decimals);
    return value < 0 ? minus + out : out;
}

QString signedNumber(double value, int decimals)
{
    const QString text = number(value, decimals);
    const bool zero = std::fabs(value) < 0.5 * std::pow(10, -decimals);
    return zero ? QChar(0xB1) + text : value > 0 ? QLatin1Char('+') + text : text;
}

QString eur(double eur)
{
    const double size = std::fabs(eur);
    const QString sign = eur < 0 && size >= 0.5 ? QString(minus) : QString();
    const QString euro = QStringLiteral("€") + thin;
    if (size >= 999.95e6) {
        return sign + euro + number(size / 1e9, 2) + thin + tr("bn");
    }
    if (size >= 0.05e6) {
        return sign + euro + number(size / 1e6, 1) + thin + tr("m");
    }
    return sign + euro + number(size, 0);
}

QString signedEur(double value)
{
    return std::fabs(value) < 0.5 ? QChar(0xB1) + eur(0) : value > 0 ? QLatin1Char('+') + eur(value) : eur(value);
}

QString exactEur(qint64 cents)
{
    const quint64 size = cents < 0 ? 0 - static_cast<quint64>(cents) : static_cast<quint64>(cents);
    const QString whole = QLocale().toString(size / 100);
    const QString rest = QStringLiteral("%1").arg(size % 100, 2, 10, QLatin1Char('0'));
    return (cents < 0 ? QString(minus) : QString()) + QStringLiteral("€") + thin + whole + QLocale().decimalPoint() + rest;
}

QString eurMillions(double value, int decimals)
{
    return number(value / 1e6, decimals);
}

QString percent(double fraction, int decimals)
{
    return number(fraction * 100, decimals) + thin + QLatin1Char('%');
}

QString percentFigure(double fraction, int decimals)
{
    return number(fraction * 100, decimals);
}

QString hoursMillions(double hours, int decimals)
{
    return number(hours / 1e6, decimals);
}

QString month(int year, int monthOfYear)
{
    QString name = QLocale().standaloneMonthName(monthOfYear, QLocale::ShortFormat);
    if (name.endsWith(QLatin1Char('.'))) {
        name.chop(1);
    }
    return name + QChar(0xA0) + QString::number(year);
}

QString longMonth(int year, int monthOfYear)
{
    return QLocale().standaloneMonthName(monthOfYear, QLocale::LongFormat) + QChar(0xA0) + QString::number(year);
}

QString countWord(int n)
{
    static const char *const words[] = {"No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"};
    return n >= 0 && n <= 12 ? tr(words[n]) : QLocale().toString(n);
}

std::optional<double> parse(const QString &text)
{
    QString t = text.trimmed();
    t.replace(minus, QLatin1Char('-'));
    t.remove(QStringLiteral("€"));
    for (const QChar blank : {QChar(0x20), QChar(0xA0), thin, QChar(0x2009)}) {
        t.remove(blank);
    }
    bool ok = false;
    double value = QLocale().toDouble(t, &ok);
    if (!ok) {
        value = QLocale::c().toDouble(t, &ok);
    }
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

} // namespace ui::format
