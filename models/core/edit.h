// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"

#include <span>
#include <utility>

namespace core {

// A change of one row of one table. Insert: values of all fields without a default, the key's among them. Update: any but key fields.
struct Change
{
    enum class Kind { Insert, Update, Remove };
    Kind kind = Kind::Update;
    std::string entity;
    std::string row; // the key, parts joined by '/'
    std::vector<std::pair<std::string, Value>> values;

    bool operator==(const Change &) const = default;
};

// What a planner does in one step: one history row, one undo. The label is a person's words ("Move LUMI-AI to Oct 2027").
struct Edit
{
    std::string label;
    std::vector<Change> changes;

    bool operator==(const Edit &) const = default;
};

Change insertRow(std::string entity, std::string row, std::vector<std::pair<std::string, Value>> values);
Change updateCell(const Cell &cell, Value value);
Change removeRow(std::string entity, std::string row);

// The change that gives a cell a value in a scenario ('' or 'baseline': the baseline itself). Fails where scenario, row or field do not exist or
// the field cannot be overridden. A scenario's override is inserted or updated as needed.
Result<Change> setCell(const Plan &plan, std::string_view scenario, const Cell &cell, const Value &value);
// The change that makes a scenario inherit the cell again. Fails where it has no override of its own.
Result<Change> resetCell(const Plan &plan, std::string_view scenario, const Cell &cell);

// Writes a change into the plan without asking whether it makes sense beyond types: the patcher's half, also used on what SQLite recorded.
Status patch(Plan &plan, const Change &change);

// The plan after the edit, or why it cannot be made: types and ranges, rows there or not there, references (also of what is removed),
// first month not after last, no cycle among scenarios. The plan given stays as it is; previews use this too.
Result<Plan> applied(const Plan &plan, const Edit &edit);

} // namespace core
