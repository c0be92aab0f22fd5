// SPDX-License-Identifier: GPL-3.0-or-later
// The page Countries under real key and mouse events: what it shows are the engine's figures, and the market price is one edit.
#include "chartview.h"
#include "countriespage.h"
#include "countrytables.h"
#include "datatable.h"
#include "format.h"
#include "pagefixture.h"
#include "parties.h"
#include "rankview.h"
#include "tile.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QSignalSpy>

using namespace ui;

class TestCountriesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsTheEnginesFigures_data();
    void showsTheEnginesFigures();
    void walkingTheListMovesEverything();
    void clickInTheChartChoosesTheParty();
    void byFactoryLeadsOn();
    void figuresAskToBeExplained();
    void marketPriceIsOneEdit();
    void marketPriceOfAScenarioCanBeReset();
    void sheetIsOfOneCountry();
    void cellsLeadHere();
    void emptyPlanSaysWhatToDo();
    void narrowPageHasOneColumn();

private:
    static const items::TableCell &cell(const DataTable &table, const QString &row, const QString &column);
    static void checkAgainstEngine(PageFixture<CountriesPage> &f);
    std::unique_ptr<Theme> m_theme;
};

void TestCountriesPage::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
}

const items::TableCell &TestCountriesPage::cell(const DataTable &table, const QString &row, const QString &column)
{
    static const items::TableCell none;
    for (int c = 0; c < table.spec().columns.size(); ++c) {
        for (const items::TableRow &r : table.spec().rows) {
            if (r.id == row && table.spec().columns[c].id == column) {
                return r.cells[c];
            }
        }
    }
    return none;
}

// Every row of the table, the tiles and both charts against a projection made here from the plan in the file.
void TestCountriesPage::checkAgainstEngine(PageFixture<CountriesPage> &f)
{
    const auto plan = core::resolve(*f.document().plan(), f.workspace().scenario().toStdString());
    QVERIFY(plan);
    const engine::Projection p = engine::project(*plan);
    const bool real = f.workspace().realPrices();
    const engine::PartyBook book = engine::partyBook(p, real);
    const auto &table = *f.find<DataTable>("Parties");
    QCOMPARE(table.spec().rows.size(), static_cast<qsizetype>(book.parties.size()) + 1);
    const auto check = [&](const QString &id, const engine::PartyPosition &q) {
        QCOMPARE(cell(table, id, "pays").text, format::eurMillions(q.paidEur));
        QCOMPARE(cell(table, id, "pays").sort.toDouble(), q.paidEur);
        QCOMPARE(cell(table, id, "gets").sort.toDouble(), q.deliveredHours);
        QCOMPARE(cell(table, id, "moneyShare").text, format::percentFigure(q.moneyShare, 1));
        QCOMPARE(cell(table, id, "hourShare").text, format::percentFigure(q.hourShare, 1));
        QCOMPARE(cell(table, id, "price").text, q.eurPerHour ? format::number(*q.eurPerHour, 2) : QString("–"));
        QCOMPARE(cell(table, id, "net").text, q.netPositionEur ? format::signedNumber(*q.netPositionEur / 1e6, 1) : QString("–"));
        if (!real) {
            QCOMPARE(cell(table, id, "pays").toolTip, format::exactEur(q.paidCents));
        }
    };
    for (const engine::PartyPosition &q : book.parties) {
        check(partyId(p.plan, q.party), q);
    }
    check(allPartiesId, book.all);
    const QString chosen = f.page().party();
    const auto charts = f.page().findChildren<ChartView *>();
    QCOMPARE(charts.size(), 2);
    double paid = 0;
    double hours = 0;
    for (int i = 0; i < charts[0]->spec().periods.size(); ++i) {
        paid += totalAt(charts[0]->spec(), i);
        hours += totalAt(charts[1]->spec(), i);
    }
    const engine::PartyPosition *q = chosen == allPartiesId ? &book.all : book.find(partyOf(p.plan, chosen));
    QVERIFY(q);
    QVERIFY(std::fabs(paid - q->paidEur / 1e6) < 1e-6);
    QVERIFY(std::fabs(hours - q->deliveredHours / 1e6) < 1e-6);
    QCOMPARE(f.page().findChildren<Tile *>()[2]->spec().figure, q->eurPerHour ? format::number(*q->eurPerHour, 2) : QString("–"));
}

void TestCountriesPage::showsTheEnginesFigures_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("period");
    QTest::addColumn<bool>("real");
    QTest::newRow("baseline") << "" << 2 << false;
    QTest::newRow("as contracted, by quarter") << "contracts-2026" << 1 << false;
    QTest::newRow("all nineteen, real prices") << "all-19" << 2 << true;
    QTest::newRow("all nineteen, by month") << "all-19" << 0 << false;
}

void TestCountriesPage::showsTheEnginesFigures()
{
    QFETCH(QString, scenario);
    QFETCH(int, period);
    QFETCH(bool, real);
    PageFixture<CountriesPage> f;
    f.workspace().setScenario(scenario);
    f.workspace().setPeriod(static_cast<engine::Period>(period));
    f.workspace().setRealPrices(real);
    for (const char *party : {"EU", "PT", "all"}) {
        f.page().chooseParty(party);
        QCOMPARE(f.page().party(), QString(party));
        checkAgainstEngine(f);
    }
}

void TestCountriesPage::walkingTheListMovesEverything()
{
    PageFixture<CountriesPage> f;
    auto *table = f.find<DataTable>("Parties");
    table->setFocus();
    table->setCurrentRowId("EU");
    QTest::keyClick(table, Qt::Key_Down);
    const QString second = table->spec().rows[1].id;
    QCOMPARE(second, QString("FI"));
    QCOMPARE(f.page().party(), second);
    checkAgainstEngine(f);
    // By mouse: the fifth row.
    const QRect row = table->visualRect(table->model()->index(4, 0));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(f.page().party(), table->spec().rows[4].id);
    checkAgainstEngine(f);
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(f.page().party(), table->spec().rows[5].id);
}

void TestCountriesPage::clickInTheChartChoosesTheParty()
{
    PageFixture<CountriesPage> f;
    auto *rank = f.page().findChild<RankView *>();
    QVERIFY(rank && rank->spec().rows.size() > 4);
    const RankRow first = rank->spec().rows[0];
    QVERIFY(first.value <= rank->spec().rows[1].value);
    QTest::mouseClick(rank, Qt::LeftButton, {}, QPoint(40, 10));
    QCOMPARE(f.page().party(), first.id);
    QVERIFY(rank->spec().rows[0].current);
    rank->setFocus();
    QTest::keyClick(rank, Qt::Key_Down);
    const QString next = rank->spec().rows[1].id;
    QTest::keyClick(rank, Qt::Key_Return);
    QCOMPARE(f.page().party(), next);
    QVERIFY(rank->accessibleDescription().contains(rank->spec().rows[1].name) || rank->accessibleDescription().contains("€"));
}

void TestCountriesPage::byFactoryLeadsOn()
{
    PageFixture<CountriesPage> f;
    f.page().chooseParty("PT");
    auto *detail = f.find<DataTable>("The chosen party by period");
    for (QAbstractButton *b : f.page().findChildren<QAbstractButton *>()) {
        if (b->text() == "By factory") {
            QTest::mouseClick(b, Qt::LeftButton);
        }
    }
    QCOMPARE(detail->spec().rows.size(), 1);
    QCOMPARE(detail->spec().rows[0].id, QString("bsc-aif"));
    QCOMPARE(cell(*detail, "bsc-aif", "contributes").text, format::percentFigure(0.0779, 2));
    const engine::Projection &p = *f.workspace().projection();
    for (const engine::PartyRow &row : engine::partyRows(p, engine::Period::Year)) {
        if (row.party >= 0 && p.plan.countries[static_cast<std::size_t>(row.party)].id == "PT" && row.paid() != 0) {
            QCOMPARE(cell(*detail, "bsc-aif", "total").sort.toDouble(), static_cast<double>(row.paid()) / 100);
            QCOMPARE(cell(*detail, "bsc-aif", "access").text, format::percentFigure(row.share, 2));
        }
    }
    QSignalSpy wanted(&f.page(), &Page::cellWanted);
    QTest::mouseClick(detail->viewport(), Qt::LeftButton, {}, detail->visualRect(detail->model()->index(0, 0)).center());
    QTest::mouseClick(detail->viewport(), Qt::LeftButton, {}, detail->visualRect(detail->model()->index(0, 1)).center());
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted[0][0].value<core::Cell>(), (core::Cell{"factory", "bsc-aif", ""}));
    QCOMPARE(wanted[1][0].value<core::Cell>(), (core::Cell{"participation", "bsc-aif/PT", "contribution_share"}));
}

void TestCountriesPage::figuresAskToBeExplained()
{
    PageFixture<CountriesPage> f;
    f.page().chooseParty("FI");
    QSignalSpy wanted(&f.page(), &Page::figureWanted);
    QTest::mouseClick(f.page().findChildren<Tile *>()[0], Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toString(), QString("paid_cents[country=FI]"));
    auto *table = f.find<DataTable>("Parties");
    for (const items::TableRow &r : table->spec().rows) {
        for (const items::TableCell &c : r.cells) {
            if (!c.figure.isEmpty()) {
                QVERIFY2(engine::parseFigure(c.figure.toStdString()), qPrintable(c.figure));
            }
        }
    }
}

void TestCountriesPage::marketPriceIsOneEdit()
{
    PageFixture<CountriesPage> f;
    f.page().chooseParty("FI");
    auto *edit = f.find<QLineEdit>("Market price");
    QVERIFY(edit);
    const qsizetype before = f.edits();
    edit->setFocus();
    QTest::keyClicks(edit, "2.5");
    QVERIFY(f.workspace().isPreviewing());
    QCOMPARE(f.edits(), before);
    const auto previewed = engine::partyBook(*f.workspace().projection(), false);
    const auto &table = *f.find<DataTable>("Parties");
    const int finland = partyOf(f.workspace().projection()->plan, "FI");
    QVERIFY(previewed.find(finland)->netPositionEur);
    QCOMPARE(cell(table, "FI", "net").sort.toDouble(), *previewed.find(finland)->netPositionEur);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(f.edits(), before + 1);
    QCOMPARE(*f.document().plan()->settings().marketPriceEurHour, 2.5);
    checkAgainstEngine(f);
    QVERIFY(f.document().undo());
    QVERIFY(!f.document().plan()->settings().marketPriceEurHour);
    QCOMPARE(cell(table, "FI", "net").text, QString("–"));
    // Typed and taken back: nothing happened.
    QTest::keyClicks(edit, "9");
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!f.workspace().isPreviewing());
    QVERIFY(!f.document().plan()->settings().marketPriceEurHour);
    // No number: the reason stands at the field, the plan keeps what it has.
    QTest::keyClicks(edit, "a lot");
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(!f.document().plan()->settings().marketPriceEurHour);
    QVERIFY(edit->accessibleDescription().contains("a lot"));
}

void TestCountriesPage::marketPriceOfAScenarioCanBeReset()
{
    PageFixture<CountriesPage> f;
    f.workspace().setScenario("contracts-2026");
    auto *edit = f.find<QLineEdit>("Market price");
    edit->setFocus();
    QTest::keyClicks(edit, "3");
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(!f.document().plan()->settings().marketPriceEurHour);
    QCOMPARE(*f.workspace().projection()->plan.settings().marketPriceEurHour, 3.0);
    auto *reset = f.find<QAbstractButton>("Reset Market price to the inherited value");
    QVERIFY(reset && reset->isVisible());
    QTest::mouseClick(reset, Qt::LeftButton);
    QVERIFY(!f.workspace().projection()->plan.settings().marketPriceEurHour);
}

void TestCountriesPage::sheetIsOfOneCountry()
{
    PageFixture<CountriesPage> f;
    QSignalSpy wanted(&f.page(), &CountriesPage::sheetWanted);
    for (auto *b : f.page().findChildren<QAbstractButton *>()) {
        if (b->text() == "Sheet as PDF") {
            f.page().chooseParty("EU");
            QVERIFY(!b->isEnabled());
            QVERIFY(b->toolTip().contains("Choose a country"));
            f.page().chooseParty("PT");
            QVERIFY(b->isEnabled());
            QTest::mouseClick(b, Qt::LeftButton);
        }
    }
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toString(), QString("PT"));
}

void TestCountriesPage::cellsLeadHere()
{
    PageFixture<CountriesPage> f;
    QVERIFY(f.page().showCell({"country", "PT", ""}));
    QCOMPARE(f.page().party(), QString("PT"));
    QVERIFY(f.page().showCell({"plan", "1", "market_price_eur_hour"}));
    QVERIFY(f.find<QLineEdit>("Market price")->hasFocus());
    QVERIFY(!f.page().showCell({"plan", "1", "inflation"}));
    QVERIFY(!f.page().showCell({"country", "XX", ""}));
    QVERIFY(!f.page().showCell({"factory", "lumi-aif", ""}));
}

void TestCountriesPage::emptyPlanSaysWhatToDo()
{
    PageFixture<CountriesPage> f(false);
    QCOMPARE(f.lead(), QString("No country takes part in a factory yet"));
    QVERIFY(!f.find<DataTable>("Parties")->isVisible());
    QSignalSpy wanted(&f.page(), &Page::cellWanted);
    for (QAbstractButton *b : f.page().findChildren<QAbstractButton *>()) {
        if (b->text() == "Go to Factories") {
            QVERIFY(b->isVisible());
            QTest::mouseClick(b, Qt::LeftButton);
        }
    }
    QCOMPARE(wanted.size(), 1);
}

void TestCountriesPage::narrowPageHasOneColumn()
{
    PageFixture<CountriesPage> f(true, QSize(820, 640));
    const auto *table = f.find<DataTable>("Parties");
    const auto *rank = f.page().findChild<RankView *>();
    QVERIFY(table->mapTo(&f.page(), QPoint()).x() <= rank->mapTo(&f.page(), QPoint()).x());
    QVERIFY(rank->mapTo(&f.page(), QPoint()).y() > table->mapTo(&f.page(), QPoint(0, table->height())).y());
    f.page().resize(1264, 800);
    QCoreApplication::processEvents();
    QVERIFY(rank->mapTo(&f.page(), QPoint()).x() > table->mapTo(&f.page(), QPoint(table->width(), 0)).x());
}

QTEST_MAIN(TestCountriesPage)
#include "tst_countriespage.moc"
