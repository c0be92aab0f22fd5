// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"
#include "planfile.h"
#include "result.h"

#include <QString>

namespace document {

// The plan that ships with the program, read from its resources (resources/baseline).
core::Result<core::Plan> shippedPlan();
// A plan with a horizon, the programmes and nothing else.
core::Plan emptyPlan(const std::string &title);

// Writes a new plan file, from the shipped plan or empty. Fails where there is a file already.
core::Status createPlanFile(const QString &path, bool fromExample, const store::Signature &signature);

} // namespace document
