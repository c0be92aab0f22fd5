// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartvalues.h"

#include "format.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double reach = 4;          // pixels: a line is met this near to it
constexpr double barMargin = 0.19;   // of a period's width, beside its bar
constexpr double smallest = 5;       // pixels: no frame is lower

// A layer's lower and upper edge in a period.
std::pair<double, double> edgesOf(const ChartSpec &spec, int series, int period)
{
    double below = 0;
    for (int i = 0; i < series; ++i) {
        below += spec.series[i].hidden ? 0 : spec.series[i].values.value(period);
    }
    return {below, below + spec.series[series].values.value(period)};
}

ChartValue ofSeries(const ChartSpec &spec, const ChartSeries &s, ChartValue::Kind kind, int series, int period)
{
    return {kind, series, period, s.values.value(period), s.name, figureAt(spec, s.figure, period), s.link ? s.id : QString()};
}

} // namespace

QString figureAt(const ChartSpec &spec, const QString &pattern, int period)
{
    const QString key = spec.periodKeys.value(period);
    return pattern.isEmpty() || key.isEmpty() ? QString() : QString(pattern).replace(QLatin1String("%1"), key);
}

QVector<ChartValue> valuesAt(const ChartSpec &spec, int period)
{
    QVector<ChartValue> out;
    const bool byPeriod = spec.kind == ChartSpec::Kind::Areas || spec.kind == ChartSpec::Kind::Bars || spec.kind == ChartSpec::Kind::Fan;
    if (!byPeriod || period < 0 || period >= spec.periods.size()) {
        return out;
    }
    if (spec.series.size() > 1) {
        out << ChartValue{ChartValue::Kind::Total, -1, period, totalAt(spec, period), QCoreApplication::translate("ChartSpec", "Total"), figureAt(spec, spec.totalFigure, period), {}};
    }
    for (int i = static_cast<int>(spec.series.size()) - 1; i >= 0; --i) {
        if (!spec.series[i].hidden && spec.series[i].values.value(period) != 0) {
            out << ofSeries(spec, spec.series[i], ChartValue::Kind::Series, i, period);
        }
    }
    for (int i = 0; i < spec.lines.size(); ++i) {
        if (!spec.lines[i].hidden) {
            out << ofSeries(spec, spec.lines[i], ChartValue::Kind::Line, i, period);
        }
    }
    if (!spec.baseline.isEmpty()) {
        out << ChartValue{ChartValue::Kind::Baseline, -1, period, spec.baseline.value(period), spec.baselineName, figureAt(spec, spec.baselineFigure, period), {}};
    }
    return out;
}

std::optional<ChartValue> valueAt(const ChartSpec &spec, const ChartFrame &frame, const ChartStyle &style, const QPointF &at)
{
    const QVector<ChartValue> values = valuesAt(spec, frame.periodAt(at.x()));
    const bool bars = spec.kind == ChartSpec::Kind::Bars;
    const ChartValue *found = nullptr;
    const auto take = [&](ChartValue::Kind kind, auto fits) {
        for (const ChartValue &v : values) {
            found = !found && v.kind == kind && fits(v) ? &v : found;
        }
    };
    const auto near = [&](const ChartValue &v) { return std::fabs(at.y() - frame.y(v.value)) <= reach; };
    take(ChartValue::Kind::Line, near);
    take(ChartValue::Kind::Baseline, near);
    take(ChartValue::Kind::Series, [&](const ChartValue &v) {
        const auto [below, above] = edgesOf(spec, v.series, v.period);
        return at.y() <= frame.y(below) && at.y() >= frame.y(above);
    });
    if (bars && spec.totals) { // the figure above the bar
        take(ChartValue::Kind::Total, [&](const ChartValue &v) {
            const double above = frame.y(v.value) - at.y();
            return above >= 0 && above <= QFontMetricsF(style.strong).height() * 1.4;
        });
    }
    return found ? std::optional(*found) : std::nullopt;
}

QRectF rectOf(const ChartSpec &spec, const ChartFrame &frame, const ChartValue &v)
{
    const bool stacked = v.kind == ChartValue::Kind::Series || (v.kind == ChartValue::Kind::Total && !spec.series.isEmpty());
    const auto [below, above] = v.kind == ChartValue::Kind::Series ? edgesOf(spec, v.series, v.period) : std::pair(stacked ? 0.0 : v.value, v.value);
    const double margin = spec.kind == ChartSpec::Kind::Bars && stacked ? barMargin : 0;
    QRectF out(QPointF(frame.x(v.period + margin), frame.y(above)), QPointF(frame.x(v.period + 1 - margin), frame.y(below)));
    const double wider = std::max(0.0, smallest - out.width()) / 2;
    const double higher = std::max(0.0, smallest - out.height()) / 2;
    return out.adjusted(-wider, -higher, wider, higher);
}

QString wordsOf(const ChartSpec &spec, const ChartValue &v)
{
    return QStringLiteral("%1, %2: %3").arg(v.name, spec.periods.value(v.period), format::number(v.value, spec.decimals))
        + (spec.unit.isEmpty() ? QString() : format::thin + spec.unit);
}

} // namespace ui
