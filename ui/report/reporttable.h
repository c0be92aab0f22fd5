// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reportsheet.h"

#include <vector>

namespace ui {

// A sign before a cell's words, drawn as a path, so that colour never speaks alone.
enum class CellSign { None, Tick, Cross, Error, Warning, Note };

struct ReportCell
{
    QString text;
    bool strong = false;
    bool assumption = false; // italic, dotted underline
    bool overridden = false; // bar at the column's left
    QColor color;            // none: the row's
    QColor square;           // of a factory
    CellSign sign = CellSign::None;
    int source = 0;          // number of the note
    double bar = -1;         // 0 to 1
    QColor barColor;
    bool elides = true;
};

struct ReportColumn
{
    QString header;
    bool figure = false;  // right-aligned, one line
    bool bar = false;     // 12 or 15 mm for a bar
    double least = 24;    // mm, of text columns
    double most = 1000;   // mm, of text columns
    int lines = 2;        // a cell's most; 0: any number
    int source = 0;
    bool shaded = false;
    bool secondary = false;
};

struct ReportRow
{
    std::vector<ReportCell> cells;
    bool groupEnd = false;
    bool total = false;
    QString group; // of the open group: repeated in the first cell after a page break
};

// A table that breaks over pages with its head repeated. Columns take the width that their cells need; text columns give way and wrap.
struct ReportTable
{
    std::vector<ReportColumn> columns;
    std::vector<ReportRow> rows;
    bool dense = false;
    bool rowHeads = true; // the first column says what the row is about
    bool spread = true; // what width is left goes between the columns; else to the last text column

    ReportRow &add(std::vector<ReportCell> cells);
    void paint(ReportSheet &sheet) const;
    // Height of what a title above it must not be parted from: head and first rows, and all of a short table.
    double startHeight(ReportSheet &sheet) const;
};

// Signs, also used beside tables; `at` is the middle of the sign, about 2 mm wide.
void paintSign(ReportCanvas &canvas, CellSign sign, QPointF at, const Palette &palette);
// A link to the note of a source, raised and small; nothing for 0. Returns its width.
double paintSource(ReportCanvas &canvas, QPointF at, int source, const Palette &palette);

} // namespace ui
