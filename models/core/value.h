// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace core {

// One cell as the plan file knows it: nothing (NULL), a whole number, a real number, or text.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

// Whole numbers up to this size, 2^53, are the same as integer and as double.
inline constexpr double largestExactInteger = 9'007'199'254'740'992.0;

inline bool isNull(const Value &v) { return std::holds_alternative<std::monostate>(v); }
// The number in it, whole or real.
std::optional<double> numberOf(const Value &v);
// Plain text: '' for nothing; a real number with the fewest digits that read back as the same double.
std::string toPlainText(const Value &v);
std::string plainNumber(double v);
// Strict, whatever the locale: "12", "1.5", "-3e6". No blanks, no "nan" or "inf".
std::optional<double> parsePlainNumber(std::string_view text);
std::optional<std::int64_t> parsePlainInteger(std::string_view text);
// Text as well-formed UTF-8 without control characters other than tab and line feed.
bool isCleanText(std::string_view text);

} // namespace core
