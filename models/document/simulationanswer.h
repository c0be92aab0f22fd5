// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drawndifference.h"
#include "drawnfigure.h"
#include "risk.h"
#include "workspace.h"

#include <atomic>

namespace document {

// A figure of a scope in a period: what a tornado, or all its draws, are asked for.
struct WantedFigure
{
    simulation::Figure figure = simulation::Figure::PaidEur;
    simulation::Scope scope;
    engine::Period period = engine::Period::Year;
    int lane = 0; // of the periods; their number: the whole horizon

    bool operator==(const WantedFigure &) const = default;
};

// What somebody wants to know of the simulation; several wants are met together.
struct SimulationNeed
{
    std::vector<simulation::Frame> frames; // periods and scopes of the yearly, quarterly or monthly figures
    bool comparison = false;               // the year's figures of the plan compared with, and the difference draw by draw
    bool envelopes = false;                // what each envelope risks, and all of them together
    std::vector<simulation::Target> targets;
    std::vector<WantedFigure> tornados;
    std::vector<WantedFigure> draws; // every draw of a figure, up to simulation::drawnAtMost; with a comparison, of the difference too

    void add(const SimulationNeed &other);
    bool isEmpty() const { return *this == SimulationNeed(); }
    bool operator==(const SimulationNeed &) const = default;
};

// What the simulation said, with what it was asked about. A plain value; plans and projections in it are never changed.
struct SimulationAnswer
{
    SimulationNeed need;
    ProjectionPtr shown, against; // whose plans were drawn from: with the preview, and that compared with
    qint64 revision = 0;          // of the document
    bool preview = false;         // of a value that is not kept
    std::uint64_t seed = 0;
    std::int64_t draws = 0;       // made
    std::int64_t drawsAsked = 0;  // by the plan
    bool refined = false;         // no better answer follows: as many draws as the plan asks for, or as were made until it was stopped
    std::vector<simulation::Outcome> outcomes; // one for each period asked for; all have the same rows of uncertainty
    std::shared_ptr<const simulation::Model> months; // that the targets are of; null: none were asked for
    std::vector<simulation::Outcome> certain;  // the same without uncertainty: what the plan itself says
    std::optional<simulation::Outcome> againstYears;
    std::optional<simulation::Comparison> comparison; // shown − against; none where both are the same
    std::vector<simulation::EnvelopeRisk> committed, paid; // of every envelope, by planned money
    double committedKeeps = 1, paidKeeps = 1;              // the probability that no envelope is exceeded
    std::vector<simulation::TargetRisk> targets;
    std::vector<std::pair<WantedFigure, simulation::Tornado>> tornados;
    std::vector<std::pair<WantedFigure, std::vector<double>>> eachDraw;    // ascending
    std::vector<std::pair<WantedFigure, std::vector<double>>> differences; // shown − against, ascending
    QString error;           // why there is no outcome: a sentence about the row of uncertainty that cannot be followed
    QString comparisonError; // why there is no comparison

    const simulation::Outcome *outcome(engine::Period period) const;
    const simulation::Outcome *certainly(engine::Period period) const;
    std::span<const double> drawsOf(const WantedFigure &figure) const; // empty: not asked for, or there is no such figure
    std::span<const double> differenceOf(const WantedFigure &figure) const;
    const simulation::TargetRisk *target(const simulation::Target &target) const;
    const simulation::Tornado *tornado(const WantedFigure &figure) const;
};

// What a worker is given.
struct SimulationJob
{
    SimulationAnswer asked; // need, projections, revision, preview, seed
    std::int64_t draws = 0;
    std::stop_source cancel, stop;
    std::shared_ptr<std::atomic<std::int64_t>> progress; // draws made of the longest part
};

// Makes all that is needed; nothing after a cancel. On any thread.
std::optional<SimulationAnswer> answerTo(const SimulationJob &job);

} // namespace document
