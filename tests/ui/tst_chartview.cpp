// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartcard.h"
#include "chartscene.h"
#include "chartview.h"
#include "mapview.h"
#include "theme.h"

#include <QPainter>
#include <QPdfWriter>
#include <QTableWidget>
#include <QAbstractButton>
#include <QtTest>

using namespace ui;

namespace {

ChartSpec payments()
{
    ChartSpec s;
    s.kind = ChartSpec::Kind::Bars;
    s.title = QStringLiteral("Payments peak in 2027");
    s.subtitle = QStringLiteral("Paid per year");
    s.unit = QStringLiteral("€ m");
    s.periods = s.axisLabels = {QStringLiteral("2025"), QStringLiteral("2026"), QStringLiteral("2027")};
    s.series = {{QStringLiteral("DEP"), QStringLiteral("Digital Europe"), programmeColor(QStringLiteral("DEP")), {20, 160, 310}},
                {QStringLiteral("NAT"), QStringLiteral("National"), programmeColor(QStringLiteral("NAT")), {55, 209, 362}}};
    s.baseline = {210, 800, 215};
    s.baselineName = QStringLiteral("Baseline");
    s.totals = true;
    return s;
}

ChartSpec capacity(int layers, int months)
{
    ChartSpec s;
    s.kind = ChartSpec::Kind::Areas;
    s.title = QStringLiteral("Doubling is reached");
    s.subtitle = QStringLiteral("BF16, exaflops");
    s.unit = QStringLiteral("EF");
    for (int m = 0; m < months; ++m) {
        s.periods << QStringLiteral("M%1").arg(m);
    }
    for (int y = 0; y < months / 12; ++y) {
        s.axisLabels << QString::number(2025 + y);
        s.axisAt << 12 * y;
    }
    for (int l = 0; l < layers; ++l) {
        ChartSeries series{QStringLiteral("f%1").arg(l), QStringLiteral("Factory %1").arg(l), l == 0 ? fleetColor() : seriesColor(l - 1), QVector<double>(months, 0.0)};
        for (int m = 6 * l; m < months; ++m) {
            series.values[m] = l == 0 ? 40 : 3 + 5 * l;
        }
        s.series << series;
    }
    s.target = QVector<double>(months, 80);
    s.targetName = QStringLiteral("Twice the fleet");
    s.baseline = QVector<double>(months, 90);
    s.baselineName = QStringLiteral("Baseline");
    s.today = 22.8;
    s.endTitle = QStringLiteral("End 2030, EF");
    return s;
}

QImage picture(QWidget &w)
{
    return w.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

} // namespace

class TestChartView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme = std::make_unique<Theme>();
        m_theme->setMode(Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }
    void init() { m_theme->setMode(Theme::Mode::Light); }

    void stepsAreNice_data()
    {
        QTest::addColumn<double>("largest");
        QTest::addColumn<double>("step");
        QTest::newRow("117") << 117.0 << 25.0;
        QTest::newRow("800") << 800.0 << 200.0;
        QTest::newRow("1") << 1.0 << 0.2;
        QTest::newRow("0.04") << 0.04 << 0.01;
        QTest::newRow("nothing") << 0.0 << 1.0;
        QTest::newRow("no number") << std::nan("") << 1.0;
        QTest::newRow("million") << 1.9e6 << 400000.0;
    }

    void stepsAreNice()
    {
        QFETCH(double, largest);
        QFETCH(double, step);
        QVERIFY(std::fabs(niceStep(largest, 5) - step) <= 1e-12 * step);
    }

    void linesStandOverTheStack()
    {
        ChartSpec spec = capacity(3, 72);
        const double stack = totalAt(spec, 40);
        spec.lines = {{QStringLiteral("supply"), QStringLiteral("Supply"), seriesColor(5), QVector<double>(72, 300.0)}};
        QCOMPARE(totalAt(spec, 40), stack); // not added up
        QVERIFY(frameFor(spec, screenStyle(), QRectF(0, 0, 600, 300)).highest >= 300);
        QVERIFY(readOut(spec, 40).contains(QStringLiteral("Supply: 300")));
        QCOMPARE(tableOf(spec).header.indexOf(QStringLiteral("Supply")), 4);
        QCOMPARE(tableOf(spec).rows[40][4], QStringLiteral("300.0"));
        QVERIFY(csvOf(spec).startsWith(QStringLiteral("period,\"Factory 0\",\"Factory 1\",\"Factory 2\",\"Supply\"")));
        ChartView with;
        with.resize(600, 300);
        with.setSpec(spec);
        const QImage picture1 = picture(with);
        spec.lines.first().hidden = true;
        spec.highest = 310; // the same axis
        with.setSpec(spec);
        QVERIFY(picture(with) != picture1);
        // A chart of lines alone: no total, and the first line is what is compared.
        spec.lines.first().hidden = false;
        spec.series.clear();
        QVERIFY(!isEmpty(spec));
        QVERIFY(!tableOf(spec).header.contains(QStringLiteral("Total")));
        QVERIFY(descriptionOf(spec).contains(QStringLiteral("highest 300.0")));
        spec.lines.clear();
        QVERIFY(isEmpty(spec));
    }

    void ticksShowTheirSteps()
    {
        QCOMPARE(stepDecimals(25), 0);
        QCOMPARE(stepDecimals(2.5), 1);
        QCOMPARE(stepDecimals(0.25), 2);
        QCOMPARE(stepDecimals(0.2), 1);
        QCOMPARE(stepDecimals(0.04), 2);
        QCOMPARE(stepDecimals(1e6), 0);
    }

    void theTableHoldsEveryFigure()
    {
        const ChartTable t = tableOf(payments());
        QCOMPARE(t.header, QStringList({"Period", "Digital Europe", "National", "Total", "Baseline"}));
        QCOMPARE(t.rows.size(), 3);
        QCOMPARE(t.rows[2], QStringList({"2027", "310.0", "362.0", "672.0", "215.0"}));
    }

    void commaSeparatedValuesArePlain()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        ChartSpec s = payments();
        s.series[0].name = QStringLiteral("Digital \"Europe\", new");
        s.series[0].values[0] = 0.1;
        const QStringList lines = csvOf(s).split(QLatin1Char('\n'));
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        QCOMPARE(lines[0], QStringLiteral("period,\"Digital \"\"Europe\"\", new\",\"National\",\"Baseline\""));
        QCOMPARE(lines[1].section(QLatin1Char(','), 1, 1).toDouble(), 0.1);
        QCOMPARE(lines.size(), 5);
    }

    void readOutNamesAllSeries()
    {
        const QString words = readOut(payments(), 1);
        for (const char *part : {"2026", "Digital Europe: 160.0", "National: 209.0", "Total: 369.0", "Baseline: 800.0"}) {
            QVERIFY2(words.contains(QLatin1String(part)), part);
        }
        QVERIFY(readOut(payments(), -1).isEmpty());
        QVERIFY(readOut(payments(), 3).isEmpty());
    }

    void readOutLeavesOutWhatIsHidden()
    {
        ChartSpec s = payments();
        s.series[0].hidden = true;
        QVERIFY(!readOut(s, 1).contains(QLatin1String("Digital Europe")));
        QCOMPARE(totalAt(s, 1), 209.0);
    }

    void isDescribedInWords()
    {
        ChartView view;
        view.setSpec(payments());
        QCOMPARE(view.accessibleName(), QStringLiteral("Payments peak in 2027"));
        const QString words = view.accessibleDescription();
        for (const char *part : {"Digital Europe", "National", "2025", "2027", "672.0"}) {
            QVERIFY2(words.contains(QLatin1String(part)), part);
        }
        view.setSpec({});
        QVERIFY(!view.accessibleDescription().isEmpty());
    }

    // The bars stand where the frame says, with the colours of the series.
    void barsStandForTheirValues_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void barsStandForTheirValues()
    {
        QFETCH(bool, dark);
        m_theme->setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        const ChartSpec s = payments();
        ChartView view;
        view.resize(420, 260);
        view.setSpec(s);
        const QImage image = picture(view);
        const ChartFrame f = frameFor(s, screenStyle(), QRectF(view.rect()));
        for (int i = 1; i < 3; ++i) {
            const int x = static_cast<int>(f.x(i + 0.5)) + 3;
            QCOMPARE(image.pixelColor(x, static_cast<int>(f.y(s.series[0].values[i] / 3))), s.series[0].color);
            QCOMPARE(image.pixelColor(x, static_cast<int>(f.y(s.series[0].values[i] + s.series[1].values[i] * 0.8))), s.series[1].color);
        }
        // The baseline's stroke crosses the second bar's column far above the bar.
        QCOMPARE(image.pixelColor(static_cast<int>(f.x(1.5)), static_cast<int>(std::floor(f.y(800)))), theme().palette().text);
    }

    void areasStandForTheirValues()
    {
        const ChartSpec s = capacity(4, 72);
        ChartView view;
        view.resize(660, 290);
        view.setSpec(s);
        const QImage image = picture(view);
        const ChartFrame f = frameFor(s, screenStyle(), QRectF(view.rect()));
        double below = 0;
        for (const ChartSeries &series : s.series) {
            const double middle = below + series.values[60] * 0.4;
            QCOMPARE(image.pixelColor(static_cast<int>(f.x(60)), static_cast<int>(f.y(middle))), series.color);
            below += series.values[60];
        }
        // Before the first factory only the fleet.
        QCOMPARE(image.pixelColor(static_cast<int>(f.x(3)), static_cast<int>(f.y(30))), fleetColor());
        QVERIFY(image.pixelColor(static_cast<int>(f.x(3)), static_cast<int>(f.y(44))) != seriesColor(0));
    }

    // Quarters have years below the axis, each in the middle of its quarters, in bars as in areas.
    void axisWordsStandInTheirSpan()
    {
        ChartSpec s = payments();
        s.periods.clear();
        s.axisLabels = {QStringLiteral("2025"), QStringLiteral("2026")};
        s.axisAt = {0, 4};
        s.baseline.clear();
        for (int i = 0; i < 8; ++i) {
            s.periods << QStringLiteral("Q%1").arg(i);
        }
        for (ChartSeries &series : s.series) {
            series.values = QVector<double>(8, 10);
        }
        ChartView view;
        view.resize(420, 260);
        view.setSpec(s);
        const QImage image = picture(view);
        const ChartFrame f = frameFor(s, screenStyle(), QRectF(view.rect()));
        const auto inked = [&](double from, double to) {
            for (int x = static_cast<int>(from); x < to; ++x) {
                for (int y = static_cast<int>(f.plot.bottom()) + 6; y < image.height() - 1; ++y) {
                    if (image.pixelColor(x, y).lightness() < 160) {
                        return true;
                    }
                }
            }
            return false;
        };
        QVERIFY(inked(f.x(2) - 8, f.x(2) + 8));
        QVERIFY(inked(f.x(6) - 8, f.x(6) + 8));
        QVERIFY(!inked(f.x(4) - 8, f.x(4) + 8));
    }

    void anUpdateKeepsItsPlace()
    {
        ChartView view;
        view.resize(420, 260);
        ChartSpec s = payments();
        view.setSpec(s);
        const QImage before = picture(view);
        s.series[1].values[2] = 100;
        view.setSpec(s);
        QVERIFY(picture(view) != before);
        view.setSpec(payments());
        QCOMPARE(picture(view), before);
        view.setSpec(capacity(3, 24)); // another kind altogether, and back
        picture(view);
        view.setSpec(payments());
        QCOMPARE(picture(view), before);
    }

    void strangeSpecsDoNoHarm_data()
    {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 7; ++i) {
            QTest::addRow("%d", i) << i;
        }
    }

    void strangeSpecsDoNoHarm()
    {
        QFETCH(int, which);
        ChartSpec s = which % 2 ? capacity(3, 24) : payments();
        if (which == 0) {
            s.series[0].values.clear();
        } else if (which == 1) {
            s.series[1].values.fill(0);
        } else if (which == 2) {
            s.series.clear();
        } else if (which == 3) {
            s.periods.clear();
        } else if (which == 4) {
            s.limits = {100, std::nan(""), 900};
        } else if (which == 5) {
            s.target.clear();
            s.baseline.clear();
            s.today = 1e9;
            s.notes = {{23, 60, QStringLiteral("Text at the very edge of the chart"), true}};
        } else {
            s.series.fill(s.series[0], 40);
        }
        for (const QSize size : {QSize(420, 260), QSize(220, 130), QSize(30, 20), QSize(1900, 900)}) {
            ChartView view;
            view.resize(size);
            view.setSpec(s);
            QVERIFY(!picture(view).isNull());
        }
        QVERIFY(!descriptionOf(s).isEmpty());
        tableOf(s);
        csvOf(s);
    }

    void keysWalkThePeriods()
    {
        ChartView view;
        view.resize(420, 260);
        view.setSpec(payments());
        view.show();
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(view.accessibleDescription().startsWith(QLatin1String("2025")));
        QTest::keyClick(&view, Qt::Key_End);
        QVERIFY(view.accessibleDescription().startsWith(QLatin1String("2027")));
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(view.accessibleDescription().startsWith(QLatin1String("2027")));
        QTest::keyClick(&view, Qt::Key_Left);
        QVERIFY(view.accessibleDescription().startsWith(QLatin1String("2026")));
        QTest::keyClick(&view, Qt::Key_Home);
        QVERIFY(view.accessibleDescription().startsWith(QLatin1String("2025")));
        QSignalSpy table(&view, &ChartView::tableWanted);
        QTest::keyClick(&view, Qt::Key_T);
        QCOMPARE(table.count(), 1);
    }

    void pointingAndClicking()
    {
        ChartView view;
        view.resize(420, 260);
        ChartSpec linked = payments();
        for (ChartSeries &s : linked.series) {
            s.link = true;
        }
        view.setSpec(linked);
        view.show();
        picture(view);
        const ChartFrame f = frameFor(view.spec(), screenStyle(), QRectF(view.rect()));
        QSignalSpy activated(&view, &ChartView::seriesActivated);
        const QPoint onBar(static_cast<int>(f.x(2.5)), static_cast<int>(f.y(400)));
        QTest::mouseMove(&view, onBar);
        QTRY_VERIFY(view.accessibleDescription().startsWith(QLatin1String("2027")));
        QTest::mouseClick(&view, Qt::LeftButton, {}, onBar);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.first().first().toString(), QStringLiteral("NAT"));
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(onBar.x(), static_cast<int>(f.y(750))));
        QCOMPARE(activated.count(), 1); // nothing there
    }

    void theTableIsOneKeyAway()
    {
        ChartCard card;
        card.resize(500, 320);
        card.setSpec(payments());
        card.show();
        card.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&card));
        card.view()->setFocus();
        QTest::keyClick(card.view(), Qt::Key_T);
        auto *table = card.findChild<QTableWidget *>();
        QVERIFY(table && table->isVisible() && !card.view()->isVisible());
        QCOMPARE(table->item(2, 3)->text(), QStringLiteral("672.0"));
        ChartSpec s = payments();
        s.series[0].values[2] = 300;
        card.setSpec(s); // stays a table, with the new figure
        QCOMPARE(table->item(2, 3)->text(), QStringLiteral("662.0"));
        QTest::keyClick(table, Qt::Key_T);
        QVERIFY(card.view()->isVisible());
    }

    void theLegendHidesSeries()
    {
        ChartCard card;
        card.setLegendVisible(true);
        card.resize(500, 320);
        card.setSpec(payments());
        card.show();
        QAbstractButton *national = nullptr;
        for (QAbstractButton *b : card.findChildren<QAbstractButton *>()) {
            national = b->text() == QLatin1String("National") ? b : national;
        }
        QVERIFY(national);
        national->click();
        QCOMPARE(totalAt(card.view()->spec(), 2), 310.0);
        card.setSpec(payments()); // remembered
        QCOMPARE(totalAt(card.view()->spec(), 2), 310.0);
        national->click();
        QCOMPARE(totalAt(card.view()->spec(), 2), 672.0);
    }

    // On paper: vectors, not a picture, and opaque.
    void paperIsVectors()
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        {
            QPdfWriter writer(&buffer);
            writer.setResolution(96);
            QPainter painter(&writer);
            paintChart(painter, capacity(8, 72), Palette::light(), paperStyle(), QRectF(20, 20, 600, 260));
            paintChart(painter, payments(), Palette::light(), paperStyle(), QRectF(20, 320, 600, 260));
        }
        QVERIFY(bytes.startsWith("%PDF"));
        QVERIFY(bytes.size() < 300000);
        QVERIFY(!bytes.contains("/Subtype /Image"));
    }

    // Nothing is painted outside the place given, whatever the names' length.
    void paperKeepsItsPlace()
    {
        ChartSpec s = capacity(8, 72);
        s.series[3].name = QStringLiteral("A factory whose name is much longer than anybody would expect of a factory");
        s.notes = {{20, 60, QStringLiteral("Oct 2027: 114.3 EF,\n3.08 × the fleet"), true}};
        for (const ChartSpec &spec : {s, payments()}) {
            QImage image(700, 400, QImage::Format_RGB32);
            image.fill(Qt::white);
            {
                QPainter painter(&image);
                paintChart(painter, spec, Palette::light(), paperStyle(), QRectF(50, 50, 600, 300));
            }
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const bool inside = x >= 48 && x < 652 && y >= 48 && y < 352;
                    QVERIFY2(inside || image.pixelColor(x, y) == QColor(Qt::white), qPrintable(QStringLiteral("%1, %2").arg(x).arg(y)));
                }
            }
        }
    }

    void theMapLeadsToFactories()
    {
        MapSpec s;
        s.title = QStringLiteral("Two factories");
        s.participants = {QStringLiteral("FI"), QStringLiteral("ES")};
        s.factories = {{QStringLiteral("lumi"), QStringLiteral("LUMI AIF"), seriesColor(0), QPointF(27.7, 64.2), false, {QPointF(24.7, 59.4)}, QStringLiteral("LUMI: Kajaani")},
                       {QStringLiteral("bsc"), QStringLiteral("BSC AIF"), seriesColor(2), QPointF(2.1, 41.4), false, {}, QStringLiteral("BSC: Barcelona")}};
        MapView map;
        map.resize(396, 320);
        map.setSpec(s);
        map.show();
        map.setFocus();
        QVERIFY(map.accessibleDescription().contains(QLatin1String("Barcelona")));
        QSignalSpy activated(&map, &MapView::factoryActivated);
        QTest::keyClick(&map, Qt::Key_Right);
        QTest::keyClick(&map, Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.first().first().toString(), QStringLiteral("lumi"));
        const QImage image = picture(map);
        // Both marks are in the picture.
        for (const MapFactory &f : s.factories) {
            bool seen = false;
            for (int y = 0; y < image.height() && !seen; ++y) {
                for (int x = 0; x < image.width() && !seen; ++x) {
                    seen = image.pixelColor(x, y) == visibleOn(f.color, theme().palette().participant);
                }
            }
            QVERIFY2(seen, qPrintable(f.name));
        }
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestChartView)
#include "tst_chartview.moc"
