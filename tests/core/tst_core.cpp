// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit.h"
#include "money.h"
#include "scenario.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace core;

// A small plan with one of most things, for edits to work on.
static Plan smallPlan()
{
    Plan p;
    p.plan.edit(0).title = "Small";
    p.countries.insert("FI", {"FI", "Finland", CountryStatus::MemberState, {}, {}, 0.07, 0, 0.05});
    p.countries.insert("NO", {"NO", "Norway", CountryStatus::ParticipatingState, {}, {}, {}, 0, {}});
    Accelerator a;
    a.id = "gpu";
    a.vendor = "V";
    a.model = "M";
    p.accelerators.insert("gpu", a);
    Factory f;
    f.id = "f";
    f.name = "F";
    f.country = "FI";
    p.factories.insert("f", f);
    System s;
    s.id = "s";
    s.name = "S";
    s.factory = "f";
    s.accelerator = "gpu";
    s.accelerators = 10;
    s.inService = Month(2026, 6);
    p.systems.insert("s", s);
    p.scenarios.insert("late", {"late", "Late", std::nullopt, std::nullopt});
    p.scenarios.insert("later", {"later", "Later", "late", std::nullopt});
    return p;
}

class TestCore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void months_data();
    void months();
    void monthLengths();
    void rounding();
    void plainNumbers();
    void cleanText_data();
    void cleanText();
    void badInput_data();
    void badInput();
    void keysOfEveryTable();
    void scenariosInherit();
    void resetInherits();
    void removalsAreRefused();
    void cyclesAreRefused();
    void copiesShareRows();
    void keyOrderIsByteOrder();
};

void TestCore::months_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    for (const char *t : {"2026-01", "2026-12", "1900-01", "2999-12"}) {
        QTest::newRow(t) << QString(t) << true;
    }
    for (const char *t : {"2026-13", "2026-00", "2026-1", "26-01", "2026/01", "1899-12", "3000-01", "2026-01 ", "", "2026-0a", "-026-01"}) {
        QTest::newRow(qPrintable(QStringLiteral("bad '%1'").arg(t))) << QString(t) << false;
    }
}

void TestCore::months()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    const auto m = Month::parse(text.toStdString());
    QCOMPARE(m.has_value(), good);
    if (m) {
        QCOMPARE(QString::fromStdString(m->toString()), text);
    }
}

void TestCore::monthLengths()
{
    QCOMPARE(Month(2024, 2).days(), 29);
    QCOMPARE(Month(2026, 2).days(), 28);
    QCOMPARE(Month(2100, 2).days(), 28);
    QCOMPARE(Month(2000, 2).days(), 29);
    QCOMPARE(Month(2026, 12) - Month(2026, 1), 11);
    QCOMPARE(Month(2026, 11) + 3, Month(2027, 2));
}

void TestCore::rounding()
{
    std::mt19937_64 random(7);
    for (int i = 0; i < 100000; ++i) {
        const double x = static_cast<double>(static_cast<std::int64_t>(random() % 20000001) - 10000000) / 8.0;
        QCOMPARE(roundHalfAway(x), std::llround(x));
    }
    QCOMPARE(roundHalfAway(0.49999999999999994), Cents(0));
    QCOMPARE(roundHalfAway(-2.5), Cents(-3));
}

void TestCore::plainNumbers()
{
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> exponent(-12, 16);
    for (int i = 0; i < 20000; ++i) {
        const double d = std::pow(10, exponent(random)) * (i % 2 ? 1 : -1);
        QCOMPARE(parsePlainNumber(plainNumber(d)), std::optional(d));
    }
    for (const char *bad : {"", "nan", "NaN", "inf", "1.2.3", "1,5", " 1", "1 ", "0x10", "1e999", "--1"}) {
        QVERIFY2(!parsePlainNumber(bad), bad);
    }
}

void TestCore::cleanText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("clean");
    QTest::newRow("ascii") << QByteArray("abc\n\t") << true;
    QTest::newRow("umlaut, greek, emoji") << QByteArray("\xC3\xA4\xCE\xA9\xF0\x9F\x98\x80") << true;
    QTest::newRow("nul") << QByteArray("a\0b", 3) << false;
    QTest::newRow("escape") << QByteArray("\x1b[0m") << false;
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << false;
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << false;
    QTest::newRow("cut off") << QByteArray("\xE2\x82") << false;
    QTest::newRow("beyond unicode") << QByteArray("\xF5\x80\x80\x80") << false;
}

void TestCore::cleanText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, clean);
    QCOMPARE(isCleanText(std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size()))), clean);
}

void TestCore::badInput_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *cell, const char *value, const char *says) { QTest::newRow(qPrintable(QStringLiteral("%1=%2").arg(cell, value))) << QString(cell) << QString(value) << QString(says); };
    row("nosuch/s.name", "x", "no table 'nosuch'");
    row("system/s.nosuch", "x", "no field 'nosuch'");
    row("system/t.utilisation", "0.5", "no system 't'");
    row("system/s.in_service", "2026-13", "not a month");
    row("system/s.utilisation", "1.2.3", "not a number");
    row("system/s.utilisation", "NaN", "not a number");
    row("system/s.utilisation", "40", "between 0 and 1");
    row("system/s.accelerators", "-5", "negative");
    row("system/s.accelerators", "1.5", "whole number");
    row("system/s.accelerators", "99999999999", "larger");
    row("system/s.accelerator", "h9000", "no accelerator 'h9000'");
    row("system/s.name", "", "name is needed");
    row("system/s.in_service", "", "not a month");
    row("system/s.id", "t", "part of the key");
    row("factory/f.kind", "old", "none of");
    row("factory/f.pue", "0.94", "PUE");
    row("factory/f.included", "2", "neither 0 nor 1");
    row("factory/f.country", "XX", "no country 'XX'");
    row("plan/1.last_month", "2020-01", "before the first");
    row("plan/2.title", "x", "no plan '2'");
    row("scenario/late.parent", "later", "its own ancestor");
    row("factory/f.name", "a\x01", "control characters");
}

void TestCore::badInput()
{
    QFETCH(QString, cell);
    QFETCH(QString, value);
    QFETCH(QString, says);
    const Plan plan = smallPlan();
    const auto attempt = [&]() -> Status {
        const auto c = parseCell(cell.toStdString());
        if (!c) {
            return c.error();
        }
        const EntityInfo &info = *entity(c->entity);
        const auto v = parseValue(info, *info.field(c->field), c->row, value.toStdString());
        if (!v) {
            return v.error();
        }
        const auto change = setCell(plan, "", *c, *v);
        if (!change) {
            return change.error();
        }
        const auto after = applied(plan, {"x", {*change}});
        return after ? Status(Done{}) : Status(after.error());
    };
    const Status s = attempt();
    QVERIFY(!s.ok());
    const QString message = QString::fromStdString(s.error().message);
    QVERIFY2(message.contains(says), qPrintable(message));
    QVERIFY(plan == smallPlan());
}

void TestCore::keysOfEveryTable()
{
    for (const EntityInfo &info : entities()) {
        std::string key;
        std::vector<std::string> parts;
        for (const FieldInfo *f : info.keyFields()) {
            const std::string part = f->type == FieldType::Integer ? "1" : std::string(f->name) == "row" ? "a/b" : "p" + std::to_string(parts.size());
            key += (parts.empty() ? "" : "/") + part;
            parts.push_back(part);
        }
        const std::vector<Value> back = info.keyParts(key);
        QCOMPARE(back.size(), parts.size());
        for (std::size_t i = 0; i < parts.size(); ++i) {
            QCOMPARE(toPlainText(back[i]), parts[i]);
        }
    }
}

void TestCore::scenariosInherit()
{
    Plan plan = smallPlan();
    const Cell cell{"system", "s", "utilisation"};
    const auto put = [&](const char *scenario, double v) {
        const auto change = setCell(plan, scenario, cell, v);
        QVERIFY(change.ok());
        const auto after = applied(plan, {"x", {*change}});
        QVERIFY(after.ok());
        plan = *after;
    };
    put("late", 0.5);
    QCOMPARE(valueAt(*resolve(plan, "later"), cell), Value(0.5));
    QCOMPARE(*originOf(plan, "later", cell), std::string("late"));
    put("later", 0.4);
    put("later", 0.3); // an override is replaced, not doubled
    QCOMPARE(plan.overrides.size(), std::size_t(2));
    QCOMPARE(valueAt(*resolve(plan, "later"), cell), Value(0.3));
    QCOMPARE(valueAt(*resolve(plan, "late"), cell), Value(0.5));
    QCOMPARE(valueAt(*resolve(plan, ""), cell), Value(0.85));
    QVERIFY(!resolve(plan, "nope").ok());
}

void TestCore::resetInherits()
{
    Plan plan = smallPlan();
    const Cell cell{"system", "s", "utilisation"};
    plan = *applied(plan, {"x", {*setCell(plan, "late", cell, 0.5)}});
    const auto reset = resetCell(plan, "late", cell);
    QVERIFY(reset.ok());
    QVERIFY(*applied(plan, {"x", {*reset}}) == smallPlan());
    QVERIFY(!resetCell(smallPlan(), "late", cell).ok());
}

void TestCore::removalsAreRefused()
{
    const auto refused = applied(smallPlan(), {"x", {removeRow("factory", "f")}});
    QVERIFY(!refused.ok());
    QVERIFY(QString::fromStdString(refused.error().message).contains("refers to it"));
    QVERIFY(applied(smallPlan(), {"x", {removeRow("system", "s"), removeRow("factory", "f")}}).ok());
}

void TestCore::cyclesAreRefused()
{
    Plan plan = smallPlan();
    plan.scenarios.edit(0).parent = "later"; // late
    QVERIFY(!lineage(plan, "late").ok());
    QVERIFY(!resolve(plan, "late").ok());
}

void TestCore::copiesShareRows()
{
    const Plan a = smallPlan();
    Plan b = a;
    QVERIFY(a.systems.sharesRowsWith(b.systems));
    b.systems.edit(0).accelerators = 11;
    QVERIFY(!a.systems.sharesRowsWith(b.systems));
    QVERIFY(a.factories.sharesRowsWith(b.factories));
    QCOMPARE(a.systems[0].accelerators, std::int64_t(10));
}

void TestCore::keyOrderIsByteOrder()
{
    std::mt19937 random(3);
    const std::string letters = "a-./0z";
    Table<Participation> table;
    std::vector<std::string> keys;
    for (int i = 0; i < 500; ++i) {
        Participation p;
        for (int n = 0; n < 3; ++n) {
            p.factory += "a-.0z"[random() % 5];
            p.country += "a-.0z"[random() % 5];
        }
        const std::string key = p.factory + '/' + p.country;
        if (table.indexOf(key) < 0) {
            table.insert(key, p);
            keys.push_back(key);
        }
    }
    std::sort(keys.begin(), keys.end());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        QCOMPARE(table[i].factory + '/' + table[i].country, keys[i]);
    }
}

QTEST_GUILESS_MAIN(TestCore)
#include "tst_core.moc"
