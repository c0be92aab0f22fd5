// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seriescolours.h"
#include "tablespec.h"
#include "workspace.h"

// The tables about factories, as plain values.
namespace ui {

// A cell of the plan in a table: its text, source, and whether the scenario overrides it or it is an assumption.
items::TableCell planCell(const document::Workspace &workspace, const core::Cell &cell, const QString &text, const QVariant &sort = {});
// A computed figure in a table.
items::TableCell figureCell(const engine::Figure &figure, const QString &text, double sort, const QString &exact = {});

// What the table of factories shows: those of the scenario, or the plan's others too; rows that hold all words of the filter.
struct FactoriesView
{
    bool others = false;
    bool narrow = false; // fewer columns at first
    QString filter;
};
items::TableSpec factoriesTable(const document::Workspace &workspace, const SeriesColours &colours, const FactoriesView &view);
items::TableSpec systemsTable(const document::Workspace &workspace, const std::string &factory);
items::TableSpec participantsTable(const document::Workspace &workspace, const std::string &factory);
items::TableSpec costLinesTable(const document::Workspace &workspace, const std::string &factory);

// Systems of a factory, those in service first and earliest first.
std::vector<const core::System *> systemsOf(const core::Plan &plan, const std::string &factory);

} // namespace ui
