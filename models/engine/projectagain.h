// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "projection.h"

#include <optional>

namespace engine {

// The factories whose own rows differ between two resolved plans, if that is all that can change a figure: same rows in every table, same settings,
// prices, countries and fleet. None: the plan has to be projected anew.
std::optional<std::vector<int>> changedFactories(const core::Plan &before, const core::Plan &after);

} // namespace engine
