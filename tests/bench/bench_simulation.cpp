// SPDX-License-Identifier: GPL-3.0-or-later
#include "uncertainplan.h"

#include "baseline.h"
#include "scenario.h"
#include "simulation.h"

#include <benchmark/benchmark.h>

// The promised figures of the simulation: on two threads, every yearly figure with its mean, quantiles and standard error.

using namespace simulation;

static std::shared_ptr<const core::Plan> shipped(const char *scenario = "")
{
    return std::make_shared<const core::Plan>(*core::resolve(*document::shippedPlan(), scenario));
}

static Frame totalsAndProgrammes()
{
    Frame f;
    f.programmes = true;
    return f;
}

static Frame everyScope()
{
    Frame f;
    f.programmes = f.factories = f.countries = true;
    return f;
}

static void simulateShipped(benchmark::State &state, const Frame &frame, std::int64_t draws)
{
    const auto model = *prepare(shipped(), frame);
    Sampling s;
    s.draws = draws;
    s.threads = 2;
    std::size_t series = 0;
    for (auto _ : state) {
        const auto outcome = simulate(model, s);
        series = outcome->series.size();
        benchmark::DoNotOptimize(series);
    }
    state.counters["series"] = static_cast<double>(series);
    state.counters["draws/s"] = benchmark::Counter(static_cast<double>(draws), benchmark::Counter::kIsIterationInvariantRate);
}

static void Simulate10k(benchmark::State &state) { simulateShipped(state, totalsAndProgrammes(), 10'000); }
BENCHMARK(Simulate10k)->Unit(benchmark::kMicrosecond)->UseRealTime();

static void Simulate100k(benchmark::State &state) { simulateShipped(state, totalsAndProgrammes(), 100'000); }
BENCHMARK(Simulate100k)->Unit(benchmark::kMicrosecond)->UseRealTime();

static void Simulate1M(benchmark::State &state) { simulateShipped(state, totalsAndProgrammes(), 1'000'000); }
BENCHMARK(Simulate1M)->Unit(benchmark::kMicrosecond)->UseRealTime();

static void SimulateScopes100k(benchmark::State &state) { simulateShipped(state, everyScope(), 100'000); }
BENCHMARK(SimulateScopes100k)->Unit(benchmark::kMicrosecond)->UseRealTime();

// From a plan in which a slider has moved to a model that can be drawn from, the tables of the distributions being cached.
static void PrepareSimulation(benchmark::State &state)
{
    const auto plan = shipped();
    for (auto _ : state) {
        benchmark::DoNotOptimize(prepare(plan, totalsAndProgrammes()));
    }
}
BENCHMARK(PrepareSimulation)->Unit(benchmark::kMicrosecond)->UseRealTime();

// A PERT distribution that has not been seen before, as while its handle is dragged.
static void TableOfPert(benchmark::State &state)
{
    double alpha = 1.5;
    for (auto _ : state) {
        alpha = alpha > 4 ? 1.5 : alpha + 1e-5;
        benchmark::DoNotOptimize(pertTable(alpha, 6 - alpha));
    }
}
BENCHMARK(TableOfPert)->Unit(benchmark::kMicrosecond)->UseRealTime();

// Where the time goes: the draws alone, with the figures, without statistics (one thread, 100,000 draws).
static void DrawFigures100k(benchmark::State &state)
{
    const auto model = *prepare(shipped(), totalsAndProgrammes());
    std::vector<int> shown;
    for (std::size_t a = 0; a < model->accumulators.size(); ++a) {
        if (model->accumulators[a].visible) {
            shown.push_back(static_cast<int>(a));
        }
    }
    const Program program(*model, shown);
    Workspace w = program.workspace(0);
    for (auto _ : state) {
        for (std::int64_t d = 0; d < 100'000; d += w.block) {
            program.draw(w, 1, d, w.block);
        }
        benchmark::DoNotOptimize(w.rows.data());
    }
}
BENCHMARK(DrawFigures100k)->Unit(benchmark::kMicrosecond)->UseRealTime();

// 1,000 factories with 3 systems each over 15 years, all scopes: in groups of figures, with the memory of one.
static void SimulateThousand10k(benchmark::State &state)
{
    auto plan = std::make_shared<core::Plan>(randomPlan(1, 1000, 3, 180));
    plan->uncertainties = shipped()->uncertainties;
    const auto model = *prepare(plan, everyScope());
    Sampling s;
    s.draws = 10'000;
    s.threads = 2;
    std::size_t series = 0;
    for (auto _ : state) {
        series = simulate(model, s)->series.size();
    }
    state.counters["series"] = static_cast<double>(series);
}
BENCHMARK(SimulateThousand10k)->Unit(benchmark::kMicrosecond)->UseRealTime()->Iterations(1);

BENCHMARK_MAIN();
