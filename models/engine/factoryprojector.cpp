// SPDX-License-Identifier: GPL-3.0-or-later
#include "factoryprojector.h"

#include "formulas.h"
#include "projection.h"
#include "schema.h"
#include "planinputs.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

// R(amount × share) for each amount, less what was given out before: the next part of a split. `before` is brought up to date.
void takePart(std::span<const Cents> amounts, double upTo, bool last, std::vector<Cents> &before, std::vector<Cents> &part)
{
    part.resize(amounts.size());
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        const Cents rounded = last ? amounts[i] : core::roundHalfAway(static_cast<double>(amounts[i]) * upTo);
        part[i] = rounded - before[i];
        before[i] = rounded;
    }
}

} // namespace

std::shared_ptr<const FactoryResult> FactoryProjector::factory(int index)
{
    m_result = FactoryResult{};
    m_result.factory = index;
    m_factory = &m_context.plan.factories[static_cast<std::size_t>(index)];
    m_result.totals.reset(m_context.calendar.months(), static_cast<int>(m_context.plan.programmes.size()));
    m_result.yearsInvolved.assign((m_context.plan.programmes.size() + 1) * static_cast<std::size_t>(m_context.calendar.years()), 0);
    m_unionPaid = 0;
    readShares();
    readParticipants();
    for (const int s : m_context.grouping.systems[static_cast<std::size_t>(index)]) {
        const core::System &system = m_context.plan.systems[static_cast<std::size_t>(s)];
        if (system.included) {
            addSystem(s, m_factory->pue, system.costed);
        }
    }
    for (const int c : m_context.grouping.costLines[static_cast<std::size_t>(index)]) {
        addCostLine(c);
    }
    finish();
    return std::make_shared<const FactoryResult>(std::move(m_result));
}

FactoryWork FactoryProjector::work(int index)
{
    FactoryWork work;
    m_work = &work;
    factory(index);
    m_work = nullptr;
    std::copy(std::begin(m_payers), std::end(m_payers), std::begin(work.payers));
    work.participants = m_participants;
    return work;
}

std::shared_ptr<const FactoryResult> FactoryProjector::fleet()
{
    m_result = FactoryResult{};
    m_factory = nullptr;
    m_result.totals.reset(m_context.calendar.months(), static_cast<int>(m_context.plan.programmes.size()));
    for (const int s : m_context.grouping.fleet) {
        if (m_context.plan.systems[static_cast<std::size_t>(s)].included) {
            addSystem(s, fleetPue, false);
        }
    }
    return std::make_shared<const FactoryResult>(std::move(m_result));
}

void FactoryProjector::readShares()
{
    const core::Plan &plan = m_context.plan;
    for (int c = 0; c < 3; ++c) {
        auto &payers = m_payers[c];
        payers.clear();
        const std::string prefix = m_factory->id + '/' + core::textOf(static_cast<core::CostClass>(c)) + '/';
        double sum = 0;
        for (std::size_t i = plan.funding.lowerBound(prefix); i < plan.funding.size(); ++i) {
            const core::Funding &f = plan.funding[i];
            if (f.factory != m_factory->id || f.costClass != static_cast<core::CostClass>(c)) {
                break;
            }
            const std::ptrdiff_t p = plan.programmes.indexOf(f.programme);
            if (p >= 0) {
                sum += f.share;
                const auto level = plan.programmes[static_cast<std::size_t>(p)].level;
                payers.push_back({static_cast<int>(p), sum, level == core::ProgrammeLevel::National, level == core::ProgrammeLevel::Union});
            }
        }
        if (sum == 0) {
            payers.assign(1, Payer{});
        }
        for (Payer &p : payers) {
            p.upTo = sum == 0 ? 1 : p.upTo / sum;
        }
    }
}

void FactoryProjector::readParticipants()
{
    const core::Plan &plan = m_context.plan;
    const std::string prefix = m_factory->id + '/';
    m_participants.clear();
    double contributions = 0;
    double accesses = 0;
    for (std::size_t i = plan.participations.lowerBound(prefix); i < plan.participations.size(); ++i) {
        const core::Participation &p = plan.participations[i];
        if (p.factory != m_factory->id) {
            break;
        }
        const int country = static_cast<int>(plan.countries.indexOf(p.country));
        contributions += p.contributionShare;
        const double access = p.accessShare.value_or(p.contributionShare);
        accesses += access;
        m_participants.push_back({country, contributions});
        m_result.parties.push_back({country, access});
    }
    for (PartyShare &p : m_result.parties) {
        p.share = accesses == 0 ? 0 : p.share / accesses;
    }
    if (contributions == 0) {
        m_participants.assign(1, Participant{});
    }
    for (Participant &p : m_participants) {
        p.upTo = contributions == 0 ? 1 : p.upTo / contributions;
    }
}

void FactoryProjector::addSystem(int index, double pue, bool costed)
{
    const core::Plan &plan = m_context.plan;
    const core::System &s = plan.systems[static_cast<std::size_t>(index)];
    const auto count = static_cast<double>(s.accelerators);
    const int start = m_context.calendar.indexOf(s.inService);

    SystemResult r;
    r.system = index;
    r.country = static_cast<int>(s.country ? plan.countries.indexOf(*s.country) : m_factory ? plan.countries.indexOf(m_factory->country) : -1);
    r.from = std::max(0, start);
    r.to = std::min(m_context.calendar.months(), start + static_cast<int>(s.lifetimeMonths));
    r.ageAtFrom = r.from - start;
    r.rampMonths = static_cast<int>(std::max<std::int64_t>(1, s.rampMonths));
    r.accelerators = count;
    r.peakFp64Pflops = peakFp64Pflops(plan, s);
    r.peakBf16Pflops = peakBf16Pflops(plan, s);
    r.availablePerHour = formulas::availablePerHour(count, s.availability);
    r.deliveredPerHour = formulas::deliveredPerHour(count, s.availability, s.utilisation);
    r.referencePerHour = formulas::referencePerHour(r.deliveredPerHour, r.peakBf16Pflops, count, m_context.referenceTflops);
    const double power = powerKw(plan, s);
    const double idle = plan.settings().idlePower;
    r.idleKwhPerHour = formulas::idleKwhPerHour(power, pue, idle);
    r.loadKwhPerHour = formulas::loadKwhPerHour(power, pue, idle, s.availability, s.utilisation);
    r.carbonTPerKwh = r.country < 0 ? 0 : plan.countries[static_cast<std::size_t>(r.country)].carbonKgKwh.value_or(0) / 1000;
    if (r.from < r.to) {
        addToTotals(r);
        m_result.systems.push_back(r);
    }
    if (costed) {
        addAcquisition(index);
        if (r.from < r.to) {
            addRunningCost(r);
        }
    }
}

void FactoryProjector::addAcquisition(int index)
{
    const core::System &s = m_context.plan.systems[static_cast<std::size_t>(index)];
    const int months = m_context.calendar.months();
    const int earliest = std::max(0, m_context.calendar.indexOf(s.inService) + (m_context.milestoneShares != 0 ? m_context.earliestMilestone : 0));
    instalmentsOf(m_context, s, m_instalments);
    if (m_instalments.empty()) {
        return;
    }
    m_amounts.clear();
    for (const Instalment &i : m_instalments) {
        if (i.month >= months) {
            addBeyond({Category::Acquisition, true, index, i.month}, i.amountEur);
            continue;
        }
        m_amounts.resize(std::max(m_amounts.size(), static_cast<std::size_t>(i.month - earliest) + 1), 0.0);
        m_amounts[static_cast<std::size_t>(i.month - earliest)] += i.amountEur;
    }
    if (earliest < months) {
        m_amounts.resize(std::max<std::size_t>(1, m_amounts.size()), 0.0);
        addFlow({Category::Acquisition, true, index, earliest});
    }
}

void FactoryProjector::addRunningCost(const SystemResult &r)
{
    const core::System &s = m_context.plan.systems[static_cast<std::size_t>(r.system)];
    const std::size_t n = static_cast<std::size_t>(r.to - r.from);
    if (r.country >= 0 && (r.idleKwhPerHour != 0 || r.loadKwhPerHour != 0)) {
        m_amounts.resize(n);
        for (int m = r.from; m < r.to; ++m) {
            const double ramp = formulas::ramp(r.ageAtFrom + (m - r.from), r.rampMonths);
            const double kwh = m_context.calendar.hours(m) * (r.idleKwhPerHour + r.loadKwhPerHour * ramp);
            m_amounts[static_cast<std::size_t>(m - r.from)] =
                kwh * m_context.electricity(r.country, m_context.yearOfMonth[static_cast<std::size_t>(m)]);
        }
        addFlow({Category::Energy, true, r.system, r.from});
    }
    const double maintenance = formulas::maintenancePerMonth(acquisitionCents(m_context.plan, s) / 100, s.maintenanceRate);
    if (maintenance != 0) {
        m_amounts.assign(n, maintenance);
        addFlow({Category::Maintenance, true, r.system, r.from});
    }
}

void FactoryProjector::addCostLine(int index)
{
    const core::CostLine &c = m_context.plan.costLines[static_cast<std::size_t>(index)];
    const Calendar &calendar = m_context.calendar;
    const int first = calendar.indexOf(c.firstMonth);
    const int last = calendar.indexOf(c.lastMonth);
    if (last < first || c.amountCents == 0) {
        return;
    }
    const double monthly = monthlyEur(c);
    const int from = std::max(0, first);
    const int to = std::min(calendar.months() - 1, last);
    m_amounts.clear();
    for (int m = from; m <= to; ++m) {
        m_amounts.push_back(c.indexed ? monthly * m_context.inflation[static_cast<std::size_t>(m_context.yearOfMonth[static_cast<std::size_t>(m)])] : monthly);
    }
    for (int m = std::max(calendar.months(), first); m <= last;) {
        // Year by year: the factor changes only then.
        const core::Month month = calendar.month(m);
        const int stretch = std::min(last - m + 1, 13 - month.monthOfYear());
        addBeyond({categoryOf(c.category), false, index, m}, stretch * monthly * (c.indexed ? m_context.inflationFactor(month.year()) : 1));
        m += stretch;
    }
    if (!m_amounts.empty()) {
        addFlow({categoryOf(c.category), false, index, from});
    }
}

void FactoryProjector::addBeyond(const Flow &part, double eur)
{
    m_result.beyondHorizonEur += eur;
    if (m_work) {
        m_work->beyond.push_back({part, eur});
    }
}

void FactoryProjector::addFlow(const Flow &flow)
{
    const std::size_t n = m_amounts.size();
    const bool acquisition = flow.category == Category::Acquisition;
    m_cents.assign(acquisition ? 2 * n : n, 0);
    double sum = 0;
    double presentValue = 0;
    Cents before = 0;
    for (std::size_t i = 0; i < n; ++i) {
        sum += m_amounts[i];
        presentValue += m_amounts[i] * m_context.discount[static_cast<std::size_t>(flow.first) + i];
        const Cents upTo = core::roundHalfAway(boundedCents(100 * sum));
        m_cents[i] = upTo - before;
        before = upTo;
    }
    m_result.presentValueEur += presentValue;
    if (acquisition) {
        m_cents[n] = core::roundHalfAway(acquisitionCents(m_context.plan, m_context.plan.systems[static_cast<std::size_t>(flow.item)]));
    }
    if (m_work) {
        m_work->flows.push_back({flow, m_amounts, m_cents});
    }
    splitFlow(flow, static_cast<int>(n));
}

void FactoryProjector::splitFlow(const Flow &flow, int months)
{
    const auto &payers = m_payers[static_cast<std::size_t>(classOf(flow.category))];
    m_roundedBefore.assign(m_cents.size(), 0);
    for (std::size_t i = 0; i < payers.size(); ++i) {
        markYears(flow, payers[i].programme, months);
        takePart(m_cents, payers[i].upTo, i + 1 == payers.size(), m_roundedBefore, m_part);
        if (payers[i].ofUnion) {
            for (int m = 0; m < months; ++m) {
                m_unionPaid += m_part[static_cast<std::size_t>(m)];
            }
        }
        if (payers[i].national) {
            splitOverCountries(flow, payers[i].programme, months);
        } else {
            addLine(flow, payers[i].programme, -1, false, m_part, months);
        }
    }
}

void FactoryProjector::markYears(const Flow &flow, int programme, int months)
{
    const auto years = static_cast<std::size_t>(m_context.calendar.years());
    const std::size_t row = static_cast<std::size_t>(programme < 0 ? m_result.totals.programmes : programme) * years;
    for (int m = 0; m < months; ++m) {
        if (m_cents[static_cast<std::size_t>(m)] != 0) {
            m_result.yearsInvolved[row + static_cast<std::size_t>(m_context.yearOfMonth[static_cast<std::size_t>(flow.first + m)])] = 1;
        }
    }
}

void FactoryProjector::splitOverCountries(const Flow &flow, int programme, int months)
{
    m_countryRoundedBefore.assign(m_part.size(), 0);
    for (std::size_t i = 0; i < m_participants.size(); ++i) {
        takePart(m_part, m_participants[i].upTo, i + 1 == m_participants.size(), m_countryRoundedBefore, m_countryPart);
        addLine(flow, programme, m_participants[i].country, true, m_countryPart, months);
    }
}

void FactoryProjector::addLine(const Flow &flow, int programme, int country, bool national, std::span<const Cents> amounts, int months)
{
    if (std::all_of(amounts.begin(), amounts.end(), [](Cents c) { return c == 0; })) {
        return;
    }
    Line line;
    line.category = flow.category;
    line.ofSystem = flow.ofSystem;
    line.item = flow.item;
    line.programme = programme;
    line.country = country;
    line.national = national;
    line.firstMonth = flow.first;
    line.months = months;
    line.paidAt = static_cast<std::uint32_t>(m_result.pool.size());
    line.committedAt = line.paidAt + (amounts.size() > static_cast<std::size_t>(months) ? static_cast<std::uint32_t>(months) : 0u);
    m_result.pool.insert(m_result.pool.end(), amounts.begin(), amounts.end());
    m_result.lines.push_back(line);
    addToTotals(line);
}

void FactoryProjector::addToTotals(const Line &line)
{
    Totals &t = m_result.totals;
    const auto row = static_cast<std::size_t>(line.programme < 0 ? t.programmes : line.programme) * static_cast<std::size_t>(t.months);
    Cents *paidRow = t.paid.data() + row + line.firstMonth;
    Cents *committedRow = t.committed.data() + row + line.firstMonth;
    const auto paid = m_result.paid(line);
    const auto committed = m_result.committed(line);
    for (std::size_t i = 0; i < paid.size(); ++i) {
        paidRow[i] += paid[i];
        committedRow[i] += committed[i];
        m_result.paidCents += paid[i];
        m_result.committedCents += committed[i];
    }
}

void FactoryProjector::addToTotals(const SystemResult &r)
{
    Totals &t = m_result.totals;
    const auto add = [&](Totals::Series series, double value) {
        double *to = t.series(series).data();
        for (int m = r.from; m < r.to; ++m) {
            to[m] += value;
        }
    };
    add(Totals::Accelerators, r.accelerators);
    add(Totals::Fp64, r.peakFp64Pflops);
    add(Totals::Bf16, r.peakBf16Pflops);
    double *delivered = t.series(Totals::DeliveredHours).data();
    double *reference = t.series(Totals::ReferenceHours).data();
    double *energy = t.series(Totals::EnergyKwh).data();
    double *carbon = t.series(Totals::CarbonT).data();
    for (int m = r.from; m < r.to; ++m) {
        const int age = r.ageAtFrom + (m - r.from);
        const double hours = m_context.calendar.hours(m);
        const double ramped = age + 1 >= r.rampMonths ? hours : hours * formulas::ramp(age, r.rampMonths);
        const double kwh = hours * r.idleKwhPerHour + ramped * r.loadKwhPerHour;
        delivered[m] += ramped * r.deliveredPerHour;
        reference[m] += ramped * r.referencePerHour;
        energy[m] += kwh;
        carbon[m] += kwh * r.carbonTPerKwh;
        m_result.discountedHours += ramped * r.deliveredPerHour * m_context.discount[static_cast<std::size_t>(m)];
    }
}

void FactoryProjector::finish()
{
    const double cap = m_context.plan.settings().unionAccessCap;
    if (m_result.paidCents != 0) {
        m_result.unionShare = std::min(cap, static_cast<double>(m_unionPaid) / static_cast<double>(m_result.paidCents));
    }
    for (PartyShare &p : m_result.parties) {
        p.share *= 1 - m_result.unionShare;
    }
    m_result.parties.insert(m_result.parties.begin(), PartyShare{-1, m_result.unionShare});
}

} // namespace engine
