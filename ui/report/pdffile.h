// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reportcanvas.h"
#include "result.h"

#include <QByteArray>
#include <QDate>

#include <functional>

namespace ui {

// A file that travels inside the PDF.
struct PdfAttachment
{
    QString name, mimeType, description;
    QByteArray bytes;
};

// What the file promises to be. Accessible: PDF/UA-1 together with PDF/A-2a, or 3a where something is attached. ArchiveA1: PDF/A-1b, without
// attachments, for which there is a validator to be had. Plain: nothing, and no tags.
enum class PdfStandard { Accessible, ArchiveA1, Plain };

struct PdfInfo
{
    QString title, author, subject, program;
    QString language; // BCP 47
    QDate date;
    std::vector<PdfAttachment> attachments;
    PdfStandard standard = PdfStandard::Accessible;
};

struct PdfFile
{
    QByteArray bytes;
    QString untaggedBecause; // empty: as promised; else the reason why it is complete, but without tags
};

// Painting: done pages of all; false stops.
using ReportProgress = std::function<bool(int page, int pages)>;

// The canvas as a PDF file with its structure, embedded fonts, outline, named destinations, links, page labels and metadata. The same bytes for
// the same canvas and info. Needs a QGuiApplication.
core::Result<PdfFile> pdfOf(const ReportCanvas &canvas, const PdfInfo &info, const ReportProgress &progress = {});

// Writes the file whole or not at all.
core::Status saveFile(const QByteArray &bytes, const QString &path);

} // namespace ui
