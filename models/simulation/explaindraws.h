// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explain.h"
#include "risk.h"
#include "simulatedfigure.h"

namespace simulation {

// A simulated figure with its draws summed up and what moves it: a plain value, made on any thread.
struct DrawnFigure
{
    SimulatedFigure figure;
    Scope scope;
    int period = 0; // lane of the model's periods
    std::shared_ptr<const Model> model;
    std::uint64_t seed = 0;
    std::int64_t draws = 0;
    bool isOwnSampling = true;           // seed and draws are those of the plan
    Summary summary;
    std::optional<EnvelopeRisk> envelope; // where the figure speaks of one
    Tornado tornado;

    double value() const;
};

// Draws the figure. Fails where the plan has no such figure or cannot be simulated; nothing after a cancel.
core::Result<std::optional<DrawnFigure>> drawn(std::shared_ptr<const core::Plan> resolved, const SimulatedFigure &figure, const Sampling &sampling, const Control &control = {});

// How the figure comes about: which of the draws it is, what the plan says without uncertainty (explained in turn), seed and draws, and the rows of
// the table `uncertainty` that move it, widest swing first, each with its cells. Its value and quantiles are those that simulate() gives.
// The projection is that of the plan drawn from; the unresolved plan says which scenario sets a cell.
engine::Explanation explain(const core::Plan &unresolved, std::string_view scenario, std::shared_ptr<const engine::Projection> projection, const DrawnFigure &drawn);

// The row of `uncertainty` that an input of such an explanation stands for, as the cell of its lower bound; none for other inputs.
std::optional<core::Cell> uncertaintyOf(const engine::Explanation &input);

} // namespace simulation
