// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"

#include <utility>
#include <vector>

namespace simulation {

// The picture of a row's distribution: what Distribution::of accepts. How densely draws lie at a value; 0 outside, and where all are alike.
double densityAt(const core::Uncertainty &row, double value);
// From where to where there is something to see: the whole range, or what all but one in a thousand draws keep to on each side.
std::pair<double, double> rangeOf(const core::Uncertainty &row);
// The likely value that a triangular or PERT distribution of this row has, or would have: the row's own, else the middle, held within low and high.
double likelyOf(const core::Uncertainty &row);

} // namespace simulation
