// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarioedits.h"

#include "scenario.h"

#include <algorithm>
#include <cctype>

namespace core {

namespace {

std::string keyOf(std::string_view scenario, const Cell &cell)
{
    return std::string(scenario) + '/' + cell.entity + '/' + cell.row + '/' + cell.field;
}

Change insertOverride(std::string_view scenario, const Cell &cell, const Value &value)
{
    return insertRow("override", keyOf(scenario, cell),
                     {{"scenario", std::string(scenario)}, {"entity", cell.entity}, {"row", cell.row}, {"field", cell.field}, {"value", value}});
}

// Only what an edit could make: not what speaks of a row or field that is gone.
bool canBeMade(const Plan &plan, const Override &o)
{
    const EntityInfo *info = entity(o.entity);
    const FieldInfo *field = info && info->overridable ? info->field(o.field) : nullptr;
    return field && !field->key && info->indexOf(plan, o.row) >= 0 && acceptedValue(*info, *field, o.row, o.value);
}

Value parentValue(std::string_view parent)
{
    return isBaseline(parent) ? Value{} : Value(std::string(parent));
}

} // namespace

std::string freeScenarioId(const Plan &plan, std::string_view name)
{
    std::string base;
    for (const char c : name) {
        if (std::isalnum(static_cast<unsigned char>(c))) {
            base += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else if (!base.empty() && base.back() != '-') {
            base += '-';
        }
    }
    base = base.substr(0, 48);
    while (!base.empty() && base.back() == '-') {
        base.pop_back();
    }
    if (base.empty()) {
        base = "scenario";
    }
    std::string id = base;
    for (int n = 2; isBaseline(id) || plan.scenarios.find(id); ++n) {
        id = base + '-' + std::to_string(n);
    }
    return id;
}

std::vector<Override> overridesOf(const Plan &plan, std::string_view scenario)
{
    std::vector<Override> out;
    const std::string prefix = std::string(scenario) + '/';
    for (std::size_t i = plan.overrides.lowerBound(prefix); i < plan.overrides.size() && plan.overrides[i].scenario == scenario; ++i) {
        out.push_back(plan.overrides[i]);
    }
    return out;
}

std::vector<std::string> childrenOf(const Plan &plan, std::string_view scenario)
{
    std::vector<std::string> out;
    for (const Scenario &s : plan.scenarios) {
        if (s.parent ? *s.parent == scenario : isBaseline(scenario)) {
            out.push_back(s.id);
        }
    }
    return out;
}

Edit addScenario(const Plan &plan, std::string label, std::string_view name, std::string_view parent)
{
    const std::string id = freeScenarioId(plan, name);
    return {std::move(label), {insertRow("scenario", id, {{"id", id}, {"name", std::string(name)}, {"parent", parentValue(parent)}})}};
}

Edit duplicateScenario(const Plan &plan, std::string label, std::string_view scenario, std::string_view name)
{
    const std::string id = freeScenarioId(plan, name);
    const Scenario *original = plan.scenarios.find(scenario);
    const std::string parent = original && original->parent ? *original->parent : std::string();
    const Value note = original && original->note ? Value(*original->note) : Value{};
    Edit edit{std::move(label), {insertRow("scenario", id, {{"id", id}, {"name", std::string(name)}, {"parent", parentValue(parent)}, {"note", note}})}};
    for (const Override &o : overridesOf(plan, scenario)) {
        if (canBeMade(plan, o)) {
            edit.changes.push_back(insertOverride(id, {o.entity, o.row, o.field}, o.value));
        }
    }
    return edit;
}

Edit moveScenario(std::string label, std::string_view scenario, std::string_view parent)
{
    return {std::move(label), {updateCell({"scenario", std::string(scenario), "parent"}, parentValue(parent))}};
}

Edit removeScenario(const Plan &plan, std::string label, std::string_view scenario)
{
    Edit edit{std::move(label), {}};
    const Scenario *gone = plan.scenarios.find(scenario);
    const std::vector<Override> own = overridesOf(plan, scenario);
    for (const std::string &child : childrenOf(plan, scenario)) {
        for (const Override &o : own) {
            const Cell cell{o.entity, o.row, o.field};
            if (canBeMade(plan, o) && !plan.overrides.find(keyOf(child, cell))) {
                edit.changes.push_back(insertOverride(child, cell, o.value));
            }
        }
        edit.changes.push_back(updateCell({"scenario", child, "parent"}, gone && gone->parent ? Value(*gone->parent) : Value{}));
    }
    for (const Override &o : own) {
        edit.changes.push_back(removeRow("override", keyOf(scenario, {o.entity, o.row, o.field})));
    }
    edit.changes.push_back(removeRow("scenario", std::string(scenario)));
    return edit;
}

Edit resetCells(const Plan &plan, std::string label, std::string_view scenario, const std::vector<Cell> &cells)
{
    Edit edit{std::move(label), {}};
    for (const Cell &cell : cells) {
        if (const auto change = resetCell(plan, scenario, cell)) {
            edit.changes.push_back(*change);
        }
    }
    return edit;
}

Result<Edit> promoteCells(const Plan &plan, std::string label, std::string_view scenario, const std::vector<Cell> &cells)
{
    const Scenario *s = plan.scenarios.find(scenario);
    if (!s) {
        return unknownScenario(plan, scenario);
    }
    const std::string parent = s->parent.value_or(std::string());
    Edit edit{std::move(label), {}};
    for (const Cell &cell : cells) {
        const Override *own = plan.overrides.find(keyOf(scenario, cell));
        if (!own) {
            continue;
        }
        auto given = setCell(plan, parent, cell, own->value);
        auto back = resetCell(plan, scenario, cell);
        if (!given || !back) {
            return given ? back.error() : given.error();
        }
        edit.changes.push_back(std::move(*given));
        edit.changes.push_back(std::move(*back));
    }
    return edit;
}

} // namespace core
