// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulationanswer.h"

#include <QTimer>

#include <map>

namespace document {

// How the window's charts show the figures that a simulation has: as the plan's numbers, with the band in which the draws lie, or as their distribution.
enum class ShownAs { Number, Band, Distribution };

// Simulates the plan that a window shows, with its preview, as long as somebody wants to know. A change is answered at once with few draws, which
// follow the mouse; when it is kept, or rests for a moment, the plan's number of draws with the same seed refines the answer. The drawing is done
// beside the window; the newest plan wins. One for each workspace (Workspace::simulation()); belongs to the window's thread.
class SimulationRunner : public QObject
{
    Q_OBJECT

public:
    static constexpr std::int64_t quickDraws = 10'000;  // of what is kept, before the plan's number
    static constexpr std::int64_t previewDraws = 4'096; // of what is dragged: a frame's time for all that a page asks for
    using AnswerPtr = std::shared_ptr<const SimulationAnswer>;

    explicit SimulationRunner(Workspace &workspace);
    ~SimulationRunner() override;

    // What this object wants from now on, instead of what it wanted before; nothing: a need that is empty. A page that is hidden wants nothing.
    void want(const QObject *who, const SimulationNeed &need);

    const SimulationNeed &need() const { return m_need; } // of all

    // Null until the first answer. Of the plan of a moment ago, or without what is newly wanted, while isBusy().
    AnswerPtr answer() const { return m_answer; }
    bool isBusy() const { return m_running; }
    bool isRefining() const { return m_running && m_refining; }
    std::int64_t drawsMade() const { return m_progress ? m_progress->load() : 0; } // by what runs
    // Enough: keeps what the draws made so far say. What follows another change is not stopped.
    void stop();
    // The plan's number of draws after all.
    void resume();

    ShownAs shownAs() const { return m_shownAs; }
    void setShownAs(ShownAs shownAs);

Q_SIGNALS:
    void shownAsChanged();
    void answered();    // answer() is a new one
    void busyChanged(); // began or ended
    void progressed();  // drawsMade() has grown; some ten times a second while refining

private:
    void ask();
    void askLater();
    void start(bool refine);
    void finish();
    std::int64_t drawsAsked() const;

    Workspace &m_workspace;
    ShownAs m_shownAs = ShownAs::Number;
    std::map<const QObject *, SimulationNeed> m_wants;
    SimulationNeed m_need; // all of them
    AnswerPtr m_answer;
    bool m_running = false;
    bool m_refining = false;
    bool m_stale = false; // what runs is not of the newest plan and needs
    bool m_askedLater = false;
    std::stop_source m_cancel, m_stop;
    std::shared_ptr<std::atomic<std::int64_t>> m_progress;
    QTimer m_rest; // until what is previewed is refined
    QTimer m_watch; // for progress
    QFutureWatcher<AnswerPtr> m_watcher;
};

} // namespace document
