// SPDX-License-Identifier: GPL-3.0-or-later
#include "uncertainfields.h"

#include "text.h"

#include <algorithm>
#include <cmath>

namespace simulation {

namespace {

constexpr double largestMonth = 36'000; // as an index, far beyond the last that a plan can name
constexpr double largestCount = 1e9;

core::Error wrong(const core::Uncertainty &row, const char *field, const std::string &what)
{
    return {core::text("uncertainty/%1.%2: %3", {row.id, field, what})};
}

// What the row speaks of must be there and be a number or a month that figures can follow.
core::Status checkTarget(const core::Plan &plan, const core::Uncertainty &row)
{
    const core::EntityInfo *entity = core::entity(row.entity);
    if (!entity) {
        return wrong(row, "entity", core::text("there is no table '%1'; there are %2.", {row.entity, core::listOfEntities()}));
    }
    if (row.entity == "uncertainty") {
        return wrong(row, "entity", core::text("an uncertainty cannot be uncertain itself; widen its low and high instead."));
    }
    const core::FieldInfo *field = entity->field(row.field);
    if (!field) {
        return wrong(row, "field", core::text("the table '%1' has no field '%2'; it has %3.", {row.entity, row.field, core::listOfFields(*entity)}));
    }
    if (field->key || (!field->isNumber() && field->type != core::FieldType::Month)) {
        return wrong(row, "field", core::text("'%1' is neither a number nor a month that could differ.", {row.field}));
    }
    if (row.entity == "plan" && field->type == core::FieldType::Month) {
        return wrong(row, "field", core::text("the horizon frames the results and cannot be uncertain; change the plan's months."));
    }
    if (row.row != "*" && entity->indexOf(plan, row.row) < 0) {
        return wrong(row, "row", core::text("there is no %1 '%2' in this plan; name one, or '*' for all.", {row.entity, row.row}));
    }
    if (!(row.correlation >= 0 && row.correlation <= 1)) {
        return wrong(row, "correlation", core::text("a correlation lies between 0 and 1."));
    }
    return core::Done{};
}

// A month moved by whole months is a whole number: nothing more to round, and months that move together stay recognisable as such.
Quantity moved(const Quantity &month, const Quantity &by)
{
    const Quantity value = month + roundedWithin(by, -largestMonth, largestMonth);
    return value.min() >= 0 && value.max() <= largestMonth ? value : roundedWithin(value, 0, largestMonth);
}

} // namespace

core::Result<UncertainFields> UncertainFields::of(const core::Plan &resolved, Graph &graph)
{
    UncertainFields out;
    for (std::size_t i = 0; i < resolved.uncertainties.size(); ++i) {
        const core::Uncertainty &row = resolved.uncertainties[i];
        const core::Status target = checkTarget(resolved, row);
        if (!target) {
            return target.error();
        }
        auto distribution = Distribution::of(row);
        if (!distribution) {
            return distribution.error();
        }
        UncertainRow r{static_cast<int>(i), std::move(*distribution), rowKey(row.id), -1, 0, 1, -1};
        if (row.driver && !row.driver->empty() && row.correlation > 0) {
            const auto known = std::find(out.m_drivers.begin(), out.m_drivers.end(), *row.driver);
            r.driver = static_cast<int>(known - out.m_drivers.begin());
            if (known == out.m_drivers.end()) {
                out.m_drivers.push_back(*row.driver);
            }
            r.ofDriver = std::sqrt(row.correlation);
            r.ofItself = std::sqrt(1 - row.correlation);
        }
        Quantity drawn(r.distribution.smallest());
        if (!r.distribution.isConstant()) {
            r.node = graph.input(r.distribution.smallest(), r.distribution.largest());
            drawn = Quantity(graph, r.node);
        }
        out.m_effects[{row.entity, row.field}].push_back({row.row, row.effect, drawn});
        out.m_rows.push_back(std::move(r));
    }
    return out;
}

UncertainFields::Field UncertainFields::field(std::string_view entity, std::string_view name) const
{
    Field f;
    f.m_info = core::entity(entity)->field(name);
    const auto it = m_effects.find({std::string(entity), std::string(name)});
    if (it != m_effects.end()) {
        f.m_effects = it->second;
    }
    return f;
}

Quantity UncertainFields::Field::operator()(std::string_view row, const Quantity &base, bool ofAll) const
{
    Quantity value = base;
    for (const Effect &e : m_effects) {
        if (e.row != row && !(e.row == "*" && ofAll)) {
            continue;
        }
        switch (e.effect) {
        case core::UncertaintyEffect::Scale:
            value = held(value * e.drawn);
            break;
        case core::UncertaintyEffect::Shift:
            value = m_info->type == core::FieldType::Month ? moved(value, e.drawn) : held(value + e.drawn);
            break;
        case core::UncertaintyEffect::Replace:
            value = held(e.drawn);
            break;
        }
    }
    return value;
}

Quantity UncertainFields::Field::held(const Quantity &value) const
{
    if (m_info->type == core::FieldType::Month) {
        return roundedWithin(value, 0, largestMonth);
    }
    if (m_info->type == core::FieldType::Integer) {
        return roundedWithin(value, m_info->min < 0 ? -largestCount : 0, largestCount);
    }
    if (m_info->isFraction() && m_info->min == 0 && m_info->max == 1) {
        return clamped(value, 0, 1);
    }
    if (std::string_view(m_info->name) == "pue") {
        return clamped(value, 1, 1e9);
    }
    return value;
}

} // namespace simulation
