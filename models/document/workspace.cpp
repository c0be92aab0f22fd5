// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace.h"

#include "missingrow.h"
#include "projectagain.h"
#include "simulationrunner.h"

#include <QtConcurrentRun>

namespace document {

namespace {

// Above this many factories a full projection takes longer than a frame, so it is done beside the window.
constexpr std::size_t largePlanFactories = 150;

// Null where the plan has to be projected in full.
ProjectionPtr projectedFromNear(const core::Plan &plan, const ProjectionPtr &before)
{
    if (!before || before->plan == plan) {
        return before;
    }
    const auto changed = engine::changedFactories(before->plan, plan);
    if (!changed || changed->size() > plan.factories.size() / 2 + 1) {
        return nullptr;
    }
    return std::make_shared<const engine::Projection>(engine::reproject(*before, plan, *changed));
}

} // namespace

Workspace::Workspace(PlanDocument &document, QObject *parent)
    : QObject(parent), m_document(document), m_simulation(std::make_unique<SimulationRunner>(*this))
{
    connect(&m_document, &PlanDocument::planChanged, this, &Workspace::planChanged);
    connect(&m_projectionWatcher, &QFutureWatcherBase::finished, this, [this] {
        m_projecting = false;
        if (m_projectionStale) { // only the newest answer counts
            project();
            return;
        }
        takeProjections(m_projectionWatcher.result());
    });
    connect(&m_findingsWatcher, &QFutureWatcherBase::finished, this, [this] {
        m_seekingFindings = false;
        if (m_findingsStale) {
            startFindings();
            return;
        }
        m_findings = m_findingsWatcher.result();
        m_findingsKnown = true;
        Q_EMIT findingsChanged();
    });
    recompute();
}

Workspace::~Workspace() = default;

QString Workspace::scenarioName(const QString &id) const
{
    const auto plan = m_document.plan();
    const core::Scenario *s = id.isEmpty() ? nullptr : plan->scenarios.find(id.toStdString());
    return s ? QString::fromStdString(s->name) : tr("Baseline");
}

void Workspace::setScenario(const QString &id)
{
    if (m_scenario != id) {
        m_scenario = id;
        recompute();
        Q_EMIT viewChanged();
    }
}

void Workspace::setAgainst(const QString &id)
{
    if (m_against != id) {
        m_against = id;
        recompute();
        Q_EMIT viewChanged();
    }
}

void Workspace::setPeriod(engine::Period period)
{
    if (m_period != period) {
        m_period = period;
        Q_EMIT viewChanged();
    }
}

void Workspace::setRealPrices(bool real)
{
    if (m_realPrices != real) {
        m_realPrices = real;
        Q_EMIT viewChanged();
    }
}

std::vector<engine::StatementResult> Workspace::statements() const
{
    return engine::checkStatements(*m_projection, m_againstProjection.get());
}

std::vector<double> Workspace::eurByPeriod(const engine::Projection &projection, const engine::LineFilter &filter) const
{
    if (m_realPrices) {
        return engine::realEurByPeriod(projection, m_period, engine::Money::Paid, filter);
    }
    std::vector<double> out;
    for (const core::Cents c : engine::moneyByPeriod(projection, m_period, engine::Money::Paid, filter)) {
        out.push_back(static_cast<double>(c) / 100);
    }
    return out;
}

core::Result<core::Edit> Workspace::editFor(const CellValues &values, const QString &label) const
{
    core::Edit edit;
    edit.label = label.toStdString();
    for (const auto &[cell, value] : values) {
        const std::vector<core::Change> added = core::changesForMissingRow(*m_document.plan(), m_scenario.toStdString(), cell, value);
        if (!added.empty()) {
            edit.changes.insert(edit.changes.end(), added.begin(), added.end());
            continue;
        }
        auto change = core::setCell(*m_document.plan(), m_scenario.toStdString(), cell, value);
        if (!change) {
            return change.error();
        }
        edit.changes.push_back(std::move(*change));
    }
    return edit;
}

core::Status Workspace::set(const core::Cell &cell, const core::Value &value, const QString &label)
{
    return setMany({{cell, value}}, label);
}

core::Status Workspace::setMany(const CellValues &values, const QString &label)
{
    const auto edit = editFor(values, label);
    const core::Status status = edit ? m_document.perform(*edit) : core::Status(edit.error());
    clearPreview();
    return status;
}

core::Status Workspace::reset(const core::Cell &cell, const QString &label)
{
    auto change = core::resetCell(*m_document.plan(), m_scenario.toStdString(), cell);
    if (!change) {
        return change.error();
    }
    return m_document.perform({label.toStdString(), {std::move(*change)}});
}

core::Status Workspace::preview(const core::Cell &cell, const core::Value &value)
{
    return previewMany({{cell, value}});
}

core::Status Workspace::previewMany(const CellValues &values)
{
    const auto edit = editFor(values, tr("Preview"));
    const auto after = edit ? core::applied(*m_document.plan(), *edit) : core::Result<core::Plan>(edit.error());
    if (!after) {
        clearPreview();
        return after.error();
    }
    m_plans.shown = resolved(*after, m_scenario);
    m_previewed = values;
    Q_EMIT previewChanged();
    project();
    return core::Done{};
}

void Workspace::clearPreview()
{
    if (isPreviewing()) {
        m_previewed.clear();
        m_plans.shown = m_plans.kept;
        Q_EMIT previewChanged();
        project();
    }
}

core::Value Workspace::value(const core::Cell &cell) const
{
    return core::valueAt(m_plans.shown, cell);
}

core::Value Workspace::keptValue(const core::Cell &cell) const
{
    return core::valueAt(m_plans.kept, cell);
}

core::Value Workspace::againstValue(const core::Cell &cell) const
{
    return core::valueAt(m_plans.against, cell);
}

core::Value Workspace::inheritedValue(const core::Cell &cell) const
{
    if (!m_inherited) {
        const auto plan = m_document.plan();
        const core::Scenario *s = plan->scenarios.find(m_scenario.toStdString());
        m_inherited = resolved(*plan, s && s->parent ? QString::fromStdString(*s->parent) : QString());
    }
    return core::valueAt(*m_inherited, cell);
}

QString Workspace::originOf(const core::Cell &cell) const
{
    const auto origin = core::originOf(*m_document.plan(), m_scenario.toStdString(), cell);
    return origin ? QString::fromStdString(*origin) : QString();
}

bool Workspace::isOverridden(const core::Cell &cell) const
{
    return !m_scenario.isEmpty()
        && m_document.plan()->overrides.find(m_scenario.toStdString() + '/' + cell.entity + '/' + cell.row + '/' + cell.field) != nullptr;
}

engine::Evidence Workspace::evidenceOf(const core::Cell &cell) const
{
    return engine::evidenceOf(*m_document.plan(), cell);
}

QString Workspace::sourceSentence(const core::Cell &cell) const
{
    const auto plan = m_document.plan();
    const std::string prefix = cell.entity + '/' + cell.row + '/' + cell.field + '/';
    for (std::size_t i = plan->citations.lowerBound(prefix); i < plan->citations.size(); ++i) {
        const core::Citation &c = plan->citations[i];
        if (c.entity != cell.entity || c.row != cell.row || c.field != cell.field) {
            break;
        }
        if (!c.used) {
            continue;
        }
        const core::Source *source = plan->sources.find(c.source);
        QStringList parts;
        if (source) {
            parts << QString::fromStdString(source->title);
            if (source->publisher) {
                parts << QString::fromStdString(*source->publisher);
            }
            if (source->published) {
                parts << QString::fromStdString(*source->published);
            }
        }
        const QString status = c.status == core::CitationStatus::Stated ? tr("Stated") : c.status == core::CitationStatus::Derived ? tr("Derived") : tr("Assumption");
        const QString who = parts.isEmpty() ? status : status + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
        return c.note ? who + QStringLiteral(". ") + QString::fromStdString(*c.note) : who;
    }
    return tr("No source is named for this figure; it counts as an assumption.");
}

core::Plan Workspace::resolved(const core::Plan &plan, const QString &scenario) const
{
    auto result = core::resolve(plan, scenario.toStdString());
    return result ? std::move(*result) : plan;
}

Workspace::Projections Workspace::projected(const Plans &plans, const Projections &before)
{
    const auto of = [](const core::Plan &plan, const ProjectionPtr &near) {
        const ProjectionPtr quick = projectedFromNear(plan, near);
        return quick ? quick : std::make_shared<const engine::Projection>(engine::project(plan));
    };
    Projections out;
    out.kept = of(plans.kept, before.kept);
    out.shown = plans.shown == plans.kept ? out.kept : of(plans.shown, before.shown);
    out.against = plans.against == plans.kept ? out.kept : of(plans.against, before.against);
    return out;
}

void Workspace::planChanged()
{
    const auto plan = m_document.plan();
    const QString before = m_scenario + QLatin1Char('|') + m_against;
    if (!m_scenario.isEmpty() && !plan->scenarios.find(m_scenario.toStdString())) {
        m_scenario.clear();
    }
    if (!m_against.isEmpty() && !plan->scenarios.find(m_against.toStdString())) {
        m_against.clear();
    }
    recompute();
    if (before != m_scenario + QLatin1Char('|') + m_against) {
        Q_EMIT viewChanged();
    }
}

void Workspace::recompute()
{
    const auto plan = m_document.plan();
    m_inherited.reset();
    m_plans.kept = resolved(*plan, m_scenario);
    m_plans.shown = m_plans.kept;
    m_plans.against = m_scenario == m_against ? m_plans.kept : resolved(*plan, m_against);
    if (isPreviewing()) {
        m_previewed.clear();
        Q_EMIT previewChanged();
    }
    m_findingsDue = true;
    project();
}

void Workspace::project()
{
    const Projections before{m_projection, m_kept, m_againstProjection};
    // What only one factory does differently is quick at any size; a small plan is quick in any case.
    const auto isQuick = [&](const core::Plan &plan, const ProjectionPtr &near) {
        const auto changed = engine::changedFactories(near->plan, plan);
        return changed && changed->size() <= 4;
    };
    const bool quick = !m_kept || m_plans.kept.factories.size() <= largePlanFactories
        || (isQuick(m_plans.kept, m_kept) && isQuick(m_plans.shown, m_projection) && isQuick(m_plans.against, m_againstProjection));
    m_projectionStale = m_projecting; // its answer is then passed over
    if (quick) {
        takeProjections(projected(m_plans, before));
        return;
    }
    setBusy(true);
    if (!m_projectionStale) {
        m_projecting = true;
        m_projectionWatcher.setFuture(QtConcurrent::run([plans = m_plans, before] { return projected(plans, before); }));
    }
}

void Workspace::takeProjections(const Projections &projections)
{
    m_projection = projections.shown;
    m_kept = projections.kept;
    m_againstProjection = projections.against;
    setBusy(false);
    Q_EMIT projectionChanged();
    if (m_findingsDue) {
        m_findingsDue = false;
        startFindings();
    }
}

void Workspace::setBusy(bool busy)
{
    if (m_busy != busy) {
        m_busy = busy;
        Q_EMIT busyChanged(busy);
    }
}

void Workspace::startFindings()
{
    m_findingsStale = m_seekingFindings;
    if (!m_findingsStale) {
        m_seekingFindings = true;
        m_findingsWatcher.setFuture(QtConcurrent::run([plan = m_document.plan(), scenario = m_scenario.toStdString(), kept = m_kept] {
            return engine::findings(*plan, scenario, *kept);
        }));
    }
}

} // namespace document
