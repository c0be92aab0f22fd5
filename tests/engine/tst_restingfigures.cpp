// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "restingfigures.h"
#include "scenario.h"

#include <QTest>

#include <set>

using namespace engine;

class TestRestingFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moneyIsThatOfTheAssumptions();
    void capacityAddsUp();
    void capacityFollowsItsInputs();
    void disputesAreSeen();
};

static core::Plan shipped()
{
    return *core::resolve(*document::shippedPlan(), "contracts-2026");
}

void TestRestingFigures::moneyIsThatOfTheAssumptions()
{
    const Projection p = project(shipped());
    const auto figures = restingFigures(p);
    std::map<core::Cell, Cents> assumed;
    std::set<core::Cell> seen;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        QVERIFY(seen.insert(figures[i].cell).second);
        QVERIFY(i == 0 || figures[i - 1].paidCents >= figures[i].paidCents);
        QCOMPARE(figures[i].evidence, evidenceOf(p.plan, figures[i].cell));
        if (figures[i].evidence == Evidence::Assumption && figures[i].paidCents != 0) {
            assumed[figures[i].cell] = figures[i].paidCents;
        }
    }
    const auto weights = assumptionsByMoney(p);
    QCOMPARE(assumed.size(), weights.size());
    for (const AssumptionWeight &w : weights) {
        QCOMPARE(assumed[w.cell], w.paidCents);
    }
    // Whoever is cited for anything is listed.
    for (const core::Citation &c : p.plan.citations) {
        QVERIFY(seen.count({c.entity, c.row, c.field}) == 1);
    }
}

void TestRestingFigures::capacityAddsUp()
{
    const Projection p = project(shipped());
    const CapacityEvidence e = capacityEvidence(p);
    double peak = 0;
    for (const auto &f : p.factories) {
        for (std::size_t i = 0; f && i < f->systems.size(); ++i) {
            peak += f->systems[i].from < f->systems[i].to ? f->systems[i].peakBf16Pflops : 0;
        }
    }
    QVERIFY(peak > 0);
    QCOMPARE(e.total(), peak);
    QVERIFY(e.assumedShare() >= 0 && e.assumedShare() <= 1);
}

void TestRestingFigures::capacityFollowsItsInputs()
{
    core::Plan plan = shipped();
    // Everything stated: nothing is assumed any more.
    const auto state = [&](const core::Cell &cell) {
        core::Edit edit;
        for (const core::Citation &c : plan.citations) {
            if (core::Cell{c.entity, c.row, c.field} == cell) {
                edit.changes.push_back(core::removeRow("citation", c.entity + '/' + c.row + '/' + c.field + '/' + c.source));
            }
        }
        edit.changes.push_back(core::insertRow("citation", cell.entity + '/' + cell.row + '/' + cell.field + '/',
                                               {{"entity", cell.entity}, {"row", cell.row}, {"field", cell.field}, {"source", std::string()}, {"status", std::string("stated")}}));
        plan = *core::applied(plan, edit);
    };
    const Projection before = project(plan);
    std::set<core::Cell> inputs;
    for (const auto &f : before.factories) {
        for (std::size_t i = 0; f && i < f->systems.size(); ++i) {
            for (const core::Cell &cell : capacityInputsOf(before, f->systems[i])) {
                inputs.insert(cell);
            }
        }
    }
    for (const core::Cell &cell : inputs) {
        state(cell);
    }
    QCOMPARE(capacityEvidence(project(plan)).assumedShare(), 0.0);
    // One month in service that nobody is cited for: the whole system is assumed.
    const auto &f = *std::find_if(before.factories.begin(), before.factories.end(), [](const auto &x) { return x && !x->systems.empty(); });
    const core::System &s = plan.systems[static_cast<std::size_t>(f->systems[0].system)];
    plan = *core::applied(plan, {"Forget", {core::removeRow("citation", "system/" + s.id + "/in_service/")}});
    QCOMPARE(capacityEvidence(project(plan)).bf16Pflops[2], f->systems[0].peakBf16Pflops);
}

void TestRestingFigures::disputesAreSeen()
{
    const core::Plan plan = shipped();
    const auto figures = restingFigures(project(plan));
    const auto find = [&](const std::vector<RestingFigure> &in, const core::Cell &cell) { return *std::find_if(in.begin(), in.end(), [&](const auto &f) { return f.cell == cell; }); };
    const RestingFigure parliament = find(figures, {"factory", "meluxina-ai", "announced_total_cents"});
    QVERIFY(parliament.citations.size() >= 2);
    QVERIFY(plan.citations[parliament.citations.front()].used);
    // Two that say the same do not disagree.
    const core::Cell inflation{"plan", "1", "inflation"};
    QVERIFY(!find(figures, inflation).disputed);
    const auto cite = [&](double value) {
        return *core::applied(plan, {"Cite", {core::insertRow("citation", "plan/1/inflation/announcement", {{"entity", std::string("plan")}, {"row", std::string("1")}, {"field", std::string("inflation")},
                                                                                                            {"source", std::string("announcement")}, {"status", std::string("stated")}, {"value", value}})}});
    };
    QVERIFY(!find(restingFigures(project(cite(0.02))), inflation).disputed);
    QVERIFY(find(restingFigures(project(cite(0.03))), inflation).disputed);
}

QTEST_APPLESS_MAIN(TestRestingFigures)
#include "tst_restingfigures.moc"
