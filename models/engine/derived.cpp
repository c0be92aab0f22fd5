// SPDX-License-Identifier: GPL-3.0-or-later
#include "derived.h"

namespace engine {

namespace {

std::optional<double> times(double count, const core::OptionalReal &each, double scale = 1)
{
    return each ? std::optional(count * *each * scale) : std::nullopt;
}

} // namespace

std::optional<double> derivedDefault(const core::Plan &plan, const core::Cell &cell)
{
    if (cell.entity == "participation" && cell.field == "access_share") {
        const core::Participation *p = plan.participations.find(cell.row);
        return p ? std::optional(p->contributionShare) : std::nullopt;
    }
    const core::System *s = cell.entity == "system" ? plan.systems.find(cell.row) : nullptr;
    const core::Accelerator *chip = s && s->accelerator ? plan.accelerators.find(*s->accelerator) : nullptr;
    if (!chip) {
        return std::nullopt;
    }
    const auto count = static_cast<double>(s->accelerators);
    if (cell.field == "power_kw") {
        return times(count, chip->systemPowerKw);
    }
    if (cell.field == "peak_fp64_pflops") {
        return times(count, chip->fp64Tflops, 0.001);
    }
    if (cell.field == "peak_bf16_pflops") {
        return times(count, chip->bf16Tflops, 0.001);
    }
    if (cell.field == "acquisition_cents" && chip->systemPriceCents) {
        return count * static_cast<double>(*chip->systemPriceCents);
    }
    return std::nullopt;
}

} // namespace engine
