// SPDX-License-Identifier: GPL-3.0-or-later
#include "contenttagger.h"
#include "pdfchecker.h"
#include "report.h"
#include "reportplans.h"
#include "reporttable.h"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include <QApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <random>

using namespace ui;

namespace {

using Role = ReportCanvas::Role;

PdfInfo infoFor(PdfStandard standard = PdfStandard::Accessible)
{
    PdfInfo info;
    info.title = QStringLiteral("A <title> & more");
    info.author = QStringLiteral("Anna Author");
    info.subject = QStringLiteral("Subject");
    info.program = QStringLiteral("AI Factory Planner");
    info.language = QStringLiteral("en");
    info.date = QDate(2026, 11, 22);
    info.standard = standard;
    return info;
}

// Headings, a paragraph over two pages, a table with its head repeated, links within and without, a figure, a note.
ReportCanvas sampleCanvas()
{
    ReportCanvas canvas;
    ReportSheet sheet(canvas, {QStringLiteral("Header"), QStringLiteral("Footer"), 3});
    sheet.beginChapter(QStringLiteral("Chapter"), QStringLiteral("1 Chapter"), QStringLiteral("Fifteen officials filed first"), QStringLiteral("A lead of two lines, long enough to be broken at a blank, so that the blank must be painted or words would run together."));
    canvas.destination(QStringLiteral("chapter"), 20);
    canvas.outline(0, QStringLiteral("Chapter"), QStringLiteral("chapter"));
    sheet.block(QStringLiteral("A table"), QStringLiteral("Numbers"));
    ReportTable table;
    table.columns = {{QStringLiteral("Name")}, {QStringLiteral("Figure"), true}};
    for (int i = 0; i < 45; ++i) {
        ReportCell name, figure;
        name.text = QStringLiteral("Row %1").arg(i);
        figure.text = QString::number(i);
        figure.source = i == 3 ? 1 : 0;
        figure.assumption = i == 4;
        table.add({name, figure});
    }
    ReportCell all;
    all.text = QStringLiteral("All");
    table.add({all}).total = true; // fewer cells than columns
    table.paint(sheet);
    sheet.moveTo(ReportSheet::bottom - 8);
    sheet.paragraph(QString("Words that go on over the page. ").repeated(12));
    {
        const ReportElement figure(canvas, Role::Figure, QStringLiteral("A bar of height ten"));
        canvas.fill(QRectF(20, 100, 10, 10), Qt::blue);
        canvas.text({20, 115}, QStringLiteral("10"), paper::smallType, Qt::black);
    }
    canvas.destination(QStringLiteral("source-1"), 120);
    const ReportElement note(canvas, Role::Note);
    canvas.text({20, 130}, QStringLiteral("1"), paper::tableType, Qt::black);
    canvas.openLink(QStringLiteral("https://example.eu/a-page"));
    canvas.text({30, 130}, QStringLiteral("https://example.eu/") + paper::wordGoesOn, paper::tableType, Qt::black);
    canvas.text({30, 134}, QStringLiteral("a-page"), paper::tableType, Qt::black);
    canvas.close();
    return canvas;
}

// Anything that a page can hold, in an order that no report has.
ReportCanvas randomCanvas(unsigned seed)
{
    std::mt19937 random(seed);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const auto place = [&] { return QPointF(20 + below(150), 20 + below(250)); };
    ReportCanvas canvas;
    const auto something = [&] {
        const QColor color(below(256), below(256), below(256));
        switch (below(5)) {
        case 0:
            canvas.fill(QRectF(place(), QSizeF(below(40), below(40))), color);
            break;
        case 1:
            canvas.line(place(), place(), color, 0.1 + below(10) / 10.0, below(2) ? QVector<double>{1, 2} : QVector<double>());
            break;
        case 2:
            canvas.hatch(QRectF(place(), QSizeF(1 + below(20), 1 + below(20))), color, Qt::white);
            break;
        case 3: {
            QImage image(8, 8, QImage::Format_RGB32);
            image.fill(color);
            canvas.image(QRectF(place(), QSizeF(5, 5)), image);
            break;
        }
        default: {
            const QString words[] = {QStringLiteral("word"), QStringLiteral("Σ ≤ ≥ \u2212 €"), QStringLiteral("first officials’ affairs"), QStringLiteral("Ελλάδα, България"), QStringLiteral("1\u202F234\u00A0m"), QStringLiteral(" ")};
            canvas.text(place(), words[below(6)], {5.0 + below(20), below(2) == 1, below(4) == 0}, color);
        }
        }
    };
    canvas.newPage();
    {
        const ReportElement h(canvas, Role::H1);
        canvas.text({20, 20}, QStringLiteral("Title"), paper::titleType, Qt::black);
    }
    canvas.destination(QStringLiteral("top"), 20);
    canvas.outline(0, QStringLiteral("Title"), QStringLiteral("top"));
    for (int i = 0; i < 40; ++i) {
        if (below(12) == 0) {
            canvas.newPage();
        }
        const int kind = below(6);
        if (kind == 0) {
            const ReportArtefact artefact(canvas, below(2) ? ReportCanvas::Artefact::Layout : ReportCanvas::Artefact::Pagination);
            something();
            something();
        } else if (kind == 1) {
            const ReportElement figure(canvas, Role::Figure, QStringLiteral("Something to look at"));
            something();
            {
                const ReportArtefact artefact(canvas);
                something();
            }
            something();
        } else if (kind == 2) {
            const ReportElement table(canvas, Role::Table);
            for (int r = 0; r < 3; ++r) {
                const ReportElement row(canvas, Role::Row);
                for (int c = 0; c < 2; ++c) {
                    const ReportElement cell(canvas, r == 0 ? Role::HeaderCell : Role::Cell);
                    for (int k = below(3); k > 0; --k) {
                        something();
                    }
                }
            }
        } else {
            const ReportElement p(canvas, below(5) == 0 ? Role::Note : Role::Paragraph);
            something();
            if (below(3) == 0) {
                canvas.openLink(below(2) ? QStringLiteral("top") : QStringLiteral("https://example.eu/"));
                canvas.text(place(), QStringLiteral("a link"), paper::bodyType, Qt::black);
                canvas.close();
                something();
            }
            if (below(6) == 0) {
                canvas.newPage();
                something();
            }
        }
    }
    return canvas;
}

QByteArray output(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(120000);
    return process.readAllStandardOutput();
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

// The same file with something done to it.
QByteArray changed(const QByteArray &bytes, const std::function<void(QPDF &)> &change)
{
    QPDF pdf;
    pdf.processMemoryFile("changed", bytes.constData(), static_cast<std::size_t>(bytes.size()));
    change(pdf);
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return QByteArray(reinterpret_cast<const char *>(buffer->getBuffer()), static_cast<qsizetype>(buffer->getSize()));
}

// The first element of a type.
QPDFObjectHandle elementIn(QPDF &pdf, const char *type)
{
    for (QPDFObjectHandle object : pdf.getAllObjects()) {
        if (object.isDictionary() && object.getKey("/S").isName() && object.getKey("/S").getName() == type) {
            return object;
        }
    }
    return QPDFObjectHandle::newNull();
}

} // namespace

// Tags: the tree says what the pages show, nothing looks different for them, and where they cannot be made the report is still there.
class TestTaggedPdf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void structureOfASample();
    void reportsAreSound_data();
    void reportsAreSound();
    void readersFindTheOrder();
    void tagsChangeNoPixel();
    void anyPageCanBeTagged();
    void checkerNoticesWhatIsWrong_data();
    void checkerNoticesWhatIsWrong();
    void taggerRefusesWhatItDoesNotKnow_data();
    void taggerRefusesWhatItDoesNotKnow();
    void withoutTagsTheFileIsKept();
#ifdef AIFP_PREFLIGHT
    void archiveVariantIsJudgedSound();
#endif

private:
    QTemporaryDir m_dir;
};

void TestTaggedPdf::structureOfASample()
{
    const PdfFile file = *pdfOf(sampleCanvas(), infoFor());
    QCOMPARE(file.untaggedBecause, QString());
    QCOMPARE(faultsOfTaggedPdf(file.bytes), QStringList());
    const QString text = structureOf(file.bytes);
    const QStringList lines = text.split('\n');
    const QStringList head{"Document", "  P 1 Chapter", "  H1 Fifteen officials filed first",
                           "  P A lead of two lines, long enough to be broken at a blank, so that the blank must be painted or words would run together.", "  H2 A table", "  P Numbers", "  Table", "    TR",
                           "      TH Name", "      TH Figure", "    TR", "      TH Row 0", "      TD 0"};
    QCOMPARE(lines.mid(0, head.size()), head);
    const qsizetype link = lines.indexOf("        Link 1");
    QVERIFY(link > 0);
    QCOMPARE(lines[link - 1], QString("      TD 3"));
    const QStringList tail{"    TR", "      TH All", "      TD", "  P " + QString("Words that go on over the page. ").repeated(12).trimmed(), "  Figure 10", "  Note 1", "    Link https://example.eu/a-page"};
    QStringList got = lines.mid(lines.size() - tail.size());
    for (QString &line : got) {
        line.replace("  Words", " Words").replace("page.  Words", "page. Words"); // a piece a page, each trimmed
    }
    QCOMPARE(got, tail);
    QVERIFY(text.count("Figure") == 2); // the head that is repeated on each page is not told again
}

void TestTaggedPdf::reportsAreSound_data()
{
    QTest::addColumn<PlanPtr>("plan");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("against");
    for (const char *kind : {"board", "slides", "country", "factory", "changes"}) {
        const auto row = [&](const char *what, const PlanPtr &plan, const char *scenario, const char *against) {
            QTest::addRow("%s, %s", kind, what) << plan << QString(kind) << QString(scenario) << QString(against);
        };
        row("contracts", shipped(), "contracts-2026", "");
        row("nineteen against late", shipped(), "all-19", "delay-6");
        row("crowded", crowdedPlan(60), "s", "");
        if (std::string(kind) != "changes") {
            row("baseline", shipped(), "", "");
        }
    }
}

void TestTaggedPdf::reportsAreSound()
{
    QFETCH(PlanPtr, plan);
    QFETCH(QString, kind);
    QFETCH(QString, scenario);
    QFETCH(QString, against);
    ReportInput input = *reportInput(plan, scenario, against);
    input.date = QDate(2026, 11, 22);
    input.options.draft = true;
    input.options.organisation = QStringLiteral("Ministry");
    input.options.logo = QImage(40, 20, QImage::Format_RGB32);
    input.options.logo.fill(Qt::blue);
    const PdfFile file = *reportBytes(input, {*reportKindOf(kind)});
    QCOMPARE(file.untaggedBecause, QString());
    QCOMPARE(faultsOfTaggedPdf(file.bytes), QStringList());
}

void TestTaggedPdf::readersFindTheOrder()
{
    const QString path = m_dir.filePath("sample.pdf");
    writeFile(path, pdfOf(sampleCanvas(), infoFor())->bytes);
    QVERIFY(QString::fromUtf8(output("pdfinfo", {path})).contains(QRegularExpression("Tagged:\\s+yes")));
    const QString text = QString::fromUtf8(output("pdfinfo", {"-struct-text", path}));
    qsizetype at = -1;
    for (const char *words : {"\"Fifteen officials filed first\"", "long enough to be broken at a blank", "Numbers", "Table", "Row 0", "Row 44", "Words that go on", "Figure", "https://example.eu/a-page"}) {
        const qsizetype next = text.indexOf(QLatin1String(words), at + 1);
        QVERIFY2(next > at, words);
        at = next;
    }
    QVERIFY(!text.contains("Header"));
    QProcess check;
    check.start("qpdf", {"--check", path});
    QVERIFY(check.waitForFinished(60000));
    QCOMPARE(check.exitCode(), 0);
}

void TestTaggedPdf::tagsChangeNoPixel()
{
    ReportInput input = *reportInput(shipped(), "contracts-2026", {});
    input.date = QDate(2026, 11, 22);
    const ReportCanvas canvases[] = {sampleCanvas(), reportPages(input), reportPages(input, {ReportKind::Slides}), reportPages(input, {ReportKind::Country}), randomCanvas(11), randomCanvas(12)};
    for (const ReportCanvas &canvas : canvases) {
        const QString tagged = m_dir.filePath("tagged.pdf");
        const QString raw = m_dir.filePath("raw.pdf");
        writeFile(tagged, pdfOf(canvas, infoFor())->bytes);
        writeFile(raw, pdfOf(canvas, infoFor(PdfStandard::Plain))->bytes);
        const QByteArray first = output("pdftoppm", {"-r", "60", tagged});
        QVERIFY(first.size() > 100000);
        QVERIFY(first == output("pdftoppm", {"-r", "60", raw}));
    }
}

void TestTaggedPdf::anyPageCanBeTagged()
{
    for (unsigned seed = 1; seed <= 150; ++seed) {
        const ReportCanvas canvas = randomCanvas(seed);
        QCOMPARE(canvas.faults(), QStringList());
        const PdfFile file = *pdfOf(canvas, infoFor());
        QVERIFY2(file.untaggedBecause.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(file.untaggedBecause)));
        const QStringList faults = faultsOfTaggedPdf(file.bytes);
        QVERIFY2(faults.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(faults.join("; "))));
    }
}

void TestTaggedPdf::checkerNoticesWhatIsWrong_data()
{
    using Change = std::function<void(QPDF &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("fault");
    QTest::newRow("no words") << Change([](QPDF &pdf) { elementIn(pdf, "/Figure").removeKey("/Alt"); }) << "a figure without words";
    QTest::newRow("no scope") << Change([](QPDF &pdf) { elementIn(pdf, "/TH").removeKey("/A"); }) << "a header cell without scope";
    QTest::newRow("no box") << Change([](QPDF &pdf) { elementIn(pdf, "/Figure").removeKey("/A"); }) << "a figure without a box";
    QTest::newRow("a cell too few") << Change([](QPDF &pdf) { elementIn(pdf, "/TR").getKey("/K").eraseItem(0); }) << "a table with rows";
    QTest::newRow("a level skipped") << Change([](QPDF &pdf) { elementIn(pdf, "/H1").replaceKey("/S", QPDFObjectHandle::newName("/H2")); }) << "heading of level 2";
    QTest::newRow("a row in no table") << Change([](QPDF &pdf) { elementIn(pdf, "/Table").replaceKey("/S", QPDFObjectHandle::newName("/P")); }) << "TR in P";
    QTest::newRow("content of nobody") << Change([](QPDF &pdf) { elementIn(pdf, "/H1").replaceKey("/K", QPDFObjectHandle::newArray()); }) << "is in no element";
    QTest::newRow("parent tree") << Change([](QPDF &pdf) { pdf.getRoot().getKey("/StructTreeRoot").getKey("/ParentTree").getKey("/Nums").getArrayItem(1).eraseItem(0); }) << "the parent tree does not lead";
    QTest::newRow("link of nobody") << Change([](QPDF &pdf) { elementIn(pdf, "/Link").getKey("/K").eraseItem(1); }) << "a link that belongs to no link element";
    QTest::newRow("no language") << Change([](QPDF &pdf) { pdf.getRoot().removeKey("/Lang"); }) << "no language";
    QTest::newRow("no title shown") << Change([](QPDF &pdf) { pdf.getRoot().removeKey("/ViewerPreferences"); }) << "the title is not displayed";
    QTest::newRow("no metadata") << Change([](QPDF &pdf) { pdf.getRoot().removeKey("/Metadata"); }) << "no metadata";
    QTest::newRow("no profile") << Change([](QPDF &pdf) { pdf.getRoot().removeKey("/OutputIntents"); }) << "no output intent";
    QTest::newRow("outline") << Change([](QPDF &pdf) { pdf.getRoot().getKey("/Outlines").getKey("/First").removeKey("/SE"); }) << "an outline entry that leads to no heading";
    const auto append = [](const char *content) {
        return Change([content](QPDF &pdf) {
            QPDFObjectHandle page = pdf.getAllPages().front();
            page.addPageContents(pdf.newStream(content), false);
        });
    };
    QTest::newRow("painted outside") << append("0 0 10 10 re f\n") << "f outside of every element";
    QTest::newRow("left open") << append("/Artifact BMC\n") << "marked content is left open";
    QTest::newRow("unknown number") << append("/P <</MCID 9999>> BDC EMC\n") << "MCID 9999 (P) is in no element";
    QTest::newRow("a glyph without a character") << Change([](QPDF &pdf) {
        for (QPDFObjectHandle object : pdf.getAllObjects()) {
            if (object.isDictionary() && object.hasKey("/ToUnicode")) {
                object.removeKey("/ToUnicode");
            }
        }
    }) << "has no character";
}

void TestTaggedPdf::checkerNoticesWhatIsWrong()
{
    using Change = std::function<void(QPDF &)>;
    QFETCH(Change, change);
    QFETCH(QString, fault);
    static const QByteArray sound = pdfOf(sampleCanvas(), infoFor())->bytes;
    QCOMPARE(faultsOfTaggedPdf(changed(sound, [](QPDF &) {})), QStringList());
    const QStringList faults = faultsOfTaggedPdf(changed(sound, change));
    QVERIFY2(faults.join('\n').contains(fault), qPrintable(faults.join('\n')));
}

static std::string marker(int number)
{
    const std::string x = std::to_string(markerX);
    const std::string left = std::to_string(markerX - 1);
    const std::string y = ' ' + std::to_string(-number) + ' ';
    return x + y + "m\n" + left + y + "l\n" + x + ' ' + std::to_string(-number - 1) + " l\n" + x + y + "l\nh\nf*\n";
}

void TestTaggedPdf::taggerRefusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("fault"); // empty: none
    const std::string begin = "/GSa gs\n0.028 0 0 -0.028 0 842 cm\nq q\nQ q\n";
    const std::string open = "Q\nq\n/CSp cs 0 0 0 scn\n/GSa gs\n" + marker(5) + "Q q\n";
    const std::string close = "Q\nq\n/CSp cs 0 0 0 scn\n/GSa gs\n" + marker(6) + "Q q\n";
    const auto row = [](const char *name, const std::string &content, const char *fault) { QTest::newRow(name) << QByteArray::fromStdString(content) << fault; };
    row("sound", begin + open + "q BT /F7 350 Tf 20 30 Td <0001> Tj ET Q\n" + close + "Q Q", "");
    row("nothing painted", begin + open + close + "Q Q", "");
    row("painted outside", begin + "1 1 m 2 2 l S\n" + open + close + "Q Q", "outside of every element");
    row("painted after", begin + open + close + "<0001> Tj\nQ Q", "outside of every element");
    row("missing", begin + open + "Q Q", "marker 6 is missing");
    row("out of order", begin + close + open + "Q Q", "comes where 5 is due");
    row("one too many", begin + open + close + "Q q\n" + marker(7) + "Q q\nQ Q", "comes where");
    row("not alone", begin + "Q q\n1 w\n" + marker(5) + "Q q\n" + close + "Q Q", "does not stand by itself");
    row("another path with it", begin + "Q q\n" + marker(5) + "1 1 m\nQ q\n" + close + "Q Q", "does not stand by itself");
    row("too deep", begin + "q\n" + open + close + "Q\nQ Q", "does not stand by itself");
    row("in text", begin + "Q q BT\n" + marker(5) + "Q q\n" + close + "Q Q", "does not stand by itself");
    row("half a marker", begin + "Q q\n" + marker(5).substr(0, 24) + "\nf*\nQ q\n" + close + "Q Q", "is not whole");
    row("marked already", begin + open + "/P BMC\n" + close + "Q Q", "it holds BMC");
    row("a string", begin + open + "(text) Tj\n" + close + "Q Q", "something unknown");
    row("an inline image", begin + open + "BI /W 1 ID x EI\n" + close + "Q Q", "it holds BI");
    row("a dictionary", begin + open + "<</A 1>> DP\n" + close + "Q Q", "something unknown");
    row("unbalanced", begin + open + close + "Q", "it ends too early");
    row("restored too often", begin + open + close + "Q Q Q", "it restores more");
    row("operands alone", begin + open + close + "Q Q\n1 2 3", "something unknown");
}

void TestTaggedPdf::taggerRefusesWhatItDoesNotKnow()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, fault);
    const std::vector<ContentMark> marks{{ContentMark::Kind::Begin, "P", 0}, {ContentMark::Kind::End, {}, -1}};
    const auto tagged = taggedContent(content.toStdString(), marks, 5);
    if (fault.isEmpty()) {
        QVERIFY2(tagged.ok(), tagged.ok() ? "" : tagged.error().message.c_str());
        QVERIFY(tagged->find("/P <</MCID 0>> BDC") != std::string::npos);
        QVERIFY(tagged->find("EMC") != std::string::npos);
        QVERIFY(tagged->find(std::to_string(markerX)) == std::string::npos);
    } else {
        QVERIFY(!tagged.ok());
        QVERIFY2(QString::fromStdString(tagged.error().message).contains(fault), tagged.error().message.c_str());
    }
}

// Something painted outside of every element: the reader gets the pages and is told.
void TestTaggedPdf::withoutTagsTheFileIsKept()
{
    ReportCanvas canvas = sampleCanvas();
    canvas.text({20, 200}, QStringLiteral("out of place"), paper::bodyType, Qt::black);
    const PdfFile file = *pdfOf(canvas, infoFor());
    QVERIFY(!file.untaggedBecause.isEmpty());
    const QString path = m_dir.filePath("untagged.pdf");
    writeFile(path, file.bytes);
    QVERIFY(QString::fromUtf8(output("pdfinfo", {path})).contains(QRegularExpression("Tagged:\\s+no")));
    QVERIFY(QString::fromUtf8(output("pdftotext", {path, "-"})).contains("out of place"));
    QVERIFY(!file.bytes.contains("pdfuaid"));
    QVERIFY(!faultsOfTaggedPdf(file.bytes).isEmpty());
}

#ifdef AIFP_PREFLIGHT
// Another judge: Apache Preflight on the variant that it knows.
void TestTaggedPdf::archiveVariantIsJudgedSound()
{
    ReportInput input = *reportInput(shipped(), "contracts-2026", {});
    input.date = QDate(2026, 11, 22);
    const ReportCanvas canvases[] = {sampleCanvas(), reportPages(input), reportPages(input, {ReportKind::Slides}), reportPages(input, {ReportKind::Country, QStringLiteral("PT")})};
    for (const ReportCanvas &canvas : canvases) {
        const QString path = m_dir.filePath("archive.pdf");
        writeFile(path, pdfOf(canvas, infoFor(PdfStandard::ArchiveA1))->bytes);
        QProcess process;
        process.start(AIFP_JAVA, {"-cp", AIFP_PREFLIGHT, "org.apache.pdfbox.preflight.Validator_A1b", path});
        QVERIFY(process.waitForFinished(120000));
        const QString said = QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError());
        QVERIFY2(process.exitCode() == 0 && said.contains("is a valid PDF/A-1b file"), qPrintable(said));
    }
}
#endif

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    TestTaggedPdf test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_taggedpdf.moc"
