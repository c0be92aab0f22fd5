// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tablemodel.h"

#include <QTableView>

namespace ui {

// The program's table: shows a TableSpec, keeps selection and scrolling when its contents change, and says what is wanted of a cell.
class DataTable : public QTableView
{
    Q_OBJECT

public:
    explicit DataTable(const QString &accessibleName, QWidget *parent = nullptr);

    void setSpec(const items::TableSpec &spec);
    const items::TableSpec &spec() const { return m_model->spec(); }
    QString currentRowId() const; // empty: none
    void setCurrentRowId(const QString &id);
    void setDense(bool dense); // 24 pixels a row instead of 28
    int contentHeight() const; // of header and all rows, for tables that do not scroll

Q_SIGNALS:
    void currentRowChanged(const QString &id);
    void figureWanted(const QString &figure);     // a computed figure was clicked: explain it
    void linkActivated(const QString &id, int column);
    void rowActivated(const QString &id);         // Enter or double click on a cell that is not edited here

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void clicked(const QModelIndex &index);
    void layOutColumns();

    items::TableModel *m_model;
};

} // namespace ui
