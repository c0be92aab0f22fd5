// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartcard.h"
#include "chartscene.h"
#include "chartview.h"
#include "theme.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QTableWidget>
#include <QtTest>

#include <cmath>

using namespace ui;

namespace {

const QColor blue(0x1D, 0x5F, 0xBF);

ChartQuantiles spread(double middle, double half)
{
    return {middle - half, middle - 0.8 * half, middle - 0.4 * half, middle, middle + 0.4 * half, middle + 0.8 * half, middle + half};
}

ChartSpec fan()
{
    ChartSpec s;
    s.kind = ChartSpec::Kind::Fan;
    s.title = QStringLiteral("62 in 100 draws cost more than the plan");
    s.subtitle = QStringLiteral("Paid per year");
    s.unit = QStringLiteral("€ m");
    s.periods = s.axisLabels = {QStringLiteral("2025"), QStringLiteral("2026"), QStringLiteral("2027")};
    s.bands = {ChartBand{{}, QStringLiteral("Paid"), blue, {spread(100, 20), spread(400, 200), spread(300, 40)}}};
    s.lines = {ChartSeries{QStringLiteral("plan"), QStringLiteral("Plan"), Qt::black, {110, 340, 310}}};
    s.limits = {std::nan(""), 480, 250};
    s.limitName = QStringLiteral("Envelope");
    return s;
}

ChartSpec distribution()
{
    ChartSpec s;
    s.kind = ChartSpec::Kind::Distribution;
    s.title = QStringLiteral("Nine in ten draws lie between 10 and 40");
    s.subtitle = QStringLiteral("Paid 2025 to 2030");
    s.unit = QStringLiteral("€ m");
    s.from = 0;
    s.to = 50;
    s.periods = {QStringLiteral("0 to 10"), QStringLiteral("10 to 20"), QStringLiteral("20 to 30"), QStringLiteral("30 to 40"), QStringLiteral("40 to 50")};
    s.series = {ChartSeries{QStringLiteral("share"), QStringLiteral("Share"), blue, {5, 30, 40, 20, 5}}};
    s.lines = {ChartSeries{QStringLiteral("atMost"), QStringLiteral("At most"), Qt::black, {5, 35, 75, 95, 100}}};
    s.marks = {ChartMark{10, QStringLiteral("P5"), 5, false}, ChartMark{23, QStringLiteral("P50"), 50, true}, ChartMark{25, QStringLiteral("Plan"), 55, true}};
    return s;
}

ChartSpec grid()
{
    ChartSpec s;
    s.kind = ChartSpec::Kind::Grid;
    s.title = QStringLiteral("Digital Europe exceeds its envelope of 2027 in every draw");
    s.subtitle = QStringLiteral("Share of draws, %");
    s.unit = QStringLiteral("%");
    s.alarm = 50;
    s.absent = QStringLiteral("no ceiling");
    s.periods = {QStringLiteral("2026"), QStringLiteral("2027")};
    s.series = {ChartSeries{QStringLiteral("DEP"), QStringLiteral("Digital Europe"), programmeColor(QStringLiteral("DEP")), {23, 100}},
                ChartSeries{QStringLiteral("HE"), QStringLiteral("Horizon Europe"), programmeColor(QStringLiteral("HE")), {38, std::nan("")}}};
    return s;
}

ChartSpec tornado()
{
    ChartSpec s;
    s.kind = ChartSpec::Kind::Tornado;
    s.title = QStringLiteral("What is paid depends most on contract price");
    s.subtitle = QStringLiteral("Paid 2025 to 2030");
    s.unit = QStringLiteral("€ m");
    s.centre = 1485;
    s.swings = {ChartSwing{QStringLiteral("price"), QStringLiteral("Contract price, all systems"), 1400, 1603, 0.88},
                ChartSwing{QStringLiteral("delay"), QStringLiteral("In service, all systems"), 1493, 1474, -0.09},
                ChartSwing{QStringLiteral("odd"), QStringLiteral("One side"), 1500, 1540, 0.1},
                ChartSwing{QStringLiteral("none"), QStringLiteral("Demand"), 1485, 1485, 0}};
    return s;
}

ChartSpec stacked()
{
    ChartSpec s;
    s.kind = ChartSpec::Kind::Bars;
    s.title = QStringLiteral("Payments");
    s.periods = s.axisLabels = {QStringLiteral("2025"), QStringLiteral("2026")};
    s.series = {ChartSeries{QStringLiteral("DEP"), QStringLiteral("Digital Europe"), programmeColor(QStringLiteral("DEP")), {100, 200}}};
    s.totals = true;
    s.bands = {ChartBand{{}, QStringLiteral("the total"), blue, {spread(120, 40), spread(180, 100)}}};
    return s;
}

QColor tintOf(const QColor &color, double share)
{
    const Palette &p = theme().palette();
    return mixed(p.surface, p.dark ? mixed(color, Qt::white, 0.35) : color, share);
}

QImage picture(QWidget &w)
{
    return w.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

QColor colorAt(const QImage &image, double x, double y)
{
    return image.pixelColor(static_cast<int>(x), static_cast<int>(y));
}

} // namespace

// What is uncertain, as it is drawn, read out, walked through by keys and given away.
class TestChartRisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme = std::make_unique<Theme>();
    }
    void cleanupTestCase() { m_theme.reset(); }
    void init() { m_theme->setMode(Theme::Mode::Light); }

    void bandsStandForTheirValues_data() { themes(); }
    void bandsStandForTheirValues();
    void aFanIsReadOut();
    void aFanOfOnePeriodAndAGap();
    void barsOfADistribution_data() { themes(); }
    void barsOfADistribution();
    void aDistributionAsTable();
    void meters_data() { themes(); }
    void meters();
    void aGridAsTable();
    void swings_data() { themes(); }
    void swings();
    void aTornadoByKeysAndMouse();
    void whiskers();
    void ribbonsOverAreasAndLines();
    void levelsLie();
    void keysWalk_data();
    void keysWalk();
    void allAreDescribed_data() { kinds(); }
    void allAreDescribed();
    void emptyOnesSaySo_data() { kinds(); }
    void emptyOnesSaySo();
    void cardsShowTheTable_data() { kinds(); }
    void cardsShowTheTable();
    void paperIsVectorsInItsPlace_data() { kinds(); }
    void paperIsVectorsInItsPlace();
    void anySizeDoesNoHarm_data() { kinds(); }
    void anySizeDoesNoHarm();

private:
    void themes()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void kinds()
    {
        QTest::addColumn<int>("kind");
        int kind = 0;
        for (const char *name : {"fan", "distribution", "grid", "tornado", "bars"}) {
            QTest::newRow(name) << kind++;
        }
    }
    ChartSpec specOf(int kind) { return kind == 0 ? fan() : kind == 1 ? distribution() : kind == 2 ? grid() : kind == 3 ? tornado() : stacked(); }
    void show(ChartView &view, const ChartSpec &spec, bool dark, const QSize &size = QSize(560, 300))
    {
        m_theme->setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        view.resize(size);
        view.setSpec(spec);
        m_image = picture(view);
        m_frame = frameFor(spec, screenStyle(), QRectF(view.rect()));
    }

    std::unique_ptr<Theme> m_theme;
    QImage m_image;
    ChartFrame m_frame;
};

void TestChartRisk::bandsStandForTheirValues()
{
    QFETCH(bool, dark);
    ChartSpec s = fan();
    s.lines.clear();
    s.limits.clear();
    s.bands.first().quantiles = {spread(300, 200), spread(300, 200), spread(300, 200)}; // level: no slope to reckon with
    ChartView view;
    show(view, s, dark);
    const double x = m_frame.x(2.2); // beside the labels
    for (const auto &[value, tint] : {std::pair(305.0 + 60, 0.50), std::pair(300.0 + 120, 0.32), std::pair(300.0 + 180, 0.18), std::pair(300.0 - 60, 0.50), std::pair(300.0 - 120, 0.32), std::pair(300.0 - 180, 0.18)}) {
        QCOMPARE(colorAt(m_image, x, m_frame.y(value)), tintOf(blue, tint));
    }
    QCOMPARE(colorAt(m_image, x, m_frame.y(300)), tintOf(blue, 1)); // the median
    QVERIFY(colorAt(m_image, x, m_frame.y(515)) != tintOf(blue, 0.18));
    QVERIFY(colorAt(m_image, x, m_frame.y(85)) != tintOf(blue, 0.18));
    QVERIFY(m_frame.highest >= 500);
}

void TestChartRisk::aFanIsReadOut()
{
    const QString words = readOut(fan(), 1);
    for (const char *part : {"2026", "P95: 600.0", "P90: 560.0", "P75: 480.0", "P50: 400.0", "P25: 320.0", "P10: 240.0", "P5: 200.0", "Plan: 340.0", "Envelope: 480.0"}) {
        QVERIFY2(words.contains(QLatin1String(part)), part);
    }
    QVERIFY(!readOut(fan(), 0).contains(QLatin1String("Envelope")));
    const ChartTable t = tableOf(fan());
    QCOMPARE(t.header, QStringList({"Period", "Plan", "P5", "P10", "P25", "P50", "P75", "P90", "P95", "Envelope"}));
    QCOMPARE(t.rows[2], QStringList({"2027", "310.0", "260.0", "268.0", "284.0", "300.0", "316.0", "332.0", "340.0", "250.0"}));
    QCOMPARE(t.rows[0].last(), QString());
    const QStringList lines = csvOf(fan()).split(QLatin1Char('\n'));
    QCOMPARE(lines[0], QStringLiteral("period,\"Plan\",\"P5\",\"P10\",\"P25\",\"P50\",\"P75\",\"P90\",\"P95\",\"Envelope\""));
    QCOMPARE(lines[2].section(QLatin1Char(','), 8, 8).toDouble(), 600.0);
    QVERIFY(lines[1].endsWith(QLatin1Char(',')));
}

void TestChartRisk::aFanOfOnePeriodAndAGap()
{
    ChartSpec s = fan();
    const ChartQuantiles none = [] {
        ChartQuantiles q;
        q.fill(std::nan(""));
        return q;
    }();
    s.lines.clear();
    s.limits.clear();
    s.bands.first().quantiles = {spread(300, 200), none, spread(300, 200)};
    ChartView view;
    show(view, s, false);
    QCOMPARE(colorAt(m_image, m_frame.x(0.4), m_frame.y(470)), tintOf(blue, 0.18));
    QVERIFY(colorAt(m_image, m_frame.x(1.5), m_frame.y(300)) != blue); // nothing there
    QVERIFY(!readOut(s, 1).contains(QLatin1String("P50")));
    QCOMPARE(tableOf(s).rows[1], QStringList({"2026", "", "", "", "", "", "", ""}));
}

void TestChartRisk::barsOfADistribution()
{
    QFETCH(bool, dark);
    ChartSpec s = distribution();
    s.marks.clear();
    s.lines.first().hidden = true;
    ChartView view;
    show(view, s, dark);
    const QColor fill = tintOf(blue, 0.75);
    for (int i = 0; i < 5; ++i) {
        const double share = s.series.first().values[i];
        QCOMPARE(colorAt(m_image, m_frame.x(i + 0.5), m_frame.y(share) + 3), fill);
        QVERIFY(colorAt(m_image, m_frame.x(i + 0.5), m_frame.y(share) - 3) != fill);
    }
    QCOMPARE(m_frame.across(0), m_frame.plot.left());
    QCOMPARE(m_frame.across(50), m_frame.plot.right());
    // A mark stands at its value, whatever the bars.
    s.marks = {ChartMark{25, QStringLiteral("Plan"), 55, true}};
    show(view, s, dark);
    QCOMPARE(colorAt(m_image, m_frame.across(25), m_frame.plot.bottom() - 10), theme().palette().text);
    // The line at the right scale: 35 % at the end of the second range.
    s.lines.first().hidden = false;
    s.lines.first().color = Qt::red;
    s.marks.clear();
    show(view, s, dark);
    bool seen = false;
    for (int dy = -2; dy <= 2; ++dy) {
        seen = seen || colorAt(m_image, m_frame.x(2), m_frame.plot.bottom() - m_frame.plot.height() * 0.35 + dy) == QColor(Qt::red);
    }
    QVERIFY(seen);
}

void TestChartRisk::aDistributionAsTable()
{
    const ChartTable t = tableOf(distribution());
    QCOMPARE(t.header, QStringList({"Range, € m", "Share of draws, %", "At most this, %"}));
    QCOMPARE(t.rows.size(), 8);
    QCOMPARE(t.rows[1], QStringList({"10 to 20", "30.00", "35.00"}));
    QCOMPARE(t.rows[5], QStringList({"P5 10.0", "", "5.00"}));
    QCOMPARE(csvOf(distribution()).split(QLatin1Char('\n'))[1], QStringLiteral("0 to 10,5,5"));
    const QString words = readOut(distribution(), 2);
    for (const char *part : {"20 to 30", "40.0", "75.0"}) {
        QVERIFY2(words.contains(QLatin1String(part)), part);
    }
}

void TestChartRisk::meters()
{
    QFETCH(bool, dark);
    const ChartSpec s = grid();
    ChartView view;
    show(view, s, dark);
    const double column = m_frame.plot.width() / 2;
    // Somewhere below each figure lies its meter, as long as its share.
    const auto meterLength = [&](int row, int period, const QColor &color) {
        int most = 0;
        const double high = m_frame.plot.height() / 2;
        for (int y = static_cast<int>(m_frame.plot.top() + row * high) + 2; y < m_frame.plot.top() + (row + 1) * high - 1; ++y) {
            int run = 0;
            for (int x = static_cast<int>(m_frame.x(period)) + 1; x < m_frame.x(period + 1) && colorAt(m_image, x, y) == color; ++x) {
                ++run;
            }
            most = std::max(most, run);
        }
        return most;
    };
    const double full = column - std::min(QFontMetricsF(screenStyle().font).averageCharWidth() * 1.5, column * 0.1);
    QVERIFY(std::abs(meterLength(0, 0, theme().palette().secondary) - full * 0.23) < 3);
    QVERIFY(std::abs(meterLength(0, 1, theme().palette().worse) - full) < 3); // above the alarm
    QVERIFY(std::abs(meterLength(1, 0, theme().palette().secondary) - full * 0.38) < 3);
    QVERIFY(meterLength(1, 1, theme().palette().secondary) < 12); // no ceiling, only words
}

void TestChartRisk::aGridAsTable()
{
    const ChartTable t = tableOf(grid());
    QCOMPARE(t.header, QStringList({"Period", "Digital Europe", "Horizon Europe"})); // no sum
    QCOMPARE(t.rows[1], QStringList({"2027", "100.0", "no ceiling"}));
    QVERIFY(readOut(grid(), 1).contains(QStringLiteral("Horizon Europe: no ceiling")));
    QCOMPARE(csvOf(grid()).split(QLatin1Char('\n'))[2], QStringLiteral("\"2027\",100,"));
}

void TestChartRisk::swings()
{
    QFETCH(bool, dark);
    const ChartSpec s = tornado();
    ChartView view;
    show(view, s, dark);
    const QColor low = seriesColor(4), high = seriesColor(5);
    const auto row = [&](int i) { return m_frame.plot.top() + (i + 0.5) * m_frame.rowHeight(); };
    const auto between = [&](double value) { return (m_frame.across(value) + m_frame.across(s.centre)) / 2; };
    QCOMPARE(colorAt(m_image, between(1400), row(0)), low);
    QCOMPARE(colorAt(m_image, between(1603), row(0)), high);
    QCOMPARE(colorAt(m_image, m_frame.across(1400) + 3, row(0)), low);
    QVERIFY(colorAt(m_image, m_frame.across(1400) - 3, row(0)) != low);
    QCOMPARE(colorAt(m_image, m_frame.across(1603) - 3, row(0)), high);
    // Later is cheaper here: P10 lies at the right.
    QCOMPARE(colorAt(m_image, between(1493), row(1)), low);
    QCOMPARE(colorAt(m_image, between(1474), row(1)), high);
    // Both at one side: the shorter lies on the longer.
    QCOMPARE(colorAt(m_image, between(1500), row(2)), low);
    QCOMPARE(colorAt(m_image, m_frame.across(1538), row(2)), high);
    QVERIFY(colorAt(m_image, m_frame.across(s.centre), row(0)) != low && colorAt(m_image, m_frame.across(s.centre), row(0)) != high);
    // Labels at both ends find room within the plot.
    QVERIFY(m_frame.across(1400) - m_frame.plot.left() > QFontMetricsF(screenStyle().font).horizontalAdvance(QStringLiteral("-85.0")));
}

void TestChartRisk::aTornadoByKeysAndMouse()
{
    ChartView view;
    view.show();
    show(view, tornado(), false);
    view.setFocus();
    QSignalSpy activated(&view, &ChartView::seriesActivated);
    QTest::keyClick(&view, Qt::Key_Return); // nothing is chosen
    QCOMPARE(activated.count(), 0);
    QTest::keyClick(&view, Qt::Key_Down);
    QVERIFY(view.accessibleDescription().startsWith(QLatin1String("Contract price")));
    QVERIFY(view.accessibleDescription().contains(QLatin1String("1,603.0")));
    QVERIFY(view.accessibleDescription().contains(QLatin1String("+118.0")));
    QVERIFY(view.accessibleDescription().contains(QLatin1String("+0.88")));
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(activated.takeFirst().first().toString(), QStringLiteral("delay"));
    QTest::keyClick(&view, Qt::Key_Up);
    QTest::keyClick(&view, Qt::Key_Up);
    QVERIFY(view.accessibleDescription().startsWith(QLatin1String("Contract price")));
    QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(static_cast<int>(m_frame.plot.center().x()), static_cast<int>(m_frame.plot.top() + 2.5 * m_frame.rowHeight())));
    QCOMPARE(activated.takeFirst().first().toString(), QStringLiteral("odd"));
    const ChartTable t = tableOf(tornado());
    QCOMPARE(t.header, QStringList({"Input", "At its P10, € m", "At its P90, € m", "Swing, € m", "Rank correlation"}));
    QCOMPARE(t.rows[1], QStringList({"In service, all systems", "1,493.0", "1,474.0", "19.0", QStringLiteral("\u22120.09")}));
}

void TestChartRisk::whiskers()
{
    const ChartSpec s = stacked();
    ChartView view;
    show(view, s, false);
    const auto inked = [&](double x, double y) {
        return colorAt(m_image, x - 1, y).lightness() < 70 || colorAt(m_image, x, y).lightness() < 70 || colorAt(m_image, x + 1, y).lightness() < 70;
    };
    for (int i = 0; i < 2; ++i) {
        const double x = m_frame.x(i + 0.5);
        const ChartQuantiles &q = s.bands.first().quantiles[i];
        QVERIFY(inked(x, m_frame.y(q[6] - 6)));
        QVERIFY(inked(x, m_frame.y(q[0] + 6)));
        QVERIFY(!inked(x, m_frame.y(q[0]) + 4));
        QCOMPARE(colorAt(m_image, x, m_frame.y(q[3])), theme().palette().surface); // the median's ring
    }
    QVERIFY(m_frame.highest >= 280);
    QVERIFY(readOut(s, 1).contains(QLatin1String("Draws of the total: P5 80.0, median 180.0, P95 280.0")));
    QCOMPARE(tableOf(s).rows[1], QStringList({"2026", "200.0", "200.0", "80.0", "100.0", "140.0", "180.0", "220.0", "260.0", "280.0"}));
    ChartSpec numbers = s;
    numbers.bands.clear();
    numbers.highest = 290;
    show(view, numbers, false);
    QVERIFY(!inked(m_frame.x(0.5), m_frame.y(155)));
}

void TestChartRisk::ribbonsOverAreasAndLines()
{
    ChartSpec s = stacked();
    s.kind = ChartSpec::Kind::Areas;
    s.totals = false;
    s.axisAt = {0, 1};
    ChartView view;
    ChartSpec without = s;
    without.bands.clear();
    without.highest = s.highest = 300;
    show(view, without, false);
    const QImage plain = m_image;
    show(view, s, false);
    const auto differs = [&](double period, double value) { return colorAt(m_image, m_frame.x(period), m_frame.y(value)) != colorAt(plain, m_frame.x(period), m_frame.y(value)); };
    QVERIFY(differs(0.6, 92));
    QVERIFY(differs(0.6, 150));
    QVERIFY(!differs(0.6, 70)); // below P5
    QVERIFY(!differs(0.6, 172)); // above P95
    QVERIFY(differs(1.4, 250));
    // Of a line: gone when the line is hidden.
    s.series.clear();
    s.lines = {ChartSeries{QStringLiteral("supply"), QStringLiteral("Supply"), blue, {100, 200}}};
    s.bands.first().of = QStringLiteral("supply");
    show(view, s, false);
    const QColor inside = colorAt(m_image, m_frame.x(0.6), m_frame.y(150));
    s.lines.first().hidden = true;
    show(view, s, false);
    QVERIFY(colorAt(m_image, m_frame.x(0.6), m_frame.y(150)) != inside);
}

void TestChartRisk::levelsLie()
{
    ChartSpec s;
    s.kind = ChartSpec::Kind::Areas;
    s.highest = 100;
    s.axisAt = {0};
    s.axisLabels = {QStringLiteral("2025")};
    for (int i = 0; i < 12; ++i) {
        s.periods << QString::number(i);
    }
    s.lines = {ChartSeries{QStringLiteral("t"), QStringLiteral("Twice"), blue, QVector<double>(12, 0)}};
    s.marks = {ChartMark{80, {}, -1, false}};
    ChartView view;
    show(view, s, false);
    int dashes = 0;
    for (int x = static_cast<int>(m_frame.plot.left()); x < m_frame.plot.right(); ++x) {
        for (int dy = -1; dy <= 1; ++dy) {
            dashes += colorAt(m_image, x, m_frame.y(80) + dy).lightness() < 200 ? 1 : 0;
        }
    }
    QVERIFY(dashes > m_frame.plot.width() / 4);
    QVERIFY(dashes < m_frame.plot.width());
}

void TestChartRisk::keysWalk_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("last");
    QTest::newRow("fan") << 0 << "2025" << "2027";
    QTest::newRow("distribution") << 1 << "0 to 10" << "40 to 50";
    QTest::newRow("grid") << 2 << "2026" << "2027";
    QTest::newRow("tornado") << 3 << "Contract" << "Demand";
}

void TestChartRisk::keysWalk()
{
    QFETCH(int, kind);
    QFETCH(QString, first);
    QFETCH(QString, last);
    ChartView view;
    view.show();
    show(view, specOf(kind), false);
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_End);
    QVERIFY(view.accessibleDescription().startsWith(last));
    const QImage atLast = picture(view);
    QTest::keyClick(&view, Qt::Key_Right);
    QVERIFY(view.accessibleDescription().startsWith(last));
    QTest::keyClick(&view, Qt::Key_Home);
    QVERIFY(view.accessibleDescription().startsWith(first));
    QVERIFY(picture(view) != atLast); // seen as well
    QSignalSpy table(&view, &ChartView::tableWanted);
    QTest::keyClick(&view, Qt::Key_T);
    QCOMPARE(table.count(), 1);
}

void TestChartRisk::allAreDescribed()
{
    QFETCH(int, kind);
    ChartView view;
    view.setSpec(specOf(kind));
    QCOMPARE(view.accessibleName(), specOf(kind).title);
    const QString words = view.accessibleDescription();
    const char *parts[] = {"P95: 340.0", "P50 23.0", "Digital Europe: 100.0", "+118.0", "200.0"};
    QVERIFY2(words.contains(QLatin1String(parts[kind])), qPrintable(words));
}

void TestChartRisk::emptyOnesSaySo()
{
    QFETCH(int, kind);
    ChartSpec s = specOf(kind);
    s.periods.clear();
    s.series.clear();
    s.lines.clear();
    s.bands.clear();
    s.swings.clear();
    s.empty = QStringLiteral("No figure here is uncertain yet.");
    QVERIFY(isEmpty(s));
    ChartView view;
    show(view, s, false);
    QCOMPARE(view.accessibleDescription(), s.empty);
    for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Left, Qt::Key_Down, Qt::Key_Home, Qt::Key_Return}) {
        QTest::keyClick(&view, key);
    }
    QVERIFY(readOut(s, 0).isEmpty());
    tableOf(s);
    csvOf(s);
}

void TestChartRisk::cardsShowTheTable()
{
    QFETCH(int, kind);
    ChartCard card;
    card.resize(600, 340);
    card.setSpec(specOf(kind));
    card.show();
    card.showTable(true);
    auto *table = card.findChild<QTableWidget *>();
    const ChartTable expected = tableOf(specOf(kind));
    QCOMPARE(table->rowCount(), static_cast<int>(expected.rows.size()));
    for (int r = 0; r < expected.rows.size(); ++r) {
        for (int c = 0; c < expected.header.size(); ++c) {
            QCOMPARE(table->item(r, c)->text(), expected.rows[r][c]);
        }
    }
}

void TestChartRisk::paperIsVectorsInItsPlace()
{
    QFETCH(int, kind);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(96);
        QPainter painter(&writer);
        paintChart(painter, specOf(kind), Palette::light(), paperStyle(), QRectF(20, 20, 600, 260));
    }
    QVERIFY(bytes.startsWith("%PDF"));
    QVERIFY(!bytes.contains("/Subtype /Image"));
    ChartSpec s = specOf(kind);
    if (!s.swings.isEmpty()) {
        s.swings[0].name = QStringLiteral("An input whose name is much longer than anybody would expect of an input");
    }
    QImage image(700, 400, QImage::Format_RGB32);
    image.fill(Qt::white);
    {
        QPainter painter(&image);
        paintChart(painter, s, Palette::light(), paperStyle(), QRectF(50, 50, 600, 300));
    }
    int ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const bool inside = x >= 48 && x < 652 && y >= 48 && y < 352;
            const bool white = image.pixelColor(x, y) == QColor(Qt::white);
            QVERIFY2(inside || white, qPrintable(QStringLiteral("%1, %2").arg(x).arg(y)));
            ink += white ? 0 : 1;
        }
    }
    QVERIFY(ink > 3000);
}

void TestChartRisk::anySizeDoesNoHarm()
{
    QFETCH(int, kind);
    for (const QSize size : {QSize(220, 130), QSize(30, 20), QSize(1900, 900)}) {
        ChartView view;
        show(view, specOf(kind), false, size);
        QVERIFY(!m_image.isNull());
    }
    ChartSpec s = specOf(kind);
    s.bands.fill(ChartBand{}, s.bands.size()); // without values
    for (ChartSeries &series : s.series) {
        series.values.clear();
    }
    ChartView view;
    show(view, s, true);
    QVERIFY(!descriptionOf(s).isEmpty());
}

QTEST_MAIN(TestChartRisk)
#include "tst_chartrisk.moc"
