// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paperfigures.h"
#include "reportcontext.h"

#include <array>

namespace ui::pages {

// Capacity in service by month in EFLOPS (BF16): today's fleet, the others, the seven largest; smaller ones below.
ChartSpec capacitySpec(const ReportContext &c);
// The month from which the fleet stays doubled, for a note in the chart.
paper::AreaNote doublingNote(const ReportContext &c);
QStringList yearNames(const ReportContext &c);
// Years as chart labels: '27 where there are many.
QStringList yearLabels(const ReportContext &c, int room);

// What each factory adds to the difference between the scenarios; nothing is left over.
paper::Waterfall waterfallOf(const ReportContext &c);
void waterfallBlock(ReportContext &c); // with its heading
// Two charts of half width side by side with their headings; the first one's series are named above it. `height`: of the charts, mm.
void chartPair(ReportContext &c, const std::array<ChartSpec, 2> &specs, double height);

} // namespace ui::pages
