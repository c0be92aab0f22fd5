// SPDX-License-Identifier: GPL-3.0-or-later
// What a DataTable does to the plan: editing in place, clipboard, filling and emptying.
#include "datatable.h"
#include "pastepreview.h"
#include "surroundings.h"
#include "workspace.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QMimeData>
#include <QPointer>
#include <QToolTip>

namespace ui {

namespace {

items::EditedPlan editedPlan(const document::Workspace &w, std::shared_ptr<const core::Plan> &whole)
{
    whole = w.document().plan();
    return {*whole, w.keptProjection()->plan, w.scenario()};
}

} // namespace

document::Workspace *DataTable::workspace() const
{
    return workspaceAround(this);
}

const core::Plan &DataTable::shownPlan() const
{
    static const core::Plan none;
    const document::Workspace *w = workspace();
    return w ? w->keptProjection()->plan : none;
}

const core::FieldInfo *DataTable::fieldAt(const QModelIndex &index) const
{
    const items::TableCell *cell = m_model->cellAt(index);
    const core::EntityInfo *info = cell ? core::entity(cell->cell.entity) : nullptr;
    return info ? info->field(cell->cell.field) : nullptr;
}

QString DataTable::editTextAt(const QModelIndex &index) const
{
    const core::FieldInfo *field = fieldAt(index);
    const document::Workspace *w = workspace();
    return field && w ? items::editText(shownPlan(), *field, w->keptValue(m_model->cellAt(index)->cell), scaleAt(index)) : index.data().toString();
}

QString DataTable::whyNotEdited(const QModelIndex &index) const
{
    const document::Workspace *w = workspace();
    if (!fieldAt(index)) {
        return spec().whyNot.isEmpty() ? tr("This figure is computed from others; it is not typed in.") : spec().whyNot;
    }
    if (!w) {
        return tr("This table only shows figures.");
    }
    if (w->document().isReadOnly()) {
        return tr("This plan is open for reading only. Save a copy to change it.");
    }
    return {};
}

void DataTable::say(const QModelIndex &index, const QString &reason)
{
    const QRect r = visualRect(index);
    QToolTip::showText(viewport()->mapToGlobal(r.bottomLeft() + QPoint(0, -12)), reason, viewport(), {}, 8000);
    Q_EMIT refused(reason);
}

QString DataTable::previewText(const QModelIndex &index, const QString &text)
{
    document::Workspace *w = workspace();
    if (!w || !fieldAt(index)) {
        return {};
    }
    std::shared_ptr<const core::Plan> whole;
    const auto edits = items::typed(editedPlan(*w, whole), spec(), m_model->specRow(index.row()), index.column(), text);
    m_previewing = w;
    if (edits.isEmpty()) {
        w->clearPreview();
    } else {
        (void)w->previewMany(edits.values());
    }
    return edits.cells.first().refusal;
}

void DataTable::dropPreview()
{
    if (document::Workspace *w = std::exchange(m_previewing, nullptr)) {
        w->clearPreview();
    }
}

QString DataTable::keepText(const QModelIndex &index, const QString &text)
{
    document::Workspace *w = workspace();
    const QString why = whyNotEdited(index);
    if (!why.isEmpty()) {
        return why;
    }
    std::shared_ptr<const core::Plan> whole;
    const auto edits = items::typed(editedPlan(*w, whole), spec(), m_model->specRow(index.row()), index.column(), text);
    const items::CellChange &change = edits.cells.first();
    if (!change.refusal.isEmpty()) {
        return change.refusal;
    }
    m_previewing = nullptr;
    const QString name = items::cellName(*whole, change.cell);
    const core::FieldInfo &field = *fieldAt(index);
    const bool isShort = !core::isNull(change.value) && field.type != core::FieldType::Text;
    keep(edits, isShort ? tr("Set %1 to %2").arg(name, items::sentenceText(shownPlan(), field, change.value)) : tr("Change %1").arg(name));
    return {};
}

bool DataTable::keep(const items::CellEdits &edits, const QString &label)
{
    document::Workspace *w = workspace();
    m_previewing = nullptr;
    w->clearPreview();
    if (edits.isEmpty()) {
        return true;
    }
    const core::Status status = w->document().perform(edits.edit(*w->document().plan(), w->scenario(), label));
    if (!status) {
        say(currentIndex(), QString::fromStdString(status.error().message));
    }
    return status.ok();
}

void DataTable::markRefused(const items::CellEdits &edits)
{
    m_model->clearErrors();
    for (const items::CellChange &c : edits.cells) {
        if (!c.refusal.isEmpty()) {
            m_model->setError(c.rowId, c.column, c.refusal);
        }
    }
    const int count = edits.refused();
    if (count > 0) {
        const QString first = std::find_if(edits.cells.begin(), edits.cells.end(), [](const items::CellChange &c) { return !c.refusal.isEmpty(); })->refusal;
        say(currentIndex(), count == 1 ? first : tr("%1 cells stay as they are. The first: %2").arg(count).arg(first));
    }
}

QVector<int> DataTable::shownColumns() const
{
    QVector<int> out;
    for (int v = 0; v < horizontalHeader()->count(); ++v) {
        const int c = horizontalHeader()->logicalIndex(v);
        if (!isColumnHidden(c)) {
            out << c;
        }
    }
    return out;
}

DataTable::Range DataTable::range() const
{
    Range out;
    QSet<int> rows, columns;
    for (const QModelIndex &i : selectionModel()->selectedIndexes()) {
        rows.insert(i.row());
        columns.insert(i.column());
    }
    if (rows.isEmpty() && currentIndex().isValid()) {
        rows.insert(currentIndex().row());
        columns.insert(currentIndex().column());
    }
    out.rows = rows.values();
    std::sort(out.rows.begin(), out.rows.end());
    for (const int c : shownColumns()) {
        if (columns.contains(c)) {
            out.columns << c;
        }
    }
    return out;
}

items::ClipboardGrid DataTable::gridOf(const Range &range, bool withHeaders, bool all) const
{
    items::ClipboardGrid grid;
    const bool one = range.rows.size() == 1 && range.columns.size() == 1;
    if (withHeaders) {
        grid.rows << QVector<items::GridCell>();
        for (const int c : range.columns) {
            grid.rows.last() << items::GridCell{spec().columns[c].title};
        }
    }
    for (const int r : range.rows) {
        QVector<items::GridCell> line;
        for (const int c : range.columns) {
            const QModelIndex index = m_model->index(r, c);
            const bool taken = all || one || selectionModel()->isSelected(index);
            const items::TableCell *cell = m_model->cellAt(index);
            line << (taken && cell ? items::copied(shownPlan(), spec().columns[c], *cell) : items::GridCell());
        }
        grid.rows << line;
    }
    return grid;
}

void DataTable::copySelection(bool withHeaders) const
{
    const Range selected = range();
    if (selected.rows.isEmpty() || selected.columns.isEmpty()) {
        return;
    }
    const auto grid = gridOf(selected, withHeaders, false);
    auto *mime = new QMimeData;
    mime->setText(items::textOf(grid));
    mime->setHtml(items::htmlOf(grid));
    QApplication::clipboard()->setMimeData(mime);
}

core::Status DataTable::saveCsv(const QString &path) const
{
    Range all;
    for (int r = 0; r < m_model->rowCount(); ++r) {
        all.rows << r;
    }
    all.columns = shownColumns();
    QFile file(path);
    const QChar separator = QLocale().decimalPoint() == QLatin1String(",") ? QLatin1Char(';') : QLatin1Char(',');
    // With a byte order mark, by which spreadsheets know UTF-8.
    const QByteArray bytes = QByteArrayLiteral("\xEF\xBB\xBF") + items::csvOf(gridOf(all, true, true), separator).toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush()) {
        return core::Error{tr("%1 cannot be written: %2").arg(path, file.errorString()).toStdString()};
    }
    return core::Done{};
}

void DataTable::askCsv()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the table"), accessibleName() + QStringLiteral(".csv"), tr("Comma-separated values (*.csv)"));
    if (!path.isEmpty()) {
        const auto status = saveCsv(path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) ? path : path + QStringLiteral(".csv"));
        if (!status) {
            say(currentIndex(), QString::fromStdString(status.error().message));
        }
    }
}

void DataTable::pasteClipboard()
{
    document::Workspace *w = workspace();
    const QMimeData *mime = QApplication::clipboard()->mimeData();
    const auto grid = mime ? items::gridOf(mime->hasHtml() ? mime->html() : QString(), mime->text()) : items::ClipboardGrid();
    if (!w || grid.isEmpty()) {
        return;
    }
    if (w->document().isReadOnly()) {
        say(currentIndex(), tr("This plan is open for reading only. Save a copy to change it."));
        return;
    }
    const Range selected = range();
    items::PasteTarget target{spec(), {}, shownColumns()};
    for (int r = 0; r < m_model->rowCount(); ++r) {
        target.rows << m_model->specRow(r);
    }
    if (!selected.rows.isEmpty() && !selected.columns.isEmpty()) {
        target.row = selected.rows.first();
        target.column = static_cast<int>(target.columns.indexOf(selected.columns.first()));
        target.height = selected.rows.last() - target.row + 1;
        target.width = static_cast<int>(target.columns.indexOf(selected.columns.last())) - target.column + 1;
    }
    std::shared_ptr<const core::Plan> whole;
    const items::CellEdits edits = items::pasted(editedPlan(*w, whole), target, grid);
    if (edits.cells.isEmpty()) {
        say(currentIndex(), tr("What is on the clipboard has no place in this table."));
        return;
    }
    const QString label = tr("Paste into %1").arg(accessibleName());
    if (edits.cells.size() == 1 && edits.addedRows.empty()) {
        if (edits.isEmpty()) {
            markRefused(edits);
        } else {
            const items::CellChange &c = edits.cells.first();
            keep(edits, tr("Set %1 to %2").arg(items::cellName(*whole, c.cell), c.newText));
        }
        return;
    }
    auto *preview = new PastePreview(edits, spec(), whole, this);
    preview->setAttribute(Qt::WA_DeleteOnClose);
    (void)w->previewMany(edits.values());
    connect(preview, &QDialog::accepted, this, [this, edits, label] {
        if (keep(edits, label)) {
            markRefused(edits);
        }
    });
    connect(preview, &QDialog::rejected, this, [w = QPointer<document::Workspace>(w)] {
        if (w) {
            w->clearPreview();
        }
    });
    preview->open();
}

void DataTable::fillDown()
{
    document::Workspace *w = workspace();
    const Range selected = range();
    if (!w || selected.rows.isEmpty() || selected.columns.isEmpty()) {
        return;
    }
    if (w->document().isReadOnly()) {
        say(currentIndex(), whyNotEdited(currentIndex()));
        return;
    }
    // One row: from the row above. Several: from the first of them.
    const bool one = selected.rows.size() == 1;
    const int source = one ? selected.rows.first() - 1 : selected.rows.first();
    if (source < 0) {
        say(currentIndex(), tr("There is no row above to fill from."));
        return;
    }
    QVector<QPair<int, int>> rows;
    for (qsizetype i = one ? 0 : 1; i < selected.rows.size(); ++i) {
        rows << QPair<int, int>(m_model->specRow(selected.rows[i]), m_model->specRow(source));
    }
    std::shared_ptr<const core::Plan> whole;
    const auto edits = items::filled(editedPlan(*w, whole), spec(), rows, selected.columns);
    if (keep(edits, tr("Fill down in %1").arg(accessibleName()))) {
        markRefused(edits);
    }
}

void DataTable::emptySelection()
{
    document::Workspace *w = workspace();
    const Range selected = range();
    if (!w || selected.rows.isEmpty()) {
        return;
    }
    if (w->document().isReadOnly()) {
        say(currentIndex(), whyNotEdited(currentIndex()));
        return;
    }
    QVector<QPair<int, int>> cells;
    for (const int r : selected.rows) {
        for (const int c : selected.columns) {
            if (selectionModel()->isSelected(m_model->index(r, c))) {
                cells << QPair<int, int>(m_model->specRow(r), c);
            }
        }
    }
    std::shared_ptr<const core::Plan> whole;
    const auto edits = items::emptied(editedPlan(*w, whole), spec(), cells);
    const QString what = edits.cells.size() == 1 && !edits.cells.first().cell.entity.empty() ? items::cellName(*whole, edits.cells.first().cell) : accessibleName();
    if (keep(edits, tr("Clear %1").arg(what))) {
        markRefused(edits);
    }
}

void DataTable::resetSelection()
{
    document::Workspace *w = workspace();
    if (!w || w->document().isReadOnly()) {
        return;
    }
    core::Edit edit;
    QString name;
    for (const QModelIndex &i : selectionModel()->selectedIndexes()) {
        const items::TableCell *cell = m_model->cellAt(i);
        if (cell && w->isOverridden(cell->cell)) {
            if (auto change = core::resetCell(*w->document().plan(), w->scenario().toStdString(), cell->cell)) {
                edit.changes.push_back(std::move(*change));
                name = items::cellName(*w->document().plan(), cell->cell);
            }
        }
    }
    if (edit.changes.empty()) {
        return;
    }
    edit.label = tr("Reset %1").arg(edit.changes.size() == 1 ? name : accessibleName()).toStdString();
    const auto status = w->document().perform(edit);
    if (!status) {
        say(currentIndex(), QString::fromStdString(status.error().message));
    }
}

} // namespace ui
