// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowedits.h"

namespace core {

std::vector<Change> removalOf(const Plan &plan, std::string_view entityName, std::string_view row)
{
    std::vector<Change> out;
    for (const Override &o : plan.overrides) {
        if (o.entity == entityName && o.row == row) {
            out.push_back(removeRow("override", o.scenario + '/' + o.entity + '/' + o.row + '/' + o.field));
        }
    }
    for (const Citation &c : plan.citations) {
        if (c.entity == entityName && c.row == row) {
            out.push_back(removeRow("citation", c.entity + '/' + c.row + '/' + c.field + '/' + c.source));
        }
    }
    for (const Uncertainty &u : plan.uncertainties) {
        if (u.entity == entityName && u.row == row) {
            out.push_back(removeRow("uncertainty", u.id));
        }
    }
    out.push_back(removeRow(std::string(entityName), std::string(row)));
    return out;
}

} // namespace core
