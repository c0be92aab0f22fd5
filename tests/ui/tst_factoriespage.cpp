// SPDX-License-Identifier: GPL-3.0-or-later
// The Factories page under real key and mouse events: what it shows are the engine's figures, before and after each step.
#include "addfactorypanel.h"
#include "explain.h"
#include "factoriestest.h"
#include "fields.h"
#include "findingsdock.h"
#include "tile.h"

#include <QCheckBox>
#include <QComboBox>
#include <QListWidget>
#include <QPushButton>
#include <QSlider>

using namespace ui;

class TestFactoriesPage : public FactoriesTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { begin(); }
    void init()
    {
        open();
        openPage();
    }
    void cleanup() { close(); }
    void showsTheEnginesFigures();
    void typingPreviewsAndEnterKeeps();
    void escapeLeavesNoTrace();
    void undoesByKey();
    void sliderDragIsOneEdit();
    void saysWhyAValueIsRefused();
    void emptyFieldsShowTheCatalogue();
    void overridesAndResets();
    void switchesScenario();
    void reopens();
    void choosesAFactoryByMouse();
    void filtersTheTable();
    void editsParticipantsSharesAndLines();
    void cellsLeadToTheirFields_data();
    void cellsLeadToTheirFields();
    void findingsLeadHere();
    void allNineteenReadWell();
    void figuresExplainThemselves();
};

void TestFactoriesPage::showsTheEnginesFigures()
{
    checkAgainstEngine();
    QCOMPARE(page()->factory(), QString("lumi-aif"));
    QCOMPARE(table()->spec().rows.size(), 8);
    QVERIFY(words(page()).contains("7 of 19 in this scenario"));
    QCOMPARE(edit({"system", "lumi-ai", "accelerators"})->text(), QString("4,800"));
    QCOMPARE(edit({"system", "lumi-ai", "acquisition_cents"})->text(), QString("387,800,000"));
    QCOMPARE(edit(m_utilisation)->text(), QString("80.0"));
}

void TestFactoriesPage::typingPreviewsAndEnterKeeps()
{
    const auto before = edits();
    const QString hours = charts()[0]->spec().title;
    Tile *tile = m_window->findChild<Tile *>("per-hour");
    const QString perHour = tile ? tile->spec().figure : QString();
    type(edit(m_utilisation), "86");
    QVERIFY(workspace().isPreviewing());
    QCOMPARE(edits(), before);
    QVERIFY(charts()[0]->spec().title != hours);
    QCOMPARE(charts()[0]->spec().baselineName, QString("As kept"));
    QVERIFY2(words(row(m_utilisation)).contains("m hours"), qPrintable(words(row(m_utilisation))));
    QVERIFY2(words(row(m_utilisation)).contains("electricity to 2030"), qPrintable(words(row(m_utilisation))));
    QVERIFY(words(row(m_utilisation)).contains("Enter keeps it"));
    QTest::keyClick(edit(m_utilisation), Qt::Key_Return);
    QVERIFY(!workspace().isPreviewing());
    QCOMPARE(edits(), before + 1);
    QCOMPARE(workspace().value(m_utilisation), core::Value(0.86));
    QCOMPARE(plain(workspace().document().undoLabel()), QString("Set utilisation of LUMI-AI to 86.0 %"));
    checkAgainstEngine();
    view().showPage(0);
    if (tile) {
        QVERIFY(tile->spec().figure != perHour);
    }
}

void TestFactoriesPage::escapeLeavesNoTrace()
{
    const auto before = edits();
    const QString hours = charts()[0]->spec().title;
    type(edit(m_utilisation), "10");
    QVERIFY(charts()[0]->spec().title != hours);
    QTest::keyClick(edit(m_utilisation), Qt::Key_Escape);
    QCOMPARE(charts()[0]->spec().title, hours);
    QCOMPARE(edit(m_utilisation)->text(), QString("80.0"));
    QCOMPARE(edits(), before);
    checkAgainstEngine();
}

void TestFactoriesPage::undoesByKey()
{
    const core::Cell month{"system", "lumi-ai", "in_service"};
    type(edit(month), "2027-10");
    QTest::keyClick(edit(month), Qt::Key_Return);
    QCOMPARE(plain(workspace().document().undoLabel()), QString("Move LUMI-AI to Oct 2027"));
    checkAgainstEngine();
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(workspace().value(month), core::Value(std::string("2026-12")));
    QCOMPARE(plain(edit(month)->text()), QString("Dec 2026"));
    checkAgainstEngine();
}

void TestFactoriesPage::sliderDragIsOneEdit()
{
    const auto before = edits();
    auto *slider = row(m_utilisation)->findChild<QSlider *>();
    QVERIFY(slider);
    form()->form()->focusCell(m_utilisation);
    QApplication::processEvents();
    const auto at = [&](double share) { return QPoint(static_cast<int>(8 + (slider->width() - 16) * share), slider->height() / 2); };
    QTest::mousePress(slider, Qt::LeftButton, {}, at(0.8));
    for (const double share : {0.75, 0.7, 0.6}) {
        QMouseEvent move(QEvent::MouseMove, at(share), slider->mapToGlobal(at(share)), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(slider, &move);
        QVERIFY(workspace().isPreviewing());
        QCOMPARE(edits(), before);
    }
    QVERIFY(words(row(m_utilisation)).contains("Kept when you let go"));
    const core::Value shown = workspace().value(m_utilisation);
    QTest::mouseRelease(slider, Qt::LeftButton, {}, at(0.6));
    QCOMPARE(edits(), before + 1);
    QVERIFY(!workspace().isPreviewing());
    QCOMPARE(workspace().value(m_utilisation), shown);
    QVERIFY(std::abs(std::get<double>(shown) - 0.6) < 0.03);
    checkAgainstEngine();
}

void TestFactoriesPage::saysWhyAValueIsRefused()
{
    const core::Cell pue{"factory", "lumi-aif", "pue"};
    const auto before = edits();
    type(edit(pue), "0.94");
    QVERIFY(!workspace().isPreviewing());
    const QString said = words(row(pue));
    QVERIFY2(said.contains("PUE is total power over IT power") && said.contains("The plan keeps 1.04"), qPrintable(said));
    QVERIFY(!said.contains("factory/lumi-aif"));
    QTest::keyClick(edit(pue), Qt::Key_Return);
    QCOMPARE(edits(), before);
    QCOMPARE(edit(pue)->text(), QString("0.94")); // stays, marked, until it is mended
    edit({"system", "lumi-ai", "accelerators"})->setFocus();
    QVERIFY(words(row(pue)).contains("The plan keeps 1.04"));
    edit(pue)->setFocus();
    QTest::keyClick(edit(pue), Qt::Key_Escape);
    QCOMPARE(edit(pue)->text(), QString("1.04"));
    QVERIFY(!words(row(pue)).contains("The plan keeps"));
    type(edit(pue), "lots");
    QVERIFY(words(row(pue)).contains("is not a number"));
    QTest::keyClick(edit(pue), Qt::Key_Escape);
    QCOMPARE(edits(), before);
    checkAgainstEngine();
}

void TestFactoriesPage::emptyFieldsShowTheCatalogue()
{
    const core::Cell power{"system", "lumi-ai", "power_kw"};
    QCOMPARE(edit(power)->text(), QString());
    QCOMPARE(edit(power)->placeholderText(), QString("11,040"));
    QVERIFY(words(row(power)).contains("catalogue"));
    type(edit(power), "9000");
    QTest::keyClick(edit(power), Qt::Key_Return);
    QCOMPARE(workspace().value(power), core::Value(9000.0));
    type(edit(power), QString(QChar(' ')));
    QTest::keyClick(edit(power), Qt::Key_Return);
    QVERIFY(core::isNull(workspace().value(power)));
    checkAgainstEngine();
}

void TestFactoriesPage::overridesAndResets()
{
    workspace().setScenario("delay-6");
    const core::Cell cell{"system", "lumi-ai", "accelerators"};
    type(edit(cell), "5000");
    QTest::keyClick(edit(cell), Qt::Key_Return);
    QVERIFY(workspace().isOverridden(cell));
    QVERIFY2(words(row(cell)).contains("was 4,800"), qPrintable(words(row(cell))));
    QCOMPARE(core::valueAt(*workspace().document().plan(), cell), core::Value(std::int64_t{4800}));
    checkAgainstEngine();
    QToolButton *reset = nullptr;
    for (QToolButton *b : row(cell)->findChildren<QToolButton *>()) {
        reset = b->text() == "Reset" ? b : reset;
    }
    QVERIFY(reset && reset->isVisible());
    QApplication::processEvents(); // it moved to its place
    QTest::mouseClick(reset, Qt::LeftButton);
    QVERIFY(!workspace().isOverridden(cell));
    QCOMPARE(edit(cell)->text(), QString("4,800"));
    QCOMPARE(plain(workspace().document().undoLabel()), QString("Reset accelerators of LUMI-AI"));
}

void TestFactoriesPage::switchesScenario()
{
    workspace().setScenario("contracts-2026");
    checkAgainstEngine();
    QCOMPARE(plain(edit({"system", "lumi-ai", "in_service"})->text()), QString("Oct 2027"));
    QVERIFY(!charts()[0]->spec().baseline.isEmpty());
    workspace().setScenario("all-19");
    checkAgainstEngine();
    QCOMPARE(table()->spec().rows.size(), 20);
    workspace().setRealPrices(true);
    const engine::Projection &p = *workspace().projection();
    const QString expected = format::eurMillions(engine::paidEur(p, *factoryResult(p, "lumi-aif"), true));
    QCOMPARE(table()->spec().rows.first().cells[13].text, expected);
}

void TestFactoriesPage::reopens()
{
    type(edit(m_utilisation), "50");
    QTest::keyClick(edit(m_utilisation), Qt::Key_Return);
    m_window->closePlan();
    QVERIFY(m_window->openPlan(m_path));
    openPage();
    QCOMPARE(edit(m_utilisation)->text(), QString("50.0"));
    checkAgainstEngine();
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(edit(m_utilisation)->text(), QString("80.0"));
    checkAgainstEngine();
}

void TestFactoriesPage::choosesAFactoryByMouse()
{
    const QModelIndex second = table()->model()->index(1, 0);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(second).center());
    QCOMPARE(page()->factory(), QString("it4lia"));
    QCOMPARE(form()->system(), std::string("it4lia-ai"));
    QCOMPARE(edit(m_count)->text(), QString("8,000"));
    checkAgainstEngine();
    QTest::keyClick(table(), Qt::Key_Down);
    QCOMPARE(page()->factory(), QString("bsc-aif"));
    checkAgainstEngine();
}

void TestFactoriesPage::filtersTheTable()
{
    auto *filter = page()->findChild<QLineEdit *>(QString(), Qt::FindChildrenRecursively);
    for (QLineEdit *e : page()->findChildren<QLineEdit *>()) {
        filter = e->accessibleName() == "Filter factories" ? e : filter;
    }
    filter->setFocus();
    QTest::keyClicks(filter, "cineca");
    QCOMPARE(table()->spec().rows.size(), 2);
    QCOMPARE(table()->spec().rows.first().id, QString("it4lia"));
    filter->clear();
    QCOMPARE(table()->spec().rows.size(), 8);
}

void TestFactoriesPage::editsParticipantsSharesAndLines()
{
    // A participant's row opens its fields.
    DataTable *participants = shares()->participants();
    QCOMPARE(participants->spec().rows.size(), 7);
    QTest::mouseClick(participants->viewport(), Qt::LeftButton, {}, participants->visualRect(participants->model()->index(0, 0)).center());
    const core::Cell finland{"participation", "lumi-aif/FI", "contribution_share"};
    FieldRow *gives = shares()->participantForm()->rowOf(finland);
    QVERIFY(gives && gives->isVisible());
    auto *share = gives->field()->findChild<QLineEdit *>();
    type(share, "80");
    QTest::keyClick(share, Qt::Key_Return);
    QCOMPARE(workspace().value(finland), core::Value(0.8));
    QCOMPARE(participants->spec().rows.first().cells[2].text, QString("80.00"));
    checkAgainstEngine();
    // A class of cost opens its shares, and the others close.
    shares()->showCell({"funding", "lumi-aif/operations/DEP", "share"});
    QVERIFY(!gives->isVisible());
    FieldRow *dep = shares()->fundingForm()->rowOf({"funding", "lumi-aif/operations/DEP", "share"});
    QVERIFY(dep && dep->isVisible());
    auto *depShare = dep->field()->findChild<QLineEdit *>();
    type(depShare, "40");
    QVERIFY2(words(dep).contains("National"), qPrintable(words(dep)));
    QTest::keyClick(depShare, Qt::Key_Return);
    QCOMPARE(plain(workspace().document().undoLabel()), QString("Set Digital Europe for operations of LUMI AIF to 40.0 %"));
    // A cost line.
    shares()->showCell({"cost_line", "lumi-aif-services", "amount_cents"});
    auto *amount = shares()->costForm()->rowOf({"cost_line", "lumi-aif-services", "amount_cents"})->field()->findChild<QLineEdit *>();
    type(amount, "31000000");
    QTest::keyClick(amount, Qt::Key_Return);
    QCOMPARE(workspace().value({"cost_line", "lumi-aif-services", "amount_cents"}), core::Value(std::int64_t{3100000000}));
    checkAgainstEngine();
    // An order of months that cannot be is refused at the field.
    QLineEdit *last = shares()->costForm()->rowOf({"cost_line", "lumi-aif-services", "last_month"})->field()->findChild<QLineEdit *>();
    type(last, "2020-01");
    QVERIFY(words(shares()->costForm()).contains("before the first"));
    QTest::keyClick(last, Qt::Key_Escape);
    checkAgainstEngine();
}

void TestFactoriesPage::cellsLeadToTheirFields_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("factory");
    for (const auto &[cell, factory] : {std::pair("system/mimer.in_service", "mimer"), {"system/mn5-ai.power_kw", "bsc-aif"}, {"factory/it4lia.pue", "it4lia"}, {"factory/pharos.summary", "pharos"},
                                        {"participation/lumi-aif/CZ.access_share", "lumi-aif"}, {"cost_line/mimer-services.name", "mimer"},
                                        {"factory/ai-at.pue", "ai-at"}}) {
        QTest::newRow(cell) << cell << factory;
    }
}

void TestFactoriesPage::cellsLeadToTheirFields()
{
    QFETCH(QString, cell);
    QFETCH(QString, factory);
    view().showPage(0);
    const auto parsed = core::parseCell(cell.toStdString());
    QVERIFY(parsed);
    view().showCell(*parsed);
    QTRY_VERIFY(page()->isVisible());
    QTRY_COMPARE(page()->factory(), factory);
    const auto wanted = [&]() -> FieldRow * {
        for (CellForm *f : page()->findChildren<CellForm *>()) {
            if (FieldRow *r = f->rowOf(*parsed)) {
                return r;
            }
        }
        return nullptr;
    };
    QTRY_VERIFY(wanted());
    QTRY_COMPARE(focused(), wanted());
    QVERIFY(wanted()->isVisible());
    QVERIFY(!wanted()->visibleRegion().isEmpty());
}

void TestFactoriesPage::findingsLeadHere()
{
    workspace().setScenario("contracts-2026");
    QTRY_VERIFY(workspace().findingsKnown());
    view().showPage(0);
    QTest::keyClick(m_window.get(), Qt::Key_F8);
    QTRY_VERIFY(m_window->findings()->isVisible());
    QListWidget *list = m_window->findings()->list();
    QTRY_VERIFY(list->count() > 0);
    list->setFocus();
    bool here = false;
    for (int i = 0; i < list->count() && !here; ++i) {
        view().showPage(0);
        list->setCurrentRow(i);
        QTest::keyClick(list, Qt::Key_Return);
        QApplication::processEvents();
        here = page()->isVisible();
    }
    QVERIFY(here);
}

void TestFactoriesPage::allNineteenReadWell()
{
    workspace().setScenario("all-19");
    QCOMPARE(table()->spec().rows.size(), 20);
    for (const items::TableRow &r : table()->spec().rows) {
        if (!r.total) {
            page()->choose(r.id.toStdString());
            checkAgainstEngine();
            QVERIFY(!charts()[0]->spec().title.isEmpty());
        }
    }
    const double whole = static_cast<double>(engine::summaryOf(*workspace().projection()).paidCents) / 100;
    QCOMPARE(table()->spec().rows.last().cells[13].text, format::eurMillions(whole));
}

// Each figure's address leads to an explanation of that very figure, in either price basis.
void TestFactoriesPage::figuresExplainThemselves()
{
    workspace().setScenario("contracts-2026");
    for (const bool real : {false, true}) {
        workspace().setRealPrices(real);
        const auto p = workspace().projection();
        int seen = 0;
        for (const DataTable *t : {table(), shares()->participants()}) {
            for (const items::TableRow &r : t->spec().rows) {
                for (const items::TableCell &c : r.cells) {
                    if (c.figure.isEmpty()) {
                        continue;
                    }
                    const auto figure = engine::parseFigure(c.figure.toStdString());
                    QVERIFY2(figure, qPrintable(c.figure));
                    const auto e = engine::explain(*workspace().document().plan(), "contracts-2026", p, *figure);
                    QVERIFY2(e, qPrintable(c.figure + ": " + (e ? QString() : QString::fromStdString(e.error().message))));
                    const double value = engine::realOf(e->value).value_or(0);
                    const double shown = c.sort.toDouble();
                    // Shown in euro or kWh what is computed in cents or MWh.
                    const auto near = [&](double x) { return std::abs(x - value) <= 1e-9 * std::max(1.0, std::abs(value)); };
                    QVERIFY2(near(shown) || near(100 * shown) || near(shown / 1000), qPrintable(QString("%1: %2 shown, %3 explained").arg(c.figure).arg(shown, 0, 'g', 15).arg(value, 0, 'g', 15)));
                    ++seen;
                }
            }
        }
        QVERIFY(seen > 50);
    }
    QString wanted;
    connect(page(), &Page::figureWanted, this, [&](const QString &figure) { wanted = figure; });
    const QModelIndex paid = table()->model()->index(0, 13);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(paid).center());
    QCOMPARE(wanted, QString("paid_cents[factory=lumi-aif,real=1]"));
}

QTEST_MAIN(TestFactoriesPage)
#include "tst_factoriespage.moc"
