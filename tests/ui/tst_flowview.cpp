// SPDX-License-Identifier: GPL-3.0-or-later
// The flow diagram under real mouse and key events, its geometry, its table, and what it saves.
#include "chartexport.h"
#include "chartview.h"
#include "flowbands.h"
#include "flowview.h"
#include "ganttview.h"
#include "mapview.h"
#include "rankview.h"
#include "theme.h"
#include "waterfallview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QImage>
#include <QMenu>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace ui;

class TestFlowView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void linksAddUp();
    void foldsTheSmallest();
    void namesHaveRoom_data();
    void namesHaveRoom();
    void screenShowsWhatPaperShows_data();
    void screenShowsWhatPaperShows();
    void hoverStandsOut();
    void clickLeadsOn();
    void walksByKey();
    void tableAndCsv();
    void everyChartGivesItsPictureAndData_data();
    void everyChartGivesItsPictureAndData();
    void saves_data();
    void saves();

private:
    static FlowSpec small();
    static FlowSpec large(int sources, int factories);
    std::unique_ptr<Theme> m_theme;
};

void TestFlowView::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
}

FlowSpec TestFlowView::small()
{
    FlowSpec s;
    s.title = "Who pays for what";
    s.unit = "€ m";
    s.columns = QStringList{"Who", "Factory", "What"};
    s.nodes = {{"programme/DEP", "Digital Europe", seriesColor(0), 0, true}, {"country/FI", "Finland", seriesColor(1), 0, true},
               {"factory/lumi", "LUMI", seriesColor(2), 1, true}, {"factory/bsc", "BSC", seriesColor(3), 1, true},
               {"class/0", "Infrastructure", fleetColor(), 2, false}, {"class/1", "Operations", fleetColor(), 2, false}};
    s.paths = {{{0, 2, 4}, 100}, {{0, 2, 5}, 20}, {{0, 3, 4}, 60}, {{1, 2, 4}, 80}, {{1, 2, 5}, 40}};
    return s;
}

FlowSpec TestFlowView::large(int sources, int factories)
{
    FlowSpec s;
    s.unit = "€ m";
    for (int i = 0; i < sources; ++i) {
        s.nodes << FlowNode{QString("country/%1").arg(i), QString("A country with a long name %1").arg(i), seriesColor(i), 0, true};
    }
    for (int i = 0; i < factories; ++i) {
        s.nodes << FlowNode{QString("factory/%1").arg(i), QString("AI Factory of a long name %1").arg(i), seriesColor(i), 1, true};
    }
    s.nodes << FlowNode{"class/0", "Infrastructure", fleetColor(), 2, false};
    for (int i = 0; i < sources; ++i) {
        s.paths << FlowPath{{i, sources + i % factories, sources + factories}, 1000.0 / (1 + i * i)};
    }
    return s;
}

void TestFlowView::linksAddUp()
{
    const FlowSpec s = small();
    const QVector<FlowLink> links = linksOf(s);
    QCOMPARE(links.size(), 6); // DEP-LUMI, DEP-BSC, FI-LUMI, LUMI-0, LUMI-1, BSC-0
    QCOMPARE(valueOf(s, 0), 180.0);
    QCOMPARE(valueOf(s, 1), 120.0);
    QCOMPARE(valueOf(s, 2), 240.0);
    QCOMPARE(valueOf(s, 4), 240.0);
    for (const FlowLink &l : links) {
        QCOMPARE(l.value, l.from == 0 && l.to == 2 ? 120.0 : l.from == 0 ? 60.0 : l.from == 1 ? 120.0 : l.from == 3 ? 60.0 : l.to == 4 ? 180.0 : 60.0);
    }
    QVERIFY(nodeReadOut(s, 2).contains("from Digital Europe: 120.0"));
    QVERIFY(nodeReadOut(s, 2).contains("to Operations: 60.0"));
    QVERIFY(linkReadOut(s, links[0]).contains("120.0"));
}

void TestFlowView::foldsTheSmallest()
{
    const FlowSpec s = large(20, 5);
    const FlowSpec f = folded(s, 0, 8);
    int sources = 0;
    double all = 0;
    double before = 0;
    for (int i = 0; i < f.nodes.size(); ++i) {
        if (f.nodes[i].column == 0) {
            ++sources;
            all += valueOf(f, i);
        }
    }
    for (int i = 0; i < 20; ++i) {
        before += valueOf(s, i);
    }
    QCOMPARE(sources, 8);
    QCOMPARE(f.nodes.last().name, QString("13 others"));
    QVERIFY(!f.nodes.last().link);
    QVERIFY(std::fabs(all - before) < 1e-9);
    QCOMPARE(folded(s, 0, 20), s);
}

void TestFlowView::namesHaveRoom_data()
{
    QTest::addColumn<int>("sources");
    QTest::addColumn<int>("factories");
    QTest::addColumn<QSize>("size");
    QTest::newRow("seven factories") << 20 << 7 << QSize(760, 420);
    QTest::newRow("nineteen factories") << 26 << 19 << QSize(760, 420);
    QTest::newRow("low") << 30 << 19 << QSize(500, 240);
    QTest::newRow("many") << 80 << 60 << QSize(900, 500);
}

// Names of a column stand apart by a line, inside the picture, and bands leave their nodes within them.
void TestFlowView::namesHaveRoom()
{
    QFETCH(int, sources);
    QFETCH(int, factories);
    QFETCH(QSize, size);
    const QRectF target(QPointF(), size);
    const FlowLayout l = layOut(large(sources, factories), target);
    for (int c = 0; c < 3; ++c) {
        double last = -1e9;
        for (int i = 0; i < l.nodes.size(); ++i) {
            if (l.spec.nodes[i].column != c) {
                continue;
            }
            QVERIFY2(l.labels[i] - last > 13.9, qPrintable(QString("%1 in column %2").arg(l.labels[i] - last).arg(c)));
            last = l.labels[i];
            QVERIFY(target.contains(QPointF(l.nodes[i].center().x(), l.labels[i])));
            QVERIFY(target.contains(l.nodes[i]));
        }
    }
    for (const FlowLayout::Band &b : l.bands) {
        QVERIFY(b.from.y() >= l.nodes[b.link.from].top() - 1e-6 && b.from.y() + b.link.value * l.scale <= l.nodes[b.link.from].bottom() + 1e-6);
        QVERIFY(b.to.y() >= l.nodes[b.link.to].top() - 1e-6 && b.to.y() + b.link.value * l.scale <= l.nodes[b.link.to].bottom() + 1e-6);
    }
}

void TestFlowView::screenShowsWhatPaperShows_data()
{
    QTest::addColumn<FlowSpec>("spec");
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<double>("ratio");
    QTest::newRow("few") << small() << QSizeF(700, 400) << 1.0;
    QTest::newRow("few, 200 %") << small() << QSizeF(700, 400) << 2.0;
    QTest::newRow("many") << large(12, 200) << QSizeF(740, 440) << 1.0;
    QTest::newRow("many, 150 %") << large(12, 200) << QSizeF(740, 440) << 1.5;
    QTest::newRow("steep") << large(12, 40) << QSizeF(420, 900) << 1.0;
    QTest::newRow("little room") << large(12, 40) << QSizeF(260, 160) << 1.0;
}

// The bands that are summed up by columns of pixels are those of the curves that files and paper get.
void TestFlowView::screenShowsWhatPaperShows()
{
    QFETCH(FlowSpec, spec);
    QFETCH(QSizeF, size);
    QFETCH(double, ratio);
    const QRectF target({2, 2}, size);
    const FlowLayout l = layOut(spec, target);
    FlowBands bands(target, ratio);
    QImage paths(bands.image().size(), QImage::Format_ARGB32_Premultiplied);
    paths.fill(Qt::transparent);
    QPainter painter(&paths);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(ratio, ratio);
    painter.translate(-target.topLeft());
    for (const FlowLayout::Band &band : l.bands) {
        QColor color = l.spec.nodes[band.link.from].color;
        color.setAlphaF(0.38F);
        bands.add(band, band.thickness, color);
        painter.fillPath(bandPath(band, 0, band.thickness), color);
    }
    painter.end();
    double sum = 0;
    int most = 0;
    for (int y = 0; y < paths.height(); ++y) {
        for (int x = 0; x < paths.width(); ++x) {
            const int apart = std::abs(qAlpha(paths.pixel(x, y)) - qAlpha(bands.image().pixel(x, y)));
            most = std::max(most, apart);
            sum += apart;
        }
    }
    QVERIFY2(most <= 28, qPrintable(QString::number(most))); // of 255; where a path's curve is cut into straight pieces
    QVERIFY(sum / (paths.width() * paths.height()) < 0.6);
}

void TestFlowView::hoverStandsOut()
{
    FlowView view;
    view.resize(700, 400);
    view.setSpec(small());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage before = view.grab().toImage();
    const FlowLayout &l = view.flow();
    const int band = l.bandAt(bandPath(l.bands[0], 0, l.bands[0].thickness).pointAtPercent(0.25) + QPointF(0, l.bands[0].thickness / 2));
    QVERIFY(band >= 0);
    QTest::mouseMove(&view, QPoint(3, 3));
    QTest::mouseMove(&view, l.nodes[2].center().toPoint());
    QCOMPARE(view.currentNode(), QString("factory/lumi"));
    QVERIFY(view.accessibleDescription().contains("from Digital Europe: 120.0"));
    QVERIFY(view.grab().toImage() != before);
    QCOMPARE(view.cursor().shape(), Qt::PointingHandCursor);
    QTest::mouseMove(&view, l.nodes[4].center().toPoint());
    QCOMPARE(view.cursor().shape(), Qt::ArrowCursor); // a class leads nowhere
    const FlowLayout::Band &first = l.bands[0];
    QTest::mouseMove(&view, (bandPath(first, first.thickness / 2, 1).pointAtPercent(0.1)).toPoint());
    QVERIFY(view.accessibleDescription().contains(l.spec.nodes[first.link.from].name));
    QVERIFY(view.accessibleDescription().contains('%'));
}

void TestFlowView::clickLeadsOn()
{
    FlowView view;
    view.resize(700, 400);
    view.setSpec(small());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy activated(&view, &FlowView::nodeActivated);
    const FlowLayout &l = view.flow();
    QTest::mouseClick(&view, Qt::LeftButton, {}, l.nodes[1].center().toPoint());
    QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(static_cast<int>(l.nodes[0].left()) - 30, static_cast<int>(l.labels[0]))); // its name
    QTest::mouseClick(&view, Qt::LeftButton, {}, l.nodes[5].center().toPoint());
    QTest::mouseClick(&view, Qt::RightButton, {}, QPoint(2, 398));
    QCOMPARE(activated.size(), 2);
    QCOMPARE(activated[0][0].toString(), QString("country/FI"));
    QCOMPARE(activated[1][0].toString(), QString("programme/DEP"));
}

void TestFlowView::walksByKey()
{
    FlowView view;
    view.resize(700, 400);
    view.setSpec(small());
    view.show();
    view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    view.setFocus();
    QSignalSpy activated(&view, &FlowView::nodeActivated);
    QSignalSpy table(&view, &FlowView::tableWanted);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.currentNode(), QString("programme/DEP"));
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.currentNode(), QString("country/FI"));
    QTest::keyClick(&view, Qt::Key_Down); // the last of its column
    QCOMPARE(view.currentNode(), QString("country/FI"));
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.currentNode(), QString("factory/lumi"));
    QVERIFY(view.accessibleDescription().startsWith("LUMI: 240.0"));
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.currentNode(), QString("class/0")); // the largest flow
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(activated.size(), 0);
    QTest::keyClick(&view, Qt::Key_Left);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].toString(), QString("factory/lumi"));
    QTest::keyClick(&view, Qt::Key_T);
    QCOMPARE(table.size(), 1);
    // A new value keeps the place.
    FlowSpec changed = small();
    changed.paths[0].value = 150;
    view.setSpec(changed);
    QCOMPARE(view.currentNode(), QString("factory/lumi"));
}

void TestFlowView::tableAndCsv()
{
    const ChartTable t = tableOf(small());
    QCOMPARE(t.rows.size(), 6);
    QCOMPARE(t.rows[0], (QStringList{"Digital Europe", "LUMI", "120.0"}));
    QVERIFY(csvOf(small()).startsWith("from,to,€ m\nDigital Europe,LUMI,120\n"));
    QCOMPARE(csvOf(QVector<QStringList>{{"a,b", "say \"x\""}}), QString("\"a,b\",\"say \"\"x\"\"\"\n"));
    QCOMPARE(tabSeparated(t).section('\n', 0, 0), QString("From\tTo\t€ m"));
}

void TestFlowView::everyChartGivesItsPictureAndData_data()
{
    QTest::addColumn<int>("kind");
    for (const auto &[name, kind] : {std::pair("flow", 0), {"rank", 1}, {"bars", 2}, {"map", 3}, {"waterfall", 4}, {"gantt", 5}}) {
        QTest::newRow(name) << kind;
    }
}

void TestFlowView::everyChartGivesItsPictureAndData()
{
    QFETCH(int, kind);
    std::unique_ptr<QWidget> chart;
    if (kind == 0) {
        auto *view = new FlowView;
        chart.reset(view);
        view->setSpec(small());
    } else if (kind == 1) {
        auto *view = new RankView;
        chart.reset(view);
        RankSpec spec;
        spec.nameHeader = "Party";
        spec.rows = {{"FI", "Finland", {}, seriesColor(0), 5.88, false}};
        view->setSpec(spec);
    } else if (kind == 2) {
        auto *view = new ChartView;
        chart.reset(view);
        ChartSpec spec;
        spec.periods = spec.axisLabels = QStringList{"2026", "2027"};
        spec.series = {{"a", "A", seriesColor(0), {1, 2}}};
        view->setSpec(spec);
    } else if (kind == 3) {
        auto *view = new MapView;
        chart.reset(view);
        view->setSpec({"Places", "", {"FI"}, {{"lumi", "LUMI", seriesColor(0), QPointF(27.7, 64.2), false, {}, "LUMI: Finland"}}});
    } else if (kind == 4) {
        auto *view = new WaterfallView;
        chart.reset(view);
        WaterfallSpec spec;
        spec.rows = {{"a", "Later", "", 3, "+3", "", {}}};
        view->setSpec(spec);
    } else {
        auto *view = new GanttView;
        chart.reset(view);
        GanttBar bar;
        bar.id = bar.name = "LUMI-AI";
        bar.service = 24300;
        bar.retires = 24372;
        GanttSpec spec;
        spec.horizonFirst = 24288;
        spec.horizonLast = 24383;
        spec.groups = {{"g", "Group", "", false, false, {bar}}};
        view->setSpec(spec);
    }
    chart->resize(500, 320);
    chart->show();
    QVERIFY(QTest::qWaitForWindowExposed(chart.get()));
    for (const QString &wanted : {QString("Copy data"), QString("Copy picture")}) {
        QApplication::clipboard()->clear();
        QStringList offered;
        QTimer::singleShot(0, this, [&] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            if (!menu) {
                return;
            }
            for (QAction *a : menu->actions()) {
                offered << a->text();
                if (a->text() == wanted) {
                    menu->setActiveAction(a);
                }
            }
            QTest::keyClick(menu, Qt::Key_Return);
        });
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(20, 20), chart->mapToGlobal(QPoint(20, 20)));
        QApplication::sendEvent(chart.get(), &event);
        QVERIFY(offered.contains("Copy picture") && offered.contains("Copy data") && offered.contains("Save as…"));
        if (wanted == "Copy data") {
            QVERIFY(QApplication::clipboard()->text().count('\n') >= 2);
        } else {
            QCOMPARE(QApplication::clipboard()->image().size(), chart->size() * 2);
        }
    }
}

void TestFlowView::saves_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("works");
    QTest::newRow("svg") << "chart.svg" << true;
    QTest::newRow("png") << "chart.png" << true;
    QTest::newRow("csv") << "chart.csv" << true;
    QTest::newRow("unknown ending") << "chart.doc" << false;
    QTest::newRow("no such folder") << "nowhere/chart.svg" << false;
}

void TestFlowView::saves()
{
    QFETCH(QString, name);
    QFETCH(bool, works);
    QTemporaryDir folder;
    ChartExport e;
    e.title = "Flow";
    e.size = QSize(600, 300);
    const FlowLayout l = layOut(small(), QRectF(0, 0, 600, 300));
    e.paint = [&](QPainter &painter, const Palette &palette) { paintFlow(painter, l, palette, QRectF(0, 0, 600, 300)); };
    e.table = tableOf(small());
    e.csv = csvOf(small());
    const QString path = folder.filePath(name);
    const QString problem = saveChart(e, path);
    QCOMPARE(problem.isEmpty(), works);
    QCOMPARE(QFile::exists(path), works);
    if (!works) {
        return;
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    if (name.endsWith("svg")) {
        QVERIFY(content.contains("<title>Flow</title>") && content.contains("<path"));
    } else if (name.endsWith("png")) {
        QCOMPARE(QImage::fromData(content).size(), QSize(1200, 600));
    } else {
        QCOMPARE(content, e.csv.toUtf8());
    }
}

QTEST_MAIN(TestFlowView)
#include "tst_flowview.moc"
