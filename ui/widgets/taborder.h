// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace ui {

// Lets Tab walk what is below a widget as it is read: in the order of its layouts, lines of a grid from the left, whatever was made first. What is made
// anew while a page is seen (a form's fields, a legend) stands at the end of Qt's own order.
void orderTabs(QWidget *root);

} // namespace ui
