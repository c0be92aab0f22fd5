// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paperfigures.h"

// What charts on paper are put together from. Inside ui/report only.
namespace ui::paper {

inline constexpr double gridWidth = 0.18;
inline constexpr double markWidth = 0.5;
inline constexpr Type strongSmall{8, true, false};

// Lines of the scale, with its figures ending at labelsAt; 0: without.
void valueGrid(ReportSheet &sheet, const Axis &axis, const QRectF &plot, double labelsAt);
// Below their slots, as many as do not touch.
void periodLabels(ReportSheet &sheet, const QStringList &labels, const QRectF &plot);

} // namespace ui::paper
