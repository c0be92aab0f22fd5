// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "reportsentences.h"

#include <algorithm>
#include <cmath>

// What each country pays and gets.
namespace ui::pages {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

struct Party
{
    int country = -1; // index; -1: the Union
    double paid = 0, paidBefore = 0, hours = 0, hoursBefore = 0, reference = 0;
    std::vector<int> hosts, partners; // factories
};

// By country index in the plan shown; countries keep their row in every scenario.
std::vector<Party> partiesOf(const ReportContext &c)
{
    std::map<int, Party> all;
    const auto add = [&](const engine::Projection &p, bool now) {
        for (const engine::PartyAccount &a : engine::partyAccounts(p)) {
            const int country = a.country < 0 ? -1 : static_cast<int>(c.p.plan.countries.indexOf(p.plan.countries[static_cast<std::size_t>(a.country)].id));
            Party &party = all[country];
            party.country = country;
            (now ? party.hours : party.hoursBefore) += a.deliveredHours;
            party.reference += now ? a.referenceHours : 0;
            if (now && country >= 0) {
                const bool host = c.factory(a.factory).country == p.plan.countries[static_cast<std::size_t>(a.country)].id;
                (host ? party.hosts : party.partners).push_back(a.factory);
            }
        }
    };
    add(c.p, true);
    if (!c.same) {
        add(c.b, false);
    }
    const auto level = [](const engine::Projection &p, int programme) { return programme < 0 ? -1 : static_cast<int>(p.plan.programmes[static_cast<std::size_t>(programme)].level); };
    for (const bool now : {true, false}) {
        const engine::Projection &p = now ? c.p : c.b;
        const ReportLedger &ledger = now ? c.ledger : c.before;
        for (const ReportLedger::Entry &e : ledger.entries()) {
            const bool unionLevel = level(p, e.programme) == static_cast<int>(core::ProgrammeLevel::Union);
            if (!unionLevel && e.country < 0) {
                continue;
            }
            const int country = unionLevel ? -1 : static_cast<int>(c.p.plan.countries.indexOf(p.plan.countries[static_cast<std::size_t>(e.country)].id));
            Party &party = all[country];
            party.country = country;
            (now ? party.paid : party.paidBefore) += c.in.realPrices ? e.realEur : static_cast<double>(e.paid) / 100;
        }
    }
    std::vector<Party> out;
    for (const auto &[country, party] : all) {
        out.push_back(party);
    }
    std::stable_sort(out.begin(), out.end(), [&](const Party &x, const Party &y) {
        const auto key = [&](const Party &q) {
            return std::tuple(q.country >= 0, -std::llround(q.paid / 1e5), q.country < 0 ? std::string() : c.p.plan.countries[static_cast<std::size_t>(q.country)].name);
        };
        return key(x) < key(y);
    });
    return out;
}

QString factoriesText(const ReportContext &c, const Party &party)
{
    QStringList names;
    for (const int f : party.hosts) {
        names << c.factoryName(f);
    }
    for (const int f : party.partners) {
        names << c.factoryName(f);
    }
    if (names.size() > 3) {
        return Words::tr("%1, %2 and %3 more").arg(names[0], names[1]).arg(names.size() - 2);
    }
    return names.join(QStringLiteral(", "));
}

void addTo(Party &sum, const Party &q)
{
    sum.paid += q.paid;
    sum.paidBefore += q.paidBefore;
    sum.hours += q.hours;
    sum.hoursBefore += q.hoursBefore;
    sum.reference += q.reference;
}

std::vector<ReportColumn> countryColumns(bool change)
{
    std::vector<ReportColumn> columns{{Words::tr("Country")}, {Words::tr("Factory")}, {Words::tr("Pays,\n€ m"), true}, {QString(), false, true}};
    columns[0].most = 34;
    columns[0].least = 26;
    columns[1].most = 36;
    columns[1].least = 20;
    if (change) {
        columns.push_back({Words::tr("Change,\n€ m"), true});
    }
    columns.push_back({Words::tr("Hours,\nmillion"), true});
    if (change) {
        columns.push_back({Words::tr("Change"), true});
    }
    columns.push_back({Words::tr("Ref. h,\nmillion"), true});
    columns.push_back({QString(), false, true});
    columns.push_back({Words::tr("€ per\nref. h"), true});
    return columns;
}

ReportCell barOf(double value, double most, const QColor &color)
{
    ReportCell cell;
    if (most > 0 && value > 0) {
        cell.bar = value / most;
        cell.barColor = color;
    }
    return cell;
}

// `most`: what the longest bars stand for; nothing for sums, which get none.
std::vector<ReportCell> countryCells(const ReportContext &c, const QString &name, const ReportCell &factory, const Party &q, const Party &most)
{
    std::vector<ReportCell> cells{plain(name), factory, plain(ReportContext::millions(q.paid)), barOf(q.paid, most.paid, QColor(0xC27A00))};
    if (!c.same) {
        cells.push_back(plain(std::fabs(q.paid - q.paidBefore) < 0.005 ? ReportContext::nil() : ReportContext::signedMillions(q.paid - q.paidBefore)));
    }
    cells.push_back(plain(ReportContext::millions(q.hours)));
    if (!c.same) {
        cells.push_back(plain(ReportContext::changeText(q.hours, q.hoursBefore)));
    }
    cells.push_back(plain(ReportContext::millions(q.reference)));
    cells.push_back(barOf(q.reference, most.reference, QColor(0x3A9BD0)));
    cells.push_back(plain(q.reference > 0 ? format::number(q.paid / q.reference, 2) : ReportContext::nil()));
    return cells;
}

ReportTable countryTable(const ReportContext &c, const std::vector<Party> &parties)
{
    ReportTable table;
    table.dense = parties.size() > 22;
    table.columns = countryColumns(!c.same);
    Party most;
    Party countries;
    Party everyone;
    int count = 0;
    for (const Party &q : parties) {
        addTo(everyone, q);
        if (q.country >= 0) {
            ++count;
            addTo(countries, q);
            most.paid = std::max(most.paid, q.paid);
            most.reference = std::max(most.reference, q.reference);
        }
    }
    for (const Party &q : parties) {
        if (q.country < 0) {
            ReportRow &row = table.add(countryCells(c, Words::tr("European Union"), {}, q, {}));
            row.groupEnd = true;
            for (ReportCell &cell : row.cells) {
                cell.strong = true;
            }
            continue;
        }
        const core::Country &country = c.p.plan.countries[static_cast<std::size_t>(q.country)];
        const QString name = QString::fromStdString(country.name) + (country.status == core::CountryStatus::MemberState ? QString() : QStringLiteral("\u2009†"));
        table.add(countryCells(c, name, plain(factoriesText(c, q), q.hosts.empty() ? c.palette.secondary : QColor()), q, most));
    }
    table.add(countryCells(c, count == 1 ? Words::tr("1 country") : Words::tr("%1 countries").arg(count), {}, countries, {})).total = true;
    table.add(countryCells(c, Words::tr("Together"), {}, everyone, {})).total = true;
    return table;
}

} // namespace

void countries(ReportContext &c)
{
    const std::vector<Party> parties = partiesOf(c);
    QString lead;
    int count = 0;
    double unionPaid = 0;
    double unionHours = 0;
    double paid = 0;
    double hours = 0;
    const Party *top = nullptr;
    for (const Party &q : parties) {
        count += q.country >= 0 ? 1 : 0;
        (q.country < 0 ? unionPaid : paid) += q.paid;
        unionHours += q.country < 0 ? q.reference : 0;
        hours += q.reference;
        top = !top && q.country >= 0 ? &q : top;
    }
    if (top && hours > 0) {
        const QString name = sentences::elidedName(c.p.plan.countries[static_cast<std::size_t>(top->country)].name);
        const QString shares[] = {format::percent(unionHours / hours, 0), format::percent(1 - unionHours / hours, 0)};
        lead = count == 1 ? Words::tr("%1 pays %2 and the Union %3; of the computing time the Union gets %4 and the country %5.").arg(name, format::eur(top->paid), format::eur(unionPaid), shares[0], shares[1])
                          : Words::tr("%1 alone pays %2. The Union pays %3 and the %4 countries %5; of the computing time the Union gets %6 and the countries %7.")
                                .arg(name, format::eur(top->paid), format::eur(unionPaid)).arg(count).arg(format::eur(paid), shares[0], shares[1]);
        lead += Words::tr(" Time is compared in reference hours, because an hour of a new accelerator does the work of several older ones.");
    }
    c.begin(Words::tr("Countries"), Words::tr("Countries"), countriesTitle(c), lead, QStringLiteral("countries"));
    c.sheet.block(Words::tr("What each country pays and gets"), Words::tr("%1, %2 euro; hours delivered to the party under its access share; %3").arg(c.horizon(), c.priceBasis(), c.scenarioName(true)));
    if (parties.empty() || count == 0) {
        c.sheet.note(Words::tr("No country takes part in a factory of this scenario."));
        return;
    }
    countryTable(c, parties).paint(c.sheet);
    c.sheet.skip(2.4);
    QString words = Words::tr("Hours: accelerator-hours; ref. h: reference hours.");
    if (!c.same) {
        words += Words::tr(" Change: against %1.").arg(c.againstName());
    }
    words += Words::tr(" † participating state that is not a Member State. Factories in black: host; in grey: partner. Access time follows the contribution (Regulation (EU) 2021/1173, Article 17(1)).");
    c.sheet.note(words);
}

} // namespace ui::pages
