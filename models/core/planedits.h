// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit.h"

#include <vector>

// What a planner adds, duplicates and removes in a plan, each as one edit. In a scenario a new factory or system is made in the baseline with
// included = 0 and the scenario switches it on, so that no other scenario sees it; what cannot be switched is made there with an amount or a
// share of nothing, and the scenario gives it its own. '' is the baseline.

namespace core {

// An id that is free in the table, made of a name: "LUMI AIF" gives 'lumi-aif', then 'lumi-aif-2'. Letters outside ASCII are passed over.
std::string freeId(const Plan &plan, std::string_view entity, std::string_view name);

// An edit that adds rows, and the one that it is about.
struct Addition
{
    Edit edit;
    std::string row;
};

// A factory with its host as the only participant, paid half by each Union programme that the class may have and half nationally. What the plan
// lacks for it (the country, payment milestones) is taken from the catalogue; a plan with everything needs none.
struct NewFactory
{
    std::string name, country;
    FactoryKind kind = FactoryKind::New;
};
Result<Addition> addFactory(const Plan &plan, std::string_view scenario, std::string label, const NewFactory &factory, const Plan &catalogue);
// A system of the factory, with nothing in it but the accelerator of the factory's first one.
Addition addSystem(const Plan &plan, std::string_view scenario, std::string label, std::string_view factory, std::string_view name, const Plan &catalogue);
Addition addCostLine(const Plan &plan, std::string label, std::string_view factory, std::string_view name);
Addition addParticipant(const Plan &plan, std::string label, std::string_view factory, std::string_view country, const Plan &catalogue);
Addition addPayer(std::string label, std::string_view factory, std::string_view costClass, std::string_view programme);

// A copy with the values that the scenario sees, of a factory with all that belongs to it, of a system, or of a cost line. Nobody is cited for it.
Result<Addition> duplicate(const Plan &plan, std::string_view scenario, std::string label, std::string_view entity, std::string_view row, std::string_view name);

// The row and all that speaks of it: rows that name it, overrides, citations and uncertainties of those.
struct Removal
{
    Edit edit;
    std::vector<std::pair<std::string, int>> alongside; // table and number of rows, systems first
};
Removal removeWith(const Plan &plan, std::string label, std::string_view entity, std::string_view row);

} // namespace core
