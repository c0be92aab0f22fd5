// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "context.h"

// What the plan says of a system and a cost line itself, or leaves to the catalogue and the milestones (methodology 3 and 5).

namespace engine {

// The PUE that the existing fleet is taken to have; nothing is stated of it.
inline constexpr double fleetPue = 1.2;

// The catalogue's entry for its accelerator; null where it names none.
const core::Accelerator *chipOf(const core::Plan &plan, const core::System &system);
double peakFp64Pflops(const core::Plan &plan, const core::System &system);
double peakBf16Pflops(const core::Plan &plan, const core::System &system);
double powerKw(const core::Plan &plan, const core::System &system);
double acquisitionCents(const core::Plan &plan, const core::System &system);

// One payment for an acquisition.
struct Instalment
{
    int milestone = -1;   // index in plan.milestones; -1: the plan has none, all is paid when service begins
    int month = 0;        // index, not before the first month; at or after the last one's end it lies beyond the horizon
    double amountEur = 0;
};
// In the order of the milestones. Nothing where the acquisition costs nothing.
void instalmentsOf(const Context &context, const core::System &system, std::vector<Instalment> &out);

// Euro a month, before indexing; its months are firstMonth to lastMonth, not none.
double monthlyEur(const core::CostLine &line);

// A real amount in cents that an integer can hold, whatever odd factors led to it.
double boundedCents(double cents);

} // namespace engine
