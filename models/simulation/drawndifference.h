// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drawnfigure.h"

namespace simulation {

// Every draw of a figure's total less the same draw of another plan, ascending: rows of uncertainty with the same id draw alike in both. At most
// drawnAtMost draws. The frames have the same periods. Nothing after a cancel, or where one of them has no such figure.
std::optional<std::vector<double>> differenceDraws(const Model &a, const Model &b, Figure figure, int period, const Sampling &sampling, const Control &control = {});

} // namespace simulation
