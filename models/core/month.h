// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace core {

// A calendar month, counted from January of the year 0. Written and read as 'YYYY-MM'; years 1900 to 2999.
class Month
{
public:
    constexpr Month() = default;
    constexpr Month(int year, int monthOfYear) : m_index(year * 12 + monthOfYear - 1) {}
    static constexpr Month fromIndex(int index)
    {
        Month m;
        m.m_index = index;
        return m;
    }
    static std::optional<Month> parse(std::string_view text);

    constexpr int index() const { return m_index; }
    constexpr int year() const { return m_index / 12; }
    constexpr int monthOfYear() const { return m_index % 12 + 1; }
    constexpr int quarter() const { return m_index % 12 / 3 + 1; }
    constexpr int days() const
    {
        constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        const int y = year();
        const bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
        return lengths[m_index % 12] + (m_index % 12 == 1 && leap ? 1 : 0);
    }
    constexpr int hours() const { return 24 * days(); }
    std::string toString() const;

    constexpr Month operator+(int months) const { return fromIndex(m_index + months); }
    constexpr Month operator-(int months) const { return fromIndex(m_index - months); }
    constexpr int operator-(Month other) const { return m_index - other.m_index; }
    constexpr auto operator<=>(const Month &) const = default;

private:
    int m_index = 1970 * 12;
};

} // namespace core
