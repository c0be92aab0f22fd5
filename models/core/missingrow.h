// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit.h"

namespace core {

// What is needed before a cell can be set whose row the plan does not have yet: a programme's share of a factory's class (funding), or a year's
// envelope. Scenarios cannot add rows, so the row is added to the baseline: a share of nothing, which the scenario overrides; an envelope with its amount.
// Empty: the row is there, or is of another table.
std::vector<Change> changesForMissingRow(const Plan &plan, std::string_view scenario, const Cell &cell, const Value &value);

} // namespace core
