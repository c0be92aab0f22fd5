// SPDX-License-Identifier: GPL-3.0-or-later
// Files of an older format: read without a trace, converted by the first change.
#include "storetest.h"

#include "fingerprint.h"
#include "plandocument.h"
#include "schemasql.h"

using namespace storetest;

class TestConversion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readingLeavesNoTrace_data();
    void readingLeavesNoTrace();
    void missingSettingsGetTheirDefaults();
    void firstChangeConverts();
    void undoEndsAtTheConversion();
    void whatChangesNothingConvertsNothing_data();
    void whatChangesNothingConvertsNothing();
    void backupTakesAFreeName();
    void secondProgramSeesTheConversion();
    void newTablesAreRecorded();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

namespace {

const core::Cell title{"plan", "1", "title"};
const core::Cell seed{"plan", "1", "simulation_seed"};

std::unique_ptr<document::PlanDocument> documentOf(const QString &path)
{
    auto opened = document::PlanDocument::open(path, store::systemSignature("tester"), {.vfs = nullptr, .durable = false});
    return opened ? std::move(*opened) : nullptr;
}

core::Edit change(const core::Cell &cell, const core::Value &value)
{
    return {"Change " + cell.toString(), {core::updateCell(cell, value)}};
}

} // namespace

void TestConversion::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = olderFile(*m_folder);
    QVERIFY(QFile::exists(m_path));
    QCOMPARE(bytesOf(m_path).mid(60, 4), QByteArray("\0\0\0\1", 4));
    QCOMPARE(opened(m_path)->history().size(), std::size_t{2});
}

void TestConversion::readingLeavesNoTrace_data()
{
    QTest::addColumn<bool>("writable");
    QTest::newRow("writable") << true;
    QTest::newRow("read-only") << false;
}

void TestConversion::readingLeavesNoTrace()
{
    QFETCH(bool, writable);
    if (!writable) {
        QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
    }
    const FolderState before = stateOf(m_folder->path());
    {
        const auto document = documentOf(m_path);
        QVERIFY(document);
        QCOMPARE(document->isReadOnly(), !writable);
        QVERIFY(!document->canUndo());
        QVERIFY(!document->takeOutsideChanges());
        QVERIFY(document->saveCopyAs(m_folder->filePath("copy.aifplan")));
    }
    QCOMPARE(documentOf(m_folder->filePath("copy.aifplan"))->fingerprint(), documentOf(m_path)->fingerprint());
    QVERIFY(QFile::remove(m_folder->filePath("copy.aifplan")));
    QVERIFY(stateOf(m_folder->path()) == before);
}

void TestConversion::missingSettingsGetTheirDefaults()
{
    const auto file = opened(m_path);
    QVERIFY(file);
    const core::PlanSettings &settings = file->planAsRead().settings();
    QVERIFY(!settings.marketPriceEurHour);
    QCOMPARE(settings.simulationSeed, 1);
    QCOMPARE(settings.simulationDraws, 10'000);
    QVERIFY(file->planAsRead().choices.empty());
}

void TestConversion::firstChangeConverts()
{
    const QByteArray original = bytesOf(m_path);
    QString converted;
    {
        const auto document = documentOf(m_path);
        const QString before = document->fingerprint();
        const std::size_t rows = document->history().size();
        QVERIFY(document->perform(change(title, std::string("Renamed"))));
        QCOMPARE(document->history().size(), rows + 2);
        QCOMPARE(document->history()[rows].kind, store::HistoryRow::Kind::Migrate);
        QVERIFY(document->history()[rows].label.find("format 1 to format " + std::to_string(store::schemaVersion)) != std::string::npos);
        converted = document->fingerprint();
        QVERIFY(converted != before);
        const auto backup = documentOf(m_path + ".v1.backup");
        QVERIFY(backup);
        QCOMPARE(backup->fingerprint(), before);
    }
    QCOMPARE(bytesOf(m_path).mid(60, 4), QByteArray("\0\0\0", 3) + static_cast<char>(store::schemaVersion));
    QCOMPARE(bytesOf(m_path + ".v1.backup").mid(60, 4), original.mid(60, 4));
    const auto again = documentOf(m_path);
    QVERIFY(again);
    QCOMPARE(again->fingerprint(), converted);
    QVERIFY(again->perform(change(title, std::string("Once more"))));
    QVERIFY(!QFile::exists(m_path + ".v1.backup-2")); // converted once
}

void TestConversion::undoEndsAtTheConversion()
{
    const auto document = documentOf(m_path);
    const QString before = document->fingerprint();
    QVERIFY(!document->canUndo()); // though there is an edit of the older format
    const auto changes = document->changesOfRow(2);
    QVERIFY(changes);
    QCOMPARE(changes->size(), std::size_t{1});
    QCOMPARE(changes->front(), core::updateCell(title, std::string("As it was")));
    const core::Status nothing = document->undo();
    QVERIFY(!nothing);
    QVERIFY(QString::fromStdString(nothing.error().message).contains("conversion"));
    QVERIFY(document->perform(change(seed, std::int64_t{9'007'199'254'740'992})));
    const QString after = document->fingerprint();
    QVERIFY(document->undo());
    QCOMPARE(document->fingerprint(), before);
    QVERIFY(!document->undo());
    const auto again = documentOf(m_path);
    QCOMPARE(again->fingerprint(), before);
    QVERIFY(!again->canUndo());
    QVERIFY(again->redo());
    QCOMPARE(again->fingerprint(), after);
    QVERIFY(again->undo());
    const auto row = std::find_if(again->history().begin(), again->history().end(), [](const store::HistoryRow &r) { return r.kind == store::HistoryRow::Kind::Migrate; });
    QVERIFY(again->backTo(row->seq));
    QCOMPARE(again->fingerprint(), before);
    const core::Status beyond = again->backTo(row->seq - 1);
    QVERIFY(!beyond);
    QVERIFY(QString::fromStdString(beyond.error().message).contains("conversion"));
    QCOMPARE(again->changesOfRow(2)->front(), changes->front()); // still to be read
}

void TestConversion::whatChangesNothingConvertsNothing_data()
{
    QTest::addColumn<int>("attempt");
    QTest::newRow("the value that is there") << 0;
    QTest::newRow("an edit that is refused") << 1;
    QTest::newRow("an edit that only the file refuses") << 2;
    QTest::newRow("undo") << 3;
    QTest::newRow("redo") << 4;
    QTest::newRow("back to the newest step") << 5;
}

void TestConversion::whatChangesNothingConvertsNothing()
{
    QFETCH(int, attempt);
    const FolderState before = stateOf(m_folder->path());
    const store::Signature signature = store::systemSignature("tester");
    {
        const auto file = opened(m_path);
        const auto document = documentOf(m_path);
        const core::Value same = core::valueAt(*document->plan(), title);
        const bool done = attempt == 0 ? document->perform(change(title, same)).ok()
            : attempt == 1             ? document->perform(change(seed, std::int64_t{-1})).ok()
            : attempt == 2             ? messageOf(file->perform({"Orphan", {core::updateCell({"system", "lumi-ai", "factory"}, std::string("nowhere"))}}, signature)).isEmpty()
            : attempt == 3             ? document->undo().ok()
            : attempt == 4             ? document->redo().ok()
                                       : document->backTo(document->history().back().seq).ok();
        QCOMPARE(done, attempt == 0);
    }
    QVERIFY(stateOf(m_folder->path()) == before);
}

void TestConversion::backupTakesAFreeName()
{
    QFile other(m_path + ".v1.backup");
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("somebody's own file");
    other.close();
    QVERIFY(documentOf(m_path)->perform(change(title, std::string("Renamed"))));
    QCOMPARE(bytesOf(m_path + ".v1.backup"), QByteArray("somebody's own file"));
    QVERIFY(opened(m_path + ".v1.backup-2"));
}

void TestConversion::secondProgramSeesTheConversion()
{
    const auto mine = documentOf(m_path);
    const auto theirs = documentOf(m_path);
    QVERIFY(theirs->perform(change(seed, std::int64_t{7})));
    QVERIFY(!mine->perform(change(title, std::string("Mine")))); // read again, told so
    QCOMPARE(mine->plan()->settings().simulationSeed, 7);
    QVERIFY(mine->perform(change(title, std::string("Mine"))));
    QVERIFY(!QFile::exists(m_path + ".v1.backup-2"));
    QVERIFY(theirs->takeOutsideChanges());
    QCOMPARE(theirs->fingerprint(), mine->fingerprint());
}

void TestConversion::newTablesAreRecorded()
{
    const auto document = documentOf(m_path);
    const QString before = document->fingerprint();
    const core::Edit edit{"Choose sections", {core::insertRow("setting", "report.board.sections", {{"key", std::string("report.board.sections")}, {"value", std::string("summary")}})}};
    QVERIFY(document->perform(edit));
    QCOMPARE(document->plan()->choices.size(), std::size_t{1});
    QCOMPARE(document->fingerprint(), before); // shapes a report, changes no figure
    QVERIFY(document->undo());
    QVERIFY(document->plan()->choices.empty());
    QVERIFY(document->redo());
    const auto again = documentOf(m_path);
    QCOMPARE(again->plan()->choices[0].value, std::string("summary"));
}

QTEST_GUILESS_MAIN(TestConversion)
#include "tst_conversion.moc"
