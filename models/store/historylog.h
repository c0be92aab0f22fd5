// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace store {

// One row of the append-only log, without its changeset.
struct HistoryRow
{
    enum class Kind { Edit, Undo, Redo, Merge, Import, Migrate, Note };
    std::int64_t seq = 0;
    std::string uid;
    Kind kind = Kind::Edit;
    std::int64_t target = 0; // undo, redo: the seq it speaks of; else 0
    std::string at;          // ISO 8601, UTC
    std::string author;
    std::string label;

    bool operator==(const HistoryRow &) const = default;
};

const char *textOf(HistoryRow::Kind kind);
// Without control characters and broken UTF-8, and not longer than a line needs: what a log's text is written and read as.
std::string cleanLabel(const std::string &text);
HistoryRow::Kind kindOf(const std::string &text);

// What can be undone and redone follows from the log alone, so it survives a restart and has no limit.
class HistoryStacks
{
public:
    void take(const HistoryRow &row);
    std::int64_t undoTarget() const { return m_undo.empty() ? 0 : m_undo.back(); } // 0: nothing
    std::int64_t redoTarget() const { return m_redo.empty() ? 0 : m_redo.back(); }
    std::size_t undoSteps() const { return m_undo.size(); }
    std::size_t redoSteps() const { return m_redo.size(); }
    bool operator==(const HistoryStacks &) const = default;

private:
    std::vector<std::int64_t> m_undo, m_redo;
};

} // namespace store
