// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "plandocument.h"
#include "planmaker.h"
#include "planpackage.h"
#include "reportchoice.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
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

// The shipped plan as a document in a folder of its own.
struct ShippedDocument
{
    ShippedDocument()
    {
        const std::string path = folder.filePath(QStringLiteral("plan.aifplan")).toStdString();
        const store::Signature signature = store::systemSignature("bench");
        if (store::PlanFile::create(path, *document::shippedPlan(), "Bench", signature)) {
            auto opened = document::PlanDocument::open(QString::fromStdString(path), signature);
            plan = std::move(*opened);
        }
    }
    QTemporaryDir folder;
    std::unique_ptr<document::PlanDocument> plan;
};

// Plan, tables, projections of every scenario, checksums; written to the disk.
static void PackageWrite(benchmark::State &state)
{
    const ShippedDocument shipped;
    for (auto _ : state) {
        if (!document::writePlanPackage(*shipped.plan, shipped.folder.filePath(QStringLiteral("x.aifpack")))) {
            state.SkipWithError("the package was not written");
        }
    }
}
BENCHMARK(PackageWrite)->Unit(benchmark::kMicrosecond);

// Every check, and the plan file that is made of it.
static void PackageRead(benchmark::State &state)
{
    const ShippedDocument shipped;
    const QString package = shipped.folder.filePath(QStringLiteral("x.aifpack"));
    const QString made = shipped.folder.filePath(QStringLiteral("made.aifplan"));
    (void)document::writePlanPackage(*shipped.plan, package);
    for (auto _ : state) {
        if (!document::createPlanFromPackage(package, made, store::systemSignature("bench"))) {
            state.SkipWithError("the package was not read");
        }
        state.PauseTiming();
        QFile::remove(made);
        state.ResumeTiming();
    }
}
BENCHMARK(PackageRead)->Unit(benchmark::kMicrosecond);

// For comparison, where it is installed: LibreOffice exporting a tagged PDF of as many pages, with text and a table on each; its start included, as
// it is for whoever waits for the file.
static void LibreOfficePdf(benchmark::State &state)
{
    const QString soffice = QStandardPaths::findExecutable(QStringLiteral("soffice"));
    if (soffice.isEmpty()) {
        state.SkipWithError("LibreOffice is not installed");
        return;
    }
    const ShippedDocument shipped;
    ui::ReportChoice choice;
    choice.scenario = QStringLiteral("contracts-2026");
    const int pages = ui::reportPages(*ui::inputFor(*shipped.plan, choice, QStringLiteral("bench"), QDate(2026, 11, 22))).pageCount();
    QString body;
    for (int page = 0; page < pages; ++page) {
        body += QStringLiteral("<text:p text:style-name=\"%1\">Page %2: what the plan says about compute, money and access.</text:p><table:table><table:table-column table:number-columns-repeated=\"8\"/>")
                    .arg(page == 0 ? QStringLiteral("Standard") : QStringLiteral("NewPage")).arg(page + 1);
        for (int row = 0; row < 24; ++row) {
            body += QStringLiteral("<table:table-row>");
            for (int column = 0; column < 8; ++column) {
                body += QStringLiteral("<table:table-cell><text:p>%1</text:p></table:table-cell>").arg(page * 1000 + row * 8 + column);
            }
            body += QStringLiteral("</table:table-row>");
        }
        body += QStringLiteral("</table:table>");
    }
    QFile file(shipped.folder.filePath(QStringLiteral("report.fodt")));
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QStringLiteral("<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
                                  "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
                                  "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" office:version=\"1.3\" office:mimetype=\"application/vnd.oasis.opendocument.text\">"
                                  "<office:automatic-styles><style:style style:name=\"NewPage\" style:family=\"paragraph\"><style:paragraph-properties fo:break-before=\"page\"/></style:style></office:automatic-styles>"
                                  "<office:body><office:text>%1</office:text></office:body></office:document>").arg(body).toUtf8());
        file.close();
    }
    const QStringList arguments{QStringLiteral("-env:UserInstallation=file://") + shipped.folder.filePath(QStringLiteral("profile")), QStringLiteral("--headless"), QStringLiteral("--convert-to"),
                                QStringLiteral("pdf:writer_pdf_Export:{\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"}}"), QStringLiteral("--outdir"), shipped.folder.path(), file.fileName()};
    const auto convert = [&] {
        QProcess process;
        process.setStandardOutputFile(QProcess::nullDevice());
        process.start(soffice, arguments);
        return process.waitForFinished(300000) && process.exitCode() == 0 && QFile::exists(shipped.folder.filePath(QStringLiteral("report.pdf")));
    };
    convert(); // makes its profile
    for (auto _ : state) {
        QElapsedTimer timer;
        timer.start();
        if (!convert()) {
            state.SkipWithError("LibreOffice wrote no PDF");
        }
        state.SetIterationTime(static_cast<double>(timer.nsecsElapsed()) / 1e9);
    }
    state.SetLabel(std::to_string(pages) + " pages");
}
BENCHMARK(LibreOfficePdf)->UseManualTime()->Iterations(1)->Unit(benchmark::kMicrosecond);

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
