// SPDX-License-Identifier: GPL-3.0-or-later
#include "density.h"

#include "distribution.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace simulation {

namespace {

using Kind = core::UncertaintyKind;

constexpr double z95 = 1.6448536269514722; // P95 of the standard normal distribution

double normalDensity(double x, double mean, double deviation)
{
    const double z = (x - mean) / deviation;
    return std::exp(-z * z / 2) / (deviation * std::sqrt(2 * std::numbers::pi));
}

double pertDensity(double t, double likely)
{
    const double alpha = 1 + 4 * likely;
    const double beta = 6 - alpha;
    const double logB = std::lgamma(alpha) + std::lgamma(beta) - std::lgamma(6.0);
    // At the ends a power of 0 is 1 where the shape is 1.
    return std::pow(t, alpha - 1) * std::pow(1 - t, beta - 1) * std::exp(-logB);
}

double triangularDensity(double x, double low, double likely, double high)
{
    if (x == likely) {
        return 2 / (high - low);
    }
    return x < likely ? 2 * (x - low) / ((high - low) * (likely - low)) : 2 * (high - x) / ((high - low) * (high - likely));
}

} // namespace

double likelyOf(const core::Uncertainty &row)
{
    return std::clamp(row.mode.value_or((row.low + row.high) / 2), row.low, std::max(row.low, row.high));
}

double densityAt(const core::Uncertainty &row, double x)
{
    const double width = row.high - row.low;
    const bool bounded = row.kind != Kind::Normal && row.kind != Kind::Lognormal;
    if (!(width > 0) || (bounded && (x < row.low || x > row.high)) || (row.kind == Kind::Lognormal && (x <= 0 || row.low <= 0))) {
        return 0;
    }
    switch (row.kind) {
    case Kind::Uniform:
        return 1 / width;
    case Kind::Triangular:
        return triangularDensity(x, row.low, likelyOf(row), row.high);
    case Kind::Pert:
        return pertDensity((x - row.low) / width, (likelyOf(row) - row.low) / width) / width;
    case Kind::Normal:
        return normalDensity(x, (row.low + row.high) / 2, width / (2 * z95));
    case Kind::Lognormal: {
        const double low = std::log(row.low);
        const double high = std::log(row.high);
        return normalDensity(std::log(x), (low + high) / 2, (high - low) / (2 * z95)) / x;
    }
    }
    return 0;
}

std::pair<double, double> rangeOf(const core::Uncertainty &row)
{
    if (row.kind == Kind::Normal || row.kind == Kind::Lognormal) {
        if (const auto distribution = Distribution::of(row); distribution && !distribution->isConstant()) {
            return {distribution->quantile(0.001), distribution->quantile(0.999)};
        }
    }
    return {row.low, row.high};
}

} // namespace simulation
