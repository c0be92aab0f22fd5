// SPDX-License-Identifier: GPL-3.0-or-later
// The base data: every cell of the plan has its editor there, rows are added and removed, and a revised table is pasted.
#include "basedata.h"
#include "baseline.h"
#include "datatable.h"
#include "mainwindow.h"
#include "newrow.h"
#include "pastepreview.h"
#include "planview.h"
#include "rowedits.h"
#include "theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace ui;

class TestBaseData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void everyCellHasAnEditor();
    void cellsWithoutAPageComeHere();
    void addsRowsByKeys();
    void removesRowsWithWhatSpeaksOfThem();
    void whatIsReferredToStays();
    void pastesARevisedCatalogue();
    void settingsAreEdited();
    void undoByKeyInTheDialog();

private:
    document::PlanDocument &document() { return m_window->view()->document(); }
    BaseData *data() { return m_window->view()->baseData(); }
    void open(const QString &table);
    QPushButton *button(QWidget *in, const QString &text);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
};

void TestBaseData::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
}

void TestBaseData::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath("settings.ini"), QSettings::IniFormat);
    WindowServices services;
    services.signature = store::systemSignature("tester");
    services.settings = m_settings.get();
    services.today = [] { return QDate(2026, 11, 24); };
    m_window = std::make_unique<MainWindow>(services);
    const QString path = m_folder->filePath("plan.aifplan");
    QVERIFY(document::createPlanFile(path, true, store::systemSignature("tester")));
    QVERIFY(m_window->openPlan(path));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestBaseData::open(const QString &table)
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
    open("accelerator");
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
    open("programme");
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
    open("envelope");
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
    open("demand");
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
    open("accelerator");
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
    open("accelerator");
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
    open("plan");
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

void TestBaseData::undoByKeyInTheDialog()
{
    open("accelerator");
    data()->table()->setCurrentCell("h100-sxm", "launched");
    QTest::keyClick(data()->table(), Qt::Key_Delete);
    QVERIFY(!document().plan()->accelerators.find("h100-sxm")->launched);
    QTest::keyClick(data()->table(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(document().plan()->accelerators.find("h100-sxm")->launched);
}

QTEST_MAIN(TestBaseData)
#include "tst_basedata.moc"
