// SPDX-License-Identifier: GPL-3.0-or-later
// The base data: every cell of the plan has its editor there, rows are added and removed, and a revised table is pasted.
#include "basedata.h"
#include "datatable.h"
#include "entitytable.h"
#include "newrow.h"
#include "pastepreview.h"
#include "planmaker.h"
#include "rowedits.h"
#include "windowtest.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

using namespace ui;

class TestBaseData : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { begin(); }
    void init() { open(); }
    void cleanup() { close(); }
    void everyCellHasAnEditor();
    void cellsWithoutAPageComeHere();
    void addsRowsByKeys();
    void removesRowsWithWhatSpeaksOfThem();
    void whatIsReferredToStays();
    void pastesARevisedCatalogue();
    void settingsAreEdited();
    void previewsShowAndLeaveNoTrace();
    void longTablesAreMadeInPieces();
    void undoByKeyInTheDialog();

private:
    document::PlanDocument &document() { return m_window->view()->document(); }
    BaseData *data() { return m_window->view()->baseData(); }
    void showTable(const QString &table);
    QPushButton *button(QWidget *in, const QString &text);
};

void TestBaseData::showTable(const QString &table)
{
    data()->showTable(table);
    data()->show();
    data()->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), data());
    data()->table()->setFocus();
}

QPushButton *TestBaseData::button(QWidget *in, const QString &text)
{
    for (QPushButton *b : in->findChildren<QPushButton *>()) {
        if (b->text() == text) {
            return b;
        }
    }
    return nullptr;
}

void TestBaseData::everyCellHasAnEditor()
{
    showTable("accelerator");
    const auto plan = document().plan();
    for (const core::EntityInfo &info : core::entities()) {
        const std::string_view name = info.name;
        if (name == "override" || name == "citation" || !info.content || info.size(*plan) == 0) {
            continue; // these have pages of their own
        }
        const std::string key = info.keyOf(info.rowAt(*plan, 0));
        for (const core::FieldInfo &field : info.fields) {
            if (field.key) {
                continue;
            }
            const core::Cell cell{info.name, key, field.name};
            QVERIFY2(data()->showCell(cell), cell.toString().c_str());
            const QModelIndex at = data()->table()->currentIndex();
            QCOMPARE(at.data(items::CellRole).toString(), QString::fromStdString(cell.toString()));
            QVERIFY(at.flags() & Qt::ItemIsEditable);
            const QRect seen = data()->table()->visualRect(at);
            QVERIFY2(data()->table()->viewport()->rect().intersects(seen), qPrintable(QStringLiteral("%1 at %2 of %3").arg(QString::fromStdString(cell.toString())).arg(seen.left()).arg(data()->table()->viewport()->width())));
        }
    }
    QVERIFY(!data()->showCell({"override", "x", "value"}));
}

void TestBaseData::cellsWithoutAPageComeHere()
{
    m_window->view()->showCell({"milestone", document().plan()->milestones[0].id, "share"});
    QVERIFY(data()->isVisible());
    QCOMPARE(data()->currentTable(), "milestone");
    QCOMPARE(data()->table()->currentRowId().toStdString(), document().plan()->milestones[0].id);
}

void TestBaseData::addsRowsByKeys()
{
    showTable("programme");
    QTest::mouseClick(button(data(), "Add…"), Qt::LeftButton);
    auto *dialog = data()->findChild<NewRow *>();
    QVERIFY(dialog);
    QTRY_COMPARE(QApplication::activeWindow(), dialog);
    QTest::keyClick(dialog, Qt::Key_Return); // nothing typed yet
    QVERIFY(dialog->isVisible());
    auto *name = dialog->findChild<QLineEdit *>("name");
    name->setFocus();
    QTest::keyClicks(name, "Digital Europe");
    QCOMPARE(dialog->findChild<QLineEdit *>("id")->text(), "digital-europe"); // made from the name, free in this plan
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(document().plan()->programmes.find("digital-europe")->name, "Digital Europe");
    QCOMPARE(document().undoLabel(), "Add programme digital-europe");
    QCOMPARE(data()->table()->currentRowId(), "digital-europe");
    // A key that is taken is said in the dialog.
    showTable("envelope");
    QTest::mouseClick(button(data(), "Add…"), Qt::LeftButton);
    dialog = data()->findChildren<NewRow *>().last(); // the first one is being taken away
    QVERIFY(dialog->isVisible());
    dialog->preset("programme", "DEP");
    dialog->preset("year", "2026");
    dialog->preset("amount_cents", "€ 5 m");
    const auto before = document().plan()->envelopes.size();
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    dialog->preset("year", "2040");
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(document().plan()->envelopes.size(), before + 1);
    QCOMPARE(document().plan()->envelopes.find("DEP/2040")->amountCents, 500'000'000);
}

void TestBaseData::removesRowsWithWhatSpeaksOfThem()
{
    QVERIFY(document().perform({"Add", {core::insertRow("demand", "extra", {{"id", std::string("extra")}, {"name", std::string("Extra")}, {"segment", std::string("research")},
                                                                              {"base_year", std::int64_t{2025}}, {"reference_hours", 1.0}}),
                                        core::insertRow("citation", "demand/extra/growth/", {{"entity", std::string("demand")}, {"row", std::string("extra")}, {"field", std::string("growth")},
                                                                                             {"source", std::string()}, {"status", std::string("assumption")}})}}));
    m_window->view()->workspace().setScenario("contracts-2026");
    QVERIFY(m_window->view()->workspace().set({"demand", "extra", "growth"}, 0.5, "Grow"));
    const auto citations = document().plan()->citations.size();
    const auto overrides = document().plan()->overrides.size();
    showTable("demand");
    data()->table()->setCurrentCell("extra", "name");
    QTest::mouseClick(button(data(), "Remove"), Qt::LeftButton);
    QVERIFY(!document().plan()->demand.find("extra"));
    QCOMPARE(document().plan()->citations.size(), citations - 1);
    QCOMPARE(document().plan()->overrides.size(), overrides - 1);
    QCOMPARE(document().undoLabel(), "Remove Extra");
    QVERIFY(document().undo());
    QCOMPARE(document().plan()->overrides.size(), overrides);
}

void TestBaseData::whatIsReferredToStays()
{
    showTable("accelerator");
    data()->table()->setCurrentCell("h100-sxm", "model");
    QTest::mouseClick(button(data(), "Remove"), Qt::LeftButton);
    QVERIFY(document().plan()->accelerators.find("h100-sxm"));
    bool said = false;
    for (const QLabel *label : data()->findChildren<QLabel *>()) {
        said = said || (label->isVisible() && label->text().contains("cannot be removed"));
    }
    QVERIFY(said);
}

void TestBaseData::pastesARevisedCatalogue()
{
    showTable("accelerator");
    const auto count = document().plan()->accelerators.size();
    QApplication::clipboard()->setText("Id\tVendor\tModel\tLaunched\tSystem price per accelerator\nh100-sxm\tNVIDIA\tH100 SXM\t2022\t€ 31,000.50\nrubin\tNVIDIA\tRubin\t2026\t60000\n");
    const auto steps = document().history().size();
    QTest::keyClick(data()->table(), Qt::Key_V, Qt::ControlModifier);
    auto *preview = data()->findChild<PastePreview *>();
    QVERIFY(preview);
    QTest::keyClick(preview, Qt::Key_Return);
    QCOMPARE(document().history().size(), steps + 1);
    QCOMPARE(document().plan()->accelerators.size(), count + 1);
    QCOMPARE(document().plan()->accelerators.find("h100-sxm")->systemPriceCents, 3'100'050);
    QCOMPARE(document().plan()->accelerators.find("rubin")->systemPriceCents, 6'000'000);
}

void TestBaseData::settingsAreEdited()
{
    showTable("plan");
    QVERIFY(data()->showCell({"plan", "1", "inflation"}));
    for (const char c : std::string("2.5")) {
        QTest::keyClick(QApplication::focusWidget(), c);
    }
    QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    QCOMPARE(qobject_cast<QLineEdit *>(QApplication::focusWidget())->text(), "2.5");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(document().plan()->settings().inflation, 0.025);
    QVERIFY(!button(data(), "Add…")->isVisible());
}

void TestBaseData::previewsShowAndLeaveNoTrace()
{
    showTable("accelerator");
    const auto price = [this] { return data()->table()->tableModel()->index(data()->table()->tableModel()->rowOf("h100-sxm"), data()->table()->tableModel()->columnOf("system_price_cents")).data().toString(); };
    const core::Cell cell{"accelerator", "h100-sxm", "system_price_cents"};
    const items::TableSpec kept = data()->table()->spec();
    for (const std::int64_t cents : {4'321'000, 4'321'050, 99}) {
        QVERIFY(workspace().preview(cell, cents));
        // As if the whole table were made anew; but for how many blanks stand for decimals that only the preview has.
        QCOMPARE(price().remove(QChar(0x2007)).remove(QChar(0x2008)), items::planCell(workspace(), cell).text);
    }
    workspace().clearPreview();
    QVERIFY(data()->table()->spec() == kept);
    // A table that is chosen while something is previewed, and a value that is then kept.
    QVERIFY(workspace().preview(cell, std::int64_t{4'321'000}));
    showTable("country");
    showTable("accelerator");
    QVERIFY(price().startsWith("43,210"));
    workspace().clearPreview();
    QVERIFY(data()->table()->spec() == kept);
    QVERIFY(workspace().set(cell, std::int64_t{4'321'000}, "Price"));
    QVERIFY(price().startsWith("43,210"));
    QVERIFY(data()->table()->spec() == items::entityTable(workspace(), *core::entity("accelerator")));
    workspace().setScenario("contracts-2026");
    QVERIFY(data()->table()->spec() == items::entityTable(workspace(), *core::entity("accelerator")));
}

void TestBaseData::longTablesAreMadeInPieces()
{
    const QString path = m_folder->filePath("large.aifplan");
    QVERIFY(store::PlanFile::create(path.toStdString(), randomPlan(3, 300, 3, 24), "New", store::systemSignature("tester")));
    m_window->closePlan();
    QVERIFY(m_window->openPlan(path));
    const auto whole = [this] { return items::entityTable(workspace(), *core::entity("system")); };
    const auto rows = static_cast<int>(document().plan()->systems.size());
    QVERIFY(rows > 900);
    // The first rows at once, the others soon.
    showTable("system");
    QVERIFY(data()->table()->tableModel()->rowCount() > 100);
    QTRY_COMPARE(data()->table()->tableModel()->rowCount(), rows);
    QVERIFY(data()->table()->spec() == whole());
    // Another table on the way there, and back.
    showTable("factory");
    showTable("participation");
    showTable("system");
    QTRY_COMPARE(data()->table()->tableModel()->rowCount(), rows);
    QVERIFY(data()->table()->spec() == whole());
    // Whoever asks for a cell gets it at once; what is typed there stays while the table is made anew.
    showTable("milestone");
    const core::Cell cell{"system", document().plan()->systems[static_cast<std::size_t>(rows) - 2].id, "accelerators"};
    QVERIFY(data()->showCell(cell));
    QCOMPARE(data()->table()->tableModel()->rowCount(), rows);
    const auto text = [&] { return data()->table()->tableModel()->index(data()->table()->tableModel()->rowOf(QString::fromStdString(cell.row)), data()->table()->tableModel()->columnOf("accelerators")).data().toString(); };
    QCOMPARE(data()->table()->currentIndex().data(items::CellRole).toString(), QString::fromStdString(cell.toString()));
    QTest::keyClick(QApplication::focusWidget(), '7');
    QTest::keyClick(QApplication::focusWidget(), '7');
    QCOMPARE(text(), QString("77"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(document().plan()->systems.find(cell.row)->accelerators, 77);
    QTRY_COMPARE(text(), QString("77"));
    QCOMPARE(data()->table()->tableModel()->rowCount(), rows);
    QTRY_VERIFY(data()->table()->spec() == whole());
    QVERIFY(document().undo());
    QTRY_VERIFY(data()->table()->spec() == whole());
    QVERIFY(text() != QString("77"));
}

void TestBaseData::undoByKeyInTheDialog()
{
    showTable("accelerator");
    data()->table()->setCurrentCell("h100-sxm", "launched");
    QTest::keyClick(data()->table(), Qt::Key_Delete);
    QVERIFY(!document().plan()->accelerators.find("h100-sxm")->launched);
    QTest::keyClick(data()->table(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(document().plan()->accelerators.find("h100-sxm")->launched);
}

QTEST_MAIN(TestBaseData)
#include "tst_basedata.moc"
