// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"
#include "projection.h"

#include <functional>
#include <optional>
#include <vector>

namespace engine {

// By how much two projections of one plan differ over their horizons: the second less the first.
struct Difference
{
    Cents paidCents = 0; // nominal
    double deliveredHours = 0;
    double referenceHours = 0;

    bool isNothing() const { return paidCents == 0 && deliveredHours == 0 && referenceHours == 0; }
    Difference &operator+=(const Difference &other);
    bool operator==(const Difference &) const = default;
};
Difference differenceBetween(const Projection &from, const Projection &to);

// One step of the way from one projection to another. The cents of all steps add up to the difference, to the cent.
struct DifferencePart
{
    int factory = -1;                          // index, in a split by factory
    Category category = Category::Acquisition; // in a split by category
    std::vector<core::Cell> cells;             // in a split by cell: what is changed in this step, one cell but for months that bound each other
    Difference change;
};
// Factories do not act on each other, so these parts do not depend on an order. By index, without those that do not differ.
std::vector<DifferencePart> differenceByFactory(const Projection &from, const Projection &to);
// Money only: hours have no category. In the order of the categories, without those that do not differ.
std::vector<DifferencePart> differenceByCategory(const Projection &from, const Projection &to);

// The cells in which two resolved plans differ and which a scenario of either's lineage overrides: those of `to` from the root down, in the order of
// the overrides' keys, then those that only `from` has.
std::vector<core::Cell> differingCells(const core::Plan &plan, std::string_view from, std::string_view to);
// Takes over `to`'s cells one after another, each with all before it, and says what each step changes. Cells act on each other (a price on an amount), so
// the parts depend on the order; their sum does not. Steps that change nothing are there too. None if `stopped` said so before the end.
std::optional<std::vector<DifferencePart>> differenceByCell(const Projection &from, const core::Plan &to, const std::vector<core::Cell> &cells,
                                                            const std::function<bool()> &stopped = {});

} // namespace engine
