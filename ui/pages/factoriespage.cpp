// SPDX-License-Identifier: GPL-3.0-or-later
#include "factoriespage.h"

#include "card.h"
#include "cellform.h"
#include "chartcard.h"
#include "datatable.h"
#include "editwords.h"
#include "factorycharts.h"
#include "factoryformcard.h"
#include "factorysharescard.h"
#include "format.h"
#include "icon.h"
#include "theme.h"

#include <QAction>
#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int pageEdge = 24;
constexpr int narrowPage = 1000; // below this width one card a row
constexpr int mostRows = 9;      // of the table at once, without its header

// The cards share the height there is; what they hold scrolls inside them.
class Panel : public QWidget
{
public:
    using QWidget::QWidget;
    bool hasHeightForWidth() const override { return false; }
};

} // namespace

FactoriesPage::FactoriesPage(document::Workspace &workspace, QWidget *parent)
    : Page(workspace, parent), m_scroll(new QScrollArea(this)), m_lead(new QLabel(this)), m_filter(new QLineEdit(this)), m_others(new QCheckBox(tr("Also those not in this scenario"), this)),
      m_table(new DataTable(tr("Factories"), this)), m_form(new FactoryFormCard(workspace, this)), m_shares(new FactorySharesCard(workspace, this)), m_hours(new ChartCard(this)),
      m_money(new ChartCard(this)), m_empty(new Card(tr("This plan has no factories yet"), this))
{
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(makeBody());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    setFocusProxy(m_table);
    connect(m_table, &DataTable::currentRowChanged, this, [this](const QString &id) {
        if (workspaceHas(id)) {
            choose(id.toStdString());
        }
    });
    connect(m_table, &DataTable::linkActivated, this, [this](const QString &id) { include(id.toStdString()); });
    connect(m_table, &DataTable::rowActivated, this, [this] { m_form->form()->focusCell({m_form->system().empty() ? "factory" : "system", m_form->system().empty() ? m_factory : m_form->system(), ""}); });
    connect(m_table, &DataTable::figureWanted, this, &FactoriesPage::figureWanted);
    connect(m_shares, &FactorySharesCard::figureWanted, this, &FactoriesPage::figureWanted);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_view.filter = text;
        refreshTable();
    });
    connect(m_others, &QCheckBox::toggled, this, [this](bool on) {
        m_view.others = on;
        refreshTable();
    });
    const auto effect = [this] { return sentences::previewEffect(*this->workspace().keptProjection(), *this->workspace().projection(), m_factory); };
    m_form->form()->setEffectWords(effect);
    m_shares->setEffectWords(effect);
    connect(&workspace, &document::Workspace::busyChanged, this, [this](bool busy) { m_lead->setEnabled(!busy); });
}

QLayout *FactoriesPage::makeHead(QWidget *body)
{
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    auto *title = new QLabel(tr("Factories"), body);
    title->setFont(Theme::font(TextStyle::PageTitle));
    head->addWidget(title);
    m_lead->setForegroundRole(QPalette::PlaceholderText);
    m_lead->setObjectName(QStringLiteral("lead"));
    m_lead->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->addWidget(m_lead, 1);
    head->addWidget(m_others);
    m_filter->setPlaceholderText(tr("Filter factories"));
    m_filter->setAccessibleName(tr("Filter factories"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(170);
    m_filter->addAction(icon(QStringLiteral("search"), theme().palette().secondary), QLineEdit::LeadingPosition);
    head->addWidget(m_filter);
    return head;
}

QWidget *FactoriesPage::makeBody()
{
    auto *body = new QWidget(this);
    body->setObjectName(QStringLiteral("pageBody"));
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(pageEdge, 20, pageEdge, 20);
    column->setSpacing(16);
    column->addLayout(makeHead(body));
    auto *words = new QLabel(tr("A plan begins with a factory and its first system. Charts, budget and countries follow from them."), m_empty);
    words->setWordWrap(true);
    m_empty->body()->addWidget(words);
    column->addWidget(m_empty);
    m_tableCard = new QFrame(body);
    m_tableCard->setObjectName(QStringLiteral("card"));
    auto *inside = new QVBoxLayout(m_tableCard);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_table);
    m_table->setDense(true);
    column->addWidget(m_tableCard);
    m_panel = new Panel(body);
    m_grid = new QGridLayout(m_panel);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(16);
    column->addWidget(m_panel, 1);
    column->addStretch(0);
    m_charts = new Panel(m_panel);
    auto *charts = new QVBoxLayout(m_charts);
    charts->setContentsMargins(0, 0, 0, 0);
    charts->setSpacing(16);
    m_money->setLegendVisible(true);
    charts->addWidget(m_hours, 1);
    charts->addWidget(m_money, 1);
    for (QWidget *w : {static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_shares), m_charts}) {
        w->setMinimumHeight(440);
        w->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    }
    return body;
}

void FactoriesPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void FactoriesPage::arrange()
{
    const int mode = width() < narrowPage ? 1 : 3;
    if (mode == m_arranged) {
        return;
    }
    m_arranged = mode;
    int place = 0;
    for (QWidget *w : {static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_shares), m_charts}) {
        m_grid->removeWidget(w);
        m_grid->addWidget(w, mode == 1 ? place : 0, mode == 1 ? 0 : place);
        ++place;
    }
    const int stretches[] = {396, 424, 364};
    for (int c = 0; c < 3; ++c) {
        m_grid->setColumnStretch(c, mode == 3 ? stretches[c] : c == 0 ? 1 : 0);
    }
}

void FactoriesPage::refresh()
{
    const engine::Projection &p = *workspace().projection();
    const bool empty = p.plan.factories.empty();
    m_empty->setVisible(empty);
    m_tableCard->setVisible(!empty);
    m_panel->setVisible(!empty);
    m_others->setVisible(!empty);
    m_filter->setVisible(!empty);
    const auto included = std::count_if(p.factories.begin(), p.factories.end(), [](const auto &f) { return f != nullptr; });
    m_lead->setText(empty ? QString() : tr("%1 of %2 in this scenario; hours and money are totals to %3").arg(included).arg(p.plan.factories.size()).arg(p.calendar.last().year()));
    m_lead->setToolTip(m_lead->text());
    refreshTable();
    if (m_factory.empty()) {
        return;
    }
    m_form->refresh();
    m_shares->refresh();
    refreshCharts();
}

void FactoriesPage::refreshTable()
{
    const items::TableSpec spec = factoriesTable(workspace(), colours(), m_view);
    m_table->setSpec(spec);
    const int rows = static_cast<int>(spec.rows.size());
    m_table->setFixedHeight(28 + std::min(rows, mostRows) * 24 + 2);
    const core::Plan &plan = workspace().projection()->plan;
    if (!plan.factories.find(m_factory)) {
        const std::string first = spec.rows.isEmpty() || spec.rows.first().total ? std::string() : spec.rows.first().id.toStdString();
        choose(first);
    }
    const QSignalBlocker quiet(m_table);
    m_table->setCurrentRowId(factory());
}

void FactoriesPage::refreshCharts()
{
    const Compared compared = this->compared(true);
    const Comparison &c = compared.c;
    m_hours->setSpec(factoryHoursChart(c, colours(), m_factory, workspace().period()));
    m_money->setSpec(factoryMoneyChart(c, m_factory, workspace().period()));
}

bool FactoriesPage::workspaceHas(const QString &factory) const
{
    return workspace().projection()->plan.factories.find(factory.toStdString()) != nullptr;
}

void FactoriesPage::choose(const std::string &factory)
{
    if (m_factory == factory) {
        return;
    }
    m_factory = factory;
    m_form->setFactory(factory);
    m_shares->setFactory(factory);
    if (!factory.empty() && isVisible()) {
        m_form->refresh();
        m_shares->refresh();
        refreshCharts();
    }
}

void FactoriesPage::include(const std::string &factory)
{
    const core::Cell cell{"factory", factory, "included"};
    const core::Value on = std::int64_t{1};
    const core::Status done = workspace().set(cell, on, sentences::editLabel(workspace().projection()->plan, cell, on));
    if (!done) {
        Q_EMIT messageWanted(QString::fromStdString(done.error().message));
        return;
    }
    choose(factory);
    refreshTable();
}

bool FactoriesPage::showCell(const core::Cell &cell)
{
    static const char *const mine[] = {"factory", "system", "participation", "funding", "cost_line"};
    const bool known = std::any_of(std::begin(mine), std::end(mine), [&](const char *e) { return cell.entity == e; });
    const core::Plan &plan = workspace().projection()->plan;
    const core::EntityInfo *info = known ? core::entity(cell.entity) : nullptr;
    if (!info || (!cell.row.empty() && info->indexOf(plan, cell.row) < 0)) {
        return false;
    }
    if (cell.entity == "system" && !plan.systems.find(cell.row)->factory) {
        return false; // of today's fleet
    }
    m_wanted = cell;
    // The page may still be hidden; focus goes there when it is seen.
    QMetaObject::invokeMethod(this, &FactoriesPage::takeCell, Qt::QueuedConnection);
    return true;
}

void FactoriesPage::takeCell()
{
    const core::Cell cell = std::exchange(m_wanted, {});
    const core::Plan &plan = workspace().projection()->plan;
    std::string factory = cell.row.substr(0, cell.row.find('/'));
    if (cell.entity == "system") {
        const core::System *s = plan.systems.find(cell.row);
        factory = s ? s->factory.value_or("") : std::string();
    } else if (cell.entity == "cost_line") {
        const core::CostLine *l = plan.costLines.find(cell.row);
        factory = l ? l->factory : std::string();
    }
    if (!plan.factories.find(factory)) {
        m_table->setFocus();
        return;
    }
    if (!factoryResult(*workspace().projection(), factory)) {
        m_others->setChecked(true);
    }
    m_filter->clear();
    choose(factory);
    refreshTable();
    if (cell.field.empty() && cell.entity == "factory") {
        m_table->setFocus();
        return;
    }
    const bool shown = cell.entity == "factory" || cell.entity == "system" ? m_form->showCell(cell) : m_shares->showCell(cell);
    if (shown) {
        m_scroll->ensureWidgetVisible(cell.entity == "factory" || cell.entity == "system" ? static_cast<QWidget *>(m_form) : m_shares, 0, 0);
    }
}

} // namespace ui
