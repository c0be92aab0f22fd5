// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "mainwindow.h"
#include "plandocument.h"
#include "planview.h"
#include "reportdialog.h"
#include "theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace ui;

// The dialog shows the report that its choices make, the plan remembers them, and the window writes and opens what was chosen.
class TestReportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void previewFollows();
    void whatCannotBeIsSaid();
    void logoIsKeptInThePlan();
    void choicesAreRememberedInThePlan();
    void reportIsWrittenAndOpenedAsAPlan();
    void otherFilesAreNoReports();

private:
    QComboBox *combo(ReportDialog &dialog, int index) { return dialog.findChildren<QComboBox *>().at(index); }
    QTemporaryDir m_dir;
    QString m_path;
    std::unique_ptr<document::PlanDocument> m_document;
    Theme m_theme;
};

void TestReportDialog::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
}

void TestReportDialog::init()
{
    static int n = 0;
    m_path = m_dir.filePath(QStringLiteral("plan%1.aifplan").arg(++n));
    m_document.reset();
    QVERIFY(document::createPlanFile(m_path, true, store::systemSignature("test")).ok());
    auto opened = document::PlanDocument::open(m_path, store::systemSignature("test"));
    m_document = std::move(*opened);
}

void TestReportDialog::previewFollows()
{
    ReportChoice choice;
    choice.scenario = QStringLiteral("contracts-2026");
    ReportDialog dialog(*m_document, choice, QDate(2026, 11, 22));
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QVERIFY(dialog.pageCount() > 15);
    QCOMPARE(dialog.currentPage(), 0);
    QTest::keyClick(&dialog, Qt::Key_PageDown);
    QCOMPARE(dialog.currentPage(), 1);
    // To look at: AIFP_REPORT_DIR=/tmp tst_reportdialog previewFollows
    const auto look = [&](const char *name) {
        if (qEnvironmentVariableIsSet("AIFP_REPORT_DIR")) {
            QVERIFY(dialog.grab().save(QStringLiteral("%1/dialog-%2.png").arg(qEnvironmentVariable("AIFP_REPORT_DIR"), QLatin1String(name))));
        }
    };
    QTest::keyClick(&dialog, Qt::Key_PageDown);
    QTest::keyClick(&dialog, Qt::Key_PageDown);
    look("board");
    // A section less is pages less.
    const int before = dialog.pageCount();
    auto *sections = dialog.findChild<QCheckBox *>(QStringLiteral("factories"));
    sections->setFocus();
    QTest::keyClick(sections, Qt::Key_Space);
    QTRY_COMPARE(dialog.pageCount(), before - 7);
    QCOMPARE(dialog.choice().options.leftOut, QStringList{"factories"});
    // Another kind: slides; then a country's sheet.
    QComboBox *kind = combo(dialog, 0);
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_Down);
    QTRY_COMPARE(dialog.pageCount(), 11);
    QVERIFY(!sections->isVisible());
    QTest::keyClick(kind, Qt::Key_Down);
    QTRY_COMPARE(dialog.pageCount(), 17);
    QComboBox *subject = combo(dialog, 1);
    QVERIFY(subject->isVisible());
    subject->setCurrentIndex(subject->findData("PT"));
    QTRY_COMPARE(dialog.pageCount(), 1);
    look("country");
    QCOMPARE(dialog.choice().kind, ReportKind::Country);
    QCOMPARE(dialog.choice().subject, QString("PT"));
    QTest::keyClicks(dialog.findChildren<QLineEdit *>().first(), "Ministry");
    QCOMPARE(dialog.choice().options.organisation, QString("Ministry"));
}

void TestReportDialog::whatCannotBeIsSaid()
{
    ReportChoice choice;
    choice.kind = ReportKind::Changes;
    ReportDialog dialog(*m_document, choice, QDate(2026, 11, 22));
    dialog.show();
    QCOMPARE(dialog.pageCount(), 0);
    QVERIFY(dialog.problem().contains("two different scenarios"));
    auto *write = [&] {
        for (QPushButton *b : dialog.findChildren<QPushButton *>()) {
            if (b->isDefault()) {
                return b;
            }
        }
        return static_cast<QPushButton *>(nullptr);
    }();
    QVERIFY(write && !write->isEnabled());
    QComboBox *scenario = combo(dialog, 2);
    scenario->setCurrentIndex(scenario->findData("delay-6"));
    QTRY_VERIFY(dialog.pageCount() > 0);
    QVERIFY(dialog.problem().isEmpty());
    QVERIFY(write->isEnabled());
    // A logo that is none: the report stays as it is.
    dialog.takeLogo("/no/such.png");
    QVERIFY(dialog.problem().contains("/no/such.png"));
    QVERIFY(dialog.choice().logo.isEmpty());
    QVERIFY(write->isEnabled());
}

// The plan keeps the picture itself: the file may go, and the plan may go elsewhere.
void TestReportDialog::logoIsKeptInThePlan()
{
    const QString path = m_dir.filePath("logo.png");
    QImage picture(300, 100, QImage::Format_RGB32);
    picture.fill(QColor(200, 30, 60));
    QVERIFY(picture.save(path));
    ReportDialog dialog(*m_document, ReportChoice(), QDate(2026, 11, 22));
    dialog.show();
    dialog.takeLogo(path);
    QVERIFY(QFile::remove(path));
    QVERIFY(m_document->perform(rememberChoice(*m_document->plan(), dialog.choice())).ok());
    const auto input = previewInputFor(m_document->plan(), choiceIn(*m_document->plan()), QDate(2026, 11, 22));
    QVERIFY(input.ok());
    QCOMPARE(input->options.logo, picture);
    // Gone with one click.
    for (QPushButton *b : dialog.findChildren<QPushButton *>()) {
        if (b->text() == "Remove") {
            QVERIFY(b->isVisible());
            QTest::mouseClick(b, Qt::LeftButton);
            QVERIFY(!b->isVisible());
        }
    }
    QVERIFY(dialog.choice().logo.isEmpty());
    // A picture that does not compress is made smaller until it can be kept; what is no picture is none.
    QImage noise(1200, 600, QImage::Format_RGB32);
    quint32 state = 1;
    for (int y = 0; y < noise.height(); ++y) {
        for (int x = 0; x < noise.width(); ++x) {
            noise.setPixel(x, y, (state = state * 1664525u + 1013904223u) | 0xff000000u);
        }
    }
    const QString text = logoText(noise);
    QVERIFY(text.size() > 20'000 && text.size() <= 100'000);
    QVERIFY(!logoOfText(text).isNull());
    for (const char *none : {"", "/somewhere/logo.png", "data:image/png;base64,", "data:image/png;base64,AAAA", "data:image/png"}) {
        QVERIFY(logoOfText(none).isNull());
    }
}

void TestReportDialog::choicesAreRememberedInThePlan()
{
    const QString fingerprint = m_document->fingerprint();
    ReportChoice choice;
    choice.kind = ReportKind::Country;
    choice.subject = QStringLiteral("FI");
    choice.fileEach = true;
    choice.scenario = QStringLiteral("delay-6");
    choice.against = QStringLiteral("contracts-2026");
    choice.realPrices = true;
    choice.options.period = engine::Period::Quarter;
    choice.options.leftOut = QStringList{"compute", "findings"};
    choice.options.draft = true;
    choice.options.organisation = QStringLiteral("Ministère de l’Économie, «A»");
    choice.logo = QStringLiteral("data:image/png;base64,AAAA");
    choice.attachPlan = false;
    QVERIFY(!(choiceIn(*m_document->plan()) == choice));
    QVERIFY(m_document->perform(rememberChoice(*m_document->plan(), choice)).ok());
    QVERIFY(choiceIn(*m_document->plan()) == choice);
    QVERIFY(rememberChoice(*m_document->plan(), choice).changes.empty());
    QCOMPARE(m_document->fingerprint(), fingerprint); // no figure depends on it
    // Undone, done again, opened anew: as any other edit.
    QVERIFY(m_document->undo().ok());
    QVERIFY(choiceIn(*m_document->plan()) == ReportChoice());
    QVERIFY(m_document->redo().ok());
    m_document.reset();
    auto opened = document::PlanDocument::open(m_path, store::systemSignature("test"));
    m_document = std::move(*opened);
    QVERIFY(choiceIn(*m_document->plan()) == choice);
    choice.options.draft = false;
    QCOMPARE(rememberChoice(*m_document->plan(), choice).changes.size(), std::size_t(1));
    // A scenario that is no longer there is not asked for.
    QVERIFY(m_document->perform({"Forget it", {core::updateCell({"setting", "report.scenario", "value"}, std::string("gone"))}}).ok());
    QCOMPARE(choiceIn(*m_document->plan()).scenario, QString());
}

void TestReportDialog::reportIsWrittenAndOpenedAsAPlan()
{
    m_document.reset();
    QSettings settings(m_dir.filePath("settings.ini"), QSettings::IniFormat);
    WindowServices services;
    services.signature = store::systemSignature("test");
    services.settings = &settings;
    services.today = [] { return QDate(2026, 11, 22); };
    MainWindow window(services);
    window.show();
    QVERIFY(window.openPlan(m_path));
    window.view()->workspace().setScenario(QStringLiteral("contracts-2026"));
    QCOMPARE(window.reportChoice().scenario, QString("contracts-2026"));
    const QString fingerprint = window.view()->document().fingerprint();
    const QString pdf = m_dir.filePath("written.pdf");
    QVERIFY(window.writeReport(pdf, window.reportChoice()));
    QVERIFY(window.messageShown().contains("written.pdf"));
    QVERIFY(QFile::exists(pdf));
    window.closePlan();
    QVERIFY(window.openPlan(pdf));
    QCOMPARE(QFileInfo(window.view()->document().path()).fileName(), QString("written.aifplan"));
    QCOMPARE(window.view()->document().fingerprint(), fingerprint);
    QVERIFY(window.messageShown().contains("The report stays as it is"));
    // Without the plan inside there is none to open.
    ReportChoice bare = window.reportChoice();
    bare.attachPlan = false;
    const QString empty = m_dir.filePath("bare.pdf");
    QVERIFY(window.writeReport(empty, bare));
    QVERIFY(!window.openPlan(empty));
    QVERIFY2(window.messageShown().contains("has no plan attached"), qPrintable(window.messageShown()));
    // A file for each country.
    ReportChoice each = bare;
    each.kind = ReportKind::Country;
    each.fileEach = true;
    QVERIFY(window.writeReport(m_dir.filePath("each.pdf"), each));
    QVERIFY(QFile::exists(m_dir.filePath("each-PT.pdf")));
    QVERIFY(!window.writeReport(m_dir.filePath("no/such/folder.pdf"), bare));
    window.closePlan();
}

void TestReportDialog::otherFilesAreNoReports()
{
    m_document.reset();
    QSettings settings(m_dir.filePath("settings.ini"), QSettings::IniFormat);
    WindowServices services;
    services.signature = store::systemSignature("test");
    services.settings = &settings;
    MainWindow window(services);
    for (const QByteArray &content : {QByteArray(), QByteArray("%PDF-1.7\n%%EOF\n"), QByteArray(5000, 'x'), QByteArray("%PDF-1.7\n1 0 obj\n<</Type /Catalog /Names 1 0 R>>\nendobj\ntrailer\n<</Root 1 0 R>>\n")}) {
        QFile file(m_dir.filePath("odd.pdf"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QVERIFY(!window.openPlan(file.fileName()));
        QVERIFY2(window.messageShown().contains("odd.pdf"), qPrintable(window.messageShown()));
        QVERIFY(!window.view());
    }
    QVERIFY(!window.openPlan(m_dir.filePath("missing.pdf")));
}

QTEST_MAIN(TestReportDialog)
#include "tst_reportdialog.moc"
