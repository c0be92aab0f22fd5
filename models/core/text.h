// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace core {

// Turns a source text into the reader's language. Installed once at start, before any thread; without one the English text stays.
using Translator = std::string (*)(const char *sourceText);
void setTranslator(Translator translator);

// A text for a person: translated, with %1, %2, ... replaced by the arguments.
std::string text(const char *sourceText, std::initializer_list<std::string_view> arguments = {});

} // namespace core
