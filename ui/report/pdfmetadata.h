// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdffile.h"

namespace ui {

// What kind of file it calls itself in its metadata; 0 and nothing: none.
struct PdfConformance
{
    int archivePart = 0; // of ISO 19005
    QString archiveLevel;
    bool accessible = false; // ISO 14289-1
};

// The file's metadata as XMP; its entries say the same as those of the information dictionary.
QByteArray xmpOf(const PdfInfo &info, const PdfConformance &conformance);
QString pdfDate(QDate date);

} // namespace ui
