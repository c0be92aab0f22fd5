// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawnfigure.h"

#include <algorithm>
#include <cmath>

namespace simulation {

using kernels::lanes;

std::optional<std::vector<double>> drawsOf(const std::shared_ptr<const Model> &model, Figure figure, const Scope &scope, int period, const Sampling &sampling, const Control &control)
{
    const int accumulators[] = {model->find(figure, scope)};
    if (accumulators[0] < 0 || period < 0 || period >= model->periods.count()) {
        return std::nullopt;
    }
    const Program program(*model, accumulators);
    const auto &outputs = program.outputs();
    const auto shown = std::find_if(outputs.begin(), outputs.end(), [&](const Program::Output &o) {
        return o.accumulator == accumulators[0] && period >= o.firstLane && period < o.firstLane + o.lanes;
    });
    if (shown == outputs.end()) {
        return std::nullopt;
    }
    const int lane = period - shown->firstLane;
    Workspace w = program.workspace(unitDraws);
    const std::int64_t draws = std::min(sampling.draws, drawnAtMost);
    std::vector<double> out;
    out.reserve(static_cast<std::size_t>(draws));
    for (std::int64_t d = 0; d < draws; d += w.block) {
        if (control.cancel.stop_requested()) {
            return std::nullopt;
        }
        const int count = static_cast<int>(std::min<std::int64_t>(w.block, draws - d));
        program.draw(w, sampling.seed, d, count);
        if (d == 0 && !program.hasValue(w, *shown, lane)) {
            return std::nullopt;
        }
        const double *values = program.values(w, *shown) + lane;
        for (int i = 0; i < count; ++i) {
            out.push_back(values[i * lanes]);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

namespace {

// 1, 2, 2.5 or 5 times a power of ten, at least as large as given.
double roundUp(double width)
{
    const double power = std::pow(10, std::floor(std::log10(width)));
    for (const double step : {1.0, 2.0, 2.5, 5.0}) {
        if (width <= step * power) {
            return step * power;
        }
    }
    return 10 * power;
}

} // namespace

Histogram histogramOf(std::span<const double> ascending, int wanted)
{
    Histogram h;
    const double low = ascending.front(), high = ascending.back();
    const double least = 1e-12 * std::max(std::fabs(low), std::fabs(high)); // what rounding alone can make
    if (!(high - low > least)) {
        h.width = low == 0 ? 1 : roundUp(std::fabs(low) / 20);
        h.from = low - h.width / 2;
        h.counts.push_back(static_cast<std::int64_t>(ascending.size()));
        return h;
    }
    h.width = roundUp((high - low) / std::max(1, wanted));
    const double first = std::floor(low / h.width);
    h.from = first * h.width;
    const auto ranges = static_cast<std::size_t>(std::max(1.0, std::ceil(high / h.width) - first));
    h.counts.assign(ranges, 0);
    for (const double v : ascending) {
        const double at = std::floor(v / h.width) - first;
        ++h.counts[std::min(static_cast<std::size_t>(std::max(0.0, at)), ranges - 1)];
    }
    return h;
}

double quantileOf(std::span<const double> ascending, double probability)
{
    return ascending[static_cast<std::size_t>(rankOf(probability, static_cast<std::int64_t>(ascending.size())) - 1)];
}

double shareAtMost(std::span<const double> ascending, double value)
{
    return static_cast<double>(std::upper_bound(ascending.begin(), ascending.end(), value) - ascending.begin()) / static_cast<double>(ascending.size());
}

double shareAbove(std::span<const double> ascending, double value)
{
    return 1 - shareAtMost(ascending, value);
}

core::Result<Outcome> withoutUncertainty(const Model &model)
{
    auto plan = std::make_shared<core::Plan>(*model.plan);
    plan->uncertainties = {};
    const auto certain = prepare(std::move(plan), model.frame);
    if (!certain) {
        return certain.error();
    }
    Sampling once;
    once.draws = 1;
    once.threads = 1;
    return *simulate(*certain, once);
}

} // namespace simulation
