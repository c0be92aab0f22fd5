// SPDX-License-Identifier: GPL-3.0-or-later
#include "flowview.h"

#include "chartexport.h"
#include "format.h"
#include "theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

namespace ui {

FlowView::FlowView(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FlowView::setSpec(const FlowSpec &spec)
{
    if (spec == m_spec) {
        return;
    }
    const QString current = currentNode();
    m_spec = spec;
    m_stale = true;
    m_band = -1;
    m_node = -1;
    const FlowLayout &l = flow();
    for (int i = 0; i < l.spec.nodes.size() && !current.isEmpty(); ++i) {
        m_node = l.spec.nodes[i].id == current ? i : m_node;
    }
    setAccessibleName(spec.title.isEmpty() ? spec.subtitle : spec.title);
    QStringList words;
    const QVector<double> values = valuesOf(l.spec);
    for (int i = 0; i < l.spec.nodes.size(); ++i) {
        words << l.spec.nodes[i].name + QLatin1Char(' ') + format::number(values[i], spec.decimals);
    }
    setAccessibleDescription(words.isEmpty() ? spec.empty : spec.subtitle + QStringLiteral(": ") + words.join(QStringLiteral("; ")));
    update();
}

const FlowLayout &FlowView::flow()
{
    if (m_stale) {
        m_layout = layOut(m_spec, QRectF(rect()).adjusted(2, 2, -2, -2));
        m_stale = false;
    }
    return m_layout;
}

QString FlowView::currentNode() const
{
    return m_node >= 0 && m_node < m_layout.spec.nodes.size() ? m_layout.spec.nodes[m_node].id : QString();
}

void FlowView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_spec.paths.isEmpty()) {
        painter.setPen(theme().palette().secondary);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_spec.empty);
        return;
    }
    paintFlow(painter, flow(), theme().palette(), QRectF(rect()).adjusted(2, 2, -2, -2), m_node, m_band);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().palette().accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
        if (m_node >= 0) {
            painter.drawRect(m_layout.nodes[m_node].adjusted(-3, -3, 3, 3));
        }
    }
}

void FlowView::resizeEvent(QResizeEvent *)
{
    // Another height may fold other nodes: find the same one again.
    const QString current = currentNode();
    m_stale = true;
    m_band = -1;
    m_node = -1;
    const FlowLayout &l = flow();
    for (int i = 0; i < l.spec.nodes.size() && !current.isEmpty(); ++i) {
        m_node = l.spec.nodes[i].id == current ? i : m_node;
    }
}

void FlowView::point(int node, int band, const QPoint &globalAt)
{
    if (node != m_node || band != m_band) {
        m_node = node;
        m_band = band;
        update();
    }
    setProperty("figure", currentFigure()); // for Ctrl+E
    const QString words = node >= 0 ? nodeReadOut(m_layout.spec, node) : band >= 0 ? linkReadOut(m_layout.spec, m_layout.bands[band].link) : QString();
    if (words.isEmpty()) {
        QToolTip::hideText();
        return;
    }
    setAccessibleDescription(words);
    QToolTip::showText(globalAt, words, this);
}

QString FlowView::currentFigure() const
{
    return m_node >= 0 ? figureOf(m_layout.spec, m_node) : m_band >= 0 ? figureOf(m_layout.spec, m_layout.bands[m_band].link) : QString();
}

void FlowView::activate()
{
    if (m_node >= 0 && m_layout.spec.nodes[m_node].link) {
        Q_EMIT nodeActivated(m_layout.spec.nodes[m_node].id);
    } else if (!currentFigure().isEmpty()) {
        Q_EMIT figureWanted(currentFigure());
    }
}

void FlowView::mouseMoveEvent(QMouseEvent *e)
{
    const FlowLayout &l = flow();
    const int node = l.nodeAt(e->position());
    point(node, node < 0 ? l.bandAt(e->position()) : -1, e->globalPosition().toPoint() + QPoint(12, 12));
    const bool leads = (node >= 0 && l.spec.nodes[node].link) || !currentFigure().isEmpty();
    setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void FlowView::mouseReleaseEvent(QMouseEvent *e)
{
    if (e->button() != Qt::LeftButton) {
        return;
    }
    const FlowLayout &l = flow();
    m_node = l.nodeAt(e->position());
    m_band = m_node < 0 ? l.bandAt(e->position()) : -1;
    setProperty("figure", currentFigure());
    activate();
}

void FlowView::leaveEvent(QEvent *)
{
    point(-1, -1, {});
}

void FlowView::focusOutEvent(QFocusEvent *e)
{
    point(-1, -1, {});
    QWidget::focusOutEvent(e);
}

int FlowView::nextInColumn(int node, int direction) const
{
    for (int i = node + direction; i >= 0 && i < m_layout.spec.nodes.size(); i += direction) {
        if (m_layout.spec.nodes[i].column == m_layout.spec.nodes[node].column) {
            return i;
        }
    }
    return node;
}

int FlowView::across(int node, int direction) const
{
    int best = node;
    double most = 0;
    for (const FlowLayout::Band &band : m_layout.bands) {
        const int here = direction > 0 ? band.link.from : band.link.to;
        if (here == node && band.link.value > most) {
            most = band.link.value;
            best = direction > 0 ? band.link.to : band.link.from;
        }
    }
    return best;
}

KeyWords FlowView::keyWords()
{
    return {{tr("Arrows"), tr("walk who pays, the factories and what for")}, {tr("Enter"), tr("go to it")}, {tr("Ctrl+E"), tr("how its sum comes about")}};
}

void FlowView::keyPressEvent(QKeyEvent *e)
{
    const FlowLayout &l = flow();
    const bool any = !l.nodes.isEmpty();
    int next = m_node < 0 ? 0 : m_node;
    switch (any ? e->key() : 0) {
    case Qt::Key_Up:
        next = m_node < 0 ? next : nextInColumn(next, -1);
        break;
    case Qt::Key_Down:
        next = m_node < 0 ? next : nextInColumn(next, 1);
        break;
    case Qt::Key_Left:
        next = across(next, -1);
        break;
    case Qt::Key_Right:
        next = across(next, 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate();
        return;
    case Qt::Key_T:
        Q_EMIT tableWanted();
        return;
    default:
        QWidget::keyPressEvent(e);
        return;
    }
    point(next, -1, mapToGlobal(l.nodes[next].bottomRight().toPoint() + QPoint(8, 8)));
}

void FlowView::contextMenuEvent(QContextMenuEvent *e)
{
    const FlowLayout &now = flow();
    if (e->reason() != QContextMenuEvent::Keyboard) {
        m_node = now.nodeAt(e->pos());
        m_band = m_node < 0 ? now.bandAt(e->pos()) : -1;
    }
    QMenu menu(this);
    const QString words = m_node >= 0 ? nodeReadOut(now.spec, m_node) : m_band >= 0 ? linkReadOut(now.spec, now.bands[m_band].link) : QString();
    if (!currentFigure().isEmpty()) {
        menu.addAction(tr("Explain %1").arg(menuText(words.section(QLatin1Char('\n'), 0, 0))), this, [this, figure = currentFigure()] { Q_EMIT figureWanted(figure); });
    }
    if (m_node >= 0 && now.spec.nodes[m_node].link) {
        menu.addAction(tr("Go to %1").arg(menuText(now.spec.nodes[m_node].name)), this, [this, id = now.spec.nodes[m_node].id] { Q_EMIT nodeActivated(id); });
    }
    menu.addAction(tr("Show as table"), this, &FlowView::tableWanted)->setShortcut(Qt::Key_T);
    addExportActions(menu, this, [this] {
        ChartExport out;
        out.title = m_spec.title;
        out.size = size();
        const QRectF box = QRectF(rect()).adjusted(2, 2, -2, -2);
        out.paint = [layout = flow(), box](QPainter &painter, const Palette &palette) { paintFlow(painter, layout, palette, box); };
        out.table = tableOf(m_spec);
        out.csv = csvOf(m_spec);
        return out;
    });
    menu.exec(e->globalPos());
}

} // namespace ui
