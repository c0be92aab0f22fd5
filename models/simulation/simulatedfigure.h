// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figure.h"
#include "model.h"

namespace simulation {

// What is said of a figure's draws. The last three hold planned money of a programme's year against its envelope.
enum class Statistic : std::uint8_t { Mean, P5, P10, P25, P50, P75, P90, P95, StandardError, AboveEnvelope, ExpectedExcess, WorstTenth };
const char *textOf(Statistic statistic);           // "mean", "p90", "standard_error", "above_envelope", ...
std::string statisticLabel(Statistic statistic);   // "P90", "mean", "chance of exceeding the envelope"
inline bool isOfEnvelope(Statistic s) { return s >= Statistic::AboveEnvelope; }

// The address of a simulated figure, in the grammar of engine::Figure with the statistic after the measure: 'paid_eur.p90[programme=DEP,period=2027]',
// 'committed_eur.above_envelope[programme=DEP,period=2027]', 'coverage.p50[period=2030-12]'. Of all, or of one factory, programme or country;
// without a period that of the whole horizon. 'none' is money without a programme or country.
struct SimulatedFigure
{
    Figure figure = Figure::PaidEur;
    Statistic statistic = Statistic::Mean;
    std::string factory = {}, programme = {}, country = {}, period = {};

    engine::Figure address() const;
    std::string toString() const { return address().toString(); }
    // What the plan says without uncertainty; the figure of a factory that the engine has for the whole plan only (index, coverage) has none.
    std::optional<engine::Figure> planned() const;
    bool operator==(const SimulatedFigure &) const = default;
};

// Whether the address is one of a simulated figure, right or wrong.
bool isSimulated(const engine::Figure &figure);
// Fails where measure or statistic do not exist or are not asked so; rows and period are looked up later.
core::Result<SimulatedFigure> simulatedFigure(const engine::Figure &address);
// The address of a result, for a page that shows it.
SimulatedFigure simulatedFigure(const Model &model, Figure figure, const Scope &scope, int period, Statistic statistic);

// Whom the figure speaks of in this plan, and the frame that it is simulated in; fails where a row does not exist or the period cannot be.
struct SimulatedScope
{
    Scope scope;
    Frame frame;
    int period = 0; // lane
};
core::Result<SimulatedScope> scopeOf(const core::Plan &resolved, const SimulatedFigure &figure);

// "Paid, P90 · Digital Europe Programme · 2027".
std::string figureLabel(const core::Plan &plan, const SimulatedFigure &figure);
engine::Unit unitOf(const SimulatedFigure &figure);

} // namespace simulation
