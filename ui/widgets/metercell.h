// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette.h"
#include "tablespec.h"

#include <QRectF>

class QPainter;

namespace ui {

// Paints a figure against its ceiling: words above and below a bar, the ceiling as a stroke across it, what exceeds it hatched.
void paintMeter(QPainter &painter, const items::TableMeter &meter, const Palette &palette, const QRectF &box);

} // namespace ui
