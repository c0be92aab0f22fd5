// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation.h"

#include "text.h"

#include <algorithm>
#include <tuple>

namespace simulation {

namespace {

// Figures that are drawn together: what their bins and first values need stays within some 100 MB.
constexpr std::size_t mostSeriesAtOnce = 2'048;

std::vector<std::vector<int>> groupsOf(const Model &model, std::span<const int> wanted)
{
    std::vector<std::vector<int>> groups(1);
    const auto each = static_cast<std::size_t>(model.periods.count());
    std::size_t series = 0;
    for (std::size_t a = 0; a < model.accumulators.size(); ++a) {
        const bool asked = wanted.empty() || std::find(wanted.begin(), wanted.end(), static_cast<int>(a)) != wanted.end();
        if (!model.accumulators[a].visible || !asked) {
            continue;
        }
        if (series + each > mostSeriesAtOnce && !groups.back().empty()) {
            groups.emplace_back();
            series = 0;
        }
        groups.back().push_back(static_cast<int>(a));
        series += each;
    }
    return groups;
}

void addSeries(const Model &model, const Program &program, const SampleResult &result, std::vector<Series> &out)
{
    for (std::size_t r = 0; r < program.outputs().size(); ++r) {
        const Program::Output &o = program.outputs()[r];
        const Accumulator &a = model.accumulators[static_cast<std::size_t>(o.accumulator)];
        for (int l = 0; l < o.lanes; ++l) {
            if (const auto &summary = result.rows[r][static_cast<std::size_t>(l)]) {
                out.push_back({a.figure, a.scope, o.firstLane + l, *summary});
            }
        }
    }
}

auto orderOf(const Series &s)
{
    return std::tuple(s.scope, s.figure, s.period);
}

void sortSeries(std::vector<Series> &series)
{
    std::sort(series.begin(), series.end(), [](const Series &a, const Series &b) { return orderOf(a) < orderOf(b); });
}

// The scope of the other plan with the same id; kind and index as given where there is none.
std::optional<Scope> scopeIn(const Model &to, const Model &from, const Scope &scope)
{
    if (scope.index < 0) {
        return scope;
    }
    const auto at = [&](const auto &table, const auto &other) -> std::optional<Scope> {
        const std::ptrdiff_t i = other.indexOf(table[static_cast<std::size_t>(scope.index)].id);
        return i < 0 ? std::nullopt : std::optional(Scope{scope.kind, static_cast<int>(i)});
    };
    switch (scope.kind) {
    case ScopeKind::Programme:
        return at(from.plan->programmes, to.plan->programmes);
    case ScopeKind::Factory:
        return at(from.plan->factories, to.plan->factories);
    case ScopeKind::Country:
        return at(from.plan->countries, to.plan->countries);
    case ScopeKind::Total:
        break;
    }
    return scope;
}

// Two models' programs of the figures that both have, and which output stands against which.
struct Pair
{
    Pair(const Model &a, const Model &b, const std::vector<std::pair<int, int>> &figures)
        : first(a, of(figures, false)), second(b, of(figures, true)), differences(first, second, partners(figures))
    {
    }

    Program first, second;
    DifferenceSampler differences;

private:
    static std::vector<int> of(const std::vector<std::pair<int, int>> &figures, bool other)
    {
        std::vector<int> out;
        for (const auto &[a, b] : figures) {
            out.push_back(other ? b : a);
        }
        return out;
    }
    std::vector<int> partners(const std::vector<std::pair<int, int>> &figures) const
    {
        std::vector<int> out;
        for (const Program::Output &o : first.outputs()) {
            const auto pair = std::find_if(figures.begin(), figures.end(), [&](const auto &f) { return f.first == o.accumulator; });
            const auto partner = std::find_if(second.outputs().begin(), second.outputs().end(),
                                              [&](const Program::Output &p) { return p.accumulator == pair->second && p.firstLane == o.firstLane; });
            out.push_back(static_cast<int>(partner - second.outputs().begin()));
        }
        return out;
    }
};

// Draws in which the last lane (the whole horizon) of the sampler's last row is below 0, and in which it is 0.
std::pair<std::int64_t, std::int64_t> belowZero(const Sampler &sampler, const Sampling &sampling, std::int64_t draws, const Control &control)
{
    auto works = worksFor(sampler, sampling);
    std::vector<std::pair<std::int64_t, std::int64_t>> seen(works.size());
    const int row = static_cast<int>(sampler.rows().size()) - 1;
    const int lane = sampler.rows().back().lanes - 1;
    drawUnits(works, sampling, control, 0, draws, [&](int worker, int, const Sampler::Work &work, std::int64_t, int count) {
        const double *values = work.values(row);
        for (int i = 0; i < count; ++i) {
            const double v = values[i * kernels::lanes + lane];
            seen[static_cast<std::size_t>(worker)].first += v < 0;
            seen[static_cast<std::size_t>(worker)].second += v == 0;
        }
    });
    std::pair<std::int64_t, std::int64_t> sum;
    for (const auto &s : seen) {
        sum.first += s.first;
        sum.second += s.second;
    }
    return sum;
}

} // namespace

const Series *Outcome::find(Figure figure, const Scope &scope, int period) const
{
    const Series key{figure, scope, period, {}};
    const auto it = std::lower_bound(series.begin(), series.end(), key, [](const Series &a, const Series &b) { return orderOf(a) < orderOf(b); });
    return it != series.end() && orderOf(*it) == orderOf(key) ? &*it : nullptr;
}

Sampling samplingOf(const core::Plan &plan)
{
    Sampling s;
    s.draws = plan.settings().simulationDraws;
    s.seed = static_cast<std::uint64_t>(plan.settings().simulationSeed);
    return s;
}

std::optional<Outcome> simulate(const std::shared_ptr<const Model> &model, const Sampling &sampling, const Control &control, std::span<const int> accumulators)
{
    Outcome out;
    out.model = model;
    out.seed = sampling.seed;
    Sampling s = sampling;
    const auto groups = groupsOf(*model, accumulators);
    Control part = control;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (control.progress) {
            // In draws of the whole: groups one after the other.
            part.progress = [&, g](std::int64_t done, std::int64_t) {
                const auto all = static_cast<std::int64_t>(groups.size());
                control.progress((static_cast<std::int64_t>(g) * s.draws + done) / all, s.draws);
            };
        }
        const Program program(*model, groups[g]);
        const auto result = sample(PlanSampler(program), s, part);
        if (!result) {
            return std::nullopt;
        }
        // What was stopped in the first group goes on with as many draws in the others.
        s.draws = result->draws;
        part.stop = {};
        out.draws = s.draws;
        addSeries(*model, program, *result, out.series);
    }
    sortSeries(out.series);
    return out;
}

engine::ResultTable resultTable(const Outcome &outcome)
{
    engine::ResultTable t;
    t.name = "simulation";
    t.keyColumns = 3;
    t.columns = {"figure", "scope", "period", "mean", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "standard_error"};
    for (const Series &s : outcome.series) {
        std::vector<engine::ResultTable::Cell> row{std::string(textOf(s.figure)), outcome.model->scopeText(s.scope), outcome.model->periods.label(s.period), s.summary.mean};
        row.insert(row.end(), s.summary.quantiles.begin(), s.summary.quantiles.end());
        row.emplace_back(s.summary.standardError);
        t.rows.push_back(std::move(row));
    }
    return t;
}

core::Result<std::optional<Comparison>> compare(const std::shared_ptr<const Model> &a, const std::shared_ptr<const Model> &b, const Sampling &sampling, const Control &control)
{
    if (!(a->periods == b->periods) || !a->periods.hasWhole()) {
        return core::Error{core::text("The two plans have other horizons or periods; give both the same first and last month to compare them draw by draw.")};
    }
    std::vector<std::pair<int, int>> figures;
    for (std::size_t i = 0; i < a->accumulators.size(); ++i) {
        const Accumulator &x = a->accumulators[i];
        const auto scope = x.visible ? scopeIn(*b, *a, x.scope) : std::nullopt;
        const int y = scope ? b->find(x.figure, *scope) : -1;
        if (y >= 0) {
            figures.emplace_back(static_cast<int>(i), y);
        }
    }
    const std::optional<Comparison> none;
    const Pair pair(*a, *b, figures);
    const auto result = sample(pair.differences, sampling, control);
    if (!result) {
        return none;
    }
    Comparison out;
    out.seed = sampling.seed;
    out.draws = result->draws;
    addSeries(*a, pair.first, *result, out.difference);
    sortSeries(out.difference);
    const Pair paid(*a, *b, {{a->find(Figure::PaidEur, {}), b->find(Figure::PaidEur, {})}});
    Control count;
    count.cancel = control.cancel;
    const auto [cheaper, alike] = belowZero(paid.differences, sampling, out.draws, count);
    if (control.cancel.stop_requested()) {
        return none;
    }
    out.probabilityCheaper = static_cast<double>(cheaper) / static_cast<double>(out.draws);
    out.probabilityAlike = static_cast<double>(alike) / static_cast<double>(out.draws);
    return std::optional(std::move(out));
}

} // namespace simulation
