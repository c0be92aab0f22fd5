// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explanation.h"

namespace engine {

// How the figure comes about in the projection, which is that of the plan in the scenario ('' for the baseline). The unresolved plan says
// which scenario sets a cell's value. Fails where the figure does not exist.
core::Result<Explanation> explain(const core::Plan &unresolved, std::string_view scenario, std::shared_ptr<const Projection> projection, const Figure &figure);

// A cell of the plan as the projection has it: its value, and what it rests on.
Explanation explainCell(const core::Plan &unresolved, std::string_view scenario, std::shared_ptr<const Projection> projection, const core::Cell &cell);

// "Paid · LUMI AIF · Electricity · 2027": a figure's name with what it is asked of.
std::string figureLabel(const core::Plan &plan, const Figure &figure);
// "2027", "Q3 2027", "September 2027" for what Calendar::label writes.
std::string periodText(std::string_view label);

} // namespace engine
