// SPDX-License-Identifier: GPL-3.0-or-later
#include "bandcharts.h"

#include "baseline.h"
#include "computecharts.h"
#include "countrycharts.h"
#include "factorycharts.h"
#include "plancharts.h"
#include "riskcharts.h"
#include "scenario.h"
#include "theme.h"
#include "timelinecharts.h"

#include <QMap>
#include <QtTest>

#include <cmath>
#include <functional>

using namespace ui;
using document::SimulationAnswer;
using engine::Period;
using simulation::Figure;

// A chart's band is the band of what the chart shows: its figures are those of a simulation without uncertainties, its quantiles the engine's.
class TestBandCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_theme.reset(); }
    void certainBandsAreTheChartsFigures_data() { charts(); }
    void certainBandsAreTheChartsFigures();
    void bandsAreTheEnginesQuantiles_data() { charts(); }
    void bandsAreTheEnginesQuantiles();
    void distributionsAreTheEnginesDraws_data() { charts(); }
    void distributionsAreTheEnginesDraws();
    void realPricesHaveNoBand();
    void chartsWithoutAFigure();
    void anUncertainFleetHasNoBand();
    void answersOfOtherPeriodsAreNotTaken();

private:
    void charts();
    ChartSpec chart(const QString &name, const engine::Projection &p, Period period, bool real = false);
    static SimulationAnswer answer(const std::shared_ptr<const engine::Projection> &p, document::SimulationNeed need, std::int64_t draws);
    std::shared_ptr<const engine::Projection> projected(const char *scenario, bool certain = false) const;

    core::Plan m_plan;
    std::unique_ptr<Theme> m_theme;
};

void TestBandCharts::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
    m_plan = *document::shippedPlan();
}

void TestBandCharts::charts()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("period");
    QTest::addColumn<bool>("stock");
    for (const char *name : {"payments", "shiftedPayments", "factoryHours", "factoryMoney", "countryPayments", "countryHours", "allPayments", "allHours", "demand", "delivered", "reference", "energy"}) {
        for (const Period period : {Period::Year, Period::Quarter, Period::Month}) {
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(name)).arg(static_cast<int>(period)))) << QString::fromLatin1(name) << static_cast<int>(period) << false;
        }
    }
    for (const char *name : {"capacity", "index"}) {
        QTest::newRow(name) << QString::fromLatin1(name) << static_cast<int>(Period::Month) << true;
    }
}

std::shared_ptr<const engine::Projection> TestBandCharts::projected(const char *scenario, bool certain) const
{
    core::Plan p = *core::resolve(m_plan, scenario);
    if (certain) {
        p.uncertainties = {};
    }
    return std::make_shared<const engine::Projection>(engine::project(p));
}

ChartSpec TestBandCharts::chart(const QString &name, const engine::Projection &p, Period period, bool real)
{
    const Comparison c{p, p, QStringLiteral("the baseline"), true, real};
    const SeriesColours colours(m_plan);
    const auto included = std::find_if(p.factories.begin(), p.factories.end(), [](const auto &f) { return bool(f); });
    const std::string factory = p.plan.factories[static_cast<std::size_t>(included - p.factories.begin())].id;
    const PartyAccounts accounts(c, period);
    const QMap<QString, std::function<ChartSpec()>> all{
        {QStringLiteral("payments"), [&] { return paymentsChart(c, period); }},
        {QStringLiteral("shiftedPayments"), [&] { return shiftedPaymentsChart(c, period); }},
        {QStringLiteral("factoryHours"), [&] { return factoryHoursChart(c, colours, factory, period); }},
        {QStringLiteral("factoryMoney"), [&] { return factoryMoneyChart(c, factory, period); }},
        {QStringLiteral("countryPayments"), [&] { return partyPaymentsChart(accounts, QStringLiteral("FI")); }},
        {QStringLiteral("countryHours"), [&] { return partyHoursChart(accounts, QStringLiteral("FI")); }},
        {QStringLiteral("allPayments"), [&] { return partyPaymentsChart(accounts, allPartiesId); }},
        {QStringLiteral("allHours"), [&] { return partyHoursChart(accounts, allPartiesId); }},
        {QStringLiteral("demand"), [&] { return demandChart(c, period); }},
        {QStringLiteral("delivered"), [&] { return hoursChart(c, colours, period, HourKind::Delivered); }},
        {QStringLiteral("reference"), [&] { return hoursChart(c, colours, period, HourKind::Reference); }},
        {QStringLiteral("energy"), [&] { return energyChart(c, colours, period); }},
        {QStringLiteral("capacity"), [&] { return capacityChart(c, colours, {}); }},
        {QStringLiteral("index"), [&] { return indexChart(c, {}); }}};
    return all.value(name)();
}

SimulationAnswer TestBandCharts::answer(const std::shared_ptr<const engine::Projection> &p, document::SimulationNeed need, std::int64_t draws)
{
    document::SimulationJob job;
    job.asked.need = std::move(need);
    job.asked.shown = job.asked.against = p;
    job.asked.seed = 11;
    job.draws = draws;
    job.progress = std::make_shared<std::atomic<std::int64_t>>(0);
    return *document::answerTo(job);
}

void TestBandCharts::certainBandsAreTheChartsFigures()
{
    QFETCH(QString, name);
    QFETCH(int, period);
    const auto p = projected("contracts-2026", true);
    const ChartSpec numbers = chart(name, *p, static_cast<Period>(period));
    const ChartSpec bands = withBands(numbers, answer(p, bandNeed(numbers), 16));
    QCOMPARE(bands.bands.size(), 1);
    const ChartBand &b = bands.bands.first();
    QCOMPARE(b.quantiles.size(), numbers.periods.size());
    double most = 0;
    for (int i = 0; i < numbers.periods.size(); ++i) {
        const double shown = b.of.isEmpty() ? totalAt(numbers, i) : numbers.lines.first().values[i];
        const double drawn = b.quantiles[i][3];
        if (std::isnan(drawn)) {
            QCOMPARE(shown, 0.0);
            continue;
        }
        QVERIFY2(std::fabs(shown - drawn) <= 1e-6 * std::fabs(shown) + 1e-5, qPrintable(QStringLiteral("%1: %2, %3").arg(numbers.periods[i]).arg(shown).arg(drawn)));
        most = std::max(most, drawn);
    }
    QVERIFY(most > 0);
}

void TestBandCharts::bandsAreTheEnginesQuantiles()
{
    QFETCH(QString, name);
    QFETCH(int, period);
    const auto p = projected("contracts-2026");
    const ChartSpec numbers = chart(name, *p, static_cast<Period>(period));
    const ChartSpec bands = withBands(numbers, answer(p, bandNeed(numbers), 2'000));
    QCOMPARE(bands.bands.size(), 1);
    const ChartSource &source = numbers.total.figure.isEmpty() ? numbers.sources.first() : numbers.total;
    // The engine once more, by itself.
    const auto model = *simulation::prepare(std::make_shared<const core::Plan>(p->plan), bandNeed(numbers).frames.front());
    simulation::Sampling sampling;
    sampling.draws = 2'000;
    sampling.seed = 11;
    const auto outcome = *simulation::simulate(model, sampling);
    const double fleetToo = source.figure == QLatin1String(withFleet) ? 1 : 0;
    const QString figure = source.figure.section(QLatin1Char('+'), 0, 0);
    int compared = 0;
    for (const simulation::Series &s : outcome.series) {
        const QString scope = QString::fromStdString(model->scopeText(s.scope));
        if (figure != QLatin1String(simulation::textOf(s.figure)) || scope != (source.scope.isEmpty() ? QStringLiteral("total") : source.scope)) {
            continue;
        }
        const double fleet = fleetToo * (fleetToo > 0 ? p->fleet->totals.series(engine::Totals::Bf16)[static_cast<std::size_t>(s.period)] : 0);
        for (std::size_t q = 0; q < 7; ++q) {
            const double expected = s.summary.quantiles[q] * source.scale + fleet * source.scale;
            const double shown = bands.bands.first().quantiles[s.period][q];
            QVERIFY(fleetToo > 0 ? std::fabs(shown - expected) < 1e-9 * expected : shown == expected);
        }
        ++compared;
    }
    QVERIFY(compared > 4);
    QVERIFY(bands.subtitle.endsWith(QLatin1String("Band: P5 to P95 of 2,000 draws")));
    QCOMPARE(bands.title, numbers.title);
    QVERIFY(numbers.bands.isEmpty());
}

void TestBandCharts::distributionsAreTheEnginesDraws()
{
    QFETCH(QString, name);
    QFETCH(int, period);
    QFETCH(bool, stock);
    const auto p = projected("contracts-2026");
    const ChartSpec numbers = chart(name, *p, static_cast<Period>(period));
    const QStringList periods = distributionPeriods(numbers);
    QCOMPARE(periods.size(), numbers.periods.size() + (stock ? 0 : 1));
    QCOMPARE(usualDistributionPeriod(numbers), stock ? static_cast<int>(periods.size()) - 1 : 0);
    for (const int choice : {usualDistributionPeriod(numbers), static_cast<int>(periods.size()) / 2}) {
        const auto figure = distributionFigure(numbers, p->plan, choice);
        QVERIFY(figure);
        QCOMPARE(figure->lane, stock ? choice : choice == 0 ? static_cast<int>(numbers.periods.size()) : choice - 1);
        document::SimulationNeed need = bandNeed(numbers);
        need.draws.push_back(*figure);
        const SimulationAnswer a = answer(p, need, 1'000);
        const ChartSpec spec = distributionOf(a, *figure);
        QCOMPARE(spec.kind, ChartSpec::Kind::Distribution);
        const auto draws = a.drawsOf(*figure);
        QCOMPARE(draws.size(), std::size_t{1'000});
        const double scale = riskFigure(figure->figure).scale;
        QCOMPARE(spec.marks[0].value, simulation::quantileOf(draws, 0.05) * scale);
        QCOMPARE(spec.marks[2].value, simulation::quantileOf(draws, 0.95) * scale);
        QCOMPARE(spec.marks[3].name, QStringLiteral("Plan"));
        QVERIFY(!isEmpty(spec));
    }
    QVERIFY(!distributionFigure(numbers, p->plan, -1));
    QVERIFY(!distributionFigure(numbers, p->plan, static_cast<int>(periods.size())));
}

void TestBandCharts::realPricesHaveNoBand()
{
    const auto p = projected("");
    for (const char *name : {"payments", "factoryMoney", "countryPayments"}) {
        const ChartSpec spec = chart(QString::fromLatin1(name), *p, Period::Year, true);
        QVERIFY(!isSimulated(spec));
        QVERIFY(bandNeed(spec).isEmpty());
        QCOMPARE(spec.note, nominalOnly());
        QVERIFY(distributionPeriods(spec).isEmpty());
    }
    QVERIFY(isSimulated(chart(QStringLiteral("energy"), *p, Period::Year, true)));
}

void TestBandCharts::chartsWithoutAFigure()
{
    const auto p = projected("");
    const Comparison c{*p, *p, QStringLiteral("the baseline"), true};
    const ChartSpec power = powerChart(c, SeriesColours(m_plan));
    QVERIFY(!isSimulated(power));
    QVERIFY(bandNeed(power).isEmpty());
    QVERIFY(withBands(power, answer(p, bandNeed(paymentsChart(c, Period::Year)), 16)) == power);
    // Nor has a party that is no country.
    QVERIFY(!isSimulated(partyPaymentsChart(PartyAccounts(c, Period::Year), unionId)));
    // A factory that the plan does not have.
    ChartSpec odd = paymentsChart(c, Period::Year);
    simulateTotal(odd, Figure::PaidEur, 1e-6, Period::Year, "factory:nowhere");
    QVERIFY(isSimulated(odd));
    QVERIFY(withBands(odd, answer(p, bandNeed(odd), 16)).bands.isEmpty());
    QVERIFY(!distributionFigure(odd, p->plan, 0));
}

void TestBandCharts::anUncertainFleetHasNoBand()
{
    core::Plan plan = m_plan;
    const auto fleet = std::find_if(plan.systems.begin(), plan.systems.end(), [](const core::System &s) { return !s.factory && s.included && s.accelerators > 0; });
    QVERIFY(fleet != plan.systems.end());
    core::Uncertainty row = plan.uncertainties[0];
    row.id = "fleet";
    row.entity = "system";
    row.row = fleet->id;
    row.field = "accelerators";
    row.effect = core::UncertaintyEffect::Scale;
    row.kind = core::UncertaintyKind::Uniform;
    row.low = 0.5;
    row.high = 1;
    plan.uncertainties.insert(row.id, row);
    const auto p = std::make_shared<const engine::Projection>(engine::project(plan));
    const ChartSpec numbers = chart(QStringLiteral("capacity"), *p, Period::Month);
    QVERIFY(withBands(numbers, answer(p, bandNeed(numbers), 64)).bands.isEmpty());
    const ChartSpec index = chart(QStringLiteral("index"), *p, Period::Month); // drawn with the fleet
    QCOMPARE(withBands(index, answer(p, bandNeed(index), 64)).bands.size(), 1);
}

void TestBandCharts::answersOfOtherPeriodsAreNotTaken()
{
    const auto p = projected("");
    const ChartSpec years = chart(QStringLiteral("payments"), *p, Period::Year);
    const ChartSpec quarters = chart(QStringLiteral("payments"), *p, Period::Quarter);
    QVERIFY(withBands(quarters, answer(p, bandNeed(years), 64)) == quarters);
}

QTEST_MAIN(TestBandCharts)
#include "tst_bandcharts.moc"
