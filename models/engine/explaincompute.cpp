// SPDX-License-Identifier: GPL-3.0-or-later
#include "explainer.h"

#include "compute.h"
#include "text.h"
#include "wording.h"

#include <algorithm>

// Stocks, hours, energy, carbon and demand (methodology 3 and 4).

namespace engine {

using core::text;

namespace {

// Systems of the scope's factories, in the order in which the engine adds them up.
std::vector<const core::System *> systemsOf(const Projection &p, const FigureScope &s)
{
    std::vector<const core::System *> out;
    s.eachFactory(p, [&](const FactoryResult &f) {
        for (const SystemResult &r : f.systems) {
            if (s.system == FigureScope::all || s.system == r.system) {
                out.push_back(&p.plan.systems[static_cast<std::size_t>(r.system)]);
            }
        }
    });
    return out;
}

} // namespace

Explainer::Recipe Explainer::stock(const Figure &f, const FigureScope &s) const
{
    if (Recipe r = excluded(s); !r.formula.empty()) {
        return r;
    }
    if (s.factory == FigureScope::all) {
        return overFactories(f, s);
    }
    if (s.system == FigureScope::all) {
        return {Operation::Sum, later([f, s](const Explainer &x) {
                    Inputs inputs;
                    for (const core::System *system : systemsOf(x.p, s)) {
                        Figure one = f;
                        one.system = system->id;
                        inputs.push_back(x.figure(one, system->name));
                    }
                    return inputs;
                })};
    }
    const core::System &system = p.plan.systems[static_cast<std::size_t>(s.system)];
    const core::Month last = p.calendar.month(s.end - 1);
    const int age = last - system.inService;
    const std::string when = monthText(last);
    const std::string formula = age < 0 ? text("Not yet in service in %1: service begins in %2", {when, monthText(system.inService)})
        : age >= system.lifetimeMonths ? text("No longer in service in %1: it retires in %2", {when, monthText(system.inService + static_cast<int>(system.lifetimeMonths))})
                                       : text("In service in %1, so it counts in full", {when});
    return {Operation::WhileInService, later([id = system.id, last, measure = f.measure](const Explainer &x) {
                const core::System &row = *x.p.plan.systems.find(id);
                Explanation value = measure == "accelerators" ? x.cell({"system", id, "accelerators"}) : x.peak(row, measure == "bf16_pflops");
                return Inputs{std::move(value), x.month(last, text("Month asked for")), x.cell({"system", id, "in_service"}), x.cell({"system", id, "lifetime_months"})};
            }), false, formula};
}

Explainer::Recipe Explainer::index(const Figure &f, const FigureScope &) const
{
    const std::string stock = f.measure == "index_bf16" ? "bf16_pflops" : f.measure == "index_fp64" ? "fp64_pflops" : "accelerators";
    return {Operation::Quotient, later([stock, f](const Explainer &x) {
                const Figure planned{stock, {}, {}, {}, {}, {}, {}, f.period, false};
                Figure fleet = planned;
                fleet.factory = "fleet";
                Explanation both = x.made("both:" + f.toString(), text("Existing fleet and AI Factories"), measure(stock)->unit, Operation::Sum,
                                          {x.figure(fleet, text("Existing fleet")), x.figure(planned, text("AI Factories"))});
                return Inputs{std::move(both), x.figure(fleet, text("Existing fleet"))};
            })};
}

Explainer::Recipe Explainer::systemsInService(const Figure &, const FigureScope &s) const
{
    return {Operation::Sum, later([s](const Explainer &x) {
                Inputs inputs;
                const core::Month last = x.p.calendar.month(s.end - 1);
                for (const core::System *system : systemsOf(x.p, s)) {
                    inputs.push_back(x.made("in-service:" + system->id + '/' + last.toString(), system->name, Unit::Count, Operation::WhileInService,
                                            {x.given("number:1", text("One system"), 1.0, Unit::Count), x.month(last, text("Month asked for")),
                                             x.cell({"system", system->id, "in_service"}), x.cell({"system", system->id, "lifetime_months"})}));
                }
                return inputs;
            })};
}

Explainer::Recipe Explainer::hours(const Figure &f, const FigureScope &s) const
{
    if (Recipe r = excluded(s); !r.formula.empty()) {
        return r;
    }
    if (s.factory == FigureScope::all) {
        return overFactories(f, s);
    }
    if (s.country != FigureScope::all) {
        const std::string factory = s.factory < 0 ? "fleet" : p.plan.factories[static_cast<std::size_t>(s.factory)].id;
        return {Operation::Product, later([f, factory](const Explainer &x) {
                    Figure whole = f;
                    whole.country.clear();
                    return Inputs{x.figure(whole, text("All parties")), x.figure({"access_share", factory, {}, {}, {}, {}, f.country, {}, false}, text("Share of access time"))};
                }), false, text("The factory's hours × the party's share of access time")};
    }
    if (s.system == FigureScope::all) {
        return {Operation::Sum, later([f, s](const Explainer &x) {
                    Inputs inputs;
                    for (const core::System *system : systemsOf(x.p, s)) {
                        Figure one = f;
                        one.system = system->id;
                        inputs.push_back(x.figure(one, system->name));
                    }
                    return inputs;
                })};
    }
    const Operation operation = f.measure == "energy_mwh" ? Operation::Quotient : Operation::Product;
    return {operation, later([f, s](const Explainer &x) { return x.systemHours(f, s); })};
}

Explainer::Inputs Explainer::systemHours(const Figure &f, const FigureScope &s) const
{
    const core::System &system = p.plan.systems[static_cast<std::size_t>(s.system)];
    const auto cellOfSystem = [&](const char *field) { return cell({"system", system.id, field}); };
    if (f.measure == "energy_mwh") {
        return {energyKwh(s), given("number:1000", text("kWh in a MWh"), 1000.0, Unit::Factor)};
    }
    if (f.measure == "carbon_t") {
        const std::string country = system.country ? *system.country : s.factory >= 0 ? p.plan.factories[static_cast<std::size_t>(s.factory)].country : std::string();
        if (country.empty()) {
            return {energyKwh(s), given("no-country:" + system.id, text("No country is stated, so nothing is known of its electricity"), 0.0, Unit::KgPerKwh)};
        }
        return {energyKwh(s), made("carbon:" + country, text("Tonnes of carbon per kWh"), Unit::Factor, Operation::Quotient,
                                   {cell({"country", country, "carbon_kg_kwh"}), given("number:1000", text("kg in a tonne"), 1000.0, Unit::Factor)})};
    }
    Inputs inputs{rampedHours(system, s.begin, s.end)};
    if (f.measure == "available_hours") {
        inputs.push_back(made("available:" + system.id, text("Accelerators available at full operation"), Unit::Count, Operation::Product,
                              {cellOfSystem("accelerators"), cellOfSystem("availability")}));
    } else {
        inputs.push_back(deliveredPerHour(system));
    }
    if (f.measure == "reference_hours") {
        const auto &reference = p.plan.settings().referenceAccelerator;
        if (system.accelerators == 0 || m_context.referenceTflops <= 0 || !reference) {
            inputs.push_back(given("no-reference:" + system.id, text("No accelerators, or no reference accelerator to weigh them against"), 0.0, Unit::Factor));
        } else {
            Explanation tflops = made("peak-tflops:" + system.id, text("BF16 dense peak"), Unit::Tflops, Operation::Product,
                                      {peak(system, true), given("number:1000", text("TFLOPS in a PFLOPS"), 1000.0, Unit::Factor)});
            inputs.push_back(made("reference:" + system.id, text("Reference hours per delivered hour"), Unit::Factor, Operation::Quotient,
                                  {std::move(tflops), cellOfSystem("accelerators"), cell({"accelerator", *reference, "bf16_tflops"})},
                                  text("BF16 dense peak of one accelerator, against that of the reference accelerator")));
        }
    }
    return inputs;
}

Explanation Explainer::peak(const core::System &system, bool bf16) const
{
    const char *own = bf16 ? "peak_bf16_pflops" : "peak_fp64_pflops";
    const bool stated = bf16 ? system.peakBf16Pflops.has_value() : system.peakFp64Pflops.has_value();
    if (stated || !chipOf(p.plan, system)) {
        return cell({"system", system.id, own});
    }
    return chipProduct(system, bf16 ? "bf16_tflops" : "fp64_tflops", Unit::Pflops, bf16 ? text("BF16 dense peak of %1", {system.name}) : text("FP64 peak of %1", {system.name}), 1000);
}

Explanation Explainer::power(const core::System &system) const
{
    if (system.powerKw || !chipOf(p.plan, system)) {
        return cell({"system", system.id, "power_kw"});
    }
    return chipProduct(system, "system_power_kw", Unit::Kw, text("Full-load power of %1", {system.name}), 1);
}

// Accelerators × what the catalogue says of one.
Explanation Explainer::chipProduct(const core::System &system, const char *field, Unit unit, const std::string &label, double divisor) const
{
    Inputs factors{cell({"system", system.id, "accelerators"}), cell({"accelerator", *system.accelerator, field})};
    const std::string id = std::string("catalogue:") + system.id + '/' + field;
    const std::string formula = text("Not stated for the system: accelerators × the catalogue's figure for one");
    if (divisor == 1) {
        return made(id, label, unit, Operation::Product, std::move(factors), formula);
    }
    return made(id, label, unit, Operation::Quotient,
                {made(id + "/tflops", text("In TFLOPS"), Unit::Tflops, Operation::Product, std::move(factors)), given("number:1000", text("TFLOPS in a PFLOPS"), divisor, Unit::Factor)}, formula);
}

// Hours of the calendar in months [begin, end) in which the system is in service.
Explanation Explainer::hoursInService(const core::System &system, int begin, int end) const
{
    const std::string id = "hours:" + system.id + '/' + std::to_string(begin) + '-' + std::to_string(end);
    Explanation retired = made("retires:" + system.id, text("Month of retirement"), Unit::Month, Operation::Sum,
                               {cell({"system", system.id, "in_service"}), cell({"system", system.id, "lifetime_months"})});
    Explanation from = made(id + "/from", text("From"), Unit::Month, Operation::Greatest,
                            {cell({"system", system.id, "in_service"}), month(p.calendar.month(begin), text("First month of the period"))});
    Explanation until = made(id + "/until", text("Until the start of"), Unit::Month, Operation::Least, {std::move(retired), month(p.calendar.month(end), text("Month after the period"))});
    return made(id, text("Hours in service"), Unit::Hours, Operation::CalendarHours, {std::move(from), std::move(until)}, text("By the calendar, day by day"));
}

// The same with the months of ramp-up counted in part: r(a) of methodology 3.
Explanation Explainer::rampedHours(const core::System &system, int begin, int end) const
{
    const std::string id = "ramped:" + system.id + '/' + std::to_string(begin) + '-' + std::to_string(end);
    const auto ofSystem = [&](const char *field) { return cell({"system", system.id, field}); };
    const int rampMonths = static_cast<int>(std::max<std::int64_t>(1, system.rampMonths));
    Explanation before = made("ramp-before:" + system.id, text("Months of part operation"), Unit::Months, Operation::Difference,
                              {made("ramp-months:" + system.id, text("Ramp, at least one month"), Unit::Months, Operation::Greatest, {given("months:1", "1", std::int64_t{1}, Unit::Months), ofSystem("ramp_months")}),
                               given("months:1", "1", std::int64_t{1}, Unit::Months)});
    Explanation full = made("full-from:" + system.id, text("Month of full operation"), Unit::Month, Operation::Sum, {ofSystem("in_service"), std::move(before)});
    Explanation from = made(id + "/from", text("From"), Unit::Month, Operation::Greatest, {std::move(full), month(p.calendar.month(begin), text("First month of the period"))});
    Explanation retired = made("retires:" + system.id, text("Month of retirement"), Unit::Month, Operation::Sum, {ofSystem("in_service"), ofSystem("lifetime_months")});
    Explanation until = made(id + "/until", text("Until the start of"), Unit::Month, Operation::Least, {std::move(retired), month(p.calendar.month(end), text("Month after the period"))});
    Inputs parts{made(id + "/full", text("Hours at full operation"), Unit::Hours, Operation::CalendarHours, {std::move(from), std::move(until)}, text("By the calendar, day by day"))};
    const int start = p.calendar.indexOf(system.inService);
    const int first = std::max(begin, start);
    const int last = std::min({end, start + rampMonths - 1, start + static_cast<int>(system.lifetimeMonths)});
    for (int m = first; m < last; ++m) {
        const core::Month at = p.calendar.month(m);
        Explanation hours = made("calendar:" + at.toString(), text("Hours of the month"), Unit::Hours, Operation::CalendarHours, {month(at, text("From")), month(at + 1, text("Until the start of"))});
        parts.push_back(made(id + "/ramp/" + at.toString(), text("%1, ramping up", {monthText(at)}), Unit::Hours, Operation::Product, {std::move(hours), ramp(system, m)}));
    }
    return made(id, text("Hours in service, ramp-up counted in part"), Unit::Hours, Operation::Sum, std::move(parts));
}

Explanation Explainer::ramp(const core::System &system, int m) const
{
    const core::Month at = p.calendar.month(m);
    const std::string id = "ramp:" + system.id + '/' + at.toString();
    const auto one = [&](Unit unit) { return given(unit == Unit::Months ? "months:1" : "number:1", "1", unit == Unit::Months ? Number(std::int64_t{1}) : Number(1.0), unit); };
    Explanation age = made(id + "/age", text("Months since the start of service"), Unit::Months, Operation::Difference, {month(at, text("Month")), cell({"system", system.id, "in_service"})});
    Explanation nth = made(id + "/nth", text("Month of service, counted from 1"), Unit::Months, Operation::Sum, {std::move(age), one(Unit::Months)});
    Explanation length = made("ramp-months:" + system.id, text("Ramp, at least one month"), Unit::Months, Operation::Greatest, {one(Unit::Months), cell({"system", system.id, "ramp_months"})});
    Explanation share = made(id + "/share", text("Share of the ramp"), Unit::Share, Operation::Quotient, {std::move(nth), std::move(length)});
    return made(id, text("Share of full operation"), Unit::Share, Operation::Least, {one(Unit::Factor), std::move(share)});
}

Explanation Explainer::pue(int factory) const
{
    return factory >= 0 ? cell({"factory", p.plan.factories[static_cast<std::size_t>(factory)].id, "pue"})
                        : given("number:fleet-pue", text("PUE of the existing fleet; nothing is stated of it"), fleetPue, Unit::Factor);
}

Explainer::Recipe Explainer::withFleet(const Figure &f, const FigureScope &) const
{
    return {Operation::Sum, later([f](const Explainer &x) {
                Figure planned{"bf16_pflops"};
                planned.period = f.period;
                Figure fleet = planned;
                fleet.factory = "fleet";
                return Inputs{x.figure(fleet, text("Existing fleet")), x.figure(planned, text("AI Factories"))};
            })};
}

// Every system's power in the highest month, as far as it is in service then.
Explainer::Recipe Explainer::fullLoad(const Figure &f, const FigureScope &s) const
{
    if (Recipe r = excluded(s); !r.formula.empty()) {
        return r;
    }
    if (s.factory == FigureScope::all) {
        Recipe r = overFactories(f, s);
        r.formula = text("Every factory's highest month of the period; they need not fall together");
        return r;
    }
    const FactoryResult &result = s.factory < 0 ? *p.fleet : *p.factories[static_cast<std::size_t>(s.factory)];
    const core::Month highest = p.calendar.month(mostMw(p, result, s.begin, s.end).month);
    return {Operation::Sum, later([s, highest](const Explainer &x) {
                Inputs inputs;
                for (const core::System *system : systemsOf(x.p, s)) {
                    const std::string id = "full-load:" + system->id;
                    Explanation kw = x.made(id + "/kw", text("Full-load power at the meter"), Unit::Kw, Operation::Product, {x.power(*system), x.pue(s.factory)});
                    Explanation mw = x.made(id + "/mw", text("In MW"), Unit::Mw, Operation::Quotient, {std::move(kw), x.given("number:1000", text("kW in a MW"), 1000.0, Unit::Factor)});
                    inputs.push_back(x.made(id + '/' + highest.toString(), system->name, Unit::Mw, Operation::WhileInService,
                                            {std::move(mw), x.month(highest, text("Highest month")), x.cell({"system", system->id, "in_service"}), x.cell({"system", system->id, "lifetime_months"})}));
                }
                return inputs;
            }), false, text("In %1, the month of the period in which it is highest", {monthText(highest)})};
}

Explainer::Recipe Explainer::powerLeft(const Figure &f, const FigureScope &s) const
{
    if (s.factory < 0) {
        return nothing(text("Power is left at a site; ask for one factory."));
    }
    if (Recipe r = excluded(s); !r.formula.empty()) {
        return r;
    }
    const core::Factory &factory = p.plan.factories[static_cast<std::size_t>(s.factory)];
    if (!factory.sitePowerMw) {
        Recipe r = nothing(text("No limit is stated for this site."));
        r.cell = {"factory", factory.id, "site_power_mw"};
        return r;
    }
    return {Operation::Difference, later([f, id = factory.id](const Explainer &x) {
                Figure load = f;
                load.measure = "full_load_mw";
                return Inputs{x.cell({"factory", id, "site_power_mw"}), x.figure(load, text("Power at full load"))};
            })};
}

Explanation Explainer::deliveredPerHour(const core::System &system) const
{
    return made("delivered:" + system.id, text("Accelerators at work, at full operation"), Unit::Count, Operation::Product,
                {cell({"system", system.id, "accelerators"}), cell({"system", system.id, "availability"}), cell({"system", system.id, "utilisation"})});
}

// Energy of one system at the meter: idle part of IT power in every hour, the rest by load.
Explanation Explainer::energyKwh(const FigureScope &s) const
{
    const core::System &system = p.plan.systems[static_cast<std::size_t>(s.system)];
    const std::string id = "kwh:" + system.id + '/' + std::to_string(s.begin) + '-' + std::to_string(s.end);
    const auto idle = [&] { return cell({"plan", "1", "idle_power"}); };
    Explanation idleKw = made("idle:" + system.id, text("Power at the meter without load"), Unit::Kw, Operation::Product, {power(system), pue(s.factory), idle()});
    Explanation rest = made("not-idle", text("Share of power that follows the load"), Unit::Share, Operation::Difference, {given("number:1", "1", 1.0, Unit::Factor), idle()});
    Explanation load = made("load:" + system.id, text("Load at full operation"), Unit::Share, Operation::Product, {cell({"system", system.id, "availability"}), cell({"system", system.id, "utilisation"})});
    Explanation loadKw = made("load-kw:" + system.id, text("Power at the meter that follows the load"), Unit::Kw, Operation::Product, {power(system), pue(s.factory), std::move(rest), std::move(load)});
    return made(id, text("Energy"), Unit::Kwh, Operation::Sum,
                {made(id + "/idle", text("Without load"), Unit::Kwh, Operation::Product, {hoursInService(system, s.begin, s.end), std::move(idleKw)}),
                 made(id + "/load", text("With the load"), Unit::Kwh, Operation::Product, {rampedHours(system, s.begin, s.end), std::move(loadKw)})});
}

Explainer::Recipe Explainer::demand(const Figure &f, const FigureScope &s) const
{
    if (f.item.empty()) {
        return {Operation::Sum, later([f](const Explainer &x) {
                    Inputs inputs;
                    for (const core::Demand &row : x.p.plan.demand) {
                        if (!f.category.empty() && f.category != core::textOf(row.segment)) {
                            continue;
                        }
                        Figure one = f;
                        one.category.clear();
                        one.item = row.id;
                        inputs.push_back(x.figure(one, row.name));
                    }
                    return inputs;
                })};
    }
    const core::Demand *asked = p.plan.demand.find(f.item);
    if (!asked) {
        return nothing(text("It is no demand."));
    }
    if (!f.category.empty() && f.category != core::textOf(asked->segment)) {
        return nothing(text("It belongs to another segment."));
    }
    return {Operation::Sum, later([id = f.item, s](const Explainer &x) {
                Inputs inputs;
                for (int m = s.begin; m < s.end;) {
                    const int year = x.p.calendar.month(m).year();
                    const int end = std::min(s.end, x.p.calendar.end(Period::Year, x.p.calendar.periodOf(Period::Year, m)));
                    const std::string words = std::to_string(year);
                    const std::string own = "demand:" + id + '/' + words + '/' + std::to_string(end - m);
                    Explanation base = x.made("demand-growth:" + id, text("1 + growth a year"), Unit::Factor, Operation::Sum,
                                              {x.given("number:1", "1", 1.0, Unit::Factor), x.cell({"demand", id, "growth"})});
                    Explanation years = x.made(own + "/years", text("Years since its base year"), Unit::Year, Operation::Difference,
                                               {x.given("year:" + words, text("Year"), std::int64_t{year}, Unit::Year), x.cell({"demand", id, "base_year"})});
                    Explanation growth = x.made(own + "/growth", text("Growth"), Unit::Factor, Operation::Power, {std::move(base), std::move(years)});
                    Explanation part = x.made(own + "/part", text("Part of the year"), Unit::Share, Operation::Quotient,
                                              {x.given("months:" + std::to_string(end - m), text("Months"), double(end - m), Unit::Months), x.given("number:12", text("Months of a year"), 12.0, Unit::Months)});
                    inputs.push_back(x.made(own, words, Unit::Hours, Operation::Product, {x.cell({"demand", id, "reference_hours"}), std::move(growth), std::move(part)}));
                    m = end;
                }
                return inputs;
            })};
}

Explainer::Recipe Explainer::coverage(const Figure &f, const FigureScope &) const
{
    return {Operation::Quotient, later([f](const Explainer &x) {
                Figure supply = f;
                supply.measure = "reference_hours";
                Figure demand = f;
                demand.measure = "demand_reference_hours";
                return Inputs{x.figure(supply, text("Reference hours of AI Factory systems")), x.figure(demand, text("Demand"))};
            })};
}

} // namespace engine
