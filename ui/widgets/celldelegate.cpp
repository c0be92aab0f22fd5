// SPDX-License-Identifier: GPL-3.0-or-later
#include "celldelegate.h"

#include "metercell.h"
#include "theme.h"

#include <QPainter>

namespace ui {

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &p = theme().palette();
    const QRect r = option.rect;
    painter->save();
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(r, p.selection);
        if (index.column() == 0) {
            painter->fillRect(QRect(r.left(), r.top(), 3, r.height()), p.accent);
        }
    }
    painter->setPen(p.line);
    painter->drawLine(r.topLeft(), r.topRight());
    int left = r.left() + (index.column() == 0 ? 16 : 8) + index.data(items::IndentRole).toInt() * 16;
    if (index.data(items::OverriddenRole).toBool()) {
        painter->fillRect(QRect(r.left() + 1, r.top() + 3, 3, r.height() - 5), p.accent);
    }
    const QVariant swatch = index.data(items::SwatchRole);
    if (swatch.isValid()) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(swatch.value<QColor>());
        painter->drawRoundedRect(QRectF(left, r.center().y() - (index.data(items::SubtitleRole).toString().isEmpty() ? 4.5 : 12.5), 10, 10), 2, 2);
        left += 18;
    }
    const QVariant meter = index.data(items::MeterRole);
    if (meter.isValid()) {
        paintMeter(*painter, meter.value<items::TableMeter>(), p, QRectF(left, r.top(), r.right() - 12 - left, r.height()));
        if (option.state & QStyle::State_HasFocus) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(p.accent, 2));
            painter->drawRect(r.adjusted(1, 1, -2, -2));
        }
        painter->restore();
        return;
    }
    const bool assumption = index.data(items::AssumptionRole).toBool();
    QFont font = Theme::font(index.data(items::StrongRole).toBool() ? TextStyle::BodyStrong : TextStyle::Body);
    font.setItalic(assumption);
    painter->setFont(font);
    const QVariant brush = index.data(Qt::ForegroundRole);
    painter->setPen(brush.isValid() ? brush.value<QColor>() : p.text);
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    const Qt::Alignment align = alignment.isValid() ? Qt::Alignment(alignment.toInt()) : Qt::AlignLeft | Qt::AlignVCenter;
    const QString subtitle = index.data(items::SubtitleRole).toString();
    const int shift = subtitle.isEmpty() ? 0 : 8;
    const QRect box(left, r.top() - shift, r.right() - 8 - left, r.height());
    if (shift > 0) {
        painter->save();
        painter->setFont(Theme::font(TextStyle::Caption));
        painter->setPen(p.secondary);
        const QString small = QFontMetrics(painter->font()).elidedText(subtitle, Qt::ElideRight, box.width());
        painter->drawText(QRect(left, r.top() + shift + 2, box.width(), r.height()), static_cast<int>(align), small);
        painter->restore();
    }
    const QFontMetrics fm(font);
    const QString text = fm.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, box.width());
    painter->drawText(box, static_cast<int>(align), text);
    if (assumption && !text.isEmpty()) {
        // Blanks that only line up the decimals are no part of the figure.
        QString figure = text;
        while (figure.endsWith(QChar(0x2007)) || figure.endsWith(QChar(0x2008))) {
            figure.chop(1);
        }
        const int width = fm.horizontalAdvance(figure);
        const int x = align & Qt::AlignRight ? box.right() - fm.horizontalAdvance(text) : box.left();
        QPen pen(p.secondary, 1);
        pen.setDashPattern({1, 2});
        painter->setPen(pen);
        const int y = r.center().y() + fm.ascent() / 2 + 2;
        painter->drawLine(x, y, x + width, y);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(p.accent, 2));
        painter->drawRect(r.adjusted(1, 1, -2, -2));
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize s = QStyledItemDelegate::sizeHint(option, index);
    s.setHeight(28);
    s.setWidth(s.width() + (index.data(items::SwatchRole).isValid() ? 34 : 16));
    return s;
}

} // namespace ui
