// SPDX-License-Identifier: GPL-3.0-or-later
#include "factoriespage.h"

#include "addfactorypanel.h"
#include "card.h"
#include "cellform.h"
#include "chartcard.h"
#include "datatable.h"
#include "editwords.h"
#include "factoryactions.h"
#include "factorycharts.h"
#include "factoryformcard.h"
#include "factorysharescard.h"
#include "format.h"
#include "icon.h"
#include "pagebody.h"
#include "theme.h"

#include <QAction>
#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QResizeEvent>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int narrowPage = 1000; // below this width one card a row
constexpr int mostRows = 9;      // of the table at once, without its header

} // namespace

FactoriesPage::FactoriesPage(document::Workspace &workspace, QWidget *parent)
    : Page(workspace, parent), m_body(new PageBody(tr("Factories"), this)), m_filter(new QLineEdit(this)), m_others(new QCheckBox(tr("Also those left out"), this)),
      m_table(new DataTable(tr("Factories"), this)), m_form(new FactoryFormCard(workspace, this)), m_shares(new FactorySharesCard(workspace, this)), m_hours(new ChartCard(this)),
      m_money(new ChartCard(this)), m_empty(new Card(tr("This plan has no factories yet"), this)), m_add(new AddFactoryPanel(this)),
      m_addButton(new QPushButton(tr("Add factory"), this)), m_actions(new FactoryActions(workspace, this))
{
    makeHead();
    build();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_body);
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
    const auto effect = [this] {
        return sentences::previewEffect(*this->workspace().keptProjection(), *this->workspace().projection(), m_chosen.size() > 1 ? std::string() : m_factory);
    };
    m_form->form()->setEffectWords(effect);
    m_shares->setEffectWords(effect);
    connect(&workspace, &document::Workspace::busyChanged, this, [this](bool busy) { m_body->setBusy(busy); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FactoriesPage::takeSelection);
    connectActions();
}

void FactoriesPage::connectActions()
{
    connect(m_actions, &FactoryActions::noted, this, &FactoriesPage::noteWanted);
    connect(m_actions, &FactoryActions::failed, this, &FactoriesPage::messageWanted);
    connect(m_addButton, &QPushButton::clicked, this, [this] { showAddPanel(!m_add->isVisible()); });
    connect(m_add, &AddFactoryPanel::closed, this, [this] {
        showAddPanel(false);
        m_addButton->setFocus();
    });
    connect(m_add, &AddFactoryPanel::includeWanted, this, [this](const QString &id) { include(id.toStdString()); });
    connect(m_add, &AddFactoryPanel::addWanted, this, [this](const QString &name, const QString &country, core::FactoryKind kind) {
        const std::string made = m_actions->addFactory({name.toStdString(), country.toStdString(), kind});
        if (!made.empty()) {
            showAddPanel(false);
            choose(made);
            refreshTable();
            m_form->refresh();
            m_table->setFocus();
        }
    });
    m_form->setRemovalWords([this](const std::string &entity, const std::string &row) { return m_actions->removalWords(entity, row); });
    connect(m_form, &FactoryFormCard::addSystemWanted, this, [this] {
        const std::string made = m_actions->addSystem(m_factory);
        if (!made.empty()) {
            lead({"system", made, "accelerators"});
        }
    });
    connect(m_form, &FactoryFormCard::catalogueWanted, this, [this](const QString &id) { Q_EMIT cellWanted({"accelerator", id.toStdString(), ""}); });
    connect(m_form, &FactoryFormCard::duplicateWanted, this, [this](const QString &entity, const QString &row) {
        const std::string made = m_actions->duplicate(entity.toStdString(), row.toStdString());
        if (!made.empty()) {
            lead({entity.toStdString(), made, "name"});
        }
    });
    connect(m_form, &FactoryFormCard::includeWanted, this, [this](const QString &entity, const QString &row, bool on) { m_actions->setIncluded(entity.toStdString(), row.toStdString(), on); });
    connect(m_form, &FactoryFormCard::removeWanted, this, &FactoriesPage::remove);
    connect(m_shares, &FactorySharesCard::splitWanted, this, &FactoriesPage::cellWanted);
    connect(m_shares, &FactorySharesCard::removeWanted, this, &FactoriesPage::remove);
    connect(m_shares, &FactorySharesCard::duplicateWanted, this, [this](const QString &entity, const QString &row) {
        const std::string made = m_actions->duplicate(entity.toStdString(), row.toStdString());
        if (!made.empty()) {
            lead({entity.toStdString(), made, "name"});
        }
    });
    connect(m_shares, &FactorySharesCard::addCostLineWanted, this, [this] {
        const std::string made = m_actions->addCostLine(m_factory);
        if (!made.empty()) {
            lead({"cost_line", made, "name"});
        }
    });
    connect(m_shares, &FactorySharesCard::addParticipantWanted, this, &FactoriesPage::offerParticipants);
    connect(m_shares, &FactorySharesCard::addFundingWanted, this, [this](const QString &costClass, const QPoint &at) { offerPayers(costClass.toStdString(), at); });
}

void FactoriesPage::remove(const QString &entity, const QString &row)
{
    m_actions->remove(entity.toStdString(), row.toStdString());
}

// A list of what is not there yet, below the button that was pressed.
void FactoriesPage::offerParticipants(const QPoint &at)
{
    QMenu menu(this);
    const core::Plan &plan = workspace().projection()->plan;
    for (const auto &[code, name] : m_actions->countries()) {
        if (!plan.participations.find(m_factory + '/' + code.toStdString())) {
            menu.addAction(name)->setData(code);
        }
    }
    const QAction *chosen = menu.exec(at);
    const std::string made = chosen ? m_actions->addParticipant(m_factory, chosen->data().toString().toStdString()) : std::string();
    if (!made.empty()) {
        lead({"participation", made, "contribution_share"});
    }
}

void FactoriesPage::offerPayers(const std::string &costClass, const QPoint &at)
{
    QMenu menu(this);
    const core::Plan &plan = workspace().projection()->plan;
    for (std::size_t i = 0; i < plan.programmes.size(); ++i) {
        if (!plan.funding.find(m_factory + '/' + costClass + '/' + plan.programmes[i].id)) {
            menu.addAction(sentences::programmeName(plan, static_cast<int>(i)))->setData(QString::fromStdString(plan.programmes[i].id));
        }
    }
    if (menu.isEmpty()) {
        menu.addAction(tr("Every programme pays a share already"))->setEnabled(false);
    }
    const QAction *chosen = menu.exec(at);
    const std::string made = chosen ? m_actions->addPayer(m_factory, costClass, chosen->data().toString().toStdString()) : std::string();
    if (!made.empty()) {
        lead({"funding", made, "share"});
    }
}

void FactoriesPage::showAddPanel(bool shown)
{
    m_add->setVisible(shown);
    if (shown) {
        refreshAddPanel();
        m_add->start();
        m_body->ensureWidgetVisible(m_add);
    }
}

void FactoriesPage::refreshAddPanel()
{
    const engine::Projection &p = *workspace().projection();
    QVector<QPair<QString, QString>> others;
    for (std::size_t i = 0; i < p.factories.size(); ++i) {
        if (!p.factories[i] && others.size() < 24) {
            others << qMakePair(QString::fromStdString(p.plan.factories[i].id), QString::fromStdString(p.plan.factories[i].name));
        }
    }
    m_add->setCountries(m_actions->countries());
    m_add->setOthers(others);
    m_add->setClosable(!p.plan.factories.empty());
}

// Rows chosen together are changed together.
void FactoriesPage::takeSelection()
{
    std::vector<std::string> ids;
    for (const QModelIndex &index : m_table->selectionModel()->selectedIndexes()) {
        const std::string id = index.data(items::RowIdRole).toString().toStdString();
        if (!index.data(items::TotalRole).toBool() && std::find(ids.begin(), ids.end(), id) == ids.end()) {
            ids.push_back(id);
        }
    }
    if (ids.size() < 2) {
        ids = m_factory.empty() ? std::vector<std::string>() : std::vector{m_factory};
    }
    if (ids != m_chosen) {
        m_chosen = ids;
        m_form->setFactories(m_chosen);
        m_form->refresh();
    }
}

void FactoriesPage::makeHead()
{
    QHBoxLayout *head = m_body->head();
    head->addWidget(m_others);
    m_filter->setPlaceholderText(tr("Filter factories"));
    m_filter->setAccessibleName(tr("Filter factories"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(170);
    m_addButton->setObjectName(QStringLiteral("primary"));
    m_filter->addAction(icon(QStringLiteral("search"), theme().palette().secondary), QLineEdit::LeadingPosition);
    head->addWidget(m_filter);
    head->addWidget(m_addButton);
}

void FactoriesPage::build()
{
    QWidget *body = m_body->ground();
    QVBoxLayout *column = m_body->column();
    auto *words = new QLabel(tr("A plan begins with a factory: give it a name and a country below, then add its first system. Who pays is set half and half at first; charts, budget and countries follow."), m_empty);
    words->setWordWrap(true);
    m_empty->body()->addWidget(words);
    column->addWidget(m_empty);
    m_add->hide();
    column->addWidget(m_add);
    for (QWidget *w : {static_cast<QWidget *>(m_empty), static_cast<QWidget *>(m_add)}) {
        w->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    }
    m_tableCard = new QFrame(body);
    m_tableCard->setObjectName(QStringLiteral("card"));
    auto *inside = new QVBoxLayout(m_tableCard);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_table);
    m_table->setDense(true);
    column->addWidget(m_tableCard);
    m_panel = new PagePanel(body);
    m_grid = new QGridLayout(m_panel);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(16);
    column->addWidget(m_panel, 1);
    column->addStretch(1);
    column->setStretchFactor(m_panel, 1000);
    m_charts = new PagePanel(m_panel);
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
    m_view.narrow = mode == 1;
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
    if (isVisible()) {
        refreshTable();
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
    m_addButton->setVisible(!empty);
    if (empty) {
        m_add->show();
    }
    if (m_add->isVisible()) {
        refreshAddPanel();
    }
    const auto included = std::count_if(p.factories.begin(), p.factories.end(), [](const auto &f) { return f != nullptr; });
    const engine::Summary all = engine::summaryOf(p);
    m_body->setLead(empty ? QString() : tr("%1 of %2 in this scenario: %3 and %4\u202Fm hours to %5").arg(included).arg(p.plan.factories.size()).arg(format::eur(engine::paidEur(p, workspace().realPrices())), format::hoursMillions(all.deliveredHours)).arg(p.calendar.last().year()));
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
    m_table->setFixedHeight(28 + std::min(rows, mostRows) * 24 + 2 + (m_view.narrow ? 12 : 0)); // room for a scroll bar below
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
    showChart(m_hours, factoryHoursChart(c, colours(), m_factory, workspace().period()));
    showChart(m_money, factoryMoneyChart(c, m_factory, workspace().period()));
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
    m_chosen = factory.empty() ? std::vector<std::string>() : std::vector{factory};
    m_form->setFactories(m_chosen);
    m_shares->setFactory(factory);
    if (!factory.empty() && isVisible()) {
        m_form->refresh();
        m_shares->refresh();
        refreshCharts();
    }
}

void FactoriesPage::include(const std::string &factory)
{
    if (!m_actions->setIncluded("factory", factory, true)) {
        return;
    }
    choose(factory);
    refreshTable();
    if (m_add->isVisible()) {
        m_add->name()->setFocus(); // the button that was pressed is gone
    }
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
    if (cell.entity == "funding" || cell.field == "contribution_share") {
        return false; // the page Funding splits them, always to 100 %
    }
    lead(cell);
    return true;
}

void FactoriesPage::lead(const core::Cell &cell)
{
    m_wanted = cell;
    // The page may still be hidden; focus goes there when it is seen.
    QMetaObject::invokeMethod(this, &FactoriesPage::takeCell, Qt::QueuedConnection);
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
    if (plan.factories.empty()) {
        showAddPanel(true);
        return;
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
        m_body->ensureWidgetVisible(cell.entity == "factory" || cell.entity == "system" ? static_cast<QWidget *>(m_form) : m_shares, 0, 0);
    }
}

} // namespace ui
