// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablemodel.h"

namespace items {

namespace {
QString errorKey(const QString &rowId, int column)
{
    return QString::number(column) + QLatin1Char('/') + rowId;
}
} // namespace

void TableModel::setSpec(const TableSpec &spec)
{
    if (spec == m_spec) {
        return;
    }
    if (!sameShape(spec)) {
        beginResetModel();
        if (spec.columns != m_spec.columns) {
            const QString sorted = m_sortColumn >= 0 && m_sortColumn < m_spec.columns.size() ? m_spec.columns[m_sortColumn].id : QString();
            m_sortColumn = -1;
            for (int c = 0; c < static_cast<int>(spec.columns.size()) && !sorted.isEmpty(); ++c) {
                m_sortColumn = spec.columns[c].id == sorted ? c : m_sortColumn;
            }
        }
        m_spec = spec;
        m_shown = arranged();
        indexRows();
        endResetModel();
        return;
    }
    takeCells(spec);
    if (!m_held) {
        arrange();
    }
}

bool TableModel::sameShape(const TableSpec &spec) const
{
    if (spec.columns != m_spec.columns || spec.rows.size() != m_spec.rows.size()) {
        return false;
    }
    for (qsizetype r = 0; r < spec.rows.size(); ++r) {
        if (spec.rows[r].id != m_spec.rows[r].id || spec.rows[r].cells.size() != m_spec.rows[r].cells.size() || spec.rows[r].total != m_spec.rows[r].total) {
            return false;
        }
    }
    return true;
}

void TableModel::takeCells(const TableSpec &spec)
{
    const TableSpec before = std::exchange(m_spec, spec);
    for (int row = 0; row < static_cast<int>(m_shown.size()); ++row) {
        const QVector<TableCell> &now = spec.rows[m_shown[row]].cells;
        const QVector<TableCell> &then = before.rows[m_shown[row]].cells;
        if (now.isSharedWith(then)) {
            continue;
        }
        int first = -1;
        int last = -1;
        for (int c = 0; c < static_cast<int>(now.size()); ++c) {
            if (!(now[c] == then[c])) {
                first = first < 0 ? c : first;
                last = c;
                m_errors.remove(errorKey(spec.rows[m_shown[row]].id, c));
            }
        }
        if (first >= 0) {
            Q_EMIT dataChanged(index(row, first), index(row, last));
        }
    }
}

void TableModel::indexRows()
{
    m_viewRows.clear();
    for (int row = 0; row < static_cast<int>(m_shown.size()); ++row) {
        m_viewRows.insert(m_spec.rows[m_shown[row]].id, row);
    }
}

const TableCell *TableModel::cellAt(const QModelIndex &index) const
{
    const int row = index.isValid() ? specRow(index.row()) : -1;
    return row >= 0 && index.column() < m_spec.rows[row].cells.size() ? &m_spec.rows[row].cells[index.column()] : nullptr;
}

int TableModel::rowOf(const QString &id) const
{
    return m_viewRows.value(id, -1);
}

int TableModel::columnOf(const QString &id) const
{
    for (int c = 0; c < static_cast<int>(m_spec.columns.size()); ++c) {
        if (m_spec.columns[c].id == id) {
            return c;
        }
    }
    return -1;
}

void TableModel::setHeld(bool held)
{
    m_held = held;
    if (!held) {
        arrange();
    }
}

void TableModel::setError(const QString &rowId, int column, const QString &reason)
{
    if (reason.isEmpty()) {
        m_errors.remove(errorKey(rowId, column));
    } else {
        m_errors.insert(errorKey(rowId, column), reason);
    }
    const int row = rowOf(rowId);
    if (row >= 0) {
        Q_EMIT dataChanged(index(row, column), index(row, column));
    }
}

void TableModel::clearErrors()
{
    if (!m_errors.isEmpty() && rowCount() > 0) {
        m_errors.clear();
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {ErrorRole, Qt::ToolTipRole});
    }
}

QString TableModel::errorAt(const QModelIndex &index) const
{
    return m_errors.isEmpty() ? QString() : m_errors.value(errorKey(m_spec.rows[specRow(index.row())].id, index.column()));
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
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
    const TableRow &row = m_spec.rows[specRow(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cell->text;
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: {
        const QString error = errorAt(index);
        return !error.isEmpty() ? QVariant(error) : cell->toolTip.isEmpty() ? QVariant() : QVariant(cell->toolTip);
    }
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
    case SubtitleRole:
        return cell->subtitle;
    case MeterRole:
        return cell->meter.shown ? QVariant::fromValue(cell->meter) : QVariant();
    case LinkRole:
        return cell->link;
    case ErrorRole:
        return errorAt(index);
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
        return section != m_sortColumn ? column.title : column.title + QChar(0xA0) + (m_sortOrder == Qt::AscendingOrder ? QChar(0x2191) : QChar(0x2193));
    case Qt::ToolTipRole:
        return column.toolTip.isEmpty() || column.title.isEmpty() ? column.title + column.toolTip : column.title + QLatin1Char('\n') + column.toolTip;
    case Qt::TextAlignmentRole:
        return static_cast<int>((column.figures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

Qt::ItemFlags TableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const TableCell *cell = cellAt(index);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return cell && !cell->cell.entity.empty() ? flags | Qt::ItemIsEditable : flags;
}

} // namespace items
