// SPDX-License-Identifier: GPL-3.0-or-later
#include "countriespage.h"

#include "card.h"
#include "chartcard.h"
#include "countrycharts.h"
#include "countrytables.h"
#include "datatable.h"
#include "emptycard.h"
#include "fieldrow.h"
#include "fields.h"
#include "flowgrid.h"
#include "format.h"
#include "pagebody.h"
#include "segmentedcontrol.h"
#include "theme.h"
#include "tile.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>

namespace ui {

namespace {

constexpr int narrowPage = 1000; // below this width one block a row
constexpr int tileCount = 4;
enum DetailBy { ByClass, ByFactory };

const core::Cell marketPriceCell{"plan", "1", "market_price_eur_hour"};

QString addressOf(const char *measure, const QString &party, bool real)
{
    if (party == nobodyId) {
        return {};
    }
    engine::Figure f;
    f.measure = party == unionId && !real && QLatin1String(measure) == QLatin1String("paid_cents") ? "union_cents" : measure;
    f.country = party == allPartiesId || f.measure == "union_cents" ? std::string() : party.toStdString();
    f.real = real;
    return QString::fromStdString(f.toString());
}

// A sum of euro as the tile's three parts: "€", "7.7", "m".
TileSpec moneyTile(const QString &caption, double eur, bool withSign)
{
    TileSpec t;
    t.caption = caption;
    const QString words = withSign ? format::signedEur(eur) : format::eur(eur);
    const qsizetype euro = words.indexOf(QStringLiteral("€"));
    t.prefix = words.left(euro + 1);
    const QString rest = words.mid(euro + 1).trimmed();
    const qsizetype gap = rest.indexOf(format::thin);
    t.figure = rest.left(gap < 0 ? rest.size() : gap);
    t.unit = gap < 0 ? QString() : rest.mid(gap + 1);
    return t;
}

} // namespace

CountriesPage::CountriesPage(document::Workspace &workspace, QWidget *parent)
    : Page(workspace, parent), m_body(new PageBody(tr("Countries"), this)), m_sheet(new QPushButton(tr("Sheet as PDF"), this)), m_party(unionId), m_panel(new PagePanel(this)), m_left(new PagePanel(this)), m_right(new PagePanel(this)),
      m_grid(new QGridLayout(m_panel)), m_empty(new EmptyCard(tr("No country takes part in a factory yet"), tr("Participations say which country has a part in a factory, what it contributes, and so what access time it gets. Add them to a factory."), this)), m_partiesCard(new Card({}, this)),
      m_parties(new DataTable(tr("Parties"), this)), m_detailCard(new Card({}, this)), m_detailBy(new SegmentedControl(tr("Sums by"), {tr("By class"), tr("By factory")}, this)),
      m_detail(new DataTable(tr("The chosen party by period"), this)), m_payments(new ChartCard(this)), m_hours(new ChartCard(this)), m_pricesCard(new Card({}, this)),
      m_pricesWords(captionLabel({}, this)), m_prices(new RankView(this)), m_footCard(new Card({}, this)), m_through(new QLabel(this)), m_marketPrice(nullptr), m_marketWords(new QLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_body);
    m_body->head()->addWidget(m_sheet, 0, Qt::AlignVCenter);
    connect(m_sheet, &QPushButton::clicked, this, [this] { Q_EMIT sheetWanted(m_party); });
    connect(m_empty, &EmptyCard::factoriesWanted, this, [this] { Q_EMIT cellWanted({"factory", "", ""}); });
    m_body->column()->addWidget(m_empty);
    buildLeft();
    buildRight();
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(16);
    m_body->column()->addWidget(m_panel, 1);
    m_body->column()->addStretch(0);
    setFocusProxy(m_parties);
}

void CountriesPage::buildLeft()
{
    auto *column = new QVBoxLayout(m_left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    for (Card *card : {m_partiesCard, m_detailCard}) {
        card->layout()->setContentsMargins(0, card == m_partiesCard ? 2 : 10, 0, 4); // hairlines run from edge to edge
        card->head()->setContentsMargins(16, 0, 16, 0);
        card->body()->setSpacing(0);
    }
    m_partiesCard->body()->addWidget(m_parties);
    column->addWidget(m_partiesCard, 1);
    m_detailCard->head()->addWidget(m_detailBy, 0, Qt::AlignRight);
    m_detail->setDense(true);
    m_detail->setFixedHeight(28 + 5 * 24 + 14); // header, five rows, the sideways scroll bar
    m_detailBy->setCurrent(ByClass);
    m_detailCard->body()->addWidget(m_detail);
    column->addWidget(m_detailCard, 0);
    connect(m_parties, &DataTable::currentRowChanged, this, [this](const QString &id) {
        if (!id.isEmpty() && id != m_party) {
            m_party = id;
            refresh();
        }
    });
    connect(m_parties, &DataTable::figureWanted, this, &CountriesPage::figureWanted);
    connect(m_parties, &DataTable::rowActivated, this, [this] { m_detail->setFocus(); });
    connect(m_detailBy, &SegmentedControl::chosen, this, [this] { refresh(); });
    connect(m_detail, &DataTable::linkActivated, this, [this](const QString &id, int clicked) {
        const std::string factory = id.toStdString();
        clicked == 0 ? Q_EMIT cellWanted({"factory", factory, ""}) : Q_EMIT cellWanted({"participation", factory + '/' + m_party.toStdString(), "contribution_share"});
    });
}

void CountriesPage::buildRight()
{
    auto *column = new QVBoxLayout(m_right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    auto *tiles = new FlowGrid({4, 2}, 124, 88, m_right);
    for (int i = 0; i < tileCount; ++i) {
        auto *tile = new Tile(m_right);
        connect(tile, &Tile::clicked, this, [this, i] {
            if (!m_tileFigures.value(i).isEmpty()) {
                Q_EMIT figureWanted(m_tileFigures[i]);
            }
        });
        m_tiles << tile;
        tiles->add(tile);
    }
    column->addWidget(tiles);
    auto *charts = new QHBoxLayout;
    charts->setSpacing(16);
    m_payments->setLegendVisible(true);
    for (ChartCard *card : {m_payments, m_hours}) {
        card->setMinimumHeight(226);
        card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    }
    charts->addWidget(m_payments, 12);
    charts->addWidget(m_hours, 9);
    column->addLayout(charts, 5);
    auto *scroll = new QScrollArea(m_pricesCard);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    auto *holder = new QWidget(scroll);
    auto *holderLayout = new QVBoxLayout(holder);
    holderLayout->setContentsMargins(8, 0, 8, 0);
    holderLayout->addWidget(m_prices);
    holderLayout->addStretch(1);
    holder->setAutoFillBackground(false);
    scroll->setWidget(holder);
    scroll->setStyleSheet(QStringLiteral("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"));
    m_pricesCard->layout()->setContentsMargins(8, 10, 8, 8);
    m_pricesCard->head()->setContentsMargins(8, 0, 8, 0);
    m_pricesWords->setContentsMargins(8, 0, 8, 0);
    m_pricesCard->body()->setSpacing(4);
    m_pricesCard->body()->addWidget(m_pricesWords);
    m_pricesCard->body()->addWidget(scroll, 1);
    m_pricesCard->setMinimumHeight(180);
    column->addWidget(m_pricesCard, 6);
    connect(m_prices, &RankView::rowActivated, this, &CountriesPage::chooseParty);
    connect(m_prices, &RankView::rowWanted, this, [scroll](int, int top, int bottom) { scroll->ensureVisible(0, (top + bottom) / 2, 0, bottom - top); });
    m_through->setWordWrap(true);
    m_footCard->body()->addWidget(m_through);
    buildMarketPrice(m_footCard);
    column->addWidget(m_footCard);
}

void CountriesPage::buildMarketPrice(Card *card)
{
    auto *field = new NumberField(tr("€/h"), 2, 1, true, this);
    field->setStep(0.05);
    field->setPlaceholder(tr("none"));
    m_marketPrice = new FieldRow(tr("Market price"), field, this);
    field->setAccessibleDescription(tr("What an accelerator-hour costs on the market, in euro of the price year; empty: no value at the market"));
    card->body()->addWidget(m_marketPrice);
    m_marketWords->setWordWrap(true);
    m_marketWords->setMinimumHeight(2 * QFontMetrics(Theme::font(TextStyle::Caption)).lineSpacing());
    m_marketWords->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_marketWords->setFont(Theme::font(TextStyle::Caption));
    m_marketWords->setForegroundRole(QPalette::PlaceholderText);
    card->body()->addWidget(m_marketWords);
    const auto valueOf = [](const QVariant &v) { return v.isValid() ? core::Value(v.toDouble()) : core::Value(); };
    connect(field, &ValueField::edited, this, [this, valueOf](const QVariant &v) {
        const core::Status shown = this->workspace().preview(marketPriceCell, valueOf(v));
        m_marketPrice->setError(shown ? QString() : QString::fromStdString(shown.error().message));
    });
    connect(field, &ValueField::reverted, this, [this] { this->workspace().clearPreview(); });
    connect(field, &ValueField::committed, this, [this, valueOf](const QVariant &v) {
        report(this->workspace().set(marketPriceCell, valueOf(v), v.isValid() ? tr("Set the market price to € %1 an hour").arg(format::number(v.toDouble(), 2)) : tr("Remove the market price")));
    });
    connect(m_marketPrice, &FieldRow::resetWanted, this, [this] { report(this->workspace().reset(marketPriceCell, tr("Reset the market price"))); });
}

void CountriesPage::report(const core::Status &status)
{
    if (!status) {
        Q_EMIT messageWanted(QString::fromStdString(status.error().message));
        refresh();
    }
}

void CountriesPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void CountriesPage::arrange()
{
    const int columns = width() < narrowPage ? 1 : 2;
    if (columns == m_arranged) {
        return;
    }
    m_arranged = columns;
    m_grid->removeWidget(m_left);
    m_grid->removeWidget(m_right);
    m_grid->addWidget(m_left, 0, 0);
    m_grid->addWidget(m_right, columns == 2 ? 0 : 1, columns == 2 ? 1 : 0);
    m_grid->setColumnStretch(0, columns == 2 ? 53 : 1);
    m_grid->setColumnStretch(1, columns == 2 ? 47 : 0);
    for (QWidget *w : {m_left, m_right}) {
        w->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    }
    m_parties->setMinimumHeight(columns == 2 ? 260 : 420);
}

void CountriesPage::chooseParty(const QString &id)
{
    m_parties->setCurrentRowId(id); // and so on by its signal
}

bool CountriesPage::showCell(const core::Cell &cell)
{
    if (cell.entity == "plan" && cell.field == marketPriceCell.field) {
        m_marketPrice->field()->setFocus();
        m_body->ensureWidgetVisible(m_marketPrice);
        return true;
    }
    if (cell.entity != "country" || !cell.field.empty()) {
        return false;
    }
    const QString id = QString::fromStdString(cell.row);
    if (!id.isEmpty() && !workspace().projection()->plan.countries.find(cell.row)) {
        return false;
    }
    m_party = id.isEmpty() ? m_party : id;
    chooseParty(m_party);
    m_parties->setFocus();
    return true;
}

void CountriesPage::refresh()
{
    const Compared seen = compared();
    const PartyAccounts accounts(seen.c, workspace().period());
    m_body->setLead(sentences::countriesLead(accounts));
    const bool empty = accounts.book.parties.empty();
    m_empty->setVisible(empty);
    m_panel->setVisible(!empty);
    m_sheet->setVisible(!empty);
    m_parties->setSpec(partiesTable(accounts, colours()));
    if (!empty && m_party != allPartiesId && !accounts.book.find(partyOf(accounts.c.shown.plan, m_party))) {
        // It pays and gets nothing here: the first one that does.
        m_party = partyId(accounts.c.shown.plan, accounts.book.parties.front().party);
    }
    {
        const QSignalBlocker quiet(m_parties);
        m_parties->setCurrentRowId(m_party);
    }
    refreshParty(accounts);
}

void CountriesPage::refreshParty(const PartyAccounts &a)
{
    const SeriesColours &shades = colours();
    const QString name = partyName(a.c.shown.plan, m_party);
    m_detailCard->setTitle(a.period == engine::Period::Year ? tr("%1 by year").arg(name) : a.period == engine::Period::Quarter ? tr("%1 by quarter").arg(name) : tr("%1 by month").arg(name));
    const bool byFactory = m_detailBy->current() == ByFactory;
    m_detail->setSpec(byFactory ? partyByFactoryTable(workspace(), a, shades, m_party) : partyByClassTable(a, m_party));
    showChart(m_payments, partyPaymentsChart(a, m_party));
    showChart(m_hours, partyHoursChart(a, m_party));
    const RankSpec prices = partyPricesChart(a, shades, m_party);
    m_pricesCard->setTitle(prices.title);
    m_prices->setSpec(prices);
    m_pricesWords->setText(prices.subtitle);
    m_through->setText(sentences::partyThrough(a, m_party));
    const bool country = partyOf(a.c.shown.plan, m_party) >= 0;
    m_sheet->setEnabled(country);
    m_sheet->setToolTip(country ? tr("One page about %1: what it pays and gets").arg(name) : tr("Choose a country: a sheet is about one country"));
    refreshTiles(a);
    refreshMarketPrice(a);
}

void CountriesPage::refreshTiles(const PartyAccounts &a)
{
    const engine::PartyPosition *found = m_party == allPartiesId ? &a.book.all : a.book.find(partyOf(a.c.shown.plan, m_party));
    static const engine::PartyPosition nothing{};
    const engine::PartyPosition &q = found ? *found : nothing;
    const int last = a.c.shown.calendar.last().year();
    const bool priced = q.netPositionEur.has_value();
    TileSpec pays = moneyTile(tr("Pays to %1").arg(last), q.paidEur, false);
    pays.delta = tr("%1 of all money").arg(format::percent(q.moneyShare, 2));
    pays.toolTip = a.c.realPrices ? QString() : format::exactEur(q.paidCents);
    TileSpec gets;
    gets.caption = tr("Gets to %1").arg(last);
    gets.figure = format::hoursMillions(q.deliveredHours, q.deliveredHours < 99.95e6 ? 2 : 1);
    gets.unit = tr("m h");
    gets.delta = tr("%1 of all hours").arg(format::percent(q.hourShare, 2));
    gets.toolTip = tr("%1 accelerator-hours").arg(format::number(q.deliveredHours, 0));
    TileSpec price;
    price.caption = tr("Price per hour");
    price.prefix = q.eurPerHour ? QStringLiteral("€") : QString();
    price.figure = q.eurPerHour ? format::number(*q.eurPerHour, 2) : QStringLiteral("–");
    price.delta = a.book.all.eurPerHour ? tr("All parties: € %1").arg(format::number(*a.book.all.eurPerHour, 2)) : tr("No hours are delivered");
    TileSpec net;
    if (priced) {
        net = moneyTile(tr("Net at the market"), *q.netPositionEur, true);
        net.delta = tr("Hours worth %1").arg(format::eur(*q.marketValueEur));
        net.trend = *q.netPositionEur > 0.5 ? Trend::Better : *q.netPositionEur < -0.5 ? Trend::Worse : Trend::Neutral;
    } else if (q.averageEur) {
        net = moneyTile(tr("Against the average"), *q.averageEur - q.paidEur, true);
        net.delta = tr("at € %1 an hour").arg(format::number(a.book.all.eurPerHour.value_or(0), 2));
        net.toolTip = tr("What its hours would cost at the price that all parties pay together, less what it pays. State a market price to compare with the market.");
    } else {
        net.caption = tr("Against the average");
        net.figure = QStringLiteral("–");
    }
    const TileSpec specs[] = {pays, gets, price, net};
    for (int i = 0; i < tileCount; ++i) {
        m_tiles[i]->setSpec(specs[i]);
    }
    m_tileFigures = {addressOf("paid_cents", m_party, a.c.realPrices), addressOf("delivered_hours", m_party, false), q.eurPerHour ? addressOf("eur_per_hour", m_party, a.c.realPrices) : QString(),
                     priced ? addressOf("net_position_eur", m_party, a.c.realPrices) : QString()};
    for (int i = 0; i < tileCount; ++i) {
        m_tiles[i]->setProperty("figure", m_tileFigures.value(i)); // for Ctrl+E
    }
}

void CountriesPage::refreshMarketPrice(const PartyAccounts &a)
{
    const document::Workspace &w = workspace();
    const auto number = [](const core::Value &v) {
        const auto n = core::numberOf(v);
        return n ? QVariant(*n) : QVariant();
    };
    const QVariant kept = number(w.keptValue(marketPriceCell));
    m_marketPrice->field()->setValue(kept);
    const engine::Evidence evidence = w.evidenceOf(marketPriceCell);
    m_marketPrice->setOrigin(evidence == engine::Evidence::Stated ? Origin::Stated : evidence == engine::Evidence::Derived ? Origin::Derived : Origin::Assumption,
                             kept.isValid() ? w.sourceSentence(marketPriceCell) : tr("The plan states no market price."));
    const QVariant inherited = number(w.inheritedValue(marketPriceCell));
    m_marketPrice->setOverridden(!w.isOverridden(marketPriceCell) ? QString() : inherited.isValid() ? format::number(inherited.toDouble(), 2) : tr("none"));
    const auto price = a.c.shown.plan.settings().marketPriceEurHour;
    const engine::PartyPosition *q = m_party == allPartiesId ? &a.book.all : a.book.find(partyOf(a.c.shown.plan, m_party));
    if (!price) {
        m_marketWords->setText(tr("No market price is stated, so no value at the market. Type what an accelerator-hour costs elsewhere, in prices of %1.").arg(a.c.shown.plan.settings().priceYear));
    } else if (q && q->netPositionEur) {
        const double net = *q->netPositionEur;
        const QString hours = tr("%1 million hours").arg(format::hoursMillions(q->deliveredHours, 2));
        m_marketWords->setText(net >= 0 ? tr("%1 would cost %2 at the market, %3 more than is paid.").arg(hours, format::eur(*q->marketValueEur), format::eur(net))
                                        : tr("%1 would cost %2 at the market, %3 less than is paid.").arg(hours, format::eur(*q->marketValueEur), format::eur(-net)));
    } else {
        m_marketWords->setText(tr("Prices of %1; nominal values rise with inflation.").arg(a.c.shown.plan.settings().priceYear));
    }
}

} // namespace ui
