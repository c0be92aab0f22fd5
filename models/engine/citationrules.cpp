// SPDX-License-Identifier: GPL-3.0-or-later
#include "findinglist.h"

#include "scenario.h"
#include "text.h"
#include "wording.h"

#include <algorithm>
#include <set>

namespace engine {

using core::text;

namespace {

// The citations of a cell, used or not: positions [first, last) in the plan's table, which is ordered by cell.
std::pair<std::size_t, std::size_t> citationsOf(const core::Plan &plan, const core::Cell &cell)
{
    const std::size_t first = plan.citations.lowerBound(cell.entity + '/' + cell.row + '/' + cell.field + '/');
    std::size_t last = first;
    while (last < plan.citations.size() && plan.citations[last].row == cell.row && plan.citations[last].field == cell.field && plan.citations[last].entity == cell.entity) {
        ++last;
    }
    return {first, last};
}

std::string labelOf(const core::Cell &cell)
{
    return text(core::entity(cell.entity)->field(cell.field)->label);
}

void addUncited(const core::Plan &plan, const char *entity, const std::string &row, const std::string &name, std::initializer_list<const char *> fields, std::vector<Finding> &out)
{
    std::string labels;
    core::Cell place{entity, row, ""};
    std::vector<core::Cell> bare;
    for (const char *field : fields) {
        const core::Cell cell{entity, row, field};
        const auto [first, last] = citationsOf(plan, cell);
        if (first == last && !core::isNull(core::valueAt(plan, cell))) {
            labels += (labels.empty() ? "" : ", ") + labelOf(cell);
            bare.push_back(cell);
        }
    }
    if (!bare.empty()) {
        place.field = bare.size() == 1 ? bare.front().field : "";
        out.push_back({"no-citation", Severity::Warning, place, text("%1: nothing is cited for %2.", {name, labels}),
                       bare.size() == 1 ? text("1 figure") : text("%1 figures", {std::to_string(bare.size())}), text("Cite a source, or mark it as an assumption."), {}, bare});
    }
}

// Figures that money, capacity or coverage rest on, of rows that count.
void addUncitedFigures(const core::Plan &plan, std::vector<Finding> &out)
{
    std::set<std::string> countries;
    std::set<std::string> priced;
    std::set<std::string> powered;
    for (const core::System &s : plan.systems) {
        const auto *f = s.factory ? plan.factories.find(*s.factory) : nullptr;
        if (!f || !f->included || !s.included) {
            continue;
        }
        if (!s.costed) {
            addUncited(plan, "system", s.id, s.name, {"accelerators", "in_service", "lifetime_months", "availability", "utilisation"}, out);
        } else {
            addUncited(plan, "system", s.id, s.name, {"accelerators", "in_service", "lifetime_months", "availability", "utilisation", "power_kw", "acquisition_cents"}, out);
            countries.insert(s.country.value_or(f->country));
            if (s.accelerator && !s.acquisitionCents) {
                priced.insert(*s.accelerator);
            }
            if (s.accelerator && !s.powerKw) {
                powered.insert(*s.accelerator);
            }
        }
    }
    for (const core::Factory &f : plan.factories) {
        if (f.included) {
            addUncited(plan, "factory", f.id, f.name, {"pue"}, out);
        }
    }
    for (const core::Country &c : plan.countries) {
        if (countries.count(c.id)) {
            addUncited(plan, "country", c.id, c.name, {"electricity_eur_kwh"}, out);
        }
    }
    for (const core::Accelerator &a : plan.accelerators) {
        const bool price = priced.count(a.id) > 0;
        const bool power = powered.count(a.id) > 0;
        const std::string name = a.vendor + ' ' + a.model;
        if (price && power) {
            addUncited(plan, "accelerator", a.id, name, {"system_price_cents", "system_power_kw"}, out);
        } else if (price || power) {
            addUncited(plan, "accelerator", a.id, name, {price ? "system_price_cents" : "system_power_kw"}, out);
        }
    }
    for (const core::CostLine &l : plan.costLines) {
        const auto *f = plan.factories.find(l.factory);
        if (f && f->included) {
            addUncited(plan, "cost_line", l.id, f->name + ", " + l.name, {"amount_cents"}, out);
        }
    }
}

// A value as a person reads it: money in euro, months by name.
std::string shownValue(const core::FieldInfo &field, const core::Value &value)
{
    const auto number = core::numberOf(value);
    if (field.type == core::FieldType::Money && number) {
        return eurText(*number / 100);
    }
    const auto *word = std::get_if<std::string>(&value);
    const auto month = word && field.type == core::FieldType::Month ? core::Month::parse(*word) : std::nullopt;
    return month ? monthText(*month) : core::toPlainText(value);
}

std::string rowName(const core::Plan &plan, const core::Cell &cell)
{
    const core::Value name = core::entity(cell.entity)->field("name") ? core::valueAt(plan, {cell.entity, cell.row, "name"}) : core::Value{};
    return core::isNull(name) ? cell.row : core::toPlainText(name);
}

// What the citations say of a scenario's value: whether one agrees, and the first source that states another.
struct Saying
{
    bool agrees = false;
    const core::Citation *other = nullptr;
    core::Value otherValue;
};

Saying sayingOf(const core::Plan &plan, const core::Cell &cell, const core::Value &value)
{
    Saying s;
    const auto [first, last] = citationsOf(plan, cell);
    for (std::size_t i = first; i < last; ++i) {
        const core::Citation &c = plan.citations[i];
        const core::Value says = core::isNull(c.value) ? core::valueAt(plan, cell) : c.value;
        if (core::toPlainText(says) == core::toPlainText(value)) {
            s.agrees = true;
        } else if (!s.other && c.status == core::CitationStatus::Stated) {
            s.other = &c;
            s.otherValue = says;
        }
    }
    return s;
}

// A value that only a scenario has: some citation should say it, be it the planner's own assumption.
void addUncitedOverrides(const core::Plan &plan, std::string_view scenario, const Projection &p, std::vector<Finding> &out)
{
    const auto line = core::lineage(plan, scenario);
    for (std::size_t i = 0; line && i < plan.overrides.size(); ++i) {
        const core::Override &o = plan.overrides[i];
        const core::Cell cell{o.entity, o.row, o.field};
        const core::EntityInfo *info = core::entity(o.entity);
        const core::FieldInfo *field = info ? info->field(o.field) : nullptr;
        // Only what is in force: not what a scenario further down sets anew, nor switches and words.
        if (!field || std::find(line->begin(), line->end(), o.scenario) == line->end() || core::isNull(o.value) || core::valueAt(p.plan, cell) != o.value
            || !(field->isNumber() || field->type == core::FieldType::Month)) {
            continue;
        }
        const Saying said = sayingOf(plan, cell, o.value);
        if (said.agrees) {
            continue;
        }
        const auto *source = said.other ? plan.sources.find(said.other->source) : nullptr;
        std::string message = text("%1: the scenario's value of %2, %3, rests on no source", {rowName(plan, cell), labelOf(cell), shownValue(*field, o.value)});
        message += said.other ? text("; “%1” says %2.", {source ? source->title : said.other->source, shownValue(*field, said.otherValue)}) : ".";
        out.push_back({"scenario-value", said.other ? Severity::Warning : Severity::Note, cell, message, text("scenario value"), text("Cite a source, or mark it as an assumption."), {}});
    }
}

} // namespace

void addCitationFindings(const core::Plan &plan, std::string_view scenario, const Projection &projection, std::vector<Finding> &out)
{
    addUncitedFigures(projection.plan, out);
    addUncitedOverrides(plan, scenario, projection, out);
}

} // namespace engine
