// SPDX-License-Identifier: GPL-3.0-or-later
#include "field.h"

#include "text.h"

#include <algorithm>
#include <cmath>

namespace core {

namespace {

std::string placeOf(const EntityInfo &entity, const FieldInfo &field, std::string_view row)
{
    return Cell{entity.name, std::string(row), field.name}.toString();
}

std::string shown(const Value &value)
{
    const std::string t = toPlainText(value);
    return t.size() > 60 ? t.substr(0, 57) + "..." : t;
}

std::string choiceList(const FieldInfo &field)
{
    std::string out;
    for (const char *c : field.choices) {
        out += (out.empty() ? "" : ", ") + std::string(c);
    }
    return out;
}

Error outOfRange(const EntityInfo &entity, const FieldInfo &field, std::string_view row, const Value &value)
{
    const std::string place = placeOf(entity, field, row);
    if (field.isFraction() && field.min == 0 && field.max == 1) {
        return {text("%1: %2 is not a share between 0 and 1; write 40 % as 0.4.", {place, shown(value)})};
    }
    if (std::string_view(field.name) == "pue") {
        return {text("%1: PUE is total power over IT power, so never below 1 (and here at most 5); %2 is not accepted.", {place, shown(value)})};
    }
    if (field.min == 0) {
        const auto n = numberOf(value);
        if (n && *n < 0) {
            return {text("%1: %2 is negative; give 0 or more.", {place, shown(value)})};
        }
    }
    return {text("%1: %2 is outside the range %3 to %4.", {place, shown(value), plainNumber(field.min), plainNumber(field.max)})};
}

Error wrongType(const EntityInfo &entity, const FieldInfo &field, std::string_view row, std::string_view given)
{
    const std::string place = placeOf(entity, field, row);
    switch (field.type) {
    case FieldType::Integer:
    case FieldType::Money:
        return {text("%1: '%2' is not a whole number.", {place, given})};
    case FieldType::Real:
        return {text("%1: '%2' is not a number.", {place, given})};
    case FieldType::Month:
        return {text("%1: '%2' is not a month; write it as 2026-09.", {place, given})};
    case FieldType::Flag:
        return {text("%1: '%2' is neither 0 nor 1.", {place, given})};
    case FieldType::Choice:
        return {text("%1: '%2' is none of %3.", {place, given, choiceList(field)})};
    default:
        return {text("%1: '%2' is not text.", {place, given})};
    }
}

bool canHold(const FieldInfo &field, const Value &value)
{
    switch (field.type) {
    case FieldType::Integer:
    case FieldType::Money:
    case FieldType::Flag: {
        const auto n = numberOf(value);
        if (!n || !std::isfinite(*n) || std::floor(*n) != *n || std::fabs(*n) > largestExactInteger) {
            return false;
        }
        if (const auto *i = std::get_if<std::int64_t>(&value); i && static_cast<std::int64_t>(*n) != *i) {
            return false; // 2^53 + 1 and its like
        }
        return field.type != FieldType::Flag || *n == 0 || *n == 1;
    }
    case FieldType::Real: {
        const auto n = numberOf(value);
        return n && std::isfinite(*n);
    }
    case FieldType::Month: {
        const auto *s = std::get_if<std::string>(&value);
        return s && Month::parse(*s).has_value();
    }
    case FieldType::Choice: {
        const auto *s = std::get_if<std::string>(&value);
        return s && std::any_of(field.choices.begin(), field.choices.end(), [&](const char *c) { return *s == c; });
    }
    case FieldType::Text:
    case FieldType::Reference:
        return std::holds_alternative<std::string>(value);
    case FieldType::Any: {
        const auto *d = std::get_if<double>(&value);
        return !d || std::isfinite(*d);
    }
    }
    return false;
}

constexpr std::size_t longestText = 100'000;

} // namespace

Result<Cell> parseCell(std::string_view given)
{
    const std::size_t slash = given.find('/');
    const std::size_t dot = given.rfind('.');
    if (slash == std::string_view::npos || dot == std::string_view::npos || dot < slash || slash + 1 >= dot) {
        return Error{text("'%1' names no field; write TABLE/ROW.FIELD, as in system/lumi-ai.in_service.", {given})};
    }
    Cell cell{std::string(given.substr(0, slash)), std::string(given.substr(slash + 1, dot - slash - 1)), std::string(given.substr(dot + 1))};
    const EntityInfo *info = entity(cell.entity);
    if (!info) {
        return Error{text("'%1': there is no table '%2'; there are %3.", {given, cell.entity, listOfEntities()})};
    }
    if (!info->field(cell.field)) {
        return Error{text("'%1': the table '%2' has no field '%3'; it has %4.", {given, cell.entity, cell.field, listOfFields(*info)})};
    }
    return cell;
}

Result<Value> parseValue(const EntityInfo &entity, const FieldInfo &field, std::string_view row, std::string_view given)
{
    if (given.empty() && field.nullable) {
        return acceptedValue(entity, field, row, Value{});
    }
    Value value = std::string(given);
    if (field.isNumber() || field.type == FieldType::Flag) {
        if (const auto i = parsePlainInteger(given)) {
            value = *i;
        } else if (const auto d = parsePlainNumber(given); d && field.type == FieldType::Real) {
            value = *d;
        } else {
            return wrongType(entity, field, row, given);
        }
    }
    return acceptedValue(entity, field, row, value);
}

Result<Value> acceptedValue(const EntityInfo &entity, const FieldInfo &field, std::string_view row, const Value &value)
{
    const Status readable = readableValue(entity, field, row, value);
    if (!readable) {
        return readable.error();
    }
    if (isNull(value)) {
        return value;
    }
    if (field.isNumber()) {
        const double n = *numberOf(value);
        if (n < field.min || n > field.max) {
            return outOfRange(entity, field, row, value);
        }
        return field.type == FieldType::Real ? Value(n == 0 ? 0.0 : n) : Value(static_cast<std::int64_t>(n));
    }
    if (field.type == FieldType::Flag) {
        return Value(static_cast<std::int64_t>(*numberOf(value)));
    }
    const std::string_view name = field.name;
    if (const auto *s = std::get_if<std::string>(&value); s && s->empty() && (name == "name" || name == "title" || name == "text")) {
        return Error{text("%1: a name is needed.", {placeOf(entity, field, row)})};
    }
    return value;
}

Status readableValue(const EntityInfo &entity, const FieldInfo &field, std::string_view row, const Value &value)
{
    if (isNull(value)) {
        if (!field.nullable) {
            return Error{text("%1: a value is needed.", {placeOf(entity, field, row)})};
        }
        return Done{};
    }
    if (!canHold(field, value)) {
        return wrongType(entity, field, row, shown(value));
    }
    if (const auto *s = std::get_if<std::string>(&value)) {
        if (!isCleanText(*s) || s->size() > longestText) {
            return Error{text("%1: the text is too long or holds control characters or broken UTF-8.", {placeOf(entity, field, row)})};
        }
    }
    const auto n = numberOf(value);
    const double limit = field.type == FieldType::Integer ? std::max(1e9, field.max) : static_cast<double>(largestAmountCents);
    if (n && field.isNumber() && std::fabs(*n) > limit) {
        return Error{text("%1: %2 is larger than a plan can hold.", {placeOf(entity, field, row), shown(value)})};
    }
    if (field.type == FieldType::Integer && field.min >= 0 && n && *n < 0) {
        return outOfRange(entity, field, row, value);
    }
    return Done{};
}

bool isSlug(std::string_view id)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '+';
    };
    return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), allowed);
}

Value valueAt(const Plan &plan, const Cell &cell)
{
    const EntityInfo *info = entity(cell.entity);
    const FieldInfo *field = info ? info->field(cell.field) : nullptr;
    const std::ptrdiff_t i = field ? info->indexOf(plan, cell.row) : -1;
    return i < 0 ? Value{} : field->get(info->rowAt(plan, static_cast<std::size_t>(i)));
}

} // namespace core
