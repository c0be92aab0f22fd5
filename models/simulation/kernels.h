// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

// The inner loops of the simulation over many draws side by side, each compiled for several instruction sets, of which the best that the
// machine has is taken at run time (Highway). They use only operations that IEEE 754 rounds in one way (no fused multiply-add, no library
// call), each element is computed by itself and every sum runs in the order of the draws: results are the same to the last bit on all of them.

namespace simulation::kernels {

// Arrays are aligned to 64 bytes and hold a multiple of this many elements; what lies beyond the draws asked for is computed and not used.
inline constexpr int padding = 16;
// Periods side by side in a row of a table or of results.
inline constexpr int lanes = 8;

// Uniform numbers in (0, 1), multiples of 2^-53 in the middle of 2^52 equal steps: Philox4x32-10 with counter (draw / 2, seed), of whose
// four words an even draw takes the first two and an odd one the last two. `firstDraw` is even.
void uniforms(std::uint64_t key, std::uint64_t seed, std::uint64_t firstDraw, double *out, int count);
// Inverse of the standard normal distribution (Wichura's AS 241): relative error below 1e-14.
void inverseNormal(const double *u, double *z, int count);
// Standard normal distribution (Cody's rational functions).
void cumulativeNormal(const double *z, double *u, int count);
void exponential(const double *x, double *out, int count);
void logarithm(const double *x, double *out, int count); // x > 0, normal
// out = a × x + b × y
void combine(double a, const double *x, double b, const double *y, double *out, int count);

// Piecewise polynomials of degree 5 over z: coefficient-major, `pieces` of each.
struct PieceTable
{
    double from = 0;        // z where the first piece begins
    double piecesPerUnit = 0;
    int pieces = 0;
    std::vector<double> coefficients; // of f^0 ... f^5, f in [0, 1) within the piece
};
void evaluate(const PieceTable &table, double scale, double offset, const double *z, double *out, int count); // offset + scale × table(z)
void triangular(double low, double mode, double high, const double *u, double *out, int count);

// One step of the computation of the quantities that differ from draw to draw; operands and result are slots.
enum class Op : std::uint8_t { Input, Constant, Add, Multiply, Affine, Ratio, Least, Greatest, Clamp, RoundClamp, Power, Lookup };
struct Instruction
{
    Op op = Op::Constant;
    int result = 0, a = -1, b = -1;
    double c1 = 0, c2 = 0; // Affine: c1 × a + c2; Clamp, RoundClamp: the bounds; Constant: c1; Lookup: index of the first row
    const double *table = nullptr; // Lookup: values by a - c1
    int rows = 0;
};
// Slot i is the `stride` numbers from slots + i × stride.
void execute(const Instruction *code, std::size_t steps, double *slots, int stride, int count);
// Row offsets (row × lanes) of the table rows that each draw uses: clamp(node, low, high) - low.
void rowOffsets(const double *node, double low, double high, std::int32_t *out, int count);

// A summand of a row of results: coefficient(draw) × table row(draw).
struct Term
{
    const double *coefficient = nullptr;
    const std::int32_t *row = nullptr; // row offsets; null: the only row
    const double *table = nullptr;
};
// out[draw][lane] = base + Σ parts + Σ terms, in this order.
void accumulate(const double *base, const double *const *parts, int partCount, const Term *terms, int termCount, double *out, int count);
// out = (whole × plusOne + part) / whole for each draw and lane, 0 where whole is 0. `part` may be `out`.
void ratios(const double *part, const double *whole, bool plusOne, double *out, int count);
void differences(const double *a, const double *b, double *out, int count);

// What a row of results adds to the statistics of its lanes.
struct LaneStatistics
{
    alignas(64) double low[lanes] = {};    // where bin 1 begins
    alignas(64) double scale[lanes] = {};  // bins per unit
    alignas(64) double centre[lanes] = {}; // sums are of differences from it
    alignas(64) double sum[lanes] = {};
    alignas(64) double squares[lanes] = {};
};
// Adds to sum and squares and gives each value its bin: 0 below `low`, 1 ... bins, then bins + 1.
void classify(const double *values, LaneStatistics &statistics, int bins, std::int32_t *bin, int count);
// The bin of one value, as classify() finds it.
inline int binOf(double value, double low, double scale, int bins)
{
    const double t = (value - low) * scale + 1.0;
    return static_cast<int>(std::min(t >= 0 ? t : 0.0, bins + 1.0));
}

// The same of many values of one figure, wherever they stand.
void binsOf(const double *values, double low, double scale, int bins, std::int32_t *bin, int count);

// Instruction sets that this machine has and this program was built for, best first; `forceTarget` takes one of them, or "" for the best
// (for tests; not while a simulation runs).
std::vector<std::string> targets();
bool forceTarget(const std::string &name);

// The same functions for a single number, to the same bit.
double inverseNormalOf(double u);
double cumulativeNormalOf(double z);
double exponentialOf(double x);
double logarithmOf(double x);

} // namespace simulation::kernels
