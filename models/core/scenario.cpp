// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario.h"

#include "text.h"

#include <algorithm>

namespace core {

bool isBaseline(std::string_view scenario)
{
    return scenario.empty() || scenario == "baseline";
}

Error unknownScenario(const Plan &plan, std::string_view scenario)
{
    std::string names = "baseline";
    for (const Scenario &s : plan.scenarios) {
        names += ", " + s.id;
    }
    return {text("There is no scenario '%1' in this plan; there are %2.", {scenario, names})};
}

Result<std::vector<std::string>> lineage(const Plan &plan, std::string_view scenario)
{
    std::vector<std::string> out;
    OptionalText at;
    if (!isBaseline(scenario)) {
        at = std::string(scenario);
    }
    while (at) {
        const Scenario *s = plan.scenarios.find(*at);
        if (!s) {
            return unknownScenario(plan, *at);
        }
        if (std::find(out.begin(), out.end(), *at) != out.end()) {
            return Error{text("scenario/%1.parent: a scenario cannot be its own ancestor.", {*at})};
        }
        out.push_back(*at);
        at = s->parent;
    }
    std::reverse(out.begin(), out.end());
    return out;
}

Result<Plan> resolve(const Plan &plan, std::string_view scenario)
{
    const auto line = lineage(plan, scenario);
    if (!line) {
        return line.error();
    }
    Plan resolved = plan;
    for (const std::string &id : *line) {
        const std::string prefix = id + '/';
        for (std::size_t i = plan.overrides.lowerBound(prefix); i < plan.overrides.size() && plan.overrides[i].scenario == id; ++i) {
            const Override &o = plan.overrides[i];
            const EntityInfo *info = entity(o.entity);
            const FieldInfo *field = info && info->overridable ? info->field(o.field) : nullptr;
            const std::ptrdiff_t row = field && !field->key ? info->indexOf(resolved, o.row) : -1;
            if (row >= 0 && readableValue(*info, *field, o.row, o.value)) {
                field->set(info->editAt(resolved, static_cast<std::size_t>(row)), o.value);
            }
        }
    }
    return resolved;
}

Result<std::string> originOf(const Plan &plan, std::string_view scenario, const Cell &cell)
{
    const auto line = lineage(plan, scenario);
    if (!line) {
        return line.error();
    }
    for (auto it = line->rbegin(); it != line->rend(); ++it) {
        if (plan.overrides.find(*it + '/' + cell.entity + '/' + cell.row + '/' + cell.field)) {
            return *it;
        }
    }
    return std::string();
}

} // namespace core
