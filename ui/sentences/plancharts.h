// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "findingsentences.h"
#include "mapview.h"
#include "seriescolours.h"

#include <QDate>

namespace ui {

// The pictures of a plan that pages and report share, as plain values.

// Dense BF16 peak in service by month, factories stacked on today's fleet. `today` marks the present; an invalid date leaves it out.
ChartSpec capacityChart(const Comparison &c, const SeriesColours &colours, const QDate &today);
// Money paid by period and programme.
ChartSpec paymentsChart(const Comparison &c, engine::Period period);
// What the size of a factory's mark on the map says.
enum class MapFigure { Paid, Accelerators, Hours };
// Where the factories stand and who takes part. `real`: money in prices of the price year.
MapSpec placesMap(const engine::Projection &p, const SeriesColours &colours, MapFigure figure = MapFigure::Paid, bool real = false);

// Factories that get a layer of their own, in the order of their colours: all if they are few, else those with the most in service; the rest is one
// grey layer.
std::vector<int> namedFactories(const engine::Projection &p, const SeriesColours &colours);

} // namespace ui
