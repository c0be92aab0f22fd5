// SPDX-License-Identifier: GPL-3.0-or-later
#include "clipboardgrid.h"

#include "celltext.h"

#include <algorithm>

namespace items {

namespace {

// All rows as long as the longest.
ClipboardGrid squared(QVector<QVector<GridCell>> rows)
{
    qsizetype width = 0;
    for (const auto &row : rows) {
        width = std::max(width, row.size());
    }
    for (auto &row : rows) {
        row.resize(width);
    }
    return {width == 0 ? QVector<QVector<GridCell>>() : std::move(rows)};
}

QString quoted(const QString &text, QChar separator)
{
    const bool needed = text.contains(separator) || text.contains(QLatin1Char('\n')) || text.contains(QLatin1Char('\r')) || text.startsWith(QLatin1Char('"'))
        || (separator != QLatin1Char('\t') && text.contains(QLatin1Char('"')));
    return needed ? QLatin1Char('"') + QString(text).replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"') : text;
}

QString joined(const ClipboardGrid &grid, QChar separator, const QString &lineEnd)
{
    QString out;
    for (const auto &row : grid.rows) {
        for (qsizetype c = 0; c < row.size(); ++c) {
            out += (c > 0 ? QString(separator) : QString()) + quoted(row[c].text, separator);
        }
        out += lineEnd;
    }
    return out;
}

} // namespace

std::optional<QChar> ClipboardGrid::decimalMark() const
{
    std::optional<QChar> found;
    for (const auto &row : rows) {
        for (const GridCell &cell : row) {
            const auto mark = decimalMarkOf(cell.text);
            if (mark && found && *mark != *found) {
                return std::nullopt;
            }
            found = mark ? mark : found;
        }
    }
    return found;
}

ClipboardGrid gridOfText(const QString &text)
{
    QVector<QVector<GridCell>> rows;
    QVector<GridCell> row;
    QString cell;
    bool inQuotes = false;
    bool begun = false; // of this cell something has been read
    const auto endCell = [&] {
        row << GridCell{cell};
        cell.clear();
        begun = false;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (inQuotes) {
            if (c == QLatin1Char('"') && i + 1 < text.size() && text[i + 1] == QLatin1Char('"')) {
                cell += c;
                ++i;
            } else if (c == QLatin1Char('"')) {
                inQuotes = false;
            } else if (c != QLatin1Char('\r')) {
                cell += c;
            }
        } else if (c == QLatin1Char('"') && !begun && text.indexOf(QLatin1Char('"'), i + 1) > 0) {
            inQuotes = true;
            begun = true;
        } else if (c == QLatin1Char('\t')) {
            endCell();
        } else if (c == QLatin1Char('\n') || c == QLatin1Char('\r')) {
            endCell();
            rows << std::exchange(row, {});
            i += c == QLatin1Char('\r') && i + 1 < text.size() && text[i + 1] == QLatin1Char('\n') ? 1 : 0;
        } else {
            cell += c;
            begun = true;
        }
    }
    if (begun || !row.isEmpty()) {
        endCell();
        rows << row;
    }
    return squared(std::move(rows));
}

ClipboardGrid gridOf(const QString &html, const QString &text)
{
    const ClipboardGrid fromHtml = html.isEmpty() ? ClipboardGrid() : gridOfHtml(html);
    return fromHtml.isEmpty() ? gridOfText(text) : fromHtml;
}

QString textOf(const ClipboardGrid &grid)
{
    QString out = joined(grid, QLatin1Char('\t'), QStringLiteral("\n"));
    if (grid.height() == 1 && grid.width() == 1 && out.endsWith(QLatin1Char('\n'))) {
        out.chop(1); // one value pastes into a line of text as well
    }
    return out;
}

QString htmlOf(const ClipboardGrid &grid)
{
    QString out = QStringLiteral("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=\"utf-8\"></head><body><!--StartFragment--><table>");
    for (const auto &row : grid.rows) {
        out += QStringLiteral("<tr>");
        for (const GridCell &cell : row) {
            const QString text = cell.text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
            if (cell.number) {
                const QString number = QString::number(*cell.number, 'g', 17);
                QString shortest = QString::number(*cell.number, 'g', QLocale::FloatingPointShortest);
                out += QStringLiteral("<td align=\"right\" sdval=\"%1\" x:num=\"%1\">%2</td>").arg(shortest.isEmpty() ? number : shortest, text);
            } else {
                out += QStringLiteral("<td>%1</td>").arg(text);
            }
        }
        out += QStringLiteral("</tr>");
    }
    return out + QStringLiteral("</table><!--EndFragment--></body></html>");
}

QString csvOf(const ClipboardGrid &grid, QChar separator)
{
    return joined(grid, separator, QStringLiteral("\r\n"));
}

} // namespace items
