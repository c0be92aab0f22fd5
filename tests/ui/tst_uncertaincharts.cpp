// SPDX-License-Identifier: GPL-3.0-or-later
// One switch on every chart: number, band, distribution, in the window under real key and mouse events.
#include "bandcharts.h"
#include "baseline.h"
#include "chartcard.h"
#include "mainwindow.h"
#include "messagestrip.h"
#include "planview.h"
#include "rowedits.h"
#include "scenario.h"
#include "simulationrunner.h"
#include "theme.h"

#include <QComboBox>
#include <QMenu>
#include <QSettings>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace ui;
using document::ShownAs;

class TestUncertainCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void nobodySimulatesForNumbers();
    void bandsByKey();
    void everyPageFollows();
    void switchOnACard();
    void distributionOfAPeriod();
    void bandsFollowADrag();
    void bandsFollowUndoAndScenario();
    void realPricesSayWhy();
    void aHiddenPartTakesTheBandAway();
    void tableHasTheQuantiles();
    void isRemembered();
    void planWithoutUncertainties();
    void emptyPlan();

private:
    PlanView &view() { return *m_window->view(); }
    document::Workspace &workspace() { return view().workspace(); }
    document::SimulationRunner &runner() { return workspace().simulation(); }
    void openWindow(const QString &path);
    void press(Qt::Key key) { QTest::keyClick(m_window.get(), key, Qt::ControlModifier | Qt::ShiftModifier); }
    QList<ChartCard *> cards();
    ChartCard *payments();
    int pageOf(const char *id);
    // The newest answer is there and the cards show it.
    void settle();
    void checkBands();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    const core::Cell m_count{"system", "lumi-ai", "accelerators"};
};

void TestUncertainCharts::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
}

static QString newPlan(const QTemporaryDir &folder, const QString &name, bool example = true)
{
    const QString path = folder.filePath(name);
    const auto made = document::createPlanFile(path, example, store::systemSignature("tester"));
    if (!made) {
        qFatal("%s", made.error().message.c_str());
    }
    return path;
}

void TestUncertainCharts::openWindow(const QString &path)
{
    WindowServices services;
    services.signature = store::systemSignature("tester");
    services.settings = m_settings.get();
    services.today = [] { return QDate(2026, 11, 24); };
    services.version = "1";
    m_window = std::make_unique<MainWindow>(services);
    m_window->resize(1440, 900);
    QVERIFY(m_window->openPlan(path));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestUncertainCharts::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath("settings.ini"), QSettings::IniFormat);
    openWindow(newPlan(*m_folder, "plan.aifplan"));
}

QList<ChartCard *> TestUncertainCharts::cards()
{
    return view().pages()[view().currentPage()].page->findChildren<ChartCard *>();
}

ChartCard *TestUncertainCharts::payments()
{
    for (ChartCard *card : cards()) {
        if (card->view()->spec().kind == ChartSpec::Kind::Bars && card->view()->spec().total.figure == QLatin1String("paid_eur")) {
            return card;
        }
    }
    return nullptr;
}

int TestUncertainCharts::pageOf(const char *id)
{
    for (int i = 0; i < view().pages().size(); ++i) {
        if (view().pages()[i].id == QLatin1String(id)) {
            return i;
        }
    }
    return -1;
}

void TestUncertainCharts::settle()
{
    QCoreApplication::processEvents(); // what is newly wanted is asked
    QTRY_VERIFY(runner().answer() && runner().answer()->shown == workspace().projection() && runner().answer()->refined && !runner().isBusy());
}

// Every chart that the simulation has a figure of shows its band, that of the answer.
void TestUncertainCharts::checkBands()
{
    int seen = 0;
    for (const ChartCard *card : cards()) {
        const ChartSpec &spec = card->view()->spec();
        if (!card->chartSwitch().reason.isEmpty() || card->chartSwitch().shownAs < 0) {
            QVERIFY(spec.bands.isEmpty());
            continue;
        }
        QCOMPARE(spec.bands.size(), 1);
        ChartSpec numbers = spec;
        numbers.bands.clear();
        QVERIFY(withBands(numbers, *runner().answer()).bands == spec.bands);
        ++seen;
    }
    QVERIFY(seen > 0);
}

void TestUncertainCharts::nobodySimulatesForNumbers()
{
    QTest::qWait(100);
    QVERIFY(!runner().answer());
    QVERIFY(!runner().isBusy());
    QVERIFY(workspace().set(m_count, std::int64_t{900}, QStringLiteral("Fewer")).ok());
    QTest::qWait(50);
    QVERIFY(!runner().answer());
    for (const ChartCard *card : cards()) {
        QVERIFY(card->view()->spec().bands.isEmpty());
    }
}

void TestUncertainCharts::bandsByKey()
{
    const ChartSpec before = payments()->view()->spec();
    press(Qt::Key_B);
    QCOMPARE(runner().shownAs(), ShownAs::Band);
    settle();
    checkBands();
    QVERIFY(payments()->view()->spec().subtitle.startsWith(before.subtitle));
    press(Qt::Key_N);
    QVERIFY(payments()->view()->spec() == before);
    const auto answer = runner().answer();
    QVERIFY(workspace().set(m_count, std::int64_t{900}, QStringLiteral("Fewer")).ok());
    QTest::qWait(100);
    QVERIFY(runner().answer() == answer); // nobody wants another
}

void TestUncertainCharts::everyPageFollows()
{
    for (const Qt::Key key : {Qt::Key_B, Qt::Key_D, Qt::Key_N}) {
        press(key);
        for (int i = 0; i < view().pages().size(); ++i) {
            view().showPage(i);
            const QList<ChartCard *> all = cards();
            const bool any = std::any_of(all.begin(), all.end(), [](const ChartCard *c) { return c->chartSwitch().shownAs >= 0; });
            if (!any) {
                continue;
            }
            if (key != Qt::Key_N) {
                settle();
            }
            for (const ChartCard *card : all) {
                if (card->chartSwitch().shownAs < 0) {
                    continue;
                }
                QCOMPARE(card->chartSwitch().shownAs, static_cast<int>(runner().shownAs()));
                const ChartSpec &spec = card->view()->spec();
                const bool follows = card->chartSwitch().reason.isEmpty();
                QVERIFY2(follows || spec.bands.isEmpty(), qPrintable(view().pages()[i].id));
                QVERIFY2(!follows || key != Qt::Key_B || !spec.bands.isEmpty(), qPrintable(view().pages()[i].id + spec.title));
                QCOMPARE(spec.kind == ChartSpec::Kind::Distribution, follows && key == Qt::Key_D);
            }
        }
        view().showPage(0);
    }
}

void TestUncertainCharts::switchOnACard()
{
    auto *button = payments()->findChild<QToolButton *>();
    QVERIFY(button && button->isVisible());
    QVERIFY(!button->accessibleName().isEmpty());
    QTimer::singleShot(0, this, [&] {
        QMenu *menu = button->menu();
        QTRY_VERIFY(menu->isVisible());
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    });
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(runner().shownAs(), ShownAs::Band);
    settle();
    checkBands();
}

void TestUncertainCharts::distributionOfAPeriod()
{
    ChartCard *card = payments();
    press(Qt::Key_D);
    settle();
    const auto shown = [&] { return card->view()->spec(); };
    QCOMPARE(shown().kind, ChartSpec::Kind::Distribution);
    QComboBox *period = nullptr;
    for (QComboBox *c : card->findChildren<QComboBox *>()) {
        period = c->accessibleName() == QLatin1String("Period of the distribution") ? c : period;
    }
    QVERIFY(period && period->isVisible());
    QCOMPARE(period->currentText(), QStringLiteral("Whole horizon"));
    QCOMPARE(period->count(), 7);
    const double whole = shown().marks[1].value;
    period->setFocus();
    QTest::keyClick(period, Qt::Key_Down);
    QTest::keyClick(period, Qt::Key_Down);
    QCOMPARE(period->currentText(), QStringLiteral("2026"));
    settle();
    QTRY_VERIFY(shown().subtitle.contains(QLatin1String("2026,")));
    const document::WantedFigure figure{simulation::Figure::PaidEur, {}, engine::Period::Year, 1};
    QCOMPARE(shown().marks[1].value, simulation::quantileOf(runner().answer()->drawsOf(figure), 0.5) * 1e-6);
    QVERIFY(shown().marks[1].value < whole);
    // By quarter there are other periods, and the whole again.
    workspace().setPeriod(engine::Period::Quarter);
    settle();
    QCOMPARE(period->count(), 25);
    QCOMPARE(period->currentText(), QStringLiteral("Whole horizon"));
}

void TestUncertainCharts::bandsFollowADrag()
{
    press(Qt::Key_B);
    settle();
    const QVector<ChartBand> before = payments()->view()->spec().bands;
    for (const std::int64_t count : {900, 800, 700, 600}) {
        QVERIFY(workspace().preview(m_count, count).ok());
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(runner().answer()->shown == workspace().projection());
    QVERIFY(runner().answer()->preview);
    QVERIFY(payments()->view()->spec().bands != before);
    checkBands();
    workspace().clearPreview();
    settle();
    QVERIFY(payments()->view()->spec().bands == before);
}

void TestUncertainCharts::bandsFollowUndoAndScenario()
{
    press(Qt::Key_B);
    settle();
    const QVector<ChartBand> before = payments()->view()->spec().bands;
    QVERIFY(workspace().set(m_count, std::int64_t{900}, QStringLiteral("Fewer")).ok());
    settle();
    QVERIFY(payments()->view()->spec().bands != before);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    settle();
    QVERIFY(payments()->view()->spec().bands == before);
    workspace().setScenario(QStringLiteral("contracts-2026"));
    QVERIFY(payments()->view()->spec().bands.isEmpty()); // nothing of another scenario
    settle();
    QVERIFY(payments()->view()->spec().bands != before);
    checkBands();
    workspace().setScenario({});
    settle();
    QVERIFY(payments()->view()->spec().bands == before);
}

void TestUncertainCharts::realPricesSayWhy()
{
    press(Qt::Key_B);
    settle();
    ChartCard *card = payments();
    workspace().setRealPrices(true);
    QVERIFY(card->view()->spec().bands.isEmpty());
    auto *button = card->findChild<QToolButton *>();
    QCOMPARE(button->toolTip(), nominalOnly());
    QCOMPARE(button->accessibleDescription(), nominalOnly());
    workspace().setRealPrices(false);
    settle();
    QCOMPARE(card->view()->spec().bands.size(), 1);
}

void TestUncertainCharts::aHiddenPartTakesTheBandAway()
{
    press(Qt::Key_B);
    settle();
    ChartCard *card = payments();
    QAbstractButton *legend = nullptr;
    for (QAbstractButton *b : card->findChildren<QAbstractButton *>()) {
        legend = b->text() == QLatin1String("Digital Europe") ? b : legend;
    }
    QVERIFY(legend);
    legend->click();
    QVERIFY(card->view()->spec().bands.isEmpty());
    legend->click();
    QCOMPARE(card->view()->spec().bands.size(), 1);
}

void TestUncertainCharts::tableHasTheQuantiles()
{
    press(Qt::Key_B);
    settle();
    ChartCard *card = payments();
    card->view()->setFocus();
    QTest::keyClick(card->view(), Qt::Key_T);
    const auto *table = card->findChild<QTableWidget *>();
    QVERIFY(table->isVisible());
    int p95 = -1;
    for (int c = 0; c < table->columnCount(); ++c) {
        p95 = table->horizontalHeaderItem(c)->text() == QLatin1String("P95") ? c : p95;
    }
    QVERIFY(p95 > 0);
    const simulation::Outcome *outcome = runner().answer()->outcome(engine::Period::Year);
    QCOMPARE(table->item(2, p95)->text(), QLocale().toString(outcome->find(simulation::Figure::PaidEur, {}, 2)->summary.quantiles[6] / 1e6, 'f', 1));
}

void TestUncertainCharts::isRemembered()
{
    press(Qt::Key_B);
    m_window.reset();
    openWindow(newPlan(*m_folder, "again.aifplan"));
    QCOMPARE(runner().shownAs(), ShownAs::Band);
    settle();
    checkBands();
}

void TestUncertainCharts::planWithoutUncertainties()
{
    core::Edit edit;
    edit.label = "Nothing is uncertain";
    const auto plan = workspace().document().plan();
    for (const core::Uncertainty &u : plan->uncertainties) {
        for (core::Change &change : core::removalOf(*plan, "uncertainty", u.id)) {
            edit.changes.push_back(std::move(change));
        }
    }
    QVERIFY(workspace().document().perform(edit).ok());
    press(Qt::Key_B);
    QVERIFY(m_window->messageShown().contains(QLatin1String("no uncertainties")));
    QTest::qWait(100);
    QVERIFY(!runner().answer());
    for (const ChartCard *card : cards()) {
        QVERIFY(card->view()->spec().bands.isEmpty());
        QVERIFY(card->chartSwitch().reason.contains(QLatin1String("no uncertainties")));
    }
    if (pageOf("risk") >= 0) {
        QToolButton *lead = nullptr;
        for (QToolButton *b : view().messages()->findChildren<QToolButton *>()) {
            lead = b->text() == QLatin1String("Open the page Risk") ? b : lead;
        }
        QVERIFY(lead);
        lead->click();
        QCOMPARE(view().currentPage(), pageOf("risk"));
        view().showPage(0);
    }
    // They come back with an undo.
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    settle();
    checkBands();
}

void TestUncertainCharts::emptyPlan()
{
    m_window.reset();
    openWindow(newPlan(*m_folder, "empty.aifplan", false));
    for (const Qt::Key key : {Qt::Key_B, Qt::Key_D, Qt::Key_N}) {
        press(key);
        for (int i = 0; i < view().pages().size(); ++i) {
            view().showPage(i);
            QCoreApplication::processEvents();
            m_window->grab();
        }
        view().showPage(0);
    }
    QTRY_VERIFY(!runner().isBusy());
}

QTEST_MAIN(TestUncertainCharts)
#include "tst_uncertaincharts.moc"
