// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv.h"

#include "text.h"

namespace exchange {

core::Result<std::vector<CsvRecord>> parseCsv(std::string_view in, std::string_view fileName)
{
    if (in.starts_with("\xEF\xBB\xBF")) {
        in.remove_prefix(3);
    }
    std::vector<CsvRecord> out;
    CsvRecord record;
    std::string field;
    bool quoted = false;   // inside quotes
    bool wasQuoted = false; // the field began with a quote
    int line = 1;
    const auto endField = [&] {
        record.fields.push_back(std::move(field));
        field.clear();
        wasQuoted = false;
    };
    const auto endRecord = [&] {
        endField();
        if (record.fields.size() > 1 || !record.fields[0].empty()) {
            out.push_back(std::move(record));
        }
        record = CsvRecord{line + 1, {}};
    };
    for (std::size_t i = 0; i < in.size(); ++i) {
        const char c = in[i];
        if (quoted) {
            if (c == '"' && i + 1 < in.size() && in[i + 1] == '"') {
                field += c;
                ++i;
            } else if (c == '"') {
                quoted = false;
            } else {
                field += c;
                line += c == '\n' ? 1 : 0;
            }
        } else if (c == '"') {
            if (!field.empty() || wasQuoted) {
                return core::Error{core::text("%1, line %2: a quote stands inside a field that is not quoted.", {fileName, std::to_string(line)})};
            }
            quoted = wasQuoted = true;
        } else if (c == ',') {
            endField();
        } else if (c == '\n' || c == '\r') {
            i += c == '\r' && i + 1 < in.size() && in[i + 1] == '\n' ? 1 : 0;
            endRecord();
            ++line;
        } else if (wasQuoted) {
            return core::Error{core::text("%1, line %2: there is text after a closing quote.", {fileName, std::to_string(line)})};
        } else {
            field += c;
        }
    }
    if (quoted) {
        return core::Error{core::text("%1, line %2: a quote is never closed.", {fileName, std::to_string(record.line)})};
    }
    if (!field.empty() || wasQuoted || !record.fields.empty()) {
        endRecord();
    }
    return out;
}

std::string csvField(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(text);
    }
    std::string out = "\"";
    for (const char c : text) {
        out += c;
        if (c == '"') {
            out += '"';
        }
    }
    return out + '"';
}

} // namespace exchange
