// SPDX-License-Identifier: GPL-3.0-or-later
#include "explainer.h"

#include "scenario.h"
#include "text.h"
#include "wording.h"

#include <algorithm>

namespace engine {

using core::text;

namespace {

Unit unitOf(const core::FieldInfo &field)
{
    constexpr std::pair<std::string_view, Unit> units[] = {
        {"fraction", Unit::Share}, {"EUR/kWh", Unit::EurPerKwh}, {"EUR/h", Unit::EurPerHour}, {"TFLOPS", Unit::Tflops}, {"PFLOPS", Unit::Pflops},
        {"kW", Unit::Kw}, {"MW", Unit::Mw}, {"h", Unit::Hours}, {"kg/kWh", Unit::KgPerKwh}, {"months", Unit::Months}, {"year", Unit::Year}};
    if (field.type == core::FieldType::Money) {
        return Unit::EurCents;
    }
    if (field.type == core::FieldType::Month) {
        return Unit::Month;
    }
    for (const auto &[name, unit] : units) {
        if (name == field.unit) {
            return unit;
        }
    }
    return field.type == core::FieldType::Integer ? Unit::Count : field.isNumber() ? Unit::Factor : Unit::None;
}

std::string nameOfRow(const core::Plan &plan, const core::EntityInfo &info, const std::string &row)
{
    const std::ptrdiff_t i = info.indexOf(plan, row);
    const core::FieldInfo *name = info.field(std::string_view(info.name) == "accelerator" ? "model" : "name");
    if (i >= 0 && name) {
        return core::toPlainText(name->get(info.rowAt(plan, static_cast<std::size_t>(i))));
    }
    // A composite key: the names of what its parts refer to.
    std::string out;
    const std::vector<core::Value> parts = info.keyParts(row);
    const auto fields = info.keyFields();
    for (std::size_t k = 0; k < fields.size(); ++k) {
        const std::string id = core::toPlainText(parts[k]);
        const core::EntityInfo *of = core::entity(fields[k]->refers);
        out += (out.empty() ? "" : ", ") + (of ? nameOfRow(plan, *of, id) : std::string_view(fields[k]->name) == "cost_class" ? categoryLabel(id) : id);
    }
    return info.keyFields().size() > 1 ? out : row;
}

} // namespace

Explainer::Explainer(const core::Plan &unresolved, std::string_view scenario, std::shared_ptr<const Projection> projection)
    : m_unresolved(unresolved), m_scenario(scenario), m_projection(std::move(projection)), p(*m_projection), m_context(p.plan, *p.grouping)
{
}

Explanation Explainer::figure(const Figure &f, const std::string &label) const
{
    const auto value = figureValue(p, f);
    const auto scope = scopeOf(p, f);
    Explanation e;
    e.id = e.figure = f.toString();
    e.label = label.empty() ? figureLabel(p.plan, f) : label;
    if (!value || !scope) {
        e.formula = value ? scope.error().message : value.error().message;
        return e;
    }
    e.value = value->number;
    e.unit = value->unit;
    const Recipe recipe = (this->*makerOf(f.measure))(f, *scope);
    e.formula = recipe.formula.empty() ? text(measure(f.measure)->formula) : recipe.formula;
    e.operation = recipe.operation;
    e.folded = recipe.folded;
    e.cell = recipe.cell;
    if (recipe.inputs) {
        e.setInputs(recipe.inputs);
    }
    return e;
}

Explanation Explainer::made(std::string id, std::string label, Unit unit, Operation operation, Inputs inputs, std::string formula) const
{
    Explanation e;
    e.id = std::move(id);
    e.label = std::move(label);
    e.formula = std::move(formula);
    e.unit = unit;
    e.operation = operation;
    e.value = evaluated(operation, unit, inputs);
    e.setInputs([inputs = std::move(inputs)] { return inputs; });
    return e;
}

Explanation Explainer::lazy(std::string id, std::string label, FigureValue value, Operation operation, std::function<Inputs()> inputs, std::string formula) const
{
    Explanation e;
    e.id = std::move(id);
    e.label = std::move(label);
    e.formula = std::move(formula);
    e.value = value.number;
    e.unit = value.unit;
    e.operation = operation;
    e.setInputs(std::move(inputs));
    return e;
}

Explanation Explainer::given(std::string id, std::string label, Number value, Unit unit) const
{
    Explanation e;
    e.id = std::move(id);
    e.label = std::move(label);
    e.value = value;
    e.unit = unit;
    return e;
}

Explanation Explainer::month(core::Month m, const std::string &label) const
{
    Explanation e = given("month:" + m.toString(), label, std::int64_t{m.index()}, Unit::Month);
    e.text = m.toString();
    return e;
}

Explanation Explainer::cell(const core::Cell &cell, const std::string &label) const
{
    const core::EntityInfo &info = *core::entity(cell.entity);
    const core::FieldInfo &field = *info.field(cell.field);
    const core::Value value = core::valueAt(p.plan, cell);
    Explanation e;
    e.id = cell.toString();
    e.cell = cell;
    e.unit = unitOf(field);
    e.label = label.empty() ? (cell.entity == "plan" ? text(field.label) : nameOfRow(p.plan, info, cell.row) + ", " + text(field.label)) : label;
    e.support = supportOf(cell);
    if (const auto *whole = std::get_if<std::int64_t>(&value)) {
        e.value = *whole;
    } else if (const auto *real = std::get_if<double>(&value)) {
        e.value = *real;
    } else if (const auto *words = std::get_if<std::string>(&value)) {
        e.text = *words;
        const auto m = field.type == core::FieldType::Month ? core::Month::parse(*words) : std::nullopt;
        e.value = m ? Number(std::int64_t{m->index()}) : Number();
    } else {
        e.value = e.unit == Unit::EurCents ? Number(std::int64_t{0}) : Number(0.0);
        e.text = text("not stated, counts as 0");
    }
    return e;
}

Support Explainer::supportOf(const core::Cell &cell) const
{
    Support s;
    s.evidence = evidenceOf(p.plan, cell);
    const std::string prefix = cell.entity + '/' + cell.row + '/' + cell.field + '/';
    for (std::size_t i = p.plan.citations.lowerBound(prefix); i < p.plan.citations.size(); ++i) {
        const core::Citation &c = p.plan.citations[i];
        if (c.entity != cell.entity || c.row != cell.row || c.field != cell.field) {
            break;
        }
        if (c.used && !s.cited) {
            const auto *source = p.plan.sources.find(c.source);
            s.cited = true;
            s.source = source ? source->title : std::string();
            s.note = c.note.value_or("");
        }
    }
    const auto origin = core::originOf(m_unresolved, m_scenario, cell);
    s.scenario = origin ? *origin : std::string();
    return s;
}

Explainer::Recipe Explainer::overFactories(const Figure &f, const FigureScope &s, bool withFleet) const
{
    return {Operation::Sum, later([f, s, withFleet](const Explainer &x) {
                Inputs inputs;
                Figure one = f;
                if (withFleet) {
                    one.factory = "fleet";
                    inputs.push_back(x.figure(one, text("Existing fleet")));
                }
                s.eachFactory(x.p, [&](const FactoryResult &r) {
                    one.factory = x.p.plan.factories[static_cast<std::size_t>(r.factory)].id;
                    Explanation e = x.figure(one, x.factoryName(r.factory));
                    if (realOf(e.value).value_or(0) != 0) {
                        inputs.push_back(std::move(e));
                    }
                });
                return inputs;
            })};
}

Explainer::Recipe Explainer::excluded(const FigureScope &s) const
{
    if (s.factory >= 0 && !p.factories[static_cast<std::size_t>(s.factory)]) {
        Recipe r = nothing(text("%1 is not included in this scenario, so it counts for nothing.", {factoryName(s.factory)}));
        r.cell = {"factory", p.plan.factories[static_cast<std::size_t>(s.factory)].id, "included"};
        return r;
    }
    if (s.system >= 0 && !p.plan.systems[static_cast<std::size_t>(s.system)].included) {
        const core::System &system = p.plan.systems[static_cast<std::size_t>(s.system)];
        Recipe r = nothing(text("%1 is not included in this scenario, so it counts for nothing.", {system.name}));
        r.cell = {"system", system.id, "included"};
        return r;
    }
    return {};
}

const FactoryWork &Explainer::work(int factory) const
{
    const auto [it, fresh] = m_work.try_emplace(factory);
    if (fresh) {
        it->second = FactoryProjector(m_context).work(factory);
    }
    return it->second;
}

std::string Explainer::factoryName(int factory) const
{
    return factory < 0 ? text("Existing fleet") : p.plan.factories[static_cast<std::size_t>(factory)].name;
}

Explainer::Make Explainer::makerOf(std::string_view name)
{
    static const std::pair<std::string_view, Make> makers[] = {
        {"paid_cents", &Explainer::money}, {"committed_cents", &Explainer::money}, {"outstanding_cents", &Explainer::outstanding},
        {"envelope_cents", &Explainer::envelope}, {"headroom_cents", &Explainer::headroom}, {"union_cents", &Explainer::byLevel},
        {"national_cents", &Explainer::byLevel}, {"private_cents", &Explainer::byLevel}, {"unfunded_cents", &Explainer::byLevel},
        {"union_share", &Explainer::unionShare}, {"total_eur", &Explainer::totalEur}, {"programme_eur", &Explainer::totalEur},
        {"present_value_eur", &Explainer::presentValue}, {"discounted_hours", &Explainer::discountedHours},
        {"eur_per_accelerator_hour", &Explainer::perAcceleratorHour}, {"beyond_horizon_eur", &Explainer::beyondHorizon},
        {"accelerators", &Explainer::stock}, {"bf16_pflops", &Explainer::stock}, {"fp64_pflops", &Explainer::stock},
        {"index_accelerators", &Explainer::index}, {"index_bf16", &Explainer::index}, {"index_fp64", &Explainer::index},
        {"systems_in_service", &Explainer::systemsInService},
        {"total_bf16_pflops", &Explainer::withFleet}, {"full_load_mw", &Explainer::fullLoad}, {"power_left_mw", &Explainer::powerLeft}, {"demand_reference_hours", &Explainer::demand}, {"coverage", &Explainer::coverage},
        {"access_share", &Explainer::accessShare}, {"eur_per_hour", &Explainer::perHour}, {"market_value_eur", &Explainer::marketValue},
        {"net_position_eur", &Explainer::netPosition}, {"member_states", &Explainer::countryCount}, {"participating_states", &Explainer::countryCount},
        {"factories", &Explainer::factoryCount}, {"factories_new", &Explainer::factoryCount}, {"factories_upgrade", &Explainer::factoryCount},
        {"factories_associated", &Explainer::factoryCount}};
    for (const auto &[measure, make] : makers) {
        if (measure == name) {
            return make;
        }
    }
    return &Explainer::hours;
}

core::Result<Explanation> explain(const core::Plan &unresolved, std::string_view scenario, std::shared_ptr<const Projection> projection, const Figure &asked)
{
    const auto figure = checkedFigure(asked);
    if (!figure) {
        return figure.error();
    }
    const auto value = figureValue(*projection, *figure);
    if (!value) {
        return value.error();
    }
    return std::make_shared<const Explainer>(unresolved, scenario, std::move(projection))->figure(*figure);
}

Explanation explainCell(const core::Plan &unresolved, std::string_view scenario, std::shared_ptr<const Projection> projection, const core::Cell &cell)
{
    return std::make_shared<const Explainer>(unresolved, scenario, std::move(projection))->cell(cell);
}

std::string periodText(std::string_view label)
{
    if (label.size() == 7 && label[5] == 'Q') {
        return text("Q%1 %2", {label.substr(6), label.substr(0, 4)});
    }
    const auto m = core::Month::parse(label);
    return m ? monthText(*m) : std::string(label);
}

// "LUMI AIF", "LUMI AIF, MIMER", or of many how many they are.
static std::string factoriesLabel(const core::Plan &plan, const std::string &part)
{
    constexpr std::size_t mostNamed = 3;
    const std::vector<std::string> ids = plan.factories.find(part) ? std::vector<std::string>{part} : joinedIds(part);
    if (ids.size() > mostNamed) {
        return text("%1 factories", {std::to_string(ids.size())});
    }
    std::string out;
    for (const std::string &id : ids) {
        out += (out.empty() ? "" : ", ") + nameOfRow(plan, *core::entity("factory"), id);
    }
    return out;
}

std::string figureLabel(const core::Plan &plan, const Figure &f)
{
    const Measure *m = measure(f.measure);
    std::string out = m ? text(m->label) : f.measure;
    const auto add = [&](const std::string &words) { out += words.empty() ? "" : " · " + words; };
    const auto name = [&](const char *entity, const std::string &id) {
        return id.empty() ? std::string() : nameOfRow(plan, *core::entity(entity), id);
    };
    add(f.factory == "fleet" ? text("Existing fleet") : factoriesLabel(plan, f.factory));
    add(f.category.empty() ? std::string() : categoryLabel(f.category));
    add(name("system", f.system));
    const char *itemOf = plan.systems.find(f.item) ? "system" : plan.demand.find(f.item) ? "demand" : "cost_line";
    add(name(itemOf, f.item));
    add(f.programme == "none" ? text("No programme") : name("programme", f.programme));
    add(f.country == "EU" ? text("The Union") : f.country == "none" ? text("No country") : name("country", f.country));
    add(periodText(f.period));
    add(f.real ? text("prices of %1", {std::to_string(plan.settings().priceYear)}) : std::string());
    return out;
}

} // namespace engine
