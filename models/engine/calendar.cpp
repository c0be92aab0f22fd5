// SPDX-License-Identifier: GPL-3.0-or-later
#include "calendar.h"

#include <algorithm>

namespace engine {

namespace {
// Periods are counted from the year 0, so that a difference is an index.
int absolute(Period period, core::Month m)
{
    return period == Period::Month ? m.index() : period == Period::Quarter ? m.index() / 3 : m.year();
}

int monthsIn(Period period)
{
    return period == Period::Month ? 1 : period == Period::Quarter ? 3 : 12;
}
} // namespace

Calendar::Calendar(core::Month first, core::Month last) : m_first(first), m_months(std::max(0, last - first + 1))
{
    m_hoursBefore.resize(static_cast<std::size_t>(m_months) + 1);
    for (int i = 0; i < m_months; ++i) {
        m_hoursBefore[static_cast<std::size_t>(i) + 1] = m_hoursBefore[static_cast<std::size_t>(i)] + (first + i).hours();
    }
}

int Calendar::periods(Period period) const
{
    return m_months == 0 ? 0 : absolute(period, last()) - absolute(period, m_first) + 1;
}

int Calendar::periodOf(Period period, int monthIndex) const
{
    return absolute(period, month(monthIndex)) - absolute(period, m_first);
}

int Calendar::begin(Period period, int index) const
{
    const int start = (absolute(period, m_first) + index) * monthsIn(period) - m_first.index();
    return std::max(0, start);
}

int Calendar::end(Period period, int index) const
{
    const int stop = (absolute(period, m_first) + index + 1) * monthsIn(period) - m_first.index();
    return std::min(m_months, stop);
}

std::string Calendar::label(Period period, int index) const
{
    const core::Month m = month(begin(period, index));
    if (period == Period::Month) {
        return m.toString();
    }
    const std::string year = m.toString().substr(0, 4);
    return period == Period::Year ? year : year + "-Q" + std::to_string(m.quarter());
}

std::optional<std::pair<Period, int>> Calendar::find(std::string_view text) const
{
    Period period = Period::Month;
    std::optional<core::Month> m;
    if (text.size() == 4) {
        period = Period::Year;
        m = core::Month::parse(std::string(text) + "-01");
    } else if (text.size() == 7 && text[5] == 'Q' && text[6] >= '1' && text[6] <= '4') {
        period = Period::Quarter;
        m = core::Month::parse(std::string(text.substr(0, 5)) + "01");
        if (m) {
            m = *m + 3 * (text[6] - '1');
        }
    } else {
        m = core::Month::parse(text);
    }
    if (!m || m_months == 0) {
        return std::nullopt;
    }
    const int index = absolute(period, *m) - absolute(period, m_first);
    if (index < 0 || index >= periods(period)) {
        return std::nullopt;
    }
    return std::pair(period, index);
}

} // namespace engine
