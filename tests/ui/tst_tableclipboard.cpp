// SPDX-License-Identifier: GPL-3.0-or-later
// The table and spreadsheets: what is copied, pasted, filled down and emptied is one edit, with a preview of what is refused.
#include "clipboardgrid.h"
#include "datatabletest.h"

#include <QClipboard>
#include <QMimeData>
#include <QSignalSpy>

using namespace ui;

class TestTableClipboard : public DataTableTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { begin(); }
    void init() { make(); }
    void cleanup() { close(); }
    void copiesForSpreadsheets();
    void pasteIsOneEditWithPreview();
    void pasteDroppedLeavesNoTrace();
    void pasteAllOrNothing();
    void oneValueOverARange();
    void fillDownAndDelete();
    void revisedAcceleratorsFromASpreadsheet();
    void savesCsv();
};

void TestTableClipboard::copiesForSpreadsheets()
{
    show("milestone");
    const auto &first = m_document->plan()->milestones[0];
    select(QString::fromStdString(first.id), "name", 1, 3);
    key(Qt::Key_C, Qt::ControlModifier);
    const QMimeData *data = QApplication::clipboard()->mimeData();
    QCOMPARE(data->text(), QStringLiteral("%1\t%2\t%3%\n").arg(QString::fromStdString(first.name)).arg(first.offsetMonths).arg(first.share * 100));
    QVERIFY(data->html().contains(QStringLiteral("sdval=\"%1\" x:num=\"%1\"").arg(first.share)));
    key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QApplication::clipboard()->text().startsWith("Name\tMonths after start of service (months)\tShare (%)\n"));
    // And back again: nothing changes.
    key(Qt::Key_C, Qt::ControlModifier);
    key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(preview());
    QVERIFY(!preview()->findChild<QPushButton *>("primary")->isEnabled());
    key(Qt::Key_Escape);
}

void TestTableClipboard::pasteIsOneEditWithPreview()
{
    select("a100-sxm", "launched", 2, 2);
    QApplication::clipboard()->setText("2029\t10.5\nsoon\t11.5\n");
    const int before = steps();
    key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(preview());
    QTRY_VERIFY(preview()->isVisible());
    auto *cells = preview()->findChild<DataTable *>();
    QCOMPARE(cells->spec().rows.size(), 4);
    QVERIFY(cells->spec().rows[0].cells[3].text.contains("not a number")); // what is refused first
    QCOMPARE(cells->spec().rows[0].cells[3].tone, theme().palette().worse);
    QVERIFY(m_workspace->isPreviewing());
    QCOMPARE(steps(), before);
    QTest::keyClick(preview(), Qt::Key_Return);
    QCOMPARE(steps(), before + 1);
    QCOMPARE(core::numberOf(value("accelerator/a100-sxm.launched")), 2029.0);
    QCOMPARE(core::numberOf(value("accelerator/a100-sxm.fp64_tflops")), 10.5);
    QVERIFY(!m_workspace->isPreviewing());
    int marked = 0;
    for (int r = 0; r < m_table->tableModel()->rowCount(); ++r) {
        marked += !m_table->tableModel()->index(r, m_table->tableModel()->columnOf("launched")).data(items::ErrorRole).toString().isEmpty();
    }
    QCOMPARE(marked, 1);
    QVERIFY(m_document->undo());
    QVERIFY(core::numberOf(value("accelerator/a100-sxm.launched")) != 2029.0);
}

void TestTableClipboard::pasteDroppedLeavesNoTrace()
{
    select("a100-sxm", "launched");
    QApplication::clipboard()->setText("2029\n2030");
    const int before = steps();
    key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(preview());
    QTest::keyClick(preview(), Qt::Key_Escape);
    QCOMPARE(steps(), before);
    QVERIFY(!m_workspace->isPreviewing());
}

void TestTableClipboard::pasteAllOrNothing()
{
    select("a100-sxm", "launched");
    QApplication::clipboard()->setText("2029\nsoon");
    key(Qt::Key_V, Qt::ControlModifier);
    QAbstractButton *box = nullptr;
    for (auto *b : preview()->findChildren<QAbstractButton *>()) {
        box = b->text().contains("unless") ? b : box;
    }
    QVERIFY(box && box->isVisible());
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(!preview()->findChild<QPushButton *>("primary")->isEnabled());
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(preview()->findChild<QPushButton *>("primary")->isEnabled());
    QTest::keyClick(preview(), Qt::Key_Escape);
}

void TestTableClipboard::oneValueOverARange()
{
    select("a100-sxm", "fp8_tflops", 3);
    QApplication::clipboard()->setText("77");
    const int before = steps();
    key(Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(preview(), Qt::Key_Return);
    QCOMPARE(steps(), before + 1);
    int count = 0;
    for (const core::Accelerator &a : m_document->plan()->accelerators) {
        count += a.fp8Tflops == 77;
    }
    QCOMPARE(count, 3);
}

void TestTableClipboard::fillDownAndDelete()
{
    const int row = at("a100-sxm", "fp8_tflops").row();
    select("a100-sxm", "launched", 3);
    const int before = steps();
    key(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(steps(), before + 1);
    const QString first = m_table->tableModel()->index(row, 3).data().toString();
    QCOMPARE(m_table->tableModel()->index(row + 2, 3).data().toString(), first);
    // A single cell takes what stands above it.
    select("a100-sxm", "memory_gb");
    key(Qt::Key_Down);
    key(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(m_table->currentIndex().data().toString().trimmed(), at("a100-sxm", "memory_gb").data().toString().trimmed());
    // Delete: nothing where that is allowed, in one step.
    select("a100-sxm", "launched", 3);
    const int more = steps();
    key(Qt::Key_Delete);
    QCOMPARE(steps(), more + 1);
    QVERIFY(core::isNull(value("accelerator/a100-sxm.launched")));
    // A vendor is needed.
    QSignalSpy refused(m_table, &DataTable::refused);
    select("a100-sxm", "vendor");
    key(Qt::Key_Delete);
    QCOMPARE(steps(), more + 1);
    QCOMPARE(refused.size(), 1);
    QVERIFY(!at("a100-sxm", "vendor").data(items::ErrorRole).toString().isEmpty());
}

void TestTableClipboard::revisedAcceleratorsFromASpreadsheet()
{
    // The catalogue goes to a spreadsheet, comes back revised: other order, new prices, a new row.
    select("a100-sxm", "id");
    key(Qt::Key_A, Qt::ControlModifier);
    key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    items::ClipboardGrid grid = items::gridOfHtml(QApplication::clipboard()->mimeData()->html());
    QCOMPARE(grid.height(), static_cast<int>(m_table->spec().rows.size()) + 1);
    const auto price = static_cast<qsizetype>(m_table->tableModel()->columnOf("system_price_cents"));
    std::reverse(grid.rows.begin() + 1, grid.rows.end());
    for (auto &row : grid.rows) {
        if (row[0].text == "h100-sxm") {
            row[price] = {"€ 31,000.50", 31000.5};
        }
    }
    auto added = grid.rows[1];
    added[0].text = "rubin";
    added[2].text = "Rubin";
    grid.rows << added;
    auto *mime = new QMimeData;
    mime->setHtml(items::htmlOf(grid));
    mime->setText(items::textOf(grid));
    QApplication::clipboard()->setMimeData(mime);
    const int before = steps();
    const auto count = m_document->plan()->accelerators.size();
    select("gh200", "id");
    key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(preview());
    QTest::keyClick(preview(), Qt::Key_Return);
    QCOMPARE(steps(), before + 1);
    QCOMPARE(m_document->plan()->accelerators.size(), count + 1);
    QCOMPARE(m_document->plan()->accelerators.find("h100-sxm")->systemPriceCents, 3'100'050);
    QCOMPARE(m_document->plan()->accelerators.find("rubin")->model, "Rubin");
    QVERIFY(m_document->undo());
    QCOMPARE(m_document->plan()->accelerators.size(), count);
}

void TestTableClipboard::savesCsv()
{
    const QString path = m_folder->filePath("table.csv");
    QVERIFY(m_table->saveCsv(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith("\xEF\xBB\xBFId,Vendor,Model,Launched,FP64 dense (TFLOPS)"));
    const QString text = QString::fromUtf8(bytes);
    QCOMPARE(text.count("\r\n"), m_table->spec().rows.size() + 1);
    const auto status = m_table->saveCsv(m_folder->filePath("nowhere/table.csv"));
    QVERIFY(!status);
}

QTEST_MAIN(TestTableClipboard)
#include "tst_tableclipboard.moc"
