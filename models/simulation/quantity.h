// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernels.h"

#include <deque>
#include <map>
#include <tuple>
#include <vector>

namespace simulation {

// The steps by which everything that differs from draw to draw is computed, each once however often it is used.
class Graph
{
public:
    struct Node
    {
        kernels::Op op = kernels::Op::Constant;
        int a = -1, b = -1;
        double c1 = 0, c2 = 0;
        double min = 0, max = 0; // bounds of its value
        const std::vector<double> *table = nullptr;
    };

    int input(double min, double max); // set from outside for each draw
    int node(kernels::Op op, int a, int b = -1, double c1 = 0, double c2 = 0);
    // Product of nodes in the order of their numbers, so that equal products are one node.
    int product(const std::vector<int> &factors);
    // table[clamp(index - first, 0, size - 1)]; the index is a whole number.
    int lookup(int index, double first, std::vector<double> table);

    const std::vector<Node> &nodes() const { return m_nodes; }

private:
    void bound(Node &node) const;

    std::vector<Node> m_nodes;
    std::map<std::tuple<kernels::Op, int, int, double, double>, int> m_known;
    std::deque<std::vector<double>> m_tables;
};

// A number that may differ from draw to draw: scale × (product of nodes) + offset. The formulas of the engine take it for their Number, and so
// build the steps instead of computing one result. What is the same in all draws stays a plain constant.
class Quantity
{
public:
    Quantity() = default;
    Quantity(double constant) : m_offset(constant) {}
    Quantity(Graph &graph, int node) : m_graph(&graph), m_scale(1), m_factors{node} {}

    bool isConstant() const { return m_factors.empty(); }
    double constant() const { return m_offset; } // of one that is
    double scale() const { return m_scale; }
    double offset() const { return m_offset; }
    // Node of the product alone; -1 for a constant.
    int productNode() const { return isConstant() ? -1 : m_graph->product(m_factors); }
    // Node of the whole.
    int node(Graph &graph) const;
    Graph *graph() const { return m_graph; }
    double min() const;
    double max() const;

    friend Quantity operator+(const Quantity &a, const Quantity &b);
    friend Quantity operator-(const Quantity &a, const Quantity &b) { return a + Quantity(-1.0) * b; }
    friend Quantity operator*(const Quantity &a, const Quantity &b);
    friend Quantity operator/(const Quantity &a, const Quantity &b) { return ratioOrZero(a, b); }
    friend Quantity ratioOrZero(const Quantity &a, const Quantity &b); // 0 where b is 0
    friend Quantity least(const Quantity &a, const Quantity &b);
    friend Quantity greatest(const Quantity &a, const Quantity &b);
    friend Quantity clamped(const Quantity &a, double low, double high);
    friend Quantity roundedWithin(const Quantity &a, double low, double high);
    friend Quantity power(const Quantity &base, const Quantity &exponent); // exponent: a whole number

private:
    Quantity(Graph *graph, double scale, double offset, std::vector<int> factors)
        : m_graph(graph), m_scale(scale), m_offset(offset), m_factors(std::move(factors))
    {
    }
    Quantity whole() const; // as a single node with scale 1

    Graph *m_graph = nullptr;
    double m_scale = 0;
    double m_offset = 0;
    std::vector<int> m_factors; // in order; empty: a constant
};

} // namespace simulation
