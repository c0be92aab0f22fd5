// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernels.h"
#include "plan.h"
#include "result.h"

#include <memory>

namespace simulation {

// Bounds of z that a draw can reach: the uniform numbers lie in [2^-53, 1 - 2^-53].
inline constexpr double largestZ = 8.3;

// The distribution of a row of the plan's table `uncertainty` (methodology 9), ready to be drawn from. Immutable; copies share the table of a
// PERT distribution, which is made once for each pair of shapes.
class Distribution
{
public:
    // What is wrong with the row, as a sentence: low above high, a likely value that is missing or outside, a lognormal that is not positive.
    static core::Result<Distribution> of(const core::Uncertainty &row);

    // Whether quantiles are found from z (standard normal) rather than from u.
    bool fromZ() const { return m_kind == core::UncertaintyKind::Pert || m_kind == core::UncertaintyKind::Normal || m_kind == core::UncertaintyKind::Lognormal; }
    // All draws alike: low and high are the same.
    bool isConstant() const { return m_low == m_high; }
    // `in` is z where fromZ(), else u. Aligned, a multiple of kernels::padding.
    void quantiles(const double *in, double *out, int count) const;
    // At a probability in (0, 1).
    double quantile(double u) const;
    double smallest() const { return m_smallest; }
    double largest() const { return m_largest; }

private:
    Distribution() = default;

    core::UncertaintyKind m_kind = core::UncertaintyKind::Uniform;
    double m_low = 0, m_mode = 0, m_high = 0;
    double m_mean = 0, m_deviation = 0; // normal; lognormal: of the logarithm
    double m_smallest = 0, m_largest = 0;
    std::shared_ptr<const kernels::PieceTable> m_table; // PERT on [0, 1]
};

// The inverse beta distribution with these shapes (1 <= alpha <= 5, alpha + beta = 6) over z, by pieces of degree 5 that meet value, slope and
// curvature at their ends: off by less than 1e-10. Cached; safe to call from any thread.
std::shared_ptr<const kernels::PieceTable> pertTable(double alpha, double beta);

// Keys of the generator: a row's draws hang on nothing but its id, a driver's on nothing but its name.
std::uint64_t rowKey(std::string_view rowId);
std::uint64_t driverKey(std::string_view driver);

} // namespace simulation
