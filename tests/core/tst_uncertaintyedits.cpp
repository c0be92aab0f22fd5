// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "uncertaintyedits.h"

#include <QTest>

using namespace core;

// Rows of uncertainty are added whole, and what they speak of is found again.
class TestUncertaintyEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsTheRowAsGiven();
    void takenIdsGiveWay();
    void severalAreOneEdit();
    void driversAreListedOnce();
    void whatIsUncertain();
};

static Uncertainty sample()
{
    Uncertainty u;
    u.id = "pue-of-all";
    u.entity = "factory";
    u.row = "*";
    u.field = "pue";
    u.effect = UncertaintyEffect::Shift;
    u.kind = UncertaintyKind::Triangular;
    u.low = -0.05;
    u.mode = 0;
    u.high = 0.1;
    u.driver = "energy";
    u.correlation = 0.25;
    return u;
}

void TestUncertaintyEdits::addsTheRowAsGiven()
{
    const Plan plan = *document::shippedPlan();
    const Addition a = addUncertainty(plan, "Add", sample());
    QCOMPARE(a.row, std::string("pue-of-all"));
    const auto after = applied(plan, a.edit);
    QVERIFY(after);
    QVERIFY(*after->uncertainties.find("pue-of-all") == sample());
    QCOMPARE(after->uncertainties.size(), plan.uncertainties.size() + 1);
    Uncertainty bare = sample();
    bare.mode = {};
    bare.driver = {};
    bare.correlation = 0;
    const auto other = applied(plan, addUncertainty(plan, "Add", bare).edit);
    QVERIFY(other);
    QVERIFY(*other->uncertainties.find("pue-of-all") == bare);
}

void TestUncertaintyEdits::takenIdsGiveWay()
{
    Plan plan = *document::shippedPlan();
    Uncertainty again = *plan.uncertainties.find("delay");
    QCOMPARE(addUncertainty(plan, "Copy", again).row, std::string("delay-2"));
    again.id = std::string(64, 'x');
    plan.uncertainties.insert(again.id, again);
    const Addition a = addUncertainty(plan, "Copy", again);
    QCOMPARE(a.row, std::string(62, 'x') + "-2");
    QVERIFY(applied(plan, a.edit));
}

void TestUncertaintyEdits::severalAreOneEdit()
{
    const Plan plan = *document::shippedPlan();
    const Addition a = addUncertainties(plan, "Take two", {sample(), sample()});
    QCOMPARE(a.edit.changes.size(), 2U);
    QCOMPARE(a.row, std::string("pue-of-all-2"));
    const auto after = applied(plan, a.edit);
    QVERIFY(after && after->uncertainties.find("pue-of-all") && after->uncertainties.find("pue-of-all-2"));
}

void TestUncertaintyEdits::driversAreListedOnce()
{
    const Plan plan = *document::shippedPlan();
    QCOMPARE(driversOf(plan), (std::vector<std::string>{"energy", "supply"}));
    QVERIFY(driversOf(Plan()).empty());
}

void TestUncertaintyEdits::whatIsUncertain()
{
    const Plan plan = *document::shippedPlan();
    QVERIFY(isUncertain(plan, {"system", "lumi-ai", "in_service"}));
    QVERIFY(isUncertain(plan, {"plan", "1", "inflation"}));
    QVERIFY(!isUncertain(plan, {"factory", "lumi-aif", "pue"}));
    QVERIFY(!isUncertain(plan, {"plan", "2", "inflation"}));
}

QTEST_APPLESS_MAIN(TestUncertaintyEdits)
#include "tst_uncertaintyedits.moc"
