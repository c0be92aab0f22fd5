// SPDX-License-Identifier: GPL-3.0-or-later
// The waterfall: each step begins where the one before ends, the last ends at the sum; keys, mouse and words.
#include "theme.h"
#include "waterfallview.h"

#include <QSignalSpy>
#include <QtTest>

using namespace ui;

class TestWaterfall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
        m_theme = std::make_unique<Theme>();
    }
    void cleanupTestCase() { m_theme.reset(); }

    void stepsMeet_data()
    {
        QTest::addColumn<QVector<double>>("values");
        QTest::newRow("all less") << QVector<double>{-16.4, -10.5, -4.7, -2.5, -2.0};
        QTest::newRow("all more") << QVector<double>{99.2, 22.8, 22.7};
        QTest::newRow("there and back") << QVector<double>{5, -12, 9, -1};
        QTest::newRow("to nothing") << QVector<double>{5, -5};
        QTest::newRow("one") << QVector<double>{-0.01};
    }

    void stepsMeet()
    {
        QFETCH(QVector<double>, values);
        WaterfallView view;
        view.setSpec(specOf(values));
        view.resize(600, view.sizeHint().height());
        view.grab(); // lays out
        double at = 0;
        const auto edge = [&](int row, bool end) {
            const QRectF r = view.barRect(row);
            return (values[row] < 0) == end ? r.left() : r.right();
        };
        for (int i = 0; i < values.size(); ++i) {
            if (i > 0) {
                QVERIFY(std::abs(edge(i, false) - edge(i - 1, true)) < 1.01); // a step of nothing is still a pixel wide
            }
            at += values[i];
            QVERIFY(view.barRect(i).left() >= 0);
            QVERIFY(view.barRect(i).right() <= view.width());
        }
        QCOMPARE(view.spec().sum(), at);
        const QRectF sum = view.barRect(static_cast<int>(values.size()));
        QVERIFY(std::abs((at < 0 ? sum.left() : sum.right()) - edge(static_cast<int>(values.size()) - 1, true)) < 1.01);
    }

    void keysWalkAndFollow()
    {
        WaterfallView view;
        view.setSpec(specOf({5, -12, 9}));
        view.resize(600, 240);
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QSignalSpy activated(&view, &WaterfallView::rowActivated);
        QSignalSpy table(&view, &WaterfallView::tableWanted);
        view.setFocus(Qt::TabFocusReason);
        QCOMPARE(view.current(), 0);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.current(), 1);
        QVERIFY(view.accessibleDescription().startsWith(QStringLiteral("Step 1: -12")));
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.last().at(0).toString(), QStringLiteral("id1"));
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.current(), 3); // the sum leads nowhere
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.current(), 3);
        QTest::keyClick(&view, Qt::Key_T);
        QCOMPARE(table.size(), 1);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.barRect(2).center().toPoint());
        QCOMPARE(activated.last().at(0).toString(), QStringLiteral("id2"));
        view.setSpec(specOf({1}));
        QVERIFY(view.current() <= 1);
    }

    void saysThatNothingDiffers()
    {
        WaterfallView view;
        WaterfallSpec spec = specOf({});
        spec.empty = QStringLiteral("Nothing differs.");
        view.setSpec(specOf({1}));
        view.setSpec(spec);
        view.resize(400, 200);
        QCOMPARE(view.accessibleDescription(), spec.empty);
        for (const int key : {Qt::Key_Down, Qt::Key_Up, Qt::Key_Home, Qt::Key_End, Qt::Key_Return}) {
            QTest::keyClick(&view, static_cast<Qt::Key>(key));
            QCOMPARE(view.current(), -1);
        }
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(20, 10));
        QVERIFY(!view.grab().isNull());
    }

private:
    static WaterfallSpec specOf(const QVector<double> &values)
    {
        WaterfallSpec s;
        s.title = QStringLiteral("Less");
        s.subtitle = QStringLiteral("€ million");
        s.sumName = QStringLiteral("Sum");
        for (int i = 0; i < values.size(); ++i) {
            s.rows << WaterfallRow{QStringLiteral("id%1").arg(i), QStringLiteral("Step %1").arg(i), {}, values[i], QString::number(values[i]), {}, seriesColor(i)};
        }
        s.sumLabel = QString::number(s.sum());
        return s;
    }

    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestWaterfall)
#include "tst_waterfall.moc"
