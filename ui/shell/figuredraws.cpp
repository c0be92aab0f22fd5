// SPDX-License-Identifier: GPL-3.0-or-later
#include "figuredraws.h"

#include "simulation.h"

#include <QtConcurrentRun>

#include <limits>

namespace ui {

namespace {
constexpr std::int64_t drawsWhilePreviewing = 10'000; // follow the mouse
}

FigureDraws::FigureDraws(QObject *parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        const auto answer = m_watcher.result();
        if (m_waiting) {
            start();
        } else if (answer) {
            m_answer = answer;
            Q_EMIT answered();
        }
    });
}

FigureDraws::~FigureDraws()
{
    m_cancel.request_stop();
    m_watcher.waitForFinished();
}

const FigureDraws::Answer *FigureDraws::answer(const simulation::SimulatedFigure &figure, const document::Workspace &workspace)
{
    const Request request{figure, workspace.projection(), workspace.isPreviewing() ? drawsWhilePreviewing : std::numeric_limits<std::int64_t>::max()};
    if (m_wanted != request) {
        m_wanted = request;
        m_cancel.request_stop();
        m_waiting = true;
        if (!m_watcher.isRunning()) {
            start();
        }
    }
    return m_answer && m_answer->figure == figure ? m_answer.get() : nullptr;
}

void FigureDraws::start()
{
    m_waiting = false;
    m_cancel = std::stop_source();
    m_watcher.setFuture(QtConcurrent::run(&FigureDraws::draw, *m_wanted, m_cancel.get_token()));
}

// Null after a cancel.
std::shared_ptr<const FigureDraws::Answer> FigureDraws::draw(const Request &request, std::stop_token cancel)
{
    const std::shared_ptr<const core::Plan> plan(request.projection, &request.projection->plan);
    simulation::Sampling sampling = simulation::samplingOf(*plan);
    sampling.draws = std::min(sampling.draws, request.drawsAtMost);
    simulation::Control control;
    control.cancel = std::move(cancel);
    auto answer = std::make_shared<Answer>(Answer{request.figure, request.projection, simulation::drawn(plan, request.figure, sampling, control)});
    return answer->drawn && !*answer->drawn ? nullptr : std::shared_ptr<const Answer>(std::move(answer));
}

} // namespace ui
