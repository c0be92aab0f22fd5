// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetest.h"

#include "planedits.h"

#include <filesystem>

using namespace storetest;
using store::HistoryRow;
using store::PlanFile;

class TestPlanFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void createdFilesReadBackEqual();
    void createLeavesWhatIsThere();
    void createOverRemainsOfAnInterruptedWrite();
    void whatCannotBeCreated_data();
    void whatCannotBeCreated();
    void oddNames_data();
    void oddNames();
    void stepsAreLogged();
    void labelsFitInALine();
    void readOnlyFiles_data();
    void readOnlyFiles();
    void copies();
    void fileThatIsReplaced();
    void fileThatIsMovedAway();
    void interruptedWriteOfAReadOnlyFile();

private:
    core::Plan somePlan() const;
    QString make(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    store::FileOptions m_quick;
    store::Signature m_signature;
};

namespace {

core::Edit rename(const std::string &title)
{
    return {"Rename to " + title, {core::updateCell({"plan", "1", "title"}, title)}};
}

std::string titleOf(const core::Plan &plan)
{
    return plan.settings().title;
}

bool isDone(const PlanFile::Outcome<store::Written> &outcome)
{
    return std::holds_alternative<store::Written>(outcome);
}

} // namespace

void TestPlanFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_quick.durable = false;
    m_signature = store::systemSignature("tester");
}

core::Plan TestPlanFile::somePlan() const
{
    planedits::Random random(7);
    core::Plan plan;
    plan.plan.edit(0).title = "Some plan";
    for (int i = 0; i < 200; ++i) {
        plan = *core::applied(plan, planedits::possibleEdit(random, plan));
    }
    plan.plan.edit(0).title = "Some plan";
    return plan;
}

QString TestPlanFile::make(const QString &name) const
{
    const QString path = m_folder->filePath(name);
    const core::Status made = PlanFile::create(path.toStdString(), somePlan(), "New", m_signature, false, m_quick);
    if (!made) {
        QTest::qFail(made.error().message.c_str(), __FILE__, __LINE__);
    }
    return path;
}

void TestPlanFile::createdFilesReadBackEqual()
{
    const auto file = opened(make("plan.aifplan"));
    QVERIFY(file);
    QVERIFY(file->planAsRead() == somePlan());
    QVERIFY(!file->isReadOnly());
    QCOMPARE(file->history().size(), std::size_t{1});
    QCOMPARE(file->history()[0].label, std::string("New"));
    QCOMPARE(file->history()[0].author, std::string("tester"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{"plan.aifplan"});
}

void TestPlanFile::createLeavesWhatIsThere()
{
    const QString path = make("plan.aifplan");
    const FolderState before = stateOf(m_folder->path());
    const core::Status again = PlanFile::create(path.toStdString(), core::Plan(), "New", m_signature);
    QVERIFY(!again);
    QVERIFY(again.error().message.find("exists already") != std::string::npos);
    QVERIFY(stateOf(m_folder->path()) == before);
    QVERIFY(PlanFile::create(path.toStdString(), core::Plan(), "New", m_signature, true));
    QVERIFY(opened(path)->planAsRead() == core::Plan());
}

// A journal that an interrupted write left must not be played back into another file of the same name.
void TestPlanFile::createOverRemainsOfAnInterruptedWrite()
{
    const QString path = make("plan.aifplan");
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &db), SQLITE_OK);
    QVERIFY(run(db, "BEGIN; UPDATE plan SET title = 'half done'"));
    QCOMPARE(sqlite3_db_cacheflush(db), SQLITE_OK); // the journal is complete, the file half written
    QVERIFY(QFile::copy(path + "-journal", m_folder->filePath("kept-journal")));
    sqlite3_close(db);
    QVERIFY(QFileInfo(m_folder->filePath("kept-journal")).size() > 1000);
    QVERIFY(QFile::remove(path));
    const auto leave = [&] { return QFile::copy(m_folder->filePath("kept-journal"), path + "-journal"); };
    core::Plan other;
    other.plan.edit(0).title = "Another plan";
    QVERIFY(PlanFile::create(path.toStdString(), other, "New", m_signature));
    QVERIFY(leave());
    const auto spoilt = PlanFile::open(path.toStdString()); // what such a journal does to another file
    QVERIFY(!spoilt || titleOf((*spoilt)->planAsRead()) != "Another plan");
    QVERIFY(QFile::remove(path));
    QFile::remove(path + "-journal");
    QVERIFY(leave());
    QVERIFY(PlanFile::create(path.toStdString(), other, "New", m_signature));
    QCOMPARE(titleOf(opened(path)->planAsRead()), std::string("Another plan"));
    QVERIFY(leave());
    QVERIFY(PlanFile::create(path.toStdString(), other, "New", m_signature, true));
    QCOMPARE(titleOf(opened(path)->planAsRead()), std::string("Another plan"));
    const auto file = opened(make("source.aifplan"));
    QVERIFY(leave());
    QVERIFY(file->saveCopy(path.toStdString()));
    QCOMPARE(titleOf(opened(path)->planAsRead()), std::string("Some plan"));
}

void TestPlanFile::whatCannotBeCreated_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("folder that is not there") << "nowhere/plan.aifplan" << "folder exists";
    QTest::newRow("name of a folder") << "." << "exists already";
    QTest::newRow("name too long for its journal") << QString(240, 'x') + ".aifplan" << "too long";
    QTest::newRow("name too long for any disk") << QString(400, 'x') << "too long";
    QTest::newRow("path too long for SQLite") << QString("d/../").repeated(120) + "plan.aifplan" << "too long";
}

void TestPlanFile::whatCannotBeCreated()
{
    QFETCH(QString, name);
    QFETCH(QString, says);
    QVERIFY(QDir(m_folder->path()).mkdir("d"));
    const core::Status made = PlanFile::create((m_folder->path() + '/' + name).toStdString(), core::Plan(), "New", m_signature);
    QVERIFY(!made);
    QVERIFY2(QString::fromStdString(made.error().message).contains(says), made.error().message.c_str());
    QVERIFY(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

void TestPlanFile::oddNames_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"file:plan.aifplan?mode=memory", ":memory:", "100 % \"plan\" #1?.aifplan", " ", "-v", "Ξάνθη 🏭.aifplan", "a'b;c\\d.aifplan", "line\nfeed", "no extension",
                             "percent%20encoded.aifplan"}) {
        QTest::newRow(name) << QString::fromUtf8(name);
    }
    QTest::newRow("the longest name") << QString(247, 'x');
}

// Names that SQLite or a shell would take for something else; also without a folder before them.
void TestPlanFile::oddNames()
{
    QFETCH(QString, name);
    const QString here = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder->path()));
    const std::string path = name.toStdString();
    const core::Status made = PlanFile::create(path, somePlan(), "New", m_signature, false, m_quick);
    auto file = made ? PlanFile::open(path, m_quick) : core::Result<std::unique_ptr<PlanFile>>(made.error());
    const bool edited = file && isDone((*file)->perform(rename("Odd"), m_signature));
    file = core::Error{};
    const auto again = PlanFile::open(path, m_quick);
    const QStringList names = QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
    QVERIFY(QDir::setCurrent(here));
    QVERIFY2(made.ok(), made.ok() ? "" : made.error().message.c_str());
    QVERIFY(edited);
    QVERIFY(again);
    QCOMPARE(titleOf((*again)->planAsRead()), std::string("Odd"));
    QCOMPARE(names, QStringList{name});
}

void TestPlanFile::stepsAreLogged()
{
    const QString path = make("plan.aifplan");
    const auto file = opened(path, m_quick);
    QVERIFY(isDone(file->perform(rename("A"), m_signature)));
    QVERIFY(isDone(file->note("Point", m_signature)));
    QVERIFY(isDone(file->undo(m_signature)));
    QVERIFY(isDone(file->redo(m_signature)));
    QVERIFY(isDone(file->backTo(1, "Back", m_signature)));
    const auto &rows = file->history();
    QCOMPARE(rows.size(), std::size_t{6});
    const HistoryRow::Kind kinds[] = {HistoryRow::Kind::Note, HistoryRow::Kind::Edit, HistoryRow::Kind::Note, HistoryRow::Kind::Undo, HistoryRow::Kind::Redo, HistoryRow::Kind::Edit};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i].kind, kinds[i]);
        QCOMPARE(rows[i].seq, static_cast<std::int64_t>(i) + 1);
        QCOMPARE(rows[i].at.size(), std::size_t{20});
        const auto changes = file->changesOfRow(rows[i].seq);
        QVERIFY(changes);
        QCOMPARE(changes->size(), std::size_t{kinds[i] == HistoryRow::Kind::Note ? 0u : 1u});
    }
    QCOMPARE(rows[3].target, rows[1].seq);
    QCOMPARE(rows[3].label, std::string("Rename to A"));
    QVERIFY(opened(path)->history() == rows);
    QVERIFY(opened(path)->stacks() == file->stacks());
    QVERIFY(messageOf(file->redo(m_signature)).contains("nothing to redo"));
    const auto beyond = file->changesOfRow(99);
    QVERIFY(beyond && beyond->empty());
}

void TestPlanFile::labelsFitInALine()
{
    const QString path = make("plan.aifplan");
    const auto file = opened(path, m_quick);
    store::Signature odd = m_signature;
    using namespace std::string_literals;
    odd.author = "bro\xC3ken \x01 \0 name"s;
    core::Edit edit = rename("A");
    edit.label = std::string(999, 'x') + "\xC3\xA9" + std::string(300'000, 'y');
    QVERIFY(isDone(file->perform(edit, odd)));
    QCOMPARE(file->history().back().label, std::string(999, 'x') + 'y'); // the character that would be cut is left out
    QVERIFY(core::isCleanText(file->history().back().author));
    QVERIFY(opened(path)->history() == file->history());
}

void TestPlanFile::readOnlyFiles_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("asked for") << 0;
    QTest::newRow("file") << 1;
    QTest::newRow("folder") << 2;
}

void TestPlanFile::readOnlyFiles()
{
    QFETCH(int, how);
    const QString path = make("plan.aifplan");
    if (how == 1) {
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    } else if (how == 2) {
        std::filesystem::permissions(m_folder->path().toStdString(), std::filesystem::perms(0555));
    }
    const FolderState before = stateOf(m_folder->path());
    {
        auto file = PlanFile::open(path.toStdString(), m_quick, how == 0);
        QVERIFY(file);
        QVERIFY((*file)->isReadOnly());
        QVERIFY((*file)->planAsRead() == somePlan());
        QVERIFY(messageOf((*file)->perform(rename("A"), m_signature)).contains("read-only"));
        QVERIFY(messageOf((*file)->note("A", m_signature)).contains("read-only"));
        QVERIFY(messageOf((*file)->backTo(1, "A", m_signature)).contains("read-only"));
        QVERIFY(!(*file)->changedOutside());
        QVERIFY((*file)->reload());
        const QTemporaryDir elsewhere;
        QVERIFY((*file)->saveCopy(elsewhere.filePath("copy.aifplan").toStdString()));
        QVERIFY(!opened(elsewhere.filePath("copy.aifplan"))->isReadOnly());
    }
    QVERIFY(stateOf(m_folder->path()) == before);
    std::filesystem::permissions(m_folder->path().toStdString(), std::filesystem::perms(0755));
}

void TestPlanFile::copies()
{
    const QString path = make("plan.aifplan");
    const QString copy = m_folder->filePath("copy.aifplan");
    const auto file = opened(path, m_quick);
    QVERIFY(isDone(file->perform(rename("Before"), m_signature)));
    QVERIFY(file->saveCopy(copy.toStdString()));
    QVERIFY(isDone(file->perform(rename("After"), m_signature)));
    QCOMPARE(titleOf(opened(path)->planAsRead()), std::string("After"));
    const auto other = opened(copy, m_quick);
    QCOMPARE(titleOf(other->planAsRead()), std::string("Before"));
    QVERIFY(isDone(other->undo(m_signature))); // the history goes with it
    QCOMPARE(titleOf(opened(copy)->planAsRead()), std::string("Some plan"));
    QVERIFY(file->saveCopy(copy.toStdString())); // over the first one
    QCOMPARE(titleOf(opened(copy)->planAsRead()), std::string("After"));
    QVERIFY(QFile::link(path, m_folder->filePath("link")));
    for (const QString &itself : {path, m_folder->filePath("link"), m_folder->filePath("./plan.aifplan")}) {
        const core::Status onto = file->saveCopy(itself.toStdString());
        QVERIFY(!onto);
        QVERIFY(onto.error().message.find("itself") != std::string::npos);
    }
    QVERIFY(!file->saveCopy(m_folder->filePath("nowhere/copy.aifplan").toStdString()));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files, QDir::Name), QStringList({"copy.aifplan", "link", "plan.aifplan"}));
    QVERIFY(isDone(opened(m_folder->filePath("link"), m_quick)->perform(rename("Through the link"), m_signature)));
    QVERIFY(file->changedOutside());
}

// As programs do that carry folders to and fro: the name gets another file while the plan is open.
void TestPlanFile::fileThatIsReplaced()
{
    const QString path = make("plan.aifplan");
    const auto file = opened(path, m_quick);
    QVERIFY(isDone(file->perform(rename("Mine"), m_signature)));
    const QString other = make("other.aifplan");
    QVERIFY(isDone(opened(other, m_quick)->perform(rename("Theirs"), m_signature)));
    std::filesystem::rename(other.toStdString(), path.toStdString());
    QVERIFY(file->changedOutside());
    const auto outcome = file->perform(rename("Lost?"), m_signature);
    const auto *failure = std::get_if<PlanFile::Failure>(&outcome);
    QVERIFY(failure && failure->changedOutside);
    const auto plan = file->reload();
    QVERIFY(plan);
    QCOMPARE(titleOf(*plan), std::string("Theirs"));
    QVERIFY(!file->changedOutside());
    QVERIFY(isDone(file->perform(rename("On top"), m_signature)));
    QCOMPARE(titleOf(opened(path)->planAsRead()), std::string("On top"));
    QFile nonsense(m_folder->filePath("nonsense"));
    QVERIFY(nonsense.open(QIODevice::WriteOnly) && nonsense.write("no plan") == 7);
    nonsense.close();
    std::filesystem::rename(nonsense.fileName().toStdString(), path.toStdString());
    QVERIFY(!file->reload());
    QVERIFY(!isDone(file->perform(rename("Never"), m_signature)));
    QCOMPARE(bytesOf(path), QByteArray("no plan"));
    QVERIFY(file->saveCopy(m_folder->filePath("rescued.aifplan").toStdString())); // what was open is still at hand
    QCOMPARE(titleOf(opened(m_folder->filePath("rescued.aifplan"))->planAsRead()), std::string("On top"));
}

void TestPlanFile::fileThatIsMovedAway()
{
    const QString path = make("plan.aifplan");
    const QString away = m_folder->filePath("away.aifplan");
    const auto file = opened(path, m_quick);
    QVERIFY(QFile::rename(path, away));
    const FolderState before = stateOf(m_folder->path());
    QVERIFY(!file->changedOutside());
    const QString message = messageOf(file->perform(rename("A"), m_signature));
    QVERIFY2(message.contains("moved"), qPrintable(message));
    QVERIFY(stateOf(m_folder->path()) == before);
    QVERIFY(QFile::rename(away, path));
    QVERIFY(isDone(file->perform(rename("A"), m_signature)));
    QCOMPARE(titleOf(opened(path)->planAsRead()), std::string("A"));
}

void TestPlanFile::interruptedWriteOfAReadOnlyFile()
{
    const QString path = make("plan.aifplan");
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &db), SQLITE_OK);
    QVERIFY(run(db, "BEGIN; UPDATE plan SET title = 'half done'"));
    QCOMPARE(sqlite3_db_cacheflush(db), SQLITE_OK); // the journal is synced, the file half written
    const QString copy = m_folder->filePath("copy.aifplan");
    QVERIFY(QFile::copy(path, copy) && QFile::copy(path + "-journal", copy + "-journal"));
    sqlite3_close(db);
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner));
    const FolderState before = stateOf(m_folder->path());
    const auto refused = PlanFile::open(copy.toStdString());
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.find("interrupted") != std::string::npos, refused.error().message.c_str());
    QVERIFY(stateOf(m_folder->path()) == before);
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
    const auto file = opened(copy);
    QVERIFY(file);
    QCOMPARE(titleOf(file->planAsRead()), std::string("Some plan"));
    QVERIFY(!QFile::exists(copy + "-journal"));
}

QTEST_GUILESS_MAIN(TestPlanFile)
#include "tst_planfile.moc"
