// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels.h"

#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace simulation::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Real = hn::CappedTag<double, 8>;
using V = hn::Vec<Real>;
constexpr Real d;
constexpr int width = static_cast<int>(hn::MaxLanes(Real()));
constexpr int vectors = lanes / width; // that make up a row of results

// out[i] = f(a[i], b[i])
template<typename F>
HWY_INLINE void each(const double *a, const double *b, double *out, int count, F f)
{
    for (int i = 0; i < count; i += width) {
        hn::Store(f(hn::Load(d, a + i), hn::Load(d, b + i)), d, out + i);
    }
}

// Half away from zero, as core::roundHalfAway.
HWY_INLINE V rounded(V x)
{
    const V whole = hn::Trunc(x);
    const V rest = hn::Sub(x, whole);
    const V up = hn::IfThenElseZero(hn::Ge(rest, hn::Set(d, 0.5)), hn::Set(d, 1.0));
    const V down = hn::IfThenElseZero(hn::Le(rest, hn::Set(d, -0.5)), hn::Set(d, 1.0));
    return hn::Sub(hn::Add(whole, up), down);
}

HWY_INLINE V clamped(V x, double low, double high)
{
    return hn::Min(hn::Max(x, hn::Set(d, low)), hn::Set(d, high));
}

HWY_INLINE V ratioOf(V part, V whole)
{
    const auto none = hn::Eq(whole, hn::Zero(d));
    // Adding 0 makes -0 the same as 0.
    return hn::IfThenZeroElse(none, hn::Add(hn::Div(part, hn::IfThenElse(none, hn::Set(d, 1.0), whole)), hn::Zero(d)));
}

// base^exponent for a whole exponent, by repeated squaring.
void powers(const double *base, const double *exponent, double *out, int count)
{
    for (int i = 0; i < count; ++i) {
        double result = 1;
        double square = base[i];
        for (auto n = static_cast<unsigned>(std::fabs(exponent[i])); n != 0; n >>= 1) {
            if (n & 1) {
                result *= square;
            }
            square *= square;
        }
        out[i] = exponent[i] >= 0 ? result : result == 0 ? 0 : 1 / result;
    }
}

void lookUp(const Instruction &s, const double *a, double *out, int count)
{
    const double last = s.rows - 1.0;
    for (int i = 0; i < count; ++i) {
        out[i] = s.table[static_cast<int>(std::clamp(a[i] - s.c1, 0.0, last))];
    }
}

void step(const Instruction &s, const double *a, const double *b, double *out, int count)
{
    switch (s.op) {
    case Op::Input:
        break;
    case Op::Constant:
        std::fill(out, out + count, s.c1);
        break;
    case Op::Add:
        each(a, b, out, count, [](V x, V y) { return hn::Add(x, y); });
        break;
    case Op::Multiply:
        each(a, b, out, count, [](V x, V y) { return hn::Mul(x, y); });
        break;
    case Op::Affine:
        each(a, a, out, count, [&s](V x, V) { return hn::Add(hn::Mul(hn::Set(d, s.c1), x), hn::Set(d, s.c2)); });
        break;
    case Op::Ratio:
        each(a, b, out, count, [](V x, V y) { return ratioOf(x, y); });
        break;
    case Op::Least:
        each(a, b, out, count, [](V x, V y) { return hn::Min(x, y); });
        break;
    case Op::Greatest:
        each(a, b, out, count, [](V x, V y) { return hn::Max(x, y); });
        break;
    case Op::Clamp:
        each(a, a, out, count, [&s](V x, V) { return clamped(x, s.c1, s.c2); });
        break;
    case Op::RoundClamp:
        each(a, a, out, count, [&s](V x, V) { return rounded(clamped(x, s.c1, s.c2)); });
        break;
    case Op::Power:
        powers(a, b, out, count);
        break;
    case Op::Lookup:
        lookUp(s, a, out, count);
        break;
    }
}

void Execute(const Instruction *code, std::size_t steps, double *slots, int stride, int count)
{
    const auto slot = [&](int i) { return slots + static_cast<std::ptrdiff_t>(std::max(0, i)) * stride; };
    for (std::size_t i = 0; i < steps; ++i) {
        const Instruction &s = code[i];
        step(s, slot(s.a), slot(s.b), slot(s.result), count);
    }
}

void RowOffsets(const double *node, double low, double high, std::int32_t *out, int count)
{
    const hn::Rebind<std::int32_t, Real> di32;
    for (int i = 0; i < count; i += width) {
        const V row = hn::Sub(clamped(hn::Load(d, node + i), low, high), hn::Set(d, low));
        hn::Store(hn::DemoteTo(di32, hn::Mul(row, hn::Set(d, static_cast<double>(lanes)))), di32, out + i);
    }
}

// A few draws at a time, so that their sums stay in registers while the terms pass by.
template<int Draws>
HWY_INLINE void accumulateDraws(const double *base, const double *const *parts, int partCount, const Term *terms, int termCount, double *out, int first)
{
    V sum[Draws * vectors];
    for (int k = 0; k < Draws; ++k) {
        for (int v = 0; v < vectors; ++v) {
            sum[k * vectors + v] = hn::Load(d, base + v * width);
        }
    }
    for (int p = 0; p < partCount; ++p) {
        for (int k = 0; k < Draws; ++k) {
            for (int v = 0; v < vectors; ++v) {
                sum[k * vectors + v] = hn::Add(sum[k * vectors + v], hn::Load(d, parts[p] + (first + k) * lanes + v * width));
            }
        }
    }
    for (int t = 0; t < termCount; ++t) {
        const Term &term = terms[t];
        for (int k = 0; k < Draws; ++k) {
            const double *row = term.table + (term.row ? term.row[first + k] : 0);
            const V coefficient = hn::Set(d, term.coefficient[first + k]);
            for (int v = 0; v < vectors; ++v) {
                sum[k * vectors + v] = hn::Add(sum[k * vectors + v], hn::Mul(coefficient, hn::Load(d, row + v * width)));
            }
        }
    }
    for (int k = 0; k < Draws; ++k) {
        for (int v = 0; v < vectors; ++v) {
            hn::Store(sum[k * vectors + v], d, out + (first + k) * lanes + v * width);
        }
    }
}

void Accumulate(const double *base, const double *const *parts, int partCount, const Term *terms, int termCount, double *out, int count)
{
    constexpr int atOnce = vectors == 1 ? 8 : vectors == 2 ? 4 : 2;
    for (int i = 0; i < count; i += atOnce) {
        accumulateDraws<atOnce>(base, parts, partCount, terms, termCount, out, i);
    }
}

void Ratios(const double *part, const double *whole, bool plusOne, double *out, int count)
{
    if (plusOne) {
        each(part, whole, out, count * lanes, [](V x, V y) { return ratioOf(hn::Add(y, x), y); });
    } else {
        each(part, whole, out, count * lanes, [](V x, V y) { return ratioOf(x, y); });
    }
}

void Differences(const double *a, const double *b, double *out, int count)
{
    each(a, b, out, count * lanes, [](V x, V y) { return hn::Sub(x, y); });
}

void Classify(const double *values, LaneStatistics &s, int bins, std::int32_t *bin, int count)
{
    const hn::Rebind<std::int32_t, Real> di32;
    const V last = hn::Set(d, bins + 1.0);
    for (int v = 0; v < vectors; ++v) {
        const V low = hn::Load(d, s.low + v * width);
        const V scale = hn::Load(d, s.scale + v * width);
        const V centre = hn::Load(d, s.centre + v * width);
        V sum = hn::Load(d, s.sum + v * width);
        V squares = hn::Load(d, s.squares + v * width);
        for (int i = 0; i < count; ++i) {
            const V x = hn::Load(d, values + i * lanes + v * width);
            const V difference = hn::Sub(x, centre);
            sum = hn::Add(sum, difference);
            squares = hn::Add(squares, hn::Mul(difference, difference));
            const V t = hn::Add(hn::Mul(hn::Sub(x, low), scale), hn::Set(d, 1.0));
            const V bounded = hn::Min(hn::IfThenElseZero(hn::Ge(t, hn::Zero(d)), t), last);
            hn::Store(hn::DemoteTo(di32, bounded), di32, bin + i * lanes + v * width);
        }
        hn::Store(sum, d, s.sum + v * width);
        hn::Store(squares, d, s.squares + v * width);
    }
}

void BinsOf(const double *values, double low, double scale, int bins, std::int32_t *bin, int count)
{
    const hn::Rebind<std::int32_t, Real> di32;
    const V from = hn::Set(d, low);
    const V perUnit = hn::Set(d, scale);
    const V last = hn::Set(d, bins + 1.0);
    int i = 0;
    for (; i + width <= count; i += width) {
        const V t = hn::Add(hn::Mul(hn::Sub(hn::LoadU(d, values + i), from), perUnit), hn::Set(d, 1.0));
        hn::StoreU(hn::DemoteTo(di32, hn::Min(hn::IfThenElseZero(hn::Ge(t, hn::Zero(d)), t), last)), di32, bin + i);
    }
    for (; i < count; ++i) {
        bin[i] = binOf(values[i], low, scale, bins);
    }
}

} // namespace simulation::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace simulation::kernels {

HWY_EXPORT(Execute);
HWY_EXPORT(RowOffsets);
HWY_EXPORT(Accumulate);
HWY_EXPORT(Ratios);
HWY_EXPORT(Differences);
HWY_EXPORT(Classify);
HWY_EXPORT(BinsOf);

void execute(const Instruction *code, std::size_t steps, double *slots, int stride, int count)
{
    HWY_DYNAMIC_DISPATCH(Execute)(code, steps, slots, stride, count);
}

void rowOffsets(const double *node, double low, double high, std::int32_t *out, int count)
{
    HWY_DYNAMIC_DISPATCH(RowOffsets)(node, low, high, out, count);
}

void accumulate(const double *base, const double *const *parts, int partCount, const Term *terms, int termCount, double *out, int count)
{
    HWY_DYNAMIC_DISPATCH(Accumulate)(base, parts, partCount, terms, termCount, out, count);
}

void ratios(const double *part, const double *whole, bool plusOne, double *out, int count)
{
    HWY_DYNAMIC_DISPATCH(Ratios)(part, whole, plusOne, out, count);
}

void differences(const double *a, const double *b, double *out, int count)
{
    HWY_DYNAMIC_DISPATCH(Differences)(a, b, out, count);
}

void classify(const double *values, LaneStatistics &statistics, int bins, std::int32_t *bin, int count)
{
    HWY_DYNAMIC_DISPATCH(Classify)(values, statistics, bins, bin, count);
}

void binsOf(const double *values, double low, double scale, int bins, std::int32_t *bin, int count)
{
    HWY_DYNAMIC_DISPATCH(BinsOf)(values, low, scale, bins, bin, count);
}

} // namespace simulation::kernels
#endif
