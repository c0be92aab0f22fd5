// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures.h"
#include "simulation.h"

namespace simulation {

// What a programme's envelope of a year risks. Amounts in euro; planned is committed money, or paid where that is asked for.
struct EnvelopeRisk
{
    int programme = 0; // index in plan.programmes
    int year = 0;
    double envelopeEur = 0;
    double probability = 0;      // that planned is above the envelope
    double expectedExcessEur = 0; // mean of what is above it, 0 in draws that keep to it
    double worstTenthEur = 0;     // mean of planned in the tenth of the draws in which it is highest
};
// Of every envelope within the horizon, by programme and year. The model's frame has years and programmes. Nothing after a cancel.
std::optional<std::vector<EnvelopeRisk>> envelopeRisks(const std::shared_ptr<const Model> &model, const Sampling &sampling, engine::Money money = engine::Money::Committed,
                                                       const Control &control = {});
// The probability that planned money keeps to all envelopes of the horizon at once. The model's frame has years and programmes. Nothing after a cancel.
std::optional<double> probabilityOfKeeping(const std::shared_ptr<const Model> &model, const Sampling &sampling, engine::Money money = engine::Money::Committed,
                                           const Control &control = {});

// A level that the BF16 index or the coverage of demand is to reach.
struct Target
{
    Figure figure = Figure::IndexBf16; // or Coverage
    double value = 0;
    bool operator==(const Target &) const = default;
};
struct TargetRisk
{
    Target target;
    std::vector<double> reachedBy; // by month of the horizon: the probability that the figure has reached the value in this month or before
    // First month by whose end the probability is at least this; none within the horizon.
    std::optional<int> monthWith(double probability) const;
};
// The model's frame has months and totals. Nothing after a cancel.
std::optional<std::vector<TargetRisk>> targetRisks(const std::shared_ptr<const Model> &model, std::span<const Target> targets, const Sampling &sampling, const Control &control = {});

// What a row of uncertainty does to a figure.
struct Swing
{
    int row = 0;                // index in plan.uncertainties
    double atP10 = 0, atP90 = 0; // the figure with this row there and all others at their median
    double rankCorrelation = 0; // Spearman's, of the row's draws and the figure's
};
struct Tornado
{
    double atMedian = 0; // the figure with all rows at their median
    std::vector<Swing> swings; // widest first, equal ones by row
};
// Rank correlations are those of the first draws, at most this many.
inline constexpr std::int64_t rankedDraws = 8'192;
// Nothing after a cancel, or where the model has no such figure.
std::optional<Tornado> tornado(const std::shared_ptr<const Model> &model, Figure figure, const Scope &scope, int period, const Sampling &sampling, const Control &control = {});

} // namespace simulation
