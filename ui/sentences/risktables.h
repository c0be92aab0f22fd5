// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keyfigures.h"
#include "restingfigures.h"
#include "simulationanswer.h"
#include "spread.h"
#include "tablespec.h"

namespace ui {

// What the simulation says, as tiles, tables and sentences. All of an answer without an error.

// Keeping to the envelopes; double capacity with 50, 80 and 90 %; the range of the total paid; the chance to be cheaper than what is compared with.
std::vector<KeyFigure> riskKeyFigures(const document::SimulationAnswer &a, const simulation::Target &doubling, const QString &againstName);
// By programme and year, those with an envelope.
items::TableSpec envelopeRiskTable(const document::SimulationAnswer &a, engine::Money money);
// When each target is reached with 50, 80 and 90 %, and how probable it is within the horizon.
items::TableSpec targetTable(const document::SimulationAnswer &a);
// Every period of one figure, in total: mean, P5 to P95, standard error.
items::TableSpec quantileTable(const simulation::Outcome &outcome, simulation::Figure figure);
// Shown less compared with, by year and over the horizon.
items::TableSpec differenceQuantiles(const document::SimulationAnswer &a, simulation::Figure figure);

// The plan's rows of uncertainty, edited in the workspace's scenario.
items::TableSpec uncertaintyTable(const document::Workspace &workspace);
// A figure of the plan that nothing is uncertain about yet, though it rests on an assumption or on sources that disagree.
struct SpreadProposal
{
    simulation::ProposedSpread spread;
    core::Cents paidCents = 0; // all the money that hangs on it
};
std::vector<SpreadProposal> spreadProposals(const engine::Projection &projection);
items::TableSpec proposalTable(const core::Plan &plan, const std::vector<SpreadProposal> &proposals);
// Each driver with the rows that share it.
items::TableSpec driverTable(const core::Plan &plan);

namespace sentences {
QString riskLead(const document::SimulationAnswer &a, const simulation::Target &doubling);
// "10,000 draws: the mean of the total paid is known to ± € 0.9 m (0.1 %)"
QString convergence(const document::SimulationAnswer &a);
QString effectWord(core::UncertaintyEffect effect);       // "times", "plus", "is"
QString distributionWord(core::UncertaintyKind kind);     // "PERT"
// "× 0.90 to 1.35, likely 1.00"
QString spreadWords(const core::Uncertainty &row);
// The unit of a row's low, likely and high values; empty: a factor, or none.
QString spreadUnit(const core::Uncertainty &row);
}

} // namespace ui
