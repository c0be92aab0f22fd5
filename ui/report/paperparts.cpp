// SPDX-License-Identifier: GPL-3.0-or-later
#include "paperparts.h"

#include "format.h"

#include <algorithm>
#include <cmath>

namespace ui::paper {

void valueGrid(ReportSheet &sheet, const Axis &axis, const QRectF &plot, double labelsAt)
{
    for (int i = axis.steps; i >= 0; --i) {
        const double y = axis.y(plot, axis.step * i);
        sheet.canvas().line({plot.left(), y}, {plot.right(), y}, i == 0 ? sheet.palette().secondary : sheet.palette().line, gridWidth);
        if (labelsAt > 0) {
            const int decimals = axis.step < 0.1 ? 2 : axis.step < 1 || std::fmod(axis.step, 1) != 0 ? 1 : 0;
            sheet.canvas().textRight({labelsAt, y + 1.0}, format::number(axis.step * i, decimals), smallType, sheet.palette().secondary);
        }
    }
}

void periodLabels(ReportSheet &sheet, const QStringList &labels, const QRectF &plot)
{
    const double slot = plot.width() / std::max<qsizetype>(1, labels.size());
    double lastEnd = -100;
    for (int i = 0; i < labels.size(); ++i) {
        const double middle = plot.left() + slot * (i + 0.5);
        const double half = width(labels[i], smallType) / 2;
        if (middle - half > lastEnd + 0.8) {
            sheet.canvas().textCentred({middle, plot.bottom() + 4}, labels[i], smallType, sheet.palette().secondary);
            lastEnd = middle + half;
        }
    }
}

} // namespace ui::paper
