// SPDX-License-Identifier: GPL-3.0-or-later
#include "explaindraws.h"

#include "text.h"

#include <cmath>

namespace simulation {

using core::text;
using engine::Explanation;
using engine::Number;
using engine::Operation;
using engine::Unit;
using Inputs = Explanation::Inputs;

namespace {

const std::string uncertaintyNode = "uncertainty:"; // and the row's id: how an input that stands for a row is named

// Makes the parts of one explanation; held by them, so that inputs can be made when they are asked for.
class Draws : public std::enable_shared_from_this<Draws>
{
public:
    Draws(const core::Plan &unresolved, std::string_view scenario, std::shared_ptr<const engine::Projection> projection, DrawnFigure drawn)
        : m_unresolved(unresolved), m_scenario(scenario), m_projection(std::move(projection)), m_drawn(std::move(drawn)), m_unit(unitOf(m_drawn.figure))
    {
    }

    Explanation whole() const
    {
        Explanation e = node(m_drawn.figure.toString(), figureLabel(*m_drawn.model->plan, m_drawn.figure), m_drawn.value(), m_unit, formula());
        e.figure = e.id;
        return withInputs(std::move(e), &Draws::inputs);
    }

private:
    static Explanation node(std::string id, std::string label, Number value, Unit unit, std::string formula = {})
    {
        Explanation e;
        e.id = std::move(id);
        e.label = std::move(label);
        e.value = value;
        e.unit = unit;
        e.formula = std::move(formula);
        return e;
    }
    Explanation withInputs(Explanation e, Inputs (Draws::*make)() const) const
    {
        e.operation = Operation::Drawn;
        e.setInputs([self = shared_from_this(), make] { return (*self.*make)(); });
        return e;
    }
    Explanation cell(const std::string &entity, const std::string &row, const char *field) const { return engine::explainCell(m_unresolved, m_scenario, m_projection, {entity, row, field}); }

    std::string formula() const;
    Inputs inputs() const;
    Explanation statistic() const;
    Explanation summary() const;
    Explanation sampling(const char *field, const char *label, double used) const;
    Explanation planned() const;
    Explanation row(const Swing &swing) const;
    Inputs rowInputs(const Swing &swing, const core::Uncertainty &u) const;

    core::Plan m_unresolved;
    std::string m_scenario;
    std::shared_ptr<const engine::Projection> m_projection;
    DrawnFigure m_drawn;
    Unit m_unit;
};

std::string Draws::formula() const
{
    const std::string n = std::to_string(m_drawn.draws);
    switch (m_drawn.figure.statistic) {
    case Statistic::Mean:
        return text("The sum over %1 draws of the plan's uncertainties, divided by their number", {n});
    case Statistic::StandardError:
        return text("How far the mean of %1 draws may lie from that of endlessly many: the standard deviation of the draws, divided by the root of their number", {n});
    case Statistic::AboveEnvelope:
        return text("The draws in which the programme's year lies above its envelope, divided by all %1", {n});
    case Statistic::ExpectedExcess:
        return text("What lies above the envelope, 0 in draws that keep to it: the mean over %1 draws", {n});
    case Statistic::WorstTenth:
        return text("The mean of the tenth of %1 draws in which it is highest", {n});
    default:
        break;
    }
    return text("The smallest value that at least %1 % of %2 draws do not exceed", {std::string(textOf(m_drawn.figure.statistic)).substr(1), n});
}

// The statistic itself: what the draws give.
Explanation Draws::statistic() const
{
    const std::string id = "draws:" + m_drawn.figure.toString();
    const auto s = m_drawn.figure.statistic;
    if (s == Statistic::AboveEnvelope) {
        const auto above = static_cast<std::int64_t>(std::llround(m_drawn.value() * static_cast<double>(m_drawn.draws)));
        Explanation e = node(id, text("Draws above the envelope, of all draws"), m_drawn.value(), m_unit);
        e.operation = Operation::Quotient;
        e.setInputs([above, all = m_drawn.draws] {
            return Inputs{node("draws:above", text("Draws above the envelope"), above, Unit::Count), node("draws:all", text("All draws"), all, Unit::Count)};
        });
        return e;
    }
    if (s >= Statistic::P5 && s <= Statistic::P95) {
        const double p = probabilities[static_cast<std::size_t>(s) - static_cast<std::size_t>(Statistic::P5)];
        return node(id, text("Number %1 of %2 draws in order of size", {std::to_string(rankOf(p, m_drawn.draws)), std::to_string(m_drawn.draws)}), m_drawn.value(), m_unit);
    }
    return node(id, statisticLabel(s), m_drawn.value(), m_unit);
}

// What else the draws say of the figure.
Explanation Draws::summary() const
{
    const Unit unit = m_drawn.envelope ? Unit::Eur : m_unit;
    Explanation e = node("summary:" + m_drawn.figure.toString(), text("Distribution over the draws: mean"), m_drawn.summary.mean, unit);
    e.operation = Operation::Drawn;
    e.setInputs([summary = m_drawn.summary, figure = m_drawn.figure, unit] {
        Inputs out;
        for (int i = 0; i <= static_cast<int>(Statistic::StandardError); ++i) {
            SimulatedFigure one = figure;
            one.statistic = static_cast<Statistic>(i);
            const double value = i == 0 ? summary.mean : i > probabilityCount ? summary.standardError : summary.quantiles[static_cast<std::size_t>(i) - 1];
            out.push_back(node(one.toString() + "/summary", statisticLabel(one.statistic), value, unit));
        }
        return out;
    });
    return e;
}

// Seed or number of draws: the plan's cell where they are the plan's.
Explanation Draws::sampling(const char *field, const char *label, double used) const
{
    return m_drawn.isOwnSampling ? cell("plan", "1", field) : node(std::string("sampling:") + field, text(label), static_cast<std::int64_t>(used), Unit::Count);
}

Explanation Draws::planned() const
{
    const auto figure = m_drawn.figure.planned();
    const auto e = figure ? engine::explain(m_unresolved, m_scenario, m_projection, *figure) : core::Result<Explanation>(core::Error{});
    if (e) {
        Explanation out = *e;
        out.label = text("Without uncertainty: %1", {out.label});
        return out;
    }
    return node("median:" + m_drawn.figure.toString(), text("With every uncertainty at its median"), m_drawn.tornado.atMedian, m_unit);
}

Inputs Draws::inputs() const
{
    Inputs out{statistic(), summary(), planned()};
    if (m_drawn.envelope) {
        engine::Figure ceiling;
        ceiling.measure = "envelope_cents";
        ceiling.programme = m_drawn.figure.programme;
        ceiling.period = m_drawn.figure.period;
        if (const auto e = engine::explain(m_unresolved, m_scenario, m_projection, ceiling)) {
            out.push_back(*e);
        }
    }
    out.push_back(sampling("simulation_draws", "Draws", static_cast<double>(m_drawn.draws)));
    out.push_back(sampling("simulation_seed", "Seed", static_cast<double>(m_drawn.seed)));
    for (const Swing &s : m_drawn.tornado.swings) {
        if (s.atP10 != s.atP90) {
            out.push_back(row(s));
        }
    }
    return out;
}

// A row of uncertainty: what the figure gains from the row's P10 to its P90, with all others at their median.
Explanation Draws::row(const Swing &swing) const
{
    const core::Uncertainty &u = m_drawn.model->plan->uncertainties[static_cast<std::size_t>(swing.row)];
    const core::EntityInfo *entity = core::entity(u.entity);
    const core::FieldInfo *field = entity ? entity->field(u.field) : nullptr;
    const std::string what = (u.row == "*" ? text(entity ? entity->plural : "", {}) : u.row) + ", " + (field ? text(field->label) : u.field);
    Explanation e = node(uncertaintyNode + u.id, text("%1 (%2)", {what, u.id}), swing.atP90 - swing.atP10, m_drawn.envelope ? Unit::Eur : m_unit,
                         text("The figure with this row at its P90, less that with it at its P10, all other rows at their median"));
    e.operation = Operation::Drawn;
    e.setInputs([self = shared_from_this(), swing, u] { return self->rowInputs(swing, u); });
    return e;
}

Inputs Draws::rowInputs(const Swing &swing, const core::Uncertainty &u) const
{
    const Unit unit = m_drawn.envelope ? Unit::Eur : m_unit;
    const std::string id = uncertaintyNode + u.id;
    Explanation difference = node(id + "/swing", text("From its P10 to its P90"), swing.atP90 - swing.atP10, unit);
    difference.operation = Operation::Difference;
    difference.setInputs([swing, unit, id] {
        return Inputs{node(id + "/p90", text("With the row at its P90"), swing.atP90, unit), node(id + "/p10", text("With the row at its P10"), swing.atP10, unit)};
    });
    Inputs out{difference, node(id + "/rank", text("Rank correlation of the row's draws with the figure's"), swing.rankCorrelation, Unit::Factor),
               cell("uncertainty", u.id, "effect"), cell("uncertainty", u.id, "kind"), cell("uncertainty", u.id, "low")};
    if (u.mode) {
        out.push_back(cell("uncertainty", u.id, "mode"));
    }
    out.push_back(cell("uncertainty", u.id, "high"));
    if (u.driver) {
        out.push_back(cell("uncertainty", u.id, "driver"));
        out.push_back(cell("uncertainty", u.id, "correlation"));
    }
    return out;
}

// The envelope's statistics of one programme and year; none where it has no envelope.
std::optional<EnvelopeRisk> riskOf(const std::vector<EnvelopeRisk> &risks, int programme, int year)
{
    for (const EnvelopeRisk &r : risks) {
        if (r.programme == programme && r.year == year) {
            return r;
        }
    }
    return std::nullopt;
}

} // namespace

double DrawnFigure::value() const
{
    switch (figure.statistic) {
    case Statistic::Mean:
        return summary.mean;
    case Statistic::StandardError:
        return summary.standardError;
    case Statistic::AboveEnvelope:
        return envelope->probability;
    case Statistic::ExpectedExcess:
        return envelope->expectedExcessEur;
    case Statistic::WorstTenth:
        return envelope->worstTenthEur;
    default:
        return summary.quantiles[static_cast<std::size_t>(figure.statistic) - static_cast<std::size_t>(Statistic::P5)];
    }
}

core::Result<std::optional<DrawnFigure>> drawn(std::shared_ptr<const core::Plan> resolved, const SimulatedFigure &figure, const Sampling &sampling, const Control &control)
{
    const std::optional<DrawnFigure> none;
    const auto scope = scopeOf(*resolved, figure);
    if (!scope) {
        return scope.error();
    }
    const auto model = prepare(resolved, scope->frame);
    if (!model) {
        return model.error();
    }
    const int accumulator = (*model)->find(figure.figure, scope->scope);
    const core::Error absent{text("'%1' is no figure of this plan: there is nothing to simulate there.", {figure.toString()})};
    if (accumulator < 0) {
        return absent;
    }
    DrawnFigure out;
    out.figure = figure;
    out.scope = scope->scope;
    out.period = scope->period;
    out.model = *model;
    const int wanted[] = {accumulator};
    const auto outcome = simulate(*model, sampling, control, wanted);
    if (!outcome) {
        return none;
    }
    const Series *series = outcome->find(figure.figure, out.scope, out.period);
    if (!series) {
        return absent;
    }
    out.summary = series->summary;
    out.seed = outcome->seed;
    out.draws = outcome->draws;
    const Sampling own = samplingOf(*resolved);
    out.isOwnSampling = own.seed == out.seed && own.draws == out.draws;
    Sampling same = sampling;
    same.draws = out.draws;
    Control again;
    again.cancel = control.cancel;
    if (isOfEnvelope(figure.statistic)) {
        const auto risks = envelopeRisks(*model, same, figure.figure == Figure::PaidEur ? engine::Money::Paid : engine::Money::Committed, again);
        if (!risks) {
            return none;
        }
        out.envelope = riskOf(*risks, out.scope.index, (*model)->periods.year(out.period));
        if (!out.envelope) {
            return core::Error{text("The programme '%1' has no envelope in %2.", {figure.programme, figure.period})};
        }
    }
    auto swings = tornado(*model, figure.figure, out.scope, out.period, same, again);
    if (!swings) {
        return none;
    }
    out.tornado = std::move(*swings);
    return std::optional(std::move(out));
}

Explanation explain(const core::Plan &unresolved, std::string_view scenario, std::shared_ptr<const engine::Projection> projection, const DrawnFigure &drawn)
{
    return std::make_shared<const Draws>(unresolved, scenario, std::move(projection), drawn)->whole();
}

std::optional<core::Cell> uncertaintyOf(const Explanation &input)
{
    if (!input.id.starts_with(uncertaintyNode) || input.id.find('/') != std::string::npos) {
        return std::nullopt;
    }
    return core::Cell{"uncertainty", input.id.substr(uncertaintyNode.size()), "low"};
}

} // namespace simulation
