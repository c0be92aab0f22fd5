// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alignedvector.h"
#include "model.h"

#include <span>

namespace simulation {

// Draws are counted in units of this many: sums are taken unit by unit in their order, so that they do not depend on how the work is shared out.
inline constexpr int unitDraws = 512;

// What one thread needs to evaluate draws side by side.
struct Workspace
{
    int block = 0; // draws side by side
    AlignedVector<double> slots, uniform, normal, drivers, rows; // rows: results of the pieces, the last being scratch
    AlignedVector<std::int32_t> offsets;
    std::vector<kernels::Term> terms;
    std::vector<const double *> parts;
};

// A part of a model made ready to run: only what the wanted accumulators need. Immutable; the model must outlive it.
class Program
{
public:
    Program(const Model &model, std::span<const int> accumulators);

    // A piece is eight periods of an accumulator; those of wanted accumulators come out.
    struct Output
    {
        int accumulator = 0;
        int firstLane = 0;                    // of its eight periods
        int lanes = 0;                        // that exist
        bool varies[kernels::lanes] = {};
        int piece = 0;
    };
    const std::vector<Output> &outputs() const { return m_outputs; }

    // `block` 0: as many as fit the cache. A power of two from 16 to unitDraws.
    Workspace workspace(int block) const;
    // Draws first ... first + count - 1, at most a block; `first` is even.
    void draw(Workspace &w, std::uint64_t seed, std::int64_t first, int count) const;
    // Every row of the table `uncertainty` at a probability of its own, drivers aside: u[row × count + i].
    void set(Workspace &w, std::span<const double> u, int count) const;
    // Evaluates all pieces; the rows of each output are [draw][lanes].
    void evaluate(Workspace &w, int count) const;
    const double *values(const Workspace &w, const Output &o) const;
    // Whether there is anything to divide by, of a ratio (in the first draw).
    bool hasValue(const Workspace &w, const Output &o, int lane) const;
    // What was drawn for a row of `uncertainty`; null where no figure wanted here depends on it.
    const double *drawn(const Workspace &w, int row) const;

private:
    struct Input
    {
        int row = 0; // index in model.rows
        int slot = 0;
    };
    struct Index
    {
        int slot = 0;
        double low = 0, high = 0;
    };
    struct PieceTerm
    {
        int slot = 0;
        int index = -1;
        std::size_t table = 0;
    };
    struct Piece
    {
        alignas(64) double base[kernels::lanes] = {};
        bool varies[kernels::lanes] = {};
        std::vector<PieceTerm> terms;
        std::vector<int> parts;
        int over = -1;
        bool plusOne = false;
        int buffer = -1;
    };

    void choose(std::span<const int> accumulators);
    void number();
    int slotOf(int node) const { return m_slotOf[static_cast<std::size_t>(node)]; }
    void addPieces(int accumulator);
    void addTerm(Piece &piece, const TermTable &term, int firstLane, int lanes);
    int indexOf(const TermTable &term);
    void finishInputs(Workspace &w, const Input &input, bool normal, int count) const;

    const Model &m_model;
    std::vector<char> m_wantedAccumulator, m_shown, m_wantedNode;
    std::vector<int> m_slotOf;
    int m_slots = 0;
    int m_one = 0; // slot of the constant 1
    std::vector<kernels::Instruction> m_code;
    std::vector<Input> m_inputs;
    std::vector<char> m_driverUsed;
    std::vector<Index> m_indices;
    std::vector<Piece> m_pieces;
    std::vector<std::vector<int>> m_piecesOf; // by accumulator
    int m_buffers = 0;
    AlignedVector<double> m_tables;
    std::vector<Output> m_outputs;
};

} // namespace simulation
