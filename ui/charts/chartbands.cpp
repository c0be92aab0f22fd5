// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartmarks.h"

#include "format.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

bool has(const ChartBand &band, int period)
{
    return period >= 0 && period < band.quantiles.size() && !std::isnan(band.quantiles[period][3]);
}

double at(const ChartBand &band, int period, int quantile)
{
    return band.quantiles[period][static_cast<std::size_t>(quantile)];
}

// Runs of periods in which the figure exists: first, one past the last.
QVector<QPair<int, int>> runsOf(const ChartBand &band, int periods)
{
    QVector<QPair<int, int>> runs;
    for (int i = 0; i < periods; ++i) {
        if (!has(band, i)) {
            continue;
        }
        if (!runs.isEmpty() && runs.last().second == i) {
            runs.last().second = i + 1;
        } else {
            runs << QPair<int, int>(i, i + 1);
        }
    }
    return runs;
}

// From middle to middle; a lone period has a stretch of its own.
QPolygonF joined(const ChartFrame &f, const ChartBand &band, const QPair<int, int> &run, int quantile)
{
    QPolygonF line;
    if (run.second - run.first == 1) {
        const double y = f.y(at(band, run.first, quantile));
        return line << QPointF(f.x(run.first + 0.3), y) << QPointF(f.x(run.first + 0.7), y);
    }
    for (int i = run.first; i < run.second; ++i) {
        line << QPointF(f.x(i + 0.5), f.y(at(band, i, quantile)));
    }
    return line;
}

QPolygonF stepped(const ChartFrame &f, const ChartBand &band, const QPair<int, int> &run, int quantile)
{
    QPolygonF line;
    for (int i = run.first; i < run.second; ++i) {
        const double y = f.y(at(band, i, quantile));
        line << QPointF(f.x(i), y) << QPointF(f.x(i + 1), y);
    }
    return line;
}

QPolygonF between(QPolygonF upper, const QPolygonF &lower)
{
    for (auto p = lower.crbegin(); p != lower.crend(); ++p) {
        upper << *p;
    }
    return upper;
}

QColor faint(QColor color, double opacity)
{
    color.setAlphaF(static_cast<float>(opacity));
    return color;
}

// The period in which the draws lie furthest apart: there is room for words.
int widest(const ChartBand &band, int periods)
{
    int found = -1;
    for (int i = 0; i < periods; ++i) {
        if (has(band, i) && (found < 0 || at(band, i, 6) - at(band, i, 0) > at(band, found, 6) - at(band, found, 0))) {
            found = i;
        }
    }
    return found;
}

struct FanLabel
{
    double y = 0;
    QString words;
    QColor color;
    bool strong = false;
};

// Each at least a line below the one before, as near as can be to where it belongs.
void pushApart(QVector<FanLabel> &labels, double line, double top, double bottom)
{
    std::stable_sort(labels.begin(), labels.end(), [](const FanLabel &a, const FanLabel &b) { return a.y < b.y; });
    double limit = top;
    for (FanLabel &l : labels) {
        l.y = std::max(l.y, limit);
        limit = l.y + line;
    }
    limit = bottom;
    for (auto l = labels.rbegin(); l != labels.rend(); ++l) {
        l->y = std::min(l->y, limit);
        limit = l->y - line;
    }
}

} // namespace

void Marks::fan() const
{
    constexpr std::array<std::tuple<int, int, double>, 3> tints{{{0, 6, 0.18}, {1, 5, 0.32}, {2, 4, 0.50}}};
    for (const ChartBand &b : spec.bands) {
        for (const auto &run : runsOf(b, frame.periods)) {
            painter.setPen(Qt::NoPen);
            for (const auto &[low, high, share] : tints) {
                painter.setBrush(tint(b.color, share));
                painter.drawPolygon(between(joined(frame, b, run, high), joined(frame, b, run, low)));
            }
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(tint(b.color, 1), style.mark, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
            painter.drawPolyline(joined(frame, b, run, 3));
            painter.setPen(Qt::NoPen);
            painter.setBrush(tint(b.color, 1));
            for (int i = run.first; i < run.second && frame.periods <= 24; ++i) {
                painter.drawEllipse(QPointF(frame.x(i + 0.5), frame.y(at(b, i, 3))), style.mark * 1.6, style.mark * 1.6);
            }
        }
    }
    painter.setBrush(Qt::NoBrush);
    for (const ChartSeries &s : spec.lines) {
        QPen pen(palette.text, style.mark * 0.75, Qt::SolidLine, Qt::FlatCap);
        pen.setDashPattern({4, 2});
        painter.setPen(pen);
        QPolygonF line;
        for (int i = 0; i < frame.periods && !s.hidden; ++i) {
            const double v = i < s.values.size() ? s.values[i] : std::nan("");
            if (!std::isnan(v)) {
                line << QPointF(frame.x(i + 0.5), frame.y(v));
            }
            if (std::isnan(v) || i + 1 == frame.periods) {
                painter.drawPolyline(line);
                line.clear();
            }
        }
    }
    painter.setPen(QPen(palette.text, style.mark, Qt::SolidLine, Qt::FlatCap));
    for (int i = 0; i < spec.limits.size() && i < frame.periods; ++i) {
        if (!std::isnan(spec.limits[i])) {
            painter.drawLine(QPointF(frame.x(i + 0.15), frame.y(spec.limits[i])), QPointF(frame.x(i + 0.85), frame.y(spec.limits[i])));
        }
    }
    fanLabels();
}

void Marks::fanLabels() const
{
    if (spec.bands.isEmpty()) {
        return;
    }
    const ChartBand &b = spec.bands.first();
    const int where = widest(b, frame.periods);
    if (where < 0) {
        return;
    }
    const double gap = fm.averageCharWidth();
    const double line = fm.height() * 1.02;
    QVector<FanLabel> labels;
    const auto add = [&](const QString &name, double value, const QColor &color, bool strong) {
        labels << FanLabel{frame.y(value) + fm.ascent() * 0.4, name + QLatin1Char(' ') + format::number(value, spec.decimals), color, strong};
    };
    if (at(b, where, 6) > at(b, where, 0)) {
        add(quantileName(6), at(b, where, 6), palette.secondary, false);
        add(quantileName(0), at(b, where, 0), palette.secondary, false);
    }
    add(quantileName(3), at(b, where, 3), tint(b.color, 1), true);
    for (const ChartSeries &s : spec.lines) {
        const double v = where < s.values.size() ? s.values[where] : std::nan("");
        if (!s.hidden && !std::isnan(v)) {
            add(s.name, v, palette.text, false);
        }
    }
    if (where < spec.limits.size() && !std::isnan(spec.limits[where]) && !spec.limitName.isEmpty()) {
        add(spec.limitName, spec.limits[where], palette.text, true);
    }
    double width = 0;
    for (const FanLabel &l : labels) {
        width = std::max(width, QFontMetricsF(l.strong ? style.strong : style.font).horizontalAdvance(l.words));
    }
    pushApart(labels, line, frame.plot.top() + fm.ascent(), frame.plot.bottom() - fm.descent());
    const double x = frame.x(where + 0.5);
    const bool right = x + gap + width <= frame.target.right();
    for (const FanLabel &l : labels) {
        const double wide = QFontMetricsF(l.strong ? style.strong : style.font).horizontalAdvance(l.words);
        haloText({right ? x + gap * 1.3 : std::max(frame.plot.left(), x - gap * 1.3 - wide), l.y}, l.words, l.color, l.strong);
    }
}

void Marks::ribbons() const
{
    const auto hidden = [this](const QString &id) {
        return std::any_of(spec.lines.begin(), spec.lines.end(), [&](const ChartSeries &s) { return s.id == id && s.hidden; });
    };
    for (const ChartBand &b : spec.bands) {
        if ((spec.kind == ChartSpec::Kind::Bars && b.of.isEmpty()) || (!b.of.isEmpty() && hidden(b.of))) {
            continue;
        }
        const QColor color = b.of.isEmpty() ? palette.text : b.color;
        for (const auto &run : runsOf(b, frame.periods)) {
            const QPolygonF low = stepped(frame, b, run, 0), high = stepped(frame, b, run, 6), middle = stepped(frame, b, run, 3);
            painter.setPen(Qt::NoPen);
            painter.setBrush(faint(color, 0.20));
            painter.drawPolygon(between(high, low));
            painter.drawPolygon(between(stepped(frame, b, run, 4), stepped(frame, b, run, 2)));
            painter.setBrush(Qt::NoBrush);
            for (const QPolygonF &edge : {low, high}) {
                painter.setPen(QPen(color, style.hairline, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
                painter.drawPolyline(edge);
            }
            painter.setPen(QPen(palette.surface, style.mark * 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
            painter.drawPolyline(middle);
            QPen dotted(color, style.mark, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
            dotted.setDashPattern({1.5, 1});
            painter.setPen(dotted);
            painter.drawPolyline(middle);
        }
    }
}

void Marks::whiskers() const
{
    ribbons();
    const double room = frame.plot.width() / std::max(1, frame.periods);
    const double cap = std::min(7.0, room * 0.16);
    for (const ChartBand &b : spec.bands) {
        for (int i = 0; i < frame.periods && b.of.isEmpty(); ++i) {
            if (!has(b, i)) {
                continue;
            }
            const double x = frame.x(i + 0.5);
            const auto stroke = [&](double from, double to, double width, const QColor &color) {
                painter.setPen(QPen(color, width, Qt::SolidLine, Qt::FlatCap));
                painter.drawLine(QPointF(x, frame.y(from)), QPointF(x, frame.y(to)));
            };
            const double low = at(b, i, 0), high = at(b, i, 6);
            stroke(low, high, style.mark * 2.4, palette.surface);
            stroke(at(b, i, 2), at(b, i, 4), style.mark * 3.4, palette.surface);
            stroke(low, high, style.mark * 0.8, palette.text);
            if (room < 9) {
                continue;
            }
            stroke(at(b, i, 2), at(b, i, 4), style.mark * 2, palette.text);
            painter.setPen(QPen(palette.text, style.mark * 0.8, Qt::SolidLine, Qt::FlatCap));
            for (const double end : {low, high}) {
                painter.drawLine(QPointF(x - cap, frame.y(end)), QPointF(x + cap, frame.y(end)));
            }
            painter.setBrush(palette.surface);
            painter.drawEllipse(QPointF(x, frame.y(at(b, i, 3))), cap * 0.55 + 1, cap * 0.55 + 1);
        }
    }
}

} // namespace ui
