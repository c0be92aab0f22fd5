// SPDX-License-Identifier: GPL-3.0-or-later
#include "countrycharts.h"

#include "bandcharts.h"
#include "format.h"
#include "seriesfigure.h"
#include "palette.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(countries)
};

using engine::PartyPosition;
using engine::Period;
using engine::Projection;

void setPeriods(ChartSpec &spec, const engine::Calendar &calendar, Period period)
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

QString paymentsFinding(const Projection &p, Period period, const PartySums &sums)
{
    int top = 0;
    double most = 0;
    double all = 0;
    for (int i = 0; i < p.calendar.periods(period); ++i) {
        const double paid = sums.paid(i);
        all += paid;
        if (paid > most) {
            most = paid;
            top = i;
        }
    }
    const QString when = sentences::periodName(p.calendar, period, top);
    return all <= 0 ? Words::tr("Nothing is paid") : most >= all ? Words::tr("All is paid in %1").arg(when)
         : most * 2 >= all ? Words::tr("Most is paid in %1").arg(when) : Words::tr("Payments peak in %1").arg(when);
}

// The first month in which one of the factories delivers.
QString hoursFinding(const PartyAccounts &a, const QString &party)
{
    const Projection &p = a.c.shown;
    int first = p.calendar.months();
    for (const engine::PartyRow &row : a.years) {
        if (row.share <= 0 || (party != allPartiesId && row.party != partyOf(p.plan, party))) {
            continue;
        }
        for (const engine::SystemResult &s : p.factories[static_cast<std::size_t>(row.factory)]->systems) {
            first = s.deliveredPerHour > 0 && s.from < s.to ? std::min(first, s.from) : first;
        }
    }
    return first >= p.calendar.months() ? Words::tr("No access hours")
         : first == 0                   ? Words::tr("Hours from the first month")
                                        : Words::tr("Hours begin in %1").arg(sentences::periodName(p.calendar, Period::Month, first));
}

// The party's figure; of nobody's money nothing can be asked at once.
std::optional<engine::Figure> partyFigure(const char *measure, const QString &party, bool real = false)
{
    if (party == nobodyId) {
        return std::nullopt;
    }
    engine::Figure out{measure};
    out.country = party == allPartiesId ? std::string() : party.toStdString();
    out.real = real;
    return out;
}

// Enough decimals that small contributions are still told apart: 248.0, 7.68, 0.12.
int decimalsFor(double largest)
{
    return largest >= 10 ? 1 : 2;
}

} // namespace

namespace {

// All parties are the total, a country has a scope of its own; of other parties the simulation knows nothing.
void simulateParty(ChartSpec &spec, const PartyAccounts &a, const QString &party, simulation::Figure figure)
{
    if (party == allPartiesId) {
        simulateTotal(spec, figure, 1e-6, a.period);
    } else if (a.c.shown.plan.countries.find(party.toStdString())) {
        simulateTotal(spec, figure, 1e-6, a.period, "country:" + party.toStdString());
    }
}

} // namespace

ChartSpec partyPaymentsChart(const PartyAccounts &a, const QString &party)
{
    const Comparison &c = a.c;
    const PartySums sums = a.sums(party);
    ChartSpec spec;
    spec.title = paymentsFinding(c.shown, a.period, sums);
    spec.subtitle = Words::tr("%1: paid by class, € million, %2").arg(partyName(c.shown.plan, party), a.priceBasis());
    spec.unit = Words::tr("€ m");
    spec.totals = true;
    setPeriods(spec, c.shown.calendar, a.period);
    spec.periodKeys = periodKeys(c.shown.calendar, a.period);
    const QColor colors[] = {QColor(0x3A9BD0), QColor(0xC27A00), QColor(0x009E73)};
    const auto whole = partyFigure("paid_cents", party, c.realPrices);
    double largest = 0;
    for (int i = 0; i < engine::costClassCount; ++i) {
        ChartSeries s{QStringLiteral("class%1").arg(i), costClassName(i), colors[i], {}};
        static const char *const classes[] = {"infrastructure", "operations", "services"};
        if (auto figure = whole) {
            figure->category = classes[i];
            s.figure = seriesFigure(*figure);
        }
        for (const double eur : sums.eur[static_cast<std::size_t>(i)]) {
            s.values << eur / 1e6;
        }
        spec.series << s;
    }
    for (int i = 0; i < spec.periods.size(); ++i) {
        largest = std::max(largest, totalAt(spec, i));
    }
    spec.decimals = decimalsFor(largest);
    if (c.realPrices) {
        spec.note = nominalOnly();
    } else {
        simulateParty(spec, a, party, simulation::Figure::PaidEur);
    }
    if (!c.same && c.against.calendar == c.shown.calendar) {
        const PartySums before = a.sumsBefore(party);
        for (int i = 0; i < spec.periods.size(); ++i) {
            spec.baseline << before.paid(i) / 1e6;
        }
        spec.baselineName = c.label();
        spec.baselineInLegend = false;
        spec.subtitle += Words::tr("; stroke: %1").arg(spec.baselineName);
    }
    if (whole) {
        setTotalFigures(spec, c, *whole);
    }
    return spec;
}

ChartSpec partyHoursChart(const PartyAccounts &a, const QString &party)
{
    const Comparison &c = a.c;
    ChartSpec spec;
    spec.title = hoursFinding(a, party);
    spec.subtitle = Words::tr("%1: access hours, million").arg(partyName(c.shown.plan, party));
    spec.unit = Words::tr("m h");
    spec.totals = true;
    setPeriods(spec, c.shown.calendar, a.period);
    spec.periodKeys = periodKeys(c.shown.calendar, a.period);
    ChartSeries s{QStringLiteral("hours"), Words::tr("Access hours"), QColor(0x009E73), {}};
    const auto figure = partyFigure("delivered_hours", party);
    s.figure = figure ? seriesFigure(*figure) : QString();
    double largest = 0;
    for (const double hours : a.sums(party).hours) {
        s.values << hours / 1e6;
        largest = std::max(largest, hours / 1e6);
    }
    spec.series << s;
    spec.decimals = decimalsFor(largest);
    simulateParty(spec, a, party, simulation::Figure::DeliveredHours);
    if (!c.same && c.against.calendar == c.shown.calendar) {
        for (const double hours : a.sumsBefore(party).hours) {
            spec.baseline << hours / 1e6;
        }
        spec.baselineName = c.label();
        spec.baselineInLegend = false;
        spec.subtitle += Words::tr("; stroke: %1").arg(spec.baselineName);
    }
    if (figure) {
        setTotalFigures(spec, c, *figure);
    }
    return spec;
}

RankSpec partyPricesChart(const PartyAccounts &a, const SeriesColours &colours, const QString &party)
{
    const Projection &p = a.c.shown;
    const engine::PartyBook &book = a.book;
    RankSpec spec;
    spec.subtitle = Words::tr("Paid to %1 for each accelerator-hour got, €, %2").arg(p.calendar.last().year()).arg(a.priceBasis());
    spec.unit = Words::tr("€ per hour");
    spec.nameHeader = Words::tr("Party");
    spec.empty = Words::tr("No hours are delivered, so there is no price.");
    struct Group
    {
        double price;
        std::vector<int> factories;
        QStringList names;
        QString id;
        bool current;
    };
    std::vector<Group> groups;
    for (const PartyPosition &q : book.parties) {
        if (!q.eurPerHour) {
            continue;
        }
        const QString id = partyId(p.plan, q.party);
        const QString name = partyName(p.plan, id);
        auto same = std::find_if(groups.begin(), groups.end(), [&](const Group &g) { return std::fabs(g.price - *q.eurPerHour) < 0.005 && g.factories == q.factories && q.party >= 0; });
        if (same == groups.end()) {
            groups.push_back({*q.eurPerHour, q.factories, {name}, id, id == party});
            continue;
        }
        // The chosen one stands first.
        id == party ? same->names.prepend(name) : same->names.append(name);
        same->id = id == party ? id : same->id;
        same->price = id == party ? *q.eurPerHour : same->price; // what the bar says can be explained
        same->current = same->current || id == party;
    }
    std::stable_sort(groups.begin(), groups.end(), [](const Group &x, const Group &y) { return x.price < y.price; });
    for (const Group &g : groups) {
        const bool one = g.factories.size() == 1;
        const QColor color = one ? colours.of(p.plan.factories[static_cast<std::size_t>(g.factories.front())].id) : fleetColor();
        spec.rows << RankRow{g.id, g.names.join(QStringLiteral(", ")), g.current ? g.names.first() : QString(), color, g.price, g.current, QString::fromStdString(partyFigure("eur_per_hour", g.id, a.c.realPrices)->toString())};
    }
    const PartyPosition *mine = book.find(partyOf(p.plan, party));
    spec.title = Words::tr("What an hour costs");
    if (book.all.eurPerHour) {
        spec.marks << RankMark{*book.all.eurPerHour, Words::tr("all parties")};
        if (party != allPartiesId && mine && mine->eurPerHour && *book.all.eurPerHour > 0) {
            const double apart = *mine->eurPerHour / *book.all.eurPerHour - 1;
            const QString price = QStringLiteral("€") + format::thin + format::number(*mine->eurPerHour, 2);
            const QString name = party == unionId ? Words::tr("the Union") : partyName(p.plan, party);
            spec.title = std::fabs(apart) < 0.005 ? Words::tr("An hour costs %1 %2, the average").arg(name, price)
                       : apart > 0 ? Words::tr("An hour costs %1 %2, %3 above the average").arg(name, price, format::percent(apart, 0))
                                   : Words::tr("An hour costs %1 %2, %3 below the average").arg(name, price, format::percent(-apart, 0));
        } else if (party == allPartiesId) {
            spec.title = Words::tr("An hour costs € %1 on average").arg(format::number(*book.all.eurPerHour, 2));
        }
    }
    if (const auto price = p.plan.settings().marketPriceEurHour) {
        spec.marks << RankMark{*price, Words::tr("market, prices of %1:").arg(p.plan.settings().priceYear)};
    }
    return spec;
}

} // namespace ui
