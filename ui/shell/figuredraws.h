// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explaindraws.h"
#include "workspace.h"

#include <QFutureWatcher>

namespace ui {

// Draws the one simulated figure that is being explained, beside the window; the newest plan and figure win. Belongs to the window's thread.
class FigureDraws : public QObject
{
    Q_OBJECT

public:
    struct Answer
    {
        simulation::SimulatedFigure figure;
        document::ProjectionPtr projection; // of the plan that was drawn from
        core::Result<std::optional<simulation::DrawnFigure>> drawn = std::optional<simulation::DrawnFigure>();
    };

    explicit FigureDraws(QObject *parent = nullptr);
    ~FigureDraws() override;

    // What is known of the figure: of the workspace's plan, or of the one before while the new one is drawn. Null until there is an answer.
    const Answer *answer(const simulation::SimulatedFigure &figure, const document::Workspace &workspace);

Q_SIGNALS:
    void answered();

private:
    struct Request
    {
        simulation::SimulatedFigure figure;
        document::ProjectionPtr projection;
        std::int64_t drawsAtMost = 0;
        bool operator==(const Request &) const = default;
    };
    static std::shared_ptr<const Answer> draw(const Request &request, std::stop_token cancel);
    void start();

    std::shared_ptr<const Answer> m_answer;
    std::optional<Request> m_wanted; // the newest, running or answered or waiting
    bool m_waiting = false;
    std::stop_source m_cancel;
    QFutureWatcher<std::shared_ptr<const Answer>> m_watcher;
};

} // namespace ui
