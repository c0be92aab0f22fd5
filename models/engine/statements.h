// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures.h"
#include "field.h"

namespace engine {

// A public statement held against the plan (methodology 11).
struct StatementResult
{
    int statement = 0;            // index in plan.statements
    std::optional<double> actual; // none: the metric or its period is not known to this plan; then it does not hold
    bool holds = false;
    double difference = 0;        // actual - stated
    std::string reason;           // for a statement that does not hold: what breaks it, in a few words ("IT4LIA, LUMI AIF in 2027")
    core::Cell cell;              // where to look or mend; may be empty
};
// `against`: another projection to say what differs; may be null.
std::vector<StatementResult> checkStatements(const Projection &projection, const Projection *against = nullptr);

// The value of a metric of methodology 11 at the end of, or over, the period ('' for none).
std::optional<double> metricValue(const Projection &projection, std::string_view metric, std::string_view period);

} // namespace engine
