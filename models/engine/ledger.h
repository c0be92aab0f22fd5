// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"

#include <cstdint>
#include <span>
#include <vector>

namespace engine {

using core::Cents;

enum class Category : std::uint8_t { Acquisition, Installation, Energy, Maintenance, Staff, OtherOperations, Services };
inline constexpr int categoryCount = 7;

const char *textOf(Category category); // as in the budget table: "acquisition", "other_operations", ...
core::CostClass classOf(Category category);
Category categoryOf(core::CostCategory category);

// One row of the ledger over time: what one programme (and, of national money, one country) pays for one item.
struct Line
{
    Category category = Category::Acquisition;
    bool ofSystem = true; // item is an index in plan.systems, else in plan.costLines
    int item = 0;
    int programme = -1; // index in plan.programmes; -1: unfunded
    int country = -1;   // index in plan.countries; -1: not national, or unassigned
    bool national = false;
    int firstMonth = 0; // index of the first month held
    int months = 0;
    std::uint32_t paidAt = 0;      // where its paid cents begin in the pool
    std::uint32_t committedAt = 0; // where its committed cents begin; the same place for all but acquisition
};

// A system's year-independent rates while it is in service; flows are sums over hours, so any period is a subtraction.
struct SystemResult
{
    int system = 0;  // index in plan.systems
    int country = -1; // where it stands
    int from = 0;    // first month in service within the horizon
    int to = 0;      // one past the last
    int ageAtFrom = 0;
    int rampMonths = 1;
    double accelerators = 0;
    double peakFp64Pflops = 0;
    double peakBf16Pflops = 0;
    double availablePerHour = 0; // per hour at full ramp, as all that follow
    double deliveredPerHour = 0;
    double referencePerHour = 0;
    double idleKwhPerHour = 0;   // at the meter, PUE included, whatever the ramp
    double loadKwhPerHour = 0;   // at full ramp
    double carbonTPerKwh = 0;
};

struct SystemFlows
{
    double availableHours = 0, deliveredHours = 0, referenceHours = 0, energyKwh = 0, carbonT = 0;
};

// Sums by month; the stocks are those in service in the month. Money by programme, the last row being unfunded money.
struct Totals
{
    enum Series { Accelerators, Fp64, Bf16, DeliveredHours, ReferenceHours, EnergyKwh, CarbonT, SeriesCount };
    int months = 0;
    int programmes = 0; // without the unfunded row
    std::vector<double> figures; // SeriesCount rows of months
    std::vector<Cents> paid;      // programmes + 1 rows of months
    std::vector<Cents> committed;

    void reset(int monthCount, int programmeCount);
    void add(const Totals &other);
    std::span<const double> series(Series s) const { return {figures.data() + static_cast<std::size_t>(s) * static_cast<std::size_t>(months), static_cast<std::size_t>(months)}; }
    std::span<double> series(Series s) { return {figures.data() + static_cast<std::size_t>(s) * static_cast<std::size_t>(months), static_cast<std::size_t>(months)}; }
    // programme: index, or -1 for unfunded
    std::span<const Cents> paidOf(int programme) const;
    std::span<const Cents> committedOf(int programme) const;
};

// Who may use a factory's accelerators, as a share of all delivered hours.
struct PartyShare
{
    int country = -1; // index in plan.countries; -1: the Union
    double share = 0;
};

// All that is computed of one factory (or of the existing fleet, which has no money). Immutable once made; shared between projections.
struct FactoryResult
{
    int factory = -1; // index in plan.factories; -1: the fleet
    std::vector<SystemResult> systems;
    std::vector<Line> lines;
    std::vector<Cents> pool;
    std::vector<PartyShare> parties; // the Union first, then the participants by country id
    double unionShare = 0;           // of access time
    double presentValueEur = 0;
    double discountedHours = 0;
    double beyondHorizonEur = 0;
    Cents paidCents = 0;
    Cents committedCents = 0;
    std::vector<std::uint8_t> yearsInvolved; // programme-major (the last row: unfunded), by year: 1 where it pays for something that flows
    Totals totals;

    std::span<const Cents> paid(const Line &l) const { return {pool.data() + l.paidAt, static_cast<std::size_t>(l.months)}; }
    std::span<const Cents> committed(const Line &l) const { return {pool.data() + l.committedAt, static_cast<std::size_t>(l.months)}; }
};

} // namespace engine
