// SPDX-License-Identifier: GPL-3.0-or-later
// What parties pay and get, and the money flows: sums are those of the budget, envelope and access tables, to the cent.
#include "figures.h"
#include "moneyflows.h"
#include "parties.h"
#include "planmaker.h"
#include "resulttable.h"

#include <QTest>

#include <cmath>
#include <map>
#include <numeric>

using namespace engine;

class TestParties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAddUpToTheBudget_data();
    void rowsAddUpToTheBudget();
    void rowsAreThoseOfTheAccessTable();
    void positionsByHand_data();
    void positionsByHand();
    void withoutHoursThereIsNoPrice();
    void flowsAddUp();
    void outstandingIsCommittedLessPaid();
    void practiceOfTheCalls();

private:
    static core::Plan smallPlan();
};

namespace {

Cents cents(const ResultTable &t, const std::vector<ResultTable::Cell> &row, const char *column)
{
    return std::get<std::int64_t>(row[static_cast<std::size_t>(t.column(column))]);
}

std::string word(const ResultTable &t, const std::vector<ResultTable::Cell> &row, const char *column)
{
    const auto *s = std::get_if<std::string>(&row[static_cast<std::size_t>(t.column(column))]);
    return s ? *s : std::string();
}

std::string idOf(const Projection &p, int party)
{
    return party == unionParty ? "EU" : party == noParty ? "" : p.plan.countries[static_cast<std::size_t>(party)].id;
}

} // namespace

void TestParties::rowsAddUpToTheBudget_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<int>("period");
    for (unsigned seed = 1; seed <= 4; ++seed) {
        for (int period = 0; period < 3; ++period) {
            QTest::addRow("seed %u, period %d", seed, period) << seed << period;
        }
    }
}

void TestParties::rowsAddUpToTheBudget()
{
    QFETCH(unsigned, seed);
    QFETCH(int, period);
    const auto step = static_cast<Period>(period);
    const Projection p = project(randomPlan(seed, 12, 2, 61));
    const auto budget = resultTable(p, "budget", step);
    QVERIFY(budget);
    std::map<std::tuple<std::string, std::string, std::string, std::string>, Cents> expected; // factory, party, class, period
    Cents total = 0;
    for (const auto &row : budget->rows) {
        const auto *programme = p.plan.programmes.find(word(*budget, row, "programme"));
        const bool ofUnion = programme && programme->level == core::ProgrammeLevel::Union;
        const std::string party = ofUnion ? "EU" : word(*budget, row, "country");
        for (int c = 0; c < categoryCount; ++c) {
            if (word(*budget, row, "category") == textOf(static_cast<Category>(c))) {
                expected[{word(*budget, row, "factory"), party, core::textOf(classOf(static_cast<Category>(c))), word(*budget, row, "period")}] += cents(*budget, row, "paid_cents");
            }
        }
        total += cents(*budget, row, "paid_cents");
    }
    Cents sum = 0;
    for (const PartyRow &row : partyRows(p, step)) {
        for (int c = 0; c < costClassCount; ++c) {
            for (int i = 0; i < p.calendar.periods(step); ++i) {
                const Cents paid = row.paidCents[static_cast<std::size_t>(c)][static_cast<std::size_t>(i)];
                const auto key = std::tuple(p.plan.factories[static_cast<std::size_t>(row.factory)].id, idOf(p, row.party),
                                            std::string(core::textOf(static_cast<core::CostClass>(c))), p.calendar.label(step, i));
                QCOMPARE(paid, expected[key]);
                sum += paid;
            }
        }
    }
    QVERIFY(total > 0);
    QCOMPARE(sum, total);
    QCOMPARE(partyBook(p, false).all.paidCents, total);
}

void TestParties::rowsAreThoseOfTheAccessTable()
{
    const Projection p = project(randomPlan(7, 15, 2, 48));
    const auto access = resultTable(p, "access", Period::Quarter);
    QVERIFY(access);
    std::map<std::tuple<std::string, std::string, std::string>, std::pair<double, Cents>> expected;
    for (const auto &row : access->rows) {
        expected[{word(*access, row, "factory"), word(*access, row, "party"), word(*access, row, "period")}]
            = {std::get<double>(row[static_cast<std::size_t>(access->column("delivered_hours"))]), cents(*access, row, "paid_cents")};
    }
    std::size_t met = 0;
    for (const PartyRow &row : partyRows(p, Period::Quarter)) {
        if (row.party == noParty) {
            QCOMPARE(row.delivered(), 0.0);
            continue;
        }
        for (int i = 0; i < p.calendar.periods(Period::Quarter); ++i) {
            const auto it = expected.find({p.plan.factories[static_cast<std::size_t>(row.factory)].id, idOf(p, row.party), p.calendar.label(Period::Quarter, i)});
            QCOMPARE(row.deliveredHours[static_cast<std::size_t>(i)], it == expected.end() ? 0.0 : it->second.first);
            QCOMPARE(row.paidIn(i), it == expected.end() ? Cents{0} : it->second.second);
            met += it != expected.end();
        }
    }
    QCOMPARE(met, expected.size());
    const PartyBook book = partyBook(p, false);
    double hours = 0;
    double money = 0;
    Cents paid = 0;
    for (const PartyPosition &q : book.parties) {
        hours += q.hourShare;
        money += q.moneyShare;
        paid += q.paidCents;
    }
    QCOMPARE(paid, book.all.paidCents);
    QVERIFY(std::fabs(hours - 1) < 1e-12);
    QVERIFY(std::fabs(money - 1) < 1e-12);
}

// One factory, two years: 100 accelerators from January 2026, half the Union's, the rest three quarters Finland's and a quarter Norway's.
core::Plan TestParties::smallPlan()
{
    core::Plan plan;
    core::PlanSettings &s = plan.plan.edit(0);
    s.title = "Small";
    s.firstMonth = core::Month(2026, 1);
    s.lastMonth = core::Month(2027, 12);
    s.priceYear = 2026;
    s.inflation = 0.1;
    plan.countries.insert("FI", {"FI", "Finland", core::CountryStatus::MemberState, {}, {}, {}, 0, {}});
    plan.countries.insert("NO", {"NO", "Norway", core::CountryStatus::ParticipatingState, {}, {}, {}, 0, {}});
    plan.programmes.insert("DEP", {"DEP", "Digital Europe", core::ProgrammeLevel::Union});
    plan.programmes.insert("NAT", {"NAT", "National", core::ProgrammeLevel::National});
    core::Factory f;
    f.id = "lumi";
    f.name = "LUMI";
    f.country = "FI";
    plan.factories.insert("lumi", f);
    core::System system;
    system.id = "s";
    system.name = "S";
    system.factory = "lumi";
    system.accelerators = 100;
    system.inService = core::Month(2026, 1);
    system.availability = 1;
    system.utilisation = 1;
    system.acquisitionCents = 100'000'000;
    plan.systems.insert("s", system);
    plan.funding.insert("lumi/infrastructure/DEP", {"lumi", core::CostClass::Infrastructure, "DEP", 0.5});
    plan.funding.insert("lumi/infrastructure/NAT", {"lumi", core::CostClass::Infrastructure, "NAT", 0.5});
    plan.participations.insert("lumi/FI", {"lumi", "FI", core::ParticipationRole::Host, 0.75, {}});
    plan.participations.insert("lumi/NO", {"lumi", "NO", core::ParticipationRole::Partner, 0.25, {}});
    return plan;
}

void TestParties::positionsByHand_data()
{
    QTest::addColumn<bool>("real");
    QTest::addColumn<bool>("priced");
    QTest::newRow("nominal, no price") << false << false;
    QTest::newRow("nominal, at 2 euro") << false << true;
    QTest::newRow("real, at 2 euro") << true << true;
}

void TestParties::positionsByHand()
{
    QFETCH(bool, real);
    QFETCH(bool, priced);
    core::Plan plan = smallPlan();
    if (priced) {
        plan.plan.edit(0).marketPriceEurHour = 2;
    }
    const PartyBook book = partyBook(project(plan), real);
    const double year = 100.0 * 24 * 365; // accelerator-hours in each of the two years
    QCOMPARE(book.parties.size(), std::size_t{3});
    const int expected[] = {unionParty, 0, 1};
    const double shares[] = {0.5, 0.375, 0.125};
    for (std::size_t i = 0; i < 3; ++i) {
        const PartyPosition &q = book.parties[i];
        QCOMPARE(q.party, expected[i]);
        QCOMPARE(q.factories, std::vector<int>{0});
        QCOMPARE(q.paidCents, static_cast<Cents>(100'000'000 * shares[i]));
        QCOMPARE(q.paidEur, 1'000'000 * shares[i]); // all in 2026, the price year
        QCOMPARE(q.deliveredHours, 2 * year * shares[i]);
        QCOMPARE(q.moneyShare, shares[i]);
        QCOMPARE(q.hourShare, shares[i]);
        QCOMPARE(*q.eurPerHour, 1'000'000 / (2 * year));
        QVERIFY(std::fabs(*q.averageEur - q.paidEur) < 1e-6); // all pay the same price
        QCOMPARE(q.marketValueEur.has_value(), priced);
        QCOMPARE(q.netPositionEur.has_value(), priced);
        if (priced) {
            const double value = shares[i] * year * 2 * (real ? 2 : 1 + 1.1); // the price rises with inflation where prices are nominal
            QVERIFY(std::fabs(*q.marketValueEur - value) < 1e-6);
            QVERIFY(std::fabs(*q.netPositionEur - (value - q.paidEur)) < 1e-6);
        }
    }
    QCOMPARE(book.all.paidCents, Cents{100'000'000});
    QCOMPARE(book.all.netPositionEur.has_value(), priced);
    QCOMPARE(book.find(1)->party, 1);
    QVERIFY(!book.find(noParty));
}

void TestParties::withoutHoursThereIsNoPrice()
{
    core::Plan plan = smallPlan();
    plan.systems.edit(0).utilisation = 0;
    plan.funding.erase(1); // half is unfunded no more: the Union pays all, the countries nothing
    const PartyBook book = partyBook(project(plan), false);
    QCOMPARE(book.all.paidCents, Cents{100'000'000});
    QVERIFY(!book.all.eurPerHour);
    QVERIFY(!book.all.averageEur);
    QVERIFY(!book.find(unionParty)->eurPerHour);
    plan.funding.erase(0); // nobody pays
    const PartyBook unpaid = partyBook(project(plan), false);
    QVERIFY(unpaid.find(noParty));
    QCOMPARE(unpaid.find(noParty)->paidCents, Cents{100'000'000});
    QVERIFY(!unpaid.find(noParty)->eurPerHour);
    QVERIFY(partyBook(project(core::Plan()), true).parties.empty());
}

void TestParties::flowsAddUp()
{
    for (const Money which : {Money::Paid, Money::Committed}) {
        const Projection p = project(randomPlan(11, 20, 2, 72));
        Cents sum = 0;
        std::map<int, Cents> byFactory;
        const std::vector<MoneyFlow> flows = moneyFlows(p, which);
        for (std::size_t i = 0; i < flows.size(); ++i) {
            const MoneyFlow &f = flows[i];
            QVERIFY(f.cents != 0);
            QCOMPARE(f.cents, moneyTotal(p, which, [&](const FactoryResult &r, const Line &l) {
                         return r.factory == f.factory && l.programme == f.programme && l.country == f.country && classOf(l.category) == f.costClass;
                     }));
            QCOMPARE(f.eur, static_cast<double>(f.cents) / 100);
            sum += f.cents;
            byFactory[f.factory] += f.cents;
        }
        QVERIFY(flows.size() > 20);
        double real = 0;
        for (const MoneyFlow &f : moneyFlows(p, which, true)) {
            real += f.eur;
        }
        double expected = 0;
        for (const double eur : realEurByPeriod(p, Period::Year, which)) {
            expected += eur;
        }
        QVERIFY(std::fabs(real - expected) < 1e-6 * expected);
        QCOMPARE(sum, moneyTotal(p, which));
        for (const auto &[factory, cents] : byFactory) {
            const auto &f = p.factories[static_cast<std::size_t>(factory)];
            QCOMPARE(cents, which == Money::Paid ? f->paidCents : f->committedCents);
        }
    }
}

void TestParties::outstandingIsCommittedLessPaid()
{
    const Projection p = project(randomPlan(3, 20, 2, 65));
    const auto envelopes = resultTable(p, "envelope", Period::Year);
    QVERIFY(envelopes);
    bool any = false;
    for (int i = -1; i < p.programmeCount(); ++i) {
        std::map<std::int64_t, Cents> byYear;
        for (const auto &row : envelopes->rows) {
            if (word(*envelopes, row, "programme") == (i < 0 ? std::string() : p.plan.programmes[static_cast<std::size_t>(i)].id)) {
                byYear[cents(*envelopes, row, "year")] += cents(*envelopes, row, "committed_cents") - cents(*envelopes, row, "paid_cents");
            }
        }
        const std::vector<Cents> outstanding = outstandingCents(p, i);
        QCOMPARE(static_cast<int>(outstanding.size()), p.calendar.years());
        Cents sum = 0;
        for (int y = 0; y < p.calendar.years(); ++y) {
            sum += byYear[p.calendar.firstYear() + y];
            QCOMPARE(outstanding[static_cast<std::size_t>(y)], sum);
            any = any || sum != 0;
        }
    }
    QVERIFY(any);
}

void TestParties::practiceOfTheCalls()
{
    QVERIFY(isUsualFor("DEP", core::CostClass::Infrastructure));
    QVERIFY(isUsualFor("DEP", core::CostClass::Operations));
    QVERIFY(!isUsualFor("DEP", core::CostClass::Services));
    QVERIFY(!isUsualFor("HE", core::CostClass::Infrastructure));
    QVERIFY(!isUsualFor("HE", core::CostClass::Operations));
    QVERIFY(isUsualFor("HE", core::CostClass::Services));
    QVERIFY(isUsualFor("NAT", core::CostClass::Services));
}

QTEST_APPLESS_MAIN(TestParties)
#include "tst_parties.moc"
