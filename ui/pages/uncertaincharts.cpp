// SPDX-License-Identifier: GPL-3.0-or-later
#include "uncertaincharts.h"

#include "bandcharts.h"
#include "chartcard.h"
#include "workspace.h"

#include <QEvent>

#include <algorithm>

namespace ui {

using document::ShownAs;

UncertainCharts::UncertainCharts(document::Workspace &workspace, QWidget *page) : QObject(page), m_workspace(workspace), m_page(page)
{
    page->installEventFilter(this);
    document::SimulationRunner &simulation = workspace.simulation();
    connect(&simulation, &document::SimulationRunner::answered, this, &UncertainCharts::answered);
    connect(&simulation, &document::SimulationRunner::shownAsChanged, this, [this] {
        ask();
        showAll();
    });
    // Draws of another scenario are of no use.
    connect(&workspace, &document::Workspace::viewChanged, this, [this, scenario = workspace.scenario()]() mutable {
        if (std::exchange(scenario, m_workspace.scenario()) != m_workspace.scenario()) {
            m_answer.reset();
            showAll();
        }
    });
}

UncertainCharts::Shown &UncertainCharts::shownIn(ChartCard *card)
{
    const auto known = std::find_if(m_shown.begin(), m_shown.end(), [&](const Shown &s) { return s.card == card; });
    if (known != m_shown.end()) {
        return *known;
    }
    connect(card, &ChartCard::shownAsWanted, this, [this](int shownAs) { m_workspace.simulation().setShownAs(static_cast<ShownAs>(shownAs)); });
    connect(card, &ChartCard::periodWanted, this, [this, card](int period) { choosePeriod(card, period); });
    m_shown.push_back({card, {}, -1});
    return m_shown.back();
}

void UncertainCharts::show(ChartCard *card, const ChartSpec &numbers)
{
    Shown &shown = shownIn(card);
    if (distributionPeriods(shown.numbers) != distributionPeriods(numbers)) {
        shown.period = -1;
    }
    shown.numbers = numbers;
    ask();
    paint(shown);
}

bool UncertainCharts::canBeShown() const
{
    return m_workspace.simulation().shownAs() != ShownAs::Number && m_workspace.projection()->plan.uncertainties.size() > 0;
}

void UncertainCharts::ask()
{
    document::SimulationNeed need;
    for (const Shown &s : std::as_const(m_shown)) {
        if (!canBeShown() || !m_page->isVisible() || !s.card) {
            continue;
        }
        need.add(bandNeed(s.numbers));
        if (m_workspace.simulation().shownAs() == ShownAs::Distribution) {
            const int period = s.period < 0 ? usualDistributionPeriod(s.numbers) : s.period;
            if (const auto figure = distributionFigure(s.numbers, m_workspace.projection()->plan, period)) {
                need.draws.push_back(*figure);
            }
        }
    }
    m_workspace.simulation().want(this, need);
}

void UncertainCharts::answered()
{
    m_answer = m_workspace.simulation().answer();
    if (canBeShown() && m_page->isVisible()) {
        showAll();
    }
}

void UncertainCharts::showAll()
{
    for (Shown &s : m_shown) {
        if (s.card) {
            paint(s);
        }
    }
}

QString UncertainCharts::reason(const ChartSpec &numbers) const
{
    if (m_workspace.projection()->plan.uncertainties.size() == 0) {
        return tr("This plan has no uncertainties yet: say on the page Risk what may come out otherwise.");
    }
    if (!isSimulated(numbers)) {
        return numbers.note.isEmpty() ? tr("The simulation has no figure for this chart, so it shows the plan’s numbers.") : numbers.note;
    }
    return m_answer && !m_answer->error.isEmpty() ? m_answer->error : QString();
}

bool UncertainCharts::isAnswered(const document::WantedFigure &figure) const
{
    return m_answer && std::find(m_answer->need.draws.begin(), m_answer->need.draws.end(), figure) != m_answer->need.draws.end();
}

void UncertainCharts::paint(Shown &s)
{
    const ShownAs as = m_workspace.simulation().shownAs();
    const QString why = reason(s.numbers);
    ChartSwitch control;
    control.shownAs = static_cast<int>(as);
    control.reason = why;
    ChartSpec spec = s.numbers;
    if (why.isEmpty() && as == ShownAs::Band && m_answer) {
        spec = withBands(s.numbers, *m_answer);
    } else if (why.isEmpty() && as == ShownAs::Distribution) {
        const int period = s.period < 0 ? usualDistributionPeriod(s.numbers) : s.period;
        const auto figure = distributionFigure(s.numbers, m_workspace.projection()->plan, period);
        control.periods = distributionPeriods(s.numbers);
        control.period = period;
        if (figure && m_answer && !m_answer->drawsOf(*figure).empty()) {
            spec = distributionOf(*m_answer, *figure);
        } else if (figure && s.card->view()->spec().kind == ChartSpec::Kind::Distribution && !isAnswered(*figure)) {
            spec = s.card->view()->spec(); // that of another period stands until this one is there
        }
    }
    s.card->setSwitch(control);
    s.card->setSpec(spec);
}

void UncertainCharts::choosePeriod(ChartCard *card, int period)
{
    Shown &s = shownIn(card);
    s.period = period;
    ask();
    paint(s);
}

bool UncertainCharts::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_page && event->type() == QEvent::Hide) {
        m_workspace.simulation().want(this, {});
    } else if (watched == m_page && event->type() == QEvent::Show) {
        ask();
        showAll();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace ui
