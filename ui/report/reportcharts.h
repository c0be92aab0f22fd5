// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paperfigures.h"
#include "reportcontext.h"

namespace ui::pages {

// Capacity in service by month in EFLOPS (BF16): today's fleet, the others, the seven largest; smaller ones below.
ChartSpec capacitySpec(const ReportContext &c);
// The month from which the fleet stays doubled, for a note in the chart.
paper::AreaNote doublingNote(const ReportContext &c);
QStringList yearNames(const ReportContext &c);
// Years as chart labels: '27 where there are many.
QStringList yearLabels(const ReportContext &c, int room);

} // namespace ui::pages
