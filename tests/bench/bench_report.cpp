// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "plandocument.h"
#include "planmaker.h"
#include "reportchoice.h"

#include <QApplication>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

// From the plan to the file's bytes: projections, findings, both passes of the layout, painting, tags, outline, links, and the plan attached.
static void writeBoard(benchmark::State &state, const core::Plan &plan, const QString &scenario)
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("plan.aifplan")).toStdString();
    const store::Signature signature = store::systemSignature("bench");
    if (!store::PlanFile::create(path, plan, "Bench", signature)) {
        state.SkipWithError("the plan cannot be kept");
        return;
    }
    const auto document = document::PlanDocument::open(QString::fromStdString(path), signature);
    for (auto _ : state) {
        ui::ReportChoice choice;
        choice.scenario = scenario;
        const auto input = ui::inputFor(**document, choice, QStringLiteral("bench"), QDate(2026, 11, 22));
        const auto file = ui::reportBytes(*input);
        if (!file || !file->untaggedBecause.isEmpty()) {
            state.SkipWithError("the report is not as promised");
        }
    }
}

static void BoardReport(benchmark::State &state)
{
    writeBoard(state, *document::shippedPlan(), QStringLiteral("contracts-2026"));
}
BENCHMARK(BoardReport)->Unit(benchmark::kMicrosecond);

static void BoardReportSixty(benchmark::State &state)
{
    writeBoard(state, randomPlan(7, 60, 2, 180), {});
}
BENCHMARK(BoardReportSixty)->Unit(benchmark::kMicrosecond);

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
