// SPDX-License-Identifier: GPL-3.0-or-later
#include "ganttview.h"

#include "ganttaccess.h"
#include "chartexport.h"
#include "theme.h"

#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr int headingHeight = 28;
constexpr int rowHeight = 30;
constexpr int denseHeight = 20;
constexpr double grip = 6;         // how near the end of a bar the mouse takes hold of it
constexpr double widestMonth = 48;
constexpr int quarter = 3;
} // namespace

GanttView::GanttView(QWidget *parent) : QAbstractScrollArea(parent)
{
    installGanttAccess();
    setFrameShape(QFrame::NoFrame);
    setCornerWidget(new QWidget(this));
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("Timeline"));
    giveExportMenu(this, [this] {
        ChartTable t;
        t.header = QStringList{tr("Group"), tr("System"), tr("Dates")};
        for (const GanttGroup &g : m_spec.groups) {
            for (const GanttBar &b : g.bars) {
                t.rows << QStringList{g.name, b.name, b.value};
            }
        }
        return t;
    }, [this](QMenu &menu) { addFigures(menu); });
    connect(&theme(), &Theme::changed, viewport(), QOverload<>::of(&QWidget::update));
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_settling) {
            m_left = firstMonth() + value / m_monthWidth;
            m_fitted = false;
        }
    });
}

void GanttView::setSpec(const GanttSpec &spec)
{
    if (spec == m_spec) {
        return;
    }
    const QString current = currentId();
    m_spec = spec;
    describe();
    layOutRows();
    m_current = -1;
    for (int i = 0; i < m_rows.size() && m_current < 0; ++i) {
        const GanttGroup &g = m_spec.groups[m_rows[i].group];
        m_current = (m_rows[i].bar < 0 ? g.id : g.bars[m_rows[i].bar].id) == current ? i : -1;
    }
    nameFigure();
    if (m_fitted) {
        fit();
    } else {
        layOutScrolling();
    }
    viewport()->update();
    if (!m_drag.id.isEmpty() && m_current >= 0) {
        announce(m_current);
    }
}

// What can be explained of the chosen system, and of the years' envelopes.
void GanttView::addFigures(QMenu &menu)
{
    if (const GanttBar *bar = barAt(m_current)) {
        for (const GanttFigure &f : bar->figures) {
            menu.addAction(tr("Explain %1 of %2").arg(menuText(f.name), menuText(bar->name)), this, [this, figure = f.figure] { Q_EMIT figureWanted(figure); });
        }
        menu.addAction(tr("Go to %1").arg(menuText(bar->name)), this, [this, row = m_current] { activateRow(row); });
    }
    QMenu *years = nullptr;
    for (const GanttYear &y : m_spec.years) {
        if (!y.figure.isEmpty()) {
            years = years ? years : menu.addMenu(tr("Explain an envelope"));
            years->addAction(QStringLiteral("%1: %2").arg(y.year).arg(menuText(y.text)), this, [this, figure = y.figure] { Q_EMIT figureWanted(figure); });
        }
    }
    menu.addSeparator();
}

// For who cannot see the picture: every system's dates, then how to move them.
void GanttView::describe()
{
    QStringList words;
    for (const GanttGroup &group : m_spec.groups) {
        for (const GanttBar &bar : group.bars) {
            words << QStringLiteral("%1: %2").arg(bar.name, bar.value);
        }
    }
    const QString keys = tr("Left and right move the chosen system by a month, with Shift by a quarter, with Alt they move its retirement; Enter keeps, Escape drops. "
                            "Ctrl+E explains what it costs. T shows the dates as a table.");
    setAccessibleDescription(words.isEmpty() ? m_spec.empty : tr("Systems from contract to retirement. %1. %2").arg(words.join(QStringLiteral("; ")), keys));
}

void GanttView::setBubble(const GanttBubble &bubble)
{
    if (!(bubble == m_bubble)) {
        m_bubble = bubble;
        viewport()->update();
    }
}

void GanttView::layOutRows()
{
    m_rows.clear();
    int top = 0;
    for (int g = 0; g < m_spec.groups.size(); ++g) {
        const GanttGroup &group = m_spec.groups[g];
        m_rows << Row{g, -1, top, headingHeight};
        top += headingHeight;
        for (int b = 0; b < group.bars.size() && !group.folded; ++b) {
            const int height = group.dense ? denseHeight : rowHeight;
            m_rows << Row{g, b, top, height};
            top += height;
        }
    }
}

int GanttView::contentHeight() const
{
    const int bar = horizontalScrollBar()->sizeHint().height();
    return headerHeight + (m_rows.isEmpty() ? 3 * rowHeight : m_rows.last().top + m_rows.last().height + 6) + footHeight + bar + 2;
}

int GanttView::nameWidth() const
{
    return viewport()->width() < 760 ? 148 : 216;
}

int GanttView::firstMonth() const
{
    int first = m_spec.horizonFirst;
    for (const GanttGroup &g : m_spec.groups) {
        for (const GanttBar &b : g.bars) {
            first = std::min(first, g.dense || b.milestones.isEmpty() ? b.service : std::min(b.service, b.milestones.first().month));
        }
    }
    return std::max(first, m_spec.horizonFirst - 240) - 3;
}

int GanttView::lastMonth() const
{
    int last = m_spec.horizonLast;
    for (const GanttGroup &g : m_spec.groups) {
        for (const GanttBar &b : g.bars) {
            last = std::max(last, b.retires);
        }
    }
    return std::min(last, m_spec.horizonLast + 240) + 9;
}

double GanttView::fitWidth() const
{
    const int months = m_spec.horizonLast - m_spec.horizonFirst + 1 + 3 + 6;
    return std::max(1.0, (viewport()->width() - nameWidth()) / static_cast<double>(months));
}

void GanttView::fit()
{
    m_monthWidth = fitWidth();
    m_left = m_spec.horizonFirst - 3;
    m_fitted = true;
    layOutScrolling();
    viewport()->update();
}

void GanttView::layOutScrolling()
{
    m_settling = true;
    const int plot = std::max(1, viewport()->width() - nameWidth());
    const int all = static_cast<int>(std::ceil((lastMonth() - firstMonth()) * m_monthWidth));
    horizontalScrollBar()->setRange(0, std::max(0, all - plot));
    horizontalScrollBar()->setPageStep(plot);
    horizontalScrollBar()->setSingleStep(static_cast<int>(m_monthWidth * quarter));
    horizontalScrollBar()->setValue(static_cast<int>(std::lround((m_left - firstMonth()) * m_monthWidth)));
    const int rowsHeight = m_rows.isEmpty() ? 0 : m_rows.last().top + m_rows.last().height + 6;
    const int room = std::max(1, viewport()->height() - headerHeight - footHeight);
    verticalScrollBar()->setRange(0, std::max(0, rowsHeight - room));
    verticalScrollBar()->setPageStep(room);
    verticalScrollBar()->setSingleStep(rowHeight);
    m_settling = false;
}

void GanttView::setLeft(double month)
{
    const double plot = std::max(1, viewport()->width() - nameWidth());
    m_left = std::clamp(month, static_cast<double>(firstMonth()), std::max<double>(firstMonth(), lastMonth() - plot / m_monthWidth));
    layOutScrolling();
    viewport()->update();
}

void GanttView::zoomBy(double factor, double anchorX)
{
    const double plot = std::max(1, viewport()->width() - nameWidth());
    const double anchor = anchorX < nameWidth() ? nameWidth() + plot / 2 : anchorX;
    const double at = m_left + (anchor - nameWidth()) / m_monthWidth;
    const double least = std::min(fitWidth(), plot / std::max(1, lastMonth() - firstMonth()));
    m_monthWidth = std::clamp(m_monthWidth * factor, least, widestMonth);
    m_fitted = false;
    setLeft(at - (anchor - nameWidth()) / m_monthWidth);
}

double GanttView::xOf(double month) const
{
    return nameWidth() + (month - m_left) * m_monthWidth;
}

const GanttBar *GanttView::barAt(int row) const
{
    if (row < 0 || row >= m_rows.size() || m_rows[row].bar < 0) {
        return nullptr;
    }
    return &m_spec.groups[m_rows[row].group].bars[m_rows[row].bar];
}

GanttBar GanttView::shownBar(const GanttBar &bar) const
{
    if (bar.id != m_drag.id || m_drag.id.isEmpty()) {
        return bar;
    }
    GanttBar out = bar;
    const int service = m_dragStart.service + (m_drag.part == Part::Service ? m_drag.months : 0);
    for (GanttMilestone &m : out.milestones) {
        m.month += service - bar.service;
    }
    out.service = service;
    out.retires = m_dragStart.retires + m_drag.months;
    return out;
}

QRect GanttView::rowRect(int row) const
{
    if (row < 0 || row >= m_rows.size()) {
        return {};
    }
    return {0, headerHeight + m_rows[row].top - verticalScrollBar()->value(), viewport()->width(), m_rows[row].height};
}

QRectF GanttView::barRect(int row) const
{
    const GanttBar *bar = barAt(row);
    if (!bar) {
        return {};
    }
    const GanttBar shown = shownBar(*bar);
    const QRect r = rowRect(row);
    const double height = m_spec.groups[m_rows[row].group].dense ? 9 : 16;
    return {QPointF(xOf(shown.service), r.center().y() + 0.5 - height / 2), QPointF(std::max(xOf(shown.retires), xOf(shown.service) + 2), r.center().y() + 0.5 + height / 2)};
}

GanttView::Hit GanttView::hitAt(const QPointF &at) const
{
    Hit hit;
    if (at.y() < headerHeight || at.y() > viewport()->height() - footHeight) {
        return hit;
    }
    for (int i = 0; i < m_rows.size(); ++i) {
        if (!rowRect(i).contains(at.toPoint())) {
            continue;
        }
        hit.row = i;
        const QRectF bar = barRect(i);
        const bool movable = barAt(i) && barAt(i)->movable && at.x() > nameWidth();
        hit.bar = movable && at.x() >= bar.left() - grip && at.x() <= bar.right() + grip;
        hit.part = at.x() >= bar.right() - grip && bar.width() > 3 * grip ? Part::Lifetime : Part::Service;
        break;
    }
    return hit;
}

QString GanttView::currentId() const
{
    if (m_current < 0 || m_current >= m_rows.size()) {
        return {};
    }
    const GanttBar *bar = barAt(m_current);
    return bar ? bar->id : m_spec.groups[m_rows[m_current].group].id;
}

bool GanttView::setCurrentId(const QString &id)
{
    for (int i = 0; i < m_rows.size(); ++i) {
        const GanttBar *bar = barAt(i);
        if ((bar ? bar->id : m_spec.groups[m_rows[i].group].id) == id) {
            setCurrentRow(i);
            return true;
        }
    }
    return false;
}

void GanttView::setCurrentRow(int row)
{
    if (row == m_current || row < 0 || row >= m_rows.size()) {
        return;
    }
    endDrag(true);
    m_current = row;
    nameFigure();
    showRow(row);
    viewport()->update();
    announce(row);
    Q_EMIT currentIdChanged(currentId());
}

// For Ctrl+E.
void GanttView::nameFigure()
{
    const GanttBar *bar = barAt(m_current);
    setProperty("figure", bar && !bar->figures.isEmpty() ? bar->figures.first().figure : QString());
}

void GanttView::showRow(int row)
{
    const QRect r = rowRect(row);
    const int bottom = viewport()->height() - footHeight;
    if (r.top() < headerHeight) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() - (headerHeight - r.top()));
    } else if (r.bottom() > bottom) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() + r.bottom() - bottom);
    }
}

QString GanttView::rowName(int row) const
{
    const GanttBar *bar = barAt(row);
    return bar ? bar->name : row >= 0 && row < m_rows.size() ? m_spec.groups[m_rows[row].group].name : QString();
}

QString GanttView::rowValue(int row) const
{
    const GanttBar *bar = barAt(row);
    if (!bar) {
        const bool folded = row >= 0 && row < m_rows.size() && m_spec.groups[m_rows[row].group].folded;
        return folded ? tr("folded, %1").arg(m_spec.groups[m_rows[row].group].summary) : tr("unfolded");
    }
    if (bar->id != m_drag.id || m_drag.id.isEmpty()) {
        return bar->value;
    }
    QStringList parts{m_bubble.title + QStringLiteral(" ") + m_bubble.change};
    for (const GanttBubble::Row &r : m_bubble.rows) {
        parts << tr("%1: %2, change %3").arg(r.name, r.value, r.change);
    }
    return parts.join(QStringLiteral("; "));
}

void GanttView::announce(int row)
{
    announceGanttRow(*this, row);
}

void GanttView::activateRow(int row)
{
    const GanttBar *bar = barAt(row);
    if (bar) {
        Q_EMIT barActivated(bar->id);
    } else if (row >= 0 && row < m_rows.size()) {
        Q_EMIT groupToggled(m_spec.groups[m_rows[row].group].id);
    }
}

void GanttView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    paintGantt(painter, *this);
}

void GanttView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (m_fitted) {
        fit();
    } else {
        layOutScrolling();
    }
}

void GanttView::scrollContentsBy(int, int)
{
    viewport()->update();
}

} // namespace ui
