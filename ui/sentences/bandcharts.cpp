// SPDX-License-Identifier: GPL-3.0-or-later
#include "bandcharts.h"

#include "format.h"
#include "riskcharts.h"
#include "theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(bandcharts)
};

using engine::Period;
using simulation::Figure;
using simulation::Scope;
using simulation::ScopeKind;

constexpr std::pair<Period, const char *> lengths[] = {{Period::Year, "year"}, {Period::Quarter, "quarter"}, {Period::Month, "month"}};

QString lengthOf(Period period)
{
    const auto it = std::find_if(std::begin(lengths), std::end(lengths), [&](const auto &l) { return l.first == period; });
    return QString::fromLatin1(it->second);
}

Period periodOf(const ChartSpec &spec)
{
    const auto it = std::find_if(std::begin(lengths), std::end(lengths), [&](const auto &l) { return spec.simulatedBy == QLatin1String(l.second); });
    return it == std::end(lengths) ? Period::Year : it->first;
}

Figure figureOf(const ChartSource &source)
{
    for (int f = 0; f < simulation::figureCount; ++f) {
        if (source.figure == QLatin1String(simulation::textOf(static_cast<Figure>(f)))) {
            return static_cast<Figure>(f);
        }
    }
    return Figure::Bf16Pflops; // with the fleet
}

// None where the plan has no such row.
std::optional<Scope> scopeOf(const ChartSource &source, const core::Plan &plan)
{
    if (source.scope.isEmpty()) {
        return Scope{};
    }
    const std::string id = source.scope.section(QLatin1Char(':'), 1).toStdString();
    const QString kind = source.scope.section(QLatin1Char(':'), 0, 0);
    const auto found = [](ScopeKind k, std::ptrdiff_t at) { return at < 0 ? std::nullopt : std::optional(Scope{k, static_cast<int>(at)}); };
    return kind == QLatin1String("factory") ? found(ScopeKind::Factory, plan.factories.indexOf(id))
         : kind == QLatin1String("country") ? found(ScopeKind::Country, plan.countries.indexOf(id))
                                            : found(ScopeKind::Programme, plan.programmes.indexOf(id));
}

// The existing fleet's compute by period, where nothing about it is uncertain.
std::optional<std::vector<double>> certainFleet(const simulation::Model &model)
{
    const int index = model.find(Figure::IndexBf16, {});
    if (index < 0) { // there is none
        return std::vector<double>(static_cast<std::size_t>(model.periods.count()), 0.0);
    }
    const simulation::Accumulator &fleet = model.accumulators[static_cast<std::size_t>(model.accumulators[static_cast<std::size_t>(index)].over)];
    return fleet.terms.empty() && fleet.parts.empty() ? std::optional(fleet.base) : std::nullopt;
}

// Without quantiles where the answer has no such figure.
QVector<ChartQuantiles> quantiles(const ChartSource &source, const simulation::Outcome &outcome, int periods)
{
    const simulation::Model &model = *outcome.model;
    const auto scope = scopeOf(source, *model.plan);
    const bool fleetToo = source.figure == QLatin1String(withFleet);
    const auto fleet = fleetToo ? certainFleet(model) : std::nullopt;
    QVector<ChartQuantiles> out;
    if (!scope || (fleetToo && !fleet) || periods != model.periods.parts()) {
        return out;
    }
    bool any = false;
    for (int i = 0; i < periods; ++i) {
        ChartQuantiles q = quantilesOf(outcome, figureOf(source), *scope, i, source.scale);
        for (double &v : q) {
            v += fleet ? (*fleet)[static_cast<std::size_t>(i)] * source.scale : 0;
        }
        any = any || !std::isnan(q[3]);
        out << q;
    }
    return any ? out : QVector<ChartQuantiles>();
}

const ChartSource *mainSource(const ChartSpec &spec)
{
    if (!spec.total.figure.isEmpty()) {
        return &spec.total;
    }
    const auto line = std::find_if(spec.sources.begin(), spec.sources.end(), [](const ChartSource &s) { return !s.figure.isEmpty(); });
    return line == spec.sources.end() ? nullptr : &*line;
}

bool hasWhole(const ChartSpec &spec)
{
    const ChartSource *source = mainSource(spec);
    return source && !simulation::isStock(figureOf(*source));
}

} // namespace

void simulateTotal(ChartSpec &spec, Figure figure, double scale, Period period, const std::string &scope)
{
    spec.total = {QString::fromLatin1(simulation::textOf(figure)), QString::fromStdString(scope), scale};
    spec.simulatedBy = lengthOf(period);
}

void simulateLine(ChartSpec &spec, int line, Figure figure, double scale, Period period, const std::string &scope)
{
    spec.sources.resize(std::max<qsizetype>(spec.sources.size(), line + 1));
    spec.sources[line] = {QString::fromLatin1(simulation::textOf(figure)), QString::fromStdString(scope), scale};
    spec.simulatedBy = lengthOf(period);
}

QString nominalOnly()
{
    return Words::tr("The simulation has money in nominal euro only: choose Nominal above to see its band.");
}

bool isSimulated(const ChartSpec &numbers)
{
    return mainSource(numbers) && !numbers.simulatedBy.isEmpty();
}

document::SimulationNeed bandNeed(const ChartSpec &numbers)
{
    document::SimulationNeed need;
    if (!isSimulated(numbers)) {
        return need;
    }
    simulation::Frame frame;
    frame.period = periodOf(numbers);
    frame.totals = false;
    for (const ChartSource &s : QVector<ChartSource>{numbers.total} + numbers.sources) {
        frame.totals = frame.totals || (!s.figure.isEmpty() && s.scope.isEmpty());
        frame.factories = frame.factories || s.scope.startsWith(QLatin1String("factory:"));
        frame.countries = frame.countries || s.scope.startsWith(QLatin1String("country:"));
        frame.programmes = frame.programmes || s.scope.startsWith(QLatin1String("programme:"));
    }
    need.frames.push_back(frame);
    return need;
}

ChartSpec withBands(const ChartSpec &numbers, const document::SimulationAnswer &answer)
{
    ChartSpec out = numbers;
    const simulation::Outcome *outcome = isSimulated(numbers) ? answer.outcome(periodOf(numbers)) : nullptr;
    if (!outcome) {
        return out;
    }
    const int periods = static_cast<int>(numbers.periods.size());
    if (!numbers.total.figure.isEmpty()) {
        const ChartBand band{{}, numbers.series.size() == 1 ? numbers.series.first().name : Words::tr("the total"), theme().palette().text, quantiles(numbers.total, *outcome, periods)};
        if (!band.quantiles.isEmpty()) {
            out.bands << band;
        }
    }
    for (int i = 0; i < numbers.sources.size() && i < numbers.lines.size(); ++i) {
        if (!numbers.sources[i].figure.isEmpty()) {
            const ChartBand band{numbers.lines[i].id, numbers.lines[i].name, numbers.lines[i].color, quantiles(numbers.sources[i], *outcome, periods)};
            if (!band.quantiles.isEmpty()) {
                out.bands << band;
            }
        }
    }
    if (!out.bands.isEmpty()) {
        out.subtitle += Words::tr(". Band: P5 to P95 of %1 draws").arg(format::number(static_cast<double>(outcome->draws), 0));
        for (ChartNote &n : out.notes) { // the band lies where the words stood
            n.text = n.strong ? QString() : n.text;
        }
    }
    return out;
}

QStringList distributionPeriods(const ChartSpec &numbers)
{
    if (!isSimulated(numbers) || numbers.periods.isEmpty()) {
        return {};
    }
    return (hasWhole(numbers) ? QStringList{Words::tr("Whole horizon")} : QStringList()) + numbers.periods;
}

int usualDistributionPeriod(const ChartSpec &numbers)
{
    return hasWhole(numbers) ? 0 : static_cast<int>(numbers.periods.size()) - 1;
}

std::optional<document::WantedFigure> distributionFigure(const ChartSpec &numbers, const core::Plan &plan, int choice)
{
    const ChartSource *source = isSimulated(numbers) ? mainSource(numbers) : nullptr;
    const auto scope = source ? scopeOf(*source, plan) : std::nullopt;
    const auto periods = static_cast<int>(numbers.periods.size());
    if (!scope || choice < 0 || choice >= periods + (hasWhole(numbers) ? 1 : 0)) {
        return std::nullopt;
    }
    const int lane = !hasWhole(numbers) ? choice : choice == 0 ? periods : choice - 1;
    return document::WantedFigure{figureOf(*source), *scope, periodOf(numbers), lane};
}

ChartSpec distributionOf(const document::SimulationAnswer &answer, const document::WantedFigure &figure)
{
    const simulation::Outcome *outcome = answer.outcome(figure.period);
    if (!outcome) {
        return {};
    }
    return distributionChart({.model = *outcome->model, .figure = figure.figure, .scope = figure.scope, .period = figure.lane, .ascending = answer.drawsOf(figure), .seed = answer.seed,
                              .plan = answer.certainly(figure.period)});
}

} // namespace ui
