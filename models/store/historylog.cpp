// SPDX-License-Identifier: GPL-3.0-or-later
#include "historylog.h"

#include "value.h"

#include <array>
#include <string_view>

namespace store {

namespace {
constexpr std::array kinds{"edit", "undo", "redo", "merge", "import", "migrate", "note"};
}

const char *textOf(HistoryRow::Kind kind)
{
    return kinds[static_cast<std::size_t>(kind)];
}

std::string cleanLabel(const std::string &text)
{
    constexpr std::size_t longest = 1000;
    std::string out;
    for (std::size_t i = 0; i < text.size() && out.size() < longest;) {
        std::size_t n = 1; // bytes of the character here
        while (n <= 4 && !core::isCleanText(std::string_view(text).substr(i, n))) {
            ++n;
        }
        if (n > 4 || i + n > text.size()) {
            out += '?';
            n = 1;
        } else if (out.size() + n <= longest) {
            out.append(text, i, n);
        }
        i += n;
    }
    return out;
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
