// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution.h"

#include "text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <mutex>

namespace simulation {

namespace {

constexpr double z95 = 1.6448536269514722;

core::Error wrong(const core::Uncertainty &row, const char *field, const char *what)
{
    return {core::text("uncertainty/%1.%2: %3", {row.id, field, core::text(what)})};
}

// Half of a beta distribution, x from 0 to 1/2: F(x) = x^alpha P(x) / B with P a power series, so that tails keep their relative precision.
class HalfBeta
{
public:
    HalfBeta(double alpha, double beta) : m_alpha(alpha), m_beta(beta)
    {
        double c = 1; // (1 - beta)_n / n!
        for (int n = 0; n < terms; ++n) {
            m_series[static_cast<std::size_t>(n)] = c / (alpha + n);
            c *= (n + 1 - beta) / (n + 1);
        }
    }
    double series(double x) const
    {
        double sum = 0;
        for (std::size_t n = terms; n-- > 0;) {
            sum = sum * x + m_series[n];
        }
        return sum;
    }
    // x at which F(x) = p, given ln p and a guess of ln x; Newton's method on logarithms.
    double solve(double logP, double logB, double &logX) const
    {
        double x = kernels::exponentialOf(logX);
        for (int i = 0; i < 60; ++i) {
            const double s = series(x);
            const double error = m_alpha * logX + kernels::logarithmOf(s) - logB - logP;
            // d ln F / d ln x = (1 - x)^(beta - 1) / P(x)
            const double slope = kernels::exponentialOf((m_beta - 1) * kernels::logarithmOf(1 - x)) / s;
            const double step = std::clamp(error / slope, -2.0, 2.0);
            logX = std::min(logX - step, logHalf);
            x = kernels::exponentialOf(logX);
            if (std::fabs(step) < 1e-15) {
                break;
            }
        }
        return x;
    }
    static constexpr double logHalf = -0.69314718055994530942;

private:
    static constexpr int terms = 60;
    double m_alpha, m_beta;
    std::array<double, terms> m_series{};
};

// Value, slope and curvature of the quantile over z.
struct Jet
{
    double value = 0, slope = 0, curvature = 0;
};

constexpr int piecesPerUnit = 16;
constexpr double tableFrom = -largestZ - 0.2;
constexpr int pieceCount = static_cast<int>(2 * (largestZ + 0.2) * piecesPerUnit);

// Derivatives of q(z) with F(q) = Φ(z): q' = φ / f, q'' = q' (-z - q' f' / f).
Jet jetAt(double z, double q, double rest, double logX, double alpha, double beta, double logB)
{
    constexpr double logRootTwoPi = 0.91893853320467274178;
    const double logQ = q <= rest ? logX : kernels::logarithmOf(q);
    const double logRest = q <= rest ? kernels::logarithmOf(rest) : logX;
    const double logDensity = (alpha - 1) * logQ + (beta - 1) * logRest - logB;
    Jet j;
    j.value = q;
    j.slope = kernels::exponentialOf(-0.5 * z * z - logRootTwoPi - logDensity);
    j.curvature = j.slope * (-z - j.slope * ((alpha - 1) / q - (beta - 1) / rest));
    return j;
}

std::vector<Jet> jets(double alpha, double beta)
{
    const HalfBeta lower(alpha, beta);
    const HalfBeta upper(beta, alpha);
    const double lowerHalf = kernels::exponentialOf(alpha * HalfBeta::logHalf) * lower.series(0.5);
    const double upperHalf = kernels::exponentialOf(beta * HalfBeta::logHalf) * upper.series(0.5);
    const double logB = kernels::logarithmOf(lowerHalf + upperHalf);
    const double half = lowerHalf / (lowerHalf + upperHalf); // F(1/2)
    std::vector<Jet> out(pieceCount + 1);
    // Each half from its far tail inwards, so that the last solution is a good guess of the next.
    const auto fill = [&](const HalfBeta &side, double a, int first, int step, bool mirrored) {
        double logX = 0;
        for (int i = first, n = 0; i >= 0 && i <= pieceCount; i += step, ++n) {
            const double z = tableFrom + static_cast<double>(i) / piecesPerUnit;
            const double p = kernels::cumulativeNormalOf(mirrored ? -z : z);
            if (p > (mirrored ? 1 - half : half)) {
                break;
            }
            const double logP = kernels::logarithmOf(p);
            logX = n == 0 ? std::min((logP + logB + kernels::logarithmOf(a)) / a, HalfBeta::logHalf) : logX;
            const double x = side.solve(logP, logB, logX);
            out[static_cast<std::size_t>(i)] = mirrored ? jetAt(z, 1 - x, x, logX, alpha, beta, logB) : jetAt(z, x, 1 - x, logX, alpha, beta, logB);
        }
    };
    fill(lower, alpha, 0, 1, false);
    fill(upper, beta, pieceCount, -1, true);
    return out;
}

std::shared_ptr<const kernels::PieceTable> makeTable(double alpha, double beta)
{
    auto table = std::make_shared<kernels::PieceTable>();
    table->from = tableFrom;
    table->piecesPerUnit = piecesPerUnit;
    table->pieces = pieceCount;
    table->coefficients.resize(6 * static_cast<std::size_t>(pieceCount));
    const std::vector<Jet> j = jets(alpha, beta);
    constexpr double h = 1.0 / piecesPerUnit;
    for (std::size_t i = 0; i < static_cast<std::size_t>(pieceCount); ++i) {
        const double d0 = j[i].slope * h;
        const double d1 = j[i + 1].slope * h;
        const double e0 = j[i].curvature * h * h;
        const double e1 = j[i + 1].curvature * h * h;
        const double rise = j[i + 1].value - j[i].value;
        const double c[6] = {j[i].value, d0, e0 / 2, 10 * rise - 6 * d0 - 4 * d1 - 1.5 * e0 + 0.5 * e1,
                             -15 * rise + 8 * d0 + 7 * d1 + 1.5 * e0 - e1, 6 * rise - 3 * d0 - 3 * d1 - 0.5 * e0 + 0.5 * e1};
        for (std::size_t k = 0; k < 6; ++k) {
            table->coefficients[k * static_cast<std::size_t>(pieceCount) + i] = c[k];
        }
    }
    return table;
}

std::uint64_t hashed(std::string_view prefix, std::string_view name)
{
    std::uint64_t h = 0xcbf29ce484222325ULL; // FNV-1a, then mixed so that near names get far keys
    for (const std::string_view part : {prefix, name}) {
        for (const char c : part) {
            h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        }
    }
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
    return h ^ (h >> 31);
}

} // namespace

std::shared_ptr<const kernels::PieceTable> pertTable(double alpha, double beta)
{
    static std::mutex mutex;
    static std::map<std::pair<double, double>, std::shared_ptr<const kernels::PieceTable>> cache;
    const std::lock_guard lock(mutex);
    constexpr std::size_t most = 256; // a handle that is dragged asks for ever new shapes
    if (cache.size() >= most) {
        cache.clear();
    }
    auto &table = cache[{alpha, beta}];
    if (!table) {
        table = makeTable(alpha, beta);
    }
    return table;
}

std::uint64_t rowKey(std::string_view rowId) { return hashed("row:", rowId); }
std::uint64_t driverKey(std::string_view driver) { return hashed("driver:", driver); }

core::Result<Distribution> Distribution::of(const core::Uncertainty &row)
{
    using Kind = core::UncertaintyKind;
    Distribution d;
    d.m_kind = row.kind;
    d.m_low = row.low;
    d.m_high = row.high;
    if (!(row.low <= row.high)) {
        return wrong(row, "low", "the low value lies above the high one; exchange them.");
    }
    d.m_smallest = row.low;
    d.m_largest = row.high;
    if (row.kind == Kind::Triangular || row.kind == Kind::Pert) {
        if (!row.mode) {
            return wrong(row, "mode", "a triangular or PERT distribution needs a likely value.");
        }
        if (*row.mode < row.low || *row.mode > row.high) {
            return wrong(row, "mode", "the likely value lies outside low and high.");
        }
        d.m_mode = *row.mode;
    }
    if (row.kind == Kind::Lognormal && row.low <= 0) {
        return wrong(row, "low", "a lognormal distribution needs values above 0.");
    }
    if (d.isConstant()) {
        return d;
    }
    if (row.kind == Kind::Pert) {
        const double alpha = 1 + 4 * (d.m_mode - d.m_low) / (d.m_high - d.m_low);
        d.m_table = pertTable(alpha, 6 - alpha);
    } else if (row.kind == Kind::Normal || row.kind == Kind::Lognormal) {
        const bool log = row.kind == Kind::Lognormal;
        const double low = log ? kernels::logarithmOf(row.low) : row.low;
        const double high = log ? kernels::logarithmOf(row.high) : row.high;
        d.m_mean = (low + high) / 2;
        d.m_deviation = (high - low) / (2 * z95);
        d.m_smallest = log ? kernels::exponentialOf(d.m_mean - largestZ * d.m_deviation) : d.m_mean - largestZ * d.m_deviation;
        d.m_largest = log ? kernels::exponentialOf(d.m_mean + largestZ * d.m_deviation) : d.m_mean + largestZ * d.m_deviation;
    }
    return d;
}

void Distribution::quantiles(const double *in, double *out, int count) const
{
    using Kind = core::UncertaintyKind;
    if (isConstant()) {
        std::fill(out, out + count, m_low);
        return;
    }
    switch (m_kind) {
    case Kind::Uniform:
        kernels::combine(m_high - m_low, in, 0, in, out, count);
        for (int i = 0; i < count; ++i) {
            out[i] += m_low;
        }
        break;
    case Kind::Triangular:
        kernels::triangular(m_low, m_mode, m_high, in, out, count);
        break;
    case Kind::Pert:
        kernels::evaluate(*m_table, m_high - m_low, m_low, in, out, count);
        break;
    case Kind::Normal:
    case Kind::Lognormal:
        kernels::combine(m_deviation, in, 0, in, out, count);
        for (int i = 0; i < count; ++i) {
            out[i] += m_mean;
        }
        if (m_kind == Kind::Lognormal) {
            kernels::exponential(out, out, count);
        }
        break;
    }
}

double Distribution::quantile(double u) const
{
    alignas(64) double in[kernels::padding];
    alignas(64) double out[kernels::padding];
    std::fill(std::begin(in), std::end(in), fromZ() ? kernels::inverseNormalOf(u) : u);
    quantiles(in, out, kernels::padding);
    return out[0];
}

} // namespace simulation
