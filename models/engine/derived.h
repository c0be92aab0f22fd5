// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"

#include <optional>

namespace engine {

// What an empty field stands for in a resolved plan (methodology 3, 5 and 8), in the field's own unit: a system's power, price and peaks from the
// catalogue, a participant's access share as its contribution. None where the plan does not say.
std::optional<double> derivedDefault(const core::Plan &resolved, const core::Cell &cell);

} // namespace engine
