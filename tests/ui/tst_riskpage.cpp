// SPDX-License-Identifier: GPL-3.0-or-later
// The risk page: what it shows is what the simulation says, and uncertainties are edited, dragged and proposed, each as one edit.
#include "chartcard.h"
#include "datatable.h"
#include "densityview.h"
#include "fieldrow.h"
#include "fields.h"
#include "format.h"
#include "pagefixture.h"
#include "planmaker.h"
#include "riskpage.h"
#include "segmentedcontrol.h"
#include "simulationrunner.h"
#include "spread.h"
#include "tile.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace ui;
using document::SimulationAnswer;
using simulation::Figure;

namespace {

class RiskFixture : public PageFixture<RiskPage>
{
public:
    explicit RiskFixture(bool example = true, QSize size = QSize(1264, 1100)) : PageFixture(example, size) {}

    document::SimulationRunner &runner() { return workspace().simulation(); }
    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(!runner().isBusy() && runner().answer() && runner().answer()->shown == workspace().projection()
                                     && (runner().answer()->refined || !runner().answer()->error.isEmpty()) && answersAll(),
                                 30'000);
    }
    const SimulationAnswer &answer() { return *runner().answer(); }
    DataTable *table(const char *name) { return find<DataTable>(QLatin1String(name)); }
    DensityView *density() { return page().findChild<DensityView *>(); }
    QPushButton *button(const QString &text)
    {
        for (QPushButton *b : page().findChildren<QPushButton *>()) {
            if (b->text() == text && b->isVisible()) {
                return b;
            }
        }
        return nullptr;
    }
    void press(const QString &text)
    {
        QPushButton *b = button(text);
        QVERIFY2(b, qPrintable(text));
        QTest::mouseClick(b, Qt::LeftButton);
    }
    void showUncertainties() { choose(QStringLiteral("Show"), 1); }
    void choose(const QString &control, int index)
    {
        auto *segments = find<SegmentedControl>(control);
        QVERIFY(segments);
        QTest::mouseClick(segments->findChildren<QAbstractButton *>()[index], Qt::LeftButton);
    }
    void chooseRow(const QString &id)
    {
        showUncertainties();
        table("Uncertainties")->setCurrentRowId(id);
        QCOMPARE(table("Uncertainties")->currentRowId(), id);
    }
    ValueField *field(const QString &label)
    {
        for (FieldRow *row : page().findChildren<FieldRow *>()) {
            const QLabel *l = row->findChild<QLabel *>();
            if (l && l->text() == label) {
                return row->field();
            }
        }
        return nullptr;
    }
    QLineEdit *edit(const QString &label)
    {
        ValueField *f = field(label);
        return f ? f->findChild<QLineEdit *>() : nullptr;
    }
    // The fan beside the distribution, or the first chart of the findings.
    const ChartSpec &fan()
    {
        static const ChartSpec none;
        for (ChartView *v : page().findChildren<ChartView *>()) {
            if (v->isVisible() && v->spec().kind == ChartSpec::Kind::Fan) {
                return v->spec();
            }
        }
        return none;
    }
    QVector<Tile *> tiles() { return page().findChildren<Tile *>().toVector(); }
    const core::Uncertainty *row(const char *id) { return workspace().projection()->plan.uncertainties.find(id); }

private:
    // An answer to less than what is wanted now is one of a moment ago.
    bool answersAll()
    {
        document::SimulationNeed both = runner().answer()->need;
        both.add(runner().need());
        return both == runner().answer()->need;
    }
};

const items::TableCell &cellOf(const DataTable *t, const QString &row, const QString &column)
{
    static const items::TableCell none;
    for (const items::TableRow &r : t->spec().rows) {
        for (int c = 0; r.id == row && c < t->spec().columns.size(); ++c) {
            if (t->spec().columns[c].id == column) {
                return r.cells[c];
            }
        }
    }
    return none;
}

simulation::Sampling samplingOf(const core::Plan &plan)
{
    simulation::Sampling s;
    s.draws = plan.settings().simulationDraws;
    s.seed = static_cast<std::uint64_t>(plan.settings().simulationSeed);
    return s;
}

} // namespace

class TestRiskPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
        m_theme = std::make_unique<Theme>();
    }
    void cleanupTestCase() { m_theme.reset(); }

    void shownIsTheEngines_data();
    void shownIsTheEngines();
    void leadSaysTheWorstEnvelope();
    void figureByKey();
    void targetsAreSet();
    void paidInsteadOfCommitted();
    void scenariosAreCompared();
    void editMovesAndUndoes();
    void followsASliderElsewhere();
    void hiddenPageWantsNothing();
    void seedAndDrawsAreThePlans();
    void stopKeepsWhatThereIs();
    void dragIsOneEdit_data();
    void dragIsOneEdit();
    void dragIsFollowed();
    void escapeIsNothing();
    void keysMoveTheHandles();
    void typedValuesAreRefusedAtTheField();
    void otherDistributionBringsALikelyValue();
    void otherTargetTakesItsProposal();
    void addDuplicateRemove();
    void scenarioOverridesValues();
    void drivers();
    void proposalsAreTaken();
    void cellsAreShown();
    void figuresAreExplained();
    void rowThatCannotBeFollowedIsSaid();
    void zeroWidthRows();
    void emptyPlan();
    void noRowsInAFullPlan();
    void narrowAndWide();
    void largePlanStaysAlive();

private:
    std::unique_ptr<Theme> m_theme;
};

void TestRiskPage::shownIsTheEngines_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("period");
    QTest::newRow("baseline by year") << "" << 2;
    QTest::newRow("contracts by quarter") << "contracts-2026" << 1;
    QTest::newRow("all nineteen by month") << "all-19" << 0;
}

// Tables and charts against a simulation made here, of the file's plan.
void TestRiskPage::shownIsTheEngines()
{
    QFETCH(QString, scenario);
    QFETCH(int, period);
    RiskFixture f;
    f.workspace().setScenario(scenario);
    f.workspace().setPeriod(static_cast<engine::Period>(period));
    f.settle();
    const auto plan = std::make_shared<const core::Plan>(*core::resolve(*f.document().plan(), scenario.toStdString()));
    const simulation::Sampling s = samplingOf(*plan);
    // Envelopes.
    const auto risks = simulation::envelopeRisks(*simulation::prepare(plan, {engine::Period::Year, false, true, true}), s);
    DataTable *envelopes = f.table("Envelopes at risk");
    QCOMPARE(envelopes->spec().rows.size(), static_cast<qsizetype>(risks->size()));
    for (const simulation::EnvelopeRisk &r : *risks) {
        const QString id = QString::fromStdString(plan->programmes[static_cast<std::size_t>(r.programme)].id) + '/' + QString::number(r.year);
        QCOMPARE(cellOf(envelopes, id, "probability").sort.toDouble(), r.probability);
        QCOMPARE(cellOf(envelopes, id, "excess").sort.toDouble(), r.expectedExcessEur);
        QCOMPARE(cellOf(envelopes, id, "worst").sort.toDouble(), r.worstTenthEur);
        QCOMPARE(cellOf(envelopes, id, "envelope").text, format::eurMillions(r.envelopeEur));
    }
    // Quantiles by period.
    const auto outcome = simulation::simulate(*simulation::prepare(plan, {static_cast<engine::Period>(period), true}), s);
    DataTable *exact = f.table("Quantiles by period");
    QCOMPARE(exact->spec().rows.size(), static_cast<qsizetype>(outcome->model->periods.count()));
    for (int lane = 0; lane < outcome->model->periods.count(); ++lane) {
        const simulation::Series *series = outcome->find(Figure::PaidEur, {}, lane);
        const QString id = QString::fromStdString(outcome->model->periods.label(lane));
        QCOMPARE(cellOf(exact, id, "mean").sort.toDouble(), series->summary.mean);
        QCOMPARE(cellOf(exact, id, "p5").sort.toDouble(), series->summary.quantiles.front());
        QCOMPARE(cellOf(exact, id, "p95").sort.toDouble(), series->summary.quantiles.back());
        QCOMPARE(cellOf(exact, id, "standard_error").sort.toDouble(), series->summary.standardError);
    }
    // The fan.
    QVERIFY(!f.fan().bands.isEmpty());
    QCOMPARE(f.fan().bands.front().quantiles.size(), outcome->model->periods.parts());
    QCOMPARE(f.fan().bands.front().quantiles[1][3], outcome->find(Figure::PaidEur, {}, 1)->summary.quantiles[3] / 1e6);
    // Targets.
    const simulation::Target wanted[] = {{Figure::IndexBf16, 2}, {Figure::Coverage, 1}};
    const auto targets = simulation::targetRisks(*simulation::prepare(plan, {engine::Period::Month}), wanted, s);
    for (const simulation::TargetRisk &t : *targets) {
        QCOMPARE(cellOf(f.table("Target dates"), QLatin1String(simulation::textOf(t.target.figure)), "end").sort.toDouble(), t.reachedBy.back());
    }
    // The tiles: all envelopes at once, and the range of what is paid.
    const auto kept = simulation::probabilityOfKeeping(*simulation::prepare(plan, {engine::Period::Year, false, true, true}), s);
    QVERIFY(f.tiles()[0]->spec().toolTip.contains(format::percent(*kept, 0)) || *kept < 0.1 || *kept > 0.9);
    const auto &all = outcome->find(Figure::PaidEur, {}, outcome->model->periods.parts())->summary;
    QVERIFY(f.tiles()[4]->spec().figure.contains(format::number(all.quantiles[1] / 1e9, 2)));
    QVERIFY(f.tiles()[4]->spec().figure.contains(format::number(all.quantiles[5] / 1e9, 2)));
}

void TestRiskPage::leadSaysTheWorstEnvelope()
{
    RiskFixture f;
    f.settle();
    const simulation::EnvelopeRisk *worst = &f.answer().committed.front();
    for (const simulation::EnvelopeRisk &r : f.answer().committed) {
        worst = r.probability > worst->probability ? &r : worst;
    }
    QVERIFY(worst->probability > 0.005);
    QVERIFY2(f.lead().contains(QString::number(worst->year)) && (f.lead().contains("probability") || f.lead().contains("every draw")), qPrintable(f.lead()));
    // With envelopes that nothing reaches, it says so.
    document::CellValues wide;
    for (const core::Envelope &e : f.workspace().projection()->plan.envelopes) {
        wide.emplace_back(core::Cell{"envelope", e.programme + '/' + std::to_string(e.year), "amount_cents"}, std::int64_t{100'000'000'000'000});
    }
    QVERIFY(f.workspace().setMany(wide, "Wide envelopes"));
    f.settle();
    QVERIFY2(f.lead().startsWith("The plan keeps to all envelopes with probability 100"), qPrintable(f.lead()));
}

void TestRiskPage::figureByKey()
{
    RiskFixture f;
    f.settle();
    auto *combo = f.find<QComboBox>(QStringLiteral("Figure that fan, distribution and tornado are of"));
    QVERIFY(combo);
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_Down);
    QTest::keyClick(combo, Qt::Key_Down);
    f.settle();
    QTRY_COMPARE(cellOf(f.table("Quantiles by period"), "2027", "mean").sort.toDouble(),
                 f.answer().outcome(engine::Period::Year)->find(Figure::Bf16Pflops, {}, 2)->summary.mean);
    bool tornado = false;
    for (ChartView *v : f.page().findChildren<ChartView *>()) {
        tornado |= v->spec().kind == ChartSpec::Kind::Tornado && !v->spec().swings.isEmpty();
    }
    QVERIFY(tornado);
}

void TestRiskPage::targetsAreSet()
{
    RiskFixture f;
    f.settle();
    auto *index = f.find<QLineEdit>(QStringLiteral("Target of the index"));
    QVERIFY(index);
    index->setFocus();
    index->selectAll();
    QTest::keyClicks(index, "1.5");
    QTest::keyClick(index, Qt::Key_Return);
    f.settle();
    const auto *risk = f.answer().target({Figure::IndexBf16, 1.5});
    QVERIFY(risk);
    QCOMPARE(cellOf(f.table("Target dates"), "index_bf16", "end").sort.toDouble(), risk->reachedBy.back());
    QVERIFY2(f.tiles()[1]->spec().caption.contains("1.50"), qPrintable(f.tiles()[1]->spec().caption));
    QCOMPARE(f.edits(), 1); // a target of the page is no edit of the plan
}

void TestRiskPage::paidInsteadOfCommitted()
{
    RiskFixture f;
    f.settle();
    f.choose(QStringLiteral("Envelopes against"), 1);
    const auto &risk = f.answer().paid.front();
    const QString id = QString::fromStdString(f.workspace().projection()->plan.programmes[static_cast<std::size_t>(risk.programme)].id) + '/' + QString::number(risk.year);
    QCOMPARE(cellOf(f.table("Envelopes at risk"), id, "worst").sort.toDouble(), risk.worstTenthEur);
}

void TestRiskPage::scenariosAreCompared()
{
    RiskFixture f;
    f.settle();
    QVERIFY(!f.table("Quantiles of the difference")->isVisible());
    QVERIFY(!f.tiles()[5]->isVisible()); // nothing to compare with
    f.workspace().setScenario("contracts-2026");
    f.settle();
    QVERIFY(f.answer().comparison);
    QVERIFY(f.tiles()[5]->isVisible());
    QVERIFY(f.table("Quantiles of the difference")->isVisible());
    QCOMPARE(f.tiles()[5]->spec().figure, format::percentFigure(f.answer().comparison->probabilityCheaper, 0));
    const auto &difference = f.answer().comparison->difference;
    const auto first = std::find_if(difference.begin(), difference.end(), [](const simulation::Series &s) { return s.figure == Figure::PaidEur && s.scope == simulation::Scope(); });
    QCOMPARE(cellOf(f.table("Quantiles of the difference"), QString::number(first->period), "mean").sort.toDouble(), first->summary.mean);
    f.workspace().setScenario({});
    f.settle();
    QVERIFY(!f.table("Quantiles of the difference")->isVisible());
}

void TestRiskPage::editMovesAndUndoes()
{
    RiskFixture f;
    f.settle();
    const ChartSpec before = f.fan();
    QVERIFY(f.workspace().set({"uncertainty", "price", "high"}, 2.0, "Dearer"));
    f.settle();
    QVERIFY(!(f.fan() == before));
    QVERIFY(f.document().undo());
    f.settle();
    QVERIFY(f.fan() == before);
}

void TestRiskPage::followsASliderElsewhere()
{
    RiskFixture f;
    f.settle();
    const ChartSpec before = f.fan();
    const qsizetype edits = f.edits();
    QVERIFY(f.workspace().preview({"system", "lumi-ai", "acquisition_cents"}, std::int64_t{90'000'000'000}));
    f.settle();
    QVERIFY(!(f.fan() == before));
    f.workspace().clearPreview();
    f.settle();
    QVERIFY(f.fan() == before);
    QCOMPARE(f.edits(), edits);
}

void TestRiskPage::hiddenPageWantsNothing()
{
    RiskFixture f;
    f.settle();
    f.page().hide();
    QSignalSpy busy(&f.runner(), &document::SimulationRunner::busyChanged);
    QVERIFY(f.workspace().set({"uncertainty", "price", "high"}, 2.0, "Dearer"));
    QTest::qWait(30);
    QCOMPARE(busy.size(), 0);
    f.page().show();
    f.settle();
    QCOMPARE(f.answer().shown, f.workspace().projection());
}

void TestRiskPage::seedAndDrawsAreThePlans()
{
    RiskFixture f;
    f.settle();
    auto *draws = f.find<QLineEdit>(QStringLiteral("Draws"));
    draws->setFocus();
    draws->selectAll();
    QTest::keyClicks(draws, "20000");
    QTest::keyClick(draws, Qt::Key_Return);
    QCOMPARE(f.document().plan()->settings().simulationDraws, 20'000);
    f.settle();
    QCOMPARE(f.answer().draws, 20'000);
    auto *words = f.page().findChild<QLabel *>(QStringLiteral("convergence"));
    QVERIFY2(words->text().contains(format::number(20'000, 0)), qPrintable(words->text()));
    const double mean = f.answer().outcome(engine::Period::Year)->find(Figure::PaidEur, {}, 3)->summary.mean;
    f.press("New seed");
    QVERIFY(f.document().plan()->settings().simulationSeed != 1);
    f.settle();
    QVERIFY(f.answer().outcome(engine::Period::Year)->find(Figure::PaidEur, {}, 3)->summary.mean != mean);
    QVERIFY(f.document().undo());
    f.settle();
    QCOMPARE(f.answer().outcome(engine::Period::Year)->find(Figure::PaidEur, {}, 3)->summary.mean, mean);
    // Out of range: said, and nothing kept.
    QSignalSpy said(&f.page(), &Page::messageWanted);
    draws->setFocus();
    draws->selectAll();
    QTest::keyClicks(draws, "5");
    QTest::keyClick(draws, Qt::Key_Return);
    QCOMPARE(said.size(), 1);
    QCOMPARE(f.document().plan()->settings().simulationDraws, 20'000);
}

void TestRiskPage::stopKeepsWhatThereIs()
{
    RiskFixture f;
    f.settle();
    QVERIFY(f.workspace().set({"plan", "1", "simulation_draws"}, std::int64_t{10'000'000}, "Many"));
    QTRY_VERIFY_WITH_TIMEOUT(f.runner().isRefining() && f.runner().drawsMade() > 0, 30'000);
    f.press("Stop");
    QTRY_VERIFY_WITH_TIMEOUT(!f.runner().isBusy(), 30'000);
    QVERIFY(f.answer().draws > 0 && f.answer().draws < 10'000'000);
    QVERIFY(f.button("Go on"));
    auto *words = f.page().findChild<QLabel *>(QStringLiteral("convergence"));
    QVERIFY2(words->text().contains(format::number(static_cast<double>(f.answer().draws), 0)), qPrintable(words->text()));
}

void TestRiskPage::dragIsOneEdit_data()
{
    QTest::addColumn<QString>("row");
    QTest::addColumn<QString>("handle");
    QTest::addColumn<int>("pixels");
    QTest::newRow("high of a PERT") << "price" << "high" << 60;
    QTest::newRow("likely of a PERT") << "price" << "mode" << 30;
    QTest::newRow("low of a lognormal") << "power-price" << "low" << -20;
    QTest::newRow("high of a uniform") << "demand-growth" << "high" << -25;
    QTest::newRow("months of delay") << "delay" << "mode" << 40;
}

static double valueOf(const core::Uncertainty &u, const QString &handle)
{
    return handle == "low" ? u.low : handle == "high" ? u.high : u.mode.value_or(0);
}

void TestRiskPage::dragIsOneEdit()
{
    QFETCH(QString, row);
    QFETCH(QString, handle);
    QFETCH(int, pixels);
    RiskFixture f;
    f.settle();
    f.chooseRow(row);
    f.settle();
    const qsizetype edits = f.edits();
    const double before = valueOf(*f.row(row.toUtf8().constData()), handle);
    const QPoint from = f.density()->handleAt(handle).toPoint();
    QTest::mousePress(f.density(), Qt::LeftButton, {}, from);
    for (int i = 1; i <= 4; ++i) {
        QTest::mouseMove(f.density(), from + QPoint(pixels * i / 4, 0));
    }
    QVERIFY(f.workspace().isPreviewing());
    QCOMPARE(f.edits(), edits);
    QTest::mouseRelease(f.density(), Qt::LeftButton, {}, from + QPoint(pixels, 0));
    QVERIFY(!f.workspace().isPreviewing());
    QCOMPARE(f.edits(), edits + 1);
    const double after = valueOf(*f.document().plan()->uncertainties.find(row.toStdString()), handle);
    QVERIFY((after - before) * pixels > 0);
    f.settle();
    QVERIFY(f.answer().error.isEmpty());
    QVERIFY(f.document().undo());
    QCOMPARE(valueOf(*f.document().plan()->uncertainties.find(row.toStdString()), handle), before);
}

void TestRiskPage::dragIsFollowed()
{
    RiskFixture f;
    f.settle();
    f.chooseRow("price");
    f.settle();
    const QVector<ChartQuantiles> before = f.fan().bands.front().quantiles;
    const QString tile = f.tiles()[4]->spec().figure;
    const QPoint from = f.density()->handleAt("high").toPoint();
    QTest::mousePress(f.density(), Qt::LeftButton, {}, from);
    QTest::mouseMove(f.density(), from + QPoint(40, 0));
    QTest::mouseMove(f.density(), from + QPoint(90, 0));
    QVERIFY(f.workspace().isPreviewing());
    // While the button is held: the fan, the tiles, the table and the field show what it would mean.
    QTRY_VERIFY(f.fan().bands.front().quantiles != before);
    QTRY_VERIFY(f.tiles()[4]->spec().figure != tile);
    QCOMPARE(f.density()->spec().handles.last().value, f.row("price")->high);
    QCOMPARE(format::parse(f.edit("High")->text()).value_or(0), f.row("price")->high);
    QVERIFY(f.row("price")->high > 1.35);
    QTest::keyClick(f.density(), Qt::Key_Escape);
    QTest::mouseRelease(f.density(), Qt::LeftButton, {}, from + QPoint(90, 0));
    f.settle();
    QVERIFY(f.fan().bands.front().quantiles == before);
    QCOMPARE(f.tiles()[4]->spec().figure, tile);
}

void TestRiskPage::escapeIsNothing()
{
    RiskFixture f;
    f.settle();
    f.chooseRow("price");
    const qsizetype edits = f.edits();
    const QPoint from = f.density()->handleAt("high").toPoint();
    QTest::mousePress(f.density(), Qt::LeftButton, {}, from);
    QTest::mouseMove(f.density(), from + QPoint(50, 0));
    QTest::keyClick(f.density(), Qt::Key_Escape);
    QVERIFY(!f.workspace().isPreviewing());
    QTest::mouseRelease(f.density(), Qt::LeftButton, {}, from + QPoint(50, 0));
    QCOMPARE(f.edits(), edits);
    QCOMPARE(f.row("price")->high, 1.35);
    QCOMPARE(f.density()->spec().handles.last().value, 1.35);
}

void TestRiskPage::keysMoveTheHandles()
{
    RiskFixture f;
    f.settle();
    f.chooseRow("price");
    const qsizetype edits = f.edits();
    f.density()->setFocus();
    QTest::keyClick(f.density(), Qt::Key_Up);
    QTest::keyClick(f.density(), Qt::Key_Up);
    QCOMPARE(f.density()->currentHandle(), QStringLiteral("high"));
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(f.density(), Qt::Key_Right);
    }
    QVERIFY(f.workspace().isPreviewing());
    QVERIFY(std::fabs(f.row("price")->high - 1.38) < 1e-9);
    QTest::keyClick(f.density(), Qt::Key_Return);
    QCOMPARE(f.edits(), edits + 1);
    QVERIFY(std::fabs(f.document().plan()->uncertainties.find("price")->high - 1.38) < 1e-9);
    QTest::keyClick(f.density(), Qt::Key_PageDown);
    QTest::keyClick(f.density(), Qt::Key_Escape);
    QCOMPARE(f.edits(), edits + 1);
    // The low value stops at the likely one.
    QTest::keyClick(f.density(), Qt::Key_Down);
    QTest::keyClick(f.density(), Qt::Key_Down);
    QTest::keyClick(f.density(), Qt::Key_PageUp);
    QTest::keyClick(f.density(), Qt::Key_PageUp);
    QCOMPARE(f.row("price")->low, 1.0);
    QTest::keyClick(f.density(), Qt::Key_Escape);
}

void TestRiskPage::typedValuesAreRefusedAtTheField()
{
    RiskFixture f;
    f.settle();
    f.chooseRow("price");
    const qsizetype edits = f.edits();
    QLineEdit *low = f.edit("Low");
    QVERIFY(low);
    low->setFocus();
    low->selectAll();
    QTest::keyClicks(low, "3");
    QTest::keyClick(low, Qt::Key_Return);
    QCOMPARE(f.edits(), edits);
    QVERIFY(!f.workspace().isPreviewing());
    bool said = false;
    for (QLabel *l : f.page().findChildren<QLabel *>()) {
        said |= l->isVisible() && l->text().contains("low value lies above");
    }
    QVERIFY(said);
    QTest::keyClick(low, Qt::Key_Escape);
    low->selectAll();
    QTest::keyClicks(low, "0.8");
    QTest::keyClick(low, Qt::Key_Return);
    QCOMPARE(f.edits(), edits + 1);
    QCOMPARE(f.document().plan()->uncertainties.find("price")->low, 0.8);
}

void TestRiskPage::otherDistributionBringsALikelyValue()
{
    RiskFixture f;
    f.settle();
    f.chooseRow("demand-growth");
    const qsizetype edits = f.edits();
    auto *kind = static_cast<ChoiceField *>(f.field("Distribution"))->combo();
    QCOMPARE(kind->currentText(), QStringLiteral("Uniform"));
    QCOMPARE(f.density()->spec().handles.size(), 2);
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_Down);
    QTest::keyClick(kind, Qt::Key_Return);
    QTRY_COMPARE(f.edits(), edits + 1);
    const core::Uncertainty u = *f.document().plan()->uncertainties.find("demand-growth");
    QVERIFY(u.kind == core::UncertaintyKind::Triangular);
    QCOMPARE(u.mode.value(), 0.0);
    QCOMPARE(f.density()->spec().handles.size(), 3);
    f.settle();
    QVERIFY(f.answer().error.isEmpty());
    QVERIFY(f.document().undo());
    QVERIFY(f.document().plan()->uncertainties.find("demand-growth")->kind == core::UncertaintyKind::Uniform);
}

void TestRiskPage::otherTargetTakesItsProposal()
{
    RiskFixture f;
    f.settle();
    f.chooseRow("price");
    const qsizetype edits = f.edits();
    auto *field = static_cast<ChoiceField *>(f.field("Field"))->combo();
    const int month = field->findData(QStringLiteral("in_service"));
    QVERIFY(month >= 0);
    field->setCurrentIndex(month);
    Q_EMIT field->activated(month);
    QTRY_COMPARE(f.edits(), edits + 1);
    const core::Uncertainty u = *f.document().plan()->uncertainties.find("price");
    QCOMPARE(u.field, std::string("in_service"));
    QVERIFY(u.effect == core::UncertaintyEffect::Shift);
    f.settle();
    QVERIFY(f.answer().error.isEmpty());
}

void TestRiskPage::addDuplicateRemove()
{
    RiskFixture f;
    f.settle();
    f.showUncertainties();
    const auto rows = f.document().plan()->uncertainties.size();
    const qsizetype edits = f.edits();
    f.press("Add");
    QCOMPARE(f.document().plan()->uncertainties.size(), rows + 1);
    QCOMPARE(f.edits(), edits + 1);
    const QString added = f.table("Uncertainties")->currentRowId();
    QVERIFY(f.row(added.toUtf8().constData()));
    f.settle();
    QVERIFY(f.answer().error.isEmpty());
    f.press("Duplicate");
    QCOMPARE(f.document().plan()->uncertainties.size(), rows + 2);
    QCOMPARE(f.table("Uncertainties")->currentRowId(), added + "-2");
    f.press("Remove");
    QCOMPARE(f.document().plan()->uncertainties.size(), rows + 1);
    QVERIFY(!f.row((added + "-2").toUtf8().constData()));
    for (int i = 0; i < 3; ++i) {
        QVERIFY(f.document().undo());
    }
    QCOMPARE(f.document().plan()->uncertainties.size(), rows);
}

void TestRiskPage::scenarioOverridesValues()
{
    RiskFixture f;
    f.workspace().setScenario("delay-6");
    f.settle();
    f.chooseRow("price");
    QLineEdit *high = f.edit("High");
    high->setFocus();
    high->selectAll();
    QTest::keyClicks(high, "1.6");
    QTest::keyClick(high, Qt::Key_Return);
    QCOMPARE(f.row("price")->high, 1.6);
    QCOMPARE(f.document().plan()->uncertainties.find("price")->high, 1.35);
    QVERIFY(cellOf(f.table("Uncertainties"), "price", "high").overridden);
    // Which rows there are is the baseline's, and that is said.
    QSignalSpy noted(&f.page(), &Page::noteWanted);
    f.press("Duplicate");
    QCOMPARE(noted.size(), 1);
    QVERIFY(f.document().plan()->uncertainties.find("price-2"));
}

void TestRiskPage::drivers()
{
    RiskFixture f;
    f.settle();
    f.showUncertainties();
    QCOMPARE(f.table("Drivers")->spec().rows.size(), 2);
    f.table("Drivers")->setCurrentRowId("supply");
    const qsizetype edits = f.edits();
    auto *name = f.find<QLineEdit>(QStringLiteral("Name of the chosen driver"));
    QCOMPARE(name->text(), QStringLiteral("supply"));
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, "hardware");
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(f.edits(), edits + 1);
    QCOMPARE(*f.document().plan()->uncertainties.find("price")->driver, std::string("hardware"));
    QCOMPARE(*f.document().plan()->uncertainties.find("count")->driver, std::string("hardware"));
    QCOMPARE(f.table("Drivers")->currentRowId(), QStringLiteral("hardware"));
    auto *remove = f.find<QLineEdit>(QStringLiteral("Name of the chosen driver"))->parentWidget()->parentWidget()->findChildren<QPushButton *>().last();
    QVERIFY(remove);
    QTest::mouseClick(remove, Qt::LeftButton);
    QCOMPARE(f.edits(), edits + 2);
    QVERIFY(!f.document().plan()->uncertainties.find("price")->driver);
    QCOMPARE(f.document().plan()->uncertainties.find("price")->correlation, 0.0);
    // A row is given one by typing its name.
    f.chooseRow("services");
    QLineEdit *driver = f.edit("Driver");
    driver->setFocus();
    QTest::keyClicks(driver, "energy");
    QTest::keyClick(driver, Qt::Key_Return);
    QCOMPARE(*f.document().plan()->uncertainties.find("services")->driver, std::string("energy"));
    QCOMPARE(f.document().plan()->uncertainties.find("services")->correlation, 0.5);
    f.settle();
    QVERIFY(f.answer().error.isEmpty());
}

void TestRiskPage::proposalsAreTaken()
{
    RiskFixture f;
    f.settle();
    f.showUncertainties();
    DataTable *proposals = f.table("Proposed spreads");
    QTRY_VERIFY(!proposals->spec().rows.isEmpty());
    const items::TableSpec before = proposals->spec();
    // Most money first.
    for (qsizetype i = 1; i < before.rows.size(); ++i) {
        QVERIFY(before.rows[i - 1].cells[2].sort.toDouble() >= before.rows[i].cells[2].sort.toDouble());
    }
    const QString first = before.rows.first().id;
    proposals->setCurrentRowId(first);
    const qsizetype edits = f.edits();
    f.press("Take");
    QCOMPARE(f.edits(), edits + 1);
    const core::Uncertainty *taken = f.document().plan()->uncertainties.find(first.toStdString());
    QVERIFY(taken);
    const auto expected = simulation::proposedSpread(*f.document().plan(), {taken->entity, taken->row, taken->field});
    QVERIFY(expected && expected->row == *taken);
    QCOMPARE(proposals->spec().rows.size(), before.rows.size() - 1);
    QCOMPARE(f.table("Uncertainties")->currentRowId(), first);
    f.settle();
    QVERIFY(f.answer().error.isEmpty());
    proposals->setCurrentRowId(proposals->spec().rows.first().id);
    f.press("Take and change");
    QVERIFY(f.edit("Low")->hasFocus());
    f.press(QStringLiteral("Take all %1").arg(proposals->spec().rows.size()));
    QVERIFY(proposals->spec().rows.isEmpty());
    QCOMPARE(f.edits(), edits + 3);
    f.settle();
    QVERIFY2(f.answer().error.isEmpty(), qPrintable(f.answer().error));
}

void TestRiskPage::cellsAreShown()
{
    RiskFixture f;
    f.settle();
    QVERIFY(f.page().showCell({"uncertainty", "utilisation", "high"}));
    QCOMPARE(f.table("Uncertainties")->currentRowId(), QStringLiteral("utilisation"));
    QVERIFY(f.edit("High")->hasFocus());
    QVERIFY(!f.page().showCell({"uncertainty", "nothing", "high"}));
    QVERIFY(!f.page().showCell({"system", "lumi-ai", "accelerators"}));
    QVERIFY(f.page().showCell({"plan", "1", "simulation_seed"}));
    QVERIFY(f.find<QLineEdit>(QStringLiteral("Seed"))->hasFocus());
}

// Every figure of the tables has the address under which it is explained.
void TestRiskPage::figuresAreExplained()
{
    RiskFixture f;
    f.settle();
    QCOMPARE(cellOf(f.table("Quantiles by period"), "2027", "p90").figure, QStringLiteral("paid_eur.p90[period=2027]"));
    QCOMPARE(cellOf(f.table("Quantiles by period"), "2027", "mean").figure, QStringLiteral("paid_eur.mean[period=2027]"));
    const auto &risk = f.answer().committed.front();
    const QString programme = QString::fromStdString(f.workspace().projection()->plan.programmes[static_cast<std::size_t>(risk.programme)].id);
    QCOMPARE(cellOf(f.table("Envelopes at risk"), programme + '/' + QString::number(risk.year), "probability").figure,
             QStringLiteral("committed_eur.above_envelope[programme=%1,period=%2]").arg(programme).arg(risk.year));
    DataTable *exact = f.table("Quantiles by period");
    QSignalSpy wanted(&f.page(), &Page::figureWanted);
    exact->setCurrentCell("2027", "p90");
    QTest::mouseClick(exact->viewport(), Qt::LeftButton, {}, exact->visualRect(exact->currentIndex()).center());
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.front().front().toString(), QStringLiteral("paid_eur.p90[period=2027]"));
}

void TestRiskPage::rowThatCannotBeFollowedIsSaid()
{
    RiskFixture f;
    f.settle();
    QVERIFY(f.workspace().set({"uncertainty", "price", "low"}, 2.0, "Low above high"));
    f.settle();
    auto *words = f.page().findChild<QLabel *>(QStringLiteral("simulationError"));
    QTRY_VERIFY(words->isVisible());
    QVERIFY2(words->text().contains("price"), qPrintable(words->text()));
    f.press("Show the row");
    QCOMPARE(f.table("Uncertainties")->currentRowId(), QStringLiteral("price"));
    QVERIFY(f.document().undo());
    f.settle();
    QVERIFY(!words->isVisible());
}

void TestRiskPage::zeroWidthRows()
{
    RiskFixture f;
    document::CellValues narrow;
    for (const core::Uncertainty &u : f.document().plan()->uncertainties) {
        const double none = u.effect == core::UncertaintyEffect::Scale ? 1 : 0;
        narrow.emplace_back(core::Cell{"uncertainty", u.id, "low"}, none);
        narrow.emplace_back(core::Cell{"uncertainty", u.id, "high"}, none);
        if (u.mode) {
            narrow.emplace_back(core::Cell{"uncertainty", u.id, "mode"}, none);
        }
    }
    QVERIFY(f.workspace().setMany(narrow, "Certain"));
    f.settle();
    QVERIFY(f.answer().error.isEmpty());
    const auto &p = *f.workspace().projection();
    const double paid = static_cast<double>(engine::moneyByPeriod(p, engine::Period::Year, engine::Money::Paid, {})[3]) / 100;
    const items::TableCell &mean = cellOf(f.table("Quantiles by period"), "2028", "mean");
    QVERIFY(std::fabs(mean.sort.toDouble() - paid) < 1);
    QCOMPARE(cellOf(f.table("Quantiles by period"), "2028", "p5").text, cellOf(f.table("Quantiles by period"), "2028", "p95").text);
    f.chooseRow("price");
    QCOMPARE(f.density()->spec().handles.size(), 3);
    QVERIFY(f.density()->spec().curve.isEmpty());
    // A handle can be drawn out of the point.
    f.density()->setFocus();
    QTest::keyClick(f.density(), Qt::Key_Up);
    QTest::keyClick(f.density(), Qt::Key_Up);
    QTest::keyClick(f.density(), Qt::Key_PageUp);
    QTest::keyClick(f.density(), Qt::Key_Return);
    QVERIFY(std::fabs(f.row("price")->high - 1.1) < 1e-9);
}

void TestRiskPage::emptyPlan()
{
    RiskFixture f(false);
    QTRY_VERIFY(f.button("Add an uncertainty"));
    QVERIFY(!f.tiles()[0]->isVisible());
    f.press("Add an uncertainty");
    QCOMPARE(f.document().plan()->uncertainties.size(), 1U);
    f.settle();
    QVERIFY2(f.answer().error.isEmpty(), qPrintable(f.answer().error));
    QVERIFY(!f.button("Add an uncertainty"));
    f.choose(QStringLiteral("Show"), 0);
    f.settle();
    QVERIFY(f.document().undo());
    QVERIFY(f.button("Add an uncertainty"));
}

void TestRiskPage::noRowsInAFullPlan()
{
    RiskFixture f;
    core::Edit edit;
    edit.label = "Remove all";
    for (const core::Uncertainty &u : f.document().plan()->uncertainties) {
        edit.changes.push_back(core::removeRow("uncertainty", u.id));
    }
    QVERIFY(f.document().perform(edit));
    QTRY_VERIFY(f.page().findChild<QPushButton *>(QStringLiteral("primary"))->isVisible());
    QTest::mouseClick(f.page().findChild<QPushButton *>(QStringLiteral("primary")), Qt::LeftButton);
    QVERIFY(f.document().plan()->uncertainties.size() > 5);
    f.settle();
    QVERIFY2(f.answer().error.isEmpty(), qPrintable(f.answer().error));
}

void TestRiskPage::narrowAndWide()
{
    RiskFixture f;
    f.settle();
    for (const int width : {1600, 760, 1264}) {
        f.page().resize(width, 900);
        for (const int view : {0, 1}) {
            f.choose(QStringLiteral("Show"), view);
            QApplication::processEvents();
            for (const QWidget *w : f.page().findChildren<QWidget *>()) {
                if (w->isVisible() && (qobject_cast<const DataTable *>(w) || qobject_cast<const ChartView *>(w))) {
                    const QPoint right = w->mapTo(&f.page(), QPoint(w->width(), 0));
                    QVERIFY2(right.x() <= width, qPrintable(w->accessibleName()));
                }
            }
        }
    }
}

// What takes long is drawn beside the window: a step of a drag returns while it is still being drawn.
void TestRiskPage::largePlanStaysAlive()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath("plan.aifplan").toStdString();
    core::Plan plan = randomPlan(7, 200, 3, 72);
    core::Uncertainty u;
    u.id = "price";
    u.entity = "system";
    u.row = "*";
    u.field = "acquisition_cents";
    u.low = 0.9;
    u.high = 1.4;
    plan.uncertainties.insert(u.id, u);
    QVERIFY(store::PlanFile::create(path, plan, "New", store::systemSignature("tester")));
    auto opened = document::PlanDocument::open(QString::fromStdString(path), store::systemSignature("tester"));
    QVERIFY(opened);
    document::Workspace workspace(**opened);
    RiskPage page(workspace);
    page.resize(1264, 900);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    document::SimulationRunner &runner = workspace.simulation();
    QTRY_VERIFY_WITH_TIMEOUT(!runner.isBusy() && runner.answer() && runner.answer()->refined, 60'000);
    const core::Cell high{"uncertainty", "price", "high"};
    QVERIFY(workspace.preview(high, 1.5));
    QTRY_VERIFY_WITH_TIMEOUT(runner.isBusy(), 60'000);
    int turns = 0;
    while (runner.isBusy() && turns < 100'000) {
        QApplication::processEvents(QEventLoop::AllEvents, 5);
        ++turns;
    }
    QVERIFY(turns >= 1);
    QTRY_VERIFY_WITH_TIMEOUT(!runner.isBusy() && runner.answer()->refined && runner.answer()->shown == workspace.projection(), 60'000);
    QVERIFY(runner.answer()->preview);
    workspace.clearPreview();
    QTRY_VERIFY_WITH_TIMEOUT(!runner.isBusy() && runner.answer()->shown == workspace.projection(), 60'000);
}

QTEST_MAIN(TestRiskPage)
#include "tst_riskpage.moc"
