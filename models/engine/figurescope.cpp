// SPDX-License-Identifier: GPL-3.0-or-later
#include "figurevalue.h"

#include "schema.h"
#include "text.h"

namespace engine {

namespace {

constexpr const char *classLabels[] = {"Infrastructure", "Operations", "Services"};
constexpr const char *categoryLabels[] = {"Acquisition", "Installation", "Electricity", "Maintenance", "Staff and site", "Other operations", "Services"};

std::optional<core::CostClass> classNamed(std::string_view name)
{
    for (int c = 0; c < 3; ++c) {
        if (name == core::textOf(static_cast<core::CostClass>(c))) {
            return static_cast<core::CostClass>(c);
        }
    }
    return std::nullopt;
}

std::optional<Category> categoryNamed(std::string_view name)
{
    for (int c = 0; c < categoryCount; ++c) {
        if (name == textOf(static_cast<Category>(c))) {
            return static_cast<Category>(c);
        }
    }
    return std::nullopt;
}

constexpr const char *segmentLabels[] = {"Start-ups and SMEs", "Industry", "Research", "Public sector"};

std::optional<core::DemandSegment> segmentNamed(std::string_view name)
{
    for (int s = 0; s < 4; ++s) {
        if (name == core::textOf(static_cast<core::DemandSegment>(s))) {
            return static_cast<core::DemandSegment>(s);
        }
    }
    return std::nullopt;
}

// Demand is asked for by segment, money by what it is spent on.
core::Status checkCategory(const Figure &f)
{
    if (f.category.empty() || (f.measure == "demand_reference_hours" ? segmentNamed(f.category).has_value() : categoryNamed(f.category) || classNamed(f.category))) {
        return core::Done{};
    }
    if (f.measure == "demand_reference_hours") {
        return core::Error{core::text("There is no segment of demand '%1'; there are startup_sme, industry, research, public_sector.", {f.category})};
    }
    return core::Error{core::text("There is no cost category or class '%1'; there are infrastructure, operations, services, acquisition, installation, energy, maintenance, staff, other_operations.",
                                  {f.category})};
}

// The row of this id; an id that stands for something else gives that, an empty one gives `all`.
template<typename R>
core::Result<int> lookUp(const core::Table<R> &table, const std::string &id, std::string_view special, int specialIndex, const char *what)
{
    if (id.empty()) {
        return FigureScope::all;
    }
    const std::ptrdiff_t i = table.indexOf(id);
    if (i >= 0) {
        return static_cast<int>(i);
    }
    if (!special.empty() && id == special) {
        return specialIndex;
    }
    return core::Error{core::text("There is no %1 '%2' in this plan.", {core::text(what), id})};
}

bool isItem(const core::Plan &plan, const Line &l, std::string_view id)
{
    const auto at = static_cast<std::size_t>(l.item);
    return (l.ofSystem ? plan.systems[at].id : plan.costLines[at].id) == id;
}

bool isOfUnion(const core::Plan &plan, const Line &l)
{
    return l.programme >= 0 && plan.programmes[static_cast<std::size_t>(l.programme)].level == core::ProgrammeLevel::Union;
}

bool paidBy(const core::Plan &plan, const Line &l, int country)
{
    return country == FigureScope::theUnion ? isOfUnion(plan, l) : l.national && l.country == country;
}

// The filter holds the plan's rows by copy (they are shared), so it outlives the projection.
LineFilter filterOf(const core::Plan &plan, const Figure &f, const FigureScope &s)
{
    const std::string item = f.system.empty() ? f.item : f.system;
    if (f.category.empty() && item.empty() && s.programme == FigureScope::all && s.country == FigureScope::all) {
        return {};
    }
    return [plan, category = f.category, item, programme = s.programme, country = s.country](const FactoryResult &, const Line &l) {
        return isOfCategory(l.category, category) && (item.empty() || isItem(plan, l, item)) && (programme == FigureScope::all || l.programme == programme)
            && (country == FigureScope::all || paidBy(plan, l, country));
    };
}

} // namespace

std::vector<std::string> joinedIds(std::string_view part)
{
    std::vector<std::string> out;
    while (!part.empty()) {
        const std::size_t plus = part.find('+');
        out.emplace_back(part.substr(0, plus));
        part = plus == std::string_view::npos ? std::string_view() : part.substr(plus + 1);
    }
    return out;
}

std::string categoryLabel(std::string_view name)
{
    if (const auto category = categoryNamed(name)) {
        return core::text(categoryLabels[static_cast<std::size_t>(*category)]);
    }
    if (const auto segment = segmentNamed(name)) {
        return core::text(segmentLabels[static_cast<std::size_t>(*segment)]);
    }
    const auto costClass = classNamed(name);
    return costClass ? core::text(classLabels[static_cast<std::size_t>(*costClass)]) : std::string(name);
}

bool isOfCategory(Category category, std::string_view name)
{
    return name.empty() || name == textOf(category) || name == core::textOf(classOf(category));
}

core::Result<FigureScope> scopeOf(const Projection &p, const Figure &f)
{
    FigureScope s;
    const std::vector<std::string> ids = p.plan.factories.indexOf(f.factory) < 0 ? joinedIds(f.factory) : std::vector<std::string>();
    for (const std::string &id : ids.size() > 1 ? ids : std::vector<std::string>()) {
        const auto index = lookUp(p.plan.factories, id, "", FigureScope::nobody, "factory");
        if (!index) {
            return index.error();
        }
        s.several.push_back(*index);
    }
    const std::pair<int *, core::Result<int>> found[] = {
        {&s.factory, lookUp(p.plan.factories, s.several.empty() ? f.factory : std::string(), "fleet", FigureScope::nobody, "factory")},
        {&s.system, lookUp(p.plan.systems, f.system, "", FigureScope::all, "system")},
        {&s.programme, lookUp(p.plan.programmes, f.programme, "none", FigureScope::nobody, "programme")},
        {&s.country, f.country == "EU" ? core::Result<int>(FigureScope::theUnion) : lookUp(p.plan.countries, f.country, "none", FigureScope::nobody, "country")}};
    for (const auto &[index, result] : found) {
        if (!result) {
            return result.error();
        }
        *index = *result;
    }
    if (const core::Status category = checkCategory(f); !category) {
        return category.error();
    }
    if (!f.item.empty() && p.plan.systems.indexOf(f.item) < 0 && p.plan.costLines.indexOf(f.item) < 0 && p.plan.demand.indexOf(f.item) < 0) {
        return core::Error{core::text("There is no system, cost line or demand '%1' in this plan.", {f.item})};
    }
    if (s.system >= 0 && s.factory == FigureScope::all) {
        const auto &of = p.plan.systems[static_cast<std::size_t>(s.system)].factory;
        s.factory = of ? static_cast<int>(p.plan.factories.indexOf(*of)) : FigureScope::nobody;
    }
    s.end = p.calendar.months();
    if (!f.period.empty()) {
        s.period = p.calendar.find(f.period);
        if (!s.period) {
            return core::Error{core::text("'%1' is no period of this plan; write 2027, 2027-Q3 or 2027-09, from %2 to %3.",
                                          {f.period, p.calendar.first().toString(), p.calendar.last().toString()})};
        }
        s.begin = p.calendar.begin(s.period->first, s.period->second);
        s.end = p.calendar.end(s.period->first, s.period->second);
    }
    s.lines = filterOf(p.plan, f, s);
    return s;
}

} // namespace engine
