// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace core {

// Rows of one table, ordered by their key, shared between copies until one of them is changed: a copy of a plan costs next to nothing.
// A row type R has `int compareKey(std::string_view key) const` (negative, 0, positive) and operator==. Copies may be read by several threads.
template<typename R>
class Table
{
public:
    using Row = R;

    Table() : m_rows(std::make_shared<std::vector<R>>()) {}

    const std::vector<R> &rows() const { return *m_rows; }
    std::size_t size() const { return m_rows->size(); }
    bool empty() const { return m_rows->empty(); }
    auto begin() const { return m_rows->cbegin(); }
    auto end() const { return m_rows->cend(); }
    const R &operator[](std::size_t i) const { return (*m_rows)[i]; }

    // Position of the first row whose key is not less than this one.
    std::size_t lowerBound(std::string_view key) const
    {
        const auto it = std::partition_point(m_rows->cbegin(), m_rows->cend(), [&](const R &r) { return r.compareKey(key) < 0; });
        return static_cast<std::size_t>(it - m_rows->cbegin());
    }
    // Position of the row with this key, or -1.
    std::ptrdiff_t indexOf(std::string_view key) const
    {
        const std::size_t i = lowerBound(key);
        return i < size() && (*m_rows)[i].compareKey(key) == 0 ? static_cast<std::ptrdiff_t>(i) : -1;
    }
    const R *find(std::string_view key) const
    {
        const std::ptrdiff_t i = indexOf(key);
        return i < 0 ? nullptr : &(*m_rows)[static_cast<std::size_t>(i)];
    }

    // The row to write to. Do not change its key.
    R &edit(std::size_t i) { return own()[i]; }
    // The caller has made sure that the key is new.
    void insert(std::string_view key, R row)
    {
        const std::size_t i = lowerBound(key);
        auto &rows = own();
        rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(i), std::move(row));
    }
    void erase(std::size_t i)
    {
        auto &rows = own();
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i));
    }
    // Takes rows in any order and sorts them.
    void assign(std::vector<R> rows, bool (*less)(const R &, const R &))
    {
        std::sort(rows.begin(), rows.end(), less);
        m_rows = std::make_shared<std::vector<R>>(std::move(rows));
    }

    bool operator==(const Table &other) const { return m_rows == other.m_rows || *m_rows == *other.m_rows; }
    bool sharesRowsWith(const Table &other) const { return m_rows == other.m_rows; }

private:
    std::vector<R> &own()
    {
        if (m_rows.use_count() > 1) {
            m_rows = std::make_shared<std::vector<R>>(*m_rows);
        }
        return *m_rows;
    }

    std::shared_ptr<std::vector<R>> m_rows;
};

} // namespace core
