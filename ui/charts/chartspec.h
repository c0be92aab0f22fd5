// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <QStringList>
#include <QVector>

#include <array>

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

// P5, P10, P25, P50, P75, P90, P95 of a figure's draws; NaN where there is no such figure.
using ChartQuantiles = std::array<double, 7>;
inline constexpr std::array quantilePercents{5, 10, 25, 50, 75, 90, 95};

// Where the draws of a figure lie, by period: of one line, or of the total.
struct ChartBand
{
    QString of = {}; // id of the line; empty: the total of what is stacked, or the fan's only figure
    QString name;
    QColor color;
    QVector<ChartQuantiles> quantiles; // one per period

    bool operator==(const ChartBand &) const = default;
};

// A level that is marked through the whole chart: of a distribution upright, else lying.
struct ChartMark
{
    double value = 0;
    QString name;
    double share = -1; // of the draws that are at most this, in per cent; negative: not said
    bool strong = false;

    bool operator==(const ChartMark &) const = default;
};

// What one uncertain input does to a figure: the figure with this input at its P10 and P90, all others at their median.
struct ChartSwing
{
    QString id;
    QString name;
    double atP10 = 0, atP90 = 0;
    double rankCorrelation = 0;

    bool operator==(const ChartSwing &) const = default;
};

// What of a simulation a chart or series shows, for those who can give its band: a figure's key, and what its values are multiplied with.
struct ChartSource
{
    QString figure;     // "paid_eur"; empty: no simulation has it
    QString scope = {}; // "programme:DEP", "factory:ID", "country:ID"; empty: total
    double scale = 1;   // chart's value = drawn value × scale

    bool operator==(const ChartSource &) const = default;
};

// All that a chart shows, as plain values: stacked step areas by month, or stacked bars by period, and lines over them; or what is uncertain of a
// figure. Whoever paints it, on screen or on paper, shows the same. Values in the unit named; periods from the left.
struct ChartSpec
{
    enum class Kind {
        Areas,
        Bars,
        Fan,          // bands of draws by period; lines: the plan's value; limits: ceilings
        Distribution, // periods are ranges of the figure, series.first() the share of draws in each and lines.first() of those up to its end, in per cent
        Grid,         // a row a series, a column a period: shares in per cent over their meter
        Tornado,      // a row a swing
    };
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
    QVector<ChartBand> bands;
    QVector<ChartMark> marks;
    double from = 0, to = 1; // Distribution: the figure at the left and the right edge
    double alarm = 0;        // Grid: shares above it are in the colour of what is worse; 0: none
    QString absent;          // Grid: what stands where a value is NaN
    QString empty;           // what stands in the place of a chart that has nothing to draw; empty: the usual words
    QVector<ChartSwing> swings;
    double centre = 0;       // Tornado: the figure with all inputs at their median
    QString note;            // why no simulation has its figures; empty: the usual words
    ChartSource total;       // what the total of the stack is in a simulation
    QVector<ChartSource> sources; // of the lines, in their order; empty: none has one
    QString simulatedBy;     // length of the periods, as a simulation has them: "year", "quarter", "month"; empty: none

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
QString quantileName(int index);      // "P5"
inline bool liesDown(const ChartSpec &spec) { return spec.kind == ChartSpec::Kind::Tornado; } // rows from the top instead of periods from the left
int countOf(const ChartSpec &spec);   // periods, or rows
double totalAt(const ChartSpec &spec, int index); // of the series that are not hidden
// A step of 1, 2, 2.5, 4 or 5 times a power of ten that divides 0..largest into about `wanted` parts.
double niceStep(double largest, int wanted);
int stepDecimals(double step); // as many as its multiples need: 2.5 one, 0.25 two

} // namespace ui
