// SPDX-License-Identifier: GPL-3.0-or-later
// On every page each chart and each table gives away what it shows: to the clipboard and as files.
#include "basedata.h"
#include "baseline.h"
#include "chartcard.h"
#include "densityview.h"
#include "flowview.h"
#include "ganttview.h"
#include "mainwindow.h"
#include "mapview.h"
#include "planview.h"
#include "rankview.h"
#include "theme.h"
#include "waterfallview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QImageReader>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <functional>

using namespace ui;

namespace {

bool isChart(const QWidget *w)
{
    return qobject_cast<const ChartView *>(w) || qobject_cast<const MapView *>(w) || qobject_cast<const GanttView *>(w) || qobject_cast<const FlowView *>(w)
        || qobject_cast<const WaterfallView *>(w) || qobject_cast<const RankView *>(w) || qobject_cast<const DensityView *>(w);
}

// Charts and tables that are seen, or can be scrolled to.
QVector<QWidget *> givers(QWidget *page)
{
    QVector<QWidget *> out;
    for (QWidget *w : page->findChildren<QWidget *>()) {
        if (w->isVisible() && (isChart(w) || qobject_cast<QTableView *>(w))) {
            out << w;
        }
    }
    return out;
}

bool chartsAreFilled(QWidget *page)
{
    const QVector<QWidget *> all = givers(page);
    return std::all_of(all.begin(), all.end(), [](const QWidget *w) { return !isChart(w) || !w->accessibleName().isEmpty(); });
}

// Opens the widget's menu and hands it over; it is closed again.
QStringList inMenu(QWidget *w, const std::function<void(QMenu *)> &look = {})
{
    QStringList texts;
    QTimer::singleShot(0, w, [&] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu) {
            return;
        }
        for (const QAction *a : menu->actions()) {
            texts << a->text().remove('&');
        }
        if (look) {
            look(menu);
        }
        menu->close();
    });
    auto *area = qobject_cast<QAbstractScrollArea *>(w);
    QWidget *target = area ? area->viewport() : w;
    const QPoint at = target->rect().center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, target->mapToGlobal(at));
    QApplication::sendEvent(target, &event);
    return texts;
}

void choose(QMenu *menu, const QString &text)
{
    for (QAction *a : menu->actions()) {
        if (a->text().remove('&') == text) {
            a->trigger();
            return;
        }
    }
}

} // namespace

class TestExports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pagesGiveAwayWhatTheyShow_data();
    void pagesGiveAwayWhatTheyShow();
    void baseDataGivesAwayItsTables();
    void chartsTableGivesItself();

private:
    void save(QWidget *w, const QString &action, const QString &path);

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
};

void TestExports::initTestCase()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
    m_settings = std::make_unique<QSettings>(m_folder.filePath("settings.ini"), QSettings::IniFormat);
    WindowServices services;
    services.signature = store::systemSignature("tester");
    services.settings = m_settings.get();
    services.today = [] { return QDate(2026, 11, 24); };
    m_window = std::make_unique<MainWindow>(services);
    m_window->resize(1440, 900);
    const QString path = m_folder.filePath("plan.aifplan");
    QVERIFY(document::createPlanFile(path, true, store::systemSignature("tester")).ok());
    QVERIFY(m_window->openPlan(path));
    m_window->view()->workspace().setScenario(QStringLiteral("contracts-2026"));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

// Chooses the action and answers its file dialog.
void TestExports::save(QWidget *w, const QString &action, const QString &path)
{
    QFile::remove(path);
    bool answered = false;
    QTimer answer;
    connect(&answer, &QTimer::timeout, this, [&] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (dialog && !answered) {
            answered = true;
            dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(path);
            static_cast<QDialog *>(dialog)->accept();
        }
    });
    answer.start(20);
    inMenu(w, [&](QMenu *menu) { choose(menu, action); });
    QTRY_VERIFY2(QFile::exists(path), qPrintable(w->accessibleName() + QStringLiteral(": ") + path));
    QVERIFY(answered);
}

void TestExports::pagesGiveAwayWhatTheyShow_data()
{
    QTest::addColumn<int>("page");
    int i = 0;
    for (const PageEntry &page : m_window->view()->pages()) {
        QTest::newRow(qPrintable(page.id)) << i++;
    }
}

void TestExports::pagesGiveAwayWhatTheyShow()
{
    QFETCH(int, page);
    m_window->view()->showPage(page);
    QTest::qWait(50);
    // What is simulated comes a moment later.
    QTRY_VERIFY_WITH_TIMEOUT(chartsAreFilled(m_window->view()), 60000);
    const QVector<QWidget *> widgets = givers(m_window->view());
    QVERIFY(!widgets.isEmpty());
    for (QWidget *w : widgets) {
        const QString name = QString::fromLatin1(w->metaObject()->className()) + QStringLiteral(": ") + w->accessibleName();
        const QStringList texts = inMenu(w);
        if (isChart(w)) {
            for (const char *action : {"Copy picture", "Copy data", "Save as…"}) {
                QVERIFY2(texts.contains(action), qPrintable(name + QStringLiteral(": ") + texts.join(QStringLiteral(", "))));
            }
            inMenu(w, [](QMenu *menu) { choose(menu, "Copy picture"); });
            QVERIFY2(!QApplication::clipboard()->image().isNull(), qPrintable(name));
            inMenu(w, [](QMenu *menu) { choose(menu, "Copy data"); });
            QVERIFY2(QApplication::clipboard()->text().contains('\t'), qPrintable(name));
            for (const char *ending : {"svg", "png", "csv"}) {
                const QString path = m_folder.filePath(QStringLiteral("chart.") + QString::fromLatin1(ending));
                save(w, "Save as…", path);
                QFile file(path);
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QByteArray content = file.readAll();
                QVERIFY2(content.size() > (QByteArray(ending) == "csv" ? 20 : 1000), qPrintable(name + QStringLiteral(", ") + QString::fromLatin1(ending)));
                if (QByteArray(ending) == "csv") {
                    QVERIFY2(content.contains(',') && content.count('\n') >= 2, qPrintable(name + QStringLiteral(": ") + QString::fromUtf8(content.left(200))));
                } else {
                    QCOMPARE(QImageReader(path).size().isEmpty(), false); // an independent reader takes it
                    QVERIFY2(!QImageReader(path).read().isNull(), qPrintable(name));
                }
            }
        } else {
            QVERIFY2(texts.contains("Copy") || texts.contains("Copy table"), qPrintable(name + QStringLiteral(": ") + texts.join(QStringLiteral(", "))));
            const QString path = m_folder.filePath("table.csv");
            save(w, "Save as CSV…", path);
            QVERIFY2(QFileInfo(path).size() > 10, qPrintable(name));
        }
    }
}

void TestExports::baseDataGivesAwayItsTables()
{
    BaseData *dialog = m_window->view()->baseData();
    dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    const QVector<QWidget *> tables = givers(dialog);
    QVERIFY(!tables.isEmpty());
    for (QWidget *w : tables) {
        QVERIFY2(inMenu(w).contains("Save as CSV…"), qPrintable(w->accessibleName()));
    }
    dialog->close();
}

// The table behind a chart, one key away.
void TestExports::chartsTableGivesItself()
{
    m_window->view()->showPage(0);
    QTest::qWait(50);
    const QList<ChartCard *> cards = m_window->view()->findChildren<ChartCard *>();
    const auto seen = std::find_if(cards.begin(), cards.end(), [](const ChartCard *c) { return c->isVisible(); });
    QVERIFY(seen != cards.end());
    ChartCard *card = *seen;
    card->showTable(true);
    auto *table = card->findChild<QTableView *>(QStringLiteral("chartTable"));
    QVERIFY(table && table->isVisible());
    inMenu(table, [](QMenu *menu) { choose(menu, "Copy table"); });
    QCOMPARE(QApplication::clipboard()->text().count('\n'), table->model()->rowCount() + 1);
    save(table, "Save as CSV…", m_folder.filePath("behind.csv"));
    card->showTable(false);
}

QTEST_MAIN(TestExports)
#include "tst_exports.moc"
