// SPDX-License-Identifier: GPL-3.0-or-later
#include "parties.h"

#include "figures.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace engine {

namespace {

int partyOf(const Projection &p, const Line &l)
{
    const bool ofUnion = l.programme >= 0 && p.plan.programmes[static_cast<std::size_t>(l.programme)].level == core::ProgrammeLevel::Union;
    return ofUnion ? unionParty : l.country >= 0 ? l.country : noParty;
}

PartyRow emptyRow(int factory, int party, double share, std::size_t periods)
{
    PartyRow row;
    row.factory = factory;
    row.party = party;
    row.share = share;
    for (auto &cents : row.paidCents) {
        cents.assign(periods, 0);
    }
    row.deliveredHours.assign(periods, 0.0);
    row.referenceHours.assign(periods, 0.0);
    return row;
}

void addFactory(std::vector<PartyRow> &out, const Projection &p, const FactoryResult &f, Period period)
{
    const auto periods = static_cast<std::size_t>(p.calendar.periods(period));
    const std::size_t first = out.size();
    for (const PartyShare &party : f.parties) {
        out.push_back(emptyRow(f.factory, party.country, party.share, periods));
    }
    for (std::size_t i = 0; i < periods; ++i) {
        const SystemFlows w = flowsOf(f, p.calendar, p.calendar.begin(period, static_cast<int>(i)), p.calendar.end(period, static_cast<int>(i)));
        for (std::size_t r = first; r < out.size(); ++r) {
            out[r].deliveredHours[i] = w.deliveredHours * out[r].share;
            out[r].referenceHours[i] = w.referenceHours * out[r].share;
        }
    }
    for (const Line &l : f.lines) {
        const int party = partyOf(p, l);
        auto row = std::find_if(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), [party](const PartyRow &r) { return r.party == party; });
        if (row == out.end()) {
            out.push_back(emptyRow(f.factory, party, 0, periods));
            row = out.end() - 1;
        }
        const auto paid = f.paid(l);
        auto &cents = row->paidCents[static_cast<std::size_t>(classOf(l.category))];
        for (int m = 0; m < l.months; ++m) {
            cents[static_cast<std::size_t>(p.calendar.periodOf(period, l.firstMonth + m))] += paid[static_cast<std::size_t>(m)];
        }
    }
}

// Sums of one party while they are being added up, by year.
struct Sums
{
    std::vector<int> factories;
    std::vector<Cents> paid;
    std::vector<double> hours;
    double reference = 0;
};

PartyPosition positionOf(const Projection &p, int party, const Sums &sums, bool realPrices)
{
    PartyPosition out;
    out.party = party;
    out.factories = sums.factories;
    out.referenceHours = sums.reference;
    const core::OptionalReal price = p.plan.settings().marketPriceEurHour;
    double value = 0;
    for (int y = 0; y < p.calendar.years(); ++y) {
        const auto at = static_cast<std::size_t>(y);
        const double toReal = p.realFactor(p.calendar.begin(Period::Year, y));
        out.paidCents += sums.paid[at];
        out.paidEur += static_cast<double>(sums.paid[at]) / 100 * (realPrices ? toReal : 1);
        out.deliveredHours += sums.hours[at];
        value += price ? sums.hours[at] * *price / (realPrices ? 1 : toReal) : 0;
    }
    if (!realPrices) {
        out.paidEur = static_cast<double>(out.paidCents) / 100; // one division, so exactly the cents
    }
    if (out.deliveredHours > 0 && party != noParty) {
        out.eurPerHour = out.paidEur / out.deliveredHours;
    }
    if (price && party != noParty) {
        out.marketValueEur = value;
        out.netPositionEur = value - out.paidEur;
    }
    return out;
}

} // namespace

Cents PartyRow::paidOf(core::CostClass costClass) const
{
    const auto &cents = paidCents[static_cast<std::size_t>(costClass)];
    return std::accumulate(cents.begin(), cents.end(), Cents{0});
}

Cents PartyRow::paidIn(int period) const
{
    Cents sum = 0;
    for (const auto &cents : paidCents) {
        sum += cents[static_cast<std::size_t>(period)];
    }
    return sum;
}

Cents PartyRow::paid() const
{
    Cents sum = 0;
    for (int c = 0; c < costClassCount; ++c) {
        sum += paidOf(static_cast<core::CostClass>(c));
    }
    return sum;
}

double PartyRow::delivered() const
{
    return std::accumulate(deliveredHours.begin(), deliveredHours.end(), 0.0);
}

std::vector<PartyRow> partyRows(const Projection &p, Period period)
{
    std::vector<PartyRow> out;
    for (const auto &f : p.factories) {
        if (f) {
            addFactory(out, p, *f, period);
        }
    }
    return out;
}

const PartyPosition *PartyBook::find(int party) const
{
    const auto it = std::find_if(parties.begin(), parties.end(), [party](const PartyPosition &q) { return q.party == party; });
    return it == parties.end() ? nullptr : &*it;
}

PartyBook partyBook(const Projection &p, bool realPrices)
{
    return partyBook(p, partyRows(p, Period::Year), realPrices);
}

PartyBook partyBook(const Projection &p, const std::vector<PartyRow> &rows, bool realPrices)
{
    const auto years = static_cast<std::size_t>(p.calendar.years());
    const Sums nothing{{}, std::vector<Cents>(years, 0), std::vector<double>(years, 0.0)};
    std::map<std::pair<bool, int>, Sums> byParty; // nobody last
    Sums all = nothing;
    for (const PartyRow &row : rows) {
        Sums &sums = byParty.try_emplace({row.party == noParty, row.party}, nothing).first->second;
        if (row.share > 0 || row.paid() != 0) {
            sums.factories.push_back(row.factory);
        }
        for (std::size_t y = 0; y < years; ++y) {
            const Cents paid = row.paidIn(static_cast<int>(y));
            sums.paid[y] += paid;
            sums.hours[y] += row.deliveredHours[y];
            sums.reference += row.referenceHours[y];
            all.paid[y] += paid;
            all.hours[y] += row.deliveredHours[y];
            all.reference += row.referenceHours[y];
        }
    }
    PartyBook book;
    book.all = positionOf(p, unionParty, all, realPrices);
    book.all.moneyShare = book.all.paidCents != 0 ? 1 : 0;
    book.all.hourShare = book.all.deliveredHours > 0 ? 1 : 0;
    book.all.averageEur = book.all.eurPerHour ? std::optional(book.all.paidEur) : std::nullopt;
    for (const auto &[key, sums] : byParty) {
        if (sums.factories.empty()) {
            continue;
        }
        PartyPosition q = positionOf(p, key.second, sums, realPrices);
        q.moneyShare = book.all.paidEur != 0 ? q.paidEur / book.all.paidEur : 0;
        q.hourShare = book.all.deliveredHours > 0 ? q.deliveredHours / book.all.deliveredHours : 0;
        if (book.all.eurPerHour && q.party != noParty) {
            q.averageEur = *book.all.eurPerHour * q.deliveredHours;
        }
        book.parties.push_back(std::move(q));
    }
    return book;
}

} // namespace engine
