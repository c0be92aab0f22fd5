// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>

class QPainter;

namespace ui {

// A stroke icon of resources/icons in one colour, crisp at any scale.
QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio);
QIcon icon(const QString &name, const QColor &color);
void paintIcon(QPainter &painter, const QString &name, const QColor &color, const QRectF &target);

} // namespace ui
