// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenariospage.h"

#include "bandcharts.h"
#include "card.h"
#include "pagebody.h"
#include "chartcard.h"
#include "datatable.h"
#include "editwords.h"
#include "fields.h"
#include "scenarioedits.h"
#include "scenariotree.h"
#include "segmentedcontrol.h"
#include "waterfallview.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>

namespace ui {

namespace {

constexpr int mostCompared = 4;

QString nameOf(const core::Plan &plan, const QString &id)
{
    const core::Scenario *s = id.isEmpty() ? nullptr : plan.scenarios.find(id.toStdString());
    return s ? QString::fromStdString(s->name) : QString();
}

// The scenarios in the order of the tree.
void appendBelow(const core::Plan &plan, const std::string &parent, QStringList &out)
{
    for (const std::string &child : core::childrenOf(plan, parent)) {
        out << QString::fromStdString(child);
        appendBelow(plan, child, out);
    }
}

} // namespace

QStringList ScenariosPage::compared() const
{
    const document::Workspace &w = workspace();
    QStringList out{w.against()};
    if (w.scenario() != w.against()) {
        out << w.scenario();
    }
    QStringList all{QString()};
    appendBelow(*w.document().plan(), {}, all);
    for (const QString &id : all) {
        if (m_ticked.contains(id) && !out.contains(id) && out.size() < mostCompared) {
            out << id;
        }
    }
    return out;
}

std::vector<ScenarioColumn> ScenariosPage::columns() const
{
    std::vector<ScenarioColumn> out;
    for (const QString &id : m_set->answer().question.scenarios) {
        const auto p = m_set->answer().projections.find(id);
        if (p != m_set->answer().projections.end()) {
            out.push_back({id, workspace().scenarioName(id), *p->second});
        }
    }
    return out;
}

void ScenariosPage::refresh()
{
    const auto plan = workspace().document().plan();
    const QStringList ids = compared();
    const QSet<QString> ticked(ids.begin(), ids.end());
    m_tree->setPlan(*plan, workspace().scenario(), ticked, {workspace().scenario(), workspace().against()});
    m_tree->setFixedHeight(std::min(m_tree->contentHeight(), 260));
    refreshDetails();
    m_answered = false;
    m_set->ask({ids, ids.first(), ids.size() > 1 ? ids[1] : ids.first()});
    if (!m_answered) {
        refreshFigures();
    }
    m_compare->setEnabled(!m_set->isBusy());
}

void ScenariosPage::refreshDetails()
{
    const auto plan = workspace().document().plan();
    const QString id = workspace().scenario();
    const core::Scenario *s = plan->scenarios.find(id.toStdString());
    const bool readOnly = workspace().document().isReadOnly();
    m_details->setTitle(s ? QString::fromStdString(s->name) : tr("Baseline"));
    m_form->setVisible(s != nullptr);
    const auto own = core::overridesOf(*plan, id.toStdString());
    m_noOverrides->setText(!s ? tr("The baseline is the plan's tables themselves. A scenario changes some of its values and inherits the rest: choose one, or make a new one.")
                              : tr("This scenario changes nothing yet. Choose it above, then edit any value on any page: the change is kept here."));
    m_noOverrides->setVisible(own.empty());
    m_overrides->setVisible(!own.empty());
    m_details->setSubtitle(s ? own.size() == 1 ? tr("one value of its own") : tr("%1 values of its own").arg(own.size()) : QString());
    const items::TableSpec table = overrideTable(*plan, id);
    m_overrides->setSpec(table);
    m_overrides->setFixedHeight(std::min(m_overrides->contentHeight(), 420));
    for (QPushButton *b : {m_duplicate, m_remove, m_reset, m_resetAll, m_promote, m_promoteAll}) {
        const bool ofTree = b == m_duplicate || b == m_remove;
        b->setEnabled(s && !readOnly && (ofTree || !own.empty()));
        b->setVisible(ofTree || !own.empty());
    }
    const bool chosen = !m_overrides->currentRowId().isEmpty();
    m_reset->setEnabled(m_reset->isEnabled() && chosen);
    m_promote->setEnabled(m_promote->isEnabled() && chosen);
    m_promoteAll->setText(s && !s->parent ? tr("Promote all to baseline") : tr("Promote all"));
    m_promoteAll->setToolTip(s ? tr("Gives all values to %1, which this scenario then inherits").arg(parentName()) : QString());
    m_promote->setToolTip(chosen ? tr("Gives the chosen value to %1").arg(parentName()) : tr("Choose a value in the table first"));
    m_reset->setToolTip(chosen ? tr("Takes the chosen value from %1 again").arg(parentName()) : tr("Choose a value in the table first"));
    m_remove->setToolTip(s ? whatRemovingDoes(id) : tr("The baseline stays"));
    if (!s) {
        return;
    }
    QVector<QPair<QString, QString>> parents{{QString(), tr("Baseline")}};
    QStringList all;
    appendBelow(*plan, {}, all);
    QStringList below{id};
    appendBelow(*plan, s->id, below);
    for (const QString &other : all) {
        if (!below.contains(other)) {
            parents << qMakePair(other, nameOf(*plan, other));
        }
    }
    m_parent->setChoices(parents);
    m_parent->setValue(QString::fromStdString(s->parent.value_or(std::string())));
    m_note->setValue(QString::fromStdString(s->note.value_or(std::string())));
}

void ScenariosPage::refreshFigures()
{
    m_answered = true;
    m_compare->setEnabled(true);
    const std::vector<ScenarioColumn> all = columns();
    m_body->setLead(sentences::scenariosLead(all));
    m_figures->setSpec(scenarioFigures(all, workspace().scenario(), workspace().realPrices()));
    m_figures->setFixedHeight(m_figures->contentHeight());
    ChartSpec capacity = scenarioCapacityChart(all, m_today);
    ChartSpec payments = scenarioPaymentsChart(all, workspace().period(), workspace().realPrices());
    // Of the chosen scenario alone the simulation speaks.
    for (int i = 0; i < capacity.lines.size(); ++i) {
        if (capacity.lines[i].id == QLatin1Char('s') + workspace().scenario()) {
            simulateLine(capacity, i, simulation::Figure::Bf16Pflops, 1e-3, engine::Period::Month);
            capacity.sources[i].figure = QString::fromLatin1(withFleet);
            if (!workspace().realPrices()) {
                simulateLine(payments, i, simulation::Figure::PaidEur, 1e-6, workspace().period());
            }
        }
    }
    payments.note = workspace().realPrices() ? nominalOnly() : QString();
    showChart(m_capacity, capacity);
    showChart(m_payments, payments);
    refreshDifference();
}

void ScenariosPage::refreshDifference()
{
    const std::vector<ScenarioColumn> all = columns();
    WaterfallSpec spec;
    if (all.size() > 1) {
        spec = differenceWaterfall({all[0], all[1], static_cast<DifferenceSplit>(m_split->current()), static_cast<DifferenceMeasure>(m_measure->current()), m_set->answer().steps, colours()});
    } else {
        spec.title = tr("What explains the difference");
        spec.empty = tr("Choose a scenario that is not the one compared with.");
    }
    showDifference(all.size() > 1);
    m_differenceTitle->setText(spec.title);
    m_differenceSubtitle->setText(spec.subtitle);
    m_differenceSubtitle->setVisible(!spec.subtitle.isEmpty());
    m_waterfall->setSpec(spec);
    if (m_stack->currentWidget() == m_differenceTable) {
        m_differenceTable->setSpec(differenceTable(spec));
    }
}

void ScenariosPage::showTable(bool table)
{
    m_stack->setCurrentWidget(table ? static_cast<QWidget *>(m_differenceTable) : m_waterfall);
    refreshDifference();
    (table ? static_cast<QWidget *>(m_differenceTable) : m_waterfall)->setFocus();
}

void ScenariosPage::perform(const core::Result<core::Edit> &edit, const QString &afterwards)
{
    const core::Status status = edit ? workspace().document().perform(*edit) : core::Status(edit.error());
    if (!status) {
        Q_EMIT messageWanted(QString::fromStdString(status.error().message));
        refresh();
    } else if (!afterwards.isEmpty()) {
        Q_EMIT messageWanted(afterwards);
    }
}

void ScenariosPage::add()
{
    const auto plan = workspace().document().plan();
    const QString name = tr("New scenario");
    const std::string id = core::freeScenarioId(*plan, name.toStdString());
    perform(core::addScenario(*plan, tr("Add a scenario").toStdString(), name.toStdString(), workspace().scenario().toStdString()));
    if (workspace().document().plan()->scenarios.find(id)) {
        workspace().setScenario(QString::fromStdString(id));
        m_tree->renameCurrent();
    }
}

void ScenariosPage::duplicate()
{
    const auto plan = workspace().document().plan();
    const QString old = nameOf(*plan, workspace().scenario());
    const QString name = tr("Copy of %1").arg(old);
    const std::string id = core::freeScenarioId(*plan, name.toStdString());
    perform(core::duplicateScenario(*plan, tr("Duplicate “%1”").arg(old).toStdString(), workspace().scenario().toStdString(), name.toStdString()));
    if (workspace().document().plan()->scenarios.find(id)) {
        workspace().setScenario(QString::fromStdString(id));
        m_tree->renameCurrent();
    }
}

QString ScenariosPage::whatRemovingDoes(const QString &id) const
{
    const auto plan = workspace().document().plan();
    const auto children = core::childrenOf(*plan, id.toStdString());
    const auto own = core::overridesOf(*plan, id.toStdString()).size();
    const QString first = tr("Deletes “%1” with its %2 values").arg(nameOf(*plan, id)).arg(own);
    if (children.empty()) {
        return first;
    }
    QStringList names;
    for (const std::string &c : children) {
        names << tr("“%1”").arg(nameOf(*plan, QString::fromStdString(c)));
    }
    return tr("%1. %2 then stands on %3 and takes over what it inherited, so its figures stay").arg(first, sentences::joined(names), parentName());
}

void ScenariosPage::remove(const QString &id)
{
    const auto plan = workspace().document().plan();
    const core::Scenario *s = plan->scenarios.find(id.toStdString());
    if (!s) {
        return;
    }
    const QString parent = QString::fromStdString(s->parent.value_or(std::string()));
    const QString what = core::childrenOf(*plan, s->id).empty() ? QString() : tr("%1. Undo brings it back.").arg(whatRemovingDoes(id).replace(tr("Deletes"), tr("Deleted")));
    workspace().setScenario(parent);
    if (workspace().against() == id) {
        workspace().setAgainst(parent);
    }
    perform(core::removeScenario(*plan, tr("Delete “%1”").arg(QString::fromStdString(s->name)).toStdString(), s->id), what);
}

void ScenariosPage::rename(const QString &id, const QString &name)
{
    core::Edit edit{tr("Rename “%1” to “%2”").arg(nameOf(*workspace().document().plan(), id), name).toStdString(), {core::updateCell({"scenario", id.toStdString(), "name"}, name.toStdString())}};
    perform(edit);
}

void ScenariosPage::move(const QString &id, const QString &parent)
{
    const auto plan = workspace().document().plan();
    const core::Scenario *s = plan->scenarios.find(id.toStdString());
    if (!s || QString::fromStdString(s->parent.value_or(std::string())) == parent) {
        return;
    }
    const QString onto = parent.isEmpty() ? tr("the baseline") : tr("“%1”").arg(nameOf(*plan, parent));
    perform(core::moveScenario(tr("Let “%1” inherit from %2").arg(QString::fromStdString(s->name), onto).toStdString(), s->id, parent.toStdString()));
}

std::vector<core::Cell> ScenariosPage::chosenCells(bool all) const
{
    std::vector<core::Cell> out;
    for (const core::Override &o : core::overridesOf(*workspace().document().plan(), workspace().scenario().toStdString())) {
        const core::Cell cell{o.entity, o.row, o.field};
        if (all || overrideId(cell) == m_overrides->currentRowId()) {
            out.push_back(cell);
        }
    }
    return out;
}

QString ScenariosPage::parentName() const
{
    const auto plan = workspace().document().plan();
    const core::Scenario *s = plan->scenarios.find(workspace().scenario().toStdString());
    return s && s->parent ? tr("“%1”").arg(nameOf(*plan, QString::fromStdString(*s->parent))) : tr("the baseline");
}

void ScenariosPage::reset(bool all)
{
    const auto plan = workspace().document().plan();
    const auto cells = chosenCells(all);
    if (cells.empty()) {
        return;
    }
    const QString name = nameOf(*plan, workspace().scenario());
    const QString label = cells.size() == 1 ? sentences::resetLabel(*plan, cells.front()) : tr("Reset all %1 values of “%2”").arg(cells.size()).arg(name);
    perform(core::resetCells(*plan, label.toStdString(), workspace().scenario().toStdString(), cells));
}

void ScenariosPage::promote(bool all)
{
    const auto plan = workspace().document().plan();
    const auto cells = chosenCells(all);
    const core::Scenario *s = plan->scenarios.find(workspace().scenario().toStdString());
    if (cells.empty() || !s) {
        return;
    }
    const QString what = cells.size() == 1 ? sentences::rowName(*plan, cells.front().entity, cells.front().row) : tr("%1 values").arg(cells.size());
    const QString label = tr("Promote %1 to %2").arg(what, parentName());
    const auto siblings = core::childrenOf(*plan, s->parent.value_or(std::string())).size() - 1;
    const QString afterwards = siblings == 0 ? QString()
        : siblings == 1 ? tr("%1 has the values now, and so has the other scenario that stands on it, where it does not override them. Undo takes it back.").arg(parentName())
                        : tr("%1 has the values now, and so have the %2 other scenarios that stand on it, where they do not override them. Undo takes it back.").arg(parentName()).arg(siblings);
    const QString sentence = afterwards.isEmpty() ? afterwards : afterwards.at(0).toUpper() + afterwards.mid(1);
    perform(core::promoteCells(*plan, label.toStdString(), s->id, cells), sentence);
}

bool ScenariosPage::showCell(const core::Cell &cell)
{
    if (cell.entity == "override") {
        const auto parts = core::entity("override")->keyParts(cell.row);
        const auto *scenario = parts.size() == 4 ? std::get_if<std::string>(&parts[0]) : nullptr;
        if (!scenario || !workspace().document().plan()->scenarios.find(*scenario)) {
            return false;
        }
        workspace().setScenario(QString::fromStdString(*scenario));
        refresh();
        m_overrides->setCurrentRowId(overrideId({core::toPlainText(parts[1]), core::toPlainText(parts[2]), core::toPlainText(parts[3])}));
        return true;
    }
    if (cell.entity != "scenario" || !workspace().document().plan()->scenarios.find(cell.row)) {
        return false;
    }
    workspace().setScenario(QString::fromStdString(cell.row));
    return true;
}

} // namespace ui
