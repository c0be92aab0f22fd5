// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "reportcharts.h"
#include "reportsentences.h"
#include "reporttiles.h"

#include <algorithm>
#include <cmath>

// One page a country: what it pays by year, programme and factory, and what it gets.
namespace ui::pages {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

using engine::Category;
using engine::Projection;

constexpr double noteRoom = 13; // at the sheet's foot
constexpr std::size_t mostFactories = 6;

// What one country pays and gets of one factory, by year.
struct FactoryAccount
{
    int factory = -1;
    double paid = 0, paidBefore = 0, hours = 0, hoursBefore = 0, reference = 0, share = 0;
};

struct CountryAccount
{
    std::string id;
    QString name;
    std::vector<FactoryAccount> factories; // those it pays for or computes on, by what it pays
    FactoryAccount all;
    core::Cents exactCents = 0;
    double nationalPaid = 0;   // of all countries
    double nationalReference = 0;
    int rank = 1, countries = 0;
};

int indexIn(const Projection &p, const std::string &country)
{
    return static_cast<int>(p.plan.countries.indexOf(country));
}

double shareOf(const Projection &p, int factory, const std::string &country)
{
    if (static_cast<std::size_t>(factory) >= p.factories.size() || !p.factories[static_cast<std::size_t>(factory)]) {
        return 0;
    }
    for (const engine::PartyShare &party : p.factories[static_cast<std::size_t>(factory)]->parties) {
        if (party.country >= 0 && p.plan.countries[static_cast<std::size_t>(party.country)].id == country) {
            return party.share;
        }
    }
    return 0;
}

CountryAccount accountOf(const ReportContext &c, const std::string &id)
{
    CountryAccount out;
    out.id = id;
    out.name = c.countryName(id);
    const int now = indexIn(c.p, id);
    const int then = indexIn(c.b, id);
    for (const int f : c.factories) {
        FactoryAccount a;
        a.factory = f;
        a.share = shareOf(c.p, f, id);
        a.paid = c.ledger.factoryEur(f, [&](const auto &e) { return e.country == now; });
        const engine::SystemFlows flows = c.flows(c.p, f);
        a.hours = flows.deliveredHours * a.share;
        a.reference = flows.referenceHours * a.share;
        a.paidBefore = c.before.factoryEur(f, [&](const auto &e) { return then >= 0 && e.country == then; });
        a.hoursBefore = c.flows(c.b, f).deliveredHours * shareOf(c.b, f, id);
        if (c.p.plan.participations.find(c.factory(f).id + '/' + id) || a.paid != 0 || a.hours != 0) {
            out.factories.push_back(a);
        }
        out.all.paid += a.paid;
        out.all.hours += a.hours;
        out.all.reference += a.reference;
    }
    // What is compared with may have other factories.
    out.all.paidBefore = c.before.paidEur([&](const auto &e) { return then >= 0 && e.country == then; });
    for (std::size_t f = 0; f < c.b.factories.size(); ++f) {
        out.all.hoursBefore += c.flows(c.b, static_cast<int>(f)).deliveredHours * shareOf(c.b, static_cast<int>(f), id);
    }
    std::stable_sort(out.factories.begin(), out.factories.end(), [&](const FactoryAccount &x, const FactoryAccount &y) {
        const auto key = [&](const FactoryAccount &a) { return std::tuple(-std::llround(a.paid / 1e3), c.factory(a.factory).name); };
        return key(x) < key(y);
    });
    out.exactCents = c.ledger.paidCents([&](const auto &e) { return e.country == now; });
    std::map<int, std::pair<double, double>> others;
    for (const engine::PartyAccount &a : engine::partyAccounts(c.p)) {
        if (a.country >= 0) {
            others[a.country].second += a.referenceHours;
        }
    }
    for (const ReportLedger::Entry &e : c.ledger.entries()) {
        if (e.country >= 0) {
            others[e.country].first += c.in.realPrices ? e.realEur : static_cast<double>(e.paid) / 100;
        }
    }
    for (const auto &[country, sums] : others) {
        out.nationalPaid += sums.first;
        out.nationalReference += sums.second;
        out.rank += country != now && std::llround(sums.first / 1e5) > std::llround(out.all.paid / 1e5) ? 1 : 0; // equal as printed: equal rank
        ++out.countries;
    }
    return out;
}

QString titleOf(const ReportContext &c, const CountryAccount &a)
{
    const QString name = sentences::elidedName(a.name.toStdString());
    const QString start = Words::tr("%1 pays %2 and gets %3 million accelerator-hours").arg(name, format::eur(a.all.paid), format::hoursMillions(a.all.hours));
    const double change = a.all.hoursBefore > 0 ? a.all.hours / a.all.hoursBefore - 1 : 0;
    if (c.same || std::fabs(change) < 0.005) {
        return start;
    }
    return sentences::fitting({start + (change < 0 ? Words::tr(", %1 fewer than in %2") : Words::tr(", %1 more than in %2")).arg(format::percent(std::fabs(change), 0), c.againstName()), start}, 120);
}

QString leadOf(const ReportContext &c, const CountryAccount &a)
{
    QStringList hosts;
    QStringList partners;
    for (const FactoryAccount &f : a.factories) {
        const core::Factory &factory = c.factory(f.factory);
        (factory.country == a.id ? hosts : partners) << sentences::elidedName(factory.name);
    }
    const auto few = [](QStringList names) {
        const auto n = names.size();
        return n <= 3 ? sentences::joined(names) : Words::tr("%1 and %2 more").arg(names.mid(0, 2).join(QStringLiteral(", "))).arg(n - 2);
    };
    QStringList parts;
    if (!hosts.isEmpty()) {
        parts << Words::tr("hosts %1").arg(few(hosts));
    }
    if (!partners.isEmpty()) {
        parts << Words::tr("is a partner in %1").arg(few(partners));
    }
    QString out = parts.isEmpty() ? QString() : Words::tr("%1 %2.").arg(sentences::elidedName(a.name.toStdString()), parts.join(Words::tr(" and ")));
    const core::System *largest = nullptr;
    for (const core::System &s : c.p.plan.systems) {
        if (!s.factory && s.included && s.country.value_or(std::string()) == a.id && (!largest || s.accelerators > largest->accelerators)) {
            largest = &s;
        }
    }
    if (largest) {
        const core::Month end = largest->inService + (static_cast<int>(largest->lifetimeMonths) - 1);
        out += Words::tr(" %1 (%2 accelerators), in the existing fleet, stands in %3").arg(sentences::elidedName(largest->name), format::number(static_cast<double>(largest->accelerators), 0), sentences::elidedName(a.name.toStdString()));
        out += c.p.calendar.indexOf(end) < c.p.calendar.months() - 1 ? Words::tr(" and retires after %1.").arg(ReportContext::monthText(end)) : QStringLiteral(".");
    }
    return out.trimmed();
}

KeyFigure figureOf(const char *id, const QString &caption, const QString &prefix, const QString &figure, const QString &unit, const QString &change)
{
    KeyFigure f;
    f.id = QLatin1String(id);
    f.caption = caption;
    f.prefix = prefix;
    f.figure = figure;
    f.unit = unit;
    f.change = change;
    f.direction = 1; // the last line is shown as it is
    return f;
}

void tiles(ReportContext &c, const CountryAccount &a)
{
    const QStringList paid = format::eur(a.all.paid).split(format::thin);
    const double price = a.all.reference > 0 ? a.all.paid / a.all.reference : 0;
    const double all = a.nationalReference > 0 ? a.nationalPaid / a.nationalReference : 0;
    KeyFigure pays = figureOf("pays", Words::tr("Pays to %1").arg(c.lastYear()), paid.value(0), paid.value(1), paid.value(2), c.same ? QString() : std::fabs(a.all.paid - a.all.paidBefore) < 0.5 ? Words::tr("no change") : format::signedEur(a.all.paid - a.all.paidBefore));
    KeyFigure gets = figureOf("gets", Words::tr("Gets to %1").arg(c.lastYear()), {}, format::number(a.all.hours / 1e6, 2), Words::tr("m hours"), c.same ? QString() : std::fabs(a.all.hours - a.all.hoursBefore) < 0.5 ? Words::tr("no change") : ReportContext::changeText(a.all.hours, a.all.hoursBefore));
    gets.sense = !c.same && a.all.hours < a.all.hoursBefore * 0.995 ? KeyFigure::Sense::Worse : KeyFigure::Sense::Neutral;
    const KeyFigure hour = figureOf("price", Words::tr("For a reference hour"), price > 0 ? QStringLiteral("€") : QString(), price > 0 ? format::number(price, 2) : QStringLiteral("–"), {}, all > 0 ? Words::tr("all pay €\u202F%1").arg(format::number(all, 2)) : QString());
    const KeyFigure rank = figureOf("rank", Words::tr("Rank by payment"), {}, QString::number(a.rank), Words::tr("of %1").arg(a.countries),
                                    a.nationalPaid > 0 ? Words::tr("%1 of national").arg(format::percent(a.all.paid / a.nationalPaid, 1)) : QString());
    const double width = (ReportSheet::bodyWidth - 12) / 4;
    const KeyFigure figures[] = {pays, gets, hour, rank};
    for (std::size_t i = 0; i < 4; ++i) {
        tile(c, figures[i], {20 + static_cast<double>(i) * (width + 4), c.sheet.y(), width, 24});
    }
    c.sheet.skip(24 + 5);
}

double paidIn(const ReportContext &c, const ReportLedger &ledger, const Projection &p, const std::string &id, int year, const ReportLedger::Filter &filter = {})
{
    const int country = indexIn(p, id);
    const int index = c.yearIn(p, year);
    return country < 0 || index < 0 ? 0 : ledger.paidEur([&](const auto &e) { return e.country == country && e.year == index && (!filter || filter(e)); });
}

double hoursIn(const ReportContext &c, const Projection &p, const std::string &id, int year, bool reference)
{
    const int index = c.yearIn(p, year);
    double sum = 0;
    for (std::size_t f = 0; index >= 0 && f < p.factories.size(); ++f) {
        const double share = shareOf(p, static_cast<int>(f), id);
        if (share > 0) {
            const engine::SystemFlows flows = c.flows(p, static_cast<int>(f), index);
            sum += (reference ? flows.referenceHours : flows.deliveredHours) * share;
        }
    }
    return sum;
}

ReportLedger::Filter ofClass(core::CostClass wanted)
{
    return [wanted](const ReportLedger::Entry &e) { return engine::classOf(static_cast<Category>(e.category)) == wanted; };
}

const std::pair<core::CostClass, const char *> classes[] = {{core::CostClass::Infrastructure, QT_TRANSLATE_NOOP("report", "infrastructure")},
                                                            {core::CostClass::Operations, QT_TRANSLATE_NOOP("report", "operations")},
                                                            {core::CostClass::Services, QT_TRANSLATE_NOOP("report", "services")}};

void charts(ReportContext &c, const CountryAccount &a, double height)
{
    const bool compared = !c.same && c.b.calendar == c.p.calendar;
    const QString mark = compared ? Words::tr("; black mark: %1").arg(c.againstName()) : QString();
    ChartSpec money;
    const QString name = sentences::elidedName(a.name.toStdString(), 24);
    money.title = Words::tr("What %1 pays").arg(name);
    money.subtitle = Words::tr("€ million, %1").arg(c.priceBasis()) + mark;
    money.periods = yearNames(c);
    money.axisLabels = yearLabels(c, 7);
    money.totals = true;
    ChartSpec hours = money;
    hours.title = Words::tr("What %1 gets").arg(name);
    hours.subtitle = Words::tr("Thousand accelerator-hours") + mark;
    hours.decimals = 0;
    const QColor colors[] = {QColor(0x0072B2), QColor(0x6FA8D6), QColor(0x0B3C5D)};
    for (std::size_t k = 0; k < 3; ++k) {
        ChartSeries series{QLatin1String(classes[k].second), Words::tr(classes[k].second), colors[k], {}, false};
        for (int y = c.firstYear(); y <= c.lastYear(); ++y) {
            series.values << paidIn(c, c.ledger, c.p, a.id, y, ofClass(classes[k].first)) / 1e6;
        }
        money.series << series;
    }
    ChartSeries got{QStringLiteral("hours"), Words::tr("accelerator-hours"), QColor(0x3A9BD0), {}, false};
    for (int y = c.firstYear(); y <= c.lastYear(); ++y) {
        got.values << hoursIn(c, c.p, a.id, y, false) / 1e3;
        if (compared) {
            money.baseline << paidIn(c, c.before, c.b, a.id, y) / 1e6;
            hours.baseline << hoursIn(c, c.b, a.id, y, false) / 1e3;
        }
    }
    hours.series << got;
    double most = 0;
    for (int i = 0; i < money.periods.size(); ++i) {
        most = std::max(most, totalAt(money, i));
    }
    money.decimals = most < 20 ? 1 : 0;
    chartPair(c, {money, hours}, height);
}

// Calendar years that share a column: one each, or a few where there are many.
std::vector<std::pair<int, int>> yearSpans(const ReportContext &c)
{
    constexpr int mostColumns = 8;
    const int each = (c.years() + mostColumns - 1) / mostColumns;
    std::vector<std::pair<int, int>> out;
    for (int y = c.firstYear(); y <= c.lastYear(); y += each) {
        out.emplace_back(y, std::min(y + each - 1, c.lastYear()));
    }
    return out;
}

// A row of the year table: its value in a calendar year of one of the projections.
using YearValue = std::function<double(const ReportLedger &, const Projection &, int)>;

// Thousands, so that a small country's share of a small cost can be read; millions where that would be too long.
double unitFor(const ReportContext &c, const YearValue &value)
{
    double most = 0;
    for (int y = c.firstYear(); y <= c.lastYear(); ++y) {
        most = std::max(most, value(c.ledger, c.p, y));
    }
    return most < 1e9 ? 1e3 : 1e6;
}

std::vector<ReportCell> yearCells(const ReportContext &c, const QString &name, const YearValue &value, double unit, bool sum)
{
    std::vector<ReportCell> cells{sum ? strong(name) : plain(name)};
    double all = 0;
    double before = 0;
    for (const auto &[from, to] : yearSpans(c)) {
        double v = 0;
        for (int y = from; y <= to; ++y) {
            v += value(c.ledger, c.p, y) / unit;
        }
        all += v;
        const QString text = std::fabs(v) < 1e-9 ? ReportContext::nil() : format::number(v, 0);
        cells.push_back(sum ? strong(text) : plain(text));
    }
    cells.push_back(strong(std::fabs(all) < 1e-9 ? ReportContext::nil() : format::number(all, 0)));
    if (!c.same) {
        for (int y = c.b.calendar.firstYear(); y <= c.b.calendar.last().year(); ++y) {
            before += value(c.before, c.b, y) / unit;
        }
        const double change = all - before;
        cells.push_back(plain(std::fabs(change) < 0.0005 ? ReportContext::nil() : std::fabs(change) < 0.5 ? format::number(0, 0) : format::signedNumber(change, 0)));
    }
    return cells;
}

void yearTable(ReportContext &c, const CountryAccount &a)
{
    ReportTable table;
    table.dense = true;
    table.columns = {{QString()}};
    table.columns[0].most = 60;
    table.columns[0].least = 34;
    for (const auto &[from, to] : yearSpans(c)) {
        table.columns.push_back({from == to ? QString::number(from) : QStringLiteral("%1–%2").arg(from).arg(to % 100, 2, 10, QLatin1Char('0')), true});
    }
    table.columns.push_back({Words::tr("Sum"), true});
    if (!c.same) {
        table.columns.push_back({Words::tr("Change"), true});
    }
    const YearValue pays = [&](const ReportLedger &l, const Projection &p, int y) { return paidIn(c, l, p, a.id, y); };
    const double unit = unitFor(c, pays);
    for (const auto &[cost, name] : classes) {
        table.add(yearCells(c, capitalised(Words::tr(name)), [&c, &a, wanted = cost](const ReportLedger &l, const Projection &p, int y) { return paidIn(c, l, p, a.id, y, ofClass(wanted)); }, unit, false));
    }
    table.rows.back().groupEnd = true;
    table.add(yearCells(c, unit < 1e6 ? Words::tr("Pays, € thousand") : Words::tr("Pays, € million"), pays, unit, true)).groupEnd = true;
    // By programme, where more than one asks the country.
    std::set<int> programmes;
    const int country = indexIn(c.p, a.id);
    for (const ReportLedger::Entry &e : c.ledger.entries()) {
        if (e.country == country && e.programme >= 0) {
            programmes.insert(e.programme);
        }
    }
    int shown = 0;
    for (const int programme : programmes) {
        if (programmes.size() < 2 || ++shown > 3) {
            break;
        }
        const std::string id = c.p.plan.programmes[static_cast<std::size_t>(programme)].id;
        table.add(yearCells(c, Words::tr("of it %1").arg(sentences::programmeName(c.p.plan, programme)), [&c, &a, id](const ReportLedger &l, const Projection &p, int y) {
            const int index = static_cast<int>(p.plan.programmes.indexOf(id));
            return paidIn(c, l, p, a.id, y, [index](const ReportLedger::Entry &e) { return e.programme == index; });
        }, unit, false));
    }
    const YearValue hours = [&](const ReportLedger &, const Projection &p, int y) { return hoursIn(c, p, a.id, y, false); };
    const YearValue reference = [&](const ReportLedger &, const Projection &p, int y) { return hoursIn(c, p, a.id, y, true); };
    table.add(yearCells(c, unitFor(c, hours) < 1e6 ? Words::tr("Gets, thousand accelerator-hours") : Words::tr("Gets, million accelerator-hours"), hours, unitFor(c, hours), false));
    table.add(yearCells(c, unitFor(c, reference) < 1e6 ? Words::tr("Gets, thousand reference hours") : Words::tr("Gets, million reference hours"), reference, unitFor(c, reference), false));
    table.paint(c.sheet);
    c.sheet.skip(5);
}

std::vector<ReportCell> factoryCells(const ReportContext &c, const ReportCell &name, const QString &role, const FactoryAccount &a, double mostPrice)
{
    std::vector<ReportCell> cells{name, plain(role, c.palette.secondary), plain(ReportContext::millions(a.paid, 2))};
    if (!c.same) {
        cells.push_back(plain(std::fabs(a.paid - a.paidBefore) < 0.005 ? ReportContext::nil() : ReportContext::signedMillions(a.paid - a.paidBefore, 2)));
    }
    cells.push_back(a.share > 0 ? plain(format::percent(a.share, 2)) : ReportCell());
    cells.push_back(plain(ReportContext::millions(a.hours, 2)));
    cells.push_back(plain(ReportContext::millions(a.reference, 2)));
    ReportCell bar;
    if (a.reference > 0 && mostPrice > 0) {
        bar.bar = a.paid / a.reference / mostPrice;
        bar.barColor = QColor(0x3A9BD0);
    }
    cells.push_back(bar);
    cells.push_back(plain(a.reference > 0 ? format::number(a.paid / a.reference, 2) : ReportContext::nil()));
    return cells;
}

void factoryTable(ReportContext &c, const CountryAccount &a)
{
    c.sheet.block(Words::tr("By factory"), Words::tr("%1, € million, %2; share of the factory’s hours; hours in millions").arg(c.horizon(), c.priceBasis()));
    ReportTable table;
    table.dense = true;
    table.columns = {{Words::tr("Factory")}, {Words::tr("Role")}, {Words::tr("Pays"), true}};
    table.columns[0].most = 50;
    table.columns[0].lines = 1;
    table.columns[1].least = 14;
    if (!c.same) {
        table.columns.push_back({Words::tr("Change"), true});
    }
    for (const QString &head : {Words::tr("Share"), Words::tr("Hours"), Words::tr("Ref.\u00A0h")}) {
        table.columns.push_back({head, true});
    }
    table.columns.push_back({QString(), false, true});
    table.columns.push_back({Words::tr("€ per ref. h"), true});
    double most = 0;
    for (const FactoryAccount &f : a.factories) {
        most = std::max(most, f.reference > 0 ? f.paid / f.reference : 0);
    }
    const std::size_t named = a.factories.size() <= mostFactories ? a.factories.size() : mostFactories - 1;
    FactoryAccount others;
    for (std::size_t i = 0; i < a.factories.size(); ++i) {
        const FactoryAccount &f = a.factories[i];
        if (i >= named) {
            others.paid += f.paid;
            others.paidBefore += f.paidBefore;
            others.hours += f.hours;
            others.reference += f.reference;
            continue;
        }
        ReportCell name = plain(c.factoryName(f.factory));
        name.square = c.colourOf(f.factory);
        table.add(factoryCells(c, name, c.factory(f.factory).country == a.id ? Words::tr("host") : Words::tr("partner"), f, most));
    }
    if (named < a.factories.size()) {
        table.add(factoryCells(c, plain(Words::tr("%1 others").arg(a.factories.size() - named)), {}, others, 0));
    }
    table.add(factoryCells(c, plain(Words::tr("All")), {}, a.all, 0)).total = true;
    table.paint(c.sheet);
    c.sheet.skip(5);
}

// What sets what the country pays and gets, as far as there is room.
void basisTable(ReportContext &c, const CountryAccount &a)
{
    const double head = 5.6 + 2.5 + 5.9;
    const auto rows = static_cast<int>((c.sheet.room() - noteRoom - head) / 5.2);
    if (rows < 2) {
        return;
    }
    ReportTable table;
    table.dense = true;
    table.spread = false;
    table.columns = {{Words::tr("Figure")}, {Words::tr("Value"), true}, {Words::tr("Status")}, {Words::tr("Basis")}};
    table.columns[0].most = 74;
    table.columns[0].least = 62;
    table.columns[0].lines = 1;
    table.columns[2].least = 20;
    table.columns[3].lines = 1;
    const auto addCell = [&](const QString &what, const core::Cell &cell, const QString &value) {
        if (static_cast<int>(table.rows.size()) < rows) {
            const ReportContext::Basis basis = c.basisOf(cell);
            table.add({plain(what), c.valueCell(cell, value), plain(ReportContext::evidenceWord(basis), basis.evidence == engine::Evidence::Assumption ? c.palette.attention : QColor()), plain(c.basisText(basis), c.palette.secondary)});
        }
    };
    for (const FactoryAccount &f : a.factories) {
        const core::Participation *part = c.p.plan.participations.find(c.factory(f.factory).id + '/' + a.id);
        const std::string row = c.factory(f.factory).id + '/' + a.id;
        const QString name = sentences::elidedName(c.factory(f.factory).name);
        if (part) {
            addCell(Words::tr("Share of the national part of %1").arg(name), {"participation", row, "contribution_share"}, format::percent(part->contributionShare, 2));
        }
        if (part && part->accessShare) {
            addCell(Words::tr("Share of the countries’ hours of %1").arg(name), {"participation", row, "access_share"}, format::percent(*part->accessShare, 2));
        }
    }
    // Then the systems that it pays for and computes on.
    for (const FactoryAccount &f : a.factories) {
        for (const core::System &s : c.p.plan.systems) {
            if (s.factory != c.factory(f.factory).id || !s.included) {
                continue;
            }
            const QString name = sentences::elidedName(s.name);
            if (s.acquisitionCents && s.costed) {
                addCell(Words::tr("%1, contract price").arg(name), {"system", s.id, "acquisition_cents"}, format::eur(static_cast<double>(*s.acquisitionCents) / 100));
            }
            addCell(Words::tr("%1, in service from").arg(name), {"system", s.id, "in_service"}, ReportContext::monthText(s.inService));
        }
    }
    if (table.rows.empty()) {
        return;
    }
    c.sheet.block(Words::tr("What the figures rest on"), {});
    table.paint(c.sheet);
}

} // namespace

void countrySheet(ReportContext &c, const std::string &id)
{
    const CountryAccount a = accountOf(c, id);
    c.beginSheet(Words::tr("Country sheet"), titleOf(c, a), leadOf(c, a), QStringLiteral("country-") + QString::fromStdString(id), sentences::elidedName(a.name.toStdString(), 60));
    tiles(c, a);
    charts(c, a, a.factories.size() > 3 ? 34 : 42);
    yearTable(c, a);
    factoryTable(c, a);
    basisTable(c, a);
    c.sheet.moveTo(std::max(c.sheet.y() + 2, ReportSheet::bottom - noteRoom + 2));
    QString words = Words::tr("Exactly %1 paid to %2, nominal, and %3 accelerator-hours. A reference hour is the work of the reference accelerator in an hour.")
                        .arg(format::exactEur(a.exactCents)).arg(c.lastYear()).arg(format::number(a.all.hours, 0));
    words += c.same ? QString() : Words::tr(" Change: against %1.").arg(c.againstName());
    c.sheet.note(words);
}

} // namespace ui::pages
