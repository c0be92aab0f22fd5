// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "palette.h"

#include <QFont>
#include <QRectF>
#include <memory>

class QPainter;
class QGraphicsScene;

namespace ui {

// How large text and strokes are: pixels on screen, 1/96 inch on paper.
struct ChartStyle
{
    QFont font;          // ticks, names
    QFont strong;        // totals, annotations
    double hairline = 1;
    double mark = 2;     // baseline strokes
};

// The geometry that Qt Charts' drawing and our marks share.
struct ChartFrame
{
    QRectF target; // the whole chart
    QRectF plot;
    double highest = 1; // value at the plot's upper edge
    double step = 1;    // between gridlines
    int periods = 0;
    double from = 0, to = 1; // values at the plot's left and right edge, where they lie that way
    double acrossStep = 1;

    double x(double period) const { return plot.left() + plot.width() * period / qMax(1, periods); }
    double y(double value) const { return plot.bottom() - plot.height() * value / highest; }
    double across(double value) const { return plot.left() + plot.width() * (value - from) / (to - from); }
    int periodAt(double px) const;
    int rowAt(double py) const; // where periods are rows
    double rowHeight() const { return plot.height() / qMax(1, periods); }
};

// The widest that a name at the right may be.
double nameRoom(const ChartSpec &spec, const ChartStyle &style, const QRectF &target);
ChartFrame frameFor(const ChartSpec &spec, const ChartStyle &style, const QRectF &target);

// Draws areas, bars, axes and gridlines with Qt Charts; keeps its series between updates. GUI thread only.
class ChartScene
{
public:
    ChartScene();
    ~ChartScene();
    void update(const ChartSpec &spec, const Palette &palette, const ChartStyle &style, const ChartFrame &frame, const QSizeF &size);
    void render(QPainter &painter, const QRectF &target);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

// What Qt Charts cannot draw: names pushed apart, leaders, totals, baseline, targets, the present, excess.
void paintMarks(QPainter &painter, const ChartSpec &spec, const Palette &palette, const ChartStyle &style, const ChartFrame &frame, int hovered = -1);

ChartStyle screenStyle();
ChartStyle paperStyle();
// The whole chart, vectors, into target; units are those of style.
void paintChart(QPainter &painter, const ChartSpec &spec, const Palette &palette, const ChartStyle &style, const QRectF &target);

} // namespace ui
