// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "report.h"

#include <QApplication>

#include <benchmark/benchmark.h>

// From the plan to the file's bytes: projections, findings, both passes of the layout, painting, outline and links.
static void BoardReport(benchmark::State &state)
{
    const auto plan = std::make_shared<core::Plan>(*document::shippedPlan());
    for (auto _ : state) {
        ui::ReportInput input = *ui::reportInput(plan, QStringLiteral("contracts-2026"), {});
        input.date = QDate(2026, 11, 22);
        benchmark::DoNotOptimize(ui::reportBytes(input).ok());
    }
}
BENCHMARK(BoardReport)->Unit(benchmark::kMicrosecond);

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
