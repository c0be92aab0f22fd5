// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulatedfigure.h"

#include "explain.h"
#include "text.h"

namespace simulation {

using core::text;

namespace {

constexpr int statisticCount = 12;
constexpr const char *statisticTexts[statisticCount] = {"mean", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "standard_error", "above_envelope", "expected_excess", "worst_tenth"};
constexpr const char *statisticLabels[statisticCount] = {"mean", "P5", "P10", "P25", "P50", "P75", "P90", "P95", "standard error of the mean",
                                                         "chance of exceeding the envelope", "expected excess over the envelope", "mean of the worst tenth"};

// The engine's measure of the same figure without uncertainty.
constexpr const char *measures[figureCount] = {"paid_cents", "committed_cents", "delivered_hours", "reference_hours", "bf16_pflops", "index_bf16", "coverage", "energy_mwh"};

template<typename Enum, int count>
std::optional<Enum> named(std::string_view name)
{
    for (int i = 0; i < count; ++i) {
        if (name == textOf(static_cast<Enum>(i))) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}

bool isMoney(Figure f)
{
    return f == Figure::PaidEur || f == Figure::CommittedEur;
}

std::string listOf(int count, const char *(*name)(int))
{
    std::string out;
    for (int i = 0; i < count; ++i) {
        out += (i ? ", " : "") + std::string(name(i));
    }
    return out;
}

// Of whom a figure can be asked: money of programmes, factories and countries, hours of factories and countries, the rest of factories.
const char *refusedPart(const engine::Figure &a, Figure f)
{
    const bool hours = f == Figure::DeliveredHours || f == Figure::ReferenceHours;
    if (!a.system.empty()) {
        return "system";
    }
    if (!a.category.empty()) {
        return "category";
    }
    if (!a.item.empty()) {
        return "item";
    }
    if (a.real) {
        return "real prices";
    }
    if (!a.programme.empty() && !isMoney(f)) {
        return "programme";
    }
    return !a.country.empty() && !isMoney(f) && !hours ? "country" : nullptr;
}

} // namespace

const char *textOf(Statistic statistic)
{
    return statisticTexts[static_cast<std::size_t>(statistic)];
}

std::string statisticLabel(Statistic statistic)
{
    return text(statisticLabels[static_cast<std::size_t>(statistic)]);
}

engine::Figure SimulatedFigure::address() const
{
    engine::Figure f;
    f.measure = std::string(textOf(figure)) + '.' + textOf(statistic);
    f.factory = factory;
    f.programme = programme;
    f.country = country;
    f.period = period;
    return f;
}

std::optional<engine::Figure> SimulatedFigure::planned() const
{
    if (!factory.empty() && (figure == Figure::IndexBf16 || figure == Figure::Coverage)) {
        return std::nullopt;
    }
    engine::Figure f = address();
    f.measure = measures[static_cast<std::size_t>(figure)];
    return f;
}

bool isSimulated(const engine::Figure &figure)
{
    return figure.measure.find('.') != std::string::npos;
}

core::Result<SimulatedFigure> simulatedFigure(const engine::Figure &address)
{
    const std::size_t dot = address.measure.find('.');
    const std::string measure = address.measure.substr(0, dot);
    const std::string statistic = dot == std::string::npos ? std::string() : address.measure.substr(dot + 1);
    const auto figure = named<Figure, figureCount>(measure);
    if (!figure) {
        return core::Error{text("There is no simulated figure '%1'; there are %2, each with a statistic, as in paid_eur.p90.",
                                {measure, listOf(figureCount, [](int i) { return textOf(static_cast<Figure>(i)); })})};
    }
    const auto said = named<Statistic, statisticCount>(statistic);
    if (!said) {
        return core::Error{text("There is no statistic '%1' of simulated figures; there are %2.", {statistic, listOf(statisticCount, [](int i) { return textOf(static_cast<Statistic>(i)); })})};
    }
    if (const char *refused = refusedPart(address, *figure)) {
        return core::Error{text("The simulated figure '%1' cannot be asked by %2.", {measure, refused})};
    }
    if (int(!address.factory.empty()) + int(!address.programme.empty()) + int(!address.country.empty()) > 1) {
        return core::Error{text("The simulated figure '%1' is known of one factory, programme or country at a time.", {measure})};
    }
    if (isOfEnvelope(*said) && (!isMoney(*figure) || address.programme.empty() || address.period.size() != 4)) {
        return core::Error{text("An envelope is one of a programme and a year; write committed_eur.%1[programme=ID,period=2027].", {statistic})};
    }
    return SimulatedFigure{*figure, *said, address.factory, address.programme, address.country, address.period};
}

SimulatedFigure simulatedFigure(const Model &model, Figure figure, const Scope &scope, int period, Statistic statistic)
{
    SimulatedFigure f;
    f.figure = figure;
    f.statistic = statistic;
    f.period = model.periods.isWhole(period) ? std::string() : model.periods.label(period);
    const auto id = [&](const auto &table) { return scope.index < 0 ? std::string("none") : table[static_cast<std::size_t>(scope.index)].id; };
    switch (scope.kind) {
    case ScopeKind::Programme:
        f.programme = id(model.plan->programmes);
        break;
    case ScopeKind::Factory:
        f.factory = id(model.plan->factories);
        break;
    case ScopeKind::Country:
        f.country = id(model.plan->countries);
        break;
    case ScopeKind::Total:
        break;
    }
    return f;
}

core::Result<SimulatedScope> scopeOf(const core::Plan &plan, const SimulatedFigure &f)
{
    SimulatedScope out;
    out.frame.totals = false;
    std::string missing;
    const auto seek = [&](const std::string &id, const auto &table, ScopeKind kind, bool &asked, const char *what) {
        if (id.empty()) {
            return;
        }
        out.scope = {kind, static_cast<int>(table.indexOf(id))};
        asked = true;
        if (out.scope.index < 0 && (id != "none" || kind == ScopeKind::Factory)) {
            missing = text("There is no %1 '%2' in this plan.", {text(what), id});
        }
    };
    seek(f.factory, plan.factories, ScopeKind::Factory, out.frame.factories, "factory");
    seek(f.programme, plan.programmes, ScopeKind::Programme, out.frame.programmes, "programme");
    seek(f.country, plan.countries, ScopeKind::Country, out.frame.countries, "country");
    out.frame.totals = out.scope.kind == ScopeKind::Total;
    if (!missing.empty()) {
        return core::Error{missing};
    }
    const core::PlanSettings &s = plan.settings();
    const engine::Calendar calendar(s.firstMonth, std::max(s.firstMonth, s.lastMonth));
    if (f.period.empty()) {
        out.frame.wholeHorizon = true;
        out.period = calendar.periods(out.frame.period);
        return out;
    }
    const auto period = calendar.find(f.period);
    if (!period) {
        return core::Error{text("'%1' is no period of this plan; write 2027, 2027-Q3 or 2027-09, from %2 to %3.", {f.period, calendar.first().toString(), calendar.last().toString()})};
    }
    std::tie(out.frame.period, out.period) = *period;
    return out;
}

std::string figureLabel(const core::Plan &plan, const SimulatedFigure &f)
{
    engine::Figure named = f.address();
    named.measure = measures[static_cast<std::size_t>(f.figure)];
    const std::string whole = engine::figureLabel(plan, named);
    const std::string measure = text(engine::measure(named.measure)->label);
    return measure + ", " + statisticLabel(f.statistic) + whole.substr(measure.size());
}

engine::Unit unitOf(const SimulatedFigure &f)
{
    using engine::Unit;
    constexpr Unit units[figureCount] = {Unit::Eur, Unit::Eur, Unit::Hours, Unit::Hours, Unit::Pflops, Unit::Factor, Unit::Share, Unit::Mwh};
    return f.statistic == Statistic::AboveEnvelope ? Unit::Share : units[static_cast<std::size_t>(f.figure)];
}

} // namespace simulation
