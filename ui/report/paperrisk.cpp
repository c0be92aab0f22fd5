// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "palette.h"
#include "paperparts.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui::paper {

namespace {

using Role = ReportCanvas::Role;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

// Of the quantiles P5, P10, P25, P50, P75, P90, P95: which two bound a band, and how much paper shines through it.
struct Band
{
    std::size_t low, high;
    double paper;
};
constexpr Band bands[] = {{0, 6, 0.82}, {1, 5, 0.66}, {2, 4, 0.44}};
constexpr std::size_t median = 3;

struct FanPlot
{
    const ChartSpec &spec;
    const ChartBand &band;
    Axis axis;
    QRectF plot;
    double slot = 1;

    QPointF at(int period, double value) const { return {plot.left() + slot * (period + 0.5), axis.y(plot, value)}; }
    bool has(int period) const { return period < band.quantiles.size() && !std::isnan(band.quantiles[period][median]); }
};

double largestOf(const ChartSpec &spec)
{
    double most = 0;
    const auto include = [&most](double v) { most = std::isnan(v) ? most : std::max(most, v); };
    for (const ChartBand &b : spec.bands) {
        for (const ChartQuantiles &q : b.quantiles) {
            include(q.back());
        }
    }
    for (const ChartSeries &line : spec.lines) {
        std::for_each(line.values.begin(), line.values.end(), include);
    }
    std::for_each(spec.limits.begin(), spec.limits.end(), include);
    return most;
}

// Calls visit(first, end) for each run of periods that have draws.
template<typename Visit>
void eachRun(const FanPlot &f, Visit visit)
{
    const auto n = static_cast<int>(f.band.quantiles.size());
    for (int i = 0; i < n;) {
        int end = i;
        while (end < n && f.has(end)) {
            ++end;
        }
        if (end > i) {
            visit(i, end);
        }
        i = end + 1;
    }
}

void paintBands(ReportCanvas &canvas, const FanPlot &f)
{
    for (const Band &b : bands) {
        eachRun(f, [&](int first, int end) {
            QPolygonF area;
            for (int i = first; i < end; ++i) {
                area << f.at(i, f.band.quantiles[i][b.high]);
            }
            for (int i = end; i-- > first;) {
                area << f.at(i, f.band.quantiles[i][b.low]);
            }
            QPainterPath path;
            path.addPolygon(area);
            path.closeSubpath();
            canvas.fill(path, mixed(f.band.color, Qt::white, b.paper));
        });
    }
    eachRun(f, [&](int first, int end) {
        QPolygonF line;
        for (int i = first; i < end; ++i) {
            line << f.at(i, f.band.quantiles[i][median]);
        }
        QPainterPath path;
        path.addPolygon(line);
        canvas.stroke(path, f.band.color, 0.45);
        for (const QPointF &p : line) {
            QPainterPath dot;
            dot.addEllipse(p, 0.7, 0.7);
            canvas.fill(dot, f.band.color);
        }
    });
}

void paintMarks(ReportCanvas &canvas, const FanPlot &f, const QVector<double> &values, const QColor &color, double half)
{
    for (int i = 0; i < values.size(); ++i) {
        if (!std::isnan(values[i])) {
            const QPointF p = f.at(i, values[i]);
            canvas.line({p.x() - half, p.y()}, {p.x() + half, p.y()}, color, markWidth);
        }
    }
}

// P95 above its edge and P5 below, where they fit beside each other and touch nothing.
void paintValues(ReportSheet &sheet, const FanPlot &f)
{
    for (int i = 0; i < f.band.quantiles.size(); ++i) {
        if (!f.has(i)) {
            continue;
        }
        const ChartQuantiles &q = f.band.quantiles[i];
        for (const bool high : {true, false}) {
            const QString label = format::number(high ? q.back() : q.front(), f.spec.decimals);
            const QPointF p = f.at(i, high ? q.back() : q.front());
            const double y = high ? p.y() - 1.6 : p.y() + 4.2;
            const double mark = f.spec.lines.isEmpty() || std::isnan(f.spec.lines[0].values.value(i)) ? 1e9 : f.at(i, f.spec.lines[0].values[i]).y();
            const bool touchesMark = mark > y - 3.4 && mark < y + 0.9;
            if (width(label, smallType) < f.slot * 0.98 && y < f.plot.bottom() - 0.4 && !touchesMark) {
                sheet.canvas().textCentred({p.x(), y}, label, smallType, sheet.palette().text);
            }
        }
    }
}

void fanLegend(ReportSheet &sheet, const FanPlot &f, double x, double right)
{
    ReportCanvas &canvas = sheet.canvas();
    const QString names[] = {Words::tr("P5 to P95"), Words::tr("P10 to P90"), Words::tr("P25 to P75")};
    double y = f.plot.top() + 1.6;
    const auto name = [&](const QString &words) {
        canvas.text({x + 3.6, y + 1.05}, elided(words, smallType, right - x - 3.6), smallType, sheet.palette().text);
        y += 4.5;
    };
    for (std::size_t b = 0; b < std::size(bands); ++b) {
        canvas.fill(QRectF(x, y - 1, 2.1, 2.1), mixed(f.band.color, Qt::white, bands[b].paper));
        name(names[b]);
    }
    canvas.line({x - 0.2, y}, {x + 2.4, y}, f.band.color, 0.45);
    name(Words::tr("Median"));
    if (!f.spec.lines.isEmpty()) {
        canvas.line({x - 0.2, y}, {x + 2.4, y}, sheet.palette().text, markWidth);
        name(f.spec.lines[0].name);
    }
    if (!f.spec.limits.isEmpty()) {
        canvas.line({x - 0.2, y}, {x + 2.4, y}, sheet.palette().worse, markWidth);
        name(f.spec.limitName);
    }
}

constexpr double tornadoRow = 6.4;
constexpr double tornadoHead = 6;
constexpr double namesWidth = 60;
constexpr double rankWidth = 17;
constexpr double figureRoom = 16; // for a figure beside a bar's end

// Where the rows' bars stand.
struct TornadoPlot
{
    TornadoPlot(const ChartSpec &spec, const QRectF &frame, int shown) : left(frame.left() + namesWidth + figureRoom), right(frame.right() - rankWidth - figureRoom)
    {
        low = high = spec.centre;
        for (int i = 0; i < shown; ++i) {
            low = std::min({low, spec.swings[i].atP10, spec.swings[i].atP90});
            high = std::max({high, spec.swings[i].atP10, spec.swings[i].atP90});
        }
    }
    double x(double value) const { return high > low ? left + (right - left) * (value - low) / (high - low) : (left + right) / 2; }

    double left, right, low = 0, high = 0;
};

void paintSwing(ReportSheet &sheet, const ChartSpec &spec, const ChartSwing &s, const TornadoPlot &plot, const QRectF &row)
{
    ReportCanvas &canvas = sheet.canvas();
    const double base = row.center().y() + 1.2;
    canvas.text({row.left(), base}, elided(s.name, tableType, namesWidth - 2), tableType, sheet.palette().text);
    const double centre = plot.x(spec.centre);
    const auto bar = [&](double value, const QColor &color, double inset) {
        const double x = plot.x(value);
        if (std::fabs(x - centre) > 0.01) {
            canvas.fill(QRectF(QPointF(std::min(x, centre), row.top() + inset), QPointF(std::max(x, centre), row.bottom() - inset)), color);
        }
    };
    bar(s.atP90, QColor(0x1D5FBF), 1.3);
    bar(s.atP10, QColor(0x9DB8DA), (s.atP10 - spec.centre) * (s.atP90 - spec.centre) > 0 ? 2.3 : 1.3); // both on one side: the one within the other
    const auto [low, high] = std::minmax(s.atP10, s.atP90);
    canvas.textRight({std::min(plot.x(low), centre) - 1.2, base}, format::number(low, spec.decimals), tableType, sheet.palette().text);
    canvas.text({std::max(plot.x(high), centre) + 1.2, base}, format::number(high, spec.decimals), tableType, sheet.palette().text);
    canvas.textRight({row.right(), base}, format::signedNumber(s.rankCorrelation, 2), tableType, sheet.palette().secondary);
}

} // namespace

void fan(ReportSheet &sheet, const ChartSpec &spec, const QRectF &frame, const FanOptions &options)
{
    ReportCanvas &canvas = sheet.canvas();
    const ReportElement figure(canvas, Role::Figure, descriptionOf(spec));
    if (spec.bands.isEmpty()) {
        return;
    }
    FanPlot f{spec, spec.bands[0], axisFor(largestOf(spec), options.low ? 2 : 4), QRectF(frame.left() + 9.3, frame.top() + 4, frame.width() - 9.3 - options.labelWidth, frame.height() - 9)};
    f.slot = f.plot.width() / std::max<double>(1, static_cast<double>(spec.periods.size()));
    valueGrid(sheet, f.axis, f.plot, f.plot.left() - 1.6);
    paintBands(canvas, f);
    if (!spec.lines.isEmpty()) {
        paintMarks(canvas, f, spec.lines[0].values, sheet.palette().text, std::min(f.slot * 0.2, 3.0));
    }
    paintMarks(canvas, f, spec.limits, sheet.palette().worse, std::min(f.slot * 0.3, 4.5));
    if (options.values) {
        paintValues(sheet, f);
    }
    periodLabels(sheet, spec.axisLabels, f.plot);
    if (options.labelWidth > 0) {
        fanLegend(sheet, f, f.plot.right() + 2.8, frame.right());
    }
}

double tornadoHeight(const ChartSpec &spec, int most)
{
    return tornadoHead + tornadoRow * static_cast<double>(std::min<qsizetype>(most, spec.swings.size())) + 2;
}

void tornado(ReportSheet &sheet, const ChartSpec &spec, const QRectF &frame, int most)
{
    ReportCanvas &canvas = sheet.canvas();
    const ReportElement figure(canvas, Role::Figure, descriptionOf(spec));
    const int shown = static_cast<int>(std::min<qsizetype>(most, spec.swings.size()));
    const TornadoPlot plot(spec, frame, shown);
    const double centre = plot.x(spec.centre);
    const double top = frame.top() + tornadoHead;
    canvas.textCentred({centre, frame.top() + 3.2}, Words::tr("median: %1").arg(format::number(spec.centre, spec.decimals)), tableType, sheet.palette().secondary);
    canvas.textRight({frame.right(), frame.top() + 3.2}, Words::tr("rank corr."), tableType, sheet.palette().secondary);
    canvas.line({frame.left(), top}, {frame.right(), top}, sheet.palette().secondary, gridWidth);
    for (int i = 0; i < shown; ++i) {
        const QRectF row(frame.left(), top + tornadoRow * i, frame.width(), tornadoRow);
        paintSwing(sheet, spec, spec.swings[i], plot, row);
        canvas.line({frame.left(), row.bottom()}, {frame.right(), row.bottom()}, sheet.palette().line, gridWidth * 0.8);
    }
    canvas.line({centre, top}, {centre, top + tornadoRow * shown}, sheet.palette().text, 0.25);
}

} // namespace ui::paper
