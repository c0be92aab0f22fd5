// SPDX-License-Identifier: GPL-3.0-or-later
#include "month.h"

#include <cstdio>

namespace core {

std::optional<Month> Month::parse(std::string_view text)
{
    if (text.size() != 7 || text[4] != '-') {
        return std::nullopt;
    }
    int digits[6] = {};
    int n = 0;
    for (std::size_t i = 0; i < 7; ++i) {
        if (i == 4) {
            continue;
        }
        if (text[i] < '0' || text[i] > '9') {
            return std::nullopt;
        }
        digits[n++] = text[i] - '0';
    }
    const int year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
    const int month = digits[4] * 10 + digits[5];
    if (year < 1900 || year > 2999 || month < 1 || month > 12) {
        return std::nullopt;
    }
    return Month(year, month);
}

std::string Month::toString() const
{
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%04d-%02d", year(), monthOfYear());
    return buffer;
}

} // namespace core
