// SPDX-License-Identifier: GPL-3.0-or-later
#include "planedits.h"

#include "rowedits.h"
#include "scenario.h"
#include "text.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace core {

namespace {

constexpr const char *costClasses[] = {"infrastructure", "operations", "services"};

std::string slugOf(std::string_view name, std::string_view otherwise)
{
    std::string slug;
    for (const char c : name) {
        const auto u = static_cast<unsigned char>(c);
        if (u < 128 && std::isalnum(u)) {
            slug += static_cast<char>(std::tolower(u));
        } else if (u < 128 && !slug.empty() && slug.back() != '-') {
            slug += '-';
        }
    }
    slug = slug.substr(0, 48);
    while (!slug.empty() && slug.back() == '-') {
        slug.pop_back();
    }
    return slug.empty() ? std::string(otherwise) : slug;
}

// All values of a row but the key's.
std::vector<std::pair<std::string, Value>> valuesOf(const EntityInfo &info, const void *row)
{
    std::vector<std::pair<std::string, Value>> out;
    for (const FieldInfo &f : info.fields) {
        const Value v = f.get(row);
        if (!isNull(v)) {
            out.emplace_back(f.name, v);
        }
    }
    return out;
}

void put(std::vector<std::pair<std::string, Value>> &values, std::string_view field, Value value)
{
    for (auto &[name, old] : values) {
        if (name == field) {
            old = std::move(value);
            return;
        }
    }
    values.emplace_back(std::string(field), std::move(value));
}

void addOverride(Edit &edit, std::string_view scenario, const Cell &cell, const Value &value)
{
    const std::string key = std::string(scenario) + '/' + cell.entity + '/' + cell.row + '/' + cell.field;
    edit.changes.push_back(insertRow("override", key, {{"scenario", std::string(scenario)}, {"entity", cell.entity}, {"row", cell.row}, {"field", cell.field}, {"value", value}}));
}

// A factory or system of the scenario alone, or of the baseline.
void addIncluded(Edit &edit, std::string_view scenario, const char *entityName, const std::string &id, std::vector<std::pair<std::string, Value>> values)
{
    const bool baseline = isBaseline(scenario);
    put(values, "id", id);
    put(values, "included", std::int64_t{baseline ? 1 : 0});
    edit.changes.push_back(insertRow(entityName, id, std::move(values)));
    if (!baseline) {
        addOverride(edit, scenario, {entityName, id, "included"}, std::int64_t{1});
    }
}

template<typename Table>
void takeRow(Edit &edit, const char *entityName, const Table &mine, const Table &theirs, const std::string &key)
{
    const auto *row = mine.find(key) ? nullptr : theirs.find(key);
    if (row) {
        edit.changes.push_back(insertRow(entityName, key, valuesOf(*entity(entityName), row)));
    }
}

// Without milestones an acquisition would never be paid.
void takeMilestones(Edit &edit, const Plan &plan, const Plan &catalogue)
{
    for (const Milestone &m : catalogue.milestones) {
        if (plan.milestones.empty()) {
            edit.changes.push_back(insertRow("milestone", m.id, valuesOf(*entity("milestone"), &m)));
        }
    }
}

// Half by the Union's programme for the class (Horizon Europe for services, Digital Europe for the rest), half nationally, as the calls have it.
void addFunding(Edit &edit, const Plan &plan, const std::string &factory)
{
    const auto first = [&](ProgrammeLevel level, std::string_view wanted) -> std::string {
        const Programme *p = plan.programmes.find(wanted);
        if (p && p->level == level) {
            return p->id;
        }
        const auto it = std::find_if(plan.programmes.begin(), plan.programmes.end(), [&](const Programme &q) { return q.level == level; });
        return it == plan.programmes.end() ? std::string() : it->id;
    };
    for (const char *costClass : costClasses) {
        const std::string unionLevel = first(ProgrammeLevel::Union, std::string_view(costClass) == "services" ? "HE" : "DEP");
        const std::string national = first(ProgrammeLevel::National, "NAT");
        for (const std::string &programme : {unionLevel, national}) {
            if (!programme.empty()) {
                const double share = unionLevel.empty() || national.empty() ? 1.0 : 0.5;
                edit.changes.push_back(insertRow("funding", factory + '/' + costClass + '/' + programme, {{"factory", factory}, {"cost_class", std::string(costClass)}, {"programme", programme}, {"share", share}}));
            }
        }
    }
}

std::string firstAccelerator(const Plan &plan, std::string_view factory, const Plan &catalogue)
{
    for (const System &s : plan.systems) {
        if (s.factory == factory && s.accelerator) {
            return *s.accelerator;
        }
    }
    std::map<std::string, int> uses;
    for (const System &s : plan.systems) {
        if (s.factory && s.accelerator) {
            ++uses[*s.accelerator];
        }
    }
    const auto most = std::max_element(uses.begin(), uses.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    if (most != uses.end()) {
        return most->first;
    }
    if (!plan.accelerators.empty()) {
        return plan.accelerators[0].id;
    }
    uses.clear();
    for (const System &s : catalogue.systems) {
        if (s.factory && s.accelerator) {
            ++uses[*s.accelerator];
        }
    }
    const auto usual = std::max_element(uses.begin(), uses.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    return usual == uses.end() ? std::string() : usual->first;
}

// A factory's rows under another name; keys that begin with the old id begin with the new one.
void duplicateParts(Edit &edit, const Plan &seen, const std::string &from, const std::string &to, const Plan &plan)
{
    std::set<std::string> taken;
    const auto freshId = [&](const char *entityName, const std::string &old) {
        const std::string name = old.starts_with(from) ? to + old.substr(from.size()) : to + '-' + old;
        std::string id = freeId(plan, entityName, name);
        for (int n = 2; !taken.insert(std::string(entityName) + '/' + id).second; ++n) {
            id = freeId(plan, entityName, name + '-' + std::to_string(n));
        }
        return id;
    };
    for (const System &s : seen.systems) {
        if (s.factory == from) {
            auto values = valuesOf(*entity("system"), &s);
            const std::string id = freshId("system", s.id);
            put(values, "id", id);
            put(values, "factory", to); // follows its factory, so it needs no switch of its own
            edit.changes.push_back(insertRow("system", id, std::move(values)));
        }
    }
    for (const CostLine &l : seen.costLines) {
        if (l.factory == from) {
            auto values = valuesOf(*entity("cost_line"), &l);
            const std::string id = freshId("cost_line", l.id);
            put(values, "id", id);
            put(values, "factory", to);
            edit.changes.push_back(insertRow("cost_line", id, std::move(values)));
        }
    }
    for (const Participation &p : seen.participations) {
        if (p.factory == from) {
            auto values = valuesOf(*entity("participation"), &p);
            put(values, "factory", to);
            edit.changes.push_back(insertRow("participation", to + '/' + p.country, std::move(values)));
        }
    }
    for (const Funding &f : seen.funding) {
        if (f.factory == from) {
            auto values = valuesOf(*entity("funding"), &f);
            put(values, "factory", to);
            edit.changes.push_back(insertRow("funding", to + '/' + textOf(f.costClass) + '/' + f.programme, std::move(values)));
        }
    }
}

void collect(const Plan &plan, const std::string &entityName, const std::string &row, std::vector<std::pair<std::string, std::string>> &out)
{
    for (const EntityInfo &info : entities()) {
        for (const FieldInfo &f : info.fields) {
            if (f.type != FieldType::Reference || entityName != f.refers || f.nullable != (std::string_view(info.name) == "system" && std::string_view(f.name) == "factory")) {
                continue; // a row goes along only where it cannot be without the other; a system belongs to its factory
            }
            for (std::size_t i = 0; i < info.size(plan); ++i) {
                const void *r = info.rowAt(plan, i);
                if (toPlainText(f.get(r)) == row) {
                    collect(plan, info.name, info.keyOf(r), out);
                }
            }
        }
    }
    if (std::find(out.begin(), out.end(), std::pair(entityName, row)) == out.end()) {
        out.emplace_back(entityName, row);
    }
}

} // namespace

std::string freeId(const Plan &plan, std::string_view entityName, std::string_view name)
{
    const EntityInfo &info = *entity(entityName);
    const std::string base = slugOf(name, entityName == "cost_line" ? "line" : entityName);
    std::string id = base;
    for (int n = 2; info.indexOf(plan, id) >= 0; ++n) {
        id = base + '-' + std::to_string(n);
    }
    return id;
}

Result<Addition> addFactory(const Plan &plan, std::string_view scenario, std::string label, const NewFactory &factory, const Plan &catalogue)
{
    if (factory.name.empty()) {
        return Error{text("A factory needs a name.")};
    }
    if (!plan.countries.find(factory.country) && !catalogue.countries.find(factory.country)) {
        return Error{text("A factory stands in a country; choose one.")};
    }
    Addition a;
    a.edit.label = std::move(label);
    a.row = freeId(plan, "factory", factory.name);
    takeRow(a.edit, "country", plan.countries, catalogue.countries, factory.country);
    takeMilestones(a.edit, plan, catalogue);
    addIncluded(a.edit, scenario, "factory", a.row, {{"name", factory.name}, {"country", factory.country}, {"kind", std::string(textOf(factory.kind))}});
    a.edit.changes.push_back(insertRow("participation", a.row + '/' + factory.country,
                                       {{"factory", a.row}, {"country", factory.country}, {"role", std::string("host")}, {"contribution_share", 1.0}}));
    addFunding(a.edit, plan, a.row);
    return a;
}

Addition addSystem(const Plan &plan, std::string_view scenario, std::string label, std::string_view factory, std::string_view name, const Plan &catalogue)
{
    Addition a;
    a.edit.label = std::move(label);
    a.row = freeId(plan, "system", name);
    std::vector<std::pair<std::string, Value>> values{{"name", std::string(name)}, {"factory", std::string(factory)}};
    const std::string accelerator = firstAccelerator(plan, factory, catalogue);
    if (!accelerator.empty()) {
        takeRow(a.edit, "accelerator", plan.accelerators, catalogue.accelerators, accelerator);
        values.emplace_back("accelerator", accelerator);
    }
    const PlanSettings &s = plan.settings();
    const Month middle = Month::fromIndex((s.firstMonth.index() + s.lastMonth.index()) / 2);
    values.emplace_back("in_service", Month(middle.year(), 1).index() >= s.firstMonth.index() ? Month(middle.year(), 1).toString() : middle.toString());
    addIncluded(a.edit, scenario, "system", a.row, std::move(values));
    return a;
}

Addition addCostLine(const Plan &plan, std::string label, std::string_view factory, std::string_view name)
{
    Addition a;
    a.edit.label = std::move(label);
    a.row = freeId(plan, "cost_line", std::string(factory) + '-' + std::string(name));
    const PlanSettings &s = plan.settings();
    a.edit.changes.push_back(insertRow("cost_line", a.row,
                                       {{"id", a.row}, {"factory", std::string(factory)}, {"category", std::string("staff")}, {"name", std::string(name)}, {"amount_cents", std::int64_t{0}},
                                        {"basis", std::string("total")}, {"first_month", s.firstMonth.toString()}, {"last_month", s.lastMonth.toString()}}));
    return a;
}

Addition addParticipant(const Plan &plan, std::string label, std::string_view factory, std::string_view country, const Plan &catalogue)
{
    Addition a;
    a.edit.label = std::move(label);
    a.row = std::string(factory) + '/' + std::string(country);
    takeRow(a.edit, "country", plan.countries, catalogue.countries, std::string(country));
    a.edit.changes.push_back(insertRow("participation", a.row,
                                       {{"factory", std::string(factory)}, {"country", std::string(country)}, {"role", std::string("partner")}, {"contribution_share", 0.0}}));
    return a;
}

Addition addPayer(std::string label, std::string_view factory, std::string_view costClass, std::string_view programme)
{
    Addition a;
    a.edit.label = std::move(label);
    a.row = std::string(factory) + '/' + std::string(costClass) + '/' + std::string(programme);
    a.edit.changes.push_back(insertRow("funding", a.row,
                                       {{"factory", std::string(factory)}, {"cost_class", std::string(costClass)}, {"programme", std::string(programme)}, {"share", 0.0}}));
    return a;
}

Result<Addition> duplicate(const Plan &plan, std::string_view scenario, std::string label, std::string_view entityName, std::string_view row, std::string_view name)
{
    const auto seen = resolve(plan, scenario);
    if (!seen) {
        return seen.error();
    }
    const EntityInfo *info = entity(entityName);
    const std::ptrdiff_t at = info ? info->indexOf(*seen, row) : -1;
    if (at < 0) {
        return Error{text("There is no %1 '%2' in this plan.", {entityName, row})};
    }
    Addition a;
    a.edit.label = std::move(label);
    auto values = valuesOf(*info, info->rowAt(*seen, static_cast<std::size_t>(at)));
    a.row = freeId(plan, entityName, name);
    put(values, "name", std::string(name));
    if (entityName == "cost_line") {
        const Value amount = valueAt(*seen, {"cost_line", std::string(row), "amount_cents"});
        put(values, "id", a.row);
        if (!isBaseline(scenario)) {
            put(values, "amount_cents", std::int64_t{0});
        }
        a.edit.changes.push_back(insertRow("cost_line", a.row, std::move(values)));
        if (!isBaseline(scenario)) {
            addOverride(a.edit, scenario, {"cost_line", a.row, "amount_cents"}, amount);
        }
        return a;
    }
    addIncluded(a.edit, scenario, info->name, a.row, std::move(values));
    if (entityName == "factory") {
        duplicateParts(a.edit, *seen, std::string(row), a.row, plan);
    }
    return a;
}

Removal removeWith(const Plan &plan, std::string label, std::string_view entityName, std::string_view row)
{
    std::vector<std::pair<std::string, std::string>> rows; // children before what they name
    collect(plan, std::string(entityName), std::string(row), rows);
    Removal out;
    out.edit.label = std::move(label);
    std::map<std::string, int> count;
    for (const auto &[table, key] : rows) {
        for (Change &change : removalOf(plan, table, key)) {
            if (change.entity != entityName || change.row != row) {
                ++count[change.entity];
            }
            out.edit.changes.push_back(std::move(change));
        }
    }
    for (const EntityInfo &info : entities()) {
        if (const auto it = count.find(info.name); it != count.end()) {
            out.alongside.emplace_back(info.name, it->second);
        }
    }
    std::stable_partition(out.alongside.begin(), out.alongside.end(), [](const auto &a) { return a.first == "system"; });
    return out;
}

} // namespace core
