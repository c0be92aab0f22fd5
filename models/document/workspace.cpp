// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace.h"

#include <QtConcurrentRun>

namespace document {

Workspace::Workspace(PlanDocument &document, QObject *parent) : QObject(parent), m_document(document)
{
    connect(&m_document, &PlanDocument::planChanged, this, &Workspace::planChanged);
    connect(&m_findingsWatcher, &QFutureWatcherBase::finished, this, [this] {
        if (m_findingsStale) { // only the newest answer counts
            startFindings();
            return;
        }
        m_findings = m_findingsWatcher.result();
        Q_EMIT findingsChanged();
    });
    recompute();
}

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
    m_period = period;
    Q_EMIT viewChanged();
}

void Workspace::setRealPrices(bool real)
{
    m_realPrices = real;
    Q_EMIT viewChanged();
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

core::Result<core::Edit> Workspace::editFor(const std::vector<std::pair<core::Cell, core::Value>> &values, const QString &label) const
{
    core::Edit edit;
    edit.label = label.toStdString();
    for (const auto &[cell, value] : values) {
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

core::Status Workspace::setMany(const std::vector<std::pair<core::Cell, core::Value>> &values, const QString &label)
{
    const auto edit = editFor(values, label);
    const core::Status status = edit ? m_document.perform(*edit) : core::Status(edit.error());
    if (m_previewing) {
        clearPreview();
    }
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

core::Status Workspace::previewMany(const std::vector<std::pair<core::Cell, core::Value>> &values)
{
    const auto edit = editFor(values, tr("Preview"));
    const auto after = edit ? core::applied(*m_document.plan(), *edit) : core::Result<core::Plan>(edit.error());
    if (!after) {
        clearPreview();
        return after.error();
    }
    if (const auto plan = resolved(*after, m_scenario)) {
        m_projection = projected(*plan);
        m_previewing = true;
        Q_EMIT projectionChanged();
    }
    return core::Done{};
}

void Workspace::clearPreview()
{
    if (m_previewing) {
        m_previewing = false;
        m_projection = m_kept;
        Q_EMIT projectionChanged();
    }
}

core::Value Workspace::value(const core::Cell &cell) const
{
    return core::valueAt(m_projection->plan, cell);
}

core::Value Workspace::keptValue(const core::Cell &cell) const
{
    return core::valueAt(m_kept->plan, cell);
}

core::Value Workspace::inheritedValue(const core::Cell &cell) const
{
    const auto plan = m_document.plan();
    const core::Scenario *s = plan->scenarios.find(m_scenario.toStdString());
    const auto parent = resolved(*plan, s && s->parent ? QString::fromStdString(*s->parent) : QString());
    return parent ? core::valueAt(*parent, cell) : core::Value{};
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

std::optional<core::Plan> Workspace::resolved(const core::Plan &plan, const QString &scenario) const
{
    auto result = core::resolve(plan, scenario.toStdString());
    return result ? std::optional(std::move(*result)) : std::nullopt;
}

ProjectionPtr Workspace::projected(const core::Plan &resolvedPlan) const
{
    return std::make_shared<const engine::Projection>(engine::project(resolvedPlan));
}

void Workspace::planChanged(const Delta &)
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
    const auto mine = resolved(*plan, m_scenario);
    const auto other = resolved(*plan, m_against);
    m_previewing = false;
    m_kept = projected(mine ? *mine : *plan);
    m_projection = m_kept;
    m_againstProjection = m_scenario == m_against ? m_kept : projected(other ? *other : *plan);
    Q_EMIT projectionChanged();
    startFindings();
}

void Workspace::startFindings()
{
    m_findingsStale = m_findingsWatcher.isRunning();
    if (!m_findingsStale) {
        m_findingsWatcher.setFuture(QtConcurrent::run([plan = m_document.plan(), scenario = m_scenario.toStdString(), kept = m_kept] {
            return engine::findings(*plan, scenario, *kept);
        }));
    }
}

} // namespace document
