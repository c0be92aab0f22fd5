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
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

FactoryFormCard::FactoryFormCard(document::Workspace &workspace, QWidget *parent)
    : Card(QStringLiteral(" "), parent), m_workspace(workspace), m_systems(new DataTable(tr("Systems of the factory"), this)), m_scroll(new QScrollArea(this)),
      m_form(new CellForm(workspace, this)), m_add(new QToolButton(this)), m_more(new QToolButton(this)), m_none(new QLabel(this))
{
    layout()->setContentsMargins(0, 10, 0, 8);
    head()->setContentsMargins(16, 0, 10, 0);
    for (QToolButton *b : {m_add, m_more}) {
        b->setObjectName(QStringLiteral("link"));
        b->setFont(Theme::font(TextStyle::Caption));
        head()->addWidget(b);
    }
    m_add->setText(tr("Add system"));
    m_more->setText(tr("More"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_systems->setDense(true);
    body()->addWidget(m_systems);
    m_none->setText(tr("This factory has no system yet: it delivers no hours and buys nothing. Add its first system."));
    m_none->setWordWrap(true);
    m_none->setContentsMargins(16, 0, 16, 0);
    body()->addWidget(m_none);
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
    m_form->addField("system", "name");
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
    m_form->addField("factory", "name");
    m_form->addField("factory", "full_name");
    m_form->addField("factory", "kind");
    m_form->addField("factory", "host");
    m_form->addField("factory", "city");
    m_form->addField("factory", "country");
    m_form->addField("factory", "site_power_mw");
    m_form->addField("factory", "announced_total_cents", {tr("Announced")});
    m_form->addField("factory", "wave", {tr("Selected in")});
    m_form->addField("factory", "selected");
    m_form->addField("factory", "latitude");
    m_form->addField("factory", "longitude");
    m_form->addField("factory", "summary");
    m_form->addField("factory", "included", {tr("In scenario")});
}

void FactoryFormCard::setFactory(const std::string &factory)
{
    if (m_factory == factory) {
        return;
    }
    m_factory = factory;
    m_system.clear();
    m_form->setRow("factory", factory);
}

void FactoryFormCard::setSystem(const std::string &system)
{
    m_system = system;
    m_form->setRow("system", system);
}

void FactoryFormCard::refresh()
{
    const core::Plan &plan = m_workspace.projection()->plan;
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
