// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "calendar.h"

#include <string>

namespace simulation {

// The periods that results are asked for, side by side: those of the calendar, and on request the whole horizon after them.
class Periods
{
public:
    Periods() = default;
    Periods(const engine::Calendar &calendar, engine::Period period, bool wholeHorizon) : m_calendar(calendar), m_period(period), m_whole(wholeHorizon) {}

    const engine::Calendar &calendar() const { return m_calendar; }
    engine::Period period() const { return m_period; }
    int parts() const { return m_calendar.periods(m_period); } // without the whole
    int count() const { return parts() + (m_whole ? 1 : 0); }
    bool hasWhole() const { return m_whole; }
    bool isWhole(int lane) const { return lane == parts(); }
    int begin(int lane) const { return isWhole(lane) ? 0 : m_calendar.begin(m_period, lane); }
    int end(int lane) const { return isWhole(lane) ? m_calendar.months() : m_calendar.end(m_period, lane); }
    int year(int lane) const { return m_calendar.month(begin(lane)).year(); } // of a part
    int laneOf(int month) const { return m_calendar.periodOf(m_period, month); }
    // 2026, 2026-Q3, 2026-09; the whole horizon is written 2025-01/2030-12.
    std::string label(int lane) const
    {
        return isWhole(lane) ? m_calendar.first().toString() + '/' + m_calendar.last().toString() : m_calendar.label(m_period, lane);
    }
    bool operator==(const Periods &other) const = default;

private:
    engine::Calendar m_calendar;
    engine::Period m_period = engine::Period::Year;
    bool m_whole = false;
};

} // namespace simulation
