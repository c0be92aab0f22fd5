// SPDX-License-Identifier: GPL-3.0-or-later
#include "planinputs.h"

#include "formulas.h"

#include <algorithm>
#include <cmath>

namespace engine {

const core::Accelerator *chipOf(const core::Plan &plan, const core::System &system)
{
    return system.accelerator ? plan.accelerators.find(*system.accelerator) : nullptr;
}

double peakFp64Pflops(const core::Plan &plan, const core::System &s)
{
    const auto *chip = chipOf(plan, s);
    return s.peakFp64Pflops.value_or(chip ? formulas::peakPflops(static_cast<double>(s.accelerators), chip->fp64Tflops.value_or(0)) : 0);
}

double peakBf16Pflops(const core::Plan &plan, const core::System &s)
{
    const auto *chip = chipOf(plan, s);
    return s.peakBf16Pflops.value_or(chip ? formulas::peakPflops(static_cast<double>(s.accelerators), chip->bf16Tflops.value_or(0)) : 0);
}

double powerKw(const core::Plan &plan, const core::System &s)
{
    const auto *chip = chipOf(plan, s);
    return s.powerKw.value_or(chip ? formulas::catalogueTotal(static_cast<double>(s.accelerators), chip->systemPowerKw.value_or(0)) : 0);
}

double acquisitionCents(const core::Plan &plan, const core::System &s)
{
    if (s.acquisitionCents) {
        return static_cast<double>(*s.acquisitionCents);
    }
    const auto *chip = chipOf(plan, s);
    const double price = chip ? static_cast<double>(chip->systemPriceCents.value_or(0)) : 0;
    return boundedCents(formulas::catalogueTotal(static_cast<double>(s.accelerators), price));
}

void instalmentsOf(const Context &context, const core::System &system, std::vector<Instalment> &out)
{
    out.clear();
    const double eur = acquisitionCents(context.plan, system) / 100;
    if (eur == 0) {
        return;
    }
    const int start = context.calendar.indexOf(system.inService);
    if (context.milestoneShares == 0) {
        out.push_back({-1, std::max(0, start), eur});
        return;
    }
    for (std::size_t i = 0; i < context.plan.milestones.size(); ++i) {
        const core::Milestone &m = context.plan.milestones[i];
        out.push_back({static_cast<int>(i), std::max(0, start + static_cast<int>(m.offsetMonths)), eur * m.share / context.milestoneShares});
    }
}

double monthlyEur(const core::CostLine &line)
{
    const double eur = static_cast<double>(line.amountCents) / 100;
    return line.basis == core::CostBasis::Total ? eur / (line.lastMonth - line.firstMonth + 1) : formulas::aMonthOf(eur);
}

double boundedCents(double cents)
{
    constexpr auto limit = static_cast<double>(core::largestAmountCents);
    return std::isfinite(cents) ? std::clamp(cents, -limit, limit) : 0.0;
}

} // namespace engine
