// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explanation.h"

#include <limits>

namespace engine {

struct ExplainOptions
{
    int depth = std::numeric_limits<int>::max(); // levels below the figure
    bool open = false;                           // folded sums with all their terms, instead of the first one as an example
};

// The explanation as an indented tree of lines; what was explained further up is not repeated. Numbers plain, whatever the locale.
std::string toText(const Explanation &explanation, const ExplainOptions &options);
// The same as nested JSON objects: label, formula, value, unit, operation, figure, cell, evidence, source, note, scenario, inputs.
std::string toJson(const Explanation &explanation, const ExplainOptions &options);

// A value in plain form with its unit: "658746107.40 EUR", "0.5", "2027-03".
std::string plainText(const Explanation &explanation);

} // namespace engine
