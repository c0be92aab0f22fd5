// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation.h"

#include <span>

namespace simulation {

// At most so many draws of one figure are handed out: enough for a picture of its distribution, and their memory is bounded.
inline constexpr std::int64_t drawnAtMost = 100'000;

// Every draw of one figure of one scope in one period, ascending; the draws are those that simulate() makes with the same seed. Nothing after a
// cancel, or where the model has no such figure.
std::optional<std::vector<double>> drawsOf(const std::shared_ptr<const Model> &model, Figure figure, const Scope &scope, int period, const Sampling &sampling, const Control &control = {});

// Draws counted in ranges of one width, the first beginning at `from`; both are round numbers. A range holds its lower end, the last one both ends.
struct Histogram
{
    double from = 0, width = 1;
    std::vector<std::int64_t> counts;

    double to() const { return from + width * static_cast<double>(counts.size()); }
};
// `ascending` is not empty. About as many ranges as wanted; one where all draws are alike.
Histogram histogramOf(std::span<const double> ascending, int wanted);
// The smallest draw that at least this share of them does not exceed, as in Summary.
double quantileOf(std::span<const double> ascending, double probability);
double shareAtMost(std::span<const double> ascending, double value);
double shareAbove(std::span<const double> ascending, double value);

// What the plan itself says, without its uncertainties: every figure as simulate() has it, in one draw. Real values, as the draws are.
core::Result<Outcome> withoutUncertainty(const Model &model);

} // namespace simulation
