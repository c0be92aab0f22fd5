// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tablespec.h"
#include "workspace.h"

namespace items {

// A table of the plan as it is, all its rows and fields, edited in the workspace's scenario; rows pasted into it are added.
TableSpec entityTable(const document::Workspace &workspace, const core::EntityInfo &entity);
// One cell of a plan in a table of any kind: its value, where it comes from, and that it is edited there.
TableCell planCell(const document::Workspace &workspace, const core::Cell &cell);
// The id of an entity's row that nobody has yet, made from a person's words: "lumi-ai-2".
std::string freeKey(const core::Plan &plan, const core::EntityInfo &entity, const std::string &wish);

} // namespace items
