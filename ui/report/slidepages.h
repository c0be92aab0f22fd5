// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report.h"

namespace ui {

// The slides of a presentation, 16 to 9, one message a page, nothing smaller than 18 points.
ReportCanvas slidePages(const ReportInput &input);

} // namespace ui
