// SPDX-License-Identifier: GPL-3.0-or-later
#include "riskwords.h"

#include "celltext.h"
#include "drawnfigure.h"
#include "editwords.h"
#include "findingsentences.h"
#include "format.h"
#include "riskcharts.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(riskwords)
};

using simulation::Figure;
using simulation::Model;
using simulation::Scope;
using simulation::ScopeKind;

QString lowered(QString name)
{
    const bool abbreviation = name.size() > 1 && name[1].isUpper();
    if (!abbreviation && !name.isEmpty()) {
        name[0] = name[0].toLower();
    }
    return name;
}

// What some, each or none of the draws do against the plan; of figures of which fewer is worse, fewer.
QString againstPlan(Figure figure, double share)
{
    struct Form
    {
        Figure figure;
        const char *many, *one;
    };
    static constexpr Form forms[] = {
        {Figure::PaidEur, QT_TRANSLATE_NOOP("riskwords", "%1 cost more than the plan"), QT_TRANSLATE_NOOP("riskwords", "%1 costs more than the plan")},
        {Figure::CommittedEur, QT_TRANSLATE_NOOP("riskwords", "%1 commit more than the plan"), QT_TRANSLATE_NOOP("riskwords", "%1 commits more than the plan")},
        {Figure::DeliveredHours, QT_TRANSLATE_NOOP("riskwords", "%1 deliver fewer hours than the plan"), QT_TRANSLATE_NOOP("riskwords", "%1 delivers fewer hours than the plan")},
        {Figure::ReferenceHours, QT_TRANSLATE_NOOP("riskwords", "%1 deliver fewer reference hours than the plan"), QT_TRANSLATE_NOOP("riskwords", "%1 delivers fewer reference hours than the plan")},
        {Figure::Bf16Pflops, QT_TRANSLATE_NOOP("riskwords", "%1 end with less compute than the plan"), QT_TRANSLATE_NOOP("riskwords", "%1 ends with less compute than the plan")},
        {Figure::IndexBf16, QT_TRANSLATE_NOOP("riskwords", "%1 end below the plan's index"), QT_TRANSLATE_NOOP("riskwords", "%1 ends below the plan's index")},
        {Figure::Coverage, QT_TRANSLATE_NOOP("riskwords", "%1 cover less of the demand than the plan"), QT_TRANSLATE_NOOP("riskwords", "%1 covers less of the demand than the plan")},
        {Figure::EnergyMwh, QT_TRANSLATE_NOOP("riskwords", "%1 need more energy than the plan"), QT_TRANSLATE_NOOP("riskwords", "%1 needs more energy than the plan")}};
    const auto form = std::find_if(std::begin(forms), std::end(forms), [&](const Form &f) { return f.figure == figure; });
    QString who = sentences::drawsShare(share);
    who[0] = who[0].toUpper();
    return Words::tr(share <= 0 || share >= 1 ? form->one : form->many).arg(who);
}

QString between(Figure figure, double low, double high)
{
    if (low == high) {
        return Words::tr("Hardly any draw differs from %1").arg(sentences::riskValue(figure, low));
    }
    const bool money = figure == Figure::PaidEur || figure == Figure::CommittedEur;
    const RiskFigure f = riskFigure(figure);
    return Words::tr("Nine in ten draws lie between %1 and %2").arg(money ? format::eur(low) : format::number(low * f.scale, f.decimals), sentences::riskValue(figure, high)); // the unit once
}

// By quantiles alone: a share that is reached at least.
std::optional<double> leastShareWorse(const simulation::Summary &s, double plan, bool less)
{
    std::optional<double> found;
    for (int q = 0; q < simulation::probabilityCount; ++q) {
        const double p = simulation::probabilities[static_cast<std::size_t>(q)], value = s.quantiles[static_cast<std::size_t>(q)];
        if (less ? value < plan : value > plan) {
            const double share = less ? p : 1 - p;
            found = std::max(found.value_or(0), share);
        }
    }
    return found;
}

} // namespace

RiskFigure riskFigure(Figure figure)
{
    switch (figure) {
    case Figure::PaidEur:
        return {Words::tr("Paid"), Words::tr("€ m"), Words::tr("€ million, nominal"), 1e-6, 1, false};
    case Figure::CommittedEur:
        return {Words::tr("Committed"), Words::tr("€ m"), Words::tr("€ million, nominal"), 1e-6, 1, false};
    case Figure::DeliveredHours:
        return {Words::tr("Delivered"), Words::tr("m h"), Words::tr("million accelerator-hours"), 1e-6, 1, true};
    case Figure::ReferenceHours:
        return {Words::tr("Delivered"), Words::tr("m ref. h"), Words::tr("million reference hours"), 1e-6, 1, true};
    case Figure::Bf16Pflops:
        return {Words::tr("BF16 dense peak of the factories"), QStringLiteral("EF"), Words::tr("exaflops, end of period"), 1e-3, 1, true};
    case Figure::IndexBf16:
        return {Words::tr("Installed compute against the fleet"), QStringLiteral("×"), Words::tr("times the fleet, end of period"), 1, 2, true};
    case Figure::Coverage:
        return {Words::tr("Demand covered"), QStringLiteral("%"), QStringLiteral("%"), 100, 1, true};
    case Figure::EnergyMwh:
        return {Words::tr("Electricity used"), QStringLiteral("GWh"), QStringLiteral("GWh"), 1e-3, 1, false};
    }
    return {};
}

namespace sentences {

QString drawsShare(double share)
{
    if (share <= 0) {
        return Words::tr("no draw");
    }
    if (share >= 1) {
        return Words::tr("every draw");
    }
    if (share < 0.01) {
        return Words::tr("fewer than 1 in 100 draws");
    }
    if (share > 0.99) {
        return Words::tr("more than 99 in 100 draws");
    }
    return Words::tr("%1 in 100 draws").arg(format::number(share * 100, 0));
}

QString riskValue(Figure figure, double drawn)
{
    if (figure == Figure::PaidEur || figure == Figure::CommittedEur) {
        return format::eur(drawn);
    }
    const RiskFigure f = riskFigure(figure);
    return format::number(drawn * f.scale, f.decimals) + format::thin + f.unit;
}

QString riskPeriod(const Model &model, int period)
{
    const engine::Calendar &c = model.periods.calendar();
    if (model.periods.isWhole(period)) {
        return Words::tr("%1 to %2").arg(c.firstYear()).arg(c.last().year());
    }
    return periodName(c, model.periods.period(), period);
}

QString riskScope(const Model &model, const Scope &scope)
{
    const auto at = static_cast<std::size_t>(scope.index);
    switch (scope.kind) {
    case ScopeKind::Programme:
        return programmeName(*model.plan, scope.index);
    case ScopeKind::Factory:
        return scope.index < 0 ? QString() : elidedName(model.plan->factories[at].name);
    case ScopeKind::Country:
        return scope.index < 0 ? Words::tr("no country") : QString::fromStdString(model.plan->countries[at].name);
    case ScopeKind::Total:
        break;
    }
    return {};
}

QString uncertaintyName(const core::Plan &plan, int row)
{
    const core::Uncertainty &u = plan.uncertainties[static_cast<std::size_t>(row)];
    const core::EntityInfo *info = core::entity(u.entity);
    const core::FieldInfo *field = info ? info->field(u.field) : nullptr;
    const QString what = field ? items::fieldLabel(*field) : QString::fromStdString(u.field);
    static const std::pair<const char *, const char *> all[] = {
        {"system", QT_TRANSLATE_NOOP("riskwords", "all systems")},       {"factory", QT_TRANSLATE_NOOP("riskwords", "all factories")},
        {"country", QT_TRANSLATE_NOOP("riskwords", "all countries")},    {"cost_line", QT_TRANSLATE_NOOP("riskwords", "all cost lines")},
        {"accelerator", QT_TRANSLATE_NOOP("riskwords", "all accelerators")}, {"demand", QT_TRANSLATE_NOOP("riskwords", "all demand")},
        {"funding", QT_TRANSLATE_NOOP("riskwords", "all funding shares")}, {"participation", QT_TRANSLATE_NOOP("riskwords", "all participants")},
        {"milestone", QT_TRANSLATE_NOOP("riskwords", "all milestones")}};
    QString whose = u.row == "*" ? Words::tr("all rows") : rowName(plan, u.entity, u.row);
    for (const auto &[entity, words] : all) {
        whose = u.row == "*" && u.entity == entity ? Words::tr(words) : whose;
    }
    QString name = u.entity == "plan" ? what : Words::tr("%1, %2").arg(what, whose);
    for (std::size_t i = 0; i < plan.uncertainties.size(); ++i) {
        const core::Uncertainty &other = plan.uncertainties[i];
        if (static_cast<int>(i) != row && other.entity == u.entity && other.row == u.row && other.field == u.field) {
            return Words::tr("%1 (%2)").arg(name, QString::fromStdString(u.id));
        }
    }
    return name;
}

QString targetName(const simulation::Target &t)
{
    if (t.figure == Figure::Coverage) {
        return t.value == 1 ? Words::tr("Demand covered") : Words::tr("%1 of demand covered").arg(format::percent(t.value, std::fabs(t.value * 100 - std::round(t.value * 100)) < 1e-9 ? 0 : 1));
    }
    return t.value == 2 ? Words::tr("Twice the fleet") : Words::tr("%1 times the fleet").arg(format::number(t.value, std::fabs(t.value - std::round(t.value)) < 1e-9 ? 0 : 2));
}

QString drawsAndSeed(std::int64_t draws, std::uint64_t seed)
{
    return Words::tr("%1 draws, seed %2").arg(format::number(static_cast<double>(draws), 0)).arg(seed);
}

QString fanTitle(const simulation::Outcome &o, Figure figure, const Scope &scope, const simulation::Outcome *plan, std::span<const double> ascending)
{
    const int period = headlinePeriod(*o.model, figure);
    const simulation::Series *s = o.find(figure, scope, period);
    const simulation::Series *p = plan ? plan->find(figure, scope, period) : nullptr;
    const RiskFigure words = riskFigure(figure);
    if (!s) {
        return words.measure;
    }
    const auto &q = s->summary.quantiles;
    if (!p) {
        return between(figure, q.front(), q.back());
    }
    const double planned = p->summary.mean;
    // Rounding alone is no difference.
    const double least = 1e-9 * std::max(1.0, std::fabs(planned));
    if (std::fabs(q.front() - planned) <= least && std::fabs(q.back() - planned) <= least) {
        return Words::tr("Hardly any draw differs from the plan");
    }
    if (!ascending.empty()) {
        const double edge = words.less ? planned - least : planned + least;
        return againstPlan(figure, words.less ? simulation::shareAtMost(ascending, edge) : simulation::shareAbove(ascending, edge));
    }
    const auto share = leastShareWorse(s->summary, words.less ? planned - least : planned + least, words.less);
    return share && *share >= 0.25 ? againstPlan(figure, *share).replace(0, 0, Words::tr("At least ")) : between(figure, q.front(), q.back());
}

QString distributionTitle(Figure figure, std::span<const double> ascending)
{
    if (ascending.empty()) {
        return riskFigure(figure).measure;
    }
    return between(figure, simulation::quantileOf(ascending, 0.05), simulation::quantileOf(ascending, 0.95));
}

QString targetTitle(const Model &model, const std::vector<simulation::TargetRisk> &risks)
{
    if (risks.empty() || risks.front().reachedBy.empty()) {
        return Words::tr("No target to reach");
    }
    const simulation::TargetRisk &r = risks.front();
    const engine::Calendar &c = model.periods.calendar();
    const auto monthName = [&](int m) { return format::longMonth(c.month(m).year(), c.month(m).monthOfYear()); };
    const double last = r.reachedBy.back();
    if (const auto certain = r.monthWith(1); certain) {
        return Words::tr("%1 by %2 in every draw").arg(targetName(r.target), monthName(*certain));
    }
    for (const double p : {0.9, 0.8, 0.5}) {
        if (const auto month = r.monthWith(p)) {
            return Words::tr("%1 by %2 with a probability of %3").arg(targetName(r.target), monthName(*month), format::percent(p, 0));
        }
    }
    return Words::tr("%1 by the end of %2 in %3").arg(targetName(r.target)).arg(c.last().year()).arg(drawsShare(last));
}

QString envelopeRiskTitle(const Model &model, const std::vector<simulation::EnvelopeRisk> &risks)
{
    const auto worst = std::max_element(risks.begin(), risks.end(), [](const auto &a, const auto &b) {
        return std::pair(a.probability, a.expectedExcessEur) < std::pair(b.probability, b.expectedExcessEur);
    });
    if (worst == risks.end()) {
        return Words::tr("This plan has no envelopes");
    }
    if (worst->probability <= 0) {
        return Words::tr("No envelope is exceeded in any draw");
    }
    return Words::tr("%1 exceeds its envelope of %2 in %3").arg(programmeName(*model.plan, worst->programme)).arg(worst->year).arg(drawsShare(worst->probability));
}

QString tornadoTitle(const Model &model, const simulation::Tornado &t, Figure figure)
{
    static const std::pair<Figure, const char *> nouns[] = {
        {Figure::PaidEur, QT_TRANSLATE_NOOP("riskwords", "What is paid")},           {Figure::CommittedEur, QT_TRANSLATE_NOOP("riskwords", "What is committed")},
        {Figure::DeliveredHours, QT_TRANSLATE_NOOP("riskwords", "What is delivered")}, {Figure::ReferenceHours, QT_TRANSLATE_NOOP("riskwords", "What is delivered")},
        {Figure::Bf16Pflops, QT_TRANSLATE_NOOP("riskwords", "Compute power")},       {Figure::IndexBf16, QT_TRANSLATE_NOOP("riskwords", "The index")},
        {Figure::Coverage, QT_TRANSLATE_NOOP("riskwords", "Coverage of demand")},    {Figure::EnergyMwh, QT_TRANSLATE_NOOP("riskwords", "The need for energy")}};
    const auto noun = std::find_if(std::begin(nouns), std::end(nouns), [&](const auto &n) { return n.first == figure; });
    const QString what = Words::tr(noun->second);
    if (t.swings.empty() || t.swings.front().atP10 == t.swings.front().atP90) {
        return Words::tr("%1 depends on no uncertain input").arg(what);
    }
    return Words::tr("%1 depends most on %2").arg(what, lowered(uncertaintyName(*model.plan, t.swings.front().row)));
}

} // namespace sentences

} // namespace ui
