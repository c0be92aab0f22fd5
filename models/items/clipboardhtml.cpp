// SPDX-License-Identifier: GPL-3.0-or-later
// The table in an HTML text of a spreadsheet. Such HTML is no XML: tags stay open, attributes are unquoted, comments stand between cells.
#include "clipboardgrid.h"

#include <QHash>
#include <QLocale>

#include <algorithm>

namespace items {

namespace {

QString decoded(const QString &text)
{
    static const QHash<QString, QChar> names{{QStringLiteral("amp"), QLatin1Char('&')}, {QStringLiteral("lt"), QLatin1Char('<')}, {QStringLiteral("gt"), QLatin1Char('>')},
                                             {QStringLiteral("quot"), QLatin1Char('"')}, {QStringLiteral("apos"), QLatin1Char('\'')}, {QStringLiteral("nbsp"), QChar(0xA0)},
                                             {QStringLiteral("euro"), QChar(0x20AC)}, {QStringLiteral("ndash"), QChar(0x2013)}, {QStringLiteral("mdash"), QChar(0x2014)},
                                             {QStringLiteral("minus"), QChar(0x2212)}, {QStringLiteral("thinsp"), QChar(0x2009)}, {QStringLiteral("pound"), QChar(0xA3)}};
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype end = text[i] == QLatin1Char('&') ? text.indexOf(QLatin1Char(';'), i) : -1;
        if (end < 0 || end - i > 10) {
            out += text[i];
            continue;
        }
        const QString name = text.mid(i + 1, end - i - 1);
        bool ok = false;
        uint code = 0;
        if (name.startsWith(QLatin1Char('#'))) {
            const bool hex = name.mid(1, 1).compare(QLatin1String("x"), Qt::CaseInsensitive) == 0;
            code = name.mid(hex ? 2 : 1).toUInt(&ok, hex ? 16 : 10);
            ok = ok && code > 0 && code <= 0x10FFFF;
        } else if (names.contains(name)) {
            code = names.value(name).unicode();
            ok = true;
        }
        if (ok) {
            const char32_t c = code;
            out += QString::fromUcs4(&c, 1);
            i = end;
        } else {
            out += text[i];
        }
    }
    return out;
}

struct Tag
{
    QString name; // lower case; "/td" of an end tag
    QHash<QString, QString> attributes;
};

// Reads the tag that begins at `at` ('<') and moves behind it.
Tag readTag(const QString &html, qsizetype &at)
{
    const auto peek = [&] { return at < html.size() ? html[at] : QChar(); };
    const auto skipBlanks = [&] {
        while (at < html.size() && html[at].isSpace()) {
            ++at;
        }
    };
    Tag tag;
    ++at;
    while (at < html.size() && !html[at].isSpace() && html[at] != QLatin1Char('>')) {
        tag.name += html[at++].toLower();
    }
    while (at < html.size()) {
        skipBlanks();
        if (peek() == QLatin1Char('>')) {
            ++at;
            break;
        }
        QString name;
        while (at < html.size() && !html[at].isSpace() && html[at] != QLatin1Char('=') && html[at] != QLatin1Char('>')) {
            name += html[at++].toLower();
        }
        skipBlanks();
        QString value;
        if (peek() == QLatin1Char('=')) {
            ++at;
            skipBlanks();
            const QChar quote = peek();
            if (quote == QLatin1Char('"') || quote == QLatin1Char('\'')) {
                const qsizetype end = html.indexOf(quote, ++at);
                value = html.mid(at, (end < 0 ? html.size() : end) - at);
                at = end < 0 ? html.size() : end + 1;
            } else {
                while (at < html.size() && !html[at].isSpace() && html[at] != QLatin1Char('>')) {
                    value += html[at++];
                }
            }
        }
        if (!name.isEmpty()) {
            tag.attributes.insert(name, decoded(value));
        }
    }
    return tag;
}

// Cells as they come, put where spans of the rows above leave room.
class GridMaker
{
public:
    void beginRow()
    {
        endCell();
        ++m_row;
        m_column = 0;
        if (m_rows.size() <= m_row) {
            m_rows.resize(m_row + 1);
        }
    }
    void beginCell(const Tag &tag)
    {
        endCell();
        if (m_row < 0) {
            beginRow();
        }
        m_open = true;
        m_text.clear();
        m_tag = tag;
    }
    void add(const QString &text) { m_text += m_open ? text : QString(); }
    void endCell()
    {
        if (!std::exchange(m_open, false)) {
            return;
        }
        const GridCell cell{m_text.trimmed(), numberOf(m_tag, m_text.trimmed())};
        const auto span = [&](const char *name) { return std::clamp(m_tag.attributes.value(QLatin1String(name), QStringLiteral("1")).toInt(), 1, 1000); };
        while (m_taken.contains({m_row, m_column})) {
            ++m_column;
        }
        const int wide = span("colspan");
        const int high = span("rowspan");
        for (int r = 0; r < high; ++r) {
            for (int c = 0; c < wide; ++c) {
                put(m_row + r, m_column + c, r == 0 && c == 0 ? cell : GridCell());
                if (r > 0) {
                    m_taken.insert({m_row + r, m_column + c}, true);
                }
            }
        }
        m_column += wide;
    }
    QVector<QVector<GridCell>> rows()
    {
        endCell();
        qsizetype width = 0;
        for (const auto &row : m_rows) {
            width = std::max(width, row.size());
        }
        for (auto &row : m_rows) {
            row.resize(width);
        }
        m_rows.resize(width == 0 ? 0 : m_row + 1);
        return m_rows;
    }

private:
    static std::optional<double> numberOf(const Tag &tag, const QString &text)
    {
        bool ok = false;
        for (const char *name : {"sdval", "x:num"}) {
            const double value = QLocale::c().toDouble(tag.attributes.value(QLatin1String(name)), &ok);
            if (ok) {
                return value;
            }
        }
        // A bare x:num says that the text is the number, in the plain spelling of programs.
        const double value = tag.attributes.contains(QStringLiteral("x:num")) ? QLocale::c().toDouble(text, &ok) : 0;
        return ok && !text.contains(QLatin1Char(',')) ? std::optional(value) : std::nullopt;
    }
    void put(int row, int column, const GridCell &cell)
    {
        if (m_rows.size() <= row) {
            m_rows.resize(row + 1);
        }
        if (m_rows[row].size() <= column) {
            m_rows[row].resize(column + 1);
        }
        m_rows[row][column] = cell;
    }

    QVector<QVector<GridCell>> m_rows;
    QHash<QPair<int, int>, bool> m_taken;
    int m_row = -1;
    int m_column = 0;
    bool m_open = false;
    QString m_text;
    Tag m_tag;
};

// Line feeds and blanks of the source are one blank; no-break blanks stay.
QString collapsed(const QString &text, const QString &before)
{
    QString out;
    for (const QChar c : text) {
        const bool blank = c == QLatin1Char(' ') || c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QLatin1Char('\t');
        const QChar last = out.isEmpty() ? (before.isEmpty() ? QLatin1Char(' ') : before.back()) : out.back();
        if (!blank) {
            out += c;
        } else if (last != QLatin1Char(' ') && last != QLatin1Char('\n')) {
            out += QLatin1Char(' ');
        }
    }
    return out;
}

} // namespace

ClipboardGrid gridOfHtml(const QString &html)
{
    GridMaker grid;
    int depth = 0;
    QString said;
    qsizetype at = 0;
    while (at < html.size()) {
        if (html[at] != QLatin1Char('<')) {
            const qsizetype next = html.indexOf(QLatin1Char('<'), at);
            const qsizetype end = next < 0 ? html.size() : next;
            if (depth > 0) {
                const QString text = collapsed(decoded(html.mid(at, end - at)), said);
                said += text;
                grid.add(text);
            }
            at = end;
            continue;
        }
        if (html.mid(at, 4) == QLatin1String("<!--")) {
            const qsizetype end = html.indexOf(QLatin1String("-->"), at + 4);
            at = end < 0 ? html.size() : end + 3;
            continue;
        }
        const Tag tag = readTag(html, at);
        if (tag.name == QLatin1String("style") || tag.name == QLatin1String("script")) {
            const qsizetype end = html.indexOf(QLatin1String("</") + tag.name, at, Qt::CaseInsensitive);
            at = end < 0 ? html.size() : html.indexOf(QLatin1Char('>'), end) + 1;
            if (at == 0) {
                break;
            }
        } else if (tag.name == QLatin1String("table")) {
            ++depth;
        } else if (tag.name == QLatin1String("/table")) {
            if (--depth == 0) {
                break;
            }
        } else if (depth == 1 && tag.name == QLatin1String("tr")) {
            grid.beginRow();
        } else if (depth == 1 && (tag.name == QLatin1String("td") || tag.name == QLatin1String("th"))) {
            said.clear();
            grid.beginCell(tag);
        } else if (depth == 1 && (tag.name == QLatin1String("/td") || tag.name == QLatin1String("/th") || tag.name == QLatin1String("/tr"))) {
            grid.endCell();
        } else if (tag.name == QLatin1String("br") || tag.name == QLatin1String("br/")) {
            said += QLatin1Char('\n');
            grid.add(QStringLiteral("\n"));
        }
    }
    return {grid.rows()};
}

} // namespace items
