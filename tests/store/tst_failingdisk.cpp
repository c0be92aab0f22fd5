// SPDX-License-Identifier: GPL-3.0-or-later
// Every operation of the disk fails once, and from there on for good: the plan is then what it was or what it was to be, never between.
#include "storetest.h"

#include "failingdisk.h"
#include "fingerprint.h"
#include "plandocument.h"
#include "planedits.h"

using namespace storetest;
using document::PlanDocument;

class TestFailingDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void steps_data();
    void steps();
    void newFiles_data();
    void newFiles();
    void reading();
    void diskThatIsFull();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QByteArray m_template; // a plan with something to undo and something to redo
};

namespace {

struct Failure
{
    const char *name;
    int operation;
    int code;
};
constexpr Failure failures[] = {
    {"write", FailingDisk::Write, SQLITE_IOERR_WRITE},         {"write on a full disk", FailingDisk::Write, SQLITE_FULL},
    {"sync", FailingDisk::Sync, SQLITE_IOERR_FSYNC},           {"truncate", FailingDisk::Truncate, SQLITE_IOERR_TRUNCATE},
    {"opening the journal", FailingDisk::Open, SQLITE_CANTOPEN}, {"removing the journal", FailingDisk::Delete, SQLITE_IOERR_DELETE},
    {"read", FailingDisk::Read, SQLITE_IOERR_READ},
};

core::Edit rename(const std::string &title)
{
    return {title, {core::updateCell({"plan", "1", "title"}, title)}};
}

// So much text that SQLite writes to the file before the commit.
core::Edit largeEdit()
{
    core::Edit edit{"large", {}};
    for (int i = 0; i < 26; ++i) {
        const std::string id = "large-" + std::to_string(i);
        edit.changes.push_back(core::insertRow("source", id, {{"id", id}, {"title", std::string("Large")}, {"note", std::string(95'000, static_cast<char>('a' + i % 26))}}));
    }
    return edit;
}

std::unique_ptr<PlanDocument> documentOf(const QString &path, const char *vfs)
{
    store::FileOptions options;
    options.vfs = vfs;
    auto document = PlanDocument::open(path, store::systemSignature("tester"), options);
    return document ? std::move(*document) : nullptr;
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        QTest::qFail("cannot write the template", __FILE__, __LINE__);
    }
}

core::Status doStep(PlanDocument &document, const QString &step)
{
    return step == "edit" || step == "conversion" ? document.perform(rename("the step"))
        : step == "large edit"                    ? document.perform(largeEdit())
        : step == "undo"                          ? document.undo()
        : step == "redo"                          ? document.redo()
        : step == "back"                          ? document.backTo(1)
                                                  : document.checkpoint("the step");
}

int rowsNamed(const PlanDocument &document, const std::string &label)
{
    return static_cast<int>(std::count_if(document.history().begin(), document.history().end(), [&](const store::HistoryRow &r) { return r.label == label; }));
}

} // namespace

void TestFailingDisk::initTestCase()
{
    FailingDisk::install();
    const QTemporaryDir folder;
    const QString path = folder.filePath("plan.aifplan");
    planedits::Random random(3);
    core::Plan plan;
    plan.plan.edit(0).title = "First";
    for (int i = 0; i < 100; ++i) {
        plan = *core::applied(plan, planedits::possibleEdit(random, plan));
    }
    QVERIFY(store::PlanFile::create(path.toStdString(), plan, "New", store::systemSignature("tester")));
    const auto document = documentOf(path, nullptr);
    QVERIFY(document->perform(rename("to be undone")));
    QVERIFY(document->perform(rename("to be redone")));
    QVERIFY(document->undo());
    m_template = bytesOf(path);
}

void TestFailingDisk::init()
{
    FailingDisk::heal();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath("plan.aifplan");
}

void TestFailingDisk::steps_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<int>("failure");
    QTest::addColumn<bool>("once");
    for (const char *step : {"edit", "large edit", "undo", "redo", "back", "checkpoint", "conversion"}) {
        for (int f = 0; f < static_cast<int>(std::size(failures)); ++f) {
            for (const bool once : {true, false}) {
                QTest::addRow("%s, %s fails %s", step, failures[f].name, once ? "once" : "from then on") << step << f << once;
            }
        }
    }
}

void TestFailingDisk::steps()
{
    QFETCH(QString, step);
    QFETCH(int, failure);
    QFETCH(bool, once);
    int failed = 0;
    for (int n = 1;; n += step == "large edit" && n > 16 ? n / 3 : 1) { // the many writes of a large edit are alike
        if (step == "conversion") {
            QFile::remove(m_path);
            QFile::remove(m_path + ".v1.backup");
            olderFile(*m_folder, "plan.aifplan");
        } else {
            put(m_path, m_template);
        }
        const auto document = documentOf(m_path, FailingDisk::name);
        QVERIFY(document);
        const core::Plan before = *document->plan();
        FailingDisk::failAt(n, failures[failure].operation, failures[failure].code, once);
        const core::Status done = doStep(*document, step);
        FailingDisk::heal();
        const auto shown = document->plan();
        const auto disk = documentOf(m_path, nullptr);
        QVERIFY2(disk, qPrintable(QString("%1 of %2").arg(n).arg(step)));
        QVERIFY(!done || *disk->plan() == *shown);
        QVERIFY(done || *shown == before || *shown == *disk->plan());
        if (!FailingDisk::hasFailed()) {
            QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.c_str());
            break;
        }
        ++failed;
        QVERIFY(done || done.error().message.find(m_path.toStdString()) != std::string::npos);
        QVERIFY(done || step != "conversion" || disk->history().size() != 2 || !QFile::exists(m_path + ".v1.backup"));
        // What is on the disk is the plan before the step or after it.
        const bool happened = disk->history().size() > (step == "conversion" ? 2u : 4u);
        QVERIFY(happened || *disk->plan() == before);
        QVERIFY(!done || happened);
        // The same document goes on working; at most it has to be told that the file holds more than it knew.
        const core::Plan goOn = *disk->plan();
        if (!document->perform(rename("afterwards"))) {
            QVERIFY(!done);
            QVERIFY(*document->plan() == goOn);
            QVERIFY(document->perform(rename("afterwards")));
        }
        QVERIFY(*document->plan() == *core::applied(goOn, rename("afterwards")));
        QCOMPARE(rowsNamed(*document, "afterwards"), 1);
        QVERIFY(document->undo());
        QVERIFY(*document->plan() == goOn);
        QVERIFY(*documentOf(m_path, nullptr)->plan() == goOn);
    }
    const bool never = failures[failure].operation == FailingDisk::Truncate // happens after a rollback only
        || (failures[failure].operation == FailingDisk::Read && step != "large edit");
    QVERIFY(failed > 0 || never);
}

void TestFailingDisk::newFiles_data()
{
    QTest::addColumn<bool>("copy");
    QTest::addColumn<int>("failure");
    for (int f = 0; f < static_cast<int>(std::size(failures)); ++f) {
        QTest::addRow("new file, %s", failures[f].name) << false << f;
        QTest::addRow("copy, %s", failures[f].name) << true << f;
    }
}

// A new file or a copy is there in whole, or not at all.
void TestFailingDisk::newFiles()
{
    QFETCH(bool, copy);
    QFETCH(int, failure);
    const QString target = m_folder->filePath("target.aifplan");
    put(m_path, m_template);
    store::FileOptions options;
    options.vfs = FailingDisk::name;
    for (int n = 1;; ++n) {
        const auto document = documentOf(m_path, FailingDisk::name);
        const core::Plan plan = *document->plan();
        FailingDisk::failAt(n, failures[failure].operation, failures[failure].code, false);
        const core::Status done = copy ? document->saveCopyAs(target) : store::PlanFile::create(target.toStdString(), plan, "New", store::systemSignature("tester"), false, options);
        FailingDisk::heal();
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), done ? 2 : 1);
        QVERIFY(!done || *documentOf(target, nullptr)->plan() == plan);
        QFile::remove(target);
        if (!FailingDisk::hasFailed()) {
            QVERIFY(done);
            break;
        }
    }
    QCOMPARE(bytesOf(m_path), m_template);
}

void TestFailingDisk::reading()
{
    put(m_path, m_template);
    const FolderState before = stateOf(m_folder->path());
    int failed = 0;
    for (int n = 1;; ++n) {
        FailingDisk::failAt(n, FailingDisk::Read, SQLITE_IOERR_READ, false);
        store::FileOptions options;
        options.vfs = FailingDisk::name;
        const auto file = store::PlanFile::open(m_path.toStdString(), options);
        FailingDisk::heal();
        QVERIFY(stateOf(m_folder->path()) == before);
        if (!FailingDisk::hasFailed()) {
            QVERIFY(file);
            break;
        }
        ++failed;
        QVERIFY(!file);
        QVERIFY2(file.error().message.find(m_path.toStdString()) == 0 || file.error().message.find("The disk") == 0, file.error().message.c_str());
    }
    QVERIFY(failed > 10);
}

// A full disk refuses edit after edit; what was acknowledged stays, and with room the work goes on.
void TestFailingDisk::diskThatIsFull()
{
    put(m_path, m_template);
    const auto document = documentOf(m_path, FailingDisk::name);
    const core::Plan before = *document->plan();
    FailingDisk::failAt(1, FailingDisk::Write, SQLITE_FULL, false);
    for (int i = 0; i < 20; ++i) {
        const core::Status done = i % 2 ? document->perform(largeEdit()) : document->undo();
        QVERIFY(!done);
        QVERIFY2(done.error().message.find("disk is full") != std::string::npos, done.error().message.c_str());
        QVERIFY(*document->plan() == before);
        QVERIFY(document->canUndo());
    }
    FailingDisk::heal();
    QVERIFY(document->perform(largeEdit()));
    QVERIFY(document->undo());
    QVERIFY(document->undo());
    QVERIFY(document->redo());
    QVERIFY(*documentOf(m_path, nullptr)->plan() == before);
}

QTEST_GUILESS_MAIN(TestFailingDisk)
#include "tst_failingdisk.moc"
