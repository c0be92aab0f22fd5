// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit.h"
#include "findings.h"

namespace engine {

// What would mend a finding at one stroke, where there is such a thing: an edit whose label says what it does. It writes into the scenario
// what a scenario can change, the rest into the baseline, and takes the finding away. None where only the planner can know.
std::optional<core::Edit> mendOf(const core::Plan &unresolved, std::string_view scenario, const Projection &projection, const Finding &finding);

} // namespace engine
