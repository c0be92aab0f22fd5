// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartmarks.h"

#include "format.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QCoreApplication>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

double lineWidth(const QFont &font, const QString &words)
{
    return QFontMetricsF(font).horizontalAdvance(words);
}

} // namespace

void Marks::text(const QPointF &baseline, const QString &words, const QColor &color, Qt::Alignment align, bool strong) const
{
    painter.setFont(strong ? style.strong : style.font);
    painter.setPen(color);
    const double width = lineWidth(painter.font(), words);
    const double shift = align & Qt::AlignRight ? width : align & Qt::AlignHCenter ? width / 2 : 0;
    painter.drawText(baseline - QPointF(shift, 0), words);
}

void Marks::haloText(const QPointF &baseline, const QString &words, const QColor &color, bool strong) const
{
    QPainterPath path;
    path.addText(baseline, strong ? style.strong : style.font, words);
    painter.strokePath(path, QPen(palette.surface, fm.height() * 0.22, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    text(baseline, words, color, Qt::AlignLeft, strong);
}

QColor Marks::tint(const QColor &color, double share) const
{
    return mixed(palette.surface, palette.dark ? mixed(color, Qt::white, 0.35) : color, share);
}

QPolygonF Marks::steps(const QVector<double> &values) const
{
    QPolygonF line;
    for (int i = 0; i < values.size(); ++i) {
        line << QPointF(frame.x(i), frame.y(values[i])) << QPointF(frame.x(i + 1), frame.y(values[i]));
    }
    return line;
}

void Marks::axisTexts() const
{
    const int decimals = stepDecimals(frame.step);
    for (double v = 0; v <= frame.highest * 1.0001; v += frame.step) {
        text({frame.plot.left() - fm.averageCharWidth(), frame.y(v) + fm.ascent() * 0.38}, format::number(v, decimals), palette.secondary, Qt::AlignRight);
    }
    periodTexts();
}

void Marks::periodTexts() const
{
    const double base = frame.plot.bottom() + fm.height() * 1.15;
    const bool spans = spec.kind == ChartSpec::Kind::Areas || !spec.axisAt.isEmpty(); // labels span several periods
    const auto count = static_cast<int>(spec.axisLabels.size());
    double widest = 0;
    for (const QString &label : spec.axisLabels) {
        widest = std::max(widest, fm.horizontalAdvance(label));
    }
    const double room = frame.plot.width() / std::max(1, count);
    const int every = std::max(1, static_cast<int>(std::ceil((widest + fm.averageCharWidth()) / std::max(1.0, room))));
    for (int i = 0; i < count; i += every) {
        const double from = spans ? spec.axisAt.value(i) : i;
        const double to = spans ? (i + 1 < count ? spec.axisAt.value(i + 1) : frame.periods) : i + 1;
        if (spans && every == 1 && (to - from) * frame.plot.width() / std::max(1, frame.periods) < widest) {
            continue;
        }
        text({(frame.x(from) + frame.x(to)) / 2, base}, spec.axisLabels[i], palette.secondary, Qt::AlignHCenter);
    }
    painter.setPen(QPen(palette.controlLine, style.hairline));
    painter.drawLine(frame.plot.bottomLeft(), frame.plot.bottomRight()); // above the bars' edges
    if (spans) {
        for (const int at : spec.axisAt) {
            painter.drawLine(QPointF(frame.x(at), frame.plot.bottom()), QPointF(frame.x(at), frame.plot.bottom() + fm.height() * 0.25));
        }
    }
}

// A line of the ground's colour parts areas that touch.
void Marks::hairlines() const
{
    painter.setPen(QPen(palette.surface, style.hairline));
    QVector<double> sum(frame.periods, 0.0);
    for (const ChartSeries &s : spec.series) {
        QPainterPath path;
        bool down = false;
        for (int i = 0; i < frame.periods; ++i) {
            const double v = s.hidden ? 0 : s.values.value(i);
            sum[i] += v;
            if (v == 0) {
                down = false;
                continue;
            }
            const QPointF a(frame.x(i), frame.y(sum[i]));
            if (down) {
                path.lineTo(a);
            } else {
                path.moveTo(a);
            }
            path.lineTo(frame.x(i + 1), frame.y(sum[i]));
            down = true;
        }
        painter.strokePath(path, painter.pen());
    }
}

// Lines over the stack; the first lies on top.
void Marks::overlaid() const
{
    painter.setBrush(Qt::NoBrush);
    for (auto s = spec.lines.crbegin(); s != spec.lines.crend(); ++s) {
        if (s->hidden) {
            continue;
        }
        const QPolygonF line = steps(s->values);
        if (!spec.series.isEmpty()) { // parted from the colours below
            painter.setPen(QPen(palette.surface, style.mark * 2.2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
            painter.drawPolyline(line);
        }
        painter.setPen(QPen(s->color, style.mark * 1.1, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        painter.drawPolyline(line);
    }
}

// Above the target's line after its first step up; if the comparison's line would run through the words, in the first place where it does not.
QPointF Marks::targetLabel() const
{
    const double width = fm.horizontalAdvance(spec.targetName) + fm.averageCharWidth();
    const auto placeAt = [&](int period) { return QPointF(frame.x(period) + fm.averageCharWidth(), frame.y(spec.target[period]) - fm.descent() * 1.4); };
    const auto isCrossed = [&](int period) {
        const QPointF at = placeAt(period);
        for (int i = period; i < frame.periods && frame.x(i) < at.x() + width; ++i) {
            const bool rises = spec.target[i] > spec.target[period]; // its own line
            // The comparison's, level or on its way from one period to the next.
            const double level = frame.y(spec.baseline.value(i));
            const double before = frame.y(spec.baseline.value(i > period ? i - 1 : i));
            if (rises || (std::max(level, before) > at.y() - fm.ascent() - style.mark * 2 && std::min(level, before) < at.y() + fm.descent() + style.mark * 2)) {
                return true;
            }
        }
        return at.x() + width > frame.plot.right();
    };
    int wanted = 0;
    while (wanted + 1 < spec.target.size() && spec.target[wanted + 1] <= spec.target[wanted]) {
        ++wanted;
    }
    wanted = wanted + 1 < spec.target.size() ? wanted + 1 : 0;
    for (int i = 0; i < spec.target.size(); ++i) {
        const int period = (wanted + i) % static_cast<int>(spec.target.size());
        if (!isCrossed(period)) {
            return placeAt(period);
        }
    }
    return placeAt(wanted);
}

void Marks::levels() const
{
    painter.setBrush(Qt::NoBrush);
    for (const ChartMark &m : spec.marks) {
        QPen pen(palette.secondary, style.hairline, Qt::SolidLine, Qt::FlatCap);
        pen.setDashPattern({2, 3});
        painter.setPen(pen);
        painter.drawLine(QPointF(frame.plot.left(), frame.y(m.value)), QPointF(frame.plot.right(), frame.y(m.value)));
        haloText({frame.plot.left() + fm.averageCharWidth() * 0.6, frame.y(m.value) - fm.descent() * 0.8}, m.name, palette.secondary);
    }
}

void Marks::lines() const
{
    painter.setBrush(Qt::NoBrush);
    if (!spec.target.isEmpty()) {
        QPen pen(palette.text, style.mark * 0.75, Qt::SolidLine, Qt::FlatCap);
        pen.setDashPattern({1.3, 2.2});
        painter.setPen(pen);
        painter.drawPolyline(steps(spec.target));
    }
    if (!spec.baseline.isEmpty()) {
        QPen pen(palette.text, style.mark * 0.75, Qt::SolidLine, Qt::FlatCap);
        pen.setDashPattern({4, 2});
        painter.setPen(pen);
        painter.drawPolyline(steps(spec.baseline));
        int differs = -1;
        for (int i = frame.periods - 1; i >= 0; --i) {
            const double shown = spec.series.isEmpty() && !spec.lines.isEmpty() ? spec.lines.first().values.value(i) : totalAt(spec, i);
            if (std::fabs(spec.baseline[i] - shown) > 1e-9) {
                differs = i;
            }
        }
        if (differs >= 0) {
            // Where the baseline is highest there is most room above it.
            const auto top = std::max_element(spec.baseline.begin(), spec.baseline.end());
            const double width = fm.horizontalAdvance(spec.baselineName);
            double x = frame.x(static_cast<double>(top - spec.baseline.begin())) + fm.averageCharWidth() * 6;
            for (const ChartNote &n : spec.notes) { // beside a ring, not on it
                const double ring = frame.x(n.index);
                if (n.strong && ring > x - fm.height() && ring < x + width + fm.height()) {
                    x = ring + fm.height() * 0.6;
                }
            }
            x = std::min(x, frame.plot.right() - width);
            haloText({x, frame.y(*top) - fm.descent() * 1.2}, spec.baselineName, palette.text);
        }
    }
    if (!spec.target.isEmpty()) { // last, so that no stroke runs through it
        haloText(targetLabel(), spec.targetName, palette.text);
    }
    if (spec.today >= 0 && spec.today <= frame.periods) {
        painter.setPen(QPen(palette.secondary, style.hairline));
        const double x = frame.x(spec.today);
        painter.drawLine(QPointF(x, frame.plot.top() - fm.height() * 0.9), QPointF(x, frame.plot.bottom()));
        text({x - fm.averageCharWidth() * 0.7, frame.plot.top() - fm.height() * 0.25}, QCoreApplication::translate("ChartSpec", "Today"), palette.secondary, Qt::AlignRight);
    }
}

void Marks::bars() const
{
    const double room = frame.plot.width() / std::max(1, frame.periods);
    const double half = room * 0.31;
    for (int i = 0; i < frame.periods; ++i) {
        const double middle = frame.x(i + 0.5);
        const double total = totalAt(spec, i);
        QVector<double> marks;
        if (!spec.limits.isEmpty() && !std::isnan(spec.limits[i])) {
            if (total > spec.limits[i]) {
                const QRectF excess(QPointF(middle - half, frame.y(total)), QPointF(middle + half, frame.y(spec.limits[i])));
                painter.fillRect(excess, palette.surface);
                painter.fillRect(excess, QBrush(palette.worse, Qt::BDiagPattern));
                painter.setPen(QPen(palette.worse, style.hairline));
                painter.drawRect(excess);
            }
            painter.setPen(QPen(palette.text, style.mark, Qt::SolidLine, Qt::FlatCap));
            painter.drawLine(QPointF(middle - half - 4, frame.y(spec.limits[i])), QPointF(middle + half + 4, frame.y(spec.limits[i])));
            marks << spec.limits[i];
        }
        if (!spec.baseline.isEmpty()) {
            painter.setPen(QPen(palette.text, style.mark, Qt::SolidLine, Qt::FlatCap));
            const double over = std::min(5.0, room * 0.15);
            painter.drawLine(QPointF(middle - half - over, frame.y(spec.baseline[i])), QPointF(middle + half + over, frame.y(spec.baseline[i])));
            marks << spec.baseline.value(i);
        }
        const QString label = format::number(total, total != 0 && std::fabs(total) < 10 ? std::min(1, spec.decimals) : 0);
        // Above the bar; a stroke that would cross the figure lifts it above the stroke.
        std::sort(marks.begin(), marks.end());
        double top = total;
        for (const ChartBand &b : spec.bands) {
            const double high = b.of.isEmpty() ? b.quantiles.value(i)[6] : 0;
            top = high > top ? high : top;
        }
        for (const double mark : marks) {
            if (mark >= top - 1e-9 && frame.y(top) - frame.y(mark) < fm.height() * 1.35) {
                top = mark;
            }
        }
        if (spec.totals && QFontMetricsF(style.strong).horizontalAdvance(label) < room * 0.98) {
            text({middle, frame.y(top) - fm.descent() * 1.4}, label, palette.text, Qt::AlignHCenter, true);
        }
    }
}

void Marks::endLabels() const
{
    struct Label
    {
        const ChartSeries *series;
        double wanted, at, value;
    };
    QVector<Label> labels;
    double sum = 0;
    const int last = frame.periods - 1;
    for (const ChartSeries &s : spec.series) {
        const double v = s.hidden ? 0 : s.values.value(last);
        bool ever = false;
        for (const double x : s.values) {
            ever = ever || x != 0;
        }
        if (ever && !s.hidden) {
            labels.prepend({&s, frame.y(sum + v / 2), 0, v});
        }
        sum += v;
    }
    for (const ChartSeries &s : spec.lines) {
        if (!s.hidden) {
            labels << Label{&s, frame.y(s.values.value(last)), 0, s.values.value(last)};
        }
    }
    std::stable_sort(labels.begin(), labels.end(), [](const Label &a, const Label &b) { return a.wanted < b.wanted; });
    // From the top down, each at least a line below the one before; then pushed up again from the bottom.
    const double line = fm.height() * 1.02;
    double limit = frame.plot.top();
    for (Label &l : labels) {
        l.at = std::max(l.wanted, limit);
        limit = l.at + line;
    }
    limit = frame.plot.bottom();
    for (auto l = labels.rbegin(); l != labels.rend(); ++l) {
        l->at = std::min(l->at, limit);
        limit = l->at - line;
    }
    const double x = frame.plot.right();
    const double lead = fm.height() * 1.1;
    const double valueWidth = fm.horizontalAdvance(QStringLiteral("000.0"));
    const double right = x + lead;
    double nameWidth = 0;
    const double most = nameRoom(spec, style, frame.target);
    for (const Label &l : labels) {
        nameWidth = std::max(nameWidth, std::min(most, fm.horizontalAdvance(l.series->name)));
    }
    const double valueRight = right + fm.averageCharWidth() + nameWidth + fm.averageCharWidth() * 2 + valueWidth;
    for (const Label &l : labels) {
        painter.setPen(QPen(l.series->color, style.hairline));
        painter.drawPolyline(QPolygonF{QPointF(x, l.wanted), QPointF(x + lead * 0.4, l.wanted), QPointF(x + lead * 0.7, l.at), QPointF(x + lead, l.at)});
        text({right + fm.averageCharWidth() * 0.6, l.at + fm.ascent() * 0.38}, fm.elidedText(l.series->name, Qt::ElideRight, nameWidth + 0.5), palette.text);
        text({valueRight, l.at + fm.ascent() * 0.38}, format::number(l.value, spec.decimals), palette.secondary, Qt::AlignRight);
    }
    text({valueRight, frame.plot.top() - fm.height() * 0.4}, spec.endTitle, palette.secondary, Qt::AlignRight);
}

void Marks::notes() const
{
    for (const ChartNote &n : spec.notes) {
        const QPointF at(frame.x(n.index), frame.y(n.value));
        const QStringList lines = n.text.split(QLatin1Char('\n'));
        double width = 0;
        for (const QString &l : lines) {
            width = std::max(width, QFontMetricsF(n.strong ? style.strong : style.font).horizontalAdvance(l));
        }
        const double gap = fm.averageCharWidth() * 1.4;
        const bool right = at.x() + gap + width < frame.plot.right();
        // The text stands on the area below the point, so its colour follows that area's.
        QColor ground = palette.surface;
        double sum = 0;
        const int column = right ? n.index : std::max(0, n.index - 1);
        for (const ChartSeries &s : spec.series) {
            const double before = sum;
            sum += s.hidden ? 0 : s.values.value(column);
            if (n.value > before && n.value <= sum + 1e-9) {
                ground = s.color;
            }
        }
        double y = at.y() + fm.height() * 1.4;
        y = std::min(y, frame.plot.bottom() - fm.descent() - fm.height() * static_cast<double>(lines.size() - 1));
        if (!n.strong) {
            painter.setPen(QPen(ground == palette.surface ? palette.text : textOn(ground), style.hairline));
            painter.drawLine(QPointF(at.x(), at.y()), QPointF(at.x(), std::min(y + fm.descent(), frame.plot.bottom())));
        }
        for (const QString &l : lines) {
            if (spec.series.isEmpty()) { // lines may run there
                haloText({right ? at.x() + gap : at.x() - gap - width, y}, l, palette.text, n.strong);
                y += fm.height();
                continue;
            }
            text({right ? at.x() + gap : at.x() - gap, y}, l, ground == palette.surface ? palette.text : textOn(ground), right ? Qt::AlignLeft : Qt::AlignRight, n.strong);
            y += fm.height();
        }
        if (n.strong) {
            painter.setPen(QPen(palette.text, style.mark * 0.8));
            painter.setBrush(palette.surface);
            painter.drawEllipse(at, fm.height() * 0.25, fm.height() * 0.25);
        }
    }
}

void Marks::hover(int index) const
{
    if (liesDown(spec)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette.accent, style.hairline));
        painter.drawRect(QRectF(frame.target.left() + 1, frame.plot.top() + index * frame.rowHeight(), frame.target.width() - 2, frame.rowHeight()));
        return;
    }
    painter.setPen(QPen(palette.accent, style.hairline));
    const double x = frame.x(index + 0.5);
    painter.drawLine(QPointF(x, frame.plot.top()), QPointF(x, frame.plot.bottom()));
    if (spec.kind == ChartSpec::Kind::Distribution || spec.kind == ChartSpec::Kind::Grid) {
        return;
    }
    painter.setBrush(palette.surface);
    if (!spec.series.isEmpty()) {
        painter.drawEllipse(QPointF(x, frame.y(totalAt(spec, index))), 3, 3);
    }
    for (const ChartBand &b : spec.bands) {
        for (const int q : {0, 3, 6}) {
            const double v = b.quantiles.value(index)[static_cast<std::size_t>(q)];
            if (!std::isnan(v)) {
                painter.drawEllipse(QPointF(x, frame.y(v)), 2.5, 2.5);
            }
        }
    }
    for (const ChartSeries &s : spec.lines) {
        if (!s.hidden) {
            painter.setPen(QPen(s.color, style.hairline * 1.5));
            painter.drawEllipse(QPointF(x, frame.y(s.values.value(index))), 3, 3);
        }
    }
}

void paintMarks(QPainter &painter, const ChartSpec &spec, const Palette &palette, const ChartStyle &style, const ChartFrame &frame, int hovered)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const Marks marks{painter, spec, palette, style, frame, QFontMetricsF(style.font)};
    switch (spec.kind) {
    case ChartSpec::Kind::Areas:
        marks.hairlines();
        marks.axisTexts();
        marks.levels();
        marks.ribbons();
        marks.overlaid();
        marks.lines();
        if (!spec.endTitle.isEmpty()) {
            marks.endLabels();
        }
        marks.notes();
        break;
    case ChartSpec::Kind::Bars:
        marks.axisTexts();
        marks.whiskers();
        marks.bars();
        marks.overlaid();
        break;
    case ChartSpec::Kind::Fan:
        marks.axisTexts();
        marks.fan();
        break;
    case ChartSpec::Kind::Distribution:
        marks.distribution();
        break;
    case ChartSpec::Kind::Grid:
        marks.grid();
        break;
    case ChartSpec::Kind::Tornado:
        marks.tornado();
        break;
    }
    if (hovered >= 0 && hovered < frame.periods) {
        marks.hover(hovered);
    }
    painter.restore();
}

} // namespace ui
