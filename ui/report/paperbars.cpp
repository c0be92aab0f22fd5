// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "paperparts.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui::paper {

namespace {

using Role = ReportCanvas::Role;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

void legend(ReportSheet &sheet, const ChartSpec &spec, double x, double right, double y)
{
    ReportCanvas &canvas = sheet.canvas();
    for (auto s = spec.series.rbegin(); s != spec.series.rend(); ++s) {
        canvas.fill(QRectF(x, y - 1, 2.1, 2.1), s->color);
        canvas.text({x + 3.6, y + 1.05}, elided(s->name, smallType, right - x - 3.6), smallType, sheet.palette().text);
        y += 4.5;
    }
    if (!spec.baseline.isEmpty()) {
        canvas.line({x - 0.2, y}, {x + 2.4, y}, sheet.palette().text, markWidth);
        canvas.text({x + 3.6, y + 1.05}, elided(spec.baselineName, smallType, right - x - 3.6), smallType, sheet.palette().text);
    }
}

// The bars' totals as they are written: with as many decimals as have room in every slot. Where whole numbers have none either, the highest
// bars go first, and the others say nothing.
QStringList totalLabels(const ChartSpec &spec, double slot)
{
    const auto n = static_cast<int>(spec.periods.size());
    QStringList labels;
    double widest = 0;
    for (int decimals = spec.decimals; decimals >= 0 && (labels.isEmpty() || widest > slot * 1.02); --decimals) {
        labels.clear();
        widest = 0;
        for (int i = 0; i < n; ++i) {
            const double sum = totalAt(spec, i);
            labels << (spec.totals && sum > 0 ? format::number(sum, decimals) : QString());
            widest = std::max(widest, width(labels.back(), smallType));
        }
    }
    if (widest <= slot * 1.02) {
        return labels;
    }
    std::vector<int> order(static_cast<std::size_t>(n));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return totalAt(spec, a) > totalAt(spec, b); });
    std::vector<int> placed;
    for (const int i : order) {
        const double own = width(labels[i], smallType);
        const bool free = std::all_of(placed.begin(), placed.end(), [&](int j) { return std::abs(i - j) * slot > (own + width(labels[j], smallType)) / 2 + 0.8; });
        // A wide one would lie on its neighbours' bars, but for the highest of all.
        if (labels[i].isEmpty() || !free || (!placed.empty() && own > slot * 1.3)) {
            labels[i].clear();
        } else {
            placed.push_back(i);
        }
    }
    return labels;
}

// A figure above its bar, on paper even where a gridline passes.
void labelOnPaper(ReportSheet &sheet, QPointF at, const QString &label)
{
    const double w = width(label, smallType);
    sheet.canvas().fill(QRectF(at.x() - w / 2, at.y() - 2.3, w, 2.6), sheet.palette().surface);
    sheet.canvas().textCentred(at, label, smallType, sheet.palette().text);
}

} // namespace

void bars(ReportSheet &sheet, const ChartSpec &spec, const QRectF &frame, const BarOptions &options)
{
    ReportCanvas &canvas = sheet.canvas();
    const ReportElement figure(canvas, Role::Figure, descriptionOf(spec));
    const auto n = static_cast<int>(spec.periods.size());
    double most = 0;
    for (int i = 0; i < n; ++i) {
        most = std::max({most, totalAt(spec, i), spec.baseline.value(i)});
    }
    const Axis axis = axisFor(most, options.low ? 2 : 4);
    const QRectF plot(frame.left() + 9.3, frame.top() + 4, frame.width() - 9.3 - options.labelWidth, frame.height() - 9);
    valueGrid(sheet, axis, plot, plot.left() - 1.6);
    const double slot = plot.width() / std::max(1, n);
    const double half = slot * 0.3;
    const QStringList labels = totalLabels(spec, slot);
    for (int i = 0; i < n; ++i) {
        const double middle = plot.left() + slot * (i + 0.5);
        double sum = 0;
        QColor topColor = sheet.palette().surface;
        for (const ChartSeries &s : spec.series) {
            const double v = s.values.value(i);
            if (v <= 0) {
                continue;
            }
            canvas.fill(QRectF(QPointF(middle - half, axis.y(plot, sum + v)), QPointF(middle + half, axis.y(plot, sum))), s.color);
            if (sum > 0) {
                canvas.line({middle - half, axis.y(plot, sum)}, {middle + half, axis.y(plot, sum)}, sheet.palette().surface, gridWidth);
            }
            sum += v;
            topColor = s.color;
        }
        const double barTop = axis.y(plot, sum);
        const double mark = spec.baseline.isEmpty() ? plot.bottom() + 99 : axis.y(plot, spec.baseline.value(i));
        if (!spec.baseline.isEmpty()) {
            canvas.line({middle - half * 1.4, mark}, {middle + half * 1.4, mark}, sheet.palette().text, markWidth);
        }
        const QString &label = labels[i];
        if (label.isEmpty()) {
            continue;
        }
        const double y = barTop - 1.1;
        const double x = std::min(middle, frame.right() - width(label, smallType) / 2);
        const bool touches = mark > y - 3.4 && mark < y + 0.9;
        if (touches && std::fabs(mark - barTop) > 0.9 && plot.bottom() - barTop > 5) {
            canvas.textCentred({x, barTop + 3.4}, label, smallType, textOn(topColor));
        } else {
            labelOnPaper(sheet, {x, touches ? std::min(mark, barTop) - 1.1 : y}, label);
        }
    }
    periodLabels(sheet, spec.axisLabels, plot);
    if (options.labelWidth > 0) {
        legend(sheet, spec, plot.right() + 2.8, frame.right(), plot.top() + 1.6);
    }
}

void envelopes(ReportSheet &sheet, const QStringList &years, const std::vector<EnvelopePanel> &panels, const QRectF &frame, const QString &description)
{
    ReportCanvas &canvas = sheet.canvas();
    const ReportElement figure(canvas, Role::Figure, description);
    double most = 0;
    double weights = 0;
    const auto weightOf = [](const EnvelopePanel &p) { return *std::max_element(p.values.begin(), p.values.end()); };
    for (const EnvelopePanel &p : panels) {
        for (std::size_t i = 0; i < p.values.size(); ++i) {
            most = std::max({most, p.values[i], std::isnan(p.limits[i]) ? 0 : p.limits[i]});
        }
    }
    for (const EnvelopePanel &p : panels) {
        weights += std::max(0.6, weightOf(p) / std::max(1e-9, most));
    }
    const Axis axis = axisFor(most, 4);
    const double gap = 6;
    const double room = frame.width() - 9.3 - gap * static_cast<double>(panels.size() - 1);
    double x = frame.left() + 9.3;
    for (std::size_t k = 0; k < panels.size(); ++k) {
        const EnvelopePanel &p = panels[k];
        const double w = room * std::max(0.6, weightOf(p) / std::max(1e-9, most)) / weights;
        const QRectF plot(x, frame.top() + 5.5, w, frame.height() - 11);
        valueGrid(sheet, axis, plot, k == 0 ? plot.left() - 1.6 : 0);
        canvas.text({x + 1, frame.top() + 3}, elided(p.name, {9, true, false}, w - 1), {9, true, false}, sheet.palette().text);
        const double slot = w / std::max<qsizetype>(1, years.size());
        const double half = slot * 0.29;
        for (std::size_t i = 0; i < p.values.size(); ++i) {
            const double middle = x + slot * (static_cast<double>(i) + 0.5);
            const double v = p.values[i];
            const double limit = p.limits[i];
            const double within = std::isnan(limit) ? v : std::min(v, limit);
            canvas.fill(QRectF(QPointF(middle - half, axis.y(plot, within)), QPointF(middle + half, axis.y(plot, 0))), p.color);
            double top = axis.y(plot, v);
            if (!std::isnan(limit)) {
                if (v > limit + 1e-9) {
                    const QRectF excess(QPointF(middle - half, axis.y(plot, v)), QPointF(middle + half, axis.y(plot, limit)));
                    canvas.hatch(excess, mixed(sheet.palette().worse, Qt::white, 0.25), Qt::white);
                    QPainterPath outline;
                    outline.addRect(excess);
                    canvas.stroke(outline, sheet.palette().worse, 0.2);
                    const QString label = format::signedNumber(v - limit, 1);
                    if (width(label, strongSmall) < slot * 1.5) {
                        canvas.textCentred({middle, top - 1.2}, label, strongSmall, sheet.palette().worse);
                    }
                }
                canvas.line({middle - half * 1.5, axis.y(plot, limit)}, {middle + half * 1.5, axis.y(plot, limit)}, sheet.palette().text, markWidth);
            }
        }
        periodLabels(sheet, years, plot);
        x += w + gap;
    }
}

namespace {

// With the sign of per cent where every slot has room for it; the chart's subtitle names the unit too.
QString shareText(const DemandFigure &f, std::size_t i, double slot)
{
    bool signs = true;
    for (std::size_t k = 0; k < f.demand.size(); ++k) {
        signs = signs && (f.demand[k] <= 0 || width(format::percent(f.supply[k] / f.demand[k], 0), strongSmall) < slot * 0.85);
    }
    const double share = f.supply[i] / f.demand[i];
    return signs ? format::percent(share, 0) : format::number(share * 100, 0);
}

// The share of demand that is covered: in the bar where there is room, else above the line.
void shareLabel(ReportSheet &sheet, const DemandFigure &f, std::size_t i, const Axis &axis, const QRectF &plot, const QPointF &point, double slot, const QColor &bar)
{
    if (f.demand[i] <= 0) {
        return;
    }
    const QString share = shareText(f, i, slot);
    const double top = axis.y(plot, f.supply[i]);
    if (width(share, strongSmall) > slot * 0.95) {
        return;
    }
    if (plot.bottom() - top > 7 && std::fabs(point.y() - (plot.bottom() - 2.4)) > 3) {
        sheet.canvas().textCentred({point.x(), plot.bottom() - 1.6}, share, strongSmall, textOn(bar));
        return;
    }
    const double mark = f.baseline.empty() ? 1e9 : axis.y(plot, f.baseline[i]);
    double y = point.y() - 1.9;
    if (mark < y + 0.8 && mark > y - 3.4) {
        y = mark - 1.2;
    }
    // Above the bar it stands on paper; on a bar it would have no ground of its own.
    if (y < top - 0.8) {
        sheet.canvas().textCentred({point.x(), y}, share, strongSmall, sheet.palette().text);
    }
}

void demandLegend(ReportSheet &sheet, const DemandFigure &f, const Axis &axis, const QRectF &plot, double right, const QColor &bar)
{
    ReportCanvas &canvas = sheet.canvas();
    const double x = plot.right() + 2;
    const double lastY = f.demand.empty() ? plot.top() : axis.y(plot, f.demand.back());
    const bool nearTop = lastY < plot.top() + 14;
    canvas.text({x, nearTop ? std::max(plot.top() + 2, lastY - 1) : lastY + 1}, f.demandName, {8, false, true}, sheet.palette().attention);
    double y = nearTop ? plot.top() + 20 : plot.top() + 2;
    canvas.fill(QRectF(x, y - 1, 2, 2), bar);
    for (const QString &words : wrapped(f.supplyName, smallType, right - x - 3.6)) {
        canvas.text({x + 3.6, y + 1.0}, words, smallType, sheet.palette().text);
        y += 3.8;
    }
    if (!f.baseline.empty()) {
        y += 1;
        canvas.line({x - 0.4, y}, {x + 2.4, y}, sheet.palette().text, markWidth);
        canvas.text({x + 3.6, y + 1.0}, Words::tr("Baseline"), smallType, sheet.palette().text);
    }
}

} // namespace

void demand(ReportSheet &sheet, const DemandFigure &f, const QRectF &frame, const QString &description)
{
    ReportCanvas &canvas = sheet.canvas();
    const ReportElement figure(canvas, Role::Figure, description);
    double most = 0;
    for (std::size_t i = 0; i < f.supply.size(); ++i) {
        most = std::max({most, f.supply[i], f.demand[i], f.baseline.empty() ? 0 : f.baseline[i]});
    }
    const Axis axis = axisFor(most, 4);
    const QRectF plot(frame.left() + 9.3, frame.top() + 3, frame.width() - 9.3 - 31, frame.height() - 8);
    valueGrid(sheet, axis, plot, plot.left() - 1.6);
    const QColor bar(0x3A9BD0);
    const double slot = plot.width() / std::max<std::size_t>(1, f.supply.size());
    const double half = slot * 0.28;
    QPolygonF points;
    for (std::size_t i = 0; i < f.supply.size(); ++i) {
        const double middle = plot.left() + slot * (static_cast<double>(i) + 0.5);
        if (f.supply[i] > 0) {
            canvas.fill(QRectF(QPointF(middle - half, axis.y(plot, f.supply[i])), QPointF(middle + half, axis.y(plot, 0))), bar);
        }
        if (!f.baseline.empty()) {
            const double y = axis.y(plot, f.baseline[i]);
            canvas.line({middle - half * 1.4, y}, {middle + half * 1.4, y}, sheet.palette().text, markWidth);
        }
        points << QPointF(middle, axis.y(plot, f.demand[i]));
    }
    QPainterPath line;
    line.addPolygon(points);
    canvas.stroke(line, sheet.palette().surface, 1.1);
    canvas.stroke(line, sheet.palette().attention, 0.55, {2.2, 1.4});
    for (std::size_t i = 0; i < f.supply.size(); ++i) {
        const QPointF point = points[static_cast<qsizetype>(i)];
        QPainterPath ring;
        ring.addEllipse(point, 0.85, 0.85);
        canvas.fill(ring, sheet.palette().surface);
        canvas.stroke(ring, sheet.palette().attention, 0.45);
        shareLabel(sheet, f, i, axis, plot, point, slot, bar);
    }
    periodLabels(sheet, f.years, plot);
    demandLegend(sheet, f, axis, plot, frame.right(), bar);
}

double waterfallHeight(const Waterfall &w)
{
    return 8 + 7.2 * static_cast<double>(w.steps.size() + 2) + 3; // as waterfallRow below
}

namespace {

constexpr double waterfallRow = 7.2;
constexpr double waterfallNames = 33;

double rowY(double top, std::size_t row)
{
    return top + 8 + waterfallRow * static_cast<double>(row);
}

void waterfallNamesColumn(ReportSheet &sheet, const Waterfall &w, double top)
{
    ReportCanvas &canvas = sheet.canvas();
    const double left = ReportSheet::left;
    const double base = waterfallRow / 2 + 1.2;
    canvas.text({left, rowY(top, 0) + base}, elided(w.from, tableType, waterfallNames - 2), tableType, sheet.palette().text);
    for (std::size_t i = 0; i < w.steps.size(); ++i) {
        const WaterfallStep &s = w.steps[i];
        double x = left;
        if (s.color.isValid()) {
            canvas.fill(QRectF(x, rowY(top, i + 1) + waterfallRow / 2 - 1, 2, 2), s.color);
            x += 3.7;
        }
        canvas.text({x, rowY(top, i + 1) + base}, elided(s.name, tableType, left + waterfallNames - 2 - x), tableType, sheet.palette().text);
    }
    canvas.text({left, rowY(top, w.steps.size() + 1) + base}, elided(w.to, {9, true, false}, waterfallNames - 2), {9, true, false}, sheet.palette().text);
}

// One of the two measures: where its panel stands and how it scales, with room for figures on both sides of the bars.
struct WaterfallPanel
{
    WaterfallPanel(const Waterfall &w, int whichSide, double top_)
        : side(whichSide), top(top_), left(ReportSheet::left + (whichSide == 0 ? waterfallNames : 103)), right(whichSide == 0 ? ReportSheet::left + 97 : ReportSheet::right)
    {
        double low = 0;
        double high = 0;
        double at = 0;
        for (const WaterfallStep &s : w.steps) {
            at += s.change[side];
            low = std::min(low, at);
            high = std::max(high, at);
        }
        constexpr double margin = 17;
        scale = (right - left - 2 * margin) / std::max(1e-9, high - low);
        zero = high - low < 1e-6 ? (left + right) / 2 : left + margin - low * scale;
    }
    void paint(ReportSheet &sheet, const Waterfall &w) const;
    void paintStep(ReportSheet &sheet, const WaterfallStep &step, std::size_t row, double before) const;
    void paintEnd(ReportSheet &sheet, const Waterfall &w, double sum) const;

    int side;
    double top, left, right, scale = 1, zero = 0;
};

void WaterfallPanel::paintStep(ReportSheet &sheet, const WaterfallStep &step, std::size_t row, double before) const
{
    ReportCanvas &canvas = sheet.canvas();
    const double change = step.change[side];
    const double x1 = zero + std::min(before, before + change) * scale;
    const double x2 = zero + std::max(before, before + change) * scale;
    const double y = rowY(top, row);
    const double end = zero + (before + change) * scale;
    if (std::fabs(change) > 1e-9) {
        canvas.fill(QRectF(x1, y + 1.2, std::max(0.15, x2 - x1), waterfallRow - 2.4), step.color.isValid() ? step.color : QColor(0xA5B1BE));
    }
    canvas.line({end, y + waterfallRow - 1.2}, {end, y + waterfallRow + 1.2}, sheet.palette().secondary, gridWidth);
    const QString label = std::fabs(change) < 0.05 ? format::number(0, 1) : format::signedNumber(change, 1);
    const double labelWidth = paper::width(label, tableType);
    // On the side away from the zero line; on the other where that has no room.
    const bool leftFits = x1 - 1.2 - labelWidth >= left;
    const bool rightOfZero = x2 > zero + 0.01;
    const double base = y + waterfallRow / 2 + 1.2;
    if (rightOfZero || !leftFits) {
        canvas.text({x2 + 1.2, base}, label, tableType, sheet.palette().text);
    } else {
        canvas.textRight({x1 - 1.2, base}, label, tableType, sheet.palette().text);
    }
}

void WaterfallPanel::paintEnd(ReportSheet &sheet, const Waterfall &w, double sum) const
{
    ReportCanvas &canvas = sheet.canvas();
    const Type bold{9, true, false};
    const double x1 = zero + std::min(0.0, sum) * scale;
    const double x2 = zero + std::max(0.0, sum) * scale;
    const double y = rowY(top, w.steps.size() + 1);
    canvas.fill(QRectF(x1, y + 1.4, std::max(0.2, x2 - x1), waterfallRow - 2.4), sheet.palette().secondary);
    const QString total = format::number(w.end[side], 1);
    const QString change = std::fabs(sum) < 0.05 ? format::number(0, 1) : format::signedNumber(sum, 1);
    const bool inside = x2 - x1 > paper::width(total, bold) + 3;
    const QString outside = inside ? change : total + QStringLiteral(" (%1)").arg(change);
    const double base = y + waterfallRow / 2 + 1.3;
    if (inside) {
        canvas.text({x1 + 1.2, base}, total, bold, Qt::white);
    }
    if (x2 + 1.2 + paper::width(outside, bold) <= right) {
        canvas.text({x2 + 1.2, base}, outside, bold, sheet.palette().text);
    } else {
        canvas.textRight({x1 - 1.2, base}, outside, bold, sheet.palette().text);
    }
}

void WaterfallPanel::paint(ReportSheet &sheet, const Waterfall &w) const
{
    ReportCanvas &canvas = sheet.canvas();
    const Palette &palette = sheet.palette();
    const std::size_t last = w.steps.size() + 1;
    for (std::size_t row = 1; row <= last; ++row) {
        canvas.line({side == 0 ? ReportSheet::left : left, rowY(top, row)}, {right, rowY(top, row)}, row == last ? palette.text : palette.line, row == last ? 0.22 : gridWidth * 0.8);
    }
    canvas.text({left, top + 3}, elided(w.captions[side], {9, true, false}, right - left), {9, true, false}, palette.text);
    canvas.line({zero, rowY(top, 0) + 1.5}, {zero, rowY(top, last + 1)}, palette.text, 0.25);
    QPainterPath dot;
    dot.addEllipse(QPointF(zero, rowY(top, 0) + waterfallRow / 2), 0.85, 0.85);
    canvas.fill(dot, palette.text);
    const QString start = format::number(w.start[side], 1);
    const double base = rowY(top, 0) + waterfallRow / 2 + 1.2;
    if (zero - left > paper::width(start, tableType) + 3) {
        canvas.textRight({zero - 2, base}, start, tableType, palette.text);
    } else {
        canvas.text({zero + 2, base}, start, tableType, palette.text);
    }
    double sum = 0;
    for (std::size_t i = 0; i < w.steps.size(); ++i) {
        paintStep(sheet, w.steps[i], i + 1, sum);
        sum += w.steps[i].change[side];
    }
    paintEnd(sheet, w, sum);
}

} // namespace

void waterfall(ReportSheet &sheet, const Waterfall &w, double top, const QString &description)
{
    const ReportElement figure(sheet.canvas(), Role::Figure, description);
    waterfallNamesColumn(sheet, w, top);
    for (const int side : {0, 1}) {
        WaterfallPanel(w, side, top).paint(sheet, w);
    }
}

double evidenceHeight(const std::vector<EvidenceBar> &bars)
{
    return 7 + 8 * static_cast<double>(bars.size());
}

void evidence(ReportSheet &sheet, const std::vector<EvidenceBar> &bars, const QStringList &captions, double top, const QString &description)
{
    ReportCanvas &canvas = sheet.canvas();
    const ReportElement figure(canvas, Role::Figure, description);
    const Palette &palette = sheet.palette();
    const double x0 = ReportSheet::left + 30;
    const double room = 120;
    double most = 0;
    for (const EvidenceBar &b : bars) {
        most = std::max(most, b.parts[0] + b.parts[1] + b.parts[2]);
    }
    const double scale = most > 0 ? room / most : 0;
    const QColor colors[3] = {palette.secondary, QColor(0xA5B1BE), QColor(0xB08A3E)};
    const Type bold{9, true, false};
    double y = top + 7;
    for (std::size_t k = 0; k < bars.size(); ++k) {
        const EvidenceBar &b = bars[k];
        const Type type{9, b.strong, false};
        canvas.text({ReportSheet::left, y + 3.9}, elided(b.name, type, 28), type, palette.text);
        double x = x0;
        double captionEnd = x0;
        for (int i = 0; i < 3; ++i) {
            const double w = b.parts[i] * scale;
            if (k == 0 && b.parts[i] > 0) {
                const double cw = paper::width(captions.value(i), bold);
                const double cx = std::clamp(x, captionEnd, std::max(captionEnd, ReportSheet::right - cw));
                canvas.text({cx, top + 4}, captions.value(i), bold, i == 2 ? palette.attention : palette.text);
                captionEnd = cx + cw + 2.4;
            }
            if (w <= 0) {
                continue;
            }
            const QRectF bar(x, y, w, 5.4);
            if (i == 2) {
                canvas.hatch(bar, palette.attention, QColor(0xF3E8D2));
            } else {
                canvas.fill(bar, colors[i]);
            }
            x += w;
        }
        canvas.textRight({ReportSheet::right, y + 3.9}, format::number(b.parts[0] + b.parts[1] + b.parts[2], 1), type, palette.text);
        y += 8;
    }
}

} // namespace ui::paper
