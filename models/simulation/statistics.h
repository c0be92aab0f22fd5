// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sampler.h"

#include <array>
#include <optional>

namespace simulation {

inline constexpr std::array probabilities{0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};
inline constexpr int probabilityCount = static_cast<int>(probabilities.size());

// The distribution of one figure over the draws.
struct Summary
{
    double mean = 0;
    double standardError = 0; // of the mean
    // The smallest value that at least this share of the draws does not exceed: always one that was drawn.
    std::array<double, probabilityCount> quantiles{};
};

struct SampleResult
{
    std::int64_t draws = 0;
    std::vector<std::array<std::optional<Summary>, kernels::lanes>> rows; // none: the figure does not exist there
};

// Draws and sums up all rows of a sampler; nothing after a cancel. Quantiles are exact: a histogram of each figure, whose bins come from the first
// draws, keeps the values of the few bins that can still hold a quantile, and what had to be dropped is drawn again.
std::optional<SampleResult> sample(const Sampler &sampler, const Sampling &sampling, const Control &control);

// Rank from 1 of the quantile among n values.
std::int64_t rankOf(double probability, std::int64_t n);

} // namespace simulation
