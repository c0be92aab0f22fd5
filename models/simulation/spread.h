// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"

#include <optional>

namespace simulation {

// A row for the table `uncertainty` that the evidence of a figure suggests (methodology 9), for the planner to take or change.
struct ProposedSpread
{
    core::Uncertainty row;         // id, cell, effect, distribution; neither driver nor correlation
    bool fromAssumption = false;   // nobody stated the figure, or it was derived
    bool fromDisagreement = false; // sources say other values than the plan's; they widened the row, or are all of it
};

// None where the figure is stated and no source says otherwise, where it is neither a number nor a month, is empty or describes only (a latitude),
// or where a spread would have no effect.
// `plan`: unresolved or resolved; the value is that of the plan given.
std::optional<ProposedSpread> proposedSpread(const core::Plan &plan, const core::Cell &cell);

} // namespace simulation
