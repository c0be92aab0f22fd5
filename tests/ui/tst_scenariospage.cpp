// SPDX-License-Identifier: GPL-3.0-or-later
// The scenarios page under real mouse and key events: the tree, its edits, what is set side by side, and the waterfall that adds up to the cent.
#include "chartcard.h"
#include "datatable.h"
#include "difference.h"
#include "fields.h"
#include "format.h"
#include "pagefixture.h"
#include "scenarioedits.h"
#include "scenariospage.h"
#include "scenariotree.h"
#include "segmentedcontrol.h"
#include "waterfallview.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace ui;

class TestScenariosPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
        m_theme = std::make_unique<Theme>();
    }
    void cleanupTestCase() { m_theme.reset(); }
    void init() { open(true); }
    void cleanup() { m_fixture.reset(); }

    void choosingByKeyChoosesTheScenario();
    void figuresAreTheEngines();
    void ticksSetFourSideBySide();
    void waterfallAddsUpToTheCent();
    void splitAndMeasureByMouse();
    void overridesShowBaseInheritedAndOwn();
    void resetsAndPromotes();
    void makesRenamesDuplicatesAndDeletes();
    void movesByChoiceAndByDragging();
    void deletingKeepsTheChildren();
    void notesAreKept();
    void emptyAndLargePlans();

private:
    void open(bool example);
    ScenarioTree *tree() { return m_page->findChild<ScenarioTree *>(); }
    WaterfallView *waterfall() { return m_page->findChild<WaterfallView *>(); }
    DataTable *table(const QString &name)
    {
        for (DataTable *t : m_page->findChildren<DataTable *>()) {
            if (t->accessibleName() == name) {
                return t;
            }
        }
        return nullptr;
    }
    DataTable *figures() { return table(QStringLiteral("Scenarios side by side")); }
    DataTable *overrides() { return table(QStringLiteral("Values of the scenario")); }
    void press(const QString &text)
    {
        for (QAbstractButton *b : m_page->findChildren<QAbstractButton *>()) {
            if (b->text() == text && b->isEnabled()) {
                QTest::mouseClick(b, Qt::LeftButton);
                return;
            }
        }
        QFAIL(qPrintable(text));
    }
    QTreeWidgetItem *item(const QString &id)
    {
        for (QTreeWidgetItemIterator it(tree()); *it; ++it) {
            if ((*it)->data(0, Qt::UserRole).toString() == id) {
                return *it;
            }
        }
        return nullptr;
    }
    // In which a name is being typed; null: none.
    QLineEdit *editor()
    {
        auto *e = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        return e && tree()->isAncestorOf(e) ? e : nullptr;
    }
    void tick(const QString &id)
    {
        const QRect r = tree()->visualItemRect(item(id));
        QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, QPoint(r.left() + 11, r.center().y()));
    }
    engine::Projection projection(const QString &id) { return engine::project(*core::resolve(*m_document->plan(), id.toStdString())); }
    QString text(int row, int column) { return figures()->spec().rows[row].cells[column].text; }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<PageFixture<ScenariosPage>> m_fixture;
    document::PlanDocument *m_document = nullptr;
    document::Workspace *m_workspace = nullptr;
    ScenariosPage *m_page = nullptr;
};

void TestScenariosPage::open(bool example)
{
    m_fixture.reset();
    m_fixture = std::make_unique<PageFixture<ScenariosPage>>(example, QSize(1264, 900), QDate(2026, 11, 25));
    m_document = &m_fixture->document();
    m_workspace = &m_fixture->workspace();
    m_page = &m_fixture->page();
}

void TestScenariosPage::choosingByKeyChoosesTheScenario()
{
    tree()->setFocus();
    QCOMPARE(tree()->currentId(), QString());
    QTest::keyClick(tree(), Qt::Key_Down);
    QCOMPARE(m_workspace->scenario(), QStringLiteral("all-19"));
    QTest::keyClick(tree(), Qt::Key_Down);
    QCOMPARE(m_workspace->scenario(), QStringLiteral("contracts-2026"));
    // Chosen elsewhere, the tree follows.
    m_workspace->setScenario(QStringLiteral("energy-crisis"));
    QCOMPARE(tree()->currentId(), QStringLiteral("energy-crisis"));
    QCOMPARE(item(QStringLiteral("energy-crisis"))->text(1), QStringLiteral("17"));
}

void TestScenariosPage::figuresAreTheEngines()
{
    m_workspace->setScenario(QStringLiteral("contracts-2026"));
    const engine::Summary a = engine::summaryOf(projection({}));
    const engine::Summary b = engine::summaryOf(projection(QStringLiteral("contracts-2026")));
    QCOMPARE(figures()->spec().columns.size(), 4);
    QCOMPARE(text(0, 1), format::number(static_cast<double>(a.paidCents) / 1e8, 1));
    QCOMPARE(text(0, 2), format::number(static_cast<double>(b.paidCents) / 1e8, 1));
    QCOMPARE(text(0, 3), format::signedNumber(static_cast<double>(b.paidCents - a.paidCents) / 1e8, 1));
    QCOMPARE(text(2, 2), format::number(static_cast<double>(b.unionCents) / 1e8, 1));
    QCOMPARE(text(5, 2), format::number(b.deliveredHours / 1e6, 1));
    QCOMPARE(text(6, 3), format::signedNumber(*b.eurPerAcceleratorHour - *a.eurPerAcceleratorHour, 2));
    QCOMPARE(text(10, 2), format::month(2027, 10));
    QCOMPARE(text(10, 3), QStringLiteral("+10 months"));
    QCOMPARE(text(12, 1), QStringLiteral("10 of 10"));
    QCOMPARE(text(12, 3), format::signedNumber(-3, 0));
    // Figures of the chosen scenario can explain themselves.
    QCOMPARE(figures()->spec().rows[0].cells[2].figure, QStringLiteral("paid_cents"));
    QCOMPARE(figures()->spec().rows[0].cells[1].figure, QStringLiteral("paid_cents@"));
    QCOMPARE(figures()->spec().rows[0].cells[3].figure, QStringLiteral("paid_cents@contracts-2026|"));
    // The same, in prices of the price year.
    m_workspace->setRealPrices(true);
    double real = 0;
    for (const double eur : engine::realEurByPeriod(projection(QStringLiteral("contracts-2026")), engine::Period::Year)) {
        real += eur;
    }
    QCOMPARE(text(0, 2), format::number(real / 1e6, 1));
    // Both charts hold both scenarios, on one axis.
    for (ChartView *c : m_page->findChildren<ChartView *>()) {
        QCOMPARE(c->spec().lines.size(), 2);
        QCOMPARE(c->spec().lines[1].name.left(13), QStringLiteral("As\u00A0contracted"));
    }
}

void TestScenariosPage::ticksSetFourSideBySide()
{
    m_workspace->setScenario(QStringLiteral("contracts-2026"));
    tick(QStringLiteral("energy-crisis"));
    QCOMPARE(figures()->spec().columns.size(), 6);
    QCOMPARE(text(0, 4), format::number(static_cast<double>(engine::summaryOf(projection(QStringLiteral("energy-crisis"))).paidCents) / 1e8, 1));
    QCOMPARE(m_workspace->scenario(), QStringLiteral("contracts-2026")); // a tick does not choose
    QSignalSpy message(m_page, &Page::messageWanted);
    tick(QStringLiteral("delay-6"));
    QCOMPARE(figures()->spec().columns.size(), 8);
    tick(QStringLiteral("all-19"));
    QCOMPARE(figures()->spec().columns.size(), 8);
    QCOMPARE(message.size(), 1);
    QCOMPARE(item(QStringLiteral("all-19"))->checkState(0), Qt::Unchecked);
    tick(QStringLiteral("delay-6"));
    QCOMPARE(figures()->spec().columns.size(), 6);
    // The chosen one and the yardstick stay ticked.
    tick(QStringLiteral("contracts-2026"));
    QCOMPARE(item(QStringLiteral("contracts-2026"))->checkState(0), Qt::Checked);
}

void TestScenariosPage::waterfallAddsUpToTheCent()
{
    const QStringList ids{QString(), QStringLiteral("all-19"), QStringLiteral("contracts-2026"), QStringLiteral("delay-6"), QStringLiteral("energy-crisis")};
    for (const QString &against : ids) {
        for (const QString &scenario : ids) {
            m_workspace->setAgainst(against);
            m_workspace->setScenario(scenario);
            const engine::Difference whole = engine::differenceBetween(projection(against), projection(scenario));
            press(QStringLiteral("Money"));
            for (const QString &split : {QStringLiteral("Category"), QStringLiteral("Override"), QStringLiteral("Factory")}) {
                press(split);
                const WaterfallSpec &spec = waterfall()->spec();
                core::Cents cents = 0;
                for (const WaterfallRow &r : spec.rows) {
                    cents += std::llround(r.value * 1e8);
                }
                QCOMPARE(cents, whole.paidCents);
                QVERIFY(spec.rows.size() <= 13);
                if (!spec.rows.isEmpty()) {
                    QCOMPARE(spec.sumLabel, std::abs(whole.paidCents) < 5'000'000 ? QStringLiteral("0.0") : format::signedNumber(static_cast<double>(whole.paidCents) / 1e8, 1));
                }
            }
            press(QStringLiteral("Hours"));
            QVERIFY(std::abs(waterfall()->spec().sum() * 1e6 - whole.deliveredHours) < 1);
        }
    }
}

void TestScenariosPage::splitAndMeasureByMouse()
{
    m_workspace->setScenario(QStringLiteral("contracts-2026"));
    auto *title = m_page->findChild<QLabel *>(QStringLiteral("differenceTitle"));
    press(QStringLiteral("Category"));
    QVERIFY(title->text().endsWith(QStringLiteral(": all of it electricity")));
    QCOMPARE(waterfall()->spec().rows.size(), 1);
    press(QStringLiteral("Override"));
    QCOMPARE(waterfall()->spec().rows.size(), 8);
    QCOMPARE(waterfall()->spec().rows[3].name, QStringLiteral("LUMI-AI"));
    QCOMPARE(waterfall()->spec().rows[3].detail, QStringLiteral("+10 months"));
    QCOMPARE(waterfall()->spec().rows[4].detail, QStringLiteral("2,100 → 1,008"));
    QVERIFY(m_page->findChildren<QLabel *>().size() > 0);
    press(QStringLiteral("Hours"));
    press(QStringLiteral("Category"));
    QVERIFY(waterfall()->spec().empty.contains(QStringLiteral("no category")));
    press(QStringLiteral("Factory"));
    press(QStringLiteral("Money"));
    // A click explains the difference, a double click leads to the factory; T shows the table, T again the picture.
    QSignalSpy wanted(m_page, &Page::cellWanted);
    QSignalSpy explained(waterfall(), &WaterfallView::figureWanted);
    QTest::mouseClick(waterfall(), Qt::LeftButton, {}, waterfall()->barRect(0).center().toPoint());
    QCOMPARE(explained.size(), 1);
    QVERIFY(wanted.isEmpty());
    QTest::mouseDClick(waterfall(), Qt::LeftButton, {}, waterfall()->barRect(0).center().toPoint());
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().at(0).value<core::Cell>().entity, std::string("factory"));
    QTest::keyClick(waterfall(), Qt::Key_T);
    DataTable *t = table(QStringLiteral("What explains the difference"));
    QVERIFY(t->isVisible());
    QCOMPARE(t->spec().rows.size(), waterfall()->spec().rows.size() + 1);
    QCOMPARE(t->spec().rows.last().cells[2].text, waterfall()->spec().sumLabel);
    QTest::keyClick(t, Qt::Key_T);
    QVERIFY(waterfall()->isVisible());
}

void TestScenariosPage::overridesShowBaseInheritedAndOwn()
{
    // A scenario on another one: three values of one cell.
    QVERIFY(m_document->perform(core::addScenario(*m_document->plan(), "Add", "Later still", "contracts-2026")));
    m_workspace->setScenario(QStringLiteral("later-still"));
    QVERIFY(m_workspace->set({"system", "lumi-ai", "in_service"}, std::string("2028-07"), "Move LUMI-AI"));
    QCOMPARE(overrides()->spec().rows.size(), 1);
    const items::TableRow &row = overrides()->spec().rows.first();
    QCOMPARE(row.cells[0].text, QStringLiteral("LUMI-AI, in service"));
    QCOMPARE(row.cells[1].text, format::month(2026, 12));
    QCOMPARE(row.cells[2].text, format::month(2027, 10));
    QCOMPARE(row.cells[3].text, format::month(2028, 7));
    QCOMPARE(row.cells[3].cell, (core::Cell{"system", "lumi-ai", "in_service"}));
    QVERIFY(row.cells[3].overridden);
    QVERIFY(overrides()->spec().columns[2].shown); // what is inherited differs from the baseline here
    m_workspace->setScenario(QStringLiteral("contracts-2026"));
    QVERIFY(!overrides()->spec().columns[2].shown);
}

void TestScenariosPage::resetsAndPromotes()
{
    m_workspace->setScenario(QStringLiteral("contracts-2026"));
    const core::Cell cell{"system", "lumi-ai", "in_service"};
    const auto history = m_document->history().size();
    QVERIFY(!m_page->findChildren<QPushButton *>().isEmpty());
    overrides()->setCurrentRowId(overrideId(cell));
    press(QStringLiteral("Reset"));
    QCOMPARE(core::overridesOf(*m_document->plan(), "contracts-2026").size(), std::size_t{7});
    QCOMPARE(m_document->history().size(), history + 1);
    QVERIFY(m_document->undo());
    overrides()->setCurrentRowId(overrideId(cell));
    QSignalSpy message(m_page, &Page::messageWanted);
    press(QStringLiteral("Promote"));
    QCOMPARE(m_document->plan()->systems.find("lumi-ai")->inService, core::Month(2027, 10)); // the baseline has it now
    QCOMPARE(core::overridesOf(*m_document->plan(), "contracts-2026").size(), std::size_t{7});
    QCOMPARE(message.size(), 1); // others stand on the baseline too
    QVERIFY(m_document->undo());
    QCOMPARE(m_document->plan()->systems.find("lumi-ai")->inService, core::Month(2026, 12));
    QCOMPARE(core::overridesOf(*m_document->plan(), "contracts-2026").size(), std::size_t{8});
    const engine::Summary scenario = engine::summaryOf(projection(QStringLiteral("contracts-2026")));
    press(QStringLiteral("Promote all to baseline"));
    QVERIFY(core::overridesOf(*m_document->plan(), "contracts-2026").empty());
    QCOMPARE(engine::summaryOf(projection({})).paidCents, scenario.paidCents);
    QVERIFY(m_document->undo()); // one step
    press(QStringLiteral("Reset all"));
    QVERIFY(core::overridesOf(*m_document->plan(), "contracts-2026").empty());
    QCOMPARE(m_document->plan()->systems.find("lumi-ai")->inService, core::Month(2026, 12));
}

void TestScenariosPage::makesRenamesDuplicatesAndDeletes()
{
    m_workspace->setScenario(QStringLiteral("contracts-2026"));
    press(QStringLiteral("New"));
    QCOMPARE(m_workspace->scenario(), QStringLiteral("new-scenario"));
    QCOMPARE(m_document->plan()->scenarios.find("new-scenario")->parent, core::OptionalText("contracts-2026"));
    // Its name is being typed already.
    QTRY_VERIFY(editor());
    QTest::keyClick(editor(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor(), QStringLiteral("Dearer"));
    QTest::keyClick(editor(), Qt::Key_Return);
    QTRY_COMPARE(m_document->plan()->scenarios.find("new-scenario")->name, std::string("Dearer"));
    QCOMPARE(item(QStringLiteral("new-scenario"))->text(0), QStringLiteral("Dearer"));
    m_workspace->setScenario(QStringLiteral("contracts-2026"));
    press(QStringLiteral("Duplicate"));
    const QString copy = m_workspace->scenario();
    QCOMPARE(copy, QStringLiteral("copy-of-as-contracted-october-2026"));
    QCOMPARE(core::overridesOf(*m_document->plan(), copy.toStdString()).size(), std::size_t{8});
    QTRY_VERIFY(editor());
    QTest::keyClick(editor(), Qt::Key_Escape);
    QTRY_VERIFY(!editor());
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Delete);
    QVERIFY(!m_document->plan()->scenarios.find(copy.toStdString()));
    QCOMPARE(m_workspace->scenario(), QString());
    QVERIFY(m_document->undo());
    QCOMPARE(core::overridesOf(*m_document->plan(), copy.toStdString()).size(), std::size_t{8});
    // F2 renames as well.
    m_workspace->setScenario(QStringLiteral("delay-6"));
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_F2);
    QTRY_VERIFY(editor());
    QTest::keyClicks(editor(), QStringLiteral("Half a year late"));
    QTest::keyClick(editor(), Qt::Key_Return);
    QTRY_COMPARE(m_document->plan()->scenarios.find("delay-6")->name, std::string("Half a year late"));
}

void TestScenariosPage::movesByChoiceAndByDragging()
{
    m_workspace->setScenario(QStringLiteral("delay-6"));
    ChoiceField *parent = m_page->findChild<ChoiceField *>();
    // Nothing that stands on it is offered.
    QCOMPARE(parent->combo()->findData(QStringLiteral("delay-6")), -1);
    parent->combo()->setFocus();
    const int steps = parent->combo()->findData(QStringLiteral("contracts-2026"));
    QVERIFY(steps > 0);
    parent->combo()->setCurrentIndex(steps);
    Q_EMIT parent->combo()->activated(steps);
    QTest::keyClick(parent->combo(), Qt::Key_Return);
    QTRY_COMPARE(m_document->plan()->scenarios.find("delay-6")->parent, core::OptionalText("contracts-2026"));
    QCOMPARE(item(QStringLiteral("delay-6"))->parent(), item(QStringLiteral("contracts-2026")));
    QVERIFY(m_document->undo());
    QVERIFY(!m_document->plan()->scenarios.find("delay-6")->parent);
    // Dropped on another one, it inherits from that.
    tree()->setCurrentItem(item(QStringLiteral("energy-crisis")));
    QMimeData data;
    data.setData(tree()->model()->mimeTypes().value(0), QByteArray());
    const QPoint at = tree()->visualItemRect(item(QStringLiteral("delay-6"))).center();
    QDragEnterEvent enter(at, Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(tree()->viewport(), &enter);
    // Not on itself.
    QDragMoveEvent onItself(tree()->visualItemRect(item(QStringLiteral("energy-crisis"))).center(), Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(tree()->viewport(), &onItself);
    QVERIFY(!onItself.isAccepted());
    QDragMoveEvent over(at, Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(tree()->viewport(), &over);
    QVERIFY(over.isAccepted());
    QDropEvent drop(at, Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(tree()->viewport(), &drop);
    QTRY_COMPARE(m_document->plan()->scenarios.find("energy-crisis")->parent, core::OptionalText("delay-6"));
    QVERIFY(m_document->undoLabel().contains(QStringLiteral("inherit")));
}

void TestScenariosPage::deletingKeepsTheChildren()
{
    QVERIFY(m_document->perform(core::addScenario(*m_document->plan(), "Add", "Child", "contracts-2026")));
    const core::Cents paid = engine::summaryOf(projection(QStringLiteral("child"))).paidCents;
    m_workspace->setScenario(QStringLiteral("contracts-2026"));
    QSignalSpy message(m_page, &Page::messageWanted);
    press(QStringLiteral("Delete"));
    QCOMPARE(message.size(), 1);
    QVERIFY(message.first().at(0).toString().contains(QStringLiteral("“Child”")));
    QVERIFY(message.first().at(0).toString().contains(QStringLiteral("figures stay")));
    QCOMPARE(engine::summaryOf(projection(QStringLiteral("child"))).paidCents, paid);
    QVERIFY(!m_document->plan()->scenarios.find("child")->parent);
    QVERIFY(m_document->undo());
    QVERIFY(m_document->plan()->scenarios.find("contracts-2026"));
    QCOMPARE(m_document->plan()->scenarios.find("child")->parent, core::OptionalText("contracts-2026"));
}

void TestScenariosPage::notesAreKept()
{
    m_workspace->setScenario(QStringLiteral("delay-6"));
    QLineEdit *note = nullptr;
    for (TextField *f : m_page->findChildren<TextField *>()) {
        note = f->accessibleName() == QLatin1String("Note") ? f->edit() : note;
    }
    QVERIFY(note);
    QCOMPARE(note->text(), QStringLiteral("Every new system half a year later than announced"));
    note->setFocus();
    QTest::keyClick(note, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(note, QStringLiteral("What if"));
    QTest::keyClick(note, Qt::Key_Return);
    QCOMPARE(m_document->plan()->scenarios.find("delay-6")->note, core::OptionalText("What if"));
    QTest::keyClick(note, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(note, Qt::Key_Delete);
    QTest::keyClick(note, Qt::Key_Return);
    QVERIFY(!m_document->plan()->scenarios.find("delay-6")->note);
}

void TestScenariosPage::emptyAndLargePlans()
{
    open(false);
    QCOMPARE(figures()->spec().columns.size(), 2);
    QVERIFY(waterfall()->spec().rows.isEmpty());
    press(QStringLiteral("New"));
    QCOMPARE(m_workspace->scenario(), QStringLiteral("new-scenario"));
    open(true);
    core::Edit edit{"Add many factories", {}};
    for (int i = 0; i < 200; ++i) {
        const std::string id = "x" + std::to_string(1000 + i);
        edit.changes.push_back(core::insertRow("factory", id, {{"id", id}, {"name", "Factory " + id}, {"country", std::string("FI")}, {"kind", std::string("new")}}));
        edit.changes.push_back(core::insertRow("system", id, {{"id", id}, {"name", "System " + id}, {"factory", id}, {"accelerator", std::string("gb200")},
                                                              {"accelerators", std::int64_t{1000 + i}}, {"in_service", core::Month(2026 + i % 4, 1 + i % 12).toString()}}));
    }
    QVERIFY(m_document->perform(edit));
    // Beside the window; of several questions the newest is answered.
    for (const char *id : {"contracts-2026", "delay-6", "energy-crisis"}) {
        m_workspace->setScenario(QString::fromLatin1(id));
    }
    const engine::Difference whole = engine::differenceBetween(projection({}), projection(QStringLiteral("energy-crisis")));
    QTRY_COMPARE(std::llround(waterfall()->spec().sum() * 1e8), static_cast<long long>(whole.paidCents));
    QCOMPARE(figures()->spec().columns[2].toolTip, QStringLiteral("Energy crisis"));
}

QTEST_MAIN(TestScenariosPage)
#include "tst_scenariospage.moc"
