// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"

#include <QLocale>
#include <QString>

#include <optional>

// How the plan's values are written for people and read from what they type or paste, in their locale. Every table, editor and list of changes
// uses the same words, so that what one shows another one understands.
namespace items {

QString fieldLabel(const core::FieldInfo &field);  // "System price per accelerator"
QString fieldUnit(const core::FieldInfo &field);   // "€", "%", "kW"; empty: none
QString fieldTitle(const core::FieldInfo &field);  // "System price per accelerator (€)"
QString choiceLabel(const core::FieldInfo &field, const std::string &choice); // "Member state"

// What a planner calls a row: "LUMI-AI", "LUMI AI Factory / Finland", "Digital Europe / 2027"; its key where the plan has no such row.
QString rowName(const core::Plan &plan, const std::string &entity, const std::string &row);
// "LUMI-AI, in service"; the row alone where the field is empty.
QString cellName(const core::Plan &plan, const core::Cell &cell);

// A value as it is shown in a table whose header has the unit: "36,100,000.00", "80.0", "Oct 2027", "Finland". Nothing: empty.
QString displayText(const core::Plan &plan, const core::FieldInfo &field, const core::Value &value, const QLocale &locale = QLocale());
// The same with its unit, for sentences: "€ 36,100,000", "80 %", "Oct 2027".
QString sentenceText(const core::Plan &plan, const core::FieldInfo &field, const core::Value &value, const QLocale &locale = QLocale());
// For an editor or a spreadsheet: without thousands marks, all digits, percent without its sign. `scale`: what one stands for in this column.
QString editText(const core::Plan &plan, const core::FieldInfo &field, const core::Value &value, double scale = 1, const QLocale &locale = QLocale());

// What one text is read with.
struct ReadingRules
{
    QLocale locale = {};
    double scale = 1;                // of money and numbers: 1e6 where the column is headed "€ m"
    bool plainIsPercent = true;      // of a share without a percent sign: 80 is 80 %; false: 0.8 is
    std::optional<QChar> decimal = {}; // the decimal mark of the whole text it comes from; none: by the locale
    std::optional<double> exact = {}; // the number behind the text, where its spreadsheet has told: a percentage as a fraction, a date as its day
};

// The value that a text stands for in this field, accepted by the plan's rules; else the reason, as a sentence without the cell's address.
core::Result<core::Value> readText(const core::Plan &plan, const core::EntityInfo &entity, const core::FieldInfo &field, const std::string &row, const QString &text,
                                   const ReadingRules &rules = {});

// "Oct 2027", "10/2027", "2027-10-01", "Okt. 27", "1.10.2027": the month as '2027-10'. Names in the reader's language, English and the Union's languages.
std::optional<QString> readMonth(const QString &text, const QLocale &locale = QLocale());
// A month from a spreadsheet's day number (1 = 1899-12-31).
std::optional<QString> monthOfDay(double day);

// A number with thousands marks of any kind, a currency, percent, brackets for minus, or "m" and "bn" behind it.
struct ReadNumber
{
    double value = 0;     // as written: 80 of "80 %"
    bool percent = false;
    double magnitude = 1; // 1e6 of "36.1 m"
};
std::optional<ReadNumber> readNumber(const QString &text, const QLocale &locale = QLocale(), std::optional<QChar> decimal = {}, const QString &unit = {});
// The decimal mark that a text of this kind can only mean: ',' of "12,5" or "1.234,56"; none where it says nothing.
std::optional<QChar> decimalMarkOf(const QString &text);

// A reason without the cell's address before it.
QString reasonAtCell(const core::Cell &cell, const std::string &message);

} // namespace items
