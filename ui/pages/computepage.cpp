// SPDX-License-Identifier: GPL-3.0-or-later
#include "computepage.h"

#include "card.h"
#include "chartcard.h"
#include "computecharts.h"
#include "datatable.h"
#include "elidingcombo.h"
#include "emptycard.h"
#include "fields.h"
#include "figures.h"
#include "format.h"
#include "pagebody.h"
#include "segmentedcontrol.h"
#include "theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace ui {

namespace {
constexpr int narrowPage = 1000; // below this width one card a row
constexpr int chartHeight = 264;
} // namespace

ComputePage::ComputePage(document::Workspace &workspace, QWidget *parent)
    : Page(workspace, parent), m_body(new PageBody(tr("Compute"), this)), m_empty(new EmptyCard(tr("There are no systems yet"), tr("A factory and its first system begin a plan; the hours, the power and the energy follow from them."), this)),
      m_year(new ElidingCombo(this)), m_demand(new ChartCard(this)), m_hours(new ChartCard(this)), m_energy(new ChartCard(this)), m_power(new ChartCard(this)),
      m_factories(new DataTable(tr("Compute by factory"), this)), m_parties(new DataTable(tr("Hours by party"), this)), m_segments(new DataTable(tr("Demand by segment"), this))
{
    build();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_body);
    setFocusProxy(m_body);
    for (DataTable *t : {m_factories, m_parties, m_segments}) {
        connect(t, &DataTable::figureWanted, this, &ComputePage::figureWanted);
        connect(t, &DataTable::refused, this, &ComputePage::messageWanted);
    }
    connect(m_factories, &DataTable::rowActivated, this, [this](const QString &id) { Q_EMIT cellWanted({"factory", id.toStdString(), ""}); });
    connect(m_parties, &DataTable::rowActivated, this, [this](const QString &id) { Q_EMIT cellWanted({"country", id.toStdString(), ""}); });
    for (ChartCard *c : {m_hours, m_energy, m_power}) {
        connect(c->view(), &ChartView::seriesActivated, this, [this](const QString &id) {
            if (this->workspace().projection()->plan.factories.find(id.toStdString())) {
                Q_EMIT cellWanted({"factory", id.toStdString(), ""});
            }
        });
    }
    connect(m_year, &QComboBox::activated, this, &ComputePage::refreshTables);
    connect(m_kind, &SegmentedControl::chosen, this, &ComputePage::refresh);
    connect(&workspace, &document::Workspace::busyChanged, this, [this](bool busy) { m_body->setBusy(busy); });
}

Card *ComputePage::tableCard(const QString &title, DataTable *table)
{
    auto *card = new Card(title, this);
    // Text stands 16 from the edge, hairlines run from edge to edge.
    card->layout()->setContentsMargins(0, 10, 0, 8);
    card->head()->setContentsMargins(16, 0, 16, 0);
    table->setDense(true);
    card->body()->addWidget(table);
    card->body()->addStretch(1);
    return card;
}

Card *ComputePage::makePrecision()
{
    auto *card = new Card(tr("What “AI exaflops” are"), this);
    auto *words = new QLabel(sentences::precisionWords(), card);
    words->setWordWrap(true);
    words->setObjectName(QStringLiteral("precision"));
    card->body()->addWidget(words);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_press = new NumberField(tr("EF"), 1, 1, false, card);
    m_press->setAccessibleName(tr("Exaflops as announced"));
    m_press->edit()->setAccessibleName(m_press->accessibleName());
    m_press->setFixedWidth(96);
    m_press->setValue(m_pressValue);
    m_pressKind = new QComboBox(card);
    m_pressKind->setAccessibleName(tr("Announced in"));
    for (const PressPrecision &p : pressPrecisions()) {
        m_pressKind->addItem(p.name, p.perBf16Dense);
    }
    auto *announced = captionLabel(tr("Announced"), card);
    announced->setBuddy(m_press);
    line->addWidget(announced);
    line->addWidget(m_press);
    line->addWidget(m_pressKind);
    line->addStretch(1);
    card->body()->addLayout(line);
    m_pressResult = new QLabel(card);
    m_pressResult->setWordWrap(true);
    m_pressResult->setFont(Theme::font(TextStyle::BodyStrong));
    m_pressResult->setObjectName(QStringLiteral("pressResult"));
    card->body()->addWidget(m_pressResult);
    card->body()->addStretch(1);
    const auto take = [this](const QVariant &value) {
        m_pressValue = value.toDouble();
        refreshPrecision();
    };
    connect(m_press, &ValueField::edited, this, take);
    connect(m_press, &ValueField::committed, this, take);
    connect(m_pressKind, &QComboBox::currentIndexChanged, this, &ComputePage::refreshPrecision);
    return card;
}

void ComputePage::build()
{
    QWidget *body = m_body->ground();
    QVBoxLayout *column = m_body->column();
    m_kind = new SegmentedControl(tr("Hours"), {tr("Delivered"), tr("Reference")}, body);
    m_kind->setCurrent(0);
    m_kind->setToolTip(tr("Delivered: hours of whatever accelerators there are. Reference: the same compute in hours of the plan's reference accelerator."));
    m_body->head()->addWidget(m_kind);
    m_grid = new QGridLayout;
    m_grid->setSpacing(16);
    for (ChartCard *c : {m_demand, m_hours, m_energy, m_power}) {
        c->setMinimumHeight(chartHeight);
        c->setLegendVisible(c != m_power); // its layers are named at their ends
        c->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    }
    m_factoryCard = tableCard(tr("By factory"), m_factories);
    m_year->setAccessibleName(tr("Months that the tables are of"));
    m_year->setMinimumWidth(150);
    m_factoryCard->head()->addWidget(m_year);
    m_partyCard = tableCard(tr("By party"), m_parties);
    m_segmentCard = tableCard(tr("Demand"), m_segments);
    m_precision = makePrecision();
    for (Card *c : {m_factoryCard, m_partyCard, m_segmentCard, m_precision}) {
        c->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    connect(m_empty, &EmptyCard::factoriesWanted, this, [this] { Q_EMIT cellWanted({"factory", "", ""}); });
    column->addWidget(m_empty);
    column->addLayout(m_grid);
    column->addStretch(1);
}

void ComputePage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void ComputePage::arrange()
{
    const int mode = width() < narrowPage || !m_empty->isHidden() ? 1 : 2;
    if (mode == m_arranged) {
        return;
    }
    m_arranged = mode;
    const std::pair<QWidget *, bool> cards[] = {{m_demand, false}, {m_hours, false}, {m_factoryCard, true}, {m_partyCard, false}, {m_segmentCard, false}, {m_power, false}, {m_energy, false}, {m_precision, true}};
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
    // The right one wider: its legends name all factories and the comparison.
    m_grid->setColumnStretch(0, 5);
    m_grid->setColumnStretch(1, 7);
}

// The years of the horizon, the choice being kept where it still exists.
void ComputePage::fillYears()
{
    const engine::Calendar &calendar = workspace().projection()->calendar;
    QStringList names{tr("Whole horizon")};
    for (int y = 0; y < calendar.years(); ++y) {
        names << QString::number(calendar.firstYear() + y);
    }
    QStringList shown;
    for (int i = 0; i < m_year->count(); ++i) {
        shown << m_year->itemText(i);
    }
    if (shown != names) {
        const int keep = std::max(0, static_cast<int>(names.indexOf(m_year->currentText())));
        m_year->clear();
        m_year->addItems(names);
        m_year->setCurrentIndex(keep);
    }
}

std::pair<int, int> ComputePage::months() const
{
    const engine::Calendar &calendar = workspace().projection()->calendar;
    const int year = m_year->currentIndex() - 1;
    return year < 0 ? std::pair(0, calendar.months()) : std::pair(calendar.begin(engine::Period::Year, year), calendar.end(engine::Period::Year, year));
}

QString ComputePage::periodLabel() const
{
    return m_year->currentIndex() > 0 ? m_year->currentText() : QString();
}

void ComputePage::refresh()
{
    const auto [shown, against, c] = compared();
    const engine::Period period = workspace().period();
    fillYears();
    // What is asked for can be stated before there is anything to meet it.
    const bool empty = shown->plan.systems.empty();
    m_empty->setVisible(empty);
    for (QWidget *card : {static_cast<QWidget *>(m_demand), static_cast<QWidget *>(m_hours), static_cast<QWidget *>(m_energy), static_cast<QWidget *>(m_power), static_cast<QWidget *>(m_factoryCard), static_cast<QWidget *>(m_partyCard)}) {
        card->setVisible(!empty);
    }
    arrange();
    m_body->setLead(sentences::computeLead(*shown));
    showChart(m_demand, demandChart(c, period));
    showChart(m_hours, hoursChart(c, colours(), period, m_kind->current() == 1 ? HourKind::Reference : HourKind::Delivered));
    showChart(m_energy, energyChart(c, colours(), period));
    showChart(m_power, powerChart(c, colours()));
    refreshTables();
    refreshPrecision();
}

void ComputePage::refreshTables()
{
    const auto p = workspace().projection();
    const auto [begin, end] = months();
    m_factories->setSpec(factoryCompute(*p, colours(), begin, end, periodLabel()));
    m_parties->setSpec(partyCompute(*p, begin, end, periodLabel()));
    m_segments->setSpec(demandTable(*p, begin, end, periodLabel()));
    m_factories->setFixedHeight(std::min(m_factories->contentHeight(), 560));
    const int beside = std::min(std::max(m_parties->contentHeight(), m_segments->contentHeight()), 420);
    m_parties->setFixedHeight(std::min(m_parties->contentHeight(), beside));
    m_segments->setFixedHeight(std::min(m_segments->contentHeight(), beside));
    const QString when = m_year->currentText();
    for (Card *card : {m_factoryCard, m_partyCard, m_segmentCard}) {
        card->setSubtitle(when);
    }
}

void ComputePage::refreshPrecision()
{
    const auto p = workspace().projection();
    const double factor = m_pressKind->currentData().toDouble();
    const int last = p->calendar.months() - 1;
    const double plan = engine::capacityOf(*p, engine::Period::Month, last).plannedBf16Pflops / 1000;
    m_pressResult->setText(tr("%1 EF announced in %2 are %3 EF in BF16, dense. The AI Factories of this plan have %4 EF in BF16, dense, at the end of %5.")
                               .arg(format::number(m_pressValue, 1), m_pressKind->currentText(), format::number(m_pressValue / factor, 2), format::number(plan, 1))
                               .arg(p->calendar.last().year()));
}

bool ComputePage::showCell(const core::Cell &cell)
{
    if (cell.entity != "demand" || !workspace().projection()->plan.demand.find(cell.row)) {
        return false;
    }
    refreshTables();
    m_segments->setCurrentCell(QString::fromStdString(cell.row), cell.field == "growth" ? QStringLiteral("growth") : QStringLiteral("base"));
    m_segments->setFocus();
    return true;
}

} // namespace ui
