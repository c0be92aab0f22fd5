// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence.h"
#include "findings.h"
#include "pdffile.h"
#include "statements.h"

#include <QLocale>

#include <memory>

namespace ui {

// All that a board report is made of, as plain values: with equal input the file has equal bytes.
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
    QString fingerprint;
    QString author;
    QString program = QStringLiteral("AI Factory Planner");
    QDate date;
    QLocale locale{QLocale::English, QLocale::Europe};
    bool realPrices = false; // money in prices of the plan's price year
};

// Computes everything but author, date and locale. Fails for an unknown scenario.
core::Result<ReportInput> reportInput(std::shared_ptr<const core::Plan> plan, const QString &scenario, const QString &against);

// The report's pages with their structure.
ReportCanvas boardReportPages(const ReportInput &input);

core::Result<PdfFile> boardReportBytes(const ReportInput &input, const ReportProgress &progress = {});

// Writes the report to the Governing Board as a PDF file, whole or not at all. GUI thread or, without a window, the main thread. What is left to
// say of a file that was written: empty, or that it has no tags, and why.
core::Result<QString> writeBoardReport(const ReportInput &input, const QString &path, const ReportProgress &progress = {});

} // namespace ui
