// SPDX-License-Identifier: GPL-3.0-or-later
#include "statements.h"

#include "planinputs.h"
#include "text.h"
#include "wording.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace engine {

using core::text;

namespace {

double countFactories(const Projection &p, std::optional<core::FactoryKind> kind)
{
    return static_cast<double>(std::count_if(p.plan.factories.begin(), p.plan.factories.end(),
                                             [&](const core::Factory &f) { return f.included && (!kind || f.kind == *kind); }));
}

double countCountries(const Projection &p, core::CountryStatus status)
{
    std::set<std::string> taking;
    for (const core::Participation &q : p.plan.participations) {
        const auto *f = p.plan.factories.find(q.factory);
        const auto *c = p.plan.countries.find(q.country);
        if (f && f->included && c && c->status == status) {
            taking.insert(q.country);
        }
    }
    return static_cast<double>(taking.size());
}

// Month index at whose end a stock is asked for.
std::optional<int> endOf(const Projection &p, std::string_view period)
{
    const auto found = p.calendar.find(period);
    return found ? std::optional(p.calendar.end(found->first, found->second) - 1) : std::nullopt;
}

bool isAiFactorySystem(const Projection &p, const core::System &s)
{
    const auto *f = s.factory ? p.plan.factories.find(*s.factory) : nullptr;
    return f && f->included && s.included;
}

std::optional<double> stockMetric(const Projection &p, std::string_view metric, std::string_view period)
{
    const auto month = endOf(p, period);
    if (!month) {
        return std::nullopt;
    }
    if (metric == "systems_in_service") {
        double n = 0;
        for (const auto &f : p.factories) {
            if (f) {
                n += static_cast<double>(std::count_if(f->systems.begin(), f->systems.end(), [&](const SystemResult &s) { return inService(s, *month); }));
            }
        }
        return n;
    }
    const Capacity c = capacityOf(p, Period::Month, *month);
    return metric == "index_bf16" ? c.indexBf16 : metric == "index_fp64" ? c.indexFp64 : c.indexAccelerators;
}

bool compares(double actual, const core::Statement &s)
{
    switch (s.comparison) {
    case core::Comparison::Equal:
        return std::fabs(actual - s.value) <= s.tolerance;
    case core::Comparison::Greater:
        return actual > s.value - s.tolerance;
    case core::Comparison::GreaterEqual:
        return actual >= s.value - s.tolerance;
    case core::Comparison::Less:
        return actual < s.value + s.tolerance;
    case core::Comparison::LessEqual:
        return actual <= s.value + s.tolerance;
    }
    return false;
}

// Systems that come only after the month, latest last.
std::vector<const core::System *> lateSystems(const Projection &p, int month)
{
    std::vector<const core::System *> late;
    for (const core::System &s : p.plan.systems) {
        if (isAiFactorySystem(p, s) && p.calendar.indexOf(s.inService) > month) {
            late.push_back(&s);
        }
    }
    std::stable_sort(late.begin(), late.end(), [](const auto *a, const auto *b) { return a->inService < b->inService; });
    return late;
}

void explainSystems(const Projection &p, const core::Statement &s, StatementResult &r)
{
    const auto month = endOf(p, s.period.value_or(""));
    const auto late = month ? lateSystems(p, *month) : std::vector<const core::System *>();
    if (late.empty()) {
        return;
    }
    std::string names;
    for (std::size_t i = 0; i < late.size() && i < 3; ++i) {
        const auto *f = p.plan.factories.find(*late[i]->factory);
        names += (i ? ", " : "") + (f ? f->name : late[i]->name);
    }
    if (late.size() > 3) {
        names += text(" and %1 more", {std::to_string(late.size() - 3)});
    }
    const int first = late.front()->inService.year();
    const int last = late.back()->inService.year();
    r.reason = text("%1 in %2", {names, std::to_string(first) + (first == last ? "" : "–" + std::to_string(last))});
    r.cell = {"system", late.back()->id, "in_service"};
}

// First month from which the statement would hold to the end of the horizon; none if it does not hold at the end.
std::optional<int> monthItHolds(const Projection &p, const core::Statement &s)
{
    std::optional<int> reached;
    for (int m = p.calendar.months() - 1; m >= 0; --m) {
        const auto value = stockMetric(p, s.metric, p.calendar.label(Period::Month, m));
        if (!value || !compares(*value, s)) {
            break;
        }
        reached = m;
    }
    return reached;
}

void explainIndex(const Projection &p, const core::Statement &s, StatementResult &r)
{
    const auto reached = monthItHolds(p, s);
    r.reason = reached ? text("Reached in %1", {monthText(p.calendar.month(*reached))})
                       : text("Not reached by %1", {monthText(p.calendar.last())});
    const auto month = endOf(p, s.period.value_or(""));
    const auto late = month ? lateSystems(p, *month) : std::vector<const core::System *>();
    // The largest of those that come too late would mend most.
    const core::System *largest = nullptr;
    for (const core::System *x : late) {
        largest = !largest || peakBf16Pflops(p.plan, *x) > peakBf16Pflops(p.plan, *largest) ? x : largest;
    }
    if (largest) {
        r.cell = {"system", largest->id, "in_service"};
    }
}

void explainMoney(const Projection &p, const Projection *against, StatementResult &r)
{
    static const char *const names[] = {"Acquisition", "Installation", "Electricity", "Maintenance", "Staff and site", "Other operations", "Services"};
    r.reason = signedEurText(r.difference);
    if (!against) {
        return;
    }
    double largest = 0;
    for (int c = 0; c < categoryCount; ++c) {
        const auto of = [c](const FactoryResult &, const Line &l) { return l.category == static_cast<Category>(c); };
        const double change = static_cast<double>(moneyTotal(p, Money::Paid, of) - moneyTotal(*against, Money::Paid, of)) / 100;
        if (std::fabs(change) > std::fabs(largest)) {
            largest = change;
            r.reason = text("%1: %2", {text(names[c]), signedEurText(change)});
        }
    }
}

} // namespace

std::optional<double> metricValue(const Projection &p, std::string_view metric, std::string_view period)
{
    if (metric == "factories") {
        return countFactories(p, std::nullopt);
    }
    if (metric == "factories_new") {
        return countFactories(p, core::FactoryKind::New);
    }
    if (metric == "factories_upgrade") {
        return countFactories(p, core::FactoryKind::Upgrade);
    }
    if (metric == "factories_associated") {
        return countFactories(p, core::FactoryKind::Associated);
    }
    if (metric == "member_states") {
        return countCountries(p, core::CountryStatus::MemberState);
    }
    if (metric == "participating_states") {
        return countCountries(p, core::CountryStatus::ParticipatingState);
    }
    if (metric == "total_eur") {
        return static_cast<double>(summaryOf(p).paidCents) / 100;
    }
    if (metric == "union_share") {
        return summaryOf(p).unionShare();
    }
    if (metric.starts_with("programme_eur:")) {
        const std::ptrdiff_t programme = p.plan.programmes.indexOf(metric.substr(14));
        if (programme < 0) {
            return std::nullopt;
        }
        return static_cast<double>(moneyTotal(p, Money::Paid, [&](const FactoryResult &, const Line &l) { return l.programme == static_cast<int>(programme); })) / 100;
    }
    if (metric == "systems_in_service" || metric == "index_bf16" || metric == "index_fp64" || metric == "index_accelerators") {
        return stockMetric(p, metric, period);
    }
    return std::nullopt;
}

std::vector<StatementResult> checkStatements(const Projection &p, const Projection *against)
{
    std::vector<StatementResult> out;
    for (std::size_t i = 0; i < p.plan.statements.size(); ++i) {
        const core::Statement &s = p.plan.statements[i];
        StatementResult r;
        r.statement = static_cast<int>(i);
        r.cell = {"statement", s.id, ""};
        r.actual = metricValue(p, s.metric, s.period.value_or(""));
        if (!r.actual) {
            r.reason = text("The metric '%1' or its period '%2' is not known to this plan", {s.metric, s.period.value_or("")});
            out.push_back(std::move(r));
            continue;
        }
        r.holds = compares(*r.actual, s);
        r.difference = *r.actual - s.value;
        if (!r.holds && s.metric == "systems_in_service") {
            explainSystems(p, s, r);
        } else if (!r.holds && s.metric.starts_with("index_")) {
            explainIndex(p, s, r);
        } else if (!r.holds && s.metric == "union_share") {
            r.reason = text("%1 instead of %2", {percentText(*r.actual), percentText(s.value)});
        } else if (!r.holds && (s.metric == "total_eur" || s.metric.starts_with("programme_eur:"))) {
            explainMoney(p, against, r);
        }
        if (!r.holds && r.reason.empty()) {
            const auto figure = [&](double v) { return s.metric == "union_share" ? percentText(v) : core::plainNumber(v); };
            r.reason = text("%1 instead of %2", {figure(*r.actual), figure(s.value)});
        }
        out.push_back(std::move(r));
    }
    return out;
}

} // namespace engine
