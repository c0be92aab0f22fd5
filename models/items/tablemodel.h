// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tablespec.h"

#include <QAbstractTableModel>
#include <QHash>

namespace items {

// What the model says of a cell beside its text.
enum TableRole { OverriddenRole = Qt::UserRole + 100, AssumptionRole, SwatchRole, StrongRole, SortRole, FigureRole, CellRole, RowIdRole, TotalRole, IndentRole, LinkRole, ErrorRole, SubtitleRole, MeterRole };

// Which rows are shown: a text somewhere in the row, and conditions by column. A condition is a text, or for figures >5, <=5, 5..10, =5.
struct TableFilter
{
    QString text;
    QHash<QString, QString> columns; // by column id

    bool isEmpty() const { return text.trimmed().isEmpty() && columns.isEmpty(); }
    bool operator==(const TableFilter &) const = default;
};

// A TableSpec as an item model, sorted and filtered. Indented rows stay below the row that they belong to, totals at the foot (they are hidden
// while a filter is on, for they are of all rows). Taking a new spec of the same shape changes only the cells that differ, so that selection,
// scrolling and open editors stay.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setSpec(const TableSpec &spec);
    const TableSpec &spec() const { return m_spec; }
    const TableCell *cellAt(const QModelIndex &index) const; // null: outside
    int specRow(int row) const { return row >= 0 && row < m_shown.size() ? m_shown[row] : -1; }
    int rowOf(const QString &id) const;   // as shown; -1: none
    int columnOf(const QString &id) const; // -1: none

    // A column below zero: the spec's own order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }
    void setFilter(const TableFilter &filter);
    const TableFilter &filter() const { return m_filter; }
    // While somebody edits, rows stay where they are, whatever their values.
    void setHeld(bool held);

    // Why the last try to change this cell was refused; empty: it was not. Forgotten with the next change of the cell.
    void setError(const QString &rowId, int column, const QString &reason);
    void clearErrors();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Node;
    QVector<int> arranged() const;
    void arrange();
    bool sameShape(const TableSpec &spec) const;
    void takeCells(const TableSpec &spec);
    bool matches(const TableRow &row) const;
    void indexRows();
    QString errorAt(const QModelIndex &index) const;

    TableSpec m_spec;
    QVector<int> m_shown;            // rows of the spec, in the order shown
    QHash<QString, int> m_viewRows;  // by id
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    TableFilter m_filter;
    bool m_held = false;
    QHash<QString, QString> m_errors; // by column and row id
};

} // namespace items
