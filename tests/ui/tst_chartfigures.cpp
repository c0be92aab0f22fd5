// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages draw explains itself: every bar, area, line, band and mark of every page has an address whose value is the one drawn, in several
// scenarios, and a real click or key leads from it to its explanation.
#include "baseline.h"
#include "chartcard.h"
#include "datatable.h"
#include "explaindock.h"
#include "figureaddress.h"
#include "figurevalue.h"
#include "flowview.h"
#include "ganttview.h"
#include "mainwindow.h"
#include "mapview.h"
#include "planview.h"
#include "rankview.h"
#include "scenario.h"
#include "segmentedcontrol.h"
#include "simulatedfigure.h"
#include "theme.h"
#include "waterfallview.h"

#include <QAbstractButton>
#include <QApplication>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QSettings>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cmath>
#include <map>

using namespace ui;

class TestChartFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void everythingDrawnHasItsFigure_data();
    void everythingDrawnHasItsFigure();
    void clickExplainsAndDoubleClickLeads();
    void keysWalkToAValueAndExplainIt();
    void tablesOfChartsExplainTheirCells();
    void lineOfAnotherScenarioIsExplainedInIt();
    void stepsOfAWaterfallAreExplainedFromBothSides();
    void bandsOfMoneyExplainThemselves();
    void systemsAndEnvelopesOfTheTimelineExplainThemselves();
    void placesOnTheMapExplainTheirSize();

private:
    document::Workspace &workspace() { return m_window->view()->workspace(); }
    ExplainDock *dock() { return m_window->explainDock(); }
    Page *show(const QString &page);
    template<typename View>
    View *viewOf(const QString &page)
    {
        return show(page)->findChild<View *>();
    }
    ChartView *chartWith(const QString &page, const QString &measure);
    void press(Page *page, const QString &segment);
    double valueOf(const QString &address); // in the unit that charts use
    void check(const QString &address, double drawn, const QString &where);
    int checkPage(const QString &page);
    int checkTables(Page *page);
    int checkDiagrams(Page *page);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    std::map<QString, document::ProjectionPtr> m_projections;
};

void TestChartFigures::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
}

void TestChartFigures::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath("settings.ini"), QSettings::IniFormat);
    WindowServices services;
    services.signature = store::systemSignature("tester");
    services.settings = m_settings.get();
    services.today = [] { return QDate(2026, 11, 24); };
    m_window = std::make_unique<MainWindow>(services);
    m_window->resize(1440, 900);
    QVERIFY(m_window->createPlan(m_folder->filePath("plan.aifplan"), true));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_projections.clear();
}

Page *TestChartFigures::show(const QString &page)
{
    const auto &pages = m_window->view()->pages();
    for (int i = 0; i < pages.size(); ++i) {
        if (pages[i].id == page) {
            m_window->view()->showPage(i);
            QCoreApplication::processEvents();
            return m_window->view()->page(i);
        }
    }
    return nullptr;
}

void TestChartFigures::press(Page *page, const QString &segment)
{
    for (auto *b : page->findChildren<QAbstractButton *>()) {
        if (b->text() == segment && b->isVisible() && qobject_cast<SegmentedControl *>(b->parentWidget())) {
            b->click();
        }
    }
    QCoreApplication::processEvents();
}

// Of the scenario that the address names, computed anew.
double TestChartFigures::valueOf(const QString &text)
{
    const FigureAddress address = FigureAddress::read(text);
    const auto figure = engine::parseFigure(address.figure.toStdString());
    const auto in = [&](const QString &scenario) -> std::optional<std::pair<double, engine::Unit>> {
        document::ProjectionPtr &p = m_projections[scenario];
        if (!p) {
            p = std::make_shared<const engine::Projection>(engine::project(*core::resolve(*workspace().document().plan(), scenario.toStdString())));
        }
        const auto value = figure ? engine::figureValue(*p, *figure) : core::Result<engine::FigureValue>(figure.error());
        const auto number = value ? engine::realOf(value->number) : std::nullopt;
        return number ? std::optional(std::pair(*number, value->unit)) : std::nullopt;
    };
    const auto here = in(address.scenario.value_or(workspace().scenario()));
    const auto less = address.less ? in(*address.less) : std::optional(std::pair(0.0, engine::Unit::None));
    if (!here || !less) {
        return std::nan("");
    }
    static const std::map<engine::Unit, double> scales{{engine::Unit::EurCents, 1e-8}, {engine::Unit::Eur, 1e-6}, {engine::Unit::Hours, 1e-6}, {engine::Unit::Pflops, 1e-3}, {engine::Unit::Mwh, 1e-3}};
    const auto scale = scales.find(here->second);
    return (here->first - less->first) * (scale == scales.end() ? 1 : scale->second);
}

void TestChartFigures::check(const QString &address, double drawn, const QString &where)
{
    if (address.isEmpty()) {
        QFAIL(qPrintable(where + QStringLiteral(" has no figure")));
    }
    const double value = valueOf(address);
    const bool same = std::fabs(value - drawn) <= 1e-9 * std::max(1.0, std::fabs(drawn));
    QVERIFY2(same, qPrintable(QStringLiteral("%1: %2 is %3, drawn is %4").arg(where, address).arg(value, 0, 'g', 15).arg(drawn, 0, 'g', 15)));
}

// What is drawn by chance has figures of its own, which are tried where they are made.
int TestChartFigures::checkPage(const QString &id)
{
    Page *page = show(id);
    const bool simulated = id == QLatin1String("risk");
    int checked = checkTables(page);
    for (const ChartView *chart : page->findChildren<ChartView *>()) {
        const ChartSpec &spec = chart->spec();
        for (int i = 0; i < spec.periods.size(); ++i) {
            for (const ChartValue &v : simulated ? QVector<ChartValue>() : valuesAt(spec, i)) {
                check(v.figure, v.value, spec.title + QLatin1Char('/') + wordsOf(spec, v));
                if (QTest::currentTestFailed()) {
                    return checked;
                }
                ++checked;
            }
        }
    }
    return checked + checkDiagrams(page);
}

// Whatever a table offers to explain can be.
int TestChartFigures::checkTables(Page *page)
{
    int checked = 0;
    for (const DataTable *table : page->findChildren<DataTable *>()) {
        for (const items::TableRow &row : table->spec().rows) {
            for (const items::TableCell &cell : row.cells) {
                const auto figure = engine::parseFigure(FigureAddress::read(cell.figure).figure.toStdString());
                if (cell.figure.isEmpty() || QTest::currentTestFailed() || (figure && simulation::isSimulated(*figure))) {
                    continue;
                }
                (void)valueOf(cell.figure); // projects the scenario
                const QString scenario = FigureAddress::read(cell.figure).scenario.value_or(workspace().scenario());
                const bool known = figure && engine::figureValue(*m_projections[scenario], *figure).ok();
                [&] { QVERIFY2(known, qPrintable(cell.figure)); }();
                ++checked;
            }
        }
    }
    return checked;
}

int TestChartFigures::checkDiagrams(Page *page)
{
    int checked = 0;
    const auto one = [&](const QString &address, double drawn, const QString &where) {
        if (!QTest::currentTestFailed()) {
            check(address, drawn, where);
            ++checked;
        }
    };
    for (FlowView *flow : page->findChildren<FlowView *>()) {
        const FlowSpec &spec = flow->spec();
        for (int i = 0; i < spec.nodes.size(); ++i) {
            one(figureOf(spec, i), ui::valueOf(spec, i), spec.nodes[i].name);
        }
        for (const FlowLink &link : linksOf(spec)) {
            one(figureOf(spec, link), link.value, spec.nodes[link.from].name + QStringLiteral(" to ") + spec.nodes[link.to].name);
        }
    }
    for (const WaterfallView *waterfall : page->findChildren<WaterfallView *>()) {
        for (const WaterfallRow &r : waterfall->spec().rows) {
            one(r.figure, r.value, r.name);
        }
        if (!waterfall->spec().rows.isEmpty()) {
            one(waterfall->spec().sumFigure, waterfall->spec().sum(), waterfall->spec().sumName);
        }
    }
    for (const RankView *rank : page->findChildren<RankView *>()) {
        for (const RankRow &r : rank->spec().rows) {
            one(r.figure, r.value, r.name);
        }
    }
    for (const MapView *map : page->findChildren<MapView *>()) {
        for (const MapFactory &f : map->spec().factories) {
            const double unit = f.figure.startsWith(QLatin1String("accelerators")) ? 1 : 1e-6;
            one(f.figure, f.size * unit, f.name);
        }
    }
    for (const GanttView *gantt : page->findChildren<GanttView *>()) {
        for (const GanttGroup &g : gantt->spec().groups) {
            for (const GanttBar &b : g.bars) {
                for (const GanttFigure &f : b.figures) {
                    one(f.figure, valueOf(f.figure), b.name); // the bar draws dates; its figures exist
                }
                checked += b.figures.isEmpty() ? -1000 : 0;
            }
        }
    }
    return checked;
}

void TestChartFigures::everythingDrawnHasItsFigure_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("against");
    QTest::addColumn<bool>("real");
    QTest::addColumn<int>("period");
    QTest::newRow("baseline, years") << QString() << QString() << false << static_cast<int>(engine::Period::Year);
    QTest::newRow("contracts against the baseline") << "contracts-2026" << QString() << false << static_cast<int>(engine::Period::Year);
    QTest::newRow("nineteen, by quarter, real") << "all-19" << "energy-crisis" << true << static_cast<int>(engine::Period::Quarter);
    QTest::newRow("energy crisis, by month") << "energy-crisis" << "contracts-2026" << false << static_cast<int>(engine::Period::Month);
}

void TestChartFigures::everythingDrawnHasItsFigure()
{
    QFETCH(QString, scenario);
    QFETCH(QString, against);
    QFETCH(bool, real);
    QFETCH(int, period);
    workspace().setScenario(scenario);
    workspace().setAgainst(against);
    workspace().setRealPrices(real);
    workspace().setPeriod(static_cast<engine::Period>(period));
    int all = 0;
    for (const PageEntry &entry : m_window->view()->pages()) {
        Page *page = show(entry.id);
        QTest::qWait(20); // scenarios side by side are projected beside the window
        all += checkPage(entry.id);
        for (const char *segment : {"Reference", "Accelerators", "Hours", "Category", "Paid"}) {
            press(page, QLatin1String(segment));
            all += checkDiagrams(page);
        }
        all += entry.id == QLatin1String("compute") ? checkPage(entry.id) : 0;
        QVERIFY2(!QTest::currentTestFailed(), qPrintable(entry.id));
    }
    QVERIFY2(all > 700, qPrintable(QString::number(all)));
}

ChartView *TestChartFigures::chartWith(const QString &page, const QString &measure)
{
    for (ChartView *chart : show(page)->findChildren<ChartView *>()) {
        const auto &all = chart->spec().series + chart->spec().lines;
        if (!all.isEmpty() && all.last().figure.startsWith(measure)) {
            for (QWidget *w = chart->parentWidget(); w; w = w->parentWidget()) {
                if (auto *area = qobject_cast<QScrollArea *>(w)) {
                    area->ensureWidgetVisible(chart);
                }
            }
            QCoreApplication::processEvents();
            return chart;
        }
    }
    return nullptr;
}

// A click on an area of capacity explains it; the second click of a double click leads on, though the dock has moved everything meanwhile.
void TestChartFigures::clickExplainsAndDoubleClickLeads()
{
    ChartView *chart = chartWith(QStringLiteral("overview"), QStringLiteral("bf16_pflops"));
    QVERIFY(chart);
    const ChartFrame frame = frameFor(chart->spec(), screenStyle(), QRectF(chart->rect()));
    const int period = static_cast<int>(chart->spec().periods.size()) - 8;
    std::optional<ChartValue> wanted;
    for (const ChartValue &v : valuesAt(chart->spec(), period)) {
        wanted = v.kind == ChartValue::Kind::Series && !v.link.isEmpty() && (!wanted || v.value > wanted->value) ? std::optional(v) : wanted;
    }
    QVERIFY(wanted);
    const QPoint at = rectOf(chart->spec(), frame, *wanted).center().toPoint();
    QTest::mouseClick(chart, Qt::LeftButton, {}, at);
    QVERIFY(dock()->isVisible());
    QCOMPARE(dock()->figure(), wanted->figure);
    QVERIFY(std::fabs(valueOf(dock()->figure()) - wanted->value) < 1e-9);
    QCOMPARE(m_window->view()->pages()[m_window->view()->currentPage()].id, QStringLiteral("overview"));
    QTest::mouseDClick(chart, Qt::LeftButton, {}, at);
    QCOMPARE(m_window->view()->pages()[m_window->view()->currentPage()].id, QStringLiteral("factories"));
    QVERIFY(wanted->figure.contains(wanted->link));
}

void TestChartFigures::keysWalkToAValueAndExplainIt()
{
    ChartView *chart = chartWith(QStringLiteral("overview"), QStringLiteral("paid_cents"));
    QVERIFY(chart);
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Home);
    QTest::keyClick(chart, Qt::Key_Right);
    QTest::keyClick(chart, Qt::Key_Right);
    QVERIFY(!chart->current());
    QTest::keyClick(chart, Qt::Key_Down);
    QVERIFY(chart->current() && chart->current()->kind == ChartValue::Kind::Total);
    QTest::keyClick(chart, Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(dock()->figure(), QStringLiteral("paid_cents[period=%1]").arg(chart->spec().periodKeys[2]));
    QVERIFY(std::fabs(valueOf(dock()->figure()) - totalAt(chart->spec(), 2)) < 1e-9);
    QTest::keyClick(chart, Qt::Key_Down);
    const ChartValue value = *chart->current();
    QVERIFY(value.kind == ChartValue::Kind::Series);
    QVERIFY2(chart->accessibleDescription().startsWith(wordsOf(chart->spec(), value)), qPrintable(chart->accessibleDescription()));
    QTest::keyClick(chart, Qt::Key_Return);
    QCOMPARE(dock()->figure(), value.figure);
    // The same series in another period.
    QTest::keyClick(chart, Qt::Key_Right);
    QVERIFY(chart->current() && chart->current()->isSame(value) && chart->current()->period == 3);
    // The menu key offers the same.
    QString explain;
    QTimer::singleShot(50, this, [&explain] {
        if (auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())) {
            explain = menu->actions().first()->text();
            menu->actions().first()->trigger();
            menu->close();
        }
    });
    const QPoint middle = chart->rect().center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, middle, chart->mapToGlobal(middle));
    QApplication::sendEvent(chart, &event);
    QVERIFY2(explain.contains(chart->spec().periods[3]), qPrintable(explain));
    QCOMPARE(dock()->figure(), chart->current()->figure);
}

void TestChartFigures::tablesOfChartsExplainTheirCells()
{
    ChartView *chart = chartWith(QStringLiteral("overview"), QStringLiteral("paid_cents"));
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_T);
    QTableWidget *table = nullptr;
    for (QTableWidget *t : show(QStringLiteral("overview"))->findChildren<QTableWidget *>(QStringLiteral("chartTable"))) {
        table = t->isVisible() ? t : table;
    }
    QVERIFY(table);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualItemRect(table->item(2, 1)).center());
    QCOMPARE(dock()->figure(), figureAt(chart->spec(), chart->spec().series[0].figure, 2));
    table->setCurrentCell(3, static_cast<int>(chart->spec().series.size()) + 1);
    QTest::keyClick(table, Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(dock()->figure(), figureAt(chart->spec(), chart->spec().totalFigure, 3));
}

void TestChartFigures::lineOfAnotherScenarioIsExplainedInIt()
{
    workspace().setScenario(QStringLiteral("contracts-2026"));
    ChartView *chart = chartWith(QStringLiteral("scenarios"), QStringLiteral("paid_cents"));
    QTRY_COMPARE(chart->spec().lines.size(), 2);
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Home);
    QTest::keyClick(chart, Qt::Key_Right);
    QTest::keyClick(chart, Qt::Key_Down);
    QCOMPARE(chart->current()->series, 0); // the baseline
    QTest::keyClick(chart, Qt::Key_Return);
    const QString address = dock()->figure();
    QVERIFY2(address.endsWith(QLatin1Char('@')), qPrintable(address));
    QVERIFY(std::fabs(valueOf(address) - chart->current()->value) < 1e-9);
    const auto labels = dock()->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *l) { return l->text().contains(QStringLiteral("Baseline")); }));
}

void TestChartFigures::stepsOfAWaterfallAreExplainedFromBothSides()
{
    workspace().setScenario(QStringLiteral("contracts-2026"));
    auto *waterfall = viewOf<WaterfallView>(QStringLiteral("scenarios"));
    QTRY_VERIFY(!waterfall->spec().rows.isEmpty());
    for (QWidget *w = waterfall->parentWidget(); w; w = w->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(w)) {
            area->ensureWidgetVisible(waterfall);
        }
    }
    const WaterfallRow row = waterfall->spec().rows.first();
    QTest::mouseClick(waterfall, Qt::LeftButton, {}, waterfall->barRect(0).center().toPoint());
    QCOMPARE(dock()->figure(), row.figure);
    QVERIFY(row.figure.endsWith(QStringLiteral("@contracts-2026|")));
    QVERIFY(std::fabs(valueOf(row.figure) - row.value) < 1e-9);
    QCOMPARE(m_window->view()->pages()[m_window->view()->currentPage()].id, QStringLiteral("scenarios"));
    waterfall->setFocus();
    QTest::keyClick(waterfall, Qt::Key_End);
    QTest::keyClick(waterfall, Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(dock()->figure(), waterfall->spec().sumFigure);
    QTest::keyClick(waterfall, Qt::Key_Home);
    QTest::keyClick(waterfall, Qt::Key_Return);
    QCOMPARE(m_window->view()->pages()[m_window->view()->currentPage()].id, QStringLiteral("factories"));
}

void TestChartFigures::bandsOfMoneyExplainThemselves()
{
    auto *flow = viewOf<FlowView>(QStringLiteral("funding"));
    const FlowLayout l = flow->flow();
    int thickest = 0;
    for (int i = 1; i < l.bands.size(); ++i) {
        thickest = l.bands[i].thickness > l.bands[thickest].thickness ? i : thickest;
    }
    const QPointF middle = (l.bands[thickest].from + l.bands[thickest].to) / 2 + QPointF(0, l.bands[thickest].thickness / 2);
    const int hit = l.bandAt(middle);
    QVERIFY(hit >= 0);
    QTest::mouseClick(flow, Qt::LeftButton, {}, middle.toPoint());
    QCOMPARE(dock()->figure(), figureOf(l.spec, l.bands[hit].link));
    QVERIFY(std::fabs(valueOf(dock()->figure()) - l.bands[hit].link.value) < 1e-6);
    flow->setFocus();
    QTest::keyClick(flow, Qt::Key_Down);
    QTest::keyClick(flow, Qt::Key_Right);
    QTest::keyClick(flow, Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY2(dock()->figure().contains(QStringLiteral("[factory=")) && dock()->figure().contains(flow->currentNode().section(QLatin1Char('/'), 1)), qPrintable(dock()->figure()));
}

void TestChartFigures::systemsAndEnvelopesOfTheTimelineExplainThemselves()
{
    auto *gantt = viewOf<GanttView>(QStringLiteral("timeline"));
    gantt->setFocus();
    QVERIFY(gantt->setCurrentId(QStringLiteral("lumi-ai")));
    QTest::keyClick(gantt, Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(dock()->figure(), QStringLiteral("paid_cents[system=lumi-ai]"));
    QCoreApplication::processEvents();
    QSignalSpy dragged(gantt, &GanttView::dragged);
    const GanttYear &year = gantt->spec().years.first();
    QTest::mouseClick(gantt->viewport(), Qt::LeftButton, {}, QPoint(static_cast<int>(gantt->xOf(12 * year.year + 6)), GanttView::headerHeight / 2));
    QCOMPARE(dock()->figure(), year.figure);
    QVERIFY(year.figure.startsWith(QStringLiteral("headroom_cents[programme=")));
    QVERIFY(dragged.isEmpty());
}

void TestChartFigures::placesOnTheMapExplainTheirSize()
{
    auto *map = viewOf<MapView>(QStringLiteral("overview"));
    map->setFocus();
    QTest::keyClick(map, Qt::Key_Right);
    QTest::keyClick(map, Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(dock()->figure(), map->spec().factories.first().figure);
    QVERIFY(std::fabs(valueOf(dock()->figure()) * 1e6 - map->spec().factories.first().size) < 1);
}

QTEST_MAIN(TestChartFigures)
#include "tst_chartfigures.moc"
