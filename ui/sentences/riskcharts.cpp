// SPDX-License-Identifier: GPL-3.0-or-later
#include "riskcharts.h"

#include "findingsentences.h"
#include "format.h"
#include "theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(riskcharts)
};

using engine::Period;
using simulation::Figure;
using simulation::Model;
using simulation::Scope;
using simulation::ScopeKind;

const QColor fanColor{0x1D, 0x5F, 0xBF}; // of a total; a programme has its own

QColor colorOf(const Model &model, const Scope &scope)
{
    return scope.kind == ScopeKind::Programme && scope.index >= 0 ? programmeColor(QString::fromStdString(model.plan->programmes[static_cast<std::size_t>(scope.index)].id)) : fanColor;
}

void setPeriods(ChartSpec &spec, const simulation::Periods &periods)
{
    const engine::Calendar &c = periods.calendar();
    for (int i = 0; i < periods.parts(); ++i) {
        spec.periods << sentences::periodName(c, periods.period(), i);
    }
    if (periods.period() == Period::Year) {
        spec.axisLabels = spec.periods;
        return;
    }
    for (int y = 0; y < c.years(); ++y) {
        spec.axisLabels << QString::number(c.firstYear() + y);
        spec.axisAt << c.periodOf(periods.period(), c.begin(Period::Year, y));
    }
}

QString ofScope(const Model &model, const Scope &scope, const QString &measure)
{
    const QString whose = sentences::riskScope(model, scope);
    return whose.isEmpty() ? measure : Words::tr("%1, %2").arg(whose, measure);
}

QString per(Period period, bool stock)
{
    if (stock) {
        return period == Period::Year ? Words::tr("by year") : period == Period::Quarter ? Words::tr("by quarter") : Words::tr("by month");
    }
    return period == Period::Year ? Words::tr("per year") : period == Period::Quarter ? Words::tr("per quarter") : Words::tr("per month");
}

QString noUncertainty()
{
    return Words::tr("No figure here is uncertain yet. Say on the page Risk what may come out otherwise.");
}

QVector<double> ceilingsOf(const Model &model, const Scope &scope, double scale)
{
    QVector<double> out(model.periods.parts(), std::nan(""));
    for (const core::Envelope &e : model.plan->envelopes) {
        const int lane = static_cast<int>(e.year) - model.periods.calendar().firstYear();
        if (lane >= 0 && lane < model.periods.parts() && model.plan->programmes.indexOf(e.programme) == scope.index) {
            out[lane] = static_cast<double>(e.amountCents) / 100 * scale;
        }
    }
    return out;
}

QVector<double> inPercent(const std::vector<double> &shares)
{
    QVector<double> out;
    for (const double s : shares) {
        out << s * 100;
    }
    return out;
}

} // namespace

int headlinePeriod(const Model &model, Figure figure)
{
    return model.periods.hasWhole() && !simulation::isStock(figure) ? model.periods.parts() : model.periods.parts() - 1;
}

ChartQuantiles quantilesOf(const simulation::Outcome &o, Figure figure, const Scope &scope, int period, double scale)
{
    ChartQuantiles out;
    static_assert(out.size() == simulation::probabilities.size());
    const simulation::Series *s = o.find(figure, scope, period);
    for (std::size_t q = 0; q < out.size(); ++q) {
        out[q] = s ? s->summary.quantiles[q] * scale : std::nan("");
    }
    return out;
}

ChartSpec fanChart(const FanInput &in)
{
    const Model &model = *in.outcome.model;
    const RiskFigure f = riskFigure(in.figure);
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Fan;
    spec.unit = f.unit;
    spec.decimals = f.decimals;
    spec.empty = noUncertainty();
    spec.title = sentences::fanTitle(in.outcome, in.figure, in.scope, in.plan, in.headlineDraws);
    setPeriods(spec, model.periods);
    ChartBand band{{}, ofScope(model, in.scope, f.measure), colorOf(model, in.scope), {}};
    ChartSeries plan{QStringLiteral("plan"), Words::tr("Plan"), in.plan ? theme().palette().text : QColor(), {}}; // reports have no theme
    for (int i = 0; i < model.periods.parts(); ++i) {
        band.quantiles << quantilesOf(in.outcome, in.figure, in.scope, i, f.scale);
        const simulation::Series *s = in.plan ? in.plan->find(in.figure, in.scope, i) : nullptr;
        plan.values << (s ? s->summary.mean * f.scale : std::nan(""));
    }
    if (std::any_of(band.quantiles.begin(), band.quantiles.end(), [](const ChartQuantiles &q) { return !std::isnan(q[3]); })) {
        spec.bands << band;
        if (in.plan) {
            spec.lines << plan;
        }
    }
    spec.subtitle = Words::tr("%1 %2, %3. %4: P5 to P95, P10 to P90, P25 to P75, median")
                        .arg(band.name, per(model.periods.period(), simulation::isStock(in.figure)), f.longUnit, sentences::drawsAndSeed(in.outcome.draws, in.outcome.seed));
    if (model.periods.hasWhole() && !simulation::isStock(in.figure)) {
        const ChartQuantiles whole = quantilesOf(in.outcome, in.figure, in.scope, model.periods.parts(), f.scale);
        if (!std::isnan(whole[3])) {
            spec.subtitle += Words::tr(". %1: P5 %2, P50 %3, P95 %4")
                                 .arg(sentences::riskPeriod(model, model.periods.parts()), format::number(whole[0], f.decimals), format::number(whole[3], f.decimals), format::number(whole[6], f.decimals));
        }
    }
    if (in.envelopes && in.scope.kind == ScopeKind::Programme && model.periods.period() == Period::Year) {
        spec.limits = ceilingsOf(model, in.scope, f.scale);
        spec.limitName = Words::tr("Envelope");
    }
    return spec;
}

ChartSpec distributionChart(const DistributionInput &in)
{
    const RiskFigure f = riskFigure(in.figure);
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Distribution;
    spec.unit = f.unit;
    spec.decimals = f.decimals;
    spec.empty = noUncertainty();
    spec.title = sentences::distributionTitle(in.figure, in.ascending);
    spec.subtitle = Words::tr("%1 %2, %3. %4: bars show the share in each range, %, the line what is at most that, % (right)")
                        .arg(ofScope(in.model, in.scope, f.measure), sentences::riskPeriod(in.model, in.period), f.longUnit,
                             sentences::drawsAndSeed(static_cast<std::int64_t>(in.ascending.size()), in.seed));
    if (in.ascending.empty()) {
        return spec;
    }
    const simulation::Histogram h = simulation::histogramOf(in.ascending, 40);
    ChartSeries share{QStringLiteral("share"), Words::tr("Share of draws"), colorOf(in.model, in.scope), {}};
    ChartSeries atMost{QStringLiteral("atMost"), Words::tr("At most this"), theme().palette().text, {}};
    const auto n = static_cast<double>(in.ascending.size());
    std::int64_t below = 0;
    const int decimals = std::max(f.decimals, stepDecimals(h.width * f.scale));
    for (std::size_t i = 0; i < h.counts.size(); ++i) {
        below += h.counts[i];
        share.values << static_cast<double>(h.counts[i]) / n * 100;
        atMost.values << static_cast<double>(below) / n * 100;
        const double low = h.from + h.width * static_cast<double>(i);
        spec.periods << Words::tr("%1 to %2").arg(format::number(low * f.scale, decimals), format::number((low + h.width) * f.scale, decimals));
    }
    spec.from = h.from * f.scale;
    spec.to = h.to() * f.scale;
    spec.series << share;
    spec.lines << atMost;
    for (const int percent : {5, 50, 95}) {
        const double value = simulation::quantileOf(in.ascending, percent / 100.0);
        spec.marks << ChartMark{value * f.scale, QStringLiteral("P%1").arg(percent), simulation::shareAtMost(in.ascending, value) * 100, percent == 50};
    }
    if (const simulation::Series *plan = in.plan ? in.plan->find(in.figure, in.scope, in.period) : nullptr) {
        spec.marks << ChartMark{plan->summary.mean * f.scale, Words::tr("Plan"), simulation::shareAtMost(in.ascending, plan->summary.mean) * 100, true};
    }
    spec.marks += in.further;
    for (const ChartMark &m : std::as_const(spec.marks)) { // a mark that no draw reaches is still in the picture
        spec.from = std::min(spec.from, m.value);
        spec.to = std::max(spec.to, m.value);
    }
    return spec;
}

ChartSpec targetChart(const Model &model, const std::vector<simulation::TargetRisk> &risks, std::int64_t draws, std::uint64_t seed)
{
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Areas;
    spec.unit = QStringLiteral("%");
    spec.decimals = 1;
    spec.highest = 100;
    spec.empty = noUncertainty();
    spec.title = sentences::targetTitle(model, risks);
    spec.subtitle = Words::tr("Probability that a target has been reached by the end of each month, %. %1").arg(sentences::drawsAndSeed(draws, seed));
    const engine::Calendar &c = model.periods.calendar();
    setPeriods(spec, simulation::Periods(c, Period::Month, false)); // whatever the model's own
    for (const simulation::TargetRisk &r : risks) {
        const auto index = static_cast<int>(&r - risks.data());
        spec.lines << ChartSeries{QStringLiteral("target%1").arg(index), sentences::targetName(r.target), seriesColor(index == 0 ? 0 : index + 1), inPercent(r.reachedBy)};
        const auto firstNote = spec.notes.size();
        QStringList dates;
        for (const int percent : {50, 80, 90}) {
            const auto month = r.monthWith(percent / 100.0);
            if (month && (*month > 0 || r.reachedBy.front() < 1)) {
                const core::Month m = c.month(*month);
                spec.notes << ChartNote{*month, static_cast<double>(percent), {}, true};
                dates << Words::tr("%1: %2").arg(format::percent(percent / 100.0, 0), format::month(m.year(), m.monthOfYear()));
            }
        }
        if (index == 0 && !dates.isEmpty()) { // all in the room beside the lowest ring
            spec.notes[firstNote].text = dates.join(QLatin1Char('\n'));
        }
    }
    for (const int percent : {50, 80, 90}) {
        spec.marks << ChartMark{static_cast<double>(percent), QString(), -1, false};
    }
    spec.endTitle = risks.empty() ? QString() : Words::tr("End %1, %").arg(c.last().year());
    return spec;
}

ChartSpec targetGrid(const Model &model, const std::vector<simulation::TargetRisk> &risks, std::int64_t draws, std::uint64_t seed)
{
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Grid;
    spec.unit = QStringLiteral("%");
    spec.decimals = 1;
    spec.empty = noUncertainty();
    spec.title = sentences::targetTitle(model, risks);
    spec.subtitle = Words::tr("Share of draws that have reached a target by the end of the year, %. %1").arg(sentences::drawsAndSeed(draws, seed));
    const engine::Calendar &c = model.periods.calendar();
    for (int y = 0; y < c.years(); ++y) {
        spec.periods << Words::tr("end %1").arg(c.firstYear() + y);
    }
    for (const simulation::TargetRisk &r : risks) {
        const auto index = static_cast<int>(&r - risks.data());
        ChartSeries row{QStringLiteral("target%1").arg(index), sentences::targetName(r.target), seriesColor(index == 0 ? 0 : index + 1), {}};
        for (int y = 0; y < c.years(); ++y) {
            row.values << r.reachedBy[static_cast<std::size_t>(c.end(Period::Year, y) - 1)] * 100;
        }
        spec.series << row;
    }
    return spec;
}

ChartSpec envelopeGrid(const Model &model, const std::vector<simulation::EnvelopeRisk> &risks, engine::Money money, std::int64_t draws, std::uint64_t seed)
{
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Grid;
    spec.unit = QStringLiteral("%");
    spec.decimals = 1;
    spec.alarm = 50;
    spec.absent = Words::tr("no ceiling");
    spec.empty = Words::tr("This plan has no envelopes. Give a programme one on the page Funding.");
    spec.title = sentences::envelopeRiskTitle(model, risks);
    spec.subtitle = (money == engine::Money::Paid ? Words::tr("Share of draws with payments above the envelope, %. %1") : Words::tr("Share of draws with commitments above the envelope, %. %1"))
                        .arg(sentences::drawsAndSeed(draws, seed));
    const engine::Calendar &c = model.periods.calendar();
    for (int y = 0; y < c.years(); ++y) {
        spec.periods << QString::number(c.firstYear() + y);
    }
    for (std::size_t p = 0; p < model.plan->programmes.size(); ++p) {
        const QString id = QString::fromStdString(model.plan->programmes[p].id);
        ChartSeries row{id, sentences::programmeName(*model.plan, static_cast<int>(p)), programmeColor(id), QVector<double>(c.years(), std::nan(""))};
        bool any = false;
        for (const simulation::EnvelopeRisk &r : risks) {
            if (r.programme == static_cast<int>(p)) {
                row.values[r.year - c.firstYear()] = r.probability * 100;
                any = true;
            }
        }
        if (any) {
            spec.series << row;
        }
    }
    return spec;
}

ChartSpec tornadoChart(const Model &model, const simulation::Tornado &t, Figure figure, const Scope &scope, int period)
{
    const RiskFigure f = riskFigure(figure);
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Tornado;
    spec.unit = f.unit;
    spec.decimals = f.decimals;
    spec.empty = noUncertainty();
    spec.title = sentences::tornadoTitle(model, t, figure);
    spec.subtitle = Words::tr("%1 %2, %3: each input at its P10 and P90, all others at their median; and the rank correlation of the draws")
                        .arg(ofScope(model, scope, f.measure), sentences::riskPeriod(model, period), f.longUnit);
    spec.centre = t.atMedian * f.scale;
    for (const simulation::Swing &s : t.swings) {
        if (spec.swings.size() == tornadoRows) {
            spec.subtitle += Words::tr(". The %1 widest of %2 inputs").arg(tornadoRows).arg(t.swings.size());
            break;
        }
        spec.swings << ChartSwing{QString::fromStdString(model.plan->uncertainties[static_cast<std::size_t>(s.row)].id), sentences::uncertaintyName(*model.plan, s.row), s.atP10 * f.scale, s.atP90 * f.scale,
                                  s.rankCorrelation};
    }
    return spec;
}

} // namespace ui
