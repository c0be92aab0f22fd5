// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keyfigures.h"
#include "reportcontext.h"

namespace ui::pages {

struct TileBox
{
    double x, y, width, height;
};

// A key figure in a frame: caption, figure with unit, change.
void tile(ReportContext &c, const KeyFigure &figure, const TileBox &box);

} // namespace ui::pages
