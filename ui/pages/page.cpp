// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.h"

#include "surroundings.h"
#include "theme.h"
#include "uncertaincharts.h"

namespace ui {

Page::Page(document::Workspace &workspace, QWidget *parent) : QWidget(parent), m_workspace(workspace)
{
    setObjectName(QStringLiteral("page"));
    setWorkspaceAround(this, &workspace); // tables on the page edit in it
    connect(&workspace, &document::Workspace::projectionChanged, this, &Page::changed);
    connect(&workspace, &document::Workspace::viewChanged, this, &Page::changed);
    connect(&theme(), &Theme::changed, this, &Page::changed);
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_stale, false)) {
        refresh();
    }
}

Compared Page::compared(bool keptWhilePreviewing) const
{
    const document::Workspace &w = m_workspace;
    const bool kept = w.isPreviewing() && (keptWhilePreviewing || w.scenario() == w.against());
    const document::ProjectionPtr shown = w.projection();
    const document::ProjectionPtr against = kept ? w.keptProjection() : w.againstProjection();
    const QString name = kept ? tr("the plan as kept") : Comparison::nameInSentence(*w.document().plan(), w.against());
    const bool same = w.scenario() == w.against() && !w.isPreviewing();
    return {shown, against, {*shown, *against, name, same, w.realPrices(), kept ? tr("As kept") : w.scenarioName(w.against()), kept ? std::nullopt : std::optional(w.against())}};
}

const SeriesColours &Page::colours()
{
    const document::PlanDocument &document = m_workspace.document();
    const auto plan = document.plan();
    // In a large plan colours repeat anyway; they are dealt anew only when factories come or go.
    const bool large = plan->factories.size() > 150;
    if (document.revision() != m_coloursOfRevision && !(large && m_coloursOfFactories == plan->factories.size())) {
        m_colours = SeriesColours(*plan);
        m_coloursOfFactories = plan->factories.size();
    }
    m_coloursOfRevision = document.revision();
    return m_colours;
}

void Page::showChart(ChartCard *card, const ChartSpec &numbers)
{
    if (!m_charts) {
        m_charts = new UncertainCharts(m_workspace, this);
    }
    m_charts->show(card, numbers);
}

void Page::changed()
{
    m_stale = !isVisible();
    if (!m_stale) {
        refresh();
    }
}

} // namespace ui
