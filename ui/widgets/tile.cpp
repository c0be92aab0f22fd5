// SPDX-License-Identifier: GPL-3.0-or-later
#include "tile.h"

#include "theme.h"

#include <QPainter>
#include <QPainterPath>

namespace ui {

Tile::Tile(QWidget *parent) : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    connect(&theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Tile::setSpec(const TileSpec &spec)
{
    if (spec == m_spec) {
        return;
    }
    m_spec = spec;
    setToolTip(spec.toolTip);
    setAccessibleName(spec.caption);
    setAccessibleDescription(spec.prefix + spec.figure + QLatin1Char(' ') + spec.unit + QStringLiteral("; ") + spec.delta);
    update();
}

void Tile::paintEvent(QPaintEvent *)
{
    const Palette &p = theme().palette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool framed = hasFocus() || isDown();
    painter.setPen(QPen(framed ? p.accent : underMouse() ? p.controlLine : p.line, framed ? 2 : 1));
    painter.setBrush(p.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const double left = 10;
    const double room = width() - 2 * left;
    const QFont caption = Theme::font(TextStyle::Caption);
    const QFontMetricsF cm(caption);
    painter.setFont(caption);
    painter.setPen(p.secondary);
    painter.drawText(QPointF(left, 21), cm.elidedText(m_spec.caption, Qt::ElideRight, room + 7));

    QFont figure = Theme::font(TextStyle::TileFigure);
    const QFont small = Theme::font(TextStyle::Body);
    const QFontMetricsF sm(small);
    const double beside = (m_spec.prefix.isEmpty() ? 0 : sm.horizontalAdvance(m_spec.prefix) + 2) + (m_spec.unit.isEmpty() ? 0 : sm.horizontalAdvance(m_spec.unit) + 3);
    while (figure.pixelSize() > 16 && QFontMetricsF(figure).horizontalAdvance(m_spec.figure) + beside > room) {
        figure.setPixelSize(figure.pixelSize() - 1);
    }
    double x = left;
    if (!m_spec.prefix.isEmpty()) {
        painter.setFont(small);
        painter.drawText(QPointF(x, 53), m_spec.prefix);
        x += sm.horizontalAdvance(m_spec.prefix) + 2;
    }
    painter.setFont(figure);
    painter.setPen(p.text);
    painter.drawText(QPointF(x, 53), m_spec.figure);
    x += QFontMetricsF(figure).horizontalAdvance(m_spec.figure) + 3;
    painter.setFont(small);
    painter.setPen(p.secondary);
    painter.drawText(QPointF(x, 53), m_spec.unit);

    const QColor tone = m_spec.trend == Trend::Better ? p.better : m_spec.trend == Trend::Worse ? p.worse : p.secondary;
    painter.setFont(caption);
    painter.setPen(tone);
    x = left;
    if (m_spec.direction != 0) {
        QPainterPath triangle;
        const double top = m_spec.direction > 0 ? 67 : 75;
        triangle.moveTo(x, 142 - top);
        triangle.lineTo(x + 8, 142 - top);
        triangle.lineTo(x + 4, top);
        triangle.closeSubpath();
        painter.fillPath(triangle, tone);
        x += 12;
    }
    painter.drawText(QPointF(x, 76), cm.elidedText(m_spec.delta, Qt::ElideRight, left + room - x));
}

} // namespace ui
