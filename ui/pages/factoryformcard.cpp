// SPDX-License-Identifier: GPL-3.0-or-later
#include "factoryformcard.h"

#include "cellform.h"
#include "datatable.h"
#include "editwords.h"
#include "factorytables.h"
#include "findingsentences.h"
#include "fieldrow.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

FactoryFormCard::FactoryFormCard(document::Workspace &workspace, QWidget *parent)
    : Card(QStringLiteral(" "), parent), m_workspace(workspace), m_systems(new DataTable(tr("Systems of the factory"), this)), m_scroll(new QScrollArea(this)),
      m_form(new CellForm(workspace, this)), m_add(new QToolButton(this)), m_more(new QToolButton(this)), m_none(new QWidget(this)), m_out(new QWidget(this)), m_menu(new QMenu(this))
{
    layout()->setContentsMargins(0, 10, 0, 8);
    head()->setContentsMargins(16, 0, 10, 0);
    for (QToolButton *b : {m_add, m_more}) {
        b->setObjectName(QStringLiteral("link"));
        b->setFont(Theme::font(TextStyle::Caption));
        head()->addWidget(b);
    }
    m_add->setText(tr("Add system"));
    m_more->setText(tr("More…"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_systems->setDense(true);
    body()->addWidget(m_systems);
    m_more->setMenu(m_menu);
    m_more->setAccessibleName(tr("More about this system and factory"));
    connect(m_menu, &QMenu::aboutToShow, this, &FactoryFormCard::fillMenu);
    connect(m_add, &QToolButton::clicked, this, &FactoryFormCard::addSystemWanted);
    auto *none = new QVBoxLayout(m_none);
    none->setContentsMargins(16, 0, 16, 4);
    none->setSpacing(8);
    auto *words = new QLabel(tr("No system yet: the factory delivers no hours and buys nothing."), m_none);
    words->setWordWrap(true);
    auto *first = new QPushButton(tr("Add its first system"), m_none);
    first->setObjectName(QStringLiteral("primary"));
    connect(first, &QPushButton::clicked, this, &FactoryFormCard::addSystemWanted);
    none->addWidget(words);
    none->addWidget(first, 0, Qt::AlignLeft);
    body()->addWidget(m_none);
    auto *out = new QHBoxLayout(m_out);
    out->setContentsMargins(16, 0, 10, 0);
    out->addWidget(captionLabel(tr("Not in this scenario: it counts for nothing."), m_out), 1);
    auto *include = new QToolButton(m_out);
    include->setObjectName(QStringLiteral("link"));
    include->setText(tr("Include it"));
    include->setFont(Theme::font(TextStyle::Caption));
    connect(include, &QToolButton::clicked, this, [this] { Q_EMIT includeWanted(QStringLiteral("factory"), QString::fromStdString(m_factory), true); });
    out->addWidget(include);
    body()->addWidget(m_out);
    m_form->setLabelWidth(92); // so that what a month was is whole beside Reset
    addSystemFields();
    addFactoryFields();
    auto *inside = new QWidget(m_scroll);
    inside->setObjectName(QStringLiteral("formBody"));
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(16, 2, 10, 8);
    column->addWidget(m_form);
    column->addStretch(1);
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setObjectName(QStringLiteral("onCard"));
    m_scroll->viewport()->setAutoFillBackground(false);
    body()->addWidget(m_scroll, 1);
    connect(m_systems, &DataTable::currentRowChanged, this, [this](const QString &id) {
        if (!id.isEmpty()) {
            setSystem(id.toStdString());
            refresh();
        }
    });
}

void FactoryFormCard::addSystemFields()
{
    m_form->addField("system", "accelerator", {{}, 0, 0, -1, 0, tr("None")});
    m_form->addField("system", "accelerators", {{}, 0, 0, -1, 10});
    m_form->addField("system", "in_service");
    m_form->addField("system", "acquisition_cents");
    m_form->addField("system", "lifetime_months");
    m_form->addField("system", "ramp_months");
    m_form->addField("system", "availability", {{}, 0, 1});
    m_form->addField("system", "utilisation", {{}, 0, 1});
    m_form->addField("system", "power_kw", {{}, 0, 0, -1, 10});
    m_form->addField("factory", "pue", {{}, 0, 0, -1, 0.01});
    m_form->addHeading(tr("More about the system"), "system");
    m_form->addField("system", "name", {{}, 0, 0, -1, 0, {}, true});
    m_form->addField("system", "peak_bf16_pflops");
    m_form->addField("system", "peak_fp64_pflops");
    m_form->addField("system", "hpl_efficiency");
    m_form->addField("system", "maintenance_rate", {tr("Maintenance"), 0, 0, -1, 0.5});
    m_form->addField("system", "costed", {tr("Factory pays")});
    m_form->addField("system", "country", {tr("Stands in"), 0, 0, -1, 0, tr("As the factory")});
    m_form->addField("system", "factory", {tr("Belongs to"), 0, 0, -1, 0, tr("Existing fleet")});
    m_form->addField("system", "included", {tr("In scenario")});
}

void FactoryFormCard::addFactoryFields()
{
    m_form->addHeading(tr("The factory"), "factory");
    m_form->addField("factory", "name", {{}, 0, 0, -1, 0, {}, true});
    m_form->addField("factory", "full_name", {{}, 0, 0, -1, 0, {}, true});
    m_form->addField("factory", "kind");
    m_form->addField("factory", "host", {{}, 0, 0, -1, 0, {}, true});
    m_form->addField("factory", "city", {{}, 0, 0, -1, 0, {}, true});
    m_form->addField("factory", "country");
    m_form->addField("factory", "site_power_mw");
    m_form->addField("factory", "announced_total_cents", {tr("Announced")});
    m_form->addField("factory", "wave", {tr("Selected in")});
    m_form->addField("factory", "selected");
    m_form->addField("factory", "latitude", {{}, 0, 0, -1, 0, {}, true});
    m_form->addField("factory", "longitude", {{}, 0, 0, -1, 0, {}, true});
    m_form->addField("factory", "summary", {{}, 0, 0, -1, 0, {}, true});
    m_form->addField("factory", "included", {tr("In scenario")});
}

void FactoryFormCard::setFactories(const std::vector<std::string> &factories)
{
    if (m_factories == factories) {
        return;
    }
    m_factories = factories;
    m_factory = factories.empty() ? std::string() : factories.front();
    m_system.clear();
    m_form->setRows("factory", factories);
}

void FactoryFormCard::addRowActions(const std::string &entity, const std::string &row)
{
    const core::Plan &plan = m_workspace.projection()->plan;
    const QString name = sentences::rowName(plan, entity, row);
    const QString table = QString::fromStdString(entity);
    const QString id = QString::fromStdString(row);
    const bool included = core::numberOf(m_workspace.keptValue({entity, row, "included"})).value_or(0) != 0;
    connect(m_menu->addAction(tr("Duplicate %1").arg(name)), &QAction::triggered, this, [this, table, id] { Q_EMIT duplicateWanted(table, id); });
    const QString scenario = m_workspace.scenario().isEmpty() ? tr("the baseline") : tr("this scenario");
    connect(m_menu->addAction(included ? tr("Leave %1 out of %2").arg(name, scenario) : tr("Include %1 in %2").arg(name, scenario)), &QAction::triggered, this,
            [this, table, id, included] { Q_EMIT includeWanted(table, id, !included); });
    const QString with = m_removalWords ? m_removalWords(entity, row) : QString();
    connect(m_menu->addAction(with.isEmpty() ? tr("Remove %1").arg(name) : tr("Remove %1 %2").arg(name, with)), &QAction::triggered, this, [this, table, id] { Q_EMIT removeWanted(table, id); });
}

void FactoryFormCard::fillMenu()
{
    m_menu->clear();
    if (!m_system.empty()) {
        addRowActions("system", m_system);
        const core::System *s = m_workspace.projection()->plan.systems.find(m_system);
        if (s && s->accelerator) {
            const QString id = QString::fromStdString(*s->accelerator);
            connect(m_menu->addAction(tr("Open %1 in the catalogue").arg(sentences::rowName(m_workspace.projection()->plan, "accelerator", *s->accelerator))), &QAction::triggered, this,
                    [this, id] { Q_EMIT catalogueWanted(id); });
        }
        m_menu->addSeparator();
    }
    if (!m_factory.empty()) {
        addRowActions("factory", m_factory);
    }
}

void FactoryFormCard::setSystem(const std::string &system)
{
    m_system = system;
    m_form->setRow("system", system);
}

// What several factories have in common.
void FactoryFormCard::refreshMany(const core::Plan &plan)
{
    std::vector<std::string> systems;
    for (const std::string &factory : m_factories) {
        for (const core::System *s : systemsOf(plan, factory)) {
            systems.push_back(s->id);
        }
    }
    setTitle(sentences::countOf("factory", static_cast<int>(m_factories.size())));
    setSubtitle(tr("each field changes all of them, and their %1").arg(sentences::countOf("system", static_cast<int>(systems.size()))));
    m_systems->hide();
    m_none->hide();
    m_out->hide();
    m_add->hide();
    m_more->hide();
    m_form->setRows("system", systems);
    m_form->refresh();
}

void FactoryFormCard::refresh()
{
    const core::Plan &plan = m_workspace.projection()->plan;
    if (m_factories.size() > 1) {
        refreshMany(plan);
        return;
    }
    m_more->show();
    const std::vector<const core::System *> systems = systemsOf(plan, m_factory);
    if (std::none_of(systems.begin(), systems.end(), [&](const core::System *s) { return s->id == m_system; })) {
        setSystem(systems.empty() ? std::string() : systems.front()->id);
    }
    const core::Factory *factory = plan.factories.find(m_factory);
    const core::System *system = plan.systems.find(m_system);
    const QString factoryName = factory ? sentences::elidedName(factory->name, 26) : QString();
    setTitle(system ? sentences::elidedName(system->name, 22) : factoryName);
    setSubtitle(system ? tr("system of %1").arg(factoryName) : QString());
    m_systems->setVisible(systems.size() > 1);
    if (systems.size() > 1) {
        m_systems->setSpec(systemsTable(m_workspace, m_factory));
        m_systems->setFixedHeight(std::min(m_systems->contentHeight(), 28 + 4 * 24 + 2));
        m_systems->setCurrentRowId(QString::fromStdString(m_system));
    }
    m_none->setVisible(systems.empty());
    m_out->setVisible(factory && !factory->included);
    m_add->setVisible(!systems.empty());
    m_form->setRow("system", m_system);
    m_form->refresh();
}

bool FactoryFormCard::showCell(const core::Cell &cell)
{
    if (cell.entity == "system") {
        setSystem(cell.row);
        refresh();
    }
    return m_form->focusCell(cell);
}

} // namespace ui
