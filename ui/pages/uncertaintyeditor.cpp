// SPDX-License-Identifier: GPL-3.0-or-later
#include "uncertaintyeditor.h"

#include "card.h"
#include "datatable.h"
#include "editwords.h"
#include "fields.h"
#include "reshape.h"
#include "riskwords.h"
#include "uncertaintyedits.h"
#include "uncertaintyform.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace ui {

namespace {

constexpr int narrow = 1000;
constexpr int rowsHeight = 224; // seven rows, so that the distribution below is still seen
constexpr int listHeight = 300;
constexpr int restMilliseconds = 200;

// What a planner is likely to be unsure of first.
constexpr std::pair<const char *, const char *> candidates[] = {{"system", "in_service"},       {"system", "acquisition_cents"}, {"system", "accelerators"}, {"system", "utilisation"},
                                                                {"country", "electricity_eur_kwh"}, {"cost_line", "amount_cents"},   {"demand", "reference_hours"}, {"factory", "pue"},
                                                                {"system", "availability"}};

QPushButton *button(const QString &text, QWidget *parent)
{
    auto *b = new QPushButton(text, parent);
    b->setAutoDefault(false);
    return b;
}

// Text stands 16 from the edge, hairlines of a table run from edge to edge.
Card *tableCard(const QString &title, DataTable *table, QWidget *parent)
{
    auto *card = new Card(title, parent);
    card->layout()->setContentsMargins(0, 10, 0, 8);
    card->head()->setContentsMargins(16, 0, 16, 0);
    table->setDense(true);
    card->body()->addWidget(table);
    card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return card;
}

} // namespace

UncertaintyEditor::UncertaintyEditor(document::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_rows(new DataTable(tr("Uncertainties"), this)), m_proposals(new DataTable(tr("Proposed spreads"), this)),
      m_drivers(new DataTable(tr("Drivers"), this)), m_form(new UncertaintyForm(workspace, this)), m_later(new QTimer(this)), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(16);
    buildRows();
    m_formCard = new Card(tr("Distribution"), this);
    m_formCard->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_formCard->body()->addWidget(m_form);
    m_formCard->body()->addStretch(1);
    buildProposals();
    buildDrivers();
    m_later->setSingleShot(true);
    m_later->setInterval(restMilliseconds);
    connect(m_later, &QTimer::timeout, this, &UncertaintyEditor::refreshProposals);
    connect(m_form, &UncertaintyForm::refused, this, &UncertaintyEditor::refused);
    for (DataTable *t : {m_rows, m_proposals, m_drivers}) {
        connect(t, &DataTable::refused, this, &UncertaintyEditor::refused);
    }
}

void UncertaintyEditor::buildRows()
{
    m_rowsCard = tableCard(tr("What is uncertain"), m_rows, this);
    m_add = button(tr("Add"), this);
    m_duplicate = button(tr("Duplicate"), this);
    m_remove = button(tr("Remove"), this);
    for (QPushButton *b : {m_add, m_duplicate, m_remove}) {
        m_rowsCard->head()->addWidget(b);
    }
    connect(m_add, &QPushButton::clicked, this, &UncertaintyEditor::add);
    connect(m_duplicate, &QPushButton::clicked, this, &UncertaintyEditor::duplicate);
    connect(m_remove, &QPushButton::clicked, this, &UncertaintyEditor::remove);
    connect(m_rows, &DataTable::currentRowChanged, this, &UncertaintyEditor::showRow);
}

void UncertaintyEditor::buildProposals()
{
    m_proposalsCard = tableCard(tr("Proposed by what figures rest on"), m_proposals, this);
    m_take = button(tr("Take"), this);
    m_change = button(tr("Take and change"), this);
    m_takeAll = button(tr("Take all"), this);
    for (QPushButton *b : {m_take, m_change, m_takeAll}) {
        m_proposalsCard->head()->addWidget(b);
    }
    m_noProposals = captionLabel(tr("Every assumption and every figure that sources disagree about has its row above."), this);
    m_noProposals->setWordWrap(true);
    m_noProposals->setContentsMargins(16, 0, 16, 8);
    m_noProposals->hide();
    m_proposals->hide(); // until they are known
    m_proposalsCard->body()->addWidget(m_noProposals);
    m_proposalsCard->body()->addStretch(1);
    connect(m_take, &QPushButton::clicked, this, [this] { take(false); });
    connect(m_change, &QPushButton::clicked, this, [this] { take(true); });
    connect(m_takeAll, &QPushButton::clicked, this, &UncertaintyEditor::takeAll);
    connect(m_proposals, &DataTable::rowActivated, this, [this] { take(true); });
    connect(m_proposals, &DataTable::currentRowChanged, this, &UncertaintyEditor::refreshButtons);
}

void UncertaintyEditor::buildDrivers()
{
    m_driversCard = tableCard(tr("Drivers"), m_drivers, this);
    m_driverName = new TextField(this);
    m_driverName->setAccessibleName(tr("Name of the chosen driver"));
    m_driverName->edit()->setAccessibleName(m_driverName->accessibleName());
    m_driverName->setFixedWidth(150);
    m_removeDriver = button(tr("Remove"), this);
    m_removeDriver->setToolTip(tr("Its rows go on for themselves"));
    m_driversCard->head()->addWidget(m_driverName);
    m_driversCard->head()->addWidget(m_removeDriver);
    m_noDrivers = captionLabel(tr("No rows move together yet. Give two rows the same name at Driver, and say at Correlation how closely they follow it."), this);
    m_noDrivers->setWordWrap(true);
    m_noDrivers->setContentsMargins(16, 0, 16, 8);
    m_driversCard->body()->addWidget(m_noDrivers);
    m_driversCard->body()->addStretch(1);
    connect(m_driverName, &ValueField::committed, this, [this](const QVariant &v) { renameDriver(v.toString().trimmed()); });
    connect(m_removeDriver, &QPushButton::clicked, this, &UncertaintyEditor::removeDriver);
    connect(m_drivers, &DataTable::currentRowChanged, this, &UncertaintyEditor::refreshButtons);
}

void UncertaintyEditor::setBeside(QWidget *chart)
{
    m_beside = chart;
    m_arranged = -1;
    arrange();
}

void UncertaintyEditor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void UncertaintyEditor::arrange()
{
    const int mode = width() < narrow ? 1 : 2;
    if (mode == m_arranged) {
        return;
    }
    m_arranged = mode;
    QVector<QWidget *> all{m_rowsCard, m_formCard, m_beside, m_driversCard, m_proposalsCard};
    all.removeAll(nullptr);
    for (QWidget *w : all) {
        m_grid->removeWidget(w);
    }
    if (mode == 1) {
        for (int i = 0; i < all.size(); ++i) {
            m_grid->addWidget(all[i], i, 0, 1, 2);
        }
    } else {
        // The fan and what rows share stand one above the other, beside the distribution.
        m_grid->addWidget(m_rowsCard, 0, 0, 1, 2);
        m_grid->addWidget(m_formCard, 1, 0, 2, 1);
        if (m_beside) {
            m_grid->addWidget(m_beside, 1, 1);
        }
        m_grid->addWidget(m_driversCard, 2, 1);
        m_grid->addWidget(m_proposalsCard, 3, 0, 1, 2);
    }
    m_grid->setColumnStretch(0, 3);
    m_grid->setColumnStretch(1, 2);
    m_grid->setRowStretch(mode == 1 ? static_cast<int>(all.size()) : 4, 1);
}

const core::Uncertainty *UncertaintyEditor::chosen() const
{
    return m_workspace.projection()->plan.uncertainties.find(m_rows->currentRowId().toStdString());
}

void UncertaintyEditor::refresh()
{
    if (m_workspace.isPreviewing() && chosen()) {
        m_form->refresh(); // the table keeps to what the plan has while something is tried out
        return;
    }
    m_rows->setSpec(uncertaintyTable(m_workspace));
    m_rows->setFixedHeight(std::min(m_rows->contentHeight(), rowsHeight));
    if (!chosen() && !m_rows->spec().rows.isEmpty()) {
        m_rows->setCurrentRowId(m_rows->spec().rows.first().id);
    }
    showRow();
    m_form->refresh();
    if (!m_workspace.isPreviewing()) {
        m_drivers->setSpec(driverTable(m_workspace.projection()->plan));
        m_drivers->setFixedHeight(std::min(m_drivers->contentHeight(), listHeight));
        const bool none = m_drivers->spec().rows.isEmpty();
        m_drivers->setVisible(!none);
        m_noDrivers->setVisible(none);
        if (m_proposedFor != m_workspace.keptProjection()) {
            m_later->start();
        }
    }
    refreshButtons();
}

void UncertaintyEditor::showRow()
{
    m_form->setRow(m_rows->currentRowId());
    const core::Uncertainty *u = chosen();
    const core::Plan &plan = m_workspace.projection()->plan;
    m_formCard->setSubtitle(u ? sentences::uncertaintyName(plan, static_cast<int>(plan.uncertainties.indexOf(u->id))) : QString());
    refreshButtons();
}

void UncertaintyEditor::refreshProposals()
{
    m_proposedFor = m_workspace.keptProjection();
    m_proposed = spreadProposals(*m_proposedFor);
    m_proposals->setSpec(proposalTable(m_proposedFor->plan, m_proposed));
    m_proposals->setFixedHeight(std::min(m_proposals->contentHeight(), listHeight));
    m_proposals->setVisible(!m_proposed.empty());
    m_noProposals->setVisible(m_proposed.empty());
    m_takeAll->setText(m_proposed.empty() ? tr("Take all") : tr("Take all %1").arg(m_proposed.size()));
    refreshButtons();
    Q_EMIT proposalsChanged();
}

void UncertaintyEditor::refreshButtons()
{
    const bool readOnly = m_workspace.document().isReadOnly();
    const bool row = chosen() != nullptr;
    const bool proposal = !m_proposals->currentRowId().isEmpty() && !m_proposed.empty();
    m_add->setEnabled(!readOnly);
    for (QPushButton *b : {m_duplicate, m_remove}) {
        b->setEnabled(row && !readOnly);
        b->setToolTip(row ? QString() : tr("Choose a row first"));
    }
    for (QPushButton *b : {m_take, m_change}) {
        b->setEnabled(proposal && !readOnly);
        b->setToolTip(proposal ? QString() : tr("Choose a proposal first"));
    }
    m_takeAll->setEnabled(!m_proposed.empty() && !readOnly);
    const QString driver = m_drivers->currentRowId();
    m_driverName->setValue(driver);
    m_driverName->setEnabled(!driver.isEmpty() && !readOnly);
    m_driverName->setToolTip(driver.isEmpty() ? tr("Choose a driver first") : tr("Enter renames it in all its rows"));
    m_removeDriver->setEnabled(!driver.isEmpty() && !readOnly);
}

void UncertaintyEditor::perform(const core::Edit &edit, const std::string &row)
{
    const core::Status done = m_workspace.document().perform(edit);
    if (!done) {
        Q_EMIT refused(QString::fromStdString(done.error().message));
        return;
    }
    refresh();
    if (!row.empty()) {
        m_rows->setCurrentRowId(QString::fromStdString(row));
        showRow();
    }
    if (!m_workspace.scenario().isEmpty()) {
        Q_EMIT noted(tr("Which rows there are is the same in every scenario, so this was done in the baseline."));
    }
}

void UncertaintyEditor::add()
{
    const core::Plan &plan = *m_workspace.document().plan();
    const auto isFree = [&](const auto &c) { return !core::isUncertain(plan, {c.first, "*", c.second}); };
    const auto found = std::find_if(std::begin(candidates), std::end(candidates), isFree);
    const auto &[entity, field] = found == std::end(candidates) ? candidates[0] : *found;
    core::Uncertainty u;
    u.id = std::string(field) + "-of-all";
    const core::Addition added = core::addUncertainty(plan, tr("Add an uncertainty").toStdString(), simulation::withTarget(plan, u, {entity, "*", field}));
    perform(added.edit, added.row);
    m_form->focusField("entity");
}

void UncertaintyEditor::duplicate()
{
    if (const core::Uncertainty *u = chosen()) {
        const core::Addition added = core::addUncertainty(*m_workspace.document().plan(), tr("Duplicate an uncertainty").toStdString(), *u);
        perform(added.edit, added.row);
    }
}

void UncertaintyEditor::remove()
{
    if (const core::Uncertainty *u = chosen()) {
        const core::Plan &plan = *m_workspace.document().plan();
        const auto index = plan.uncertainties.indexOf(u->id);
        const QString label = tr("Remove the uncertainty of %1").arg(index < 0 ? QString::fromStdString(u->id) : sentences::uncertaintyName(plan, static_cast<int>(index)));
        perform(core::removeWith(plan, label.toStdString(), "uncertainty", u->id).edit, {});
    }
}

void UncertaintyEditor::take(bool change)
{
    const QString id = m_proposals->currentRowId();
    const auto it = std::find_if(m_proposed.begin(), m_proposed.end(), [&](const SpreadProposal &p) { return QString::fromStdString(p.spread.row.id) == id; });
    if (it == m_proposed.end() || m_workspace.document().isReadOnly()) {
        return;
    }
    const core::Plan &plan = *m_workspace.document().plan();
    const core::Uncertainty row = it->spread.row;
    const QString label = tr("Take the proposed spread of %1").arg(sentences::placeOfMany(plan, {row.entity, row.row, row.field}, 1));
    const core::Addition added = core::addUncertainty(plan, label.toStdString(), row);
    perform(added.edit, added.row);
    refreshProposals();
    if (change) {
        m_form->focusField("low");
    }
}

void UncertaintyEditor::takeAll()
{
    refreshProposals();
    std::vector<core::Uncertainty> rows;
    for (const SpreadProposal &p : m_proposed) {
        rows.push_back(p.spread.row);
    }
    if (rows.empty()) {
        return;
    }
    const core::Addition added = core::addUncertainties(*m_workspace.document().plan(), tr("Take %1 proposed spreads").arg(rows.size()).toStdString(), std::move(rows));
    perform(added.edit, added.row);
    refreshProposals();
}

void UncertaintyEditor::setDriver(const std::string &from, const core::Value &to, const QString &label)
{
    document::CellValues values;
    for (const core::Uncertainty &u : m_workspace.keptProjection()->plan.uncertainties) {
        if (u.driver == from) {
            values.emplace_back(core::Cell{"uncertainty", u.id, "driver"}, to);
            if (core::isNull(to)) {
                values.emplace_back(core::Cell{"uncertainty", u.id, "correlation"}, 0.0);
            }
        }
    }
    const core::Status done = m_workspace.setMany(values, label);
    if (!done) {
        Q_EMIT refused(QString::fromStdString(done.error().message));
    }
    refresh();
}

void UncertaintyEditor::renameDriver(const QString &name)
{
    const QString driver = m_drivers->currentRowId();
    if (driver.isEmpty() || name.isEmpty() || name == driver) {
        refreshButtons();
        return;
    }
    setDriver(driver.toStdString(), name.toStdString(), tr("Rename driver “%1” to “%2”").arg(driver, name));
    m_drivers->setCurrentRowId(name);
}

void UncertaintyEditor::removeDriver()
{
    const QString driver = m_drivers->currentRowId();
    if (!driver.isEmpty()) {
        setDriver(driver.toStdString(), {}, tr("Remove driver “%1”").arg(driver));
    }
}

bool UncertaintyEditor::showCell(const core::Cell &cell)
{
    const core::Plan &plan = m_workspace.projection()->plan;
    if (cell.entity != "uncertainty" || !plan.uncertainties.find(cell.row)) {
        return false;
    }
    refresh();
    m_rows->setCurrentRowId(QString::fromStdString(cell.row));
    showRow();
    m_form->focusField(cell.field);
    return true;
}

} // namespace ui
