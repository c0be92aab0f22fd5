// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "month.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine {

enum class Period { Month, Quarter, Year };

// The months projected, numbered from 0, and the quarters and years that they make up. A period at an edge may be cut.
class Calendar
{
public:
    Calendar() = default;
    Calendar(core::Month first, core::Month last);

    core::Month first() const { return m_first; }
    core::Month last() const { return m_first + (m_months - 1); }
    int months() const { return m_months; }
    core::Month month(int index) const { return m_first + index; }
    int indexOf(core::Month month) const { return month - m_first; }

    int firstYear() const { return m_first.year(); }
    int years() const { return periods(Period::Year); }
    int periods(Period period) const;
    int periodOf(Period period, int monthIndex) const;
    int begin(Period period, int index) const; // first month of the period, within the horizon
    int end(Period period, int index) const;   // one past its last month
    std::string label(Period period, int index) const; // 2026, 2026-Q3, 2026-09
    // The period that a label speaks of; none where it cannot be read or lies outside the horizon.
    std::optional<std::pair<Period, int>> find(std::string_view label) const;

    // Hours from the start of the horizon to the start of the month: H(a) + ... + H(b-1) = hoursBefore(b) - hoursBefore(a).
    double hoursBefore(int monthIndex) const { return m_hoursBefore[static_cast<std::size_t>(monthIndex)]; }
    double hours(int monthIndex) const { return hoursBefore(monthIndex + 1) - hoursBefore(monthIndex); }

    bool operator==(const Calendar &other) const { return m_first == other.m_first && m_months == other.m_months; }

private:
    core::Month m_first;
    int m_months = 0;
    std::vector<double> m_hoursBefore{0.0};
};

} // namespace engine
