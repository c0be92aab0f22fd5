// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"
#include "result.h"

namespace document {

// The plan that ships with the program, read from its resources (resources/baseline).
core::Result<core::Plan> shippedPlan();
// A plan with a horizon, the programmes and nothing else.
core::Plan emptyPlan(const std::string &title);

} // namespace document
