// SPDX-License-Identifier: GPL-3.0-or-later
#include "uncertaintyedits.h"

#include <algorithm>
#include <set>

namespace core {

namespace {

Change insertionOf(const Uncertainty &row)
{
    const EntityInfo &info = *entity("uncertainty");
    std::vector<std::pair<std::string, Value>> values;
    for (const FieldInfo &f : info.fields) {
        if (Value v = f.get(&row); !isNull(v)) {
            values.emplace_back(f.name, std::move(v));
        }
    }
    return insertRow("uncertainty", row.id, std::move(values));
}

} // namespace

Addition addUncertainty(const Plan &plan, std::string label, Uncertainty row)
{
    return addUncertainties(plan, std::move(label), {std::move(row)});
}

Addition addUncertainties(const Plan &plan, std::string label, std::vector<Uncertainty> rows)
{
    Addition out;
    out.edit.label = std::move(label);
    std::set<std::string> taken;
    for (Uncertainty &row : rows) {
        const std::string wish = row.id;
        for (int n = 2; plan.uncertainties.find(row.id) || taken.contains(row.id); ++n) {
            const std::string end = '-' + std::to_string(n);
            row.id = wish.substr(0, 64 - end.size()) + end;
        }
        taken.insert(row.id);
        out.edit.changes.push_back(insertionOf(row));
        out.row = row.id;
    }
    return out;
}

std::vector<std::string> driversOf(const Plan &plan)
{
    std::set<std::string> out;
    for (const Uncertainty &u : plan.uncertainties) {
        if (u.driver && !u.driver->empty()) {
            out.insert(*u.driver);
        }
    }
    return {out.begin(), out.end()};
}

bool isUncertain(const Plan &plan, const Cell &cell)
{
    return std::any_of(plan.uncertainties.begin(), plan.uncertainties.end(), [&](const Uncertainty &u) {
        return u.entity == cell.entity && u.field == cell.field && (u.row == cell.row || u.row == "*");
    });
}

} // namespace core
