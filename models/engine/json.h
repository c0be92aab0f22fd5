// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace engine {

// The text as a JSON string, with its quotation marks.
std::string quotedForJson(const std::string &text);

} // namespace engine
