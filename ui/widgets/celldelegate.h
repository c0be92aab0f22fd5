// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace ui {

// What a model may say of a cell beside its text.
enum CellRole { OverriddenRole = Qt::UserRole + 100, AssumptionRole, SwatchRole, StrongRole, SortRole };

// Cells of the program's tables: hairlines, an accent bar where the scenario overrides, italics with dots under an assumption, a colour square.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace ui
