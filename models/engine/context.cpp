// SPDX-License-Identifier: GPL-3.0-or-later
#include "context.h"

#include "formulas.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

std::vector<double> electricityOf(const core::Plan &plan, const Calendar &calendar)
{
    std::vector<double> out;
    out.reserve(plan.countries.size() * static_cast<std::size_t>(calendar.years()));
    for (const core::Country &c : plan.countries) {
        const double price = c.electricityEurKwh.value_or(0);
        for (int y = 0; y < calendar.years(); ++y) {
            const auto elapsed = static_cast<double>(calendar.firstYear() + y - plan.settings().priceYear);
            out.push_back(price == 0 || c.electricityGrowth == 0 ? price : price * formulas::growthFactor(c.electricityGrowth, elapsed));
        }
    }
    return out;
}

} // namespace

Grouping::Grouping(const core::Plan &plan)
{
    systems.resize(plan.factories.size());
    costLines.resize(plan.factories.size());
    for (std::size_t i = 0; i < plan.systems.size(); ++i) {
        const core::System &system = plan.systems[i];
        const std::ptrdiff_t f = system.factory ? plan.factories.indexOf(*system.factory) : -1;
        if (f >= 0) {
            systems[static_cast<std::size_t>(f)].push_back(static_cast<int>(i));
        } else if (!system.factory) {
            fleet.push_back(static_cast<int>(i));
        }
    }
    for (std::size_t i = 0; i < plan.costLines.size(); ++i) {
        const std::ptrdiff_t f = plan.factories.indexOf(plan.costLines[i].factory);
        if (f >= 0) {
            costLines[static_cast<std::size_t>(f)].push_back(static_cast<int>(i));
        }
    }
}

Context::Context(const core::Plan &p, const Grouping &g) : plan(p), grouping(g), calendar(p.settings().firstMonth, p.settings().lastMonth)
{
    const core::PlanSettings &s = plan.settings();
    for (int y = 0; y < calendar.years(); ++y) {
        inflation.push_back(inflationFactor(calendar.firstYear() + y));
    }
    const auto months = static_cast<std::size_t>(calendar.months());
    discount.assign(months, 1.0);
    yearOfMonth.resize(months);
    // Exact powers at whole years, the monthly root between them: twelve and a few calls of pow instead of one a month.
    double root[12];
    for (int i = 0; i < 12; ++i) {
        root[i] = s.discountRate == 0 ? 1 : std::pow(1 + s.discountRate, -i / 12.0);
    }
    double whole = 1;
    for (std::size_t m = 0; m < months; ++m) {
        if (m % 12 == 0 && m > 0) {
            whole = s.discountRate == 0 ? 1 : std::pow(1 + s.discountRate, -static_cast<double>(m / 12));
        }
        discount[m] = whole * root[m % 12];
        yearOfMonth[m] = calendar.periodOf(Period::Year, static_cast<int>(m));
    }
    electricityEur = electricityOf(plan, calendar);
    if (s.referenceAccelerator) {
        const auto *a = plan.accelerators.find(*s.referenceAccelerator);
        referenceTflops = a ? a->bf16Tflops.value_or(0) : 0;
    }
    for (std::size_t i = 0; i < plan.milestones.size(); ++i) {
        const int offset = static_cast<int>(plan.milestones[i].offsetMonths);
        milestoneShares += plan.milestones[i].share;
        earliestMilestone = i == 0 ? offset : std::min(earliestMilestone, offset);
    }
}

double Context::inflationFactor(int year) const
{
    const core::PlanSettings &s = plan.settings();
    return s.inflation == 0 ? 1 : formulas::growthFactor(s.inflation, static_cast<double>(year - s.priceYear));
}

} // namespace engine
