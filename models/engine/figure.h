// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <string>
#include <string_view>

namespace engine {

// The address of a figure that the program can show and explain: what is measured, of whom, when. An empty part means "all together".
// Written 'paid_cents[factory=lumi-aif,programme=DEP,period=2027]'; the order of the parts is that of the members.
//
// Measures, named as the result tables name them:
//   money       paid_cents, committed_cents [factory, category or cost class, item, programme, country, period]; envelope_cents, headroom_cents,
//               outstanding_cents (committed less paid, cumulated to the period's end) [programme, period: a year]
//   totals      union_cents, national_cents, private_cents, unfunded_cents, union_share, present_value_eur, eur_per_accelerator_hour, beyond_horizon_eur [factory]
//   stocks      accelerators, bf16_pflops, fp64_pflops [factory or system, or the factory 'fleet'; period: at its end]; index_accelerators, index_bf16,
//               index_fp64, coverage, demand_reference_hours [period]; demand_reference_hours also [item: a demand row]
//   flows       available_hours, delivered_hours, reference_hours, energy_mwh, carbon_t [factory, system, country: a party ('EU' is the Union), period]
//   parties     access_share [factory, country], eur_per_hour, market_value_eur, net_position_eur [country]
//   statements  what methodology 11 names beside these: factories, member_states, ... systems_in_service [period]
struct Figure
{
    std::string measure;
    std::string factory, system, category, item, programme, country, period;
    bool real = false; // money in prices of the price year, in euro instead of cents

    std::string toString() const;
    bool operator==(const Figure &) const = default;
};

// Reads what toString() writes; knows the names of the parts, not whether the rows exist.
core::Result<Figure> parseFigure(std::string_view text);

} // namespace engine
