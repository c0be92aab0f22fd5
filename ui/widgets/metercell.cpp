// SPDX-License-Identifier: GPL-3.0-or-later
#include "metercell.h"

#include "theme.h"

#include <QPainter>

#include <algorithm>

namespace ui {

namespace {

constexpr double barHeight = 8;
constexpr double lineHeight = 16;

void paintWords(QPainter &painter, const QRectF &line, const QString &left, const QString &right, const QFont &leftFont, const QColor &leftTone, const QColor &rightTone)
{
    const QFont small = Theme::font(TextStyle::Caption);
    painter.setFont(small);
    painter.setPen(rightTone);
    // The figure at the left is never cut for what stands beside it.
    const double room = line.width() - (left.isEmpty() ? 0 : QFontMetricsF(leftFont).horizontalAdvance(left) + 6);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, QFontMetricsF(small).elidedText(right, Qt::ElideRight, std::max(0.0, room)));
    painter.setFont(leftFont);
    painter.setPen(leftTone);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, QFontMetricsF(leftFont).elidedText(left, Qt::ElideRight, line.width() + 1));
}

} // namespace

void paintMeter(QPainter &painter, const items::TableMeter &m, const Palette &p, const QRectF &box)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double top = box.center().y() - (2 * lineHeight + barHeight) / 2;
    QFont strong = Theme::font(TextStyle::Caption);
    strong.setWeight(QFont::DemiBold);
    paintWords(painter, QRectF(box.left(), top - 2, box.width(), lineHeight), m.lead, m.side, strong, p.text, p.secondary);
    const QRectF bar(box.left(), top + lineHeight, box.width(), barHeight);
    painter.fillRect(bar, mixed(p.surface, p.line, 0.45));
    const double scale = m.scale > 0 ? m.scale : 1;
    const auto width = [&](double v) { return bar.width() * std::clamp(v / scale, 0.0, 1.0); };
    const double within = m.limited ? std::min(m.value, std::max(0.0, m.limit)) : m.value;
    painter.fillRect(QRectF(bar.left(), bar.top(), width(within), barHeight), m.color);
    if (m.limited && m.value > m.limit) {
        const QRectF excess(bar.left() + width(within), bar.top(), width(m.value) - width(within), barHeight);
        painter.fillRect(excess, p.surface);
        painter.fillRect(excess, QBrush(p.worse, Qt::BDiagPattern));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(p.worse, 1));
        painter.drawRect(excess.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (m.limited) {
        const double x = bar.left() + width(m.limit);
        painter.fillRect(QRectF(std::clamp(x - 1, bar.left(), bar.right() - 2), bar.top() - 1, 2, barHeight + 3), p.text);
    }
    paintWords(painter, QRectF(box.left(), bar.bottom(), box.width(), lineHeight), m.note, m.noteSide, m.over ? strong : Theme::font(TextStyle::Caption), m.over ? p.worse : p.secondary, p.secondary);
    painter.restore();
}

} // namespace ui
