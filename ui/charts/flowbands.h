// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flowspec.h"

#include <QImage>

#include <vector>

namespace ui {

// A picture of the bands of a flow diagram for the screen. A band is an interval in each column of pixels, so its edges are summed up exactly
// and at once: a tenth of the time that filling it as a path takes, and a diagram that follows every key has no more.
class FlowBands
{
public:
    // Of an area in the layout's coordinates, with so many pixels for each of its units.
    FlowBands(const QRectF &area, double pixels);
    void add(const FlowLayout::Band &band, double thickness, const QColor &color);
    const QImage &image() const { return m_image; }

private:
    const std::vector<double> &courseOf(double from, double to);
    // The band's upper edge comes into this column of pixels at one height and leaves it at another; so much of the column's width counts.
    void addColumn(int x, double from, double to, double thick, QRgb paint, double width);

    QRectF m_area;
    double m_pixels;
    QImage m_image;
    // How far, from 0 to 1, a band has come at each edge of its columns of pixels; bands between the same nodes' columns share it.
    std::vector<std::pair<std::pair<double, double>, std::vector<double>>> m_courses;
};

} // namespace ui
