// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"

#include <string>
#include <vector>

namespace exchange {

// A table beside those of the plan: where it lies in the package and what its columns are.
struct TableDescription
{
    struct Column
    {
        std::string name;
        std::string type; // of the Table Schema: string, integer, number
        std::string unit = {};
    };
    std::string path;
    std::string title;
    std::vector<Column> columns;
    int keyColumns = 0; // the first ones
};

// The name of a table's file: "system.csv".
std::string tableFileName(const char *entity);

// A Frictionless Data Package descriptor (datapackage.json) of the plan's tables under `tables/` and the further ones: schema with types, units,
// ranges, keys and references, licence and sources. `created` is left out, so that the same plan gives the same text.
std::string datapackageJson(const core::Plan &plan, const std::string &fingerprint, const std::vector<TableDescription> &further);

} // namespace exchange
