// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace core {

// Money is counted in integer euro cents.
using Cents = std::int64_t;

// Largest amount that a plan may hold in one field: 1e15 cents, ten thousand billion euro; exact in a double.
inline constexpr Cents largestAmountCents = 1'000'000'000'000'000;

// Rounds half away from zero. Exact for |x| < 2^53; no library call, so that the engine's inner loops stay fast.
constexpr Cents roundHalfAway(double x)
{
    const Cents whole = static_cast<Cents>(x);
    const double rest = x - static_cast<double>(whole);
    return whole + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0);
}

} // namespace core
