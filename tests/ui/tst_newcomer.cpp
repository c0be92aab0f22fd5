// SPDX-License-Identifier: GPL-3.0-or-later
// What a person who has never seen the program is to find out and to do without help. Only mouse and keys act, on what is seen: widgets are found by
// their texts and accessible names, rows by what stands in them. What comes out is compared with the engine and with the file.
#include "baseline.h"
#include "difference.h"
#include "evidence.h"
#include "format.h"
#include "ganttview.h"
#include "keyfigures.h"
#include "mainwindow.h"
#include "mapview.h"
#include "parties.h"
#include "planview.h"
#include "tablemodel.h"
#include "theme.h"
#include "tile.h"
#include "waterfallview.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

using namespace ui;

class TestNewcomer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void findsWhatPortugalPaysAndGets();
    void findsPortugalOnTheMap();
    void delaysLumiInANewScenario();
    void delaysLumiByMouse();
    void pastesARevisedTable();
    void findsTheHeaviestAssumption();
    void undoesAllAfterARestart();

private:
    void openWindow();
    document::PlanDocument &document() { return m_window->view()->document(); }
    document::Workspace &workspace() { return m_window->view()->workspace(); }
    engine::Projection projection(const QString &scenario) { return engine::project(*core::resolve(*document().plan(), scenario.toStdString())); }
    core::Month service(const QString &scenario) { return core::resolve(*document().plan(), scenario.toStdString())->systems.find("lumi-ai")->inService; }

    // What is seen now with this text or accessible name; null: nothing.
    template<typename Widget>
    Widget *seen(const QString &name, QWidget *in = nullptr);
    QAbstractButton *button(const QString &text, QWidget *in = nullptr);
    bool says(const QString &text);
    bool click(QWidget *widget);
    bool clickAt(QWidget *widget, const std::function<QPoint()> &at);
    bool tabTo(QWidget *widget);
    bool goTo(const QString &page);
    static QString text(const QTableView *table, int row, int column) { return table->model()->index(row, column).data().toString(); }
    static int rowOf(const QTableView *table, const QString &text);
    static int columnOf(const QTableView *table, const QString &title);

    bool makeScenario(const QString &name);
    GanttView *lumiChosen();
    void comparesWithTheBaseline(const QString &scenario);
    void paste();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
};

void TestNewcomer::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
}

void TestNewcomer::openWindow()
{
    WindowServices services;
    services.signature = store::systemSignature("tester");
    services.settings = m_settings.get();
    services.today = [] { return QDate(2026, 11, 25); };
    services.version = "1";
    m_window = std::make_unique<MainWindow>(services);
    m_window->resize(1440, 900);
    m_window->show();
    m_window->activateWindow();
}

void TestNewcomer::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath("settings.ini"), QSettings::IniFormat);
    openWindow();
    const QString path = m_folder->filePath("plan.aifplan");
    QVERIFY(document::createPlanFile(path, true, store::systemSignature("tester")));
    QVERIFY(m_window->openPlan(path));
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

template<typename Widget>
Widget *TestNewcomer::seen(const QString &name, QWidget *in)
{
    for (Widget *w : (in ? in : m_window.get())->findChildren<Widget *>()) {
        if (w->isVisible() && w->accessibleName() == name) {
            return w;
        }
    }
    return nullptr;
}

QAbstractButton *TestNewcomer::button(const QString &text, QWidget *in)
{
    for (QAbstractButton *b : (in ? in : m_window.get())->findChildren<QAbstractButton *>()) {
        if (b->isVisible() && b->isEnabled() && b->text().trimmed().remove('&') == text) {
            return b;
        }
    }
    return nullptr;
}

bool TestNewcomer::says(const QString &text)
{
    const auto labels = m_window->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *l) { return l->isVisible() && l->text().contains(text); });
}

// Turns the wheel until the place is to be seen, and clicks there.
bool TestNewcomer::clickAt(QWidget *widget, const std::function<QPoint()> &at)
{
    for (int turns = 0; widget && turns < 60; ++turns) {
        const QPoint p = at();
        if (widget->visibleRegion().contains(p)) {
            QTest::mouseClick(widget, Qt::LeftButton, {}, p);
            return true;
        }
        const QRect shown = widget->visibleRegion().boundingRect();
        const QPoint over = shown.isEmpty() ? widget->rect().center() : shown.center();
        const int turn = shown.isEmpty() || p.y() > shown.center().y() ? -120 : 120;
        QWheelEvent wheel(over, widget->mapToGlobal(over), {}, QPoint(0, turn), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(widget, &wheel);
        QApplication::processEvents();
    }
    return false;
}

bool TestNewcomer::click(QWidget *widget)
{
    return clickAt(widget, [widget] { return widget->rect().center(); });
}

// By the Tab key, as often as it takes.
bool TestNewcomer::tabTo(QWidget *widget)
{
    for (int i = 0; i < 80 && QApplication::focusWidget(); ++i) {
        if (QApplication::focusWidget() == widget) {
            return true;
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    return false;
}

bool TestNewcomer::goTo(const QString &page)
{
    return click(button(page)) && says(page);
}

int TestNewcomer::rowOf(const QTableView *table, const QString &words)
{
    for (int r = 0; r < table->model()->rowCount(); ++r) {
        for (int c = 0; c < table->model()->columnCount(); ++c) {
            if (!table->isColumnHidden(c) && text(table, r, c) == words) {
                return r;
            }
        }
    }
    return -1;
}

int TestNewcomer::columnOf(const QTableView *table, const QString &title)
{
    for (int c = 0; c < table->model()->columnCount(); ++c) {
        if (!table->isColumnHidden(c) && table->model()->headerData(c, Qt::Horizontal).toString() == title) {
            return c;
        }
    }
    return -1;
}

void TestNewcomer::findsWhatPortugalPaysAndGets()
{
    QVERIFY(goTo("Countries"));
    auto *parties = seen<QTableView>("Parties");
    QVERIFY(parties);
    const int row = rowOf(parties, "Portugal");
    QVERIFY(row >= 0);
    QVERIFY(clickAt(parties->viewport(), [&] { return parties->visualRect(parties->model()->index(row, 0)).center(); }));
    QVERIFY(says("Portugal by year"));
    auto *years = seen<QTableView>("The chosen party by period");
    QVERIFY(years);
    const engine::Projection p = projection({});
    const auto portugal = static_cast<int>(p.plan.countries.indexOf("PT"));
    const int pays = rowOf(years, "Paid");
    const int gets = rowOf(years, "Access hours, million");
    QVERIFY(pays >= 0 && gets >= 0);
    core::Cents total = 0;
    for (int y = 0; y < p.calendar.years(); ++y) {
        core::Cents cents = 0;
        double hours = 0;
        for (const engine::PartyRow &r : engine::partyRows(p, engine::Period::Year)) {
            cents += r.party == portugal ? r.paidIn(y) : 0;
            hours += r.party == portugal ? r.deliveredHours[static_cast<std::size_t>(y)] : 0;
        }
        const int column = columnOf(years, QString::number(p.calendar.firstYear() + y));
        QVERIFY(column >= 0);
        QCOMPARE(text(years, pays, column), cents == 0 ? QString("–") : format::number(static_cast<double>(cents) / 1e8, 2));
        QCOMPARE(text(years, gets, column), hours == 0 ? QString("–") : format::number(hours / 1e6, 2));
        total += cents;
    }
    QVERIFY(total > 0);
}

// The Overview's map: marks of which the area is the figure chosen below it, and a country that leads to its page.
void TestNewcomer::findsPortugalOnTheMap()
{
    const engine::Projection p = projection({});
    const auto maps = m_window->findChildren<MapView *>();
    QCOMPARE(maps.size(), qsizetype{1});
    MapView *map = maps.first();
    const auto sizes = [&](const std::function<double(const engine::FactoryResult &)> &figure) {
        QCOMPARE(map->spec().factories.size(), qsizetype{7});
        for (const MapFactory &f : map->spec().factories) {
            const auto at = static_cast<std::size_t>(p.plan.factories.indexOf(f.id.toStdString()));
            QCOMPARE(f.size, figure(*p.factories[at]));
        }
    };
    sizes([&](const engine::FactoryResult &f) { return static_cast<double>(f.paidCents) / 100; });
    QVERIFY(click(button("Accelerators")));
    const int end = p.calendar.end(engine::Period::Year, engine::fullestYear(p) - p.calendar.firstYear()) - 1;
    sizes([&](const engine::FactoryResult &f) { return engine::stockOf(f, engine::Totals::Accelerators, end); });
    QVERIFY(click(button("Hours")));
    sizes([](const engine::FactoryResult &f) {
        double hours = 0;
        for (const double h : f.totals.series(engine::Totals::DeliveredHours)) {
            hours += h;
        }
        return hours;
    });
    const auto &countries = map->spec().countries;
    const auto portugal = std::find_if(countries.begin(), countries.end(), [](const MapCountry &c) { return c.readOut.startsWith("Portugal"); });
    QVERIFY(portugal != countries.end());
    QVERIFY(clickAt(map, [&] { return map->countryPoint(static_cast<int>(portugal - countries.begin())).toPoint(); }));
    QVERIFY(says("Portugal by year"));
    // The same by keys alone.
    QVERIFY(goTo("Overview"));
    QVERIFY(tabTo(map));
    while (!map->accessibleDescription().startsWith("Portugal") && map->accessibleDescription() != countries.last().readOut) {
        QTest::keyClick(map, Qt::Key_Right);
    }
    QTest::keyClick(map, Qt::Key_Return);
    QVERIFY(says("Portugal by year"));
}

bool TestNewcomer::makeScenario(const QString &name)
{
    if (!goTo("Scenarios") || !click(button("New"))) {
        return false;
    }
    // The name is asked for at once.
    if (!QTest::qWaitFor([] { return qobject_cast<QLineEdit *>(QApplication::focusWidget()) != nullptr; })) {
        return false;
    }
    QTest::keyClicks(QApplication::focusWidget(), name);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    return QTest::qWaitFor([&] { return workspace().scenarioName(workspace().scenario()) == name; });
}

// The timeline with LUMI-AI chosen by the keyboard alone; null: it was not found.
GanttView *TestNewcomer::lumiChosen()
{
    if (!goTo("Timeline")) {
        return nullptr;
    }
    auto *timeline = seen<GanttView>("Timeline");
    if (!tabTo(timeline)) {
        return nullptr;
    }
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(timeline);
    for (int i = 0; i < access->childCount(); ++i) {
        if (access->focusChild() && access->focusChild()->text(QAccessible::Name).contains("LUMI-AI")) {
            return timeline;
        }
        QTest::keyClick(timeline, Qt::Key_Down);
    }
    return nullptr;
}

// Both pages that show what changes, against projections made here.
void TestNewcomer::comparesWithTheBaseline(const QString &scenario)
{
    const auto plan = document().plan();
    const engine::Projection before = projection({});
    const engine::Projection after = projection(scenario);
    const engine::Difference whole = engine::differenceBetween(before, after);
    QVERIFY(!whole.isNothing());
    QVERIFY(goTo("Scenarios"));
    auto *figures = seen<QTableView>("Scenarios side by side");
    QVERIFY(figures);
    QTRY_COMPARE(text(figures, 0, 3), format::signedNumber(static_cast<double>(whole.paidCents) / 1e8, 1));
    QCOMPARE(text(figures, 0, 1), format::number(static_cast<double>(engine::moneyTotal(before)) / 1e8, 1));
    QCOMPARE(text(figures, 0, 2), format::number(static_cast<double>(engine::moneyTotal(after)) / 1e8, 1));
    const auto sumOfBars = [this] {
        core::Cents cents = 0;
        for (const WaterfallView *w : m_window->findChildren<WaterfallView *>()) {
            for (const WaterfallRow &r : w->isVisible() ? w->spec().rows : QVector<WaterfallRow>()) {
                cents += std::llround(r.value * 1e8);
            }
        }
        return cents;
    };
    for (const char *split : {"Category", "Override", "Factory"}) {
        QVERIFY(click(button(split)));
        QTRY_COMPARE(sumOfBars(), whole.paidCents);
    }
    QVERIFY(goTo("Overview"));
    int changed = 0;
    const Comparison c{after, before, Comparison::nameInSentence(*plan, {}), false, false, {}};
    for (const KeyFigure &f : keyFigures(c)) {
        const auto tiles = m_window->findChildren<Tile *>();
        const auto tile = std::find_if(tiles.begin(), tiles.end(), [&](const Tile *t) { return t->isVisible() && t->spec().caption == f.caption; });
        QVERIFY2(tile != tiles.end(), qPrintable(f.caption));
        QCOMPARE((*tile)->spec().figure, f.figure);
        QCOMPARE((*tile)->spec().delta, f.change);
        changed += f.direction != 0;
    }
    QVERIFY(changed > 0);
}

void TestNewcomer::delaysLumiInANewScenario()
{
    const core::Month planned = service({});
    QVERIFY(makeScenario("LUMI-AI nine months later"));
    const QString scenario = workspace().scenario();
    GanttView *timeline = lumiChosen();
    QVERIFY(timeline);
    const auto steps = document().history().size();
    for (int i = 0; i < 9; ++i) {
        QTest::keyClick(timeline, Qt::Key_Right);
    }
    QCOMPARE(timeline->bubble().change, QString("+9 months"));
    QCOMPARE(document().history().size(), steps); // nothing is kept yet
    QTest::keyClick(timeline, Qt::Key_Return);
    QCOMPARE(document().history().size(), steps + 1);
    QCOMPARE(service(scenario), planned + 9);
    QCOMPARE(service({}), planned);
    comparesWithTheBaseline(scenario);
}

void TestNewcomer::delaysLumiByMouse()
{
    const core::Month planned = service({});
    QVERIFY(makeScenario("LUMI-AI by mouse"));
    const QString scenario = workspace().scenario();
    QVERIFY(goTo("Timeline"));
    auto *timeline = seen<GanttView>("Timeline");
    QVERIFY(timeline);
    int row = 0;
    while (row < timeline->rows().size() && !(timeline->barAt(row) && timeline->rowName(row).contains("LUMI-AI"))) {
        ++row;
    }
    const auto steps = document().history().size();
    const QRectF bar = timeline->barRect(row);
    const QPoint from(qRound(bar.left() + bar.width() * 0.2), qRound(bar.center().y()));
    QVERIFY(timeline->viewport()->visibleRegion().contains(from));
    QTest::mousePress(timeline->viewport(), Qt::LeftButton, {}, from);
    for (int i = 1; i <= 3; ++i) {
        const QPoint at = from + QPoint(qRound(9 * timeline->monthWidth() * i / 3), 0);
        QMouseEvent move(QEvent::MouseMove, at, timeline->viewport()->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(timeline->viewport(), &move);
    }
    QTest::mouseRelease(timeline->viewport(), Qt::LeftButton, {}, from + QPoint(qRound(9 * timeline->monthWidth()), 0));
    QCOMPARE(document().history().size(), steps + 1);
    QCOMPARE(service(scenario), planned + 9);
    QCOMPARE(service({}), planned);
    comparesWithTheBaseline(scenario);
}

// From the menu's key to the base data; the clipboard as LibreOffice Calc fills it: tab-separated text, and a table in HTML with the numbers as they are.
void TestNewcomer::paste()
{
    QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
    auto *tables = seen<QListWidget>("Tables of the plan");
    QVERIFY(tables);
    QWidget *dialog = tables->window();
    QTRY_COMPARE(QApplication::activeWindow(), dialog);
    const auto items = tables->findItems("Accelerators", Qt::MatchExactly);
    QCOMPARE(items.size(), qsizetype{1});
    QVERIFY(clickAt(tables->viewport(), [&] { return tables->visualItemRect(items.first()).center(); }));
    auto *table = seen<QTableView>("Accelerators", dialog);
    QVERIFY(table);
    QVERIFY(clickAt(table->viewport(), [&] { return table->visualRect(table->model()->index(0, 0)).center(); }));
    auto *mime = new QMimeData;
    mime->setText("Id\tVendor\tModel\tLaunched\tSystem price per accelerator\n"
                  "h100-sxm\tNVIDIA\tH100 SXM\t2022\t€31,000.50\n"
                  "gh200\tNVIDIA\tGH200 (Hopper GPU)\t2023\t€36,250.00\n"
                  "rubin\tNVIDIA\tRubin\t2026\t€60,000.00\n");
    mime->setHtml("<html><body><table cellspacing=\"0\" border=\"0\">"
                  "<tr><td>Id</td><td>Vendor</td><td>Model</td><td>Launched</td><td>System price per accelerator</td></tr>"
                  "<tr><td>h100-sxm</td><td>NVIDIA</td><td>H100 SXM</td><td sdval=\"2022\" sdnum=\"1033;\">2022</td><td sdval=\"31000.5\" sdnum=\"1033;0;[$€-1809]#,##0.00\">€31,000.50</td></tr>"
                  "<tr><td>gh200</td><td>NVIDIA</td><td>GH200 (Hopper GPU)</td><td sdval=\"2023\" sdnum=\"1033;\">2023</td><td sdval=\"36250\" sdnum=\"1033;0;[$€-1809]#,##0.00\">€36,250.00</td></tr>"
                  "<tr><td>rubin</td><td>NVIDIA</td><td>Rubin</td><td sdval=\"2026\" sdnum=\"1033;\">2026</td><td sdval=\"60000\" sdnum=\"1033;0;[$€-1809]#,##0.00\">€60,000.00</td></tr>"
                  "</table></body></html>");
    QApplication::clipboard()->setMimeData(mime);
    const auto steps = document().history().size();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
    // What it would change is shown first; nothing is kept yet.
    auto *changes = seen<QTableView>("What the paste changes");
    QVERIFY(changes);
    QCOMPARE(document().history().size(), steps);
    QVERIFY(rowOf(changes, "H100 SXM") >= 0 || rowOf(changes, "NVIDIA H100 SXM") >= 0);
    QAbstractButton *keep = nullptr;
    for (QAbstractButton *b : changes->window()->findChildren<QAbstractButton *>()) {
        keep = b->text().startsWith("Keep ") && b->text().endsWith(" changes") ? b : keep;
    }
    QVERIFY(keep && click(keep));
    QCOMPARE(document().history().size(), steps + 1);
    QTRY_COMPARE(QApplication::activeWindow(), dialog);
    QVERIFY(rowOf(table, "rubin") >= 0);
    QVERIFY(click(button("Close", dialog)));
    QTRY_VERIFY(!dialog->isVisible());
    m_window->activateWindow(); // where no window manager does it
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestNewcomer::pastesARevisedTable()
{
    const core::Table<core::Accelerator> before = document().plan()->accelerators;
    const QString fingerprint = document().fingerprint();
    paste();
    const auto &after = document().plan()->accelerators;
    QCOMPARE(after.size(), before.size() + 1);
    QCOMPARE(after.find("h100-sxm")->systemPriceCents, 3'100'050);
    QCOMPARE(after.find("gh200")->systemPriceCents, 3'625'000);
    QCOMPARE(after.find("rubin")->systemPriceCents, 6'000'000);
    QCOMPARE(after.find("rubin")->launched, 2026);
    QCOMPARE(after.find("h100-sxm")->bf16Tflops, before.find("h100-sxm")->bf16Tflops); // what was not pasted is as it was
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(document().fingerprint(), fingerprint);
}

void TestNewcomer::findsTheHeaviestAssumption()
{
    QVERIFY(goTo("Sources"));
    QVERIFY(click(button("Assumptions")));
    auto *figures = seen<QTableView>("Figures and what they rest on");
    QVERIFY(figures);
    const auto weights = engine::assumptionsByMoney(projection({}));
    QVERIFY(!weights.empty());
    QCOMPARE(figures->model()->index(0, 0).data(items::RowIdRole).toString(), QString::fromStdString(weights.front().cell.toString()));
    const int money = columnOf(figures, "Money (€ m)");
    QVERIFY(money >= 0);
    QCOMPARE(text(figures, 0, money), format::eurMillions(static_cast<double>(weights.front().paidCents) / 100));
    QVERIFY(says(format::eur(static_cast<double>(weights.front().paidCents) / 100) + " hang on one assumption"));
}

void TestNewcomer::undoesAllAfterARestart()
{
    const QString first = document().fingerprint();
    const auto scenarios = document().plan()->scenarios.size();
    QVERIFY(!document().canUndo());
    QVERIFY(makeScenario("LUMI-AI nine months later"));
    GanttView *timeline = lumiChosen();
    QVERIFY(timeline);
    for (int i = 0; i < 9; ++i) {
        QTest::keyClick(timeline, Qt::Key_Right);
    }
    QTest::keyClick(timeline, Qt::Key_Return);
    paste();
    const QString last = document().fingerprint();
    QVERIFY(last != first);
    // The window is closed and the program started again: the plan stands among the recent ones.
    m_window->close();
    m_window.reset();
    openWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QVERIFY(click(button("plan.aifplan")));
    QVERIFY(m_window->view());
    QCOMPARE(document().fingerprint(), last);
    int steps = 0;
    for (; steps < 20 && document().canUndo(); ++steps) {
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    }
    QCOMPARE(steps, 4); // new, named, moved, pasted
    QCOMPARE(document().fingerprint(), first);
    QCOMPARE(document().plan()->scenarios.size(), scenarios);
}

QTEST_MAIN(TestNewcomer)
#include "tst_newcomer.moc"
