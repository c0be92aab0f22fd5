// SPDX-License-Identifier: GPL-3.0-or-later
#include "quantity.h"

#include "money.h"

#include <algorithm>
#include <cmath>

namespace simulation {

using kernels::Op;

namespace {

constexpr double beyond = 1e300; // stands for "no bound known"

double roundedHalfAway(double x)
{
    return std::fabs(x) < 9e15 ? static_cast<double>(core::roundHalfAway(x)) : x;
}

// Bounds of x × y for x and y within theirs.
std::pair<double, double> productBounds(double a1, double a2, double b1, double b2)
{
    const auto [low, high] = std::minmax({a1 * b1, a1 * b2, a2 * b1, a2 * b2});
    return {std::max(low, -beyond), std::min(high, beyond)};
}

double wholePower(double base, double exponent)
{
    double result = 1;
    for (auto n = static_cast<unsigned>(std::fabs(exponent)); n != 0; n >>= 1) {
        result *= n & 1 ? base : 1;
        base *= base;
    }
    return exponent >= 0 ? result : result == 0 ? 0 : 1 / result;
}

} // namespace

int Graph::input(double min, double max)
{
    Node n;
    n.op = Op::Input;
    n.min = min;
    n.max = max;
    m_nodes.push_back(n);
    return static_cast<int>(m_nodes.size()) - 1;
}

int Graph::node(Op op, int a, int b, double c1, double c2)
{
    const auto [it, fresh] = m_known.try_emplace({op, a, b, c1, c2}, static_cast<int>(m_nodes.size()));
    if (fresh) {
        Node n;
        n.op = op;
        n.a = a;
        n.b = b;
        n.c1 = c1;
        n.c2 = c2;
        bound(n);
        m_nodes.push_back(n);
    }
    return it->second;
}

int Graph::product(const std::vector<int> &factors)
{
    int node = factors.front();
    for (std::size_t i = 1; i < factors.size(); ++i) {
        node = this->node(Op::Multiply, node, factors[i]);
    }
    return node;
}

int Graph::lookup(int index, double first, std::vector<double> table)
{
    Node n;
    n.op = Op::Lookup;
    n.a = index;
    n.c1 = first;
    const auto [low, high] = std::minmax_element(table.begin(), table.end());
    n.min = *low;
    n.max = *high;
    n.table = &m_tables.emplace_back(std::move(table));
    m_nodes.push_back(n);
    return static_cast<int>(m_nodes.size()) - 1;
}

void Graph::bound(Node &n) const
{
    const auto of = [&](int i) -> const Node & { return m_nodes[static_cast<std::size_t>(std::max(0, i))]; };
    n.min = -beyond;
    n.max = beyond;
    switch (n.op) {
    case Op::Constant:
        n.min = n.max = n.c1;
        break;
    case Op::Add:
        n.min = of(n.a).min + of(n.b).min;
        n.max = of(n.a).max + of(n.b).max;
        break;
    case Op::Multiply:
        std::tie(n.min, n.max) = productBounds(of(n.a).min, of(n.a).max, of(n.b).min, of(n.b).max);
        break;
    case Op::Affine:
        std::tie(n.min, n.max) = std::minmax(n.c1 * of(n.a).min + n.c2, n.c1 * of(n.a).max + n.c2);
        break;
    case Op::Ratio:
        if (of(n.b).min > 0) {
            std::tie(n.min, n.max) = productBounds(of(n.a).min, of(n.a).max, 1 / of(n.b).max, 1 / of(n.b).min);
        }
        break;
    case Op::Least:
        n.min = std::min(of(n.a).min, of(n.b).min);
        n.max = std::min(of(n.a).max, of(n.b).max);
        break;
    case Op::Greatest:
        n.min = std::max(of(n.a).min, of(n.b).min);
        n.max = std::max(of(n.a).max, of(n.b).max);
        break;
    case Op::Clamp:
        n.min = std::clamp(of(n.a).min, n.c1, n.c2);
        n.max = std::clamp(of(n.a).max, n.c1, n.c2);
        break;
    case Op::RoundClamp:
        n.min = roundedHalfAway(std::clamp(of(n.a).min, n.c1, n.c2));
        n.max = roundedHalfAway(std::clamp(of(n.a).max, n.c1, n.c2));
        break;
    case Op::Input:
    case Op::Power:
    case Op::Lookup:
        break;
    }
}

int Quantity::node(Graph &graph) const
{
    if (isConstant()) {
        return graph.node(Op::Constant, -1, -1, m_offset);
    }
    const int product = productNode();
    return m_scale == 1 && m_offset == 0 ? product : graph.node(Op::Affine, product, -1, m_scale, m_offset);
}

Quantity Quantity::whole() const
{
    return isConstant() ? *this : Quantity(*m_graph, node(*m_graph));
}

double Quantity::min() const
{
    if (isConstant()) {
        return m_offset;
    }
    const Graph::Node &n = m_graph->nodes()[static_cast<std::size_t>(productNode())];
    return std::min(m_scale * n.min, m_scale * n.max) + m_offset;
}

double Quantity::max() const
{
    if (isConstant()) {
        return m_offset;
    }
    const Graph::Node &n = m_graph->nodes()[static_cast<std::size_t>(productNode())];
    return std::max(m_scale * n.min, m_scale * n.max) + m_offset;
}

Quantity operator+(const Quantity &a, const Quantity &b)
{
    if (a.isConstant() || b.isConstant()) {
        const Quantity &varying = a.isConstant() ? b : a;
        return {varying.m_graph, varying.m_scale, a.m_offset + b.m_offset, varying.m_factors};
    }
    if (a.m_factors == b.m_factors) {
        const double scale = a.m_scale + b.m_scale;
        return scale == 0 ? Quantity(a.m_offset + b.m_offset) : Quantity(a.m_graph, scale, a.m_offset + b.m_offset, a.m_factors);
    }
    const double offset = a.m_offset + b.m_offset;
    const Quantity x = Quantity(a.m_graph, a.m_scale, 0, a.m_factors).whole();
    const Quantity y = Quantity(b.m_graph, b.m_scale, 0, b.m_factors).whole();
    return {a.m_graph, 1, offset, {a.m_graph->node(Op::Add, x.m_factors[0], y.m_factors[0])}};
}

Quantity operator*(const Quantity &a, const Quantity &b)
{
    if (a.isConstant() || b.isConstant()) {
        const double by = a.isConstant() ? a.m_offset : b.m_offset;
        const Quantity &varying = a.isConstant() ? b : a;
        return by == 0 || varying.isConstant() ? Quantity(by * varying.m_offset)
                                                 : Quantity(varying.m_graph, by * varying.m_scale, by * varying.m_offset, varying.m_factors);
    }
    const Quantity x = a.m_offset == 0 ? a : a.whole();
    const Quantity y = b.m_offset == 0 ? b : b.whole();
    std::vector<int> factors;
    factors.reserve(x.m_factors.size() + y.m_factors.size());
    std::merge(x.m_factors.begin(), x.m_factors.end(), y.m_factors.begin(), y.m_factors.end(), std::back_inserter(factors));
    return {a.m_graph, x.m_scale * y.m_scale, 0, std::move(factors)};
}

Quantity ratioOrZero(const Quantity &a, const Quantity &b)
{
    if (b.isConstant()) {
        if (b.m_offset == 0 || a.isConstant()) {
            return b.m_offset == 0 ? 0.0 : a.m_offset / b.m_offset;
        }
        return {a.m_graph, a.m_scale / b.m_offset, a.m_offset / b.m_offset, a.m_factors};
    }
    if (a.isConstant() && a.m_offset == 0) {
        return 0.0;
    }
    const Quantity y = b.m_offset == 0 ? b : b.whole();
    const Quantity x = a.isConstant() || a.m_offset == 0 ? a : a.whole();
    const Graph::Node &below = y.m_graph->nodes()[static_cast<std::size_t>(y.productNode())];
    if (!x.isConstant() && x.m_factors == y.m_factors && (below.min > 0 || below.max < 0)) {
        return x.m_scale / y.m_scale;
    }
    const double scale = (x.isConstant() ? 1 : x.m_scale) / y.m_scale;
    const int above = x.isConstant() ? x.node(*y.m_graph) : x.productNode();
    return {y.m_graph, scale, 0, {y.m_graph->node(Op::Ratio, above, y.productNode())}};
}

Quantity least(const Quantity &a, const Quantity &b)
{
    if (a.max() <= b.min()) {
        return a;
    }
    if (b.max() <= a.min()) {
        return b;
    }
    Graph &g = *(a.m_graph ? a.m_graph : b.m_graph);
    return {g, g.node(Op::Least, a.node(g), b.node(g))};
}

Quantity greatest(const Quantity &a, const Quantity &b)
{
    if (a.min() >= b.max()) {
        return a;
    }
    if (b.min() >= a.max()) {
        return b;
    }
    Graph &g = *(a.m_graph ? a.m_graph : b.m_graph);
    return {g, g.node(Op::Greatest, a.node(g), b.node(g))};
}

Quantity clamped(const Quantity &a, double low, double high)
{
    if (a.isConstant()) {
        return std::clamp(a.m_offset, low, high);
    }
    if (a.min() >= low && a.max() <= high) {
        return a;
    }
    return {*a.m_graph, a.m_graph->node(Op::Clamp, a.node(*a.m_graph), -1, low, high)};
}

Quantity roundedWithin(const Quantity &a, double low, double high)
{
    if (a.isConstant()) {
        return roundedHalfAway(std::clamp(a.m_offset, low, high));
    }
    return {*a.m_graph, a.m_graph->node(Op::RoundClamp, a.node(*a.m_graph), -1, low, high)};
}

Quantity power(const Quantity &base, const Quantity &exponent)
{
    if (base.isConstant() && exponent.isConstant()) {
        return wholePower(base.m_offset, exponent.m_offset);
    }
    Graph &g = *(base.m_graph ? base.m_graph : exponent.m_graph);
    if (!exponent.isConstant()) {
        return {g, g.node(Op::Power, base.node(g), exponent.node(g))};
    }
    // Next powers share their factors: a chain of products from the first to the highest.
    const Quantity single = base.whole();
    const double n = exponent.m_offset;
    if (n == 0) {
        return 1.0;
    }
    return n > 0 ? Quantity(&g, 1, 0, std::vector<int>(static_cast<std::size_t>(n), single.m_factors[0])).whole() : ratioOrZero(1.0, power(base, -n));
}

} // namespace simulation
