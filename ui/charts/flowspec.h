// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "palette.h"

#include <QPainterPath>
#include <QRectF>

class QPainter;

namespace ui {

// Where money comes from, passes or goes. Columns are numbered from the left.
struct FlowNode
{
    QString id;
    QString name;
    QColor color;
    int column = 0;
    bool link = false; // a click leads somewhere
    QString figure = {}; // what it adds to FlowSpec::figure: "factory=lumi-aif"; empty: it explains nothing

    bool operator==(const FlowNode &) const = default;
};

// A sum on its way through one node of each column.
struct FlowPath
{
    QVector<int> nodes; // indices, from the left
    double value = 0;

    bool operator==(const FlowPath &) const = default;
};

// A flow diagram (Sankey) as plain values: whoever paints it, on screen or on paper, shows the same.
struct FlowSpec
{
    QString title;
    QString subtitle;
    QString unit;
    int decimals = 1;
    QStringList columns; // what stands in each: "Who pays", "Factory", "For what"
    QVector<FlowNode> nodes; // from the top of each column
    QVector<FlowPath> paths;
    QString empty; // what stands there without paths
    QString figure = {}; // pattern of addresses, '%1' standing for what the nodes add

    bool operator==(const FlowSpec &) const = default;
};

// All that passes from one node to another.
struct FlowLink
{
    int from = -1, to = -1;
    double value = 0;
};
QVector<FlowLink> linksOf(const FlowSpec &spec);
double valueOf(const FlowSpec &spec, int node);
QVector<double> valuesOf(const FlowSpec &spec); // of all nodes, at once
// No more than so many nodes in a column: the smallest become one, "n others".
FlowSpec folded(const FlowSpec &spec, int column, int most);
// Address of all that passes a node, or from one to another; empty where that cannot be explained.
QString figureOf(const FlowSpec &spec, int node);
QString figureOf(const FlowSpec &spec, const FlowLink &link);
ChartTable tableOf(const FlowSpec &spec); // every link, a line each
QString csvOf(const FlowSpec &spec);
// What one node takes and gives, or what one link carries, a line each.
QString nodeReadOut(const FlowSpec &spec, int node);
QString linkReadOut(const FlowSpec &spec, const FlowLink &link);

// Where everything of a flow diagram lies.
struct FlowLayout
{
    struct Band
    {
        FlowLink link;
        QPointF from, to;     // upper ends
        double thickness = 0;
    };
    FlowSpec spec; // folded so far that names have room
    double scale = 0; // pixels a unit
    QVector<QRectF> nodes;
    QVector<double> labels; // middle of each node's name
    QVector<Band> bands;

    int nodeAt(const QPointF &at) const; // -1: none
    int bandAt(const QPointF &at) const;
};
FlowLayout layOut(const FlowSpec &spec, const QRectF &target);
QPainterPath bandPath(const FlowLayout::Band &band, double offset, double thickness);
// With the paths through one node, or through one band, standing out.
void paintFlow(QPainter &painter, const FlowLayout &layout, const Palette &palette, const QRectF &target, int node = -1, int band = -1);

} // namespace ui
