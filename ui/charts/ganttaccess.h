// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ui {

class GanttView;

// Shows a Gantt view to assistive technology as a list of its rows, each with a name and a value. Done once, at the first view.
void installGanttAccess();
// Says that this row is the chosen one, or that its value has changed.
void announceGanttRow(GanttView &view, int row);

} // namespace ui
