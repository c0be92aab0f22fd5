// SPDX-License-Identifier: GPL-3.0-or-later
#include "factorycharts.h"

#include "editwords.h"
#include "figures.h"
#include "bandcharts.h"
#include "format.h"
#include "palette.h"
#include "seriesfigure.h"

#include <QCoreApplication>

#include <cmath>
#include <limits>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(factorycharts)
};

using engine::Period;
using engine::Projection;

void addPeriods(ChartSpec &spec, const engine::Calendar &calendar, Period period)
{
    for (int i = 0; i < calendar.periods(period); ++i) {
        spec.periods << sentences::periodName(calendar, period, i);
    }
    if (period == Period::Year) {
        spec.axisLabels = spec.periods;
        return;
    }
    for (int y = 0; y < calendar.years(); ++y) {
        spec.axisLabels << QString::number(calendar.firstYear() + y);
        spec.axisAt << calendar.periodOf(period, calendar.begin(Period::Year, y));
    }
}

QString nameOf(const Projection &p, const std::string &factory)
{
    const auto *f = p.plan.factories.find(factory);
    return f ? sentences::elidedName(f->name) : QString();
}

QString perPeriod(Period period, const QString &year, const QString &quarter, const QString &month)
{
    return period == Period::Year ? year : period == Period::Quarter ? quarter : month;
}

QVector<double> hoursByPeriod(const Projection &p, const engine::FactoryResult &f, Period period)
{
    QVector<double> out;
    for (int i = 0; i < p.calendar.periods(period); ++i) {
        out << engine::flowsOf(f, p.calendar, p.calendar.begin(period, i), p.calendar.end(period, i)).deliveredHours / 1e6;
    }
    return out;
}

QVector<double> moneyByPeriod(const Projection &p, const engine::FactoryResult *f, Period period, bool real, int costClass)
{
    const auto filter = [&](const engine::FactoryResult &of, const engine::Line &l) {
        return &of == f && (costClass < 0 || static_cast<int>(engine::classOf(l.category)) == costClass);
    };
    QVector<double> out;
    if (real) {
        for (const double eur : engine::realEurByPeriod(p, period, engine::Money::Paid, filter)) {
            out << eur / 1e6;
        }
        return out;
    }
    for (const core::Cents cents : engine::moneyByPeriod(p, period, engine::Money::Paid, filter)) {
        out << static_cast<double>(cents) / 1e8;
    }
    return out;
}

bool isCompared(const Comparison &c, const engine::FactoryResult *other)
{
    return !c.same && other && c.against.calendar == c.shown.calendar;
}

} // namespace

const engine::FactoryResult *factoryResult(const Projection &p, const std::string &factory)
{
    const std::ptrdiff_t i = p.plan.factories.indexOf(factory);
    return i < 0 ? nullptr : p.factories[static_cast<std::size_t>(i)].get();
}

double factoryHours(const Projection &p, const engine::FactoryResult &f)
{
    return engine::flowsOf(f, p.calendar, 0, p.calendar.months()).deliveredHours;
}

ChartSpec factoryHoursChart(const Comparison &c, const SeriesColours &colours, const std::string &factory, Period period)
{
    const Projection &p = c.shown;
    ChartSpec spec;
    spec.title = Words::tr("Accelerator-hours");
    const QString by = perPeriod(period, Words::tr("%1, delivered accelerator-hours a year, million"), Words::tr("%1, delivered accelerator-hours a quarter, million"),
                                 Words::tr("%1, delivered accelerator-hours a month, million"));
    spec.subtitle = by.arg(nameOf(p, factory));
    spec.unit = Words::tr("m hours");
    spec.totals = true;
    addPeriods(spec, p.calendar, period);
    spec.periodKeys = periodKeys(p.calendar, period);
    const engine::FactoryResult *f = factoryResult(p, factory);
    if (!f) {
        return spec;
    }
    simulateTotal(spec, simulation::Figure::DeliveredHours, 1e-6, period, "factory:" + factory);
    const double hours = factoryHours(p, *f);
    const QString until = QString::number(p.calendar.last().year());
    spec.title = hours > 0 ? Words::tr("%1 m hours to %2").arg(format::hoursMillions(hours), until) : Words::tr("No hours to %1").arg(until);
    const QColor colour = colours.of(factory);
    int nth = 0;
    for (const engine::SystemResult &s : f->systems) {
        const core::System &row = p.plan.systems[static_cast<std::size_t>(s.system)];
        ChartSeries series{QString::fromStdString(row.id), sentences::elidedName(row.name), shade(colour, nth), {}};
        engine::Figure figure{"delivered_hours"};
        figure.system = row.id;
        series.figure = seriesFigure(figure);
        for (int i = 0; i < p.calendar.periods(period); ++i) {
            series.values << engine::flowsOf(s, p.calendar, p.calendar.begin(period, i), p.calendar.end(period, i)).deliveredHours / 1e6;
        }
        spec.series << series;
        ++nth;
    }
    const engine::FactoryResult *other = factoryResult(c.against, factory);
    if (isCompared(c, other)) {
        spec.baseline = hoursByPeriod(c.against, *other, period);
        spec.baselineName = c.label();
        const double change = hours - factoryHours(c.against, *other);
        if (std::fabs(change) >= 0.05e6) {
            spec.title += QStringLiteral(", ") + format::signedNumber(change / 1e6, 1);
        }
    }
    setTotalFigures(spec, c, {"delivered_hours", factory});
    return spec;
}

ChartSpec factoryMoneyChart(const Comparison &c, const std::string &factory, Period period)
{
    const Projection &p = c.shown;
    ChartSpec spec;
    spec.title = Words::tr("Payments");
    const QString by = perPeriod(period, Words::tr("%1, paid per year by class, € million"), Words::tr("%1, paid per quarter by class, € million"),
                                 Words::tr("%1, paid per month by class, € million"));
    spec.subtitle = by.arg(nameOf(p, factory)) + (c.realPrices ? Words::tr(", prices of %1").arg(p.plan.settings().priceYear) : Words::tr(", nominal"));
    spec.unit = Words::tr("€ m");
    spec.totals = true;
    spec.decimals = 1;
    addPeriods(spec, p.calendar, period);
    spec.periodKeys = periodKeys(p.calendar, period);
    const engine::FactoryResult *f = factoryResult(p, factory);
    if (!f) {
        return spec;
    }
    if (c.realPrices) {
        spec.note = nominalOnly();
    } else {
        simulateTotal(spec, simulation::Figure::PaidEur, 1e-6, period, "factory:" + factory);
    }
    const double eur = engine::paidEur(p, *f, c.realPrices);
    spec.title = Words::tr("%1 to %2").arg(format::eur(eur)).arg(p.calendar.last().year());
    const std::pair<const char *, QColor> classes[] = {{"infrastructure", seriesColor(4)}, {"operations", seriesColor(1)}, {"services", seriesColor(2)}};
    for (int k = 0; k < 3; ++k) {
        QString name = sentences::choiceWord(classes[k].first);
        name[0] = name.at(0).toUpper();
        engine::Figure figure{"paid_cents", factory};
        figure.category = classes[k].first;
        figure.real = c.realPrices;
        spec.series << ChartSeries{QString::fromLatin1(classes[k].first), name, classes[k].second, moneyByPeriod(p, f, period, c.realPrices, k), false, seriesFigure(figure)};
    }
    const engine::FactoryResult *other = factoryResult(c.against, factory);
    if (isCompared(c, other)) {
        spec.baseline = moneyByPeriod(c.against, other, period, c.realPrices, -1);
        spec.baselineName = c.label();
        const double change = eur - engine::paidEur(c.against, *other, c.realPrices);
        if (std::fabs(change) >= 0.05e6) {
            spec.title += QStringLiteral(", ") + format::signedNumber(change / 1e6, 1);
        }
    }
    engine::Figure whole{"paid_cents", factory};
    whole.real = c.realPrices;
    setTotalFigures(spec, c, whole);
    return spec;
}

} // namespace ui
