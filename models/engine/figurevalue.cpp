// SPDX-License-Identifier: GPL-3.0-or-later
#include "figurevalue.h"

#include "compute.h"
#include "statements.h"
#include "text.h"

#include <algorithm>

namespace engine {

namespace {

using Level = core::ProgrammeLevel;
using Evaluate = Number (*)(const Projection &, const FigureScope &, const Figure &);

Number numberOf(const std::optional<double> &v)
{
    return v ? Number(*v) : Number();
}

std::optional<double> ratioOf(double part, double whole)
{
    return whole == 0 ? std::nullopt : std::optional(part / whole);
}

Cents cents(const Projection &p, const FigureScope &s, Money which, int begin, int end)
{
    Cents sum = 0;
    s.eachFactory(p, [&](const FactoryResult &f) { sum += moneyBetween(f, which, begin, end, s.lines); });
    return sum;
}

// Calls visit(first month, one past the last) for the part of each year that the scope holds.
template<typename Visit>
void eachYear(const Projection &p, const FigureScope &s, Visit visit)
{
    for (int m = s.begin; m < s.end;) {
        const int end = std::min(s.end, p.calendar.end(Period::Year, p.calendar.periodOf(Period::Year, m)));
        visit(m, end);
        m = end;
    }
}

double eur(const Projection &p, const FigureScope &s, Money which, bool real)
{
    if (!real) {
        return static_cast<double>(cents(p, s, which, s.begin, s.end)) / 100;
    }
    double sum = 0;
    eachYear(p, s, [&](int begin, int end) { sum += static_cast<double>(cents(p, s, which, begin, end)) / 100 * p.realFactor(begin); });
    return sum;
}

template<Money which>
Number money(const Projection &p, const FigureScope &s, const Figure &f)
{
    return f.real ? Number(eur(p, s, which, true)) : Number(cents(p, s, which, s.begin, s.end));
}

Number outstanding(const Projection &p, const FigureScope &s, const Figure &)
{
    return cents(p, s, Money::Committed, 0, s.end) - cents(p, s, Money::Paid, 0, s.end);
}

// Paid in the scope by programmes of a level; of unfunded money with none.
Cents paidByLevel(const Projection &p, const FigureScope &s, std::optional<Level> level)
{
    const LineFilter ofLevel = [&](const FactoryResult &f, const Line &l) {
        const bool fits = l.programme < 0 ? !level : level && p.plan.programmes[static_cast<std::size_t>(l.programme)].level == *level;
        return fits && (!s.lines || s.lines(f, l));
    };
    Cents sum = 0;
    s.eachFactory(p, [&](const FactoryResult &f) { sum += moneyBetween(f, Money::Paid, s.begin, s.end, ofLevel); });
    return sum;
}

Number unionShare(const Projection &p, const FigureScope &s, const Figure &)
{
    return numberOf(ratioOf(static_cast<double>(paidByLevel(p, s, Level::Union)), static_cast<double>(cents(p, s, Money::Paid, s.begin, s.end))));
}

// Envelopes stand for years: a part of one has none.
template<typename Take>
Number overEnvelopes(const Projection &p, const FigureScope &s, Take take)
{
    std::optional<Cents> sum;
    if (s.period && s.period->first != Period::Year) {
        return {};
    }
    for (const EnvelopeUse &e : envelopeUse(p)) {
        const bool inPeriod = !s.period || e.year == p.calendar.month(s.begin).year();
        if (e.envelopeCents && inPeriod && (s.programme == FigureScope::all || s.programme == e.programme)) {
            sum = sum.value_or(0) + take(e);
        }
    }
    return sum ? Number(*sum) : Number();
}

double presentValue(const Projection &p, const FigureScope &s)
{
    double sum = 0;
    s.eachFactory(p, [&](const FactoryResult &f) { sum += f.presentValueEur; });
    return sum;
}

double hoursDiscounted(const Projection &p, const FigureScope &s)
{
    double sum = 0;
    s.eachFactory(p, [&](const FactoryResult &f) {
        if (s.system == FigureScope::all) {
            sum += f.discountedHours;
            return;
        }
        for (const SystemResult &r : f.systems) {
            for (int m = r.from; r.system == s.system && m < r.to; ++m) {
                sum += discountedHours(r, p, m);
            }
        }
    });
    return sum;
}

double beyondHorizon(const Projection &p, const FigureScope &s)
{
    double sum = 0;
    s.eachFactory(p, [&](const FactoryResult &f) { sum += f.beyondHorizonEur; });
    return sum;
}

template<double SystemResult::*stock>
Number inServiceAtEnd(const Projection &p, const FigureScope &s, const Figure &)
{
    double sum = 0;
    s.eachFactory(p, [&](const FactoryResult &f) {
        for (const SystemResult &r : f.systems) {
            if ((s.system == FigureScope::all || s.system == r.system) && inService(r, s.end - 1)) {
                sum += r.*stock;
            }
        }
    });
    return sum;
}

double shareOf(const FactoryResult &f, int country)
{
    double share = 0;
    for (const PartyShare &party : f.parties) {
        // The Union stands first and has no country either; nobody's part is not given to it.
        const bool isUnion = &party == f.parties.data() && party.country < 0;
        share += country == FigureScope::theUnion ? (isUnion ? party.share : 0) : !isUnion && party.country == country ? party.share : 0;
    }
    return share;
}

double hours(const Projection &p, const FigureScope &s, double SystemFlows::*which)
{
    double sum = 0;
    s.eachFactory(p, [&](const FactoryResult &f) {
        double own = 0;
        for (const SystemResult &r : f.systems) {
            if (s.system == FigureScope::all || s.system == r.system) {
                own += flowsOf(r, p.calendar, s.begin, s.end).*which;
            }
        }
        sum += s.country == FigureScope::all ? own : own * shareOf(f, s.country);
    });
    return sum;
}

template<double SystemFlows::*which>
Number flow(const Projection &p, const FigureScope &s, const Figure &)
{
    return hours(p, s, which);
}

Number accessShare(const Projection &p, const FigureScope &s, const Figure &)
{
    if (s.factory == FigureScope::nobody) {
        return 0.0; // nobody has a share of the existing fleet here
    }
    if (s.factory >= 0) {
        const auto &f = p.factories[static_cast<std::size_t>(s.factory)];
        return f && s.country != FigureScope::all ? Number(shareOf(*f, s.country)) : Number();
    }
    FigureScope everybody = s;
    everybody.country = FigureScope::all;
    return numberOf(ratioOf(hours(p, s, &SystemFlows::deliveredHours), hours(p, everybody, &SystemFlows::deliveredHours)));
}

// The market price is one of the price year; nominal, it rises as prices do.
std::optional<double> marketValue(const Projection &p, const FigureScope &s, bool real)
{
    const auto price = p.plan.settings().marketPriceEurHour;
    if (!price) {
        return std::nullopt;
    }
    double sum = 0;
    eachYear(p, s, [&](int begin, int end) {
        FigureScope year = s;
        year.begin = begin;
        year.end = end;
        sum += hours(p, year, &SystemFlows::deliveredHours) * *price / (real ? 1 : p.realFactor(begin));
    });
    return sum;
}

Number netPosition(const Projection &p, const FigureScope &s, const Figure &f)
{
    const auto value = marketValue(p, s, f.real);
    return value ? Number(*value - eur(p, s, Money::Paid, f.real)) : Number();
}

Number demand(const Projection &p, const FigureScope &s, const Figure &f)
{
    double sum = 0;
    for (int m = s.begin; m < s.end; ++m) {
        if (f.item.empty() && f.category.empty()) {
            sum += p.demandHours[static_cast<std::size_t>(m)];
            continue;
        }
        for (const core::Demand &row : p.plan.demand) {
            const bool meant = (f.item.empty() || f.item == row.id) && (f.category.empty() || f.category == core::textOf(row.segment));
            sum += meant ? monthlyDemand(row, p.calendar.month(m).year()) : 0;
        }
    }
    return sum;
}

// Each factory in its own highest month: that is what its site has to have.
Number fullLoad(const Projection &p, const FigureScope &s, const Figure &)
{
    double sum = 0;
    s.eachFactory(p, [&](const FactoryResult &f) { sum += mostMw(p, f, s.begin, s.end).mw; });
    return sum;
}

Number powerLeft(const Projection &p, const FigureScope &s, const Figure &f)
{
    const FactoryResult *result = s.factory < 0 ? nullptr : p.factories[static_cast<std::size_t>(s.factory)].get();
    const auto site = result ? p.plan.factories[static_cast<std::size_t>(s.factory)].sitePowerMw : std::nullopt;
    return site ? Number(*site - *realOf(fullLoad(p, s, f))) : Number();
}

Number withFleet(const Projection &p, const FigureScope &s, const Figure &)
{
    const Capacity c = capacityBetween(p, s.end - 1, s.end);
    return c.fleetBf16Pflops + c.plannedBf16Pflops;
}

Number statementMetric(const Projection &p, const FigureScope &, const Figure &f)
{
    const std::string period = f.period.empty() ? p.calendar.last().toString() : f.period;
    const auto value = metricValue(p, f.measure, period);
    const Measure *m = measure(f.measure);
    return value && m->unit == Unit::Count ? Number(static_cast<std::int64_t>(*value)) : numberOf(value);
}

Number totalEur(const Projection &p, const FigureScope &s, const Figure &)
{
    return eur(p, s, Money::Paid, false);
}

struct Formula
{
    const char *measure;
    Evaluate evaluate;
};

constexpr Formula moneyFormulas[] = {
    {"paid_cents", money<Money::Paid>},
    {"committed_cents", money<Money::Committed>},
    {"outstanding_cents", outstanding},
    {"envelope_cents", [](const Projection &p, const FigureScope &s, const Figure &) { return overEnvelopes(p, s, [](const EnvelopeUse &e) { return *e.envelopeCents; }); }},
    {"headroom_cents", [](const Projection &p, const FigureScope &s, const Figure &) { return overEnvelopes(p, s, [](const EnvelopeUse &e) { return *e.headroomCents(); }); }},
    {"union_cents", [](const Projection &p, const FigureScope &s, const Figure &) { return Number(paidByLevel(p, s, Level::Union)); }},
    {"national_cents", [](const Projection &p, const FigureScope &s, const Figure &) { return Number(paidByLevel(p, s, Level::National)); }},
    {"private_cents", [](const Projection &p, const FigureScope &s, const Figure &) { return Number(paidByLevel(p, s, Level::Private)); }},
    {"unfunded_cents", [](const Projection &p, const FigureScope &s, const Figure &) { return Number(paidByLevel(p, s, std::nullopt)); }},
    {"union_share", unionShare},
    {"total_eur", totalEur},
    {"programme_eur", totalEur},
    {"present_value_eur", [](const Projection &p, const FigureScope &s, const Figure &) { return Number(presentValue(p, s)); }},
    {"discounted_hours", [](const Projection &p, const FigureScope &s, const Figure &) { return Number(hoursDiscounted(p, s)); }},
    {"eur_per_accelerator_hour", [](const Projection &p, const FigureScope &s, const Figure &) { return numberOf(ratioOf(presentValue(p, s), hoursDiscounted(p, s))); }},
    {"beyond_horizon_eur", [](const Projection &p, const FigureScope &s, const Figure &) { return Number(beyondHorizon(p, s)); }},
};

constexpr Formula otherFormulas[] = {
    {"accelerators", inServiceAtEnd<&SystemResult::accelerators>},
    {"bf16_pflops", inServiceAtEnd<&SystemResult::peakBf16Pflops>},
    {"fp64_pflops", inServiceAtEnd<&SystemResult::peakFp64Pflops>},
    {"available_hours", flow<&SystemFlows::availableHours>},
    {"delivered_hours", flow<&SystemFlows::deliveredHours>},
    {"reference_hours", flow<&SystemFlows::referenceHours>},
    {"energy_mwh", [](const Projection &p, const FigureScope &s, const Figure &) { return Number(hours(p, s, &SystemFlows::energyKwh) / 1000); }},
    {"carbon_t", flow<&SystemFlows::carbonT>},
    {"total_bf16_pflops", withFleet},
    {"full_load_mw", fullLoad},
    {"power_left_mw", powerLeft},
    {"demand_reference_hours", demand},
    {"coverage", [](const Projection &p, const FigureScope &s, const Figure &) { return numberOf(capacityBetween(p, s.begin, s.end).coverage); }},
    {"access_share", accessShare},
    {"eur_per_hour", [](const Projection &p, const FigureScope &s, const Figure &f) { return numberOf(ratioOf(eur(p, s, Money::Paid, f.real), hours(p, s, &SystemFlows::deliveredHours))); }},
    {"market_value_eur", [](const Projection &p, const FigureScope &s, const Figure &f) { return numberOf(marketValue(p, s, f.real)); }},
    {"net_position_eur", netPosition},
};

} // namespace

std::optional<double> realOf(const Number &number)
{
    if (const auto *whole = std::get_if<std::int64_t>(&number)) {
        return static_cast<double>(*whole);
    }
    const auto *real = std::get_if<double>(&number);
    return real ? std::optional(*real) : std::nullopt;
}

core::Result<FigureValue> figureValue(const Projection &p, const Figure &asked)
{
    const auto figure = checkedFigure(asked);
    if (!figure) {
        return figure.error();
    }
    const auto scope = scopeOf(p, *figure);
    if (!scope) {
        return scope.error();
    }
    Evaluate evaluate = statementMetric;
    const auto seek = [&](const auto &formulas) {
        for (const Formula &f : formulas) {
            evaluate = figure->measure == f.measure ? f.evaluate : evaluate;
        }
    };
    seek(moneyFormulas);
    seek(otherFormulas);
    const Unit own = measure(figure->measure)->unit;
    const Unit unit = figure->real && own == Unit::EurCents ? Unit::Eur : own;
    return FigureValue{evaluate(p, *scope, *figure), unit};
}

} // namespace engine
