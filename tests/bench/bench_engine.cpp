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

// The load that the limits are stated for: 1,000 factories with 3 systems each over 15 years, all of them included and paid for, each system
// with its whole life of six years inside the horizon. (The random plan alone leaves a tenth out and has short lives.)
static core::Plan thousandFactories()
{
    core::Plan plan = randomPlan(1, 1000, 3, 180);
    for (std::size_t i = 0; i < plan.factories.size(); ++i) {
        plan.factories.edit(i).included = true;
    }
    for (std::size_t i = 0; i < plan.systems.size(); ++i) {
        core::System &s = plan.systems.edit(i);
        if (s.factory) {
            s.costed = true;
            s.lifetimeMonths = 72;
            s.inService = plan.settings().firstMonth + static_cast<int>(i * 37 % 109);
        }
    }
    return plan;
}

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
    const core::Plan plan = thousandFactories();
    for (auto _ : state) {
        benchmark::DoNotOptimize(engine::project(plan));
    }
}
BENCHMARK(ProjectThousand)->Unit(benchmark::kMicrosecond);

static void ReprojectOneOfThousand(benchmark::State &state)
{
    core::Plan plan = thousandFactories();
    const engine::Projection before = engine::project(plan);
    const auto index = static_cast<std::size_t>(plan.systems.indexOf(plan.factories[500].id + "-s1"));
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
    checkPlan(state, thousandFactories());
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
