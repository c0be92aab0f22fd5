// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "format.h"
#include "fundingcharts.h"
#include "keyfigures.h"
#include "plancharts.h"
#include "scenario.h"

#include <QLocale>
#include <QTest>

using namespace ui;

class TestSentences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void titlesOfTheShippedPlan_data();
    void titlesOfTheShippedPlan();
    void nothingToSay();
    void distances_data();
    void distances();
    void namesAreElidedInTheMiddle();
    void coloursFollowMoneyNotScenario();
    void keyFiguresOfTheShippedPlan();
    void chartsAddUp();
    void sixtyFactoriesKeepTheirSum();

private:
    engine::Projection projected(const char *scenario) { return engine::project(*core::resolve(m_plan, scenario)); }
    Comparison comparison(const engine::Projection &a, const engine::Projection &b, bool same) { return {a, b, "the baseline", same, false, "Baseline"}; }
    core::Plan m_plan;
};

static QString plain(QString text)
{
    return text.replace(QChar(0xA0), ' ').replace(QChar(0x202F), ' ');
}

void TestSentences::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_plan = *document::shippedPlan();
}

void TestSentences::titlesOfTheShippedPlan_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("capacity");
    QTest::addColumn<QString>("payments");
    QTest::addColumn<QString>("envelopes");
    QTest::addColumn<QString>("statements");
    QTest::newRow("baseline") << "" << "Doubling is reached in December 2026" << "Payments peak in 2026" << "Every programme stays within its envelope in every year" << "All ten public statements hold";
    QTest::newRow("contracts") << "contracts-2026" << "Doubling is reached in October 2027, ten months after the baseline" << "Payments peak in 2027, a year later"
                               << "Digital Europe is over its envelope in 2026 and 2027, by € 204.5 m together" << "7 of 10 public statements hold";
}

void TestSentences::titlesOfTheShippedPlan()
{
    QFETCH(QString, scenario);
    const engine::Projection base = projected("");
    const engine::Projection p = projected(scenario.toLatin1().constData());
    const Comparison c = comparison(p, base, scenario.isEmpty());
    QTEST(plain(sentences::capacityTitle(c)), "capacity");
    QTEST(plain(sentences::paymentsTitle(c, engine::Period::Year)), "payments");
    QTEST(plain(sentences::envelopesTitle(p)), "envelopes");
    QTEST(plain(sentences::statementsTitle(engine::checkStatements(p))), "statements");
    QCOMPARE(plain(sentences::placesTitle(p)), QString("Seven factories, 17 countries"));
}

void TestSentences::nothingToSay()
{
    const engine::Projection p = engine::project(document::emptyPlan("Empty"));
    const Comparison c = comparison(p, p, true);
    QCOMPARE(sentences::capacityTitle(c), QString("Capacity"));
    QCOMPARE(sentences::paymentsTitle(c, engine::Period::Year), QString("Payments"));
    QCOMPARE(sentences::envelopesTitle(p), QString("Envelopes"));
    QCOMPARE(sentences::statementsTitle({}), QString("Public statements"));
    QCOMPARE(sentences::placesTitle(p), QString("Places"));
    QCOMPARE(sentences::demandTitle(p), QString("Demand and supply"));
    QCOMPARE(sentences::payersTitle(p), QString("Who pays"));
    QVERIFY(sentences::overviewLead(c).isEmpty());
    QCOMPARE(keyFigures(c).size(), std::size_t{8});
}

void TestSentences::distances_data()
{
    QTest::addColumn<int>("months");
    QTest::addColumn<QString>("words");
    QTest::newRow("1") << 1 << "a month";
    QTest::newRow("10") << 10 << "ten months";
    QTest::newRow("12") << 12 << "a year";
    QTest::newRow("13") << 13 << "13 months";
    QTest::newRow("24") << 24 << "two years";
}

void TestSentences::distances()
{
    QFETCH(int, months);
    QTEST(sentences::monthsApart(months), "words");
}

void TestSentences::namesAreElidedInTheMiddle()
{
    const QString name = plain(sentences::elidedName("National Centre for Very Large Computing Machines of Kajaani"));
    QVERIFY(name.size() <= 32);
    QCOMPARE(name, QString::fromUtf8("National … of Kajaani"));
    QCOMPARE(sentences::elidedName("LUMI AIF"), QString("LUMI") + QChar(0xA0) + "AIF");
    QCOMPARE(sentences::joined({"A", "B", "C"}), QString("A, B and C"));
}

void TestSentences::coloursFollowMoneyNotScenario()
{
    const SeriesColours colours(m_plan);
    QCOMPARE(colours.rankOf("lumi-aif"), 0);
    const engine::Projection p = engine::project(m_plan);
    std::map<int, core::Cents> byRank;
    for (const auto &f : p.factories) {
        if (f) {
            byRank[colours.rankOf(p.plan.factories[static_cast<std::size_t>(f->factory)].id)] = f->paidCents;
        }
    }
    QCOMPARE(byRank.size(), std::size_t{7});
    core::Cents last = std::numeric_limits<core::Cents>::max();
    int rank = 0;
    for (const auto &[r, paid] : byRank) {
        QCOMPARE(r, rank++);
        QVERIFY(paid <= last);
        last = paid;
    }
}

void TestSentences::keyFiguresOfTheShippedPlan()
{
    const engine::Projection base = projected("");
    const engine::Projection p = projected("contracts-2026");
    const auto figures = keyFigures(comparison(p, base, false));
    const char *const expected[][2] = {{"1.46", "−€ 36.1 m"}, {"49.98", "±0.00 points"}, {"18,258", "−1,092"}, {"77.1", "−2.7 EF"},
                                       {"1.31", "−1.84"}, {"3.38", "+0.61"}, {"119", "−155 points"}, {"2026", "DEP by € 18.2 m"}};
    for (std::size_t i = 0; i < figures.size(); ++i) {
        QCOMPARE(plain(figures[i].figure), QString::fromUtf8(expected[i][0]));
        QCOMPARE(plain(figures[i].change), QString::fromUtf8(expected[i][1]));
    }
    // Money alone is neither better nor worse; hours, price and index are.
    QVERIFY(figures[0].sense == KeyFigure::Sense::Neutral);
    QVERIFY(figures[4].sense == KeyFigure::Sense::Worse);
    QVERIFY(figures[5].sense == KeyFigure::Sense::Worse && figures[5].direction == 1);
    QVERIFY(figures[0].exact.contains("1,463,940,271.33"));
}

void TestSentences::chartsAddUp()
{
    const engine::Projection base = projected("");
    const engine::Projection p = projected("all-19");
    const Comparison c = comparison(p, base, false);
    const ChartSpec areas = capacityChart(c, SeriesColours(m_plan), QDate(2026, 11, 24));
    QVERIFY(areas.series.size() <= 1 + 1 + SeriesColours::distinct); // fleet, others, those with a colour
    for (int m = 0; m < p.calendar.months(); ++m) {
        const engine::Capacity k = engine::capacityOf(p, engine::Period::Month, m);
        QVERIFY(std::abs(totalAt(areas, m) - (k.fleetBf16Pflops + k.plannedBf16Pflops) / 1000) < 1e-9);
    }
    QCOMPARE(areas.today, 22 + 23.0 / 30);
    for (const auto period : {engine::Period::Year, engine::Period::Quarter, engine::Period::Month}) {
        const ChartSpec bars = paymentsChart(c, period);
        const auto money = engine::moneyByPeriod(p, period);
        for (std::size_t i = 0; i < money.size(); ++i) {
            QVERIFY(std::abs(totalAt(bars, static_cast<int>(i)) * 1e8 - static_cast<double>(money[i])) < 1e-3);
        }
    }
}

void TestSentences::sixtyFactoriesKeepTheirSum()
{
    core::Plan plan = m_plan;
    for (int i = 0; i < 53; ++i) {
        core::Factory f = *m_plan.factories.find("lumi-aif");
        f.id = "extra-" + std::to_string(i);
        f.name = std::string(120, 'x');
        plan.factories.insert(f.id, f);
        core::System s = *m_plan.systems.find("lumi-ai");
        s.id = "extra-system-" + std::to_string(i);
        s.factory = f.id;
        plan.systems.insert(s.id, s);
    }
    const engine::Projection p = engine::project(plan);
    const SeriesColours colours(plan);
    const ChartSpec areas = capacityChart(comparison(p, p, true), colours, {});
    QCOMPARE(areas.series.size(), qsizetype{9});
    QCOMPARE(areas.series[1].name, QString("53 others"));
    const engine::Capacity k = engine::capacityOf(p, engine::Period::Month, p.calendar.months() - 1);
    QVERIFY(std::abs(totalAt(areas, p.calendar.months() - 1) - (k.fleetBf16Pflops + k.plannedBf16Pflops) / 1000) < 1e-9);
    const FlowSpec flow = moneyFlowChart(comparison(p, p, true), colours, engine::Money::Paid);
    const auto named = std::count_if(flow.nodes.begin(), flow.nodes.end(), [](const FlowNode &n) { return n.column == 1; });
    QCOMPARE(named, 15);
    QVERIFY(std::any_of(flow.nodes.begin(), flow.nodes.end(), [](const FlowNode &n) { return n.name == QString("46 others") && !n.link; }));
    double paid = 0;
    for (const FlowPath &path : flow.paths) {
        paid += path.value;
        QCOMPARE(flow.nodes[path.nodes[1]].column, 1);
    }
    QVERIFY(std::abs(paid * 1e6 - engine::paidEur(p, false)) < 1);
    for (const MapFactory &f : placesMap(p, colours).factories) {
        QVERIFY(f.name.size() <= 32);
    }
}

QTEST_MAIN(TestSentences)
#include "tst_sentences.moc"
