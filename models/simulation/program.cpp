// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace simulation {

using kernels::lanes;
using kernels::Op;

Program::Program(const Model &model, std::span<const int> accumulators) : m_model(model)
{
    choose(accumulators);
    number();
    m_piecesOf.resize(model.accumulators.size());
    for (std::size_t a = 0; a < model.accumulators.size(); ++a) {
        if (m_wantedAccumulator[a]) {
            addPieces(static_cast<int>(a));
        }
    }
    m_driverUsed.assign(model.drivers.size(), 0);
    for (std::size_t r = 0; r < model.rows.size(); ++r) {
        const int node = model.rows[r].node;
        if (node >= 0 && m_wantedNode[static_cast<std::size_t>(node)]) {
            m_inputs.push_back({static_cast<int>(r), slotOf(node)});
            if (model.rows[r].driver >= 0) {
                m_driverUsed[static_cast<std::size_t>(model.rows[r].driver)] = 1;
            }
        }
    }
}

void Program::choose(std::span<const int> accumulators)
{
    m_wantedAccumulator.assign(m_model.accumulators.size(), 0);
    m_shown = m_wantedAccumulator;
    for (const int a : accumulators) {
        m_wantedAccumulator[static_cast<std::size_t>(a)] = 1;
        m_shown[static_cast<std::size_t>(a)] = 1;
    }
    m_wantedNode.assign(m_model.graph.nodes().size(), 0);
    const auto want = [&](int node) {
        if (node >= 0) {
            m_wantedNode[static_cast<std::size_t>(node)] = 1;
        }
    };
    for (std::size_t a = m_wantedAccumulator.size(); a-- > 0;) {
        if (!m_wantedAccumulator[a]) {
            continue;
        }
        const Accumulator &acc = m_model.accumulators[a];
        for (const int p : acc.parts) {
            m_wantedAccumulator[static_cast<std::size_t>(p)] = 1;
        }
        if (acc.over >= 0) {
            m_wantedAccumulator[static_cast<std::size_t>(acc.over)] = 1;
        }
        for (const TermTable &t : acc.terms) {
            want(t.coefficient);
            want(t.index);
        }
    }
    for (std::size_t n = m_wantedNode.size(); n-- > 0;) {
        if (m_wantedNode[n]) {
            want(m_model.graph.nodes()[n].a);
            want(m_model.graph.nodes()[n].b);
        }
    }
}

void Program::number()
{
    const auto &nodes = m_model.graph.nodes();
    m_slotOf.assign(nodes.size(), -1);
    m_one = m_slots++;
    kernels::Instruction one;
    one.result = m_one;
    one.c1 = 1;
    m_code.push_back(one);
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        if (!m_wantedNode[n]) {
            continue;
        }
        m_slotOf[n] = m_slots++;
        const Graph::Node &node = nodes[n];
        if (node.op == Op::Input) {
            continue;
        }
        kernels::Instruction i;
        i.op = node.op;
        i.result = m_slotOf[n];
        i.a = node.a < 0 ? -1 : slotOf(node.a);
        i.b = node.b < 0 ? -1 : slotOf(node.b);
        i.c1 = node.c1;
        i.c2 = node.c2;
        if (node.table) {
            i.table = node.table->data();
            i.rows = static_cast<int>(node.table->size());
        }
        m_code.push_back(i);
    }
}

int Program::indexOf(const TermTable &term)
{
    const int slot = slotOf(term.index);
    const double high = term.first + term.rows - 1;
    for (std::size_t i = 0; i < m_indices.size(); ++i) {
        if (m_indices[i].slot == slot && m_indices[i].low == term.first && m_indices[i].high == high) {
            return static_cast<int>(i);
        }
    }
    m_indices.push_back({slot, term.first, high});
    return static_cast<int>(m_indices.size()) - 1;
}

void Program::addTerm(Piece &piece, const TermTable &term, int firstLane, int count)
{
    const auto all = static_cast<std::size_t>(m_model.periods.count());
    const auto at = [&](int row, int lane) { return term.values[static_cast<std::size_t>(row) * all + static_cast<std::size_t>(firstLane + lane)]; };
    bool any = false;
    bool same = true; // in all rows
    for (int l = 0; l < count; ++l) {
        bool lane = false;
        bool laneSame = true;
        for (int r = 0; r < term.rows; ++r) {
            lane = lane || at(r, l) != 0;
            laneSame = laneSame && at(r, l) == at(0, l);
        }
        any = any || lane;
        same = same && laneSame;
        piece.varies[l] = piece.varies[l] || (lane && (term.coefficient >= 0 || !laneSame));
    }
    if (!any) {
        return;
    }
    if (same && term.coefficient < 0) {
        for (int l = 0; l < count; ++l) {
            piece.base[l] += at(0, l);
        }
        return;
    }
    PieceTerm t;
    t.slot = term.coefficient < 0 ? m_one : slotOf(term.coefficient);
    t.index = same ? -1 : indexOf(term);
    t.table = m_tables.size();
    const int rows = same ? 1 : term.rows;
    m_tables.resize(m_tables.size() + static_cast<std::size_t>(rows * lanes), 0.0);
    for (int r = 0; r < rows; ++r) {
        for (int l = 0; l < count; ++l) {
            m_tables[t.table + static_cast<std::size_t>(r * lanes + l)] = at(r, l);
        }
    }
    piece.terms.push_back(t);
}

void Program::addPieces(int a)
{
    const Accumulator &acc = m_model.accumulators[static_cast<std::size_t>(a)];
    for (int first = 0; first < m_model.periods.count(); first += lanes) {
        const int count = std::min(lanes, m_model.periods.count() - first);
        const auto block = static_cast<std::size_t>(first / lanes);
        Piece p;
        p.buffer = m_buffers++;
        for (int l = 0; l < count; ++l) {
            p.base[l] = acc.base[static_cast<std::size_t>(first + l)];
        }
        for (const TermTable &t : acc.terms) {
            addTerm(p, t, first, count);
        }
        const auto include = [&](int from) {
            const int piece = m_piecesOf[static_cast<std::size_t>(from)][block];
            for (int l = 0; l < count; ++l) {
                p.varies[l] = p.varies[l] || m_pieces[static_cast<std::size_t>(piece)].varies[l];
            }
            return piece;
        };
        for (const int part : acc.parts) {
            p.parts.push_back(include(part));
        }
        if (acc.over >= 0) {
            p.over = include(acc.over);
            p.plusOne = acc.plusOne;
        }
        const int piece = static_cast<int>(m_pieces.size());
        m_piecesOf[static_cast<std::size_t>(a)].push_back(piece);
        m_pieces.push_back(p);
        if (!m_shown[static_cast<std::size_t>(a)]) {
            continue;
        }
        Output o;
        o.accumulator = a;
        o.firstLane = first;
        o.lanes = count;
        o.piece = piece;
        std::copy(std::begin(p.varies), std::end(p.varies), std::begin(o.varies));
        m_outputs.push_back(o);
    }
}

Workspace Program::workspace(int block) const
{
    Workspace w;
    w.block = block;
    if (block == 0) {
        // The quantities of a block and its rows of results should stay in the second cache.
        constexpr int cacheNumbers = 96 * 1024;
        const int fitting = cacheNumbers / (m_slots + m_buffers * lanes + 1);
        w.block = std::clamp(static_cast<int>(std::bit_floor(static_cast<unsigned>(std::max(1, fitting)))), 64, unitDraws);
    }
    const auto size = static_cast<std::size_t>(w.block);
    w.slots.assign(static_cast<std::size_t>(m_slots) * size, 0.0);
    w.uniform.assign(size, 0.0);
    w.normal.assign(size, 0.0);
    w.drivers.assign(m_driverUsed.size() * size, 0.0);
    w.rows.assign(static_cast<std::size_t>(m_buffers) * size * lanes, 0.0);
    w.offsets.assign(m_indices.size() * size, 0);
    return w;
}

void Program::finishInputs(Workspace &w, const Input &input, bool normal, int count) const
{
    const UncertainRow &row = m_model.rows[static_cast<std::size_t>(input.row)];
    double *out = w.slots.data() + static_cast<std::ptrdiff_t>(input.slot) * w.block;
    if (row.distribution.fromZ() && !normal) {
        kernels::inverseNormal(w.uniform.data(), w.normal.data(), count);
    } else if (!row.distribution.fromZ() && normal) {
        kernels::cumulativeNormal(w.normal.data(), w.uniform.data(), count);
    }
    row.distribution.quantiles(row.distribution.fromZ() ? w.normal.data() : w.uniform.data(), out, count);
}

void Program::draw(Workspace &w, std::uint64_t seed, std::int64_t first, int count) const
{
    const int padded = (count + kernels::padding - 1) / kernels::padding * kernels::padding;
    const auto from = static_cast<std::uint64_t>(first);
    for (std::size_t d = 0; d < m_driverUsed.size(); ++d) {
        if (m_driverUsed[d]) {
            kernels::uniforms(driverKey(m_model.drivers[d]), seed, from, w.uniform.data(), padded);
            kernels::inverseNormal(w.uniform.data(), w.drivers.data() + d * static_cast<std::size_t>(w.block), padded);
        }
    }
    for (const Input &input : m_inputs) {
        const UncertainRow &row = m_model.rows[static_cast<std::size_t>(input.row)];
        kernels::uniforms(row.key, seed, from, w.uniform.data(), padded);
        if (row.driver >= 0) {
            kernels::inverseNormal(w.uniform.data(), w.normal.data(), padded);
            kernels::combine(row.ofDriver, w.drivers.data() + static_cast<std::ptrdiff_t>(row.driver) * w.block, row.ofItself, w.normal.data(), w.normal.data(), padded);
        }
        finishInputs(w, input, row.driver >= 0, padded);
    }
    evaluate(w, count);
}

void Program::set(Workspace &w, std::span<const double> u, int count) const
{
    const int padded = (count + kernels::padding - 1) / kernels::padding * kernels::padding;
    std::fill(w.uniform.begin(), w.uniform.end(), 0.5);
    for (const Input &input : m_inputs) {
        for (int i = 0; i < count; ++i) {
            w.uniform[static_cast<std::size_t>(i)] = u[static_cast<std::size_t>(input.row * count + i)];
        }
        finishInputs(w, input, false, padded);
    }
    evaluate(w, count);
}

void Program::evaluate(Workspace &w, int count) const
{
    const int padded = (count + kernels::padding - 1) / kernels::padding * kernels::padding;
    kernels::execute(m_code.data(), m_code.size(), w.slots.data(), w.block, padded);
    const auto block = static_cast<std::ptrdiff_t>(w.block);
    for (std::size_t i = 0; i < m_indices.size(); ++i) {
        const Index &index = m_indices[i];
        kernels::rowOffsets(w.slots.data() + index.slot * block, index.low, index.high, w.offsets.data() + static_cast<std::ptrdiff_t>(i) * block, padded);
    }
    const auto buffer = [&](int piece) { return w.rows.data() + m_pieces[static_cast<std::size_t>(piece)].buffer * block * lanes; };
    for (const Piece &p : m_pieces) {
        w.terms.clear();
        w.parts.clear();
        for (const PieceTerm &t : p.terms) {
            w.terms.push_back({w.slots.data() + t.slot * block, t.index < 0 ? nullptr : w.offsets.data() + t.index * block, m_tables.data() + t.table});
        }
        for (const int part : p.parts) {
            w.parts.push_back(buffer(part));
        }
        double *out = w.rows.data() + p.buffer * block * lanes;
        kernels::accumulate(p.base, w.parts.data(), static_cast<int>(w.parts.size()), w.terms.data(), static_cast<int>(w.terms.size()), out, padded);
        if (p.over >= 0) {
            kernels::ratios(out, buffer(p.over), p.plusOne, out, padded);
        }
    }
}

const double *Program::values(const Workspace &w, const Output &o) const
{
    return w.rows.data() + static_cast<std::ptrdiff_t>(m_pieces[static_cast<std::size_t>(o.piece)].buffer) * w.block * lanes;
}

bool Program::hasValue(const Workspace &w, const Output &o, int lane) const
{
    const int over = m_pieces[static_cast<std::size_t>(o.piece)].over;
    return over < 0 || w.rows[static_cast<std::size_t>(m_pieces[static_cast<std::size_t>(over)].buffer) * static_cast<std::size_t>(w.block) * lanes + static_cast<std::size_t>(lane)] != 0;
}

const double *Program::drawn(const Workspace &w, int row) const
{
    for (const Input &input : m_inputs) {
        if (input.row == row) {
            return w.slots.data() + static_cast<std::ptrdiff_t>(input.slot) * w.block;
        }
    }
    return nullptr;
}

} // namespace simulation
