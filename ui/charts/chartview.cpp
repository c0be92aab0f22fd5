// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartview.h"

#include "chartexport.h"
#include "theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace ui {

ChartView::ChartView(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme(), &Theme::changed, this, [this] {
        m_stale = true;
        update();
    });
}

ChartView::~ChartView() = default;

void ChartView::setSpec(const ChartSpec &spec)
{
    if (spec == m_spec) {
        return;
    }
    m_spec = spec;
    m_stale = true;
    if (m_current) { // the same value, as it is now
        const QVector<ChartValue> values = valuesAt(spec, m_current->period);
        const auto now = std::find_if(values.begin(), values.end(), [this](const ChartValue &v) { return v.isSame(*m_current); });
        setCurrent(now == values.end() ? std::nullopt : std::optional(*now));
    }
    m_hovered = m_hovered < countOf(spec) ? m_hovered : -1;
    setAccessibleName(spec.title.isEmpty() ? spec.subtitle : spec.title);
    setAccessibleDescription(descriptionOf(spec));
    update();
}

void ChartView::layOut()
{
    const ChartStyle style = screenStyle();
    m_frame = frameFor(m_spec, style, QRectF(rect()));
    m_scene.update(m_spec, theme().palette(), style, m_frame, size());
    m_stale = false;
}

void ChartView::paintEvent(QPaintEvent *)
{
    if (m_stale) {
        layOut();
    }
    QPainter painter(this);
    if (isEmpty(m_spec)) {
        painter.setPen(theme().palette().secondary);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_spec.empty.isEmpty() ? tr("Nothing to show yet. Include a factory and give it a system.") : m_spec.empty);
        return;
    }
    m_scene.render(painter, QRectF(rect()));
    paintMarks(painter, m_spec, theme().palette(), screenStyle(), m_frame, m_hovered);
    painter.setBrush(Qt::NoBrush);
    if (m_current) {
        const QRectF box = rectOf(m_spec, m_frame, *m_current).adjusted(-1, -1, 1, 1);
        painter.setPen(QPen(theme().palette().surface, 4));
        painter.drawRect(box);
        painter.setPen(QPen(theme().palette().accent, 2));
        painter.drawRect(box);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme().palette().accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void ChartView::resizeEvent(QResizeEvent *)
{
    m_stale = true;
}

void ChartView::point(int index, const QPoint &globalAt)
{
    if (index != m_hovered) {
        m_hovered = index;
        update();
    }
    const QString words = readOut(m_spec, index);
    if (words.isEmpty()) {
        QToolTip::hideText();
        return;
    }
    const QString said = m_current ? wordsOf(m_spec, *m_current) + QStringLiteral(". ") + words : words;
    setAccessibleDescription(said);
    QToolTip::showText(globalAt, m_current ? wordsOf(m_spec, *m_current) + QLatin1Char('\n') + words.section(QLatin1Char('\n'), 1) : words, this);
}

void ChartView::mouseMoveEvent(QMouseEvent *e)
{
    setCurrent(std::nullopt);
    point(liesDown(m_spec) ? m_frame.rowAt(e->position().y()) : m_frame.periodAt(e->position().x()), e->globalPosition().toPoint() + QPoint(12, 12));
    const auto value = valueUnder(e->position());
    setProperty("figure", value ? value->figure : QString()); // for Ctrl+E
    setCursor((value && !(value->figure.isEmpty() && value->link.isEmpty())) || swingAt(e->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

const ChartSwing *ChartView::swingAt(const QPointF &at) const
{
    const int row = liesDown(m_spec) ? m_frame.rowAt(at.y()) : -1;
    return row < 0 || m_spec.swings[row].id.isEmpty() ? nullptr : &m_spec.swings[row];
}

std::optional<ChartValue> ChartView::valueUnder(const QPointF &at) const
{
    return valueAt(m_spec, m_frame, screenStyle(), at);
}

void ChartView::mouseReleaseEvent(QMouseEvent *e)
{
    if (e->button() != Qt::LeftButton || std::exchange(m_doubleClicked, false)) {
        return;
    }
    m_clicked = valueUnder(e->position());
    explain(m_clicked);
    if (const ChartSwing *swing = swingAt(e->position())) {
        Q_EMIT seriesActivated(swing->id);
    }
}

void ChartView::mouseDoubleClickEvent(QMouseEvent *e)
{
    m_doubleClicked = true;
    if (e->button() == Qt::LeftButton && m_clicked && !m_clicked->link.isEmpty()) {
        Q_EMIT seriesActivated(m_clicked->link);
    }
}

// What cannot be explained leads to its series.
void ChartView::explain(const std::optional<ChartValue> &value)
{
    if (value && !value->figure.isEmpty()) {
        Q_EMIT figureWanted(value->figure);
    } else if (value && !value->link.isEmpty()) {
        Q_EMIT seriesActivated(value->link);
    }
}

void ChartView::setCurrent(const std::optional<ChartValue> &value)
{
    const bool changed = m_current.has_value() != value.has_value() || (value && (!m_current->isSame(*value) || m_current->period != value->period));
    m_current = value;
    setProperty("figure", value ? value->figure : QString());
    if (changed) {
        update();
    }
}

void ChartView::leaveEvent(QEvent *)
{
    if (!m_current) { // what the keys have come to stays
        point(-1, {});
    }
}

void ChartView::focusOutEvent(QFocusEvent *e)
{
    setCurrent(std::nullopt);
    point(-1, {});
    QWidget::focusOutEvent(e);
}

// To another period, at the same series where it has a value there; or to another value of the period.
bool ChartView::walk(int key)
{
    const int last = countOf(m_spec) - 1;
    if (last < 0) {
        return false;
    }
    const bool down = liesDown(m_spec); // rows from the top
    int period = m_hovered;
    int step = 0;
    switch (down && key == Qt::Key_Up ? Qt::Key_Left : down && key == Qt::Key_Down ? Qt::Key_Right : key) {
    case Qt::Key_Left:
        period = m_hovered < 0 ? last : std::max(0, m_hovered - 1);
        break;
    case Qt::Key_Right:
        period = std::min(last, m_hovered + 1);
        break;
    case Qt::Key_Home:
        period = 0;
        break;
    case Qt::Key_End:
        period = last;
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        period = m_hovered < 0 ? last : m_hovered;
        step = key == Qt::Key_Up ? -1 : 1;
        break;
    default:
        return false;
    }
    const QVector<ChartValue> values = valuesAt(m_spec, period);
    qsizetype at = -1;
    for (qsizetype i = 0; m_current && i < values.size(); ++i) {
        at = values[i].isSame(*m_current) ? i : at;
    }
    if (step != 0 && !values.isEmpty()) {
        at = at < 0 ? (step > 0 ? 0 : values.size() - 1) : std::clamp<qsizetype>(at + step, 0, values.size() - 1);
    }
    setCurrent(at < 0 ? std::nullopt : std::optional(values[at]));
    const QPointF place = down ? QPointF(m_frame.plot.left() + 24, m_frame.plot.top() + (period + 1) * m_frame.rowHeight()) : QPointF(m_frame.x(period + 0.5), 24);
    point(period, mapToGlobal(place.toPoint()));
    return true;
}

KeyWords ChartView::keyWords()
{
    return {{tr("Left, Right"), tr("walk the periods")}, {tr("Up, Down"), tr("walk the values of one period")}, {tr("Enter"), tr("how the value comes about")}, {tr("T"), tr("its data as a table, and back")}};
}

void ChartView::keyPressEvent(QKeyEvent *e)
{
    const bool enter = e->key() == Qt::Key_Return || e->key() == Qt::Key_Enter;
    if (enter && m_current) {
        explain(m_current);
    } else if (enter && liesDown(m_spec) && m_hovered >= 0 && !m_spec.swings[m_hovered].id.isEmpty()) {
        Q_EMIT seriesActivated(m_spec.swings[m_hovered].id);
    } else if (e->key() == Qt::Key_T) {
        Q_EMIT tableWanted();
    } else if (!walk(e->key())) {
        QWidget::keyPressEvent(e);
    }
}

void ChartView::contextMenuEvent(QContextMenuEvent *e)
{
    const auto value = e->reason() == QContextMenuEvent::Keyboard ? m_current : valueUnder(e->pos());
    QMenu menu(this);
    if (value && !value->figure.isEmpty()) {
        menu.addAction(tr("Explain %1").arg(menuText(wordsOf(m_spec, *value))), this, [this, figure = value->figure] { Q_EMIT figureWanted(figure); });
    }
    if (value && !value->link.isEmpty()) {
        menu.addAction(tr("Go to %1").arg(menuText(value->name)), this, [this, id = value->link] { Q_EMIT seriesActivated(id); });
    }
    menu.addAction(tr("Show as table"), this, &ChartView::tableWanted)->setShortcut(Qt::Key_T);
    addExportActions(menu, this, [this] {
        ChartExport out;
        out.title = m_spec.title;
        out.size = size();
        out.paint = [spec = m_spec, box = QRectF(rect())](QPainter &painter, const Palette &palette) { paintChart(painter, spec, palette, screenStyle(), box); };
        out.table = tableOf(m_spec);
        out.csv = csvOf(m_spec);
        return out;
    });
    menu.exec(e->globalPos());
}

} // namespace ui
