// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model.h"
#include "resulttable.h"
#include "statistics.h"

// The simulation of methodology 9. How a page calls it while a slider is dragged:
//
//  1. For each new overlay of the plan, on a worker: `prepare(resolvedPlan, frame)`. It takes well under a millisecond for the shipped plan; the
//     tables of PERT distributions are kept between calls. The frame says which periods and scopes are shown; ask for no more than that.
//  2. `simulate(*model, sampling, control)` with a stop_source of this request. When the next overlay comes, `control.cancel` is asked to stop and
//     the call returns nothing within a few hundred draws' time; the newest answer wins. 10,000 draws take about a millisecond and are enough for a
//     picture that follows the mouse; on release the same seed with more draws refines it, since the first draws of both are the same.
//     `control.stop` instead keeps what has been drawn so far: the result is that of a simulation of so many draws.
//  3. The outcome is a plain value that holds the model it speaks of; hand it to the page with the revision of the plan.
//
// Everything may be called from any thread; calls at the same time wait for each other's turn on the threads that stand ready. The same plan, seed
// and number of draws give the same bits whatever threads, block or instruction set.

namespace simulation {

// One figure of one scope in one period.
struct Series
{
    Figure figure = Figure::PaidEur;
    Scope scope;
    int period = 0; // lane of the model's periods
    Summary summary;
};

struct Outcome
{
    std::shared_ptr<const Model> model;
    std::uint64_t seed = 0;
    std::int64_t draws = 0;     // made; fewer than asked for after a stop
    std::vector<Series> series; // by scope (total, programmes, factories, countries in the plan's order), figure, period

    // Null where the figure does not exist there (an index without a fleet, a scope without money).
    const Series *find(Figure figure, const Scope &scope, int period) const;
};

// As many draws from the seed as the plan says.
Sampling samplingOf(const core::Plan &plan);

// Of the accumulators given, or of all that are visible. Nothing after a cancel.
std::optional<Outcome> simulate(const std::shared_ptr<const Model> &model, const Sampling &sampling, const Control &control = {}, std::span<const int> accumulators = {});

// Long form: figure, scope, period, mean, p5 ... p95, standard_error.
engine::ResultTable resultTable(const Outcome &outcome);

// Two plans (mostly two scenarios of one), draw by draw: rows of uncertainty with the same id draw alike in both.
struct Comparison
{
    std::uint64_t seed = 0;
    std::int64_t draws = 0;
    std::vector<Series> difference;    // a − b, where both have the figure; scopes are a's
    double probabilityCheaper = 0;     // that a pays less over the horizon than b
    double probabilityAlike = 0;       // that both pay the same to the bit
};
// Fails where the horizons differ. The frame should have the whole horizon.
core::Result<std::optional<Comparison>> compare(const std::shared_ptr<const Model> &a, const std::shared_ptr<const Model> &b, const Sampling &sampling, const Control &control = {});

} // namespace simulation
