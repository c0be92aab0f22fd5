// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "reportcharts.h"
#include "reportsentences.h"

#include <algorithm>
#include <cmath>

// Capacity, systems, demand, hours and energy.
namespace ui::pages {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

using engine::Period;
using engine::Totals;

QVector<double> exaflops(std::span<const double> pflops)
{
    QVector<double> out;
    for (const double v : pflops) {
        out << v / 1000;
    }
    return out;
}

QVector<double> allExaflops(const engine::Projection &p)
{
    QVector<double> out = exaflops(p.fleet->totals.series(Totals::Bf16));
    const auto planned = p.totals.series(Totals::Bf16);
    for (qsizetype i = 0; i < out.size(); ++i) {
        out[i] += planned[static_cast<std::size_t>(i)] / 1000;
    }
    return out;
}

struct SystemRow
{
    int factory = 0;
    const engine::SystemResult *result = nullptr;
    double size = 0;
};

std::vector<SystemRow> systemRows(const ReportContext &c)
{
    std::vector<SystemRow> rows;
    for (const int f : c.factories) {
        for (const engine::SystemResult &s : c.p.factories[static_cast<std::size_t>(f)]->systems) {
            rows.push_back({f, &s, s.peakBf16Pflops});
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const SystemRow &x, const SystemRow &y) { return std::llround(x.size) > std::llround(y.size); });
    return rows;
}

const engine::SystemResult *resultOf(const engine::Projection &p, const std::string &systemId)
{
    for (const auto &f : p.factories) {
        for (std::size_t i = 0; f && i < f->systems.size(); ++i) {
            if (p.plan.systems[static_cast<std::size_t>(f->systems[i].system)].id == systemId) {
                return &f->systems[i];
            }
        }
    }
    return nullptr;
}

void systemsTable(ReportContext &c)
{
    const std::vector<SystemRow> rows = systemRows(c);
    ReportTable table;
    table.dense = rows.size() > 20;
    table.columns = {{Words::tr("Factory")}, {Words::tr("System")}, {Words::tr("Acceler-\nators"), true}, {Words::tr("In service from"), true}};
    table.columns[0].most = 41;
    table.columns[1].most = 45;
    if (!c.same) {
        table.columns.push_back({Words::tr("Months\nlate"), true});
    }
    table.columns.push_back({Words::tr("BF16\nEFLOPS"), true});
    table.columns.push_back({Words::tr("Hours,\nmillion"), true});
    if (!c.same) {
        table.columns.push_back({Words::tr("Change"), true});
    }
    double accelerators = 0;
    double peak = 0;
    for (const SystemRow &r : rows) {
        const core::System &s = c.p.plan.systems[static_cast<std::size_t>(r.result->system)];
        const engine::SystemFlows now = engine::flowsOf(*r.result, c.p.calendar, 0, c.p.calendar.months());
        ReportCell name = plain(c.factoryName(r.factory));
        name.square = c.colourOf(r.factory);
        std::vector<ReportCell> cells{name, plain(QString::fromStdString(s.name)), c.valueCell({"system", s.id, "accelerators"}, format::number(static_cast<double>(s.accelerators), 0)),
                                      c.valueCell({"system", s.id, "in_service"}, ReportContext::monthText(s.inService))};
        const engine::SystemResult *then = c.same ? nullptr : resultOf(c.b, s.id);
        if (!c.same) {
            const int late = then ? s.inService - c.b.plan.systems[static_cast<std::size_t>(then->system)].inService : 0;
            cells.push_back(plain(late == 0 ? ReportContext::nil() : format::signedNumber(late, 0)));
        }
        const bool counts = r.result->to > r.result->from;
        cells.push_back(plain(counts ? format::number(r.result->peakBf16Pflops / 1000, 1) : ReportContext::nil()));
        cells.push_back(plain(ReportContext::millions(now.deliveredHours)));
        if (!c.same) {
            const double before = then ? engine::flowsOf(*then, c.b.calendar, 0, c.b.calendar.months()).deliveredHours : 0;
            cells.push_back(plain(then ? ReportContext::changeText(now.deliveredHours, before) : Words::tr("new"), c.worse(then && now.deliveredHours < before * 0.995)));
        }
        table.add(std::move(cells));
        accelerators += counts ? static_cast<double>(s.accelerators) : 0;
        peak += counts ? r.result->peakBf16Pflops : 0;
    }
    const double hours = engine::summaryOf(c.p).deliveredHours;
    const double before = engine::summaryOf(c.b).deliveredHours;
    std::vector<ReportCell> total{plain(Words::tr("All factories")), {}, plain(format::number(accelerators, 0)), {}};
    if (!c.same) {
        total.push_back({});
    }
    total.push_back(plain(format::number(peak / 1000, 1)));
    total.push_back(plain(ReportContext::millions(hours)));
    if (!c.same) {
        total.push_back(plain(ReportContext::changeText(hours, before), c.worse(hours < before * 0.995)));
    }
    table.add(std::move(total)).total = true;
    table.paint(c.sheet);
    c.sheet.skip(2.4);
    QString words = Words::tr("Accelerators and peak of each system while it is in service. Hours: accelerator-hours delivered to the end of %1.").arg(c.lastYear());
    if (!c.same) {
        words += Words::tr(" Months late and change of the hours: against %1.").arg(c.againstName());
    }
    c.sheet.note(words);
}

// One line of the table of hours by year.
struct YearLine
{
    QString name;
    std::function<double(const engine::Projection &, int)> value; // of a year index
    double unit = 1e6;
    bool assumption = false;
    bool moreIsBetter = false;
};

void hoursTable(ReportContext &c)
{
    const auto total = [](Totals::Series s, double unit) {
        return [s, unit](const engine::Projection &p, int year) {
            double sum = 0;
            for (int m = p.calendar.begin(Period::Year, year); m < p.calendar.end(Period::Year, year); ++m) {
                sum += p.totals.series(s)[static_cast<std::size_t>(m)];
            }
            return sum / unit;
        };
    };
    const QString reference = Words::tr("reference");
    const auto demandOf = [](const engine::Projection &p, int year) { return engine::capacityOf(p, Period::Year, year).demandReferenceHours / 1e6; };
    const std::vector<YearLine> lines{{Words::tr("Delivered, million accelerator-hours"), total(Totals::DeliveredHours, 1e6), 1, false, true},
                                      {Words::tr("Delivered, million reference hours"), total(Totals::ReferenceHours, 1e6), 1, false, true},
                                      {Words::tr("Demand, million reference hours"), demandOf, 1, true, false},
                                      {Words::tr("Electricity, GWh"), total(Totals::EnergyKwh, 1e6), 1, false, false},
                                      {Words::tr("Carbon, thousand tonnes"), total(Totals::CarbonT, 1e3), 1, true, false}};
    const auto groups = c.yearGroups();
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const bool last = g + 1 == groups.size();
        ReportTable table;
        table.columns = {{QString()}};
        table.columns[0].most = 70;
        for (int y = groups[g].first; y < groups[g].second; ++y) {
            table.columns.push_back({QString::number(c.firstYear() + y), true});
        }
        if (last) {
            table.columns.push_back({Words::tr("Sum"), true});
            if (!c.same) {
                table.columns.push_back({Words::tr("Change"), true});
            }
        }
        for (const YearLine &line : lines) {
            ReportCell name = plain(line.name);
            name.assumption = line.assumption;
            std::vector<ReportCell> cells{name};
            double sum = 0;
            double then = 0;
            for (int y = 0; y < c.years(); ++y) {
                const double v = line.value(c.p, y);
                sum += v;
                if (y >= groups[g].first && y < groups[g].second) {
                    cells.push_back(plain(v == 0 ? ReportContext::nil() : format::number(v, 1)));
                }
            }
            for (int y = 0; y < c.b.calendar.years(); ++y) {
                then += line.value(c.b, y);
            }
            if (last) {
                cells.push_back(strong(sum == 0 ? ReportContext::nil() : format::number(sum, 1)));
                if (!c.same) {
                    cells.push_back(plain(ReportContext::changeText(sum, then), c.worse(line.moreIsBetter && sum < then * 0.995)));
                }
            }
            table.add(std::move(cells));
        }
        c.sheet.ensure(table.startHeight(c.sheet));
        table.paint(c.sheet);
        c.sheet.skip(last ? 0 : 6);
    }
}

void demandTable(ReportContext &c)
{
    std::vector<const core::Demand *> rows;
    for (const core::Demand &d : c.p.plan.demand) {
        rows.push_back(&d);
    }
    if (rows.empty()) {
        return;
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto *x, const auto *y) { return x->referenceHours > y->referenceHours; });
    ReportTable table;
    table.columns = {{Words::tr("Demand by user")}, {Words::tr("Base year"), true}, {Words::tr("Then, million hours"), true}, {Words::tr("Growth a year"), true}, {Words::tr("%1, million hours").arg(c.lastYear()), true}};
    table.columns[0].most = 80;
    for (const core::Demand *d : rows) {
        const double last = d->referenceHours * std::pow(1 + d->growth, c.lastYear() - static_cast<int>(d->baseYear));
        table.add({plain(QString::fromStdString(d->name)), plain(QString::number(d->baseYear)), c.valueCell({"demand", d->id, "reference_hours"}, format::hoursMillions(d->referenceHours)),
                   c.valueCell({"demand", d->id, "growth"}, format::percent(d->growth, 0)), plain(format::hoursMillions(last))});
    }
    c.sheet.skip(8);
    c.sheet.ensure(table.startHeight(c.sheet));
    table.paint(c.sheet);
}

} // namespace

QStringList yearNames(const ReportContext &c)
{
    QStringList out;
    for (int y = 0; y < c.years(); ++y) {
        out << QString::number(c.firstYear() + y);
    }
    return out;
}

QStringList yearLabels(const ReportContext &c, int room)
{
    QStringList out = yearNames(c);
    if (out.size() > room) {
        for (QString &label : out) {
            label = QStringLiteral("’") + label.right(2);
        }
    }
    return out;
}

ChartSpec capacitySpec(const ReportContext &c)
{
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Areas;
    spec.title = sentences::capacityTitle(c.comparison);
    spec.subtitle = Words::tr("Peak BF16, dense, EFLOPS, end of month; %1").arg(c.scenarioName(true));
    spec.unit = QStringLiteral("EFLOPS");
    const engine::Calendar &calendar = c.p.calendar;
    for (int m = 0; m < calendar.months(); ++m) {
        spec.periods << c.monthText(m, false);
        if (m == 0 || calendar.month(m).monthOfYear() == 1) {
            spec.axisLabels << QString::number(calendar.month(m).year());
            spec.axisAt << m;
        }
    }
    struct Layer
    {
        ChartSeries series;
        double most = 0;
    };
    std::vector<Layer> layers;
    ChartSeries others;
    int otherCount = 0;
    for (const int f : c.factories) {
        const QVector<double> values = exaflops(c.p.factories[static_cast<std::size_t>(f)]->totals.series(Totals::Bf16));
        if (c.coloured(f)) {
            layers.push_back({{QString::fromStdString(c.factory(f).id), c.factoryName(f), c.colourOf(f), values}, *std::max_element(values.begin(), values.end())});
            continue;
        }
        others.values.resize(values.size());
        for (qsizetype i = 0; i < values.size(); ++i) {
            others.values[i] += values[i];
        }
        ++otherCount;
    }
    std::stable_sort(layers.begin(), layers.end(), [](const Layer &x, const Layer &y) { return x.most < y.most; });
    spec.series << ChartSeries{QStringLiteral("fleet"), Words::tr("Today’s fleet"), fleetColor(), exaflops(c.p.fleet->totals.series(Totals::Bf16))};
    if (otherCount > 0) {
        others.id = QStringLiteral("others");
        others.name = otherCount == 1 ? Words::tr("1 other") : Words::tr("%1 others").arg(otherCount);
        others.color = QColor(0xA5B1BE);
        spec.series << others;
    }
    for (const Layer &l : layers) {
        spec.series << l.series;
    }
    return spec;
}

paper::AreaNote doublingNote(const ReportContext &c)
{
    const double target = sentences::doublingTarget(c.p.plan);
    const auto reached = engine::monthIndexStaysAbove(c.p, target);
    const auto fleet = c.p.fleet->totals.series(Totals::Bf16);
    if (!reached || fleet[static_cast<std::size_t>(*reached)] <= 0) {
        return {};
    }
    const bool twice = std::fabs(target - 2) < 1e-9;
    return {*reached, target * fleet[static_cast<std::size_t>(*reached)] / 1000,
            twice ? Words::tr("doubled, %1").arg(c.monthText(*reached)) : Words::tr("%1 times the fleet, %2").arg(format::number(target, 2), c.monthText(*reached))};
}

void capacity(ReportContext &c)
{
    c.begin(Words::tr("Compute"), Words::tr("Compute"), sentences::capacityTitle(c.comparison), capacityLead(c), QStringLiteral("compute"));
    ChartSpec spec = capacitySpec(c);
    const double target = sentences::doublingTarget(c.p.plan);
    if (!c.same && c.b.calendar == c.p.calendar) {
        spec.baseline = allExaflops(c.b);
        spec.baselineName = c.in.against.isEmpty() ? Words::tr("Baseline") : c.shortNameOf(c.in.against);
        spec.subtitle += Words::tr("; dashed line: %1").arg(c.againstName());
    }
    const QVector<double> fleet = exaflops(c.p.fleet->totals.series(Totals::Bf16));
    if (std::any_of(fleet.begin(), fleet.end(), [](double v) { return v > 0; }) && !c.factories.empty()) {
        for (const double v : fleet) {
            spec.target << v * target;
        }
        spec.targetName = std::fabs(target - 2) < 1e-9 ? Words::tr("Twice the fleet") : Words::tr("%1 times the fleet").arg(format::number(target, 2));
    }
    const core::Month today(c.in.date.year(), c.in.date.month());
    const int at = c.p.calendar.indexOf(today);
    if (at >= 0 && at < c.p.calendar.months()) {
        spec.today = at + (c.in.date.day() - 1) / 31.0;
    }
    c.sheet.block(Words::tr("Capacity in service"), spec.subtitle);
    const double height = 86;
    paper::areas(c.sheet, spec, QRectF(20, c.sheet.y(), ReportSheet::bodyWidth, height), doublingNote(c));
    c.sheet.skip(height + 6);
    if (!c.factories.empty()) {
        systemsTable(c);
    }
}

void demand(ReportContext &c)
{
    const core::Accelerator *chip = c.p.plan.settings().referenceAccelerator ? c.p.plan.accelerators.find(*c.p.plan.settings().referenceAccelerator) : nullptr;
    const QString unit = chip ? Words::tr("one %1 accelerator").arg(sentences::elidedName(chip->model)) : Words::tr("one reference accelerator");
    const bool demanded = std::any_of(c.p.demandHours.begin(), c.p.demandHours.end(), [](double v) { return v > 0; });
    QString lead = demanded ? Words::tr("Demand is a planning assumption: no forecast is published. ") : QString();
    lead += Words::tr("A reference hour is the work of %1 in an hour, so that systems of different generations can be added up.").arg(unit);
    c.begin(Words::tr("Compute"), Words::tr("Compute: demand and energy"), sentences::demandTitle(c.p), lead, QStringLiteral("demand"), 1, Words::tr("Demand and energy"));
    if (demanded) {
        paper::DemandFigure f;
        f.years = yearLabels(c, 14);
        QStringList described;
        for (int y = 0; y < c.years(); ++y) {
            const engine::Capacity now = engine::capacityOf(c.p, Period::Year, y);
            double supply = 0;
            for (int m = c.p.calendar.begin(Period::Year, y); m < c.p.calendar.end(Period::Year, y); ++m) {
                supply += c.p.totals.series(Totals::ReferenceHours)[static_cast<std::size_t>(m)];
            }
            f.supply.push_back(supply / 1e6);
            f.demand.push_back(now.demandReferenceHours / 1e6);
            const int then = c.yearIn(c.b, c.firstYear() + y);
            if (!c.same && then >= 0) {
                double before = 0;
                for (int m = c.b.calendar.begin(Period::Year, then); m < c.b.calendar.end(Period::Year, then); ++m) {
                    before += c.b.totals.series(Totals::ReferenceHours)[static_cast<std::size_t>(m)];
                }
                f.baseline.push_back(before / 1e6);
            }
            described << Words::tr("%1: %2 of %3 million hours").arg(c.firstYear() + y).arg(format::number(f.supply.back(), 1), format::number(f.demand.back(), 1));
        }
        f.baseline.resize(f.baseline.size() == f.supply.size() ? f.supply.size() : 0);
        f.supplyName = Words::tr("Delivered by the AI Factories");
        f.demandName = Words::tr("Demand (assumption)");
        c.sheet.block(Words::tr("Demand covered by the AI Factories"), Words::tr("Million reference hours a year; figure in the bar: per cent of demand covered; %1").arg(c.scenarioName(true)) + (c.same ? QString() : Words::tr("; black mark: %1").arg(c.againstName())));
        paper::demand(c.sheet, f, QRectF(20, c.sheet.y(), ReportSheet::bodyWidth, 75), Words::tr("Hours delivered against demand. ") + described.join(QStringLiteral("; ")));
        c.sheet.skip(75 + 5);
    }
    c.sheet.block(Words::tr("Hours, electricity and carbon"), Words::tr("AI Factory systems only; %1").arg(c.scenarioName(true)) + (c.same ? QString() : Words::tr("; change: of the sum, against %1").arg(c.againstName())));
    hoursTable(c);
    demandTable(c);
}

} // namespace ui::pages
