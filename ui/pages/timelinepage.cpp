// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinepage.h"

#include "chartcard.h"
#include "datatable.h"
#include "emptycard.h"
#include "ganttlegend.h"
#include "pagebody.h"
#include "theme.h"
#include "timelinecharts.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedLayout>
#include <QToolButton>

namespace ui {

namespace {
constexpr int narrowPage = 1000; // below this width one chart a row
constexpr int chartHeight = 304;
constexpr int toolsHeight = 42; // of the line above the view, with the card's margins
} // namespace

TimelinePage::TimelinePage(document::Workspace &workspace, const QDate &today, QWidget *parent)
    : Page(workspace, parent), m_today(today), m_body(new PageBody(tr("Timeline"), this)),
      m_empty(new EmptyCard(tr("There are no systems yet"), tr("A factory and its first system begin a plan; here they stand along time, and are moved."), this)), m_card(new QFrame(this)), m_gantt(new GanttView(this)),
      m_table(new DataTable(tr("Dates of the systems"), this)), m_index(new ChartCard(this)), m_payments(new ChartCard(this))
{
    build();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_body);
    setFocusProxy(m_gantt);
    connect(m_gantt, &GanttView::dragged, this, &TimelinePage::drag);
    connect(m_gantt, &GanttView::dropped, this, &TimelinePage::drop);
    connect(m_gantt, &GanttView::dragCancelled, this, [this] { this->workspace().clearPreview(); });
    connect(m_gantt, &GanttView::groupToggled, this, &TimelinePage::toggleGroup);
    connect(m_gantt, &GanttView::barActivated, this, [this](const QString &id) { Q_EMIT cellWanted({"system", id.toStdString(), ""}); });
    connect(m_gantt, &GanttView::tableWanted, this, [this] { showTable(true); });
    connect(m_table, &DataTable::figureWanted, this, &TimelinePage::figureWanted);
    // A preview that somebody else ends (undo, another page) ends the drag.
    connect(&workspace, &document::Workspace::previewChanged, this, [this] {
        if (!m_asking && !this->workspace().isPreviewing()) {
            m_gantt->cancelDrag();
        }
    });
    connect(&workspace, &document::Workspace::busyChanged, this, [this](bool busy) { m_body->setBusy(busy); });
}

QLayout *TimelinePage::makeTools()
{
    auto *tools = new QHBoxLayout;
    tools->setSpacing(4);
    const auto button = [&](const QString &text, const QString &name, const QString &tip) {
        auto *b = new QToolButton(this);
        b->setObjectName(QStringLiteral("quiet"));
        b->setText(text);
        b->setAccessibleName(name);
        b->setToolTip(tip);
        b->setFocusPolicy(Qt::TabFocus);
        b->setMinimumSize(28, 28);
        tools->addWidget(b);
        return b;
    };
    connect(button(QStringLiteral("−"), tr("Zoom out"), tr("Zoom out (−, or Ctrl and the wheel)")), &QToolButton::clicked, m_gantt, &GanttView::zoomOut);
    connect(button(tr("Fit"), tr("Fit the horizon"), tr("Show the whole horizon (0)")), &QToolButton::clicked, m_gantt, &GanttView::fit);
    connect(button(QStringLiteral("+"), tr("Zoom in"), tr("Zoom in (+, or Ctrl and the wheel)")), &QToolButton::clicked, m_gantt, &GanttView::zoomIn);
    m_tableButton = button(tr("Table"), tr("Show the dates as a table"), tr("Show the dates as a table (T)"));
    m_tableButton->setCheckable(true);
    connect(m_tableButton, &QToolButton::clicked, this, &TimelinePage::showTable);
    return tools;
}

void TimelinePage::build()
{
    QVBoxLayout *column = m_body->column();
    connect(m_empty, &EmptyCard::factoriesWanted, this, [this] { Q_EMIT cellWanted({"factory", "", ""}); });
    column->addWidget(m_empty);
    // The view runs from edge to edge of its card.
    m_card->setObjectName(QStringLiteral("card"));
    auto *card = new QVBoxLayout(m_card);
    card->setContentsMargins(1, 6, 1, 4);
    card->setSpacing(2);
    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(16, 0, 10, 0);
    tools->addWidget(new GanttLegend(m_card), 1);
    tools->addLayout(makeTools());
    card->addLayout(tools);
    auto *holder = new QWidget(m_card);
    m_stack = new QStackedLayout(holder);
    m_stack->addWidget(m_gantt);
    m_stack->addWidget(m_table);
    card->addWidget(holder, 1);
    column->addWidget(m_card, 1);
    for (const auto key : {Qt::Key_T, Qt::Key_Escape}) {
        auto *back = new QShortcut(key, m_table);
        back->setContext(Qt::WidgetShortcut);
        connect(back, &QShortcut::activated, this, [this] { showTable(false); });
    }
    m_charts = new QGridLayout;
    m_charts->setSpacing(16);
    for (ChartCard *chart : {m_index, m_payments}) {
        chart->setFixedHeight(chartHeight);
        chart->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        m_charts->addWidget(chart);
    }
    column->addLayout(m_charts);
    column->addStretch(0);
}

void TimelinePage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void TimelinePage::arrange()
{
    const int mode = width() < narrowPage ? 1 : 2;
    if (mode == m_arranged) {
        return;
    }
    m_arranged = mode;
    m_charts->removeWidget(m_index);
    m_charts->removeWidget(m_payments);
    m_charts->addWidget(m_index, 0, 0, 1, mode == 2 ? 1 : 2);
    m_charts->addWidget(m_payments, mode == 2 ? 0 : 1, mode == 2 ? 1 : 0, 1, mode == 2 ? 1 : 2);
    m_charts->setColumnStretch(0, 1);
    m_charts->setColumnStretch(1, 1);
}

void TimelinePage::refresh()
{
    const document::Workspace &w = workspace();
    const auto [shown, against, c] = compared();
    const auto [shownAgain, reference, moved] = compared(true);
    const std::vector<engine::StatementResult> statements = w.statements();
    const TimelineInput input{w.isPreviewing() && w.scenario() == w.against() ? moved : c, *w.keptProjection(), colours(), m_today, statements, m_folded,
                              [&w](const core::Cell &cell) { return w.isOverridden(cell); }};
    m_gantt->setSpec(timelineGantt(input));
    if (m_stack->currentWidget() == m_table) {
        m_table->setSpec(timelineTable(input));
    }
    const int wanted = m_gantt->contentHeight();
    m_card->setMinimumHeight(std::min(wanted, 300) + toolsHeight);
    m_card->setMaximumHeight(m_stack->currentWidget() == m_table ? QWIDGETSIZE_MAX : wanted + toolsHeight);
    const bool moving = w.isPreviewing();
    const bool empty = shown->plan.systems.empty();
    m_empty->setVisible(empty);
    for (QWidget *card : {static_cast<QWidget *>(m_card), static_cast<QWidget *>(m_index), static_cast<QWidget *>(m_payments)}) {
        card->setVisible(!empty);
    }
    m_body->setLead(empty ? QString() : sentences::timelineLead(moved, moving));
    showChart(m_index, indexChart(moved, m_today));
    showChart(m_payments, shiftedPaymentsChart(moved, w.period() == engine::Period::Year ? engine::Period::Quarter : w.period()));
    refreshBubble();
}

void TimelinePage::refreshBubble()
{
    const GanttView::Drag &d = m_gantt->drag();
    const core::System *kept = workspace().keptProjection()->plan.systems.find(d.id.toStdString());
    if (d.id.isEmpty() || !kept) {
        return;
    }
    const auto [shown, against, c] = compared(true);
    GanttBubble b = m_refusal.isEmpty() ? shiftBubble(c) : GanttBubble{};
    const QString name = sentences::elidedName(kept->name);
    b.title = d.part == GanttView::Part::Service ? tr("%1 in service %2").arg(name, sentences::monthName(kept->inService + d.months))
                                                 : tr("%1 retires %2").arg(name, sentences::monthName(retirementOf(d.id, d.months)));
    b.change = sentences::monthsLater(d.months);
    b.refused = !m_refusal.isEmpty();
    b.foot = b.refused ? m_refusal : d.byKey ? tr("Enter keeps it. Esc puts it back.") : tr("Let go to keep it. Esc puts it back.");
    m_gantt->setBubble(b);
}

void TimelinePage::showTable(bool table)
{
    m_tableButton->setChecked(table);
    m_gantt->cancelDrag();
    m_stack->setCurrentWidget(table ? static_cast<QWidget *>(m_table) : m_gantt);
    refresh();
    (table ? static_cast<QWidget *>(m_table) : m_gantt)->setFocus();
    if (table && !m_table->currentIndex().isValid()) {
        m_table->setCurrentIndex(m_table->model()->index(0, 0));
    }
}

void TimelinePage::toggleGroup(const QString &id)
{
    m_folded.contains(id) ? static_cast<void>(m_folded.remove(id)) : static_cast<void>(m_folded.insert(id));
    refresh();
}

core::Cell TimelinePage::cellOf(const QString &id, GanttView::Part part) const
{
    return {"system", id.toStdString(), part == GanttView::Part::Service ? "in_service" : "lifetime_months"};
}

core::Value TimelinePage::movedValue(const core::Cell &cell, int months) const
{
    const core::System *s = workspace().keptProjection()->plan.systems.find(cell.row);
    if (!s) {
        return {};
    }
    return cell.field == "in_service" ? core::Value((s->inService + months).toString()) : core::Value(s->lifetimeMonths + months);
}

core::Month TimelinePage::retirementOf(const QString &id, int more) const
{
    const core::System *s = workspace().keptProjection()->plan.systems.find(id.toStdString());
    return s ? s->inService + static_cast<int>(s->lifetimeMonths) + more : core::Month();
}

void TimelinePage::drag(const QString &id, GanttView::Part part, int months)
{
    const core::Cell cell = cellOf(id, part);
    m_asking = true;
    m_refusal.clear();
    const core::Status status = workspace().preview(cell, movedValue(cell, months));
    m_asking = false;
    if (!status) {
        m_refusal = QString::fromStdString(status.error().message);
        refreshBubble();
    }
}

void TimelinePage::drop(const QString &id, GanttView::Part part, int months)
{
    const core::Cell cell = cellOf(id, part);
    const core::System *s = workspace().keptProjection()->plan.systems.find(cell.row);
    if (!s) {
        return;
    }
    const QString name = QString::fromStdString(s->name);
    const QString label = part == GanttView::Part::Service ? tr("Move %1 to %2").arg(name, sentences::monthName(s->inService + months))
                                                           : tr("Retire %1 in %2").arg(name, sentences::monthName(retirementOf(id, months)));
    m_refusal.clear();
    const core::Status status = workspace().set(cell, movedValue(cell, months), label);
    if (!status) {
        Q_EMIT messageWanted(QString::fromStdString(status.error().message));
    }
}

bool TimelinePage::showCell(const core::Cell &cell)
{
    const core::System *s = cell.entity == "system" ? workspace().keptProjection()->plan.systems.find(cell.row) : nullptr;
    if (!s || (cell.field != "in_service" && cell.field != "lifetime_months")) {
        return false;
    }
    m_folded.remove(s->factory ? QStringLiteral("factories") : QStringLiteral("fleet"));
    refresh();
    return m_gantt->setCurrentId(QString::fromStdString(s->id));
}

} // namespace ui
