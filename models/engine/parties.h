// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "projection.h"

#include <array>
#include <optional>
#include <vector>

namespace engine {

inline constexpr int costClassCount = 3;

// Who pays or gets: an index in plan.countries, or one of these.
inline constexpr int unionParty = -1;
inline constexpr int noParty = -2; // money of private programmes, unfunded or unassigned: it gives no right to access

// What one party pays for one factory and gets of it, by period of a calendar.
struct PartyRow
{
    int factory = -1;
    int party = noParty;
    double share = 0;                                           // of the factory's delivered hours
    std::array<std::vector<Cents>, costClassCount> paidCents;   // by cost class, then by period
    std::vector<double> deliveredHours, referenceHours;         // by period

    Cents paidOf(core::CostClass costClass) const; // all periods
    Cents paidIn(int period) const;                // all classes
    Cents paid() const;
    double delivered() const;
};
// By factory; of each the Union, then its participants by id, then nobody's money where there is any. The sum is all that is paid.
std::vector<PartyRow> partyRows(const Projection &projection, Period period);

// What one party pays and gets over the whole horizon, of all factories, and what that is worth. Euro nominal or in prices of the price year.
struct PartyPosition
{
    int party = noParty;
    std::vector<int> factories; // indices: where it has a share or pays
    Cents paidCents = 0;        // nominal, exact
    double paidEur = 0;         // in the price basis asked for
    double deliveredHours = 0, referenceHours = 0;
    double moneyShare = 0;      // of all that is paid, nobody's money included
    double hourShare = 0;       // of all delivered hours
    std::optional<double> eurPerHour;     // paid / delivered hours; none without hours
    std::optional<double> averageEur;     // its hours at the price that all parties pay together
    std::optional<double> marketValueEur; // its hours at the plan's market price; none where the plan states none
    std::optional<double> netPositionEur; // market value less paid: above zero it gets more than it pays for; nobody has none
};
struct PartyBook
{
    std::vector<PartyPosition> parties; // the Union, countries by id, nobody's money last; only who pays or gets
    PartyPosition all;                  // their sum; party means nothing
    const PartyPosition *find(int party) const;
};
PartyBook partyBook(const Projection &projection, bool realPrices);
// The same of rows by year that are at hand.
PartyBook partyBook(const Projection &projection, const std::vector<PartyRow> &years, bool realPrices);

} // namespace engine
