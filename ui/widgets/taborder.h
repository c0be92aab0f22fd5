// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>

class QWidget;

namespace ui {

// What Tab stops at below a widget, as it is read: in the order of its layouts, lines of a grid from the left, whatever was made first. Qt's own order
// puts what is made while a page is seen (a form's fields, a legend) at its end, and jumps over what stands before a page that hands its focus on.
QVector<QWidget *> tabStops(QWidget *root);
// Gives the focus to the stop after, or before, the one that has it, in sight; from the last one to the first. False: there is none.
bool stepFocus(const QVector<QWidget *> &stops, bool next);

} // namespace ui
