// SPDX-License-Identifier: GPL-3.0-or-later
#include "paperfigures.h"

#include "format.h"

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

constexpr double gridWidth = 0.18;
constexpr Type strongSmall{8, true, false};

void grid(ReportSheet &sheet, const Axis &axis, const QRectF &plot, bool labels = true)
{
    ReportCanvas &canvas = sheet.canvas();
    for (int i = 0; i <= axis.steps; ++i) {
        const double y = axis.y(plot, axis.step * i);
        canvas.line({plot.left(), y}, {plot.right(), y}, i == 0 ? sheet.palette().secondary : sheet.palette().line, gridWidth);
        if (labels) {
            const int decimals = axis.step < 0.1 ? 2 : axis.step < 1 || std::fmod(axis.step, 1) != 0 ? 1 : 0;
            canvas.textRight({plot.left() - 1.6, y + 1.0}, format::number(axis.step * i, decimals), smallType, sheet.palette().secondary);
        }
    }
}

QPainterPath stepsOf(const QVector<double> &values, const Axis &axis, const QRectF &plot)
{
    QPainterPath path;
    const double w = plot.width() / std::max<qsizetype>(1, values.size());
    for (qsizetype i = 0; i < values.size(); ++i) {
        const double y = axis.y(plot, values[i]);
        const double x = plot.left() + w * static_cast<double>(i);
        if (i == 0) {
            path.moveTo(x, y);
        } else if (values[i] != values[i - 1]) {
            path.lineTo(x, y);
        }
        if (i + 1 == values.size() || values[i + 1] != values[i]) {
            path.lineTo(x + w, y);
        }
    }
    return path;
}

double largestOf(const ChartSpec &spec)
{
    double most = 0;
    for (int i = 0; i < spec.periods.size(); ++i) {
        most = std::max({most, totalAt(spec, i), spec.baseline.value(i), spec.target.value(i)});
    }
    return most;
}

// The areas themselves, with hairlines of paper between them.
void paintAreas(ReportSheet &sheet, const ChartSpec &spec, const Axis &axis, const QRectF &plot)
{
    const auto n = static_cast<int>(spec.periods.size());
    const double w = plot.width() / std::max(1, n);
    QVector<double> below(n, 0.0);
    for (const ChartSeries &s : spec.series) {
        QVector<double> above = below;
        QPainterPath area;
        QPainterPath edge;
        for (int i = 0; i < n; ++i) {
            above[i] += s.values.value(i);
        }
        for (int i = 0; i < n;) {
            int j = i;
            while (j < n && above[j] == above[i] && below[j] == below[i]) {
                ++j;
            }
            if (above[i] > below[i]) {
                const QRectF r(QPointF(plot.left() + w * i, axis.y(plot, above[i])), QPointF(plot.left() + w * j, axis.y(plot, below[i])));
                area.addRect(r.adjusted(0, 0, j < n && above[j] > below[j] ? 0.02 : 0, 0));
                edge.moveTo(r.topLeft());
                edge.lineTo(r.topRight());
            }
            i = j;
        }
        if (!area.isEmpty()) {
            area.setFillRule(Qt::WindingFill);
            sheet.canvas().fill(area, s.color);
            sheet.canvas().stroke(edge, sheet.palette().surface, gridWidth);
        }
        below = above;
    }
}

void yearAxis(ReportSheet &sheet, const ChartSpec &spec, const QRectF &plot)
{
    const double n = std::max<double>(1, static_cast<double>(spec.periods.size()));
    const auto count = static_cast<int>(spec.axisAt.size());
    double lastEnd = -1;
    for (int i = 0; i <= count; ++i) {
        const double from = i < count ? spec.axisAt[i] : n;
        const double x = plot.left() + plot.width() * from / n;
        sheet.canvas().line({x, plot.bottom()}, {x, plot.bottom() + 1}, sheet.palette().secondary, gridWidth);
        if (i == count) {
            break;
        }
        const double to = i + 1 < count ? spec.axisAt[i + 1] : n;
        const double middle = plot.left() + plot.width() * (from + to) / 2 / n;
        const double width = paper::width(spec.axisLabels.value(i), smallType);
        if (middle - width / 2 > lastEnd + 0.8) {
            sheet.canvas().textCentred({middle, plot.bottom() + 4.2}, spec.axisLabels.value(i), smallType, sheet.palette().secondary);
            lastEnd = middle + width / 2;
        }
    }
}

struct EndLabel
{
    const ChartSeries *series;
    double wanted, at, value;
};

// Names and last values, pushed apart, with leaders.
void endLabels(ReportSheet &sheet, const ChartSpec &spec, const Axis &axis, const QRectF &plot, double right)
{
    std::vector<EndLabel> labels;
    const auto last = static_cast<int>(spec.periods.size()) - 1;
    double sum = 0;
    for (const ChartSeries &s : spec.series) {
        const double v = s.values.value(last);
        if (std::any_of(s.values.begin(), s.values.end(), [](double x) { return x != 0; })) {
            labels.push_back({&s, axis.y(plot, sum + v / 2), 0, v});
        }
        sum += v;
    }
    std::reverse(labels.begin(), labels.end());
    const double line = 8 * 25.4 / 72 * 1.28;
    double limit = plot.top() + 1;
    for (EndLabel &l : labels) {
        l.at = std::max(l.wanted, limit);
        limit = l.at + line;
    }
    limit = plot.bottom() + 1;
    for (auto l = labels.rbegin(); l != labels.rend(); ++l) {
        l->at = std::min(l->at, limit);
        limit = l->at - line;
    }
    const double x = plot.right();
    for (const EndLabel &l : labels) {
        QPainterPath leader(QPointF(x + 0.4, l.wanted));
        leader.lineTo(x + 1.1, l.wanted);
        leader.lineTo(x + 2.1, l.at);
        leader.lineTo(x + 2.8, l.at);
        sheet.canvas().stroke(leader, l.series->color, gridWidth * 1.4);
        sheet.canvas().fill(QRectF(x + 3.0, l.at - 1, 2, 2), l.series->color);
        const QString value = format::number(l.value, 1);
        const double room = right - (x + 6) - paper::width(value, smallType) - 1.5;
        sheet.canvas().text({x + 6, l.at + 1.0}, elided(l.series->name, smallType, room), smallType, sheet.palette().text);
        sheet.canvas().textRight({right, l.at + 1.0}, value, smallType, sheet.palette().secondary);
    }
}

double xOf(const ChartSpec &spec, const QRectF &plot, double month)
{
    return plot.left() + plot.width() * month / std::max<double>(1, static_cast<double>(spec.periods.size()));
}

// Where the line first steps up there is room above it.
void targetLabel(ReportSheet &sheet, const ChartSpec &spec, const Axis &axis, const QRectF &plot)
{
    if (spec.target.isEmpty()) {
        return;
    }
    int at = 0;
    while (at + 1 < spec.target.size() && spec.target[at + 1] <= spec.target[at]) {
        ++at;
    }
    at = at + 1 < spec.target.size() ? at + 1 : 0;
    const double y = axis.y(plot, spec.target[at]);
    // Above the line, but below where the plot is too low for that: there stand the present and the note.
    sheet.canvas().text({xOf(spec, plot, at) + 1, y < plot.top() + 3 ? y + 3.6 : y - 1.2}, spec.targetName, smallType, sheet.palette().worse);
}

// Below the line's highest part where no area stands there, else above it.
void baselineLabel(ReportSheet &sheet, const ChartSpec &spec, const Axis &axis, const QRectF &plot)
{
    if (spec.baseline.isEmpty()) {
        return;
    }
    const auto top = std::max_element(spec.baseline.begin(), spec.baseline.end());
    const auto first = static_cast<int>(top - spec.baseline.begin());
    const double x = xOf(spec, plot, first) + 1;
    const double y = axis.y(plot, *top);
    const double width = paper::width(spec.baselineName, smallType);
    const auto n = static_cast<double>(spec.periods.size());
    const int until = std::min(static_cast<int>(n) - 1, static_cast<int>((x + width - plot.left()) / plot.width() * n));
    bool free = x + width < plot.right();
    for (int i = first; i <= until; ++i) {
        free = free && axis.y(plot, totalAt(spec, i)) > y + 4;
    }
    if (free) {
        sheet.canvas().text({x, y + 3.6}, spec.baselineName, smallType, sheet.palette().text);
    } else if (y - 4 > plot.top() - 2) {
        sheet.canvas().text({std::min(x, plot.right() - width), y - 1.2}, spec.baselineName, smallType, sheet.palette().text);
    }
}

void noteAndToday(ReportSheet &sheet, const ChartSpec &spec, const Axis &axis, const QRectF &plot, double right, const AreaNote &note)
{
    ReportCanvas &canvas = sheet.canvas();
    double noteLeft = 1e9;
    if (note.month >= 0) {
        const double x = xOf(spec, plot, note.month);
        const double y = axis.y(plot, note.value);
        const double width = paper::width(note.text, strongSmall);
        noteLeft = std::min(x - 1, right - width);
        canvas.line({x, plot.top() - 1.2}, {x, y - 1}, sheet.palette().text, 0.25);
        QPainterPath ring;
        ring.addEllipse(QPointF(x, y), 1.1, 1.1);
        canvas.fill(ring, sheet.palette().surface);
        canvas.stroke(ring, sheet.palette().text, 0.5);
        canvas.text({noteLeft, plot.top() - 2.2}, note.text, strongSmall, sheet.palette().text);
    }
    if (spec.today < 0 || spec.today > static_cast<double>(spec.periods.size())) {
        return;
    }
    const double x = xOf(spec, plot, spec.today);
    const QString today = Words::tr("today");
    const double width = paper::width(today, smallType);
    canvas.line({x, plot.top() - 1.2}, {x, plot.bottom()}, sheet.palette().text, 0.25, {1, 2});
    double tx = x - width / 2;
    const double noteRight = note.month >= 0 ? noteLeft + paper::width(note.text, strongSmall) : -1e9;
    if (tx + width > noteLeft - 1 && tx < noteRight + 1) {
        tx = x < noteLeft + 2 ? noteLeft - 2 - width : noteRight + 2;
    }
    canvas.text({tx, plot.top() - 2.2}, today, smallType, sheet.palette().text);
}

} // namespace

Axis axisFor(double largest, int wanted)
{
    if (!(largest > 0)) {
        return {1, 2};
    }
    Axis best;
    double bestCost = 1e9;
    const double power = std::pow(10, std::floor(std::log10(largest)) - 1);
    for (const double scale : {1.0, 10.0, 100.0}) {
        for (const double m : {1.0, 2.0, 2.5, 4.0, 5.0}) {
            const double step = m * power * scale;
            const int n = static_cast<int>(std::ceil(largest / step - 1e-9));
            if (n < 2 || n > 6) {
                continue;
            }
            const double cost = (n * step - largest) / (n * step) + (wanted < 3 ? 0.1 : 0.06) * std::abs(n - wanted);
            if (cost < bestCost) {
                bestCost = cost;
                best = {step, n};
            }
        }
    }
    return best;
}

void areas(ReportSheet &sheet, const ChartSpec &spec, const QRectF &frame, const AreaNote &note)
{
    ReportCanvas &canvas = sheet.canvas();
    const ReportElement figure(canvas, Role::Figure, descriptionOf(spec));
    const Axis axis = axisFor(largestOf(spec), 4);
    const QRectF plot(frame.left() + 8, frame.top() + 6, frame.width() - 8 - 31, frame.height() - 12);
    grid(sheet, axis, plot);
    paintAreas(sheet, spec, axis, plot);
    yearAxis(sheet, spec, plot);
    if (!spec.baseline.isEmpty()) {
        canvas.stroke(stepsOf(spec.baseline, axis, plot), sheet.palette().text, 0.35, {4, 2.4});
    }
    if (!spec.target.isEmpty()) {
        const QPainterPath path = stepsOf(spec.target, axis, plot);
        canvas.stroke(path, sheet.palette().surface, 0.9);
        canvas.stroke(path, sheet.palette().worse, 0.45);
    }
    endLabels(sheet, spec, axis, plot, frame.right());
    targetLabel(sheet, spec, axis, plot);
    baselineLabel(sheet, spec, axis, plot);
    noteAndToday(sheet, spec, axis, plot, frame.right(), note);
}

void coverAreas(ReportSheet &sheet, const ChartSpec &spec, const QRectF &frame, const Type &type, double textMargin)
{
    ReportCanvas &canvas = sheet.canvas();
    const ReportElement figure(canvas, Role::Figure, descriptionOf(spec));
    double most = 0;
    for (int i = 0; i < spec.periods.size(); ++i) {
        most = std::max(most, totalAt(spec, i));
    }
    const Axis axis{most > 0 ? most : 1, 1};

    if (most <= 0) {
        return;
    }
    const double fleetShare = spec.series.isEmpty() ? 0 : *std::min_element(spec.series[0].values.begin(), spec.series[0].values.end()) / most;
    const bool onArea = fleetShare * frame.height() > 5; // the years stand on the fleet, else below
    const QRectF plot = frame.adjusted(0, 0, 0, onArea ? 0 : -4.5);
    paintAreas(sheet, spec, axis, plot);
    const double n = std::max<double>(1, static_cast<double>(spec.periods.size()));
    double lastEnd = -100;
    for (int i = 0; i < spec.axisAt.size(); ++i) {
        const double x = plot.left() + plot.width() * spec.axisAt[i] / n;
        const double tx = i == 0 ? textMargin : x + 1.3;
        if (tx < lastEnd + 3 || tx + width(spec.axisLabels.value(i), type) > frame.right() - 9) {
            continue;
        }
        const double y = onArea ? plot.bottom() - 1.6 : plot.bottom() + 3.6;
        canvas.line({x, onArea ? plot.bottom() - 3.6 : plot.bottom()}, {x, onArea ? plot.bottom() : plot.bottom() + 3.6}, onArea ? QColor(Qt::white) : sheet.palette().secondary, 0.25);
        lastEnd = tx + canvas.text({tx, y}, spec.axisLabels.value(i), type, onArea ? textOn(spec.series[0].color) : sheet.palette().secondary);
    }
    double sum = 0;
    const auto last = static_cast<int>(spec.periods.size()) - 1;
    for (const ChartSeries &s : spec.series) {
        const double v = s.values.value(last);
        const double height = plot.height() * v / axis.highest();
        const double y = axis.y(plot, sum + v / 2);
        if (height > 9) {
            const double lowest = plot.bottom() - 1.6 - (onArea ? type.points * 25.4 / 72 * 1.25 : 0); // above the years
            canvas.text({frame.right() - 34, std::min(y + 1.1, lowest)}, elided(s.name, tableType, 32), tableType, textOn(s.color));
        }
        sum += v;
    }
}

} // namespace ui::paper
