// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "celldelegate.h"

#include <QColor>

class QLineEdit;

namespace ui {

class DataTable;
struct Palette;

// The editors in a DataTable's cells: a line for numbers, months and text with its unit, a list for choices, references and flags. What is being
// typed is previewed; what cannot be taken is marked at the cell with the reason; Enter and Tab keep, Esc drops.
class CellEditor : public CellDelegate
{
    Q_OBJECT

public:
    explicit CellEditor(DataTable *table);
    static QColor selectedGround(const Palette &palette); // of cells chosen together

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void destroyEditor(QWidget *editor, const QModelIndex &index) const override;

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QWidget *lineEditor(QWidget *parent, const QModelIndex &index) const;
    QWidget *listEditor(QWidget *parent, const QModelIndex &index) const;
    void showReason(QWidget *editor, const QString &reason) const;
    bool finish(QWidget *editor); // false: refused, the editor stays
    bool stepMonth(QWidget *editor, int months);
    void takeMonth(QLineEdit *line, const QString &month);

    DataTable *m_table;
};

} // namespace ui
