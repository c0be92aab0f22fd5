// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "celledits.h"
#include "keywords.h"
#include "tablemodel.h"

#include <QTableView>

class QMenu;
class QSettings;

namespace document {
class Workspace;
}

namespace ui {

class FilterStrip;

// The program's table: shows a TableSpec and behaves like a spreadsheet. Cells with an address are edited in place, in the scenario that the page
// around it shows; ranges are copied, pasted, filled and emptied, each as one edit. Sorting, filters, columns and widths are remembered by its name.
class DataTable : public QTableView
{
    Q_OBJECT

public:
    // The object name, else the accessible name, is what the table's columns are remembered by.
    explicit DataTable(const QString &accessibleName, QWidget *parent = nullptr);

    static KeyWords keyWords();

    void setSpec(const items::TableSpec &spec);
    const items::TableSpec &spec() const { return m_model->spec(); }
    items::TableModel *tableModel() const { return m_model; }
    QString currentRowId() const; // empty: none
    void setCurrentRowId(const QString &id);
    void setCurrentCell(const QString &rowId, const QString &columnId);
    void setDense(bool dense); // 24 pixels a row instead of 28
    int contentHeight() const; // of header and all rows, for tables that do not scroll

    void copySelection(bool withHeaders = false) const;
    void pasteClipboard();
    void fillDown();
    void emptySelection();
    void resetSelection(); // to what the scenario inherits
    // Everything shown, with the header. The reason where it cannot be written.
    core::Status saveCsv(const QString &path) const;
    void setFilter(const items::TableFilter &filter);
    void showFilter(int column = -1); // opens the line for it; below zero: of the whole row

    // For the editors in its cells. The field that a cell edits; null: none.
    const core::FieldInfo *fieldAt(const QModelIndex &index) const;
    QString editTextAt(const QModelIndex &index) const;
    const core::Plan &shownPlan() const;
    double scaleAt(const QModelIndex &index) const { return spec().columns[index.column()].scale; }
    QString previewText(const QModelIndex &index, const QString &text); // the reason where it is refused
    QString keepText(const QModelIndex &index, const QString &text);
    void dropPreview();
    void moveFrom(const QModelIndex &index, int rows, int columns); // by Enter and Tab

Q_SIGNALS:
    void currentRowChanged(const QString &id);
    void figureWanted(const QString &figure);     // a computed figure was clicked: explain it
    void linkActivated(const QString &id, int column);
    void rowActivated(const QString &id);         // Enter or double click on a cell that is not edited here
    void refused(const QString &reason);          // what was asked of a cell cannot be; also said at the cell

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void updateGeometries() override;

private:
    // Selected, as shown: rows and columns in order.
    struct Range
    {
        QVector<int> rows, columns;
    };
    Range range() const;
    QVector<int> shownColumns() const;
    items::ClipboardGrid gridOf(const Range &range, bool withHeaders, bool all) const;
    document::Workspace *workspace() const;
    QString whyNotEdited(const QModelIndex &index) const; // empty: it is
    void say(const QModelIndex &index, const QString &reason);
    bool keep(const items::CellEdits &edits, const QString &label);
    void markRefused(const items::CellEdits &edits);
    QModelIndex nextEditable(const QModelIndex &from, bool next) const;
    void clicked(const QModelIndex &index);
    void fillCellMenu(QMenu *menu, const QModelIndex &index);
    void fillColumnMenu(QMenu *menu, int column);
    void askCsv();

    void layOutColumns();
    QString tableId() const;
    QSettings *settings() const;
    void remember() const;
    void recall();
    void setColumnShown(int column, bool shown);
    void columnResized(int column, int width);
    void forgetColumns();
    void forgetTable(); // it is another one now

    items::TableModel *m_model;
    FilterStrip *m_filter;
    mutable QHash<QString, int> m_widths;  // by column id, as dragged
    mutable QHash<QString, bool> m_shown;  // by column id, as chosen
    bool m_layingOut = false;
    bool m_recalled = false;
    QString m_rememberedAs;
    bool m_fitting = false;
    document::Workspace *m_previewing = nullptr;
};

} // namespace ui
