// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report.h"

#include "edit.h"

namespace document {
class PlanDocument;
}

namespace ui {

// Which report is wanted and how it is to look: what the dialog asks for, and the plan remembers ('report.*' among its settings).
struct ReportChoice
{
    ReportKind kind = ReportKind::Board;
    QString subject;      // country or factory; empty: a page each
    bool fileEach = false; // a file for each of them
    QString scenario, against;
    bool realPrices = false;
    ReportOptions options; // without the logo's picture
    QString logo; // as logoText() gives it, so that the plan is whole wherever it goes; empty: none
    bool attachPlan = true;

    bool operator==(const ReportChoice &other) const;
};

// As the plan remembers it; `otherwise` where it says nothing, or speaks of what is no longer there.
ReportChoice choiceIn(const core::Plan &plan, const ReportChoice &otherwise = {});
// What makes the plan remember it; no changes where it does already.
core::Edit rememberChoice(const core::Plan &plan, const ReportChoice &choice);

// Computes what the report is made of, with logo and attachment.
core::Result<ReportInput> inputFor(const document::PlanDocument &document, const ReportChoice &choice, const QString &author, const QDate &date);
// The same without what costs time and shows on no page.
core::Result<ReportInput> previewInputFor(const std::shared_ptr<const core::Plan> &plan, const ReportChoice &choice, const QDate &date);

} // namespace ui
