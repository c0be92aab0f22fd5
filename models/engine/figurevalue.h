// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figure.h"
#include "figures.h"

#include <algorithm>
#include <variant>
#include <vector>

namespace engine {

// A figure's number: cents and other whole numbers exact, all else real; none where there is nothing to divide by, or no ceiling stated.
using Number = std::variant<std::monostate, std::int64_t, double>;
std::optional<double> realOf(const Number &number);

struct FigureValue
{
    Number number;
    Unit unit = Unit::None;
};

// The value of a figure: the one place that pages, reports and explanations ask. Fails where the measure, one of its parts or the row that a
// part names does not exist.
core::Result<FigureValue> figureValue(const Projection &projection, const Figure &figure);

// A figure's parts, looked up in a projection.
struct FigureScope
{
    static constexpr int all = -3, theUnion = -2, nobody = -1;
    int factory = all;      // index; nobody: the existing fleet
    std::vector<int> several; // indices; of `all` factories only these; empty: every one
    int system = all;       // index
    int programme = all;    // index; nobody: unfunded
    int country = all;      // index; theUnion; nobody: unassigned
    int begin = 0, end = 0; // months of the period
    std::optional<std::pair<Period, int>> period; // none: the whole horizon
    LineFilter lines;       // the ledger's lines that it speaks of; empty: all

    // Calls visit(const FactoryResult &) for the factories that it speaks of: one, the fleet, or all that are included.
    template<typename Visit>
    void eachFactory(const Projection &p, Visit visit) const
    {
        if (factory == nobody) {
            visit(*p.fleet);
        } else if (factory >= 0) {
            if (p.factories[static_cast<std::size_t>(factory)]) {
                visit(*p.factories[static_cast<std::size_t>(factory)]);
            }
        } else {
            for (const auto &f : p.factories) {
                if (f && (several.empty() || std::find(several.begin(), several.end(), f->factory) != several.end())) {
                    visit(*f);
                }
            }
        }
    }
};
core::Result<FigureScope> scopeOf(const Projection &projection, const Figure &figure);

// The ids that stand together in a figure's part: "a+b".
std::vector<std::string> joinedIds(std::string_view part);
// "Electricity": the words of a cost category, of a cost class, or of a segment of demand.
std::string categoryLabel(std::string_view category);
// Whether the category is this one or belongs to this class; true for an empty text.
bool isOfCategory(Category category, std::string_view categoryOrClass);

} // namespace engine
