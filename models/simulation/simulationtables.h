// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "resulttable.h"
#include "risk.h"

namespace simulation {

// What the simulation says beside the distributions, as tables for other programs: beside resultTable() in simulation.h.

// figure, programme, year | envelope_eur, probability, expected_excess_eur, worst_tenth_eur.
engine::ResultTable envelopeRiskTable(const Model &model, const std::vector<EnvelopeRisk> &committed, const std::vector<EnvelopeRisk> &paid);
// figure, target, period | probability: that the target has been reached in this month or before.
engine::ResultTable targetRiskTable(const Model &model, const std::vector<TargetRisk> &risks);
// row | at_p10, at_p90, swing, rank_correlation; widest swing first.
engine::ResultTable tornadoTable(const Model &model, const Tornado &tornado);

// What is asked where nobody names targets: the BF16 index of the plan's statement, else 2, and full coverage.
std::vector<Target> usualTargets(const core::Plan &plan);

} // namespace simulation
