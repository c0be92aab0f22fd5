// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "projection.h"

#include <functional>
#include <optional>

namespace engine {

// The headline figures of a projection, over the whole horizon; the same numbers as the `summary` table. Amounts nominal.
struct Summary
{
    Cents paidCents = 0, committedCents = 0;
    Cents unionCents = 0, nationalCents = 0, privateCents = 0, unfundedCents = 0; // of what is paid
    double presentValueEur = 0;
    double deliveredHours = 0;  // of AI Factory systems
    double referenceHours = 0;
    std::optional<double> eurPerAcceleratorHour; // levelised; none without hours
    double beyondHorizonEur = 0;
    double unionShare() const { return paidCents == 0 ? 0 : static_cast<double>(unionCents) / static_cast<double>(paidCents); }
};
Summary summaryOf(const Projection &projection);

// Which lines of the ledger to add up.
using LineFilter = std::function<bool(const FactoryResult &, const Line &)>;
enum class Money { Paid, Committed };

// Sums of cents by period; an empty filter takes all.
std::vector<Cents> moneyByPeriod(const Projection &projection, Period period, Money which = Money::Paid, const LineFilter &filter = {});
Cents moneyTotal(const Projection &projection, Money which = Money::Paid, const LineFilter &filter = {});
// One factory's, in months [begin, end).
Cents moneyBetween(const FactoryResult &factory, Money which, int begin, int end, const LineFilter &filter = {});
// The same in euro in prices of the price year (real): cents / 100 × realFactor.
std::vector<double> realEurByPeriod(const Projection &projection, Period period, Money which = Money::Paid, const LineFilter &filter = {});

// What one factory costs over the horizon, in euro; real: in prices of the price year.
double paidEur(const Projection &projection, const FactoryResult &factory, bool real);
double paidEur(const Projection &projection, bool real); // all factories
std::optional<double> eurPerAcceleratorHour(const FactoryResult &factory); // levelised; none without hours
// What one factory has in service at the end of a month.
double stockOf(const FactoryResult &factory, Totals::Series series, int monthIndex);
// The first year at whose end the most planned BF16 peak is in service: the year to show stocks of.
int fullestYear(const Projection &projection);

// Capacity in service at the end of a month (stocks) or period.
struct Capacity
{
    double fleetAccelerators = 0, fleetFp64Pflops = 0, fleetBf16Pflops = 0;
    double plannedAccelerators = 0, plannedFp64Pflops = 0, plannedBf16Pflops = 0;
    std::optional<double> indexAccelerators, indexFp64, indexBf16; // none without a fleet
    double demandReferenceHours = 0;                               // of the period
    std::optional<double> coverage;                                // none without demand
};
Capacity capacityOf(const Projection &projection, Period period, int index);
// Stocks in the last month of [begin, end), demand and coverage over all of them.
Capacity capacityBetween(const Projection &projection, int begin, int end);
// What one row asks for in each month of a year.
double monthlyDemand(const core::Demand &demand, int year);
// First month from which the BF16 index stays above the target to the end of the horizon; none if it does not.
std::optional<int> monthIndexStaysAbove(const Projection &projection, double target);

struct EnvelopeUse
{
    int programme = -1; // index; -1: unfunded
    int year = 0;
    std::optional<Cents> envelopeCents; // none: no ceiling
    Cents committedCents = 0, paidCents = 0;
    std::optional<Cents> headroomCents() const;
};
// Every programme and year that has an envelope or a flow to pay for, by programme id and year; unfunded first.
std::vector<EnvelopeUse> envelopeUse(const Projection &projection);

// What one party pays and gets of one factory, or of all (factory = -1).
struct PartyAccount
{
    int factory = -1;
    int country = -1; // -1: the Union
    Cents paidCents = 0;
    double share = 0; // of the factory's delivered hours
    double deliveredHours = 0, referenceHours = 0;
};
// By factory, the Union first and then countries by id.
std::vector<PartyAccount> partyAccounts(const Projection &projection);
// Of one factory alone; nobody where it is not included.
std::vector<PartyAccount> partyAccounts(const Projection &projection, int factory);

// What was announced of all included factories.
Cents announcedCents(const Projection &projection);
// Flows of all factories over the whole horizon.
SystemFlows allFlows(const Projection &projection);
// Delivered hours of a system in a month, discounted to the first month as money is.
double discountedHours(const SystemResult &system, const Projection &projection, int month);

// Flows of one factory's systems (or the fleet's) in months [begin, end).
SystemFlows flowsOf(const FactoryResult &factory, const Calendar &calendar, int begin, int end);

} // namespace engine
