// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit.h"
#include "result.h"

#include <string>
#include <vector>

namespace store {

// What one row of the log did to one row of the plan: values before and after, field by field.
struct RecordedChange
{
    struct Field
    {
        std::string name;
        core::Value before, after;
        bool operator==(const Field &) const = default;
    };
    core::Change::Kind kind = core::Change::Kind::Update;
    std::string entity, row;
    std::vector<Field> fields; // of an inserted row what it has, of a removed one what it had

    bool operator==(const RecordedChange &) const = default;
};

// Reads them from the plan file, beside whoever has it open; nothing is written. Empty for checkpoints.
core::Result<std::vector<RecordedChange>> recordedChanges(const std::string &path, std::int64_t seq);

} // namespace store
