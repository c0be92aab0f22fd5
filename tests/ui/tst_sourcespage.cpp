// SPDX-License-Identifier: GPL-3.0-or-later
// The page Sources under real keys and mouse: what it says are the engine's figures, and choosing among sources is one edit.
#include "sourcespage.h"

#include "card.h"
#include "citationdialog.h"
#include "datatable.h"
#include "format.h"
#include "pagefixture.h"
#include "tile.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace ui;

class TestSourcesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void saysWhatRestsOnAssumptions();
    void assumptionsByMoney();
    void valuesAreEditedInPlace();
    void choosesAmongSources();
    void attachesAndDetaches();
    void sourcesAreEdited();
    void scenarioAndUndoAreFollowed();
    void leadsToTheEditor();
    void narrowPagesScroll();
    void emptyPlanSaysSo();

private:
    using Fixture = PageFixture<SourcesPage>;
    static QPushButton *button(Fixture &f, const QString &text);
    static void filter(Fixture &f, const QString &name);
    static DataTable *figures(Fixture &f) { return f.page().findChild<DataTable *>("sources-figures"); }
    static DataTable *citations(Fixture &f) { return f.page().findChild<DataTable *>("sources-citations"); }
    static CitationDialog *dialog(Fixture &f) { return f.page().findChildren<CitationDialog *>().isEmpty() ? nullptr : f.page().findChildren<CitationDialog *>().last(); }

    std::unique_ptr<Theme> m_theme;
};

void TestSourcesPage::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
}

QPushButton *TestSourcesPage::button(Fixture &f, const QString &text)
{
    for (QPushButton *b : f.page().findChildren<QPushButton *>()) {
        if (b->text() == text && b->isVisible()) {
            return b;
        }
    }
    return nullptr;
}

void TestSourcesPage::filter(Fixture &f, const QString &name)
{
    for (QToolButton *b : f.page().findChildren<QToolButton *>()) {
        if (b->text() == name) {
            QTest::mouseClick(b, Qt::LeftButton);
        }
    }
}

void TestSourcesPage::saysWhatRestsOnAssumptions()
{
    Fixture f;
    const auto check = [&] {
        const engine::Projection &p = *f.workspace().projection();
        const auto sums = engine::evidenceSums(p);
        const double share = static_cast<double>(sums.paid[2]) / static_cast<double>(sums.paid[0] + sums.paid[1] + sums.paid[2]);
        const double capacity = engine::capacityEvidence(p).assumedShare();
        QCOMPARE(f.lead(), QStringLiteral("%1 of the money and %2 of the capacity rest on assumptions").arg(format::percent(share, 0), format::percent(capacity, 0)));
        const auto tiles = f.page().findChildren<Tile *>();
        QCOMPARE(tiles.at(0)->spec().figure, format::percentFigure(share, 0));
        QCOMPARE(tiles.at(2)->spec().figure, format::number(static_cast<double>(engine::assumptionsByMoney(p).size()), 0));
        const auto figures = engine::restingFigures(p);
        QCOMPARE(tiles.at(3)->spec().figure, format::number(static_cast<double>(std::count_if(figures.begin(), figures.end(), [](const auto &r) { return r.disputed; })), 0));
    };
    check();
    f.workspace().setScenario("all-19");
    check();
}

void TestSourcesPage::assumptionsByMoney()
{
    Fixture f;
    const auto weights = engine::assumptionsByMoney(*f.workspace().projection());
    QTest::mouseClick(f.page().findChildren<Tile *>().at(0), Qt::LeftButton); // the tile leads to them
    const auto &rows = figures(f)->spec().rows;
    QCOMPARE(rows.first().id, QString::fromStdString(weights.front().cell.toString()));
    for (std::size_t i = 0; i < weights.size(); ++i) {
        QCOMPARE(rows[static_cast<qsizetype>(i)].cells[4].sort.toDouble(), static_cast<double>(weights[i].paidCents));
    }
    bool said = false;
    for (const QLabel *l : f.page().findChildren<QLabel *>()) {
        said = said || l->text().startsWith(format::eur(static_cast<double>(weights.front().paidCents) / 100) + " hang on one assumption");
    }
    QVERIFY(said);
}

void TestSourcesPage::valuesAreEditedInPlace()
{
    Fixture f;
    figures(f)->setCurrentCell("plan/1.inflation", "value");
    figures(f)->setFocus();
    const auto before = f.edits();
    for (const char c : std::string("3.5")) {
        QTest::keyClick(QApplication::focusWidget(), c);
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(f.document().plan()->settings().inflation, 0.035);
    QCOMPARE(f.edits(), before + 1);
    // Another price moves the money and, once it is kept, the row; the editor outlives each key.
    const QString first = figures(f)->spec().rows.first().id;
    QVERIFY(first.endsWith("acquisition_cents"));
    figures(f)->setCurrentCell(first, "value");
    figures(f)->setFocus();
    for (const char c : std::string("1000")) {
        QTest::keyClick(QApplication::focusWidget(), c);
        QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
        QCOMPARE(figures(f)->spec().rows.first().id, first);
    }
    QVERIFY(figures(f)->spec().rows.first().cells[4].sort.toDouble() < 1e9); // already with the price that is being typed
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(core::numberOf(core::valueAt(*f.document().plan(), *core::parseCell(first.toStdString()))), 100'000.0);
    QVERIFY(figures(f)->spec().rows.first().id != first);
}

void TestSourcesPage::choosesAmongSources()
{
    Fixture f;
    filter(f, "Disputed");
    QVERIFY(!figures(f)->spec().rows.isEmpty());
    // One of which a source that is not used states another value.
    const core::Citation *other = nullptr;
    const auto plan = f.document().plan();
    for (const core::Citation &c : plan->citations) {
        const core::Cell cell{c.entity, c.row, c.field};
        if (!c.used && !core::isNull(c.value) && c.value != core::valueAt(*plan, cell) && c.entity == "system" && c.field == "accelerators") {
            other = &c;
            break;
        }
    }
    QVERIFY(other);
    const core::Citation picked = *other;
    const core::Cell cell{picked.entity, picked.row, picked.field};
    const std::string key = picked.entity + '/' + picked.row + '/' + picked.field + '/' + picked.source;
    figures(f)->setCurrentCell(QString::fromStdString(cell.toString()), "value");
    QVERIFY(citations(f)->spec().rows.size() >= 2);
    citations(f)->setCurrentCell(QString::fromStdString(key), "source");
    const auto before = f.edits();
    const auto value = core::valueAt(*plan, cell);
    QTest::mouseClick(button(f, "Rest on this one…"), Qt::LeftButton);
    QVERIFY(dialog(f));
    auto *note = dialog(f)->findChild<QLineEdit *>("note");
    QTest::keyClicks(note, "The contract counts");
    QTest::keyClick(note, Qt::Key_Return);
    QCOMPARE(f.edits(), before + 1);
    const auto after = f.document().plan();
    QCOMPARE(core::numberOf(core::valueAt(*after, cell)), core::numberOf(picked.value)); // its value is taken over
    for (const core::Citation &c : after->citations) {
        if (core::Cell{c.entity, c.row, c.field} == cell) {
            QCOMPARE(c.used, c.source == picked.source);
        }
    }
    QCOMPARE(after->citations.find(key)->note, std::string("The contract counts"));
    QVERIFY(f.document().undo());
    QVERIFY(core::valueAt(*f.document().plan(), cell) == value);
    QVERIFY(*f.document().plan() == *plan);
}

void TestSourcesPage::attachesAndDetaches()
{
    Fixture f;
    figures(f)->setCurrentCell("plan/1.inflation", "value");
    const auto before = f.edits();
    QTest::mouseClick(button(f, "Attach a source…"), Qt::LeftButton);
    auto *source = dialog(f)->findChild<QComboBox *>("source");
    source->setCurrentIndex(source->findData("announcement"));
    auto *status = dialog(f)->findChild<QComboBox *>("status");
    status->setCurrentIndex(status->findData("stated"));
    auto *value = dialog(f)->findChild<QLineEdit *>("value");
    QTest::keyClicks(value, "much");
    QTest::keyClick(value, Qt::Key_Return);
    QCOMPARE(f.edits(), before); // said in the dialog
    QVERIFY(dialog(f)->isVisible());
    value->selectAll();
    QTest::keyClicks(value, "2.5");
    QTest::keyClick(value, Qt::Key_Return);
    QCOMPARE(f.edits(), before + 1);
    const core::Citation *c = f.document().plan()->citations.find("plan/1/inflation/announcement");
    QVERIFY(c && c->used && c->status == core::CitationStatus::Stated);
    QCOMPARE(core::numberOf(c->value), 0.025);
    QVERIFY(!f.document().plan()->citations.find("plan/1/inflation/")->used);
    QCOMPARE(f.document().plan()->settings().inflation, 0.02); // what the plan has was not to be taken over
    QCOMPARE(f.workspace().evidenceOf({"plan", "1", "inflation"}), engine::Evidence::Stated);
    citations(f)->setCurrentCell("plan/1/inflation/announcement", "source");
    QTest::mouseClick(button(f, "Detach"), Qt::LeftButton);
    QVERIFY(!f.document().plan()->citations.find("plan/1/inflation/announcement"));
}

void TestSourcesPage::sourcesAreEdited()
{
    Fixture f;
    QVERIFY(f.page().showCell({"source", "announcement", "publisher"}));
    auto *sources = f.page().findChild<DataTable *>("sources-list");
    sources->setFocus();
    QTest::keyClick(sources, Qt::Key_F2);
    auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(line);
    line->selectAll();
    QTest::keyClicks(line, "The Commission");
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(f.document().plan()->sources.find("announcement")->publisher, std::string("The Commission"));
    // One that is cited is not removed, and the reason is said.
    QSignalSpy said(&f.page(), &Page::messageWanted);
    sources->setCurrentCell("announcement", "title");
    QTest::mouseClick(button(f, "Remove"), Qt::LeftButton);
    QCOMPARE(said.size(), 1);
    QVERIFY(f.document().plan()->sources.find("announcement"));
}

void TestSourcesPage::scenarioAndUndoAreFollowed()
{
    Fixture f;
    const auto count = figures(f)->spec().rows.size();
    QVERIFY(f.page().showCell({"citation", "plan/1/inflation/", "note"}));
    QCOMPARE(figures(f)->currentRowId(), "plan/1.inflation");
    QCOMPARE(citations(f)->currentRowId(), "plan/1/inflation/");
    f.workspace().setScenario("contracts-2026");
    QVERIFY(figures(f)->spec().rows.size() >= count);
    QVERIFY(f.document().perform({"Forget", {core::removeRow("citation", "plan/1/inflation/")}}));
    QVERIFY(citations(f)->spec().rows.isEmpty() || figures(f)->currentRowId() != "plan/1.inflation");
    QVERIFY(f.document().undo());
    QVERIFY(f.page().showCell({"citation", "plan/1/inflation/", "note"}));
    QCOMPARE(citations(f)->spec().rows.size(), 1);
}

void TestSourcesPage::leadsToTheEditor()
{
    Fixture f;
    QSignalSpy wanted(&f.page(), &Page::cellWanted);
    figures(f)->setCurrentCell("plan/1.discount_rate", "figure");
    QTest::mouseClick(button(f, "Go to the figure"), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QVERIFY(wanted.first().first().value<core::Cell>() == (core::Cell{"plan", "1", "discount_rate"}));
}

void TestSourcesPage::narrowPagesScroll()
{
    Fixture f(true, QSize(820, 560));
    QList<Card *> cards;
    for (Card *c : f.page().findChildren<Card *>()) {
        if (c->isVisible()) {
            cards << c;
        }
    }
    QCOMPARE(cards.size(), 3);
    std::sort(cards.begin(), cards.end(), [](Card *a, Card *b) { return a->y() < b->y(); });
    for (int i = 1; i < cards.size(); ++i) {
        QVERIFY(cards[i]->y() >= cards[i - 1]->geometry().bottom()); // none lies on another
    }
}

void TestSourcesPage::emptyPlanSaysSo()
{
    Fixture f(false);
    QCOMPARE(f.lead(), "No money flows in this plan yet");
    filter(f, "Disputed");
    QVERIFY(figures(f)->spec().rows.isEmpty());
}

QTEST_MAIN(TestSourcesPage)
#include "tst_sourcespage.moc"
