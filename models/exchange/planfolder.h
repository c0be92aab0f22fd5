// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"
#include "result.h"

#include <functional>
#include <map>
#include <string>

namespace exchange {

// The text of a file by its name ("system.csv"); none where there is no such file.
using FileReader = std::function<std::optional<std::string>(const std::string &name)>;

// A plan from one CSV file per table, columns by name in any order. An empty field is NULL, or the column's default where it cannot be NULL; a
// file that is missing is an empty table. Types, ranges and references are checked; the message names file, line, row and column.
core::Result<core::Plan> readPlanFiles(const FileReader &read);

// The same files from a plan, rows by key: what readPlanFiles gives back as an equal plan.
std::map<std::string, std::string> writePlanFiles(const core::Plan &plan);

} // namespace exchange
