// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "findingsentences.h"
#include "ganttspec.h"
#include "seriescolours.h"
#include "statements.h"
#include "tablespec.h"

#include <QDate>
#include <QSet>

#include <functional>

namespace ui {

// What the timeline is made of: a plan over time, compared with another, and what is marked in it.
struct TimelineInput
{
    const Comparison &c;
    const engine::Projection &order; // whose months of service set the order of rows, so that it stays while one is dragged
    const SeriesColours &colours;
    QDate today;                     // invalid: not marked
    const std::vector<engine::StatementResult> &statements;
    QSet<QString> folded;            // groups by id: "factories", "fleet"
    std::function<bool(const core::Cell &)> overridden; // by the chosen scenario
};
GanttSpec timelineGantt(const TimelineInput &input);
// The same dates as a table; months of service and lifetimes are edited there.
items::TableSpec timelineTable(const TimelineInput &input);

// Installed capacity against the fleet of the day, by month.
ChartSpec indexChart(const Comparison &c, const QDate &today);
// Payments by programme; the title says which year gains or loses most.
ChartSpec shiftedPaymentsChart(const Comparison &c, engine::Period period);
// What the plan as shown changes against the plan as kept: money of the years that change most, hours, price, index, tightest envelope.
GanttBubble shiftBubble(const Comparison &shownAndKept);

namespace sentences {
QString monthName(core::Month month);                   // "Jul 2028"
QString milestoneDates(const core::Plan &plan, const core::System &system);
QString monthsLater(int months);                        // "+9 months", "−1 month", "no change"
QString timelineLead(const Comparison &c, bool moving); // "Doubling moves from October 2027 to July 2028"
}

} // namespace ui
