// SPDX-License-Identifier: GPL-3.0-or-later
#include "fundingpage.h"

#include "card.h"
#include "datatable.h"
#include "emptycard.h"
#include "flowview.h"
#include "fundingcharts.h"
#include "fundingsplit.h"
#include "pagebody.h"
#include "segmentedcontrol.h"
#include "theme.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QShortcut>
#include <QStackedLayout>

namespace ui {

namespace {

constexpr int narrowPage = 1000; // below this width one block a row
constexpr int meterHeight = 60;
enum Which { Committed, Paid };

items::TableSpec flowTable(const FlowSpec &spec)
{
    items::TableSpec t;
    t.columns << items::TableColumn{QStringLiteral("from"), FundingPage::tr("From")} << items::TableColumn{QStringLiteral("to"), FundingPage::tr("To")}
              << items::TableColumn{QStringLiteral("value"), spec.unit, {}, true, 110};
    const ChartTable table = tableOf(spec);
    const QVector<FlowLink> links = linksOf(spec);
    for (int i = 0; i < links.size(); ++i) {
        items::TableRow row;
        row.id = spec.nodes[links[i].from].id + QLatin1Char('>') + spec.nodes[links[i].to].id;
        items::TableCell from{table.rows[i][0]};
        from.swatch = spec.nodes[links[i].from].color;
        items::TableCell value{table.rows[i][2]};
        value.sort = links[i].value;
        value.figure = figureOf(spec, links[i]);
        row.cells << from << items::TableCell{table.rows[i][1]} << value;
        t.rows << row;
    }
    return t;
}

} // namespace

FundingPage::FundingPage(document::Workspace &workspace, QWidget *parent)
    : Page(workspace, parent), m_body(new PageBody(tr("Funding"), this)), m_which(new SegmentedControl(tr("Commitments or payments"), {tr("Committed"), tr("Paid")}, this)),
      m_empty(new EmptyCard(tr("Nobody pays for anything yet"), tr("Money begins with a factory's systems and cost lines. Programmes and countries share it here."), this)), m_matrixCard(new Card({}, this)), m_matrix(new DataTable(tr("Envelopes by programme and year"), this)),
      m_flowCard(new Card(tr("Who pays for what"), this)), m_flow(new FlowView(this)), m_flowTable(new DataTable(tr("Flows of money"), this)), m_split(new FundingSplit(workspace, this)),
      m_panel(new PagePanel(this)), m_grid(new QGridLayout(m_panel))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_body);
    m_which->setCurrent(Committed);
    m_body->head()->addWidget(m_which, 0, Qt::AlignVCenter);
    connect(m_empty, &EmptyCard::factoriesWanted, this, [this] { Q_EMIT cellWanted({"factory", "", ""}); });
    m_body->column()->addWidget(m_empty);
    buildMatrix();
    buildFlow();
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(16);
    m_body->column()->addWidget(m_panel, 1);
    m_body->column()->addStretch(0);
    connect(m_which, &SegmentedControl::chosen, this, [this] { refresh(); });
    connect(m_split, &FundingSplit::refused, this, &FundingPage::messageWanted);
    setFocusProxy(m_matrix);
}

void FundingPage::buildMatrix()
{
    m_matrixCard->layout()->setContentsMargins(0, 2, 0, 4); // hairlines run from edge to edge
    m_matrix->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_matrix->verticalHeader()->setMinimumSectionSize(meterHeight);
    m_matrix->verticalHeader()->setDefaultSectionSize(meterHeight);
    m_matrixCard->body()->addWidget(m_matrix);
    m_body->column()->addWidget(m_matrixCard);
    connect(m_matrix, &DataTable::figureWanted, this, &FundingPage::figureWanted);
    connect(m_matrix, &DataTable::linkActivated, this, [this](const QString &id, int) { follow(QStringLiteral("programme/") + id); });
    connect(m_matrix, &DataTable::rowActivated, this, [this](const QString &id) { follow(QStringLiteral("programme/") + id); });
}

void FundingPage::buildFlow()
{
    auto *holder = new QWidget(m_flowCard);
    m_flowStack = new QStackedLayout(holder);
    m_flowStack->setContentsMargins(0, 0, 0, 0);
    m_flowStack->addWidget(m_flow);
    m_flowTable->setDense(true);
    m_flowStack->addWidget(m_flowTable);
    m_flowCard->body()->addWidget(holder, 1);
    m_flowCard->setMinimumHeight(420);
    connect(m_flow, &FlowView::nodeActivated, this, &FundingPage::follow);
    connect(m_flowTable, &DataTable::figureWanted, this, &FundingPage::figureWanted);
    connect(m_flow, &FlowView::tableWanted, this, [this] { showTable(true); });
    for (const Qt::Key key : {Qt::Key_T, Qt::Key_Escape}) {
        auto *back = new QShortcut(key, m_flowTable);
        back->setContext(Qt::WidgetWithChildrenShortcut);
        connect(back, &QShortcut::activated, this, [this] { showTable(false); });
    }
}

void FundingPage::showTable(bool table)
{
    if (table) {
        m_flowTable->setSpec(flowTable(m_flow->spec()));
    }
    m_flowStack->setCurrentWidget(table ? static_cast<QWidget *>(m_flowTable) : m_flow);
    m_flowStack->currentWidget()->setFocus();
}

// A programme's envelopes and a factory's split are edited here; a country has a page of its own.
void FundingPage::follow(const QString &node)
{
    const QString id = node.section(QLatin1Char('/'), 1);
    if (node.startsWith(QLatin1String("country/"))) {
        Q_EMIT cellWanted({"country", id.toStdString(), ""});
    } else if (node.startsWith(QLatin1String("factory/"))) {
        m_split->showFactory(id);
        refresh();
    } else if (node.startsWith(QLatin1String("programme/")) && workspace().projection()->plan.programmes.find(id.toStdString())) {
        m_split->showEnvelopes(id);
        refresh();
    }
}

engine::Money FundingPage::which() const
{
    return m_which->current() == Paid ? engine::Money::Paid : engine::Money::Committed;
}

void FundingPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
    // Years get narrower only as far as their words have room.
    const engine::Projection &p = *workspace().projection();
    if (isVisible() && envelopeTableFits(p, room()) != m_matrixFits) {
        refresh();
    }
}

int FundingPage::room() const
{
    return width() - 2 * PageBody::edge - 12; // and the page's scroll bar
}

void FundingPage::arrange()
{
    const int columns = width() < narrowPage ? 1 : 2;
    if (columns == m_arranged) {
        return;
    }
    m_arranged = columns;
    m_grid->removeWidget(m_flowCard);
    m_grid->removeWidget(m_split);
    m_grid->addWidget(m_flowCard, 0, 0);
    m_grid->addWidget(m_split, columns == 2 ? 0 : 1, columns == 2 ? 1 : 0);
    m_grid->setColumnStretch(0, columns == 2 ? 65 : 1);
    m_grid->setColumnStretch(1, columns == 2 ? 35 : 0);
    m_flowCard->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    m_split->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
}

bool FundingPage::showCell(const core::Cell &cell)
{
    if (!m_split->showCell(cell)) {
        return false;
    }
    refresh();
    if (cell.entity == "envelope") {
        const QString row = QString::fromStdString(cell.row);
        m_matrix->setCurrentCell(row.section(QLatin1Char('/'), 0, 0), QStringLiteral("year") + row.section(QLatin1Char('/'), 1, 1));
        m_matrix->setFocus();
        return true;
    }
    for (SplitEditor *editor : m_split->findChildren<SplitEditor *>()) {
        if (editor->isVisibleTo(m_split)) {
            editor->focusMember(QString::fromStdString(cell.row).section(QLatin1Char('/'), -1));
        }
    }
    return true;
}

void FundingPage::refresh()
{
    const Compared seen = compared();
    const engine::Projection &p = *seen.shown;
    m_body->setLead(sentences::fundingLead(p, which()));
    const items::TableSpec matrix = envelopeTable(workspace(), p, which(), room());
    const FlowSpec flow = moneyFlowChart(seen.c, colours(), which());
    m_matrixFits = envelopeTableFits(p, room());
    const bool empty = matrix.rows.isEmpty() && flow.paths.isEmpty();
    m_empty->setVisible(empty);
    m_matrixCard->setVisible(!matrix.rows.isEmpty());
    m_panel->setVisible(!empty);
    m_matrix->setSpec(matrix);
    // All programmes where they are few; of many the first six, and the rest by scrolling.
    const int rows = std::min<int>(6, static_cast<int>(matrix.rows.size()));
    m_matrix->setFixedHeight(28 + rows * meterHeight + (envelopeTableFits(p, room()) ? 2 : 14));
    m_flowCard->setTitle(flow.title);
    m_flowCard->setSubtitle(flow.subtitle);
    m_flow->setSpec(flow);
    if (m_flowStack->currentWidget() == m_flowTable) {
        m_flowTable->setSpec(flowTable(flow));
    }
    m_split->refresh(colours());
}

} // namespace ui
