// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "celltext.h"
#include "clipboardgrid.h"
#include "edit.h"
#include "tablespec.h"

namespace items {

// What would happen to one cell: taken, left as it is, or refused with a reason.
struct CellChange
{
    QString rowId;
    int column = 0;       // of the spec
    core::Cell cell = {}; // empty: the cell cannot be edited
    core::Value value = {};
    QString oldText = {}, newText = {}; // as the plan and the table would show them
    QString refusal = {};
    bool changes = false; // false: refused, or already so
    bool added = false;   // of a row that does not exist yet

    bool operator==(const CellChange &) const = default;
};

// Several cells changed in one step. What is refused does not keep the rest from being taken.
struct CellEdits
{
    QVector<CellChange> cells;
    std::vector<core::Change> addedRows; // made in the baseline

    int changed() const;
    int refused() const;
    bool isEmpty() const { return changed() == 0 && addedRows.empty(); }
    // In the scenario; empty where nothing changes.
    core::Edit edit(const core::Plan &plan, const QString &scenario, const QString &label) const;
    // Those that a preview can show: of rows that exist.
    std::vector<std::pair<core::Cell, core::Value>> values() const;
};

// Through which plan the cells are seen: the whole one, and the same resolved for the scenario in which is edited.
struct EditedPlan
{
    const core::Plan &whole;
    const core::Plan &shown;
    QString scenario;
};

// Where in a table something is pasted: rows and columns of the spec as they are shown, and the selected part of them.
struct PasteTarget
{
    const TableSpec &spec;
    QVector<int> rows, columns;
    int row = 0, column = 0; // first selected, as shown
    int height = 1, width = 1;
};

// One value fills the selection, a block repeats where the selection is a multiple of it. A first row that names columns of the table decides where each
// column goes, and if the key is among them, which row each belongs to; in a table of the plan rows that are not there yet are added.
CellEdits pasted(const EditedPlan &plan, const PasteTarget &target, const ClipboardGrid &grid, const QLocale &locale = QLocale());
// Typed into one cell.
CellEdits typed(const EditedPlan &plan, const TableSpec &spec, int row, int column, const QString &text, const QLocale &locale = QLocale());
// Emptied: nothing where the field allows it, else the default.
CellEdits emptied(const EditedPlan &plan, const TableSpec &spec, const QVector<QPair<int, int>> &cells);
// Each cell gets the value of another one of its column: pairs of spec rows (to, from).
CellEdits filled(const EditedPlan &plan, const TableSpec &spec, const QVector<QPair<int, int>> &rows, const QVector<int> &columns);

// Whether all can be taken together; what cannot is refused with the plan's reason.
void acceptTogether(const EditedPlan &plan, CellEdits &edits);

// What a cell gives to a spreadsheet: exact values where it is edited, else what it shows.
GridCell copied(const core::Plan &shown, const TableColumn &column, const TableCell &cell, const QLocale &locale = QLocale());

} // namespace items
