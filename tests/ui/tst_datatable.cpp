// SPDX-License-Identifier: GPL-3.0-or-later
// The table under real keys and mouse: what is typed is in the plan, as one edit, or is refused with a reason; rows are sorted and filtered, columns remembered.
#include "datatabletest.h"

#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

using namespace ui;

class TestDataTable : public DataTableTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { begin(); }
    void init() { make(); }
    void cleanup() { close(); }
    void typingEditsAndEnterMovesOn();
    void escapeDropsAndPreviewGoes();
    void refusedIsMarkedAtTheCell();
    void tabWalksEditableCellsAndLeaves();
    void choicesAndFlagsByList();
    void monthByKeys();
    void monthFromACalendar();
    void scenarioEditsAndResets();
    void computedCellsSayWhy();
    void readOnlyPlansSayWhy();
    void sortsByHeaderClicks();
    void filtersByKeys();
    void columnsAreRemembered();
    void specChangeKeepsSelectionAndScroll();
    void manyRowsStayFluent();
};

void TestDataTable::typingEditsAndEnterMovesOn()
{
    select("h100-sxm", "bf16_tflops");
    const QModelIndex below = m_table->currentIndex().sibling(m_table->currentIndex().row() + 1, m_table->currentIndex().column());
    const int before = steps();
    type("1000");
    QVERIFY(qobject_cast<QLineEdit *>(focused()));
    QCOMPARE(core::numberOf(m_workspace->value(*core::parseCell("accelerator/h100-sxm.bf16_tflops"))), 1000.0); // previewed
    QVERIFY(core::numberOf(value("accelerator/h100-sxm.bf16_tflops")) != 1000.0);                               // not kept yet
    key(Qt::Key_Return);
    QCOMPARE(core::numberOf(value("accelerator/h100-sxm.bf16_tflops")), 1000.0);
    QCOMPARE(steps(), before + 1);
    QCOMPARE(m_document->undoLabel(), QString("Set NVIDIA H100 SXM, BF16 dense to 1,000" + QString(QChar(0x202F)) + "TFLOPS"));
    QCOMPARE(m_table->currentIndex(), below);
    QVERIFY(m_document->undo());
    // F2 shows what is there; the same text is no edit.
    select("h100-sxm", "bf16_tflops");
    key(Qt::Key_F2);
    QVERIFY(qobject_cast<QLineEdit *>(focused()));
    const int steady = steps();
    key(Qt::Key_Return);
    QCOMPARE(steps(), steady);
    // A double click opens the editor as well.
    select("h100-sxm", "model");
    QTest::mouseDClick(m_table->viewport(), Qt::LeftButton, {}, m_table->visualRect(at("h100-sxm", "model")).center());
    QVERIFY(qobject_cast<QLineEdit *>(focused()));
    key(Qt::Key_Escape);
}

void TestDataTable::escapeDropsAndPreviewGoes()
{
    select("h100-sxm", "bf16_tflops");
    const int before = steps();
    type("5");
    QVERIFY(m_workspace->isPreviewing());
    key(Qt::Key_Escape);
    QVERIFY(!m_workspace->isPreviewing());
    QCOMPARE(steps(), before);
    QVERIFY(m_table->hasFocus());
    QCOMPARE(m_table->currentRowId(), "h100-sxm");
}

void TestDataTable::refusedIsMarkedAtTheCell()
{
    select("h100-sxm", "launched");
    type("soon");
    auto *line = qobject_cast<QLineEdit *>(focused());
    QVERIFY(line);
    QCOMPARE(line->property("state").toString(), "error");
    QVERIFY(line->accessibleDescription().contains("not a number"));
    key(Qt::Key_Return);
    QVERIFY(qobject_cast<QLineEdit *>(focused())); // the editor stays until it is mended or dropped
    line->selectAll();
    type("2031");
    QCOMPARE(line->property("state").toString(), "");
    key(Qt::Key_Return);
    QCOMPARE(core::numberOf(value("accelerator/h100-sxm.launched")), 2031.0);
    // Left half-typed: nothing is kept, the cell says why.
    select("h100-sxm", "launched");
    type("1");
    select("a100-sxm", "model");
    QCOMPARE(core::numberOf(value("accelerator/h100-sxm.launched")), 2031.0);
    QVERIFY(at("h100-sxm", "launched").data(items::ErrorRole).toString().contains("outside the range"));
}

void TestDataTable::tabWalksEditableCellsAndLeaves()
{
    select("h100-sxm", "id");
    key(Qt::Key_Tab);
    QCOMPARE(m_table->currentIndex(), at("h100-sxm", "vendor"));
    type("Green");
    key(Qt::Key_Tab);
    QCOMPARE(core::toPlainText(value("accelerator/h100-sxm.vendor")), "Green");
    QCOMPARE(m_table->currentIndex(), at("h100-sxm", "model"));
    key(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(m_table->currentIndex(), at("h100-sxm", "vendor"));
    // At the end of the table Tab leads on.
    const QModelIndex last = m_table->tableModel()->index(m_table->tableModel()->rowCount() - 1, m_table->tableModel()->columnCount() - 1);
    m_table->setCurrentIndex(last);
    key(Qt::Key_Tab);
    QVERIFY(!m_table->hasFocus());
}

void TestDataTable::choicesAndFlagsByList()
{
    show("country");
    select("FI", "status");
    key(Qt::Key_F2);
    auto *combo = qobject_cast<QComboBox *>(focused());
    QVERIFY(combo);
    QCOMPARE(combo->currentText(), "Member State");
    key(Qt::Key_Down);
    QCOMPARE(combo->currentText(), "Participating State");
    key(Qt::Key_Return);
    QCOMPARE(core::toPlainText(value("country/FI.status")), "participating_state");
    show("system");
    select("lumi-ai", "accelerator");
    type("n"); // typing opens the list at what begins so
    combo = qobject_cast<QComboBox *>(focused());
    QVERIFY(combo);
    QVERIFY(combo->currentText().startsWith('N'));
    key(Qt::Key_Escape);
    select("lumi-ai", "included");
    key(Qt::Key_F2);
    type("N");
    key(Qt::Key_Return);
    QCOMPARE(core::numberOf(value("system/lumi-ai.included")), 0.0);
}

void TestDataTable::monthByKeys()
{
    show("system");
    select("lumi-ai", "in_service");
    key(Qt::Key_F2);
    key(Qt::Key_Up);
    key(Qt::Key_PageUp);
    key(Qt::Key_Return);
    QCOMPARE(core::toPlainText(value("system/lumi-ai.in_service")), "2028-01");
    select("lumi-ai", "in_service");
    type("Okt 27");
    key(Qt::Key_Return);
    QCOMPARE(core::toPlainText(value("system/lumi-ai.in_service")), "2027-10");
}

// F4 opens the months below the cell; a click on one is the edit.
void TestDataTable::monthFromACalendar()
{
    show("system");
    select("lumi-ai", "in_service");
    const int before = steps();
    key(Qt::Key_F2);
    key(Qt::Key_F4);
    auto *menu = m_table->findChild<QMenu *>();
    QVERIFY(menu && menu->isVisible());
    QToolButton *march = nullptr;
    QToolButton *next = nullptr;
    for (QToolButton *b : menu->findChildren<QToolButton *>()) {
        march = b->accessibleName() == QLatin1String("March") ? b : march;
        next = b->accessibleName() == QLatin1String("Next year") ? b : next;
    }
    QVERIFY(march && next);
    QTest::mouseClick(next, Qt::LeftButton);
    QTest::mouseClick(march, Qt::LeftButton);
    QCOMPARE(core::toPlainText(value("system/lumi-ai.in_service")), "2027-03");
    QCOMPARE(steps(), before + 1);
    QVERIFY(m_table->hasFocus());
    // Esc closes the months and then the editor: nothing happened.
    key(Qt::Key_F2);
    key(Qt::Key_F4);
    menu = nullptr;
    for (QMenu *m : m_table->findChildren<QMenu *>()) {
        menu = m->isVisible() ? m : menu;
    }
    QVERIFY(menu);
    QTest::keyClick(menu, Qt::Key_Escape);
    key(Qt::Key_Escape);
    QCOMPARE(steps(), before + 1);
}

void TestDataTable::scenarioEditsAndResets()
{
    m_workspace->setScenario("contracts-2026");
    refresh();
    const double kept = *core::numberOf(value("accelerator/h100-sxm.bf16_tflops"));
    select("h100-sxm", "bf16_tflops");
    type("1500");
    key(Qt::Key_Return);
    QCOMPARE(core::numberOf(value("accelerator/h100-sxm.bf16_tflops")), kept); // the baseline stays
    QVERIFY(at("h100-sxm", "bf16_tflops").data(items::OverriddenRole).toBool());
    select("h100-sxm", "bf16_tflops");
    m_table->resetSelection();
    QVERIFY(!at("h100-sxm", "bf16_tflops").data(items::OverriddenRole).toBool());
    QCOMPARE(m_document->undoLabel(), "Reset NVIDIA H100 SXM, BF16 dense");
    // Sources are the same in all scenarios.
    show("source");
    const QString source = QString::fromStdString(m_document->plan()->sources[0].id);
    const int before = steps();
    select(source, "title");
    type("Another");
    key(Qt::Key_Return);
    auto *line = qobject_cast<QLineEdit *>(focused());
    QVERIFY(line && line->accessibleDescription().contains("baseline"));
    key(Qt::Key_Escape);
    QCOMPARE(steps(), before);
}

void TestDataTable::computedCellsSayWhy()
{
    QSignalSpy refused(m_table, &DataTable::refused);
    select("h100-sxm", "id");
    key(Qt::Key_F2);
    QCOMPARE(refused.size(), 1);
    QVERIFY(refused.last().first().toString().contains("names the row"));
    QVERIFY(m_table->hasFocus());
    QSignalSpy activated(m_table, &DataTable::rowActivated);
    key(Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    items::TableSpec figures;
    figures.columns = {{"f", "Figure", {}, true}};
    items::TableCell cell{"5"};
    cell.figure = "paid_cents[]";
    figures.rows = {{"r", {cell}}};
    m_table->setSpec(figures);
    QSignalSpy wanted(m_table, &DataTable::figureWanted);
    select("r", "f");
    QCOMPARE(wanted.size(), 1);
    type("7");
    QVERIFY(refused.last().first().toString().contains("computed"));
}

void TestDataTable::readOnlyPlansSayWhy()
{
    open(true);
    if (!m_document->isReadOnly()) {
        QFile::setPermissions(m_folder->filePath("plan.aifplan"), QFileDevice::ReadOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther);
        open(true);
    }
    QVERIFY(m_document->isReadOnly());
    QSignalSpy refused(m_table, &DataTable::refused);
    select("h100-sxm", "launched");
    for (const auto &press : {QPair<int, Qt::KeyboardModifiers>(Qt::Key_F2, {}), {Qt::Key_Delete, {}}, {Qt::Key_D, Qt::ControlModifier}, {Qt::Key_V, Qt::ControlModifier}, {Qt::Key_5, {}}}) {
        QApplication::clipboard()->setText("5\n6");
        const auto count = refused.size();
        QTest::keyClick(m_table, static_cast<Qt::Key>(press.first), press.second);
        QVERIFY2(refused.size() > count, qPrintable(QString::number(press.first)));
        QVERIFY(refused.last().first().toString().contains("reading only"));
    }
}

void TestDataTable::sortsByHeaderClicks()
{
    QHeaderView *header = m_table->horizontalHeader();
    const int column = m_table->tableModel()->columnOf("bf16_tflops");
    const auto click = [&] { QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(column) + 20, 10)); };
    const QString first = m_table->tableModel()->index(0, 0).data(items::RowIdRole).toString();
    const auto ordered = [&](bool ascending) {
        for (int r = 1; r < m_table->tableModel()->rowCount(); ++r) {
            const QVariant a = m_table->tableModel()->index(r - 1, column).data(items::SortRole);
            const QVariant b = m_table->tableModel()->index(r, column).data(items::SortRole);
            if (a.typeId() == QMetaType::Double && b.typeId() == QMetaType::Double && (ascending ? a.toDouble() > b.toDouble() : a.toDouble() < b.toDouble())) {
                return false;
            }
        }
        return true;
    };
    select("h100-sxm", "model");
    click();
    QVERIFY(ordered(true));
    QCOMPARE(m_table->currentRowId(), "h100-sxm"); // the selection goes with its row
    click();
    QVERIFY(ordered(false));
    click();
    QCOMPARE(m_table->tableModel()->sortColumn(), -1);
    QCOMPARE(m_table->tableModel()->index(0, 0).data(items::RowIdRole).toString(), first);
}

void TestDataTable::filtersByKeys()
{
    select("h100-sxm", "model");
    key(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(qobject_cast<QLineEdit *>(focused()));
    type("amd");
    const int amd = m_table->tableModel()->rowCount();
    QVERIFY(amd > 0 && amd < m_table->spec().rows.size());
    for (int r = 0; r < amd; ++r) {
        QCOMPARE(m_table->tableModel()->index(r, 1).data().toString(), "AMD");
    }
    QVERIFY(m_table->findChild<QLabel *>());
    key(Qt::Key_Escape);
    QCOMPARE(m_table->tableModel()->rowCount(), static_cast<int>(m_table->spec().rows.size()));
    QVERIFY(m_table->hasFocus());
    m_table->showFilter(m_table->tableModel()->columnOf("bf16_tflops"));
    type(">900");
    QVERIFY(m_table->tableModel()->rowCount() > 0 && m_table->tableModel()->rowCount() < m_table->spec().rows.size());
    // A paste goes to the rows that are seen.
    key(Qt::Key_Return);
    QVERIFY(m_table->hasFocus());
    m_table->setCurrentIndex(m_table->tableModel()->index(0, m_table->tableModel()->columnOf("launched")));
    const QString row = m_table->currentRowId();
    type("2033");
    key(Qt::Key_Return);
    QCOMPARE(m_document->plan()->accelerators.find(row.toStdString())->launched, 2033);
    // What somebody is led to is not hidden.
    m_table->setCurrentCell("a100-sxm", "launched");
    QCOMPARE(m_table->currentRowId(), "a100-sxm");
}

void TestDataTable::columnsAreRemembered()
{
    QHeaderView *header = m_table->horizontalHeader();
    const int column = m_table->tableModel()->columnOf("vendor");
    const int edge = header->sectionViewportPosition(column) + header->sectionSize(column) - 1;
    QTest::mousePress(header->viewport(), Qt::LeftButton, {}, QPoint(edge, 10));
    QTest::mouseMove(header->viewport(), QPoint(edge + 30, 10));
    QTest::mouseMove(header->viewport(), QPoint(edge + 60, 10));
    QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, QPoint(edge + 60, 10));
    const int width = header->sectionSize(column);
    m_table->sortByColumn(column, Qt::DescendingOrder);
    items::TableFilter filter;
    filter.columns.insert("bf16_tflops", ">300");
    m_table->setFilter(filter);
    const int rows = m_table->tableModel()->rowCount();
    m_settings->sync();
    open();
    QCOMPARE(m_table->columnWidth(column), width);
    QCOMPARE(m_table->tableModel()->sortColumn(), column);
    QCOMPARE(m_table->tableModel()->sortOrder(), Qt::DescendingOrder);
    QCOMPARE(m_table->tableModel()->rowCount(), rows);
    // Where nobody gives a place to remember things, nothing is remembered.
    setSettingsAround(m_window.get(), nullptr);
    DataTable other("Accelerators", m_window.get());
    other.setSpec(m_table->spec());
    other.show();
    QCOMPARE(other.tableModel()->sortColumn(), -1);
}

void TestDataTable::specChangeKeepsSelectionAndScroll()
{
    m_window->resize(700, 260);
    select("h100-sxm", "launched", 2, 1);
    const auto selected = m_table->selectionModel()->selectedIndexes().size();
    const int scrolled = m_table->verticalScrollBar()->value();
    QVERIFY(m_workspace->set(*core::parseCell("accelerator/a100-sxm.launched"), std::int64_t{2040}, "Elsewhere"));
    QCOMPARE(m_table->selectionModel()->selectedIndexes().size(), selected);
    QCOMPARE(m_table->verticalScrollBar()->value(), scrolled);
    // Also when rows come and go.
    const QString current = m_table->currentRowId();
    QVERIFY(m_document->perform({"Add", {core::insertRow("accelerator", "aaa", {{"id", std::string("aaa")}, {"vendor", std::string("V")}, {"model", std::string("M")}})}}));
    QCOMPARE(m_table->currentRowId(), current);
}

void TestDataTable::manyRowsStayFluent()
{
    items::TableSpec spec;
    spec.columns = {{"name", "Name"}, {"figure", "Figure", {}, true}};
    for (int r = 0; r < 5000; ++r) {
        items::TableCell cell{QString::number(r)};
        cell.sort = r;
        spec.rows << items::TableRow{QString::number(r), {items::TableCell{QStringLiteral("Row %1").arg(r)}, cell}};
    }
    m_table->setSpec(spec);
    m_table->setCurrentCell("4999", "figure");
    QCOMPARE(m_table->currentRowId(), "4999");
    QVERIFY(m_table->viewport()->rect().contains(m_table->visualRect(m_table->currentIndex()).center()));
    spec.rows[4999].cells[1].text = "changed";
    m_table->setSpec(spec);
    QCOMPARE(m_table->currentIndex().data().toString(), "changed");
    key(Qt::Key_A, Qt::ControlModifier);
    key(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text().count('\n'), 5000);
}

QTEST_MAIN(TestDataTable)
#include "tst_datatable.moc"
