// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "findingsentences.h"
#include "seriescolours.h"

namespace ui {

// The pictures of one factory.

// Accelerator-hours delivered by period, a layer for each system.
ChartSpec factoryHoursChart(const Comparison &c, const SeriesColours &colours, const std::string &factory, engine::Period period);
// Money paid by period and cost class.
ChartSpec factoryMoneyChart(const Comparison &c, const std::string &factory, engine::Period period);

// What is computed of a factory; null: it is not in the scenario, or not in the plan.
const engine::FactoryResult *factoryResult(const engine::Projection &p, const std::string &factory);
double factoryHours(const engine::Projection &p, const engine::FactoryResult &f); // delivered over the horizon

} // namespace ui
