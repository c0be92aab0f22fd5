// SPDX-License-Identifier: GPL-3.0-or-later
#include "contenttagger.h"

#include "text.h"

#include <array>
#include <charconv>
#include <optional>

namespace ui {

namespace {

// One operator with the operands before it, as it stands in the content.
struct Statement
{
    std::string_view whole;
    std::string_view op;
    std::array<std::string_view, 6> operands;
    std::size_t count = 0; // operands may be more than are kept
};

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

// Reads what Qt writes: numbers, names, hexadecimal strings and arrays. Anything else is refused.
class Reader
{
public:
    explicit Reader(std::string_view content) : m_content(content) {}

    // None at the end or at something unknown.
    std::optional<Statement> next();
    bool stumbled() const { return m_stumbled; }
    std::string_view rest() const { return m_content.substr(m_at); }

private:
    std::string_view token();

    std::string_view m_content;
    std::size_t m_at = 0;
    bool m_stumbled = false;
};

std::string_view Reader::token()
{
    const std::size_t begin = m_at;
    const char first = m_content[m_at];
    if (first == '<' || first == '[') {
        const std::size_t end = m_content.find(first == '<' ? '>' : ']', m_at);
        const bool nested = m_at + 1 < m_content.size() && m_content[m_at + 1] == '<';
        if (end == std::string_view::npos || (first == '<' && nested)) {
            m_stumbled = true;
            return {};
        }
        m_at = end + 1;
    } else {
        ++m_at;
        while (m_at < m_content.size() && !isBlank(m_content[m_at]) && m_content[m_at] != '/' && m_content[m_at] != '<' && m_content[m_at] != '[' && m_content[m_at] != '(') {
            ++m_at;
        }
    }
    return m_content.substr(begin, m_at - begin);
}

std::optional<Statement> Reader::next()
{
    Statement s;
    std::size_t begin = std::string_view::npos;
    while (true) {
        while (m_at < m_content.size() && isBlank(m_content[m_at])) {
            ++m_at;
        }
        if (m_at >= m_content.size()) {
            m_stumbled = m_stumbled || begin != std::string_view::npos; // operands without operator
            return std::nullopt;
        }
        begin = std::min(begin, m_at);
        const char first = m_content[m_at];
        const bool word = (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') || first == '\'' || first == '"';
        const bool operand = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.' || first == '/' || first == '<' || first == '[';
        if (!word && !operand) {
            m_stumbled = true; // a string, a dictionary, a comment: nothing that Qt writes
            return std::nullopt;
        }
        const std::string_view t = token();
        if (m_stumbled) {
            return std::nullopt;
        }
        if (word) {
            s.op = t;
            s.whole = m_content.substr(begin, m_at - begin);
            return s;
        }
        if (s.count < s.operands.size()) {
            s.operands[s.count] = t;
        }
        ++s.count;
    }
}

bool paints(std::string_view op)
{
    static constexpr std::string_view all[] = {"f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "Tj", "TJ", "'", "\"", "Do", "sh"};
    for (const std::string_view x : all) {
        if (op == x) {
            return true;
        }
    }
    return false;
}

bool isState(std::string_view op)
{
    return op == "cs" || op == "scn" || op == "gs";
}

std::optional<int> wholeNumber(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

class Tagger
{
public:
    Tagger(std::string_view content, const std::vector<ContentMark> &marks, int firstNumber) : m_reader(content), m_marks(marks), m_first(firstNumber) { m_out.reserve(content.size() + 64 * marks.size()); }
    core::Result<std::string> run();

private:
    core::Error fault(const std::string &what) const { return {core::text("The page's content cannot be tagged: %1.", {what})}; }
    void put(std::string_view text)
    {
        m_out += text;
        m_out += '\n';
    }
    std::string take(const Statement &s);
    std::string takeMarker(const Statement &start);
    std::string writeMark(const ContentMark &mark);

    Reader m_reader;
    const std::vector<ContentMark> &m_marks;
    int m_first;
    std::string m_out;
    std::size_t m_next = 0; // mark to come
    int m_depth = 0;
    bool m_text = false;     // within BT and ET
    bool m_marked = false;   // within marked content
    bool m_alone = false;    // since the last q only state was set
};

std::string Tagger::writeMark(const ContentMark &mark)
{
    put("Q Q");
    switch (mark.kind) {
    case ContentMark::Kind::Begin:
        put('/' + mark.tag + " <</MCID " + std::to_string(mark.mcid) + ">> BDC");
        break;
    case ContentMark::Kind::BeginLayout:
        put("/Artifact <</Type /Layout>> BDC");
        break;
    case ContentMark::Kind::BeginPagination:
        put("/Artifact <</Type /Pagination>> BDC");
        break;
    case ContentMark::Kind::End:
        put("EMC");
        break;
    }
    const bool begins = mark.kind != ContentMark::Kind::End;
    if (begins == m_marked) {
        return begins ? "marked content begins within marked content" : "marked content ends that had not begun";
    }
    m_marked = begins;
    put("q q");
    return {};
}

// The path is m l l l h f*, its points in the order in which the marker was drawn, then Q.
std::string Tagger::takeMarker(const Statement &start)
{
    const auto number = wholeNumber(start.operands[1]);
    const int expected = m_first + static_cast<int>(m_next);
    if (!number || m_next >= m_marks.size() || *number != -expected) {
        return "marker " + std::to_string(number ? -*number : 0) + " comes where " + std::to_string(expected) + " is due";
    }
    if (!m_alone || m_depth != 2 || m_text) {
        return "marker " + std::to_string(expected) + " does not stand by itself";
    }
    const std::pair<int, int> points[] = {{markerX - 1, *number}, {markerX, *number - 1}, {markerX, *number}};
    for (const auto &[x, y] : points) {
        const auto s = m_reader.next();
        if (!s || s->op != "l" || s->count != 2 || wholeNumber(s->operands[0]) != x || wholeNumber(s->operands[1]) != y) {
            return "marker " + std::to_string(expected) + " is not whole";
        }
    }
    for (const std::string_view op : {"h", "f*"}) {
        const auto s = m_reader.next();
        if (!s || s->op != op || s->count != 0) {
            return "marker " + std::to_string(expected) + " is not whole";
        }
    }
    const std::string error = writeMark(m_marks[m_next++]);
    if (!error.empty()) {
        return error;
    }
    const auto end = m_reader.next();
    if (!end || end->op != "Q") {
        return "marker " + std::to_string(expected) + " does not stand by itself";
    }
    return take(*end);
}

std::string Tagger::take(const Statement &s)
{
    if (s.op == "m" && s.count == 2 && wholeNumber(s.operands[0]) == markerX) {
        return takeMarker(s);
    }
    if (s.op == "q") {
        ++m_depth;
    } else if (s.op == "Q") {
        --m_depth;
    } else if (s.op == "BT" || s.op == "ET") {
        m_text = s.op == "BT";
    } else if (s.op == "BI" || s.op == "BDC" || s.op == "BMC" || s.op == "EMC") {
        return "it holds " + std::string(s.op);
    } else if (paints(s.op) && !m_marked) {
        return "something is painted outside of every element";
    }
    if (m_depth < 0) {
        return "it restores more than it saved";
    }
    m_alone = s.op == "q" || (m_alone && isState(s.op));
    put(s.whole);
    return {};
}

core::Result<std::string> Tagger::run()
{
    while (const auto s = m_reader.next()) {
        const std::string error = take(*s);
        if (!error.empty()) {
            return fault(error);
        }
    }
    if (m_reader.stumbled()) {
        return fault("it holds something unknown: " + std::string(m_reader.rest().substr(0, 20)));
    }
    if (m_next != m_marks.size()) {
        return fault("marker " + std::to_string(m_first + static_cast<int>(m_next)) + " is missing");
    }
    if (m_marked || m_depth != 0 || m_text) {
        return fault("it ends too early");
    }
    return std::move(m_out);
}

} // namespace

core::Result<std::string> taggedContent(std::string_view content, const std::vector<ContentMark> &marks, int firstNumber)
{
    return Tagger(content, marks, firstNumber).run();
}

} // namespace ui
