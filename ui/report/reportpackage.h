// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdffile.h"

namespace document {
class PlanDocument;
}

namespace ui {

// The plan as a package, to travel inside its report: whoever gets the paper can check and continue the plan.
core::Result<PdfAttachment> planAttachment(const document::PlanDocument &document);

// Does the name end as a report's does?
bool isReportPath(const QString &path);
// The bytes of the plan package that is attached to a PDF file. The file is untrusted: what is attached is taken up to a limit and written nowhere;
// the package has still to be read as one.
core::Result<QByteArray> packageInReport(const QString &path);

} // namespace ui
