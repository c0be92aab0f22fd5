// SPDX-License-Identifier: GPL-3.0-or-later
#include "compute.h"

#include "figures.h"
#include "formulas.h"
#include "planinputs.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace engine {

namespace {

bool covered(const Projection &p, int month)
{
    const auto m = static_cast<std::size_t>(month);
    return p.demandHours[m] > 0 && p.totals.series(Totals::ReferenceHours)[m] >= p.demandHours[m];
}

} // namespace

std::vector<double> fullLoadMw(const Projection &p, const FactoryResult &f)
{
    std::vector<double> out(static_cast<std::size_t>(p.calendar.months()), 0.0);
    const double pue = f.factory < 0 ? fleetPue : p.plan.factories[static_cast<std::size_t>(f.factory)].pue;
    for (const SystemResult &s : f.systems) {
        const core::System &system = p.plan.systems[static_cast<std::size_t>(s.system)];
        const auto *chip = system.accelerator ? p.plan.accelerators.find(*system.accelerator) : nullptr;
        const double kw = system.powerKw.value_or(chip ? s.accelerators * chip->systemPowerKw.value_or(0) : 0) * pue;
        for (int m = s.from; m < s.to; ++m) {
            out[static_cast<std::size_t>(m)] += kw / 1000;
        }
    }
    return out;
}

MostMw mostMw(const Projection &p, const FactoryResult &f, int begin, int end)
{
    const std::vector<double> power = fullLoadMw(p, f);
    const auto most = std::max_element(power.begin() + begin, power.begin() + end);
    return {*most, static_cast<int>(most - power.begin())};
}

std::vector<ComputeRow> computeRows(const Projection &p, int begin, int end)
{
    std::vector<ComputeRow> out;
    for (const auto &f : p.factories) {
        if (!f || begin >= end) {
            continue;
        }
        ComputeRow row;
        row.factory = f->factory;
        for (int m = begin; m < end; ++m) {
            const auto at = static_cast<std::size_t>(m);
            row.deliveredHours += f->totals.series(Totals::DeliveredHours)[at];
            row.referenceHours += f->totals.series(Totals::ReferenceHours)[at];
            row.energyKwh += f->totals.series(Totals::EnergyKwh)[at];
            row.carbonT += f->totals.series(Totals::CarbonT)[at];
        }
        row.bf16Pflops = f->totals.series(Totals::Bf16)[static_cast<std::size_t>(end - 1)];
        row.fp64Pflops = f->totals.series(Totals::Fp64)[static_cast<std::size_t>(end - 1)];
        row.mostMw = mostMw(p, *f, begin, end).mw;
        row.siteMw = p.plan.factories[static_cast<std::size_t>(f->factory)].sitePowerMw;
        out.push_back(row);
    }
    return out;
}

ComputeRow sumOf(const std::vector<ComputeRow> &rows)
{
    ComputeRow sum;
    for (const ComputeRow &r : rows) {
        sum.deliveredHours += r.deliveredHours;
        sum.referenceHours += r.referenceHours;
        sum.energyKwh += r.energyKwh;
        sum.carbonT += r.carbonT;
        sum.bf16Pflops += r.bf16Pflops;
        sum.fp64Pflops += r.fp64Pflops;
        sum.mostMw += r.mostMw;
    }
    return sum;
}

PartyHoursBook partyHours(const Projection &p, int begin, int end)
{
    std::map<int, PartyHours> parties;
    PartyHoursBook out;
    for (const PartyRow &r : partyRows(p, Period::Month)) {
        for (int m = begin; m < end && r.party != noParty; ++m) {
            PartyHours &h = parties[r.party];
            h.party = r.party;
            h.deliveredHours += r.deliveredHours[static_cast<std::size_t>(m)];
            h.referenceHours += r.referenceHours[static_cast<std::size_t>(m)];
        }
    }
    for (const auto &[party, h] : parties) {
        out.parties.push_back(h);
        out.all.deliveredHours += h.deliveredHours;
        out.all.referenceHours += h.referenceHours;
    }
    for (PartyHours &h : out.parties) {
        h.share = formulas::ratioOrZero(h.deliveredHours, out.all.deliveredHours);
        out.all.share += h.share;
    }
    std::stable_sort(out.parties.begin(), out.parties.end(), [](const PartyHours &a, const PartyHours &b) { return a.deliveredHours > b.deliveredHours; });
    return out;
}

std::array<std::vector<double>, segmentCount> demandBySegment(const Projection &p, Period period)
{
    std::array<std::vector<double>, segmentCount> out;
    for (auto &segment : out) {
        segment.assign(static_cast<std::size_t>(p.calendar.periods(period)), 0.0);
    }
    for (const core::Demand &d : p.plan.demand) {
        auto &segment = out[static_cast<std::size_t>(d.segment)];
        for (int y = 0; y < p.calendar.years(); ++y) {
            const auto elapsed = static_cast<double>(p.calendar.firstYear() + y - d.baseYear);
            const double monthly = d.referenceHours * std::pow(1 + d.growth, elapsed) / 12;
            for (int m = p.calendar.begin(Period::Year, y); m < p.calendar.end(Period::Year, y); ++m) {
                segment[static_cast<std::size_t>(p.calendar.periodOf(period, m))] += monthly;
            }
        }
    }
    return out;
}

std::vector<double> supplyByPeriod(const Projection &p, Period period)
{
    std::vector<double> out(static_cast<std::size_t>(p.calendar.periods(period)), 0.0);
    const auto reference = p.totals.series(Totals::ReferenceHours);
    for (int m = 0; m < p.calendar.months(); ++m) {
        out[static_cast<std::size_t>(p.calendar.periodOf(period, m))] += reference[static_cast<std::size_t>(m)];
    }
    return out;
}

DemandBalance demandBalance(const Projection &p, int begin, int end)
{
    DemandBalance out;
    const auto segments = demandBySegment(p, Period::Month);
    for (std::size_t s = 0; s < segments.size(); ++s) {
        for (int m = begin; m < end; ++m) {
            out.segments[s] += segments[s][static_cast<std::size_t>(m)];
        }
        out.asked += out.segments[s];
    }
    for (int m = begin; m < end; ++m) {
        out.offered += p.totals.series(Totals::ReferenceHours)[static_cast<std::size_t>(m)];
    }
    out.coverage = out.asked > 0 ? std::optional(out.offered / out.asked) : std::nullopt;
    return out;
}

bool coveredToTheEnd(const Projection &p, int month)
{
    for (int m = month; m < p.calendar.months(); ++m) {
        if (!covered(p, m)) {
            return false;
        }
    }
    return true;
}

std::optional<int> firstMonthCovered(const Projection &p)
{
    for (int m = 0; m < p.calendar.months(); ++m) {
        if (covered(p, m)) {
            return m;
        }
    }
    return std::nullopt;
}

std::optional<int> monthDemandOvertakes(const Projection &p)
{
    int m = p.calendar.months();
    while (m > 0 && !covered(p, m - 1)) {
        --m;
    }
    // m is one past the last month that is covered.
    const bool asked = m < p.calendar.months() && std::any_of(p.demandHours.begin() + m, p.demandHours.end(), [](double h) { return h > 0; });
    return m > 0 && asked ? std::optional(m) : std::nullopt;
}

} // namespace engine
