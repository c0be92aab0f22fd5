// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tablespec.h"

#include <QAbstractTableModel>

namespace items {

// What the model says of a cell beside its text.
enum TableRole { OverriddenRole = Qt::UserRole + 100, AssumptionRole, SwatchRole, StrongRole, SortRole, FigureRole, CellRole, RowIdRole, TotalRole, IndentRole, LinkRole };

// A TableSpec as an item model. Taking a new one of the same shape changes only the cells that differ, so that selection, scrolling and open editors stay.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setSpec(const TableSpec &spec);
    const TableSpec &spec() const { return m_spec; }
    const TableCell *cellAt(const QModelIndex &index) const; // null: outside
    int rowOf(const QString &id) const;                      // -1: none

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    TableSpec m_spec;
};

} // namespace items
