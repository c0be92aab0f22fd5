// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit.h"

namespace core {

// Removes a row with all that only speaks of it: citations, overrides, uncertainties. What refers to the row still hinders its removal.
std::vector<Change> removalOf(const Plan &plan, std::string_view entity, std::string_view row);

} // namespace core
