// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline under real mouse and key events: what a drag shows are the engine's figures, letting go is one edit.
#include "chartcard.h"
#include "datatable.h"
#include "format.h"
#include "pagefixture.h"
#include "timelinecharts.h"
#include "timelinepage.h"

#include <QLabel>
#include <QScrollArea>
#include <QSignalSpy>
#include <QtTest>

using namespace ui;

class TestTimelinePage : public QObject
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

    void showsThePlansDates();
    void dragShowsTheChangeAndKeepsNothing();
    void lettingGoIsOneEdit();
    void movesByKeyInAScenario();
    void stretchesTheLifetime();
    void refusesWhatCannotBe();
    void undoEndsADrag();
    void tableHasTheSameDates();
    void marksStatementsAndEnvelopes();
    void emptyPlanSaysWhatToDo();
    void aLargePlanFollows();

private:
    void open(bool example);
    GanttView *gantt() { return m_page->findChild<GanttView *>(); }
    QPoint inBar(const QString &id, double share);
    void dragTo(const QString &id, double share, int months);
    const GanttBar *bar(const QString &id);
    QList<ChartView *> charts() { return m_page->findChildren<ChartView *>(); }
    core::Month service(const char *id) { return m_document->plan()->systems.find(id)->inService; }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<PageFixture<TimelinePage>> m_fixture;
    document::PlanDocument *m_document = nullptr;
    document::Workspace *m_workspace = nullptr;
    TimelinePage *m_page = nullptr;
};

void TestTimelinePage::open(bool example)
{
    m_fixture.reset();
    m_fixture = std::make_unique<PageFixture<TimelinePage>>(example, QSize(1264, 800), QDate(2026, 11, 25));
    m_document = &m_fixture->document();
    m_workspace = &m_fixture->workspace();
    m_page = &m_fixture->page();
}

QPoint TestTimelinePage::inBar(const QString &id, double share)
{
    for (int i = 0; i < gantt()->rows().size(); ++i) {
        if (gantt()->barAt(i) && gantt()->barAt(i)->id == id) {
            const QRectF r = gantt()->barRect(i);
            return QPointF(r.left() + share * r.width(), r.center().y()).toPoint();
        }
    }
    return {};
}

void TestTimelinePage::dragTo(const QString &id, double share, int months)
{
    const QPoint from = inBar(id, share);
    QTest::mousePress(gantt()->viewport(), Qt::LeftButton, {}, from);
    for (int i = 1; i <= 3; ++i) {
        const QPoint at = from + QPoint(qRound(months * gantt()->monthWidth() * i / 3), 0);
        QMouseEvent move(QEvent::MouseMove, at, gantt()->viewport()->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(gantt()->viewport(), &move);
    }
}

const GanttBar *TestTimelinePage::bar(const QString &id)
{
    for (const GanttGroup &g : gantt()->spec().groups) {
        for (const GanttBar &b : g.bars) {
            if (b.id == id) {
                return &b;
            }
        }
    }
    return nullptr;
}

void TestTimelinePage::showsThePlansDates()
{
    const auto plan = m_document->plan();
    int shown = 0;
    for (const core::System &s : plan->systems) {
        const core::Factory *f = s.factory ? plan->factories.find(*s.factory) : nullptr;
        const GanttBar *b = bar(QString::fromStdString(s.id));
        QCOMPARE(b != nullptr, s.included && (!f || f->included));
        if (b) {
            ++shown;
            QCOMPARE(b->service, s.inService.index());
            QCOMPARE(b->retires, s.inService.index() + static_cast<int>(s.lifetimeMonths));
            QCOMPARE(b->milestones.size(), f ? static_cast<qsizetype>(plan->milestones.size()) : 0);
        }
    }
    QCOMPARE(shown, 17);
    // The earliest milestone is the contract: eight months before service, in the shipped plan.
    QCOMPARE(bar(QStringLiteral("lumi-ai"))->milestones.first().month, service("lumi-ai").index() - 8);
    QCOMPARE(bar(QStringLiteral("lumi-ai"))->milestones.last().month, service("lumi-ai").index() + 4);
    // Compared with the baseline, a later date says by how much.
    m_workspace->setScenario(QStringLiteral("contracts-2026"));
    QCOMPARE(bar(QStringLiteral("lumi-ai"))->label, format::month(2027, 10) + QStringLiteral(" (+10)"));
    QCOMPARE(*bar(QStringLiteral("lumi-ai"))->wasService, core::Month(2026, 12).index());
    QVERIFY(bar(QStringLiteral("lumi-ai"))->overridden);
    QVERIFY(!bar(QStringLiteral("vega"))->overridden);
}

void TestTimelinePage::dragShowsTheChangeAndKeepsNothing()
{
    const auto history = m_document->history().size();
    const engine::Projection before = engine::project(*m_document->plan());
    dragTo(QStringLiteral("lumi-ai"), 0.2, 9);
    QVERIFY(m_workspace->isPreviewing());
    core::Plan moved = *m_document->plan();
    moved.systems.edit(static_cast<std::size_t>(moved.systems.indexOf("lumi-ai"))).inService = core::Month(2027, 9);
    const engine::Projection after = engine::project(moved);
    const Comparison c{after, before, QStringLiteral("the plan as kept"), false, false, {}};
    const GanttBubble &bubble = gantt()->bubble();
    QCOMPARE(bubble.title, QStringLiteral("LUMI-AI in service ") + format::month(2027, 9));
    QCOMPARE(bubble.change, QStringLiteral("+9 months"));
    QCOMPARE(bubble.rows, shiftBubble(c).rows);
    // The figures are the engine's own.
    const double paid = static_cast<double>(engine::moneyTotal(after)) / 1e8;
    const double change = paid - static_cast<double>(engine::moneyTotal(before)) / 1e8;
    QCOMPARE(bubble.rows.first().value, format::number(paid, 1));
    QCOMPARE(bubble.rows.first().change, format::signedNumber(change, 1));
    QCOMPARE(bubble.rows.size(), 7);
    // Both charts show the preview, and the plan as kept behind it.
    const ChartSpec &index = charts()[0]->spec();
    const ChartSpec &payments = charts()[1]->spec();
    for (int m = 0; m < after.calendar.months(); ++m) {
        QCOMPARE(index.lines.first().values[m], *engine::capacityOf(after, engine::Period::Month, m).indexBf16);
        QCOMPARE(index.baseline[m], *engine::capacityOf(before, engine::Period::Month, m).indexBf16);
    }
    const auto quarters = engine::moneyByPeriod(after, engine::Period::Quarter);
    for (int q = 0; q < static_cast<int>(quarters.size()); ++q) {
        QVERIFY(std::abs(totalAt(payments, q) - static_cast<double>(quarters[static_cast<std::size_t>(q)]) / 1e8) < 1e-9);
    }
    QVERIFY(payments.title.contains(QStringLiteral("payments")));
    QCOMPARE(m_document->history().size(), history);
    QTest::keyClick(gantt(), Qt::Key_Escape);
    QVERIFY(!m_workspace->isPreviewing());
    QTest::mouseRelease(gantt()->viewport(), Qt::LeftButton, {}, inBar(QStringLiteral("lumi-ai"), 0.2));
    QCOMPARE(m_document->history().size(), history);
    QCOMPARE(service("lumi-ai"), core::Month(2026, 12));
}

void TestTimelinePage::lettingGoIsOneEdit()
{
    const auto history = m_document->history().size();
    dragTo(QStringLiteral("lumi-ai"), 0.2, 19);
    QTest::mouseRelease(gantt()->viewport(), Qt::LeftButton, {}, inBar(QStringLiteral("lumi-ai"), 0.2));
    QCOMPARE(service("lumi-ai"), core::Month(2028, 7));
    QCOMPARE(m_document->history().size(), history + 1);
    QCOMPARE(m_document->undoLabel(), QStringLiteral("Move LUMI-AI to ") + format::month(2028, 7));
    QVERIFY(!m_workspace->isPreviewing());
    QCOMPARE(bar(QStringLiteral("lumi-ai"))->service, core::Month(2028, 7).index());
    QVERIFY(m_document->undo());
    QCOMPARE(service("lumi-ai"), core::Month(2026, 12));
    QCOMPARE(bar(QStringLiteral("lumi-ai"))->service, core::Month(2026, 12).index());
    QVERIFY(m_document->redo());
    QCOMPARE(service("lumi-ai"), core::Month(2028, 7));
}

void TestTimelinePage::movesByKeyInAScenario()
{
    m_workspace->setScenario(QStringLiteral("contracts-2026"));
    gantt()->setFocus();
    QVERIFY(gantt()->setCurrentId(QStringLiteral("lumi-ai")));
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(gantt(), Qt::Key_Right, Qt::ShiftModifier);
    }
    QCOMPARE(gantt()->bubble().change, QStringLiteral("+9 months"));
    QCOMPARE(m_page->findChild<QLabel *>(QStringLiteral("lead"))->text(), QStringLiteral("Doubling moves from October\u00A02027 to July\u00A02028"));
    QTest::keyClick(gantt(), Qt::Key_Return);
    QCOMPARE(core::resolve(*m_document->plan(), "contracts-2026")->systems.find("lumi-ai")->inService, core::Month(2028, 7));
    QCOMPARE(service("lumi-ai"), core::Month(2026, 12)); // the baseline stays
    QCOMPARE(bar(QStringLiteral("lumi-ai"))->label, format::month(2028, 7) + QStringLiteral(" (+19)"));
}

void TestTimelinePage::stretchesTheLifetime()
{
    // Vega's end is in sight; the fleet is folded at first.
    QTest::keyClick(gantt(), Qt::Key_End);
    QTest::keyClick(gantt(), Qt::Key_Space);
    QVERIFY(gantt()->setCurrentId(QStringLiteral("vega")));
    const auto lifetime = m_document->plan()->systems.find("vega")->lifetimeMonths;
    dragTo(QStringLiteral("vega"), 1.0, 6);
    QTest::mouseRelease(gantt()->viewport(), Qt::LeftButton, {}, inBar(QStringLiteral("vega"), 1.0));
    QCOMPARE(m_document->plan()->systems.find("vega")->lifetimeMonths, lifetime + 6);
    QCOMPARE(m_document->undoLabel(), QStringLiteral("Retire Vega in ") + format::month(2028, 10));
    QTest::keyClick(gantt(), Qt::Key_Left, Qt::AltModifier);
    QTest::keyClick(gantt(), Qt::Key_Return);
    QCOMPARE(m_document->plan()->systems.find("vega")->lifetimeMonths, lifetime + 5);
    QCOMPARE(m_document->plan()->systems.find("vega")->inService, core::Month(2021, 4));
}

void TestTimelinePage::refusesWhatCannotBe()
{
    // A lifetime beyond what the field allows is refused at the bar, and nothing is kept.
    gantt()->setFocus();
    gantt()->setCurrentId(QStringLiteral("lumi-ai"));
    const auto history = m_document->history().size();
    for (int i = 0; i < 500 && !gantt()->bubble().refused; ++i) {
        QTest::keyClick(gantt(), Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
    }
    QVERIFY(gantt()->bubble().refused);
    QVERIFY(gantt()->bubble().foot.contains(QStringLiteral("lifetime_months")));
    QSignalSpy message(m_page, &Page::messageWanted);
    QTest::keyClick(gantt(), Qt::Key_Return);
    QCOMPARE(message.size(), 1);
    QCOMPARE(m_document->history().size(), history);
    QVERIFY(!m_workspace->isPreviewing());
}

void TestTimelinePage::undoEndsADrag()
{
    QVERIFY(m_workspace->set({"system", "mimer", "in_service"}, std::string("2026-09"), "Move Mimer"));
    dragTo(QStringLiteral("lumi-ai"), 0.2, 5);
    QVERIFY(m_document->undo());
    QVERIFY(gantt()->drag().id.isEmpty());
    QVERIFY(!m_workspace->isPreviewing());
    QTest::mouseRelease(gantt()->viewport(), Qt::LeftButton, {}, inBar(QStringLiteral("lumi-ai"), 0.2));
    QCOMPARE(service("lumi-ai"), core::Month(2026, 12));
    QCOMPARE(service("mimer"), core::Month(2026, 6));
}

void TestTimelinePage::tableHasTheSameDates()
{
    m_workspace->setScenario(QStringLiteral("contracts-2026"));
    gantt()->setFocus();
    QTest::keyClick(gantt(), Qt::Key_T);
    auto *table = m_page->findChild<DataTable *>();
    QVERIFY(table->isVisible());
    QCOMPARE(table->spec().rows.size(), 17);
    bool found = false;
    for (const items::TableRow &r : table->spec().rows) {
        if (r.id == QLatin1String("lumi-ai")) {
            found = true;
            QCOMPARE(r.cells[2].text, format::month(2027, 2));
            QCOMPARE(r.cells[5].text, format::month(2027, 10));
            QCOMPARE(r.cells[5].cell, (core::Cell{"system", "lumi-ai", "in_service"}));
            QVERIFY(r.cells[5].overridden);
            QCOMPARE(r.cells[6].text, QStringLiteral("+10"));
            QCOMPARE(r.cells[7].text, QStringLiteral("72"));
        }
    }
    QVERIFY(found);
    QTest::keyClick(table, Qt::Key_T);
    QVERIFY(gantt()->isVisible());
    QVERIFY(gantt()->hasFocus());
}

void TestTimelinePage::marksStatementsAndEnvelopes()
{
    m_workspace->setScenario(QStringLiteral("contracts-2026"));
    const GanttSpec &s = gantt()->spec();
    QCOMPARE(s.marks.size(), 2);
    QCOMPARE(s.marks[0].kind, GanttMark::Kind::Today);
    QVERIFY(std::abs(s.marks[0].at - (core::Month(2026, 11).index() + 24.0 / 30)) < 1e-9);
    QCOMPARE(s.marks[1].at, static_cast<double>(core::Month(2027, 1).index())); // two were made of the end of 2026
    QCOMPARE(s.marks[1].kind, GanttMark::Kind::Broken);
    QVERIFY(s.marks[1].words.contains(QStringLiteral("does not hold")));
    const auto uses = engine::envelopeUse(*m_workspace->projection());
    QCOMPARE(s.years.size(), 6);
    for (const GanttYear &y : s.years) {
        core::Cents least = std::numeric_limits<core::Cents>::max();
        for (const engine::EnvelopeUse &u : uses) {
            least = u.year == y.year && u.headroomCents() ? std::min(least, *u.headroomCents()) : least;
        }
        QCOMPARE(y.exceeded, least < 0);
        QCOMPARE(y.shortText, format::signedNumber(static_cast<double>(least) / 1e8, 1));
    }
}

void TestTimelinePage::emptyPlanSaysWhatToDo()
{
    open(false);
    QVERIFY(gantt()->rows().isEmpty());
    QVERIFY(gantt()->spec().empty.contains(QStringLiteral("no systems yet")));
    for (const int key : {Qt::Key_Right, Qt::Key_Down, Qt::Key_Return, Qt::Key_Space, Qt::Key_Plus}) {
        QTest::keyClick(gantt(), static_cast<Qt::Key>(key));
    }
    QVERIFY(!m_page->grab().isNull());
}

void TestTimelinePage::aLargePlanFollows()
{
    core::Edit edit{"Add many factories", {}};
    for (int i = 0; i < 200; ++i) {
        const std::string id = "x" + std::to_string(1000 + i);
        edit.changes.push_back(core::insertRow("factory", id, {{"id", id}, {"name", "Factory " + id}, {"country", std::string("FI")}, {"kind", std::string("new")}}));
        edit.changes.push_back(core::insertRow("system", id, {{"id", id}, {"name", "System " + id}, {"factory", id}, {"accelerator", std::string("gb200")},
                                                              {"accelerators", std::int64_t{1000 + i}}, {"in_service", core::Month(2026 + i % 4, 1 + i % 12).toString()}}));
    }
    const auto done = m_document->perform(edit);
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.c_str());
    QTRY_VERIFY(!m_workspace->isBusy());
    QVERIFY(bar(QStringLiteral("x1100")));
    gantt()->setFocus();
    QVERIFY(gantt()->setCurrentId(QStringLiteral("x1100")));
    QTest::keyClick(gantt(), Qt::Key_Right);
    QTRY_COMPARE(bar(QStringLiteral("x1100"))->service, service("x1100").index() + 1);
    QVERIFY(gantt()->viewport()->rect().intersects(gantt()->rowRect(gantt()->currentRow())));
    QTest::keyClick(gantt(), Qt::Key_Return);
    QCOMPARE(m_document->undoLabel().startsWith(QStringLiteral("Move System x1100")), true);
}

QTEST_MAIN(TestTimelinePage)
#include "tst_timelinepage.moc"
