// SPDX-License-Identifier: GPL-3.0-or-later
#include "reshape.h"

#include "density.h"
#include "spread.h"

#include <algorithm>
#include <cmath>

namespace simulation {

namespace {

using core::UncertaintyEffect;
using core::UncertaintyKind;

std::optional<double> numberAt(const core::Plan &plan, const core::FieldInfo &field, const core::Cell &cell)
{
    const core::Value value = core::valueAt(plan, cell);
    if (field.type != core::FieldType::Month) {
        return core::numberOf(value);
    }
    const auto *text = std::get_if<std::string>(&value);
    const auto month = text ? core::Month::parse(*text) : std::nullopt;
    return month ? std::optional(static_cast<double>(month->index())) : std::nullopt;
}

// Value of the plan's figure that a drawn x makes, and the x that makes it.
double made(UncertaintyEffect effect, double x, double plan)
{
    return effect == UncertaintyEffect::Scale ? plan * x : effect == UncertaintyEffect::Shift ? plan + x : x;
}

double maker(UncertaintyEffect effect, double value, double plan)
{
    return effect == UncertaintyEffect::Scale ? value / plan : effect == UncertaintyEffect::Shift ? value - plan : value;
}

bool isShaped(UncertaintyKind kind)
{
    return kind == UncertaintyKind::Triangular || kind == UncertaintyKind::Pert;
}

void setSpread(core::Uncertainty &row, UncertaintyEffect effect, UncertaintyKind kind, double low, std::optional<double> likely, double high)
{
    row.effect = effect;
    row.kind = kind;
    row.low = low;
    row.mode = likely;
    row.high = high;
}

} // namespace

std::optional<double> planValueOf(const core::Plan &plan, const core::Uncertainty &row)
{
    const core::EntityInfo *entity = core::entity(row.entity);
    const core::FieldInfo *field = entity ? entity->field(row.field) : nullptr;
    if (!field) {
        return std::nullopt;
    }
    if (row.row != "*") {
        return numberAt(plan, *field, {row.entity, row.row, row.field});
    }
    for (std::size_t i = 0; i < entity->size(plan); ++i) {
        if (const auto value = numberAt(plan, *field, {row.entity, entity->keyOf(entity->rowAt(plan, i)), row.field})) {
            return value;
        }
    }
    return std::nullopt;
}

core::Uncertainty withEffect(core::Uncertainty row, UncertaintyEffect effect, std::optional<double> planValue)
{
    if (row.effect == effect) {
        return row;
    }
    if (!planValue || (effect == UncertaintyEffect::Scale && !(*planValue > 0))) {
        const double none = effect == UncertaintyEffect::Scale ? 1 : effect == UncertaintyEffect::Shift ? 0 : planValue.value_or(0);
        setSpread(row, effect, UncertaintyKind::Uniform, none, std::nullopt, none);
        return row;
    }
    const auto carried = [&](double x) { return maker(effect, made(row.effect, x, *planValue), *planValue); };
    row.low = carried(row.low);
    row.high = carried(row.high);
    if (row.mode) {
        row.mode = carried(*row.mode);
    }
    if (row.low > row.high) { // of a figure below zero
        std::swap(row.low, row.high);
    }
    row.effect = effect;
    return row.kind == UncertaintyKind::Lognormal && row.low <= 0 ? withKind(std::move(row), UncertaintyKind::Triangular) : row;
}

core::Uncertainty withKind(core::Uncertainty row, UncertaintyKind kind)
{
    row.mode = isShaped(kind) ? std::optional(likelyOf(row)) : std::nullopt;
    row.kind = kind;
    if (kind == UncertaintyKind::Lognormal && row.low <= 0) {
        row.low = row.high > 0 ? row.high / 10 : 1;
        row.high = std::max(row.high, row.low);
    }
    return row;
}

core::Uncertainty withTarget(const core::Plan &plan, core::Uncertainty row, const core::Cell &cell)
{
    row.entity = cell.entity;
    row.row = cell.row;
    row.field = cell.field;
    const core::EntityInfo *entity = core::entity(cell.entity);
    std::optional<ProposedSpread> proposed;
    for (std::size_t i = 0; entity && i < entity->size(plan) && !proposed; ++i) {
        const std::string key = entity->keyOf(entity->rowAt(plan, i));
        if (cell.row == "*" || cell.row == key) {
            proposed = proposedSpread(plan, {cell.entity, key, cell.field});
        }
    }
    const core::FieldInfo *field = entity ? entity->field(cell.field) : nullptr;
    if (proposed) {
        setSpread(row, proposed->row.effect, proposed->row.kind, proposed->row.low, proposed->row.mode, proposed->row.high);
    } else if (field && field->type == core::FieldType::Month) {
        setSpread(row, UncertaintyEffect::Shift, UncertaintyKind::Triangular, -3, 0, 3);
    } else {
        setSpread(row, UncertaintyEffect::Scale, UncertaintyKind::Triangular, 0.9, 1, 1.1);
    }
    return row;
}

std::vector<const core::EntityInfo *> uncertainEntities()
{
    std::vector<const core::EntityInfo *> out;
    for (const core::EntityInfo &e : core::entities()) {
        const std::string_view name = e.name;
        if (e.overridable && name != "uncertainty" && name != "statement" && name != "envelope" && !uncertainFields(e).empty()) {
            out.push_back(&e);
        }
    }
    return out;
}

std::vector<const core::FieldInfo *> uncertainFields(const core::EntityInfo &entity)
{
    constexpr std::string_view without[] = {"latitude", "longitude", "launched", "fp8_tflops", "memory_gb", "tdp_w", "site_power_mw", "announced_total_cents",
                                            "simulation_seed", "simulation_draws", "price_year"};
    std::vector<const core::FieldInfo *> out;
    const bool plan = std::string_view(entity.name) == "plan";
    for (const core::FieldInfo &f : entity.fields) {
        const bool counts = f.isNumber() || (f.type == core::FieldType::Month && !plan);
        if (counts && !f.key && std::find(std::begin(without), std::end(without), std::string_view(f.name)) == std::end(without)) {
            out.push_back(&f);
        }
    }
    return out;
}

} // namespace simulation
