// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures.h"
#include "findingsentences.h"
#include "flowspec.h"
#include "seriescolours.h"
#include "tablespec.h"

namespace document {
class Workspace;
}

namespace ui {

// Programme by year: what is planned against the envelope, what is left or over, and what is committed but not yet paid. Nominal, as envelopes are.
// Envelopes can be edited where the plan has them; the last column leads to a programme's envelopes together. `room`: pixels for the whole table; where
// they do not suffice for all words, years keep their width and the table scrolls.
items::TableSpec envelopeTable(const document::Workspace &workspace, const engine::Projection &p, engine::Money which, int room);
bool envelopeTableFits(const engine::Projection &p, int room);
// From programmes and countries through factories to cost classes. Ids: "programme/DEP", "country/FI", "factory/lumi-aif", "class/0"; unfunded money has "programme/".
FlowSpec moneyFlowChart(const Comparison &c, const SeriesColours &colours, engine::Money which);

namespace sentences {
QString fundingLead(const engine::Projection &p, engine::Money which);  // "Digital Europe is exceeded in 2026 and 2027, while € 236.7 m of 2025 stay unused"
QString moneyFlowTitle(const Comparison &c, engine::Money which);       // "Half comes from the Union, 17 % from Finland alone"
} // namespace sentences

} // namespace ui
