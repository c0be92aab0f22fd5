// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinecharts.h"

#include "bandcharts.h"
#include "format.h"
#include "plancharts.h"
#include "seriesfigure.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <map>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(timelinecharts)
};

using engine::Period;
using engine::Projection;

// A system of the timeline: those of included factories, then the fleet.
struct Entry
{
    const core::System *system;
    const core::Factory *factory; // null: the fleet
};

std::vector<Entry> entriesOf(const TimelineInput &in, bool fleet)
{
    const core::Plan &plan = in.c.shown.plan;
    std::vector<Entry> out;
    for (const core::System &s : plan.systems) {
        const core::Factory *f = s.factory ? plan.factories.find(*s.factory) : nullptr;
        if (s.included && (f ? !fleet && f->included : fleet && !s.factory)) {
            out.push_back({&s, f});
        }
    }
    // The fleet by its end, factories by their beginning.
    const auto key = [&](const Entry &e) {
        const core::System *kept = in.order.plan.systems.find(e.system->id);
        const core::System &s = kept ? *kept : *e.system;
        return s.inService.index() + (fleet ? static_cast<int>(s.lifetimeMonths) : 0);
    };
    std::stable_sort(out.begin(), out.end(), [&](const Entry &a, const Entry &b) { return key(a) < key(b); });
    return out;
}

QVector<GanttMilestone> milestonesOf(const core::Plan &plan, const core::System &s)
{
    QVector<GanttMilestone> out;
    for (const core::Milestone &m : plan.milestones) {
        out << GanttMilestone{QString::fromStdString(m.name), s.inService.index() + static_cast<int>(m.offsetMonths)};
    }
    std::stable_sort(out.begin(), out.end(), [](const GanttMilestone &a, const GanttMilestone &b) { return a.month < b.month; });
    return out;
}

QString shiftWords(int months)
{
    return months == 0 ? QString() : QStringLiteral(" (%1)").arg(format::signedNumber(months, 0));
}

QString valueWords(const TimelineInput &in, const Entry &e, const core::System *was)
{
    const core::System &s = *e.system;
    QStringList parts;
    if (e.factory) {
        parts << sentences::milestoneDates(in.c.shown.plan, s);
    }
    parts << Words::tr("in service %1").arg(sentences::monthName(s.inService)) << Words::tr("retires %1").arg(sentences::monthName(s.inService + static_cast<int>(s.lifetimeMonths)));
    if (was && was->inService != s.inService) {
        const int apart = s.inService - was->inService;
        parts << (apart > 0 ? Words::tr("%1 after %2") : Words::tr("%1 before %2")).arg(sentences::monthsApart(std::abs(apart)), in.c.againstName);
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral("; "));
}

// What a system comes to; the fleet costs this plan nothing.
QVector<GanttFigure> figuresOf(const Entry &e)
{
    const std::pair<const char *, QString> measures[] = {{"paid_cents", Words::tr("cost")}, {"bf16_pflops", Words::tr("BF16 dense peak")}, {"delivered_hours", Words::tr("delivered hours")}, {"energy_mwh", Words::tr("energy")}};
    QVector<GanttFigure> out;
    for (const auto &[measure, name] : measures) {
        if (e.factory || measure != measures[0].first) {
            engine::Figure figure{measure};
            figure.system = e.system->id;
            out << GanttFigure{name, QString::fromStdString(figure.toString())};
        }
    }
    return out;
}

GanttBar barOf(const TimelineInput &in, const Entry &e)
{
    const core::System &s = *e.system;
    GanttBar bar;
    bar.id = QString::fromStdString(s.id);
    bar.name = sentences::elidedName(s.name, 60);
    bar.color = e.factory ? in.colours.of(e.factory->id) : fleetColor();
    bar.service = s.inService.index();
    bar.ramp = static_cast<int>(s.rampMonths);
    bar.retires = bar.service + static_cast<int>(s.lifetimeMonths);
    if (e.factory) {
        bar.milestones = milestonesOf(in.c.shown.plan, s);
    }
    const core::System *was = in.c.same ? nullptr : in.c.against.plan.systems.find(s.id);
    int later = 0;
    if (was && was->included) {
        later = s.inService - was->inService;
        const int retired = was->inService.index() + static_cast<int>(was->lifetimeMonths);
        bar.wasService = later != 0 ? std::optional(was->inService.index()) : std::nullopt;
        bar.wasRetires = retired != bar.retires && retired - was->inService.index() != static_cast<int>(s.lifetimeMonths) ? std::optional(retired) : std::nullopt;
    }
    bar.label = sentences::monthName(s.inService) + shiftWords(later);
    bar.endLabel = Words::tr("retires %1").arg(sentences::monthName(s.inService + static_cast<int>(s.lifetimeMonths)));
    bar.value = valueWords(in, e, was);
    bar.figures = figuresOf(e);
    bar.overridden = in.overridden && (in.overridden({"system", s.id, "in_service"}) || in.overridden({"system", s.id, "lifetime_months"}));
    return bar;
}

void addMarks(GanttSpec &spec, const TimelineInput &in)
{
    const Projection &p = in.c.shown;
    if (in.today.isValid()) {
        const double at = core::Month(in.today.year(), in.today.month()).index() + (in.today.day() - 1.0) / in.today.daysInMonth();
        spec.marks << GanttMark{at, Words::tr("Today"), QLocale().toString(in.today, QLocale::LongFormat), GanttMark::Kind::Today};
    }
    std::map<int, std::vector<const engine::StatementResult *>> byMonth;
    for (const engine::StatementResult &r : in.statements) {
        const core::Statement &s = p.plan.statements[static_cast<std::size_t>(r.statement)];
        const auto period = s.period ? p.calendar.find(*s.period) : std::nullopt;
        if (period) {
            byMonth[p.calendar.first().index() + p.calendar.end(period->first, period->second)].push_back(&r);
        }
    }
    for (const auto &[month, results] : byMonth) {
        QStringList words;
        bool broken = false;
        for (const engine::StatementResult *r : results) {
            const QString text = QString::fromStdString(p.plan.statements[static_cast<std::size_t>(r->statement)].text);
            words << (r->holds ? Words::tr("%1: holds") : Words::tr("%1: does not hold")).arg(text);
            broken = broken || !r->holds;
        }
        const QString date = sentences::monthName(core::Month::fromIndex(month - 1));
        words.prepend(Words::tr("Said of the end of %1").arg(date));
        const QString text = results.size() == 1 ? Words::tr("statement, %1").arg(date) : Words::tr("%1 statements, %2").arg(results.size()).arg(date);
        spec.marks << GanttMark{static_cast<double>(month), text, words.join(QLatin1Char('\n')), broken ? GanttMark::Kind::Broken : GanttMark::Kind::Holds};
    }
}

QString millions(core::Cents cents)
{
    return format::number(static_cast<double>(cents) / 1e8, 1);
}

void addYears(GanttSpec &spec, const Projection &p)
{
    std::map<int, GanttYear> years;
    std::map<int, core::Cents> least;
    for (const engine::EnvelopeUse &u : engine::envelopeUse(p)) {
        const auto headroom = u.headroomCents();
        if (!headroom) {
            continue;
        }
        GanttYear &y = years[u.year];
        y.year = u.year;
        const QString rest = *headroom < 0 ? Words::tr("%1 over").arg(millions(-*headroom)) : Words::tr("%1 left").arg(millions(*headroom));
        y.words += (y.words.isEmpty() ? Words::tr("Envelopes of %1, € million").arg(u.year) : QString()) + QLatin1Char('\n')
            + Words::tr("%1: %2 committed of %3, %4").arg(sentences::programmeName(p.plan, u.programme), millions(u.committedCents), millions(*u.envelopeCents), rest);
        const auto known = least.find(u.year);
        if (known == least.end() || *headroom < known->second) {
            least[u.year] = *headroom;
            y.exceeded = *headroom < 0;
            y.text = QString::fromStdString(p.plan.programmes[static_cast<std::size_t>(u.programme)].id) + QLatin1Char(' ') + rest;
            y.shortText = format::signedNumber(static_cast<double>(*headroom) / 1e8, 1);
            engine::Figure figure{"headroom_cents"};
            figure.programme = p.plan.programmes[static_cast<std::size_t>(u.programme)].id;
            figure.period = std::to_string(u.year);
            y.figure = QString::fromStdString(figure.toString());
        }
    }
    for (const auto &[year, y] : years) {
        spec.years << y;
    }
}

std::vector<double> paidByYear(const Projection &p, bool real)
{
    if (real) {
        return engine::realEurByPeriod(p, Period::Year);
    }
    std::vector<double> out;
    for (const core::Cents cents : engine::moneyByPeriod(p, Period::Year)) {
        out.push_back(static_cast<double>(cents) / 100);
    }
    return out;
}

// A row of the bubble; `better`: 1 where more is better, -1 where less is, 0 where neither can be said.
GanttBubble::Row bubbleRow(const QString &name, double value, double change, int decimals, int better)
{
    using Tone = GanttBubble::Tone;
    const double least = 0.5 * std::pow(10.0, -decimals);
    const bool same = std::fabs(change) < least;
    const bool good = change * better > 0;
    return {name, format::number(value, decimals), same ? Words::tr("same") : format::signedNumber(change, decimals), same || better == 0 ? Tone::Neutral : good ? Tone::Better : Tone::Worse};
}

void addEnvelopeRow(GanttBubble &b, const Comparison &c)
{
    const auto now = engine::envelopeUse(c.shown);
    const engine::EnvelopeUse *tightest = nullptr;
    for (const engine::EnvelopeUse &u : now) {
        tightest = u.headroomCents() && (!tightest || *u.headroomCents() < *tightest->headroomCents()) ? &u : tightest;
    }
    if (!tightest) {
        return;
    }
    core::Cents before = *tightest->envelopeCents;
    for (const engine::EnvelopeUse &u : engine::envelopeUse(c.against)) {
        before = u.programme == tightest->programme && u.year == tightest->year && u.headroomCents() ? *u.headroomCents() : before;
    }
    const QString programme = QString::fromStdString(c.shown.plan.programmes[static_cast<std::size_t>(tightest->programme)].id);
    const core::Cents left = *tightest->headroomCents();
    b.rows << bubbleRow(Words::tr("%1 left in %2, € m").arg(programme).arg(tightest->year), static_cast<double>(left) / 1e8, static_cast<double>(left - before) / 1e8, 1, 1);
}

void addIndexRow(GanttBubble &b, const Comparison &c)
{
    int year = -1;
    double most = -1;
    for (int y = 0; y < c.shown.calendar.years(); ++y) {
        const auto now = engine::capacityOf(c.shown, Period::Year, y).indexBf16;
        const auto before = y < c.against.calendar.years() ? engine::capacityOf(c.against, Period::Year, y).indexBf16 : std::nullopt;
        if (now && before && std::fabs(*now - *before) > most + 1e-12) {
            most = std::fabs(*now - *before);
            year = y;
        }
    }
    if (year >= 0) {
        const double now = *engine::capacityOf(c.shown, Period::Year, year).indexBf16;
        b.rows << bubbleRow(Words::tr("Index, end %1, ×").arg(c.shown.calendar.firstYear() + year), now, now - *engine::capacityOf(c.against, Period::Year, year).indexBf16, 2, 1);
    }
}

} // namespace

namespace sentences {

QString monthName(core::Month month)
{
    return format::month(month.year(), month.monthOfYear());
}

QString milestoneDates(const core::Plan &plan, const core::System &system)
{
    QStringList out;
    for (const GanttMilestone &m : milestonesOf(plan, system)) {
        out << QStringLiteral("%1 %2").arg(m.name, monthName(core::Month::fromIndex(m.month)));
    }
    return out.join(QStringLiteral(", "));
}

QString monthsLater(int months)
{
    if (months == 0) {
        return Words::tr("no change");
    }
    return std::abs(months) == 1 ? Words::tr("%1 month").arg(format::signedNumber(months, 0)) : Words::tr("%1 months").arg(format::signedNumber(months, 0));
}

QString timelineLead(const Comparison &c, bool moving)
{
    if (!moving) {
        return capacityTitle(c);
    }
    const double target = doublingTarget(c.shown.plan);
    const auto now = engine::monthIndexStaysAbove(c.shown, target);
    const auto before = engine::monthIndexStaysAbove(c.against, target);
    const auto name = [](const Projection &p, int month) { return format::longMonth(p.calendar.month(month).year(), p.calendar.month(month).monthOfYear()); };
    if (now && before) {
        return *now == *before ? Words::tr("Doubling stays in %1").arg(name(c.shown, *now)) : Words::tr("Doubling moves from %1 to %2").arg(name(c.against, *before), name(c.shown, *now));
    }
    return before ? Words::tr("Doubling is no longer reached, in %1 as kept").arg(name(c.against, *before)) : capacityTitle(c);
}

} // namespace sentences

GanttSpec timelineGantt(const TimelineInput &in)
{
    const Projection &p = in.c.shown;
    GanttSpec spec;
    spec.horizonFirst = p.calendar.first().index();
    spec.horizonLast = p.calendar.last().index();
    spec.empty = Words::tr("There are no systems yet. A factory and its first system begin a plan.");
    for (const bool fleet : {false, true}) {
        GanttGroup group;
        group.id = fleet ? QStringLiteral("fleet") : QStringLiteral("factories");
        group.name = fleet ? Words::tr("Existing fleet") : Words::tr("AI Factories");
        group.dense = fleet;
        group.folded = in.folded.contains(group.id);
        for (const Entry &e : entriesOf(in, fleet)) {
            group.bars << barOf(in, e);
        }
        group.summary = group.bars.size() == 1 ? Words::tr("one system") : Words::tr("%1 systems").arg(format::number(static_cast<double>(group.bars.size()), 0));
        if (!group.bars.isEmpty()) {
            spec.groups << group;
        }
    }
    addMarks(spec, in);
    addYears(spec, p);
    return spec;
}

items::TableSpec timelineTable(const TimelineInput &in)
{
    const core::Plan &plan = in.c.shown.plan;
    items::TableSpec t;
    t.columns << items::TableColumn{QStringLiteral("system"), Words::tr("System")} << items::TableColumn{QStringLiteral("factory"), Words::tr("Factory"), {}, false, 160};
    std::vector<const core::Milestone *> milestones;
    for (const core::Milestone &m : plan.milestones) {
        milestones.push_back(&m);
    }
    std::stable_sort(milestones.begin(), milestones.end(), [](const auto *a, const auto *b) { return a->offsetMonths < b->offsetMonths; });
    for (const core::Milestone *m : milestones) {
        t.columns << items::TableColumn{QString::fromStdString(m->id), QString::fromStdString(m->name), {}, true, 128};
    }
    t.columns << items::TableColumn{QStringLiteral("in_service"), Words::tr("In service"), {}, true, 104}
              << items::TableColumn{QStringLiteral("change"), Words::tr("Later by, months"), Words::tr("Against %1").arg(in.c.againstName), true, 124}
              << items::TableColumn{QStringLiteral("lifetime"), Words::tr("Lifetime, months"), {}, true, 120} << items::TableColumn{QStringLiteral("retires"), Words::tr("Retires"), {}, true, 104};
    for (const bool fleet : {false, true}) {
        for (const Entry &e : entriesOf(in, fleet)) {
            const core::System &s = *e.system;
            const core::System *was = in.c.same ? nullptr : in.c.against.plan.systems.find(s.id);
            const auto date = [](core::Month m) { return items::TableCell{sentences::monthName(m), m.index()}; };
            items::TableRow row;
            row.id = QString::fromStdString(s.id);
            items::TableCell name{QString::fromStdString(s.name)};
            name.swatch = e.factory ? in.colours.of(e.factory->id) : fleetColor();
            row.cells << name << items::TableCell{e.factory ? QString::fromStdString(e.factory->name) : Words::tr("Existing fleet")};
            for (const core::Milestone *m : milestones) {
                row.cells << (e.factory ? date(s.inService + static_cast<int>(m->offsetMonths)) : items::TableCell{});
            }
            items::TableCell service = date(s.inService);
            service.cell = {"system", s.id, "in_service"};
            service.overridden = in.overridden && in.overridden(service.cell);
            const int later = was ? s.inService - was->inService : 0;
            items::TableCell lifetime{format::number(static_cast<double>(s.lifetimeMonths), 0), static_cast<qlonglong>(s.lifetimeMonths)};
            lifetime.cell = {"system", s.id, "lifetime_months"};
            lifetime.overridden = in.overridden && in.overridden(lifetime.cell);
            row.cells << service << items::TableCell{later == 0 ? QString() : format::signedNumber(later, 0), later} << lifetime << date(s.inService + static_cast<int>(s.lifetimeMonths));
            t.rows << row;
        }
    }
    return t;
}

ChartSpec indexChart(const Comparison &c, const QDate &today)
{
    const Projection &p = c.shown;
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Areas;
    spec.title = sentences::capacityTitle(c);
    spec.subtitle = Words::tr("Capacity index against the fleet of the day, BF16 dense, end of month");
    spec.unit = QStringLiteral("×");
    spec.decimals = 2;
    ChartSeries line{QStringLiteral("index"), Words::tr("Index"), seriesColor(0), {}, false, seriesFigure({"index_bf16"})};
    spec.periodKeys = periodKeys(p.calendar, Period::Month);
    bool any = false;
    for (int m = 0; m < p.calendar.months(); ++m) {
        spec.periods << sentences::periodName(p.calendar, Period::Month, m);
        const auto index = engine::capacityOf(p, Period::Month, m).indexBf16;
        any = any || index;
        line.values << index.value_or(0);
    }
    for (int y = 0; y < p.calendar.years(); ++y) {
        spec.axisLabels << QString::number(p.calendar.firstYear() + y);
        spec.axisAt << p.calendar.begin(Period::Year, y);
    }
    if (!any) {
        spec.title = Words::tr("There is no fleet to compare with");
        return spec;
    }
    spec.lines << line;
    simulateLine(spec, 0, simulation::Figure::IndexBf16, 1, Period::Month);
    if (!c.same && c.against.calendar == p.calendar) {
        for (int m = 0; m < p.calendar.months(); ++m) {
            spec.baseline << engine::capacityOf(c.against, Period::Month, m).indexBf16.value_or(0);
        }
        spec.baselineName = c.label();
        spec.baselineFigure = inScenario(line.figure, c.againstScenario);
    }
    const double target = sentences::doublingTarget(p.plan);
    spec.target = QVector<double>(p.calendar.months(), target);
    spec.targetName = std::fabs(target - 2) < 1e-9 ? Words::tr("double") : Words::tr("%1 times").arg(format::number(target, 2));
    const auto reached = engine::monthIndexStaysAbove(p, target);
    if (reached && *reached > 0) {
        spec.notes << ChartNote{*reached, line.values[*reached], sentences::periodName(p.calendar, Period::Month, *reached), true};
    }
    if (today.isValid()) {
        const double at = p.calendar.indexOf(core::Month(today.year(), today.month())) + (today.day() - 1.0) / today.daysInMonth();
        spec.today = at >= 0 && at < p.calendar.months() ? at : -1;
    }
    return spec;
}

GanttBubble shiftBubble(const Comparison &c)
{
    GanttBubble b;
    const int last = c.shown.calendar.last().year();
    const double now = engine::paidEur(c.shown, c.realPrices);
    b.rows << bubbleRow(Words::tr("Paid to %1, € m").arg(last), now / 1e6, (now - engine::paidEur(c.against, c.realPrices)) / 1e6, 1, 0);
    const std::vector<double> mine = paidByYear(c.shown, c.realPrices);
    const std::vector<double> other = paidByYear(c.against, c.realPrices);
    std::vector<int> years;
    for (int y = 0; y < static_cast<int>(std::min(mine.size(), other.size())); ++y) {
        years.push_back(y);
    }
    const auto change = [&](int y) { return mine[static_cast<std::size_t>(y)] - other[static_cast<std::size_t>(y)]; };
    std::stable_sort(years.begin(), years.end(), [&](int x, int y) { return std::fabs(change(x)) > std::fabs(change(y)); });
    years.resize(std::min<std::size_t>(2, years.size()));
    std::sort(years.begin(), years.end());
    for (const int y : years) {
        b.rows << bubbleRow(Words::tr("Paid in %1, € m").arg(c.shown.calendar.firstYear() + y), mine[static_cast<std::size_t>(y)] / 1e6, change(y) / 1e6, 1, 0);
    }
    const engine::Summary s = engine::summaryOf(c.shown);
    const engine::Summary t = engine::summaryOf(c.against);
    b.rows << bubbleRow(Words::tr("Hours to %1, m").arg(last), s.deliveredHours / 1e6, (s.deliveredHours - t.deliveredHours) / 1e6, 1, 1);
    if (s.eurPerAcceleratorHour && t.eurPerAcceleratorHour) {
        b.rows << bubbleRow(Words::tr("€ per hour"), *s.eurPerAcceleratorHour, *s.eurPerAcceleratorHour - *t.eurPerAcceleratorHour, 2, -1);
    }
    addIndexRow(b, c);
    addEnvelopeRow(b, c);
    return b;
}

ChartSpec shiftedPaymentsChart(const Comparison &c, Period period)
{
    ChartSpec spec = paymentsChart(c, period);
    spec.totals = period == Period::Year; // narrower bars have no room for all of them
    if (c.same || !(c.against.calendar == c.shown.calendar)) {
        return spec;
    }
    const std::vector<double> mine = paidByYear(c.shown, c.realPrices);
    const std::vector<double> other = paidByYear(c.against, c.realPrices);
    std::size_t most = 0;
    for (std::size_t y = 1; y < mine.size(); ++y) {
        most = std::fabs(mine[y] - other[y]) > std::fabs(mine[most] - other[most]) ? y : most;
    }
    const double change = mine.empty() ? 0 : mine[most] - other[most];
    const int year = c.shown.calendar.firstYear() + static_cast<int>(most);
    if (std::fabs(change) >= 1e5) {
        spec.title = (change < 0 ? Words::tr("%1 of payments leave %2") : Words::tr("%1 of payments are added to %2")).arg(format::eur(std::fabs(change))).arg(year);
    }
    return spec;
}

} // namespace ui
