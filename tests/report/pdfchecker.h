// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

// Holds a PDF file against what PDF/UA-1 and PDF/A-2a ask of its structure, as far as a program can see it: all that is painted belongs to an
// element or an artefact, content and tree and parent tree agree, elements nest, tables are regular, headings do not skip, figures have words,
// links belong to elements, every glyph shown has a character, fonts are embedded, metadata and outline are there. One sentence a fault.
QStringList faultsOfTaggedPdf(const QByteArray &file);

// The structure as indented text, with what each element holds.
QString structureOf(const QByteArray &file);
