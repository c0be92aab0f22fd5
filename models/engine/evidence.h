// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures.h"
#include "field.h"

namespace engine {

// What money and capacity rest on (methodology 12).
enum class Evidence { Stated, Derived, Assumption };

// The status of a cell's used citation; no citation counts as an assumption.
Evidence evidenceOf(const core::Plan &plan, const core::Cell &cell);

// The cells that set the amount of a line of the ledger.
std::vector<core::Cell> inputsOf(const Projection &projection, const Line &line);

struct EvidenceSums
{
    // Paid over the horizon by flows whose weakest input is stated, derived, assumed.
    Cents paid[3] = {0, 0, 0};
    Cents paidByCategory[categoryCount][3] = {};
};
EvidenceSums evidenceSums(const Projection &projection);

// An assumption and all the money that hangs on it; such sums overlap and are never added up. Largest first, then by cell.
struct AssumptionWeight
{
    core::Cell cell;
    Cents paidCents = 0;
    bool cited = false; // there is a citation that says "assumption"; else there is none at all
    std::string note;
};
std::vector<AssumptionWeight> assumptionsByMoney(const Projection &projection);

} // namespace engine
