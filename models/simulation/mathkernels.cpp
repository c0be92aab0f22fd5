// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels.h"

#include <Random123/philox.h>

#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "mathkernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace simulation::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Real = hn::CappedTag<double, 8>;
using Whole = hn::CappedTag<std::uint64_t, 8>;
using V = hn::Vec<Real>;
constexpr Real d;
constexpr Whole du;

// A polynomial by Horner's rule, highest coefficient first; products and sums are rounded one by one.
template<std::size_t N>
HWY_INLINE V polynomial(V x, const double (&c)[N])
{
    V sum = hn::Set(d, c[0]);
    for (std::size_t i = 1; i < N; ++i) {
        sum = hn::Add(hn::Mul(sum, x), hn::Set(d, c[i]));
    }
    return sum;
}

// Number of an integer below 2^52 in each lane.
HWY_INLINE V toReal(hn::Vec<Whole> whole)
{
    const auto magic = hn::Set(du, 0x4330000000000000ULL); // 2^52
    return hn::Sub(hn::BitCast(d, hn::Or(whole, magic)), hn::BitCast(d, magic));
}

// The algorithm of fdlibm; x positive and normal.
HWY_INLINE V logarithmOf(V x)
{
    constexpr double even[] = {1.531383769920937332e-01, 2.222219843214978396e-01, 3.999999999940941908e-01};
    constexpr double odd[] = {1.479819860511658591e-01, 1.818357216161805012e-01, 2.857142874366239149e-01, 6.666666666666735130e-01};
    constexpr std::uint64_t rootHalf = 0x3fe6a09e00000000ULL;
    const auto shifted = hn::Add(hn::BitCast(du, x), hn::Set(du, 0x3ff0000000000000ULL - rootHalf));
    const V k = hn::Sub(toReal(hn::ShiftRight<52>(shifted)), hn::Set(d, 1023.0));
    const V m = hn::BitCast(d, hn::Add(hn::And(shifted, hn::Set(du, 0x000fffffffffffffULL)), hn::Set(du, rootHalf)));
    const V f = hn::Sub(m, hn::Set(d, 1.0));
    const V s = hn::Div(f, hn::Add(hn::Set(d, 2.0), f));
    const V z = hn::Mul(s, s);
    const V w = hn::Mul(z, z);
    const V r = hn::Add(hn::Mul(z, polynomial(w, odd)), hn::Mul(w, polynomial(w, even)));
    const V half = hn::Mul(hn::Mul(hn::Set(d, 0.5), f), f);
    const V low = hn::Mul(k, hn::Set(d, 1.90821492927058770002e-10));
    const V inner = hn::Sub(half, hn::Add(hn::Mul(s, hn::Add(half, r)), low));
    return hn::Sub(hn::Mul(k, hn::Set(d, 6.93147180369123816490e-01)), hn::Sub(inner, f));
}

// The algorithm of fdlibm; what leaves the range of normal numbers stays at its edge.
HWY_INLINE V exponentialOf(V given)
{
    constexpr double p[] = {4.13813679705723846039e-08, -1.65339022054652515390e-06, 6.61375632143793436117e-05, -2.77777777770155933842e-03, 1.66666666666666019037e-01};
    const V x = hn::Min(hn::Max(given, hn::Set(d, -708.0)), hn::Set(d, 709.0));
    const V magic = hn::Set(d, 6755399441055744.0); // 1.5 × 2^52: adding it rounds to a whole number
    const V shifted = hn::Add(hn::Mul(x, hn::Set(d, 1.44269504088896338700)), magic);
    const V k = hn::Sub(shifted, magic);
    const V high = hn::Sub(x, hn::Mul(k, hn::Set(d, 6.93147180369123816490e-01)));
    const V low = hn::Mul(k, hn::Set(d, 1.90821492927058770002e-10));
    const V r = hn::Sub(high, low);
    const V t = hn::Mul(r, r);
    const V c = hn::Sub(r, hn::Mul(t, polynomial(t, p)));
    const V y = hn::Add(hn::Set(d, 1.0), hn::Add(hn::Sub(hn::Div(hn::Mul(r, c), hn::Sub(hn::Set(d, 2.0), c)), low), high));
    const auto power = hn::Add(hn::Sub(hn::BitCast(du, shifted), hn::BitCast(du, magic)), hn::Set(du, 1023));
    return hn::Mul(y, hn::BitCast(d, hn::ShiftLeft<52>(power)));
}

// The lower 32 bits of each lane times 32 bits.
HWY_INLINE hn::Vec<Whole> product(hn::Vec<Whole> x, std::uint32_t by)
{
#if HWY_TARGET == HWY_SCALAR
    return hn::Set(du, (hn::GetLane(x) & 0xffffffffULL) * by);
#else
    const hn::RepartitionToNarrow<Whole> d32;
    return hn::MulEven(hn::BitCast(d32, x), hn::BitCast(d32, hn::Set(du, by)));
#endif
}

void Uniforms(std::uint64_t key, std::uint64_t seed, std::uint64_t firstDraw, double *out, int count)
{
    const auto low = hn::Set(du, 0xffffffffULL);
    const auto exponent = hn::Set(du, 0x4330000000000000ULL);
    const V magic = hn::Set(d, 4503599627370495.5); // 2^52 - 0.5
    const int step = static_cast<int>(hn::Lanes(du));
    for (int i = 0; i < count; i += 2 * step) {
        const auto block = hn::Iota(du, firstDraw / 2 + static_cast<std::uint64_t>(i) / 2);
        auto c0 = hn::And(block, low);
        auto c1 = hn::ShiftRight<32>(block);
        auto c2 = hn::Set(du, seed & 0xffffffffULL);
        auto c3 = hn::Set(du, seed >> 32);
        std::uint32_t k0 = static_cast<std::uint32_t>(key);
        std::uint32_t k1 = static_cast<std::uint32_t>(key >> 32);
        for (int round = 0; round < 10; ++round) {
            // Only the lower half of a word counts; the products leave the next word's garbage above it.
            const auto p0 = product(c0, PHILOX_M4x32_0);
            const auto p1 = product(c2, PHILOX_M4x32_1);
            c0 = hn::Xor(hn::Xor(hn::ShiftRight<32>(p1), c1), hn::Set(du, k0));
            c2 = hn::Xor(hn::Xor(hn::ShiftRight<32>(p0), c3), hn::Set(du, k1));
            c1 = p1;
            c3 = p0;
            k0 += PHILOX_W32_0;
            k1 += PHILOX_W32_1;
        }
        const auto even = hn::Or(hn::ShiftLeft<32>(c1), hn::And(c0, low));
        const auto odd = hn::Or(hn::ShiftLeft<32>(c3), hn::And(c2, low));
        const V scale = hn::Set(d, 0x1p-52);
        const V a = hn::Mul(hn::Sub(hn::BitCast(d, hn::Or(hn::ShiftRight<12>(even), exponent)), magic), scale);
        const V b = hn::Mul(hn::Sub(hn::BitCast(d, hn::Or(hn::ShiftRight<12>(odd), exponent)), magic), scale);
        hn::StoreInterleaved2(a, b, d, out + i);
    }
}

void InverseNormal(const double *u, double *z, int count)
{
    constexpr double a[] = {2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
                            13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608};
    constexpr double b[] = {5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
                            5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0};
    constexpr double c[] = {7.7454501427834140764e-4, .0227238449892691845833, .24178072517745061177, 1.27045825245236838258,
                            3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734};
    constexpr double e[] = {1.05075007164441684324e-9, 5.475938084995344946e-4, .0151986665636164571966, .14810397642748007459,
                            .68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0};
    constexpr double f[] = {2.01033439929228813265e-7, 2.71155556874348757815e-5, .0012426609473880784386, .026532189526576123093,
                            .29656057182650489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772};
    constexpr double g[] = {2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
                            .0148753612908506148525, .13692988092273580531, .59983220655588793769, 1.0};
    for (int i = 0; i < count; i += static_cast<int>(hn::Lanes(d))) {
        const V p = hn::Load(d, u + i);
        const V q = hn::Sub(p, hn::Set(d, 0.5));
        const auto central = hn::Le(hn::Abs(q), hn::Set(d, 0.425));
        const V r = hn::Sub(hn::Set(d, 0.180625), hn::Mul(q, q));
        V value = hn::Div(hn::Mul(q, polynomial(r, a)), polynomial(r, b));
        if (!hn::AllTrue(d, central)) {
            const V tail = hn::Sqrt(hn::Neg(logarithmOf(hn::Min(p, hn::Sub(hn::Set(d, 1.0), p)))));
            const V t = hn::Sub(tail, hn::Set(d, 1.6));
            V far = hn::Div(polynomial(t, c), polynomial(t, e));
            const auto extreme = hn::Gt(tail, hn::Set(d, 5.0));
            if (!hn::AllFalse(d, extreme)) {
                const V s = hn::Sub(tail, hn::Set(d, 5.0));
                far = hn::IfThenElse(extreme, hn::Div(polynomial(s, f), polynomial(s, g)), far);
            }
            value = hn::IfThenElse(central, value, hn::CopySign(far, q));
        }
        hn::Store(value, d, z + i);
    }
}

// Φ(z) = erfc(-z / √2) / 2, erfc by Cody (1969) in three ranges.
void CumulativeNormal(const double *z, double *u, int count)
{
    constexpr double a[] = {1.85777706184603153e-1, 3.16112374387056560e00, 1.13864154151050156e02, 3.77485237685302021e02, 3.20937758913846947e03};
    constexpr double b[] = {1.0, 2.36012909523441209e01, 2.44024637934444173e02, 1.28261652607737228e03, 2.84423683343917062e03};
    constexpr double c[] = {2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0, 6.61191906371416295e01, 2.98635138197400131e02,
                            8.81952221241769090e02, 1.71204761263407058e03, 2.05107837782607147e03, 1.23033935479799725e03};
    constexpr double e[] = {1.0, 1.57449261107098347e01, 1.17693950891312499e02, 5.37181101862009858e02, 1.62138957456669019e03,
                            3.29079923573345963e03, 4.36261909014324716e03, 3.43936767414372164e03, 1.23033935480374942e03};
    constexpr double f[] = {1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1, 1.60837851487422766e-2, 6.58749161529837803e-4};
    constexpr double g[] = {1.0, 2.56852019228982242e00, 1.87295284992346725e00, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3};
    for (int i = 0; i < count; i += static_cast<int>(hn::Lanes(d))) {
        const V x = hn::Mul(hn::Load(d, z + i), hn::Set(d, 0.70710678118654752440));
        const V y = hn::Abs(x);
        const V square = hn::Mul(x, x);
        const V middle = hn::Mul(x, hn::Div(polynomial(square, a), polynomial(square, b))); // erf(x), |x| small
        const V scaled = exponentialOf(hn::Neg(square));
        const V near = hn::Div(polynomial(y, c), polynomial(y, e));
        const V inverse = hn::Div(hn::Set(d, 1.0), hn::Max(square, hn::Set(d, 1.0)));
        const V correction = hn::Mul(inverse, hn::Div(polynomial(inverse, f), polynomial(inverse, g)));
        const V far = hn::Div(hn::Sub(hn::Set(d, 5.6418958354775628695e-1), correction), hn::Max(y, hn::Set(d, 1.0)));
        const V tail = hn::Mul(scaled, hn::IfThenElse(hn::Le(y, hn::Set(d, 4.0)), near, far)); // erfc(|x|)
        const V half = hn::Set(d, 0.5);
        const V outer = hn::IfThenElse(hn::Lt(x, hn::Zero(d)), hn::Mul(half, tail), hn::Sub(hn::Set(d, 1.0), hn::Mul(half, tail)));
        hn::Store(hn::IfThenElse(hn::Le(y, hn::Set(d, 0.46875)), hn::Add(half, hn::Mul(half, middle)), outer), d, u + i);
    }
}

void Exponential(const double *x, double *out, int count)
{
    for (int i = 0; i < count; i += static_cast<int>(hn::Lanes(d))) {
        hn::Store(exponentialOf(hn::Load(d, x + i)), d, out + i);
    }
}

void Logarithm(const double *x, double *out, int count)
{
    for (int i = 0; i < count; i += static_cast<int>(hn::Lanes(d))) {
        hn::Store(logarithmOf(hn::Load(d, x + i)), d, out + i);
    }
}

void Combine(double a, const double *x, double b, const double *y, double *out, int count)
{
    for (int i = 0; i < count; i += static_cast<int>(hn::Lanes(d))) {
        hn::Store(hn::Add(hn::Mul(hn::Set(d, a), hn::Load(d, x + i)), hn::Mul(hn::Set(d, b), hn::Load(d, y + i))), d, out + i);
    }
}

void Evaluate(const PieceTable &table, double scale, double offset, const double *z, double *out, int count)
{
    const hn::Rebind<std::int64_t, Real> di;
    const hn::Rebind<std::int32_t, Real> di32;
    const std::size_t stride = static_cast<std::size_t>(table.pieces);
    for (int i = 0; i < count; i += static_cast<int>(hn::Lanes(d))) {
        const V t = hn::Mul(hn::Sub(hn::Load(d, z + i), hn::Set(d, table.from)), hn::Set(d, table.piecesPerUnit));
        const V bounded = hn::Min(hn::Max(t, hn::Zero(d)), hn::Set(d, static_cast<double>(table.pieces) - 0x1p-30));
        const V whole = hn::Floor(bounded);
        const V f = hn::Sub(bounded, whole);
        const auto index = hn::PromoteTo(di, hn::DemoteTo(di32, whole));
        V sum = hn::GatherIndex(d, table.coefficients.data() + 5 * stride, index);
        for (std::size_t c = 5; c-- > 0;) {
            sum = hn::Add(hn::Mul(sum, f), hn::GatherIndex(d, table.coefficients.data() + c * stride, index));
        }
        hn::Store(hn::Add(hn::Set(d, offset), hn::Mul(hn::Set(d, scale), sum)), d, out + i);
    }
}

void Triangular(double low, double mode, double high, const double *u, double *out, int count)
{
    const double range = high - low;
    const V at = hn::Set(d, (mode - low) / range);
    const V rising = hn::Set(d, range * (mode - low));
    const V falling = hn::Set(d, range * (high - mode));
    for (int i = 0; i < count; i += static_cast<int>(hn::Lanes(d))) {
        const V p = hn::Load(d, u + i);
        const V up = hn::Add(hn::Set(d, low), hn::Sqrt(hn::Mul(p, rising)));
        const V down = hn::Sub(hn::Set(d, high), hn::Sqrt(hn::Mul(hn::Sub(hn::Set(d, 1.0), p), falling)));
        hn::Store(hn::IfThenElse(hn::Lt(p, at), up, down), d, out + i);
    }
}

} // namespace simulation::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace simulation::kernels {

HWY_EXPORT(Uniforms);
HWY_EXPORT(InverseNormal);
HWY_EXPORT(CumulativeNormal);
HWY_EXPORT(Exponential);
HWY_EXPORT(Logarithm);
HWY_EXPORT(Combine);
HWY_EXPORT(Evaluate);
HWY_EXPORT(Triangular);

void uniforms(std::uint64_t key, std::uint64_t seed, std::uint64_t firstDraw, double *out, int count)
{
    HWY_DYNAMIC_DISPATCH(Uniforms)(key, seed, firstDraw, out, count);
}

void inverseNormal(const double *u, double *z, int count)
{
    HWY_DYNAMIC_DISPATCH(InverseNormal)(u, z, count);
}

void cumulativeNormal(const double *z, double *u, int count)
{
    HWY_DYNAMIC_DISPATCH(CumulativeNormal)(z, u, count);
}

void exponential(const double *x, double *out, int count)
{
    HWY_DYNAMIC_DISPATCH(Exponential)(x, out, count);
}

void logarithm(const double *x, double *out, int count)
{
    HWY_DYNAMIC_DISPATCH(Logarithm)(x, out, count);
}

void combine(double a, const double *x, double b, const double *y, double *out, int count)
{
    HWY_DYNAMIC_DISPATCH(Combine)(a, x, b, y, out, count);
}

void evaluate(const PieceTable &table, double scale, double offset, const double *z, double *out, int count)
{
    HWY_DYNAMIC_DISPATCH(Evaluate)(table, scale, offset, z, out, count);
}

void triangular(double low, double mode, double high, const double *u, double *out, int count)
{
    HWY_DYNAMIC_DISPATCH(Triangular)(low, mode, high, u, out, count);
}

namespace {

double single(void (*kernel)(const double *, double *, int), double x)
{
    alignas(64) double in[padding];
    alignas(64) double out[padding];
    for (double &i : in) {
        i = x;
    }
    kernel(in, out, padding);
    return out[0];
}

} // namespace

double inverseNormalOf(double u) { return single(&inverseNormal, u); }
double cumulativeNormalOf(double z) { return single(&cumulativeNormal, z); }
double exponentialOf(double x) { return single(&exponential, x); }
double logarithmOf(double x) { return single(&logarithm, x); }

std::vector<std::string> targets()
{
    std::vector<std::string> names;
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        names.emplace_back(hwy::TargetName(target));
    }
    return names;
}

bool forceTarget(const std::string &name)
{
    hwy::SetSupportedTargetsForTest(0);
    bool found = name.empty();
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        if (name == hwy::TargetName(target)) {
            hwy::SetSupportedTargetsForTest(target);
            found = true;
            break;
        }
    }
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    return found;
}

} // namespace simulation::kernels
#endif
