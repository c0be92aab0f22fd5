// SPDX-License-Identifier: GPL-3.0-or-later
#include "partyaccounts.h"

#include "format.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(countries)
};

using engine::PartyPosition;
using engine::Projection;

PartySums sumsOf(const Projection &p, const std::vector<engine::PartyRow> &rows, engine::Period period, const QString &party, int factory, bool realPrices)
{
    const int periods = p.calendar.periods(period);
    PartySums out;
    out.eur.fill(QVector<double>(periods, 0.0));
    out.hours = QVector<double>(periods, 0.0);
    std::array<std::vector<core::Cents>, engine::costClassCount> cents;
    cents.fill(std::vector<core::Cents>(static_cast<std::size_t>(periods), 0));
    const bool all = party == allPartiesId;
    const int number = partyOf(p.plan, party);
    for (const engine::PartyRow &row : rows) {
        if ((!all && row.party != number) || (factory >= 0 && row.factory != factory)) {
            continue;
        }
        for (int i = 0; i < periods; ++i) {
            const auto at = static_cast<std::size_t>(i);
            for (std::size_t c = 0; c < cents.size(); ++c) {
                cents[c][at] += row.paidCents[c][at];
            }
            out.hours[i] += row.deliveredHours[at];
        }
    }
    for (int i = 0; i < periods; ++i) {
        const double factor = realPrices ? p.realFactor(p.calendar.begin(period, i)) : 1;
        for (std::size_t c = 0; c < cents.size(); ++c) {
            out.eur[c][i] = static_cast<double>(cents[c][static_cast<std::size_t>(i)]) / 100 * factor;
        }
    }
    return out;
}

} // namespace

PartyAccounts::PartyAccounts(const Comparison &comparison, engine::Period step)
    : c(comparison), period(step), rows(engine::partyRows(c.shown, step)), years(step == engine::Period::Year ? rows : engine::partyRows(c.shown, engine::Period::Year)),
      book(engine::partyBook(c.shown, years, c.realPrices))
{
    if (!c.same) {
        before = engine::partyRows(c.against, step);
        bookBefore = engine::partyBook(c.against, c.realPrices);
    }
}

PartySums PartyAccounts::sums(const QString &party, int factory) const
{
    return sumsOf(c.shown, rows, period, party, factory, c.realPrices);
}

PartySums PartyAccounts::sumsBefore(const QString &party) const
{
    return sumsOf(c.against, before, period, party, -1, c.realPrices);
}

PartySums PartyAccounts::sumsByYear(const QString &party) const
{
    return sumsOf(c.shown, years, engine::Period::Year, party, -1, c.realPrices);
}

QString PartyAccounts::priceBasis() const
{
    return c.realPrices ? Words::tr("prices of %1").arg(c.shown.plan.settings().priceYear) : Words::tr("nominal");
}

QString partyId(const core::Plan &plan, int party)
{
    return party == engine::unionParty ? unionId : party < 0 ? nobodyId : QString::fromStdString(plan.countries[static_cast<std::size_t>(party)].id);
}

int partyOf(const core::Plan &plan, const QString &id)
{
    if (id == unionId) {
        return engine::unionParty;
    }
    const auto index = id == nobodyId ? -1 : plan.countries.indexOf(id.toStdString());
    return index < 0 ? engine::noParty : static_cast<int>(index);
}

QString partyName(const core::Plan &plan, const QString &id)
{
    if (id == unionId) {
        return Words::tr("European Union");
    }
    if (id == allPartiesId) {
        return Words::tr("All");
    }
    const int party = partyOf(plan, id);
    return party < 0 ? Words::tr("Private and unfunded") : sentences::elidedName(plan.countries[static_cast<std::size_t>(party)].name);
}

QString costClassName(int costClass)
{
    const QString names[] = {Words::tr("Infrastructure"), Words::tr("Operations"), Words::tr("Services")};
    return names[costClass];
}

namespace sentences {

QString factoryNames(const Projection &p, const std::vector<int> &factories)
{
    QStringList names;
    for (const int f : factories) {
        names << sentences::elidedName(p.plan.factories[static_cast<std::size_t>(f)].name);
    }
    return sentences::joined(names);
}

QString countriesLead(const PartyAccounts &accounts)
{
    int countries = 0;
    for (const PartyPosition &q : accounts.book.parties) {
        countries += q.party >= 0 ? 1 : 0;
    }
    if (countries == 0) {
        return Words::tr("No country takes part in a factory yet");
    }
    return countries == 1 ? Words::tr("What one country and the Union pay, and what they get")
                          : Words::tr("What each of %1 countries and the Union pays, and what it gets").arg(countries <= 12 ? format::countWord(countries).toLower() : QString::number(countries));
}

QString partyThrough(const PartyAccounts &accounts, const QString &party)
{
    const Projection &p = accounts.c.shown;
    if (party == unionId) {
        return Words::tr("The Union's access time follows its share of the cost of each factory, up to %1").arg(format::percent(p.plan.settings().unionAccessCap, 0));
    }
    if (party == allPartiesId) {
        return Words::tr("All parties together: what is paid, and what is delivered");
    }
    if (party == nobodyId) {
        return Words::tr("Money of private programmes, without a programme or without a country gives no right to access time");
    }
    const PartyPosition *mine = accounts.book.find(partyOf(p.plan, party));
    if (!mine) {
        return Words::tr("It takes part in no factory of this scenario");
    }
    if (mine->factories.size() > 1) {
        return Words::tr("Through %1").arg(factoryNames(p, mine->factories));
    }
    const std::string factory = p.plan.factories[static_cast<std::size_t>(mine->factories.front())].id;
    const core::Participation *q = p.plan.participations.find(factory + '/' + party.toStdString());
    const QString name = factoryNames(p, mine->factories);
    if (!q) {
        return Words::tr("Through %1").arg(name);
    }
    const QString share = format::percent(q->contributionShare, 2);
    return q->accessShare ? Words::tr("Through %1 with %2 of its national funding and an access share of %3").arg(name, share, format::percent(*q->accessShare, 2))
                          : Words::tr("Through %1 with %2 of its national funding; access follows it").arg(name, share);
}

} // namespace sentences

} // namespace ui
