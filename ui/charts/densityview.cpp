// SPDX-License-Identifier: GPL-3.0-or-later
#include "densityview.h"

#include "chartexport.h"
#include "chartspec.h"
#include "format.h"
#include "theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double knobRadius = 7;
constexpr double reach = 14; // pixels from a handle's line within which it is grasped
constexpr int bigStep = 10;

} // namespace

DensityView::DensityView(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme(), &Theme::changed, this, QOverload<>::of(&QWidget::update));
    giveExportMenu(this, [this] {
        ChartTable t;
        t.header = QStringList{m_spec.name, tr("density")};
        for (const QPointF &p : m_spec.curve) {
            t.rows << QStringList{QString::number(p.x(), 'g', 15), QString::number(p.y(), 'g', 15)};
        }
        return t;
    });
}

void DensityView::setSpec(const DensitySpec &spec)
{
    if (spec == m_spec) {
        return;
    }
    m_spec = spec;
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(spec.handles.size()) - 1));
    if (!m_moving) {
        m_from = spec.from;
        m_to = spec.to > spec.from ? spec.to : spec.from + 1;
    }
    describe();
    update();
}

void DensityView::describe()
{
    QStringList words;
    for (const DensityHandle &h : m_spec.handles) {
        words << h.name + QLatin1Char(' ') + textOf(h.value);
    }
    setAccessibleName(tr("Distribution of %1").arg(m_spec.name));
    QString chosen;
    if (!m_spec.handles.isEmpty()) {
        chosen = tr(". Chosen: %1. Up and Down choose, Left and Right move, Enter keeps, Esc puts back.").arg(m_spec.handles[m_current].name);
    }
    setAccessibleDescription(words.isEmpty() ? m_spec.empty : words.join(QStringLiteral(", ")) + chosen);
}

QString DensityView::currentHandle() const
{
    return m_current < m_spec.handles.size() ? m_spec.handles[m_current].id : QString();
}

QString DensityView::textOf(double value) const
{
    if (m_spec.months) {
        const int index = static_cast<int>(std::lround(value));
        return format::month(index / 12, index % 12 + 1);
    }
    return format::number(value, m_spec.decimals) + m_spec.unit;
}

QRectF DensityView::plot() const
{
    return QRectF(rect()).adjusted(16, 44, -16, -34);
}

double DensityView::xOf(double value) const
{
    const QRectF p = plot();
    return p.left() + p.width() * (value - m_from) / (m_to - m_from);
}

QPointF DensityView::handleAt(const QString &id) const
{
    for (const DensityHandle &h : m_spec.handles) {
        if (h.id == id) {
            return {xOf(h.value), plot().bottom()};
        }
    }
    return {};
}

// Of those that lie on one another the one that can still move to that side.
int DensityView::nearest(const QPointF &at) const
{
    int best = -1;
    double least = reach;
    for (int i = 0; i < m_spec.handles.size(); ++i) {
        const double away = std::fabs(xOf(m_spec.handles[i].value) - at.x());
        const bool right = at.x() > xOf(m_spec.handles[i].value);
        if (away < least || (right && away == least)) {
            best = i;
            least = away;
        }
    }
    return best;
}

void DensityView::moveTo(double value)
{
    const DensityHandle h = m_spec.handles[m_current]; // who listens may show another picture
    const double stepped = std::round(value / m_spec.step) * m_spec.step;
    const double held = std::clamp(stepped, h.least, std::max(h.least, h.most));
    if (m_moving && held == m_value) {
        return;
    }
    if (!m_moving && held == h.value) {
        return;
    }
    m_moving = true;
    m_value = held;
    Q_EMIT moved(h.id, held);
}

void DensityView::keep()
{
    if (m_moving) {
        m_moving = false;
        Q_EMIT released(currentHandle(), m_value);
        m_from = m_spec.from;
        m_to = m_spec.to;
        update();
    }
}

void DensityView::abandon()
{
    m_pressed = false;
    if (m_moving) {
        m_moving = false;
        Q_EMIT reverted();
        m_from = m_spec.from;
        m_to = m_spec.to;
        update();
    }
}

void DensityView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_spec.readOnly) {
        return;
    }
    const int i = nearest(event->position());
    if (i >= 0) {
        if (i != m_current) {
            keep();
        }
        m_current = i;
        m_pressed = true;
        describe();
        update();
    }
}

void DensityView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pressed) {
        const QRectF p = plot();
        moveTo(m_from + (event->position().x() - p.left()) / p.width() * (m_to - m_from));
        return;
    }
    setCursor(nearest(event->position()) >= 0 && !m_spec.readOnly ? Qt::SizeHorCursor : Qt::ArrowCursor);
}

void DensityView::mouseReleaseEvent(QMouseEvent *)
{
    if (m_pressed) {
        m_pressed = false;
        keep();
    }
}

// Esc belongs to what is being moved, not to the window.
bool DensityView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && m_moving && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void DensityView::keyPressEvent(QKeyEvent *event)
{
    if (m_spec.handles.isEmpty() || m_spec.readOnly) {
        QWidget::keyPressEvent(event);
        return;
    }
    const double at = m_moving ? m_value : m_spec.handles[m_current].value;
    const auto choose = [&](int by) {
        keep();
        m_current = std::clamp(m_current + by, 0, static_cast<int>(m_spec.handles.size()) - 1);
        describe();
        update();
    };
    switch (event->key()) {
    case Qt::Key_Up:
        choose(1);
        return;
    case Qt::Key_Down:
        choose(-1);
        return;
    case Qt::Key_Left:
        moveTo(at - m_spec.step);
        return;
    case Qt::Key_Right:
        moveTo(at + m_spec.step);
        return;
    case Qt::Key_PageDown:
        moveTo(at - bigStep * m_spec.step);
        return;
    case Qt::Key_PageUp:
        moveTo(at + bigStep * m_spec.step);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        keep();
        return;
    case Qt::Key_Escape:
        if (m_moving) {
            abandon();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void DensityView::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason) {
        m_pressed = false;
        keep();
    }
    update();
}

void DensityView::paintAxis(QPainter &painter) const
{
    const Palette &c = theme().palette();
    const QRectF p = plot();
    painter.setPen(QPen(c.line, 1));
    painter.drawLine(p.bottomLeft(), p.bottomRight());
    painter.setPen(c.secondary);
    const QFontMetricsF fm(painter.font());
    const double step = niceStep(m_to - m_from, p.width() > 340 ? 6 : 4);
    for (double v = std::ceil(m_from / step - 1e-9) * step; v <= m_to + step * 1e-6; v += step) {
        const QString text = m_spec.months ? textOf(v) : format::number(std::fabs(v) < step * 1e-6 ? 0 : v, std::max(stepDecimals(step), 0));
        const double half = fm.horizontalAdvance(text) / 2;
        painter.drawText(QPointF(std::clamp(xOf(v) - half, 2.0, width() - 2 * half - 2), p.bottom() + 26), text);
    }
}

void DensityView::paintHandle(QPainter &painter, int index) const
{
    const Palette &c = theme().palette();
    const DensityHandle &h = m_spec.handles[index];
    const QRectF p = plot();
    const double x = xOf(h.value);
    const bool chosen = index == m_current && hasFocus();
    painter.setPen(QPen(c.accent, 1.5));
    const bool outer = index == 0 || index == m_spec.handles.size() - 1;
    painter.drawLine(QPointF(x, outer ? p.top() - 8 : p.top() - 26), QPointF(x, p.bottom()));
    painter.setBrush(m_spec.readOnly ? c.surface : c.accent);
    painter.setPen(QPen(c.surface, 2));
    painter.drawEllipse(QPointF(x, p.bottom()), knobRadius, knobRadius);
    if (chosen) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(c.accent, 2));
        painter.drawEllipse(QPointF(x, p.bottom()), knobRadius + 3.5, knobRadius + 3.5);
    }
    // The low value's words end at its line and the high one's begin there, so that they never meet; the likely one stands above.
    const QString words = h.name + QLatin1Char(' ') + textOf(h.value);
    const double wide = QFontMetricsF(painter.font()).horizontalAdvance(words);
    const double left = index == 0 ? x - wide - 6 : x + 6;
    const double y = outer ? p.top() : p.top() - 18;
    painter.setPen(c.text);
    painter.drawText(QPointF(std::clamp(left, 2.0, std::max(2.0, width() - wide - 2)), y), words);
}

void DensityView::paintEvent(QPaintEvent *)
{
    const Palette &c = theme().palette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::font(TextStyle::Caption));
    if (m_spec.handles.isEmpty()) {
        painter.setPen(c.secondary);
        painter.drawText(rect().adjusted(16, 0, -16, 0), Qt::AlignCenter | Qt::TextWordWrap, m_spec.empty);
        return;
    }
    const QRectF p = plot();
    double most = 0;
    for (const QPointF &q : m_spec.curve) {
        most = std::max(most, q.y());
    }
    if (m_spec.plan && *m_spec.plan >= m_from && *m_spec.plan <= m_to) {
        painter.setPen(QPen(c.secondary, 1, Qt::DotLine));
        const double x = xOf(*m_spec.plan);
        painter.drawLine(QPointF(x, p.top()), QPointF(x, p.bottom()));
    }
    if (most > 0) {
        painter.save();
        painter.setClipRect(p.adjusted(0, -2, 0, 0));
        QPainterPath path(QPointF(xOf(m_spec.curve.first().x()), p.bottom()));
        for (const QPointF &q : m_spec.curve) {
            path.lineTo(xOf(q.x()), p.bottom() - q.y() / most * p.height() * 0.92);
        }
        path.lineTo(xOf(m_spec.curve.last().x()), p.bottom());
        painter.setPen(QPen(c.accent, 2));
        painter.setBrush(mixed(c.surface, c.accent, 0.16));
        painter.drawPath(path);
        painter.restore();
    }
    paintAxis(painter);
    for (int i = 0; i < m_spec.handles.size(); ++i) {
        paintHandle(painter, i);
    }
}

} // namespace ui
