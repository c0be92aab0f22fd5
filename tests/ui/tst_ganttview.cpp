// SPDX-License-Identifier: GPL-3.0-or-later
// The Gantt view under real mouse and key events: what it says is wanted, what is kept, and what assistive technology reads.
#include "ganttview.h"
#include "theme.h"

#include <QAccessible>
#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

using namespace ui;

namespace {

constexpr int january2025 = 2025 * 12;

GanttSpec twoSystems()
{
    GanttSpec s;
    s.horizonFirst = january2025;
    s.horizonLast = january2025 + 71;
    GanttGroup factories{QStringLiteral("factories"), QStringLiteral("AI Factories"), QStringLiteral("two systems"), false, false, {}};
    GanttBar a{QStringLiteral("a"), QStringLiteral("Alpha"), seriesColor(0), {{QStringLiteral("Signature"), january2025 + 4}, {QStringLiteral("Acceptance"), january2025 + 16}}, january2025 + 12, 3, january2025 + 48,
               january2025 + 6, {}, QStringLiteral("Jan 2026 (+6)"), QStringLiteral("retires Jan 2029"), QStringLiteral("in service Jan 2026; retires Jan 2029")};
    GanttBar b = a;
    b.id = QStringLiteral("b");
    b.name = QStringLiteral("Beta");
    b.service += 12;
    b.retires += 60;
    factories.bars << a << b;
    GanttGroup fleet{QStringLiteral("fleet"), QStringLiteral("Existing fleet"), QStringLiteral("one system"), true, true, {}};
    GanttBar old = a;
    old.id = QStringLiteral("old");
    old.service = january2025 - 30;
    old.milestones.clear();
    fleet.bars << old;
    s.groups << factories << fleet;
    s.marks << GanttMark{january2025 + 22.8, QStringLiteral("Today"), QStringLiteral("25 November 2026"), GanttMark::Kind::Today};
    s.years << GanttYear{2026, QStringLiteral("DEP 18.2 over"), QStringLiteral("−18.2"), QStringLiteral("All of 2026"), true};
    return s;
}

} // namespace

class TestGanttView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
        m_theme = std::make_unique<Theme>();
    }
    void cleanupTestCase() { m_theme.reset(); }
    void init()
    {
        m_view = std::make_unique<GanttView>();
        m_view->resize(1100, 320);
        m_view->setSpec(twoSystems());
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    }
    void cleanup() { m_view.reset(); }

    void placesBarsByMonth();
    void dragsByMouse_data();
    void dragsByMouse();
    void aClickMovesNothing();
    void escapeDropsAMouseDrag();
    void movesByKey_data();
    void movesByKey();
    void escapeAndLeavingByKey();
    void aSystemServesAtLeastAMonth();
    void foldsByMouseAndKey();
    void zoomsAroundTheMouse();
    void keepsTheChosenRow();
    void readsToAssistiveTechnology();
    void paintsInBothThemesAtAnySize();

private:
    QPoint inBar(const QString &id, double share)
    {
        for (int i = 0; i < m_view->rows().size(); ++i) {
            if (m_view->barAt(i) && m_view->barAt(i)->id == id) {
                const QRectF r = m_view->barRect(i);
                return QPointF(r.left() + share * r.width(), r.center().y()).toPoint();
            }
        }
        return {};
    }
    void mouseDrag(const QPoint &from, int months, bool release, Qt::KeyboardModifiers held = {})
    {
        const QPoint to = from + QPoint(qRound(months * m_view->monthWidth()), 0);
        QTest::mousePress(m_view->viewport(), Qt::LeftButton, held, from);
        // A real drag reports each step of the way.
        for (int i = 1; i <= 4; ++i) {
            QMouseEvent move(QEvent::MouseMove, from + (to - from) * i / 4, m_view->viewport()->mapToGlobal(from + (to - from) * i / 4), Qt::NoButton, Qt::LeftButton, held);
            QCoreApplication::sendEvent(m_view->viewport(), &move);
        }
        if (release) {
            QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, held, to);
        }
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<GanttView> m_view;
};

void TestGanttView::placesBarsByMonth()
{
    const double year = m_view->xOf(january2025 + 24) - m_view->xOf(january2025 + 12);
    QVERIFY(std::abs(year - 12 * m_view->monthWidth()) < 1e-9);
    QCOMPARE(m_view->rows().size(), 4); // two headings, two bars; the fleet is folded
    QCOMPARE(m_view->barRect(1).left(), m_view->xOf(january2025 + 12));
    QCOMPARE(m_view->barRect(1).right(), m_view->xOf(january2025 + 48));
    QVERIFY(m_view->barRect(0).isNull());
    // The whole horizon is in sight.
    QVERIFY(m_view->xOf(january2025) >= m_view->nameWidth());
    QVERIFY(m_view->xOf(january2025 + 72) <= m_view->viewport()->width());
}

void TestGanttView::dragsByMouse_data()
{
    QTest::addColumn<double>("at");
    QTest::addColumn<int>("months");
    QTest::addColumn<bool>("shift");
    QTest::addColumn<int>("part");
    QTest::addColumn<int>("kept");
    QTest::newRow("later") << 0.3 << 9 << false << int(GanttView::Part::Service) << 9;
    QTest::newRow("earlier") << 0.3 << -4 << false << int(GanttView::Part::Service) << -4;
    QTest::newRow("by quarters") << 0.3 << 7 << true << int(GanttView::Part::Service) << 6;
    QTest::newRow("longer") << 1.0 << 5 << false << int(GanttView::Part::Lifetime) << 5;
    QTest::newRow("shorter") << 1.0 << -8 << false << int(GanttView::Part::Lifetime) << -8;
}

void TestGanttView::dragsByMouse()
{
    QFETCH(double, at);
    QFETCH(int, months);
    QFETCH(bool, shift);
    QFETCH(int, part);
    QFETCH(int, kept);
    QSignalSpy dragged(m_view.get(), &GanttView::dragged);
    QSignalSpy dropped(m_view.get(), &GanttView::dropped);
    const QRectF before = m_view->barRect(1);
    mouseDrag(inBar(QStringLiteral("a"), at), months, false, shift ? Qt::ShiftModifier : Qt::NoModifier);
    QVERIFY(!dragged.isEmpty());
    QCOMPARE(dragged.last().at(2).toInt(), kept);
    QVERIFY(dropped.isEmpty());
    // The bar follows before anybody hands over a new plan.
    const double moved = part == int(GanttView::Part::Service) ? m_view->barRect(1).left() - before.left() : 0.0;
    QVERIFY(std::abs(moved - (part == int(GanttView::Part::Service) ? kept * m_view->monthWidth() : 0)) < 1e-6);
    QVERIFY(std::abs(m_view->barRect(1).right() - before.right() - kept * m_view->monthWidth()) < 1e-6);
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, inBar(QStringLiteral("a"), at));
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.first().at(0).toString(), QStringLiteral("a"));
    QCOMPARE(int(dropped.first().at(1).value<GanttView::Part>()), part);
    QCOMPARE(dropped.first().at(2).toInt(), kept);
    QVERIFY(m_view->drag().id.isEmpty());
}

void TestGanttView::aClickMovesNothing()
{
    QSignalSpy dragged(m_view.get(), &GanttView::dragged);
    QSignalSpy dropped(m_view.get(), &GanttView::dropped);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, inBar(QStringLiteral("b"), 0.4));
    QVERIFY(dragged.isEmpty());
    QVERIFY(dropped.isEmpty());
    QCOMPARE(m_view->currentId(), QStringLiteral("b"));
    QSignalSpy activated(m_view.get(), &GanttView::barActivated);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, inBar(QStringLiteral("b"), 0.4));
    QCOMPARE(activated.size(), 1);
}

void TestGanttView::escapeDropsAMouseDrag()
{
    QSignalSpy dropped(m_view.get(), &GanttView::dropped);
    QSignalSpy cancelled(m_view.get(), &GanttView::dragCancelled);
    const QRectF before = m_view->barRect(1);
    mouseDrag(inBar(QStringLiteral("a"), 0.3), 9, false);
    QVERIFY(m_view->barRect(1) != before);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    QCOMPARE(m_view->barRect(1), before);
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, inBar(QStringLiteral("a"), 0.5));
    QVERIFY(dropped.isEmpty());
}

void TestGanttView::movesByKey_data()
{
    QTest::addColumn<QVector<int>>("keys");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<int>("part");
    QTest::addColumn<int>("kept");
    const int service = int(GanttView::Part::Service);
    const int lifetime = int(GanttView::Part::Lifetime);
    QTest::newRow("a month") << QVector<int>{Qt::Key_Right} << int(Qt::NoModifier) << service << 1;
    QTest::newRow("three back, one forth") << QVector<int>{Qt::Key_Left, Qt::Key_Left, Qt::Key_Left, Qt::Key_Right} << int(Qt::NoModifier) << service << -2;
    QTest::newRow("quarters") << QVector<int>{Qt::Key_Right, Qt::Key_Right} << int(Qt::ShiftModifier) << service << 6;
    QTest::newRow("lifetime") << QVector<int>{Qt::Key_Right, Qt::Key_Right} << int(Qt::AltModifier) << lifetime << 2;
    QTest::newRow("lifetime by a quarter") << QVector<int>{Qt::Key_Left} << int(Qt::AltModifier | Qt::ShiftModifier) << lifetime << -3;
}

void TestGanttView::movesByKey()
{
    QFETCH(QVector<int>, keys);
    QFETCH(int, modifiers);
    QFETCH(int, part);
    QFETCH(int, kept);
    m_view->setFocus();
    QVERIFY(m_view->setCurrentId(QStringLiteral("a")));
    QSignalSpy dragged(m_view.get(), &GanttView::dragged);
    QSignalSpy dropped(m_view.get(), &GanttView::dropped);
    for (const int key : keys) {
        QTest::keyClick(m_view.get(), static_cast<Qt::Key>(key), Qt::KeyboardModifiers(modifiers));
    }
    QCOMPARE(dragged.size(), keys.size());
    QCOMPARE(m_view->drag().months, kept);
    QVERIFY(dropped.isEmpty());
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(int(dropped.first().at(1).value<GanttView::Part>()), part);
    QCOMPARE(dropped.first().at(2).toInt(), kept);
}

void TestGanttView::escapeAndLeavingByKey()
{
    m_view->setFocus();
    m_view->setCurrentId(QStringLiteral("a"));
    QSignalSpy dropped(m_view.get(), &GanttView::dropped);
    QSignalSpy cancelled(m_view.get(), &GanttView::dragCancelled);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(dropped.isEmpty());
    // There and back is no change.
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QVERIFY(dropped.isEmpty());
    QCOMPARE(cancelled.size(), 2);
    // As in a field, what was moved is kept when another row is chosen.
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.first().at(0).toString(), QStringLiteral("a"));
    QCOMPARE(m_view->currentId(), QStringLiteral("b"));
}

void TestGanttView::aSystemServesAtLeastAMonth()
{
    m_view->setFocus();
    m_view->setCurrentId(QStringLiteral("a"));
    for (int i = 0; i < 20; ++i) {
        QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::AltModifier | Qt::ShiftModifier);
    }
    QCOMPARE(m_view->drag().months, -35); // of 36
}

void TestGanttView::foldsByMouseAndKey()
{
    QSignalSpy toggled(m_view.get(), &GanttView::groupToggled);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->rowRect(3).topLeft() + QPoint(40, 10));
    QCOMPARE(toggled.last().at(0).toString(), QStringLiteral("fleet"));
    GanttSpec s = m_view->spec();
    s.groups[1].folded = false;
    m_view->setSpec(s);
    QCOMPARE(m_view->rows().size(), 5);
    QCOMPARE(m_view->currentId(), QStringLiteral("fleet"));
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(toggled.size(), 2);
    QTest::keyClick(m_view.get(), Qt::Key_Right); // is unfolded already
    QCOMPARE(toggled.size(), 2);
    QTest::keyClick(m_view.get(), Qt::Key_Space);
    QCOMPARE(toggled.size(), 3);
}

void TestGanttView::zoomsAroundTheMouse()
{
    const QPointF at(700, 150);
    const double before = (at.x() - m_view->xOf(0)) / m_view->monthWidth();
    const double width = m_view->monthWidth();
    const auto wheel = [&](int delta, Qt::KeyboardModifiers held) {
        QWheelEvent event(at, m_view->viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, held, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view->viewport(), &event);
    };
    wheel(240, Qt::ControlModifier);
    QVERIFY(m_view->monthWidth() > 1.5 * width);
    QVERIFY(std::abs((at.x() - m_view->xOf(0)) / m_view->monthWidth() - before) < 0.2);
    QVERIFY(m_view->horizontalScrollBar()->maximum() > 0);
    const double x = m_view->xOf(january2025 + 30);
    wheel(-120, Qt::ShiftModifier);
    QVERIFY(m_view->xOf(january2025 + 30) < x);
    QTest::keyClick(m_view.get(), Qt::Key_Minus);
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    QTest::keyClick(m_view.get(), Qt::Key_0);
    QCOMPARE(m_view->monthWidth(), width);
    for (int i = 0; i < 40; ++i) {
        wheel(120, Qt::ControlModifier);
    }
    QVERIFY(m_view->monthWidth() <= 48);
}

void TestGanttView::keepsTheChosenRow()
{
    m_view->setFocus();
    m_view->setCurrentId(QStringLiteral("b"));
    GanttSpec s = twoSystems();
    s.groups[0].bars.removeFirst();
    m_view->setSpec(s);
    QCOMPARE(m_view->currentId(), QStringLiteral("b"));
    m_view->setSpec({});
    QVERIFY(m_view->currentId().isEmpty());
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QVERIFY(m_view->drag().id.isEmpty());
}

void TestGanttView::readsToAssistiveTechnology()
{
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), 4);
    QAccessibleInterface *bar = list->child(1);
    QVERIFY(bar);
    QCOMPARE(bar->role(), QAccessible::ListItem);
    QCOMPARE(bar->text(QAccessible::Name), QStringLiteral("Alpha"));
    QVERIFY(bar->text(QAccessible::Value).contains(QStringLiteral("in service Jan 2026")));
    QVERIFY(m_view->rect().contains(m_view->mapFromGlobal(bar->rect().center())));
    QCOMPARE(list->indexOfChild(bar), 1);
    QVERIFY(!list->child(4));
    m_view->setFocus();
    m_view->setCurrentId(QStringLiteral("a"));
    QVERIFY(bar->state().focused);
    QVERIFY(list->child(3)->state().collapsed);
    // While it is moved, its value says what the move changes.
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    m_view->setBubble({QStringLiteral("Alpha in service Feb 2026"), QStringLiteral("+1 month"), {{QStringLiteral("Paid in 2026"), QStringLiteral("5.0"), QStringLiteral("−1.0")}}, {}, false});
    QVERIFY(bar->text(QAccessible::Value).contains(QStringLiteral("Paid in 2026: 5.0, change −1.0")));
    QSignalSpy toggled(m_view.get(), &GanttView::groupToggled);
    list->child(3)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(toggled.size(), 1);
}

void TestGanttView::paintsInBothThemesAtAnySize()
{
    for (const Theme::Mode mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
        m_theme->setMode(mode);
        for (const QSize &size : {QSize(1100, 320), QSize(420, 170), QSize(2400, 900)}) {
            m_view->resize(size);
            const QImage empty = m_view->grab().toImage();
            m_view->setCurrentId(QStringLiteral("a"));
            m_view->setFocus();
            QTest::keyClick(m_view.get(), Qt::Key_Right);
            m_view->setBubble({QStringLiteral("Alpha"), QStringLiteral("+1 month"), {{QStringLiteral("Paid"), QStringLiteral("5.0"), QStringLiteral("−1.0"), GanttBubble::Tone::Worse}}, QStringLiteral("Enter keeps it."), false});
            QVERIFY(m_view->grab().toImage() != empty);
            m_view->cancelDrag();
        }
    }
    m_theme->setMode(Theme::Mode::Light);
}

QTEST_MAIN(TestGanttView)
#include "tst_ganttview.moc"
