// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>
#include <QString>
#include <QVector>

#include <optional>

namespace items {

// One cell on its way from or to a spreadsheet: its text, and the exact number behind it where the spreadsheet has told.
struct GridCell
{
    QString text;
    std::optional<double> number = {}; // a percentage as a fraction, a date as its day number

    bool operator==(const GridCell &) const = default;
};

// What a clipboard holds of a table: rows of cells, all of one length.
struct ClipboardGrid
{
    QVector<QVector<GridCell>> rows;

    bool isEmpty() const { return rows.isEmpty(); }
    int height() const { return static_cast<int>(rows.size()); }
    int width() const { return rows.isEmpty() ? 0 : static_cast<int>(rows.first().size()); }
    // The decimal mark that its numbers can only mean; none where they say nothing or contradict each other.
    std::optional<QChar> decimalMark() const;
    bool operator==(const ClipboardGrid &) const = default;
};

// Tab-separated text as Excel and LibreOffice Calc write it: cells with tabs, line feeds or quotes stand in quotes.
ClipboardGrid gridOfText(const QString &text);
// The first table of an HTML text: x:num of Excel, sdval of Calc, spans, entities, line breaks. Empty where there is no table.
ClipboardGrid gridOfHtml(const QString &html);
// HTML where it holds a table (its numbers are exact), else the text.
ClipboardGrid gridOf(const QString &html, const QString &text);

QString textOf(const ClipboardGrid &grid); // tab-separated
QString htmlOf(const ClipboardGrid &grid); // with sdval and x:num, so that no digit is lost on the way
// Comma-separated (RFC 4180), or with semicolons where the decimal mark is a comma.
QString csvOf(const ClipboardGrid &grid, QChar separator);

} // namespace items
