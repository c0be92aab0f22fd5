// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "simulationanswer.h"

namespace ui {

// How a chart of numbers becomes one of bands, or of a distribution: a chart names in `total`, `sources` and `simulatedBy` what its figures are in a
// simulation, and the simulation's answer gives the rest.

// Says of a chart's total what it is in a simulation. `scope`: "", "factory:ID", "country:ID", "programme:ID".
void simulateTotal(ChartSpec &spec, simulation::Figure figure, double scale, engine::Period period, const std::string &scope = {});
// The same of one of its lines.
void simulateLine(ChartSpec &spec, int line, simulation::Figure figure, double scale, engine::Period period, const std::string &scope = {});
// Compute power with the existing fleet, which the simulation's figure leaves out.
inline constexpr const char *withFleet = "bf16_pflops+fleet";

QString nominalOnly(); // why money in real prices has no band

bool isSimulated(const ChartSpec &numbers);
// What the simulation has to say so that the chart can have its bands. Nothing where the chart has no such figure.
document::SimulationNeed bandNeed(const ChartSpec &numbers);
// The chart with the bands of the answer; as it is where the answer has none.
ChartSpec withBands(const ChartSpec &numbers, const document::SimulationAnswer &answer);

// The figure that a chart's distribution is of, in one of distributionPeriods(): its total, else its first line that a simulation has.
std::optional<document::WantedFigure> distributionFigure(const ChartSpec &numbers, const core::Plan &plan, int choice);
// The whole horizon first where the figure is a flow, then the chart's periods.
QStringList distributionPeriods(const ChartSpec &numbers);
int usualDistributionPeriod(const ChartSpec &numbers); // the whole horizon, or the last period
ChartSpec distributionOf(const document::SimulationAnswer &answer, const document::WantedFigure &figure);

} // namespace ui
