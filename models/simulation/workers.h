// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace simulation {

// Threads that stand ready, so that a short simulation does not wait for new ones. One task at a time; others wait for their turn.
class Workers
{
public:
    static Workers &shared();
    ~Workers();

    // Calls work(0) here and work(1) ... work(threads - 1) on other threads at the same time; returns when all have. `work` does not throw and
    // starts no such task itself.
    void run(int threads, const std::function<void(int worker)> &work);
    static int cores();

private:
    void loop(int worker);

    std::mutex m_turn; // held by the task
    std::mutex m_mutex;
    std::condition_variable m_wake, m_done;
    std::vector<std::jthread> m_threads;
    const std::function<void(int)> *m_work = nullptr;
    int m_wanted = 0;  // workers that take part
    int m_running = 0; // of them, beside the caller
    unsigned m_task = 0;
    bool m_quit = false;
};

} // namespace simulation
