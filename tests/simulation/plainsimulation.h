// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <vector>

// The simulation of methodology 9 written down a second time: draw by draw and month by month, as plain, slow and obvious as it can be. It shares
// nothing with the program's but the plan, the generator's published algorithm, and the key of a row (a hash that is given here once more).
namespace plain {

inline std::uint64_t key(const std::string &text)
{
    std::uint64_t h = 14695981039346656037ULL;
    for (const char c : text) {
        h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
    return h ^ (h >> 31);
}

inline double uniform(const std::string &name, std::uint64_t seed, std::uint64_t draw)
{
    const std::uint64_t k = key(name);
    const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
    const r123::Philox4x32::ctr_type counter = {{low(draw / 2), high(draw / 2), low(seed), high(seed)}};
    const r123::Philox4x32::key_type words = {{low(k), high(k)}};
    const auto r = r123::Philox4x32()(counter, words);
    const std::uint64_t x = draw % 2 ? (static_cast<std::uint64_t>(r[3]) << 32 | r[2]) : (static_cast<std::uint64_t>(r[1]) << 32 | r[0]);
    return (static_cast<double>(x >> 12) + 0.5) / 4503599627370496.0;
}

inline double phi(double z)
{
    return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

// Finds x in [low, high] with f(x) = 0, f rising.
template<typename F>
double bisect(double low, double high, F f)
{
    for (int i = 0; i < 200 && low < high; ++i) {
        const double middle = low + (high - low) / 2;
        if (middle == low || middle == high) {
            break;
        }
        (f(middle) < 0 ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

inline double inverseNormal(double u)
{
    return u <= 0.5 ? bisect(-10.0, 0.0, [u](double z) { return phi(z) - u; }) : -bisect(-10.0, 0.0, [u](double z) { return phi(z) - (1 - u); });
}

// Regularised incomplete beta function by its continued fraction (Lentz).
inline double betaDistribution(double x, double a, double b)
{
    if (x <= 0 || x >= 1) {
        return x <= 0 ? 0 : 1;
    }
    if (x > (a + 1) / (a + b + 2)) {
        return 1 - betaDistribution(1 - x, b, a);
    }
    const double front = std::exp(a * std::log(x) + b * std::log1p(-x) - std::lgamma(a) - std::lgamma(b) + std::lgamma(a + b)) / a;
    double c = 1;
    double d = 1 / (1 - (a + b) * x / (a + 1));
    double h = d;
    for (int m = 1; m < 500; ++m) {
        for (const double n : {m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))}) {
            d = 1 / (1 + n * d);
            c = 1 + n / c;
            h *= c * d;
        }
    }
    return front * h;
}

inline double quantile(const core::Uncertainty &r, double z)
{
    using Kind = core::UncertaintyKind;
    if (r.low == r.high) {
        return r.low;
    }
    const double u = phi(z);
    const double range = r.high - r.low;
    switch (r.kind) {
    case Kind::Uniform:
        return r.low + u * range;
    case Kind::Triangular: {
        const double mode = *r.mode;
        return u < (mode - r.low) / range ? r.low + std::sqrt(u * range * (mode - r.low)) : r.high - std::sqrt(phi(-z) * range * (r.high - mode));
    }
    case Kind::Pert: {
        const double a = 1 + 4 * (*r.mode - r.low) / range;
        const double b = 1 + 4 * (r.high - *r.mode) / range;
        return r.low + range * bisect(0.0, 1.0, [&](double x) { return betaDistribution(x, a, b) - u; });
    }
    case Kind::Normal:
        return (r.low + r.high) / 2 + z * range / (2 * 1.6448536269514722);
    case Kind::Lognormal:
        return std::exp((std::log(r.low) + std::log(r.high)) / 2 + z * (std::log(r.high) - std::log(r.low)) / (2 * 1.6448536269514722));
    }
    return 0;
}

// Monthly values of every figure of every scope in one draw.
class Draw
{
public:
    using Months = std::vector<double>;
    std::map<std::pair<std::string, std::string>, Months> figures; // (figure, scope)

    Draw(const core::Plan &plan, std::uint64_t seed, std::uint64_t draw) : p(plan), s(plan.settings())
    {
        for (const core::Uncertainty &r : p.uncertainties) {
            double z = inverseNormal(uniform("row:" + r.id, seed, draw));
            if (r.driver && r.correlation > 0) {
                z = std::sqrt(r.correlation) * inverseNormal(uniform("driver:" + *r.driver, seed, draw)) + std::sqrt(1 - r.correlation) * z;
            }
            m_drawn.push_back(quantile(r, z));
        }
        months = s.lastMonth - s.firstMonth + 1;
        run();
    }

private:
    const core::Plan &p;
    const core::PlanSettings &s;
    int months = 0;
    std::vector<double> m_drawn;

    static double rounded(double x) { return x < 0 ? -std::floor(-x + 0.5) : std::floor(x + 0.5); }

    // The value of a field in this draw; `derived` stands in for an empty one.
    double value(const std::string &entity, const std::string &row, const std::string &field, double derived = 0, bool all = true) const
    {
        const core::EntityInfo &info = *core::entity(entity);
        const core::FieldInfo &f = *info.field(field);
        const core::Value stated = core::valueAt(p, {entity, row, field});
        const bool month = f.type == core::FieldType::Month;
        double v = core::isNull(stated) ? derived : month ? core::Month::parse(std::get<std::string>(stated))->index() : *core::numberOf(stated);
        for (std::size_t i = 0; i < p.uncertainties.size(); ++i) {
            const core::Uncertainty &r = p.uncertainties[i];
            if (r.entity != entity || r.field != field || !(r.row == row || (r.row == "*" && all))) {
                continue;
            }
            const double x = m_drawn[i];
            if (r.effect == core::UncertaintyEffect::Scale) {
                v *= x;
            } else if (r.effect == core::UncertaintyEffect::Shift) {
                v += month ? rounded(x) : x;
            } else {
                v = x;
            }
            if (month || f.type == core::FieldType::Integer) {
                v = rounded(v);
                v = field == "offset_months" ? v : std::max(0.0, v);
            } else if (f.isFraction() && f.min == 0 && f.max == 1) {
                v = std::min(1.0, std::max(0.0, v));
            } else if (field == "pue") {
                v = std::max(1.0, v);
            }
        }
        return v;
    }
    int monthOf(const std::string &entity, const std::string &row, const std::string &field, bool all = true) const
    {
        return static_cast<int>(value(entity, row, field, 0, all)) - s.firstMonth.index();
    }
    double hours(int m) const { return (s.firstMonth + m).hours(); }
    int year(int m) const { return (s.firstMonth + m).year(); }
    double grown(double rate, int m, double since) const { return std::pow(1 + rate, year(m) - since); }
    Months &of(const std::string &figure, const std::string &scope)
    {
        Months &v = figures[{figure, scope}];
        v.resize(static_cast<std::size_t>(months));
        return v;
    }
    void add(const std::string &figure, const std::string &scope, int m, double x) { of(figure, scope)[static_cast<std::size_t>(m)] += x; }

    // Adds a factory's money of a class in a month to everybody who pays it.
    void pay(const core::Factory &f, core::CostClass c, const char *figure, int m, double eur, double *all, double *ofUnion)
    {
        add(figure, "total", m, eur);
        add(figure, "factory:" + f.id, m, eur);
        double sum = 0;
        for (const core::Funding &x : p.funding) {
            sum += x.factory == f.id && x.costClass == c ? share(x) : 0;
        }
        if (all) {
            *all += eur;
        }
        if (sum == 0) {
            add(figure, "programme:", m, eur);
            return;
        }
        for (const core::Funding &x : p.funding) {
            if (x.factory != f.id || x.costClass != c) {
                continue;
            }
            const double part = eur * share(x) / sum;
            const auto level = p.programmes.find(x.programme)->level;
            add(figure, "programme:" + x.programme, m, part);
            if (ofUnion && level == core::ProgrammeLevel::Union) {
                *ofUnion += part;
            }
            if (level == core::ProgrammeLevel::National) {
                payNational(f, figure, m, part);
            }
        }
    }
    double share(const core::Funding &x) const { return value("funding", x.factory + '/' + core::textOf(x.costClass) + '/' + x.programme, "share"); }
    double contribution(const core::Participation &x) const { return value("participation", x.factory + '/' + x.country, "contribution_share"); }
    void payNational(const core::Factory &f, const char *figure, int m, double eur)
    {
        double sum = 0;
        for (const core::Participation &x : p.participations) {
            sum += x.factory == f.id ? contribution(x) : 0;
        }
        if (sum == 0) {
            add(figure, "country:", m, eur);
            return;
        }
        for (const core::Participation &x : p.participations) {
            if (x.factory == f.id) {
                add(figure, "country:" + x.country, m, eur * contribution(x) / sum);
            }
        }
    }
    // Of everything but acquisition, which is committed when it is paid.
    void payAndCommit(const core::Factory &f, core::CostClass c, int m, double eur, double *all, double *ofUnion)
    {
        pay(f, c, "paid_eur", m, eur, all, ofUnion);
        pay(f, c, "committed_eur", m, eur, nullptr, nullptr);
    }

    void run()
    {
        Months fleet(static_cast<std::size_t>(months)), demand(static_cast<std::size_t>(months));
        for (const core::System &x : p.systems) {
            if (!x.factory && x.included) {
                const int start = monthOf("system", x.id, "in_service", false);
                const int life = static_cast<int>(value("system", x.id, "lifetime_months", 0, false));
                for (int m = std::max(0, start); m < std::min(months, start + life); ++m) {
                    fleet[static_cast<std::size_t>(m)] += peak(x, value("system", x.id, "accelerators", 0, false), false);
                }
            }
        }
        for (const core::Demand &d : p.demand) {
            for (int m = 0; m < months; ++m) {
                demand[static_cast<std::size_t>(m)] += value("demand", d.id, "reference_hours") * grown(value("demand", d.id, "growth"), m, value("demand", d.id, "base_year")) / 12;
            }
        }
        for (const char *figure : {"paid_eur", "committed_eur", "delivered_hours", "reference_hours", "bf16_pflops", "energy_mwh"}) {
            of(figure, "total");
        }
        for (const core::Factory &f : p.factories) {
            if (f.included) {
                runFactory(f);
            }
        }
        figures[{"fleet", ""}] = fleet;
        figures[{"demand", ""}] = demand;
    }

    double peak(const core::System &x, double count, bool all) const
    {
        const double each = x.accelerator ? value("accelerator", *x.accelerator, "bf16_tflops") : 0;
        return value("system", x.id, "peak_bf16_pflops", count * each / 1000, all);
    }

    void runFactory(const core::Factory &f)
    {
        double all = 0, ofUnion = 0;
        Months delivered(static_cast<std::size_t>(months)), reference(static_cast<std::size_t>(months));
        for (const char *figure : {"paid_eur", "committed_eur", "delivered_hours", "reference_hours", "bf16_pflops", "energy_mwh"}) {
            of(figure, "factory:" + f.id);
        }
        for (const core::System &x : p.systems) {
            if (x.factory == f.id && x.included) {
                runSystem(f, x, delivered, reference, &all, &ofUnion);
            }
        }
        for (const core::CostLine &l : p.costLines) {
            if (l.factory == f.id) {
                runLine(f, l, &all, &ofUnion);
            }
        }
        const double u = all == 0 ? 0 : std::min(value("plan", "1", "union_access_cap"), ofUnion / all);
        double sum = 0;
        const auto access = [&](const core::Participation &x) { return value("participation", x.factory + '/' + x.country, "access_share", contribution(x)); };
        for (const core::Participation &x : p.participations) {
            sum += x.factory == f.id ? access(x) : 0;
        }
        for (const core::Participation &x : p.participations) {
            for (int m = 0; x.factory == f.id && m < months; ++m) {
                const double part = sum == 0 ? 0 : (1 - u) * access(x) / sum;
                add("delivered_hours", "country:" + x.country, m, part * delivered[static_cast<std::size_t>(m)]);
                add("reference_hours", "country:" + x.country, m, part * reference[static_cast<std::size_t>(m)]);
            }
        }
    }

    void runSystem(const core::Factory &f, const core::System &x, Months &delivered, Months &reference, double *all, double *ofUnion)
    {
        const auto v = [&](const char *field, double derived = 0) { return value("system", x.id, field, derived); };
        const auto chip = [&](const char *field) { return x.accelerator ? value("accelerator", *x.accelerator, field) : 0; };
        const double count = v("accelerators");
        const double bf16 = peak(x, count, true);
        const double power = v("power_kw", count * chip("system_power_kw"));
        const double euro = v("acquisition_cents", count * chip("system_price_cents")) / 100;
        const int start = monthOf("system", x.id, "in_service");
        const int life = static_cast<int>(v("lifetime_months"));
        const double unit = s.referenceAccelerator ? value("accelerator", *s.referenceAccelerator, "bf16_tflops") : 0;
        const std::string country = x.country.value_or(f.country);
        for (int a = 0; a < life; ++a) {
            const int m = start + a;
            if (m < 0 || m >= months) {
                continue;
            }
            const double ramp = std::min(1.0, (a + 1) / std::max(1.0, v("ramp_months")));
            const double used = count * hours(m) * v("availability") * ramp * v("utilisation");
            const double inReference = count == 0 || unit == 0 ? 0 : used * (bf16 * 1000 / count) / unit;
            const double load = v("availability") * v("utilisation") * ramp;
            const double idle = value("plan", "1", "idle_power");
            const double kwh = power * (idle + (1 - idle) * load) * value("factory", f.id, "pue") * hours(m);
            for (const std::string &scope : {std::string("total"), "factory:" + f.id}) {
                add("delivered_hours", scope, m, used);
                add("reference_hours", scope, m, inReference);
                add("bf16_pflops", scope, m, bf16);
                add("energy_mwh", scope, m, kwh / 1000);
            }
            delivered[static_cast<std::size_t>(m)] += used;
            reference[static_cast<std::size_t>(m)] += inReference;
            if (x.costed) {
                const double price = value("country", country, "electricity_eur_kwh") * grown(value("country", country, "electricity_growth"), m, value("plan", "1", "price_year"));
                payAndCommit(f, core::CostClass::Operations, m, kwh * price + euro * v("maintenance_rate") / 12, all, ofUnion);
            }
        }
        if (x.costed) {
            acquire(f, start, euro, all, ofUnion);
        }
    }

    void acquire(const core::Factory &f, int start, double euro, double *all, double *ofUnion)
    {
        double sum = 0;
        double earliest = 1e9;
        for (const core::Milestone &m : p.milestones) {
            sum += value("milestone", m.id, "share");
            earliest = std::min(earliest, value("milestone", m.id, "offset_months"));
        }
        const auto at = [&](const char *figure, int m, double eur, bool counted) {
            m = std::max(0, m);
            if (m < months) {
                pay(f, core::CostClass::Infrastructure, figure, m, eur, counted ? all : nullptr, counted ? ofUnion : nullptr);
            }
        };
        if (sum == 0) {
            at("paid_eur", start, euro, true);
            at("committed_eur", start, euro, false);
            return;
        }
        for (const core::Milestone &m : p.milestones) {
            at("paid_eur", start + static_cast<int>(value("milestone", m.id, "offset_months")), euro * value("milestone", m.id, "share") / sum, true);
        }
        at("committed_eur", start + static_cast<int>(earliest), euro, false);
    }

    void runLine(const core::Factory &f, const core::CostLine &l, double *all, double *ofUnion)
    {
        const int first = monthOf("cost_line", l.id, "first_month");
        const int last = monthOf("cost_line", l.id, "last_month");
        const double euro = value("cost_line", l.id, "amount_cents") / 100;
        const core::CostClass c = l.category == core::CostCategory::Installation ? core::CostClass::Infrastructure
            : l.category == core::CostCategory::Services                         ? core::CostClass::Services
                                                                                 : core::CostClass::Operations;
        for (int m = first; m <= last; ++m) {
            if (m < 0 || m >= months) {
                continue;
            }
            const double monthly = l.basis == core::CostBasis::Total ? euro / (last - first + 1) : euro / 12;
            payAndCommit(f, c, m, l.indexed ? monthly * grown(value("plan", "1", "inflation"), m, value("plan", "1", "price_year")) : monthly, all, ofUnion);
        }
    }
};

} // namespace plain
