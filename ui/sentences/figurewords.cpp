// SPDX-License-Identifier: GPL-3.0-or-later
#include "figurewords.h"

#include "format.h"

#include <QCoreApplication>

#include <cmath>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(figurewords)
};

using engine::Unit;

// As many decimals as say something, at most `most`.
QString trimmed(double value, int most)
{
    int decimals = 0;
    while (decimals < most && std::fabs(value * std::pow(10, decimals) - std::round(value * std::pow(10, decimals))) > 1e-7) {
        ++decimals;
    }
    return format::number(value, decimals);
}

QString unitText(Unit unit)
{
    switch (unit) {
    case Unit::EurPerHour:
        return QStringLiteral("€/h");
    case Unit::EurPerKwh:
        return QStringLiteral("€/kWh");
    case Unit::Pflops:
        return Words::tr("PF");
    case Unit::Tflops:
        return Words::tr("TF");
    case Unit::Months:
        return Words::tr("months");
    case Unit::Rate:
        return Words::tr("a year");
    case Unit::None:
    case Unit::Count:
    case Unit::Factor:
    case Unit::Year:
    case Unit::Month:
        return {};
    default:
        return QString::fromLatin1(engine::textOf(unit));
    }
}

} // namespace

QString figureText(const engine::Number &number, Unit unit)
{
    const auto real = engine::realOf(number);
    if (!real) {
        return QStringLiteral("–");
    }
    switch (unit) {
    case Unit::EurCents:
        return format::exactEur(std::llround(*real));
    case Unit::Eur:
        return (*real < 0 ? QString(format::minus) : QString()) + QStringLiteral("€") + format::thin + format::number(std::fabs(*real), 2);
    case Unit::Share:
        return format::percent(*real, 4);
    case Unit::Month: {
        const core::Month m = core::Month::fromIndex(static_cast<int>(*real));
        return format::month(m.year(), m.monthOfYear());
    }
    case Unit::Year:
        return QString::number(static_cast<int>(*real));
    default:
        break;
    }
    const int most = unit == Unit::Factor || unit == Unit::EurPerHour || unit == Unit::EurPerKwh ? 6 : 3;
    const QString words = unitText(unit);
    return trimmed(*real, most) + (words.isEmpty() ? QString() : format::thin + words);
}

QString valueText(const engine::Explanation &e)
{
    if (e.unit == Unit::Month && engine::realOf(e.value)) {
        return figureText(e.value, e.unit);
    }
    return e.text.empty() ? figureText(e.value, e.unit) : QString::fromStdString(e.text);
}

QString operatorSign(engine::Operation operation, int input)
{
    if (input == 0) {
        return {};
    }
    switch (operation) {
    case engine::Operation::Difference:
        return QString(format::minus);
    case engine::Operation::Product:
        return QStringLiteral("×");
    case engine::Operation::Quotient:
        return QStringLiteral("÷");
    case engine::Operation::Power:
        return QStringLiteral("^");
    default:
        return {};
    }
}

QString supportText(const engine::Support &s, const QString &scenarioName)
{
    static const char *const words[] = {QT_TRANSLATE_NOOP("figurewords", "stated"), QT_TRANSLATE_NOOP("figurewords", "derived"), QT_TRANSLATE_NOOP("figurewords", "assumption")};
    QString out = s.cited ? QCoreApplication::translate("figurewords", words[static_cast<std::size_t>(s.evidence)]) : Words::tr("no source, so an assumption");
    if (!s.source.empty() || !s.note.empty()) {
        const QString source = QString::fromStdString(s.source);
        const QString note = QString::fromStdString(s.note);
        out += QStringLiteral(": ") + source + (source.isEmpty() || note.isEmpty() ? QString() : QStringLiteral(". ")) + note;
    }
    return scenarioName.isEmpty() ? out : out + QStringLiteral(". ") + Words::tr("Set by the scenario “%1”").arg(scenarioName);
}

} // namespace ui
