// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "planedits.h"
#include "scenario.h"

#include <QTest>

using namespace core;

namespace {

Plan shipped()
{
    return *document::shippedPlan();
}

int rowsOf(const Plan &plan, const std::string &factory)
{
    int n = 0;
    for (const System &s : plan.systems) {
        n += s.factory == factory ? 1 : 0;
    }
    for (const CostLine &l : plan.costLines) {
        n += l.factory == factory ? 1 : 0;
    }
    for (const Participation &p : plan.participations) {
        n += p.factory == factory ? 1 : 0;
    }
    for (const Funding &f : plan.funding) {
        n += f.factory == factory ? 1 : 0;
    }
    return n;
}

} // namespace

class TestPlanEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreMadeOfNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id");
        QTest::newRow("plain") << "New Factory" << "new-factory";
        QTest::newRow("taken") << "LUMI AIF" << "lumi-aif-2";
        QTest::newRow("signs") << "  A & B (2)! " << "a-b-2";
        QTest::newRow("greek") << QString::fromUtf8("Φάρος") << "factory";
        QTest::newRow("accents") << QString::fromUtf8("Usine é") << "usine";
    }
    void idsAreMadeOfNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, id);
        const std::string made = freeId(shipped(), "factory", name.toStdString());
        QCOMPARE(QString::fromStdString(made), id);
        QVERIFY(isSlug(made));
    }

    void aFactoryIsAddedWithHostAndPayers()
    {
        const Plan plan = shipped();
        const auto a = addFactory(plan, "", "Add", {"Test", "PT", FactoryKind::Associated}, plan);
        QVERIFY(a);
        const auto after = applied(plan, a->edit);
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        const Factory *f = after->factories.find("test");
        QVERIFY(f && f->included);
        QVERIFY(f->kind == FactoryKind::Associated);
        const Participation *host = after->participations.find("test/PT");
        QVERIFY(host && host->role == ParticipationRole::Host);
        QCOMPARE(host->contributionShare, 1.0);
        for (const char *share : {"test/infrastructure/DEP", "test/operations/NAT", "test/services/HE"}) {
            const Funding *funding = after->funding.find(share);
            QVERIFY2(funding, share);
            QCOMPARE(funding->share, 0.5);
        }
        QVERIFY(!addFactory(plan, "", "Add", {"", "PT"}, plan));
        QVERIFY(!addFactory(plan, "", "Add", {"Test", "XX"}, plan));
    }

    void inAScenarioTheBaselineLeavesItOut()
    {
        const Plan plan = shipped();
        const auto a = addFactory(plan, "delay-6", "Add", {"Test", "PT"}, plan);
        QVERIFY(a);
        auto after = applied(plan, a->edit);
        QVERIFY(after);
        const Addition system = addSystem(*after, "delay-6", "Add", "test", "Test system", plan);
        after = applied(*after, system.edit);
        QVERIFY(after);
        QVERIFY(!after->factories.find("test")->included);
        QVERIFY(!after->systems.find("test-system")->included);
        const auto seen = resolve(*after, "delay-6");
        QVERIFY(seen->factories.find("test")->included && seen->systems.find("test-system")->included);
        const auto other = resolve(*after, "energy-crisis");
        QVERIFY(!other->factories.find("test")->included);
    }

    void anEmptyPlanTakesWhatItLacksFromTheCatalogue()
    {
        const Plan plan = document::emptyPlan("Empty");
        const Plan catalogue = shipped();
        const auto a = addFactory(plan, "", "Add", {"Test", "FI"}, catalogue);
        QVERIFY(a);
        auto after = applied(plan, a->edit);
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QCOMPARE(after->countries.size(), std::size_t{1});
        QCOMPARE(after->milestones.size(), catalogue.milestones.size());
        const Addition s = addSystem(*after, "", "Add", "test", "Test system", catalogue);
        after = applied(*after, s.edit);
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QCOMPARE(after->accelerators.size(), std::size_t{1});
        QVERIFY(after->systems.find("test-system")->accelerator.has_value());
        const Addition p = addParticipant(*after, "Add", "test", "SE", catalogue);
        after = applied(*after, p.edit);
        QVERIFY(after && after->countries.find("SE"));
    }

    void aDuplicateIsEqualButForItsName()
    {
        const Plan plan = shipped();
        const auto a = duplicate(plan, "", "Duplicate", "factory", "lumi-aif", "LUMI AIF (copy)");
        QVERIFY(a);
        QCOMPARE(a->row, std::string("lumi-aif-copy"));
        const auto after = applied(plan, a->edit);
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QCOMPARE(rowsOf(*after, "lumi-aif-copy"), rowsOf(plan, "lumi-aif"));
        Factory copy = *after->factories.find("lumi-aif-copy");
        copy.id = "lumi-aif";
        copy.name = "LUMI AIF";
        QVERIFY(copy == *plan.factories.find("lumi-aif"));
        QCOMPARE(after->citations.size(), plan.citations.size());
        QVERIFY(!duplicate(plan, "", "Duplicate", "factory", "nobody", "x"));
    }

    void aDuplicateHasTheValuesThatTheScenarioSees()
    {
        const Plan plan = shipped();
        const auto a = duplicate(plan, "contracts-2026", "Duplicate", "system", "lumi-ai", "Second");
        QVERIFY(a);
        const auto after = applied(plan, a->edit);
        QVERIFY(after);
        QCOMPARE(after->systems.find("second")->inService.toString(), std::string("2027-10"));
        QVERIFY(!after->systems.find("second")->included);
        QVERIFY(resolve(*after, "contracts-2026")->systems.find("second")->included);
        const auto line = duplicate(plan, "contracts-2026", "Duplicate", "cost_line", "lumi-aif-services", "More services");
        const auto with = applied(plan, line->edit);
        QVERIFY(with);
        QCOMPARE(with->costLines.find(line->row)->amountCents, Cents{0});
        QCOMPARE(resolve(*with, "contracts-2026")->costLines.find(line->row)->amountCents, plan.costLines.find("lumi-aif-services")->amountCents);
    }

    void removalTakesAllThatSpeaksOfIt_data()
    {
        QTest::addColumn<QString>("entity");
        QTest::addColumn<QString>("row");
        QTest::newRow("factory") << "factory" << "lumi-aif";
        QTest::newRow("excluded factory") << "factory" << "ai-at";
        QTest::newRow("system") << "system" << "mimer";
        QTest::newRow("cost line") << "cost_line" << "mimer-services";
        QTest::newRow("participant") << "participation" << "lumi-aif/CZ";
    }
    void removalTakesAllThatSpeaksOfIt()
    {
        QFETCH(QString, entity);
        QFETCH(QString, row);
        const Plan plan = shipped();
        const Removal removal = removeWith(plan, "Remove", entity.toStdString(), row.toStdString());
        const auto after = applied(plan, removal.edit);
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QVERIFY(core::entity(entity.toStdString())->indexOf(*after, row.toStdString()) < 0);
        int alongside = 0;
        for (const auto &[table, count] : removal.alongside) {
            alongside += count;
        }
        QCOMPARE(alongside + 1, static_cast<int>(removal.edit.changes.size()));
        for (const Override &o : after->overrides) {
            QVERIFY(core::entity(o.entity)->indexOf(*after, o.row) >= 0);
        }
        for (const Citation &c : after->citations) {
            QVERIFY(!(c.entity == entity.toStdString() && c.row == row.toStdString()));
        }
        if (entity == "factory") {
            QCOMPARE(rowsOf(*after, row.toStdString()), 0);
        }
    }
};

QTEST_APPLESS_MAIN(TestPlanEdits)
#include "tst_planedits.moc"
