// SPDX-License-Identifier: GPL-3.0-or-later
#include "overviewpage.h"

#include "card.h"
#include "chartcard.h"
#include "emptycard.h"
#include "flowgrid.h"
#include "mapview.h"
#include "pagebody.h"
#include "plancharts.h"
#include "segmentedcontrol.h"
#include "statementstable.h"
#include "surroundings.h"
#include "theme.h"
#include "tile.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QSettings>

#include <algorithm>

namespace ui {

namespace {

constexpr int narrowPage = 1000; // below this width one chart a row
constexpr auto mapFigureKey = "overview/mapFigure"; // in the settings

TileSpec tileOf(const KeyFigure &f)
{
    TileSpec t;
    t.caption = f.caption;
    t.prefix = f.prefix;
    t.figure = f.figure;
    t.unit = f.unit;
    t.delta = f.change;
    // Money alone is neither good nor bad, so its arrow is left out.
    t.direction = f.sense == KeyFigure::Sense::Neutral ? 0 : f.direction;
    t.trend = f.sense == KeyFigure::Sense::Better ? Trend::Better : f.sense == KeyFigure::Sense::Worse ? Trend::Worse : Trend::Neutral;
    t.toolTip = f.exact;
    return t;
}

} // namespace

OverviewPage::OverviewPage(document::Workspace &workspace, const QDate &today, QWidget *parent)
    : Page(workspace, parent), m_today(today), m_body(new PageBody(tr("Overview"), this)), m_capacity(new ChartCard(this)), m_payments(new ChartCard(this)), m_map(new MapView(this)),
      m_mapFigure(new SegmentedControl(tr("Factories on the map sized by"), {tr("Money"), tr("Accelerators"), tr("Hours")}, this)),
      m_statementsCard(new Card(tr("Public statements"), this)), m_statements(new StatementsTable(this)), m_empty(new EmptyCard(tr("This plan has no factories yet"), tr("A plan begins with a factory and its first system. Charts, budget and countries follow from them."), this))
{
    build();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_body);
    setFocusProxy(m_body);
    connect(m_capacity->view(), &ChartView::seriesActivated, this, &OverviewPage::showFactory);
    connect(m_map, &MapView::factoryActivated, this, &OverviewPage::showFactory);
    connect(m_map, &MapView::countryActivated, this, [this](const QString &id) { Q_EMIT cellWanted({"country", id.toStdString(), ""}); });
    connect(m_mapFigure, &SegmentedControl::chosen, this, &OverviewPage::refreshMap);
    connect(m_statements, &StatementsTable::cellWanted, this, &OverviewPage::cellWanted);
    connect(&workspace, &document::Workspace::busyChanged, this, [this](bool busy) { m_body->setBusy(busy); });
}

void OverviewPage::build()
{
    QWidget *body = m_body->ground();
    QVBoxLayout *column = m_body->column();
    auto *tiles = new FlowGrid({8, 4, 2}, 132, 88, body);
    for (int i = 0; i < 8; ++i) {
        auto *tile = new Tile(body);
        connect(tile, &Tile::clicked, this, [this, tile] {
            const QString figure = tile->property("figure").toString();
            if (!figure.isEmpty()) {
                Q_EMIT figureWanted(figure);
            }
        });
        m_tiles << tile;
        tiles->add(tile);
    }
    column->addWidget(tiles);
    connect(m_empty, &EmptyCard::factoriesWanted, this, [this] { Q_EMIT cellWanted({"factory", "", ""}); });
    column->addWidget(m_empty);
    m_payments->setLegendVisible(true);
    QWidget *mapCard = makeMapCard(body);
    // Text stands 16 from the edge, hairlines run from edge to edge.
    m_statementsCard->layout()->setContentsMargins(0, 10, 0, 8);
    m_statementsCard->head()->setContentsMargins(16, 0, 16, 0);
    m_statementsCard->body()->addWidget(m_statements);
    m_statementsCard->setMinimumHeight(324);
    m_capacity->setMinimumHeight(262);
    m_payments->setMinimumHeight(262);
    m_panel = new PagePanel(body);
    m_grid = new QGridLayout(m_panel);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(16);
    column->addWidget(m_panel, 1);
    column->addStretch(0);
    for (QWidget *w : {static_cast<QWidget *>(m_capacity), static_cast<QWidget *>(m_payments), static_cast<QWidget *>(mapCard), static_cast<QWidget *>(m_statementsCard)}) {
        w->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
        m_grid->addWidget(w);
    }
}

QWidget *OverviewPage::makeMapCard(QWidget *body)
{
    auto *card = new QFrame(body);
    card->setObjectName(QStringLiteral("card"));
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(8);
    m_map->setMinimumHeight(290);
    layout->addWidget(m_map, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(16, 0, 16, 0);
    foot->setSpacing(8);
    foot->addWidget(captionLabel(tr("Sized by"), card));
    foot->addWidget(m_mapFigure);
    foot->addStretch(1);
    layout->addLayout(foot);
    const QSettings *settings = settingsAround(this);
    m_mapFigure->setCurrent(settings ? std::clamp(settings->value(mapFigureKey).toInt(), 0, 2) : static_cast<int>(MapFigure::Paid));
    connect(m_mapFigure, &SegmentedControl::chosen, this, [this](int figure) {
        if (QSettings *kept = settingsAround(this)) {
            kept->setValue(mapFigureKey, figure);
        }
    });
    return card;
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void OverviewPage::arrange()
{
    const int mode = width() < narrowPage ? 1 : 2;
    if (mode == m_arranged) {
        return;
    }
    m_arranged = mode;
    QWidget *mapCard = m_map->parentWidget();
    for (QWidget *w : {static_cast<QWidget *>(m_capacity), static_cast<QWidget *>(m_payments), mapCard, static_cast<QWidget *>(m_statementsCard)}) {
        m_grid->removeWidget(w);
    }
    // Twelve columns: 7 + 5 above, 4 + 8 below; or each over the whole width.
    if (mode == 2) {
        m_grid->addWidget(m_capacity, 0, 0, 1, 7);
        m_grid->addWidget(m_payments, 0, 7, 1, 5);
        m_grid->addWidget(mapCard, 1, 0, 1, 4);
        m_grid->addWidget(m_statementsCard, 1, 4, 1, 8);
    } else {
        m_grid->addWidget(m_capacity, 0, 0, 1, 12);
        m_grid->addWidget(m_payments, 1, 0, 1, 12);
        m_grid->addWidget(m_statementsCard, 2, 0, 1, 12);
        m_grid->addWidget(mapCard, 3, 0, 1, 12);
    }
    for (int c = 0; c < 12; ++c) {
        m_grid->setColumnStretch(c, 1);
    }
}

void OverviewPage::refresh()
{
    const document::Workspace &w = workspace();
    const auto plan = w.document().plan();
    const auto [shown, against, c] = compared();
    const bool empty = std::none_of(shown->factories.begin(), shown->factories.end(), [](const auto &f) { return f != nullptr; });
    m_empty->setVisible(empty);
    m_panel->setVisible(!empty || !plan->systems.empty() || !plan->statements.empty());
    m_body->setLead(sentences::overviewLead(c));
    const std::vector<KeyFigure> figures = keyFigures(c);
    for (int i = 0; i < m_tiles.size(); ++i) {
        m_tiles[i]->setSpec(tileOf(figures[static_cast<std::size_t>(i)]));
        m_tiles[i]->setObjectName(figures[static_cast<std::size_t>(i)].id);
        m_tiles[i]->setProperty("figure", figures[static_cast<std::size_t>(i)].address); // for Ctrl+E
    }
    showChart(m_capacity, capacityChart(c, colours(), m_today));
    showChart(m_payments, paymentsChart(c, w.period()));
    refreshMap();
    std::vector<engine::StatementResult> results = w.statements();
    m_statementsCard->setTitle(sentences::statementsTitle(results));
    m_statements->setResults(shown->plan, std::move(results));
}

void OverviewPage::refreshMap()
{
    m_map->setSpec(placesMap(*workspace().projection(), colours(), static_cast<MapFigure>(m_mapFigure->current()), workspace().realPrices()));
}

void OverviewPage::showFactory(const QString &id)
{
    if (workspace().projection()->plan.factories.find(id.toStdString())) {
        Q_EMIT cellWanted({"factory", id.toStdString(), ""});
    }
}

} // namespace ui
