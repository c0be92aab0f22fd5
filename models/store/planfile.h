// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit.h"
#include "historylog.h"
#include "plan.h"
#include "result.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace store {

class Database;

// Who, when, and a name that no other history row has: given from outside, so that tests can repeat themselves.
struct Signature
{
    std::string author;
    std::function<std::string()> now; // ISO 8601, UTC
    std::function<std::string()> uid;
};
Signature systemSignature(std::string author);

struct FileOptions
{
    const char *vfs = nullptr;
    bool durable = true; // false: for tests of many edits
};

// What a successful change has done: for the patcher and the log.
struct Written
{
    std::vector<core::Change> changes;
    std::vector<HistoryRow> rows; // appended to the log; none where nothing changed
};

// An open plan file: the only writer of plan tables and history. One thread at a time. No exception leaves it.
// A file of an older format is read through a copy in memory and stays as it is until the first change, which converts it in the same
// transaction, after a backup beside it. Undo ends at the conversion.
class PlanFile
{
public:
    // Why a change was not made.
    struct Failure
    {
        core::Error error;
        bool changedOutside = false; // another program has written: read again, then decide
    };
    template<typename T>
    using Outcome = std::variant<T, Failure>;

    // Writes a new plan file whole or not at all. Fails where the file exists unless `overwrite`.
    static core::Status create(const std::string &path, const core::Plan &plan, const std::string &label, const Signature &signature,
                               bool overwrite = false, const FileOptions &options = {});
    // Opens and reads. A failed open leaves no trace on the disk. Files that nobody may write to are opened read-only.
    static core::Result<std::unique_ptr<PlanFile>> open(const std::string &path, const FileOptions &options = {}, bool readOnly = false);
    ~PlanFile();

    const std::string &path() const { return m_path; }
    bool isReadOnly() const { return m_readOnly; }
    const core::Plan &planAsRead() const { return m_plan; }
    const std::vector<HistoryRow> &history() const { return m_history; }
    const HistoryStacks &stacks() const { return m_stacks; }

    // Each is one transaction: the change, its changeset, its history row. The edit must have been validated against the plan.
    Outcome<Written> perform(const core::Edit &edit, const Signature &signature);
    Outcome<Written> undo(const Signature &signature);
    Outcome<Written> redo(const Signature &signature);
    // Takes back everything after the row `seq`, as one edit.
    Outcome<Written> backTo(std::int64_t seq, const std::string &label, const Signature &signature);
    Outcome<Written> note(const std::string &label, const Signature &signature);

    // Has another program appended to the log, or put another file in this one's place, since this one last looked?
    bool changedOutside();
    // Reads plan and log anew, from the file that now stands under this name.
    core::Result<core::Plan> reload();
    // The changes that a history row made; empty for notes.
    core::Result<std::vector<core::Change>> changesOfRow(std::int64_t seq);
    core::Status saveCopy(const std::string &path);

private:
    PlanFile(std::string path, FileOptions options);
    void connect();
    core::Result<core::Plan> read();
    core::Result<core::Plan> reopen();
    void readHistory(Database &db);
    core::Error nothingToUndo() const;
    std::optional<Failure> writable() const;
    std::optional<Failure> unmoved() const;
    template<typename Work>
    Outcome<Written> transact(const Signature &signature, HistoryRow row, Work work);
    Outcome<Written> step(HistoryRow::Kind kind, std::int64_t target, const Signature &signature);

    std::string m_path;
    FileOptions m_options;
    bool m_readOnlyAsked = false;
    bool m_readOnly = false;
    int m_version = 0; // the file's format, as last read
    std::unique_ptr<Database> m_db;
    core::Plan m_plan;
    std::vector<HistoryRow> m_history;
    HistoryStacks m_stacks;
};

} // namespace store
