// SPDX-License-Identifier: GPL-3.0-or-later
#include "riskcharts.h"

#include "baseline.h"
#include "format.h"
#include "scenario.h"
#include "theme.h"

#include <QtTest>

#include <cmath>

using namespace ui;
using simulation::Figure;
using simulation::Scope;
using simulation::ScopeKind;

// What the charts of the simulation show is what the simulation says.
class TestRiskCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_theme.reset(); }
    void fansHaveTheQuantiles_data();
    void fansHaveTheQuantiles();
    void fanTitles_data();
    void fanTitles();
    void fanOfAProgrammeHasItsEnvelopes();
    void distributionsCountTheDraws();
    void targetsAreMarked();
    void gridsHaveTheProbabilities();
    void tornadoesHaveTheSwings();
    void namesOfInputs();
    void sharesInWords_data();
    void sharesInWords();
    void withoutUncertainty();
    void anEmptyPlan();

private:
    std::shared_ptr<const simulation::Model> model(const simulation::Frame &frame, const char *scenario = "contracts-2026") const
    {
        return *simulation::prepare(std::make_shared<const core::Plan>(*core::resolve(m_plan, scenario)), frame);
    }
    static simulation::Frame years()
    {
        simulation::Frame f;
        f.wholeHorizon = f.programmes = true;
        return f;
    }
    static simulation::Frame months()
    {
        simulation::Frame f;
        f.period = engine::Period::Month;
        return f;
    }
    simulation::Sampling sampling(std::int64_t draws = 4'000) const
    {
        simulation::Sampling s;
        s.draws = draws;
        s.seed = 2026;
        return s;
    }

    core::Plan m_plan;
    std::unique_ptr<Theme> m_theme;
};

static QString plain(QString text)
{
    return text.replace(QChar(0xA0), ' ').replace(QChar(0x202F), ' ');
}

void TestRiskCharts::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
    m_plan = *document::shippedPlan();
}

void TestRiskCharts::fansHaveTheQuantiles_data()
{
    QTest::addColumn<bool>("monthly");
    QTest::addColumn<int>("figure");
    for (int f = 0; f < simulation::figureCount; ++f) {
        QTest::addRow("%s yearly", simulation::textOf(static_cast<Figure>(f))) << false << f;
        QTest::addRow("%s monthly", simulation::textOf(static_cast<Figure>(f))) << true << f;
    }
}

void TestRiskCharts::fansHaveTheQuantiles()
{
    QFETCH(bool, monthly);
    QFETCH(int, figure);
    const auto m = model(monthly ? months() : years());
    const auto outcome = *simulation::simulate(m, sampling(2'000));
    const auto plan = *simulation::withoutUncertainty(*m);
    const auto f = static_cast<Figure>(figure);
    const ChartSpec spec = fanChart({.outcome = outcome, .figure = f, .plan = &plan});
    QCOMPARE(spec.kind, ChartSpec::Kind::Fan);
    QCOMPARE(spec.periods.size(), monthly ? 72 : 6);
    QCOMPARE(spec.bands.size(), 1);
    QCOMPARE(spec.bands.first().quantiles.size(), spec.periods.size());
    int seen = 0;
    for (int i = 0; i < spec.periods.size(); ++i) {
        const simulation::Series *s = outcome.find(f, {}, i);
        const simulation::Series *p = plan.find(f, {}, i);
        for (std::size_t q = 0; q < 7; ++q) {
            const double shown = spec.bands.first().quantiles[i][q];
            QVERIFY(s ? shown == s->summary.quantiles[q] * riskFigure(f).scale : std::isnan(shown));
        }
        QVERIFY(p ? spec.lines.first().values[i] == p->summary.mean * riskFigure(f).scale : std::isnan(spec.lines.first().values[i]));
        seen += s ? 1 : 0;
    }
    QVERIFY(seen > 3);
    QVERIFY(spec.subtitle.contains(QLatin1String("2,000 draws, seed 2026")) || spec.subtitle.contains(QLatin1String("seed 2026")));
    QVERIFY(!spec.title.isEmpty());
}

void TestRiskCharts::fanTitles_data()
{
    QTest::addColumn<int>("figure");
    QTest::addColumn<QString>("words");
    QTest::newRow("paid") << static_cast<int>(Figure::PaidEur) << "cost";
    QTest::newRow("hours") << static_cast<int>(Figure::DeliveredHours) << "fewer hours than the plan";
    QTest::newRow("energy") << static_cast<int>(Figure::EnergyMwh) << "energy than the plan";
}

// The share in the title is that of the draws, counted here one by one.
void TestRiskCharts::fanTitles()
{
    QFETCH(int, figure);
    QFETCH(QString, words);
    const auto f = static_cast<Figure>(figure);
    const auto m = model(years());
    const auto outcome = *simulation::simulate(m, sampling());
    const auto plan = *simulation::withoutUncertainty(*m);
    const int period = headlinePeriod(*m, f);
    QCOMPARE(period, 6); // the whole horizon
    const auto draws = *simulation::drawsOf(m, f, {}, period, sampling());
    const double planned = plan.find(f, {}, period)->summary.mean;
    const auto worse = std::count_if(draws.begin(), draws.end(), [&](double v) { return riskFigure(f).less ? v < planned : v > planned; });
    const QString title = fanChart({.outcome = outcome, .figure = f, .plan = &plan, .headlineDraws = draws}).title;
    QVERIFY2(title.contains(words), qPrintable(title));
    const QString share = sentences::drawsShare(static_cast<double>(worse) / 4'000);
    QVERIFY2(title.toLower().startsWith(share), qPrintable(title + share));
    // By quantiles alone nothing is said that the draws deny.
    const QString careful = fanChart({.outcome = outcome, .figure = f, .plan = &plan}).title;
    const QRegularExpression least(QStringLiteral("^At least (\\d+) in 100"));
    const auto match = least.match(careful);
    QVERIFY2(!match.hasMatch() || match.captured(1).toInt() <= worse / 40 + 1, qPrintable(careful));
    QVERIFY(fanChart({.outcome = outcome, .figure = f}).title.startsWith(QLatin1String("Nine in ten draws lie between")));
}

void TestRiskCharts::fanOfAProgrammeHasItsEnvelopes()
{
    const auto m = model(years());
    const auto outcome = *simulation::simulate(m, sampling(500));
    const auto dep = static_cast<int>(m->plan->programmes.indexOf("DEP"));
    const ChartSpec spec = fanChart({.outcome = outcome, .figure = Figure::CommittedEur, .scope = {ScopeKind::Programme, dep}, .envelopes = true});
    QCOMPARE(spec.limits.size(), 6);
    for (int y = 0; y < 6; ++y) {
        const core::Envelope *e = m->plan->envelopes.find("DEP/" + std::to_string(2025 + y));
        QVERIFY(e ? spec.limits[y] == static_cast<double>(e->amountCents) / 100 * 1e-6 : std::isnan(spec.limits[y]));
    }
    QVERIFY(spec.subtitle.startsWith(QLatin1String("Digital Europe")));
    QCOMPARE(spec.bands.first().color, programmeColor(QStringLiteral("DEP")));
}

void TestRiskCharts::distributionsCountTheDraws()
{
    const auto m = model(years());
    const auto plan = *simulation::withoutUncertainty(*m);
    const auto draws = *simulation::drawsOf(m, Figure::PaidEur, {}, 6, sampling());
    const ChartSpec spec = distributionChart({.model = *m, .figure = Figure::PaidEur, .period = 6, .ascending = draws, .seed = 2026, .plan = &plan, .further = {ChartMark{9'000, QStringLiteral("Envelope")}}});
    QCOMPARE(spec.kind, ChartSpec::Kind::Distribution);
    QVERIFY(spec.periods.size() > 15);
    double sum = 0, before = 0;
    for (const double share : spec.series.first().values) {
        sum += share;
    }
    QVERIFY(std::fabs(sum - 100) < 1e-9);
    for (const double v : spec.lines.first().values) {
        QVERIFY(v >= before);
        before = v;
    }
    QCOMPARE(before, 100.0);
    QStringList names;
    for (const ChartMark &mark : spec.marks) {
        names << mark.name;
    }
    QCOMPARE(names, QStringList({"P5", "P50", "P95", "Plan", "Envelope"}));
    QCOMPARE(spec.marks[0].value, simulation::quantileOf(draws, 0.05) * 1e-6);
    QCOMPARE(spec.marks[3].value, plan.find(Figure::PaidEur, {}, 6)->summary.mean * 1e-6);
    QVERIFY(spec.to >= 9'000); // in the picture though no draw is there
    QVERIFY(plain(spec.title).startsWith(QStringLiteral("Nine in ten draws lie between € ")));
    QVERIFY(spec.subtitle.contains(QLatin1String("2025 to 2030")));
}

void TestRiskCharts::targetsAreMarked()
{
    const auto m = model(months());
    const std::vector<simulation::Target> targets{{Figure::IndexBf16, 2}, {Figure::Coverage, 1}, {Figure::IndexBf16, 99}};
    const auto risks = *simulation::targetRisks(m, targets, sampling());
    const ChartSpec spec = targetChart(*m, risks, 4'000, 2026);
    QCOMPARE(spec.lines.size(), 3);
    for (int t = 0; t < 3; ++t) {
        for (int i = 0; i < 72; ++i) {
            QCOMPARE(spec.lines[t].values[i], risks[static_cast<std::size_t>(t)].reachedBy[static_cast<std::size_t>(i)] * 100);
        }
    }
    QCOMPARE(spec.lines[0].name, QStringLiteral("Twice the fleet"));
    QCOMPARE(spec.lines[1].name, QStringLiteral("Demand covered"));
    // A ring where a line first is at 50, 80, 90 %, none where it never is.
    int rings = 0;
    for (const auto &r : risks) {
        for (const double p : {0.5, 0.8, 0.9}) {
            const auto month = r.monthWith(p);
            const bool found = std::any_of(spec.notes.begin(), spec.notes.end(), [&](const ChartNote &n) { return month && n.index == *month && std::fabs(n.value - p * 100) < 1e-9; });
            QCOMPARE(found, month.has_value());
            rings += found ? 1 : 0;
        }
    }
    QCOMPARE(rings, static_cast<int>(spec.notes.size()));
    QVERIFY(rings >= 3);
    QVERIFY2(spec.title.startsWith(QLatin1String("Twice the fleet by ")), qPrintable(spec.title));
    const ChartSpec never = targetChart(*m, {risks[2]}, 4'000, 2026);
    QCOMPARE(never.title, QStringLiteral("99 times the fleet by the end of 2030 in no draw"));
    QVERIFY(never.notes.isEmpty());
}

void TestRiskCharts::gridsHaveTheProbabilities()
{
    const auto m = model(years());
    const auto risks = *simulation::envelopeRisks(m, sampling());
    const ChartSpec spec = envelopeGrid(*m, risks, engine::Money::Committed, 4'000, 2026);
    std::size_t cells = 0;
    for (const ChartSeries &row : spec.series) {
        for (int y = 0; y < 6; ++y) {
            const auto r = std::find_if(risks.begin(), risks.end(), [&](const auto &e) {
                return e.year == 2025 + y && m->plan->programmes[static_cast<std::size_t>(e.programme)].id == row.id.toStdString();
            });
            QVERIFY(r == risks.end() ? std::isnan(row.values[y]) : row.values[y] == r->probability * 100);
            cells += r == risks.end() ? 0 : 1;
        }
    }
    QCOMPARE(cells, risks.size());
    double worst = 0;
    for (const auto &r : risks) {
        worst = std::max(worst, r.probability);
    }
    QVERIFY2(spec.title.endsWith(sentences::drawsShare(worst)), qPrintable(spec.title));

    const auto mm = model(months());
    const std::vector<simulation::Target> targets{{Figure::IndexBf16, 2}};
    const auto reached = *simulation::targetRisks(mm, targets, sampling());
    const ChartSpec grid = targetGrid(*mm, reached, 4'000, 2026);
    QCOMPARE(grid.periods.size(), 6);
    for (int y = 0; y < 6; ++y) {
        QCOMPARE(grid.series[0].values[y], reached[0].reachedBy[static_cast<std::size_t>(12 * y + 11)] * 100);
    }
}

void TestRiskCharts::tornadoesHaveTheSwings()
{
    const auto m = model(years());
    const auto t = *simulation::tornado(m, Figure::PaidEur, {}, 6, sampling());
    const ChartSpec spec = tornadoChart(*m, t, Figure::PaidEur, {}, 6);
    QCOMPARE(spec.swings.size(), static_cast<int>(t.swings.size()));
    QCOMPARE(spec.centre, t.atMedian * 1e-6);
    for (int i = 0; i < spec.swings.size(); ++i) {
        const simulation::Swing &s = t.swings[static_cast<std::size_t>(i)];
        QCOMPARE(spec.swings[i].atP10, s.atP10 * 1e-6);
        QCOMPARE(spec.swings[i].atP90, s.atP90 * 1e-6);
        QCOMPARE(spec.swings[i].rankCorrelation, s.rankCorrelation);
        QCOMPARE(spec.swings[i].id.toStdString(), m->plan->uncertainties[static_cast<std::size_t>(s.row)].id);
    }
    QCOMPARE(spec.title, QStringLiteral("What is paid depends most on contract price, all systems"));
    // Many inputs: the widest, and it is said.
    simulation::Tornado many = t;
    while (many.swings.size() < 30) {
        many.swings.push_back(many.swings.back());
    }
    const ChartSpec folded = tornadoChart(*m, many, Figure::PaidEur, {}, 6);
    QCOMPARE(folded.swings.size(), tornadoRows);
    QVERIFY(folded.subtitle.endsWith(QLatin1String("The 14 widest of 30 inputs")));
}

void TestRiskCharts::namesOfInputs()
{
    core::Plan p = m_plan;
    QStringList names;
    for (std::size_t i = 0; i < p.uncertainties.size(); ++i) {
        names << sentences::uncertaintyName(p, static_cast<int>(i));
    }
    QVERIFY(names.contains(QStringLiteral("Contract price, all systems")));
    QVERIFY(names.contains(QStringLiteral("In service, all systems")));
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
    core::Uncertainty again = p.uncertainties[0];
    again.id = "again";
    p.uncertainties.insert(again.id, again);
    const auto at = static_cast<int>(p.uncertainties.indexOf("again"));
    QVERIFY(sentences::uncertaintyName(p, at).endsWith(QLatin1String("(again)")));
    core::Uncertainty one = again;
    one.id = "one";
    one.row = p.systems[0].id;
    p.uncertainties.insert(one.id, one);
    QVERIFY(!sentences::uncertaintyName(p, static_cast<int>(p.uncertainties.indexOf("one"))).contains(QLatin1String("all systems")));
}

void TestRiskCharts::sharesInWords_data()
{
    QTest::addColumn<double>("share");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << 0.0 << "no draw";
    QTest::newRow("all") << 1.0 << "every draw";
    QTest::newRow("some") << 0.62 << "62 in 100 draws";
    QTest::newRow("hardly any") << 0.0001 << "fewer than 1 in 100 draws";
    QTest::newRow("nearly all") << 0.9999 << "more than 99 in 100 draws";
}

void TestRiskCharts::sharesInWords()
{
    QFETCH(double, share);
    QTEST(sentences::drawsShare(share), "words");
}

void TestRiskCharts::withoutUncertainty()
{
    core::Plan p = m_plan;
    p.uncertainties = {};
    const auto m = *simulation::prepare(std::make_shared<const core::Plan>(p), years());
    const auto outcome = *simulation::simulate(m, sampling(100));
    const auto plan = *simulation::withoutUncertainty(*m);
    const ChartSpec fan = fanChart({.outcome = outcome, .plan = &plan});
    QCOMPARE(fan.title, QStringLiteral("Hardly any draw differs from the plan"));
    QCOMPARE(fan.bands.first().quantiles[2][0], fan.bands.first().quantiles[2][6]);
    const auto t = *simulation::tornado(m, Figure::PaidEur, {}, 6, sampling());
    const ChartSpec tornado = tornadoChart(*m, t, Figure::PaidEur, {}, 6);
    QVERIFY(isEmpty(tornado));
    QCOMPARE(tornado.title, QStringLiteral("What is paid depends on no uncertain input"));
    const auto draws = *simulation::drawsOf(m, Figure::PaidEur, {}, 6, sampling(100));
    const ChartSpec one = distributionChart({.model = *m, .period = 6, .ascending = draws});
    QCOMPARE(one.periods.size(), 1);
    QCOMPARE(one.series.first().values.first(), 100.0);
}

void TestRiskCharts::anEmptyPlan()
{
    core::Plan p = m_plan;
    p.factories = {};
    p.systems = {};
    p.participations = {};
    p.costLines = {};
    p.funding = {};
    p.envelopes = {};
    p.uncertainties = {};
    const auto prepared = simulation::prepare(std::make_shared<const core::Plan>(p), years());
    QVERIFY(prepared.ok());
    const auto outcome = *simulation::simulate(*prepared, sampling(100));
    const ChartSpec fan = fanChart({.outcome = outcome});
    QVERIFY(!fan.title.isEmpty());
    descriptionOf(fan);
    QVERIFY(isEmpty(envelopeGrid(**prepared, {}, engine::Money::Committed, 100, 1)));
    QVERIFY(isEmpty(distributionChart({.model = **prepared, .ascending = {}})));
    QVERIFY(isEmpty(tornadoChart(**prepared, {}, Figure::PaidEur, {}, 0)));
    QVERIFY(isEmpty(targetChart(**prepared, {}, 100, 1)));
}

QTEST_MAIN(TestRiskCharts)
#include "tst_riskcharts.moc"
