// SPDX-License-Identifier: GPL-3.0-or-later
#include "figureaddress.h"

#include <algorithm>

namespace ui {

QString FigureAddress::toString() const
{
    return figure + (scenario ? QLatin1Char('@') + *scenario : QString()) + (less ? QLatin1Char('|') + *less : QString());
}

FigureAddress FigureAddress::read(const QString &text)
{
    FigureAddress out;
    const qsizetype at = text.indexOf(QLatin1Char('@'), std::max<qsizetype>(0, text.lastIndexOf(QLatin1Char(']'))));
    out.figure = text.left(at);
    if (at >= 0) {
        const QString where = text.mid(at + 1);
        out.scenario = where.section(QLatin1Char('|'), 0, 0);
        out.less = where.contains(QLatin1Char('|')) ? std::optional(where.section(QLatin1Char('|'), 1)) : std::nullopt;
    }
    return out;
}

QString inScenario(const QString &figure, const std::optional<QString> &scenario)
{
    return scenario && !figure.isEmpty() ? FigureAddress{figure, scenario, {}}.toString() : QString();
}

QString differenceOf(const QString &figure, const QString &to, const QString &from)
{
    return figure.isEmpty() ? QString() : FigureAddress{figure, to, from}.toString();
}

} // namespace ui
