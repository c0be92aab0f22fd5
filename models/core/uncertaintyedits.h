// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planedits.h"

namespace core {

// A row for the table of uncertainties, as one edit; where its id is taken, with a free one like it. Always in the baseline: a scenario changes
// the values of rows, not which there are.
Addition addUncertainty(const Plan &plan, std::string label, Uncertainty row);
// Several in one edit; the last is the one that it is about.
Addition addUncertainties(const Plan &plan, std::string label, std::vector<Uncertainty> rows);
// The names that rows give to what they have in common, each once, by the alphabet.
std::vector<std::string> driversOf(const Plan &plan);
// Whether a row speaks of this cell, by its own name or as one of all.
bool isUncertain(const Plan &plan, const Cell &cell);

} // namespace core
