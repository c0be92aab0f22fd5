// SPDX-License-Identifier: GPL-3.0-or-later
#include "risktables.h"

#include "celltext.h"
#include "editwords.h"
#include "entitytable.h"
#include "format.h"
#include "palette.h"
#include "riskwords.h"
#include "simulatedfigure.h"
#include "uncertaintyedits.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(risktables)
};

using document::SimulationAnswer;
using simulation::EnvelopeRisk;
using simulation::Figure;
using simulation::Outcome;
using simulation::Series;
using simulation::Statistic;
using simulation::TargetRisk;

constexpr double promised[] = {0.5, 0.8, 0.9};
constexpr double noteworthy = 0.005; // probabilities below are no finding

items::TableCell textCell(const QString &text)
{
    return items::TableCell{text};
}

items::TableCell figureCell(const QString &text, double sort, const QString &toolTip = {})
{
    items::TableCell c{text};
    c.sort = sort;
    c.toolTip = toolTip;
    return c;
}

items::TableColumn figureColumn(const QString &id, const QString &title, int width, const QString &toolTip = {})
{
    return {id, title, toolTip, true, width};
}

QString monthName(const simulation::Model &model, int month)
{
    const core::Month m = model.periods.calendar().month(month);
    return format::month(m.year(), m.monthOfYear());
}

// "62 %", and never 0 or 100 where it is neither.
QString chance(double p)
{
    if (p > 0 && p < 0.001) {
        return QStringLiteral("<") + format::thin + format::percent(0.001, 1);
    }
    if (p < 1 && p > 0.999) {
        return QStringLiteral(">") + format::thin + format::percent(0.999, 1);
    }
    return format::percent(p, p == 0 || p == 1 || (p >= 0.1 && p <= 0.9) ? 0 : 1);
}

const Outcome *yearsOf(const SimulationAnswer &a)
{
    return a.outcome(engine::Period::Year);
}

// Over the horizon; null where the model has no such sum.
const Series *wholeOf(const Outcome *o, Figure figure)
{
    return o && o->model->periods.hasWhole() ? o->find(figure, {}, o->model->periods.parts()) : nullptr;
}

QString exactMoney(double eur)
{
    return format::exactEur(static_cast<qint64>(std::llround(eur * 100)));
}

const EnvelopeRisk *worstOf(const std::vector<EnvelopeRisk> &risks)
{
    const auto it = std::max_element(risks.begin(), risks.end(), [](const EnvelopeRisk &a, const EnvelopeRisk &b) { return a.probability < b.probability; });
    return it == risks.end() ? nullptr : &*it;
}

KeyFigure keepsTile(const SimulationAnswer &a)
{
    KeyFigure k;
    k.id = QStringLiteral("keeps");
    k.caption = Words::tr("Keeps to all envelopes");
    if (a.committed.empty()) {
        k.figure = QStringLiteral("–");
        k.exact = Words::tr("No programme of the plan has an envelope.");
        return k;
    }
    k.figure = format::percentFigure(a.committedKeeps, a.committedKeeps > 0 && a.committedKeeps < 0.1 ? 1 : 0);
    k.unit = QStringLiteral("%");
    k.change = Words::tr("paid: %1").arg(chance(a.paidKeeps));
    k.exact = Words::tr("In %1 of the draws committed money stays within the envelope of every programme in every year; paid money does in %2.").arg(chance(a.committedKeeps), chance(a.paidKeeps));
    return k;
}

KeyFigure dateTile(const SimulationAnswer &a, const simulation::Target &target, double probability)
{
    KeyFigure k;
    k.id = QStringLiteral("reached-%1").arg(probability * 100);
    k.caption = Words::tr("%1 with %2").arg(sentences::targetName(target), format::percent(probability, 0));
    const TargetRisk *risk = a.target(target);
    const Outcome *any = a.outcomes.empty() ? nullptr : &a.outcomes.front();
    const auto month = risk ? risk->monthWith(probability) : std::nullopt;
    if (!risk || !any) {
        k.figure = QStringLiteral("–");
        return k;
    }
    const double last = risk->reachedBy.empty() ? 0 : risk->reachedBy.back();
    const QString end = monthName(*any->model, static_cast<int>(risk->reachedBy.size()) - 1);
    k.figure = month ? monthName(*any->model, *month) : Words::tr("never");
    k.change = month ? QString() : Words::tr("%1 by %2").arg(chance(last), end);
    k.exact = month ? Words::tr("By the end of %1 at least %2 of the draws have reached it.").arg(k.figure, format::percent(probability, 0))
                    : Words::tr("By the end of the horizon, %1, only %2 of the draws have reached it.").arg(end, chance(last));
    return k;
}

KeyFigure rangeTile(const SimulationAnswer &a)
{
    KeyFigure k;
    k.id = QStringLiteral("range");
    k.caption = Words::tr("Paid in all, P10 to P90");
    const Series *paid = wholeOf(yearsOf(a), Figure::PaidEur);
    if (!paid) {
        k.figure = QStringLiteral("–");
        return k;
    }
    const double low = paid->summary.quantiles[1];
    const double high = paid->summary.quantiles[5];
    const bool billions = high >= 1e9;
    const double unit = billions ? 1e9 : 1e6;
    const int decimals = billions ? 2 : 1;
    k.prefix = QStringLiteral("€");
    k.figure = format::number(low / unit, decimals) + QStringLiteral("–") + format::number(high / unit, decimals);
    k.unit = billions ? Words::tr("bn") : Words::tr("m");
    k.exact = Words::tr("P10 %1, median %2, P90 %3, mean %4.").arg(exactMoney(low), exactMoney(paid->summary.quantiles[3]), exactMoney(high), exactMoney(paid->summary.mean));
    return k;
}

KeyFigure cheaperTile(const SimulationAnswer &a, const QString &againstName)
{
    KeyFigure k;
    k.id = QStringLiteral("cheaper");
    k.caption = Words::tr("Cheaper than %1").arg(againstName);
    if (!a.comparison) {
        k.figure = QStringLiteral("–");
        k.exact = a.comparisonError;
        return k;
    }
    k.figure = format::percentFigure(a.comparison->probabilityCheaper, 0);
    k.unit = QStringLiteral("%");
    k.change = a.comparison->probabilityAlike > 0 ? Words::tr("alike: %1").arg(chance(a.comparison->probabilityAlike)) : QString();
    k.exact = Words::tr("In %1 of the draws less is paid over the horizon than in %2; in %3 the same.").arg(chance(a.comparison->probabilityCheaper), againstName, chance(a.comparison->probabilityAlike));
    return k;
}

QString addressOf(const simulation::Model &model, Figure figure, const simulation::Scope &scope, int period, Statistic statistic)
{
    return QString::fromStdString(simulation::simulatedFigure(model, figure, scope, period, statistic).toString());
}

// Of a figure's summary: mean, P5 ... P95 and the standard error.
QVector<items::TableColumn> summaryColumns(const QString &unit)
{
    QVector<items::TableColumn> out{figureColumn(QStringLiteral("mean"), Words::tr("Mean, %1").arg(unit), 104)};
    for (const double p : simulation::probabilities) {
        const QString name = QStringLiteral("P%1").arg(std::lround(p * 100));
        out << figureColumn(name.toLower(), name, 86);
    }
    out << figureColumn(QStringLiteral("standard_error"), Words::tr("Std. error"), 92, Words::tr("Of the mean: how far it is from what endlessly many draws would give."));
    return out;
}

QVector<items::TableCell> summaryCells(const simulation::Summary &s, const RiskFigure &f)
{
    const auto cell = [&](double v, int more) { return figureCell(format::number(v * f.scale, f.decimals + more), v, QString::number(v * f.scale, 'g', 15)); };
    QVector<items::TableCell> out{cell(s.mean, 0)};
    for (const double q : s.quantiles) {
        out << cell(q, 0);
    }
    out << cell(s.standardError, 2);
    return out;
}

// The same, each leading to its explanation.
QVector<items::TableCell> explainedCells(const simulation::Model &model, const Series &s, const RiskFigure &f)
{
    QVector<items::TableCell> out = summaryCells(s.summary, f);
    for (int i = 0; i < out.size(); ++i) {
        out[i].figure = addressOf(model, s.figure, s.scope, s.period, static_cast<Statistic>(i)); // in the order of the columns
    }
    return out;
}

QString lowered(QString words)
{
    if (!words.isEmpty()) {
        words[0] = words[0].toLower();
    }
    return words;
}

QString capital(QString words)
{
    if (!words.isEmpty()) {
        words[0] = words[0].toUpper();
    }
    return words;
}

} // namespace

std::vector<KeyFigure> riskKeyFigures(const SimulationAnswer &a, const simulation::Target &doubling, const QString &againstName)
{
    std::vector<KeyFigure> out{keepsTile(a)};
    for (const double p : promised) {
        out.push_back(dateTile(a, doubling, p));
    }
    out.push_back(rangeTile(a));
    out.push_back(cheaperTile(a, againstName));
    return out;
}

items::TableSpec envelopeRiskTable(const SimulationAnswer &a, engine::Money money)
{
    const bool paid = money == engine::Money::Paid;
    items::TableSpec t;
    t.columns << items::TableColumn{QStringLiteral("programme"), Words::tr("Programme")} << figureColumn(QStringLiteral("year"), Words::tr("Year"), 64)
              << figureColumn(QStringLiteral("envelope"), Words::tr("Envelope, € m"), 112)
              << figureColumn(QStringLiteral("probability"), Words::tr("Exceeded"), 84, Words::tr("Share of the draws in which planned money is above the envelope"))
              << figureColumn(QStringLiteral("excess"), Words::tr("Exp. excess"), 96, Words::tr("Mean of what is above the envelope, nothing in draws that keep to it, € million"))
              << figureColumn(QStringLiteral("worst"), Words::tr("Worst tenth"), 98, Words::tr("Mean of planned money in the tenth of the draws in which it is highest, € million"));
    const core::Plan &plan = a.shown->plan;
    const Figure figure = paid ? Figure::PaidEur : Figure::CommittedEur;
    for (const EnvelopeRisk &r : paid ? a.paid : a.committed) {
        items::TableRow row;
        const QString id = QString::fromStdString(plan.programmes[static_cast<std::size_t>(r.programme)].id);
        row.id = id + QLatin1Char('/') + QString::number(r.year);
        items::TableCell name = textCell(sentences::programmeName(plan, r.programme));
        name.swatch = programmeColor(id);
        items::TableCell probability = figureCell(chance(r.probability), r.probability, Words::tr("%1 % of the draws").arg(QString::number(r.probability * 100, 'g', 15)));
        probability.strong = r.probability >= 0.5;
        row.cells << name << figureCell(QString::number(r.year), r.year) << figureCell(format::eurMillions(r.envelopeEur), r.envelopeEur, exactMoney(r.envelopeEur)) << probability
                  << figureCell(format::eurMillions(r.expectedExcessEur), r.expectedExcessEur, exactMoney(r.expectedExcessEur))
                  << figureCell(format::eurMillions(r.worstTenthEur), r.worstTenthEur, exactMoney(r.worstTenthEur));
        if (const Outcome *years = yearsOf(a)) {
            const simulation::Scope scope{simulation::ScopeKind::Programme, r.programme};
            int column = 3;
            for (const Statistic statistic : {Statistic::AboveEnvelope, Statistic::ExpectedExcess, Statistic::WorstTenth}) {
                row.cells[column++].figure = addressOf(*years->model, figure, scope, r.year - years->model->periods.calendar().firstYear(), statistic);
            }
        }
        t.rows << row;
    }
    return t;
}

items::TableSpec targetTable(const SimulationAnswer &a)
{
    items::TableSpec t;
    t.columns << items::TableColumn{QStringLiteral("target"), Words::tr("Target")};
    for (const double p : promised) {
        t.columns << figureColumn(QStringLiteral("p%1").arg(p * 100), Words::tr("with %1").arg(format::percent(p, 0)), 96);
    }
    t.columns << figureColumn(QStringLiteral("end"), Words::tr("by the end"), 92, Words::tr("Probability that it is reached within the horizon"));
    if (a.outcomes.empty()) {
        return t;
    }
    const simulation::Model &model = *a.outcomes.front().model;
    for (const TargetRisk &r : a.targets) {
        items::TableRow row;
        row.id = QString::fromLatin1(simulation::textOf(r.target.figure));
        row.cells << textCell(sentences::targetName(r.target));
        for (const double p : promised) {
            const auto month = r.monthWith(p);
            row.cells << figureCell(month ? monthName(model, *month) : Words::tr("not reached"), month.value_or(100'000));
        }
        const double last = r.reachedBy.empty() ? 0 : r.reachedBy.back();
        row.cells << figureCell(chance(last), last);
        t.rows << row;
    }
    return t;
}

items::TableSpec quantileTable(const Outcome &outcome, Figure figure)
{
    const RiskFigure f = riskFigure(figure);
    items::TableSpec t;
    t.columns << items::TableColumn{QStringLiteral("period"), Words::tr("Period"), {}, false, 124} << summaryColumns(f.unit);
    for (int lane = 0; lane < outcome.model->periods.count(); ++lane) {
        if (const Series *s = outcome.find(figure, {}, lane)) {
            items::TableRow row;
            row.id = QString::fromStdString(outcome.model->periods.label(lane));
            row.total = outcome.model->periods.isWhole(lane);
            row.cells << figureCell(sentences::riskPeriod(*outcome.model, lane), lane) << explainedCells(*outcome.model, *s, f);
            t.rows << row;
        }
    }
    return t;
}

items::TableSpec differenceQuantiles(const SimulationAnswer &a, Figure figure)
{
    const RiskFigure f = riskFigure(figure);
    items::TableSpec t;
    t.columns << items::TableColumn{QStringLiteral("period"), Words::tr("Period"), {}, false, 84} << summaryColumns(f.unit);
    for (const int narrow : {6, 4}) { // P75 and P25: beside a chart there is no room for all
        t.columns.removeAt(narrow);
    }
    t.columns.removeLast();
    const Outcome *years = yearsOf(a);
    if (!a.comparison || !years) {
        return t;
    }
    for (const Series &s : a.comparison->difference) {
        if (s.figure == figure && s.scope == simulation::Scope()) {
            items::TableRow row;
            row.id = QString::number(s.period);
            row.total = s.period >= years->model->periods.parts();
            const core::Month first = years->model->periods.calendar().first();
            row.cells << figureCell(row.total ? Words::tr("Horizon") : QString::number(first.year() + s.period), s.period) << summaryCells(s.summary, f);
            for (const int narrow : {6, 4}) {
                row.cells.removeAt(narrow);
            }
            row.cells.removeLast();
            t.rows << row;
        }
    }
    return t;
}

items::TableSpec uncertaintyTable(const document::Workspace &w)
{
    const core::Plan &plan = w.projection()->plan;
    items::TableSpec t;
    t.whyNot = Words::tr("Choose beside the table what the row speaks of.");
    t.columns << items::TableColumn{QStringLiteral("what"), Words::tr("Figure")} << items::TableColumn{QStringLiteral("effect"), Words::tr("Effect"), {}, false, 84}
              << items::TableColumn{QStringLiteral("kind"), Words::tr("Distribution"), {}, false, 116} << figureColumn(QStringLiteral("low"), Words::tr("Low"), 84)
              << figureColumn(QStringLiteral("mode"), Words::tr("Likely"), 84) << figureColumn(QStringLiteral("high"), Words::tr("High"), 84)
              << items::TableColumn{QStringLiteral("unit"), Words::tr("Unit"), {}, false, 72} << items::TableColumn{QStringLiteral("driver"), Words::tr("Driver"), Words::tr("Rows with the same driver move together"), false, 96}
              << figureColumn(QStringLiteral("correlation"), Words::tr("Correlation"), 94, Words::tr("Share of the row's variance that its driver makes: 0 none, 1 all"));
    for (std::size_t i = 0; i < plan.uncertainties.size(); ++i) {
        const core::Uncertainty &u = plan.uncertainties[i];
        items::TableRow row;
        row.id = QString::fromStdString(u.id);
        row.cells << textCell(capital(sentences::uncertaintyName(plan, static_cast<int>(i))));
        row.cells.last().toolTip = QString::fromStdString(core::Cell{u.entity, u.row, u.field}.toString());
        for (const char *field : {"effect", "kind", "low", "mode", "high"}) {
            items::TableCell cell = items::planCell(w, {"uncertainty", u.id, field});
            cell.assumption = false; // the spread is one by its nature
            row.cells << cell;
        }
        const bool shaped = u.kind == core::UncertaintyKind::Triangular || u.kind == core::UncertaintyKind::Pert;
        row.cells[1].text = sentences::effectWord(u.effect);
        row.cells[2].text = sentences::distributionWord(u.kind);
        if (!u.mode) {
            row.cells[2].cell = {}; // the form beside knows which likely value comes with another distribution
        }
        if (!shaped) {
            row.cells[4] = {};
        }
        row.cells << textCell(u.effect == core::UncertaintyEffect::Scale ? QStringLiteral("×") : sentences::spreadUnit(u));
        for (const char *field : {"driver", "correlation"}) {
            items::TableCell cell = items::planCell(w, {"uncertainty", u.id, field});
            cell.assumption = false;
            row.cells << cell;
        }
        if (!u.driver) {
            row.cells.last() = {};
        }
        t.rows << row;
    }
    return t;
}

std::vector<SpreadProposal> spreadProposals(const engine::Projection &projection)
{
    std::vector<SpreadProposal> out;
    for (const engine::RestingFigure &f : engine::restingFigures(projection)) {
        if ((f.evidence == engine::Evidence::Stated && !f.disputed) || core::isUncertain(projection.plan, f.cell)) {
            continue;
        }
        if (auto spread = simulation::proposedSpread(projection.plan, f.cell)) {
            out.push_back({std::move(*spread), f.paidCents});
        }
    }
    return out;
}

items::TableSpec proposalTable(const core::Plan &plan, const std::vector<SpreadProposal> &proposals)
{
    items::TableSpec t;
    t.whyNot = Words::tr("Take the proposal, then change it above.");
    t.columns << items::TableColumn{QStringLiteral("what"), Words::tr("Figure")} << items::TableColumn{QStringLiteral("why"), Words::tr("Rests on"), {}, false, 140}
              << figureColumn(QStringLiteral("money"), Words::tr("Moves, € m"), 92, Words::tr("All the money over the horizon that hangs on the figure; such sums overlap"))
              << items::TableColumn{QStringLiteral("spread"), Words::tr("Proposed spread"), {}, false, 210};
    for (const SpreadProposal &p : proposals) {
        const core::Uncertainty &u = p.spread.row;
        const core::Cell cell{u.entity, u.row, u.field};
        const core::FieldInfo *field = core::entity(u.entity)->field(u.field);
        items::TableRow row;
        row.id = QString::fromStdString(u.id);
        const QString whose = u.entity == "plan" ? QString() : QStringLiteral(", ") + sentences::rowName(plan, u.entity, u.row);
        items::TableCell what = textCell(items::fieldLabel(*field) + whose);
        what.toolTip = Words::tr("In the plan: %1").arg(sentences::valueText(plan, cell, core::valueAt(plan, cell)));
        const QString why = p.spread.fromAssumption && p.spread.fromDisagreement ? Words::tr("assumption, disputed")
            : p.spread.fromDisagreement                                          ? Words::tr("sources disagree")
                                                                                 : Words::tr("assumption");
        const double eur = static_cast<double>(p.paidCents) / 100;
        row.cells << what << textCell(why) << figureCell(format::eurMillions(eur), eur, format::exactEur(p.paidCents)) << textCell(sentences::spreadWords(u));
        row.cells.last().toolTip = row.cells.last().text;
        t.rows << row;
    }
    return t;
}

items::TableSpec driverTable(const core::Plan &plan)
{
    items::TableSpec t;
    t.whyNot = Words::tr("Rename the driver below.");
    t.columns << items::TableColumn{QStringLiteral("driver"), Words::tr("Driver"), {}, false, 110} << items::TableColumn{QStringLiteral("rows"), Words::tr("Moves together")};
    for (const std::string &driver : core::driversOf(plan)) {
        QStringList names;
        for (std::size_t i = 0; i < plan.uncertainties.size(); ++i) {
            const core::Uncertainty &u = plan.uncertainties[i];
            if (u.driver == driver) {
                names << Words::tr("%1 (%2)").arg(capital(sentences::uncertaintyName(plan, static_cast<int>(i))), format::number(u.correlation, 2));
            }
        }
        items::TableRow row;
        row.id = QString::fromStdString(driver);
        row.cells << textCell(row.id) << textCell(names.join(QStringLiteral("; ")));
        row.cells.last().toolTip = names.join(QLatin1Char('\n'));
        t.rows << row;
    }
    return t;
}

namespace sentences {

QString riskLead(const SimulationAnswer &a, const simulation::Target &doubling)
{
    QStringList parts;
    const EnvelopeRisk *worst = worstOf(a.committed);
    if (worst && worst->probability >= noteworthy) {
        const QString programme = programmeName(a.shown->plan, worst->programme);
        parts << (worst->probability == 1 ? Words::tr("Committed money of %1 exceeds the envelope of %2 in every draw").arg(worst->year).arg(programme)
                                          : Words::tr("Committed money of %1 exceeds the envelope of %2 with probability %3").arg(worst->year).arg(programme, chance(worst->probability)));
    } else if (worst) {
        parts << Words::tr("The plan keeps to all envelopes with probability %1").arg(chance(a.committedKeeps));
    } else if (const Series *paid = wholeOf(yearsOf(a), Figure::PaidEur)) {
        parts << Words::tr("Nine in ten draws pay between %1 and %2").arg(format::eur(paid->summary.quantiles.front()), format::eur(paid->summary.quantiles.back()));
    }
    const TargetRisk *target = a.target(doubling);
    if (target && !target->reachedBy.empty() && !a.outcomes.empty()) {
        const auto month = target->monthWith(0.8);
        parts << (month ? Words::tr("%1 by %2 (80 %)").arg(lowered(targetName(doubling)), monthName(*a.outcomes.front().model, *month))
                        : Words::tr("%1 within the horizon with probability %2").arg(lowered(targetName(doubling)), chance(target->reachedBy.back())));
    }
    return capital(parts.join(QStringLiteral("; "))) + (parts.isEmpty() ? QString() : QStringLiteral("."));
}

QString convergence(const SimulationAnswer &a)
{
    const QString draws = a.draws < a.drawsAsked ? Words::tr("%1 of %2 draws").arg(format::number(static_cast<double>(a.draws), 0), format::number(static_cast<double>(a.drawsAsked), 0))
                                                 : Words::tr("%1 draws").arg(format::number(static_cast<double>(a.draws), 0));
    const Series *paid = wholeOf(yearsOf(a), Figure::PaidEur);
    if (!paid) {
        return draws;
    }
    const double share = paid->summary.mean != 0 ? paid->summary.standardError / std::fabs(paid->summary.mean) : 0;
    // A probability of one half is known least; twice its standard error holds 19 times in 20.
    const double chanceError = std::sqrt(0.25 / static_cast<double>(std::max<std::int64_t>(a.draws, 1)));
    return Words::tr("%1: standard error of the mean paid %2 (%3), of a probability at most %4")
        .arg(draws, format::eur(paid->summary.standardError), format::percent(share, 2), format::percent(chanceError, 2));
}

QString effectWord(core::UncertaintyEffect effect)
{
    switch (effect) {
    case core::UncertaintyEffect::Scale:
        return Words::tr("Multiplies");
    case core::UncertaintyEffect::Shift:
        return Words::tr("Adds");
    case core::UncertaintyEffect::Replace:
        return Words::tr("Replaces");
    }
    return {};
}

QString distributionWord(core::UncertaintyKind kind)
{
    switch (kind) {
    case core::UncertaintyKind::Uniform:
        return Words::tr("Uniform");
    case core::UncertaintyKind::Triangular:
        return Words::tr("Triangular");
    case core::UncertaintyKind::Pert:
        return Words::tr("PERT");
    case core::UncertaintyKind::Normal:
        return Words::tr("Normal");
    case core::UncertaintyKind::Lognormal:
        return Words::tr("Lognormal");
    }
    return {};
}

QString spreadUnit(const core::Uncertainty &row)
{
    const core::EntityInfo *info = core::entity(row.entity);
    const core::FieldInfo *field = info ? info->field(row.field) : nullptr;
    if (row.effect == core::UncertaintyEffect::Scale || !field) {
        return {};
    }
    if (field->type == core::FieldType::Month) {
        return row.effect == core::UncertaintyEffect::Shift ? Words::tr("months") : Words::tr("month");
    }
    if (field->type == core::FieldType::Money) {
        return Words::tr("cents"); // as the plan's field has it
    }
    return field->isFraction() ? QString() : QString::fromLatin1(field->unit);
}

QString spreadWords(const core::Uncertainty &row)
{
    const bool scale = row.effect == core::UncertaintyEffect::Scale;
    const bool whole = spreadUnit(row) == Words::tr("months");
    const auto text = [&](double v) {
        const int decimals = whole && std::round(v) == v ? 0 : std::fabs(v) >= 100 ? 0 : 2;
        return row.effect == core::UncertaintyEffect::Shift ? format::signedNumber(v, decimals) : format::number(v, decimals);
    };
    QString words = Words::tr("%1 to %2").arg(text(row.low), text(row.high));
    if (scale) {
        words = QStringLiteral("×") + format::thin + words;
    } else if (!spreadUnit(row).isEmpty()) {
        words += QLatin1Char(' ') + spreadUnit(row);
    }
    const bool shaped = row.kind == core::UncertaintyKind::Triangular || row.kind == core::UncertaintyKind::Pert;
    return shaped && row.mode ? Words::tr("%1, likely %2").arg(words, text(*row.mode)) : words;
}

} // namespace sentences

} // namespace ui
