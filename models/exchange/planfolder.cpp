// SPDX-License-Identifier: GPL-3.0-or-later
#include "planfolder.h"

#include "csv.h"
#include "field.h"
#include "text.h"

#include <algorithm>

namespace exchange {

using core::Error;
using core::text;

namespace {

std::string placeOf(const std::string &file, const CsvRecord &record)
{
    return file + ", " + text("line %1", {std::to_string(record.line)});
}

// A cell's text in the field's type; a column of any type takes a whole number, a number or text, whichever fits first.
core::Result<core::Value> cellValue(const core::EntityInfo &info, const core::FieldInfo &field, const std::string &row, const std::string &given)
{
    if (given.empty() && !(field.key && !field.nullable && field.hasDefault)) {
        if (field.nullable) {
            return core::Value{};
        }
        return field.hasDefault ? core::Result<core::Value>(field.defaultValue) : core::parseValue(info, field, row, given);
    }
    if (field.type == core::FieldType::Any) {
        if (const auto i = core::parsePlainInteger(given)) {
            return core::Value(*i);
        }
        const auto d = core::parsePlainNumber(given);
        return d ? core::Value(*d) : core::Value(given);
    }
    return core::parseValue(info, field, row, given);
}

core::Status readRecord(const core::EntityInfo &info, const std::string &file, const std::vector<std::ptrdiff_t> &columnOf, const CsvRecord &record, core::Plan &plan)
{
    std::string key;
    for (std::size_t i = 0; i < info.fields.size(); ++i) {
        if (info.fields[i].key) {
            const std::ptrdiff_t c = columnOf[i];
            key += (key.empty() && info.fields[i].name == info.keyFields().front()->name ? "" : "/") + (c < 0 ? std::string() : record.fields[static_cast<std::size_t>(c)]);
        }
    }
    std::vector<core::Value> values;
    for (std::size_t i = 0; i < info.fields.size(); ++i) {
        const std::ptrdiff_t c = columnOf[i];
        if (info.fields[i].key && !info.fields[i].hasDefault && (c < 0 || record.fields[static_cast<std::size_t>(c)].empty())) {
            return Error{placeOf(file, record) + ": " + text("the key '%1' is empty.", {info.fields[i].name})};
        }
        auto value = cellValue(info, info.fields[i], key, c < 0 ? std::string() : record.fields[static_cast<std::size_t>(c)]);
        if (!value) {
            return Error{placeOf(file, record) + ": " + value.error().message};
        }
        values.push_back(std::move(*value));
    }
    if (info.indexOf(plan, key) >= 0) {
        return Error{placeOf(file, record) + ": " + text("the key '%1' stands there twice.", {key})};
    }
    if (!info.insert(info, plan, key, values)) {
        return Error{placeOf(file, record) + ": " + text("a value is not of its field's type.")};
    }
    return core::Done{};
}

core::Status readTable(const core::EntityInfo &info, const std::string &file, const std::string &content, core::Plan &plan)
{
    const auto records = parseCsv(content, file);
    if (!records) {
        return records.error();
    }
    if (records->empty()) {
        return Error{text("%1 has no header line.", {file})};
    }
    const CsvRecord &header = (*records)[0];
    std::vector<std::ptrdiff_t> columnOf(info.fields.size(), -1);
    for (std::size_t c = 0; c < header.fields.size(); ++c) {
        const std::ptrdiff_t f = info.fieldIndex(header.fields[c]);
        if (f < 0) {
            return Error{text("%1: the table has no column '%2'; it has %3.", {file, header.fields[c], core::listOfFields(info)})};
        }
        if (columnOf[static_cast<std::size_t>(f)] >= 0) {
            return Error{text("%1: the column '%2' stands there twice.", {file, header.fields[c]})};
        }
        columnOf[static_cast<std::size_t>(f)] = static_cast<std::ptrdiff_t>(c);
    }
    for (std::size_t r = 1; r < records->size(); ++r) {
        const CsvRecord &record = (*records)[r];
        if (record.fields.size() != header.fields.size()) {
            return Error{placeOf(file, record) + ": " + text("%1 fields where the header has %2.", {std::to_string(record.fields.size()), std::to_string(header.fields.size())})};
        }
        const core::Status ok = readRecord(info, file, columnOf, record, plan);
        if (!ok) {
            return ok;
        }
    }
    return core::Done{};
}

// Every reference names a row, and overrides a field: what edits are checked for one by one.
core::Status checkReferences(const core::Plan &plan)
{
    for (const core::EntityInfo &info : core::entities()) {
        for (std::size_t i = 0; i < info.size(plan); ++i) {
            const void *row = info.rowAt(plan, i);
            for (const core::FieldInfo &f : info.fields) {
                const core::Value v = f.type == core::FieldType::Reference ? f.get(row) : core::Value{};
                if (!core::isNull(v) && core::entity(f.refers)->indexOf(plan, core::toPlainText(v)) < 0) {
                    return Error{text("%1.csv: row '%2' names the %3 '%4', which is not there.", {info.name, info.keyOf(row), f.refers, core::toPlainText(v)})};
                }
            }
        }
    }
    return core::Done{};
}

} // namespace

core::Result<core::Plan> readPlanFiles(const FileReader &read)
{
    core::Plan plan;
    plan.plan.erase(0);
    for (const core::EntityInfo &info : core::entities()) {
        const std::string file = std::string(info.name) + ".csv";
        const auto content = read(file);
        if (!content) {
            continue;
        }
        const core::Status ok = readTable(info, file, *content, plan);
        if (!ok) {
            return ok.error();
        }
    }
    if (plan.plan.size() != 1) {
        return Error{text("plan.csv must hold exactly one plan.")};
    }
    const core::Status ok = checkReferences(plan);
    if (!ok) {
        return ok.error();
    }
    return plan;
}

std::map<std::string, std::string> writePlanFiles(const core::Plan &plan)
{
    std::map<std::string, std::string> out;
    for (const core::EntityInfo &info : core::entities()) {
        std::string content;
        for (const core::FieldInfo &f : info.fields) {
            content += (content.empty() ? "" : ",") + std::string(f.name);
        }
        content += '\n';
        for (std::size_t i = 0; i < info.size(plan); ++i) {
            const void *row = info.rowAt(plan, i);
            for (std::size_t f = 0; f < info.fields.size(); ++f) {
                content += (f ? "," : "") + csvField(core::toPlainText(info.fields[f].get(row)));
            }
            content += '\n';
        }
        out[std::string(info.name) + ".csv"] = std::move(content);
    }
    return out;
}

} // namespace exchange
