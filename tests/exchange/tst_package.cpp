// SPDX-License-Identifier: GPL-3.0-or-later
#include "package.h"
#include "zipmaker.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <functional>

using exchange::Package;

// Packages that were changed on the way, and those that were not.
class TestPackage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas();
    void sameContentsSameBytes();
    void refuses_data();
    void refuses();
};

static Package sample()
{
    return {"A plan", "abc", {{"plan.aifplan", "SQLite format 3"}, {"tables/system.csv", "id\nä\n"}, {"tables/empty.csv", ""}}};
}

// A package by hand: entries stored, manifest as given.
static QByteArray byHand(const std::map<std::string, std::string> &entries, const QJsonObject &manifest)
{
    ZipMaker z;
    z.entries.push_back({"manifest.json", QJsonDocument(manifest).toJson().toStdString()});
    for (const auto &[name, data] : entries) {
        z.entries.push_back({name, data});
    }
    return QByteArray::fromStdString(z.bytes());
}

static QJsonObject manifestOf(const std::map<std::string, std::string> &entries)
{
    QJsonArray list;
    for (const auto &[name, data] : entries) {
        list.append(QJsonObject{{"path", QString::fromStdString(name)}, {"bytes", static_cast<qint64>(data.size())},
                                {"sha256", QString::fromLatin1(QCryptographicHash::hash(QByteArray::fromStdString(data), QCryptographicHash::Sha256).toHex())}});
    }
    return {{"format", "aifpack"}, {"version", 1}, {"title", "T"}, {"fingerprint", "abc"}, {"entries", list}};
}

void TestPackage::comesBackAsItWas()
{
    const auto bytes = exchange::packageBytes(sample());
    QVERIFY(bytes.ok());
    const auto package = exchange::readPackage(*bytes);
    QVERIFY2(package.ok(), package ? "" : package.error().message.c_str());
    QVERIFY(*package == sample());
    const auto hand = exchange::readPackage(byHand(sample().entries, manifestOf(sample().entries)).toStdString());
    QVERIFY2(hand.ok(), hand ? "" : hand.error().message.c_str());
    QVERIFY(hand->entries == sample().entries);
}

void TestPackage::sameContentsSameBytes()
{
    QCOMPARE(*exchange::packageBytes(sample()), *exchange::packageBytes(sample()));
    Package other = sample();
    other.entries["tables/system.csv"] += "b\n";
    QVERIFY(*exchange::packageBytes(sample()) != *exchange::packageBytes(other));
}

void TestPackage::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QByteArray &bytes, const char *words) { QTest::newRow(name) << bytes << QString(words); };
    const auto good = sample().entries;
    const auto entryChanged = [&](const std::function<void(QJsonObject &)> &change) {
        QJsonObject m = manifestOf(good);
        QJsonArray list = m["entries"].toArray();
        QJsonObject first = list[0].toObject();
        change(first);
        list[0] = first;
        m["entries"] = list;
        return byHand(good, m);
    };
    auto without = good;
    without.erase("plan.aifplan");
    auto more = good;
    more["tables/more.csv"] = "x";
    auto nested = good;
    nested["inner.aifpack"] = ZipMaker{{{"a", "x"}}, {}, {}, {}, -1, -1, -1}.bytes();
    row("no manifest", QByteArray::fromStdString(ZipMaker{{{"plan.aifplan", "x"}}, {}, {}, {}, -1, -1, -1}.bytes()), "manifest is missing");
    row("a manifest that is no JSON", QByteArray::fromStdString(ZipMaker{{{"manifest.json", "{{{"}, {"plan.aifplan", "x"}}, {}, {}, {}, -1, -1, -1}.bytes()), "manifest is missing");
    row("another program's manifest", byHand(good, {{"format", "other"}}), "manifest is missing");
    row("a newer package", byHand(good, [&] { QJsonObject m = manifestOf(good); m["version"] = 2; return m; }()), "newer version");
    row("an entry that is not named", byHand(more, manifestOf(good)), "does not name");
    row("an entry that is missing", byHand(good, manifestOf(more)), "lacks the entry");
    row("no plan", byHand(without, manifestOf(without)), "no plan");
    row("wrong checksum", entryChanged([](QJsonObject &e) { e["sha256"] = QString(64, 'a'); }), "changed on the way");
    row("no checksum", entryChanged([](QJsonObject &e) { e.remove("sha256"); }), "changed on the way");
    row("wrong size", entryChanged([](QJsonObject &e) { e["bytes"] = 1; }), "changed on the way");
    row("a package in a package", byHand(nested, manifestOf(nested)), "package itself");
    ZipMaker wrongCrc;
    wrongCrc.entries = {{"manifest.json", "{}"}, {"plan.aifplan", "x"}};
    wrongCrc.entries[1].crc = 7;
    row("wrong zip checksum", QByteArray::fromStdString(wrongCrc.bytes()), "damaged");
    ZipMaker longer;
    longer.entries = {{"manifest.json", "{}"}, {"plan.aifplan", std::string("\x4b\x4c\x4a\x4e\x49\x02\x00", 7)}};
    longer.entries[1].method = 8;
    longer.entries[1].size = 2; // unpacks to more
    row("unpacks to more than it says", QByteArray::fromStdString(longer.bytes()), "damaged");
    ZipMaker garbage;
    garbage.entries = {{"manifest.json", "{}"}, {"plan.aifplan", std::string(50, '\xff')}};
    garbage.entries[1].method = 8;
    row("packed data that is none", QByteArray::fromStdString(garbage.bytes()), "damaged");
    std::string flipped = *exchange::packageBytes(sample());
    flipped[flipped.find("plan.aifplan") + 14] ^= 0x55; // inside the packed data
    row("a flipped byte", QByteArray::fromStdString(flipped), "");
}

void TestPackage::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    const auto package = exchange::readPackage(bytes.toStdString());
    QVERIFY(!package);
    QVERIFY2(!package.error().message.empty() && QString::fromStdString(package.error().message).contains(words), package.error().message.c_str());
}

QTEST_APPLESS_MAIN(TestPackage)
#include "tst_package.moc"
