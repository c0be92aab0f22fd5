// SPDX-License-Identifier: GPL-3.0-or-later
// The Factories page under real key and mouse events: what it shows are the engine's figures, before and after each step.
#include "addfactorypanel.h"
#include "baseline.h"
#include "cellform.h"
#include "chartcard.h"
#include "datatable.h"
#include "explain.h"
#include "factoriespage.h"
#include "factorycharts.h"
#include "factoryformcard.h"
#include "factorysharescard.h"
#include "fieldrow.h"
#include "fields.h"
#include "findingsdock.h"
#include "format.h"
#include "mainwindow.h"
#include "planview.h"
#include "theme.h"
#include "tile.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace ui;

namespace {

// Blanks that do not break are blanks to whoever reads a test.
QString plain(QString text)
{
    return text.replace(QChar(0xA0), QLatin1Char(' ')).replace(QChar(0x202F), QLatin1Char(' '));
}

} // namespace

class TestFactoriesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
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
    void includesWithOneClick();
    void addsAFactoryAndASystem();
    void addsInAScenario();
    void includesFromThePanel();
    void duplicatesAndRemoves();
    void addsParticipantsPayersAndLines();
    void changesSeveralAtOnce();
    void allNineteenReadWell();
    void figuresExplainThemselves();
    void emptyPlanSaysWhatToDo();

private:
    PlanView &view() { return *m_window->view(); }
    document::Workspace &workspace() { return view().workspace(); }
    FactoriesPage *page() { return m_page; }
    DataTable *table() { return m_page->findChildren<DataTable *>().first(); }
    FactoryFormCard *form() { return m_page->findChild<FactoryFormCard *>(); }
    FactorySharesCard *shares() { return m_page->findChild<FactorySharesCard *>(); }
    QList<ChartView *> charts() { return m_page->findChildren<ChartView *>(); }
    FieldRow *row(const core::Cell &cell) { return form()->form()->rowOf(cell); }
    QLineEdit *edit(const core::Cell &cell) { return row(cell)->field()->findChild<QLineEdit *>(); }
    qsizetype edits() { return static_cast<qsizetype>(workspace().document().history().size()); }
    void type(QLineEdit *edit, const QString &text);
    QString words(QWidget *of); // all visible labels
    QAbstractButton *button(QWidget *in, const QString &text);
    void trigger(QToolButton *menuButton, const QString &startsWith); // an entry of its menu
    void chooseFromNextMenu(const QString &text);
    FieldRow *focused();
    void checkAgainstEngine();
    QString newPlan(const QString &name, bool example = true);
    void openPage();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    FactoriesPage *m_page = nullptr;
    QString m_path;
    const core::Cell m_count{"system", "it4lia-ai", "accelerators"};
    const core::Cell m_utilisation{"system", "lumi-ai", "utilisation"};
};

void TestFactoriesPage::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
}

QString TestFactoriesPage::newPlan(const QString &name, bool example)
{
    const QString path = m_folder->filePath(name);
    const auto made = document::createPlanFile(path, example, store::systemSignature("tester"));
    if (!made) {
        qFatal("%s", made.error().message.c_str());
    }
    return path;
}

void TestFactoriesPage::openPage()
{
    m_page = nullptr;
    for (int i = 0; i < view().pages().size(); ++i) {
        if (view().pages()[i].id == QLatin1String("factories")) {
            view().showPage(i);
            m_page = qobject_cast<FactoriesPage *>(view().page(i));
        }
    }
    QVERIFY(m_page);
    QTRY_VERIFY(m_page->isVisible());
}

void TestFactoriesPage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath("settings.ini"), QSettings::IniFormat);
    WindowServices services;
    services.signature = store::systemSignature("tester");
    services.settings = m_settings.get();
    services.today = [] { return QDate(2026, 11, 24); };
    services.version = "1";
    m_window = std::make_unique<MainWindow>(services);
    m_window->resize(1440, 900);
    m_path = newPlan("plan.aifplan");
    QVERIFY(m_window->openPlan(m_path));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    openPage();
}

void TestFactoriesPage::type(QLineEdit *edit, const QString &text)
{
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

QString TestFactoriesPage::words(QWidget *of)
{
    QStringList out;
    for (const QLabel *l : of->findChildren<QLabel *>()) {
        if (l->isVisible()) {
            out << l->text();
        }
    }
    return plain(out.join(QLatin1Char('|')));
}

QAbstractButton *TestFactoriesPage::button(QWidget *in, const QString &text)
{
    for (QAbstractButton *b : in->findChildren<QAbstractButton *>()) {
        if (b->isVisible() && (b->text() == text || b->accessibleName() == text)) {
            return b;
        }
    }
    return nullptr;
}

void TestFactoriesPage::trigger(QToolButton *menuButton, const QString &startsWith)
{
    QMenu *menu = menuButton->menu();
    QMetaObject::invokeMethod(menu, "aboutToShow");
    for (QAction *a : menu->actions()) {
        if (plain(a->text()).startsWith(startsWith)) {
            a->trigger();
            return;
        }
    }
    QFAIL(qPrintable(startsWith));
}

// Picks an entry of the list that opens next, by key.
void TestFactoriesPage::chooseFromNextMenu(const QString &text)
{
    QTimer::singleShot(50, this, [text] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (QAction *a : menu->actions()) {
            if (a->text() == text) {
                menu->setActiveAction(a);
                QTest::keyClick(menu, Qt::Key_Return);
                return;
            }
        }
        menu->close();
        QFAIL(qPrintable(text));
    });
}

FieldRow *TestFactoriesPage::focused()
{
    for (QWidget *w = QApplication::focusWidget(); w; w = w->parentWidget()) {
        if (auto *r = qobject_cast<FieldRow *>(w)) {
            return r;
        }
    }
    return nullptr;
}

// Table, participants and both charts against a projection computed here, from the file's plan.
void TestFactoriesPage::checkAgainstEngine()
{
    const auto resolved = core::resolve(*workspace().document().plan(), workspace().scenario().toStdString());
    QVERIFY(resolved);
    const engine::Projection p = engine::project(*resolved);
    const items::TableSpec &spec = table()->spec();
    const auto column = [&](const char *id) {
        for (int c = 0; c < spec.columns.size(); ++c) {
            if (spec.columns[c].id == QLatin1String(id)) {
                return c;
            }
        }
        return -1;
    };
    int rows = 0;
    for (std::size_t i = 0; i < p.factories.size(); ++i) {
        const auto &f = p.factories[i];
        if (!f) {
            continue;
        }
        ++rows;
        const QString id = QString::fromStdString(p.plan.factories[i].id);
        const auto it = std::find_if(spec.rows.begin(), spec.rows.end(), [&](const items::TableRow &r) { return r.id == id; });
        QVERIFY2(it != spec.rows.end(), qPrintable(id));
        QCOMPARE(it->cells[column("paid")].text, format::eurMillions(static_cast<double>(f->paidCents) / 100));
        QCOMPARE(it->cells[column("hours")].text, format::hoursMillions(engine::flowsOf(*f, p.calendar, 0, p.calendar.months()).deliveredHours));
    }
    const engine::Summary all = engine::summaryOf(p);
    const items::TableRow &total = spec.rows.last();
    QVERIFY(total.total);
    QVERIFY(total.cells[0].text.startsWith(QString::number(rows)));
    QCOMPARE(total.cells[column("paid")].text, format::eurMillions(static_cast<double>(all.paidCents) / 100));
    QCOMPARE(total.cells[column("hours")].text, format::hoursMillions(all.deliveredHours));
    const engine::FactoryResult *f = factoryResult(p, page()->factory().toStdString());
    QVERIFY(f);
    const ChartSpec &hours = charts()[0]->spec();
    const ChartSpec &money = charts()[1]->spec();
    double paid = 0;
    for (int y = 0; y < p.calendar.years(); ++y) {
        const double expected = engine::flowsOf(*f, p.calendar, p.calendar.begin(engine::Period::Year, y), p.calendar.end(engine::Period::Year, y)).deliveredHours / 1e6;
        QVERIFY(std::abs(totalAt(hours, y) - expected) < 1e-9);
        paid += totalAt(money, y);
    }
    QVERIFY(std::abs(paid - static_cast<double>(f->paidCents) / 1e8) < 1e-6);
}

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

void TestFactoriesPage::includesWithOneClick()
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

void TestFactoriesPage::addsAFactoryAndASystem()
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

void TestFactoriesPage::addsInAScenario()
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

void TestFactoriesPage::includesFromThePanel()
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

void TestFactoriesPage::duplicatesAndRemoves()
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

void TestFactoriesPage::addsParticipantsPayersAndLines()
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

void TestFactoriesPage::changesSeveralAtOnce()
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

void TestFactoriesPage::emptyPlanSaysWhatToDo()
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

QTEST_MAIN(TestFactoriesPage)
#include "tst_factoriespage.moc"
