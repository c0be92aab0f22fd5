// SPDX-License-Identifier: GPL-3.0-or-later
#include "plandocument.h"

#include "baseline.h"
#include "planedits.h"
#include "scenario.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using document::PlanDocument;

class TestPlanDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyKindOfEdit_data();
    void everyKindOfEdit();
    void overridesAreSetAndReset();
    void refusedEditsLeaveNoTrace();
    void historyIsNamed();
    void backToHere();
    void signalsTellWhatChanged();
    void colleagueOnTheSameFile();
    void randomWalk();

private:
    std::unique_ptr<PlanDocument> reopened() const;
    void checkThereAndBack(const core::Edit &edit);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<PlanDocument> m_document;
};

namespace {

core::Plan shipped()
{
    auto plan = document::shippedPlan();
    return plan ? std::move(*plan) : core::Plan();
}

std::unique_ptr<PlanDocument> opened(const QString &path, const std::string &author = "tester")
{
    store::FileOptions options;
    options.durable = false;
    auto document = PlanDocument::open(path, store::systemSignature(author), options);
    return document ? std::move(*document) : nullptr;
}

core::Edit rename(const std::string &title)
{
    return {"Rename to " + title, {core::updateCell({"plan", "1", "title"}, title)}};
}

// The plan that the log makes of the first state, changeset by changeset as they stand in the file. From `from` on: only the rows after it.
bool replay(PlanDocument &document, core::Plan &plan, qint64 &from)
{
    for (const store::HistoryRow &row : document.history()) {
        if (row.seq <= from) {
            continue;
        }
        const auto changes = document.changesOfRow(row.seq);
        if (!changes) {
            return false;
        }
        for (const core::Change &c : *changes) {
            if (!core::patch(plan, c)) {
                return false;
            }
        }
        from = row.seq;
    }
    return true;
}

} // namespace

void TestPlanDocument::init()
{
    m_document.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath("plan.aifplan");
    QVERIFY(store::PlanFile::create(m_path.toStdString(), shipped(), "New", store::systemSignature("tester")));
    m_document = opened(m_path);
    QVERIFY(m_document);
}

std::unique_ptr<PlanDocument> TestPlanDocument::reopened() const
{
    return opened(m_path);
}

// Do, undo, redo: each gives the plan that it should, in memory, on the disk and after opening again.
void TestPlanDocument::checkThereAndBack(const core::Edit &edit)
{
    const core::Plan before = *m_document->plan();
    const QString fingerprint = m_document->fingerprint();
    const auto expected = core::applied(before, edit);
    QVERIFY2(expected.ok(), expected.ok() ? "" : expected.error().message.c_str());
    const core::Status done = m_document->perform(edit);
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.c_str());
    QVERIFY(*m_document->plan() == *expected);
    QVERIFY(!(*expected == before));
    const QString after = m_document->fingerprint();
    QCOMPARE(reopened()->fingerprint(), after);
    QVERIFY(*reopened()->plan() == *expected);
    QVERIFY(m_document->undo());
    QVERIFY(*m_document->plan() == before);
    QCOMPARE(m_document->fingerprint(), fingerprint);
    m_document = reopened();
    QVERIFY(*m_document->plan() == before);
    QVERIFY(m_document->redo());
    QVERIFY(*m_document->plan() == *expected);
    m_document = reopened();
    QCOMPARE(m_document->fingerprint(), after);
    QVERIFY(*m_document->plan() == *expected);
}

void TestPlanDocument::everyKindOfEdit_data()
{
    QTest::addColumn<QString>("table");
    for (const core::EntityInfo &info : core::entities()) {
        QTest::newRow(info.name) << info.name;
    }
}

void TestPlanDocument::everyKindOfEdit()
{
    QFETCH(QString, table);
    const core::EntityInfo &info = *core::entity(table.toStdString());
    planedits::Random random(table.size());
    std::string row = "1";
    if (table != "plan") { // a plan has one row of it
        core::Change insert = planedits::insertion(random, *m_document->plan(), info);
        while (!core::applied(*m_document->plan(), {"Add", {insert}})) { // a pair that is there already, a value of the wrong kind for its target
            insert = table == "override" ? *core::setCell(*m_document->plan(), "delay-6", {"system", "lumi-ai", "availability"}, 0.125)
                                         : planedits::insertion(random, *m_document->plan(), info);
        }
        row = insert.row;
        checkThereAndBack({"Add", {insert}});
    }
    for (const core::FieldInfo &f : info.fields) {
        if (f.key || table == "override" || f.name == std::string_view("first_month")) {
            continue;
        }
        const core::Cell cell{info.name, row, f.name};
        core::Value value = core::valueAt(*m_document->plan(), cell);
        const core::Value before = value;
        for (int i = 0; i < 100 && (value == before || !core::applied(*m_document->plan(), {"x", {core::updateCell(cell, value)}})); ++i) {
            value = planedits::someValue(random, *m_document->plan(), f);
        }
        checkThereAndBack({"Change " + cell.toString(), {core::updateCell(cell, value)}});
    }
    if (table != "plan") {
        checkThereAndBack({"Remove", {core::removeRow(info.name, row)}});
    }
}

void TestPlanDocument::overridesAreSetAndReset()
{
    const core::Cell cell{"system", "lumi-ai", "utilisation"};
    checkThereAndBack({"Set", {*core::setCell(*m_document->plan(), "delay-6", cell, 0.25)}});
    checkThereAndBack({"Set again", {*core::setCell(*m_document->plan(), "delay-6", cell, 0.75)}});
    QCOMPARE(*core::originOf(*m_document->plan(), "delay-6", cell), std::string("delay-6"));
    checkThereAndBack({"Reset", {*core::resetCell(*m_document->plan(), "delay-6", cell)}});
    QCOMPARE(*core::originOf(*m_document->plan(), "delay-6", cell), std::string());
}

void TestPlanDocument::refusedEditsLeaveNoTrace()
{
    const core::Plan before = *m_document->plan();
    const std::size_t rows = m_document->history().size();
    QSignalSpy changed(m_document.get(), &PlanDocument::planChanged);
    QVERIFY(!m_document->perform({"Nothing", {}}));
    QVERIFY(!m_document->perform({"Half of it", {core::updateCell({"plan", "1", "title"}, std::string("Half")), core::updateCell({"system", "lumi-ai", "factory"}, std::string("nowhere"))}}));
    QVERIFY(!m_document->undo());
    QVERIFY(!m_document->redo());
    QVERIFY(!m_document->backTo(4711));
    QVERIFY(m_document->perform(rename(before.settings().title))); // what is there already: done, and no step of it
    QVERIFY(*m_document->plan() == before);
    QCOMPARE(m_document->history().size(), rows);
    QCOMPARE(changed.count(), 0);
    QVERIFY(*reopened()->plan() == before);
}

void TestPlanDocument::historyIsNamed()
{
    QVERIFY(m_document->perform(rename("one")));
    QVERIFY(m_document->perform(rename("two")));
    QCOMPARE(m_document->undoLabel(), QString("Rename to two"));
    QVERIFY(m_document->undo());
    QVERIFY(m_document->checkpoint("Before the board"));
    QCOMPARE(m_document->undoLabel(), QString("Rename to one"));
    QCOMPARE(m_document->redoLabel(), QString("Rename to two")); // a checkpoint takes no redo away
    const auto again = reopened();
    QCOMPARE(again->undoLabel(), QString("Rename to one"));
    QCOMPARE(again->redoLabel(), QString("Rename to two"));
    QVERIFY(again->history() == m_document->history());
    QCOMPARE(again->history().back().label, std::string("Before the board"));
    QVERIFY(again->perform(rename("three")));
    QVERIFY(!again->canRedo());
    QVERIFY(again->redoLabel().isEmpty());
}

void TestPlanDocument::backToHere()
{
    std::vector<core::Plan> states{*m_document->plan()};
    for (int i = 0; i < 6; ++i) {
        QVERIFY(m_document->perform(rename("state " + std::to_string(i))));
        states.push_back(*m_document->plan());
    }
    QVERIFY(m_document->undo()); // undo and redo rows lie on the way back too
    QVERIFY(m_document->undo());
    QVERIFY(m_document->redo());
    const core::Plan latest = *m_document->plan();
    QVERIFY(m_document->backTo(3)); // after the row "New" and two edits
    QVERIFY(*m_document->plan() == states[2]);
    QVERIFY(*reopened()->plan() == states[2]);
    QVERIFY(m_document->undo());
    QVERIFY(*m_document->plan() == latest);
    QVERIFY(m_document->redo());
    QVERIFY(m_document->backTo(1));
    QVERIFY(*m_document->plan() == states[0]);
    m_document = reopened();
    QVERIFY(m_document->undo());
    QVERIFY(*m_document->plan() == states[2]);
}

void TestPlanDocument::signalsTellWhatChanged()
{
    std::vector<core::Change> told;
    int histories = 0;
    connect(m_document.get(), &PlanDocument::planChanged, this, [&](const document::Delta &delta) { told = delta.changes; });
    connect(m_document.get(), &PlanDocument::historyChanged, this, [&] { ++histories; });
    const qint64 revision = m_document->revision();
    const core::Edit edit = rename("Told");
    QVERIFY(m_document->perform(edit));
    QVERIFY(told == edit.changes);
    QVERIFY(m_document->revision() > revision);
    QVERIFY(m_document->checkpoint("Only the log"));
    QVERIFY(told == edit.changes);
    QCOMPARE(histories, 2);
    const auto plan = m_document->plan();
    QVERIFY(m_document->undo());
    QCOMPARE(plan->settings().title, std::string("Told")); // what a worker holds stays as it is
}

void TestPlanDocument::colleagueOnTheSameFile()
{
    const auto theirs = opened(m_path, "colleague");
    QSignalSpy reloaded(m_document.get(), &PlanDocument::reloaded);
    QVERIFY(m_document->perform(rename("mine")));
    QVERIFY(theirs->takeOutsideChanges());
    QVERIFY(!theirs->takeOutsideChanges());
    QVERIFY(theirs->perform({"Cap", {core::updateCell({"plan", "1", "union_access_cap"}, 0.4)}}));
    for (const bool undo : {true, false}) {
        const core::Status late = undo ? m_document->undo() : m_document->perform(rename("late"));
        QVERIFY(!late);
        QVERIFY(late.error().message.find("Another program") != std::string::npos);
        QCOMPARE(m_document->plan()->settings().unionAccessCap, 0.4);
        QCOMPARE(m_document->plan()->settings().title, std::string("mine"));
        if (undo) {
            QVERIFY(theirs->checkpoint("again"));
        }
    }
    QCOMPARE(reloaded.count(), 2);
    QVERIFY(m_document->perform(rename("late")));
    QCOMPARE(m_document->history().back().author, std::string("tester"));
    QVERIFY(theirs->takeOutsideChanges());
    QVERIFY(*theirs->plan() == *m_document->plan());
    QVERIFY(theirs->history() == m_document->history());
    QVERIFY(theirs->undo()); // the common log: also what the other one did
    QCOMPARE(theirs->plan()->settings().title, std::string("mine"));
}

// Memory, disk and a replay of the log from the first state agree, whatever is done.
void TestPlanDocument::randomWalk()
{
    planedits::Random random(20'250'101);
    const core::Plan first = *m_document->plan();
    core::Plan replayed = first;
    qint64 upTo = 1;
    int edits = 0, refused = 0, undone = 0, redone = 0, back = 0, opens = 0;
    for (int step = 0; edits + undone + redone + back + opens < 20'000; ++step) {
        const std::size_t dice = planedits::below(random, 1000);
        core::Status done = core::Done{};
        if (dice < 500) {
            const core::Edit edit = planedits::someEdit(random, *m_document->plan());
            const auto expected = core::applied(*m_document->plan(), edit);
            done = m_document->perform(edit);
            QCOMPARE(done.ok(), expected.ok());
            QVERIFY(!expected || *m_document->plan() == *expected);
            done ? ++edits : ++refused;
        } else if (dice < 720) {
            const bool can = m_document->canUndo();
            QCOMPARE(m_document->undo().ok(), can);
            undone += can;
        } else if (dice < 970) {
            for (std::size_t steps = planedits::below(random, 4) + 1; steps > 0; --steps) {
                const bool can = m_document->canRedo();
                QCOMPARE(m_document->redo().ok(), can);
                redone += can;
            }
        } else if (dice < 987) {
            QVERIFY(m_document->checkpoint("Checkpoint"));
        } else if (dice < 994) {
            const auto &rows = m_document->history();
            QVERIFY(m_document->backTo(rows[rows.size() - 1 - planedits::below(random, std::min<std::size_t>(rows.size(), 30))].seq));
            ++back;
        } else {
            const auto plan = m_document->plan();
            const QString undo = m_document->undoLabel(), redo = m_document->redoLabel();
            m_document = reopened();
            QVERIFY(m_document);
            QVERIFY(*m_document->plan() == *plan);
            QCOMPARE(m_document->undoLabel(), undo);
            QCOMPARE(m_document->redoLabel(), redo);
            ++opens;
        }
        if (step % 100 == 0) {
            QVERIFY(replay(*m_document, replayed, upTo));
            QVERIFY(replayed == *m_document->plan());
        }
    }
    const QString fingerprint = m_document->fingerprint();
    replayed = first;
    upTo = 1;
    m_document = reopened();
    QCOMPARE(m_document->fingerprint(), fingerprint);
    QVERIFY(replay(*m_document, replayed, upTo));
    QVERIFY(replayed == *m_document->plan());
    while (m_document->canUndo()) {
        QVERIFY(m_document->undo());
    }
    QVERIFY(*m_document->plan() == first);
    QVERIFY2(edits > 8000 && undone > 3000 && redone > 1500 && back > 100 && opens > 100 && refused > 500,
             qPrintable(QStringLiteral("%1 edits, %2 refused, %3 undone, %4 redone, %5 back, %6 opened").arg(edits).arg(refused).arg(undone).arg(redone).arg(back).arg(opens)));
}

QTEST_GUILESS_MAIN(TestPlanDocument)
#include "tst_plandocument.moc"
