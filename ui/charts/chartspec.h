// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <QStringList>
#include <QVector>

namespace ui {

// One layer of a stacked chart, from the bottom up.
struct ChartSeries
{
    QString id;
    QString name;
    QColor color;
    QVector<double> values; // one per period
    bool hidden = false;
    QString figure = {}; // address of what it shows, '%1' standing for the period's key; empty: it explains nothing
    bool link = false;   // its id leads somewhere

    bool operator==(const ChartSeries &) const = default;
};

// A short text at a point of the chart ("LUMI retires").
struct ChartNote
{
    int index = 0;
    double value = 0;
    QString text;
    bool strong = false; // with a ring at the point

    bool operator==(const ChartNote &) const = default;
};

// All that a chart shows, as plain values: stacked step areas by month, or stacked bars by period, and lines over them. Whoever paints it, on
// screen or on paper, shows the same. Values in the unit named; periods from the left.
struct ChartSpec
{
    enum class Kind { Areas, Bars };
    Kind kind = Kind::Bars;
    QString title;    // the finding, or the measure
    QString subtitle; // measure, unit, precision
    QString unit;     // after a figure in read-outs
    int decimals = 1;
    QStringList periods;     // name of each value's period
    QStringList periodKeys;  // the same as the series' figures name it ("2027-Q3"); empty: none explains
    QStringList axisLabels;  // what stands below the axis; as periods, or fewer words
    QVector<int> axisAt;     // first period of each axis label; Bars: empty where each period has its own
    QVector<ChartSeries> series;
    QVector<ChartSeries> lines; // step lines over the stack, not added up; without a stack the chart is one of lines
    QString totalFigure;      // of the whole stack, as the series have theirs
    QVector<double> baseline; // total of the comparison; empty: none
    QString baselineName;
    QString baselineFigure;
    bool baselineInLegend = true; // false: the subtitle says it
    QVector<double> target; // dotted line ("twice the fleet"); empty: none
    QString targetName;
    QVector<double> limits; // bars: a ceiling per period, what exceeds it is hatched; NaN: none
    QString limitName;
    double today = -1; // position of the present, in periods from the left edge; negative: not shown
    QVector<ChartNote> notes;
    QString endTitle; // Areas: heading above the names and last values at the right; empty: no such labels
    double highest = 0;  // least upper end of the value axis: charts side by side share one; 0: what the values need
    bool totals = false; // Bars: the total above each bar

    bool operator==(const ChartSpec &) const = default;
};

// The chart as a table: for those who want figures, for assistive technology, and for CSV.
struct ChartTable
{
    QStringList header;
    QVector<QStringList> rows; // texts in the reader's locale
};
ChartTable tableOf(const ChartSpec &spec);
QString csvOf(const ChartSpec &spec); // plain numbers
// What one period shows, a line a series.
QString readOut(const ChartSpec &spec, int index);
// A sentence or two for who cannot see the picture.
QString descriptionOf(const ChartSpec &spec);
bool isEmpty(const ChartSpec &spec); // nothing to draw
double totalAt(const ChartSpec &spec, int index); // of the series that are not hidden
// A step of 1, 2, 2.5, 4 or 5 times a power of ten that divides 0..largest into about `wanted` parts.
double niceStep(double largest, int wanted);
int stepDecimals(double step); // as many as its multiples need: 2.5 one, 0.25 two

} // namespace ui
