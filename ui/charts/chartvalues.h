// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartscene.h"

#include <optional>

namespace ui {

// One value that a chart shows: that of a layer, a line, the whole stack, or what it is compared with, in one period.
struct ChartValue
{
    enum class Kind { Total, Series, Line, Baseline };
    Kind kind = Kind::Total;
    int series = -1; // index of the layer or line
    int period = -1;
    double value = 0;
    QString name;
    QString figure; // what can be explained; empty: nothing
    QString link;   // the series' id, where it leads somewhere

    bool isSame(const ChartValue &other) const { return kind == other.kind && series == other.series; } // in another period
};

// A pattern of addresses, for one period.
QString figureAt(const ChartSpec &spec, const QString &pattern, int period);
// All that is shown in one period, from the top: the whole, layers that are not nothing, lines, the comparison.
QVector<ChartValue> valuesAt(const ChartSpec &spec, int period);
// What lies at a point; of what lies on another, the topmost.
std::optional<ChartValue> valueAt(const ChartSpec &spec, const ChartFrame &frame, const ChartStyle &style, const QPointF &at);
// Where it lies, to be framed.
QRectF rectOf(const ChartSpec &spec, const ChartFrame &frame, const ChartValue &value);
// "LUMI AIF, Oct 2027: 12.3 EF"
QString wordsOf(const ChartSpec &spec, const ChartValue &value);

} // namespace ui
