// SPDX-License-Identifier: GPL-3.0-or-later
#include "workers.h"

#include <algorithm>

namespace simulation {

Workers &Workers::shared()
{
    static Workers workers;
    return workers;
}

Workers::~Workers()
{
    {
        const std::lock_guard lock(m_mutex);
        m_quit = true;
    }
    m_wake.notify_all();
}

int Workers::cores()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void Workers::run(int threads, const std::function<void(int)> &work)
{
    if (threads <= 1) {
        work(0);
        return;
    }
    const std::lock_guard turn(m_turn);
    {
        const std::lock_guard lock(m_mutex);
        while (static_cast<int>(m_threads.size()) < threads - 1) {
            const int worker = static_cast<int>(m_threads.size()) + 1;
            m_threads.emplace_back([this, worker] { loop(worker); });
        }
        m_work = &work;
        m_wanted = threads;
        m_running = threads - 1;
        ++m_task;
    }
    m_wake.notify_all();
    work(0);
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [this] { return m_running == 0; });
    m_work = nullptr;
}

void Workers::loop(int worker)
{
    unsigned seen = 0;
    for (;;) {
        const std::function<void(int)> *work = nullptr;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [&] { return m_quit || (m_work && m_task != seen); });
            if (m_quit) {
                return;
            }
            seen = m_task;
            if (worker >= m_wanted) {
                continue;
            }
            work = m_work;
        }
        (*work)(worker);
        const std::lock_guard lock(m_mutex);
        if (--m_running == 0) {
            m_done.notify_one();
        }
    }
}

} // namespace simulation
