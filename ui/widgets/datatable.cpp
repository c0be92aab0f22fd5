// SPDX-License-Identifier: GPL-3.0-or-later
#include "datatable.h"

#include "celldelegate.h"
#include "theme.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace ui {

DataTable::DataTable(const QString &accessibleName, QWidget *parent) : QTableView(parent), m_model(new items::TableModel(this))
{
    setAccessibleName(accessibleName);
    setModel(m_model);
    setItemDelegate(new CellDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setFont(Theme::font(TextStyle::Caption));
    horizontalHeader()->setFixedHeight(28);
    horizontalHeader()->setMinimumSectionSize(24);
    setDense(false);
    connect(this, &QTableView::clicked, this, &DataTable::clicked);
    connect(this, &QTableView::entered, this, [this](const QModelIndex &index) {
        viewport()->setCursor(index.data(items::LinkRole).toBool() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    });
    connect(&theme(), &Theme::changed, this, [this] { viewport()->update(); });
}

void DataTable::setSpec(const items::TableSpec &spec)
{
    const bool newColumns = spec.columns != m_model->spec().columns;
    const QString id = currentRowId();
    const int column = std::max(0, currentIndex().column());
    m_model->setSpec(spec);
    if (newColumns) {
        layOutColumns();
    }
    const int row = m_model->rowOf(id);
    if (row >= 0 && currentRowId() != id) {
        const QSignalBlocker quiet(this);
        setCurrentIndex(m_model->index(row, column));
    }
}

QString DataTable::currentRowId() const
{
    return currentIndex().data(items::RowIdRole).toString();
}

void DataTable::setCurrentRowId(const QString &id)
{
    const int row = m_model->rowOf(id);
    if (row >= 0 && currentRowId() != id) {
        setCurrentIndex(m_model->index(row, std::max(0, currentIndex().column())));
        scrollTo(currentIndex());
    }
}

void DataTable::setDense(bool dense)
{
    verticalHeader()->setMinimumSectionSize(dense ? 24 : 28);
    verticalHeader()->setDefaultSectionSize(dense ? 24 : 28);
}

int DataTable::contentHeight() const
{
    return horizontalHeader()->height() + static_cast<int>(m_model->spec().rows.size()) * verticalHeader()->defaultSectionSize() + 2;
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOutColumns();
}

void DataTable::layOutColumns()
{
    const auto &columns = m_model->spec().columns;
    int fixed = 0;
    int open = 0;
    for (int c = 0; c < static_cast<int>(columns.size()); ++c) {
        setColumnHidden(c, columns[c].optional && !columns[c].shown);
        if (!isColumnHidden(c)) {
            fixed += columns[c].width;
            open += columns[c].width == 0 ? 1 : 0;
        }
    }
    const int share = open > 0 ? std::max(96, (viewport()->width() - fixed) / open) : 0;
    for (int c = 0; c < static_cast<int>(columns.size()); ++c) {
        setColumnWidth(c, columns[c].width > 0 ? columns[c].width : share);
    }
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT rowActivated(currentRowId());
        return;
    }
    QTableView::keyPressEvent(event);
}

void DataTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row()) {
        Q_EMIT currentRowChanged(current.data(items::RowIdRole).toString());
    }
}

void DataTable::clicked(const QModelIndex &index)
{
    if (index.data(items::LinkRole).toBool()) {
        Q_EMIT linkActivated(index.data(items::RowIdRole).toString(), index.column());
        return;
    }
    const QString figure = index.data(items::FigureRole).toString();
    if (!figure.isEmpty()) {
        Q_EMIT figureWanted(figure);
    }
}

} // namespace ui
