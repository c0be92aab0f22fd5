// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "projection.h"
#include "result.h"

#include <string>
#include <variant>
#include <vector>

namespace engine {

// A table for other programs to read: `project --table` of the command line, exports, and the tests' yardstick for every screen and report.
struct ResultTable
{
    using Cell = std::variant<std::monostate, std::string, std::int64_t, double>;
    std::string name;
    int keyColumns = 0; // the first ones; rows are ordered by them
    std::vector<std::string> columns;
    std::vector<std::vector<Cell>> rows;

    int column(std::string_view columnName) const; // -1: none of this name
};

// Names: compute, capacity, budget, envelope, access, summary.
core::Result<ResultTable> resultTable(const Projection &projection, std::string_view name, Period period);

// CSV per RFC 4180 with a line feed after each row, and JSON as an array of objects. Numbers plain, whatever the locale; doubles round-trip.
std::string toCsv(const ResultTable &table);
std::string toJson(const ResultTable &table);

} // namespace engine
