// SPDX-License-Identifier: GPL-3.0-or-later
#include "spread.h"

#include "evidence.h"

#include <algorithm>
#include <string_view>

namespace simulation {

namespace {

using core::UncertaintyEffect;
using core::UncertaintyKind;

// What an assumption of this kind of figure may be off by; the table of methodology 9.
struct Width
{
    UncertaintyEffect effect;
    UncertaintyKind kind;
    double low, likely, high;
};

Width widthOf(const core::FieldInfo &field)
{
    using enum UncertaintyEffect;
    using enum UncertaintyKind;
    const std::string_view name = field.name;
    const std::string_view unit = field.unit;
    if (field.type == core::FieldType::Month) {
        return {Shift, Pert, 0, 3, 12};
    }
    if (field.type == core::FieldType::Money) {
        return {Scale, Pert, 0.85, 1, 1.4};
    }
    if (unit == "months") {
        return {Shift, Triangular, -6, 0, 6};
    }
    if (unit == "year") {
        return {Shift, Triangular, -1, 0, 1};
    }
    if (name == "pue") {
        return {Shift, Triangular, -0.05, 0, 0.1};
    }
    if (name == "availability" || name == "hpl_efficiency") {
        return {Scale, Triangular, 0.93, 1, 1.03};
    }
    if (name == "utilisation") {
        return {Scale, Triangular, 0.7, 1, 1.15};
    }
    if (unit == "EUR/kWh" || unit == "kg/kWh") {
        return {Scale, Lognormal, 0.65, 1, 1.5};
    }
    if (name == "growth") {
        return {Shift, Normal, -0.1, 0, 0.1};
    }
    if (field.isFraction() && field.max != 1) {
        return {Shift, Normal, -0.01, 0, 0.01}; // inflation, electricity_growth
    }
    if (field.isFraction()) {
        return {Scale, Triangular, 0.9, 1, 1.1};
    }
    if (unit == "h") {
        return {Scale, Lognormal, 0.5, 1, 2};
    }
    return {Scale, Pert, 0.85, 1, 1.1}; // counts, power, peaks
}

// Numbers that describe and that no figure follows from.
bool describes(const core::Cell &cell)
{
    constexpr std::string_view fields[] = {"latitude", "longitude", "launched", "fp8_tflops", "memory_gb", "tdp_w", "site_power_mw", "announced_total_cents"};
    return cell.entity == "statement" || cell.entity == "envelope" || std::find(std::begin(fields), std::end(fields), cell.field) != std::end(fields);
}

// The value as a number; a month as months since the year 0.
std::optional<double> numberOf(const core::FieldInfo &field, const core::Value &value)
{
    if (field.type != core::FieldType::Month) {
        return core::numberOf(value);
    }
    const auto *text = std::get_if<std::string>(&value);
    const auto month = text ? core::Month::parse(*text) : std::nullopt;
    return month ? std::optional(static_cast<double>(month->index())) : std::nullopt;
}

// Least and greatest of what the sources say; nothing where none says another value than the plan's.
std::optional<std::pair<double, double>> saidOf(const core::Plan &plan, const core::Cell &cell, const core::FieldInfo &field, double value)
{
    double least = value;
    double greatest = value;
    const std::string prefix = cell.entity + '/' + cell.row + '/' + cell.field + '/';
    for (std::size_t i = plan.citations.lowerBound(prefix); i < plan.citations.size(); ++i) {
        const core::Citation &c = plan.citations[i];
        if (c.entity != cell.entity || c.row != cell.row || c.field != cell.field) {
            break;
        }
        if (const auto said = numberOf(field, c.value)) {
            least = std::min(least, *said);
            greatest = std::max(greatest, *said);
        }
    }
    return least < greatest ? std::optional(std::pair(least, greatest)) : std::nullopt;
}

std::string idOf(const core::Cell &cell)
{
    std::string id = "spread." + cell.entity + '.' + cell.row + '.' + cell.field;
    std::replace_if(id.begin(), id.end(), [](char c) { return !core::isSlug(std::string_view(&c, 1)); }, '-');
    // A long row gives way, the field stays readable.
    if (id.size() > 64) {
        const std::string end = '.' + cell.field;
        id = id.substr(0, 64 - end.size()) + end;
    }
    return id;
}

} // namespace

std::optional<ProposedSpread> proposedSpread(const core::Plan &plan, const core::Cell &cell)
{
    const core::EntityInfo *entity = core::entity(cell.entity);
    const core::FieldInfo *field = entity ? entity->field(cell.field) : nullptr;
    const bool measurable = field && !field->key && (field->isNumber() || field->type == core::FieldType::Month);
    const bool frame = cell.entity == "uncertainty" || (cell.entity == "plan" && field && field->type == core::FieldType::Month);
    const auto value = measurable && !frame && !describes(cell) ? numberOf(*field, core::valueAt(plan, cell)) : std::nullopt;
    if (!value) {
        return std::nullopt;
    }
    Width w = widthOf(*field);
    if (w.effect == UncertaintyEffect::Scale && *value == 0) {
        return std::nullopt;
    }
    const double none = w.effect == UncertaintyEffect::Scale ? 1 : 0;
    const engine::Evidence evidence = engine::evidenceOf(plan, cell);
    const auto said = saidOf(plan, cell, *field, *value);
    ProposedSpread out;
    out.fromAssumption = evidence != engine::Evidence::Stated;
    out.fromDisagreement = said.has_value();
    if (!out.fromAssumption && !said) {
        return std::nullopt;
    }
    if (evidence == engine::Evidence::Derived) { // half of what an assumption is off by
        w.low = none + (w.low - none) / 2;
        w.likely = none + (w.likely - none) / 2;
        w.high = none + (w.high - none) / 2;
    } else if (evidence == engine::Evidence::Stated) { // the disagreement alone
        w = {w.effect, UncertaintyKind::Triangular, none, none, none};
    }
    if (said) {
        const auto relative = [&](double v) { return w.effect == UncertaintyEffect::Scale ? v / *value : v - *value; };
        const auto [least, greatest] = std::minmax({relative(said->first), relative(said->second)});
        w.low = std::min(w.low, least);
        w.high = std::max(w.high, greatest);
    }
    if (w.kind == UncertaintyKind::Lognormal && w.low <= 0) {
        w.kind = UncertaintyKind::Triangular;
    }
    core::Uncertainty &row = out.row;
    row.id = idOf(cell);
    row.entity = cell.entity;
    row.row = cell.row;
    row.field = cell.field;
    row.effect = w.effect;
    row.kind = w.kind;
    row.low = w.low;
    row.high = w.high;
    if (w.kind == UncertaintyKind::Triangular || w.kind == UncertaintyKind::Pert) {
        row.mode = w.likely;
    }
    return out;
}

} // namespace simulation
