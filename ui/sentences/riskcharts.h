// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "drawnfigure.h"
#include "riskwords.h"

namespace ui {

// What a simulation says, as charts that the page Risk, every page's charts and the report share.

// The period that a title about a whole fan speaks of: flows over the whole horizon where the model has it, else the last period.
int headlinePeriod(const simulation::Model &model, simulation::Figure figure);
// P5 ... P95 of one series in the chart's unit; NaN where the figure does not exist.
ChartQuantiles quantilesOf(const simulation::Outcome &outcome, simulation::Figure figure, const simulation::Scope &scope, int period, double scale);

struct FanInput
{
    const simulation::Outcome &outcome;
    simulation::Figure figure = simulation::Figure::PaidEur;
    simulation::Scope scope = {};
    const simulation::Outcome *plan = nullptr;   // withoutUncertainty() of the same model; null: the plan's line is left out
    std::span<const double> headlineDraws = {};  // drawsOf() in headlinePeriod(): the title counts them; empty: it goes by the quantiles
    bool envelopes = false;                      // scope is a programme, periods are years: its ceilings, struck through their year
};
// Bands by period, P5 to P95, P10 to P90 and P25 to P75, the median and the plan's own value.
ChartSpec fanChart(const FanInput &input);

struct DistributionInput
{
    const simulation::Model &model;
    simulation::Figure figure = simulation::Figure::PaidEur;
    simulation::Scope scope = {};
    int period = 0;
    std::span<const double> ascending;     // drawsOf()
    std::uint64_t seed = 0;
    const simulation::Outcome *plan = nullptr;
    QVector<ChartMark> further = {};       // beside P5, P50, P95 and the plan: an envelope, in the chart's unit
};
// How many draws lie where: bars; how many are at most that: a line.
ChartSpec distributionChart(const DistributionInput &input);

// The probability that each target is reached by each month, with rings where it is 50, 80 and 90 %.
ChartSpec targetChart(const simulation::Model &model, const std::vector<simulation::TargetRisk> &risks, std::int64_t draws, std::uint64_t seed);
// The same at the end of each year, in a grid.
ChartSpec targetGrid(const simulation::Model &model, const std::vector<simulation::TargetRisk> &risks, std::int64_t draws, std::uint64_t seed);
// The share of draws in which a programme is over its envelope of a year.
ChartSpec envelopeGrid(const simulation::Model &model, const std::vector<simulation::EnvelopeRisk> &risks, engine::Money money, std::int64_t draws, std::uint64_t seed);

inline constexpr int tornadoRows = 14; // the widest; the others are counted in the subtitle
// Swings' ids are those of the rows of uncertainty.
ChartSpec tornadoChart(const simulation::Model &model, const simulation::Tornado &tornado, simulation::Figure figure, const simulation::Scope &scope, int period);

} // namespace ui
