// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model.h"

#include <functional>

namespace simulation {

// Values by period for each month (counted from the horizon's first) at which something may begin.
struct MonthTable
{
    int index = -1; // node; -1: one row
    double first = 0;
    int rows = 1;
    std::vector<double> values;
};

// Writes the values of a row for the month, into zeros.
using RowOfMonth = std::function<void(int month, double *row)>;

// The terms of an accumulator in the making: those of equal coefficient and index become one.
class TermSet
{
public:
    TermSet() = default;
    explicit TermSet(int lanes) : m_lanes(lanes), m_base(static_cast<std::size_t>(lanes), 0.0) {}

    void add(const Quantity &coefficient, const MonthTable &table);
    void finish(Accumulator &accumulator) const;
    // For a single lane: the sum as a quantity that other formulas can use.
    Quantity sum(Graph &graph) const;
    bool empty() const { return m_terms.empty() && !m_touched; }

private:
    void add(int coefficient, double scale, const MonthTable &table);

    int m_lanes = 0;
    bool m_touched = false;
    std::vector<double> m_base;
    std::map<std::pair<int, int>, TermTable> m_terms;
};

} // namespace simulation
