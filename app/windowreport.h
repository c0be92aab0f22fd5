// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "windowservices.h"

namespace app {

// How the window writes the board report of what it shows.
decltype(ui::WindowServices::writeReport) reportWriter();

} // namespace app
