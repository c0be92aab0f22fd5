// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartview.h"

#include "chartexport.h"
#include "theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

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
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("Nothing to show yet. Include a factory and give it a system."));
        return;
    }
    m_scene.render(painter, QRectF(rect()));
    paintMarks(painter, m_spec, theme().palette(), screenStyle(), m_frame, m_hovered);
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
    setAccessibleDescription(words);
    QToolTip::showText(globalAt, words, this);
}

void ChartView::mouseMoveEvent(QMouseEvent *e)
{
    point(m_frame.periodAt(e->position().x()), e->globalPosition().toPoint() + QPoint(12, 12));
    setCursor(seriesAt(e->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

const ChartSeries *ChartView::seriesAt(const QPointF &at) const
{
    const int index = m_frame.periodAt(at.x());
    double sum = 0;
    for (const ChartSeries &s : m_spec.series) {
        const double before = sum;
        sum += index < 0 || s.hidden ? 0 : s.values.value(index);
        if (index >= 0 && at.y() <= m_frame.y(before) && at.y() >= m_frame.y(sum) && sum > before) {
            return &s;
        }
    }
    return nullptr;
}

void ChartView::mouseReleaseEvent(QMouseEvent *e)
{
    const ChartSeries *series = e->button() == Qt::LeftButton ? seriesAt(e->position()) : nullptr;
    if (series) {
        activate(*series, m_frame.periodAt(e->position().x()));
    }
}

void ChartView::activate(const ChartSeries &series, int index)
{
    const QString key = m_spec.periodKeys.value(index);
    if (!series.figure.isEmpty() && !key.isEmpty()) {
        Q_EMIT figureWanted(QString(series.figure).replace(QLatin1String("%1"), key));
    } else if (!series.id.isEmpty()) {
        Q_EMIT seriesActivated(series.id);
    }
}

void ChartView::leaveEvent(QEvent *)
{
    point(-1, {});
}

void ChartView::focusOutEvent(QFocusEvent *e)
{
    point(-1, {});
    QWidget::focusOutEvent(e);
}

void ChartView::keyPressEvent(QKeyEvent *e)
{
    const int last = static_cast<int>(m_spec.periods.size()) - 1;
    int next = m_hovered;
    switch (e->key()) {
    case Qt::Key_Left:
        next = m_hovered < 0 ? last : std::max(0, m_hovered - 1);
        break;
    case Qt::Key_Right:
        next = std::min(last, m_hovered + 1);
        break;
    case Qt::Key_Home:
        next = 0;
        break;
    case Qt::Key_End:
        next = last;
        break;
    case Qt::Key_T:
        Q_EMIT tableWanted();
        return;
    default:
        QWidget::keyPressEvent(e);
        return;
    }
    point(next, mapToGlobal(QPoint(static_cast<int>(m_frame.x(next + 0.5)), 24)));
}

void ChartView::contextMenuEvent(QContextMenuEvent *e)
{
    QMenu menu(this);
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
