// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"

namespace core {

// The baseline's name where a scenario is asked for: no text, or 'baseline' unless the plan has a scenario of that id.
bool isBaseline(std::string_view scenario);
Error unknownScenario(const Plan &plan, std::string_view scenario);

// Root first, the scenario itself last; empty for the baseline. Fails for an unknown scenario or a circle of parents.
Result<std::vector<std::string>> lineage(const Plan &plan, std::string_view scenario);

// The plan as the scenario sees it: the tables with the overrides of the scenario's ancestors from the root down, then its own.
// Overrides whose row or field is gone, or whose value does not fit, are passed over (a finding says so).
Result<Plan> resolve(const Plan &plan, std::string_view scenario);

// Where a cell's value in a scenario comes from: '' for the baseline, else the scenario that sets it.
Result<std::string> originOf(const Plan &plan, std::string_view scenario, const Cell &cell);

} // namespace core
