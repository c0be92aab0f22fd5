// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit.h"

#include <vector>

// What a planner does with scenarios as a whole, each as one edit. The label says it in a person's words. '' is the baseline.

namespace core {

// An id that is free, made of a name: "Later, dearer" gives 'later-dearer', then 'later-dearer-2'.
std::string freeScenarioId(const Plan &plan, std::string_view name);
// The scenario's own overrides, in the order of their keys.
std::vector<Override> overridesOf(const Plan &plan, std::string_view scenario);
std::vector<std::string> childrenOf(const Plan &plan, std::string_view scenario);

Edit addScenario(const Plan &plan, std::string label, std::string_view name, std::string_view parent);
// On the same parent, with the same overrides and note.
Edit duplicateScenario(const Plan &plan, std::string label, std::string_view scenario, std::string_view name);
Edit moveScenario(std::string label, std::string_view scenario, std::string_view parent);
// Scenarios that stand on it move to its parent and take over what they inherited of it, so that nothing changes in them.
Edit removeScenario(const Plan &plan, std::string label, std::string_view scenario);
// Gives these cells back to what is inherited. Cells that the scenario does not override are passed over.
Edit resetCells(const Plan &plan, std::string label, std::string_view scenario, const std::vector<Cell> &cells);
// Gives the scenario's values of these cells to its parent (the baseline where it has none); it then inherits them.
Result<Edit> promoteCells(const Plan &plan, std::string label, std::string_view scenario, const std::vector<Cell> &cells);

} // namespace core
