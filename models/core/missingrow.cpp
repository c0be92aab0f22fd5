// SPDX-License-Identifier: GPL-3.0-or-later
#include "missingrow.h"

#include "scenario.h"

namespace core {

std::vector<Change> changesForMissingRow(const Plan &plan, std::string_view scenario, const Cell &cell, const Value &value)
{
    const EntityInfo *info = entity(cell.entity);
    const bool funding = cell.entity == "funding" && cell.field == "share";
    const bool envelope = cell.entity == "envelope" && cell.field == "amount_cents";
    if (!info || (!funding && !envelope) || info->indexOf(plan, cell.row) >= 0) {
        return {};
    }
    const bool inScenario = !scenario.empty() && scenario != "baseline";
    const std::vector<const FieldInfo *> keys = info->keyFields();
    const std::vector<Value> parts = info->keyParts(cell.row);
    std::vector<std::pair<std::string, Value>> values;
    for (std::size_t i = 0; i < keys.size() && i < parts.size(); ++i) {
        values.emplace_back(keys[i]->name, parts[i]);
    }
    values.emplace_back(cell.field, funding && inScenario ? Value(0.0) : value);
    std::vector<Change> changes{insertRow(cell.entity, cell.row, std::move(values))};
    if (funding && inScenario) {
        Plan with = plan;
        if (patch(with, changes.front())) {
            const auto set = setCell(with, scenario, cell, value);
            if (set) {
                changes.push_back(*set);
            }
        }
    }
    return changes;
}

} // namespace core
