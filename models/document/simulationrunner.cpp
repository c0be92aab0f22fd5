// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulationrunner.h"

#include <QtConcurrentRun>

namespace document {

namespace {

constexpr int restMilliseconds = 250;
constexpr int watchMilliseconds = 100;

} // namespace

SimulationRunner::SimulationRunner(Workspace &workspace) : m_workspace(workspace)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMilliseconds);
    m_watch.setInterval(watchMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, [this] { start(true); });
    connect(&m_watch, &QTimer::timeout, this, &SimulationRunner::progressed);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &SimulationRunner::finish);
    connect(&workspace, &Workspace::projectionChanged, this, &SimulationRunner::ask);
    connect(&workspace, &Workspace::viewChanged, this, [this] {
        if (m_stale) { // an answer about another scenario is of no use
            m_cancel.request_stop();
        }
    });
}

SimulationRunner::~SimulationRunner()
{
    m_cancel.request_stop();
}

void SimulationRunner::want(const QObject *who, const SimulationNeed &need)
{
    const auto known = m_wants.find(who);
    if (known == m_wants.end() ? need.isEmpty() : known->second == need) {
        return;
    }
    if (known == m_wants.end()) {
        connect(who, &QObject::destroyed, this, [this, who] { want(who, {}); });
    }
    if (need.isEmpty()) {
        disconnect(who, &QObject::destroyed, this, nullptr);
        m_wants.erase(known);
    } else {
        m_wants[who] = need;
    }
    SimulationNeed all;
    for (const auto &[object, wanted] : m_wants) {
        all.add(wanted);
    }
    SimulationNeed both = m_need;
    both.add(all);
    const bool more = !(both == m_need) || (m_answer && m_answer->shown != m_workspace.projection());
    m_need = std::move(all);
    if (m_need.isEmpty()) {
        m_rest.stop();
        m_cancel.request_stop();
        m_stale = false;
    } else if (more || !m_answer) {
        askLater();
    }
}

void SimulationRunner::setShownAs(ShownAs shownAs)
{
    if (std::exchange(m_shownAs, shownAs) != shownAs) {
        Q_EMIT shownAsChanged();
    }
}

void SimulationRunner::stop()
{
    m_rest.stop();
    m_stop.request_stop();
}

void SimulationRunner::resume()
{
    if (!m_running && !m_need.isEmpty()) {
        start(true);
    }
}

// Several wants of one moment are one question.
void SimulationRunner::askLater()
{
    if (!m_askedLater) {
        m_askedLater = true;
        QMetaObject::invokeMethod(this, [this] {
            m_askedLater = false;
            ask();
        }, Qt::QueuedConnection);
    }
}

void SimulationRunner::ask()
{
    m_rest.stop();
    if (m_need.isEmpty()) {
        return;
    }
    if (!m_running) {
        start(false);
        return;
    }
    m_stale = true;
    // A quick answer comes to its end, so that a mouse that never rests is followed.
    if (m_refining) {
        m_cancel.request_stop();
    }
}

std::int64_t SimulationRunner::drawsAsked() const
{
    return m_workspace.projection()->plan.settings().simulationDraws;
}

void SimulationRunner::start(bool refine)
{
    const core::PlanSettings &settings = m_workspace.projection()->plan.settings();
    SimulationJob job;
    job.asked.need = m_need;
    job.asked.shown = m_workspace.projection();
    job.asked.against = m_workspace.againstProjection();
    job.asked.revision = m_workspace.document().revision();
    job.asked.preview = m_workspace.isPreviewing();
    job.asked.seed = static_cast<std::uint64_t>(settings.simulationSeed);
    job.asked.drawsAsked = drawsAsked();
    job.draws = refine ? drawsAsked() : std::min(drawsAsked(), job.asked.preview ? previewDraws : quickDraws);
    job.asked.refined = refine || job.draws == drawsAsked();
    job.progress = std::make_shared<std::atomic<std::int64_t>>(0);
    m_cancel = job.cancel;
    m_stop = job.stop;
    m_progress = job.progress;
    m_refining = refine;
    m_stale = false;
    m_running = true;
    if (refine) {
        m_watch.start();
    }
    m_watcher.setFuture(QtConcurrent::run([job = std::move(job)]() -> AnswerPtr {
        auto answer = answerTo(job);
        return answer ? std::make_shared<const SimulationAnswer>(std::move(*answer)) : nullptr;
    }));
    Q_EMIT busyChanged();
}

void SimulationRunner::finish()
{
    m_running = false;
    m_watch.stop();
    const AnswerPtr answer = m_watcher.result();
    const bool stopped = m_stop.stop_requested();
    if (m_need.isEmpty()) {
        Q_EMIT busyChanged();
        return;
    }
    const bool stale = m_stale || !answer;
    if (stale) {
        start(false);
    } else if (!answer->refined && !stopped && answer->error.isEmpty()) {
        if (answer->preview) {
            m_rest.start();
        } else {
            start(true);
        }
    }
    if (answer) {
        m_answer = answer;
        Q_EMIT answered();
    }
    if (!m_running) {
        Q_EMIT busyChanged();
    }
}

} // namespace document
