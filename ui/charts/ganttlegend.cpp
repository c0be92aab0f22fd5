// SPDX-License-Identifier: GPL-3.0-or-later
#include "ganttlegend.h"

#include "theme.h"

#include <QPainter>
#include <QPainterPath>

namespace ui {

namespace {
constexpr int markWidth = 20;
constexpr int gap = 14;

void paintMark(QPainter &p, int which, const QPointF &m, const Palette &c)
{
    const QColor grey = fleetColor();
    switch (which) {
    case 0: // contract
        p.setPen(QPen(c.text, 1.5));
        p.setBrush(c.surface);
        p.drawPolygon(QPolygonF{m + QPointF(-5, 0), m + QPointF(0, -5), m + QPointF(5, 0), m + QPointF(0, 5)});
        break;
    case 1: { // ramp
        const QRectF box(m.x() - 8, m.y() - 5, 16, 10);
        p.fillRect(box, grey);
        p.save();
        p.setClipRect(box);
        p.setPen(QPen(c.surface, 1.2));
        for (double x = box.left() - 10; x < box.right(); x += 5) {
            p.drawLine(QPointF(x, box.bottom()), QPointF(x + 10, box.top()));
        }
        p.restore();
        break;
    }
    case 2: { // accepted
        QPainterPath tick;
        tick.moveTo(m + QPointF(-4, 0));
        tick.lineTo(m + QPointF(-1, 3.5));
        tick.lineTo(m + QPointF(5, -4));
        p.strokePath(tick, QPen(c.text, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        break;
    }
    case 3: { // before
        QPen pen(c.text, 2, Qt::SolidLine, Qt::FlatCap);
        pen.setDashPattern({1, 1});
        p.setPen(pen);
        p.drawLine(m + QPointF(0, -7), m + QPointF(0, 7));
        break;
    }
    default: // retires
        p.fillRect(QRectF(m.x() - 8, m.y() - 4, 8, 8), grey);
        p.fillRect(QRectF(m.x(), m.y() - 7, 2, 14), c.text);
        break;
    }
}
} // namespace

GanttLegend::GanttLegend(QWidget *parent) : QWidget(parent)
{
    setFont(Theme::font(TextStyle::Caption));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_names = {tr("contract"), tr("ramp"), tr("accepted"), tr("before (+ months)"), tr("retires")};
    setAccessibleName(tr("Marks: %1").arg(m_names.join(QStringLiteral(", "))));
    connect(&theme(), &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

QSize GanttLegend::sizeHint() const
{
    int width = 0;
    for (const QString &name : m_names) {
        width += markWidth + fontMetrics().horizontalAdvance(name) + gap;
    }
    return {width, 22};
}

void GanttLegend::paintEvent(QPaintEvent *)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const Palette &c = theme().palette();
    double x = 0;
    for (int i = 0; i < m_names.size(); ++i) {
        const int words = fontMetrics().horizontalAdvance(m_names[i]);
        if (x + markWidth + words > width()) {
            break;
        }
        paintMark(p, i, QPointF(x + 8, height() / 2.0), c);
        p.setPen(c.secondary);
        p.drawText(QPointF(x + markWidth, height() / 2.0 + fontMetrics().ascent() * 0.38), m_names[i]);
        x += markWidth + words + gap;
    }
}

} // namespace ui
