// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv.h"
#include "planfolder.h"

#include <QDir>
#include <QFile>
#include <QtTest>

using namespace exchange;

// CSV records, and plans as a folder of them.
class TestPlanFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void records_data();
    void records();
    void brokenQuotesNameTheLine_data();
    void brokenQuotesNameTheLine();
    void fieldsRoundTrip();
    void shippedPlanRoundTrips();
    void columnsInAnyOrder();
    void errorsNameThePlace_data();
    void errorsNameThePlace();
};

using Files = std::map<std::string, std::string>;

static Files shippedFiles()
{
    Files out;
    const QDir folder(QStringLiteral(AIFP_RESOURCES "/baseline"));
    for (const QString &name : folder.entryList({"*.csv"})) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly)) {
            out[name.toStdString()] = file.readAll().toStdString();
        }
    }
    return out;
}

static core::Result<core::Plan> planOf(const Files &files)
{
    return readPlanFiles([&](const std::string &name) {
        const auto it = files.find(name);
        return it == files.end() ? std::nullopt : std::optional(it->second);
    });
}

void TestPlanFolder::records_data()
{
    using Rows = QList<QStringList>;
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<Rows>("rows");
    QTest::newRow("empty") << QByteArray() << Rows();
    QTest::newRow("plain") << QByteArray("a,b\n1,2\n") << Rows{{"a", "b"}, {"1", "2"}};
    QTest::newRow("no last line feed") << QByteArray("a,b\n1,2") << Rows{{"a", "b"}, {"1", "2"}};
    QTest::newRow("CRLF") << QByteArray("a,b\r\n1,2\r\n") << Rows{{"a", "b"}, {"1", "2"}};
    QTest::newRow("CR") << QByteArray("a,b\r1,2\r") << Rows{{"a", "b"}, {"1", "2"}};
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF" "a,b\n") << Rows{{"a", "b"}};
    QTest::newRow("empty fields") << QByteArray(",\n,,\n") << Rows{{"", ""}, {"", "", ""}};
    QTest::newRow("empty lines are passed over") << QByteArray("a\n\n\nb\n") << Rows{{"a"}, {"b"}};
    QTest::newRow("quotes") << QByteArray("\"a,b\",\"say \"\"x\"\"\",\"\"\n") << Rows{{"a,b", "say \"x\"", ""}};
    QTest::newRow("line feed in a field") << QByteArray("\"a\nb\",c\n") << Rows{{"a\nb", "c"}};
    QTest::newRow("ends in an empty field") << QByteArray("a,") << Rows{{"a", ""}};
}

void TestPlanFolder::records()
{
    QFETCH(QByteArray, content);
    QFETCH(QList<QStringList>, rows);
    const auto parsed = parseCsv(content.toStdString(), "t.csv");
    QVERIFY(parsed.ok());
    QList<QStringList> seen;
    for (const CsvRecord &r : *parsed) {
        QStringList fields;
        for (const std::string &f : r.fields) {
            fields << QString::fromStdString(f);
        }
        seen << fields;
    }
    QCOMPARE(seen, rows);
}

void TestPlanFolder::brokenQuotesNameTheLine_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("place");
    QTest::newRow("never closed") << QByteArray("a\nb\n\"c\nd\n") << QByteArray("t.csv, line 3");
    QTest::newRow("inside a field") << QByteArray("a\nb\"c\"\n") << QByteArray("t.csv, line 2");
    QTest::newRow("text after the closing quote") << QByteArray("a\n\"b\"c\n") << QByteArray("t.csv, line 2");
    QTest::newRow("after a field of several lines") << QByteArray("\"a\n\n\"\nb\"\n") << QByteArray("t.csv, line 4");
}

void TestPlanFolder::brokenQuotesNameTheLine()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, place);
    const auto parsed = parseCsv(content.toStdString(), "t.csv");
    QVERIFY(!parsed.ok());
    QVERIFY2(parsed.error().message.find(place.toStdString()) != std::string::npos, parsed.error().message.c_str());
}

void TestPlanFolder::fieldsRoundTrip()
{
    for (const std::string text : {"", "a", "a,b", "\"", "a\"b", "two\nlines", "cr\rlf\r\n", "Ζ Ж €", " blanks ", "=1+1"}) {
        const auto parsed = parseCsv("x," + csvField(text) + ",y\n", "t.csv");
        QVERIFY(parsed.ok() && parsed->size() == 1 && (*parsed)[0].fields.size() == 3);
        QCOMPARE((*parsed)[0].fields[1], text);
    }
}

void TestPlanFolder::shippedPlanRoundTrips()
{
    const auto plan = planOf(shippedFiles());
    QVERIFY2(plan.ok(), plan.ok() ? "" : plan.error().message.c_str());
    QCOMPARE(plan->factories.size(), std::size_t(19));
    const auto again = planOf(writePlanFiles(*plan));
    QVERIFY2(again.ok(), again.ok() ? "" : again.error().message.c_str());
    QVERIFY(*again == *plan);
    QVERIFY(writePlanFiles(*again) == writePlanFiles(*plan));
}

void TestPlanFolder::columnsInAnyOrder()
{
    Files files = shippedFiles();
    files["milestone.csv"] = "share,id,name,offset_months\r\n0.25,a,\"Signature, first\",-8\r\n0.75,b,Delivery,0\r\n";
    const auto plan = planOf(files);
    QVERIFY2(plan.ok(), plan.ok() ? "" : plan.error().message.c_str());
    QCOMPARE(plan->milestones.size(), std::size_t(2));
    QCOMPARE(plan->milestones[0].name, std::string("Signature, first"));
    QCOMPARE(plan->milestones[0].offsetMonths, std::int64_t(-8));
    QCOMPARE(plan->milestones[1].share, 0.75);
}

void TestPlanFolder::errorsNameThePlace_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArrayList>("named");
    const QByteArray head = "id,name,offset_months,share\n";
    const auto row = [](const char *name, const char *file, const QByteArray &content, const QByteArrayList &named) { QTest::newRow(name) << QByteArray(file) << content << named; };
    row("unknown column", "milestone.csv", "id,name,offset,share\n", {"milestone.csv", "offset", "offset_months"});
    row("no header", "milestone.csv", "", {"milestone.csv"});
    row("too few fields", "milestone.csv", head + "a,A,0\n", {"milestone.csv, line 2", "3", "4"});
    row("not a number", "milestone.csv", head + "a,A,0,0.5\nb,B,0,half\n", {"milestone.csv, line 3", "milestone/b.share", "half"});
    row("share of 40", "milestone.csv", head + "a,A,0,40\n", {"milestone.csv, line 2", "milestone/a.share", "40"});
    row("key twice", "milestone.csv", head + "a,A,0,0.5\na,B,0,0.5\n", {"milestone.csv, line 3", "'a'"});
    row("column twice", "milestone.csv", "id,name,offset_months,share,share\na,A,0,0.5,0.6\n", {"milestone.csv", "share"});
    row("a value is needed", "milestone.csv", head + "a,A,,0.5\n", {"milestone.csv, line 2", "offset_months"});
    row("no key", "milestone.csv", head + ",A,0,0.5\n", {"milestone.csv, line 2", "id"});
    row("broken quote", "milestone.csv", head + "a,\"A,0,0.5\n", {"milestone.csv, line 2"});
    row("month 13", "cost_line.csv", "id,factory,category,name,amount_cents,basis,first_month,last_month,indexed\nx,lumi-aif,staff,X,1,total,2026-13,2027-01,1\n",
        {"cost_line.csv, line 2", "cost_line/x.first_month", "2026-13"});
    row("names what is not there", "envelope.csv", "programme,year,amount_cents\nXYZ,2026,1\n", {"envelope.csv", "XYZ"});
    row("two plans", "plan.csv", "id,title,first_month,last_month,price_year\n1,A,2025-01,2026-12,2025\n1,B,2025-01,2026-12,2025\n", {"plan.csv, line 3"});
}

void TestPlanFolder::errorsNameThePlace()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, content);
    QFETCH(QByteArrayList, named);
    Files files = shippedFiles();
    files[file.toStdString()] = content.toStdString();
    const auto plan = planOf(files);
    QVERIFY(!plan.ok());
    for (const QByteArray &name : named) {
        QVERIFY2(plan.error().message.find(name.toStdString()) != std::string::npos, (name.toStdString() + " is not in: " + plan.error().message).c_str());
    }
}

QTEST_GUILESS_MAIN(TestPlanFolder)
#include "tst_planfolder.moc"
