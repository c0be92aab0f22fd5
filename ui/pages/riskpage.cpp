// SPDX-License-Identifier: GPL-3.0-or-later
#include "riskpage.h"

#include "card.h"
#include "chartcard.h"
#include "elidingcombo.h"
#include "flowgrid.h"
#include "pagebody.h"
#include "riskresults.h"
#include "risktables.h"
#include "riskwords.h"
#include "segmentedcontrol.h"
#include "simulationrunner.h"
#include "simulationstrip.h"
#include "tile.h"
#include "uncertaintyeditor.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace ui {

using document::SimulationAnswer;
using document::SimulationRunner;
using simulation::Figure;

namespace {

constexpr int tileCount = 6;
constexpr Figure figures[] = {Figure::PaidEur, Figure::CommittedEur, Figure::Bf16Pflops, Figure::IndexBf16, Figure::DeliveredHours, Figure::ReferenceHours, Figure::Coverage, Figure::EnergyMwh};

TileSpec tileOf(const KeyFigure &f)
{
    TileSpec t;
    t.caption = f.caption;
    t.prefix = f.prefix;
    t.figure = f.figure;
    t.unit = f.unit;
    t.delta = f.change;
    t.toolTip = f.exact;
    return t;
}

} // namespace

RiskPage::RiskPage(document::Workspace &workspace, QWidget *parent)
    : Page(workspace, parent), m_body(new PageBody(tr("Risk"), this)), m_figure(new ElidingCombo(this)), m_view(new SegmentedControl(tr("Show"), {tr("Findings"), tr("Uncertainties")}, this)),
      m_strip(new SimulationStrip(workspace, this)), m_empty(new Card(tr("Nothing in this plan is uncertain yet"), this)), m_error(new Card(tr("The simulation cannot follow a row"), this)),
      m_results(new RiskResults(this)), m_editor(new UncertaintyEditor(workspace, this)), m_fan(new ChartCard(this))
{
    build();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_body);
    setFocusProxy(m_body);
    connect(m_view, &SegmentedControl::chosen, this, &RiskPage::showView);
    connect(m_figure, &QComboBox::activated, this, &RiskPage::refresh);
    connect(m_results, &RiskResults::needChanged, this, &RiskPage::want);
    connect(m_results, &RiskResults::rowWanted, this, [this](const QString &id) { showCell({"uncertainty", id.toStdString(), "low"}); });
    connect(m_results, &RiskResults::refused, this, &RiskPage::messageWanted);
    connect(m_results, &RiskResults::figureWanted, this, &RiskPage::figureWanted);
    connect(m_editor, &UncertaintyEditor::refused, this, &RiskPage::messageWanted);
    connect(m_editor, &UncertaintyEditor::noted, this, &RiskPage::noteWanted);
    connect(m_editor, &UncertaintyEditor::proposalsChanged, this, &RiskPage::refreshEmpty);
    connect(m_strip, &SimulationStrip::refused, this, &RiskPage::messageWanted);
    connect(&workspace.simulation(), &SimulationRunner::answered, this, &RiskPage::showAnswer);
    connect(&workspace, &document::Workspace::busyChanged, this, [this](bool busy) { m_body->setBusy(busy); });
}

void RiskPage::build()
{
    buildHead();
    QWidget *ground = m_body->ground();
    QVBoxLayout *column = m_body->column();
    auto *tiles = new FlowGrid({6, 3, 2}, 150, 88, ground);
    for (int i = 0; i < tileCount; ++i) {
        m_tiles << new Tile(ground);
        tiles->add(m_tiles.last());
    }
    // What stands behind each: envelopes and targets below, the figure's fan, the comparison at the top of the window.
    for (Tile *t : m_tiles) {
        connect(t, &Tile::clicked, this, [this, t] {
            if (t->property("id").toString() == QLatin1String("range")) {
                m_figure->setCurrentIndex(0);
            }
            showView(Results);
        });
    }
    m_tileRow = tiles;
    column->addWidget(m_error);
    column->addWidget(m_empty);
    column->addWidget(m_tileRow);
    column->addWidget(m_strip);
    column->addWidget(m_results, 1);
    column->addWidget(m_editor, 1);
    column->addStretch(0);
    buildEmpty();
    m_errorWords = new QLabel(m_error);
    m_errorWords->setWordWrap(true);
    m_errorWords->setObjectName(QStringLiteral("simulationError"));
    auto *mend = new QPushButton(tr("Show the row"), m_error);
    m_error->body()->addWidget(m_errorWords);
    m_error->body()->addWidget(mend, 0, Qt::AlignLeft);
    m_error->hide();
    for (Card *card : {m_empty, m_error}) {
        card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    }
    connect(mend, &QPushButton::clicked, this, [this] {
        const auto cell = core::parseCell(m_errorWords->text().section(QStringLiteral(": "), 0, 0).toStdString());
        if (cell) {
            showCell(*cell);
        }
    });
    m_fan->setFixedHeight(290);
    m_fan->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_editor->setBeside(m_fan);
    m_view->setCurrent(Results);
    m_editor->hide();
}

void RiskPage::buildHead()
{
    for (const Figure f : figures) {
        const RiskFigure words = riskFigure(f);
        m_figure->addItem(words.measure + QStringLiteral(", ") + words.unit, static_cast<int>(f));
    }
    m_figure->setAccessibleName(tr("Figure that fan, distribution and tornado are of"));
    m_figure->setToolTip(m_figure->accessibleName());
    m_figure->setFixedWidth(160);
    m_body->head()->addWidget(m_figure);
    m_body->head()->addWidget(m_view);
}

void RiskPage::buildEmpty()
{
    m_emptyWords = new QLabel(m_empty);
    m_emptyWords->setWordWrap(true);
    m_empty->body()->addWidget(m_emptyWords);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_takeAll = new QPushButton(m_empty);
    m_takeAll->setObjectName(QStringLiteral("primary"));
    auto *add = new QPushButton(tr("Add an uncertainty"), m_empty);
    line->addWidget(m_takeAll);
    line->addWidget(add);
    line->addStretch(1);
    m_empty->body()->addLayout(line);
    connect(m_takeAll, &QPushButton::clicked, this, [this] {
        showView(Uncertainties);
        m_editor->takeAll();
    });
    connect(add, &QPushButton::clicked, this, [this] {
        showView(Uncertainties);
        m_editor->add();
    });
}

Figure RiskPage::figure() const
{
    return static_cast<Figure>(m_figure->currentData().toInt());
}

QString RiskPage::againstName() const
{
    return workspace().scenarioName(workspace().against());
}

void RiskPage::showView(int view)
{
    m_view->setCurrent(view);
    m_results->setVisible(view == Results);
    m_editor->setVisible(view == Uncertainties);
    refresh();
}

// While the rows are edited the fan and the tiles follow; the rest is drawn when it is looked at again.
void RiskPage::want()
{
    if (!isVisible()) {
        return;
    }
    document::SimulationNeed need = m_results->need(workspace().projection()->calendar, workspace().period(), figure());
    if (m_view->current() == Uncertainties) {
        need.tornados.clear();
        need.draws.clear();
    }
    need.comparison = workspace().scenario() != workspace().against();
    workspace().simulation().want(this, need);
}

void RiskPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    want();
    showAnswer();
}

void RiskPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    workspace().simulation().want(this, {});
}

void RiskPage::refresh()
{
    want();
    m_strip->refresh();
    if (m_view->current() == Uncertainties || workspace().projection()->plan.uncertainties.size() == 0) {
        m_editor->refresh();
    }
    refreshEmpty();
    const auto answer = workspace().simulation().answer();
    if (!answer || answer->shown == workspace().projection()) { // else a new one follows at once
        showAnswer();
    }
}

void RiskPage::refreshEmpty()
{
    const bool none = workspace().projection()->plan.uncertainties.size() == 0;
    const int proposals = m_editor->proposals();
    m_empty->setVisible(none);
    m_tileRow->setVisible(!none);
    m_strip->setVisible(!none);
    m_results->setVisible(!none && m_view->current() == Results);
    m_takeAll->setVisible(none && proposals > 0);
    m_takeAll->setText(tr("Take all %1 proposed spreads").arg(proposals));
    m_emptyWords->setText(proposals > 0 ? tr("Say how far the plan's figures may be off, and every page shows how sure its figures are. What rests on assumptions or on sources that disagree has a proposal.")
                                        : tr("Say how far the plan's figures may be off, and every page shows how sure its figures are."));
    if (none) {
        m_body->setLead({});
    }
}

void RiskPage::showError(const QString &reason)
{
    m_error->setVisible(!reason.isEmpty());
    m_errorWords->setText(reason);
    for (QWidget *w : {static_cast<QWidget *>(m_results), static_cast<QWidget *>(m_tileRow), static_cast<QWidget *>(m_fan)}) {
        w->setEnabled(reason.isEmpty()); // of a moment ago
    }
}

void RiskPage::showAnswer()
{
    const auto answer = workspace().simulation().answer();
    if (!isVisible() || !answer || workspace().projection()->plan.uncertainties.size() == 0) {
        m_error->hide();
        return;
    }
    showError(answer->error);
    if (!answer->error.isEmpty()) {
        m_body->setLead({});
        return;
    }
    if (!answer->outcome(engine::Period::Year)) {
        return; // an answer to somebody else; ours follows
    }
    m_body->setLead(sentences::riskLead(*answer, m_results->doubling()));
    const std::vector<KeyFigure> tiles = riskKeyFigures(*answer, m_results->doubling(), againstName());
    for (int i = 0; i < m_tiles.size(); ++i) {
        m_tiles[i]->setSpec(tileOf(tiles[static_cast<std::size_t>(i)]));
        m_tiles[i]->setProperty("id", tiles[static_cast<std::size_t>(i)].id);
    }
    m_tileRow->setCellShown(m_tiles.last(), workspace().scenario() != workspace().against());
    if (m_view->current() == Results) {
        m_results->showAnswer(answer, workspace().period(), figure(), againstName());
    } else {
        m_fan->setSpec(riskFan(*answer, workspace().period(), figure()));
    }
}

bool RiskPage::showCell(const core::Cell &cell)
{
    if (cell.entity == "plan" && (cell.field == "simulation_seed" || cell.field == "simulation_draws")) {
        refresh();
        return m_strip->focusField(cell.field);
    }
    if (cell.entity != "uncertainty" || !workspace().projection()->plan.uncertainties.find(cell.row)) {
        return false;
    }
    showView(Uncertainties);
    return m_editor->showCell(cell);
}

} // namespace ui
