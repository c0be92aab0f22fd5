// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporttable.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace ui;

// The canvas notices what stands outside of the structure; tables break, repeat their head and keep to the page.
class TestReportCanvas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faultsAreNoticed();
    void treeIsText();
    void linksTakeTheirTextsArea();
    void wrappingKeepsToTheWidth_data();
    void wrappingKeepsToTheWidth();
    void longTablesRepeatTheirHead();
    void wideTablesShrink();
};

void TestReportCanvas::faultsAreNoticed()
{
    const auto faultsOf = [](const std::function<void(ReportCanvas &)> &work) {
        ReportCanvas canvas;
        canvas.newPage();
        work(canvas);
        return canvas.faults().size();
    };
    using Role = ReportCanvas::Role;
    QCOMPARE(faultsOf([](auto &c) { const ReportElement p(c, Role::Paragraph); c.text({20, 30}, "sound", paper::bodyType, Qt::black); }), 0);
    QCOMPARE(faultsOf([](auto &c) { c.text({20, 30}, "outside", paper::bodyType, Qt::black); }), 1);
    QCOMPARE(faultsOf([](auto &c) { const ReportArtefact a(c); c.text({20, 30}, "furniture", paper::bodyType, Qt::black); }), 0);
    QCOMPARE(faultsOf([](auto &c) { c.open(Role::Paragraph); }), 1);
    QCOMPARE(faultsOf([](auto &c) { c.close(); }), 1);
    QCOMPARE(faultsOf([](auto &c) { c.endArtefact(); }), 1);
    QCOMPARE(faultsOf([](auto &c) { const ReportElement t(c, Role::Table); c.text({20, 30}, "between cells", paper::bodyType, Qt::black); }), 1);
    QCOMPARE(faultsOf([](auto &c) { const ReportElement t(c, Role::Cell); }), 1);
    QCOMPARE(faultsOf([](auto &c) { const ReportElement t(c, Role::Figure); }), 1);
    QCOMPARE(faultsOf([](auto &c) { const ReportArtefact a(c); const ReportElement p(c, Role::Paragraph); }), 1);
}

void TestReportCanvas::treeIsText()
{
    ReportCanvas canvas;
    canvas.newPage();
    {
        const ReportElement h(canvas, ReportCanvas::Role::H1);
        canvas.text({20, 30}, "Title", paper::titleType, Qt::black);
    }
    {
        const ReportElement table(canvas, ReportCanvas::Role::Table);
        const ReportElement row(canvas, ReportCanvas::Role::Row);
        const ReportElement cell(canvas, ReportCanvas::Role::Cell);
        canvas.text({20, 40}, "1.0", paper::tableType, Qt::black);
    }
    const ReportElement figure(canvas, ReportCanvas::Role::Figure, "A bar");
    canvas.fill(QRectF(20, 50, 10, 10), Qt::black);
    QCOMPARE(canvas.treeText(), QStringLiteral("Document\n  H1 Title\n  Table\n    TR\n      TD 1.0\n  Figure [A bar]\n"));
}

void TestReportCanvas::linksTakeTheirTextsArea()
{
    ReportCanvas canvas;
    canvas.newPage();
    const ReportElement p(canvas, ReportCanvas::Role::Paragraph);
    canvas.openLink("there");
    const double width = canvas.text({20, 30}, "first line", paper::bodyType, Qt::black);
    canvas.text({20, 35}, "second", paper::bodyType, Qt::black);
    canvas.close();
    QCOMPARE(canvas.links().size(), std::size_t(2));
    QCOMPARE(canvas.links()[0].box.width(), width);
    QCOMPARE(canvas.links()[0].words, QStringLiteral("first line"));
    QCOMPARE(canvas.links()[1].target, QStringLiteral("there"));
}

void TestReportCanvas::wrappingKeepsToTheWidth_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("width");
    QTest::addColumn<int>("lines");
    QTest::newRow("words") << "National Centre for Supercomputing and Artificial Intelligence" << 40.0 << 0;
    QTest::newRow("two lines") << QString("National Centre ").repeated(12) << 40.0 << 2;
    QTest::newRow("one word") << QString(300, 'x') << 30.0 << 0;
    QTest::newRow("one word, one line") << QString(300, 'x') << 30.0 << 1;
    QTest::newRow("address") << "https://www.example.eu/a-long-path/that_goes_on/and-on/2026-10-10.html?language=en_US" << 25.0 << 0;
    QTest::newRow("empty") << "" << 25.0 << 2;
    QTest::newRow("no break") << QString("Name with no breaks").replace(' ', QChar(0xA0)) << 12.0 << 2;
}

void TestReportCanvas::wrappingKeepsToTheWidth()
{
    QFETCH(QString, text);
    QFETCH(double, width);
    QFETCH(int, lines);
    const QStringList wrapped = paper::wrapped(text, paper::tableType, width, lines);
    for (const QString &line : wrapped) {
        QVERIFY2(paper::width(line, paper::tableType) <= width + 0.01, qPrintable(line));
    }
    QVERIFY(lines == 0 || wrapped.size() <= lines);
    if (lines == 0) {
        QString joined = wrapped.join(QString());
        QCOMPARE(joined.remove(' ').remove(paper::wordGoesOn), QString(text).remove(' '));
    }
}

void TestReportCanvas::longTablesRepeatTheirHead()
{
    ReportCanvas canvas;
    ReportSheet sheet(canvas, {});
    sheet.beginChapter("Header", "1 Kicker", "Title", "Lead");
    ReportTable table;
    table.columns = {{"Name"}, {"Figure", true}};
    for (int i = 0; i < 120; ++i) {
        ReportCell name;
        name.text = QStringLiteral("Row %1").arg(i);
        ReportCell figure;
        figure.text = QString::number(i);
        table.add({name, figure});
    }
    ReportCell total;
    total.text = "All";
    table.add({total, {}}).total = true;
    table.paint(sheet);
    QCOMPARE(canvas.faults(), QStringList());
    QVERIFY(canvas.pageCount() >= 3);
    for (const ReportCanvas::Page &page : canvas.pages()) {
        const auto heads = std::count_if(page.marks.begin(), page.marks.end(), [](const auto &m) { return m.text == QLatin1String("Figure"); });
        QCOMPARE(heads, 1);
        for (const ReportCanvas::Mark &m : page.marks) {
            QVERIFY(m.node < 0 || m.box.bottom() <= ReportSheet::bottom + 0.5);
        }
    }
    // The total has its last two rows with it.
    const auto &last = canvas.pages().back().marks;
    QVERIFY(std::any_of(last.begin(), last.end(), [](const auto &m) { return m.text == QLatin1String("Row 118"); }));
    QVERIFY(std::any_of(last.begin(), last.end(), [](const auto &m) { return m.text == QLatin1String("All"); }));
}

void TestReportCanvas::wideTablesShrink()
{
    ReportCanvas canvas;
    ReportSheet sheet(canvas, {});
    sheet.beginChapter("Header", "1 Kicker", "Title", "Lead");
    ReportTable table;
    table.columns = {{"Name"}};
    std::vector<ReportCell> cells(1);
    cells[0].text = QString("Factory of a long name ").repeated(6);
    for (int i = 0; i < 9; ++i) {
        table.columns.push_back({QString::number(2025 + i), true});
        ReportCell cell;
        cell.text = QStringLiteral("123,456,789.0");
        cells.push_back(cell);
    }
    table.add(cells);
    table.paint(sheet);
    for (const ReportCanvas::Mark &m : canvas.pages()[0].marks) {
        QVERIFY2(m.box.left() >= ReportSheet::left - 0.1 && m.box.right() <= ReportSheet::right + 0.1, qPrintable(m.text));
    }
}

QTEST_MAIN(TestReportCanvas)
#include "tst_reportcanvas.moc"
