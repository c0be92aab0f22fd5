// SPDX-License-Identifier: GPL-3.0-or-later
#include "value.h"

#include <charconv>
#include <cmath>

namespace core {

std::optional<double> numberOf(const Value &v)
{
    if (const auto *i = std::get_if<std::int64_t>(&v)) {
        return static_cast<double>(*i);
    }
    if (const auto *d = std::get_if<double>(&v)) {
        return *d;
    }
    return std::nullopt;
}

std::string plainNumber(double v)
{
    char buffer[64];
    // Round trip in the fewest digits; without an exponent where a reader would not expect one.
    const double size = std::fabs(v);
    const auto format = size != 0 && (size >= 1e17 || size < 1e-5) ? std::chars_format::scientific : std::chars_format::fixed;
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, v, format).ptr;
    return std::string(buffer, end);
}

std::string toPlainText(const Value &v)
{
    if (const auto *i = std::get_if<std::int64_t>(&v)) {
        return std::to_string(*i);
    }
    if (const auto *d = std::get_if<double>(&v)) {
        return plainNumber(*d);
    }
    if (const auto *s = std::get_if<std::string>(&v)) {
        return *s;
    }
    return {};
}

std::optional<double> parsePlainNumber(std::string_view text)
{
    double d = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), d);
    if (text.empty() || code != std::errc() || end != text.data() + text.size() || !std::isfinite(d)) {
        return std::nullopt;
    }
    return d;
}

std::optional<std::int64_t> parsePlainInteger(std::string_view text)
{
    std::int64_t i = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), i);
    if (text.empty() || code != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return i;
}

namespace {
// Bytes of the well-formed UTF-8 sequence at the start of the text; 0 where there is none.
std::size_t sequenceLength(std::string_view t)
{
    const auto byte = [&](std::size_t i) { return i < t.size() ? static_cast<unsigned char>(t[i]) : 0u; };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    const unsigned b = byte(0);
    if (b < 0x80) {
        return 1;
    }
    if (b >= 0xC2 && b <= 0xDF && follows(1)) {
        return 2;
    }
    if ((b & 0xF0u) == 0xE0 && follows(1) && follows(2)) {
        const unsigned code = (b & 0xFu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
        return code >= 0x800 && (code < 0xD800 || code > 0xDFFF) ? 3 : 0;
    }
    if (b >= 0xF0 && b <= 0xF4 && follows(1) && follows(2) && follows(3)) {
        const unsigned code = (b & 7u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu);
        return code >= 0x10000 && code <= 0x10FFFF ? 4 : 0;
    }
    return 0;
}
} // namespace

bool isCleanText(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t n = sequenceLength(text);
        const auto first = static_cast<unsigned char>(text[0]);
        if (n == 0 || (first < 0x20 && first != '\t' && first != '\n') || first == 0x7F) {
            return false;
        }
        text.remove_prefix(n);
    }
    return true;
}

} // namespace core
