// SPDX-License-Identifier: GPL-3.0-or-later
#include "planmaker.h"

#include "baseline.h"
#include "edit.h"
#include "evidence.h"
#include "findings.h"
#include "resulttable.h"
#include "scenario.h"
#include "statements.h"

#include <QtTest>

#include <cmath>
#include <map>
#include <set>

using namespace engine;

class TestProjection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ledgerAddsUp_data();
    void ledgerAddsUp();
    void emptyScenarioEqualsParent();
    void excludingEqualsDeleting();
    void reprojectingEqualsProjecting();
    void periodsAddUp();
    void shippedPlanKeepsItsWord();
    void contractsBreakThreeStatements();
    void evidenceCoversAllMoney();
    void oddPlansHaveFindings();
    void ceilingsHaveTheirDates();
    void metricsAndReasons();
};

void TestProjection::ledgerAddsUp_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 40; ++seed) {
        QTest::newRow(qPrintable(QStringLiteral("plan %1").arg(seed))) << seed;
    }
}

// Total = programmes = countries and non-national = factories = months, in integer cents.
void TestProjection::ledgerAddsUp()
{
    QFETCH(unsigned, seed);
    const Projection p = project(randomPlan(seed, 6, 2, 60));
    const ResultTable budget = *resultTable(p, "budget", Period::Month);
    std::map<std::string, Cents> by[4];
    Cents total = 0;
    for (const auto &row : budget.rows) {
        const Cents paid = std::get<std::int64_t>(row[7]);
        total += paid;
        by[0][std::get<std::string>(row[0])] += paid;
        by[1][std::get<std::string>(row[3])] += paid;
        by[2][std::get<std::string>(row[4])] += paid;
        by[3][std::get<std::string>(row[5])] += paid;
    }
    const Summary s = summaryOf(p);
    QCOMPARE(total, s.paidCents);
    for (const auto &groups : by) {
        Cents sum = 0;
        for (const auto &[name, cents] : groups) {
            sum += cents;
        }
        QCOMPARE(sum, total);
    }
    QCOMPARE(s.unionCents + s.nationalCents + s.privateCents + s.unfundedCents, total);
    Cents ofFactories = 0;
    for (const auto &f : p.factories) {
        ofFactories += f ? f->paidCents : 0;
    }
    QCOMPARE(ofFactories, total);
    for (const Period period : {Period::Month, Period::Quarter, Period::Year}) {
        Cents sum = 0;
        for (const Cents c : moneyByPeriod(p, period)) {
            sum += c;
        }
        QCOMPARE(sum, total);
        for (const Money which : {Money::Paid, Money::Committed}) { // from the totals, and from every line
            QVERIFY(moneyByPeriod(p, period, which) == moneyByPeriod(p, period, which, [](const FactoryResult &, const Line &) { return true; }));
        }
    }
    Cents envelopes = 0;
    for (const EnvelopeUse &e : envelopeUse(p)) {
        envelopes += e.paidCents;
    }
    QCOMPARE(envelopes, total);
}

void TestProjection::emptyScenarioEqualsParent()
{
    core::Plan plan = randomPlan(5, 4, 2, 48);
    plan.scenarios.insert("a", {"a", "A", std::nullopt, std::nullopt});
    plan.scenarios.insert("b", {"b", "B", "a", std::nullopt});
    plan.overrides.insert("a/plan/1/inflation", {"a", "plan", "1", "inflation", 0.05});
    for (const char *table : {"budget", "compute", "capacity", "access", "summary", "envelope"}) {
        const auto a = resultTable(project(*core::resolve(plan, "a")), table, Period::Quarter);
        const auto b = resultTable(project(*core::resolve(plan, "b")), table, Period::Quarter);
        QVERIFY(a->rows == b->rows);
    }
}

void TestProjection::excludingEqualsDeleting()
{
    for (unsigned seed = 50; seed < 60; ++seed) {
        core::Plan excluded = randomPlan(seed, 5, 2, 48);
        const std::string victim = excluded.factories[2].id;
        core::Plan deleted = excluded;
        excluded.factories.edit(2).included = false;
        core::Edit edit;
        for (const core::EntityInfo &info : core::entities()) {
            const core::FieldInfo *f = info.field("factory");
            for (std::size_t i = 0; f && i < info.size(deleted); ++i) {
                if (core::toPlainText(f->get(info.rowAt(deleted, i))) == victim) {
                    edit.changes.push_back(core::removeRow(info.name, info.keyOf(info.rowAt(deleted, i))));
                }
            }
        }
        edit.changes.push_back(core::removeRow("factory", victim));
        const auto after = core::applied(deleted, edit);
        QVERIFY2(after.ok(), after.ok() ? "" : after.error().message.c_str());
        for (const char *table : {"budget", "compute", "capacity", "access", "summary", "envelope"}) {
            QVERIFY(resultTable(project(excluded), table, Period::Year)->rows == resultTable(project(*after), table, Period::Year)->rows);
        }
    }
}

void TestProjection::reprojectingEqualsProjecting()
{
    core::Plan plan = randomPlan(9, 70, 2, 60);
    const Projection before = project(plan);
    plan.systems.edit(31).accelerators += 17;
    plan.systems.edit(31).inService = plan.systems[31].inService + 3;
    const int factory = static_cast<int>(plan.factories.indexOf(*plan.systems[31].factory));
    const int changed[] = {factory};
    const Projection quick = reproject(before, plan, changed);
    const Projection whole = project(plan);
    QVERIFY(quick.totals.figures == whole.totals.figures);
    QVERIFY(quick.totals.paid == whole.totals.paid);
    for (const char *table : {"budget", "compute", "capacity", "access", "summary", "envelope"}) {
        QVERIFY(resultTable(quick, table, Period::Month)->rows == resultTable(whole, table, Period::Month)->rows);
    }
}

// A year's flow from prefix sums equals the sum of its months.
void TestProjection::periodsAddUp()
{
    const Projection p = project(randomPlan(77, 8, 3, 70));
    for (const auto &f : p.factories) {
        for (std::size_t i = 0; f && i < f->systems.size(); ++i) {
            for (int y = 0; y < p.calendar.years(); ++y) {
                const int begin = p.calendar.begin(Period::Year, y);
                const int end = p.calendar.end(Period::Year, y);
                double hours = 0;
                double energy = 0;
                for (int m = begin; m < end; ++m) {
                    hours += flowsOf(f->systems[i], p.calendar, m, m + 1).deliveredHours;
                    energy += flowsOf(f->systems[i], p.calendar, m, m + 1).energyKwh;
                }
                const SystemFlows year = flowsOf(f->systems[i], p.calendar, begin, end);
                QVERIFY(std::fabs(year.deliveredHours - hours) <= 1e-9 * std::fabs(hours) + 1e-9);
                QVERIFY(std::fabs(year.energyKwh - energy) <= 1e-9 * std::fabs(energy) + 1e-9);
            }
        }
    }
}

void TestProjection::shippedPlanKeepsItsWord()
{
    const auto plan = document::shippedPlan();
    QVERIFY2(plan.ok(), plan.ok() ? "" : plan.error().message.c_str());
    const Projection p = project(*plan);
    QCOMPARE(summaryOf(p).paidCents, Cents(150'000'000'000));
    QCOMPARE(metricValue(p, "factories", ""), std::optional(7.0));
    QCOMPARE(metricValue(p, "member_states", ""), std::optional(15.0));
    QCOMPARE(metricValue(p, "participating_states", ""), std::optional(2.0));
    QCOMPARE(metricValue(p, "factories_new", ""), std::optional(5.0));
    for (const StatementResult &s : checkStatements(p)) {
        QVERIFY2(s.holds, plan->statements[static_cast<std::size_t>(s.statement)].id.c_str());
    }
    QCOMPARE(plan->scenarios.size(), std::size_t(4));
    QCOMPARE(plan->citations.size(), std::size_t(558));
    for (const Finding &f : findings(*plan, "", p)) {
        QVERIFY2(f.severity != Severity::Error, f.message.c_str());
    }
    for (const LawCheck &c : lawChecks(p)) {
        QVERIFY2(c.kept, c.text.c_str());
    }
}

void TestProjection::contractsBreakThreeStatements()
{
    const auto plan = document::shippedPlan();
    const Projection p = project(*core::resolve(*plan, "contracts-2026"));
    const Projection baseline = project(*plan);
    std::map<std::string, std::string> broken;
    for (const StatementResult &s : checkStatements(p, &baseline)) {
        if (!s.holds) {
            broken[plan->statements[static_cast<std::size_t>(s.statement)].id] = s.reason;
        }
    }
    QCOMPARE(broken.size(), std::size_t(3));
    QCOMPARE(broken["doubling"], std::string("Reached in Oct 2027"));
    QCOMPARE(broken["deployed"], std::string("IT4LIA, LUMI AIF in 2027"));
    QVERIFY(broken["investment"].starts_with("Electricity: "));
    std::map<std::string, int> rules;
    for (const Finding &f : findings(*plan, "contracts-2026", p)) {
        ++rules[f.rule];
    }
    QCOMPARE(rules["envelope-exceeded"], 2);
    QCOMPARE(rules["no-citation"], 7);     // availability, utilisation and lifetime of the seven systems
    QCOMPARE(rules["retires"], 9);         // of the existing fleet
    QCOMPARE(rules["announced-total"], 6); // all but the one that the plan does not pay for
    QCOMPARE(rules["scenario-value"], 0);  // each is cited, be it as an assumption
}

void TestProjection::evidenceCoversAllMoney()
{
    const auto plan = document::shippedPlan();
    const Projection p = project(*plan);
    const EvidenceSums sums = evidenceSums(p);
    QCOMPARE(sums.paid[0] + sums.paid[1] + sums.paid[2], summaryOf(p).paidCents);
    const auto assumptions = assumptionsByMoney(p);
    QVERIFY(!assumptions.empty());
    for (std::size_t i = 1; i < assumptions.size(); ++i) {
        QVERIFY(assumptions[i - 1].paidCents >= assumptions[i].paidCents);
    }
    for (const AssumptionWeight &w : assumptions) {
        QCOMPARE(evidenceOf(*plan, w.cell), Evidence::Assumption);
    }
}

void TestProjection::oddPlansHaveFindings()
{
    core::Plan plan = *document::shippedPlan();
    const auto set = [&](const char *cell, core::Value v) {
        const auto c = core::parseCell(cell);
        const core::EntityInfo &info = *core::entity(c->entity);
        QVERIFY(info.field(c->field)->set(info.editAt(plan, static_cast<std::size_t>(info.indexOf(plan, c->row))), v));
    };
    set("funding/lumi-aif/infrastructure/DEP.share", 0.7);
    set("participation/lumi-aif/NO.contribution_share", 0.5);
    set("factory/mimer.pue", 0.9);
    set("factory/mimer.site_power_mw", 0.1);
    set("system/it4lia-ai.utilisation", 1.5);
    set("system/hammerhai.in_service", std::string("2040-01"));
    set("participation/pharos/GR.role", std::string("partner"));
    set("country/DE.electricity_eur_kwh", core::Value());
    set("milestone/signature.share", 0.9);
    set("participation/meluxina-ai/LU.access_share", 0.3);
    set("factory/bsc-aif.country", std::string("PT"));
    set("system/meluxina-ai.power_kw", core::Value());
    set("system/meluxina-ai.accelerator", core::Value());
    set("system/meluxina-ai.peak_bf16_pflops", core::Value());
    set("system/meluxina-ai.peak_fp64_pflops", core::Value());
    set("system/meluxina-ai.acquisition_cents", core::Value());
    plan.scenarios.insert("x", {"x", "X", std::nullopt, std::nullopt});
    plan.overrides.insert("x/system/mimer/in_service", {"x", "system", "mimer", "in_service", std::string("2027-05")});
    plan.overrides.insert("x/system/mimer/utilisation", {"x", "system", "mimer", "utilisation", 0.6});
    plan.overrides.insert("x/system/gone/utilisation", {"x", "system", "gone", "utilisation", 0.5});
    std::set<std::string> rules;
    for (const Finding &f : findings(plan, "x", project(*core::resolve(plan, "x")))) {
        rules.insert(f.rule);
        QVERIFY(!f.message.empty());
        const core::EntityInfo *info = core::entity(f.cell.entity);
        QVERIFY2(info && (f.cell.field.empty() || info->field(f.cell.field)), qPrintable(QString::fromStdString(f.cell.toString())));
        QVERIFY2(info->indexOf(plan, f.cell.row) >= 0, qPrintable(QString::fromStdString(f.cell.toString()))); // the row that it speaks of is there
    }
    for (const char *rule : {"funding-share-sum", "contribution-share-sum", "out-of-range", "site-power", "outside-horizon", "one-host", "no-electricity-price",
                             "dangling-override", "union-infrastructure", "no-citation", "milestone-share-sum", "access-share-sum", "host-country", "no-power", "no-peak",
                             "no-acquisition-price", "announced-total", "retires", "scenario-value"}) {
        QVERIFY2(rules.count(rule), rule);
    }
}

// Article 5 has one set of ceilings until January 2026 and another from then on; national money must match the Union's.
void TestProjection::ceilingsHaveTheirDates()
{
    core::Plan plan = *document::shippedPlan();
    core::CostLine line;
    line.id = "large";
    line.factory = "lumi-aif";
    line.category = core::CostCategory::Services;
    line.name = "Large";
    line.amountCents = 200'000'000'000; // EUR 2 bn, half of it Horizon Europe's
    line.indexed = false;
    const auto rulesWith = [&](core::Month month) {
        core::Plan p = plan;
        line.firstMonth = line.lastMonth = month;
        p.costLines.insert("large", line);
        std::map<std::string, Severity> rules;
        for (const Finding &f : findings(p, "", project(p))) {
            rules[f.rule] = f.severity;
        }
        return rules;
    };
    auto early = rulesWith(core::Month(2025, 6));
    QVERIFY(early.count("programme-ceiling-2021"));
    QVERIFY(early["programme-ceiling-2021"] == Severity::Error);
    auto late = rulesWith(core::Month(2026, 6));
    QVERIFY(!late.count("programme-ceiling-2021"));
    QVERIFY(!late.count("union-ceiling"));
    line.amountCents = 2'000'000'000'000;
    late = rulesWith(core::Month(2026, 6));
    QVERIFY(late["programme-ceiling"] == Severity::Warning); // the split by programme is indicative
    QVERIFY(late["union-ceiling"] == Severity::Error);
    for (std::size_t i = 0; i < plan.funding.size(); ++i) {
        core::Funding &f = plan.funding.edit(i);
        if (f.factory == "lumi-aif" && f.costClass == core::CostClass::Services) {
            f.share = f.programme == "HE" ? 1 : 0;
        }
    }
    late = rulesWith(core::Month(2026, 6));
    QVERIFY(late.count("national-match"));
    QVERIFY(late["union-running-cost"] == Severity::Warning); // read in German only, so it does not block
}

// Every metric of methodology 11, and the reason where a statement about it does not hold.
void TestProjection::metricsAndReasons()
{
    const core::Plan plan = *document::shippedPlan();
    const Projection p = project(*core::resolve(plan, "contracts-2026"));
    for (const char *metric : {"factories", "member_states", "participating_states", "factories_new", "factories_upgrade", "factories_associated", "total_eur", "union_share", "programme_eur:DEP"}) {
        QVERIFY2(metricValue(p, metric, ""), metric);
    }
    for (const char *metric : {"index_bf16", "index_fp64", "index_accelerators", "systems_in_service"}) {
        QVERIFY2(metricValue(p, metric, "2027-10") && metricValue(p, metric, "2027"), metric);
        QVERIFY2(!metricValue(p, metric, "") && !metricValue(p, metric, "2040"), metric);
    }
    QVERIFY(!metricValue(p, "programme_eur:XYZ", "") && !metricValue(p, "happiness", ""));
    QCOMPARE(*metricValue(p, "total_eur", "") * 100, static_cast<double>(summaryOf(p).paidCents));

    core::Plan asked = *core::resolve(plan, "contracts-2026");
    asked.statements = {};
    const auto ask = [&](const char *id, const char *metric, const char *period, double value) {
        asked.statements.insert(id, {id, id, metric, std::string(period), core::Comparison::Greater, value, 0, std::nullopt});
    };
    ask("a", "index_accelerators", "2025-06", *metricValue(p, "index_accelerators", "2028") - 0.01);
    ask("b", "index_fp64", "2026-12", 1e6);
    ask("c", "union_share", "", 0.6);
    ask("d", "happiness", "", 1);
    ask("e", "factories", "", 8);
    const auto results = checkStatements(project(asked));
    QCOMPARE(results.size(), std::size_t(5));
    for (const StatementResult &r : results) {
        QVERIFY(!r.holds && !r.reason.empty());
    }
    QVERIFY2(results[0].reason.starts_with("Reached in "), results[0].reason.c_str());
    QCOMPARE(results[1].reason, std::string("Not reached by Dec 2030"));
    QCOMPARE(results[2].reason, std::string("50.0 % instead of 60.0 %"));
    QVERIFY(!results[3].actual);
    QCOMPARE(results[4].reason, std::string("7 instead of 8"));
}

QTEST_GUILESS_MAIN(TestProjection)
#include "tst_projection.moc"
