// SPDX-License-Identifier: GPL-3.0-or-later
#include "plancharts.h"

#include "bandcharts.h"
#include "format.h"
#include "palette.h"
#include "seriesfigure.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(plancharts)
};

using engine::Period;
using engine::Projection;

QVector<double> exaflops(const engine::Totals &totals)
{
    QVector<double> out;
    for (const double pflops : totals.series(engine::Totals::Bf16)) {
        out << pflops / 1000;
    }
    return out;
}

void add(QVector<double> &sum, const QVector<double> &more)
{
    for (qsizetype i = 0; i < sum.size(); ++i) {
        sum[i] += more.value(i);
    }
}

QString nameOf(const Projection &p, int factory)
{
    return sentences::elidedName(p.plan.factories[static_cast<std::size_t>(factory)].name);
}

QVector<ChartSeries> capacityLayers(const Projection &p, const SeriesColours &colours)
{
    QVector<ChartSeries> layers;
    const auto figure = [](const std::string &factory) { return seriesFigure({"bf16_pflops", factory}); };
    layers << ChartSeries{QStringLiteral("fleet"), Words::tr("Fleet of today"), fleetColor(), exaflops(p.fleet->totals), false, figure("fleet")};
    std::string rest;
    const std::vector<int> named = namedFactories(p, colours);
    ChartSeries others{QStringLiteral("others"), {}, othersColor(), QVector<double>(p.calendar.months(), 0.0)};
    int count = 0;
    for (const auto &f : p.factories) {
        if (f && std::find(named.begin(), named.end(), f->factory) == named.end()) {
            add(others.values, exaflops(f->totals));
            rest += (rest.empty() ? "" : "+") + p.plan.factories[static_cast<std::size_t>(f->factory)].id;
            ++count;
        }
    }
    if (count > 0) {
        others.name = count == 1 ? Words::tr("One other") : Words::tr("%1 others").arg(count);
        others.figure = figure(rest);
        layers << others;
    }
    // The largest lies on top; the order does not change while a date is dragged.
    for (auto it = named.rbegin(); it != named.rend(); ++it) {
        const core::Factory &f = p.plan.factories[static_cast<std::size_t>(*it)];
        layers << ChartSeries{QString::fromStdString(f.id), nameOf(p, *it), colours.of(f.id), exaflops(p.factories[static_cast<std::size_t>(*it)]->totals), false, figure(f.id), true};
    }
    return layers;
}

// The fleet's largest step down within the horizon, and whose it is.
void addRetirement(ChartSpec &spec, const Projection &p)
{
    const engine::SystemResult *largest = nullptr;
    for (const engine::SystemResult &s : p.fleet->systems) {
        if (s.to < p.calendar.months() && s.from < s.to && (!largest || s.peakBf16Pflops > largest->peakBf16Pflops)) {
            largest = &s;
        }
    }
    if (!largest || largest->peakBf16Pflops <= 0) {
        return;
    }
    const double level = spec.series.first().values.value(largest->to);
    double highest = 0;
    for (int i = 0; i < spec.periods.size(); ++i) {
        highest = std::max(highest, totalAt(spec, i));
    }
    if (level > 0.12 * highest) { // room for words inside the grey
        const QString name = sentences::elidedName(p.plan.systems[static_cast<std::size_t>(largest->system)].name, 20);
        spec.notes << ChartNote{largest->to, level, Words::tr("%1 retires").arg(name), false};
    }
}

// Whether two short lines fit into one layer below that point: else they would lie on several colours, and the title says it anyway.
bool hasRoomBelow(const ChartSpec &spec, int index, double value)
{
    double highest = 0;
    for (int i = 0; i < spec.periods.size(); ++i) {
        highest = std::max({highest, totalAt(spec, i), spec.baseline.value(i)});
    }
    const int last = std::min(index + static_cast<int>(spec.periods.size()) / 3, static_cast<int>(spec.periods.size())) - 1;
    for (const ChartSeries &s : spec.series) {
        bool inside = true;
        for (int i = index; i <= last && inside; ++i) {
            double below = 0;
            for (const ChartSeries &other : spec.series) {
                if (other.id == s.id) {
                    break;
                }
                below += other.values.value(i);
            }
            inside = below <= value - 0.24 * highest && below + s.values.value(i) >= value - 0.06 * highest;
        }
        if (inside) {
            return true;
        }
    }
    return false;
}

void addDoubling(ChartSpec &spec, const Projection &p, double target)
{
    const auto reached = engine::monthIndexStaysAbove(p, target);
    if (!reached || *reached == 0) {
        return;
    }
    const engine::Capacity c = engine::capacityOf(p, Period::Month, *reached);
    if (!c.indexBf16) {
        return;
    }
    const double total = totalAt(spec, *reached);
    const bool room = hasRoomBelow(spec, *reached, total);
    const QString text = !room ? QString() : Words::tr("%1: %2\u202FEF,\n%3\u202F× the fleet")
                             .arg(sentences::periodName(p.calendar, Period::Month, *reached), format::number(total, 1), format::number(*c.indexBf16, 2));
    spec.notes << ChartNote{*reached, total, text, true};
}

} // namespace

std::vector<int> namedFactories(const Projection &p, const SeriesColours &colours)
{
    struct Ranked
    {
        int rank, factory;
        double most; // BF16 peak in service at any time: it does not change while a date is dragged
    };
    std::vector<Ranked> ranked;
    for (const auto &f : p.factories) {
        if (f) {
            const auto peaks = f->totals.series(engine::Totals::Bf16);
            ranked.push_back({colours.rankOf(p.plan.factories[static_cast<std::size_t>(f->factory)].id), f->factory, peaks.empty() ? 0 : *std::max_element(peaks.begin(), peaks.end())});
        }
    }
    if (ranked.size() > SeriesColours::distinct + 1) {
        std::sort(ranked.begin(), ranked.end(), [](const Ranked &a, const Ranked &b) { return std::tuple(-a.most, a.rank) < std::tuple(-b.most, b.rank); });
        ranked.resize(SeriesColours::distinct);
    }
    std::sort(ranked.begin(), ranked.end(), [](const Ranked &a, const Ranked &b) { return a.rank < b.rank; });
    std::vector<int> out;
    for (const Ranked &r : ranked) {
        out.push_back(r.factory);
    }
    return out;
}

ChartSpec capacityChart(const Comparison &c, const SeriesColours &colours, const QDate &today)
{
    const Projection &p = c.shown;
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Areas;
    spec.title = sentences::capacityTitle(c);
    spec.subtitle = Words::tr("BF16 dense peak in service, exaflops, end of month, stacked on the existing fleet");
    spec.unit = QStringLiteral("EF");
    spec.decimals = 1;
    spec.periodKeys = periodKeys(p.calendar, Period::Month);
    for (int m = 0; m < p.calendar.months(); ++m) {
        spec.periods << sentences::periodName(p.calendar, Period::Month, m);
    }
    for (int y = 0; y < p.calendar.years(); ++y) {
        spec.axisLabels << QString::number(p.calendar.firstYear() + y);
        spec.axisAt << p.calendar.begin(Period::Year, y);
    }
    spec.series = capacityLayers(p, colours);
    if (!c.same && c.against.calendar == p.calendar) {
        spec.baseline = exaflops(c.against.fleet->totals);
        add(spec.baseline, exaflops(c.against.totals));
        spec.baselineName = c.label();
    }
    setTotalFigures(spec, c, {"total_bf16_pflops"});
    const double target = sentences::doublingTarget(p.plan);
    const QVector<double> fleet = exaflops(p.fleet->totals);
    if (std::any_of(fleet.begin(), fleet.end(), [](double v) { return v > 0; }) && spec.series.size() > 1) {
        for (const double v : fleet) {
            spec.target << v * target;
        }
        spec.targetName = std::fabs(target - 2) < 1e-9 ? Words::tr("Twice the fleet") : Words::tr("%1 times the fleet").arg(format::number(target, 2));
    }
    if (today.isValid()) {
        const int month = p.calendar.indexOf(core::Month(today.year(), today.month()));
        const double at = month + (today.day() - 1.0) / today.daysInMonth();
        spec.today = at >= 0 && at < p.calendar.months() ? at : -1;
    }
    spec.endTitle = Words::tr("End %1, EF").arg(p.calendar.last().year());
    addRetirement(spec, p);
    addDoubling(spec, p, target);
    simulateTotal(spec, simulation::Figure::Bf16Pflops, 1e-3, Period::Month);
    spec.total.figure = QString::fromLatin1(withFleet);
    return spec;
}

ChartSpec paymentsChart(const Comparison &c, Period period)
{
    const Projection &p = c.shown;
    ChartSpec spec;
    spec.title = sentences::paymentsTitle(c, period);
    const QString by = period == Period::Year ? Words::tr("Paid per year by programme") : period == Period::Quarter ? Words::tr("Paid per quarter by programme") : Words::tr("Paid per month by programme");
    spec.subtitle = c.realPrices ? Words::tr("%1, € million, prices of %2").arg(by).arg(p.plan.settings().priceYear) : Words::tr("%1, € million, nominal").arg(by);
    spec.unit = Words::tr("€ m");
    spec.decimals = 1;
    spec.totals = true;
    const int periods = p.calendar.periods(period);
    spec.periodKeys = periodKeys(p.calendar, period);
    for (int i = 0; i < periods; ++i) {
        spec.periods << sentences::periodName(p.calendar, period, i);
    }
    if (period == Period::Year) {
        spec.axisLabels = spec.periods;
    } else {
        for (int y = 0; y < p.calendar.years(); ++y) {
            spec.axisLabels << QString::number(p.calendar.firstYear() + y);
            spec.axisAt << p.calendar.periodOf(period, p.calendar.begin(Period::Year, y));
        }
    }
    const auto millions = [&](const Projection &of, const engine::LineFilter &filter) {
        QVector<double> out;
        if (c.realPrices) {
            for (const double eur : engine::realEurByPeriod(of, period, engine::Money::Paid, filter)) {
                out << eur / 1e6;
            }
        } else {
            for (const core::Cents cents : engine::moneyByPeriod(of, period, engine::Money::Paid, filter)) {
                out << static_cast<double>(cents) / 1e8;
            }
        }
        return out;
    };
    for (int i = 0; i <= p.programmeCount(); ++i) {
        const int programme = i == p.programmeCount() ? -1 : i;
        ChartSeries s;
        s.id = programme < 0 ? QString() : QString::fromStdString(p.plan.programmes[static_cast<std::size_t>(i)].id);
        s.name = sentences::programmeName(p.plan, programme);
        s.color = programmeColor(s.id);
        engine::Figure figure{"paid_cents"};
        figure.programme = programme < 0 ? "none" : s.id.toStdString();
        figure.real = c.realPrices;
        s.figure = seriesFigure(figure);
        s.values = millions(p, [programme](const engine::FactoryResult &, const engine::Line &l) { return l.programme == programme; });
        if (programme >= 0 || std::any_of(s.values.begin(), s.values.end(), [](double v) { return v != 0; })) {
            spec.series << s;
        }
    }
    if (c.realPrices) {
        spec.note = nominalOnly();
    } else {
        simulateTotal(spec, simulation::Figure::PaidEur, 1e-6, period);
    }
    if (!c.same && c.against.calendar == p.calendar) {
        spec.baseline = millions(c.against, {});
        spec.baselineName = c.label();
    }
    engine::Figure all{"paid_cents"};
    all.real = c.realPrices;
    setTotalFigures(spec, c, all);
    return spec;
}

namespace {

// The address of what a mark on the map says.
QString mapAddress(const Projection &p, const engine::FactoryResult &f, MapFigure figure, bool real)
{
    static const char *const measures[] = {"paid_cents", "accelerators", "delivered_hours"};
    engine::Figure out{measures[static_cast<std::size_t>(figure)], p.plan.factories[static_cast<std::size_t>(f.factory)].id};
    out.period = figure == MapFigure::Accelerators ? std::to_string(engine::fullestYear(p)) : std::string();
    out.real = real && figure == MapFigure::Paid;
    return QString::fromStdString(out.toString());
}

// One factory's figure on the map, and in words.
std::pair<double, QString> mapFigureOf(const Projection &p, const engine::FactoryResult &f, MapFigure figure, bool real)
{
    const int last = p.calendar.last().year();
    if (figure == MapFigure::Accelerators) {
        const int year = engine::fullestYear(p);
        const double count = engine::stockOf(f, engine::Totals::Accelerators, p.calendar.end(engine::Period::Year, year - p.calendar.firstYear()) - 1);
        return {count, Words::tr("%1 accelerators at the end of %2").arg(format::number(count, 0)).arg(year)};
    }
    if (figure == MapFigure::Hours) {
        const auto months = f.totals.series(engine::Totals::DeliveredHours);
        const double hours = std::accumulate(months.begin(), months.end(), 0.0);
        return {hours, Words::tr("%1 million accelerator-hours to %2").arg(format::hoursMillions(hours)).arg(last)};
    }
    const double eur = engine::paidEur(p, f, real);
    return {eur, Words::tr("%1 paid to %2").arg(format::eur(eur)).arg(last)};
}

QString mapLegend(const Projection &p, MapFigure figure)
{
    switch (figure) {
    case MapFigure::Accelerators:
        return Words::tr("Area: accelerators at the end of %1").arg(engine::fullestYear(p));
    case MapFigure::Hours:
        return Words::tr("Area: accelerator-hours delivered to %1").arg(p.calendar.last().year());
    default:
        return Words::tr("Area: money paid to %1").arg(p.calendar.last().year());
    }
}

// Those that take part in an included factory, by id, and of which.
QVector<MapCountry> mapCountries(const Projection &p)
{
    QVector<MapCountry> out;
    for (const core::Country &c : p.plan.countries) {
        QStringList with;
        for (const core::Participation &q : p.plan.participations) {
            const auto f = q.country == c.id ? p.plan.factories.indexOf(q.factory) : -1;
            if (f >= 0 && p.factories[static_cast<std::size_t>(f)]) {
                with << nameOf(p, static_cast<int>(f));
            }
        }
        if (!with.isEmpty()) {
            MapCountry country;
            country.id = QString::fromStdString(c.id);
            country.readOut = Words::tr("%1, in %2: see what it pays and gets").arg(QString::fromStdString(c.name), sentences::joined(with));
            country.at = c.longitude && c.latitude ? QPointF(*c.longitude, *c.latitude) : QPointF();
            out << country;
        }
    }
    return out;
}

} // namespace

MapSpec placesMap(const Projection &p, const SeriesColours &colours, MapFigure figure, bool real)
{
    MapSpec spec;
    spec.title = sentences::placesTitle(p);
    spec.subtitle = Words::tr("A line joins a factory and a partner. %1").arg(mapLegend(p, figure));
    spec.countries = mapCountries(p);
    const auto countryPlace = [&](const std::string &id) -> std::optional<QPointF> {
        const core::Country *c = p.plan.countries.find(id);
        return c && c->longitude && c->latitude ? std::optional(QPointF(*c->longitude, *c->latitude)) : std::nullopt;
    };
    for (std::size_t i = 0; i < p.factories.size(); ++i) {
        const core::Factory &f = p.plan.factories[i];
        if (!p.factories[i]) {
            continue;
        }
        MapFactory place;
        place.id = QString::fromStdString(f.id);
        place.name = nameOf(p, static_cast<int>(i));
        place.color = colours.of(f.id);
        place.associated = f.kind == core::FactoryKind::Associated;
        const auto country = countryPlace(f.country);
        if (f.longitude && f.latitude) {
            place.at = QPointF(*f.longitude, *f.latitude);
        } else if (country) {
            place.at = *country;
        } else {
            continue;
        }
        QStringList names;
        for (const core::Participation &q : p.plan.participations) {
            if (q.factory != f.id) {
                continue;
            }
            const QString code = QString::fromStdString(q.country);
            if (!spec.participants.contains(code)) {
                spec.participants << code;
            }
            const core::Country *c = p.plan.countries.find(q.country);
            names << (c ? QString::fromStdString(c->name) : code);
            const auto partner = countryPlace(q.country);
            if (q.role == core::ParticipationRole::Partner && partner) {
                place.partners << *partner;
            }
        }
        const auto [size, words] = mapFigureOf(p, *p.factories[i], figure, real);
        place.size = size;
        place.figure = mapAddress(p, *p.factories[i], figure, real);
        place.readOut = names.isEmpty() ? Words::tr("%1: %2").arg(place.name, words) : Words::tr("%1: %2; %3").arg(place.name, words, sentences::joined(names));
        spec.factories << place;
    }
    return spec;
}

} // namespace ui
