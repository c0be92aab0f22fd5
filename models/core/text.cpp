// SPDX-License-Identifier: GPL-3.0-or-later
#include "text.h"

namespace core {

namespace {
Translator s_translator = nullptr;
}

void setTranslator(Translator translator)
{
    s_translator = translator;
}

std::string text(const char *sourceText, std::initializer_list<std::string_view> arguments)
{
    const std::string pattern = s_translator ? s_translator(sourceText) : std::string(sourceText);
    std::string out;
    out.reserve(pattern.size() + 32);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool placeholder = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' && pattern[i + 1] <= '9';
        const std::size_t index = placeholder ? static_cast<std::size_t>(pattern[i + 1] - '1') : 0;
        if (placeholder && index < arguments.size()) {
            out += *(arguments.begin() + index);
            ++i;
        } else {
            out += pattern[i];
        }
    }
    return out;
}

} // namespace core
