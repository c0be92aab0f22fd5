// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures.h"

#include <string_view>
#include <vector>

namespace engine {

// Money on its way over the whole horizon: from a programme (and, of national money, a country) to what a factory spends it on.
struct MoneyFlow
{
    int programme = -1; // index; -1: unfunded
    int country = -1;   // index; -1: not national, or unassigned
    int factory = -1;   // index
    core::CostClass costClass = core::CostClass::Infrastructure;
    Cents cents = 0; // nominal
    double eur = 0;  // in the price basis asked for

    bool operator==(const MoneyFlow &) const = default;
};
// By programme, country, factory, class; none of nothing. The sum is all that is paid, or committed.
std::vector<MoneyFlow> moneyFlows(const Projection &projection, Money which = Money::Paid, bool realPrices = false);

// What is committed and not yet paid at the end of each year (reste à liquider): committed less paid, cumulated from the first year. -1: unfunded.
std::vector<Cents> outstandingCents(const Projection &projection, int programme);

// Whether the calls let this programme pay for this class: Digital Europe pays infrastructure and operations, Horizon Europe services. Of others nothing is known.
bool isUsualFor(std::string_view programme, core::CostClass costClass);

} // namespace engine
