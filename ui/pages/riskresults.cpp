// SPDX-License-Identifier: GPL-3.0-or-later
#include "riskresults.h"

#include "card.h"
#include "chartcard.h"
#include "datatable.h"
#include "fields.h"
#include "format.h"
#include "riskcharts.h"
#include "risktables.h"
#include "segmentedcontrol.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace ui {

using document::SimulationAnswer;
using document::WantedFigure;
using simulation::Figure;

namespace {

constexpr int narrow = 1000;
constexpr int chartHeight = 264;
constexpr int tableHeight = 330;
constexpr int cardFrame = 64; // title and margins of a card
enum Money { Committed, Paid };

// As high as its rows, up to a height from which it scrolls; the card around it holds it whole.
void fit(DataTable *table, Card *card)
{
    table->setFixedHeight(std::min(table->contentHeight(), tableHeight));
    card->setMinimumHeight(table->height() + cardFrame);
}

WantedFigure wholeOf(const engine::Calendar &calendar, Figure figure)
{
    return {figure, {}, engine::Period::Year, calendar.years()};
}

} // namespace

ChartSpec riskFan(const SimulationAnswer &a, engine::Period period, Figure figure)
{
    const simulation::Outcome *outcome = a.outcome(period);
    if (!outcome) {
        return {};
    }
    FanInput input{*outcome, figure};
    input.plan = a.certainly(period);
    input.headlineDraws = a.drawsOf({figure, {}, period, headlinePeriod(*outcome->model, figure)});
    return fanChart(input);
}

RiskResults::RiskResults(QWidget *parent)
    : QWidget(parent), m_fan(new ChartCard(this)), m_distribution(new ChartCard(this)), m_capacity(new ChartCard(this)), m_targetChart(new ChartCard(this)), m_envelopeChart(new ChartCard(this)),
      m_tornado(new ChartCard(this)), m_differenceChart(new ChartCard(this)), m_envelopes(new DataTable(tr("Envelopes at risk"), this)), m_targets(new DataTable(tr("Target dates"), this)),
      m_exact(new DataTable(tr("Quantiles by period"), this)), m_difference(new DataTable(tr("Quantiles of the difference"), this)), m_grid(new QGridLayout(this))
{
    build();
}

Card *RiskResults::tableCard(const QString &title, DataTable *table)
{
    auto *card = new Card(title, this);
    // Text stands 16 from the edge, hairlines run from edge to edge.
    card->layout()->setContentsMargins(0, 10, 0, 8);
    card->head()->setContentsMargins(16, 0, 16, 0);
    table->setDense(true);
    card->body()->addWidget(table);
    card->body()->addStretch(1);
    card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    connect(table, &DataTable::refused, this, &RiskResults::refused);
    connect(table, &DataTable::figureWanted, this, &RiskResults::figureWanted);
    return card;
}

NumberField *RiskResults::targetField(const QString &name, const QString &unit, double scale, double value)
{
    auto *field = new NumberField(unit, scale == 1 ? 2 : 0, scale, false, this);
    field->setAccessibleName(name);
    field->edit()->setAccessibleName(name);
    field->setStep(scale == 1 ? 0.1 : 5);
    field->setFixedWidth(84);
    field->setValue(value);
    const auto take = [this, field](const QVariant &v) {
        if (v.toDouble() > 0) {
            field->setProperty("target", v);
            Q_EMIT needChanged();
        }
    };
    field->setProperty("target", value);
    connect(field, &ValueField::edited, this, take);
    connect(field, &ValueField::committed, this, [field, take](const QVariant &v) {
        field->setValue(v.toDouble() > 0 ? v : field->property("target"));
        take(v);
    });
    connect(field, &ValueField::reverted, this, [field, take] { take(field->value()); });
    return field;
}

void RiskResults::build()
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(16);
    for (ChartCard *c : {m_fan, m_distribution, m_capacity, m_targetChart, m_envelopeChart, m_tornado, m_differenceChart}) {
        c->setMinimumHeight(chartHeight);
        c->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    }
    m_targetChart->setLegendVisible(true);
    m_envelopeCard = tableCard(tr("Envelopes at risk"), m_envelopes);
    m_money = new SegmentedControl(tr("Envelopes against"), {tr("Committed"), tr("Paid")}, this);
    m_money->setCurrent(Committed);
    m_envelopeCard->head()->addWidget(m_money);
    connect(m_money, &SegmentedControl::chosen, this, &RiskResults::showEnvelopes);
    m_targetCard = tableCard(tr("Target dates"), m_targets);
    m_index = targetField(tr("Target of the index"), QStringLiteral("×"), 1, 2);
    m_coverage = targetField(tr("Target of the coverage"), QStringLiteral("%"), 0.01, 1);
    for (const auto &[words, field] : {std::pair(tr("Index"), m_index), std::pair(tr("Coverage"), m_coverage)}) {
        auto *label = captionLabel(words, this);
        label->setBuddy(field);
        m_targetCard->head()->addWidget(label);
        m_targetCard->head()->addWidget(field);
    }
    m_exactCard = tableCard(tr("By period"), m_exact);
    m_differenceCard = tableCard(tr("The difference by year"), m_difference);
    connect(m_tornado->view(), &ChartView::seriesActivated, this, &RiskResults::rowWanted);
}

simulation::Target RiskResults::doubling() const
{
    return {Figure::IndexBf16, m_index->property("target").toDouble()};
}

document::SimulationNeed RiskResults::need(const engine::Calendar &calendar, engine::Period period, Figure figure) const
{
    document::SimulationNeed need;
    need.frames.push_back({engine::Period::Year, true});
    if (period != engine::Period::Year) {
        need.frames.push_back({period, true});
    }
    need.envelopes = true;
    need.targets = {doubling(), {Figure::Coverage, m_coverage->property("target").toDouble()}};
    need.tornados = {wholeOf(calendar, figure)};
    need.draws = {wholeOf(calendar, figure)};
    if (figure != Figure::PaidEur) {
        need.draws.push_back(wholeOf(calendar, Figure::PaidEur)); // for the difference in money
    }
    return need;
}

void RiskResults::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void RiskResults::arrange()
{
    const int mode = width() < narrow ? 1 : 2;
    if (mode == m_arranged) {
        return;
    }
    m_arranged = mode;
    const std::pair<QWidget *, bool> cards[] = {{m_fan, false},           {m_distribution, false}, {m_capacity, false},        {m_targetChart, false},
                                                {m_envelopeChart, false}, {m_envelopeCard, false}, {m_tornado, false},         {m_targetCard, false},
                                                {m_differenceChart, false}, {m_differenceCard, false}, {m_exactCard, true}};
    for (const auto &[card, wide] : cards) {
        m_grid->removeWidget(card);
    }
    int row = 0;
    int col = 0;
    for (const auto &[card, wide] : cards) {
        m_grid->addWidget(card, row, col, 1, wide || mode == 1 ? 2 : 1);
        const bool ended = wide || mode == 1 || col == 1;
        row += ended ? 1 : 0;
        col = ended ? 0 : 1;
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
}

void RiskResults::showAnswer(const std::shared_ptr<const SimulationAnswer> &answer, engine::Period period, Figure figure, const QString &againstName)
{
    m_answer = answer;
    const SimulationAnswer &a = *answer;
    const simulation::Outcome *years = a.outcome(engine::Period::Year);
    if (!years) {
        return;
    }
    const WantedFigure whole = wholeOf(years->model->periods.calendar(), figure);
    m_fan->setSpec(riskFan(a, period, figure));
    m_capacity->setSpec(riskFan(a, period, Figure::Bf16Pflops));
    DistributionInput distribution{*years->model, figure, {}, whole.lane, a.drawsOf(whole), a.seed, a.certainly(engine::Period::Year), {}};
    m_distribution->setSpec(distribution.ascending.empty() ? ChartSpec() : distributionChart(distribution));
    m_targetChart->setSpec(a.months ? targetChart(*a.months, a.targets, a.draws, a.seed) : ChartSpec());
    const simulation::Tornado *tornado = a.tornado(whole);
    m_tornado->setSpec(tornado ? tornadoChart(*years->model, *tornado, figure, {}, whole.lane) : ChartSpec());
    showEnvelopes();
    m_targets->setSpec(targetTable(a));
    fit(m_targets, m_targetCard);
    const simulation::Outcome *exact = a.outcome(period) ? a.outcome(period) : years;
    m_exact->setSpec(quantileTable(*exact, figure));
    fit(m_exact, m_exactCard);
    m_exactCard->setSubtitle(riskFigure(figure).measure);
    showDifference(a, whole, againstName);
}

void RiskResults::showEnvelopes()
{
    if (!m_answer || m_answer->outcomes.empty()) {
        return;
    }
    const bool paid = m_money->current() == Paid;
    const engine::Money money = paid ? engine::Money::Paid : engine::Money::Committed;
    const auto &risks = paid ? m_answer->paid : m_answer->committed;
    m_envelopeChart->setSpec(envelopeGrid(*m_answer->outcome(engine::Period::Year)->model, risks, money, m_answer->draws, m_answer->seed));
    m_envelopes->setSpec(envelopeRiskTable(*m_answer, money));
    fit(m_envelopes, m_envelopeCard);
}

void RiskResults::showDifference(const SimulationAnswer &a, const WantedFigure &whole, const QString &againstName)
{
    const std::span<const double> draws = a.differenceOf(whole);
    m_differenceChart->setVisible(!draws.empty());
    m_differenceCard->setVisible(a.comparison.has_value());
    if (!a.comparison || draws.empty()) {
        return;
    }
    const simulation::Outcome &years = *a.outcome(engine::Period::Year);
    ChartSpec spec = distributionChart({*years.model, whole.figure, {}, whole.lane, draws, a.seed, nullptr, {{0, tr("alike"), -1, true}}});
    const RiskFigure f = riskFigure(whole.figure);
    const QString cheaper = format::percent(a.comparison->probabilityCheaper, 0);
    const double probability = a.comparison->probabilityCheaper;
    const QString less = probability == 1 ? tr("Every draw pays less than %1").arg(againstName) : probability == 0 ? tr("No draw pays less than %1").arg(againstName)
                                                                                                                   : tr("In %1 of the draws less is paid than in %2").arg(cheaper, againstName);
    spec.title = whole.figure == Figure::PaidEur ? less
                                                 : tr("The difference from %1 lies between %2 and %3").arg(againstName, sentences::riskValue(whole.figure, simulation::quantileOf(draws, 0.05)),
                                                                                                         sentences::riskValue(whole.figure, simulation::quantileOf(draws, 0.95)));
    spec.subtitle = tr("%1 less that of %2, %3, draw by draw").arg(f.measure, againstName, f.longUnit);
    m_differenceChart->setSpec(spec);
    m_difference->setSpec(differenceQuantiles(a, whole.figure));
    fit(m_difference, m_differenceCard);
    m_differenceCard->setSubtitle(f.measure);
}

} // namespace ui
