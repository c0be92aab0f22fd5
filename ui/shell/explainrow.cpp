// SPDX-License-Identifier: GPL-3.0-or-later
#include "explainrow.h"

#include "icon.h"
#include "theme.h"

#include <QPainter>

namespace ui {

namespace {
constexpr int rowHeight = 28;
constexpr int step = 16;      // of the indent
constexpr int barAt = 106;    // from the left
constexpr int barWidth = 80;
constexpr int narrowRow = 310;
} // namespace

ExplainRow::ExplainRow(const ExplainRowSpec &spec, QWidget *parent) : QAbstractButton(parent), m_spec(spec)
{
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(spec.link ? Qt::StrongFocus : Qt::NoFocus);
    setEnabled(true);
    setCursor(spec.link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setText(spec.label);
    setAccessibleName(spec.sign + (spec.sign.isEmpty() ? QString() : QStringLiteral(" ")) + spec.label + QStringLiteral(": ") + spec.value);
    setAccessibleDescription(spec.note);
    setToolTip(spec.label + QStringLiteral(": ") + spec.value + (spec.note.isEmpty() ? QString() : QLatin1Char('\n') + spec.note));
}

QRect ExplainRow::noteRect(int width) const
{
    if (m_spec.note.isEmpty()) {
        return {};
    }
    const int left = m_spec.indent * step + (m_spec.icon.isEmpty() ? 0 : 18);
    return QFontMetrics(Theme::font(TextStyle::Caption)).boundingRect(QRect(left, rowHeight - 3, std::max(80, width - left), 10000), Qt::TextWordWrap, m_spec.note);
}

int ExplainRow::heightForWidth(int width) const
{
    return m_spec.note.isEmpty() ? rowHeight : noteRect(width).bottom() + 8;
}

void ExplainRow::paintEvent(QPaintEvent *)
{
    const Palette &p = theme().palette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_spec.link && (underMouse() || isDown())) {
        painter.fillRect(rect(), p.window);
    }
    if (m_spec.above) {
        painter.fillRect(QRect(0, 0, width(), 1), p.line);
    }
    const QFont font = Theme::font(m_spec.strong ? TextStyle::BodyStrong : TextStyle::Body);
    const QFontMetrics metrics(font);
    const int valueWidth = metrics.horizontalAdvance(m_spec.value);
    const bool bar = m_spec.bar >= 0;
    int left = m_spec.indent * step;
    QFont valueFont = font;
    valueFont.setItalic(m_spec.assumption);
    painter.setFont(valueFont);
    painter.setPen(p.text);
    painter.drawText(QRect(0, 0, width(), rowHeight), Qt::AlignRight | Qt::AlignVCenter, m_spec.value);
    painter.setFont(font);
    if (!m_spec.sign.isEmpty()) {
        painter.drawText(QRect(left, 0, 20, rowHeight), Qt::AlignLeft | Qt::AlignVCenter, m_spec.sign);
        left += metrics.horizontalAdvance(m_spec.sign) + 5;
    }
    painter.setPen(m_spec.link ? p.accent : p.text);
    const int room = (bar ? barAt - 6 : width() - valueWidth - 12) - left;
    painter.drawText(QRect(left, 0, std::max(0, room), rowHeight), Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(m_spec.label, Qt::ElideRight, room));
    if (bar) {
        const int length = width() < narrowRow ? barWidth / 2 : barWidth; // alike in all rows of a list
        const QRect ground(barAt, 10, length, 9);
        painter.fillRect(ground, p.window);
        painter.fillRect(QRect(barAt, 10, qRound(length * std::min(1.0, m_spec.bar)), 9), m_spec.color);
        if (m_spec.mark >= 0) {
            painter.fillRect(QRect(barAt + qRound(length * m_spec.mark), 7, 2, 15), p.text);
        }
        const int after = barAt + length + 6;
        const QFont caption = Theme::font(TextStyle::Caption);
        painter.setFont(caption);
        painter.setPen(p.secondary);
        const QRect beside(after, 0, width() - valueWidth - 12 - after, rowHeight);
        if (painter.fontMetrics().horizontalAdvance(m_spec.beside) <= beside.width()) { // a number is shown whole or not at all
            painter.drawText(beside, Qt::AlignRight | Qt::AlignVCenter, m_spec.beside);
        }
    }
    if (!m_spec.note.isEmpty()) {
        const QRect note = noteRect(width());
        painter.setFont(Theme::font(TextStyle::Caption));
        painter.setPen(p.secondary);
        painter.drawText(note.adjusted(0, 0, 4, 0), Qt::TextWordWrap, m_spec.note);
        if (!m_spec.icon.isEmpty()) {
            paintIcon(painter, m_spec.icon, p.secondary, QRectF(m_spec.indent * step, note.top() + 1, 14, 14));
        }
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(p.accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace ui
