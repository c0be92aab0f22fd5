// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "calendar.h"
#include "ledger.h"

#include <memory>
#include <span>

namespace engine {

struct Grouping;

// The deterministic projection of one resolved plan (methodology 2 to 8). A plain value, cheap to copy, safe to read from any thread.
struct Projection
{
    core::Plan plan; // resolved: what was projected
    Calendar calendar;
    std::shared_ptr<const FactoryResult> fleet;
    std::vector<std::shared_ptr<const FactoryResult>> factories; // by index in plan.factories; null: not included
    std::vector<std::shared_ptr<const Totals>> blocks;           // sums over 32 factories each, so that one change needs no full sum
    std::shared_ptr<const Grouping> grouping;
    Totals totals;                                               // all included factories, without the fleet
    std::vector<double> demandHours;                             // reference hours asked for, by month
    std::vector<double> discount;                                // 1 / (1 + rate)^(m / 12), by month

    int programmeCount() const { return static_cast<int>(plan.programmes.size()); }
    // Factor from nominal to real prices of plan.price_year, by month.
    double realFactor(int monthIndex) const;
};

// Projects a plan whose scenario is resolved (core::resolve). Any plan that the store accepts gives a result; oddities are findings.
Projection project(const core::Plan &resolved);

// As project(after), computed from an earlier projection of which only these factories' own rows (factory, system, cost line, funding,
// participation) have other values: same rows in every table, same settings. Bit for bit the same result.
Projection reproject(const Projection &before, const core::Plan &after, std::span<const int> changedFactories);

// What a system does in months [begin, end); months out of service count nothing.
SystemFlows flowsOf(const SystemResult &system, const Calendar &calendar, int begin, int end);
// In service in that month?
inline bool inService(const SystemResult &system, int monthIndex) { return monthIndex >= system.from && monthIndex < system.to; }

} // namespace engine
