// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulationanswer.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace document {

namespace {

using simulation::Frame;
using ModelPtr = std::shared_ptr<const simulation::Model>;

// Of a tornado while something is dragged: ranking takes longer than drawing.
constexpr std::int64_t quickRankedDraws = 1'024;

void addFrame(std::vector<Frame> &frames, const Frame &f)
{
    const auto it = std::find_if(frames.begin(), frames.end(), [&](const Frame &known) { return known.period == f.period; });
    if (it == frames.end()) {
        frames.push_back(f);
        return;
    }
    it->wholeHorizon |= f.wholeHorizon;
    it->totals |= f.totals;
    it->programmes |= f.programmes;
    it->factories |= f.factories;
    it->countries |= f.countries;
}

template<typename T>
void addNew(std::vector<T> &to, const std::vector<T> &from)
{
    for (const T &t : from) {
        if (std::find(to.begin(), to.end(), t) == to.end()) {
            to.push_back(t);
        }
    }
}

// The steps of an answer, each of which may be the last after a cancel.
class Answering
{
public:
    explicit Answering(const SimulationJob &job) : m_job(job), m_answer(job.asked)
    {
        m_sampling.draws = job.draws;
        m_sampling.seed = job.asked.seed;
        m_control.cancel = job.cancel.get_token();
    }

    std::optional<SimulationAnswer> run()
    {
        if (!prepare()) {
            return std::move(m_answer);
        }
        const bool whole = simulateFrames() && compare() && envelopes() && targets() && tornados() && draws();
        m_answer.draws = m_sampling.draws;
        return whole ? std::optional(std::move(m_answer)) : std::nullopt;
    }

private:
    // A model for each period that anything needs; false where a row cannot be followed.
    bool prepare()
    {
        const SimulationNeed &need = m_answer.need;
        std::vector<Frame> frames = need.frames;
        if (need.comparison) {
            addFrame(frames, {engine::Period::Year, true, true});
        }
        if (!need.targets.empty()) {
            addFrame(frames, {engine::Period::Month});
        }
        for (const auto *wanted : {&need.tornados, &need.draws}) {
            for (const WantedFigure &f : *wanted) {
                using enum simulation::ScopeKind;
                const auto kind = f.scope.kind;
                addFrame(frames, {f.period, true, kind == Total, kind == Programme, kind == Factory, kind == Country});
            }
        }
        const std::shared_ptr<const core::Plan> plan(m_answer.shown, &m_answer.shown->plan);
        for (const Frame &f : frames) {
            auto model = simulation::prepare(plan, f);
            if (!model) {
                m_answer.error = QString::fromStdString(model.error().message);
                return false;
            }
            m_models[f.period] = std::move(*model);
        }
        if (need.envelopes) { // programmes for themselves, so that nobody sums up what only envelopes ask for
            auto model = simulation::prepare(plan, {engine::Period::Year, false, false, true});
            if (!model) {
                m_answer.error = QString::fromStdString(model.error().message);
                return false;
            }
            m_programmes = std::move(*model);
        }
        return true;
    }

    bool simulateFrames()
    {
        simulation::Control first = m_control;
        first.stop = m_job.stop.get_token();
        first.progress = [this](std::int64_t done, std::int64_t) { *m_job.progress = done; };
        for (const Frame &f : m_answer.need.frames) {
            auto outcome = simulation::simulate(m_models.at(f.period), m_sampling, first);
            if (!outcome) {
                return false;
            }
            m_sampling.draws = outcome->draws; // what was stopped here has as many draws in all that follows
            first = m_control;
            if (auto certain = simulation::withoutUncertainty(*outcome->model)) {
                m_answer.certain.push_back(std::move(*certain));
            }
            m_answer.outcomes.push_back(std::move(*outcome));
        }
        return true;
    }

    bool compare()
    {
        if (!m_answer.need.comparison || m_answer.against == m_answer.shown) {
            return true;
        }
        const ModelPtr &years = m_models.at(engine::Period::Year);
        const auto model = simulation::prepare(std::shared_ptr<const core::Plan>(m_answer.against, &m_answer.against->plan), years->frame);
        if (!model) {
            m_answer.comparisonError = QString::fromStdString(model.error().message);
            return true;
        }
        m_against = *model;
        m_answer.againstYears = simulation::simulate(*model, m_sampling, m_control);
        if (!m_answer.againstYears) {
            return false;
        }
        auto comparison = simulation::compare(years, *model, m_sampling, m_control);
        if (!comparison) {
            m_answer.comparisonError = QString::fromStdString(comparison.error().message);
            return true;
        }
        m_answer.comparison = std::move(*comparison);
        return m_answer.comparison.has_value();
    }

    bool envelopes()
    {
        if (!m_answer.need.envelopes) {
            return true;
        }
        using engine::Money;
        for (const auto &[money, risks, keeps] : {std::tuple(Money::Committed, &m_answer.committed, &m_answer.committedKeeps), std::tuple(Money::Paid, &m_answer.paid, &m_answer.paidKeeps)}) {
            auto each = simulation::envelopeRisks(m_programmes, m_sampling, money, m_control);
            const auto all = each ? simulation::probabilityOfKeeping(m_programmes, m_sampling, money, m_control) : std::nullopt;
            if (!all) {
                return false;
            }
            *risks = std::move(*each);
            *keeps = *all;
        }
        return true;
    }

    bool targets()
    {
        if (m_answer.need.targets.empty()) {
            return true;
        }
        m_answer.months = m_models.at(engine::Period::Month);
        auto risks = simulation::targetRisks(m_answer.months, m_answer.need.targets, m_sampling, m_control);
        if (!risks) {
            return false;
        }
        m_answer.targets = std::move(*risks);
        return true;
    }

    bool tornados()
    {
        simulation::Sampling sampling = m_sampling;
        if (!m_answer.refined) {
            sampling.draws = std::min(sampling.draws, quickRankedDraws);
        }
        for (const WantedFigure &f : m_answer.need.tornados) {
            auto tornado = simulation::tornado(m_models.at(f.period), f.figure, f.scope, f.lane, sampling, m_control);
            if (tornado) {
                m_answer.tornados.emplace_back(f, std::move(*tornado));
            }
        }
        return !m_control.cancel.stop_requested();
    }

    bool draws()
    {
        for (const WantedFigure &f : m_answer.need.draws) {
            auto each = simulation::drawsOf(m_models.at(f.period), f.figure, f.scope, f.lane, m_sampling, m_control);
            if (each) {
                m_answer.eachDraw.emplace_back(f, std::move(*each));
            }
            if (m_answer.comparison && f.period == engine::Period::Year && f.scope == simulation::Scope()) {
                auto less = simulation::differenceDraws(*m_models.at(f.period), *m_against, f.figure, f.lane, m_sampling, m_control);
                if (less) {
                    m_answer.differences.emplace_back(f, std::move(*less));
                }
            }
        }
        return !m_control.cancel.stop_requested();
    }

    const SimulationJob &m_job;
    SimulationAnswer m_answer;
    simulation::Sampling m_sampling;
    simulation::Control m_control;
    std::map<engine::Period, ModelPtr> m_models;
    ModelPtr m_against, m_programmes;
};

} // namespace

void SimulationNeed::add(const SimulationNeed &other)
{
    for (const Frame &f : other.frames) {
        addFrame(frames, f);
    }
    comparison |= other.comparison;
    envelopes |= other.envelopes;
    addNew(targets, other.targets);
    addNew(tornados, other.tornados);
    addNew(draws, other.draws);
}

namespace {

const simulation::Outcome *ofPeriod(const std::vector<simulation::Outcome> &all, engine::Period period)
{
    const auto it = std::find_if(all.begin(), all.end(), [&](const simulation::Outcome &o) { return o.model->frame.period == period; });
    return it == all.end() ? nullptr : &*it;
}

std::span<const double> ofFigure(const std::vector<std::pair<WantedFigure, std::vector<double>>> &all, const WantedFigure &figure)
{
    const auto it = std::find_if(all.begin(), all.end(), [&](const auto &d) { return d.first == figure; });
    return it == all.end() ? std::span<const double>() : std::span<const double>(it->second);
}

} // namespace

const simulation::Outcome *SimulationAnswer::outcome(engine::Period period) const
{
    return ofPeriod(outcomes, period);
}

const simulation::Outcome *SimulationAnswer::certainly(engine::Period period) const
{
    return ofPeriod(certain, period);
}

std::span<const double> SimulationAnswer::drawsOf(const WantedFigure &figure) const
{
    return ofFigure(eachDraw, figure);
}

std::span<const double> SimulationAnswer::differenceOf(const WantedFigure &figure) const
{
    return ofFigure(differences, figure);
}

const simulation::TargetRisk *SimulationAnswer::target(const simulation::Target &wanted) const
{
    const auto it = std::find_if(targets.begin(), targets.end(), [&](const simulation::TargetRisk &r) { return r.target == wanted; });
    return it == targets.end() ? nullptr : &*it;
}

const simulation::Tornado *SimulationAnswer::tornado(const WantedFigure &figure) const
{
    const auto it = std::find_if(tornados.begin(), tornados.end(), [&](const auto &t) { return t.first == figure; });
    return it == tornados.end() ? nullptr : &it->second;
}

std::optional<SimulationAnswer> answerTo(const SimulationJob &job)
{
    return Answering(job).run();
}

} // namespace document
