// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "simulationrunner.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using document::SimulationAnswer;
using document::SimulationNeed;
using document::SimulationRunner;
using document::Workspace;
using simulation::Figure;

class TestSimulationRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nobodyAsksNothingRuns();
    void answersAreTheEngines();
    void wantsAreMetTogether();
    void editsAndUndoAreFollowed();
    void previewIsFollowedAndRefinedWhenItRests();
    void everyStepOfADragEndsAtTheNewest();
    void planHasSeedAndDraws();
    void stopKeepsWhatThereIs();
    void scenariosAreComparedDrawByDraw();
    void rowThatCannotBeFollowedIsASentence();
    void noRowsNoWidth();
    void wantEndsWithWhoWanted();
    void closingWhileBusy();

private:
    void open(const core::Plan &plan);
    SimulationRunner &runner() const { return m_workspace->simulation(); }
    void waitForRefined();
    void checkAgainstEngine(const SimulationNeed &need);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<document::PlanDocument> m_document;
    std::unique_ptr<Workspace> m_workspace;
    const core::Cell m_count{"system", "lumi-ai", "accelerators"};
    const core::Cell m_draws{"plan", "1", "simulation_draws"};
    const core::Cell m_seed{"plan", "1", "simulation_seed"};
};

static core::Plan shipped()
{
    auto plan = document::shippedPlan();
    if (!plan) {
        qFatal("%s", plan.error().message.c_str());
    }
    return *plan;
}

static SimulationNeed years()
{
    SimulationNeed need;
    need.frames = {{engine::Period::Year, true, true}};
    return need;
}

static SimulationNeed everything()
{
    SimulationNeed need = years();
    need.frames.push_back({engine::Period::Month});
    need.envelopes = true;
    need.targets = {{Figure::IndexBf16, 2}, {Figure::Coverage, 0.1}};
    need.tornados = {{Figure::PaidEur, {}, engine::Period::Year, 3}};
    return need;
}

void TestSimulationRunner::open(const core::Plan &plan)
{
    m_workspace.reset();
    m_document.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    const std::string path = m_folder->filePath("plan.aifplan").toStdString();
    store::FileOptions options;
    options.durable = false;
    QVERIFY(store::PlanFile::create(path, plan, "New", store::systemSignature("tester"), false, options));
    auto opened = document::PlanDocument::open(QString::fromStdString(path), store::systemSignature("tester"), options);
    QVERIFY(opened);
    m_document = std::move(*opened);
    m_workspace = std::make_unique<Workspace>(*m_document);
}

void TestSimulationRunner::init()
{
    open(shipped());
}

void TestSimulationRunner::waitForRefined()
{
    QTRY_VERIFY_WITH_TIMEOUT(!runner().isBusy() && runner().answer() && runner().answer()->refined && runner().answer()->shown == m_workspace->projection(), 20'000);
}

// Bit for bit what simulation:: says of the plan shown.
void TestSimulationRunner::checkAgainstEngine(const SimulationNeed &need)
{
    const SimulationAnswer &answer = *runner().answer();
    const auto plan = std::make_shared<const core::Plan>(m_workspace->projection()->plan);
    simulation::Sampling sampling;
    sampling.draws = plan->settings().simulationDraws;
    sampling.seed = static_cast<std::uint64_t>(plan->settings().simulationSeed);
    QCOMPARE(answer.draws, sampling.draws);
    QCOMPARE(answer.seed, sampling.seed);
    for (const simulation::Frame &f : need.frames) {
        const auto expected = simulation::simulate(*simulation::prepare(plan, f), sampling);
        const simulation::Outcome *got = answer.outcome(f.period);
        QVERIFY(got);
        for (const simulation::Series &s : expected->series) {
            const simulation::Series *other = got->find(s.figure, s.scope, s.period);
            QVERIFY(other);
            QCOMPARE(other->summary.mean, s.summary.mean);
            QCOMPARE(other->summary.quantiles, s.summary.quantiles);
        }
    }
    if (need.envelopes) {
        const auto risks = simulation::envelopeRisks(*simulation::prepare(plan, {engine::Period::Year, false, true, true}), sampling);
        QCOMPARE(answer.committed.size(), risks->size());
        QVERIFY(!risks->empty());
        for (std::size_t i = 0; i < risks->size(); ++i) {
            QCOMPARE(answer.committed[i].probability, (*risks)[i].probability);
            QCOMPARE(answer.committed[i].worstTenthEur, (*risks)[i].worstTenthEur);
        }
        QCOMPARE(answer.paid.size(), risks->size());
    }
    if (!need.targets.empty()) {
        const auto risks = simulation::targetRisks(*simulation::prepare(plan, {engine::Period::Month}), need.targets, sampling);
        for (const simulation::TargetRisk &r : *risks) {
            QVERIFY(answer.target(r.target));
            QCOMPARE(answer.target(r.target)->reachedBy, r.reachedBy);
        }
    }
    for (const document::WantedFigure &f : need.tornados) {
        const auto tornado = simulation::tornado(*simulation::prepare(plan, {f.period, true}), f.figure, f.scope, f.lane, sampling);
        QVERIFY(answer.tornado(f));
        QCOMPARE(answer.tornado(f)->atMedian, tornado->atMedian);
        QCOMPARE(answer.tornado(f)->swings.size(), tornado->swings.size());
        QCOMPARE(answer.tornado(f)->swings[0].atP90, tornado->swings[0].atP90);
    }
}

void TestSimulationRunner::nobodyAsksNothingRuns()
{
    QSignalSpy busy(&runner(), &SimulationRunner::busyChanged);
    QVERIFY(m_workspace->set(m_count, std::int64_t{5000}, "More"));
    QTest::qWait(20);
    QCOMPARE(busy.size(), 0);
    QVERIFY(!runner().answer());
}

void TestSimulationRunner::answersAreTheEngines()
{
    QVERIFY(m_workspace->set(m_draws, std::int64_t{25'000}, "More draws"));
    runner().want(this, everything());
    waitForRefined();
    checkAgainstEngine(everything());
    QCOMPARE(runner().answer()->drawsAsked, 25'000);
}

void TestSimulationRunner::wantsAreMetTogether()
{
    QObject chart, page;
    SimulationNeed countries;
    countries.frames = {{engine::Period::Year, false, false, false, false, true}, {engine::Period::Quarter}};
    QSignalSpy answered(&runner(), &SimulationRunner::answered);
    runner().want(&page, everything());
    runner().want(&chart, countries);
    waitForRefined();
    QCOMPARE(answered.size(), 1); // one question
    const SimulationAnswer &answer = *runner().answer();
    QCOMPARE(answer.outcomes.size(), 3U);
    QVERIFY(answer.outcome(engine::Period::Year)->model->frame.countries);
    QVERIFY(answer.outcome(engine::Period::Year)->model->frame.wholeHorizon);
    QVERIFY(answer.outcome(engine::Period::Quarter));
    checkAgainstEngine(everything());
    // What is there already is not asked for again.
    runner().want(&page, years());
    QVERIFY(!runner().isBusy());
    QTest::qWait(20);
    QCOMPARE(answered.size(), 1);
}

void TestSimulationRunner::editsAndUndoAreFollowed()
{
    runner().want(this, years());
    waitForRefined();
    const double before = runner().answer()->outcome(engine::Period::Year)->find(Figure::PaidEur, {}, 3)->summary.mean;
    QVERIFY(m_workspace->set({"system", "lumi-ai", "acquisition_cents"}, std::int64_t{90'000'000'000}, "Dearer"));
    waitForRefined();
    checkAgainstEngine(years());
    QCOMPARE(runner().answer()->revision, m_document->revision());
    QVERIFY(m_document->undo());
    waitForRefined();
    QCOMPARE(runner().answer()->outcome(engine::Period::Year)->find(Figure::PaidEur, {}, 3)->summary.mean, before);
    m_workspace->setScenario("delay-6");
    waitForRefined();
    checkAgainstEngine(years());
}

void TestSimulationRunner::previewIsFollowedAndRefinedWhenItRests()
{
    QVERIFY(m_workspace->set(m_draws, std::int64_t{30'000}, "More draws"));
    runner().want(this, years());
    waitForRefined();
    QSignalSpy answered(&runner(), &SimulationRunner::answered);
    QVERIFY(m_workspace->preview(m_count, std::int64_t{6000}));
    QVERIFY(answered.wait());
    QVERIFY(runner().answer()->preview);
    QVERIFY(!runner().answer()->refined);
    QCOMPARE(runner().answer()->draws, SimulationRunner::previewDraws);
    QCOMPARE(runner().answer()->shown, m_workspace->projection());
    QVERIFY(answered.wait());
    QVERIFY(runner().answer()->refined);
    checkAgainstEngine(years());
    m_workspace->clearPreview();
    waitForRefined();
    QVERIFY(!runner().answer()->preview);
    checkAgainstEngine(years());
}

void TestSimulationRunner::everyStepOfADragEndsAtTheNewest()
{
    runner().want(this, everything());
    waitForRefined();
    QSignalSpy answered(&runner(), &SimulationRunner::answered);
    // However fast the steps come, some are answered on the way.
    for (int i = 0; i < 5'000 && answered.size() < 4; ++i) {
        QVERIFY(m_workspace->preview(m_count, std::int64_t{4000 + i}));
        QTest::qWait(2);
    }
    QVERIFY(answered.size() >= 4);
    waitForRefined();
    checkAgainstEngine(everything());
}

void TestSimulationRunner::planHasSeedAndDraws()
{
    runner().want(this, years());
    waitForRefined();
    const double before = runner().answer()->outcome(engine::Period::Year)->find(Figure::PaidEur, {}, 3)->summary.mean;
    QVERIFY(m_workspace->set(m_seed, std::int64_t{77}, "New seed"));
    waitForRefined();
    QCOMPARE(runner().answer()->seed, 77U);
    QVERIFY(runner().answer()->outcome(engine::Period::Year)->find(Figure::PaidEur, {}, 3)->summary.mean != before);
    QVERIFY(m_workspace->set(m_draws, std::int64_t{500}, "Fewer draws"));
    waitForRefined();
    QCOMPARE(runner().answer()->draws, 500);
    checkAgainstEngine(years());
}

void TestSimulationRunner::stopKeepsWhatThereIs()
{
    QVERIFY(m_workspace->set(m_draws, std::int64_t{10'000'000}, "As many as can be"));
    runner().want(this, years());
    QTRY_VERIFY_WITH_TIMEOUT(runner().isRefining() && runner().drawsMade() > 0, 20'000);
    runner().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!runner().isBusy(), 20'000);
    const SimulationAnswer &answer = *runner().answer();
    QVERIFY(answer.refined);
    QVERIFY(answer.draws > 0);
    QVERIFY(answer.draws < answer.drawsAsked);
    // That of a simulation with so many draws.
    simulation::Sampling sampling;
    sampling.draws = answer.draws;
    const auto expected = simulation::simulate(*simulation::prepare(std::make_shared<const core::Plan>(answer.shown->plan), years().frames[0]), sampling);
    QCOMPARE(answer.outcome(engine::Period::Year)->find(Figure::PaidEur, {}, 3)->summary.mean, expected->find(Figure::PaidEur, {}, 3)->summary.mean);
    runner().resume();
    QVERIFY(runner().isRefining());
    runner().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!runner().isBusy(), 20'000);
}

void TestSimulationRunner::scenariosAreComparedDrawByDraw()
{
    SimulationNeed need = years();
    need.comparison = true;
    runner().want(this, need);
    waitForRefined();
    QVERIFY(!runner().answer()->comparison); // the baseline with itself
    m_workspace->setScenario("contracts-2026");
    waitForRefined();
    const SimulationAnswer &answer = *runner().answer();
    const auto model = [](const engine::Projection &p) { return *simulation::prepare(std::make_shared<const core::Plan>(p.plan), {engine::Period::Year, true}); };
    const auto expected = simulation::compare(model(*m_workspace->projection()), model(*m_workspace->againstProjection()), {});
    QVERIFY(answer.comparison);
    QCOMPARE(answer.comparison->probabilityCheaper, (*expected)->probabilityCheaper);
    QCOMPARE(answer.comparison->difference.size(), (*expected)->difference.size());
    QVERIFY(answer.againstYears->find(Figure::PaidEur, {}, 0));
}

void TestSimulationRunner::rowThatCannotBeFollowedIsASentence()
{
    runner().want(this, everything());
    waitForRefined();
    QVERIFY(m_workspace->set({"uncertainty", "price", "low"}, 2.0, "Low above high"));
    QTRY_VERIFY(!runner().isBusy() && !runner().answer()->error.isEmpty());
    QVERIFY(runner().answer()->outcomes.empty());
    QVERIFY2(runner().answer()->error.contains("price"), qPrintable(runner().answer()->error));
    QVERIFY(m_document->undo());
    waitForRefined();
    QVERIFY(runner().answer()->error.isEmpty());
    checkAgainstEngine(everything());
}

void TestSimulationRunner::noRowsNoWidth()
{
    core::Plan plan = shipped();
    while (plan.uncertainties.size() > 0) {
        plan.uncertainties.erase(0);
    }
    open(plan);
    runner().want(this, everything());
    waitForRefined();
    const auto &summary = runner().answer()->outcome(engine::Period::Year)->find(Figure::PaidEur, {}, 3)->summary;
    QCOMPARE(summary.quantiles.front(), summary.quantiles.back());
    QCOMPARE(summary.standardError, 0.0);
}

void TestSimulationRunner::wantEndsWithWhoWanted()
{
    auto page = std::make_unique<QObject>();
    runner().want(page.get(), years());
    waitForRefined();
    page.reset();
    QSignalSpy busy(&runner(), &SimulationRunner::busyChanged);
    QVERIFY(m_workspace->set(m_count, std::int64_t{5000}, "More"));
    QTest::qWait(20);
    QCOMPARE(busy.size(), 0);
    // Who asks anew gets the plan of now.
    runner().want(this, years());
    waitForRefined();
    checkAgainstEngine(years());
}

void TestSimulationRunner::closingWhileBusy()
{
    QVERIFY(m_workspace->set(m_draws, std::int64_t{10'000'000}, "As many as can be"));
    runner().want(this, everything());
    QTRY_VERIFY_WITH_TIMEOUT(runner().isRefining(), 20'000);
    m_workspace.reset(); // neither waits nor falls
    m_document.reset();
}

QTEST_GUILESS_MAIN(TestSimulationRunner)
#include "tst_simulationrunner.moc"
