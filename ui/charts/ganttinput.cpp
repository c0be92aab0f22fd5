// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keyboard do in a Gantt view.
#include "ganttview.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr int quarter = 3;
} // namespace

void GanttView::moveDrag(int months)
{
    // A system serves at least a month.
    const int least = m_drag.part == Part::Lifetime ? m_dragStart.service + 1 - m_dragStart.retires : -100000;
    const int wanted = std::max(months, least);
    if (wanted == m_drag.months) {
        return;
    }
    m_drag.months = wanted;
    viewport()->update();
    Q_EMIT dragged(m_drag.id, m_drag.part, wanted);
}

void GanttView::keyDrag(Part part, int step)
{
    const GanttBar *bar = barAt(m_current);
    if (!bar || !bar->movable) {
        return;
    }
    if (m_drag.id.isEmpty() || m_drag.part != part) {
        endDrag(true);
        bar = barAt(m_current);
        m_dragStart = *bar;
        m_drag = {bar->id, part, 0, true};
    }
    moveDrag(m_drag.months + step);
    const QRectF r = barRect(m_current);
    const double edge = part == Part::Service ? r.left() : r.right();
    if (edge < nameWidth() + 20 || edge > viewport()->width() - 20) {
        setLeft(m_left + step);
    }
}

void GanttView::endDrag(bool keep)
{
    m_mayDrag = false;
    if (m_drag.id.isEmpty()) {
        return;
    }
    const Drag drag = std::exchange(m_drag, {});
    m_bubble = {};
    viewport()->update();
    if (keep && drag.months != 0) {
        Q_EMIT dropped(drag.id, drag.part, drag.months);
    } else {
        Q_EMIT dragCancelled();
    }
}

void GanttView::cancelDrag()
{
    endDrag(false);
}

void GanttView::mousePressEvent(QMouseEvent *event)
{
    const Hit hit = hitAt(event->position());
    const GanttYear *year = event->button() == Qt::LeftButton ? yearAt(event->position()) : nullptr;
    if (year && !year->figure.isEmpty()) {
        Q_EMIT figureWanted(year->figure);
        return;
    }
    if (event->button() == Qt::RightButton && hit.row >= 0 && m_drag.id.isEmpty()) {
        setCurrentRow(hit.row); // the menu is of it
    }
    if (event->button() != Qt::LeftButton || hit.row < 0) {
        return;
    }
    endDrag(true);
    setCurrentRow(hit.row);
    if (!barAt(hit.row)) {
        activateRow(hit.row);
        return;
    }
    m_pressed = event->position();
    m_mayDrag = hit.bar;
    if (hit.bar) {
        m_dragStart = *barAt(hit.row);
        m_drag = {{}, hit.part, 0, false};
    }
}

void GanttView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    if (m_mayDrag && (event->buttons() & Qt::LeftButton)) {
        if (m_drag.id.isEmpty() && (at - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
            m_drag.id = m_dragStart.id;
        }
        if (!m_drag.id.isEmpty()) {
            const double months = (at.x() - m_pressed.x()) / m_monthWidth;
            const int step = event->modifiers() & Qt::ShiftModifier ? quarter : 1;
            moveDrag(static_cast<int>(std::lround(months / step)) * step);
        }
        return;
    }
    const Hit hit = hitAt(at);
    const GanttYear *year = yearAt(at);
    const bool link = (hit.row >= 0 && !barAt(hit.row)) || (year && !year->figure.isEmpty());
    viewport()->setCursor(link ? Qt::PointingHandCursor : !hit.bar ? Qt::ArrowCursor : hit.part == Part::Lifetime ? Qt::SizeHorCursor : Qt::OpenHandCursor);
}

void GanttView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_mayDrag) {
        endDrag(true);
    }
}

void GanttView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Hit hit = hitAt(event->position());
    if (event->button() == Qt::LeftButton && barAt(hit.row)) {
        activateRow(hit.row);
    }
}

void GanttView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        zoomBy(std::pow(1.25, event->angleDelta().y() / 120.0), event->position().x());
        event->accept();
        return;
    }
    if (event->modifiers() & Qt::ShiftModifier) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - event->angleDelta().y() / 2);
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
    // What cannot be scrolled here scrolls the page.
    event->setAccepted(verticalScrollBar()->maximum() > 0);
}

bool GanttView::walk(int key)
{
    const int last = static_cast<int>(m_rows.size()) - 1;
    switch (key) {
    case Qt::Key_Up:
        setCurrentRow(std::max(0, m_current - 1));
        return true;
    case Qt::Key_Down:
        setCurrentRow(std::min(last, m_current + 1));
        return true;
    case Qt::Key_Home:
        setCurrentRow(0);
        return true;
    case Qt::Key_End:
        setCurrentRow(last);
        return true;
    case Qt::Key_PageUp:
        setCurrentRow(std::max(0, m_current - 10));
        return true;
    case Qt::Key_PageDown:
        setCurrentRow(std::min(last, m_current + 10));
        return true;
    default:
        return false;
    }
}

KeyWords GanttView::keyWords()
{
    return {{tr("Left, Right"), tr("move the system by a month, with Shift by a quarter; with Alt its retirement")}, {tr("Enter"), tr("keep the move, or go to the system")},
            {tr("+, −, 0"), tr("zoom in, out, show all")}, {tr("Ctrl+E"), tr("how its cost comes about")}};
}

void GanttView::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const Qt::KeyboardModifiers held = event->modifiers();
    if (key == Qt::Key_Left || key == Qt::Key_Right) {
        const int direction = key == Qt::Key_Left ? -1 : 1;
        if (held & Qt::ControlModifier) {
            setLeft(m_left + direction * quarter);
            m_fitted = false;
        } else if (m_current >= 0 && !barAt(m_current)) {
            const bool folded = m_spec.groups[m_rows[m_current].group].folded;
            folded == (direction > 0) ? activateRow(m_current) : void();
        } else {
            keyDrag(held & Qt::AltModifier ? Part::Lifetime : Part::Service, direction * (held & Qt::ShiftModifier ? quarter : 1));
        }
        return;
    }
    if (key == Qt::Key_Escape && (!m_drag.id.isEmpty() || m_mayDrag)) {
        endDrag(false);
    } else if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        m_drag.id.isEmpty() ? activateRow(m_current) : endDrag(true);
    } else if (key == Qt::Key_Space && m_current >= 0 && !barAt(m_current)) {
        activateRow(m_current);
    } else if (key == Qt::Key_Plus || key == Qt::Key_Equal) {
        zoomIn();
    } else if (key == Qt::Key_Minus) {
        zoomOut();
    } else if (key == Qt::Key_0) {
        fit();
    } else if (key == Qt::Key_T) {
        Q_EMIT tableWanted();
    } else if (!walk(key)) {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void GanttView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (m_current < 0 && m_rows.size() > 1 && event->reason() != Qt::MouseFocusReason) {
        setCurrentRow(1);
    }
    viewport()->update();
}

void GanttView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    // What was moved by key is kept when it is left for something else, as in every field; not when the view itself goes.
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason && QApplication::focusWidget()) {
        endDrag(m_drag.byKey);
    }
    viewport()->update();
}

const GanttYear *GanttView::yearAt(const QPointF &at) const
{
    for (const GanttYear &y : m_spec.years) {
        if (at.y() < headerHeight && at.x() >= std::max<double>(nameWidth(), xOf(12 * y.year)) && at.x() < xOf(12 * y.year + 12)) {
            return &y;
        }
    }
    return nullptr;
}

QString GanttView::tipAt(const QPoint &at) const
{
    if (at.y() < headerHeight) {
        const GanttYear *year = yearAt(at);
        return year ? year->words : QString();
    }
    if (at.y() > viewport()->height() - footHeight) {
        for (const GanttMark &m : m_spec.marks) {
            if (at.x() >= xOf(m.at) - 8 && at.x() < xOf(m.at) + 8 + fontMetrics().horizontalAdvance(m.text)) {
                return m.words;
            }
        }
        return {};
    }
    const Hit hit = hitAt(at);
    const GanttBar *bar = barAt(hit.row);
    return bar ? bar->name + QStringLiteral("\n") + bar->value : QString();
}

bool GanttView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const QString words = m_drag.id.isEmpty() ? tipAt(help->pos()) : QString();
        words.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), words, viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace ui
