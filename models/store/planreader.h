// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database.h"
#include "edit.h"
#include "result.h"

namespace store {

// Looks at the file's first bytes without opening it: is it there, whole, a plan, of a version that this program knows?
// Touches nothing. `version` gets the file's schema version.
core::Status examineFile(const std::string &path, int &version);

// Is a file of this format version one that the program knows?
core::Status checkVersion(const std::string &path, int version);

// No object that no plan has: no trigger, view, index or further table.
core::Status checkObjects(Database &db);

// Tables, columns, keys as this program's schema has them and nothing beside; integrity and references.
core::Status checkStructure(Database &db);

// Every row of every table into a plan; each value is checked against core::readableValue.
core::Result<core::Plan> readPlan(Database &db);

// Can a plan with these changes, written but not committed, be read again? Their values may come from a record that anybody wrote.
core::Status checkChanged(Database &db, const std::vector<core::Change> &changes);

// Writes all rows of a plan into empty tables.
void writePlan(Database &db, const core::Plan &plan);
// Writes one change.
void writeChange(Database &db, const core::Change &change);

} // namespace store
