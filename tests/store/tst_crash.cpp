// SPDX-License-Identifier: GPL-3.0-or-later
// The program is killed at any moment, and two programs write at once: what was acknowledged is in the file once, and whole.
// Started with "--writer", this program is the one that is killed, or one of the two.
#include "storetest.h"

#include "planedits.h"

#include <QElapsedTimer>
#include <QProcess>

#include <cstdio>
#include <signal.h>

using namespace storetest;
using store::HistoryRow;
using store::PlanFile;

class TestCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void killedWhileWriting();
    void killedWhileConverting();
    void killedWhileCreating();
    void twoWriters();
    void secondWriterIsTold();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

namespace {

core::Edit rename(const std::string &title)
{
    return {title, {core::updateCell({"plan", "1", "title"}, title)}};
}

core::Plan firstPlan()
{
    planedits::Random random(11);
    core::Plan plan;
    plan.plan.edit(0).title = "First";
    for (int i = 0; i < 150; ++i) {
        plan = *core::applied(plan, planedits::possibleEdit(random, plan));
    }
    return plan;
}

// One line for each change that was acknowledged: number, name and label of its row of the history.
void acknowledge(const store::Written &written)
{
    for (const HistoryRow &row : written.rows) {
        std::printf("%lld %s %s\n", static_cast<long long>(row.seq), row.uid.c_str(), row.label.c_str());
    }
    std::fflush(stdout);
}

// What the window does: the change is made; where another program was quicker, the plan is read again and the change made anew.
template<typename Step>
bool persist(PlanFile &file, core::Plan &plan, Step step)
{
    for (int attempt = 0; attempt < 2000; ++attempt) {
        auto outcome = step();
        if (auto *written = std::get_if<store::Written>(&outcome)) {
            for (const core::Change &c : written->changes) {
                if (!core::patch(plan, c)) {
                    return false;
                }
            }
            acknowledge(*written);
            return true;
        }
        auto &failure = std::get<PlanFile::Failure>(outcome);
        if (failure.changedOutside) {
            auto again = file.reload();
            if (!again) {
                return false;
            }
            plan = std::move(*again);
        }
    }
    return false;
}

// Writes without end, edits of every kind.
int writeForever(const std::string &path, unsigned seed, bool durable)
{
    store::FileOptions options;
    options.durable = durable;
    const store::Signature signature = store::systemSignature("writer");
    auto file = PlanFile::open(path, options);
    if (!file) {
        return 1;
    }
    core::Plan plan = (*file)->planAsRead();
    planedits::Random random(seed);
    for (;;) {
        const std::size_t dice = planedits::below(random, 10);
        const bool done = persist(**file, plan, [&] {
            return dice == 0 && (*file)->stacks().undoTarget() ? (*file)->undo(signature)
                : dice == 1 && (*file)->stacks().redoTarget()  ? (*file)->redo(signature)
                : dice == 2                                    ? (*file)->note("note", signature)
                                                               : (*file)->perform(planedits::possibleEdit(random, plan), signature);
        });
        if (!done) {
            return 1;
        }
    }
}

// Writes so many numbered edits, each on top of what stands there.
int writeSome(const std::string &path, const std::string &name, int count)
{
    store::FileOptions options;
    options.durable = false;
    const store::Signature signature = store::systemSignature(name);
    auto file = PlanFile::open(path, options);
    if (!file) {
        return 1;
    }
    core::Plan plan = (*file)->planAsRead();
    for (int i = 0; i < count; ++i) {
        const std::string label = name + '-' + std::to_string(i);
        const bool done = persist(**file, plan, [&] {
            return (*file)->perform({label, {core::insertRow("source", label, {{"id", label}, {"title", label}}),
                                             core::updateCell({"plan", "1", "simulation_seed"}, plan.settings().simulationSeed + 1)}}, signature);
        });
        if (!done) {
            return 1;
        }
    }
    return 0;
}

int writeNewFiles(const std::string &folder)
{
    const store::Signature signature = store::systemSignature("writer");
    const core::Plan plan = firstPlan();
    for (int i = 0;; ++i) {
        const std::string path = folder + "/plan-" + std::to_string(i) + ".aifplan";
        if (!PlanFile::create(path, plan, "New", signature)) {
            return 1;
        }
        std::printf("%s\n", path.c_str());
        std::fflush(stdout);
    }
}

std::unique_ptr<QProcess> writer(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process->start(QCoreApplication::applicationFilePath(), QStringList{"--writer"} + arguments);
    return process;
}

// Lets it work until it has said something, and a moment longer; then it is gone, whatever it was doing. Returns the lines that it finished.
QStringList killSoon(QProcess &process, planedits::Random &random, bool mayBeBeforeTheFirstLine = false)
{
    process.waitForStarted();
    if (!mayBeBeforeTheFirstLine || planedits::below(random, 2) == 0) {
        process.waitForReadyRead();
    }
    QTest::qSleep(0);
    QElapsedTimer timer;
    timer.start();
    const qint64 microseconds = static_cast<qint64>(planedits::below(random, 25'000));
    while (timer.nsecsElapsed() < microseconds * 1000) {
    }
    ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    process.waitForFinished();
    const QByteArray out = process.readAllStandardOutput();
    return QString::fromUtf8(out.left(out.lastIndexOf('\n'))).split('\n', Qt::SkipEmptyParts);
}

// Brings the plan up with what the log says after `seq`; the number of the last row, or -1.
std::int64_t replay(PlanFile &file, core::Plan &plan, std::int64_t seq)
{
    for (const HistoryRow &row : file.history()) {
        if (row.seq <= seq) {
            continue;
        }
        const auto changes = file.changesOfRow(row.seq);
        if (!changes || row.seq != seq + 1) {
            return -1;
        }
        for (const core::Change &c : *changes) {
            if (!core::patch(plan, c)) {
                return -1;
            }
        }
        seq = row.seq;
    }
    return seq;
}

} // namespace

void TestCrash::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath("plan.aifplan");
    QVERIFY(PlanFile::create(m_path.toStdString(), firstPlan(), "New", store::systemSignature("tester")));
}

void TestCrash::killedWhileWriting()
{
    planedits::Random random(99);
    core::Plan replayed = firstPlan();
    std::int64_t seq = 1;
    int acknowledged = 0, interrupted = 0;
    for (int kills = 0; kills < 220; ++kills) {
        const auto process = writer({"forever", m_path, QString::number(kills), kills % 10 ? "quick" : "durable"});
        const QStringList lines = killSoon(*process, random);
        interrupted += QFile::exists(m_path + "-journal");
        const auto file = opened(m_path);
        QVERIFY(file);
        // Every acknowledged change stands in the log under its number, after it at most the one that was being made.
        std::int64_t last = seq;
        for (const QString &line : lines) {
            last = line.section(' ', 0, 0).toLongLong();
            const auto &row = file->history().at(static_cast<std::size_t>(last) - 1);
            QCOMPARE(row.seq, last);
            QCOMPARE(QString::fromStdString(row.uid), line.section(' ', 1, 1));
            ++acknowledged;
        }
        QVERIFY2(file->history().back().seq - last <= 1, qPrintable(QString("%1 rows, %2 acknowledged").arg(file->history().back().seq).arg(last)));
        // No half change: the plan is what the log makes of the first state.
        seq = replay(*file, replayed, seq);
        QVERIFY(seq > 0);
        QVERIFY(file->planAsRead() == replayed);
    }
    QVERIFY2(acknowledged > 1000, qPrintable(QString::number(acknowledged)));
    QVERIFY2(interrupted > 5, qPrintable(QString::number(interrupted))); // some were killed in the midst of a write
}

void TestCrash::killedWhileConverting()
{
    planedits::Random random(5);
    const QString path = olderFile(*m_folder);
    const QByteArray original = bytesOf(path);
    int converted = 0, untouched = 0;
    for (int kills = 0; kills < 40; ++kills) {
        for (const QString &left : QDir(m_folder->path()).entryList({"older*"}, QDir::Files)) {
            QFile::remove(m_folder->filePath(left));
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(original) == original.size());
        file.close();
        const auto process = writer({"forever", path, QString::number(kills), "quick"});
        killSoon(*process, random, true);
        const auto after = opened(path);
        QVERIFY(after);
        if (after->history().size() == 2) {
            QCOMPARE(bytesOf(path).mid(60, 4), original.mid(60, 4));
            ++untouched;
            continue;
        }
        ++converted;
        QCOMPARE(after->history()[2].kind, HistoryRow::Kind::Migrate);
        QVERIFY(after->history().size() > 3);
        const auto backup = opened(path + ".v1.backup");
        QVERIFY(backup);
        core::Plan replayed = backup->planAsRead();
        QVERIFY(replay(*after, replayed, 2) > 2);
        QVERIFY(after->planAsRead() == replayed);
    }
    QVERIFY2(converted > 3 && untouched > 3, qPrintable(QString("%1 converted, %2 untouched").arg(converted).arg(untouched)));
}

void TestCrash::killedWhileCreating()
{
    planedits::Random random(6);
    for (int kills = 0; kills < 15; ++kills) {
        const QTemporaryDir folder;
        const auto process = writer({"create", folder.path()});
        for (const QString &path : killSoon(*process, random)) {
            QVERIFY(QFile::exists(path));
        }
        for (const QString &name : QDir(folder.path()).entryList({"*.aifplan"}, QDir::Files)) {
            const auto file = opened(folder.filePath(name)); // whatever has the name of a plan is one
            QVERIFY(file);
            QVERIFY(file->planAsRead() == firstPlan());
        }
    }
}

// Two programs write into one file as quickly as they can.
void TestCrash::twoWriters()
{
    constexpr int each = 250;
    const auto one = writer({"some", m_path, "one", QString::number(each)});
    const auto two = writer({"some", m_path, "two", QString::number(each)});
    QVERIFY(one->waitForFinished(120'000) && two->waitForFinished(120'000));
    QCOMPARE(one->exitCode(), 0);
    QCOMPARE(two->exitCode(), 0);
    const auto file = opened(m_path);
    QVERIFY(file);
    QCOMPARE(file->history().size(), std::size_t{1 + 2 * each});
    std::map<QString, int> rows;
    for (const HistoryRow &row : file->history()) {
        ++rows[QString::fromStdString(row.label)];
    }
    for (const auto &process : {one.get(), two.get()}) {
        const QStringList lines = QString::fromUtf8(process->readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), each);
        for (const QString &line : lines) {
            QCOMPARE(rows[line.section(' ', 2)], 1); // each exactly once
            QCOMPARE(QString::fromStdString(file->history()[static_cast<std::size_t>(line.section(' ', 0, 0).toInt()) - 1].uid), line.section(' ', 1, 1));
        }
    }
    // Each saw what the other had written before: no addition is lost.
    QCOMPARE(file->planAsRead().settings().simulationSeed - firstPlan().settings().simulationSeed, 2 * each);
    core::Plan replayed = firstPlan();
    QCOMPARE(replay(*file, replayed, 1), 1 + 2 * each);
    QVERIFY(file->planAsRead() == replayed);
}

void TestCrash::secondWriterIsTold()
{
    const store::Signature signature = store::systemSignature("tester");
    const auto one = opened(m_path);
    const auto two = opened(m_path);
    QVERIFY(!two->changedOutside());
    QVERIFY(messageOf(one->perform(rename("one"), signature)).isEmpty());
    QVERIFY(two->changedOutside());
    const QByteArray bytes = bytesOf(m_path);
    const auto late = two->perform(rename("two"), signature);
    QVERIFY(std::get<PlanFile::Failure>(late).changedOutside);
    QVERIFY(std::get<PlanFile::Failure>(two->note("note", signature)).changedOutside);
    QVERIFY(std::get<PlanFile::Failure>(two->backTo(1, "back", signature)).changedOutside);
    QCOMPARE(bytesOf(m_path), bytes);
    const auto again = two->reload();
    QVERIFY(again);
    QCOMPARE(again->settings().title, std::string("one"));
    QVERIFY(two->history() == one->history());
    QVERIFY(two->stacks() == one->stacks());
    QVERIFY(messageOf(two->undo(signature)).isEmpty());
    QVERIFY(one->changedOutside());
    // While another program holds the file for longer than a moment, nothing is changed and the sentence says so.
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(m_path.toUtf8().constData(), &db), SQLITE_OK);
    QVERIFY(run(db, "BEGIN IMMEDIATE"));
    const QString busy = messageOf(two->perform(rename("two"), signature));
    QVERIFY2(busy.contains("being written by another program"), qPrintable(busy));
    sqlite3_close(db);
    QVERIFY(messageOf(two->perform(rename("two"), signature)).isEmpty());
}

int main(int argc, char **argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() > 2 && words[0] == "--writer") {
        return words[1] == "forever" ? writeForever(words[2], static_cast<unsigned>(std::stoul(words.at(3))), words.at(4) == "durable")
            : words[1] == "some"     ? writeSome(words[2], words.at(3), std::stoi(words.at(4)))
                                     : writeNewFiles(words[2]);
    }
    QCoreApplication application(argc, argv);
    TestCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_crash.moc"
