// SPDX-License-Identifier: GPL-3.0-or-later
#include "explaindraws.h"

#include "baseline.h"
#include "explaintext.h"
#include "scenario.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace simulation;
using engine::Explanation;

// What an explanation of a simulated figure says, against the simulation's own table and against the arithmetic of its inputs.
class TestExplainDraws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreRead_data();
    void addressesAreRead();
    void wrongAddresses_data();
    void wrongAddresses();
    void everyFigureIsThatOfTheTable_data();
    void everyFigureIsThatOfTheTable();
    void envelopes();
    void whatMovesIt();
    void withoutUncertainty();
    void namesSeedAndDraws();
    void failsWithASentence_data();
    void failsWithASentence();
    void cancelGivesNothing();
};

static std::shared_ptr<const core::Plan> planOf(const char *scenario = "")
{
    return std::make_shared<const core::Plan>(*core::resolve(*document::shippedPlan(), scenario));
}

static Sampling sampling(std::int64_t draws, std::uint64_t seed = 1)
{
    Sampling s;
    s.draws = draws;
    s.seed = seed;
    return s;
}

static SimulatedFigure figureOf(const char *address)
{
    return *simulatedFigure(*engine::parseFigure(address));
}

static Explanation explained(const std::shared_ptr<const core::Plan> &plan, const SimulatedFigure &figure, const Sampling &s)
{
    const auto d = drawn(plan, figure, s);
    return explain(*document::shippedPlan(), "", std::make_shared<const engine::Projection>(engine::project(*plan)), **d);
}

// Every value of the tree is what its operation makes of its inputs.
static bool addsUp(const Explanation &e, int depth, QString &where)
{
    const auto inputs = e.inputs();
    if (e.operation != engine::Operation::Given && !inputs.empty()) {
        const auto value = engine::realOf(e.value);
        const auto made = engine::realOf(engine::evaluated(e.operation, e.unit, inputs));
        if (!made || !value || std::fabs(*made - *value) > 1e-9 * std::fabs(*value)) {
            where = QString::fromStdString(e.label);
            return false;
        }
    }
    return depth == 0 || std::all_of(inputs.begin(), inputs.end(), [&](const Explanation &input) { return addsUp(input, depth - 1, where); });
}

void TestExplainDraws::addressesAreRead_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("label");
    QTest::newRow("total") << "paid_eur.p90" << "Paid, P90";
    QTest::newRow("programme and year") << "paid_eur.p90[programme=DEP,period=2027]" << "Paid, P90 · Digital Europe Programme · 2027";
    QTest::newRow("factory") << "coverage.mean[factory=lumi-aif,period=2027-Q3]" << "Demand covered, mean · LUMI AIF · Q3 2027";
    QTest::newRow("country") << "delivered_hours.standard_error[country=PT]" << "Delivered hours, standard error of the mean · Portugal";
    QTest::newRow("envelope") << "committed_eur.above_envelope[programme=DEP,period=2027]" << "Committed, chance of exceeding the envelope · Digital Europe Programme · 2027";
    QTest::newRow("nobody") << "paid_eur.p5[programme=none,period=2027]" << "Paid, P5 · No programme · 2027";
}

void TestExplainDraws::addressesAreRead()
{
    QFETCH(QString, address);
    QFETCH(QString, label);
    const auto parsed = engine::parseFigure(address.toStdString());
    QVERIFY(parsed && isSimulated(*parsed));
    const auto figure = simulatedFigure(*parsed);
    QVERIFY(figure);
    QCOMPARE(QString::fromStdString(figure->toString()), address);
    QCOMPARE(QString::fromStdString(figureLabel(*planOf(), *figure)), label);
}

void TestExplainDraws::wrongAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("named");
    QTest::newRow("no such figure") << "union_share.p90" << "union_share";
    QTest::newRow("no such statistic") << "paid_eur.p42" << "p42";
    QTest::newRow("by system") << "paid_eur.p90[system=lumi-ai]" << "system";
    QTest::newRow("hours of a programme") << "delivered_hours.p90[programme=DEP]" << "programme";
    QTest::newRow("energy of a country") << "energy_mwh.p90[country=PT]" << "country";
    QTest::newRow("in real prices") << "paid_eur.p90[real=1]" << "real";
    QTest::newRow("two at a time") << "paid_eur.p90[factory=lumi-aif,programme=DEP]" << "at a time";
    QTest::newRow("envelope of all") << "committed_eur.above_envelope[period=2027]" << "envelope";
    QTest::newRow("envelope of a month") << "committed_eur.worst_tenth[programme=DEP,period=2027-03]" << "envelope";
    QTest::newRow("envelope of hours") << "delivered_hours.expected_excess[period=2027]" << "envelope";
}

void TestExplainDraws::wrongAddresses()
{
    QFETCH(QString, address);
    QFETCH(QString, named);
    const auto figure = simulatedFigure(*engine::parseFigure(address.toStdString()));
    QVERIFY(!figure);
    QVERIFY2(QString::fromStdString(figure.error().message).contains(named), figure.error().message.c_str());
}

void TestExplainDraws::everyFigureIsThatOfTheTable_data()
{
    QTest::addColumn<int>("period");
    QTest::addColumn<int>("every"); // which of the table's rows are explained
    QTest::newRow("years") << int(engine::Period::Year) << 1;
    QTest::newRow("quarters") << int(engine::Period::Quarter) << 7;
    QTest::newRow("months") << int(engine::Period::Month) << 23;
}

void TestExplainDraws::everyFigureIsThatOfTheTable()
{
    QFETCH(int, period);
    QFETCH(int, every);
    const auto plan = planOf();
    const auto projection = std::make_shared<const engine::Projection>(engine::project(*plan));
    const Sampling s = sampling(600, 9);
    const Frame all{static_cast<engine::Period>(period), true, true, true, true, true};
    const auto outcome = simulate(*prepare(plan, all), s);
    QVERIFY(outcome && outcome->series.size() > 100);
    int statistic = 0;
    std::set<ScopeKind> kinds;
    for (std::size_t i = 0; i < outcome->series.size(); i += static_cast<std::size_t>(every)) {
        const Series &series = outcome->series[i];
        kinds.insert(series.scope.kind);
        statistic = (statistic + 1) % 9;
        const auto said = static_cast<Statistic>(statistic);
        const SimulatedFigure figure = simulatedFigure(*outcome->model, series.figure, series.scope, series.period, said);
        const auto address = simulatedFigure(*engine::parseFigure(figure.toString()));
        QVERIFY(address && *address == figure);
        const auto d = drawn(plan, figure, s);
        QVERIFY2(d && *d, figure.toString().c_str());
        const double expected = said == Statistic::Mean ? series.summary.mean : said == Statistic::StandardError ? series.summary.standardError : series.summary.quantiles[static_cast<std::size_t>(statistic) - 1];
        QCOMPARE((*d)->value(), expected); // to the bit: QCOMPARE of doubles is fuzzy, so once more
        QVERIFY((*d)->value() == expected && (*d)->summary.quantiles == series.summary.quantiles);
        const Explanation e = explain(*document::shippedPlan(), "", projection, **d);
        QVERIFY(engine::realOf(e.value) == expected);
        QCOMPARE(e.figure, figure.toString());
        QString where;
        QVERIFY2(addsUp(e, 2, where), qPrintable(where));
    }
    QCOMPARE(kinds.size(), 4u);
}

void TestExplainDraws::envelopes()
{
    const auto plan = planOf();
    const Sampling s = sampling(3'000, 4);
    Frame frame;
    frame.programmes = true;
    const auto model = *prepare(plan, frame);
    for (const engine::Money money : {engine::Money::Committed, engine::Money::Paid}) {
        const auto risks = envelopeRisks(model, s, money);
        int seen = 0;
        for (const EnvelopeRisk &r : *risks) {
            SimulatedFigure f{money == engine::Money::Paid ? Figure::PaidEur : Figure::CommittedEur, Statistic::AboveEnvelope};
            f.programme = plan->programmes[static_cast<std::size_t>(r.programme)].id;
            f.period = std::to_string(r.year);
            const std::pair<Statistic, double> all[] = {{Statistic::AboveEnvelope, r.probability}, {Statistic::ExpectedExcess, r.expectedExcessEur}, {Statistic::WorstTenth, r.worstTenthEur}};
            for (const auto &[said, value] : all) {
                f.statistic = said;
                const auto d = drawn(plan, f, s);
                if (d) { // a programme without money of this kind has no draws
                    const Explanation e = explained(plan, f, s);
                    QVERIFY(engine::realOf(e.value) == value);
                    QString where;
                    QVERIFY2(addsUp(e, 3, where), qPrintable(where));
                    const auto inputs = e.inputs();
                    QVERIFY(std::any_of(inputs.begin(), inputs.end(), [](const Explanation &i) { return i.figure.starts_with("envelope_cents["); }));
                    ++seen;
                }
            }
        }
        QVERIFY(seen > 3);
    }
}

void TestExplainDraws::whatMovesIt()
{
    const auto plan = planOf();
    const Sampling s = sampling(2'000);
    const SimulatedFigure figure = figureOf("paid_eur.p90[period=2027]");
    const auto d = drawn(plan, figure, s);
    const auto swings = tornado((*d)->model, Figure::PaidEur, {}, (*d)->period, s);
    const Explanation e = explained(plan, figure, s);
    std::size_t rank = 0;
    double before = INFINITY;
    for (const Explanation &input : e.inputs()) {
        const auto cell = uncertaintyOf(input);
        if (!cell) {
            continue;
        }
        const Swing &swing = swings->swings[rank++];
        const core::Uncertainty &row = plan->uncertainties[static_cast<std::size_t>(swing.row)];
        QVERIFY(*cell == (core::Cell{"uncertainty", row.id, "low"}));
        QCOMPARE(*engine::realOf(input.value), swing.atP90 - swing.atP10);
        QVERIFY(std::fabs(*engine::realOf(input.value)) <= before);
        before = std::fabs(*engine::realOf(input.value));
        // Its cells are those of the row, each with its value.
        const auto parts = input.inputs();
        QVERIFY(std::any_of(parts.begin(), parts.end(), [&](const Explanation &p) { return p.cell == core::Cell{"uncertainty", row.id, "high"} && engine::realOf(p.value) == row.high; }));
        QVERIFY(std::any_of(parts.begin(), parts.end(), [&](const Explanation &p) { return engine::realOf(p.value) == swing.rankCorrelation; }));
    }
    QVERIFY(rank >= 4);
    // Rows that do nothing to it are left out.
    QVERIFY(std::all_of(swings->swings.begin() + static_cast<std::ptrdiff_t>(rank), swings->swings.end(), [](const Swing &w) { return w.atP10 == w.atP90; }));
    // What the plan says is explained in turn.
    const auto inputs = e.inputs();
    const auto planned = std::find_if(inputs.begin(), inputs.end(), [](const Explanation &i) { return i.figure == "paid_cents[period=2027]"; });
    QVERIFY(planned != inputs.end() && planned->hasInputs());
    QVERIFY(engine::toText(e, {}).find("lumi-ai") != std::string::npos);
}

void TestExplainDraws::withoutUncertainty()
{
    core::Plan p = *document::shippedPlan();
    while (p.uncertainties.size() > 0) {
        p.uncertainties.erase(0);
    }
    const auto plan = std::make_shared<const core::Plan>(p);
    const Explanation e = explained(plan, figureOf("paid_eur.p90[period=2027]"), sampling(200));
    const auto planned = engine::figureValue(engine::project(p), *engine::parseFigure("paid_cents[period=2027]"));
    QVERIFY(std::fabs(*engine::realOf(e.value) - *engine::realOf(planned->number) / 100) < 1);
    const auto inputs = e.inputs();
    QVERIFY(std::none_of(inputs.begin(), inputs.end(), [](const Explanation &i) { return uncertaintyOf(i).has_value(); }));
}

void TestExplainDraws::namesSeedAndDraws()
{
    const auto plan = planOf();
    const auto cells = [&](const Sampling &s) {
        int count = 0;
        for (const Explanation &input : explained(plan, figureOf("index_bf16.p10[period=2026-12]"), s).inputs()) {
            count += input.cell.entity == "plan";
            if (input.cell == core::Cell{"plan", "1", "simulation_seed"}) {
                Q_ASSERT(engine::realOf(input.value) == double(plan->settings().simulationSeed));
            }
        }
        return count;
    };
    // The plan's own are cells of it; others are not.
    QCOMPARE(cells(samplingOf(*plan)), 2);
    QCOMPARE(cells(sampling(500, 77)), 0);
    const std::string text = engine::toText(explained(plan, figureOf("index_bf16.p10[period=2026-12]"), sampling(500, 77)), {});
    QVERIFY(text.find("Seed: 77") != std::string::npos && text.find("Draws: 500") != std::string::npos && text.find("Number 50 of 500 draws") != std::string::npos);
}

void TestExplainDraws::failsWithASentence_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("named");
    QTest::newRow("no such programme") << "paid_eur.p90[programme=NOPE]" << "NOPE";
    QTest::newRow("no factory called none") << "paid_eur.p90[factory=none]" << "none";
    QTest::newRow("outside the horizon") << "paid_eur.p90[period=2099]" << "2099";
    QTest::newRow("no envelope that year") << "committed_eur.above_envelope[programme=EL,period=2027]" << "EL";
    QTest::newRow("a country that pays nothing") << "paid_eur.p90[country=US]" << "US";
}

void TestExplainDraws::failsWithASentence()
{
    QFETCH(QString, address);
    QFETCH(QString, named);
    const auto d = drawn(planOf(), *simulatedFigure(*engine::parseFigure(address.toStdString())), sampling(100));
    QVERIFY(!d);
    QVERIFY2(QString::fromStdString(d.error().message).contains(named), d.error().message.c_str());
}

void TestExplainDraws::cancelGivesNothing()
{
    std::stop_source stop;
    stop.request_stop();
    Control control;
    control.cancel = stop.get_token();
    const auto d = drawn(planOf(), figureOf("paid_eur.p90"), sampling(100'000), control);
    QVERIFY(d && !*d);
}

QTEST_GUILESS_MAIN(TestExplainDraws)
#include "tst_explaindraws.moc"
