// SPDX-License-Identifier: GPL-3.0-or-later
#include "computecharts.h"

#include "bandcharts.h"
#include "compute.h"
#include "figure.h"
#include "figures.h"
#include "format.h"
#include "plancharts.h"
#include "seriesfigure.h"
#include "theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <functional>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(computecharts)
};

using engine::Period;
using engine::Projection;
using engine::Totals;

void setPeriods(ChartSpec &spec, const Projection &p, Period period)
{
    spec.periodKeys = periodKeys(p.calendar, period);
    for (int i = 0; i < p.calendar.periods(period); ++i) {
        spec.periods << sentences::periodName(p.calendar, period, i);
    }
    if (period == Period::Year && spec.kind == ChartSpec::Kind::Bars) {
        spec.axisLabels = spec.periods;
        return;
    }
    for (int y = 0; y < p.calendar.years(); ++y) {
        spec.axisLabels << QString::number(p.calendar.firstYear() + y);
        spec.axisAt << p.calendar.periodOf(period, p.calendar.begin(Period::Year, y));
    }
}

QString per(Period period)
{
    return period == Period::Year ? Words::tr("per year") : period == Period::Quarter ? Words::tr("per quarter") : Words::tr("per month");
}

// One layer a factory that has a colour of its own, the others in one; `of` gives a factory's values by period, which are those of `measure`.
QVector<ChartSeries> factoryLayers(const Projection &p, const SeriesColours &colours, const char *measure, const std::function<QVector<double>(const engine::FactoryResult &)> &of)
{
    QVector<ChartSeries> out;
    const std::vector<int> named = namedFactories(p, colours);
    ChartSeries others{QStringLiteral("others"), {}, othersColor(), {}};
    std::string rest;
    int count = 0;
    for (const auto &f : p.factories) {
        if (!f || std::find(named.begin(), named.end(), f->factory) != named.end()) {
            continue;
        }
        const QVector<double> values = of(*f);
        others.values.resize(values.size());
        for (qsizetype i = 0; i < values.size(); ++i) {
            others.values[i] += values[i];
        }
        rest += (rest.empty() ? "" : "+") + p.plan.factories[static_cast<std::size_t>(f->factory)].id;
        ++count;
    }
    if (count > 0) {
        others.name = count == 1 ? Words::tr("One other") : Words::tr("%1 others").arg(count);
        others.figure = seriesFigure({measure, rest});
        out << others;
    }
    for (auto it = named.rbegin(); it != named.rend(); ++it) {
        const core::Factory &f = p.plan.factories[static_cast<std::size_t>(*it)];
        out << ChartSeries{QString::fromStdString(f.id), sentences::elidedName(f.name), colours.of(f.id), of(*p.factories[static_cast<std::size_t>(*it)]), false, seriesFigure({measure, f.id}), true};
    }
    return out;
}

QVector<double> byPeriod(std::span<const double> months, const engine::Calendar &calendar, Period period, double factor)
{
    QVector<double> out(calendar.periods(period), 0.0);
    for (int m = 0; m < calendar.months(); ++m) {
        out[calendar.periodOf(period, m)] += months[static_cast<std::size_t>(m)] * factor;
    }
    return out;
}

// Bars of a flow by factory, with the comparison's total.
ChartSpec flowChart(const Comparison &c, const SeriesColours &colours, Period period, const char *measure, Totals::Series series, double factor)
{
    ChartSpec spec;
    setPeriods(spec, c.shown, period);
    spec.totals = period == Period::Year;
    spec.series = factoryLayers(c.shown, colours, measure, [&](const engine::FactoryResult &f) { return byPeriod(f.totals.series(series), c.shown.calendar, period, factor); });
    if (!c.same && c.against.calendar == c.shown.calendar) {
        spec.baseline = byPeriod(c.against.totals.series(series), c.against.calendar, period, factor);
        spec.baselineName = c.label();
    }
    setTotalFigures(spec, c, {measure});
    return spec;
}

QString longMonth(const Projection &p, int month)
{
    const core::Month m = p.calendar.month(month);
    return format::longMonth(m.year(), m.monthOfYear());
}

engine::Figure segmentFigure(int segment)
{
    engine::Figure out{"demand_reference_hours"};
    out.category = core::textOf(static_cast<core::DemandSegment>(segment));
    return out;
}

QString addressIn(engine::Figure figure, const QString &period)
{
    figure.period = period.toStdString();
    return QString::fromStdString(figure.toString());
}

items::TableCell figureCell(double value, int decimals, const char *measure = nullptr, const std::string &factory = {}, const std::string &country = {}, const QString &period = {})
{
    items::TableCell cell{format::number(value, decimals), value};
    if (measure) {
        engine::Figure f{measure, factory};
        f.country = country;
        cell.figure = addressIn(f, period);
    }
    return cell;
}

items::TableRow computeLine(const Projection &p, const engine::ComputeRow &r, const QString &period, int end)
{
    const bool total = r.factory < 0;
    const std::string id = total ? std::string() : p.plan.factories[static_cast<std::size_t>(r.factory)].id;
    const QString atEnd = QString::fromStdString(p.calendar.label(Period::Month, end - 1));
    items::TableRow row;
    row.id = total ? QStringLiteral("total") : QString::fromStdString(id);
    row.total = total;
    row.cells << items::TableCell{total ? Words::tr("All AI Factories") : QString::fromStdString(p.plan.factories[static_cast<std::size_t>(r.factory)].name)}
              << figureCell(r.deliveredHours / 1e6, 1, "delivered_hours", id, {}, period) << figureCell(r.referenceHours / 1e6, 1, "reference_hours", id, {}, period)
              << figureCell(r.bf16Pflops / 1000, 1, "bf16_pflops", id, {}, atEnd) << figureCell(r.fp64Pflops, 0, "fp64_pflops", id, {}, atEnd)
              << figureCell(r.energyKwh / 1e6, 1, "energy_mwh", id, {}, period) << figureCell(r.carbonT / 1000, 1, "carbon_t", id, {}, period) << figureCell(r.mostMw, 1, "full_load_mw", id, {}, period);
    items::TableCell site;
    items::TableCell left;
    if (!total) {
        site.text = r.siteMw ? format::number(*r.siteMw, 1) : QString();
        site.cell = {"factory", id, "site_power_mw"};
        site.toolTip = r.siteMw ? QString() : Words::tr("No limit is stated for this site. Type one to hold the power against it.");
        if (const auto mw = r.leftMw()) {
            left = figureCell(*mw, 1, "power_left_mw", id, {}, period);
            left.text = format::signedNumber(*mw, 1);
            left.tone = *mw < 0 ? theme().palette().worse : theme().palette().text;
        } else {
            left.text = Words::tr("not stated");
            left.tone = theme().palette().secondary;
        }
    }
    row.cells << site << left;
    return row;
}

} // namespace

namespace sentences {

QString segmentName(core::DemandSegment segment)
{
    switch (segment) {
    case core::DemandSegment::StartupSme:
        return Words::tr("Start-ups and SMEs");
    case core::DemandSegment::Industry:
        return Words::tr("Industry");
    case core::DemandSegment::Research:
        return Words::tr("Research");
    case core::DemandSegment::PublicSector:
        break;
    }
    return Words::tr("Public sector");
}

QString computeLead(const Projection &p)
{
    const auto first = engine::firstMonthCovered(p);
    const auto overtakes = engine::monthDemandOvertakes(p);
    if (p.plan.demand.empty()) {
        return Words::tr("No demand is stated");
    }
    if (!first) {
        return Words::tr("Demand is above supply in every month");
    }
    return overtakes ? Words::tr("Demand is covered from %1; it overtakes supply in %2 and stays above it").arg(longMonth(p, *first), longMonth(p, *overtakes))
        : engine::coveredToTheEnd(p, *first) ? Words::tr("Demand is covered from %1 to the end of the horizon").arg(longMonth(p, *first))
                                             : Words::tr("Demand is first covered in %1, and again at the end of the horizon").arg(longMonth(p, *first));
}

QString precisionWords()
{
    return Words::tr("Exaflops here are BF16, dense: what training reaches for. Press releases count “AI exaflops” in FP4 with sparsity, which on Blackwell (B200, GB200) is eight times "
                     "as many for the same machine: four for the narrower numbers, two for sparsity that few models have. On Hopper (H100, H200, GH200), which knows no FP4, FP8 with sparsity is four times. "
                     "FP64 is what HPL measures, and is another matter: it grows far less from one generation to the next.");
}

} // namespace sentences

QVector<PressPrecision> pressPrecisions()
{
    return {{Words::tr("FP4 with sparsity (Blackwell)"), 8}, {Words::tr("FP4 dense (Blackwell)"), 4}, {Words::tr("FP8 with sparsity"), 4}, {Words::tr("FP8 dense"), 2}, {Words::tr("BF16 with sparsity"), 2}};
}

ChartSpec demandChart(const Comparison &c, Period period)
{
    const Projection &p = c.shown;
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Areas;
    spec.title = sentences::demandTitle(p);
    spec.subtitle = Words::tr("Reference-accelerator hours %1, million: demand by segment, and what the AI Factories offer").arg(per(period));
    spec.unit = Words::tr("m h");
    setPeriods(spec, p, period);
    const auto segments = engine::demandBySegment(p, period);
    for (int s = 0; s < engine::segmentCount; ++s) {
        ChartSeries layer{QString::fromLatin1(core::textOf(static_cast<core::DemandSegment>(s))), sentences::segmentName(static_cast<core::DemandSegment>(s)), mixed(seriesColor(4 - s % 2), fleetColor(), 0.25 * s), {}};
        for (const double h : segments[static_cast<std::size_t>(s)]) {
            layer.values << h / 1e6;
        }
        layer.figure = seriesFigure(segmentFigure(s));
        if (std::any_of(layer.values.begin(), layer.values.end(), [](double v) { return v != 0; })) {
            spec.series << layer;
        }
    }
    ChartSeries supply{QStringLiteral("supply"), Words::tr("Offered"), theme().palette().text, {}, false, seriesFigure({"reference_hours"})};
    for (const double h : engine::supplyByPeriod(p, period)) {
        supply.values << h / 1e6;
    }
    spec.lines << supply;
    simulateLine(spec, 0, simulation::Figure::ReferenceHours, 1e-6, period);
    if (!c.same && c.against.calendar == p.calendar) {
        for (const double h : engine::supplyByPeriod(c.against, period)) {
            spec.baseline << h / 1e6;
        }
        spec.baselineName = c.label();
        spec.baselineInLegend = false; // it carries its name itself
        spec.baselineFigure = inScenario(supply.figure, c.againstScenario);
    }
    spec.totalFigure = seriesFigure({"demand_reference_hours"});
    const auto overtakes = engine::monthDemandOvertakes(p);
    if (overtakes) {
        const int at = p.calendar.periodOf(period, *overtakes);
        spec.notes << ChartNote{at, supply.values[at], longMonth(p, *overtakes), true};
    }
    return spec;
}

ChartSpec hoursChart(const Comparison &c, const SeriesColours &colours, Period period, HourKind kind)
{
    const bool delivered = kind == HourKind::Delivered;
    const Totals::Series series = delivered ? Totals::DeliveredHours : Totals::ReferenceHours;
    ChartSpec spec = flowChart(c, colours, period, delivered ? "delivered_hours" : "reference_hours", series, 1e-6);
    simulateTotal(spec, delivered ? simulation::Figure::DeliveredHours : simulation::Figure::ReferenceHours, 1e-6, period);
    const engine::Summary s = engine::summaryOf(c.shown);
    const QString amount = format::number((delivered ? s.deliveredHours : s.referenceHours) / 1e6, 1);
    spec.title = delivered ? Words::tr("%1 million accelerator-hours to %2").arg(amount).arg(c.shown.calendar.last().year()) : Words::tr("%1 million reference hours to %2").arg(amount).arg(c.shown.calendar.last().year());
    const QString reference = QString::fromStdString(c.shown.plan.settings().referenceAccelerator.value_or(std::string()));
    spec.subtitle = delivered ? Words::tr("Delivered accelerator-hours %1 by factory, million").arg(per(period))
                              : Words::tr("Hours of the reference accelerator (%1) with the same BF16 dense peak, %2 by factory, million").arg(reference, per(period));
    spec.unit = Words::tr("m h");
    return spec;
}

ChartSpec energyChart(const Comparison &c, const SeriesColours &colours, Period period)
{
    ChartSpec spec = flowChart(c, colours, period, "energy_mwh", Totals::EnergyKwh, 1e-6);
    simulateTotal(spec, simulation::Figure::EnergyMwh, 1e-3, period);
    const engine::SystemFlows all = engine::allFlows(c.shown);
    spec.title = Words::tr("%1 GWh and %2 kilotonnes of CO₂ to %3").arg(format::number(all.energyKwh / 1e6, 0), format::number(all.carbonT / 1e3, 0)).arg(c.shown.calendar.last().year());
    spec.subtitle = Words::tr("Electricity at the meter %1 by factory, PUE included, GWh").arg(per(period));
    spec.unit = QStringLiteral("GWh");
    return spec;
}

ChartSpec powerChart(const Comparison &c, const SeriesColours &colours)
{
    const Projection &p = c.shown;
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Areas;
    setPeriods(spec, p, Period::Month);
    spec.unit = QStringLiteral("MW");
    spec.subtitle = Words::tr("Power at full load by factory, PUE included, MW, by month");
    spec.endTitle = Words::tr("End %1, MW").arg(p.calendar.last().year());
    spec.series = factoryLayers(p, colours, "full_load_mw", [&](const engine::FactoryResult &f) {
        const std::vector<double> mw = engine::fullLoadMw(p, f);
        return QVector<double>(mw.begin(), mw.end());
    });
    QStringList over;
    int stated = 0;
    double most = 0;
    for (const engine::ComputeRow &r : engine::computeRows(p, 0, p.calendar.months())) {
        stated += r.siteMw ? 1 : 0;
        if (r.leftMw() && *r.leftMw() < 0) {
            over << sentences::elidedName(p.plan.factories[static_cast<std::size_t>(r.factory)].name);
        }
    }
    for (int m = 0; m < p.calendar.months(); ++m) {
        most = std::max(most, totalAt(spec, m));
    }
    spec.totalFigure = seriesFigure({"full_load_mw"});
    spec.title = !over.isEmpty() ? Words::tr("%1 needs more power than its site has", nullptr, static_cast<int>(over.size())).arg(sentences::joined(over))
        : stated > 0             ? Words::tr("Every site with a stated limit has the power")
                                 : Words::tr("Up to %1 MW at full load; no site states its limit").arg(format::number(most, 1));
    return spec;
}

items::TableSpec factoryCompute(const Projection &p, const SeriesColours &colours, int begin, int end, const QString &period)
{
    items::TableSpec t;
    const QString atEnd = sentences::periodName(p.calendar, Period::Month, end - 1);
    t.columns << items::TableColumn{QStringLiteral("factory"), Words::tr("Factory")} << items::TableColumn{QStringLiteral("delivered"), Words::tr("Delivered, m h"), Words::tr("Accelerator-hours, million"), true, 112}
              << items::TableColumn{QStringLiteral("reference"), Words::tr("Reference, m h"), Words::tr("Hours of the reference accelerator with the same BF16 dense peak, million"), true, 116}
              << items::TableColumn{QStringLiteral("bf16"), Words::tr("BF16 dense, EF"), Words::tr("Peak in service at the end of %1").arg(atEnd), true, 116}
              << items::TableColumn{QStringLiteral("fp64"), Words::tr("FP64, PF"), Words::tr("Peak in service at the end of %1").arg(atEnd), true, 84}
              << items::TableColumn{QStringLiteral("energy"), Words::tr("Energy, GWh"), {}, true, 100} << items::TableColumn{QStringLiteral("carbon"), Words::tr("CO₂, kt"), {}, true, 80}
              << items::TableColumn{QStringLiteral("power"), Words::tr("Full load, MW"), Words::tr("In the highest month, PUE included"), true, 108}
              << items::TableColumn{QStringLiteral("site"), Words::tr("Site, MW"), {}, true, 88} << items::TableColumn{QStringLiteral("left"), Words::tr("Left, MW"), {}, true, 92};
    const std::vector<engine::ComputeRow> rows = engine::computeRows(p, begin, end);
    for (const engine::ComputeRow &r : rows) {
        items::TableRow row = computeLine(p, r, period, end);
        row.cells[0].swatch = colours.of(row.id.toStdString());
        t.rows << row;
    }
    if (!t.rows.isEmpty()) {
        items::TableRow total = computeLine(p, engine::sumOf(rows), period, end);
        total.cells[7].toolTip = Words::tr("The sites' highest months added up; they need not fall together");
        t.rows << total;
    }
    return t;
}

items::TableSpec partyCompute(const Projection &p, int begin, int end, const QString &period)
{
    const engine::PartyHoursBook book = engine::partyHours(p, begin, end);
    items::TableSpec t;
    t.columns << items::TableColumn{QStringLiteral("party"), Words::tr("Party")} << items::TableColumn{QStringLiteral("share"), Words::tr("Share, %"), Words::tr("Of all delivered hours"), true, 84}
              << items::TableColumn{QStringLiteral("delivered"), Words::tr("Delivered, m h"), {}, true, 112} << items::TableColumn{QStringLiteral("reference"), Words::tr("Reference, m h"), {}, true, 116};
    const auto row = [&](const engine::PartyHours &h, const std::string &id, const QString &name) {
        return items::TableRow{id.empty() ? QStringLiteral("total") : QString::fromStdString(id),
                               {items::TableCell{name}, figureCell(h.share, 1, id.empty() ? nullptr : "access_share", {}, id, period), figureCell(h.deliveredHours / 1e6, 1, "delivered_hours", {}, id, period),
                                figureCell(h.referenceHours / 1e6, 1, "reference_hours", {}, id, period)}, id.empty()};
    };
    for (const engine::PartyHours &h : book.parties) {
        const core::Country *country = h.party == engine::unionParty ? nullptr : &p.plan.countries[static_cast<std::size_t>(h.party)];
        t.rows << row(h, country ? country->id : "EU", country ? QString::fromStdString(country->name) : Words::tr("European Union"));
    }
    if (!t.rows.isEmpty()) {
        t.rows << row(book.all, {}, Words::tr("All parties"));
    }
    for (items::TableRow &r : t.rows) {
        r.cells[1].text = format::percentFigure(r.cells[1].sort.toDouble(), 1);
    }
    return t;
}

items::TableSpec demandTable(const Projection &p, int begin, int end, const QString &period)
{
    items::TableSpec t;
    t.columns << items::TableColumn{QStringLiteral("what"), Words::tr("Demand")} << items::TableColumn{QStringLiteral("base"), Words::tr("Base year, m h"), Words::tr("Reference hours in the base year, million"), true, 112, false, true, 1e6}
              << items::TableColumn{QStringLiteral("growth"), Words::tr("Growth, % a year"), {}, true, 124} << items::TableColumn{QStringLiteral("hours"), Words::tr("Reference, m h"), {}, true, 116};
    const engine::DemandBalance balance = engine::demandBalance(p, begin, end);
    for (int s = 0; s < engine::segmentCount; ++s) {
        bool headed = false;
        for (const core::Demand &d : p.plan.demand) {
            if (static_cast<int>(d.segment) != s) {
                continue;
            }
            if (!headed) {
                items::TableCell head{sentences::segmentName(d.segment)};
                head.strong = true;
                items::TableCell sum = figureCell(balance.segments[static_cast<std::size_t>(s)] / 1e6, 1);
                sum.figure = addressIn(segmentFigure(s), period);
                sum.strong = true;
                t.rows << items::TableRow{QStringLiteral("segment%1").arg(s), {head, items::TableCell{}, items::TableCell{}, sum}};
                headed = true;
            }
            items::TableCell name{QString::fromStdString(d.name)};
            name.indent = 1;
            items::TableCell base{format::number(d.referenceHours / 1e6, 1), d.referenceHours};
            base.cell = {"demand", d.id, "reference_hours"};
            items::TableCell growth{format::percentFigure(d.growth, 1), d.growth};
            growth.cell = {"demand", d.id, "growth"};
            t.rows << items::TableRow{QString::fromStdString(d.id), {name, base, growth, items::TableCell{}}};
        }
    }
    items::TableCell covered{QStringLiteral("–")};
    if (balance.coverage) {
        covered = {format::percentFigure(*balance.coverage, 0), *balance.coverage};
        covered.figure = addressIn({"coverage"}, period);
    }
    const auto foot = [&](const QString &id, const QString &name, const items::TableCell &cell) { t.rows << items::TableRow{id, {items::TableCell{name}, items::TableCell{}, items::TableCell{}, cell}, true}; };
    foot(QStringLiteral("asked"), Words::tr("Asked for"), figureCell(balance.asked / 1e6, 1, "demand_reference_hours", {}, {}, period));
    foot(QStringLiteral("offered"), Words::tr("Offered"), figureCell(balance.offered / 1e6, 1, "reference_hours", {}, {}, period));
    foot(QStringLiteral("covered"), Words::tr("Covered, %"), covered);
    return t;
}

} // namespace ui
