// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence.h"
#include "figurevalue.h"

#include <functional>

namespace engine {

// How a value comes from its inputs, in their order. Money in cents enters an operation whose result is no money in cents as euro.
enum class Operation : std::uint8_t {
    Given,          // no inputs: a cell of the plan, a number of the methodology, or a fact of the calendar
    Sum,
    Difference,     // the first less all others
    Product,
    Quotient,       // the first divided by all others
    Power,          // the first to the second
    Least,
    Greatest,
    RoundedCents,   // R(100 × first) - R(100 × second), R = round half away from zero: what months of a flow come to in cents (methodology 6.1)
    RoundedPart,    // R(first × second) - R(first × third): a payer's part, by cumulative shares (methodology 6.2, 6.3)
    WhileInService, // the first, if the second (a month) lies in the third's (a month) lifetime, the fourth (months); else 0
    CalendarHours,  // hours from the start of the first month to the start of the second; 0 if that is not later
    Drawn,          // the first, which draws of a simulation give; the others say what it rests on
};
const char *textOf(Operation operation); // "sum", "rounded_part", ...

// What a cell of the plan rests on.
struct Support
{
    Evidence evidence = Evidence::Assumption;
    bool cited = false;        // else nothing is said of it, and it counts as an assumption
    std::string source, note;  // title of the used citation's source; its note
    std::string scenario;      // the scenario that sets the value; empty: the baseline
};

// How a figure comes about: its value, the operation, and its inputs, each explained in turn down to cells of the plan. Inputs are made when
// asked for, so a sum over a thousand factories costs nothing until somebody opens it. Keeps the projection alive; used in one thread.
class Explanation
{
public:
    using Inputs = std::vector<Explanation>;

    std::string id;      // the same for the same thing in every explanation of a projection: figure address, cell, or a name of its own
    std::string label;   // short: "Electricity, LUMI-AI"
    std::string formula; // in words; empty where the label says all
    Number value;
    Unit unit = Unit::None;
    std::string text;    // of a given value that is no number: "2027-03", "Digital Europe"
    Operation operation = Operation::Given;
    bool folded = false; // many inputs alike (months, say): a summary does till somebody opens them
    std::string figure;  // Figure::toString(), where it is a figure that can be explained by itself
    core::Cell cell;     // where it is edited; empty: nowhere
    Support support;     // of the cell

    bool hasInputs() const { return static_cast<bool>(m_make); }
    Inputs inputs() const { return m_make ? m_make() : Inputs(); }
    void setInputs(std::function<Inputs()> make) { m_make = std::move(make); }

private:
    std::function<Inputs()> m_make;
};

// The same figure of two plans: `to` less `from`. Both keep their own addresses; where each is from, their labels say.
Explanation differenceOf(Explanation from, Explanation to);

// What the operation makes of the inputs' values; none where one of them is none or there is nothing to divide by.
Number evaluated(Operation operation, Unit unit, const std::vector<Explanation> &inputs);

} // namespace engine
