// SPDX-License-Identifier: GPL-3.0-or-later
#include "explainer.h"

#include "text.h"
#include "wording.h"

#include <algorithm>

// Real amounts of a month before they are rounded, what rests on their sums, and the prices in them (methodology 5).

namespace engine {

using core::text;

Explainer::Recipe Explainer::presentValue(const Figure &f, const FigureScope &s) const
{
    if (Recipe r = excluded(s); !r.formula.empty()) {
        return r;
    }
    if (s.factory == FigureScope::all) {
        return overFactories(f, s);
    }
    return {Operation::Sum, later([factory = s.factory](const Explainer &x) {
                Inputs inputs;
                if (factory >= 0) {
                    for (const FactoryWork::Amounts &flow : x.work(factory).flows) {
                        inputs.push_back(x.flowValue(flow, factory));
                    }
                }
                return inputs;
            })};
}

// The present value of one item's flow.
Explanation Explainer::flowValue(const FactoryWork::Amounts &flow, int factory) const
{
    const auto at = static_cast<std::size_t>(flow.flow.item);
    const std::string name = flow.flow.ofSystem ? p.plan.systems[at].name : p.plan.costLines[at].name;
    const std::string id = std::string("present:") + textOf(flow.flow.category) + '/' + (flow.flow.ofSystem ? p.plan.systems[at].id : p.plan.costLines[at].id);
    double sum = 0;
    for (std::size_t i = 0; i < flow.eur.size(); ++i) {
        sum += flow.eur[i] * p.discount[static_cast<std::size_t>(flow.flow.first) + i];
    }
    const int first = flow.flow.first;
    const int last = first + static_cast<int>(flow.eur.size()) - 1;
    Explanation e = lazy(id, categoryLabel(textOf(flow.flow.category)) + ", " + name, {sum, Unit::Eur}, Operation::Sum,
                         later([&flow, factory, first, last, id](const Explainer &x) {
                             Inputs inputs;
                             for (int m = first; m <= last; ++m) {
                                 inputs.push_back(x.made(id + '/' + std::to_string(m), monthText(x.p.calendar.month(m)), Unit::Eur, Operation::Product,
                                                         {x.amount(flow, factory, m), x.discountFactor(m)}));
                             }
                             return inputs;
                         }),
                         text("The discounted amounts of %1 months, %2 to %3", {std::to_string(last - first + 1), monthText(p.calendar.month(first)), monthText(p.calendar.month(last))}));
    e.folded = true;
    return e;
}

Explainer::Recipe Explainer::discountedHours(const Figure &f, const FigureScope &s) const
{
    if (Recipe r = excluded(s); !r.formula.empty()) {
        return r;
    }
    if (s.factory == FigureScope::all) {
        return overFactories(f, s);
    }
    const bool whole = s.system == FigureScope::all;
    return {Operation::Sum, later([f, s, whole](const Explainer &x) {
                Inputs inputs;
                s.eachFactory(x.p, [&](const FactoryResult &result) {
                    for (const SystemResult &r : result.systems) {
                        const core::System &system = x.p.plan.systems[static_cast<std::size_t>(r.system)];
                        Figure one = f;
                        one.system = system.id;
                        if (whole) {
                            inputs.push_back(x.figure(one, system.name));
                            continue;
                        }
                        one.measure = "delivered_hours";
                        for (int m = r.from; r.system == s.system && m < r.to; ++m) {
                            one.period = x.p.calendar.label(Period::Month, m);
                            inputs.push_back(x.made("discounted:" + one.toString(), monthText(x.p.calendar.month(m)), Unit::Hours, Operation::Product,
                                                    {x.figure(one, text("Delivered hours")), x.discountFactor(m)}));
                        }
                    }
                });
                return inputs;
            }), !whole};
}

Explainer::Recipe Explainer::perAcceleratorHour(const Figure &f, const FigureScope &) const
{
    return {Operation::Quotient, later([f](const Explainer &x) {
                Figure money = f;
                money.measure = "present_value_eur";
                Figure time = f;
                time.measure = "discounted_hours";
                return Inputs{x.figure(money, text("Present value of all cost")), x.figure(time, text("Delivered hours, discounted"))};
            })};
}

Explainer::Recipe Explainer::beyondHorizon(const Figure &f, const FigureScope &s) const
{
    if (Recipe r = excluded(s); !r.formula.empty()) {
        return r;
    }
    if (s.factory == FigureScope::all) {
        return overFactories(f, s);
    }
    if (s.factory < 0 || work(s.factory).beyond.empty()) {
        return nothing(text("Nothing falls due after the last month."));
    }
    return {Operation::Sum, later([factory = s.factory](const Explainer &x) {
                Inputs inputs;
                std::vector<Instalment> instalments;
                for (const FactoryWork::Beyond &part : x.work(factory).beyond) {
                    const auto at = static_cast<std::size_t>(part.flow.item);
                    if (!part.flow.ofSystem) {
                        const core::CostLine &line = x.p.plan.costLines[at];
                        const core::Month first = x.p.calendar.month(part.flow.first);
                        const int months = std::min(line.lastMonth - first + 1, 13 - first.monthOfYear());
                        Inputs factors{x.given("months:" + std::to_string(months), text("Months in %1", {std::to_string(first.year())}), double(months), Unit::Months), x.monthlyCost(line)};
                        if (line.indexed) {
                            factors.push_back(x.inflationFactor(first.year()));
                        }
                        inputs.push_back(x.made("beyond:" + line.id + '/' + first.toString(), line.name + ", " + std::to_string(first.year()), Unit::Eur, Operation::Product, std::move(factors)));
                    } else if (part.flow.item >= 0) {
                        // All late instalments of a system at its first mention.
                        const core::System &system = x.p.plan.systems[at];
                        const std::string id = "beyond:" + system.id;
                        if (std::any_of(inputs.begin(), inputs.end(), [&](const Explanation &e) { return e.id == id; })) {
                            continue;
                        }
                        Inputs late;
                        instalmentsOf(x.m_context, system, instalments);
                        for (const Instalment &i : instalments) {
                            if (i.month >= x.p.calendar.months()) {
                                late.push_back(x.instalment(system, i));
                            }
                        }
                        inputs.push_back(x.made(id, text("Acquisition, %1", {system.name}), Unit::Eur, Operation::Sum, std::move(late)));
                    }
                }
                return inputs;
            })};
}

// x(m): the real amount of a month, in euro.
Explanation Explainer::amount(const FactoryWork::Amounts &flow, int factory, int m) const
{
    const auto at = static_cast<std::size_t>(flow.flow.item);
    const core::Month month = p.calendar.month(m);
    const double eur = flow.eur[static_cast<std::size_t>(m - flow.flow.first)];
    const std::string item = flow.flow.ofSystem ? p.plan.systems[at].id : p.plan.costLines[at].id;
    const std::string id = "amount:" + p.plan.factories[static_cast<std::size_t>(factory)].id + '/' + textOf(flow.flow.category) + '/' + item + '/' + month.toString();
    const std::string label = monthText(month);
    if (!flow.flow.ofSystem) {
        return lazy(id, label, {eur, Unit::Eur}, Operation::Product, later([at, month](const Explainer &x) {
                        const core::CostLine &line = x.p.plan.costLines[at];
                        Inputs inputs{x.monthlyCost(line)};
                        if (line.indexed) {
                            inputs.push_back(x.inflationFactor(month.year()));
                        }
                        return inputs;
                    }));
    }
    switch (flow.flow.category) {
    case Category::Energy:
        return lazy(id, label, {eur, Unit::Eur}, Operation::Product, later([at, m, month](const Explainer &x) {
                        const core::System &system = x.p.plan.systems[at];
                        FigureScope s;
                        s.system = static_cast<int>(at);
                        s.factory = system.factory ? static_cast<int>(x.p.plan.factories.indexOf(*system.factory)) : FigureScope::nobody;
                        s.begin = m;
                        s.end = m + 1;
                        const std::string &country = system.country ? *system.country : x.p.plan.factories.find(*system.factory)->country;
                        return Inputs{x.energyKwh(s), x.electricityPrice(static_cast<int>(x.p.plan.countries.indexOf(country)), month.year())};
                    }), text("Energy × the country's electricity price in that year"));
    case Category::Maintenance:
        return lazy(id, label, {eur, Unit::Eur}, Operation::Quotient, later([at, id](const Explainer &x) {
                        const core::System &system = x.p.plan.systems[at];
                        return Inputs{x.made("maintenance:" + system.id, text("A year's maintenance"), Unit::Eur, Operation::Product,
                                             {x.acquisition(system), x.cell({"system", system.id, "maintenance_rate"})}),
                                      x.given("number:12", text("Months of a year"), 12.0, Unit::Months)};
                    }));
    default:
        return lazy(id, label, {eur, Unit::Eur}, Operation::Sum, later([at, m](const Explainer &x) { return x.acquisitionInputs(x.p.plan.systems[at], m); }),
                    text("The instalments of that month"));
    }
}

Explainer::Inputs Explainer::acquisitionInputs(const core::System &system, int m) const
{
    Inputs inputs;
    std::vector<Instalment> instalments;
    instalmentsOf(m_context, system, instalments);
    for (const Instalment &i : instalments) {
        if (i.month == m) {
            inputs.push_back(instalment(system, i));
        }
    }
    return inputs;
}

Explanation Explainer::instalment(const core::System &system, const Instalment &i) const
{
    if (i.milestone < 0) {
        return made("instalment:" + system.id, text("All when service begins; no milestones are stated"), Unit::Eur, Operation::Sum, {acquisition(system)});
    }
    const core::Milestone &milestone = p.plan.milestones[static_cast<std::size_t>(i.milestone)];
    Inputs shares;
    for (const core::Milestone &one : p.plan.milestones) {
        shares.push_back(cell({"milestone", one.id, "share"}));
    }
    const std::string id = "instalment:" + system.id + '/' + milestone.id;
    Explanation share = made(id + "/of", text("Acquisition × share"), Unit::Eur, Operation::Product, {acquisition(system), cell({"milestone", milestone.id, "share"})});
    const core::Month due = system.inService + static_cast<int>(milestone.offsetMonths);
    std::string formula = text("Due in %1, %2 months from the start of service in %3", {monthText(due), std::to_string(milestone.offsetMonths), monthText(system.inService)});
    if (due < p.calendar.first()) {
        formula += text("; before the first month, so paid in it");
    }
    return made(id, milestone.name, Unit::Eur, Operation::Quotient, {std::move(share), made("milestones:shares", text("All milestones' shares"), Unit::Share, Operation::Sum, std::move(shares))},
                std::move(formula));
}

Explanation Explainer::acquisition(const core::System &system) const
{
    const std::string label = text("Acquisition of %1", {system.name});
    if (system.acquisitionCents || !chipOf(p.plan, system)) {
        return cell({"system", system.id, "acquisition_cents"}, label);
    }
    return lazy("acquisition:" + system.id, label, {core::roundHalfAway(acquisitionCents(p.plan, system)), Unit::EurCents}, Operation::Product,
                later([id = system.id, chip = *system.accelerator](const Explainer &x) {
                    return Inputs{x.cell({"system", id, "accelerators"}), x.cell({"accelerator", chip, "system_price_cents"})};
                }),
                text("No contract price is stated: accelerators × the catalogue's price per accelerator"));
}

Explanation Explainer::electricityPrice(int country, int year) const
{
    const core::Country &row = p.plan.countries[static_cast<std::size_t>(country)];
    const int index = year - p.calendar.firstYear();
    return lazy("electricity:" + row.id + '/' + std::to_string(year), text("Electricity price, %1, %2", {row.name, std::to_string(year)}),
                {m_context.electricity(country, index), Unit::EurPerKwh}, Operation::Product, later([id = row.id, year](const Explainer &x) {
                    Explanation base = x.made("growth:" + id, text("1 + growth a year"), Unit::Factor, Operation::Sum,
                                              {x.given("number:1", "1", 1.0, Unit::Factor), x.cell({"country", id, "electricity_growth"})});
                    Explanation elapsed = x.made("elapsed:" + std::to_string(year), text("Years since the price year"), Unit::Year, Operation::Difference,
                                                 {x.given("year:" + std::to_string(year), text("Year"), std::int64_t{year}, Unit::Year), x.cell({"plan", "1", "price_year"})});
                    Explanation growth = x.made("growth:" + id + '/' + std::to_string(year), text("Growth since the price year"), Unit::Factor, Operation::Power,
                                                {std::move(base), std::move(elapsed)});
                    return Inputs{x.cell({"country", id, "electricity_eur_kwh"}), std::move(growth)};
                }));
}

Explanation Explainer::monthlyCost(const core::CostLine &line) const
{
    const bool total = line.basis == core::CostBasis::Total;
    return lazy("monthly:" + line.id, text("A month of %1", {line.name}), {monthlyEur(line), Unit::Eur}, Operation::Quotient, later([id = line.id, total](const Explainer &x) {
                    const core::CostLine &row = *x.p.plan.costLines.find(id);
                    Explanation months = total ? x.made("months:" + id, text("Its months"), Unit::Months, Operation::Difference,
                                                        {x.month(row.lastMonth + 1, text("Month after its last")), x.cell({"cost_line", id, "first_month"})},
                                                        text("From its first month to its last, both included"))
                                               : x.given("number:12", text("Months of a year"), 12.0, Unit::Months);
                    return Inputs{x.cell({"cost_line", id, "amount_cents"}), std::move(months)};
                }),
                total ? text("A total, spread evenly over its months") : text("A yearly amount, in twelve parts"));
}

// (1 + inflation)^(year - price year)
Explanation Explainer::inflationFactor(int year) const
{
    return lazy("inflation:" + std::to_string(year), text("Price level of %1", {std::to_string(year)}), {m_context.inflationFactor(year), Unit::Factor}, Operation::Power,
                later([year](const Explainer &x) {
                    return Inputs{x.made("inflation", text("1 + inflation a year"), Unit::Factor, Operation::Sum,
                                         {x.given("number:1", "1", 1.0, Unit::Factor), x.cell({"plan", "1", "inflation"})}),
                                  x.made("elapsed:" + std::to_string(year), text("Years since the price year"), Unit::Year, Operation::Difference,
                                         {x.given("year:" + std::to_string(year), text("Year"), std::int64_t{year}, Unit::Year), x.cell({"plan", "1", "price_year"})})};
                }));
}

// 1 / (1 + rate)^(m / 12)
Explanation Explainer::discountFactor(int m) const
{
    const std::string own = "discount:" + std::to_string(m);
    return lazy(own, text("Discount factor, %1 months after the first", {std::to_string(m)}), {p.discount[static_cast<std::size_t>(m)], Unit::Factor}, Operation::Quotient,
                later([m, own](const Explainer &x) {
                    Explanation base = x.made("discount", text("1 + discount rate a year"), Unit::Factor, Operation::Sum,
                                              {x.given("number:1", "1", 1.0, Unit::Factor), x.cell({"plan", "1", "discount_rate"})});
                    Explanation years = x.made(own + "/years", text("Years since the first month"), Unit::Factor, Operation::Quotient,
                                               {x.given("months:" + std::to_string(m), text("Months"), double(m), Unit::Months), x.given("number:12", text("Months of a year"), 12.0, Unit::Months)});
                    return Inputs{x.given("number:1", "1", 1.0, Unit::Factor), x.made(own + "/growth", text("Growth at the discount rate"), Unit::Factor, Operation::Power, {std::move(base), std::move(years)})};
                }));
}

} // namespace engine
