// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "periods.h"
#include "uncertainfields.h"

#include <map>
#include <memory>
#include <optional>

namespace simulation {

enum class Figure : std::uint8_t { PaidEur, CommittedEur, DeliveredHours, ReferenceHours, Bf16Pflops, IndexBf16, Coverage, EnergyMwh };
inline constexpr int figureCount = 8;
const char *textOf(Figure figure); // "paid_eur", ...
// A stock counts at the end of a period, a flow is the sum over it.
inline bool isStock(Figure f) { return f == Figure::Bf16Pflops || f == Figure::IndexBf16; }

enum class ScopeKind : std::uint8_t { Total, Programme, Factory, Country };

// Whom a figure speaks of. Index in the plan's table of programmes, factories or countries; -1: all, or money without a programme or country.
struct Scope
{
    ScopeKind kind = ScopeKind::Total;
    int index = -1;
    auto operator<=>(const Scope &) const = default;
};

// What to compute: periods and scopes. Totals of AI Factory systems alone, without the existing fleet, as everywhere.
struct Frame
{
    engine::Period period = engine::Period::Year;
    bool wholeHorizon = false; // beside the periods, their sum (of stocks: at the end)
    bool totals = true;
    bool programmes = false;
    bool factories = false;
    bool countries = false;
    bool operator==(const Frame &) const = default;
};

// A summand of a row of results: coefficient × the table's row at the index, both differing from draw to draw.
struct TermTable
{
    int coefficient = -1; // node; -1: 1
    int index = -1;       // node with a whole number; -1: there is one row
    double first = 0;     // index of the first row
    int rows = 1;
    std::vector<double> values; // rows × periods
};

// One figure of one scope (or a part of several), by period: base + Σ parts + Σ terms, divided by another where it is a ratio.
struct Accumulator
{
    bool visible = false; // else a part of others only
    Figure figure = Figure::PaidEur;
    Scope scope;
    std::vector<int> parts; // accumulators before this one
    std::vector<TermTable> terms;
    std::vector<double> base; // by period
    int over = -1;            // ratio: the accumulator to divide by
    bool plusOne = false;     // ratio: (over + this) / over
};

// A plan made ready to be drawn from many times: every figure as a sum of products of few quantities that differ, all else folded into tables.
// Everything but rounding is linear in the draw, so months vanish into tables by the month in which something begins. Immutable.
struct Model
{
    std::shared_ptr<const core::Plan> plan; // resolved
    Frame frame;
    Periods periods;
    Graph graph;
    std::vector<UncertainRow> rows;
    std::vector<std::string> drivers;
    std::vector<Accumulator> accumulators;

    // Index of a visible accumulator; -1: this scope has no such figure.
    int find(Figure figure, const Scope &scope) const;
    std::string scopeText(const Scope &scope) const; // total, factory:ID, programme:ID, country:ID
};

// The plan's scenario is resolved. Fails with a sentence about the row of `uncertainty` that cannot be followed.
core::Result<std::shared_ptr<const Model>> prepare(std::shared_ptr<const core::Plan> resolved, const Frame &frame);

} // namespace simulation
