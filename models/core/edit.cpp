// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit.h"

#include "scenario.h"
#include "text.h"

#include <set>

namespace core {

namespace {

Error noSuchRow(std::string_view entityName, std::string_view row)
{
    return {text("There is no %1 '%2' in this plan.", {entityName, row})};
}

// Values of all fields for an insert: given ones, else defaults, else NULL.
Result<std::vector<Value>> fullRow(const EntityInfo &info, const Change &change)
{
    std::vector<Value> values;
    std::string key;
    for (const FieldInfo &f : info.fields) {
        const auto given = std::find_if(change.values.begin(), change.values.end(), [&](const auto &v) { return v.first == f.name; });
        if (given == change.values.end() && !f.hasDefault && !f.nullable) {
            return Error{text("%1/%2: the field '%3' is needed.", {info.name, change.row, f.name})};
        }
        values.push_back(given != change.values.end() ? given->second : f.defaultValue);
        if (f.key) {
            key += (key.empty() && f.name == info.keyFields().front()->name ? "" : "/") + toPlainText(values.back());
        }
    }
    if (key != change.row) {
        return Error{text("%1/%2: the key's fields say '%3'.", {info.name, change.row, key})};
    }
    return values;
}

Status checkValues(const EntityInfo &info, const Change &change)
{
    for (const auto &[name, value] : change.values) {
        const FieldInfo *f = info.field(name);
        if (!f) {
            return Error{text("The table '%1' has no field '%2'; it has %3.", {info.name, name, listOfFields(info)})};
        }
        if (f->key && change.kind == Change::Kind::Update) {
            return Error{text("%1/%2.%3 is part of the key and cannot be changed; add a new row and remove this one.", {info.name, change.row, name})};
        }
        const auto accepted = acceptedValue(info, *f, change.row, value);
        if (!accepted) {
            return accepted.error();
        }
    }
    return Done{};
}

bool holdsForeignKeys(const EntityInfo &info)
{
    const std::string_view name = info.name;
    return name == "override" || name == "citation" || name == "uncertainty";
}

Status checkKey(const EntityInfo &info, const Change &change)
{
    if (holdsForeignKeys(info) && std::string_view(info.name) != "uncertainty") {
        return Done{};
    }
    for (const auto &[name, value] : change.values) {
        const FieldInfo *f = info.field(name);
        const auto *s = std::get_if<std::string>(&value);
        if (f && f->key && s && !isSlug(*s)) {
            return Error{text("%1/%2: '%3' is no id; use letters, digits and - _ . + only, at most 64.", {info.name, change.row, *s})};
        }
    }
    return Done{};
}

Status checkOverrideTarget(const Plan &plan, std::string_view row)
{
    const auto *o = plan.overrides.find(row);
    if (!o) {
        return Done{};
    }
    const EntityInfo *info = entity(o->entity);
    const FieldInfo *field = info ? info->field(o->field) : nullptr;
    if (!field || !info->overridable || field->key) {
        return Error{text("A scenario cannot change %1.", {Cell{o->entity, o->row, o->field}.toString()})};
    }
    if (info->indexOf(plan, o->row) < 0) {
        return noSuchRow(o->entity, o->row);
    }
    const auto accepted = acceptedValue(*info, *field, o->row, o->value);
    if (!accepted) {
        return accepted.error();
    }
    if (field->type == FieldType::Reference && !isNull(o->value) && entity(field->refers)->indexOf(plan, toPlainText(o->value)) < 0) {
        return noSuchRow(field->refers, toPlainText(o->value));
    }
    return Done{};
}

Status checkReferences(const Plan &plan, const EntityInfo &info, const void *row)
{
    for (const FieldInfo &f : info.fields) {
        if (f.type != FieldType::Reference) {
            continue;
        }
        const Value v = f.get(row);
        if (!isNull(v) && entity(f.refers)->indexOf(plan, toPlainText(v)) < 0) {
            return Error{text("%1: there is no %2 '%3' in this plan.",
                              {Cell{info.name, info.keyOf(row), f.name}.toString(), f.refers, toPlainText(v)})};
        }
    }
    return Done{};
}

Status checkOrder(const EntityInfo &info, const void *row)
{
    const FieldInfo *first = info.field("first_month");
    const FieldInfo *last = info.field("last_month");
    if (!first || !last) {
        return Done{};
    }
    const auto a = *Month::parse(toPlainText(first->get(row)));
    const auto b = *Month::parse(toPlainText(last->get(row)));
    if (b < a) {
        return Error{text("%1/%2: the last month (%3) is before the first (%4).", {info.name, info.keyOf(row), b.toString(), a.toString()})};
    }
    if (std::string_view(info.name) == "plan" && b - a >= 1200) {
        return Error{text("plan/1: a horizon of more than 100 years is not possible.")};
    }
    return Done{};
}

// Who still names a row that has gone?
Status checkRemoved(const Plan &plan, std::string_view entityName, std::string_view row)
{
    for (const EntityInfo &info : entities()) {
        for (const FieldInfo &f : info.fields) {
            if (f.type != FieldType::Reference || entityName != f.refers) {
                continue;
            }
            for (std::size_t i = 0; i < info.size(plan); ++i) {
                const void *r = info.rowAt(plan, i);
                if (toPlainText(f.get(r)) == row) {
                    return Error{text("%1 '%2' cannot be removed: %3 '%4' refers to it. Remove or change that first.",
                                      {entityName, row, info.name, info.keyOf(r)})};
                }
            }
        }
    }
    return Done{};
}

Status checkCycles(const Plan &plan)
{
    for (const Scenario &s : plan.scenarios) {
        if (!lineage(plan, s.id)) {
            return Error{text("scenario/%1.parent: a scenario cannot be its own ancestor.", {s.id})};
        }
    }
    return Done{};
}

Status checkTouched(const Plan &plan, const Edit &edit)
{
    bool scenarios = false;
    for (const Change &c : edit.changes) {
        const EntityInfo &info = *entity(c.entity);
        scenarios = scenarios || c.entity == "scenario";
        const std::ptrdiff_t i = info.indexOf(plan, c.row);
        if (i < 0) {
            const Status s = checkRemoved(plan, c.entity, c.row);
            if (!s) {
                return s;
            }
            continue;
        }
        const void *row = info.rowAt(plan, static_cast<std::size_t>(i));
        Status s = checkReferences(plan, info, row);
        if (s) {
            s = checkOrder(info, row);
        }
        if (s && c.entity == "override") {
            s = checkOverrideTarget(plan, c.row);
        }
        if (!s) {
            return s;
        }
    }
    return scenarios ? checkCycles(plan) : Status(Done{});
}

} // namespace

Change insertRow(std::string entityName, std::string row, std::vector<std::pair<std::string, Value>> values)
{
    return {Change::Kind::Insert, std::move(entityName), std::move(row), std::move(values)};
}

Change updateCell(const Cell &cell, Value value)
{
    return {Change::Kind::Update, cell.entity, cell.row, {{cell.field, std::move(value)}}};
}

Change removeRow(std::string entityName, std::string row)
{
    return {Change::Kind::Remove, std::move(entityName), std::move(row), {}};
}

Result<Change> setCell(const Plan &plan, std::string_view scenario, const Cell &cell, const Value &value)
{
    const EntityInfo *info = entity(cell.entity);
    const FieldInfo *field = info ? info->field(cell.field) : nullptr;
    if (!field) {
        return parseCell(cell.toString()).error();
    }
    if (info->indexOf(plan, cell.row) < 0) {
        return noSuchRow(cell.entity, cell.row);
    }
    const auto accepted = acceptedValue(*info, *field, cell.row, value);
    if (!accepted) {
        return accepted.error();
    }
    if (isBaseline(scenario)) {
        return updateCell(cell, *accepted);
    }
    if (!plan.scenarios.find(scenario)) {
        return unknownScenario(plan, scenario);
    }
    if (!info->overridable || field->key) {
        return Error{text("A scenario cannot change %1; change it in the baseline.", {cell.toString()})};
    }
    const std::string key = std::string(scenario) + '/' + cell.entity + '/' + cell.row + '/' + cell.field;
    if (plan.overrides.find(key)) {
        return updateCell({"override", key, "value"}, *accepted);
    }
    return insertRow("override", key, {{"scenario", std::string(scenario)}, {"entity", cell.entity}, {"row", cell.row},
                                       {"field", cell.field}, {"value", *accepted}});
}

Result<Change> resetCell(const Plan &plan, std::string_view scenario, const Cell &cell)
{
    const std::string key = std::string(scenario) + '/' + cell.entity + '/' + cell.row + '/' + cell.field;
    if (!plan.overrides.find(key)) {
        return Error{text("%1 is not changed in this scenario, so there is nothing to reset.", {cell.toString()})};
    }
    return removeRow("override", key);
}

Status patch(Plan &plan, const Change &change)
{
    const EntityInfo *info = entity(change.entity);
    if (!info) {
        return Error{text("There is no table '%1'; there are %2.", {change.entity, listOfEntities()})};
    }
    const std::ptrdiff_t at = info->indexOf(plan, change.row);
    if (change.kind == Change::Kind::Insert) {
        if (at >= 0) {
            return Error{text("There is already a %1 '%2' in this plan.", {change.entity, change.row})};
        }
        const auto values = fullRow(*info, change);
        if (!values) {
            return values.error();
        }
        if (!info->insert(*info, plan, change.row, *values)) {
            return Error{text("%1/%2: a value is not of its field's type.", {change.entity, change.row})};
        }
        return Done{};
    }
    if (at < 0) {
        return noSuchRow(change.entity, change.row);
    }
    const auto index = static_cast<std::size_t>(at);
    if (change.kind == Change::Kind::Remove) {
        info->erase(plan, index);
        return Done{};
    }
    void *row = info->editAt(plan, index);
    for (const auto &[name, value] : change.values) {
        const FieldInfo *f = info->field(name);
        if (!f || !f->set(row, value)) {
            return Error{text("%1/%2.%3: '%4' is not of this field's type.", {change.entity, change.row, name, toPlainText(value)})};
        }
    }
    return Done{};
}

Result<Plan> applied(const Plan &plan, const Edit &edit)
{
    if (edit.changes.empty()) {
        return Error{text("There is nothing to change.")};
    }
    Plan after = plan;
    for (const Change &c : edit.changes) {
        const EntityInfo *info = entity(c.entity);
        if (!info) {
            return Error{text("There is no table '%1'; there are %2.", {c.entity, listOfEntities()})};
        }
        if (c.entity == "plan" && c.kind != Change::Kind::Update) {
            return Error{text("A plan file holds exactly one plan row; it can be changed, not added or removed.")};
        }
        Status s = checkValues(*info, c);
        if (s && c.kind == Change::Kind::Insert) {
            s = checkKey(*info, c);
        }
        if (s) {
            s = patch(after, c);
        }
        if (!s) {
            return s.error();
        }
    }
    const Status s = checkTouched(after, edit);
    if (!s) {
        return s.error();
    }
    return after;
}

} // namespace core
