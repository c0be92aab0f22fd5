// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence.h"
#include "findings.h"
#include "pdffile.h"
#include "simulationanswer.h"
#include "statements.h"

#include <QLocale>
#include <QStringList>

#include <memory>

namespace ui {

enum class ReportKind { Board, Slides, Country, Factory, Changes };

// How a report is to look and what it leaves out; no figure depends on it.
struct ReportOptions
{
    QStringList leftOut;  // ids of the board report's sections, as of reportSections()
    bool draft = false;   // a watermark on every page
    QString organisation; // whose report it is; empty: nobody's
    QImage logo;
    engine::Period period = engine::Period::Year; // of the chart of payments
};

// All that a report is made of, as plain values: with equal input the file has equal bytes.
struct ReportInput
{
    std::shared_ptr<const core::Plan> plan; // unresolved
    QString scenario, against;              // ids; empty: the baseline. Equal: nothing is compared
    engine::Projection projection, againstProjection;
    std::vector<engine::StatementResult> statements, againstStatements;
    std::vector<engine::Finding> findings;
    std::vector<engine::LawCheck> lawChecks;
    engine::EvidenceSums evidence;
    std::vector<engine::AssumptionWeight> assumptions;
    std::shared_ptr<const document::SimulationAnswer> risk; // null: nothing in the plan is uncertain
    QString fingerprint;
    QString author;
    QString program = QStringLiteral("AI Factory Planner");
    QDate date;
    QLocale locale{QLocale::English, QLocale::Europe};
    QString language = QStringLiteral("en"); // of the words
    bool realPrices = false; // money in prices of the plan's price year
    ReportOptions options;
    std::vector<PdfAttachment> attachments;
};

// What a report speaks of: `subject` is the id of a country or factory; empty: all of them, a page each.
struct ReportTarget
{
    ReportKind kind = ReportKind::Board;
    QString subject = {};
};

// Computes everything but author, date, locale and options. Fails for an unknown scenario.
core::Result<ReportInput> reportInput(std::shared_ptr<const core::Plan> plan, const QString &scenario, const QString &against);

// Names of the kinds on the command line: "board", "slides", "country", "factory", "changes".
std::optional<ReportKind> reportKindOf(const QString &name);
QString nameOf(ReportKind kind);
// The board report's sections that may be left out: id and name.
std::vector<std::pair<QString, QString>> reportSections();
// A picture for the cover, small enough for a file that is sent, on white.
core::Result<QImage> logoFrom(const QString &path);
// The same as text that a plan can keep (at most 100,000 characters; smaller where that takes it), and back; no picture of any other text.
QString logoText(const QImage &logo);
QImage logoOfText(const QString &text);
// Countries that take part, or factories, that a sheet can be made of: in the order of the sheets.
QStringList subjectsOf(const ReportInput &input, ReportKind kind);
// Says why there can be no such report: a country that takes no part, nothing that is compared.
core::Status checkTarget(const ReportInput &input, const ReportTarget &target);

// The report's pages with their structure.
ReportCanvas reportPages(const ReportInput &input, const ReportTarget &target = {});

core::Result<PdfFile> reportBytes(const ReportInput &input, const ReportTarget &target = {}, const ReportProgress &progress = {});

// Writes the report as a PDF file, whole or not at all. GUI thread or, without a window, the main thread. What is left to say of a file that was
// written: empty, or that it has no tags, and why.
core::Result<QString> writeReport(const ReportInput &input, const ReportTarget &target, const QString &path, const ReportProgress &progress = {});
// A file for each country or factory, named after the path given: "X.pdf" makes "X-PT.pdf". All are written or, if one fails, the rest is not.
core::Result<QString> writeReportForEach(const ReportInput &input, ReportKind kind, const QString &path, const ReportProgress &progress = {});

} // namespace ui
