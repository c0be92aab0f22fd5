// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "schema.h"

namespace core {

// A place in the plan: one field of one row. Written 'entity/row.field', as in 'system/lumi-ai.in_service'.
struct Cell
{
    std::string entity, row, field;

    std::string toString() const { return entity + '/' + row + '.' + field; }
    bool operator==(const Cell &) const = default;
    auto operator<=>(const Cell &) const = default;
};

// Splits the text; checks that table and field exist, not the row.
Result<Cell> parseCell(std::string_view text);

// Reads what somebody typed, in plain form (1234.5, 2026-09, fractions as 0.5): type, range and, for choices, the words are checked.
// An empty text is NULL where the field allows it. The message names the cell.
Result<Value> parseValue(const EntityInfo &entity, const FieldInfo &field, std::string_view row, std::string_view text);

// Whether an edit may put this value there: type, range, choice, clean text. Returns it in the field's own type (2 for an integer, 2.0 for a real).
Result<Value> acceptedValue(const EntityInfo &entity, const FieldInfo &field, std::string_view row, const Value &value);

// The widest that a file may hold, whoever wrote it: right type, finite, amounts within ±largestAmountCents, months readable, text clean and
// at most 100,000 bytes. What is odd but readable is left to the findings.
Status readableValue(const EntityInfo &entity, const FieldInfo &field, std::string_view row, const Value &value);

// An id that a person may give: letters, digits, '-', '_', '.', '+'; 1 to 64 of them.
bool isSlug(std::string_view id);

// The field's value in this plan, NULL where the row does not exist.
Value valueAt(const Plan &plan, const Cell &cell);

} // namespace core
