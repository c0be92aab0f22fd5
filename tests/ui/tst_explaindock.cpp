// SPDX-License-Identifier: GPL-3.0-or-later
// Explain and search in a real window: a click or key leads from a figure to its inputs and on to the cell that is edited.
#include "baseline.h"
#include "commandpalette.h"
#include "explaindraws.h"
#include "explaindock.h"
#include "explainrow.h"
#include "figurewords.h"
#include "keyfigures.h"
#include "mainwindow.h"
#include "pagehelp.h"
#include "planview.h"
#include "shortcuts.h"
#include "theme.h"
#include "tile.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace ui;

class TestExplainDock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void everyTileExplainsItself();
    void clickLeadsDeeperAndBack();
    void leadsToTheCell();
    void followsEditsAndScenario();
    void saysWhatIsGone();
    void drawsASimulatedFigure();
    void searchSwitchesScenario();
    void searchFindsObjectsAndFigures();
    void matchesFuzzily_data();
    void matchesFuzzily();
    void shortcutsAreThoseOfTheActions();
    void everyPageHasHelp();

private:
    ExplainDock *dock() { return m_window->explainDock(); }
    document::Workspace &workspace() { return m_window->view()->workspace(); }
    QList<ExplainRow *> rows();
    ExplainRow *row(const QString &label);
    QString heading(int index);
    CommandPalette *openSearch();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
};

void TestExplainDock::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
}

void TestExplainDock::init()
{
    m_window.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath("settings.ini"), QSettings::IniFormat);
    WindowServices services;
    services.signature = store::systemSignature("tester");
    services.settings = m_settings.get();
    services.today = [] { return QDate(2026, 11, 15); };
    m_window = std::make_unique<MainWindow>(services);
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(m_window->createPlan(m_folder->filePath("plan.aifplan"), true));
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

QList<ExplainRow *> TestExplainDock::rows()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return dock()->findChildren<ExplainRow *>();
}

ExplainRow *TestExplainDock::row(const QString &label)
{
    for (ExplainRow *r : rows()) {
        if (r->spec().label == label) {
            return r;
        }
    }
    return nullptr;
}

CommandPalette *TestExplainDock::openSearch()
{
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    QCoreApplication::processEvents();
    auto *palette = m_window->findChild<CommandPalette *>();
    return palette && palette->isVisible() ? palette : nullptr;
}

void TestExplainDock::everyTileExplainsItself()
{
    const auto tiles = m_window->view()->pages().first().page->findChildren<Tile *>();
    QCOMPARE(tiles.size(), 8);
    for (Tile *tile : tiles) {
        QTest::mouseClick(tile, Qt::LeftButton);
        QVERIFY(dock()->isVisible());
        QCOMPARE(dock()->figure(), tile->property("figure").toString());
        QVERIFY2(!rows().isEmpty(), qPrintable(tile->objectName()));
        // The dock's value is the engine's.
        const auto value = engine::figureValue(*workspace().projection(), *engine::parseFigure(dock()->figure().toStdString()));
        const QString shown = figureText(value->number, value->unit);
        const auto labels = dock()->findChildren<QLabel *>();
        QVERIFY2(std::any_of(labels.begin(), labels.end(), [&](const QLabel *l) { return l->text() == shown; }), qPrintable(tile->objectName() + shown));
    }
    // The same by key, with the focus on a tile.
    dock()->hide();
    tiles[1]->setFocus();
    QTest::keyClick(tiles[1], Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(dock()->isVisible());
    QCOMPARE(dock()->figure(), QStringLiteral("union_share"));
}

void TestExplainDock::clickLeadsDeeperAndBack()
{
    m_window->explainFigure(QStringLiteral("union_share"));
    QVERIFY(!dock()->canGoBack());
    ExplainRow *part = row(QStringLiteral("Paid by Union programmes"));
    QVERIFY(part);
    QCOMPARE(part->spec().value, QStringLiteral("€\u202F749,734,978.43"));
    QTest::mouseClick(part, Qt::LeftButton);
    QCOMPARE(dock()->figure(), QStringLiteral("union_cents"));
    ExplainRow *programme = row(QStringLiteral("Digital Europe Programme"));
    QVERIFY(programme);
    programme->setFocus();
    QTest::keyClick(programme, Qt::Key_Space);
    QCOMPARE(dock()->figure(), QStringLiteral("paid_cents[programme=DEP]"));
    QVERIFY(dock()->canGoBack());
    dock()->goBack();
    dock()->goBack();
    QCOMPARE(dock()->figure(), QStringLiteral("union_share"));
    QVERIFY(row(QStringLiteral("LUMI AIF")));
}

void TestExplainDock::leadsToTheCell()
{
    m_window->explainFigure(QStringLiteral("accelerators[system=lumi-ai,period=2028]"));
    ExplainRow *cell = row(QStringLiteral("LUMI-AI, In service"));
    QVERIFY(cell);
    QVERIFY(cell->spec().link);
    core::Cell wanted;
    connect(dock(), &ExplainDock::cellWanted, this, [&wanted](const core::Cell &to) { wanted = to; });
    QTest::mouseClick(cell, Qt::LeftButton);
    QVERIFY(wanted == (core::Cell{"system", "lumi-ai", "in_service"}));
    QVERIFY(m_window->view()->currentPage() > 0);
}

void TestExplainDock::followsEditsAndScenario()
{
    m_window->explainFigure(QStringLiteral("accelerators[period=2028]"));
    const QString before = row(QStringLiteral("IT4LIA"))->spec().value;
    QVERIFY(workspace().set({"system", "it4lia-ai", "accelerators"}, std::int64_t{9999}, "Count").ok());
    QTRY_VERIFY(row(QStringLiteral("IT4LIA")) && row(QStringLiteral("IT4LIA"))->spec().value != before);
    m_window->explainFigure(QStringLiteral("union_share"));
    workspace().setScenario(QStringLiteral("contracts-2026"));
    const auto value = engine::figureValue(*workspace().projection(), {"union_cents"});
    QTRY_COMPARE(row(QStringLiteral("Paid by Union programmes"))->spec().value, figureText(value->number, value->unit));
}

void TestExplainDock::saysWhatIsGone()
{
    m_window->explainFigure(QStringLiteral("paid_cents[factory=nowhere]"));
    const auto labels = dock()->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *l) { return l->text().contains(QStringLiteral("nowhere")); }));
}

void TestExplainDock::drawsASimulatedFigure()
{
    const QString address = QStringLiteral("paid_eur.p90[period=2027]");
    const auto value = [&] {
        const auto plan = std::make_shared<const core::Plan>(workspace().projection()->plan);
        const auto drawn = simulation::drawn(plan, *simulation::simulatedFigure(*engine::parseFigure(address.toStdString())), simulation::samplingOf(*plan));
        return figureText((*drawn)->value(), engine::Unit::Eur);
    };
    const auto shown = [&](const QString &text) {
        const auto labels = dock()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *l) { return l->text() == text; });
    };
    m_window->explainFigure(address);
    QTRY_VERIFY(shown(value()));
    QVERIFY(shown(QStringLiteral("Paid, P90")));
    // What moves it, widest first; a click leads to the row of uncertainty.
    ExplainRow *delay = row(QStringLiteral("delay"));
    QVERIFY(delay && delay->spec().bar > 0);
    QVERIFY(row(QStringLiteral("Without uncertainty: Paid · 2027")));
    core::Cell wanted;
    connect(dock(), &ExplainDock::cellWanted, this, [&wanted](const core::Cell &to) { wanted = to; });
    QTest::mouseClick(delay, Qt::LeftButton);
    QVERIFY(wanted == (core::Cell{"uncertainty", "delay", "low"}));
    // It follows edits and the scenario.
    const QString before = value();
    QVERIFY(workspace().set({"uncertainty", "delay", "high"}, 30.0, "Delay").ok());
    QVERIFY(value() != before);
    QTRY_VERIFY(shown(value()));
    workspace().setScenario(QStringLiteral("contracts-2026"));
    QTRY_VERIFY(shown(value()));
    // A row that cannot be followed is named instead.
    workspace().setScenario({});
    QVERIFY(workspace().set({"uncertainty", "delay", "low"}, 99.0, "Delay").ok());
    const auto named = [&] {
        const auto labels = dock()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *l) { return l->text().contains(QStringLiteral("uncertainty/delay.low")); });
    };
    QTRY_VERIFY(named());
}

void TestExplainDock::searchSwitchesScenario()
{
    CommandPalette *palette = openSearch();
    QVERIFY(palette);
    QTest::keyClicks(palette->field(), QStringLiteral("as contr"));
    QCOMPARE(palette->list()->currentItem()->text(), QStringLiteral("As contracted, October 2026"));
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QCOMPARE(workspace().scenario(), QStringLiteral("contracts-2026"));
}

void TestExplainDock::searchFindsObjectsAndFigures()
{
    CommandPalette *palette = openSearch();
    QVERIFY(palette);
    QTest::keyClicks(palette->field(), QStringLiteral("factory lumi"));
    QCOMPARE(palette->list()->currentItem()->text(), QStringLiteral("LUMI AIF"));
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QCOMPARE(m_window->view()->pages()[m_window->view()->currentPage()].id, QStringLiteral("factories"));
    palette = openSearch();
    QVERIFY(palette);
    QTest::keyClicks(palette->field(), QStringLiteral("demand covered"));
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QCOMPARE(dock()->figure(), QStringLiteral("coverage"));
    palette = openSearch();
    QVERIFY(palette);
    QTest::keyClicks(palette->field(), QStringLiteral("zzzz"));
    QVERIFY(palette->list()->item(0)->text().contains(QStringLiteral("zzzz")));
    QTest::keyClick(palette->field(), Qt::Key_Return); // does nothing, breaks nothing
    QTest::keyClick(palette->field(), Qt::Key_Escape);
}

void TestExplainDock::matchesFuzzily_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse"); // empty: only that the first is found
    QTest::newRow("beginning before middle") << "lu" << "LUMI AIF" << "Absolute";
    QTest::newRow("initials before scattered letters") << "cph" << "Cost per hour" << "Caption here";
    QTest::newRow("accents do not matter") << "sao" << "São" << "";
    QTest::newRow("case does not matter") << "BSC" << "bsc aif" << "";
}

void TestExplainDock::matchesFuzzily()
{
    QFETCH(QString, typed);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    QVERIFY(matchScore(typed, better) > 0);
    if (!worse.isEmpty()) {
        QVERIFY(matchScore(typed, better) > matchScore(typed, worse));
    }
    QCOMPARE(matchScore(QStringLiteral("xq"), better), -1);
}

void TestExplainDock::shortcutsAreThoseOfTheActions()
{
    const auto entries = shortcutsOf(m_window.get());
    const auto has = [&](const QString &keys) { return std::any_of(entries.begin(), entries.end(), [&](const ShortcutEntry &e) { return e.keys.contains(keys) && !e.what.isEmpty(); }); };
    for (const char *keys : {"Ctrl+E", "Ctrl+K", "F8", "Ctrl+Z", "Ctrl+1", "F1"}) {
        QVERIFY2(has(QLatin1String(keys)), keys);
    }
    // Keys that widgets handle themselves are named where they are handled.
    const auto inner = innerKeys();
    for (const char *keys : {"F2, or typing, in a table", "T in a chart", "Up, Down in a field", "+, −, 0 in the timeline", "Enter on the map", "Ctrl+E in the flow of money"}) {
        QVERIFY2(std::any_of(inner.begin(), inner.end(), [&](const ShortcutEntry &e) { return e.keys == QString::fromUtf8(keys) && !e.what.isEmpty(); }), keys);
    }
    // No key stands for two things.
    QStringList all;
    for (const ShortcutEntry &e : entries) {
        all << e.keys.split(QStringLiteral(", "));
    }
    QCOMPARE(all.removeDuplicates(), 0);
}

void TestExplainDock::everyPageHasHelp()
{
    for (const PageEntry &page : m_window->view()->pages()) {
        QVERIFY2(pageHelp(page.id).startsWith(QStringLiteral("<h3>")), qPrintable(page.id));
    }
}

QTEST_MAIN(TestExplainDock)
#include "tst_explaindock.moc"
