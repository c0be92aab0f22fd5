// SPDX-License-Identifier: GPL-3.0-or-later
#include "projection.h"

#include "factoryprojector.h"
#include "figures.h"
#include "formulas.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace engine {

namespace {

constexpr std::size_t blockSize = 32;

std::shared_ptr<const Totals> sumBlock(const Projection &p, std::size_t block)
{
    auto sum = std::make_shared<Totals>();
    sum->reset(p.calendar.months(), p.programmeCount());
    const std::size_t end = std::min(p.factories.size(), (block + 1) * blockSize);
    for (std::size_t i = block * blockSize; i < end; ++i) {
        if (p.factories[i]) {
            sum->add(p.factories[i]->totals);
        }
    }
    return sum;
}

void sumBlocks(Projection &p)
{
    p.totals.reset(p.calendar.months(), p.programmeCount());
    for (const auto &block : p.blocks) {
        p.totals.add(*block);
    }
}

std::vector<double> demandByMonth(const core::Plan &plan, const Calendar &calendar)
{
    std::vector<double> byYear(static_cast<std::size_t>(calendar.years()), 0.0);
    for (const core::Demand &d : plan.demand) {
        for (std::size_t y = 0; y < byYear.size(); ++y) {
            byYear[y] += monthlyDemand(d, calendar.firstYear() + static_cast<int>(y));
        }
    }
    std::vector<double> out(static_cast<std::size_t>(calendar.months()));
    for (int m = 0; m < calendar.months(); ++m) {
        out[static_cast<std::size_t>(m)] = byYear[static_cast<std::size_t>(calendar.periodOf(Period::Year, m))];
    }
    return out;
}

} // namespace

const char *textOf(Category category)
{
    constexpr const char *texts[] = {"acquisition", "installation", "energy", "maintenance", "staff", "other_operations", "services"};
    return texts[static_cast<std::size_t>(category)];
}

core::CostClass classOf(Category category)
{
    switch (category) {
    case Category::Acquisition:
    case Category::Installation:
        return core::CostClass::Infrastructure;
    case Category::Services:
        return core::CostClass::Services;
    default:
        return core::CostClass::Operations;
    }
}

Category categoryOf(core::CostCategory category)
{
    switch (category) {
    case core::CostCategory::Installation:
        return Category::Installation;
    case core::CostCategory::Staff:
        return Category::Staff;
    case core::CostCategory::OtherOperations:
        return Category::OtherOperations;
    case core::CostCategory::Services:
        break;
    }
    return Category::Services;
}

void Totals::reset(int monthCount, int programmeCount)
{
    months = monthCount;
    programmes = programmeCount;
    figures.assign(static_cast<std::size_t>(SeriesCount) * static_cast<std::size_t>(months), 0.0);
    paid.assign(static_cast<std::size_t>(programmes + 1) * static_cast<std::size_t>(months), 0);
    committed.assign(paid.size(), 0);
}

void Totals::add(const Totals &other)
{
    for (std::size_t i = 0; i < figures.size(); ++i) {
        figures[i] += other.figures[i];
    }
    for (std::size_t i = 0; i < paid.size(); ++i) {
        paid[i] += other.paid[i];
        committed[i] += other.committed[i];
    }
}

std::span<const Cents> Totals::paidOf(int programme) const
{
    const auto row = static_cast<std::size_t>(programme < 0 ? programmes : programme);
    return {paid.data() + row * static_cast<std::size_t>(months), static_cast<std::size_t>(months)};
}

std::span<const Cents> Totals::committedOf(int programme) const
{
    const auto row = static_cast<std::size_t>(programme < 0 ? programmes : programme);
    return {committed.data() + row * static_cast<std::size_t>(months), static_cast<std::size_t>(months)};
}

double Projection::realFactor(int monthIndex) const
{
    const core::PlanSettings &s = plan.settings();
    return s.inflation == 0 ? 1 : std::pow(1 + s.inflation, static_cast<double>(s.priceYear - calendar.month(monthIndex).year()));
}

Projection project(const core::Plan &resolved)
{
    Projection p;
    p.plan = resolved;
    p.grouping = std::make_shared<const Grouping>(p.plan);
    const Context context(p.plan, *p.grouping);
    p.calendar = context.calendar;
    FactoryProjector projector(context);
    p.fleet = projector.fleet();
    p.factories.resize(p.plan.factories.size());
    for (std::size_t i = 0; i < p.factories.size(); ++i) {
        if (p.plan.factories[i].included) {
            p.factories[i] = projector.factory(static_cast<int>(i));
        }
    }
    for (std::size_t b = 0; b * blockSize < p.factories.size(); ++b) {
        p.blocks.push_back(sumBlock(p, b));
    }
    sumBlocks(p);
    p.demandHours = demandByMonth(p.plan, p.calendar);
    p.discount = context.discount;
    return p;
}

Projection reproject(const Projection &before, const core::Plan &after, std::span<const int> changedFactories)
{
    Projection p = before;
    p.plan = after;
    const Context context(p.plan, *p.grouping);
    FactoryProjector projector(context);
    std::set<std::size_t> blocks;
    for (const int f : changedFactories) {
        const auto i = static_cast<std::size_t>(f);
        p.factories[i] = p.plan.factories[i].included ? projector.factory(f) : nullptr;
        blocks.insert(i / blockSize);
    }
    for (const std::size_t b : blocks) {
        p.blocks[b] = sumBlock(p, b);
    }
    sumBlocks(p);
    return p;
}

SystemFlows flowsOf(const SystemResult &r, const Calendar &calendar, int begin, int end)
{
    begin = std::max(begin, r.from);
    end = std::min(end, r.to);
    SystemFlows f;
    if (begin >= end) {
        return f;
    }
    const double hours = calendar.hoursBefore(end) - calendar.hoursBefore(begin);
    const int rampEnd = std::clamp(r.from - r.ageAtFrom + r.rampMonths - 1, begin, end); // first month at full ramp
    double ramped = calendar.hoursBefore(end) - calendar.hoursBefore(rampEnd);
    for (int m = begin; m < rampEnd; ++m) {
        ramped += calendar.hours(m) * formulas::ramp(r.ageAtFrom + (m - r.from), r.rampMonths);
    }
    f.availableHours = ramped * r.availablePerHour;
    f.deliveredHours = ramped * r.deliveredPerHour;
    f.referenceHours = ramped * r.referencePerHour;
    f.energyKwh = hours * r.idleKwhPerHour + ramped * r.loadKwhPerHour;
    f.carbonT = f.energyKwh * r.carbonTPerKwh;
    return f;
}

} // namespace engine
