// SPDX-License-Identifier: GPL-3.0-or-later
// The compute page: what its charts and tables show are the engine's figures, for the horizon and for a year, with precision named.
#include "chartcard.h"
#include "compute.h"
#include "computecharts.h"
#include "computepage.h"
#include "datatable.h"
#include "figures.h"
#include "format.h"
#include "pagefixture.h"
#include "segmentedcontrol.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace ui;

class TestComputePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
        m_theme = std::make_unique<Theme>();
    }
    void cleanupTestCase() { m_theme.reset(); }
    void init() { open(true); }
    void cleanup() { m_fixture.reset(); }

    void chartsAreTheEngines_data();
    void chartsAreTheEngines();
    void hoursByMouse();
    void tablesAddUp();
    void aYearByKey();
    void editMovesAndUndoes();
    void powerAgainstTheSite();
    void demandOvertakesIsSaid();
    void precisionIsNamedAndConverted();
    void leadsToFactories();
    void emptyPlan();

private:
    void open(bool example);
    DataTable *table(const QString &name)
    {
        for (DataTable *t : m_page->findChildren<DataTable *>()) {
            if (t->accessibleName() == name) {
                return t;
            }
        }
        return nullptr;
    }
    DataTable *factories() { return table(QStringLiteral("Compute by factory")); }
    DataTable *parties() { return table(QStringLiteral("Hours by party")); }
    DataTable *demand() { return table(QStringLiteral("Demand by segment")); }
    // Demand, hours, energy, power.
    const ChartSpec &chart(int which)
    {
        static const ChartSpec none;
        for (ChartView *v : m_page->findChildren<ChartView *>()) {
            const ChartSpec &s = v->spec();
            const int is = s.unit == QLatin1String("GWh") ? 2 : s.unit == QLatin1String("MW") ? 3 : s.lines.isEmpty() ? 1 : 0;
            if (is == which) {
                return s;
            }
        }
        return none;
    }
    QComboBox *combo(const QString &name)
    {
        for (QComboBox *c : m_page->findChildren<QComboBox *>()) {
            if (c->accessibleName() == name) {
                return c;
            }
        }
        return nullptr;
    }
    static const items::TableCell &cellOf(const DataTable *t, const QString &row, int column)
    {
        static const items::TableCell none;
        for (const items::TableRow &r : t->spec().rows) {
            if (r.id == row) {
                return r.cells[column];
            }
        }
        return none;
    }
    QString lead() { return m_page->findChild<QLabel *>(QStringLiteral("lead"))->text(); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<PageFixture<ComputePage>> m_fixture;
    document::PlanDocument *m_document = nullptr;
    document::Workspace *m_workspace = nullptr;
    ComputePage *m_page = nullptr;
};

void TestComputePage::open(bool example)
{
    m_fixture.reset();
    m_fixture = std::make_unique<PageFixture<ComputePage>>(example, QSize(1264, 1400));
    m_document = &m_fixture->document();
    m_workspace = &m_fixture->workspace();
    m_page = &m_fixture->page();
}

void TestComputePage::chartsAreTheEngines_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("period");
    for (const char *scenario : {"", "contracts-2026", "all-19"}) {
        for (const auto period : {engine::Period::Year, engine::Period::Quarter, engine::Period::Month}) {
            QTest::addRow("%s, period %d", *scenario ? scenario : "baseline", int(period)) << QString::fromLatin1(scenario) << int(period);
        }
    }
}

void TestComputePage::chartsAreTheEngines()
{
    QFETCH(QString, scenario);
    QFETCH(int, period);
    const auto which = static_cast<engine::Period>(period);
    m_workspace->setScenario(scenario);
    m_workspace->setPeriod(which);
    const engine::Projection p = engine::project(*core::resolve(*m_document->plan(), scenario.toStdString()));
    for (int i = 0; i < p.calendar.periods(which); ++i) {
        const engine::Capacity c = engine::capacityOf(p, which, i);
        QVERIFY(std::abs(totalAt(chart(0), i) - c.demandReferenceHours / 1e6) < 1e-6);
        QVERIFY(std::abs(chart(0).lines.first().values[i] - *c.coverage * c.demandReferenceHours / 1e6) < 1e-6);
        engine::SystemFlows flows;
        for (const auto &f : p.factories) {
            if (f) {
                const auto w = engine::flowsOf(*f, p.calendar, p.calendar.begin(which, i), p.calendar.end(which, i));
                flows.deliveredHours += w.deliveredHours;
                flows.energyKwh += w.energyKwh;
            }
        }
        QVERIFY(std::abs(totalAt(chart(1), i) - flows.deliveredHours / 1e6) < 1e-6);
        QVERIFY(std::abs(totalAt(chart(2), i) - flows.energyKwh / 1e6) < 1e-6);
    }
    for (int m = 0; m < p.calendar.months(); ++m) {
        double mw = 0;
        for (const auto &f : p.factories) {
            mw += f ? engine::fullLoadMw(p, *f)[static_cast<std::size_t>(m)] : 0;
        }
        QVERIFY(std::abs(totalAt(chart(3), m) - mw) < 1e-9);
    }
    QCOMPARE(chart(1).baseline.isEmpty(), scenario.isEmpty());
}

void TestComputePage::hoursByMouse()
{
    const double delivered = totalAt(chart(1), 3);
    for (QToolButton *b : m_page->findChildren<QToolButton *>(QStringLiteral("segment"))) {
        if (b->text() == QLatin1String("Reference")) {
            QTest::mouseClick(b, Qt::LeftButton);
        }
    }
    QVERIFY(std::abs(totalAt(chart(1), 3) - engine::supplyByPeriod(*m_workspace->projection(), engine::Period::Year)[3] / 1e6) < 1e-6);
    QVERIFY(totalAt(chart(1), 3) > delivered);
    QVERIFY(chart(1).subtitle.contains(QStringLiteral("BF16 dense")));
}

void TestComputePage::tablesAddUp()
{
    const engine::Summary s = engine::summaryOf(*m_workspace->projection());
    QCOMPARE(factories()->spec().rows.size(), 8);
    QCOMPARE(cellOf(factories(), QStringLiteral("total"), 1).text, format::number(s.deliveredHours / 1e6, 1));
    QCOMPARE(cellOf(factories(), QStringLiteral("total"), 2).text, format::number(s.referenceHours / 1e6, 1));
    QCOMPARE(cellOf(parties(), QStringLiteral("total"), 2).text, format::number(s.deliveredHours / 1e6, 1));
    double shares = 0;
    double hours = 0;
    std::map<int, double> expected;
    for (const engine::PartyAccount &a : engine::partyAccounts(*m_workspace->projection())) {
        expected[a.country] += a.deliveredHours;
    }
    for (const items::TableRow &r : parties()->spec().rows) {
        if (!r.total) {
            shares += r.cells[1].sort.toDouble();
            hours += r.cells[2].sort.toDouble();
        }
    }
    QVERIFY(std::abs(shares - 1) < 1e-9);
    QVERIFY(std::abs(hours - s.deliveredHours / 1e6) < 1e-6);
    QCOMPARE(cellOf(parties(), QStringLiteral("EU"), 2).text, format::number(expected[-1] / 1e6, 1));
    const auto pt = static_cast<int>(m_document->plan()->countries.indexOf("PT"));
    QCOMPARE(cellOf(parties(), QStringLiteral("PT"), 2).text, format::number(expected[pt] / 1e6, 1));
    QCOMPARE(cellOf(parties(), QStringLiteral("PT"), 2).figure, QStringLiteral("delivered_hours[country=PT]"));
    QCOMPARE(cellOf(factories(), QStringLiteral("lumi-aif"), 1).figure, QStringLiteral("delivered_hours[factory=lumi-aif]"));
}

void TestComputePage::aYearByKey()
{
    QComboBox *year = combo(QStringLiteral("Months that the tables are of"));
    QVERIFY(year);
    QCOMPARE(year->count(), 7);
    year->setFocus();
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(year, Qt::Key_Down);
    }
    QCOMPARE(year->currentText(), QStringLiteral("2027"));
    const engine::Projection &p = *m_workspace->projection();
    const int begin = p.calendar.begin(engine::Period::Year, 2);
    const int end = p.calendar.end(engine::Period::Year, 2);
    for (const engine::ComputeRow &r : engine::computeRows(p, begin, end)) {
        const QString id = QString::fromStdString(p.plan.factories[static_cast<std::size_t>(r.factory)].id);
        QCOMPARE(cellOf(factories(), id, 1).text, format::number(r.deliveredHours / 1e6, 1));
        QCOMPARE(cellOf(factories(), id, 3).text, format::number(r.bf16Pflops / 1000, 1));
        QCOMPARE(cellOf(factories(), id, 4).text, format::number(r.fp64Pflops, 0));
        QCOMPARE(cellOf(factories(), id, 5).text, format::number(r.energyKwh / 1e6, 1));
        QCOMPARE(cellOf(factories(), id, 6).text, format::number(r.carbonT / 1000, 1));
        QCOMPARE(cellOf(factories(), id, 7).text, format::number(r.mostMw, 1));
    }
    QCOMPARE(cellOf(factories(), QStringLiteral("lumi-aif"), 1).figure, QStringLiteral("delivered_hours[factory=lumi-aif,period=2027]"));
    QCOMPARE(cellOf(demand(), QStringLiteral("covered"), 3).text, format::percentFigure(*engine::capacityOf(p, engine::Period::Year, 2).coverage, 0));
    // The year stays when the plan changes.
    m_workspace->setScenario(QStringLiteral("delay-6"));
    QCOMPARE(year->currentText(), QStringLiteral("2027"));
}

void TestComputePage::editMovesAndUndoes()
{
    const QString before = cellOf(factories(), QStringLiteral("lumi-aif"), 1).text;
    const double demand2030 = totalAt(chart(0), 5);
    QVERIFY(m_workspace->set({"system", "lumi-ai", "accelerators"}, std::int64_t{9600}, "Double LUMI-AI"));
    QVERIFY(cellOf(factories(), QStringLiteral("lumi-aif"), 1).text != before);
    QVERIFY(m_workspace->set({"demand", "research", "growth"}, 0.5, "Grow faster"));
    QVERIFY(totalAt(chart(0), 5) > demand2030);
    QVERIFY(m_document->undo());
    QVERIFY(m_document->undo());
    QCOMPARE(cellOf(factories(), QStringLiteral("lumi-aif"), 1).text, before);
    QCOMPARE(totalAt(chart(0), 5), demand2030);
    // A preview shows at once and leaves no trace.
    QVERIFY(m_workspace->preview({"system", "lumi-ai", "accelerators"}, std::int64_t{1}));
    QVERIFY(cellOf(factories(), QStringLiteral("lumi-aif"), 1).text != before);
    m_workspace->clearPreview();
    QCOMPARE(cellOf(factories(), QStringLiteral("lumi-aif"), 1).text, before);
    QCOMPARE(cellOf(demand(), QStringLiteral("research"), 1).cell, (core::Cell{"demand", "research", "reference_hours"}));
}

void TestComputePage::powerAgainstTheSite()
{
    QVERIFY(chart(3).title.contains(QStringLiteral("no site states its limit")));
    QCOMPARE(cellOf(factories(), QStringLiteral("lumi-aif"), 9).text, QStringLiteral("not stated"));
    QVERIFY(m_workspace->set({"factory", "lumi-aif", "site_power_mw"}, 5.0, "State the site's power"));
    const double most = engine::computeRows(*m_workspace->projection(), 0, 72)[static_cast<std::size_t>(3)].mostMw;
    QCOMPARE(cellOf(factories(), QStringLiteral("lumi-aif"), 8).text, format::number(5, 1));
    QCOMPARE(cellOf(factories(), QStringLiteral("lumi-aif"), 9).text, format::signedNumber(5 - most, 1));
    QCOMPARE(cellOf(factories(), QStringLiteral("lumi-aif"), 9).tone, m_theme->palette().worse);
    QVERIFY(chart(3).title.startsWith(QStringLiteral("LUMI\u00A0AIF")));
    QVERIFY(m_workspace->set({"factory", "lumi-aif", "site_power_mw"}, 50.0, "State the site's power"));
    QVERIFY(chart(3).title.startsWith(QStringLiteral("Every site")));
}

void TestComputePage::demandOvertakesIsSaid()
{
    const auto month = engine::monthDemandOvertakes(*m_workspace->projection());
    QVERIFY(month);
    const core::Month m = m_workspace->projection()->calendar.month(*month);
    QVERIFY(lead().contains(QStringLiteral("overtakes supply in ") + format::longMonth(m.year(), m.monthOfYear())));
    QCOMPARE(chart(0).notes.size(), 1);
    QVERIFY(m_workspace->set({"demand", "research", "reference_hours"}, 1e12, "Ask for more"));
    QVERIFY(lead().contains(QStringLiteral("above supply in every month")));
}

void TestComputePage::precisionIsNamedAndConverted()
{
    QStringList headers;
    for (const items::TableColumn &c : factories()->spec().columns) {
        headers << c.title;
    }
    QVERIFY(headers.contains(QStringLiteral("BF16 dense, EF")));
    QVERIFY(headers.contains(QStringLiteral("FP64, PF")));
    const QString words = m_page->findChild<QLabel *>(QStringLiteral("precision"))->text();
    QVERIFY(words.contains(QStringLiteral("FP4 with sparsity")) && words.contains(QStringLiteral("eight times")));
    auto *result = m_page->findChild<QLabel *>(QStringLiteral("pressResult"));
    QVERIFY(result->text().startsWith(QStringLiteral("10.0 EF announced in FP4 with sparsity (Blackwell) are 1.25 EF in BF16, dense")));
    QLineEdit *field = nullptr;
    for (QLineEdit *e : m_page->findChildren<QLineEdit *>()) {
        field = e->accessibleName() == QLatin1String("Exaflops as announced") ? e : field;
    }
    QVERIFY(field);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, QStringLiteral("40"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(result->text().contains(QStringLiteral("are 5.00 EF in BF16, dense")));
    QComboBox *kind = combo(QStringLiteral("Announced in"));
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_End);
    QVERIFY(result->text().contains(QStringLiteral("are 20.00 EF in BF16, dense")));
}

void TestComputePage::leadsToFactories()
{
    QSignalSpy wanted(m_page, &Page::cellWanted);
    factories()->setFocus();
    factories()->setCurrentCell(QStringLiteral("it4lia"), QStringLiteral("factory"));
    QTest::keyClick(factories(), Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().at(0).value<core::Cell>(), (core::Cell{"factory", "it4lia", ""}));
    QVERIFY(m_page->showCell({"demand", "industry", "growth"}));
    QCOMPARE(demand()->currentRowId(), QStringLiteral("industry"));
    QVERIFY(!m_page->showCell({"demand", "no-such", "growth"}));
    QVERIFY(!m_page->showCell({"system", "lumi-ai", "growth"}));
}

void TestComputePage::emptyPlan()
{
    open(false);
    QCOMPARE(lead(), QStringLiteral("No demand is stated"));
    QVERIFY(factories()->spec().rows.isEmpty());
    QVERIFY(parties()->spec().rows.isEmpty());
    QCOMPARE(cellOf(demand(), QStringLiteral("covered"), 3).text, QStringLiteral("–"));
    QVERIFY(!m_page->grab().isNull());
}

QTEST_MAIN(TestComputePage)
#include "tst_computepage.moc"
