// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "calendar.h"
#include "ledger.h"

#include <vector>

namespace engine {

// Cumulative shares S_1 ... S_n = 1 of methodology 6, and whom they speak of.
struct Split
{
    std::vector<int> who; // indices of programmes or countries; a single -1: nobody
    std::vector<double> upTo;
};

// Rows by factory, so that nobody searches twice. Holds as long as no row is added, removed or given to another factory.
struct Grouping
{
    explicit Grouping(const core::Plan &plan);

    std::vector<std::vector<int>> systems;   // by factory
    std::vector<std::vector<int>> costLines; // by factory
    std::vector<int> fleet;                  // systems without a factory
};

// What all factories of a plan share while it is projected: calendar, yearly factors, milestones.
// Holds references into the plan, so lives only as long as it.
class Context
{
public:
    Context(const core::Plan &plan, const Grouping &grouping);

    const core::Plan &plan;
    const Grouping &grouping;
    Calendar calendar;
    std::vector<double> inflation;     // (1 + inflation)^(year - price year), by year of the horizon
    std::vector<double> discount;      // by month: 1 / (1 + rate)^(m / 12)
    std::vector<double> electricityEur; // country-major, by year: euro per kWh; 0 where no price is stated
    std::vector<int> yearOfMonth;      // index of the year, by month
    double referenceTflops = 0;        // 0: no reference accelerator, or no BF16 peak of it
    double milestoneShares = 0;        // their sum
    int earliestMilestone = 0;         // offset in months

    double inflationFactor(int year) const;
    double electricity(int country, int yearIndex) const
    {
        return electricityEur[static_cast<std::size_t>(country) * static_cast<std::size_t>(calendar.years()) + static_cast<std::size_t>(yearIndex)];
    }
};

} // namespace engine
