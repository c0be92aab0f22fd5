// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reportcanvas.h"
#include "result.h"

#include <QByteArray>
#include <QDate>

#include <functional>

namespace ui {

struct PdfInfo
{
    QString title, author, subject, program;
    QString language; // BCP 47
    QDate date;
};

// Painting: done pages of all; false stops.
using ReportProgress = std::function<bool(int page, int pages)>;

// The canvas as a PDF file with embedded fonts, outline, named destinations, links, page labels and metadata. The same bytes for the same
// canvas and info. Needs a QGuiApplication.
core::Result<QByteArray> pdfOf(const ReportCanvas &canvas, const PdfInfo &info, const ReportProgress &progress = {});

// Writes the file whole or not at all.
core::Status saveFile(const QByteArray &bytes, const QString &path);

} // namespace ui
