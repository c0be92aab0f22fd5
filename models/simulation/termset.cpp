// SPDX-License-Identifier: GPL-3.0-or-later
#include "termset.h"

#include <algorithm>

namespace simulation {

void TermSet::add(const Quantity &coefficient, const MonthTable &table)
{
    if (coefficient.isConstant()) {
        add(-1, coefficient.constant(), table);
        return;
    }
    add(coefficient.productNode(), coefficient.scale(), table);
    add(-1, coefficient.offset(), table);
}

void TermSet::add(int coefficient, double scale, const MonthTable &table)
{
    m_touched = true;
    if (scale == 0) {
        return;
    }
    if (coefficient < 0 && table.index < 0) {
        for (std::size_t i = 0; i < m_base.size(); ++i) {
            m_base[i] += scale * table.values[i];
        }
        return;
    }
    TermTable &term = m_terms[{coefficient, table.index}];
    if (term.values.empty()) {
        term.coefficient = coefficient;
        term.index = table.index;
        term.first = table.first;
        term.rows = table.rows;
        term.values.assign(table.values.size(), 0.0);
    }
    for (std::size_t i = 0; i < table.values.size(); ++i) {
        term.values[i] += scale * table.values[i];
    }
}

void TermSet::finish(Accumulator &accumulator) const
{
    accumulator.base = m_base;
    for (const auto &[key, term] : m_terms) {
        if (std::any_of(term.values.begin(), term.values.end(), [](double v) { return v != 0; })) {
            accumulator.terms.push_back(term);
        }
    }
}

Quantity TermSet::sum(Graph &graph) const
{
    Quantity out(m_base[0]);
    for (const auto &[key, term] : m_terms) {
        const Quantity row = term.index < 0 ? Quantity(term.values[0]) : Quantity(graph, graph.lookup(term.index, term.first, term.values));
        out = out + (term.coefficient < 0 ? Quantity(1.0) : Quantity(graph, term.coefficient)) * row;
    }
    return out;
}

} // namespace simulation
