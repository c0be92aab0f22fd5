// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartscene.h"

#include "chartrisk.h"
#include "format.h"
#include "theme.h"

#include <QAreaSeries>
#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QFontMetricsF>
#include <QGraphicsScene>
#include <QLineSeries>
#include <QPainter>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <cmath>

namespace ui {

struct ChartScene::Private
{
    QGraphicsScene scene;
    QChart *chart = nullptr;
    QValueAxis *valueAxis = nullptr;
    QAbstractAxis *periodAxis = nullptr;
    QStackedBarSeries *bars = nullptr;
    QVector<QAreaSeries *> areas;
    ChartSpec::Kind kind = ChartSpec::Kind::Bars;
    qsizetype seriesCount = -1;
    qsizetype periodCount = -1;

    void makeChart();
    void rebuild(const ChartSpec &spec);
    void updateAreas(const ChartSpec &spec);
    void updateBars(const ChartSpec &spec, const Palette &palette);
};

int ChartFrame::periodAt(double px) const
{
    if (px < plot.left() || px > plot.right() || periods == 0) {
        return -1;
    }
    return qBound(0, static_cast<int>((px - plot.left()) / plot.width() * periods), periods - 1);
}

int ChartFrame::rowAt(double py) const
{
    if (py < plot.top() || py > plot.bottom() || periods == 0) {
        return -1;
    }
    return qBound(0, static_cast<int>((py - plot.top()) / rowHeight()), periods - 1);
}

double nameRoom(const ChartSpec &spec, const ChartStyle &style, const QRectF &target)
{
    const QFontMetricsF fm(style.font);
    double names = 0;
    for (const ChartSeries &s : spec.series + spec.lines) {
        names = std::max(names, fm.horizontalAdvance(s.name));
    }
    return std::min(names, target.width() * 0.28);
}

ChartFrame frameFor(const ChartSpec &spec, const ChartStyle &style, const QRectF &target)
{
    if (liesOnRiskFrame(spec)) {
        return riskFrame(spec, style, target);
    }
    ChartFrame f;
    f.target = target;
    f.periods = static_cast<int>(spec.periods.size());
    double largest = spec.highest;
    for (const ChartBand &b : spec.bands) {
        for (const ChartQuantiles &q : b.quantiles) {
            largest = std::max(largest, std::isnan(q[6]) ? 0 : q[6]);
        }
    }
    for (int i = 0; i < f.periods; ++i) {
        for (const ChartSeries &s : spec.lines) {
            const double v = s.hidden ? 0 : s.values.value(i);
            largest = std::max(largest, std::isnan(v) ? 0 : v);
        }
        largest = std::max({largest, totalAt(spec, i), spec.baseline.value(i), spec.target.value(i), spec.limits.isEmpty() || std::isnan(spec.limits[i]) ? 0 : spec.limits[i]});
    }
    const QFontMetricsF fm(style.font);
    f.step = niceStep(largest, target.height() > 150 ? 5 : 3);
    f.highest = largest > 0 ? largest * 1.02 : 1;
    const double widest = fm.horizontalAdvance(format::number(std::floor(f.highest / f.step) * f.step, stepDecimals(f.step)));
    double right = fm.averageCharWidth();
    if (!spec.endTitle.isEmpty()) {
        right = nameRoom(spec, style, target) + fm.horizontalAdvance(QStringLiteral("000.0")) + 4 * fm.height() * 0.65;
    }
    const double top = fm.height() * (spec.totals || !spec.notes.isEmpty() || !spec.endTitle.isEmpty() || spec.today >= 0 ? 1.5 : 0.6);
    f.plot = target.adjusted(widest + fm.averageCharWidth() * 1.6, top, -right, -fm.height() * 1.5);
    return f;
}

ChartScene::ChartScene() : d(std::make_unique<Private>())
{
    d->makeChart();
}

ChartScene::~ChartScene() = default;

// A fresh one: an axis that is taken from a chart leaves its gridlines until the event loop runs.
void ChartScene::Private::makeChart()
{
    delete chart;
    chart = new QChart;
    chart->legend()->hide();
    chart->setBackgroundVisible(false);
    chart->setPlotAreaBackgroundVisible(false);
    chart->setMargins(QMargins());
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->setAnimationOptions(QChart::NoAnimation);
    scene.addItem(chart);
}

void ChartScene::Private::rebuild(const ChartSpec &spec)
{
    makeChart();
    areas.clear();
    bars = nullptr;
    valueAxis = new QValueAxis;
    valueAxis->setLabelsVisible(false);
    valueAxis->setLineVisible(false);
    chart->addAxis(valueAxis, Qt::AlignLeft);
    if (spec.kind != ChartSpec::Kind::Bars) {
        auto *x = new QValueAxis;
        periodAxis = x;
    } else {
        auto *x = new QBarCategoryAxis;
        QStringList names;
        for (int i = 0; i < spec.periods.size(); ++i) {
            names << QString::number(i);
        }
        x->append(names);
        periodAxis = x;
    }
    periodAxis->setLabelsVisible(false);
    periodAxis->setGridLineVisible(false);
    periodAxis->setLineVisible(false); // its ticks know nothing of years; the marks draw the line
    chart->addAxis(periodAxis, Qt::AlignBottom);
    if (spec.kind == ChartSpec::Kind::Areas) {
        for (int i = 0; i < spec.series.size(); ++i) {
            auto *area = new QAreaSeries(new QLineSeries, new QLineSeries);
            area->upperSeries()->setParent(area);
            area->lowerSeries()->setParent(area);
            area->setPen(Qt::NoPen);
            chart->addSeries(area);
            area->attachAxis(valueAxis);
            area->attachAxis(periodAxis);
            areas << area;
        }
    } else if (spec.kind == ChartSpec::Kind::Bars) {
        bars = new QStackedBarSeries;
        bars->setBarWidth(0.62);
        for (int i = 0; i < spec.series.size(); ++i) {
            auto *set = new QBarSet(QString());
            for (int p = 0; p < spec.periods.size(); ++p) {
                set->append(0);
            }
            bars->append(set);
        }
        chart->addSeries(bars);
        bars->attachAxis(valueAxis);
        bars->attachAxis(periodAxis);
    }
    kind = spec.kind;
    seriesCount = spec.series.size();
    periodCount = spec.periods.size();
}

void ChartScene::Private::updateAreas(const ChartSpec &spec)
{
    const int n = static_cast<int>(spec.periods.size());
    QVector<double> below(n, 0.0);
    for (int s = 0; s < spec.series.size(); ++s) {
        QVector<double> above = below;
        for (int i = 0; i < n && !spec.series[s].hidden; ++i) {
            above[i] += spec.series[s].values.value(i);
        }
        // Steps; a point only where one of the two edges changes.
        QList<QPointF> upper;
        QList<QPointF> lower;
        for (int i = 0; i < n; ++i) {
            const bool change = i == 0 || above[i] != above[i - 1] || below[i] != below[i - 1];
            if (change && i > 0) {
                upper << QPointF(i, above[i - 1]);
                lower << QPointF(i, below[i - 1]);
            }
            if (change) {
                upper << QPointF(i, above[i]);
                lower << QPointF(i, below[i]);
            }
        }
        if (n > 0) {
            upper << QPointF(n, above[n - 1]);
            lower << QPointF(n, below[n - 1]);
        }
        areas[s]->upperSeries()->replace(upper);
        areas[s]->lowerSeries()->replace(lower);
        areas[s]->setBrush(spec.series[s].color);
        below = above;
    }
    static_cast<QValueAxis *>(periodAxis)->setRange(0, qMax(1, n));
}

void ChartScene::Private::updateBars(const ChartSpec &spec, const Palette &palette)
{
    const QList<QBarSet *> sets = bars->barSets();
    for (int s = 0; s < spec.series.size(); ++s) {
        for (int i = 0; i < spec.periods.size(); ++i) {
            const double v = spec.series[s].hidden ? 0 : spec.series[s].values.value(i);
            if (sets[s]->at(i) != v) {
                sets[s]->replace(i, v);
            }
        }
        sets[s]->setBrush(spec.series[s].color);
        sets[s]->setPen(spec.periods.size() > 40 ? QPen(Qt::NoPen) : QPen(palette.surface, 1));
    }
}

void ChartScene::update(const ChartSpec &spec, const Palette &palette, const ChartStyle &style, const ChartFrame &frame, const QSizeF &size)
{
    if (d->kind != spec.kind || d->seriesCount != spec.series.size() || d->periodCount != spec.periods.size() || !d->valueAxis) {
        d->rebuild(spec);
    }
    d->valueAxis->setRange(0, frame.highest);
    d->valueAxis->setTickType(QValueAxis::TicksDynamic);
    d->valueAxis->setTickAnchor(0);
    d->valueAxis->setTickInterval(frame.step);
    d->valueAxis->setGridLinePen(QPen(palette.line, style.hairline));
    d->valueAxis->setGridLineVisible(spec.kind != ChartSpec::Kind::Tornado && spec.kind != ChartSpec::Kind::Grid);
    if (spec.kind == ChartSpec::Kind::Areas) {
        d->updateAreas(spec);
    } else if (spec.kind == ChartSpec::Kind::Bars) {
        d->updateBars(spec, palette);
    }
    d->scene.setSceneRect(QRectF(QPointF(), size));
    d->chart->setGeometry(QRectF(QPointF(), size));
    d->chart->setPlotArea(frame.plot);
    // Axes and gridlines would follow only when the event loop runs next.
    d->chart->layout()->invalidate();
    d->chart->layout()->activate();
}

void ChartScene::render(QPainter &painter, const QRectF &target)
{
    d->scene.render(&painter, target, QRectF(QPointF(), target.size()), Qt::IgnoreAspectRatio);
}

ChartStyle screenStyle()
{
    ChartStyle s;
    s.font = Theme::font(TextStyle::Caption);
    s.strong = s.font;
    s.strong.setWeight(QFont::DemiBold);
    return s;
}

ChartStyle paperStyle()
{
    ChartStyle s;
    s.font = QFont(installFonts());
    s.font.setPixelSize(11); // 8 pt at 96 to the inch
    s.strong = s.font;
    s.strong.setWeight(QFont::DemiBold);
    s.hairline = 0.7;
    s.mark = 1.6;
    return s;
}

void paintChart(QPainter &painter, const ChartSpec &spec, const Palette &palette, const ChartStyle &style, const QRectF &target)
{
    painter.save();
    painter.translate(target.topLeft());
    const QRectF local(QPointF(), target.size());
    const ChartFrame frame = frameFor(spec, style, local);
    ChartScene scene;
    scene.update(spec, palette, style, frame, local.size());
    painter.save();
    scene.render(painter, local);
    painter.restore();
    paintMarks(painter, spec, palette, style, frame);
    painter.restore();
}

} // namespace ui
