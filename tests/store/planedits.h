// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit.h"

#include <optional>
#include <random>
#include <string>

// Edits of every kind for every table, made from the description of the schema, so that a new table or field is tested without being named.
namespace planedits {

using Random = std::mt19937_64;

inline std::size_t below(Random &random, std::size_t limit)
{
    return limit == 0 ? 0 : static_cast<std::size_t>(random() % limit);
}

inline std::string someRow(Random &random, const core::Plan &plan, const core::EntityInfo &info)
{
    const std::size_t rows = info.size(plan);
    return rows == 0 ? std::string() : info.keyOf(info.rowAt(plan, below(random, rows)));
}

// A value that the field takes, of any kind that it takes.
inline core::Value someValue(Random &random, const core::Plan &plan, const core::FieldInfo &f)
{
    using core::FieldType;
    if (f.nullable && !f.key && below(random, 6) == 0) {
        return {};
    }
    const double part = static_cast<double>(below(random, 1'000'001)) / 1e6;
    switch (f.type) {
    case FieldType::Integer:
    case FieldType::Money:
        return static_cast<std::int64_t>(f.min + part * (f.max - f.min));
    case FieldType::Real:
        return below(random, 8) == 0 ? core::Value(-0.0 + std::max(f.min, 0.0)) : core::Value(f.min + part * (f.max - f.min));
    case FieldType::Month:
        return core::Month(2025 + static_cast<int>(below(random, 4)), 1 + static_cast<int>(below(random, 12))).toString();
    case FieldType::Flag:
        return static_cast<std::int64_t>(below(random, 2));
    case FieldType::Choice:
        return std::string(f.choices[below(random, f.choices.size())]);
    case FieldType::Reference: {
        const std::string row = someRow(random, plan, *core::entity(f.refers));
        return row.empty() ? core::Value() : core::Value(row);
    }
    case FieldType::Any:
        switch (below(random, 3)) {
        case 0:
            return static_cast<std::int64_t>(below(random, 1000));
        case 1:
            return part;
        default:
            return std::string("any");
        }
    case FieldType::Text:
        break;
    }
    static const char *const texts[] = {"Plain", "Ξάνθη / Køln – »Łódź«", "'; DROP TABLE plan; --", "two\nlines\tand a tab", "%1 %2", "e\xCC\x81 \xF0\x9F\x8F\xAD"};
    return std::string(texts[below(random, std::size(texts))]) + ' ' + std::to_string(below(random, 1000));
}

inline std::string newId(Random &random)
{
    return "row-" + std::to_string(below(random, 100'000));
}

inline core::Change insertion(Random &random, const core::Plan &plan, const core::EntityInfo &info)
{
    std::vector<std::pair<std::string, core::Value>> values;
    std::string key;
    for (const core::FieldInfo &f : info.fields) {
        core::Value v = f.key && f.type == core::FieldType::Text ? core::Value(newId(random)) : someValue(random, plan, f);
        if (f.key) {
            key += (values.empty() ? "" : "/") + core::toPlainText(v);
        }
        if (std::string_view(f.name) == "last_month") {
            v = std::string("2035-12");
        }
        values.emplace_back(f.name, std::move(v));
    }
    return core::insertRow(info.name, key, std::move(values));
}

// The change of one field of a row; none where the row has nothing but its key.
inline std::optional<core::Change> update(Random &random, const core::Plan &plan, const core::EntityInfo &info, const std::string &row)
{
    const core::FieldInfo &f = info.fields[below(random, info.fields.size())];
    if (f.key || row.empty()) {
        return std::nullopt;
    }
    return core::updateCell({info.name, row, f.name}, someValue(random, plan, f));
}

// A scenario's change of a field, or the end of one.
inline std::optional<core::Change> override(Random &random, const core::Plan &plan)
{
    const std::string scenario = someRow(random, plan, *core::entity("scenario"));
    if (below(random, 3) == 0 && !plan.overrides.empty()) {
        const core::Override &o = plan.overrides[below(random, plan.overrides.size())];
        const auto change = core::resetCell(plan, o.scenario, {o.entity, o.row, o.field});
        return change ? std::optional(*change) : std::nullopt;
    }
    const core::EntityInfo &info = core::entities()[below(random, core::entities().size())];
    const core::FieldInfo &f = info.fields[below(random, info.fields.size())];
    const auto change = core::setCell(plan, scenario, {info.name, someRow(random, plan, info), f.name}, someValue(random, plan, f));
    return change ? std::optional(*change) : std::nullopt;
}

// An edit as a planner might make it, with one change or several; not all of them can be made.
inline core::Edit someEdit(Random &random, const core::Plan &plan)
{
    core::Edit edit{"Edit " + std::to_string(below(random, 1'000'000)), {}};
    const std::size_t changes = below(random, 4) == 0 ? 2 + below(random, 4) : 1;
    while (edit.changes.size() < changes) {
        const core::EntityInfo &info = core::entities()[below(random, core::entities().size())];
        std::optional<core::Change> change;
        switch (below(random, 8)) {
        case 0:
            change = insertion(random, plan, info);
            break;
        case 1:
            change = core::removeRow(info.name, someRow(random, plan, info));
            break;
        case 2:
        case 3:
            change = override(random, plan);
            break;
        default:
            change = update(random, plan, info, someRow(random, plan, info));
            break;
        }
        if (change) {
            edit.changes.push_back(std::move(*change));
        }
    }
    return edit;
}

// Like someEdit, but one that the plan takes.
inline core::Edit possibleEdit(Random &random, const core::Plan &plan)
{
    for (;;) {
        core::Edit edit = someEdit(random, plan);
        if (core::applied(plan, edit)) {
            return edit;
        }
    }
}

} // namespace planedits
