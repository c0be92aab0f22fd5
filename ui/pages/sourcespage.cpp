// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourcespage.h"

#include "card.h"
#include "celltext.h"
#include "citationscard.h"
#include "datatable.h"
#include "entitytable.h"
#include "flowgrid.h"
#include "format.h"
#include "pagebody.h"
#include "segmentedcontrol.h"
#include "sourcescard.h"
#include "theme.h"
#include "tile.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QResizeEvent>
#include <QTimer>

namespace ui {

namespace {

constexpr int narrowPage = 1000; // below this width one block a row
constexpr std::size_t manyFigures = 800; // more than these take longer than a frame

enum FigureColumn { NameColumn, ValueColumn, UnitColumn, EvidenceColumn, MoneyColumn, SourceColumn };

items::TableCell moneyCell(engine::Cents paid)
{
    items::TableCell money{paid == 0 ? QStringLiteral("–") : format::eurMillions(static_cast<double>(paid) / 100)};
    money.sort = static_cast<double>(paid);
    money.toolTip = format::exactEur(paid);
    return money;
}

} // namespace

SourcesPage::SourcesPage(document::Workspace &workspace, QWidget *parent)
    : Page(workspace, parent), m_body(new PageBody(tr("Sources"), this)), m_panel(new PagePanel(this)), m_grid(new QGridLayout(m_panel)),
      m_filter(new SegmentedControl(tr("Which figures"), {tr("All"), tr("Assumptions"), tr("Disputed"), tr("Derived"), tr("Stated")}, this)), m_figuresCard(new Card({}, this)),
      m_figures(new DataTable(tr("Figures and what they rest on"), this)), m_citations(new CitationsCard(workspace, this)), m_sources(new SourcesCard(workspace, this)), m_later(new QTimer(this))
{
    m_later->setSingleShot(true);
    m_later->setInterval(150);
    connect(m_later, &QTimer::timeout, this, &SourcesPage::refreshNow);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_body);
    auto *tiles = new FlowGrid({4, 2}, 132, 88, m_body->ground());
    for (int i = 0; i < 4; ++i) {
        auto *tile = new Tile(m_body->ground());
        m_tiles << tile;
        tiles->add(tile);
        // Each tile leads to the figures that it counts.
        connect(tile, &Tile::clicked, this, [this, i] { showOnly(i == 3 ? Disputed : Assumptions); });
    }
    m_body->column()->addWidget(tiles);
    buildFigures();
    connect(m_citations, &CitationsCard::cellWanted, this, &SourcesPage::cellWanted);
    connect(m_citations, &CitationsCard::messageWanted, this, &SourcesPage::messageWanted);
    connect(m_sources, &SourcesCard::messageWanted, this, &SourcesPage::messageWanted);
    for (Card *card : std::initializer_list<Card *>{m_figuresCard, m_citations, m_sources}) {
        card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding); // eight columns and four, whatever stands in them
    }
    m_filter->setCurrent(All);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(16);
    m_body->column()->addWidget(m_panel, 1);
    setFocusProxy(m_figures);
}

void SourcesPage::buildFigures()
{
    m_figuresCard->layout()->setContentsMargins(0, 10, 0, 4); // hairlines run from edge to edge
    m_figuresCard->head()->setContentsMargins(16, 0, 16, 0);
    auto *choice = new QHBoxLayout;
    choice->setContentsMargins(16, 0, 16, 4);
    choice->addWidget(m_filter);
    choice->addStretch(1);
    m_figuresCard->body()->addLayout(choice);
    m_figuresCard->body()->addWidget(m_figures);
    m_figuresCard->setMinimumHeight(300);
    m_figures->setObjectName(QStringLiteral("sources-figures"));
    connect(m_filter, &SegmentedControl::chosen, this, &SourcesPage::refreshFigures);
    connect(m_figures, &DataTable::currentRowChanged, this, &SourcesPage::refreshDetail);
    connect(m_figures, &DataTable::linkActivated, this, [this] {
        if (const auto *figure = chosen()) {
            Q_EMIT cellWanted(figure->cell);
        }
    });
    connect(m_figures, &DataTable::rowActivated, this, [this] { m_citations->focusTable(); });
}

void SourcesPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void SourcesPage::arrange()
{
    const int mode = width() < narrowPage ? 1 : 2;
    if (mode == m_arranged) {
        return;
    }
    m_arranged = mode;
    for (Card *card : std::initializer_list<Card *>{m_figuresCard, m_citations, m_sources}) {
        m_grid->removeWidget(card);
    }
    if (mode == 2) {
        m_grid->addWidget(m_figuresCard, 0, 0, 2, 8);
        m_grid->addWidget(m_citations, 0, 8, 1, 4);
        m_grid->addWidget(m_sources, 1, 8, 1, 4);
    } else {
        m_grid->addWidget(m_figuresCard, 0, 0, 1, 12);
        m_grid->addWidget(m_citations, 1, 0, 1, 12);
        m_grid->addWidget(m_sources, 2, 0, 1, 12);
    }
    for (int c = 0; c < 12; ++c) {
        m_grid->setColumnStretch(c, 1);
    }
    // One below the other each keeps its height, and the page scrolls.
    const int heights[] = {mode == 2 ? 300 : 420, mode == 2 ? 240 : 320, mode == 2 ? 0 : 300};
    int least = mode == 2 ? 16 : 32;
    for (int r = 0; r < 3; ++r) {
        m_grid->setRowMinimumHeight(r, heights[r]);
        least += heights[r];
    }
    m_panel->setMinimumHeight(least);
}

void SourcesPage::refresh()
{
    const bool later = workspace().isPreviewing() && m_resting.size() > manyFigures;
    for (Tile *tile : std::as_const(m_tiles)) {
        tile->setEnabled(!later); // greyed, not blanked; the table may hold the editor in which somebody types
    }
    if (later) {
        m_later->start();
    } else {
        m_later->stop();
        refreshNow();
    }
}

void SourcesPage::refreshNow()
{
    for (Tile *tile : std::as_const(m_tiles)) {
        tile->setEnabled(true);
    }
    const bool dark = theme().palette().dark;
    if (m_projection != workspace().keptProjection() || m_dark != dark) {
        m_projection = workspace().keptProjection();
        m_dark = dark;
        m_resting = engine::restingFigures(*m_projection);
        refreshFigures();
        refreshDetail();
    } else {
        showFigures();
    }
    refreshTiles();
    // A preview changes no source.
    if (m_sourcesOfRevision != workspace().document().revision()) {
        m_sourcesOfRevision = workspace().document().revision();
        m_sources->refresh();
    }
    m_citations->allowAttaching(!workspace().document().isReadOnly());
    m_sources->allowChanges(!workspace().document().isReadOnly());
}

void SourcesPage::refreshTiles()
{
    const engine::Projection &shown = *workspace().projection();
    const engine::EvidenceSums sums = engine::evidenceSums(shown);
    const engine::CapacityEvidence capacity = engine::capacityEvidence(shown);
    const engine::Cents all = sums.paid[0] + sums.paid[1] + sums.paid[2];
    const double money = all > 0 ? static_cast<double>(sums.paid[2]) / static_cast<double>(all) : 0;
    const auto count = [&](const auto &which) { return static_cast<int>(std::count_if(m_resting.begin(), m_resting.end(), which)); };
    const int assumed = count([](const auto &f) { return f.evidence == engine::Evidence::Assumption && f.paidCents != 0; });
    const int uncited = count([](const auto &f) { return !f.cited && f.paidCents != 0; });
    const int disputed = count([](const auto &f) { return f.disputed; });
    const double euro = static_cast<double>(sums.paid[2]) / 100;
    TileSpec specs[4];
    specs[0].caption = tr("Money on assumptions");
    specs[0].figure = format::percentFigure(money, 0);
    specs[0].unit = QStringLiteral("%");
    specs[0].delta = tr("%1 of %2").arg(format::eur(euro), format::eur(static_cast<double>(all) / 100));
    specs[0].toolTip = tr("Paid over the horizon by flows whose weakest input is an assumption. %1 rest on derived figures, %2 on stated ones.")
                           .arg(format::eur(static_cast<double>(sums.paid[1]) / 100), format::eur(static_cast<double>(sums.paid[0]) / 100));
    specs[1].caption = tr("Capacity on assumptions");
    specs[1].figure = format::percentFigure(capacity.assumedShare(), 0);
    specs[1].unit = QStringLiteral("%");
    specs[1].delta = capacity.total() <= 0 ? tr("no capacity yet") : tr("%1 of %2 PFLOPS BF16").arg(format::number(capacity.bf16Pflops[2], 0), format::number(capacity.total(), 0));
    specs[1].toolTip = tr("BF16 dense peak of the factories’ systems whose accelerators, catalogue peak or month in service is an assumption");
    specs[2].caption = tr("Assumptions that carry money");
    specs[2].figure = format::number(assumed, 0);
    specs[2].delta = assumed == 0 ? tr("no money rests on one") : uncited == 0 ? tr("all are marked as such") : tr("%1 without any source").arg(uncited);
    specs[2].toolTip = tr("Figures on which money hangs and for which nobody outside the planning is cited");
    specs[3].caption = tr("Sources disagree");
    specs[3].figure = format::number(disputed, 0);
    specs[3].unit = disputed == 1 ? tr("figure") : tr("figures");
    specs[3].delta = tr("shown side by side");
    specs[3].toolTip = tr("Figures for which those who are cited say different values");
    for (int i = 0; i < 4; ++i) {
        m_tiles[i]->setSpec(specs[i]);
    }
    m_body->setLead(all == 0 ? tr("No money flows in this plan yet") : tr("%1 of the money and %2 of the capacity rest on assumptions").arg(format::percent(money, 0), format::percent(capacity.assumedShare(), 0)));
}

bool SourcesPage::isShown(const engine::RestingFigure &f) const
{
    switch (m_filter->current()) {
    case Assumptions:
        return f.evidence == engine::Evidence::Assumption;
    case Disputed:
        return f.disputed;
    case Derived:
        return f.evidence == engine::Evidence::Derived;
    case Stated:
        return f.evidence == engine::Evidence::Stated;
    default:
        return true;
    }
}

void SourcesPage::showOnly(int shown)
{
    m_filter->setCurrent(shown);
    refreshFigures();
    m_figures->setFocus();
}

QString SourcesPage::heading() const
{
    const auto first = std::find_if(m_resting.begin(), m_resting.end(), [this](const auto &f) { return isShown(f); });
    if (first == m_resting.end()) {
        return m_filter->current() == Disputed ? tr("No sources disagree") : tr("No such figures");
    }
    const core::Plan &plan = m_projection->plan;
    const QString money = format::eur(static_cast<double>(first->paidCents) / 100);
    switch (m_filter->current()) {
    case Assumptions:
        return first->paidCents > 0 ? tr("%1 hang on one assumption: %2").arg(money, items::cellName(plan, first->cell)) : tr("Assumptions");
    case Disputed:
        return tr("Figures on which sources disagree");
    default:
        return first->paidCents > 0 ? tr("%1 hang on one figure: %2").arg(money, items::cellName(plan, first->cell)) : tr("Figures and their sources");
    }
}

void SourcesPage::refreshFigures()
{
    if (!m_projection) {
        return;
    }
    const core::Plan &plan = m_projection->plan;
    items::TableSpec spec;
    spec.columns = {{QStringLiteral("figure"), tr("Figure"), {}, false, 0},
                    {QStringLiteral("value"), tr("Value"), {}, true, 124},
                    {QStringLiteral("unit"), tr("Unit"), {}, false, 60},
                    {QStringLiteral("evidence"), tr("It is"), {}, false, 92},
                    {QStringLiteral("money"), tr("Money (€ m)"), tr("All that is paid over the horizon by flows that rest on this figure. Such sums overlap and are never added up."), true, 88},
                    {QStringLiteral("source"), tr("Source"), {}, false, 156}};
    spec.whyNot = tr("Who is cited for the figure is edited beside the table.");
    static const char *const words[] = {"Stated", "Derived", "Assumption"};
    for (const engine::RestingFigure &f : m_resting) {
        const core::EntityInfo *info = core::entity(f.cell.entity);
        const core::FieldInfo *field = info ? info->field(f.cell.field) : nullptr;
        if (!isShown(f) || !field || info->indexOf(plan, f.cell.row) < 0) {
            continue;
        }
        items::TableRow row{QString::fromStdString(f.cell.toString()), {}};
        items::TableCell name{items::cellName(plan, f.cell)};
        name.toolTip = name.text;
        row.cells << name;
        row.cells << (field->key ? items::TableCell{QString::fromStdString(f.cell.row)} : items::planCell(workspace(), f.cell));
        row.cells << items::TableCell{items::fieldUnit(*field)};
        items::TableCell evidence{f.cited ? tr(words[static_cast<std::size_t>(f.evidence)]) : tr("No source")};
        evidence.sort = static_cast<int>(f.evidence) + (f.cited ? 0 : 1);
        evidence.tone = f.evidence == engine::Evidence::Assumption ? theme().palette().attention : QColor();
        row.cells << evidence;
        row.cells << moneyCell(f.paidCents);
        const core::Citation *first = f.citations.empty() ? nullptr : &plan.citations[f.citations.front()];
        items::TableCell source{!first ? QString() : f.disputed ? tr("%1 disagree").arg(format::countWord(static_cast<int>(f.citations.size()))) : sourceName(plan, first->source)};
        source.toolTip = workspace().sourceSentence(f.cell);
        source.tone = f.disputed ? theme().palette().worse : QColor();
        row.cells << source;
        spec.rows << row;
    }
    m_figuresCard->setTitle(heading());
    m_spec = spec;
    showFigures();
    if (m_figures->currentRowId().isEmpty() && !spec.rows.isEmpty()) {
        m_figures->setCurrentIndex(m_figures->tableModel()->index(0, 0));
    }
}

void SourcesPage::showFigures()
{
    if (!workspace().isPreviewing()) {
        m_figures->setSpec(m_spec);
        return;
    }
    const std::map<core::Cell, engine::Cents> money = engine::moneyByInput(*workspace().projection());
    std::map<QString, core::Cell> previewed;
    for (const auto &[cell, value] : workspace().previewed()) {
        previewed.emplace(QString::fromStdString(cell.toString()), cell);
    }
    items::TableSpec spec = m_spec;
    for (items::TableRow &row : spec.rows) {
        if (const auto at = previewed.find(row.id); at != previewed.end()) {
            row.cells[ValueColumn] = items::planCell(workspace(), at->second);
        }
        const auto at = money.find(row.cells[ValueColumn].cell);
        const engine::Cents paid = at == money.end() ? 0 : at->second;
        if (static_cast<double>(paid) != row.cells[MoneyColumn].sort.toDouble()) {
            row.cells[MoneyColumn] = moneyCell(paid);
        }
    }
    m_figures->setSpec(spec);
}

const engine::RestingFigure *SourcesPage::chosen() const
{
    const std::string id = m_figures->currentRowId().toStdString();
    const auto at = std::find_if(m_resting.begin(), m_resting.end(), [&](const auto &f) { return f.cell.toString() == id; });
    return at == m_resting.end() ? nullptr : &*at;
}

void SourcesPage::refreshDetail()
{
    m_citations->showFigure(m_projection, chosen());
}

bool SourcesPage::showCell(const core::Cell &cell)
{
    if (cell.entity != "source" && cell.entity != "citation") {
        return false;
    }
    m_filter->setCurrent(All);
    m_projection = workspace().keptProjection();
    m_resting = engine::restingFigures(*m_projection);
    refreshFigures();
    m_sources->refresh();
    if (cell.entity == "source") {
        m_sources->showSource(cell);
        m_body->ensureWidgetVisible(m_sources);
        return true;
    }
    const auto parts = core::entity("citation")->keyParts(cell.row);
    const core::Cell figure{core::toPlainText(parts[0]), core::toPlainText(parts[1]), core::toPlainText(parts[2])};
    m_figures->setCurrentCell(QString::fromStdString(figure.toString()), QStringLiteral("value"));
    refreshDetail();
    m_citations->showCitation(cell);
    return true;
}

} // namespace ui
