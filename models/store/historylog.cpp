// SPDX-License-Identifier: GPL-3.0-or-later
#include "historylog.h"

#include <array>

namespace store {

namespace {
constexpr std::array kinds{"edit", "undo", "redo", "merge", "import", "migrate", "note"};
}

const char *textOf(HistoryRow::Kind kind)
{
    return kinds[static_cast<std::size_t>(kind)];
}

HistoryRow::Kind kindOf(const std::string &text)
{
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (text == kinds[i]) {
            return static_cast<HistoryRow::Kind>(i);
        }
    }
    return HistoryRow::Kind::Note;
}

void HistoryStacks::take(const HistoryRow &row)
{
    using Kind = HistoryRow::Kind;
    switch (row.kind) {
    case Kind::Edit:
    case Kind::Merge:
    case Kind::Import:
        m_undo.push_back(row.seq);
        m_redo.clear();
        break;
    case Kind::Undo:
        if (!m_undo.empty() && m_undo.back() == row.target) {
            m_undo.pop_back();
            m_redo.push_back(row.target);
        }
        break;
    case Kind::Redo:
        if (!m_redo.empty() && m_redo.back() == row.target) {
            m_redo.pop_back();
            m_undo.push_back(row.target);
        }
        break;
    case Kind::Migrate: // a changeset never crosses schema versions
        m_undo.clear();
        m_redo.clear();
        break;
    case Kind::Note:
        break;
    }
}

} // namespace store
