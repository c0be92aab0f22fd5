// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartrisk.h"

#include "chartmarks.h"
#include "format.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ChartSpec)
};

double widestOf(const QFontMetricsF &fm, const QStringList &words)
{
    double out = 0;
    for (const QString &w : words) {
        out = std::max(out, fm.horizontalAdvance(w));
    }
    return out;
}

QStringList namesOf(const ChartSpec &spec)
{
    QStringList names;
    for (const ChartSeries &s : spec.series) {
        names << s.name;
    }
    for (const ChartSwing &s : spec.swings) {
        names << s.name;
    }
    return names;
}

QString correlationHead()
{
    return Words::tr("Rank corr.");
}

QString signedDifference(const ChartSpec &spec, double value)
{
    return format::signedNumber(value - spec.centre, spec.decimals);
}

bool hasEffect(const ChartSpec &spec, const ChartSwing &s)
{
    return s.atP10 != spec.centre || s.atP90 != spec.centre;
}

// In whole per cent; what is neither never nor always is not rounded to that.
QString wholePercent(double percent)
{
    return percent > 0 && percent < 0.5 ? QStringLiteral("<") + format::number(1, 0) : percent > 99.5 && percent < 100 ? QStringLiteral(">") + format::number(99, 0) : format::number(percent, 0);
}

double labelRoom(const ChartSpec &spec, const QFontMetricsF &fm)
{
    double room = 0;
    for (const ChartSwing &s : spec.swings) {
        room = std::max({room, fm.horizontalAdvance(signedDifference(spec, s.atP10)), fm.horizontalAdvance(signedDifference(spec, s.atP90))});
    }
    return room + fm.averageCharWidth();
}

ChartFrame tornadoFrame(const ChartSpec &spec, const ChartStyle &style, const QRectF &target)
{
    const QFontMetricsF fm(style.font);
    ChartFrame f;
    f.target = target;
    f.periods = static_cast<int>(spec.swings.size());
    double low = spec.centre, high = spec.centre;
    for (const ChartSwing &s : spec.swings) {
        low = std::min({low, s.atP10, s.atP90});
        high = std::max({high, s.atP10, s.atP90});
    }
    const double names = std::min(widestOf(fm, namesOf(spec)), target.width() * 0.36) + fm.averageCharWidth() * 1.5;
    const double column = fm.horizontalAdvance(correlationHead()) + fm.averageCharWidth();
    const double labels = labelRoom(spec, fm);
    const double height = std::min(target.height() - fm.height() * 3.1, 30.0 * std::max(1, f.periods));
    f.plot = QRectF(target.left() + names, target.top() + fm.height() * 1.6, std::max(20.0, target.width() - names - column), std::max(8.0, height));
    // Labels at both ends of the longest bars find room.
    const double span = high > low ? high - low : std::max(1.0, std::fabs(spec.centre) * 0.1);
    const double perPixel = span / std::max(20.0, f.plot.width() - 2 * labels);
    f.from = low - labels * perPixel;
    f.to = high + labels * perPixel;
    f.acrossStep = niceStep(f.to - f.from, f.plot.width() > 320 ? 5 : 3);
    return f;
}

ChartFrame distributionFrame(const ChartSpec &spec, const ChartStyle &style, const QRectF &target)
{
    const QFontMetricsF fm(style.font);
    ChartFrame f;
    f.target = target;
    f.periods = static_cast<int>(spec.periods.size());
    double largest = 0;
    for (const ChartSeries &s : spec.series) {
        for (const double v : s.values) {
            largest = std::max(largest, v);
        }
    }
    f.step = niceStep(largest, target.height() > 150 ? 5 : 3);
    f.highest = largest > 0 ? largest * 1.02 : 1;
    const double left = fm.horizontalAdvance(format::number(std::floor(f.highest / f.step) * f.step, stepDecimals(f.step))) + fm.averageCharWidth() * 1.6;
    f.plot = target.adjusted(left, fm.height() * 2.3, -fm.horizontalAdvance(QStringLiteral("100")) - fm.averageCharWidth() * 1.6, -fm.height() * 1.5);
    f.from = spec.from;
    f.to = spec.to > spec.from ? spec.to : spec.from + 1;
    f.acrossStep = niceStep(f.to - f.from, std::max(2, static_cast<int>(f.plot.width() / (fm.horizontalAdvance(format::number(f.to, 1)) + 4 * fm.averageCharWidth()))));
    return f;
}

ChartFrame gridFrame(const ChartSpec &spec, const ChartStyle &style, const QRectF &target)
{
    const QFontMetricsF fm(style.font);
    ChartFrame f;
    f.target = target;
    f.periods = static_cast<int>(spec.periods.size());
    const double names = std::min(widestOf(fm, namesOf(spec)) + fm.height() * 1.3, target.width() * 0.36) + fm.averageCharWidth();
    const double rows = std::max<double>(1, static_cast<double>(spec.series.size()));
    f.plot = QRectF(target.left() + names, target.top() + fm.height() * 1.7, std::max(20.0, target.width() - names),
                    std::max(8.0, std::min(target.height() - fm.height() * 1.8, rows * fm.height() * 3)));
    return f;
}

// Of the figure, from a nice value on.
void acrossTicks(const Marks &m, bool gridlines)
{
    const int decimals = stepDecimals(m.frame.acrossStep);
    for (double v = std::ceil(m.frame.from / m.frame.acrossStep) * m.frame.acrossStep; v <= m.frame.to; v += m.frame.acrossStep) {
        const double x = m.frame.across(v);
        m.painter.setPen(QPen(gridlines ? m.palette.line : m.palette.controlLine, m.style.hairline));
        m.painter.drawLine(QPointF(x, gridlines ? m.frame.plot.top() : m.frame.plot.bottom()), QPointF(x, m.frame.plot.bottom() + (gridlines ? 0 : m.fm.height() * 0.25)));
        const QString words = format::number(std::fabs(v) < m.frame.acrossStep * 1e-9 ? 0 : v, decimals);
        const double half = m.fm.horizontalAdvance(words) / 2;
        if (x - half >= m.frame.plot.left() - m.fm.averageCharWidth() * 2 && x + half <= m.frame.target.right()) {
            m.text({x, m.frame.plot.bottom() + m.fm.height() * 1.15}, words, m.palette.secondary, Qt::AlignHCenter);
        }
    }
}

} // namespace

bool liesOnRiskFrame(const ChartSpec &spec)
{
    return spec.kind == ChartSpec::Kind::Tornado || spec.kind == ChartSpec::Kind::Distribution || spec.kind == ChartSpec::Kind::Grid;
}

ChartFrame riskFrame(const ChartSpec &spec, const ChartStyle &style, const QRectF &target)
{
    switch (spec.kind) {
    case ChartSpec::Kind::Tornado:
        return tornadoFrame(spec, style, target);
    case ChartSpec::Kind::Distribution:
        return distributionFrame(spec, style, target);
    default:
        return gridFrame(spec, style, target);
    }
}

void Marks::distribution() const
{
    const QRectF &plot = frame.plot;
    const int decimals = stepDecimals(frame.step);
    for (double v = 0; v <= frame.highest * 1.0001; v += frame.step) {
        text({plot.left() - fm.averageCharWidth(), frame.y(v) + fm.ascent() * 0.38}, format::number(v, decimals), palette.secondary, Qt::AlignRight);
    }
    if (!spec.series.isEmpty() && !spec.series.first().hidden) {
        const ChartSeries &s = spec.series.first();
        for (int i = 0; i < frame.periods; ++i) {
            const double gap = plot.width() / std::max(1, frame.periods) > 4 ? style.hairline : 0;
            painter.fillRect(QRectF(QPointF(frame.x(i), frame.y(s.values.value(i))), QPointF(frame.x(i + 1) - gap, plot.bottom())), tint(s.color, 0.75));
        }
    }
    if (!spec.lines.isEmpty() && !spec.lines.first().hidden) {
        const auto y = [&](double percent) { return plot.bottom() - plot.height() * percent / 100; };
        QPolygonF line{QPointF(plot.left(), plot.bottom())};
        for (int i = 0; i < frame.periods; ++i) {
            line << QPointF(frame.x(i + 1), y(spec.lines.first().values.value(i)));
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(spec.lines.first().color, style.mark, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        painter.drawPolyline(line);
        for (const int percent : {0, 25, 50, 75, 100}) {
            text({frame.target.right(), y(percent) + fm.ascent() * 0.38}, format::number(percent, 0), palette.secondary, Qt::AlignRight);
        }
    }
    painter.setPen(QPen(palette.controlLine, style.hairline));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    acrossTicks(*this, false);
    QVector<ChartMark> marks = spec.marks;
    std::stable_sort(marks.begin(), marks.end(), [](const ChartMark &a, const ChartMark &b) { return a.value < b.value; });
    struct Label
    {
        QPointF at;
        QString words;
        bool strong;
    };
    QVector<Label> labels;
    std::array<double, 3> taken;
    taken.fill(frame.target.left() - 1e6);
    for (const ChartMark &m : marks) {
        const double x = std::clamp(frame.across(m.value), plot.left(), plot.right());
        const QString words = m.name + QLatin1Char(' ') + format::number(m.value, spec.decimals);
        const double wide = QFontMetricsF(m.strong ? style.strong : style.font).horizontalAdvance(words);
        const double left = std::clamp(x - wide / 2, frame.target.left(), std::max(frame.target.left(), frame.target.right() - wide));
        std::size_t row = 0; // the lowest that is free; the third lies within the plot
        while (row < 2 && taken[row] > left - fm.averageCharWidth()) {
            ++row;
        }
        taken[row] = left + wide;
        const double base = row == 2 ? plot.top() + fm.height() * 0.9 : plot.top() - fm.height() * (0.35 + static_cast<double>(row));
        QPen pen(palette.text, m.strong ? style.mark : style.hairline, Qt::SolidLine, Qt::FlatCap);
        if (!m.strong) {
            pen.setDashPattern({3, 2});
        }
        painter.setPen(pen);
        painter.drawLine(QPointF(x, row == 2 ? base : std::min(base + fm.descent(), plot.top())), QPointF(x, plot.bottom()));
        labels << Label{{left, base}, words, m.strong};
    }
    for (const Label &l : labels) { // last, so that no line runs through words
        haloText(l.at, l.words, l.strong ? palette.text : palette.secondary, l.strong);
    }
}

void Marks::grid() const
{
    const double row = frame.plot.height() / std::max<double>(1, static_cast<double>(spec.series.size()));
    const double column = frame.plot.width() / std::max(1, frame.periods);
    const double pad = std::min(fm.averageCharWidth() * 1.5, column * 0.1);
    const double bar = std::min(6.0, row * 0.2);
    for (int i = 0; i < frame.periods; ++i) {
        text({frame.x(i), frame.plot.top() - fm.height() * 0.6}, fm.elidedText(spec.axisLabels.value(i, spec.periods[i]), Qt::ElideRight, column), palette.secondary);
    }
    for (int r = 0; r < spec.series.size(); ++r) {
        const ChartSeries &s = spec.series[r];
        const double top = frame.plot.top() + r * row;
        painter.setPen(QPen(palette.line, style.hairline));
        painter.drawLine(QPointF(frame.target.left(), top), QPointF(frame.target.right(), top));
        const double base = top + (row - bar) / 2 + fm.ascent() * 0.38 - bar * 0.2;
        painter.setPen(Qt::NoPen);
        painter.setBrush(s.color);
        painter.drawRoundedRect(QRectF(frame.target.left(), base - fm.ascent() * 0.72, fm.ascent() * 0.75, fm.ascent() * 0.75), 2, 2);
        text({frame.target.left() + fm.height() * 1.1, base}, fm.elidedText(s.name, Qt::ElideRight, frame.plot.left() - frame.target.left() - fm.height() * 1.3), palette.text);
        for (int i = 0; i < frame.periods; ++i) {
            const double v = i < s.values.size() ? s.values[i] : std::nan("");
            if (std::isnan(v)) {
                text({frame.x(i), base}, fm.elidedText(spec.absent, Qt::ElideRight, column - pad), palette.secondary);
                continue;
            }
            const bool alarming = spec.alarm > 0 && v > spec.alarm;
            text({frame.x(i), base}, wholePercent(v), alarming ? palette.worse : palette.text, Qt::AlignLeft, true);
            const QRectF meter(frame.x(i), base + fm.descent() + bar * 0.4, column - pad, bar);
            painter.fillRect(meter, palette.line);
            painter.fillRect(QRectF(meter.topLeft(), QSizeF(meter.width() * std::clamp(v, 0.0, 100.0) / 100, bar)), alarming ? palette.worse : spec.alarm > 0 ? palette.secondary : s.color);
        }
    }
}

void Marks::tornado() const
{
    const QColor low = seriesColor(4), high = seriesColor(5);
    const QRectF &plot = frame.plot;
    acrossTicks(*this, true);
    double x = plot.left();
    const double head = frame.target.top() + fm.ascent();
    for (const auto &[color, words] : {std::pair(low, Words::tr("input at P10")), std::pair(high, Words::tr("input at P90"))}) {
        painter.fillRect(QRectF(x, head - fm.ascent() * 0.75, fm.ascent() * 0.75, fm.ascent() * 0.75), color);
        text({x + fm.ascent(), head}, words, palette.secondary);
        x += fm.ascent() + fm.horizontalAdvance(words) + fm.averageCharWidth() * 2;
    }
    text({frame.target.right(), head}, correlationHead(), palette.secondary, Qt::AlignRight);
    const double row = frame.rowHeight();
    const double half = std::min(10.0, row * 0.36);
    for (int i = 0; i < spec.swings.size(); ++i) {
        const ChartSwing &s = spec.swings[i];
        const double middle = plot.top() + (i + 0.5) * row;
        const double base = middle + fm.ascent() * 0.38;
        text({frame.target.left(), base}, fm.elidedText(s.name, Qt::ElideRight, plot.left() - frame.target.left() - fm.averageCharWidth()), palette.text);
        text({frame.target.right(), base}, format::signedNumber(s.rankCorrelation, 2), palette.secondary, Qt::AlignRight);
        if (!hasEffect(spec, s)) {
            haloText({frame.across(spec.centre) + fm.averageCharWidth(), base}, Words::tr("no effect"), palette.secondary);
            continue;
        }
        const bool sameSide = (s.atP10 - spec.centre) * (s.atP90 - spec.centre) > 0;
        const auto draw = [&](double value, const QColor &color, double thickness) {
            painter.fillRect(QRectF(QPointF(frame.across(std::min(value, spec.centre)), middle - half * thickness), QPointF(frame.across(std::max(value, spec.centre)), middle + half * thickness)), color);
        };
        const bool p10First = std::fabs(s.atP10 - spec.centre) >= std::fabs(s.atP90 - spec.centre); // the shorter lies on the longer
        draw(p10First ? s.atP10 : s.atP90, p10First ? low : high, 1);
        draw(p10First ? s.atP90 : s.atP10, p10First ? high : low, sameSide ? 0.5 : 1);
        const double gap = fm.averageCharWidth() * 0.7;
        if (sameSide) {
            const QString both = signedDifference(spec, s.atP10) + QStringLiteral(" / ") + signedDifference(spec, s.atP90);
            const bool right = s.atP90 > spec.centre;
            const double wide = fm.horizontalAdvance(both);
            haloText({right ? std::min(frame.across(std::max(s.atP10, s.atP90)) + gap, plot.right() - wide) : std::max(frame.across(std::min(s.atP10, s.atP90)) - gap - wide, plot.left()), base},
                     both, palette.text);
            continue;
        }
        for (const double v : {s.atP10, s.atP90}) {
            const bool leftEnd = v < spec.centre || (v == spec.centre && std::max(s.atP10, s.atP90) > spec.centre);
            const QString words = signedDifference(spec, v);
            haloText({leftEnd ? frame.across(v) - gap - fm.horizontalAdvance(words) : frame.across(v) + gap, base}, words, palette.text);
        }
    }
    painter.setPen(QPen(palette.text, style.mark * 0.75, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(frame.across(spec.centre), plot.top()), QPointF(frame.across(spec.centre), plot.bottom()));
}

} // namespace ui
