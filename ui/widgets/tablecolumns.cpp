// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a DataTable: widths, choice, sorting, filters, menus, and what is remembered of them.
#include "datatable.h"
#include "filterstrip.h"
#include "surroundings.h"
#include "workspace.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>

namespace ui {

void DataTable::layOutColumns()
{
    m_layingOut = true;
    const auto &columns = spec().columns;
    int fixed = 0;
    int open = 0;
    for (int c = 0; c < static_cast<int>(columns.size()); ++c) {
        setColumnHidden(c, !m_shown.value(columns[c].id, !columns[c].optional || columns[c].shown));
        if (!isColumnHidden(c)) {
            const int width = m_widths.value(columns[c].id, columns[c].width);
            fixed += width;
            open += width == 0 ? 1 : 0;
        }
    }
    const int share = open > 0 ? std::max(96, (viewport()->width() - fixed) / open) : 0;
    for (int c = 0; c < static_cast<int>(columns.size()); ++c) {
        const int width = m_widths.value(columns[c].id, columns[c].width);
        setColumnWidth(c, width > 0 ? width : share);
    }
    m_layingOut = false;
}

void DataTable::columnResized(int column, int width)
{
    if (!m_layingOut && column < spec().columns.size() && width > 0 && !isColumnHidden(column)) {
        m_widths.insert(spec().columns[column].id, width);
        remember();
    }
}

void DataTable::setColumnShown(int column, bool shown)
{
    m_shown.insert(spec().columns[column].id, shown);
    remember();
    layOutColumns();
}

void DataTable::forgetColumns()
{
    m_widths.clear();
    m_shown.clear();
    remember();
    layOutColumns();
}

void DataTable::forgetTable()
{
    m_recalled = false; // nothing of this is remembered
    m_rememberedAs = tableId();
    m_widths.clear();
    m_shown.clear();
    m_model->clearErrors();
    sortByColumn(-1, Qt::AscendingOrder);
    m_model->setFilter({});
    m_filter->setFilter({}, spec());
    m_filter->hide();
    updateGeometries();
}

QString DataTable::tableId() const
{
    return QStringLiteral("tables/") + (objectName().isEmpty() ? accessibleName() : objectName()).replace(QLatin1Char('/'), QLatin1Char('-'));
}

QSettings *DataTable::settings() const
{
    return settingsAround(this);
}

void DataTable::remember() const
{
    QSettings *s = m_recalled ? settings() : nullptr;
    if (!s) {
        return;
    }
    s->beginGroup(tableId());
    s->remove(QString());
    for (auto it = m_widths.begin(); it != m_widths.end(); ++it) {
        s->setValue(QStringLiteral("widths/") + it.key(), it.value());
    }
    for (auto it = m_shown.begin(); it != m_shown.end(); ++it) {
        s->setValue(QStringLiteral("shown/") + it.key(), it.value());
    }
    const int sorted = m_model->sortColumn();
    if (sorted >= 0 && sorted < spec().columns.size()) {
        s->setValue(QStringLiteral("sort"), spec().columns[sorted].id);
        s->setValue(QStringLiteral("descending"), m_model->sortOrder() == Qt::DescendingOrder);
    }
    const items::TableFilter &filter = m_model->filter();
    for (auto it = filter.columns.begin(); it != filter.columns.end(); ++it) {
        s->setValue(QStringLiteral("filter/") + it.key(), it.value());
    }
    if (!filter.text.isEmpty()) {
        s->setValue(QStringLiteral("text"), filter.text);
    }
    s->endGroup();
}

void DataTable::recall()
{
    // Once, when there is something to apply it to.
    if (m_recalled || spec().columns.isEmpty()) {
        return;
    }
    m_recalled = true;
    QSettings *s = settings();
    if (!s) {
        return;
    }
    s->beginGroup(tableId());
    items::TableFilter filter{s->value(QStringLiteral("text")).toString(), {}};
    for (const items::TableColumn &column : spec().columns) {
        if (const int width = s->value(QStringLiteral("widths/") + column.id).toInt(); width > 0) {
            m_widths.insert(column.id, width);
        }
        if (const QVariant shown = s->value(QStringLiteral("shown/") + column.id); shown.isValid()) {
            m_shown.insert(column.id, shown.toBool());
        }
        if (const QString condition = s->value(QStringLiteral("filter/") + column.id).toString(); !condition.isEmpty()) {
            filter.columns.insert(column.id, condition);
        }
    }
    const int sorted = m_model->columnOf(s->value(QStringLiteral("sort")).toString());
    const bool descending = s->value(QStringLiteral("descending")).toBool();
    s->endGroup();
    layOutColumns();
    if (sorted >= 0) {
        sortByColumn(sorted, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
    if (!filter.isEmpty()) {
        setFilter(filter);
    }
}

void DataTable::setFilter(const items::TableFilter &filter)
{
    const QString id = currentRowId();
    const int column = std::max(0, currentIndex().column());
    m_model->setFilter(filter);
    m_filter->setFilter(filter, spec());
    m_filter->setCount(m_model->rowCount(), static_cast<int>(spec().rows.size()));
    if (!filter.isEmpty() && !m_filter->isVisibleTo(this)) {
        m_filter->show();
    }
    updateGeometries();
    if (const int row = m_model->rowOf(id); row >= 0) {
        setCurrentIndex(m_model->index(row, column));
    }
    remember();
}

void DataTable::showFilter(int column)
{
    m_filter->setFilter(m_model->filter(), spec());
    m_filter->setCount(m_model->rowCount(), static_cast<int>(spec().rows.size()));
    m_filter->show();
    m_filter->ask(column >= 0 ? spec().columns[column].id : QString());
    updateGeometries();
}

void DataTable::fillColumnMenu(QMenu *menu, int column)
{
    if (column >= 0) {
        menu->addAction(tr("Sort &ascending"), this, [this, column] { sortByColumn(column, Qt::AscendingOrder); });
        menu->addAction(tr("Sort &descending"), this, [this, column] { sortByColumn(column, Qt::DescendingOrder); });
    }
    menu->addAction(tr("Original &order"), this, [this] { sortByColumn(-1, Qt::AscendingOrder); })->setEnabled(m_model->sortColumn() >= 0);
    menu->addSeparator();
    if (column >= 0) {
        menu->addAction(tr("&Filter “%1”…").arg(spec().columns[column].title), this, [this, column] { showFilter(column); });
    }
    menu->addAction(tr("Filter the ta&ble…"), QKeySequence::Find, this, [this] { showFilter(); });
    menu->addAction(tr("&Clear filters"), this, [this] { setFilter({}); })->setEnabled(!m_model->filter().isEmpty());
    menu->addSeparator();
    QMenu *choice = menu->addMenu(tr("Col&umns"));
    for (int c = 1; c < static_cast<int>(spec().columns.size()); ++c) {
        QAction *action = choice->addAction(spec().columns[c].title, this, [this, c](bool on) { setColumnShown(c, on); });
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(c));
    }
    if (column > 0) {
        menu->addAction(tr("&Hide this column"), this, [this, column] { setColumnShown(column, false); });
    }
    menu->addAction(tr("Columns as at &first"), this, &DataTable::forgetColumns)->setEnabled(!m_widths.isEmpty() || !m_shown.isEmpty());
}

void DataTable::fillCellMenu(QMenu *menu, const QModelIndex &index)
{
    const bool here = index.isValid();
    const bool edits = here && whyNotEdited(index).isEmpty();
    const items::TableCell *cell = m_model->cellAt(index);
    const document::Workspace *w = workspace();
    if (cell && !cell->figure.isEmpty()) {
        menu->addAction(tr("&Explain this figure"), this, [this, figure = cell->figure] { Q_EMIT figureWanted(figure); });
        menu->addSeparator();
    }
    menu->addAction(tr("&Copy"), QKeySequence::Copy, this, [this] { copySelection(); })->setEnabled(here);
    menu->addAction(tr("Copy with &headers"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this, [this] { copySelection(true); })->setEnabled(here);
    if (w && !w->document().isReadOnly()) {
        menu->addAction(tr("&Paste…"), QKeySequence::Paste, this, &DataTable::pasteClipboard);
        menu->addAction(tr("&Fill down"), QKeySequence(Qt::CTRL | Qt::Key_D), this, &DataTable::fillDown)->setEnabled(edits);
        menu->addAction(tr("C&lear"), QKeySequence::Delete, this, &DataTable::emptySelection)->setEnabled(edits);
        if (cell && w->isOverridden(cell->cell)) {
            menu->addAction(tr("&Reset to the inherited value"), this, &DataTable::resetSelection);
        }
    }
    menu->addSeparator();
    if (cell && !cell->text.isEmpty()) {
        menu->addAction(tr("Only rows &with “%1”").arg(fontMetrics().elidedText(cell->text, Qt::ElideRight, 160)), this, [this, text = cell->text, column = index.column()] {
            items::TableFilter filter = m_model->filter();
            filter.columns.insert(spec().columns[column].id, QLatin1Char('=') + text);
            setFilter(filter);
        });
    }
    fillColumnMenu(menu->addMenu(tr("Colum&n")), here ? index.column() : -1);
    menu->addSeparator();
    menu->addAction(tr("&Save as CSV…"), this, &DataTable::askCsv);
}

void DataTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(viewport()->mapFromGlobal(event->globalPos()));
    if (index.isValid() && !selectionModel()->isSelected(index)) {
        setCurrentIndex(index);
    }
    QMenu menu(this);
    fillCellMenu(&menu, index);
    menu.exec(byKey && index.isValid() ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos());
}

} // namespace ui
