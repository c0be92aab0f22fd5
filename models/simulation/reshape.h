// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"

#include <optional>
#include <vector>

namespace simulation {

// A row of uncertainty that comes to say something else; what the new form needs is carried over or filled in, so that it can be drawn from.

// The plan's value that the row speaks of, a month as core::Month::index(); of '*' that of the first row that has one.
std::optional<double> planValueOf(const core::Plan &plan, const core::Uncertainty &row);
// Low, likely and high mean the same values of the plan's figure as before; without a plan's value, no change of it.
core::Uncertainty withEffect(core::Uncertainty row, core::UncertaintyEffect effect, std::optional<double> planValue);
// Triangular and PERT get a likely value, the others lose it; a lognormal that would reach below zero begins just above it.
core::Uncertainty withKind(core::Uncertainty row, core::UncertaintyKind kind);
// Speaks of another cell ('*': all rows), with the spread that is proposed for such a figure, else with a tenth to each side.
core::Uncertainty withTarget(const core::Plan &plan, core::Uncertainty row, const core::Cell &cell);

// Tables and fields that can be uncertain: numbers and months that figures follow from.
std::vector<const core::EntityInfo *> uncertainEntities();
std::vector<const core::FieldInfo *> uncertainFields(const core::EntityInfo &entity);

} // namespace simulation
