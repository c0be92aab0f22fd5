// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "calendar.h"
#include "chartspec.h"
#include "figure.h"
#include "figureaddress.h"
#include "findingsentences.h"

namespace ui {

// What a chart's series shows in each of its periods, for ChartSeries::figure.
inline QString seriesFigure(engine::Figure figure)
{
    figure.period = "%1";
    return QString::fromStdString(figure.toString());
}

// The same of the whole stack and, where there is one, of the comparison that the chart draws.
inline void setTotalFigures(ChartSpec &spec, const Comparison &c, const engine::Figure &whole)
{
    spec.totalFigure = seriesFigure(whole);
    spec.baselineFigure = spec.baseline.isEmpty() ? QString() : inScenario(spec.totalFigure, c.againstScenario);
}

// The periods as figures name them, for ChartSpec::periodKeys.
inline QStringList periodKeys(const engine::Calendar &calendar, engine::Period period)
{
    QStringList keys;
    for (int i = 0; i < calendar.periods(period); ++i) {
        keys << QString::fromStdString(calendar.label(period, i));
    }
    return keys;
}

} // namespace ui
