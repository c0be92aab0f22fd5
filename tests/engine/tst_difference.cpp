// SPDX-License-Identifier: GPL-3.0-or-later
// What two scenarios differ by: parts add up to the difference, to the cent, however it is split.
#include "baseline.h"
#include "difference.h"
#include "figures.h"
#include "planmaker.h"
#include "scenario.h"

#include <QTest>

#include <cmath>

using namespace engine;

class TestDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsAddUp_data();
    void partsAddUp();
    void shippedScenarios_data();
    void shippedScenarios();
    void stepsByHand();
    void orderMattersSumDoesNot();
    void boundMonthsMoveTogether();
    void cellsOfBothLineages();
    void stopsWhenAsked();
    void nothingDiffers();

private:
    static core::Plan withScenarios(unsigned seed);
};

namespace {

Difference sumOf(const std::vector<DifferencePart> &parts)
{
    Difference sum;
    for (const DifferencePart &p : parts) {
        sum += p.change;
    }
    return sum;
}

void addOverride(core::Plan &plan, const std::string &scenario, const core::Cell &cell, const core::Value &value)
{
    const auto change = core::setCell(plan, scenario, cell, value);
    QVERIFY2(change.ok(), change.ok() ? "" : change.error().message.c_str());
    QVERIFY(core::patch(plan, *change));
}

bool near(double a, double b)
{
    return std::fabs(a - b) <= 1e-6 * std::max({1.0, std::fabs(a), std::fabs(b)});
}

} // namespace

// A random plan with three scenarios, one on the other and one aside, that change whatever a planner changes.
core::Plan TestDifference::withScenarios(unsigned seed)
{
    core::Plan plan = randomPlan(seed, 12, 2, 72);
    plan.scenarios.insert("a", {"a", "A", {}, {}});
    plan.scenarios.insert("b", {"b", "B", "a", {}});
    plan.scenarios.insert("c", {"c", "C", {}, {}});
    std::mt19937 random(seed);
    const auto pick = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    for (const char *scenario : {"a", "b", "c"}) {
        for (int i = 0; i < 6; ++i) {
            const core::System &s = plan.systems[pick(plan.systems.size())];
            const core::CostLine &l = plan.costLines[pick(plan.costLines.size())];
            const core::Factory &f = plan.factories[pick(plan.factories.size())];
            addOverride(plan, scenario, {"system", s.id, "accelerators"}, static_cast<std::int64_t>(pick(4000)));
            addOverride(plan, scenario, {"system", s.id, "in_service"}, (plan.settings().firstMonth + static_cast<int>(pick(70))).toString());
            addOverride(plan, scenario, {"cost_line", l.id, "amount_cents"}, static_cast<std::int64_t>(pick(1'000'000'000)));
            addOverride(plan, scenario, {"factory", f.id, "included"}, static_cast<std::int64_t>(pick(2)));
            addOverride(plan, scenario, {"accelerator", "gpu", "system_price_cents"}, static_cast<std::int64_t>(1'000'000 + pick(5'000'000)));
        }
        addOverride(plan, scenario, {"country", "DE", "electricity_eur_kwh"}, 0.05 + 0.01 * static_cast<double>(pick(30)));
    }
    return plan;
}

void TestDifference::partsAddUp_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    const char *names[] = {"", "a", "b", "c"};
    for (unsigned seed = 1; seed <= 6; ++seed) {
        for (const char *from : names) {
            for (const char *to : names) {
                QTest::addRow("%u: %s to %s", seed, from, to) << seed << QString::fromLatin1(from) << QString::fromLatin1(to);
            }
        }
    }
}

void TestDifference::partsAddUp()
{
    QFETCH(unsigned, seed);
    QFETCH(QString, from);
    QFETCH(QString, to);
    const core::Plan plan = withScenarios(seed);
    const Projection a = project(*core::resolve(plan, from.toStdString()));
    const Projection b = project(*core::resolve(plan, to.toStdString()));
    const Difference whole = differenceBetween(a, b);
    QCOMPARE(whole.paidCents, summaryOf(b).paidCents - summaryOf(a).paidCents);
    QVERIFY(near(whole.deliveredHours, summaryOf(b).deliveredHours - summaryOf(a).deliveredHours));

    const auto byFactory = differenceByFactory(a, b);
    QCOMPARE(sumOf(byFactory).paidCents, whole.paidCents);
    QVERIFY(near(sumOf(byFactory).deliveredHours, whole.deliveredHours));
    QVERIFY(near(sumOf(byFactory).referenceHours, whole.referenceHours));
    QCOMPARE(sumOf(differenceByCategory(a, b)).paidCents, whole.paidCents);

    const auto cells = differingCells(plan, from.toStdString(), to.toStdString());
    const auto byCell = differenceByCell(a, b.plan, cells);
    QVERIFY(byCell);
    QCOMPARE(sumOf(*byCell).paidCents, whole.paidCents);
    QVERIFY(near(sumOf(*byCell).deliveredHours, whole.deliveredHours));
    QCOMPARE(cells.empty(), from == to);
    // The way leads to the other plan: no cell was forgotten.
    core::Plan walked = a.plan;
    for (const core::Cell &c : cells) {
        QVERIFY(core::patch(walked, core::updateCell(c, core::valueAt(b.plan, c))));
    }
    QVERIFY(walked == b.plan);
}

void TestDifference::shippedScenarios_data()
{
    QTest::addColumn<QString>("to");
    QTest::addColumn<int>("steps");
    QTest::newRow("contracts") << "contracts-2026" << 8;
    QTest::newRow("delay") << "delay-6" << 7;
    QTest::newRow("energy") << "energy-crisis" << 17;
    QTest::newRow("nineteen") << "all-19" << 21; // the twenty-second says what the baseline says
}

void TestDifference::shippedScenarios()
{
    QFETCH(QString, to);
    QFETCH(int, steps);
    const auto plan = document::shippedPlan();
    QVERIFY(plan);
    const Projection a = project(*plan);
    const Projection b = project(*core::resolve(*plan, to.toStdString()));
    const auto cells = differingCells(*plan, "", to.toStdString());
    QCOMPARE(static_cast<int>(cells.size()), steps);
    QCOMPARE(sumOf(*differenceByCell(a, b.plan, cells)).paidCents, summaryOf(b).paidCents - summaryOf(a).paidCents);
    if (to == QLatin1String("contracts-2026")) { // only dates and one count: all of it is electricity
        const auto byCategory = differenceByCategory(a, b);
        QCOMPARE(byCategory.size(), std::size_t{1});
        QCOMPARE(byCategory.front().category, Category::Energy);
    }
}

// One factory with one cost line: doubling the amount, then letting it run half as long.
void TestDifference::stepsByHand()
{
    core::Plan plan = randomPlan(1, 1, 0, 48);
    core::Factory &f = plan.factories.edit(0);
    f.included = true;
    core::CostLine line = plan.costLines[0];
    line.category = core::CostCategory::Staff;
    line.basis = core::CostBasis::Yearly;
    line.amountCents = 1'200'00;
    line.indexed = false;
    line.firstMonth = plan.settings().firstMonth;
    line.lastMonth = line.firstMonth + 23;
    plan.costLines.edit(0) = line;
    while (plan.costLines.size() > 1) {
        plan.costLines.erase(1);
    }
    plan.scenarios.insert("s", {"s", "S", {}, {}});
    addOverride(plan, "s", {"cost_line", line.id, "amount_cents"}, std::int64_t{2'400'00});
    addOverride(plan, "s", {"cost_line", line.id, "last_month"}, (line.firstMonth + 11).toString());
    const Projection a = project(plan);
    const core::Plan to = *core::resolve(plan, "s");
    const auto parts = differenceByCell(a, to, differingCells(plan, "", "s"));
    QVERIFY(parts);
    QCOMPARE(parts->size(), std::size_t{2});
    QCOMPARE((*parts)[0].change.paidCents, Cents{2'400'00});  // two years at 1,200 more
    QCOMPARE((*parts)[1].change.paidCents, Cents{-2'400'00}); // one year at 2,400 less
    QCOMPARE(sumOf(*parts).paidCents, Cents{0});
}

void TestDifference::orderMattersSumDoesNot()
{
    const core::Plan plan = withScenarios(3);
    const Projection a = project(plan);
    const core::Plan to = *core::resolve(plan, "b");
    auto cells = differingCells(plan, "", "b");
    const auto forth = *differenceByCell(a, to, cells);
    std::reverse(cells.begin(), cells.end());
    auto back = *differenceByCell(a, to, cells);
    QCOMPARE(sumOf(forth).paidCents, sumOf(back).paidCents);
    std::reverse(back.begin(), back.end());
    bool differ = false;
    for (std::size_t i = 0; i < forth.size() && i < back.size(); ++i) {
        differ = differ || forth[i].change.paidCents != back[i].change.paidCents;
    }
    QVERIFY(differ);
}

void TestDifference::boundMonthsMoveTogether()
{
    core::Plan plan = randomPlan(2, 2, 1, 60);
    plan.scenarios.insert("s", {"s", "S", {}, {}});
    const core::CostLine line = plan.costLines[0];
    addOverride(plan, "s", {"cost_line", line.id, "first_month"}, (line.lastMonth + 6).toString());
    addOverride(plan, "s", {"cost_line", line.id, "last_month"}, (line.lastMonth + 18).toString());
    const Projection a = project(plan);
    const auto parts = *differenceByCell(a, *core::resolve(plan, "s"), differingCells(plan, "", "s"));
    QCOMPARE(parts.size(), std::size_t{1});
    QCOMPARE(parts.front().cells.size(), std::size_t{2});
}

void TestDifference::cellsOfBothLineages()
{
    core::Plan plan = randomPlan(4, 2, 2, 60);
    plan.scenarios.insert("a", {"a", "A", {}, {}});
    plan.scenarios.insert("b", {"b", "B", {}, {}});
    const core::Cell both{"system", plan.systems[1].id, "accelerators"};
    const core::Cell onlyA{"system", plan.systems[2].id, "accelerators"};
    const core::Cell onlyB{"system", plan.systems[3].id, "accelerators"};
    addOverride(plan, "a", both, std::int64_t{7});
    addOverride(plan, "b", both, std::int64_t{7}); // the same in both: no difference
    addOverride(plan, "a", onlyA, plan.systems[2].accelerators + 1);
    addOverride(plan, "b", onlyB, plan.systems[3].accelerators + 1);
    QCOMPARE(differingCells(plan, "a", "b"), (std::vector<core::Cell>{onlyB, onlyA}));
    QCOMPARE(differingCells(plan, "b", "a"), (std::vector<core::Cell>{onlyA, onlyB}));
    QVERIFY(differingCells(plan, "a", "no such").empty());
}

void TestDifference::stopsWhenAsked()
{
    const core::Plan plan = withScenarios(1);
    const Projection a = project(plan);
    int asked = 0;
    QVERIFY(!differenceByCell(a, *core::resolve(plan, "b"), differingCells(plan, "", "b"), [&] { return ++asked == 3; }));
    QCOMPARE(asked, 3);
}

void TestDifference::nothingDiffers()
{
    const Projection p = project(randomPlan(5, 3, 1, 36));
    QVERIFY(differenceBetween(p, p).isNothing());
    QVERIFY(differenceByFactory(p, p).empty());
    QVERIFY(differenceByCategory(p, p).empty());
    QVERIFY(differenceByCell(p, p.plan, {})->empty());
}

QTEST_GUILESS_MAIN(TestDifference)
#include "tst_difference.moc"
