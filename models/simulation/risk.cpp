// SPDX-License-Identifier: GPL-3.0-or-later
#include "risk.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace simulation {

using kernels::lanes;

namespace {

// Value of a lane of an accumulator, whichever output of the program it stands in; the output's index and the lane within it.
std::pair<int, int> outputOf(const Program &program, int accumulator, int lane)
{
    for (std::size_t i = 0; i < program.outputs().size(); ++i) {
        const Program::Output &o = program.outputs()[i];
        if (o.accumulator == accumulator && lane >= o.firstLane && lane < o.firstLane + o.lanes) {
            return {static_cast<int>(i), lane - o.firstLane};
        }
    }
    return {-1, -1};
}

struct Ceiling
{
    EnvelopeRisk risk;
    int output = 0, lane = 0;
};

// Sums over units in their order, so that threads do not show.
struct UnitSum
{
    double excess = 0, tail = 0;
    std::int64_t above = 0;
};

std::vector<Ceiling> ceilingsOf(const Model &model, const Program &program, Figure figure)
{
    std::vector<Ceiling> out;
    const int firstYear = model.periods.calendar().firstYear();
    for (const core::Envelope &e : model.plan->envelopes) {
        const std::ptrdiff_t programme = model.plan->programmes.indexOf(e.programme);
        const int lane = static_cast<int>(e.year) - firstYear;
        if (programme < 0 || lane < 0 || lane >= model.periods.parts()) {
            continue;
        }
        Ceiling c;
        c.risk.programme = static_cast<int>(programme);
        c.risk.year = static_cast<int>(e.year);
        c.risk.envelopeEur = static_cast<double>(e.amountCents) / 100;
        const int accumulator = model.find(figure, {ScopeKind::Programme, c.risk.programme});
        std::tie(c.output, c.lane) = accumulator < 0 ? std::pair(-1, -1) : outputOf(program, accumulator, lane);
        out.push_back(c);
    }
    return out;
}

std::vector<int> programmeMoney(const Model &model, Figure figure)
{
    std::vector<int> out;
    for (std::size_t i = 0; i < model.accumulators.size(); ++i) {
        const Accumulator &a = model.accumulators[i];
        if (a.visible && a.figure == figure && a.scope.kind == ScopeKind::Programme) {
            out.push_back(static_cast<int>(i));
        }
    }
    return out;
}

// Average ranks from 1; values that are alike share theirs.
std::vector<double> ranksOf(const std::vector<double> &values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b] || (values[a] == values[b] && a < b); });
    std::vector<double> ranks(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i;
        while (end < order.size() && values[order[end]] == values[order[i]]) {
            ++end;
        }
        for (std::size_t k = i; k < end; ++k) {
            ranks[order[k]] = static_cast<double>(i + 1 + end) / 2;
        }
        i = end;
    }
    return ranks;
}

double correlationOf(const std::vector<double> &a, const std::vector<double> &b)
{
    const double middle = (static_cast<double>(a.size()) + 1) / 2; // mean of ranks
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - middle) * (b[i] - middle);
        aa += (a[i] - middle) * (a[i] - middle);
        bb += (b[i] - middle) * (b[i] - middle);
    }
    return aa == 0 || bb == 0 ? 0 : ab / std::sqrt(aa * bb);
}

} // namespace

std::optional<std::vector<EnvelopeRisk>> envelopeRisks(const std::shared_ptr<const Model> &model, const Sampling &sampling, engine::Money money, const Control &control)
{
    const Figure figure = money == engine::Money::Paid ? Figure::PaidEur : Figure::CommittedEur;
    const std::vector<int> accumulators = programmeMoney(*model, figure);
    const Program program(*model, accumulators);
    const PlanSampler sampler(program);
    std::vector<Ceiling> ceilings = ceilingsOf(*model, program, figure);
    std::vector<EnvelopeRisk> out;
    // First the level that the worst tenth begins at, then what lies above it and above the envelope.
    const auto levels = accumulators.empty() ? std::optional(SampleResult{sampling.draws, {}}) : sample(sampler, sampling, control);
    if (!levels) {
        return std::nullopt;
    }
    const std::int64_t draws = levels->draws;
    const auto level = [&](const Ceiling &c) { return levels->rows[static_cast<std::size_t>(c.output)][static_cast<std::size_t>(c.lane)]->quantiles[5]; };
    std::vector<UnitSum> sums(static_cast<std::size_t>((draws + unitDraws - 1) / unitDraws) * ceilings.size());
    Control again;
    again.cancel = control.cancel;
    if (!accumulators.empty()) {
        auto works = worksFor(sampler, sampling);
        drawUnits(works, sampling, again, 0, draws, [&](int, int unit, const Sampler::Work &work, std::int64_t, int count) {
            for (std::size_t c = 0; c < ceilings.size(); ++c) {
                if (ceilings[c].output < 0) {
                    continue;
                }
                UnitSum &s = sums[static_cast<std::size_t>(unit) * ceilings.size() + c];
                const double *values = work.values(ceilings[c].output) + ceilings[c].lane;
                const double envelope = ceilings[c].risk.envelopeEur;
                const double from = level(ceilings[c]);
                for (int i = 0; i < count; ++i) {
                    const double v = values[i * lanes];
                    s.above += v > envelope;
                    s.excess += std::max(0.0, v - envelope);
                    s.tail += v > from ? v - from : 0;
                }
            }
        });
        if (control.cancel.stop_requested()) {
            return std::nullopt;
        }
    }
    const auto n = static_cast<double>(draws);
    // As many draws as stand above the level in order: the tenth, the level itself filling up where draws are alike.
    const double tenth = static_cast<double>(std::max<std::int64_t>(1, draws - rankOf(0.9, draws)));
    for (std::size_t c = 0; c < ceilings.size(); ++c) {
        EnvelopeRisk r = ceilings[c].risk;
        UnitSum sum;
        for (std::size_t u = 0; u * ceilings.size() < sums.size() && !ceilings.empty(); ++u) {
            const UnitSum &s = sums[u * ceilings.size() + c];
            sum.above += s.above;
            sum.excess += s.excess;
            sum.tail += s.tail;
        }
        r.probability = static_cast<double>(sum.above) / n;
        r.expectedExcessEur = sum.excess / n;
        r.worstTenthEur = ceilings[c].output < 0 ? 0 : level(ceilings[c]) + sum.tail / tenth;
        out.push_back(r);
    }
    return out;
}

std::optional<double> probabilityOfKeeping(const std::shared_ptr<const Model> &model, const Sampling &sampling, engine::Money money, const Control &control)
{
    const Figure figure = money == engine::Money::Paid ? Figure::PaidEur : Figure::CommittedEur;
    const std::vector<int> accumulators = programmeMoney(*model, figure);
    if (accumulators.empty()) {
        return 1;
    }
    const Program program(*model, accumulators);
    const PlanSampler sampler(program);
    std::vector<Ceiling> ceilings = ceilingsOf(*model, program, figure);
    std::erase_if(ceilings, [](const Ceiling &c) { return c.output < 0; });
    auto works = worksFor(sampler, sampling);
    std::vector<std::int64_t> over(works.size(), 0); // draws in which any is exceeded, by thread
    const std::int64_t draws = drawUnits(works, sampling, control, 0, sampling.draws, [&](int worker, int, const Sampler::Work &work, std::int64_t, int count) {
        for (int i = 0; i < count; ++i) {
            over[static_cast<std::size_t>(worker)] += std::any_of(ceilings.begin(), ceilings.end(), [&](const Ceiling &c) {
                return work.values(c.output)[i * lanes + c.lane] > c.risk.envelopeEur;
            });
        }
    });
    if (control.cancel.stop_requested()) {
        return std::nullopt;
    }
    const auto all = std::accumulate(over.begin(), over.end(), std::int64_t{0});
    return draws == 0 ? 1 : 1 - static_cast<double>(all) / static_cast<double>(draws);
}

std::optional<int> TargetRisk::monthWith(double probability) const
{
    const auto it = std::find_if(reachedBy.begin(), reachedBy.end(), [probability](double p) { return p >= probability; });
    return it == reachedBy.end() ? std::nullopt : std::optional(static_cast<int>(it - reachedBy.begin()));
}

std::optional<std::vector<TargetRisk>> targetRisks(const std::shared_ptr<const Model> &model, std::span<const Target> targets, const Sampling &sampling, const Control &control)
{
    std::vector<int> accumulators;
    for (const Figure f : {Figure::IndexBf16, Figure::Coverage}) {
        const int a = model->find(f, {});
        if (a >= 0) {
            accumulators.push_back(a);
        }
    }
    std::vector<TargetRisk> out;
    const int months = model->periods.parts();
    for (const Target &t : targets) {
        out.push_back({t, std::vector<double>(static_cast<std::size_t>(months), 0.0)});
    }
    if (accumulators.empty()) {
        return out;
    }
    const Program program(*model, accumulators);
    const PlanSampler sampler(program);
    auto works = worksFor(sampler, sampling);
    // Draws by the first month in which the target is met; one row of months for each thread and target.
    std::vector<std::vector<std::int64_t>> first(works.size(), std::vector<std::int64_t>(targets.size() * static_cast<std::size_t>(months), 0));
    const std::int64_t draws = drawUnits(works, sampling, control, 0, sampling.draws, [&](int worker, int, const Sampler::Work &work, std::int64_t, int count) {
        std::vector<char> met(static_cast<std::size_t>(count));
        for (std::size_t t = 0; t < targets.size(); ++t) {
            std::fill(met.begin(), met.end(), char{0});
            const int accumulator = model->find(targets[t].figure, {});
            for (int m = 0; m < months && accumulator >= 0; ++m) {
                const auto [output, lane] = outputOf(program, accumulator, m);
                if (output < 0) {
                    break;
                }
                const double *values = work.values(output) + lane;
                for (int i = 0; i < count; ++i) {
                    if (!met[static_cast<std::size_t>(i)] && values[i * lanes] >= targets[t].value) {
                        met[static_cast<std::size_t>(i)] = 1;
                        ++first[static_cast<std::size_t>(worker)][t * static_cast<std::size_t>(months) + static_cast<std::size_t>(m)];
                    }
                }
            }
        }
    });
    if (control.cancel.stop_requested()) {
        return std::nullopt;
    }
    for (std::size_t t = 0; t < targets.size(); ++t) {
        std::int64_t reached = 0;
        for (std::size_t m = 0; m < static_cast<std::size_t>(months); ++m) {
            for (const auto &worker : first) {
                reached += worker[t * static_cast<std::size_t>(months) + m];
            }
            out[t].reachedBy[m] = draws == 0 ? 0 : static_cast<double>(reached) / static_cast<double>(draws);
        }
    }
    return out;
}

std::optional<Tornado> tornado(const std::shared_ptr<const Model> &model, Figure figure, const Scope &scope, int period, const Sampling &sampling, const Control &control)
{
    const int accumulators[] = {model->find(figure, scope)};
    if (accumulators[0] < 0 || period < 0 || period >= model->periods.count()) {
        return std::nullopt;
    }
    const Program program(*model, accumulators);
    const auto [output, lane] = outputOf(program, accumulators[0], period);
    const Program::Output &shown = program.outputs()[static_cast<std::size_t>(output)];
    Workspace w = program.workspace(unitDraws);
    const std::size_t rows = model->rows.size();
    Tornado out;
    std::vector<double> u(rows * 2, 0.5);
    for (std::size_t r = 0; r < rows; ++r) {
        u[r * 2] = 0.1;
        u[r * 2 + 1] = 0.9;
        program.set(w, u, 2);
        const double *values = program.values(w, shown);
        out.swings.push_back({model->rows[r].row, values[lane], values[lanes + lane], 0});
        u[r * 2] = u[r * 2 + 1] = 0.5;
    }
    program.set(w, u, 2);
    out.atMedian = program.values(w, shown)[lane];

    const std::int64_t draws = std::min(sampling.draws, rankedDraws);
    std::vector<double> result;
    std::vector<std::vector<double>> drawn(rows);
    for (std::int64_t d = 0; d < draws; d += w.block) {
        if (control.cancel.stop_requested()) {
            return std::nullopt;
        }
        const int count = static_cast<int>(std::min<std::int64_t>(w.block, draws - d));
        program.draw(w, sampling.seed, d, count);
        const double *values = program.values(w, shown) + lane;
        for (int i = 0; i < count; ++i) {
            result.push_back(values[i * lanes]);
        }
        for (std::size_t r = 0; r < rows; ++r) {
            if (const double *x = program.drawn(w, static_cast<int>(r))) {
                drawn[r].insert(drawn[r].end(), x, x + count);
            }
        }
    }
    const std::vector<double> ranks = ranksOf(result);
    for (std::size_t r = 0; r < rows; ++r) {
        out.swings[r].rankCorrelation = drawn[r].empty() ? 0 : correlationOf(ranksOf(drawn[r]), ranks);
    }
    std::stable_sort(out.swings.begin(), out.swings.end(), [](const Swing &a, const Swing &b) { return std::fabs(a.atP90 - a.atP10) > std::fabs(b.atP90 - b.atP10); });
    return out;
}

} // namespace simulation
