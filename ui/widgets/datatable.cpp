// SPDX-License-Identifier: GPL-3.0-or-later
#include "datatable.h"

#include "celleditor.h"
#include "filterstrip.h"
#include "theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

namespace ui {

DataTable::DataTable(const QString &accessibleName, QWidget *parent) : QTableView(parent), m_model(new items::TableModel(this)), m_filter(new FilterStrip(this))
{
    setAccessibleName(accessibleName);
    setModel(m_model);
    setItemDelegate(new CellEditor(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectItems);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setMouseTracking(true);
    setWordWrap(false);
    verticalHeader()->hide();
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setFont(Theme::font(TextStyle::Caption));
    header->setTextElideMode(Qt::ElideRight); // the tooltip has the whole title
    header->setFixedHeight(28);
    header->setMinimumSectionSize(24);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true); // the third click gives the page's own order back
    setSortingEnabled(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    setDense(false);
    connect(header, &QHeaderView::customContextMenuRequested, this, [this, header](const QPoint &at) {
        QMenu menu(this);
        fillColumnMenu(&menu, header->logicalIndexAt(at));
        menu.exec(header->mapToGlobal(at));
    });
    connect(header, &QHeaderView::sectionResized, this, [this](int column, int, int width) { columnResized(column, width); });
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this] {
        remember();
        if (currentIndex().isValid()) {
            scrollTo(currentIndex());
        }
    });
    connect(m_filter, &FilterStrip::changed, this, [this] { setFilter(m_filter->filter()); });
    connect(m_filter, &FilterStrip::closed, this, [this] {
        setFocus();
        updateGeometries();
    });
    connect(this, &QTableView::clicked, this, &DataTable::clicked);
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (!(index.flags() & Qt::ItemIsEditable)) {
            Q_EMIT rowActivated(index.data(items::RowIdRole).toString());
        }
    });
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
    const QPoint scrolled(horizontalScrollBar()->value(), verticalScrollBar()->value());
    const bool held = state() == EditingState || m_previewing;
    if (m_rememberedAs != tableId()) {
        forgetTable();
    }
    m_model->setHeld(held);
    m_model->setSpec(spec);
    if (newColumns) {
        layOutColumns();
    }
    const int row = m_model->rowOf(id);
    if (row >= 0 && currentRowId() != id) {
        const QSignalBlocker quiet(this);
        setCurrentIndex(m_model->index(row, std::min(column, m_model->columnCount() - 1)));
        horizontalScrollBar()->setValue(scrolled.x());
        verticalScrollBar()->setValue(scrolled.y());
    }
    m_filter->setCount(m_model->rowCount(), static_cast<int>(spec.rows.size()));
    if (isVisible()) {
        recall();
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

void DataTable::setCurrentCell(const QString &rowId, const QString &columnId)
{
    if (m_model->rowOf(rowId) < 0 && !m_model->filter().isEmpty()) {
        setFilter({}); // what is wanted is not hidden
    }
    const int row = m_model->rowOf(rowId);
    const int column = m_model->columnOf(columnId);
    if (row < 0) {
        return;
    }
    if (column >= 0 && isColumnHidden(column)) {
        setColumnShown(column, true);
    }
    setCurrentIndex(m_model->index(row, std::max(0, column)));
    executeDelayedItemsLayout();
    updateGeometries(); // widths may have been laid out a moment ago
    scrollTo(currentIndex());
}

void DataTable::setDense(bool dense)
{
    verticalHeader()->setMinimumSectionSize(dense ? 24 : 28);
    verticalHeader()->setDefaultSectionSize(dense ? 24 : 28);
}

int DataTable::contentHeight() const
{
    return horizontalHeader()->height() + m_model->rowCount() * verticalHeader()->defaultSectionSize() + 2 + (m_filter->isVisibleTo(this) ? m_filter->sizeHint().height() : 0);
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOutColumns();
}

void DataTable::showEvent(QShowEvent *event)
{
    recall();
    QTableView::showEvent(event);
}

// The line of the filter has its place below the rows. The table's own layout knows of no such line, so its work is done once more with less height.
void DataTable::updateGeometries()
{
    if (m_fitting) {
        return;
    }
    QTableView::updateGeometries();
    const int height = m_filter->isVisibleTo(this) ? m_filter->sizeHint().height() : 0;
    if (height > 0) {
        m_fitting = true;
        QMargins margins = viewportMargins();
        margins.setBottom(height);
        setViewportMargins(margins);
        m_fitting = false;
        verticalScrollBar()->setPageStep(viewport()->height());
        verticalScrollBar()->setRange(0, std::max(0, verticalHeader()->length() - viewport()->height()));
        const QRect rows = viewport()->geometry();
        m_filter->setGeometry(rows.left(), rows.bottom() + 1, rows.width(), height);
    }
}

KeyWords DataTable::keyWords()
{
    return {{tr("F2, or typing,"), tr("edit the cell; Enter keeps, Esc drops")}, {tr("Ctrl+C, Ctrl+V"), tr("to and from a spreadsheet")}, {tr("Ctrl+D, Del"), tr("fill down, clear")},
            {tr("Ctrl+F"), tr("filter its rows")}, {tr("Ctrl+Tab"), tr("leave it at once")}, {tr("Menu key"), tr("sort, filter, choose its columns")}};
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex at = currentIndex();
    if (event->modifiers() & Qt::ControlModifier && (event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab)) {
        QAbstractScrollArea::focusNextPrevChild(event->key() == Qt::Key_Tab && !(event->modifiers() & Qt::ShiftModifier)); // out of the table at once
    } else if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier) && event->key() == Qt::Key_C) {
        copySelection(true);
    } else if (event->matches(QKeySequence::Paste)) {
        pasteClipboard();
    } else if (event->matches(QKeySequence::Find)) {
        showFilter();
    } else if (event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_D) {
        fillDown();
    } else if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
        emptySelection();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && at.isValid()) {
        if (at.flags() & Qt::ItemIsEditable) {
            moveFrom(at, event->modifiers() & Qt::ShiftModifier ? -1 : 1, 0);
        } else if (at.data(items::LinkRole).toBool()) {
            Q_EMIT linkActivated(currentRowId(), at.column());
        } else {
            Q_EMIT rowActivated(currentRowId());
        }
    } else if ((event->key() == Qt::Key_F2 || (!event->text().isEmpty() && event->text()[0].isLetterOrNumber() && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))))
               && at.isValid() && !whyNotEdited(at).isEmpty() && (event->key() == Qt::Key_F2 || event->text()[0].isDigit() || at.flags() & Qt::ItemIsEditable)) {
        say(at, whyNotEdited(at));
    } else {
        QTableView::keyPressEvent(event);
    }
}

// With the focus but no current cell (a table without rows) a frame says where the focus is.
void DataTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (hasFocus() && !currentIndex().isValid()) {
        QPainter painter(viewport());
        painter.setPen(QPen(theme().palette().accent, 2));
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
}

// Tab walks the cells that can be edited and then leaves the table; Ctrl+Tab leaves it at once.
bool DataTable::focusNextPrevChild(bool next)
{
    const QModelIndex to = nextEditable(currentIndex(), next);
    if (hasFocus() && to.isValid()) {
        setCurrentIndex(to);
        scrollTo(to);
        return true;
    }
    return QAbstractScrollArea::focusNextPrevChild(next);
}

QModelIndex DataTable::nextEditable(const QModelIndex &from, bool next) const
{
    const QVector<int> columns = shownColumns();
    if (!from.isValid() || columns.isEmpty()) {
        return {};
    }
    const auto width = static_cast<int>(columns.size());
    const int count = width * m_model->rowCount();
    for (int at = from.row() * width + static_cast<int>(columns.indexOf(from.column())) + (next ? 1 : -1); at >= 0 && at < count; at += next ? 1 : -1) {
        const QModelIndex index = m_model->index(at / width, columns[at % width]);
        if (index.flags() & Qt::ItemIsEditable) {
            return index;
        }
    }
    return {};
}

void DataTable::moveFrom(const QModelIndex &index, int rows, int columns)
{
    const QModelIndex to = columns != 0 ? nextEditable(index, columns > 0) : m_model->index(std::clamp(index.row() + rows, 0, m_model->rowCount() - 1), index.column());
    if (to.isValid()) {
        setCurrentIndex(to);
        scrollTo(to);
    }
}

void DataTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row()) {
        viewport()->update(); // the whole row is marked
        Q_EMIT currentRowChanged(current.data(items::RowIdRole).toString());
    }
}

void DataTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    viewport()->update();
}

void DataTable::clicked(const QModelIndex &index)
{
    if (QApplication::keyboardModifiers() != Qt::NoModifier || selectionModel()->selectedIndexes().size() > 1) {
        return; // a range is being selected
    }
    if (index.data(items::LinkRole).toBool()) {
        Q_EMIT linkActivated(index.data(items::RowIdRole).toString(), index.column());
        return;
    }
    const QString figure = index.data(items::FigureRole).toString();
    if (!figure.isEmpty() && !(index.flags() & Qt::ItemIsEditable)) { // what is edited here is explained by key and menu
        Q_EMIT figureWanted(figure);
    }
}

} // namespace ui
