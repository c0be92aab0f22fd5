// SPDX-License-Identifier: GPL-3.0-or-later
#include "zipmaker.h"
#include "zipscan.h"

#include <QtTest>

#include <random>

// What a zip file may not be. Each case is named after the attack or the accident.
class TestZipScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void survivesDamage();
};

using Entry = ZipMaker::Entry;

static ZipMaker zip(std::vector<Entry> entries)
{
    ZipMaker z;
    z.entries = std::move(entries);
    return z;
}

static Entry with(Entry e, auto change)
{
    change(e);
    return e;
}

void TestZipScan::accepts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("files");
    const auto row = [](const char *name, const ZipMaker &z, int files) { QTest::newRow(name) << QByteArray::fromStdString(z.bytes()) << files; };
    row("one file", zip({{"a.csv", "id\n"}}), 1);
    row("files in folders", zip({{"a.csv", "id\n"}, {"t/b.csv", "id\n"}, {"t/u/c.csv", ""}}), 3);
    row("a folder as other programs write it", zip({with({"t/", ""}, [](Entry &e) { e.mode = 040755; }), {"t/b.csv", "id\n"}}), 1);
    row("no mode", zip({with({"a.csv", "id\n"}, [](Entry &e) { e.mode = 0; })}), 1);
    // Sizes and checksum follow the data, as a program writes that cannot go back.
    ZipMaker streamed = zip({with({"a.csv", "id\n"}, [](Entry &e) { e.flags = 8; })});
    streamed.beforeDirectory = std::string("PK\x07\x08", 4) + std::string(12, '\1');
    row("a streamed entry", streamed, 1);
}

void TestZipScan::accepts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, files);
    const auto entries = exchange::scanZip(bytes.toStdString());
    QVERIFY2(entries.ok(), entries ? "" : entries.error().message.c_str());
    QCOMPARE(static_cast<int>(entries->size()), files);
}

void TestZipScan::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    const auto raw = [](const char *name, const std::string &bytes, const char *words) { QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString(words); };
    const auto row = [&](const char *name, const ZipMaker &z, const char *words) { raw(name, z.bytes(), words); };
    const auto named = [&](const char *name, const std::string &entry, const char *words) { row(name, zip({{"a.csv", "x"}, {entry, "x"}}), words); };
    const std::string good = zip({{"a.csv", "id\n"}, {"b.csv", "id\n"}}).bytes();

    // Paths
    named("parent folder", "../evil", "elsewhere");
    named("parent folder inside", "t/../../evil", "elsewhere");
    named("this folder", "./evil", "elsewhere");
    named("an empty part", "t//evil", "elsewhere");
    named("absolute path", "/etc/passwd", "absolute");
    named("drive", "C:/evil", "absolute");
    named("backslashes", "..\\evil", "absolute");
    named("share", "\\\\server\\evil", "absolute");
    named("stream of a file", "a.csv:evil", "absolute");
    named("device", "CON", "device");
    named("device with an ending", "t/lpt1.csv", "device");
    named("a dot at the end", "t/evil.", "not every system");
    named("a blank", "evil name", "characters");
    named("line feed", "evil\nname", "characters");
    named("zero byte", std::string("a\0b", 3), "characters");
    named("escape sequence", "\x1b[2J", "characters");
    named("right-to-left override", "\xe2\x80\xaegnp.exe", "characters");
    named("broken UTF-8", "\xff\xfe", "characters");
    named("empty name", "", "characters");
    named("long name", std::string(300, 'a'), "300 characters");
    named("deep folders", "a/b/c/d/e/f/g", "deep");
    named("folder with contents", "t/", "elsewhere");
    // Names that fall together
    named("the same name twice", "a.csv", "two entries");
    named("capitals", "A.CSV", "two entries");
    row("file and folder", zip({{"t", "x"}, {"t/a", "x"}}), "as a file and as a folder");
    // Kinds
    row("symbolic link", zip({with({"a.csv", "/etc/passwd"}, [](Entry &e) { e.mode = 0120777; })}), "link");
    row("device file", zip({with({"a.csv", ""}, [](Entry &e) { e.mode = 0020666; })}), "special");
    row("pipe", zip({with({"a.csv", ""}, [](Entry &e) { e.mode = 0010666; })}), "special");
    row("link named as a folder", zip({with({"t/", ""}, [](Entry &e) { e.mode = 0120777; })}), "link");
    row("encrypted", zip({with({"a.csv", "x"}, [](Entry &e) { e.flags = 1; })}), "encrypted");
    row("strongly encrypted", zip({with({"a.csv", "x"}, [](Entry &e) { e.flags = 0x41; })}), "encrypted");
    row("masked header", zip({with({"a.csv", "x"}, [](Entry &e) { e.flags = 0x2000; })}), "encrypted");
    row("foreign method", zip({with({"a.csv", "x"}, [](Entry &e) { e.method = 14; })}), "packed in a way");
    row("on another disk", zip({with({"a.csv", "x"}, [](Entry &e) { e.disk = 1; })}), "several parts");
    // Sizes
    row("64-bit size", zip({with({"a.csv", "x"}, [](Entry &e) { e.size = 0xffffffff; })}), "larger than packages");
    row("stored with two sizes", zip({with({"a.csv", "x"}, [](Entry &e) { e.size = 2; })}), "contradict");
    row("an entry of 300 MB", zip({with({"a.csv", "x"}, [](Entry &e) { e.method = 8; e.size = 300 << 20; })}), "larger than");
    row("bomb", zip({with({"a.csv", "x"}, [](Entry &e) { e.method = 8; e.size = 200 << 20; })}), "unpack to");
    row("bomb of many entries", [] {
        ZipMaker z;
        for (int i = 0; i < 200; ++i) {
            z.entries.push_back({"e" + std::to_string(i), "x"});
            z.entries.back().method = 8;
            z.entries.back().size = 1 << 20;
        }
        return z;
    }(), "unpack to");
    row("too many entries", [] {
        ZipMaker z;
        for (int i = 0; i < 4001; ++i) {
            z.entries.push_back({"e" + std::to_string(i), ""});
        }
        return z;
    }(), "4001 entries");
    // Layout
    row("overlap", zip({{"a.csv", std::string(100, 'x')}, with({"b.csv", "y"}, [](Entry &e) { e.offset = 0; e.localName = "b.csv"; })}), "contradicts");
    row("two entries on one place", zip({{"a.csv", "x"}, with({"b.csv", "x"}, [](Entry &e) { e.offset = 0; })}), "contradicts");
    ZipMaker quoted = zip({{"a.csv", ""}, {"b.csv", "y"}});
    const std::string inner = zip({{"b.csv", "y"}}).bytes().substr(0, 36);
    quoted.entries[0].data = "....." + inner;
    quoted.entries[1].offset = 30 + 5 + 5;
    row("an entry inside another", quoted, "overlap");
    row("hidden before an entry", zip({{"a.csv", "x"}, with({"b.csv", "y"}, [](Entry &e) { e.before = "hidden"; })}), "does not list");
    ZipMaker prefixed = zip({{"a.csv", "x"}});
    prefixed.prefix = std::string("PK\x03\x04", 4) + "#!/bin/sh";
    row("a program in front", prefixed, "does not list");
    ZipMaker padded = zip({{"a.csv", "x"}});
    padded.beforeDirectory = "hidden";
    row("hidden before the directory", padded, "does not list");
    ZipMaker commented = zip({{"a.csv", "x"}});
    commented.comment = "hidden";
    row("a comment", commented, "attached to its end");
    raw("something behind the end", good + "tail", "attached to its end");
    row("another name in front of the data", zip({with({"a.csv", "x"}, [](Entry &e) { e.localName = "../ev"; })}), "contradicts");
    row("an entry that is not there", zip({with({"a.csv", "x"}, [](Entry &e) { e.offset = 5000; })}), "not where");
    row("an entry longer than the file", zip({with({"a.csv", "x"}, [](Entry &e) { e.packedSize = e.size = 5000; })}), "cut off");
    // Directory
    ZipMaker fewer = zip({{"a.csv", "x"}, {"b.csv", "x"}});
    fewer.countedEntries = 1;
    row("more entries than counted", fewer, "more than it counts");
    ZipMaker more = zip({{"a.csv", "x"}});
    more.countedEntries = 2;
    row("fewer entries than counted", more, "not whole");
    ZipMaker elsewhere = zip({{"a.csv", "x"}});
    elsewhere.directoryOffset = 3;
    row("directory elsewhere", elsewhere, "not where");
    ZipMaker huge = zip({{"a.csv", "x"}});
    huge.directorySize = 0x7fffffff;
    row("directory larger than the file", huge, "not where");
    // Other files
    raw("empty file", "", "not a package");
    raw("text", "This is no package, but long enough to be one.", "not a package");
    raw("PDF", "%PDF-1.7\n", "not a package");
    raw("empty zip", zip({}).bytes(), "empty");
    raw("cut off", good.substr(0, good.size() - 1), "cut off");
    raw("half", good.substr(0, good.size() / 2), "cut off");
}

void TestZipScan::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    const auto entries = exchange::scanZip(bytes.toStdString());
    QVERIFY(!entries);
    QVERIFY2(QString::fromStdString(entries.error().message).contains(words), entries.error().message.c_str());
}

// Any bytes give entries or a sentence, and the entries of what still opens lie inside the file.
void TestZipScan::survivesDamage()
{
    const std::string good = zip({{"a.csv", "id\n1\n"}, {"t/b.csv", "id\n2\n"}, {"t/c.csv", std::string(200, 'c')}}).bytes();
    std::mt19937 random(11);
    int opened = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string bytes = good;
        const int changes = 1 + static_cast<int>(random() % 4);
        for (int k = 0; k < changes; ++k) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        if (random() % 4 == 0) {
            bytes.resize(random() % bytes.size());
        }
        const auto entries = exchange::scanZip(bytes);
        opened += entries ? 1 : 0;
        QVERIFY(entries || !entries.error().message.empty());
        for (std::size_t e = 0; entries && e < entries->size(); ++e) {
            QVERIFY((*entries)[e].packedSize <= bytes.size());
        }
    }
    QVERIFY(opened > 0);
}

QTEST_APPLESS_MAIN(TestZipScan)
#include "tst_zipscan.moc"
