// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"

#include "formulas.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace engine {

namespace {

// Calls visit(factory, line, month index, cents) for every month of every line that the filter takes.
template<typename Visit>
void visitMoney(const Projection &p, Money which, const LineFilter &filter, Visit visit)
{
    for (const auto &f : p.factories) {
        for (std::size_t i = 0; f && i < f->lines.size(); ++i) {
            const Line &l = f->lines[i];
            if (filter && !filter(*f, l)) {
                continue;
            }
            const auto cents = which == Money::Paid ? f->paid(l) : f->committed(l);
            for (int m = 0; m < l.months; ++m) {
                visit(l.firstMonth + m, cents[static_cast<std::size_t>(m)]);
            }
        }
    }
}

Cents sumOf(std::span<const Cents> months)
{
    Cents sum = 0;
    for (const Cents c : months) {
        sum += c;
    }
    return sum;
}

std::optional<double> ratio(double part, double whole)
{
    return whole == 0 ? std::nullopt : std::optional(part / whole);
}

} // namespace

Summary summaryOf(const Projection &p)
{
    Summary s;
    double discountedHours = 0;
    for (const auto &f : p.factories) {
        if (f) {
            s.presentValueEur += f->presentValueEur;
            s.beyondHorizonEur += f->beyondHorizonEur;
            discountedHours += f->discountedHours;
        }
    }
    for (int i = -1; i < p.programmeCount(); ++i) {
        const Cents paid = sumOf(p.totals.paidOf(i));
        s.paidCents += paid;
        s.committedCents += sumOf(p.totals.committedOf(i));
        if (i < 0) {
            s.unfundedCents += paid;
            continue;
        }
        switch (p.plan.programmes[static_cast<std::size_t>(i)].level) {
        case core::ProgrammeLevel::Union:
            s.unionCents += paid;
            break;
        case core::ProgrammeLevel::National:
            s.nationalCents += paid;
            break;
        case core::ProgrammeLevel::Private:
            s.privateCents += paid;
            break;
        }
    }
    for (int m = 0; m < p.calendar.months(); ++m) {
        s.deliveredHours += p.totals.series(Totals::DeliveredHours)[static_cast<std::size_t>(m)];
        s.referenceHours += p.totals.series(Totals::ReferenceHours)[static_cast<std::size_t>(m)];
    }
    s.eurPerAcceleratorHour = ratio(s.presentValueEur, discountedHours);
    return s;
}

std::vector<Cents> moneyByPeriod(const Projection &p, Period period, Money which, const LineFilter &filter)
{
    std::vector<Cents> monthly(static_cast<std::size_t>(p.calendar.months()), 0);
    if (filter) {
        visitMoney(p, which, filter, [&](int month, Cents c) { monthly[static_cast<std::size_t>(month)] += c; });
    } else {
        for (int i = -1; i < p.programmeCount(); ++i) { // all of it is in the totals already
            const auto part = which == Money::Paid ? p.totals.paidOf(i) : p.totals.committedOf(i);
            std::transform(part.begin(), part.end(), monthly.begin(), monthly.begin(), std::plus<>());
        }
    }
    std::vector<Cents> out(static_cast<std::size_t>(p.calendar.periods(period)), 0);
    for (int m = 0; m < p.calendar.months(); ++m) {
        out[static_cast<std::size_t>(p.calendar.periodOf(period, m))] += monthly[static_cast<std::size_t>(m)];
    }
    return out;
}

Cents moneyTotal(const Projection &p, Money which, const LineFilter &filter)
{
    Cents sum = 0;
    visitMoney(p, which, filter, [&](int, Cents c) { sum += c; });
    return sum;
}

std::vector<double> realEurByPeriod(const Projection &p, Period period, Money which, const LineFilter &filter)
{
    const std::vector<Cents> monthly = moneyByPeriod(p, Period::Month, which, filter);
    std::vector<double> out(static_cast<std::size_t>(p.calendar.periods(period)), 0.0);
    for (int y = 0; y < p.calendar.years(); ++y) {
        const int begin = p.calendar.begin(Period::Year, y);
        const double factor = p.realFactor(begin) / 100;
        for (int m = begin; m < p.calendar.end(Period::Year, y); ++m) {
            out[static_cast<std::size_t>(p.calendar.periodOf(period, m))] += static_cast<double>(monthly[static_cast<std::size_t>(m)]) * factor;
        }
    }
    return out;
}

double paidEur(const Projection &p, const FactoryResult &f, bool real)
{
    if (!real) {
        return static_cast<double>(f.paidCents) / 100;
    }
    double sum = 0;
    for (const Line &l : f.lines) {
        const auto cents = f.paid(l);
        for (int m = 0; m < l.months; ++m) {
            sum += static_cast<double>(cents[static_cast<std::size_t>(m)]) / 100 * p.realFactor(l.firstMonth + m);
        }
    }
    return sum;
}

Cents moneyBetween(const FactoryResult &f, Money which, int begin, int end, const LineFilter &filter)
{
    Cents sum = 0;
    for (const Line &l : f.lines) {
        const int from = std::max(begin - l.firstMonth, 0);
        const int to = std::min(end - l.firstMonth, l.months);
        if (from < to && (!filter || filter(f, l))) {
            const auto cents = which == Money::Paid ? f.paid(l) : f.committed(l);
            sum += sumOf(cents.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
        }
    }
    return sum;
}

double paidEur(const Projection &p, bool real)
{
    if (!real) {
        return static_cast<double>(summaryOf(p).paidCents) / 100;
    }
    double sum = 0;
    for (const double eur : realEurByPeriod(p, Period::Year)) {
        sum += eur;
    }
    return sum;
}

std::optional<double> eurPerAcceleratorHour(const FactoryResult &f)
{
    return ratio(f.presentValueEur, f.discountedHours);
}

double stockOf(const FactoryResult &f, Totals::Series series, int monthIndex)
{
    return f.totals.series(series)[static_cast<std::size_t>(monthIndex)];
}

int fullestYear(const Projection &p)
{
    int best = 0;
    for (int y = 1; y < p.calendar.years(); ++y) {
        const auto planned = [&](int year) { return p.totals.series(Totals::Bf16)[static_cast<std::size_t>(p.calendar.end(Period::Year, year) - 1)]; };
        best = planned(y) > planned(best) * (1 + 1e-9) ? y : best;
    }
    return p.calendar.firstYear() + best;
}

Capacity capacityOf(const Projection &p, Period period, int index)
{
    return capacityBetween(p, p.calendar.begin(period, index), p.calendar.end(period, index));
}

Capacity capacityBetween(const Projection &p, int begin, int end)
{
    const auto at = static_cast<std::size_t>(end - 1);
    const Totals &fleet = p.fleet->totals;
    Capacity c;
    c.fleetAccelerators = fleet.series(Totals::Accelerators)[at];
    c.fleetFp64Pflops = fleet.series(Totals::Fp64)[at];
    c.fleetBf16Pflops = fleet.series(Totals::Bf16)[at];
    c.plannedAccelerators = p.totals.series(Totals::Accelerators)[at];
    c.plannedFp64Pflops = p.totals.series(Totals::Fp64)[at];
    c.plannedBf16Pflops = p.totals.series(Totals::Bf16)[at];
    c.indexAccelerators = ratio(c.fleetAccelerators + c.plannedAccelerators, c.fleetAccelerators);
    c.indexFp64 = ratio(c.fleetFp64Pflops + c.plannedFp64Pflops, c.fleetFp64Pflops);
    c.indexBf16 = ratio(c.fleetBf16Pflops + c.plannedBf16Pflops, c.fleetBf16Pflops);
    double reference = 0;
    for (int m = begin; m < end; ++m) {
        c.demandReferenceHours += p.demandHours[static_cast<std::size_t>(m)];
        reference += p.totals.series(Totals::ReferenceHours)[static_cast<std::size_t>(m)];
    }
    c.coverage = ratio(reference, c.demandReferenceHours);
    return c;
}

std::optional<int> monthIndexStaysAbove(const Projection &p, double target)
{
    const auto fleet = p.fleet->totals.series(Totals::Bf16);
    const auto planned = p.totals.series(Totals::Bf16);
    int m = p.calendar.months();
    while (m > 0) {
        const auto at = static_cast<std::size_t>(m - 1);
        // Without a fleet any capacity is more than any multiple of it.
        const bool above = fleet[at] == 0 ? planned[at] > 0 : (fleet[at] + planned[at]) / fleet[at] > target;
        if (!above) {
            break;
        }
        --m;
    }
    return m < p.calendar.months() ? std::optional(m) : std::nullopt;
}

std::optional<Cents> EnvelopeUse::headroomCents() const
{
    return envelopeCents ? std::optional(*envelopeCents - committedCents) : std::nullopt;
}

std::vector<EnvelopeUse> envelopeUse(const Projection &p)
{
    std::map<std::pair<int, int>, EnvelopeUse> rows;
    const auto row = [&](int programme, int year) -> EnvelopeUse & {
        EnvelopeUse &e = rows[{programme, year}];
        e.programme = programme;
        e.year = year;
        return e;
    };
    for (const core::Envelope &e : p.plan.envelopes) {
        const std::ptrdiff_t programme = p.plan.programmes.indexOf(e.programme);
        if (programme >= 0) {
            row(static_cast<int>(programme), static_cast<int>(e.year)).envelopeCents = e.amountCents;
        }
    }
    for (int i = -1; i < p.programmeCount(); ++i) {
        for (int y = 0; y < p.calendar.years(); ++y) {
            const auto begin = static_cast<std::size_t>(p.calendar.begin(Period::Year, y));
            const auto months = static_cast<std::size_t>(p.calendar.end(Period::Year, y)) - begin;
            const Cents paid = sumOf(p.totals.paidOf(i).subspan(begin, months));
            const Cents committed = sumOf(p.totals.committedOf(i).subspan(begin, months));
            const std::size_t cell = static_cast<std::size_t>(i < 0 ? p.programmeCount() : i) * static_cast<std::size_t>(p.calendar.years()) + static_cast<std::size_t>(y);
            const bool involved = std::any_of(p.factories.begin(), p.factories.end(), [&](const auto &f) { return f && f->yearsInvolved[cell]; });
            if (involved) {
                EnvelopeUse &e = row(i, p.calendar.firstYear() + y);
                e.paidCents = paid;
                e.committedCents = committed;
            }
        }
    }
    std::vector<EnvelopeUse> out;
    for (const auto &[key, use] : rows) {
        out.push_back(use);
    }
    return out;
}

namespace {

void addAccounts(const Projection &p, const FactoryResult &f, std::vector<PartyAccount> &out)
{
    const SystemFlows w = flowsOf(f, p.calendar, 0, p.calendar.months());
    const std::size_t first = out.size();
    for (const PartyShare &party : f.parties) {
        out.push_back({f.factory, party.country, 0, party.share, w.deliveredHours * party.share, w.referenceHours * party.share});
    }
    for (const Line &l : f.lines) {
        const bool ofUnion = l.programme >= 0 && p.plan.programmes[static_cast<std::size_t>(l.programme)].level == core::ProgrammeLevel::Union;
        for (std::size_t i = first; i < out.size(); ++i) {
            if (out[i].country == l.country && (ofUnion || l.country >= 0)) {
                out[i].paidCents += sumOf(f.paid(l));
            }
        }
    }
}

} // namespace

std::vector<PartyAccount> partyAccounts(const Projection &p)
{
    std::vector<PartyAccount> out;
    for (const auto &f : p.factories) {
        if (f) {
            addAccounts(p, *f, out);
        }
    }
    return out;
}

std::vector<PartyAccount> partyAccounts(const Projection &p, int factory)
{
    std::vector<PartyAccount> out;
    if (factory >= 0 && p.factories[static_cast<std::size_t>(factory)]) {
        addAccounts(p, *p.factories[static_cast<std::size_t>(factory)], out);
    }
    return out;
}

Cents announcedCents(const Projection &p)
{
    Cents sum = 0;
    for (const auto &f : p.factories) {
        sum += f ? p.plan.factories[static_cast<std::size_t>(f->factory)].announcedTotalCents.value_or(0) : 0;
    }
    return sum;
}

SystemFlows allFlows(const Projection &p)
{
    SystemFlows sum;
    for (const auto &f : p.factories) {
        if (f) {
            const SystemFlows w = flowsOf(*f, p.calendar, 0, p.calendar.months());
            sum.availableHours += w.availableHours;
            sum.deliveredHours += w.deliveredHours;
            sum.referenceHours += w.referenceHours;
            sum.energyKwh += w.energyKwh;
            sum.carbonT += w.carbonT;
        }
    }
    return sum;
}

double monthlyDemand(const core::Demand &d, int year)
{
    return formulas::aMonthOf(d.referenceHours * formulas::growthFactor(d.growth, static_cast<double>(year - d.baseYear)));
}

double discountedHours(const SystemResult &system, const Projection &p, int month)
{
    return flowsOf(system, p.calendar, month, month + 1).deliveredHours * p.discount[static_cast<std::size_t>(month)];
}

SystemFlows flowsOf(const FactoryResult &factory, const Calendar &calendar, int begin, int end)
{
    SystemFlows sum;
    for (const SystemResult &s : factory.systems) {
        const SystemFlows w = flowsOf(s, calendar, begin, end);
        sum.availableHours += w.availableHours;
        sum.deliveredHours += w.deliveredHours;
        sum.referenceHours += w.referenceHours;
        sum.energyKwh += w.energyKwh;
        sum.carbonT += w.carbonT;
    }
    return sum;
}

} // namespace engine
