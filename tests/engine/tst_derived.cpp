// SPDX-License-Identifier: GPL-3.0-or-later
#include "derived.h"
#include "figures.h"
#include "planmaker.h"

#include <QTest>

// What empty fields stand for, and the sums of single factories, against the projection itself.
class TestDerived : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyFieldsAreWhatTheProjectionTakes()
    {
        const engine::Projection p = engine::project(randomPlan(3, 12, 3, 72));
        int seen = 0;
        for (const auto &f : p.factories) {
            for (std::size_t i = 0; f && i < f->systems.size(); ++i) {
                const engine::SystemResult &r = f->systems[i];
                const core::System &s = p.plan.systems[static_cast<std::size_t>(r.system)];
                QVERIFY(!s.peakBf16Pflops && !s.peakFp64Pflops);
                QCOMPARE(engine::derivedDefault(p.plan, {"system", s.id, "peak_bf16_pflops"}).value(), r.peakBf16Pflops);
                QCOMPARE(engine::derivedDefault(p.plan, {"system", s.id, "peak_fp64_pflops"}).value(), r.peakFp64Pflops);
                ++seen;
            }
        }
        QVERIFY(seen > 10);
    }

    void priceAndPowerComeFromTheCatalogue()
    {
        core::Plan plan = randomPlan(3, 2, 1, 72);
        core::System &s = plan.systems.edit(0);
        s.accelerators = 100;
        const std::string id = s.id;
        QCOMPARE(engine::derivedDefault(plan, {"system", id, "acquisition_cents"}).value(), 300'000'000.0);
        QCOMPARE(engine::derivedDefault(plan, {"system", id, "power_kw"}).value(), 100 * 1.1);
        QVERIFY(!engine::derivedDefault(plan, {"system", id, "hpl_efficiency"}));
        QVERIFY(!engine::derivedDefault(plan, {"system", "nobody", "power_kw"}));
        plan.systems.edit(0).accelerator.reset();
        QVERIFY(!engine::derivedDefault(plan, {"system", id, "power_kw"}));
        const core::Participation &q = plan.participations[0];
        QCOMPARE(engine::derivedDefault(plan, {"participation", q.factory + '/' + q.country, "access_share"}).value(), q.contributionShare);
    }

    void factoriesAddUpToTheWhole()
    {
        const engine::Projection p = engine::project(randomPlan(11, 40, 2, 60));
        const engine::Summary all = engine::summaryOf(p);
        core::Cents paid = 0;
        double real = 0;
        double hours = 0;
        std::vector<engine::PartyAccount> accounts;
        const int last = p.calendar.months() - 1;
        double pflops = 0;
        for (std::size_t i = 0; i < p.factories.size(); ++i) {
            const auto own = engine::partyAccounts(p, static_cast<int>(i));
            accounts.insert(accounts.end(), own.begin(), own.end());
            if (const auto &f = p.factories[i]) {
                paid += f->paidCents;
                QCOMPARE(engine::paidEur(p, *f, false), static_cast<double>(f->paidCents) / 100);
                real += engine::paidEur(p, *f, true);
                pflops += engine::stockOf(*f, engine::Totals::Bf16, last);
            } else {
                QVERIFY(own.empty());
            }
        }
        hours = engine::allFlows(p).deliveredHours;
        QCOMPARE(paid, all.paidCents);
        QCOMPARE(engine::paidEur(p, false), static_cast<double>(all.paidCents) / 100);
        QVERIFY(std::abs(real - engine::paidEur(p, true)) < 1e-6 * real);
        QVERIFY(std::abs(hours - all.deliveredHours) < 1e-9 * hours);
        QVERIFY(std::abs(pflops - engine::capacityOf(p, engine::Period::Month, last).plannedBf16Pflops) < 1e-9 * std::max(1.0, pflops));
        const auto expected = engine::partyAccounts(p);
        QCOMPARE(accounts.size(), expected.size());
        for (std::size_t i = 0; i < accounts.size(); ++i) {
            QCOMPARE(accounts[i].paidCents, expected[i].paidCents);
            QCOMPARE(accounts[i].country, expected[i].country);
        }
        QVERIFY(engine::partyAccounts(p, -1).empty());
    }

    void theFullestYearHasTheMostInService()
    {
        const engine::Projection p = engine::project(randomPlan(5, 20, 2, 72));
        const int year = engine::fullestYear(p);
        const double most = engine::capacityOf(p, engine::Period::Year, year - p.calendar.firstYear()).plannedBf16Pflops;
        for (int y = 0; y < p.calendar.years(); ++y) {
            QVERIFY(engine::capacityOf(p, engine::Period::Year, y).plannedBf16Pflops <= most * (1 + 1e-9));
        }
    }
};

QTEST_APPLESS_MAIN(TestDerived)
#include "tst_derived.moc"
