// SPDX-License-Identifier: GPL-3.0-or-later
// Hours, demand and power: sums against the tables of the projection, turning points by hand.
#include "baseline.h"
#include "compute.h"
#include "figures.h"
#include "planmaker.h"
#include "scenario.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace engine;

class TestCompute : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAddUpToTheTotals();
    void demandAddsUp_data();
    void demandAddsUp();
    void powerByHand();
    void demandOvertakes_data();
    void demandOvertakes();
    void shippedPlan();

private:
    static bool near(double a, double b) { return std::fabs(a - b) <= 1e-9 * std::max({1.0, std::fabs(a), std::fabs(b)}); }
};

void TestCompute::rowsAddUpToTheTotals()
{
    for (unsigned seed = 1; seed <= 5; ++seed) {
        const Projection p = project(randomPlan(seed, 8, 2, 60));
        for (const auto &[begin, end] : {std::pair(0, 60), std::pair(12, 24), std::pair(59, 60)}) {
            ComputeRow sum;
            for (const ComputeRow &r : computeRows(p, begin, end)) {
                sum.deliveredHours += r.deliveredHours;
                sum.referenceHours += r.referenceHours;
                sum.energyKwh += r.energyKwh;
                sum.carbonT += r.carbonT;
                sum.bf16Pflops += r.bf16Pflops;
                const SystemFlows flows = flowsOf(*p.factories[static_cast<std::size_t>(r.factory)], p.calendar, begin, end);
                QVERIFY(near(r.deliveredHours, flows.deliveredHours));
                QVERIFY(near(r.energyKwh, flows.energyKwh));
                QVERIFY(r.energyKwh <= r.mostMw * 1000 * (p.calendar.hoursBefore(end) - p.calendar.hoursBefore(begin)) * (1 + 1e-9)); // never above full load
            }
            const auto total = [&](Totals::Series s) {
                const auto v = p.totals.series(s);
                return std::accumulate(v.begin() + begin, v.begin() + end, 0.0);
            };
            QVERIFY(near(sum.deliveredHours, total(Totals::DeliveredHours)));
            QVERIFY(near(sum.referenceHours, total(Totals::ReferenceHours)));
            QVERIFY(near(sum.energyKwh, total(Totals::EnergyKwh)));
            QVERIFY(near(sum.carbonT, total(Totals::CarbonT)));
            QVERIFY(near(sum.bf16Pflops, p.totals.series(Totals::Bf16)[static_cast<std::size_t>(end - 1)]));
        }
    }
    QVERIFY(computeRows(project(randomPlan(1, 2, 1, 12)), 5, 5).empty());
}

void TestCompute::demandAddsUp_data()
{
    QTest::addColumn<int>("period");
    QTest::newRow("month") << int(Period::Month);
    QTest::newRow("quarter") << int(Period::Quarter);
    QTest::newRow("year") << int(Period::Year);
}

void TestCompute::demandAddsUp()
{
    QFETCH(int, period);
    core::Plan plan = randomPlan(3, 4, 2, 50);
    plan.demand.insert("e", {"e", "More", core::DemandSegment::Industry, 2024, 5e6, 0.5});
    plan.demand.insert("f", {"f", "Research too", core::DemandSegment::Research, 2026, 1e6, -0.1});
    const Projection p = project(plan);
    const auto which = static_cast<Period>(period);
    const auto segments = demandBySegment(p, which);
    const auto supply = supplyByPeriod(p, which);
    for (int i = 0; i < p.calendar.periods(which); ++i) {
        double sum = 0;
        for (const auto &s : segments) {
            sum += s[static_cast<std::size_t>(i)];
        }
        const Capacity c = capacityOf(p, which, i);
        QVERIFY(near(sum, c.demandReferenceHours));
        QVERIFY(near(supply[static_cast<std::size_t>(i)] / sum, *c.coverage));
    }
}

void TestCompute::powerByHand()
{
    core::Plan plan = randomPlan(2, 1, 2, 24);
    core::Factory &f = plan.factories.edit(0);
    f.included = true;
    f.pue = 1.25;
    const core::Month first = plan.settings().firstMonth;
    for (std::size_t i = 0; i < 2; ++i) {
        core::System &s = plan.systems.edit(static_cast<std::size_t>(plan.systems.indexOf(f.id + "-s" + std::to_string(i))));
        s.accelerators = 1000; // at 1.1 kW each
        s.powerKw = i == 0 ? core::OptionalReal(2000.0) : std::nullopt;
        s.inService = first + static_cast<int>(6 * i);
        s.lifetimeMonths = 12;
    }
    f.sitePowerMw = 3.5;
    const Projection p = project(plan);
    const auto power = fullLoadMw(p, *p.factories[0]);
    QVERIFY(near(power[0], 2.5));
    QVERIFY(near(power[6], 2.5 + 1.375));
    QVERIFY(near(power[12], 1.375));
    QCOMPARE(power[18], 0.0);
    const ComputeRow all = computeRows(p, 0, 24).front();
    QVERIFY(near(all.mostMw, 3.875));
    QVERIFY(near(*all.leftMw(), -0.375));
    QVERIFY(near(*computeRows(p, 12, 24).front().leftMw(), 3.5 - 1.375));
}

void TestCompute::demandOvertakes_data()
{
    QTest::addColumn<double>("hours");
    QTest::addColumn<double>("growth");
    QTest::addColumn<int>("covered");
    QTest::addColumn<int>("overtakes"); // -1: none
    // 1000 accelerators of the reference kind, full ramp, all hours available and used, from month 12 to the end of 60.
    QTest::newRow("always covered") << 1000.0 << 0.0 << 12 << -1;
    QTest::newRow("never covered") << 1e9 << 0.0 << -1 << -1;
    QTest::newRow("nothing asked for") << 0.0 << 0.0 << -1 << -1;
    QTest::newRow("grows past it") << 1e6 << 1.0 << 12 << 48; // 8 million in the third year, 16 in the fourth; 8.76 are offered
}

void TestCompute::demandOvertakes()
{
    QFETCH(double, hours);
    QFETCH(double, growth);
    QFETCH(int, covered);
    QFETCH(int, overtakes);
    core::Plan plan = randomPlan(1, 1, 1, 60);
    core::PlanSettings &settings = plan.plan.edit(0);
    settings.firstMonth = core::Month(2025, 1);
    settings.lastMonth = core::Month(2029, 12);
    plan.factories.edit(0).included = true;
    core::System &s = plan.systems.edit(static_cast<std::size_t>(plan.systems.indexOf(plan.factories[0].id + "-s0")));
    s.accelerators = 1000;
    s.inService = core::Month(2026, 1);
    s.lifetimeMonths = 120;
    s.rampMonths = 0;
    s.availability = 1;
    s.utilisation = 1;
    s.peakBf16Pflops.reset();
    core::Demand &d = plan.demand.edit(0);
    d.baseYear = 2025;
    d.referenceHours = hours;
    d.growth = growth;
    const Projection p = project(plan);
    QCOMPARE(firstMonthCovered(p).value_or(-1), covered);
    QCOMPARE(monthDemandOvertakes(p).value_or(-1), overtakes);
}

void TestCompute::shippedPlan()
{
    const auto plan = document::shippedPlan();
    QVERIFY(plan);
    const Projection p = project(*plan);
    QCOMPARE(computeRows(p, 0, p.calendar.months()).size(), std::size_t{7});
    const auto overtakes = monthDemandOvertakes(p);
    QVERIFY(overtakes);
    for (int m = *overtakes; m < p.calendar.months(); ++m) {
        QVERIFY(p.totals.series(Totals::ReferenceHours)[static_cast<std::size_t>(m)] < p.demandHours[static_cast<std::size_t>(m)]);
    }
    QVERIFY(p.totals.series(Totals::ReferenceHours)[static_cast<std::size_t>(*overtakes - 1)] >= p.demandHours[static_cast<std::size_t>(*overtakes - 1)]);
}

QTEST_GUILESS_MAIN(TestCompute)
#include "tst_compute.moc"
