// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence.h"

#include <map>

namespace engine {

// The cells that set a system's capacity: published peak, else accelerators and the catalogue's; and its month in service (methodology 12).
std::vector<core::Cell> capacityInputsOf(const Projection &projection, const SystemResult &system);

// BF16 peak of AI Factory systems that serve within the horizon, by the weakest of their inputs: stated, derived, assumed.
struct CapacityEvidence
{
    double bf16Pflops[3] = {0, 0, 0};
    double total() const { return bf16Pflops[0] + bf16Pflops[1] + bf16Pflops[2]; }
    double assumedShare() const { return total() > 0 ? bf16Pflops[2] / total() : 0; }
};
CapacityEvidence capacityEvidence(const Projection &projection);

// All that is paid over the horizon by flows that rest on each input; such sums overlap.
std::map<core::Cell, Cents> moneyByInput(const Projection &projection);

// A figure of the plan on which money or capacity rests, or for which somebody is cited.
struct RestingFigure
{
    core::Cell cell;
    Evidence evidence = Evidence::Assumption;
    bool cited = false;                  // somebody, if only the planner, says what it rests on
    bool disputed = false;               // those who are cited say different values
    Cents paidCents = 0;                 // all the money that hangs on it; such sums overlap
    std::vector<std::size_t> citations = {}; // in plan.citations; those that it rests on first
};
// Most money first, then by cell.
std::vector<RestingFigure> restingFigures(const Projection &projection);

// What a citation says, in the field's own type; the plan's value where it says none.
core::Value saidValue(const core::Plan &plan, const core::Citation &citation);

} // namespace engine
