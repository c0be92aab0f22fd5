// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parties.h"

#include <array>
#include <optional>
#include <vector>

namespace engine {

inline constexpr int segmentCount = 4; // as core::DemandSegment

// Power that a factory's systems in service draw at full load, PUE included, by month, in MW: what the site has to offer, whatever is in use.
std::vector<double> fullLoadMw(const Projection &projection, const FactoryResult &factory);

// The most that it is in months [begin, end), and the first month in which it is that.
struct MostMw
{
    double mw = 0;
    int month = 0;
};
MostMw mostMw(const Projection &projection, const FactoryResult &factory, int begin, int end);

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
// Their sum. The factories' highest months are added up; they need not fall together. Nothing is said of sites.
ComputeRow sumOf(const std::vector<ComputeRow> &rows);

// What one party gets of the delivered and reference hours in months [begin, end).
struct PartyHours
{
    int party = noParty;
    double deliveredHours = 0, referenceHours = 0;
    double share = 0; // of all parties' delivered hours
};
struct PartyHoursBook
{
    std::vector<PartyHours> parties; // who gets most first
    PartyHours all;                  // their sum; party means nothing
};
PartyHoursBook partyHours(const Projection &projection, int begin, int end);

// Reference hours asked for by segment, then by period; and offered by AI Factory systems.
std::array<std::vector<double>, segmentCount> demandBySegment(const Projection &projection, Period period);
std::vector<double> supplyByPeriod(const Projection &projection, Period period);

// Reference hours asked for and offered in months [begin, end).
struct DemandBalance
{
    std::array<double, segmentCount> segments{};
    double asked = 0, offered = 0;
    std::optional<double> coverage; // none where nothing is asked for
};
DemandBalance demandBalance(const Projection &projection, int begin, int end);

// First month in which supply covers demand; none: in no month, or nothing is asked for.
std::optional<int> firstMonthCovered(const Projection &projection);
// Whether supply covers demand in every month from that one on.
bool coveredToTheEnd(const Projection &projection, int month);
// First month from which demand is above supply to the end of the horizon, having been covered before; none: it does not come to that.
std::optional<int> monthDemandOvertakes(const Projection &projection);

} // namespace engine
