// SPDX-License-Identifier: GPL-3.0-or-later
// The page Funding under real key and mouse events: figures are the engine's, splits stay at exactly 100 %, a gesture is one step.
#include "datatable.h"
#include "fields.h"
#include "flowview.h"
#include "format.h"
#include "fundingpage.h"
#include "fundingsplit.h"
#include "moneyflows.h"
#include "pagefixture.h"
#include "parties.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>

using namespace ui;
using Fixture = PageFixture<FundingPage>;

class TestFundingPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsTheEnginesFigures_data();
    void showsTheEnginesFigures();
    void excessIsSaidInWords();
    void envelopeIsEditedInPlace();
    void typedShareIsOneStep();
    void draggedShareIsOneStep();
    void escapeLeavesNoTrace();
    void lockedCountriesStay();
    void oneAbsorbs();
    void refusedProgrammeSaysWhy();
    void missingShareIsAdded_data();
    void missingShareIsAdded();
    void totalOfEnvelopesIsSpread();
    void totalOfCostLinesIsSpread();
    void flowLeadsOn();
    void cellsLeadHere();
    void emptyPlanSaysWhatToDo();

private:
    static void chooseFactory(Fixture &f, const QString &id);
    static void press(Fixture &f, const QString &text);
    static double shareSum(const core::Plan &plan, const std::string &prefix);
    static core::Plan shown(Fixture &f);
    std::unique_ptr<Theme> m_theme;
};

void TestFundingPage::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
}

void TestFundingPage::chooseFactory(Fixture &f, const QString &id)
{
    f.page().showCell({"funding", id.toStdString() + "/infrastructure/DEP", "share"});
}

void TestFundingPage::press(Fixture &f, const QString &text)
{
    for (QAbstractButton *b : f.page().findChildren<QAbstractButton *>()) {
        if (b->isVisible() && (b->text() == text || b->accessibleName() == text)) {
            QTest::mouseClick(b, Qt::LeftButton);
            return;
        }
    }
    QFAIL(qPrintable("There is no button " + text));
}

double TestFundingPage::shareSum(const core::Plan &plan, const std::string &prefix)
{
    std::int64_t sum = 0;
    for (const core::Funding &row : plan.funding) {
        if ((row.factory + '/' + core::textOf(row.costClass)) == prefix) {
            sum += std::llround(row.share * 1e6);
        }
    }
    for (const core::Participation &row : plan.participations) {
        sum += row.factory == prefix ? std::llround(row.contributionShare * 1e6) : 0;
    }
    return static_cast<double>(sum) / 1e6;
}

core::Plan TestFundingPage::shown(Fixture &f)
{
    return *core::resolve(*f.document().plan(), f.workspace().scenario().toStdString());
}

void TestFundingPage::showsTheEnginesFigures_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<bool>("paid");
    QTest::addColumn<bool>("real");
    QTest::newRow("baseline, committed") << "" << false << false;
    QTest::newRow("as contracted, paid") << "contracts-2026" << true << false;
    QTest::newRow("all nineteen, committed") << "all-19" << false << false;
    QTest::newRow("all nineteen, paid, real prices") << "all-19" << true << true;
}

void TestFundingPage::showsTheEnginesFigures()
{
    QFETCH(QString, scenario);
    QFETCH(bool, paid);
    QFETCH(bool, real);
    Fixture f;
    f.workspace().setScenario(scenario);
    f.workspace().setRealPrices(real);
    if (paid) {
        press(f, "Paid");
    }
    const engine::Projection p = engine::project(shown(f));
    const auto &table = *f.find<DataTable>("Envelopes by programme and year");
    int cells = 0;
    for (const engine::EnvelopeUse &use : engine::envelopeUse(p)) {
        if (use.programme < 0) {
            continue;
        }
        const std::string id = p.plan.programmes[static_cast<std::size_t>(use.programme)].id;
        const auto row = std::find_if(table.spec().rows.begin(), table.spec().rows.end(), [&](const auto &r) { return r.id.toStdString() == id; });
        QVERIFY(row != table.spec().rows.end());
        const items::TableMeter m = row->cells[1 + use.year - p.calendar.firstYear()].meter;
        const core::Cents planned = paid ? use.paidCents : use.committedCents;
        QCOMPARE(m.value, static_cast<double>(planned) / 100);
        QCOMPARE(m.limited, use.envelopeCents.has_value());
        QCOMPARE(m.limit, static_cast<double>(use.envelopeCents.value_or(0)) / 100);
        QCOMPARE(m.over, use.envelopeCents && planned > *use.envelopeCents);
        const core::Cents ral = engine::outstandingCents(p, use.programme)[static_cast<std::size_t>(use.year - p.calendar.firstYear())];
        QCOMPARE(m.noteSide, ral == 0 ? QString() : "RAL " + format::eurMillions(static_cast<double>(ral) / 100));
        ++cells;
    }
    QVERIFY(cells > 10);
    const auto *flow = f.page().findChild<FlowView *>();
    double sum = 0;
    for (const FlowPath &path : flow->spec().paths) {
        sum += path.value;
    }
    double expected = 0;
    for (const engine::MoneyFlow &m : engine::moneyFlows(p, paid ? engine::Money::Paid : engine::Money::Committed, real)) {
        expected += m.eur / 1e6;
    }
    QVERIFY(std::fabs(sum - expected) < 1e-6);
    const engine::PartyBook book = engine::partyBook(p, real);
    for (int i = 0; paid && i < flow->spec().nodes.size(); ++i) {
        const FlowNode &n = flow->spec().nodes[i];
        if (n.id.startsWith("country/")) {
            const auto country = p.plan.countries.indexOf(n.id.section('/', 1).toStdString());
            QVERIFY(std::fabs(valueOf(flow->spec(), i) - book.find(static_cast<int>(country))->paidEur / 1e6) < 1e-6);
        }
    }
}

void TestFundingPage::excessIsSaidInWords()
{
    Fixture f;
    f.workspace().setScenario("contracts-2026");
    const auto &table = *f.find<DataTable>("Envelopes by programme and year");
    bool over = false;
    for (const items::TableRow &row : table.spec().rows) {
        for (const items::TableCell &cell : row.cells) {
            if (cell.meter.shown && cell.meter.limited && cell.meter.value > cell.meter.limit) {
                over = true;
                QCOMPARE(cell.meter.note, format::eurMillions(cell.meter.value - cell.meter.limit) + " over");
                QVERIFY(cell.text.contains("over"));
            }
        }
    }
    QVERIFY(over);
    QVERIFY2(f.lead().contains("exceeded in"), qPrintable(f.lead()));
}

void TestFundingPage::envelopeIsEditedInPlace()
{
    Fixture f;
    auto *table = f.find<DataTable>("Envelopes by programme and year");
    QVERIFY(f.page().showCell({"envelope", "DEP/2027", "amount_cents"}));
    QCOMPARE(table->currentRowId(), QString("DEP"));
    const qsizetype before = f.edits();
    QTest::keyClick(table, Qt::Key_F2);
    auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, "99.5");
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(f.edits(), before + 1);
    QCOMPARE(f.document().plan()->envelopes.find("DEP/2027")->amountCents, core::Cents(9'950'000'000));
    QVERIFY(f.document().undo());
    QCOMPARE(f.document().plan()->envelopes.find("DEP/2027")->amountCents, core::Cents(4'600'000'000));
}

void TestFundingPage::typedShareIsOneStep()
{
    Fixture f;
    chooseFactory(f, "lumi-aif");
    auto *edit = f.find<QLineEdit>("Digital Europe, percent");
    QVERIFY(edit);
    const qsizetype before = f.edits();
    const engine::Projection kept = *f.workspace().projection();
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, "45");
    QVERIFY(f.workspace().isPreviewing());
    QCOMPARE(f.edits(), before);
    QVERIFY(engine::summaryOf(*f.workspace().projection()).unionCents < engine::summaryOf(kept).unionCents);
    QCOMPARE(engine::summaryOf(*f.workspace().projection()).paidCents, engine::summaryOf(kept).paidCents);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(!f.workspace().isPreviewing());
    QCOMPARE(f.edits(), before + 1);
    QCOMPARE(f.document().plan()->funding.find("lumi-aif/infrastructure/DEP")->share, 0.45);
    QCOMPARE(f.document().plan()->funding.find("lumi-aif/infrastructure/NAT")->share, 0.55);
    QVERIFY(f.document().undo());
    QCOMPARE(f.document().plan()->funding.find("lumi-aif/infrastructure/DEP")->share, 0.5);
    QCOMPARE(edit->text(), QString("50.00"));
}

void TestFundingPage::draggedShareIsOneStep()
{
    Fixture f;
    chooseFactory(f, "lumi-aif");
    QCoreApplication::processEvents();
    auto *slider = f.find<QSlider>("Digital Europe");
    QVERIFY(slider && slider->isVisible());
    const qsizetype before = f.edits();
    const auto at = [&](int position) { return QPoint(8 + (slider->width() - 16) * position / 1000, slider->height() / 2); };
    QTest::mousePress(slider, Qt::LeftButton, {}, at(slider->value()));
    for (const int position : {560, 620, 700}) {
        QTest::mouseMove(slider, at(position));
        QVERIFY(f.workspace().isPreviewing());
        QCOMPARE(f.edits(), before);
    }
    QTest::mouseRelease(slider, Qt::LeftButton, {}, at(700));
    QCOMPARE(f.edits(), before + 1);
    const core::Plan plan = *f.document().plan();
    const double share = plan.funding.find("lumi-aif/infrastructure/DEP")->share;
    QVERIFY2(std::fabs(share - 0.7) < 0.02, qPrintable(QString::number(share)));
    QCOMPARE(shareSum(plan, "lumi-aif/infrastructure"), 1.0);
}

void TestFundingPage::escapeLeavesNoTrace()
{
    Fixture f;
    chooseFactory(f, "lumi-aif");
    QCoreApplication::processEvents();
    const qsizetype before = f.edits();
    auto *edit = f.find<QLineEdit>("Digital Europe, percent");
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, "12");
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!f.workspace().isPreviewing());
    QCOMPARE(edit->text(), QString("50.00"));
    auto *slider = f.find<QSlider>("Digital Europe");
    const auto at = [&](int position) { return QPoint(8 + (slider->width() - 16) * position / 1000, slider->height() / 2); };
    QTest::mousePress(slider, Qt::LeftButton, {}, at(500));
    QTest::mouseMove(slider, at(800));
    QVERIFY(f.workspace().isPreviewing());
    QTest::keyClick(slider, Qt::Key_Escape);
    QVERIFY(!f.workspace().isPreviewing());
    QTest::mouseRelease(slider, Qt::LeftButton, {}, at(800));
    QCOMPARE(f.edits(), before);
    QCOMPARE(slider->value(), 500);
}

void TestFundingPage::lockedCountriesStay()
{
    Fixture f;
    f.workspace().setScenario("contracts-2026");
    chooseFactory(f, "lumi-aif");
    QCoreApplication::processEvents();
    press(f, "Lock Finland");
    press(f, "Lock Czechia");
    const core::Plan before = shown(f);
    auto *edit = f.find<QLineEdit>("Denmark, percent");
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, "5");
    QTest::keyClick(edit, Qt::Key_Return);
    const core::Plan after = shown(f);
    QCOMPARE(after.participations.find("lumi-aif/DK")->contributionShare, 0.05);
    QCOMPARE(after.participations.find("lumi-aif/FI")->contributionShare, before.participations.find("lumi-aif/FI")->contributionShare);
    QCOMPARE(after.participations.find("lumi-aif/CZ")->contributionShare, before.participations.find("lumi-aif/CZ")->contributionShare);
    QCOMPARE(shareSum(after, "lumi-aif"), 1.0);
    // In the scenario, not in the baseline.
    QCOMPARE(f.document().plan()->participations.find("lumi-aif/DK")->contributionShare, 0.0325);
    // More than the unlocked ones have: said, and no further than they allow.
    edit->selectAll();
    QTest::keyClicks(edit, "90");
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(shareSum(shown(f), "lumi-aif"), 1.0);
    QCOMPARE(shown(f).participations.find("lumi-aif/DK")->contributionShare, 0.13);
}

void TestFundingPage::oneAbsorbs()
{
    Fixture f;
    chooseFactory(f, "bsc-aif");
    auto *combo = f.find<QComboBox>("Who absorbs a change of shares of countries");
    QVERIFY(combo);
    combo->setFocus();
    const int romania = combo->findText("Romania");
    QVERIFY(romania > 0);
    while (combo->currentIndex() != romania) {
        QTest::keyClick(combo, Qt::Key_Down);
    }
    auto *edit = f.find<QLineEdit>("Portugal, percent");
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, "10");
    QTest::keyClick(edit, Qt::Key_Return);
    const core::Plan plan = *f.document().plan();
    QCOMPARE(plan.participations.find("bsc-aif/PT")->contributionShare, 0.1);
    QCOMPARE(plan.participations.find("bsc-aif/RO")->contributionShare, 0.0558);
    QCOMPARE(plan.participations.find("bsc-aif/ES")->contributionShare, 0.7664);
    QCOMPARE(plan.participations.find("bsc-aif/TR")->contributionShare, 0.0778);
}

void TestFundingPage::refusedProgrammeSaysWhy()
{
    Fixture f;
    chooseFactory(f, "lumi-aif");
    auto *slider = f.find<QSlider>("Horizon Europe");
    QVERIFY(slider && !slider->isVisible());
    bool said = false;
    for (const QLabel *l : f.page().findChildren<QLabel *>()) {
        said = said || (l->isVisible() && l->text() == "pays services only");
    }
    QVERIFY(said);
    press(f, "Services");
    QVERIFY(slider->isVisible() || f.find<QSlider>("Horizon Europe")->isVisible());
}

void TestFundingPage::missingShareIsAdded_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::newRow("baseline") << "";
    QTest::newRow("scenario") << "contracts-2026";
}

// A programme that has no share of this class yet: its row is added; in a scenario as nothing in the baseline, overridden.
void TestFundingPage::missingShareIsAdded()
{
    QFETCH(QString, scenario);
    Fixture f;
    QVERIFY(f.document().perform({"Add", {core::insertRow("programme", "PRV", {{"id", std::string("PRV")}, {"name", std::string("Private")}, {"level", std::string("private")}})}}));
    f.workspace().setScenario(scenario);
    chooseFactory(f, "lumi-aif");
    auto *edit = f.find<QLineEdit>("Private, percent");
    QVERIFY(edit);
    const qsizetype before = f.edits();
    QSignalSpy said(&f.page(), &Page::messageWanted);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, "20");
    QVERIFY(f.workspace().isPreviewing());
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(f.edits(), before + 1);
    QCOMPARE(said.size(), scenario.isEmpty() ? 0 : 1);
    const core::Funding *base = f.document().plan()->funding.find("lumi-aif/infrastructure/PRV");
    QVERIFY(base);
    QCOMPARE(base->share, scenario.isEmpty() ? 0.2 : 0.0);
    QCOMPARE(shown(f).funding.find("lumi-aif/infrastructure/PRV")->share, 0.2);
    QCOMPARE(shareSum(shown(f), "lumi-aif/infrastructure"), 1.0);
    QVERIFY(f.document().undo());
    QVERIFY(!f.document().plan()->funding.find("lumi-aif/infrastructure/PRV"));
}

void TestFundingPage::totalOfEnvelopesIsSpread()
{
    Fixture f;
    auto *table = f.find<DataTable>("Envelopes by programme and year");
    // The sum at the right leads to the programme's envelopes.
    const int last = static_cast<int>(table->spec().columns.size()) - 1;
    const auto row = std::find_if(table->spec().rows.begin(), table->spec().rows.end(), [](const auto &r) { return r.id == "DEP"; }) - table->spec().rows.begin();
    table->scrollTo(table->model()->index(static_cast<int>(row), last));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(static_cast<int>(row), last)).center());
    QCOMPARE(f.page().findChild<FundingSplit *>()->target(), QString("programme/DEP"));
    press(f, "Lock 2025");
    auto *total = f.find<QLineEdit>("Total of amounts, € million");
    QVERIFY(total && total->isVisible());
    QCOMPARE(total->text(), QString("700.00"));
    const qsizetype before = f.edits();
    total->setFocus();
    total->selectAll();
    QTest::keyClicks(total, "500.01");
    QVERIFY(f.workspace().isPreviewing());
    QTest::keyClick(total, Qt::Key_Return);
    QCOMPARE(f.edits(), before + 1);
    const core::Plan plan = *f.document().plan();
    QCOMPARE(plan.envelopes.find("DEP/2025")->amountCents, core::Cents(30'100'000'000));
    core::Cents sum = 0;
    for (const core::Envelope &e : plan.envelopes) {
        sum += e.programme == "DEP" ? e.amountCents : 0;
    }
    QCOMPARE(sum, core::Cents(50'001'000'000));
    // In proportion, to the cent: 199.01 of what was 399.
    QVERIFY(std::abs(plan.envelopes.find("DEP/2026")->amountCents - std::llround(21'500'000'000.0 * 19'901'000'000.0 / 39'900'000'000.0)) <= 1);
    QVERIFY(f.document().undo());
    QCOMPARE(f.document().plan()->envelopes.find("DEP/2026")->amountCents, core::Cents(21'500'000'000));
    // Less than what is locked: said, not done.
    total->selectAll();
    QTest::keyClicks(total, "100");
    QTest::keyClick(total, Qt::Key_Return);
    QCOMPARE(f.document().plan()->envelopes.find("DEP/2026")->amountCents, core::Cents(21'500'000'000));
}

void TestFundingPage::totalOfCostLinesIsSpread()
{
    Fixture f;
    chooseFactory(f, "lumi-aif");
    press(f, "Costs");
    core::Cents before = 0;
    for (const core::CostLine &l : f.document().plan()->costLines) {
        before += l.factory == "lumi-aif" ? l.amountCents : 0;
    }
    QVERIFY(before > 0);
    auto *total = f.find<QLineEdit>("Total of amounts, € million");
    QVERIFY(total && total->isVisible());
    total->setFocus();
    total->selectAll();
    QTest::keyClicks(total, "77.77");
    QTest::keyClick(total, Qt::Key_Return);
    core::Cents after = 0;
    for (const core::CostLine &l : f.document().plan()->costLines) {
        after += l.factory == "lumi-aif" ? l.amountCents : 0;
    }
    QCOMPARE(after, core::Cents(7'777'000'000));
}

void TestFundingPage::flowLeadsOn()
{
    Fixture f;
    auto *flow = f.page().findChild<FlowView *>();
    QSignalSpy wanted(&f.page(), &Page::cellWanted);
    const FlowLayout &l = flow->flow();
    for (int i = 0; i < l.spec.nodes.size(); ++i) {
        if (l.spec.nodes[i].id == "country/FI" || l.spec.nodes[i].id == "factory/mimer") {
            QTest::mouseClick(flow, Qt::LeftButton, {}, l.nodes[i].center().toPoint());
        }
    }
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].value<core::Cell>(), (core::Cell{"country", "FI", ""}));
    QCOMPARE(f.page().findChild<FundingSplit *>()->target(), QString("factory/mimer"));
    flow->setFocus();
    QTest::keyClick(flow, Qt::Key_T);
    auto *table = f.find<DataTable>("Flows of money");
    QVERIFY(table->isVisible());
    QCOMPARE(table->spec().rows.size(), linksOf(flow->spec()).size());
    QTest::keyClick(table, Qt::Key_Escape);
    QVERIFY(flow->isVisible());
}

void TestFundingPage::cellsLeadHere()
{
    Fixture f;
    auto &split = *f.page().findChild<FundingSplit *>();
    QVERIFY(f.page().showCell({"funding", "pharos/services/HE", "share"}));
    QCOMPARE(split.target(), QString("factory/pharos"));
    QVERIFY(f.find<QLineEdit>("Horizon Europe, percent")->hasFocus());
    QVERIFY(f.page().showCell({"participation", "bsc-aif/PT", "contribution_share"}));
    QVERIFY(f.find<QLineEdit>("Portugal, percent")->hasFocus());
    QVERIFY(f.page().showCell({"programme", "HE", ""}));
    QCOMPARE(split.target(), QString("programme/HE"));
    QVERIFY(!f.page().showCell({"participation", "bsc-aif/PT", "role"}));
    QVERIFY(!f.page().showCell({"factory", "bsc-aif", ""}));
    QVERIFY(!f.page().showCell({"envelope", "XX/2027", "amount_cents"}));
}

void TestFundingPage::emptyPlanSaysWhatToDo()
{
    Fixture f(false);
    QCOMPARE(f.lead(), QString("No envelope is stated yet"));
    QVERIFY(!f.page().findChild<FlowView *>()->isVisible());
    QSignalSpy wanted(&f.page(), &Page::cellWanted);
    press(f, "Go to Factories");
    QCOMPARE(wanted.size(), 1);
}

QTEST_MAIN(TestFundingPage)
#include "tst_fundingpage.moc"
