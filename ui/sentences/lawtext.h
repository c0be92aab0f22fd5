// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <string_view>

namespace ui {

// What a rule of law says, as the shipped table of rules words it.
struct LawText
{
    QString article, rule;
    char sureness = 'C'; // A: the wording was read; B: as reported; C: from memory
};
// Of a finding's rule (engine::Finding::rule); none for rules that are not of law.
std::optional<LawText> lawText(std::string_view rule);

} // namespace ui
