// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"

#include <QString>

namespace ui {

// A value of a statement's metric as it is printed: "1.31 ×", "50.0 %", "€ 1.46 bn", "7".
QString statementFigure(const core::Statement &statement, double value);
// What was said, with its comparison: "> 2.00 ×".
QString statementClaim(const core::Statement &statement);

} // namespace ui
