// SPDX-License-Identifier: GPL-3.0-or-later
// The window under real key and mouse events: what it shows are the engine's figures, before and after each step.
#include "basedata.h"
#include "chartcard.h"
#include "figurevalue.h"
#include "findingsdock.h"
#include "keyfigures.h"
#include "mapview.h"
#include "messagestrip.h"
#include "planview.h"
#include "segmentedcontrol.h"
#include "statusline.h"
#include "tile.h"
#include "windowtest.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolButton>

using namespace ui;

class TestWindow : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { begin(); }
    void init() { open(); }
    void cleanup() { close(); }
    void showsTheEnginesFigures();
    void editMovesTilesAndCharts();
    void previewShowsAndLeavesNoTrace();
    void undoAndRedoByKey();
    void switchesScenarioByKey();
    void periodAndPricesByMouse();
    void reopensWithHistory();
    void findingsLeadSomewhere();
    void findingsOfferTheirMend();
    void emptyPlanSaysWhatToDo();
    void failedOpenKeepsThePlan();
    void takesOutsideChanges();
    void opensDroppedPlans();
    void packagesGoOutAndComeIn();
    void layoutIsRemembered();
    void mapChoiceIsRemembered();
    void barsExplainThemselves();

private:
    Tile *tile(const QString &id) { return m_window->findChild<Tile *>(id); }
    QList<ChartView *> charts() { return view().pages().first().page->findChildren<ChartView *>(); }
    ChartView *chart(ChartSpec::Kind kind);
    QComboBox *combo(const QString &name);
    void checkAgainstEngine();

    const core::Cell m_count{"system", "it4lia-ai", "accelerators"};
};

ChartView *TestWindow::chart(ChartSpec::Kind kind)
{
    for (ChartView *c : charts()) {
        if (c->spec().kind == kind) {
            return c;
        }
    }
    return nullptr;
}

QComboBox *TestWindow::combo(const QString &name)
{
    for (QComboBox *c : m_window->findChildren<QComboBox *>()) {
        if (c->accessibleName() == name) {
            return c;
        }
    }
    return nullptr;
}

// Every tile, layer and bar against a projection computed here, from the file's plan.
void TestWindow::checkAgainstEngine()
{
    const auto plan = workspace().document().plan();
    const auto shown = core::resolve(*plan, workspace().scenario().toStdString());
    const auto against = core::resolve(*plan, workspace().against().toStdString());
    QVERIFY(shown && against);
    const engine::Projection p = engine::project(*shown);
    const engine::Projection q = engine::project(*against);
    const Comparison c{p, q, Comparison::nameInSentence(*plan, workspace().against()), workspace().scenario() == workspace().against(), workspace().realPrices(), {}};
    for (const KeyFigure &f : keyFigures(c)) {
        QVERIFY2(tile(f.id), qPrintable(f.id));
        QCOMPARE(tile(f.id)->spec().figure, f.figure);
        QCOMPARE(tile(f.id)->spec().delta, f.change);
    }
    const ChartSpec &areas = chart(ChartSpec::Kind::Areas)->spec();
    for (int m = 0; m < p.calendar.months(); ++m) {
        const engine::Capacity capacity = engine::capacityOf(p, engine::Period::Month, m);
        QVERIFY(std::abs(totalAt(areas, m) - (capacity.fleetBf16Pflops + capacity.plannedBf16Pflops) / 1000) < 1e-9);
    }
    const ChartSpec &bars = chart(ChartSpec::Kind::Bars)->spec();
    const auto money = engine::moneyByPeriod(p, workspace().period());
    const auto real = engine::realEurByPeriod(p, workspace().period());
    QCOMPARE(bars.periods.size(), static_cast<qsizetype>(money.size()));
    for (std::size_t i = 0; i < money.size(); ++i) {
        const double expected = workspace().realPrices() ? real[i] / 1e6 : static_cast<double>(money[i]) / 1e8;
        QVERIFY(std::abs(totalAt(bars, static_cast<int>(i)) - expected) < 1e-6);
    }
}

void TestWindow::showsTheEnginesFigures()
{
    checkAgainstEngine();
    QCOMPARE(tile("investment")->spec().figure, QString("1.50"));
    QCOMPARE(m_window->windowTitle().contains("AI Factories: the first seven"), true);
    // The picture is not blank.
    QVERIFY(m_window->grab().toImage().pixelColor(4, 200) != QColor());
}

void TestWindow::editMovesTilesAndCharts()
{
    const QString before = tile("accelerators")->spec().figure;
    const QVector<double> layer = chart(ChartSpec::Kind::Areas)->spec().series.last().values;
    QVERIFY(workspace().set({"system", "lumi-ai", "accelerators"}, std::int64_t{9000}, "Set count of LUMI-AI"));
    QVERIFY(tile("accelerators")->spec().figure != before);
    QVERIFY(chart(ChartSpec::Kind::Areas)->spec().series.last().values != layer || workspace().value({"system", "lumi-ai", "peak_bf16_pflops"}) != core::Value{});
    checkAgainstEngine();
}

void TestWindow::previewShowsAndLeavesNoTrace()
{
    const TileSpec before = tile("accelerators")->spec();
    const auto history = workspace().document().history().size();
    QVERIFY(workspace().preview(m_count, std::int64_t{1}));
    QVERIFY(!(tile("accelerators")->spec() == before));
    QVERIFY(m_window->status()->findChild<QLabel *>()->text().contains("not yet kept"));
    QVERIFY(!workspace().preview(m_count, std::int64_t{-5})); // refused, and the kept value is shown again
    QVERIFY(!workspace().isPreviewing());
    QCOMPARE(tile("accelerators")->spec(), before);
    QCOMPARE(workspace().document().history().size(), history);
    checkAgainstEngine();
}

void TestWindow::undoAndRedoByKey()
{
    const QString before = tile("accelerators")->spec().figure;
    QVERIFY(workspace().set(m_count, std::int64_t{123}, "Set count of IT4LIA"));
    const QString after = tile("accelerators")->spec().figure;
    QVERIFY(after != before);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(tile("accelerators")->spec().figure, before);
    QCOMPARE(workspace().document().redoLabel(), QString("Set count of IT4LIA"));
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(tile("accelerators")->spec().figure, after);
    // The button in the top bar names what it undoes, and does it.
    QToolButton *undo = nullptr;
    for (QToolButton *b : view().findChildren<QToolButton *>()) {
        undo = b->accessibleName().startsWith("Undo: Set count of IT4LIA") ? b : undo;
    }
    QVERIFY(undo);
    QTest::mouseClick(undo, Qt::LeftButton);
    QCOMPARE(tile("accelerators")->spec().figure, before);
    checkAgainstEngine();
}

void TestWindow::switchesScenarioByKey()
{
    QComboBox *scenarios = combo("Scenario");
    QVERIFY(scenarios);
    QCOMPARE(scenarios->count(), 5);
    scenarios->setFocus();
    const int steps = scenarios->findData("contracts-2026");
    for (int i = 0; i < steps; ++i) {
        QTest::keyClick(scenarios, Qt::Key_Down);
    }
    QCOMPARE(workspace().scenario(), QString("contracts-2026"));
    checkAgainstEngine();
    QCOMPARE(tile("index")->spec().figure, QString("1.31"));
    QVERIFY(chart(ChartSpec::Kind::Areas)->spec().title.contains("October"));
    QVERIFY(!chart(ChartSpec::Kind::Areas)->spec().baseline.isEmpty());
    // What the public was told and no longer holds stands first.
    auto *table = view().findChild<QTableWidget *>();
    QVERIFY(table);
    const auto results = workspace().statements();
    QCOMPARE(std::count_if(results.begin(), results.end(), [](const auto &r) { return !r.holds; }), 3);
}

void TestWindow::periodAndPricesByMouse()
{
    const auto press = [&](const QString &text) {
        for (QToolButton *b : m_window->findChildren<QToolButton *>("segment")) {
            if (b->text() == text) {
                QTest::mouseClick(b, Qt::LeftButton);
                return;
            }
        }
        QFAIL(qPrintable(text));
    };
    press("Quarter");
    QCOMPARE(workspace().period(), engine::Period::Quarter);
    checkAgainstEngine();
    press("Real");
    QVERIFY(workspace().realPrices());
    checkAgainstEngine();
    press("Month");
    checkAgainstEngine();
    press("Year");
    press("Nominal");
    checkAgainstEngine();
}

void TestWindow::reopensWithHistory()
{
    QVERIFY(workspace().set(m_count, std::int64_t{4321}, "Set count of IT4LIA"));
    const QString figure = tile("accelerators")->spec().figure;
    QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
    QVERIFY(!m_window->view());
    QPushButton *recent = nullptr;
    for (QPushButton *b : m_window->findChildren<QPushButton *>("link")) {
        recent = b->text() == "plan.aifplan" ? b : recent;
    }
    QVERIFY(recent);
    QTest::mouseClick(recent, Qt::LeftButton);
    QVERIFY(m_window->view());
    QCOMPARE(tile("accelerators")->spec().figure, figure);
    QCOMPARE(workspace().document().undoLabel(), QString("Set count of IT4LIA"));
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(tile("accelerators")->spec().figure != figure);
    checkAgainstEngine();
}

void TestWindow::findingsLeadSomewhere()
{
    workspace().setScenario("contracts-2026");
    QTRY_VERIFY(workspace().findingsKnown());
    QTest::keyClick(m_window.get(), Qt::Key_F8);
    QTRY_VERIFY(m_window->findings()->isVisible());
    QListWidget *list = m_window->findings()->list();
    const auto results = workspace().statements();
    const auto broken = std::count_if(results.begin(), results.end(), [](const auto &r) { return !r.holds; });
    QTRY_COMPARE(list->count(), static_cast<int>(workspace().findings().size()) + static_cast<int>(broken));
    list->setFocus();
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Return);
    // Either a page shows it, or the message says where it can be changed.
    QVERIFY(view().currentPage() > 0 || view().baseData()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_F8);
    QTRY_VERIFY(!m_window->findings()->isVisible());
}

void TestWindow::findingsOfferTheirMend()
{
    QVERIFY(workspace().set({"funding", "lumi-aif/infrastructure/DEP", "share"}, 0.4, "Break the split"));
    QTRY_VERIFY(workspace().findingsKnown());
    QTest::keyClick(m_window.get(), Qt::Key_F8);
    QTRY_VERIFY(m_window->findings()->isVisible());
    QListWidget *list = m_window->findings()->list();
    const auto rowOf = [&](const QString &words) {
        for (int i = 0; i < list->count(); ++i) {
            if (list->item(i)->text().contains(words)) {
                return i;
            }
        }
        return -1;
    };
    QTRY_VERIFY(rowOf("add up to 90") >= 0);
    list->setFocus();
    list->setCurrentRow(rowOf("add up to 90"));
    QTest::keyClick(list, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(workspace().document().undoLabel(), QString("Scale the shares to 100 %"));
    const auto share = core::numberOf(workspace().value({"funding", "lumi-aif/infrastructure/DEP", "share"}));
    QCOMPARE(share.value_or(0), 0.444444);
    QTRY_VERIFY(rowOf("add up to 90") < 0);
    // By mouse: the last line of the entry.
    QVERIFY(workspace().document().undo());
    QTRY_VERIFY(rowOf("add up to 90") >= 0);
    const QRect entry = list->visualItemRect(list->item(rowOf("add up to 90")));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(entry.left() + 60, entry.bottom() - 14));
    QTRY_VERIFY(rowOf("add up to 90") < 0);
    checkAgainstEngine();
}

void TestWindow::emptyPlanSaysWhatToDo()
{
    m_window->closePlan();
    QVERIFY(m_window->openPlan(newPlan("empty.aifplan", false)));
    checkAgainstEngine();
    bool says = false;
    for (const QLabel *l : view().findChildren<QLabel *>()) {
        says = says || (l->isVisible() && l->text().contains("no factories yet"));
    }
    QVERIFY(says);
}

void TestWindow::failedOpenKeepsThePlan()
{
    const QString bad = m_folder->filePath("bad.aifplan");
    QFile file(bad);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no plan");
    file.close();
    const QString title = m_window->windowTitle();
    QVERIFY(!m_window->openPlan(bad));
    QCOMPARE(m_window->windowTitle(), title);
    QVERIFY(!m_window->messageShown().isEmpty());
    checkAgainstEngine();
}

void TestWindow::takesOutsideChanges()
{
    auto other = document::PlanDocument::open(m_path, store::systemSignature("colleague"));
    QVERIFY(other);
    const auto change = core::setCell(*(*other)->plan(), "", m_count, std::int64_t{77});
    QVERIFY(change);
    QVERIFY((*other)->perform({"From elsewhere", {*change}}));
    QVERIFY(workspace().document().takeOutsideChanges());
    QCOMPARE(workspace().value(m_count), core::Value(std::int64_t{77}));
    QVERIFY(m_window->messageShown().contains("Another program"));
    checkAgainstEngine();
}

void TestWindow::opensDroppedPlans()
{
    m_window->closePlan();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(m_path)});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QVERIFY(m_window->view());
    checkAgainstEngine();
}

void TestWindow::packagesGoOutAndComeIn()
{
    QVERIFY(workspace().set(m_count, std::int64_t{4242}, "Set count of IT4LIA"));
    const QString package = m_folder->filePath("handed over.aifpack");
    QVERIFY(m_window->saveCopy(package));
    QVERIFY(m_window->messageShown().contains("handed over.aifpack"));
    m_window->closePlan();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(package)});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QVERIFY2(m_window->view(), qPrintable(m_window->messageShown()));
    QCOMPARE(view().document().path(), m_folder->filePath("handed over.aifplan"));
    QCOMPARE(workspace().value(m_count), core::Value(std::int64_t{4242}));
    QVERIFY(m_window->messageShown().contains("handed over.aifplan"));
    // Once more: the first copy stays, the second gets a name of its own.
    m_window->closePlan();
    QVERIFY(m_window->openPlan(package));
    QCOMPARE(view().document().path(), m_folder->filePath("handed over 2.aifplan"));
    checkAgainstEngine();
}

void TestWindow::layoutIsRemembered()
{
    view().showPage(3);
    const QString page = view().pages()[3].id;
    QTest::keyClick(m_window.get(), Qt::Key_F8);
    QTRY_VERIFY(m_window->findings()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
    QVERIFY(!m_window->view());
    QVERIFY(!m_window->findings()->isVisible());
    QVERIFY(m_window->openPlan(m_path));
    QCOMPARE(view().pages()[view().currentPage()].id, page);
    QTRY_VERIFY(m_window->findings()->isVisible());
}

// What the map's marks say is chosen once.
void TestWindow::mapChoiceIsRemembered()
{
    const auto choice = [this] { return view().pages().first().page->findChild<SegmentedControl *>(); };
    const auto map = [this] { return view().pages().first().page->findChild<MapView *>(); };
    QCOMPARE(choice()->current(), 0);
    for (QAbstractButton *b : choice()->findChildren<QAbstractButton *>()) {
        if (b->text() == QLatin1String("Hours")) {
            b->click();
        }
    }
    const QString legend = map()->spec().subtitle;
    QVERIFY(legend.contains(QStringLiteral("hours")));
    QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
    QVERIFY(m_window->openPlan(m_path));
    QCOMPARE(choice()->current(), 2);
    QCOMPARE(map()->spec().subtitle, legend);
}

// A click on a bar asks for the explanation of what it shows, and the explanation's figure is the bar's.
void TestWindow::barsExplainThemselves()
{
    ChartView *bars = chart(ChartSpec::Kind::Bars);
    QSignalSpy wanted(bars, &ChartView::figureWanted);
    for (int x = bars->width() / 4; x < bars->width() && wanted.isEmpty(); x += 5) {
        QTest::mouseClick(bars, Qt::LeftButton, Qt::NoModifier, QPoint(x, bars->height() - 40));
    }
    QVERIFY(!wanted.isEmpty());
    const auto figure = engine::parseFigure(wanted.first().first().toString().toStdString());
    QVERIFY(figure);
    QCOMPARE(figure->measure, std::string("paid_cents"));
    const auto value = engine::figureValue(*workspace().projection(), *figure);
    QVERIFY(value);
    const int period = static_cast<int>(bars->spec().periodKeys.indexOf(QString::fromStdString(figure->period)));
    for (const ChartSeries &s : bars->spec().series) {
        if (s.id.toStdString() == figure->programme) {
            QVERIFY(std::abs(s.values[period] - engine::realOf(value->number).value_or(-1) / 1e8) < 1e-9);
        }
    }
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
