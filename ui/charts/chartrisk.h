// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartscene.h"

namespace ui {

// Charts whose figure lies across, or that have rows: distribution, grid, tornado. Inside ui/charts only.
bool liesOnRiskFrame(const ChartSpec &spec);
ChartFrame riskFrame(const ChartSpec &spec, const ChartStyle &style, const QRectF &target);

} // namespace ui
