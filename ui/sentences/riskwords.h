// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "risk.h"

#include <QString>

#include <span>

namespace ui {

// How a simulated figure is written: drawn value × scale, in a unit.
struct RiskFigure
{
    QString measure;  // "Paid", "BF16 dense peak in service"
    QString unit;     // "€ m"
    QString longUnit; // in a subtitle: "€ million, nominal"
    double scale = 1;
    int decimals = 1;
    bool less = false; // fewer is worse
};
RiskFigure riskFigure(simulation::Figure figure);

namespace sentences {

// "every draw", "no draw", "62 in 100 draws", "fewer than 1 in 100 draws"
QString drawsShare(double share);
// "€ 1.46 bn", "83.4 EF", "62 %"
QString riskValue(simulation::Figure figure, double drawn);
// "2027", "Q3 2026", "2025 to 2030"
QString riskPeriod(const simulation::Model &model, int period);
QString riskScope(const simulation::Model &model, const simulation::Scope &scope); // empty: total
// "Availability, all systems", "In service, LUMI-AI"; with its id where several rows speak of the same
QString uncertaintyName(const core::Plan &plan, int row);
QString targetName(const simulation::Target &target); // "Twice the fleet", "Demand covered"
QString drawsAndSeed(std::int64_t draws, std::uint64_t seed); // "10,000 draws, seed 2026"

// Titles that state the finding. `ascending`: draws of the figure in the period that the title speaks of; empty: by the quantiles alone.
QString fanTitle(const simulation::Outcome &outcome, simulation::Figure figure, const simulation::Scope &scope, const simulation::Outcome *plan, std::span<const double> ascending);
QString distributionTitle(simulation::Figure figure, std::span<const double> ascending);
QString targetTitle(const simulation::Model &model, const std::vector<simulation::TargetRisk> &risks);
QString envelopeRiskTitle(const simulation::Model &model, const std::vector<simulation::EnvelopeRisk> &risks);
QString tornadoTitle(const simulation::Model &model, const simulation::Tornado &tornado, simulation::Figure figure);

} // namespace sentences

} // namespace ui
