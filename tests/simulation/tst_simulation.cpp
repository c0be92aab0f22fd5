// SPDX-License-Identifier: GPL-3.0-or-later
#include "plainsimulation.h"
#include "uncertainplan.h"

#include "baseline.h"
#include "figures.h"
#include "scenario.h"
#include "simulation.h"

#include <QtTest>

#include <cstring>

using namespace simulation;

// The simulation against a plain one with the same draws, against the projection where nothing is uncertain, and against itself in other ways of running.
class TestSimulation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithPlainOne_data();
    void agreesWithPlainOne();
    void widthsOfZeroGiveTheProjection_data();
    void widthsOfZeroGiveTheProjection();
    void closedForms();
    void sameBitsHoweverRun_data();
    void sameBitsHoweverRun();
    void anotherRowMovesNoDraw();
    void stopKeepsWhatThereIs();
    void cancelGivesNothing();
    void manyFactoriesInGroups();
    void comparison();
    void badRows_data();
    void badRows();
};

static core::Plan shipped(const std::string &scenario = {})
{
    return *core::resolve(*document::shippedPlan(), scenario);
}

static Frame everything(engine::Period period = engine::Period::Year)
{
    Frame f;
    f.period = period;
    f.programmes = f.factories = f.countries = true;
    f.wholeHorizon = true;
    return f;
}

static std::shared_ptr<const Model> modelOf(const core::Plan &plan, const Frame &frame)
{
    const auto model = prepare(std::make_shared<const core::Plan>(plan), frame);
    if (!model) {
        qFatal("%s", model.error().message.c_str());
    }
    return *model;
}

static Outcome outcomeOf(const core::Plan &plan, std::int64_t draws, const Frame &frame = everything(), std::uint64_t seed = 7)
{
    Sampling s;
    s.draws = draws;
    s.seed = seed;
    return *simulate(modelOf(plan, frame), s);
}

void TestSimulation::agreesWithPlainOne_data()
{
    QTest::addColumn<int>("plan"); // -1, -2: shipped
    QTest::addColumn<engine::Period>("period");
    QTest::newRow("shipped") << -1 << engine::Period::Year;
    QTest::newRow("shipped, all nineteen") << -2 << engine::Period::Year;
    QTest::newRow("shipped, by month") << -1 << engine::Period::Month;
    for (int i = 1; i <= 6; ++i) {
        QTest::addRow("every field uncertain, plan %d", i) << i << (i % 3 == 0 ? engine::Period::Quarter : engine::Period::Year);
    }
}

// Of the plain simulation's months the period's value of a figure.
static double plainValue(const plain::Draw &d, const Series &s, const Model &model)
{
    const std::string scope = model.scopeText(s.scope);
    const int begin = model.periods.begin(s.period);
    const int end = model.periods.end(s.period);
    const auto at = [&](const std::string &figure, const std::string &whose) -> const std::vector<double> & {
        static const std::vector<double> none(1000);
        const auto it = d.figures.find({figure, whose});
        return it == d.figures.end() ? none : it->second;
    };
    const auto sum = [&](const std::vector<double> &v) { return std::accumulate(v.begin() + begin, v.begin() + end, 0.0); };
    const auto last = static_cast<std::size_t>(end - 1);
    switch (s.figure) {
    case Figure::Bf16Pflops:
        return at("bf16_pflops", scope)[last];
    case Figure::IndexBf16: {
        const double fleet = at("fleet", "")[last];
        return fleet == 0 ? 0 : (fleet + at("bf16_pflops", scope)[last]) / fleet;
    }
    case Figure::Coverage: {
        const double demand = sum(at("demand", ""));
        return demand == 0 ? 0 : sum(at("reference_hours", scope)) / demand;
    }
    default:
        return sum(at(textOf(s.figure), scope));
    }
}

void TestSimulation::agreesWithPlainOne()
{
    QFETCH(int, plan);
    QFETCH(engine::Period, period);
    const core::Plan p = plan > 0 ? uncertainPlan(static_cast<unsigned>(plan)) : shipped(plan == -2 ? "all-19" : "");
    constexpr int draws = 60;
    const Outcome outcome = outcomeOf(p, draws, everything(period));
    std::vector<plain::Draw> drawn;
    for (int k = 0; k < draws; ++k) {
        drawn.emplace_back(p, 7, k);
    }
    QVERIFY(outcome.series.size() > 100);
    for (const Series &s : outcome.series) {
        std::vector<double> values;
        for (const plain::Draw &d : drawn) {
            values.push_back(plainValue(d, s, *outcome.model));
        }
        const double mean = std::accumulate(values.begin(), values.end(), 0.0) / draws;
        double squares = 0;
        for (const double v : values) {
            squares += (v - mean) * (v - mean);
        }
        std::sort(values.begin(), values.end());
        const double size = std::max(std::fabs(values.front()), std::fabs(values.back()));
        const auto check = [&](const char *what, double actual, double expected) {
            const std::string where = std::string(textOf(s.figure)) + ' ' + outcome.model->scopeText(s.scope) + ' ' + outcome.model->periods.label(s.period) + ' ' + what;
            QVERIFY2(std::fabs(actual - expected) <= 1e-9 * size, qPrintable(QStringLiteral("%1: %2 for %3").arg(QString::fromStdString(where)).arg(actual, 0, 'g', 15).arg(expected, 0, 'g', 15)));
        };
        check("mean", s.summary.mean, mean);
        check("standard error", s.summary.standardError, std::sqrt(squares / (draws - 1) / draws));
        for (std::size_t i = 0; i < probabilities.size(); ++i) {
            check("quantile", s.summary.quantiles[i], values[static_cast<std::size_t>(rankOf(probabilities[i], draws) - 1)]);
        }
        if (QTest::currentTestFailed()) {
            return;
        }
    }
    // No scope with money or hours is missing.
    for (const auto &[key, months] : drawn[0].figures) {
        const bool known = key.first == "fleet" || key.first == "demand"
            || std::any_of(outcome.series.begin(), outcome.series.end(), [&](const Series &s) { return textOf(s.figure) == key.first && outcome.model->scopeText(s.scope) == key.second; });
        QVERIFY2(known || std::all_of(months.begin(), months.end(), [](double v) { return v == 0; }), (key.first + ' ' + key.second).c_str());
    }
}

void TestSimulation::widthsOfZeroGiveTheProjection_data()
{
    QTest::addColumn<int>("plan");
    QTest::newRow("shipped") << 0;
    for (int i = 1; i <= 4; ++i) {
        QTest::addRow("random %d", i) << i;
    }
}

void TestSimulation::widthsOfZeroGiveTheProjection()
{
    QFETCH(int, plan);
    core::Plan p = plan == 0 ? shipped() : uncertainPlan(static_cast<unsigned>(plan), 6);
    for (std::size_t i = 0; i < p.uncertainties.size(); ++i) {
        core::Uncertainty &u = p.uncertainties.edit(i);
        if (u.effect == core::UncertaintyEffect::Replace) {
            const core::EntityInfo &info = *core::entity(u.entity);
            const core::Value v = core::valueAt(p, {u.entity, u.row, u.field});
            const bool month = info.field(u.field)->type == core::FieldType::Month;
            u.low = core::isNull(v) ? 0 : month ? core::Month::parse(std::get<std::string>(v))->index() : *core::numberOf(v);
            if (core::isNull(v)) {
                u.effect = core::UncertaintyEffect::Shift;
            }
        } else {
            u.low = u.effect == core::UncertaintyEffect::Scale ? 1 : 0;
        }
        u.high = u.low;
        u.mode = u.low;
        u.kind = u.kind == core::UncertaintyKind::Lognormal && u.low <= 0 ? core::UncertaintyKind::Normal : u.kind;
    }
    const Outcome outcome = outcomeOf(p, 1000);
    const engine::Projection projection = engine::project(p);
    int seen = 0;
    for (const Series &s : outcome.series) {
        QCOMPARE(s.summary.standardError, 0.0);
        QCOMPARE(s.summary.quantiles[0], s.summary.mean);
        QCOMPARE(s.summary.quantiles[6], s.summary.mean);
        if (outcome.model->periods.isWhole(s.period) || s.scope.kind == ScopeKind::Country) {
            continue;
        }
        const engine::Capacity c = engine::capacityOf(projection, engine::Period::Year, s.period);
        const engine::LineFilter filter = [&](const engine::FactoryResult &f, const engine::Line &l) {
            return s.scope.kind == ScopeKind::Total || (s.scope.kind == ScopeKind::Programme ? l.programme == s.scope.index : f.factory == s.scope.index);
        };
        engine::SystemFlows flows;
        for (const auto &f : projection.factories) {
            if (f && (s.scope.kind == ScopeKind::Total || f->factory == s.scope.index)) {
                const auto own = engine::flowsOf(*f, projection.calendar, outcome.model->periods.begin(s.period), outcome.model->periods.end(s.period));
                flows.deliveredHours += own.deliveredHours;
                flows.referenceHours += own.referenceHours;
                flows.energyKwh += own.energyKwh;
            }
        }
        double expected = 0;
        double tolerance = 1e-12;
        switch (s.figure) {
        case Figure::PaidEur:
        case Figure::CommittedEur:
            expected = static_cast<double>(engine::moneyByPeriod(projection, engine::Period::Year, s.figure == Figure::PaidEur ? engine::Money::Paid : engine::Money::Committed, filter)[static_cast<std::size_t>(s.period)]) / 100;
            // The ledger rounds every flow's months to cents.
            QVERIFY2(std::fabs(s.summary.mean - expected) < 5 + 1e-9 * expected, qPrintable(QString::number(s.summary.mean - expected)));
            continue;
        case Figure::DeliveredHours:
            expected = flows.deliveredHours;
            break;
        case Figure::ReferenceHours:
            expected = flows.referenceHours;
            break;
        case Figure::EnergyMwh:
            expected = flows.energyKwh / 1000;
            break;
        case Figure::Bf16Pflops:
            if (s.scope.kind == ScopeKind::Factory) {
                continue;
            }
            expected = c.plannedBf16Pflops;
            break;
        case Figure::IndexBf16:
        case Figure::Coverage:
            if (s.scope.kind == ScopeKind::Factory) {
                continue;
            }
            expected = s.figure == Figure::IndexBf16 ? c.indexBf16.value_or(0) : c.coverage.value_or(0);
            tolerance = 1e-11;
            break;
        }
        ++seen;
        QVERIFY2(std::fabs(s.summary.mean - expected) <= tolerance * std::max(1.0, std::fabs(expected)),
                 qPrintable(QStringLiteral("%1 %2: %3 for %4").arg(textOf(s.figure)).arg(s.period).arg(s.summary.mean, 0, 'g', 17).arg(expected, 0, 'g', 17)));
    }
    QVERIFY(seen > 20);
}

// A plan of one line and one system, for which the distribution of results can be written down.
void TestSimulation::closedForms()
{
    core::Plan p = shipped();
    while (p.uncertainties.size() > 0) {
        p.uncertainties.erase(0);
    }
    const Outcome certain = outcomeOf(p, 1000);
    const double total = certain.find(Figure::PaidEur, {}, 1)->summary.mean;
    core::Uncertainty u;
    u.id = "price";
    u.entity = "system";
    u.row = "*";
    u.field = "acquisition_cents";
    u.kind = core::UncertaintyKind::Normal;
    u.low = 0.8;
    u.high = 1.2;
    p.uncertainties.insert(u.id, u);
    core::Plan free = p;
    for (std::size_t i = 0; i < free.systems.size(); ++i) {
        if (free.systems[i].factory) {
            free.systems.edit(i).acquisitionCents = 0;
        }
    }
    free.uncertainties.erase(0);
    const double rest = outcomeOf(free, 1000).find(Figure::PaidEur, {}, 1)->summary.mean;
    // Paid = rest + acquisition × N(1, 0.4 / (2 × 1.645)): mean, P5 and P95 follow.
    constexpr int draws = 200'000;
    const Outcome outcome = outcomeOf(p, draws);
    const Summary &s = outcome.find(Figure::PaidEur, {}, 1)->summary;
    const double acquisition = total - rest;
    const double deviation = acquisition * 0.2 / 1.6448536269514722;
    QVERIFY(acquisition > 1e8);
    QVERIFY(std::fabs(s.standardError * std::sqrt(draws) / deviation - 1) < 0.01);
    QVERIFY(std::fabs(s.mean - total) < 4 * s.standardError);
    const double error = deviation * std::sqrt(0.05 * 0.95 / draws) / 0.103; // of a P5
    QVERIFY(std::fabs(s.quantiles[0] - (rest + 0.8 * acquisition)) < 4 * error);
    QVERIFY(std::fabs(s.quantiles[6] - (rest + 1.2 * acquisition)) < 4 * error);
    QVERIFY(std::fabs(s.quantiles[3] - total) < 4 * deviation * 1.2533 / std::sqrt(draws));
}

static bool sameBits(const std::vector<Series> &a, const std::vector<Series> &b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const Series &x, const Series &y) {
        return x.figure == y.figure && x.scope == y.scope && x.period == y.period && std::memcmp(&x.summary, &y.summary, sizeof(Summary)) == 0;
    });
}

void TestSimulation::sameBitsHoweverRun_data()
{
    QTest::addColumn<int>("threads");
    QTest::addColumn<int>("block");
    QTest::addColumn<qulonglong>("kept");
    QTest::addColumn<QString>("target");
    // Room for all values of the bins that may hold a quantile, for some, for none: then draws are made again.
    for (const auto &[name, kept] : {std::pair("kept", qulonglong(24 << 20)), std::pair("some kept", qulonglong(300'000)), std::pair("drawn again", qulonglong(0))}) {
        const auto row = [&, n = name, k = kept](const QString &how, int threads, int block, const QString &target) { QTest::newRow(qPrintable(QString(n) + ", " + how)) << threads << block << k << target; };
        row("one thread", 1, 0, {});
        row("three threads, blocks of 16", 3, 16, {});
        row("seven threads, blocks of 128", 7, 128, {});
        row("blocks of 512", 2, 512, {});
        for (const std::string &target : kernels::targets()) {
            row(QString::fromStdString(target), 2, 0, QString::fromStdString(target));
        }
    }
}

void TestSimulation::sameBitsHoweverRun()
{
    QFETCH(int, threads);
    QFETCH(int, block);
    QFETCH(qulonglong, kept);
    QFETCH(QString, target);
    for (const core::Plan &plan : {shipped(), uncertainPlan(3)}) {
        Sampling s;
        s.draws = 21'000;
        s.seed = 99;
        Frame frame;
        frame.programmes = true;
        const Outcome expected = *simulate(modelOf(plan, frame), s);
        s.threads = threads;
        s.block = block;
        s.keptNumbers = kept;
        QVERIFY(kernels::forceTarget(target.toStdString()));
        const Outcome actual = *simulate(modelOf(plan, frame), s);
        QVERIFY(kernels::forceTarget(""));
        QVERIFY(sameBits(actual.series, expected.series));
    }
}

void TestSimulation::anotherRowMovesNoDraw()
{
    core::Plan p = shipped();
    const Outcome before = outcomeOf(p, 3000);
    core::Uncertainty u;
    u.id = "aaa-first";
    u.entity = "factory";
    u.row = "*";
    u.field = "pue";
    u.effect = core::UncertaintyEffect::Shift;
    u.low = 0;
    u.high = 0.1;
    p.uncertainties.insert(u.id, u);
    const Outcome after = outcomeOf(p, 3000);
    // Hours hang on rows that are older; energy hangs on the new one.
    QVERIFY(std::memcmp(&before.find(Figure::DeliveredHours, {}, 3)->summary, &after.find(Figure::DeliveredHours, {}, 3)->summary, sizeof(Summary)) == 0);
    QVERIFY(before.find(Figure::EnergyMwh, {}, 3)->summary.mean < after.find(Figure::EnergyMwh, {}, 3)->summary.mean);
}

void TestSimulation::stopKeepsWhatThereIs()
{
    const auto model = modelOf(shipped(), everything());
    std::stop_source stop;
    Control control;
    control.stop = stop.get_token();
    std::int64_t last = 0;
    control.progress = [&](std::int64_t done, std::int64_t of) {
        QCOMPARE(of, std::int64_t(2'000'000));
        QVERIFY(done >= last);
        last = done;
        if (done > 20'000) {
            stop.request_stop();
        }
    };
    Sampling s;
    s.draws = 2'000'000;
    const auto stopped = simulate(model, s, control);
    QVERIFY(stopped);
    QVERIFY(stopped->draws >= 20'000 && stopped->draws < s.draws);
    s.draws = stopped->draws;
    QVERIFY(sameBits(stopped->series, simulate(model, s)->series));
}

void TestSimulation::cancelGivesNothing()
{
    std::stop_source cancel;
    Control control;
    control.cancel = cancel.get_token();
    control.progress = [&](std::int64_t, std::int64_t) { cancel.request_stop(); };
    Sampling s;
    s.draws = 2'000'000;
    const auto model = modelOf(shipped(), everything());
    QVERIFY(!simulate(model, s, control));
    QVERIFY(!simulate(model, s, control)); // before it begins
}

void TestSimulation::manyFactoriesInGroups()
{
    // More figures than are drawn at once; the totals must be those of a run without factories.
    const core::Plan p = uncertainPlan(5, 120, 72);
    Frame alone;
    const Outcome totals = outcomeOf(p, 3000, alone);
    const Outcome all = outcomeOf(p, 3000);
    QVERIFY(all.series.size() > 5000);
    for (const Series &s : totals.series) {
        QVERIFY(std::memcmp(&s.summary, &all.find(s.figure, s.scope, s.period)->summary, sizeof(Summary)) == 0);
    }
    double paid = 0;
    for (std::size_t f = 0; f < p.factories.size(); ++f) {
        if (const Series *s = all.find(Figure::PaidEur, {ScopeKind::Factory, static_cast<int>(f)}, 2)) {
            paid += s->summary.mean;
        }
    }
    const double expected = totals.find(Figure::PaidEur, {}, 2)->summary.mean;
    QVERIFY2(std::fabs(paid - expected) < 1e-9 * expected, qPrintable(QStringLiteral("%1 for %2").arg(paid, 0, 'g', 15).arg(expected, 0, 'g', 15)));
}

void TestSimulation::comparison()
{
    Frame frame;
    frame.programmes = true;
    frame.wholeHorizon = true;
    const auto base = modelOf(shipped(), frame);
    const auto crisis = modelOf(shipped("energy-crisis"), frame);
    Sampling s;
    s.draws = 5000;
    const auto result = compare(base, crisis, s);
    QVERIFY(result.ok() && *result);
    const Comparison &c = **result;
    // Every draw of dear energy costs more than the same draw of the baseline.
    QCOMPARE(c.probabilityCheaper, 1.0);
    const Outcome a = *simulate(base, s);
    const Outcome b = *simulate(crisis, s);
    for (const Series &d : c.difference) {
        const double expected = a.find(d.figure, d.scope, d.period)->summary.mean - b.find(d.figure, d.scope, d.period)->summary.mean;
        QVERIFY(std::fabs(d.summary.mean - expected) <= 1e-6 * std::max(1.0, std::fabs(expected)));
    }
    // The difference varies less than either, because both follow the same draws.
    const auto whole = [&](const std::vector<Series> &list) {
        return std::find_if(list.begin(), list.end(), [](const Series &x) { return x.figure == Figure::PaidEur && x.scope == Scope{} && x.period == 6; })->summary;
    };
    QVERIFY(whole(c.difference).standardError < whole(a.series).standardError);
    const auto same = compare(base, base, s);
    QCOMPARE((**same).probabilityAlike, 1.0);
    Frame years;
    QVERIFY(!compare(base, modelOf(shipped(), years), s).ok());
}

void TestSimulation::badRows_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("message");
    QTest::newRow("table") << "entity" << "sytem" << "there is no table 'sytem'";
    QTest::newRow("row") << "row" << "lumi-ix" << "there is no system 'lumi-ix'";
    QTest::newRow("field") << "field" << "colour" << "has no field 'colour'";
    QTest::newRow("text") << "field" << "name" << "neither a number nor a month";
    QTest::newRow("flag") << "field" << "costed" << "neither a number nor a month";
    QTest::newRow("low above high") << "low" << "99" << "low value lies above";
    QTest::newRow("mode outside") << "mode" << "-1" << "outside low and high";
    QTest::newRow("lognormal from 0") << "kind" << "lognormal" << "above 0";
    QTest::newRow("correlation") << "correlation" << "1.5" << "between 0 and 1";
    QTest::newRow("itself") << "entity" << "uncertainty" << "cannot be uncertain itself";
}

void TestSimulation::badRows()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, message);
    core::Plan p = shipped();
    const core::EntityInfo &info = *core::entity("uncertainty");
    const std::ptrdiff_t row = p.uncertainties.indexOf("delay");
    const core::FieldInfo &f = *info.field(field.toStdString());
    core::Value v = value.toStdString();
    if (f.type == core::FieldType::Real) {
        v = value.toDouble();
    }
    QVERIFY(f.set(info.editAt(p, static_cast<std::size_t>(row)), v));
    const auto model = prepare(std::make_shared<const core::Plan>(p), Frame());
    QVERIFY(!model.ok());
    QVERIFY2(QString::fromStdString(model.error().message).contains(message), model.error().message.c_str());
    QVERIFY(QString::fromStdString(model.error().message).contains("uncertainty/delay"));
}

QTEST_GUILESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
