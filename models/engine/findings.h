// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures.h"
#include "field.h"

namespace engine {

enum class Severity { Error, Warning, Note };

// What a rule of methodology 10 found (findings are listed, never thrown).
struct Finding
{
    std::string rule;      // stable id, e.g. 'envelope-exceeded'
    Severity severity = Severity::Note;
    core::Cell cell;       // the row it speaks of; field may be empty
    std::string message;   // one sentence for a person
    std::string amount;    // by how much, for a column of its own; may be empty
    std::string remedy;    // what would mend it
    std::string article;   // of law, e.g. 'Reg (EU) 2021/1173 Art 12a(2)'; may be empty
    std::vector<core::Cell> cells = {}; // all that it speaks of, where they are several; else empty
};

// For how many years unused appropriations may be carried over (Delegated Regulation (EU) 2019/887 Art 6, as far as it binds EuroHPC).
inline constexpr int carryOverYears = 3;

// All rules, ordered by severity, then rule, then row. `plan` is the whole unresolved plan (for overrides and citations), the projection that of the scenario.
std::vector<Finding> findings(const core::Plan &plan, std::string_view scenario, const Projection &projection);

// The row of resources/rules.csv whose wording stands behind a rule; empty for rules that are not of law.
std::string_view lawOf(std::string_view rule);

// A rule of law that the plan can decide and that it keeps or breaks: for the report's table "rules of law that are kept".
struct LawCheck
{
    std::string rule, text, article, limit, value;
    bool kept = true;
};
std::vector<LawCheck> lawChecks(const Projection &projection);

} // namespace engine
