// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "projection.h"

#include <array>
#include <optional>
#include <vector>

namespace engine {

inline constexpr int segmentCount = 4; // as core::DemandSegment

// Power that a factory's systems in service draw at full load, PUE included, by month, in MW: what the site has to offer, whatever is in use.
std::vector<double> fullLoadMw(const Projection &projection, const FactoryResult &factory);

// What one factory does in months [begin, end); stocks at the end.
struct ComputeRow
{
    int factory = -1; // index in plan.factories
    double deliveredHours = 0, referenceHours = 0, energyKwh = 0, carbonT = 0;
    double bf16Pflops = 0, fp64Pflops = 0;
    double mostMw = 0;                // at full load, in its highest month
    std::optional<double> siteMw;     // what the site has; none where it is not stated
    std::optional<double> leftMw() const { return siteMw ? std::optional(*siteMw - mostMw) : std::nullopt; }
};
std::vector<ComputeRow> computeRows(const Projection &projection, int begin, int end); // by factory; included ones only

// Reference hours asked for by segment, then by period; and offered by AI Factory systems.
std::array<std::vector<double>, segmentCount> demandBySegment(const Projection &projection, Period period);
std::vector<double> supplyByPeriod(const Projection &projection, Period period);

// First month in which supply covers demand; none: in no month, or nothing is asked for.
std::optional<int> firstMonthCovered(const Projection &projection);
// First month from which demand is above supply to the end of the horizon, having been covered before; none: it does not come to that.
std::optional<int> monthDemandOvertakes(const Projection &projection);

} // namespace engine
