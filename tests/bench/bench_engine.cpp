// SPDX-License-Identifier: GPL-3.0-or-later
#include "planmaker.h"

#include "baseline.h"
#include "findings.h"
#include "planfile.h"
#include "projection.h"
#include "scenario.h"
#include "statements.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <filesystem>

static void ProjectShipped(benchmark::State &state)
{
    const core::Plan plan = *document::shippedPlan();
    for (auto _ : state) {
        benchmark::DoNotOptimize(engine::project(plan));
    }
}
BENCHMARK(ProjectShipped)->Unit(benchmark::kMicrosecond);

static void ProjectThousand(benchmark::State &state)
{
    const core::Plan plan = randomPlan(1, 1000, 3, 180);
    for (auto _ : state) {
        benchmark::DoNotOptimize(engine::project(plan));
    }
}
BENCHMARK(ProjectThousand)->Unit(benchmark::kMicrosecond);

static void ReprojectOneOfThousand(benchmark::State &state)
{
    core::Plan plan = randomPlan(1, 1000, 3, 180);
    const engine::Projection before = engine::project(plan);
    const auto index = static_cast<std::size_t>(plan.systems.indexOf(plan.factories[500].id + "-s1"));
    plan.factories.edit(500).included = true;
    const int changed[] = {500};
    for (auto _ : state) {
        plan.systems.edit(index).accelerators += 1;
        benchmark::DoNotOptimize(engine::reproject(before, plan, changed));
    }
}
BENCHMARK(ReprojectOneOfThousand)->Unit(benchmark::kMicrosecond);

static void checkPlan(benchmark::State &state, const core::Plan &plan)
{
    const engine::Projection projection = engine::project(plan);
    for (auto _ : state) {
        benchmark::DoNotOptimize(engine::findings(plan, "", projection));
        benchmark::DoNotOptimize(engine::checkStatements(projection));
    }
}

static void CheckShipped(benchmark::State &state)
{
    checkPlan(state, *document::shippedPlan());
}
BENCHMARK(CheckShipped)->Unit(benchmark::kMicrosecond);

static void CheckThousand(benchmark::State &state)
{
    checkPlan(state, randomPlan(1, 1000, 3, 180));
}
BENCHMARK(CheckThousand)->Unit(benchmark::kMicrosecond);

// An edit, validated and applied in memory, to the new projection of a scenario: all but the disk.
static void EditToProjection(benchmark::State &state)
{
    core::Plan plan = *document::shippedPlan();
    double utilisation = 0.5;
    for (auto _ : state) {
        utilisation = utilisation > 0.9 ? 0.5 : utilisation + 0.001;
        const auto change = core::setCell(plan, "contracts-2026", {"system", "lumi-ai", "utilisation"}, utilisation);
        plan = *core::applied(plan, {"Edit", {*change}});
        benchmark::DoNotOptimize(engine::project(*core::resolve(plan, "contracts-2026")));
    }
}
BENCHMARK(EditToProjection)->Unit(benchmark::kMicrosecond);

static void ResolveScenario(benchmark::State &state)
{
    const core::Plan plan = *document::shippedPlan();
    for (auto _ : state) {
        benchmark::DoNotOptimize(core::resolve(plan, "all-19"));
    }
}
BENCHMARK(ResolveScenario)->Unit(benchmark::kMicrosecond);

static void OpenPlan(benchmark::State &state)
{
    const std::string path = (std::filesystem::temp_directory_path() / "aifp-bench.aifplan").string();
    if (!store::PlanFile::create(path, *document::shippedPlan(), "Bench", store::systemSignature("bench"), true)) {
        state.SkipWithError("cannot write");
        return;
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(store::PlanFile::open(path));
    }
    std::filesystem::remove(path);
}
BENCHMARK(OpenPlan)->Unit(benchmark::kMicrosecond);

BENCHMARK_MAIN();
