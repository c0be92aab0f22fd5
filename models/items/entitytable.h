// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tablespec.h"
#include "workspace.h"

namespace items {

// Makes the table of an entity piece by piece, so that a table of thousands of rows does not keep the window from answering.
class EntityTableMaker
{
public:
    // Of the plan that is projected there: as kept, or as shown.
    EntityTableMaker(const document::Workspace &workspace, const core::EntityInfo &entity, document::ProjectionPtr projection);
    bool more(std::size_t rows); // false: they are all there
    TableSpec table() const &;   // of the rows that there are
    TableSpec table() &&;        // without a copy of them, at the end

private:
    const document::Workspace &m_workspace;
    const core::EntityInfo &m_entity;
    document::ProjectionPtr m_projection;
    std::size_t m_next = 0;
    TableSpec m_spec;
};
// A table of the plan as it is, all its rows and fields, edited in the workspace's scenario; rows pasted into it are added.
TableSpec entityTable(const document::Workspace &workspace, const core::EntityInfo &entity);
// Such a table with some of its cells as the workspace shows them now: a table of thousands of rows is not made anew for each key.
TableSpec withCells(const TableSpec &table, const document::Workspace &workspace, const std::vector<core::Cell> &cells);
// One cell of a plan in a table of any kind: its value, where it comes from, and that it is edited there.
TableCell planCell(const document::Workspace &workspace, const core::Cell &cell);
// The id of an entity's row that nobody has yet, made from a person's words: "lumi-ai-2".
std::string freeKey(const core::Plan &plan, const core::EntityInfo &entity, const std::string &wish);

} // namespace items
