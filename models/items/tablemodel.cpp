// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablemodel.h"

namespace items {

void TableModel::setSpec(const TableSpec &spec)
{
    if (spec == m_spec) {
        return;
    }
    const auto sameShape = [&] {
        if (spec.columns != m_spec.columns || spec.rows.size() != m_spec.rows.size()) {
            return false;
        }
        for (qsizetype r = 0; r < spec.rows.size(); ++r) {
            if (spec.rows[r].id != m_spec.rows[r].id || spec.rows[r].cells.size() != m_spec.rows[r].cells.size() || spec.rows[r].total != m_spec.rows[r].total) {
                return false;
            }
        }
        return true;
    };
    if (!sameShape()) {
        beginResetModel();
        m_spec = spec;
        endResetModel();
        return;
    }
    const TableSpec before = std::exchange(m_spec, spec);
    for (int r = 0; r < static_cast<int>(spec.rows.size()); ++r) {
        int first = -1;
        int last = -1;
        for (int c = 0; c < static_cast<int>(spec.rows[r].cells.size()); ++c) {
            if (!(spec.rows[r].cells[c] == before.rows[r].cells[c])) {
                first = first < 0 ? c : first;
                last = c;
            }
        }
        if (first >= 0) {
            Q_EMIT dataChanged(index(r, first), index(r, last));
        }
    }
}

const TableCell *TableModel::cellAt(const QModelIndex &index) const
{
    const bool inside = index.isValid() && index.row() < m_spec.rows.size() && index.column() < m_spec.rows[index.row()].cells.size();
    return inside ? &m_spec.rows[index.row()].cells[index.column()] : nullptr;
}

int TableModel::rowOf(const QString &id) const
{
    for (int r = 0; r < static_cast<int>(m_spec.rows.size()); ++r) {
        if (m_spec.rows[r].id == id) {
            return r;
        }
    }
    return -1;
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_spec.rows.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_spec.columns.size());
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    const TableCell *cell = cellAt(index);
    if (!cell) {
        return {};
    }
    const TableRow &row = m_spec.rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cell->text;
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return cell->toolTip.isEmpty() ? QVariant() : QVariant(cell->toolTip);
    case Qt::TextAlignmentRole:
        return static_cast<int>((m_spec.columns[index.column()].figures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return cell->tone.isValid() ? QVariant(cell->tone) : QVariant();
    case OverriddenRole:
        return cell->overridden;
    case AssumptionRole:
        return cell->assumption;
    case SwatchRole:
        return cell->swatch.isValid() ? QVariant(cell->swatch) : QVariant();
    case StrongRole:
        return cell->strong || row.total;
    case SortRole:
        return cell->sort.isValid() ? cell->sort : QVariant(cell->text);
    case FigureRole:
        return cell->figure;
    case CellRole:
        return cell->cell.entity.empty() ? QString() : QString::fromStdString(cell->cell.toString());
    case RowIdRole:
        return row.id;
    case TotalRole:
        return row.total;
    case IndentRole:
        return cell->indent;
    case LinkRole:
        return cell->link;
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_spec.columns.size()) {
        return {};
    }
    const TableColumn &column = m_spec.columns[section];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
        return column.toolTip.isEmpty() ? QVariant() : QVariant(column.toolTip);
    case Qt::TextAlignmentRole:
        return static_cast<int>((column.figures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

Qt::ItemFlags TableModel::flags(const QModelIndex &index) const
{
    const TableCell *cell = cellAt(index);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return cell && !cell->cell.entity.empty() ? flags | Qt::ItemIsEditable : flags;
}

} // namespace items
