// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "format.h"
#include "planmaker.h"
#include "reportsimulation.h"
#include "scenario.h"
#include "slides.h"
#include "statements.h"

#include <QLocale>
#include <QTest>

#include <cmath>

using namespace ui;

// The slides say what the engine computes, one message each, and keep to what a slide can hold.
class TestSlides : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void messages_data();
    void messages();
    void figuresAreTheEngines();
    void riskIsTheSimulations();
    void anyPlanFits_data();
    void anyPlanFits();

private:
    std::vector<SlideSpec> slides(const core::Plan &plan, const char *scenario, const char *against) const;
    core::Plan m_plan;
};

static QString plain(QString text)
{
    return text.replace(QChar(0xA0), ' ').replace(QChar(0x202F), ' ');
}

static const SlideSpec *find(const std::vector<SlideSpec> &slides, const char *id)
{
    const auto it = std::find_if(slides.begin(), slides.end(), [&](const SlideSpec &s) { return s.id == QLatin1String(id); });
    return it == slides.end() ? nullptr : &*it;
}

std::vector<SlideSpec> TestSlides::slides(const core::Plan &plan, const char *scenario, const char *against) const
{
    const engine::Projection p = engine::project(*core::resolve(plan, scenario));
    const engine::Projection b = engine::project(*core::resolve(plan, against));
    const bool same = std::string(scenario) == against;
    const Comparison c{p, b, Comparison::nameInSentence(plan, against), same, false, "Baseline"};
    return slidesOf(c, SeriesColours(plan), {"As contracted, October 2026", engine::checkStatements(p, same ? nullptr : &b), QDate(2026, 11, 22), document::simulatedForReport(p)});
}

void TestSlides::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_plan = *document::shippedPlan();
}

void TestSlides::messages_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("baseline") << "" << QStringList{"AI Factories: the first seven", "€ 1.50 bn to 2030, 50 % of it from the Union", "All ten public statements hold", "Doubling is reached in December 2026",
                                                    "Payments peak in 2026", "Every programme stays within its envelope in every year", "Finland and Italy pay 59 % of the national money", "Demand is covered from July 2026", "€ 1.39 bn to € 1.70 bn in nine of ten draws", "Digital Europe exceeds its envelope of 2026 in 85 in 100 draws"};
    QTest::newRow("contracts") << "contracts-2026" << QStringList{"AI Factories: the first seven", "€ 36.1 m less and 20 % fewer hours", "7 of 10 public statements hold", "Doubling is reached in October 2027",
                                                                   "Payments peak in 2027, a year later", "Digital Europe is over its envelope in 2026 and 2027", "Finland and Italy pay 59 % of the national money",
                                                                   "Demand is covered from May 2027", "€ 1.36 bn to € 1.66 bn in nine of ten draws", "Digital Europe exceeds its envelope of 2027 in every draw", "Seven systems come later, by two to ten months"};
}

void TestSlides::messages()
{
    QFETCH(QString, scenario);
    QFETCH(QStringList, titles);
    QStringList got;
    for (const SlideSpec &s : slides(m_plan, scenario.toLatin1().constData(), "")) {
        got << plain(s.title);
        QVERIFY(!s.notes.isEmpty());
        QVERIFY(!s.subtitle.isEmpty());
    }
    QCOMPARE(got, titles);
}

void TestSlides::figuresAreTheEngines()
{
    const std::vector<SlideSpec> all = slides(m_plan, "contracts-2026", "");
    const engine::Projection p = engine::project(*core::resolve(m_plan, "contracts-2026"));
    const engine::Summary summary = engine::summaryOf(p);
    // Who pays: the headings are the sums, the bars below them add up to them.
    const SlideSpec *payers = find(all, "payers");
    QVERIFY(payers && payers->table.bars());
    QCOMPARE(payers->table.rows[0].figures[0], format::eurMillions(static_cast<double>(summary.unionCents) / 100));
    const auto countries = std::find_if(payers->table.rows.begin() + 1, payers->table.rows.end(), [](const SlideRow &r) { return r.heading; });
    QVERIFY(countries != payers->table.rows.end());
    QCOMPARE(countries->figures[0], format::eurMillions(static_cast<double>(summary.nationalCents) / 100));
    double shown = 0;
    for (auto row = countries + 1; row != payers->table.rows.end(); ++row) {
        shown += *format::parse(row->figures[0]);
        QVERIFY(row->bar > 0 && row->bar <= 1);
    }
    QVERIFY(std::fabs(shown - static_cast<double>(summary.nationalCents) / 1e8) < 0.5);
    // The envelope under most strain: committed and ceiling of each year.
    const SlideSpec *envelope = find(all, "envelope");
    for (const engine::EnvelopeUse &u : engine::envelopeUse(p)) {
        if (u.programme >= 0 && p.plan.programmes[static_cast<std::size_t>(u.programme)].id == "DEP") {
            const int year = u.year - p.calendar.firstYear();
            QCOMPARE(envelope->chart.series[0].values[year], static_cast<double>(u.committedCents) / 1e8);
            QCOMPARE(envelope->chart.limits[year], u.envelopeCents ? static_cast<double>(*u.envelopeCents) / 1e8 : envelope->chart.limits[year]);
        }
    }
    // Demand and what is delivered.
    const SlideSpec *demand = find(all, "demand");
    double delivered = 0;
    for (const double hours : demand->chart.series[0].values) {
        delivered += hours;
    }
    QVERIFY(std::fabs(delivered - summary.referenceHours / 1e6) < 1e-6);
    // Months apart, with what each brings.
    const SlideSpec *changes = find(all, "changes");
    QCOMPARE(changes->table.rows.size(), std::size_t(7));
    QCOMPARE(changes->table.rows.back().name, QString("LUMI-AI"));
    QCOMPARE(plain(changes->table.rows.back().figures.join('|')), QString("Dec 2026|Oct 2027|+10"));
    QCOMPARE(changes->figures.size(), std::size_t(3));
    QCOMPARE(find(slides(m_plan, "", ""), "changes"), nullptr);
}

void TestSlides::riskIsTheSimulations()
{
    const std::vector<SlideSpec> all = slides(m_plan, "contracts-2026", "");
    const auto answer = document::simulatedForReport(engine::project(*core::resolve(m_plan, "contracts-2026")));
    QCOMPARE(answer->draws, m_plan.settings().simulationDraws);
    const simulation::Outcome &years = *answer->outcome(engine::Period::Year);
    const SlideSpec *money = find(all, "risk");
    QVERIFY(money && money->chart.kind == ChartSpec::Kind::Fan);
    for (int y = 0; y < 6; ++y) {
        for (std::size_t q = 0; q < 7; ++q) {
            QCOMPARE(money->chart.bands[0].quantiles[y][q], years.find(simulation::Figure::PaidEur, {}, y)->summary.quantiles[q] / 1e6);
        }
    }
    QVERIFY(plain(money->subtitle).contains(QStringLiteral("10,000 draws, seed 1")));
    const SlideSpec *envelopes = find(all, "risk-envelopes");
    QVERIFY(envelopes && envelopes->table.rows.size() > 1);
    double before = 1;
    for (const SlideRow &row : envelopes->table.rows) {
        const auto risk = std::find_if(answer->committed.begin(), answer->committed.end(), [&](const simulation::EnvelopeRisk &r) {
            return format::percent(r.probability, 1) == row.figures[2] && format::eurMillions(r.worstTenthEur) == row.figures[1] && row.name.endsWith(QString::number(r.year));
        });
        QVERIFY2(risk != answer->committed.end(), qPrintable(row.name));
        QVERIFY(risk->probability <= before);
        before = risk->probability;
    }
    QCOMPARE(envelopes->figures.size(), std::size_t(3));
    // Without uncertainty there are none.
    core::Plan certain = m_plan;
    while (certain.uncertainties.size() > 0) {
        certain.uncertainties.erase(0);
    }
    QVERIFY(!find(slides(certain, "", ""), "risk") && !find(slides(certain, "", ""), "risk-envelopes"));
}

void TestSlides::anyPlanFits_data()
{
    QTest::addColumn<core::Plan>("plan");
    QTest::newRow("empty") << document::emptyPlan("Nothing yet");
    core::Plan crowded = randomPlan(7, 60, 2, 180);
    for (std::size_t i = 0; i < crowded.systems.size(); ++i) {
        crowded.systems.edit(i).name = std::string(120, 'W');
    }
    core::Plan later = crowded;
    crowded.scenarios.insert("late", {"late", std::string(120, 'S'), {}, {}});
    for (const core::System &s : later.systems) {
        if (s.factory) {
            crowded.overrides.insert("late/system/" + s.id + "/in_service", {"late", "system", s.id, "in_service", (s.inService + 3).toString()});
        }
    }
    QTest::newRow("sixty factories") << crowded;
}

void TestSlides::anyPlanFits()
{
    QFETCH(core::Plan, plan);
    const bool late = plan.scenarios.find("late") != nullptr;
    const std::vector<SlideSpec> all = slides(plan, late ? "late" : "", "");
    QVERIFY(!all.empty());
    QCOMPARE(all.front().kind, SlideSpec::Kind::Cover);
    for (const SlideSpec &s : all) {
        QVERIFY2(s.title.size() <= 96 || s.kind == SlideSpec::Kind::Cover, qPrintable(s.title));
        QVERIFY2(s.table.rows.size() <= 16, qPrintable(s.id));
        for (const SlideRow &row : s.table.rows) {
            QCOMPARE(row.figures.size(), s.table.columns.size());
        }
    }
    if (late) {
        QCOMPARE(find(all, "changes")->table.rows.size(), std::size_t(10));
    }
}

QTEST_MAIN(TestSlides)
#include "tst_slides.moc"
