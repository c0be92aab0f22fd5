// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "partyaccounts.h"
#include "seriescolours.h"
#include "tablespec.h"

namespace document {
class Workspace;
}

namespace ui {

// All parties, the Union first, then those that pay most, and their sum. Columns of the market price are shown where the plan states one.
items::TableSpec partiesTable(const PartyAccounts &accounts, const SeriesColours &colours);
// One party's money by cost class and its hours, by period.
items::TableSpec partyByClassTable(const PartyAccounts &accounts, const QString &party);
// The same by factory, with the shares that it holds in each; those can be edited.
items::TableSpec partyByFactoryTable(const document::Workspace &workspace, const PartyAccounts &accounts, const SeriesColours &colours, const QString &party);

} // namespace ui
