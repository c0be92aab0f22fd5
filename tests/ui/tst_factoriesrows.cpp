// SPDX-License-Identifier: GPL-3.0-or-later
// The Factories page under real key and mouse events: factories, systems, participants, payers and cost lines are added, included, duplicated and removed.
#include "addfactorypanel.h"
#include "factoriestest.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>

using namespace ui;

class TestFactoriesRows : public FactoriesTest
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
    void includesWithOneClick();
    void addsAFactoryAndASystem();
    void addsInAScenario();
    void includesFromThePanel();
    void duplicatesAndRemoves();
    void addsParticipantsPayersAndLines();
    void changesSeveralAtOnce();
    void emptyPlanSaysWhatToDo();
};

void TestFactoriesRows::includesWithOneClick()
{
    workspace().setScenario("delay-6");
    auto *others = page()->findChild<QCheckBox *>();
    QTest::mouseClick(others, Qt::LeftButton, {}, QPoint(8, others->height() / 2));
    QCOMPARE(table()->spec().rows.size(), 20);
    int at = -1;
    for (int r = 0; r < table()->spec().rows.size(); ++r) {
        at = table()->spec().rows[r].id == "ai-at" ? r : at;
    }
    QVERIFY(at >= 0);
    const auto before = edits();
    const QModelIndex index = table()->model()->index(at, static_cast<int>(table()->spec().columns.size()) - 1);
    table()->scrollTo(index);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(index).center());
    QCOMPARE(edits(), before + 1);
    QCOMPARE(plain(workspace().document().undoLabel()), QString("Include AI:AT"));
    QVERIFY(factoryResult(*workspace().projection(), "ai-at"));
    QVERIFY(!workspace().document().plan()->factories.find("ai-at")->included);
    QCOMPARE(page()->factory(), QString("ai-at"));
    checkAgainstEngine();
}

void TestFactoriesRows::addsAFactoryAndASystem()
{
    const core::Plan before = *workspace().document().plan();
    QTest::mouseClick(page()->addButton(), Qt::LeftButton);
    QVERIFY(page()->addPanel()->isVisible());
    QTRY_VERIFY(page()->addPanel()->name()->hasFocus());
    QTest::keyClick(page()->addPanel()->name(), Qt::Key_Return);
    QVERIFY(words(page()->addPanel()).contains("needs a name"));
    QTest::keyClicks(page()->addPanel()->name(), "North Star");
    page()->addPanel()->country()->setFocus();
    QTest::keyClicks(page()->addPanel()->country(), "Swe");
    page()->addPanel()->name()->setFocus();
    QTest::keyClick(page()->addPanel()->name(), Qt::Key_Return);
    QCOMPARE(page()->factory(), QString("north-star"));
    QVERIFY(!page()->addPanel()->isVisible());
    const core::Factory *made = workspace().document().plan()->factories.find("north-star");
    QVERIFY(made && made->included);
    QCOMPARE(made->country, std::string("SE"));
    QCOMPARE(table()->spec().rows.size(), 9);
    QVERIFY(words(form()).contains("No system yet"));
    QTest::mouseClick(button(form(), "Add its first system"), Qt::LeftButton);
    const core::Cell count{"system", "north-star-system", "accelerators"};
    QTRY_VERIFY(row(count) && focused() == row(count));
    type(edit(count), "1000");
    QTest::keyClick(edit(count), Qt::Key_Return);
    QVERIFY(factoryResult(*workspace().projection(), "north-star")->paidCents > 0);
    checkAgainstEngine();
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    }
    QVERIFY(*workspace().document().plan() == before);
    QCOMPARE(page()->factory(), QString("lumi-aif"));
    checkAgainstEngine();
}

void TestFactoriesRows::addsInAScenario()
{
    workspace().setScenario("delay-6");
    const auto before = edits();
    page()->addButton()->click();
    page()->addPanel()->name()->setText("Test site");
    QTest::keyClick(page()->addPanel()->name(), Qt::Key_Return);
    QCOMPARE(edits(), before + 1);
    QVERIFY(!workspace().document().plan()->factories.find("test-site")->included);
    QVERIFY(factoryResult(*workspace().projection(), "test-site"));
    checkAgainstEngine();
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!workspace().document().plan()->factories.find("test-site"));
}

void TestFactoriesRows::includesFromThePanel()
{
    page()->addButton()->click();
    QApplication::processEvents();
    auto *include = button(page()->addPanel(), "Include BRAIN++");
    QVERIFY(include);
    QTest::mouseClick(include, Qt::LeftButton);
    QVERIFY(factoryResult(*workspace().projection(), "brain-pp"));
    QCOMPARE(page()->factory(), QString("brain-pp"));
    QCOMPARE(plain(workspace().document().undoLabel()), QString("Include BRAIN++"));
    QVERIFY(!button(page()->addPanel(), "Include BRAIN++")); // it is in
    QTest::keyClick(page()->addPanel()->name(), Qt::Key_Escape);
    QVERIFY(!page()->addPanel()->isVisible());
    checkAgainstEngine();
}

void TestFactoriesRows::duplicatesAndRemoves()
{
    const core::Plan before = *workspace().document().plan();
    const auto paid = factoryResult(*workspace().projection(), "lumi-aif")->paidCents;
    trigger(form()->menuButton(), "Duplicate LUMI AIF");
    QTRY_COMPARE(page()->factory(), QString("lumi-aif-copy"));
    QCOMPARE(factoryResult(*workspace().projection(), "lumi-aif-copy")->paidCents, paid);
    checkAgainstEngine();
    trigger(form()->menuButton(), "Duplicate LUMI-AI");
    QTRY_COMPARE(form()->systems()->isVisible(), true);
    QCOMPARE(form()->systems()->spec().rows.size(), 2);
    checkAgainstEngine();
    trigger(form()->menuButton(), "Remove LUMI AIF (copy) with 2 systems");
    QVERIFY(!workspace().document().plan()->factories.find("lumi-aif-copy"));
    QVERIFY2(plain(m_window->messageShown()).contains("LUMI AIF (copy) is removed, with 2 systems"), qPrintable(m_window->messageShown()));
    checkAgainstEngine();
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(workspace().document().plan()->factories.find("lumi-aif-copy"));
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(*workspace().document().plan() == before);
    // What is shipped goes with its citations and scenario values, and comes back whole.
    page()->choose("mimer");
    trigger(form()->menuButton(), "Remove MIMER with");
    QVERIFY(!workspace().document().plan()->factories.find("mimer"));
    m_window->closePlan();
    QVERIFY(m_window->openPlan(m_path));
    openPage();
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(*workspace().document().plan() == before);
    // Left out of a scenario, it stays in the others.
    workspace().setScenario("delay-6");
    page()->choose("mimer");
    trigger(form()->menuButton(), "Leave MIMER out of this scenario");
    QVERIFY(!factoryResult(*workspace().projection(), "mimer"));
    QVERIFY(workspace().document().plan()->factories.find("mimer")->included);
    QVERIFY(words(form()).contains("Not in this scenario"));
    QTest::mouseClick(button(form(), "Include it"), Qt::LeftButton);
    QVERIFY(factoryResult(*workspace().projection(), "mimer"));
    QVERIFY(!words(form()).contains("Not in this scenario"));
}

void TestFactoriesRows::addsParticipantsPayersAndLines()
{
    chooseFromNextMenu("Portugal");
    QTest::mouseClick(button(shares(), "Add participant"), Qt::LeftButton);
    const core::Cell portugal{"participation", "lumi-aif/PT", "contribution_share"};
    QTRY_VERIFY(shares()->participantForm()->rowOf(portugal) && focused() == shares()->participantForm()->rowOf(portugal));
    QTest::keyClicks(QApplication::focusWidget(), "10");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(workspace().value(portugal), core::Value(0.1));
    checkAgainstEngine();
    auto *remove = button(shares(), "Remove");
    QVERIFY(remove);
    QTest::mouseClick(remove, Qt::LeftButton);
    QVERIFY(!workspace().document().plan()->participations.find("lumi-aif/PT"));
    QVERIFY(!shares()->participantForm()->isVisible());
    // A payer of a class.
    shares()->showCell({"funding", "lumi-aif/services/NAT", "share"});
    QApplication::processEvents();
    chooseFromNextMenu("Digital Europe");
    QTest::mouseClick(button(shares(), "Add a payer"), Qt::LeftButton);
    QTRY_VERIFY(shares()->fundingForm()->rowOf({"funding", "lumi-aif/services/DEP", "share"}));
    QVERIFY(workspace().document().plan()->funding.find("lumi-aif/services/DEP"));
    // All shares together, always to 100 %, are split on another page.
    QApplication::processEvents();
    QTest::mouseClick(button(shares(), QString::fromUtf8("Split all shares to 100 %…")), Qt::LeftButton);
    QCOMPARE(view().pages()[view().currentPage()].id, QString("funding"));
    openPage();
    // A cost line; in a scenario its amount is the scenario's own.
    workspace().setScenario("delay-6");
    QApplication::processEvents();
    QTest::mouseClick(button(shares(), "Add cost line"), Qt::LeftButton);
    const std::string line = "lumi-aif-new-cost-line";
    QTRY_VERIFY(shares()->costForm()->rowOf({"cost_line", line, "name"}) && focused() == shares()->costForm()->rowOf({"cost_line", line, "name"}));
    QVERIFY(m_window->messageShown().contains("baseline too"));
    QLineEdit *amount = shares()->costForm()->rowOf({"cost_line", line, "amount_cents"})->field()->findChild<QLineEdit *>();
    type(amount, "5000000");
    QTest::keyClick(amount, Qt::Key_Return);
    QCOMPARE(workspace().document().plan()->costLines.find(line)->amountCents, core::Cents{0});
    QCOMPARE(workspace().value({"cost_line", line, "amount_cents"}), core::Value(std::int64_t{500000000}));
    checkAgainstEngine();
}

void TestFactoriesRows::changesSeveralAtOnce()
{
    const auto before = edits();
    const auto cellAt = [&](int r) { return table()->visualRect(table()->model()->index(r, 0)).center(); };
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, cellAt(0));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, Qt::ShiftModifier, cellAt(2));
    QTRY_VERIFY(words(form()).contains("3 factories"));
    const core::Cell ramp{"system", "lumi-ai", "ramp_months"};
    FieldRow *field = row(ramp);
    QVERIFY(field);
    QCOMPARE(edit(ramp)->text(), QString("3")); // all have it
    QCOMPARE(edit({"system", "lumi-ai", "accelerators"})->text(), QString());
    QCOMPARE(edit({"system", "lumi-ai", "accelerators"})->placeholderText(), QString("differ"));
    QVERIFY(!row({"factory", "lumi-aif", "name"}));
    type(edit(ramp), "9");
    QVERIFY(workspace().isPreviewing());
    QVERIFY(words(m_window.get()).contains("Previewing ramp of 3 systems"));
    QTest::keyClick(edit(ramp), Qt::Key_Return);
    QCOMPARE(edits(), before + 1);
    QCOMPARE(plain(workspace().document().undoLabel()), QString("Set ramp of 3 systems to 9 months"));
    for (const char *system : {"lumi-ai", "it4lia-ai", "mn5-ai"}) {
        QCOMPARE(workspace().value({"system", system, "ramp_months"}), core::Value(std::int64_t{9}));
    }
    checkAgainstEngine();
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(workspace().value({"system", "mn5-ai", "ramp_months"}), core::Value(std::int64_t{3}));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, cellAt(1));
    QTRY_COMPARE(form()->system(), std::string("it4lia-ai"));
    QVERIFY(row({"factory", "it4lia", "name"}));
}

void TestFactoriesRows::emptyPlanSaysWhatToDo()
{
    m_window->closePlan();
    QVERIFY(m_window->openPlan(newPlan("empty.aifplan", false)));
    openPage();
    QVERIFY(words(page()).contains("no factories yet"));
    // The first steps stand right there.
    QVERIFY(page()->addPanel()->isVisible());
    QVERIFY(page()->addPanel()->country()->count() > 15);
    page()->addPanel()->name()->setFocus();
    QTest::keyClicks(page()->addPanel()->name(), "First");
    QTest::keyClick(page()->addPanel()->name(), Qt::Key_Return);
    QCOMPARE(page()->factory(), QString("first"));
    QVERIFY(!words(page()).contains("no factories yet"));
    QApplication::processEvents();
    QTest::mouseClick(button(form(), "Add its first system"), Qt::LeftButton);
    const core::Cell count{"system", "first-system", "accelerators"};
    QTRY_VERIFY(row(count) && focused() == row(count));
    type(edit(count), "500");
    QTest::keyClick(edit(count), Qt::Key_Return);
    QVERIFY(factoryResult(*workspace().projection(), "first")->paidCents > 0);
    checkAgainstEngine();
}

QTEST_MAIN(TestFactoriesRows)
#include "tst_factoriesrows.moc"
