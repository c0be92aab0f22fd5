// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarioset.h"

#include "projectagain.h"

#include <QtConcurrentRun>

namespace document {

namespace {

// Above this many factories (as in Workspace) the answer takes longer than a frame.
constexpr std::size_t largePlanFactories = 150;

ProjectionPtr projected(const core::Plan &resolved, const ProjectionPtr &near)
{
    if (near && near->plan == resolved) {
        return near;
    }
    const auto changed = near ? engine::changedFactories(near->plan, resolved) : std::nullopt;
    return std::make_shared<const engine::Projection>(changed ? engine::reproject(*near, resolved, *changed) : engine::project(resolved));
}

// None where it was stopped.
std::optional<ScenarioSet::Answer> answerTo(const ScenarioSet::Question &question, qint64 revision, const core::Plan &plan, const ScenarioSet::Answer &before,
                                            const std::atomic<bool> &stop)
{
    ScenarioSet::Answer out{question, revision, {}, {}};
    for (const QString &id : question.scenarios) {
        const auto resolved = core::resolve(plan, id.toStdString());
        if (stop) {
            return std::nullopt;
        }
        if (resolved) {
            const auto near = before.projections.find(id);
            out.projections[id] = projected(*resolved, near == before.projections.end() ? nullptr : near->second);
        }
    }
    const auto from = out.projections.find(question.from);
    const auto to = out.projections.find(question.to);
    if (from != out.projections.end() && to != out.projections.end()) {
        auto steps = engine::differenceByCell(*from->second, to->second->plan, engine::differingCells(plan, question.from.toStdString(), question.to.toStdString()),
                                              [&stop] { return stop.load(); });
        if (!steps) {
            return std::nullopt;
        }
        out.steps = std::move(*steps);
    }
    return out;
}

} // namespace

ScenarioSet::ScenarioSet(PlanDocument &document, QObject *parent) : QObject(parent), m_document(document), m_stop(std::make_shared<std::atomic<bool>>(false))
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        std::optional<Answer> answer = m_watcher.result();
        if (!answer || answer->revision != m_asked || !(answer->question == m_question)) {
            start(); // only the newest question counts
            return;
        }
        m_answer = std::move(*answer);
        Q_EMIT answered();
    });
}

ScenarioSet::~ScenarioSet()
{
    *m_stop = true;
}

void ScenarioSet::ask(const Question &question)
{
    if (question == m_question && m_asked == m_document.revision()) {
        return;
    }
    m_question = question;
    m_asked = m_document.revision();
    if (m_watcher.isRunning()) {
        *m_stop = true;
        return;
    }
    start();
}

void ScenarioSet::start()
{
    m_stop = std::make_shared<std::atomic<bool>>(false);
    const auto plan = m_document.plan();
    if (plan->factories.size() <= largePlanFactories) {
        m_answer = *answerTo(m_question, m_asked, *plan, m_answer, *m_stop);
        Q_EMIT answered();
        return;
    }
    m_watcher.setFuture(QtConcurrent::run([question = m_question, revision = m_asked, plan, before = m_answer, stop = m_stop] {
        return answerTo(question, revision, *plan, before, *stop);
    }));
}

} // namespace document
