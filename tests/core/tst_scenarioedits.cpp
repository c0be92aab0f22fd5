// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of whole scenarios: what they give, and that nobody else's figures move who should not.
#include "../engine/planmaker.h"
#include "scenario.h"
#include "scenarioedits.h"

#include <QTest>

using namespace core;

class TestScenarioEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreFree_data();
    void idsAreFree();
    void adds();
    void duplicates();
    void movesButInNoCircle();
    void removingKeepsTheChildrenAsTheyAre();
    void resets();
    void promotesToAParentAndToTheBaseline();
    void passesOverWhatIsGone();

private:
    // root <- middle <- leaf, and one aside; each changes something of its own and something shared.
    static Plan plan();
    static Plan after(const Plan &before, const Edit &edit)
    {
        const auto result = applied(before, edit);
        if (!result) {
            qFatal("%s", result.error().message.c_str());
        }
        return *result;
    }
    static Plan resolvedOf(const Plan &p, const char *scenario)
    {
        Plan r = *resolve(p, scenario);
        r.scenarios = {};
        r.overrides = {};
        return r;
    }
};

Plan TestScenarioEdits::plan()
{
    Plan p = randomPlan(7, 3, 2, 48);
    p.scenarios.insert("aside", {"aside", "Aside", {}, {}});
    p.scenarios.insert("leaf", {"leaf", "Leaf", "middle", {}});
    p.scenarios.insert("middle", {"middle", "Middle", "root", "what stands between"});
    p.scenarios.insert("root", {"root", "Root", {}, {}});
    const auto set = [&](const char *scenario, std::size_t system, std::int64_t count) {
        const auto change = setCell(p, scenario, {"system", p.systems[system].id, "accelerators"}, Value(count));
        if (!change || !patch(p, *change)) {
            qFatal("cannot set");
        }
    };
    set("root", 1, 11);
    set("root", 2, 12);
    set("middle", 2, 22);
    set("middle", 3, 23);
    set("leaf", 3, 33);
    set("leaf", 4, 34);
    return p;
}

void TestScenarioEdits::idsAreFree_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("id");
    QTest::newRow("plain") << "Later" << "later";
    QTest::newRow("words") << "Later, dearer!" << "later-dearer";
    QTest::newRow("taken") << "Root" << "root-2";
    QTest::newRow("the baseline's") << "Baseline" << "baseline-2";
    QTest::newRow("no letters") << "…" << "scenario";
    QTest::newRow("long") << QString(200, 'x') << QString(48, 'x');
}

void TestScenarioEdits::idsAreFree()
{
    QFETCH(QString, name);
    QFETCH(QString, id);
    QCOMPARE(QString::fromStdString(freeScenarioId(plan(), name.toStdString())), id);
    QVERIFY(isSlug(id.toStdString()));
}

void TestScenarioEdits::adds()
{
    const Plan p = after(plan(), addScenario(plan(), "Add", "Later", "middle"));
    QCOMPARE(p.scenarios.find("later")->parent, OptionalText("middle"));
    QVERIFY(resolvedOf(p, "later") == resolvedOf(p, "middle"));
    QVERIFY(!after(plan(), addScenario(plan(), "Add", "Later", "")).scenarios.find("later")->parent);
}

void TestScenarioEdits::duplicates()
{
    const Plan p = after(plan(), duplicateScenario(plan(), "Duplicate", "middle", "Copy of Middle"));
    const Scenario *copy = p.scenarios.find("copy-of-middle");
    QVERIFY(copy);
    QCOMPARE(copy->parent, OptionalText("root"));
    QCOMPARE(copy->note, OptionalText("what stands between"));
    QCOMPARE(overridesOf(p, "copy-of-middle").size(), std::size_t{2});
    QVERIFY(resolvedOf(p, "copy-of-middle") == resolvedOf(p, "middle"));
    // Of the baseline: an empty scenario on it.
    const Plan q = after(plan(), duplicateScenario(plan(), "Duplicate", "", "Baseline too"));
    QVERIFY(resolvedOf(q, "baseline-too") == resolvedOf(q, ""));
}

void TestScenarioEdits::movesButInNoCircle()
{
    const Plan p = after(plan(), moveScenario("Move", "leaf", "aside"));
    QCOMPARE(p.scenarios.find("leaf")->parent, OptionalText("aside"));
    QVERIFY(!after(plan(), moveScenario("Move", "leaf", "")).scenarios.find("leaf")->parent);
    const auto circle = applied(plan(), moveScenario("Move", "root", "leaf"));
    QVERIFY(!circle);
    QVERIFY(circle.error().message.find("ancestor") != std::string::npos);
}

void TestScenarioEdits::removingKeepsTheChildrenAsTheyAre()
{
    const Plan before = plan();
    for (const char *gone : {"middle", "root", "leaf", "aside"}) {
        const Plan p = after(before, removeScenario(before, "Delete", gone));
        QVERIFY(!p.scenarios.find(gone));
        QVERIFY(overridesOf(p, gone).empty());
        for (const char *other : {"root", "middle", "leaf", "aside"}) {
            if (std::string(other) != gone) {
                QVERIFY2(resolvedOf(p, other) == resolvedOf(before, other), other);
            }
        }
    }
    const Plan p = after(before, removeScenario(before, "Delete", "middle"));
    QCOMPARE(p.scenarios.find("leaf")->parent, OptionalText("root"));
    QCOMPARE(overridesOf(p, "leaf").size(), std::size_t{3}); // its own two, and what it inherited
}

void TestScenarioEdits::resets()
{
    const Plan before = plan();
    const Cell own{"system", before.systems[3].id, "accelerators"};
    const Cell inherited{"system", before.systems[1].id, "accelerators"};
    const Edit edit = resetCells(before, "Reset", "leaf", {own, inherited});
    QCOMPARE(edit.changes.size(), std::size_t{1});
    const Plan p = after(before, edit);
    QCOMPARE(valueAt(*resolve(p, "leaf"), own), Value(std::int64_t{23}));
}

void TestScenarioEdits::promotesToAParentAndToTheBaseline()
{
    const Plan before = plan();
    const Cell shared{"system", before.systems[3].id, "accelerators"}; // middle has it too
    const Cell alone{"system", before.systems[4].id, "accelerators"};
    const Plan p = after(before, *promoteCells(before, "Promote", "leaf", {shared, alone}));
    QVERIFY(overridesOf(p, "leaf").empty());
    QVERIFY(resolvedOf(p, "leaf") == resolvedOf(before, "leaf"));
    QCOMPARE(valueAt(*resolve(p, "middle"), shared), Value(std::int64_t{33}));
    QCOMPARE(valueAt(*resolve(p, "middle"), alone), Value(std::int64_t{34}));
    // On the baseline the parent is the baseline itself.
    const Cell first{"system", before.systems[1].id, "accelerators"};
    const Plan q = after(before, *promoteCells(before, "Promote", "root", {first}));
    QCOMPARE(valueAt(q, first), Value(std::int64_t{11}));
    QVERIFY(resolvedOf(q, "root") == resolvedOf(before, "root"));
    QCOMPARE(overridesOf(q, "root").size(), std::size_t{1});
    QVERIFY(!promoteCells(before, "Promote", "no such", {first}));
}

void TestScenarioEdits::passesOverWhatIsGone()
{
    Plan before = plan();
    before.overrides.insert("middle/system/no-such/accelerators", {"middle", "system", "no-such", "accelerators", Value(std::int64_t{1})});
    QCOMPARE(overridesOf(after(before, duplicateScenario(before, "Duplicate", "middle", "Copy")), "copy").size(), std::size_t{2});
    QVERIFY(!after(before, removeScenario(before, "Delete", "middle")).scenarios.find("middle"));
}

QTEST_APPLESS_MAIN(TestScenarioEdits)
#include "tst_scenarioedits.moc"
