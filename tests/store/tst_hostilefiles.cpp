// SPDX-License-Identifier: GPL-3.0-or-later
// Files that somebody else made, damaged or made up: opened as a plan or refused with a sentence, and never touched by that.
#include "storetest.h"

#include "planedits.h"
#include "scenario.h"
#include "schemasql.h"

#include <sys/stat.h>

#include <filesystem>

using namespace storetest;
using store::PlanFile;

class TestHostileFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void refused_data();
    void refused();
    void wrongTypes_data();
    void wrongTypes();
    void notPlans_data();
    void notPlans();
    void opensAllTheSame_data();
    void opensAllTheSame();
    void otherLayouts_data();
    void otherLayouts();
    void remainsBesideIt();
    void truncated();
    void flippedBytes();
    void hostileRecords_data();
    void hostileRecords();
    void flippedRecords();

private:
    void checkRefused(const QString &says);
    void put(const QByteArray &bytes) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QByteArray m_template; // a plan whose last step can be undone
};

namespace {

const store::Signature s_signature = store::systemSignature("tester");
const store::FileOptions s_quick{.vfs = nullptr, .durable = false};

core::Edit rename(const std::string &title)
{
    return {title, {core::updateCell({"plan", "1", "title"}, title)}};
}

// Runs SQL that a plan's own connection would not.
bool tamper(const QString &path, const QString &sql)
{
    sqlite3 *db = nullptr;
    const bool done = sqlite3_open(path.toUtf8().constData(), &db) == SQLITE_OK
        && run(db, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA trusted_schema = ON") && run(db, sql.toUtf8().constData());
    if (!done) {
        qWarning("%s", sqlite3_errmsg(db));
    }
    return sqlite3_close(db) == SQLITE_OK && done;
}

QString rebuilt(const QString &table, const QString &definition)
{
    return QStringLiteral("ALTER TABLE %1 RENAME TO old; CREATE TABLE %1 %2; INSERT INTO %1 SELECT * FROM old; DROP TABLE old").arg(table, definition);
}

} // namespace

void TestHostileFiles::initTestCase()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("plan.aifplan");
    planedits::Random random(21);
    core::Plan plan;
    plan.plan.edit(0).title = "First";
    for (const char *id : {"a", "b"}) {
        plan.countries.insert(id, {.id = id, .name = "Country", .latitude = {}, .longitude = {}, .electricityEurKwh = {}, .carbonKgKwh = {}});
        core::Factory factory;
        factory.id = id;
        factory.name = "Factory";
        factory.country = id;
        plan.factories.insert(id, factory);
        core::System system;
        system.id = id;
        system.name = "System";
        system.factory = id;
        system.inService = core::Month(2026, 1);
        plan.systems.insert(id, system);
        plan.sources.insert(id, {id, "Source", {}, {}, {}, {}});
        plan.scenarios.insert(id, {id, "Scenario", {}, {}});
    }
    plan.overrides.insert("a/system/a/availability", {"a", "system", "a", "availability", 0.5});
    for (int i = 0; i < 60; ++i) {
        plan = *core::applied(plan, planedits::possibleEdit(random, plan));
    }
    QVERIFY(PlanFile::create(path.toStdString(), plan, "New", s_signature));
    QVERIFY(messageOf(opened(path)->perform(rename("Second"), s_signature)).isEmpty());
    m_template = bytesOf(path);
}

void TestHostileFiles::put(const QByteArray &bytes) const
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

void TestHostileFiles::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath("plan.aifplan");
    put(m_template);
}

void TestHostileFiles::checkRefused(const QString &says)
{
    QFile file(m_path);
    if (QFileInfo(m_path).isFile() && file.open(QIODevice::ReadWrite)) {
        file.setFileTime(QDateTime(QDate(2025, 3, 4), QTime(5, 6, 7), Qt::UTC), QFileDevice::FileModificationTime);
        file.close();
    }
    const FolderState before = stateOf(m_folder->path());
    for (const bool readOnly : {false, true}) {
        const auto opened = PlanFile::open(m_path.toStdString(), {}, readOnly);
        QVERIFY2(!opened, "was opened");
        const QString message = QString::fromStdString(opened.error().message);
        QVERIFY2(message.contains(says), qPrintable(message));
        QVERIFY2(message.contains(m_path) && message.endsWith('.'), qPrintable(message));
        QVERIFY(stateOf(m_folder->path()) == before);
    }
}

void TestHostileFiles::refused_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QString &sql, const char *says) { QTest::newRow(name) << sql << says; };
    row("trigger", "CREATE TRIGGER grab AFTER UPDATE ON plan BEGIN DELETE FROM source; END", "trigger 'grab'");
    row("view", "CREATE VIEW peek AS SELECT * FROM plan", "view 'peek'");
    row("view in place of a table", "DROP TABLE setting; CREATE VIEW setting AS SELECT 'a' AS key, 'b' AS value", "view 'setting'");
    row("table", "CREATE TABLE more (x)", "table 'more'");
    row("virtual table", "CREATE VIRTUAL TABLE words USING fts5(x)", "table 'words'");
    row("index", "CREATE INDEX quick ON source (title)", "index 'quick'");
    row("statistics", "ANALYZE", "table 'sqlite_stat1'");
    row("generated column", "ALTER TABLE plan ADD COLUMN computed TEXT AS ('x')", "table 'plan'");
    row("further column", "ALTER TABLE source ADD COLUMN more TEXT", "table 'source'");
    row("missing column", "ALTER TABLE source DROP COLUMN note", "table 'source'");
    row("missing table", "DROP TABLE setting", "table 'setting'");
    row("renamed table", "ALTER TABLE setting RENAME TO settings", "table 'settings'");
    row("renamed column", "ALTER TABLE source RENAME COLUMN note TO notes", "table 'source'");
    row("another default", rebuilt("setting", "(key TEXT PRIMARY KEY, value TEXT NOT NULL DEFAULT 'x') STRICT, WITHOUT ROWID"), "table 'setting'");
    row("cascade", rebuilt("envelope", "(programme TEXT NOT NULL REFERENCES programme ON DELETE CASCADE, year INTEGER NOT NULL, amount_cents INTEGER NOT NULL, PRIMARY KEY (programme, year)) STRICT, WITHOUT ROWID"), "table 'envelope'");
    row("no reference", rebuilt("envelope", "(programme TEXT NOT NULL, year INTEGER NOT NULL, amount_cents INTEGER NOT NULL, PRIMARY KEY (programme, year)) STRICT, WITHOUT ROWID"), "table 'envelope'");
    row("key in any case", rebuilt("setting", "(key TEXT PRIMARY KEY COLLATE NOCASE, value TEXT NOT NULL) STRICT, WITHOUT ROWID"), "table 'setting'");
    row("no key", rebuilt("setting", "(key TEXT, value TEXT NOT NULL) STRICT"), "table 'setting'");
    row("not strict", rebuilt("setting", "(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"), "table 'setting'");
    row("application", "PRAGMA application_id = 252006673", "another program");
    row("newer", "PRAGMA user_version = 99", "newer version");
    row("no format", "PRAGMA user_version = 0", "no format number");
    row("negative format", "PRAGMA user_version = -2147483648", "no format number");
    row("older format with the tables of the newer", "PRAGMA user_version = 1", "format 1");
    row("write-ahead mode", "PRAGMA journal_mode = WAL", "write-ahead");
    row("no plan row", "DELETE FROM plan", "no row");
    row("plan row of another number", "UPDATE plan SET id = 2", "plan");
    row("infinite number", "UPDATE plan SET inflation = 9e999", "plan/1.inflation");
    row("number beyond all plans", "UPDATE system SET power_kw = -1e300 WHERE id = 'a'", "system/a.power_kw");
    row("whole number beyond all plans", "UPDATE system SET lifetime_months = 9223372036854775807 WHERE id = 'a'", "system/a.lifetime_months");
    row("negative count", "UPDATE system SET accelerators = -1 WHERE id = 'a'", "system/a.accelerators");
    row("amount beyond all plans", "UPDATE factory SET announced_total_cents = 9223372036854775807 WHERE id = 'a'", "factory/a.announced_total_cents");
    row("flag of two", "UPDATE system SET costed = 2 WHERE id = 'a'", "system");
    row("unknown word", "UPDATE factory SET kind = 'castle' WHERE id = 'a'", "factory");
    row("thirteenth month", "UPDATE system SET in_service = '2026-13' WHERE id = 'a'", "system/a.in_service");
    row("text too long", "UPDATE plan SET title = hex(zeroblob(60000))", "plan/1.title");
    row("control character", "UPDATE plan SET title = 'a' || char(27) || 'b'", "plan/1.title");
    row("zero byte", "UPDATE plan SET title = 'a' || char(0) || 'b'", "plan/1.title");
    row("broken UTF-8", "UPDATE plan SET title = CAST(x'C328' AS TEXT)", "plan/1.title");
    row("bytes in a column of any type", "UPDATE override SET value = x'00FF'", "override/");
    row("infinity in a column of any type", "UPDATE override SET value = -9e999", "override/");
    row("slash in a key", "INSERT INTO source (id, title) VALUES ('a/b', 'x')", "'a/b'");
    row("reference to nothing", "UPDATE system SET factory = 'nowhere' WHERE id = 'a'", "'factory'");
    row("horizon backwards", "UPDATE plan SET first_month = '2040-01', last_month = '2030-01'", "horizon");
    row("horizon without end", "UPDATE plan SET first_month = '2000-01', last_month = '2199-12'", "plan/1");
    row("history without numbers", "UPDATE history SET seq = -5 WHERE seq = 1", "history");
    row("history at the end of numbers", "UPDATE history SET seq = 9223372036854775807 WHERE seq = 2", "history");
    row("history with a name too long", "UPDATE history SET uid = hex(zeroblob(1000)) WHERE seq = 2", "history");
    row("history of an unknown kind", "UPDATE history SET kind = 'miracle' WHERE seq = 2", "damaged");
}

void TestHostileFiles::refused()
{
    QFETCH(QString, sql);
    QFETCH(QString, says);
    QVERIFY(tamper(m_path, sql));
    checkRefused(says);
}

void TestHostileFiles::wrongTypes_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("bytes for text") << "UPDATE plan SET title = x'00FF'";
    QTest::newRow("text for a number") << "UPDATE plan SET inflation = 'much'";
    QTest::newRow("text for a whole number") << "UPDATE plan SET price_year = 'soon'";
    QTest::newRow("fraction for a whole number") << "UPDATE plan SET price_year = 2025.5";
    QTest::newRow("nothing where something is needed") << "UPDATE plan SET title = NULL";
    QTest::newRow("bytes for a key") << "UPDATE source SET id = x'61' WHERE id = 'a'";
    QTest::newRow("bytes for an author") << "UPDATE history SET author = x'00'";
}

// Values that no STRICT table takes, put there by taking the word away and writing it back.
void TestHostileFiles::wrongTypes()
{
    QFETCH(QString, sql);
    const QString open = "PRAGMA writable_schema = ON; ";
    QVERIFY(tamper(m_path, open + "UPDATE sqlite_schema SET sql = replace(replace(replace(sql, ') STRICT, WITHOUT', ') /*S*/ WITHOUT'), ') STRICT', ') /*s*/'), 'NOT NULL', '/*N*/')"));
    QVERIFY(tamper(m_path, sql));
    QVERIFY(tamper(m_path, open + "UPDATE sqlite_schema SET sql = replace(replace(replace(sql, '/*S*/ WITHOUT', 'STRICT, WITHOUT'), '/*s*/', 'STRICT'), '/*N*/', 'NOT NULL')"));
    checkRefused("damaged");
}

void TestHostileFiles::notPlans_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    planedits::Random random(1);
    QByteArray noise(100'000, '\0');
    for (char &c : noise) {
        c = static_cast<char>(random());
    }
    QTest::newRow("empty") << QByteArray("") << "empty";
    QTest::newRow("encrypted") << noise << "another kind, encrypted or damaged";
    QTest::newRow("text") << QByteArray("Dear colleague,\n") << "another kind, encrypted or damaged";
    QTest::newRow("one byte") << QByteArray("S") << "cut off";
    QTest::newRow("magic alone") << QByteArray("SQLite format 3\0", 16) << "cut off";
    QTest::newRow("magic and noise") << QByteArray("SQLite format 3\0", 16) + noise << "another program";
    QTest::newRow("half a header") << m_template.left(60) << "cut off";
    QTest::newRow("header alone") << m_template.left(100) << "cut off";
    QTest::newRow("header and noise") << m_template.left(100) + noise.repeated(4) << "damaged";
    QTest::newRow("zeros after the first page") << m_template.left(4096) + QByteArray(m_template.size() - 4096, '\0') << "damaged";
}

void TestHostileFiles::notPlans()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    put(bytes);
    checkRefused(says);
    // Nor is there a plan in what is no file.
    const std::string folder = m_folder->path().toStdString();
    QVERIFY(::mkfifo((folder + "/pipe").c_str(), 0600) == 0); // would be waited at for ever
    std::filesystem::create_symlink("nowhere", folder + "/dangling");
    std::filesystem::create_symlink("circle", folder + "/circle");
    for (const char *name : {"", "/pipe", "/dangling", "/circle", "/missing", "/plan.aifplan/plan.aifplan", "//dev/null/../../dev/null"}) {
        const auto refused = PlanFile::open(folder + name);
        QVERIFY2(!refused, name);
        QVERIFY2(refused.error().message.find("no file") != std::string::npos || refused.error().message.find("not a file") != std::string::npos, refused.error().message.c_str());
    }
}

void TestHostileFiles::opensAllTheSame_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("scenarios in a circle") << "UPDATE scenario SET parent = id";
    QTest::newRow("override of nothing") << "INSERT INTO override VALUES ('a', 'castle', 'x/y', 'height', 'tall')";
    QTest::newRow("override of the wrong kind") << "UPDATE override SET value = 'much'";
    QTest::newRow("odd but readable numbers") << "UPDATE plan SET union_access_cap = 7, inflation = -3, price_year = 1; UPDATE system SET utilisation = -2";
    QTest::newRow("a label of a million characters") << "UPDATE history SET label = hex(zeroblob(500000)), author = char(7) WHERE seq = 2";
    QTest::newRow("undo of what is not there") << "INSERT INTO history VALUES (3, 'x', 'undo', 77, '', '', '', NULL), (4, 'y', 'redo', NULL, '', '', '', NULL)";
}

void TestHostileFiles::opensAllTheSame()
{
    QFETCH(QString, sql);
    QVERIFY(tamper(m_path, sql));
    const FolderState before = stateOf(m_folder->path());
    {
        const auto file = opened(m_path, s_quick);
        QVERIFY(file);
        for (const core::Scenario &s : file->planAsRead().scenarios) {
            const auto resolved = core::resolve(file->planAsRead(), s.id);
            QVERIFY(resolved || resolved.error().message.find("ancestor") != std::string::npos);
        }
        for (const store::HistoryRow &row : file->history()) {
            QVERIFY(row.label.size() <= 1000 && core::isCleanText(row.author));
        }
    }
    QVERIFY(stateOf(m_folder->path()) == before);
    const auto file = opened(m_path, s_quick);
    QVERIFY(messageOf(file->perform(rename("Goes on"), s_signature)).isEmpty());
    QVERIFY(messageOf(file->undo(s_signature)).isEmpty());
    QCOMPARE(opened(m_path, s_quick)->planAsRead().settings().title, std::string("Second"));
}

void TestHostileFiles::otherLayouts_data()
{
    QTest::addColumn<QString>("pragmas");
    QTest::newRow("UTF-16") << "PRAGMA encoding = 'UTF-16le'";
    QTest::newRow("small pages") << "PRAGMA page_size = 512";
    QTest::newRow("large pages") << "PRAGMA page_size = 65536";
    QTest::newRow("auto vacuum") << "PRAGMA auto_vacuum = FULL";
}

// What another tool may have made of a plan without changing what it says, of this format and of an older one.
void TestHostileFiles::otherLayouts()
{
    QFETCH(QString, pragmas);
    const QString title = QString::fromUtf8("Ξάνθη 🏭");
    const QString content = "INSERT INTO plan (id, title, first_month, last_month, price_year) VALUES (1, '" + title + "', '2025-01', '2030-12', 2025);"
                            "INSERT INTO history VALUES (1, 'x', 'note', NULL, '', '', 'New', NULL)";
    for (const bool older : {false, true}) {
        QVERIFY(QFile::remove(m_path));
        QVERIFY(tamper(m_path, pragmas + ';' + store::schemaSql + content));
        if (older) {
            QVERIFY(tamper(m_path, "DROP TABLE setting; ALTER TABLE plan DROP COLUMN market_price_eur_hour; ALTER TABLE plan DROP COLUMN simulation_seed;"
                                   "ALTER TABLE plan DROP COLUMN simulation_draws; PRAGMA user_version = 1"));
        }
        const auto file = opened(m_path, s_quick);
        QVERIFY(file);
        QCOMPARE(QString::fromStdString(file->planAsRead().settings().title), title);
        QVERIFY(messageOf(file->perform(rename("Łódź"), s_signature)).isEmpty());
        QCOMPARE(opened(m_path, s_quick)->planAsRead().settings().title, std::string("Łódź"));
        QVERIFY(messageOf(file->undo(s_signature)).isEmpty());
        QCOMPARE(QString::fromStdString(opened(m_path, s_quick)->planAsRead().settings().title), title);
    }
}

void TestHostileFiles::remainsBesideIt()
{
    const auto beside = [&](const QString &suffix, const QByteArray &bytes) {
        QFile file(m_path + suffix);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    };
    beside("-wal", "something");
    checkRefused("write-ahead");
    QVERIFY(QFile::remove(m_path + "-wal"));
    for (const QByteArray &bytes : {QByteArray(""), QByteArray(512, '\0'), QByteArray(5000, 'x')}) {
        beside("-journal", bytes);
        const auto file = opened(m_path, s_quick);
        QVERIFY(file);
        QCOMPARE(file->planAsRead().settings().title, std::string("Second"));
        QCOMPARE(bytesOf(m_path), m_template);
    }
}

void TestHostileFiles::truncated()
{
    int refusals = 0;
    QList<qsizetype> lengths;
    for (qsizetype page = 0; page < m_template.size(); page += 4096) {
        lengths << page << page + 1 << page + 2047 << page + 4095;
    }
    for (const qsizetype length : lengths) {
        put(m_template.left(length));
        const auto file = PlanFile::open(m_path.toStdString(), s_quick);
        QVERIFY2(!file, qPrintable(QString::number(length)));
        QVERIFY(!file.error().message.empty());
        QCOMPARE(bytesOf(m_path), m_template.left(length));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{"plan.aifplan"});
        ++refusals;
    }
    QVERIFY(refusals > 50);
}

void TestHostileFiles::flippedBytes()
{
    planedits::Random random(77);
    int plans = 0, refusals = 0;
    for (int i = 0; i < 600; ++i) {
        QByteArray bytes = m_template;
        for (std::size_t flips = 1 + planedits::below(random, i % 3 ? 3 : 60); flips > 0; --flips) {
            // Every other one where the structure is: the first page, or the start of a page.
            const std::size_t page = planedits::below(random, static_cast<std::size_t>(bytes.size()) / 4096);
            const std::size_t at = planedits::below(random, 2) ? planedits::below(random, static_cast<std::size_t>(bytes.size())) : page * 4096 + planedits::below(random, 120);
            bytes[static_cast<qsizetype>(at)] = static_cast<char>(random());
        }
        put(bytes);
        auto file = PlanFile::open(m_path.toStdString(), s_quick);
        QCOMPARE(bytesOf(m_path), bytes);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{"plan.aifplan"});
        if (!file) {
            QVERIFY(QString::fromStdString(file.error().message).contains(m_path));
            ++refusals;
            continue;
        }
        ++plans;
        // What was opened can be worked with, or says why not; it then still is a plan.
        const bool edited = messageOf((*file)->perform(rename("Third"), s_signature)).isEmpty();
        const auto again = PlanFile::open(m_path.toStdString(), s_quick);
        QVERIFY2(again, again ? "" : again.error().message.c_str());
        QVERIFY(!edited || (*again)->planAsRead().settings().title == "Third");
        messageOf((*file)->backTo(1, "Back", s_signature));
        QVERIFY(PlanFile::open(m_path.toStdString(), s_quick));
    }
    QVERIFY2(plans > 50 && refusals > 50, qPrintable(QString("%1 plans, %2 refused").arg(plans).arg(refusals)));
}

void TestHostileFiles::hostileRecords_data()
{
    QTest::addColumn<QString>("sql"); // what the record says was done; undo does the opposite
    QTest::newRow("the plan's row added") << "INSERT INTO plan (id, title, first_month, last_month, price_year) VALUES (1, 'Second', '2025-01', '2030-12', 2025)";
    QTest::newRow("the horizon turned") << "UPDATE plan SET last_month = '1999-01'";
    QTest::newRow("the log written") << "UPDATE history SET author = 'nobody'";
    QTest::newRow("a table of its own") << "INSERT INTO more VALUES (1)";
    QTest::newRow("bytes for a value") << "UPDATE override SET value = x'00'";
    QTest::newRow("a month that is none") << "UPDATE system SET in_service = 'soon' WHERE id = 'a'";
    QTest::newRow("a key with a slash") << "INSERT INTO source (id, title) VALUES ('x/y', 'x')";
    QTest::newRow("a factory gone") << "INSERT INTO factory (id, name, country, kind) VALUES ('a', 'Factory', 'a', 'new')";
    QTest::newRow("nothing") << "";
}

void TestHostileFiles::hostileRecords()
{
    QFETCH(QString, sql);
    // The record is made in a file of its own, and inverted, so that undoing it does what the SQL says.
    const QString elsewhere = m_folder->filePath("elsewhere");
    QVERIFY(QFile::copy(m_path, elsewhere));
    sqlite3 *db = nullptr;
    sqlite3_session *session = nullptr;
    sqlite3_stmt *statement = nullptr;
    int size = 0;
    void *record = nullptr;
    QCOMPARE(sqlite3_open(elsewhere.toUtf8().constData(), &db), SQLITE_OK);
    QVERIFY(run(db, "PRAGMA foreign_keys = OFF; CREATE TABLE more (x INTEGER PRIMARY KEY)"));
    const bool adds = sql.startsWith("INSERT INTO plan") || sql.startsWith("INSERT INTO factory");
    if (adds) {
        QVERIFY(run(db, sql.contains("INTO plan") ? "DELETE FROM plan" : "DELETE FROM factory WHERE id = 'a'"));
    }
    QVERIFY(sqlite3session_create(db, "main", &session) == SQLITE_OK && sqlite3session_attach(session, nullptr) == SQLITE_OK);
    QVERIFY(run(db, sql.toUtf8().constData()));
    QCOMPARE(sqlite3session_changeset(session, &size, &record), SQLITE_OK);
    if (!adds && size > 0) {
        void *inverse = nullptr;
        QCOMPARE(sqlite3changeset_invert(size, record, &size, &inverse), SQLITE_OK);
        sqlite3_free(record);
        record = inverse;
    }
    sqlite3session_delete(session);
    sqlite3_close(db);
    QCOMPARE(sqlite3_open(m_path.toUtf8().constData(), &db), SQLITE_OK);
    QCOMPARE(sqlite3_prepare_v2(db, "UPDATE history SET changeset = ? WHERE seq = 2", -1, &statement, nullptr), SQLITE_OK);
    QVERIFY(sqlite3_bind_blob(statement, 1, record, size, SQLITE_TRANSIENT) == SQLITE_OK && sqlite3_step(statement) == SQLITE_DONE);
    sqlite3_finalize(statement);
    sqlite3_free(record);
    sqlite3_close(db);
    const FolderState before = stateOf(m_folder->path());
    {
        const auto file = opened(m_path, s_quick);
        QVERIFY(file);
        for (const auto &outcome : {file->undo(s_signature), file->backTo(1, "Back", s_signature)}) {
            const QString message = messageOf(outcome);
            QVERIFY2(message.contains(m_path) && message.endsWith('.'), qPrintable(message));
        }
        QVERIFY(stateOf(m_folder->path()) == before);
        QVERIFY(messageOf(file->perform(rename("Goes on"), s_signature)).isEmpty());
    }
    QCOMPARE(opened(m_path, s_quick)->planAsRead().settings().title, std::string("Goes on"));
}

// Damage in the record of a step: undo refuses it, or what it makes of the plan can be opened again.
void TestHostileFiles::flippedRecords()
{
    planedits::Random random(78);
    const auto file = opened(m_path, s_quick);
    core::Edit edit{"Large", {}};
    core::Plan plan = file->planAsRead();
    while (edit.changes.size() < 30) {
        const core::Edit more = planedits::possibleEdit(random, plan);
        plan = *core::applied(plan, more);
        edit.changes.insert(edit.changes.end(), more.changes.begin(), more.changes.end());
    }
    QVERIFY(messageOf(file->perform(edit, s_signature)).isEmpty());
    const QByteArray start = bytesOf(m_path);
    int refusals = 0;
    for (int i = 0; i < 300; ++i) {
        put(start);
        sqlite3 *db = nullptr;
        sqlite3_blob *blob = nullptr;
        QCOMPARE(sqlite3_open(m_path.toUtf8().constData(), &db), SQLITE_OK);
        QCOMPARE(sqlite3_blob_open(db, "main", "history", "changeset", 3, 1, &blob), SQLITE_OK);
        for (std::size_t flips = 1 + planedits::below(random, 4); flips > 0; --flips) {
            const char c = static_cast<char>(random());
            QCOMPARE(sqlite3_blob_write(blob, &c, 1, static_cast<int>(planedits::below(random, static_cast<std::size_t>(sqlite3_blob_bytes(blob))))), SQLITE_OK);
        }
        sqlite3_blob_close(blob);
        sqlite3_close(db);
        {
            const auto damaged = opened(m_path, s_quick);
            QVERIFY(damaged);
            const auto shown = damaged->changesOfRow(3); // for the history's list: values or a sentence
            QVERIFY(shown || !shown.error().message.empty());
            refusals += !messageOf(damaged->undo(s_signature)).isEmpty();
        }
        const auto after = PlanFile::open(m_path.toStdString(), s_quick);
        QVERIFY2(after, after ? "" : after.error().message.c_str());
    }
    QVERIFY2(refusals > 50 && refusals < 300, qPrintable(QString::number(refusals)));
}

QTEST_GUILESS_MAIN(TestHostileFiles)
#include "tst_hostilefiles.moc"
