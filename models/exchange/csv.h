// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <string>
#include <string_view>
#include <vector>

namespace exchange {

// Records of a comma-separated text (RFC 4180, UTF-8, with or without a byte order mark). Each record knows the line it begins on.
struct CsvRecord
{
    int line = 1;
    std::vector<std::string> fields;
};

// Fails on a quote that is never closed or stands inside an unquoted field, and on text after a closing quote; the message names the line.
core::Result<std::vector<CsvRecord>> parseCsv(std::string_view text, std::string_view fileName);
std::string csvField(std::string_view text);

} // namespace exchange
