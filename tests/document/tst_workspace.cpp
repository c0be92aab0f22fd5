// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "projectagain.h"
#include "workspace.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <random>

using document::Workspace;

class TestWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void figuresFollowEdits();
    void quickProjectionIsTheFullOne();
    void changedFactoriesSeesItsLimits();
    void previewLeavesNoTrace();
    void editsGoThroughTheScenario();
    void scenarioThatIsRemovedGivesWay();
    void findingsFollow();
    void largePlansStayAliveAndAnswer();
    void answerOfAMomentAgoIsPassedOver();
    void closingWhileBusy();

private:
    void open(const core::Plan &plan);
    void checkFigures();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<document::PlanDocument> m_document;
    std::unique_ptr<Workspace> m_workspace;
    const core::Cell m_count{"system", "lumi-ai", "accelerators"};
};

static core::Plan shipped()
{
    auto plan = document::shippedPlan();
    if (!plan) {
        qFatal("%s", plan.error().message.c_str());
    }
    return *plan;
}

// The shipped plan and so many factories more, each with a system.
static core::Plan largePlan(int factories)
{
    core::Plan plan = shipped();
    const core::Factory model = *plan.factories.find("lumi-aif");
    const core::System system = *plan.systems.find("lumi-ai");
    for (int i = 0; i < factories; ++i) {
        core::Factory f = model;
        f.id = "f" + std::to_string(i);
        plan.factories.insert(f.id, f);
        core::System s = system;
        s.id = "s" + std::to_string(i);
        s.factory = f.id;
        plan.systems.insert(s.id, s);
    }
    return plan;
}

void TestWorkspace::open(const core::Plan &plan)
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

void TestWorkspace::init()
{
    open(shipped());
}

// All months and programmes, bit for bit.
static void compareProjections(const engine::Projection &a, const engine::Projection &b)
{
    QCOMPARE(a.totals.figures, b.totals.figures);
    QCOMPARE(a.totals.paid, b.totals.paid);
    QCOMPARE(a.totals.committed, b.totals.committed);
    QVERIFY(a.plan == b.plan);
}

void TestWorkspace::checkFigures()
{
    const auto plan = m_document->plan();
    compareProjections(*m_workspace->projection(), engine::project(*core::resolve(*plan, m_workspace->scenario().toStdString())));
    compareProjections(*m_workspace->againstProjection(), engine::project(*core::resolve(*plan, m_workspace->against().toStdString())));
}

void TestWorkspace::figuresFollowEdits()
{
    checkFigures();
    QSignalSpy changed(m_workspace.get(), &Workspace::projectionChanged);
    QVERIFY(m_workspace->set(m_count, std::int64_t{5000}, "More"));
    QCOMPARE(changed.size(), 1);
    checkFigures();
    QVERIFY(m_document->undo());
    checkFigures();
    m_workspace->setScenario("delay-6");
    checkFigures();
    m_workspace->setAgainst("contracts-2026");
    checkFigures();
    QVERIFY(!m_workspace->set(m_count, std::int64_t{-1}, "Fewer than none"));
    checkFigures();
}

// Random cells of every kind take the short way or the long one; the figures are the same.
void TestWorkspace::quickProjectionIsTheFullOne()
{
    std::mt19937 random(7);
    const char *const scenarios[] = {"", "contracts-2026", "all-19", "energy-crisis"};
    int quick = 0;
    for (int i = 0; i < 300; ++i) {
        m_workspace->setScenario(scenarios[random() % 4]);
        const auto plan = m_document->plan();
        const char *const entities[] = {"system", "factory", "cost_line", "funding", "participation", "country", "plan", "accelerator"};
        const core::EntityInfo &info = *core::entity(entities[random() % 8]);
        const std::size_t rows = info.size(*plan);
        const core::FieldInfo &field = info.fields[random() % info.fields.size()];
        if (rows == 0 || field.key || !field.isNumber()) {
            continue;
        }
        const std::string row = info.keyOf(info.rowAt(*plan, random() % rows));
        const double share = static_cast<double>(random() % 1000) / 1000;
        const double high = std::min(field.max, 1e6);
        core::Value value = field.min + (high - field.min) * share;
        if (field.type != core::FieldType::Real) {
            value = static_cast<std::int64_t>(field.min + (high - field.min) * share);
        }
        const auto before = m_workspace->keptProjection();
        if (m_workspace->set({info.name, row, field.name}, value, "Change")) {
            quick += engine::changedFactories(before->plan, m_workspace->keptProjection()->plan) ? 1 : 0;
            checkFigures();
        }
    }
    QVERIFY(quick > 20);
}

void TestWorkspace::changedFactoriesSeesItsLimits()
{
    const core::Plan plan = shipped();
    QVERIFY(engine::changedFactories(plan, plan)->empty());
    const auto with = [&](const core::Change &change) { return *core::applied(plan, {"Change", {change}}); };
    const auto one = engine::changedFactories(plan, with(core::updateCell(m_count, std::int64_t{1})));
    QVERIFY(one);
    QCOMPARE(one->size(), std::size_t{1});
    QCOMPARE(plan.factories[static_cast<std::size_t>(one->front())].id, std::string("lumi-aif"));
    QVERIFY(!engine::changedFactories(plan, with(core::updateCell({"plan", "1", "inflation"}, 0.03))));
    QVERIFY(!engine::changedFactories(plan, with(core::updateCell({"country", "FI", "electricity_eur_kwh"}, 0.2))));
    QVERIFY(!engine::changedFactories(plan, with(core::updateCell({"accelerator", plan.accelerators[0].id, "bf16_tflops"}, 1.0))));
    // A system that changes sides, and one that is gone.
    QVERIFY(!engine::changedFactories(plan, with(core::updateCell({"system", "lumi-ai", "factory"}, core::Value{}))));
    QVERIFY(!engine::changedFactories(plan, with(core::updateCell({"system", "lumi-ai", "factory"}, std::string("it4lia")))));
    // What no figure depends on changes no factory.
    const auto none = engine::changedFactories(plan, with(core::updateCell({"scenario", "delay-6", "name"}, std::string("Late"))));
    QVERIFY(none && none->empty());
}

void TestWorkspace::previewLeavesNoTrace()
{
    QSignalSpy previews(m_workspace.get(), &Workspace::previewChanged);
    const auto kept = m_workspace->keptProjection();
    const auto rows = m_document->history().size();
    QVERIFY(m_workspace->preview(m_count, std::int64_t{1}));
    QVERIFY(m_workspace->isPreviewing());
    QCOMPARE(m_workspace->value(m_count), core::Value(std::int64_t{1}));
    QVERIFY(m_workspace->keptValue(m_count) != core::Value(std::int64_t{1}));
    QVERIFY(m_workspace->projection()->totals.figures != kept->totals.figures);
    QVERIFY(m_workspace->keptProjection() == kept);
    m_workspace->clearPreview();
    QCOMPARE(previews.size(), 2);
    QCOMPARE(m_document->history().size(), rows);
    checkFigures();
    // Keeping a value ends its preview.
    QVERIFY(m_workspace->preview(m_count, std::int64_t{2}));
    QVERIFY(m_workspace->set(m_count, std::int64_t{2}, "Two"));
    QVERIFY(!m_workspace->isPreviewing());
    checkFigures();
}

void TestWorkspace::editsGoThroughTheScenario()
{
    m_workspace->setScenario("contracts-2026");
    const core::Value before = m_workspace->value(m_count);
    QVERIFY(m_workspace->set(m_count, std::int64_t{777}, "In the scenario"));
    QVERIFY(m_workspace->isOverridden(m_count));
    QCOMPARE(m_workspace->originOf(m_count), QString("contracts-2026"));
    QCOMPARE(m_workspace->againstValue(m_count), m_workspace->inheritedValue(m_count));
    QVERIFY(m_workspace->inheritedValue(m_count) != core::Value(std::int64_t{777}));
    QVERIFY(m_workspace->reset(m_count, "Reset"));
    QVERIFY(!m_workspace->isOverridden(m_count));
    QCOMPARE(m_workspace->value(m_count), m_workspace->inheritedValue(m_count));
    QVERIFY(m_document->undo());
    QVERIFY(m_document->undo());
    QCOMPARE(m_workspace->value(m_count), before);
    checkFigures();
}

void TestWorkspace::scenarioThatIsRemovedGivesWay()
{
    QVERIFY(m_document->perform({"Add", {core::insertRow("scenario", "mine", {{"id", std::string("mine")}, {"name", std::string("Mine")}})}}));
    m_workspace->setScenario("mine");
    QVERIFY(m_workspace->set(m_count, std::int64_t{3}, "Three"));
    QVERIFY(m_document->undo());
    QVERIFY(m_document->undo());
    QVERIFY(m_workspace->scenario().isEmpty());
    checkFigures();
}

void TestWorkspace::findingsFollow()
{
    QTRY_VERIFY(m_workspace->findingsKnown());
    for (const char *scenario : {"contracts-2026", "", "all-19", "contracts-2026"}) {
        m_workspace->setScenario(scenario);
    }
    const auto expected = engine::findings(*m_document->plan(), "contracts-2026", *m_workspace->keptProjection());
    QTRY_COMPARE(m_workspace->findings().size(), expected.size());
    QTRY_COMPARE(m_workspace->findings().front().message, expected.front().message);
}

void TestWorkspace::largePlansStayAliveAndAnswer()
{
    open(largePlan(1000));
    checkFigures();
    // One factory: at once.
    QVERIFY(m_workspace->set({"system", "s7", "accelerators"}, std::int64_t{10}, "Ten"));
    QVERIFY(!m_workspace->isBusy());
    checkFigures();
    // All of them: beside the window; the newest answer wins.
    QSignalSpy busy(m_workspace.get(), &Workspace::busyChanged);
    QVERIFY(m_workspace->set({"plan", "1", "inflation"}, 0.05, "Five"));
    QVERIFY(m_workspace->set({"plan", "1", "inflation"}, 0.01, "One"));
    QVERIFY(m_workspace->set({"system", "s8", "accelerators"}, std::int64_t{11}, "Eleven"));
    QVERIFY(m_workspace->isBusy());
    QTRY_VERIFY(!m_workspace->isBusy());
    QTRY_COMPARE(m_workspace->projection()->plan.settings().inflation, 0.01);
    checkFigures();
    QVERIFY(busy.size() >= 2);
}

// The worker is done but its answer not yet looked at, when the plan moves on.
void TestWorkspace::answerOfAMomentAgoIsPassedOver()
{
    open(largePlan(200));
    const double before = m_document->plan()->settings().inflation;
    QVERIFY(m_workspace->set({"plan", "1", "inflation"}, 0.05, "Five"));
    QVERIFY(m_workspace->isBusy());
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QVERIFY(m_document->undo()); // quick: what is shown is still the plan before
    QVERIFY(!m_workspace->isBusy());
    QCOMPARE(m_workspace->projection()->plan.settings().inflation, before);
    QTest::qWait(20);
    QTRY_VERIFY(m_workspace->findingsKnown());
    QCOMPARE(m_workspace->projection()->plan.settings().inflation, before);
    checkFigures();
}

void TestWorkspace::closingWhileBusy()
{
    open(largePlan(1000));
    for (int i = 0; i < 5; ++i) {
        QVERIFY(m_workspace->set({"plan", "1", "inflation"}, 0.01 * (i + 1), "Inflation"));
        QVERIFY(m_workspace->isBusy());
        QSignalSpy projected(m_workspace.get(), &Workspace::projectionChanged);
        if (i % 2) {
            QTest::qWait(i); // in the midst of it
        }
        m_workspace.reset();
        if (i == 4) {
            m_document.reset();
        }
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCoreApplication::processEvents(); // an answer to nobody
        if (m_document) {
            m_workspace = std::make_unique<Workspace>(*m_document);
            checkFigures();
        }
    }
}

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
