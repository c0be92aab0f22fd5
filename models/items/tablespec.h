// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"
#include "figure.h"

#include <QColor>
#include <QString>
#include <QVariant>
#include <QVector>

namespace items {

// One column of a table. Units stand once, in the header.
struct TableColumn
{
    QString id; // stable: remembers width, order, visibility
    QString title;
    QString toolTip = {};
    bool figures = false; // right-aligned, sorted by number
    int width = 0;        // pixels at 100 %; 0: takes what is left
    bool optional = false; // may be hidden; `shown` says whether it is at first
    bool shown = true;
    double scale = 1; // of what is typed and pasted: 1e6 in a column headed "€ m"; a percent column needs none

    bool operator==(const TableColumn &) const = default;
};

// A figure against a ceiling, as a bar with words: of a table with high rows.
struct TableMeter
{
    bool shown = false;
    double value = 0;
    bool limited = false; // false: no ceiling
    double limit = 0;
    double scale = 1;            // what the longest bar of the table stands for
    QColor color;
    QString lead, side;          // above the bar, left and right
    QString note, noteSide;      // below it
    bool over = false;           // beyond the ceiling: the note says by how much

    bool operator==(const TableMeter &) const = default;
};

// One cell as it is shown: a text, what it sorts by, where it is edited, and which figure it is.
struct TableCell
{
    QString text;
    QVariant sort = {};       // invalid: the text
    core::Cell cell = {};     // the plan's cell that this one edits; empty: not edited here
    QString figure = {};      // engine::Figure::toString(); empty: no computed figure
    QString toolTip = {};     // source, unit, exact value
    QColor swatch = {};
    QColor tone = {};         // of the text; invalid: the usual
    bool overridden = false;  // by the chosen scenario: accent bar
    bool assumption = false;  // italic, dotted underline
    bool strong = false;
    bool link = false;        // a click leads somewhere
    int indent = 0;
    QString subtitle = {};    // small, below the text, in rows that are high enough
    TableMeter meter = {};    // instead of the text, which says the same

    bool operator==(const TableCell &) const = default;
};

struct TableRow
{
    QString id; // what the row speaks of: keeps selection over a change of contents
    QVector<TableCell> cells;
    bool total = false; // stays at the foot, whatever the order

    bool operator==(const TableRow &) const = default;
};

// All that a table shows, as plain values; whoever makes it knows the plan, whoever shows it does not.
struct TableSpec
{
    QVector<TableColumn> columns;
    QVector<TableRow> rows;
    QString entity = {};   // rows are rows of this table, ids their keys, column ids its fields: pasted rows may be added
    QString whyNot = {};   // why cells without an address are not edited here; empty: they are computed

    bool operator==(const TableSpec &) const = default;
};

} // namespace items
