// SPDX-License-Identifier: GPL-3.0-or-later
// The page History under real keys and mouse: who changed what, with values before and after, the way back, and checkpoints.
#include "historypage.h"

#include "card.h"
#include "datatable.h"
#include "pagefixture.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace ui;

class TestHistoryPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wordsOfChanges();
    void listsStepsWithWhatTheyChanged();
    void filters();
    void backToHereIsOneEdit();
    void checkpoints();
    void wordsFitTheirNumbers();
    void narrowPagesScroll();
    void changesLeadToTheirCells();

private:
    using Fixture = PageFixture<HistoryPage>;
    static DataTable *log(Fixture &f) { return f.page().findChild<DataTable *>("history-log"); }
    static DataTable *changes(Fixture &f) { return f.page().findChild<DataTable *>("history-changes"); }
    static void work(Fixture &f);
    static void choose(QComboBox *combo, const QString &text);
    static QPushButton *button(Fixture &f, const QString &text);

    std::unique_ptr<Theme> m_theme;
};

void TestHistoryPage::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
}

void TestHistoryPage::work(Fixture &f)
{
    QVERIFY(f.workspace().set({"system", "lumi-ai", "in_service"}, std::string("2027-10"), "Move LUMI-AI"));
    QVERIFY(f.workspace().set({"plan", "1", "inflation"}, 0.03, "More inflation"));
    f.workspace().setScenario("contracts-2026");
    QVERIFY(f.workspace().set({"system", "lumi-ai", "utilisation"}, 0.7, "Less use"));
    f.workspace().setScenario("");
    QVERIFY(f.document().perform({"Add a programme", {core::insertRow("programme", "new", {{"id", std::string("new")}, {"name", std::string("New money")}, {"level", std::string("union")}})}}));
}

void TestHistoryPage::choose(QComboBox *combo, const QString &text)
{
    combo->setCurrentIndex(combo->findText(text));
    Q_EMIT combo->activated(combo->currentIndex());
}

QPushButton *TestHistoryPage::button(Fixture &f, const QString &text)
{
    for (QPushButton *b : f.page().findChildren<QPushButton *>()) {
        if (b->text() == text) {
            return b;
        }
    }
    return nullptr;
}

void TestHistoryPage::wordsOfChanges()
{
    Fixture f;
    const QString before = [&] {
        const auto month = core::toPlainText(core::valueAt(*f.document().plan(), {"system", "lumi-ai", "in_service"}));
        return QString::fromStdString(month);
    }();
    work(f);
    QVERIFY(f.document().perform({"Remove it", {core::removeRow("programme", "new")}}));
    const auto &rows = f.document().history();
    const auto words = [&](std::size_t fromEnd) {
        const auto recorded = store::recordedChanges(f.document().path().toStdString(), rows[rows.size() - 1 - fromEnd].seq);
        return items::wordsOf(*f.document().plan(), recorded ? *recorded : std::vector<store::RecordedChange>());
    };
    QCOMPARE(words(4).size(), 1);
    QCOMPARE(words(4)[0].what, QString::fromStdString(f.document().plan()->systems.find("lumi-ai")->name) + ", in service");
    QCOMPARE(words(4)[0].after, "Oct" + QString(QChar(0xA0)) + "2027");
    QVERIFY(words(4)[0].before.endsWith(before.left(4)));
    QCOMPARE(words(3)[0].what, "Plan, inflation a year");
    QCOMPARE(words(3)[0].before, "2.0" + QString(QChar(0x202F)) + "%");
    QCOMPARE(words(3)[0].after, "3.0" + QString(QChar(0x202F)) + "%");
    QVERIFY2(words(2)[0].what.contains("in the scenario"), qPrintable(words(2)[0].what));
    QCOMPARE(words(2)[0].before, "as inherited");
    QCOMPARE(words(2)[0].entity, "system");
    QCOMPARE(words(1)[0].after, "added");
    QCOMPARE(words(0)[0].what, "Programme: New money"); // of a row that is gone
    QCOMPARE(words(0)[0].after, "removed");
}

void TestHistoryPage::listsStepsWithWhatTheyChanged()
{
    Fixture f;
    work(f);
    QVERIFY(f.document().undo());
    const auto &rows = f.document().history();
    QCOMPARE(log(f)->spec().rows.size(), static_cast<qsizetype>(rows.size()));
    QCOMPARE(log(f)->spec().rows.first().cells[0].text, "Undo: Add a programme");
    QCOMPARE(log(f)->spec().rows.first().cells[1].text, "tester");
    // Down the list by keys: the changes follow.
    log(f)->setCurrentIndex(log(f)->tableModel()->index(0, 0));
    log(f)->setFocus();
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(log(f), Qt::Key_Down);
    }
    QCOMPARE(log(f)->currentRowId().toLongLong(), rows[rows.size() - 4].seq);
    QCOMPARE(changes(f)->spec().rows.size(), 1);
    QCOMPARE(changes(f)->spec().rows[0].cells[0].text, "Plan, inflation a year");
}

void TestHistoryPage::filters()
{
    Fixture f;
    work(f);
    QVERIFY(f.document().checkpoint("Before the board"));
    const auto find = [&](const QString &name) {
        for (QComboBox *c : f.page().findChildren<QComboBox *>()) {
            if (c->accessibleName() == name) {
                return c;
            }
        }
        return static_cast<QComboBox *>(nullptr);
    };
    choose(find("Filter by what was changed"), "Systems");
    QCOMPARE(log(f)->spec().rows.size(), 2); // one in the baseline, one in a scenario
    choose(find("Filter by what was changed"), "Anything");
    auto *text = f.page().findChild<QLineEdit *>();
    for (QLineEdit *e : f.page().findChildren<QLineEdit *>()) {
        text = e->accessibleName() == "Filter by text" ? e : text;
    }
    QTest::keyClicks(text, "lumi-ai");
    QCOMPARE(log(f)->spec().rows.size(), 2); // also by what was changed, not only by the label
    text->clear();
    choose(find("Filter by time"), "Checkpoints only");
    QCOMPARE(log(f)->spec().rows.size(), 1);
    QCOMPARE(log(f)->spec().rows[0].cells[0].text, "Checkpoint: Before the board");
    choose(find("Filter by time"), "Today");
    QCOMPARE(log(f)->spec().rows.size(), static_cast<qsizetype>(f.document().history().size()));
    choose(find("Filter by author"), "tester");
    QCOMPARE(log(f)->spec().rows.size(), static_cast<qsizetype>(f.document().history().size()));
}

void TestHistoryPage::backToHereIsOneEdit()
{
    Fixture f;
    const core::Plan shipped = *f.document().plan();
    work(f);
    const core::Plan worked = *f.document().plan();
    log(f)->setCurrentRowId(QString::number(f.document().history().back().seq));
    QCOMPARE(button(f, "Back to here")->isEnabled(), false); // this is the newest
    log(f)->setCurrentRowId(QString::number(f.document().history().front().seq));
    const auto before = f.edits();
    QTest::mouseClick(button(f, "Back to here"), Qt::LeftButton);
    QCOMPARE(f.edits(), before + 1);
    QVERIFY(*f.document().plan() == shipped);
    QVERIFY(f.document().undo());
    QVERIFY(*f.document().plan() == worked);
}

void TestHistoryPage::checkpoints()
{
    Fixture f;
    work(f);
    QLineEdit *name = nullptr;
    for (QLineEdit *e : f.page().findChildren<QLineEdit *>()) {
        name = e->accessibleName() == "Name of a checkpoint" ? e : name;
    }
    QVERIFY(name);
    QVERIFY2(f.lead().endsWith("no checkpoint"), qPrintable(f.lead()));
    const auto before = f.edits();
    QTest::keyClick(name, Qt::Key_Return); // without a name there is none
    QCOMPARE(f.edits(), before);
    QTest::keyClicks(name, "Before the board");
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(f.edits(), before + 1);
    QCOMPARE(log(f)->spec().rows.first().cells[0].text, "Checkpoint: Before the board");
    QVERIFY(f.lead().contains("one checkpoint"));
    QCOMPARE(name->text(), "");
}

// "One step", never "1 steps".
void TestHistoryPage::wordsFitTheirNumbers()
{
    Fixture f;
    const auto cards = [&] {
        QStringList titles;
        for (const Card *c : f.page().findChildren<Card *>()) {
            for (const QLabel *l : c->findChildren<QLabel *>()) {
                titles << l->text();
            }
        }
        return titles.join('|');
    };
    QVERIFY2(!cards().contains("1 steps") && !cards().contains("0 steps") && !f.lead().contains("0 "), qPrintable(f.lead() + cards()));
    QVERIFY(f.workspace().set({"system", "lumi-ai", "accelerators"}, std::int64_t{4000}, "Count").ok());
    const auto steps = f.edits();
    QVERIFY2(steps != 1 || f.lead().startsWith("One step by one author, no checkpoint"), qPrintable(f.lead()));
    QVERIFY(!cards().contains("1 steps"));
    QVERIFY(f.workspace().set({"system", "lumi-ai", "accelerators"}, std::int64_t{4001}, "Count").ok());
    QVERIFY2(f.lead().startsWith(QStringLiteral("%1 steps by one author").arg(f.edits())), qPrintable(f.lead()));
}

void TestHistoryPage::narrowPagesScroll()
{
    Fixture f(true, QSize(820, 560));
    QList<Card *> cards;
    for (Card *c : f.page().findChildren<Card *>()) {
        if (c->isVisible()) {
            cards << c;
        }
    }
    QCOMPARE(cards.size(), 2);
    std::sort(cards.begin(), cards.end(), [](Card *a, Card *b) { return a->y() < b->y(); });
    QVERIFY(cards[1]->y() > cards[0]->geometry().bottom()); // none lies on the other
}

void TestHistoryPage::changesLeadToTheirCells()
{
    Fixture f;
    work(f);
    log(f)->setCurrentRowId(QString::number(f.document().history()[f.document().history().size() - 3].seq));
    QSignalSpy wanted(&f.page(), &Page::cellWanted);
    changes(f)->setCurrentIndex(changes(f)->tableModel()->index(0, 0));
    changes(f)->setFocus();
    QTest::keyClick(changes(f), Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QVERIFY(wanted.first().first().value<core::Cell>() == (core::Cell{"plan", "1", "inflation"}));
}

QTEST_MAIN(TestHistoryPage)
#include "tst_historypage.moc"
