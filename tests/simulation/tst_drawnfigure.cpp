// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawnfigure.h"

#include "baseline.h"
#include "figures.h"
#include "scenario.h"
#include "uncertainplan.h"

#include <QtTest>

#include <cmath>
#include <numeric>

using namespace simulation;

// What is handed out of one figure's draws, against the summaries that the simulation makes of the same.
class TestDrawnFigure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsAreThoseOfTheSimulation();
    void figuresThatAreNotThere();
    void cancelGivesNothing();
    void rangesHoldEveryDraw_data();
    void rangesHoldEveryDraw();
    void sharesAndQuantiles();
    void withoutUncertaintyIsTheProjection();
};

static std::shared_ptr<const Model> shipped(const Frame &frame)
{
    return *prepare(std::make_shared<const core::Plan>(*document::shippedPlan()), frame);
}

void TestDrawnFigure::drawsAreThoseOfTheSimulation()
{
    Frame frame;
    frame.wholeHorizon = true;
    frame.programmes = true;
    const auto model = shipped(frame);
    Sampling s;
    s.draws = 5'000;
    s.seed = 7;
    const auto outcome = simulate(model, s);
    QVERIFY(outcome);
    int compared = 0;
    for (const Series &series : outcome->series) {
        const auto draws = drawsOf(model, series.figure, series.scope, series.period, s);
        QVERIFY(draws);
        QCOMPARE(draws->size(), std::size_t{5'000});
        QVERIFY(std::is_sorted(draws->begin(), draws->end()));
        for (int q = 0; q < probabilityCount; ++q) {
            QCOMPARE(quantileOf(*draws, probabilities[static_cast<std::size_t>(q)]), series.summary.quantiles[static_cast<std::size_t>(q)]);
        }
        const double mean = std::accumulate(draws->begin(), draws->end(), 0.0) / 5'000;
        QVERIFY(std::fabs(mean - series.summary.mean) <= 1e-9 * std::max(1.0, std::fabs(mean)));
        ++compared;
    }
    QVERIFY(compared > 40);
}

void TestDrawnFigure::figuresThatAreNotThere()
{
    const auto model = shipped({});
    QVERIFY(!drawsOf(model, Figure::PaidEur, {ScopeKind::Programme, 0}, 0, {}));
    QVERIFY(!drawsOf(model, Figure::PaidEur, {}, 99, {}));
    QVERIFY(!drawsOf(model, Figure::PaidEur, {}, -1, {}));
}

void TestDrawnFigure::cancelGivesNothing()
{
    std::stop_source stop;
    stop.request_stop();
    Control control;
    control.cancel = stop.get_token();
    QVERIFY(!drawsOf(shipped({}), Figure::PaidEur, {}, 1, {}, control));
}

void TestDrawnFigure::rangesHoldEveryDraw_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("step");
    QTest::addColumn<int>("count");
    QTest::newRow("money") << 1.366e9 << 31'234.5 << 9'000;
    QTest::newRow("below zero") << -3.3 << 0.01 << 700;
    QTest::newRow("round edges") << 0.0 << 1.0 << 101;
    QTest::newRow("alike") << 5.5 << 0.0 << 1'000;
    QTest::newRow("all zero") << 0.0 << 0.0 << 10;
    QTest::newRow("one") << -2.0 << 0.0 << 1;
    QTest::newRow("rounding alone") << 1e9 << 1e-8 << 100;
}

void TestDrawnFigure::rangesHoldEveryDraw()
{
    QFETCH(double, from);
    QFETCH(double, step);
    QFETCH(int, count);
    std::vector<double> draws;
    for (int i = 0; i < count; ++i) {
        draws.push_back(from + step * i);
    }
    const Histogram h = histogramOf(draws, 40);
    QVERIFY(h.width > 0);
    QVERIFY(h.from <= draws.front() && draws.back() <= h.to() * (1 + 1e-12) + 1e-12);
    QCOMPARE(std::accumulate(h.counts.begin(), h.counts.end(), std::int64_t{0}), std::int64_t{count});
    QVERIFY(h.counts.size() <= 42);
    QCOMPARE(h.counts.size() > 1, step * count > 1e-3);
    for (std::size_t i = 0; i < h.counts.size() && h.counts.size() > 1; ++i) {
        const double low = h.from + h.width * static_cast<double>(i), high = i + 1 == h.counts.size() ? 1e300 : low + h.width;
        const auto within = std::count_if(draws.begin(), draws.end(), [&](double v) { return v >= low - 1e-9 * h.width && v < high - 1e-9 * h.width; });
        QVERIFY2(std::abs(within - h.counts[i]) <= 1, qPrintable(QString::number(i))); // an edge may be rounded either way
    }
}

void TestDrawnFigure::sharesAndQuantiles()
{
    const std::vector<double> draws{1, 2, 2, 2, 5, 6, 7, 8, 9, 10};
    QCOMPARE(shareAtMost(draws, 2), 0.4);
    QCOMPARE(shareAtMost(draws, 0.5), 0.0);
    QCOMPARE(shareAtMost(draws, 10), 1.0);
    QCOMPARE(shareAbove(draws, 9), 0.1);
    QCOMPARE(quantileOf(draws, 0.05), 1.0);
    QCOMPARE(quantileOf(draws, 0.5), 5.0);
    QCOMPARE(quantileOf(draws, 0.95), 10.0);
}

void TestDrawnFigure::withoutUncertaintyIsTheProjection()
{
    Frame frame;
    frame.wholeHorizon = true;
    frame.factories = true;
    for (const unsigned seed : {1u, 2u, 3u}) {
        const core::Plan plan = uncertainPlan(seed);
        const auto model = prepare(std::make_shared<const core::Plan>(plan), frame);
        QVERIFY(model.ok());
        const auto certain = withoutUncertainty(**model);
        QVERIFY(certain.ok());
        const engine::Projection p = engine::project(plan);
        const auto paid = engine::moneyByPeriod(p, engine::Period::Year, engine::Money::Paid, {});
        for (std::size_t y = 0; y < paid.size(); ++y) {
            const Series *s = certain->find(Figure::PaidEur, {}, static_cast<int>(y));
            QVERIFY(s);
            QVERIFY(std::fabs(s->summary.mean - static_cast<double>(paid[y]) / 100) < 2); // cents of every line are rounded
            QCOMPARE(s->summary.quantiles[0], s->summary.quantiles[6]);
        }
    }
}

QTEST_GUILESS_MAIN(TestDrawnFigure)
#include "tst_drawnfigure.moc"
