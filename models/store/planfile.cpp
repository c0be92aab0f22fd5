// SPDX-License-Identifier: GPL-3.0-or-later
#include "planfile.h"

#include "changeset.h"
#include "migration.h"
#include "planreader.h"
#include "schemasql.h"
#include "text.h"
#include "wholefile.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <random>

namespace store {

namespace fs = std::filesystem;
using core::Error;
using core::text;

namespace {

WholeFile wholeFile(const std::string &path, const std::string &uid, bool overwrite, const FileOptions &options)
{
    return {path, uid.substr(0, 12) + ".part", overwrite, options.vfs, options.durable};
}

void insertHistory(Database &db, const HistoryRow &row, const Blob &changeset)
{
    Statement s(db, "INSERT INTO history (seq, uid, kind, target, at, author, label, changeset) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    s.bind(1, core::Value(row.seq)).bind(2, core::Value(row.uid)).bind(3, core::Value(std::string(textOf(row.kind))));
    s.bind(4, row.target ? core::Value(row.target) : core::Value()).bind(5, core::Value(row.at)).bind(6, core::Value(row.author)).bind(7, core::Value(row.label));
    if (!changeset.empty()) {
        s.bind(8, changeset);
    }
    s.run();
}

Blob changesetOf(Database &db, std::int64_t seq)
{
    Statement s(db, "SELECT changeset FROM history WHERE seq = ?");
    s.bind(1, core::Value(seq));
    return s.step() ? s.blob(0) : Blob();
}

std::string lastUid(Database &db)
{
    return db.text("SELECT uid FROM history ORDER BY seq DESC LIMIT 1");
}

constexpr std::int64_t largestSeq = std::int64_t{1} << 53;
constexpr std::size_t longestUid = 200;

// Applies the record of a step, inverted or as it is. The record may come from anybody too.
Blob applyRecord(Database &db, Blob record, bool invert)
{
    if (record.empty()) {
        throw StoreError(SQLITE_CORRUPT, text("the record of this step is missing"));
    }
    changesOf(record); // throws unless it is what a program of this format records
    if (invert) {
        record = inverted(db, record);
    }
    applyChangeset(db, record);
    return record;
}

} // namespace

Signature systemSignature(std::string author)
{
    Signature s;
    s.author = std::move(author);
    s.now = [] {
        const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
        std::tm utc{};
        gmtime_r(&now, &utc);
        char buffer[32];
        std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%SZ", &utc);
        return std::string(buffer);
    };
    s.uid = [] {
        std::random_device device;
        std::string out;
        char word[16];
        for (int i = 0; i < 4; ++i) {
            std::snprintf(word, sizeof word, "%08x", static_cast<unsigned>(device()));
            out += word;
        }
        return out;
    };
    return s;
}

PlanFile::PlanFile(std::string path, FileOptions options) : m_path(std::move(path)), m_options(std::move(options)) {}
PlanFile::~PlanFile() = default;

core::Status PlanFile::create(const std::string &path, const core::Plan &plan, const std::string &label, const Signature &signature, bool overwrite,
                              const FileOptions &options)
{
    std::error_code code;
    if (!overwrite && fs::exists(path, code)) {
        return Error{text("%1 exists already; choose another name or remove it first.", {path})};
    }
    return wholeFile(path, signature.uid(), overwrite, options).write([&](Database &db) {
        db.execute("PRAGMA page_size = 4096");
        db.execute(schemaSql);
        Transaction t(db);
        db.execute("PRAGMA defer_foreign_keys = ON");
        writePlan(db, plan);
        insertHistory(db, {1, signature.uid(), HistoryRow::Kind::Note, 0, signature.now(), cleanLabel(signature.author), cleanLabel(label)}, {});
        t.commit();
    });
}

core::Result<std::unique_ptr<PlanFile>> PlanFile::open(const std::string &path, const FileOptions &options, bool readOnly)
{
    int version = 0;
    const core::Status examined = examineFile(path, version);
    if (!examined) {
        return examined.error();
    }
    try {
        std::unique_ptr<PlanFile> file(new PlanFile(path, options));
        file->m_readOnlyAsked = readOnly;
        file->connect();
        auto plan = file->reload();
        if (!plan) {
            return plan.error();
        }
        file->m_plan = std::move(*plan);
        return file;
    } catch (const StoreError &e) {
        return sentence(path, e);
    }
}

void PlanFile::connect()
{
    const bool readOnly = m_readOnlyAsked || !isWritable(m_path);
    const std::string absolute = fs::absolute(m_path).string(); // never one of the names that SQLite takes for something else
    m_db = std::make_unique<Database>(absolute, Database::Options{readOnly, false, m_options.vfs, m_options.durable});
    m_readOnly = readOnly || sqlite3_db_readonly(m_db->handle(), "main") == 1;
    m_version = 0;
}

void PlanFile::readHistory(Database &db)
{
    m_history.clear();
    m_stacks = {};
    Statement s(db, "SELECT seq, uid, kind, target, substr(at, 1, 40), substr(author, 1, 1000), substr(label, 1, 1000) FROM history ORDER BY seq");
    while (s.step()) {
        HistoryRow row{s.integer(0), s.text(1), kindOf(s.text(2)), s.integer(3), cleanLabel(s.text(4)), cleanLabel(s.text(5)), cleanLabel(s.text(6))};
        if (row.seq < 1 || row.seq > largestSeq || row.uid.size() > longestUid || s.text(2) != textOf(row.kind)) {
            throw StoreError(SQLITE_CORRUPT, text("a row of the history has a number, name or kind that no program gives"));
        }
        m_stacks.take(row);
        m_history.push_back(std::move(row));
    }
    if (m_version < schemaVersion) {
        m_stacks = {}; // the conversion that comes first cannot be undone
    }
}

core::Result<core::Plan> PlanFile::read()
{
    const auto here = [this](const Error &e) { return Error{m_path + ": " + e.message}; };
    // One read transaction, so that plan and log belong together.
    m_db->execute("BEGIN");
    const int version = static_cast<int>(m_db->integer("PRAGMA user_version"));
    const core::Status known = checkVersion(m_path, version);
    if (!known) {
        return known.error();
    }
    std::unique_ptr<Database> copy;
    if (version < schemaVersion) {
        copy = std::make_unique<Database>(":memory:", Database::Options{false, true, nullptr, false});
        m_db->copyTo(*copy);
        const core::Status objects = checkObjects(*copy);
        if (!objects) {
            return here(objects.error());
        }
        try {
            migrate(*copy, version);
        } catch (const StoreError &e) {
            return here({text("The tables are not those of format %1 (%2); the file is damaged or was changed by another program.", {std::to_string(version), e.what()})});
        }
    }
    Database &db = copy ? *copy : *m_db;
    if (version != m_version) { // not yet looked at in this format
        const core::Status structure = checkStructure(db);
        if (!structure) {
            return here(structure.error());
        }
    }
    core::Result<core::Plan> plan = readPlan(db);
    if (!plan) {
        return here(plan.error());
    }
    m_version = version;
    readHistory(db);
    return plan;
}

core::Result<core::Plan> PlanFile::reload()
{
    try {
        if (m_db->moved()) {
            return reopen();
        }
        core::Result<core::Plan> plan = read();
        m_db->execute("COMMIT");
        return plan;
    } catch (const StoreError &e) {
        if (m_db->inTransaction()) {
            sqlite3_exec(m_db->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
        }
        return sentence(m_path, e);
    }
}

core::Result<core::Plan> PlanFile::reopen()
{
    auto again = open(m_path, m_options, m_readOnlyAsked);
    if (!again) {
        return again.error();
    }
    m_readOnly = (*again)->m_readOnly;
    m_version = (*again)->m_version;
    m_db = std::move((*again)->m_db);
    m_history = std::move((*again)->m_history);
    m_stacks = std::move((*again)->m_stacks);
    return std::move((*again)->m_plan);
}

// Is the file no longer the one that stands under its name?
std::optional<PlanFile::Failure> PlanFile::unmoved() const
{
    if (!m_db->moved()) {
        return std::nullopt;
    }
    std::error_code code;
    if (!fs::exists(m_path, code)) {
        return Failure{sentence(m_path, StoreError(SQLITE_READONLY_DBMOVED, {})), false};
    }
    return Failure{{text("Another program has put another file in the place of %1. It was read again; your last step was not made: please repeat it if you still want it.", {m_path})}, true};
}

std::optional<PlanFile::Failure> PlanFile::writable() const
{
    if (!m_readOnly) {
        return std::nullopt;
    }
    return Failure{{text("%1 is open read-only, so nothing can be changed. Save a copy and work in that.", {m_path})}, false};
}

// Runs work() inside a transaction that also writes the history row; work() returns the changeset that the row gets.
template<typename Work>
PlanFile::Outcome<Written> PlanFile::transact(const Signature &signature, HistoryRow row, Work work)
{
    for (const auto &failure : {writable(), unmoved()}) {
        if (failure) {
            return *failure;
        }
    }
    const std::string known = m_history.empty() ? std::string() : m_history.back().uid;
    row.seq = m_history.empty() ? 1 : m_history.back().seq + 1;
    row.uid = signature.uid();
    row.at = signature.now();
    row.author = cleanLabel(signature.author);
    row.label = cleanLabel(row.label);
    Written written;
    std::optional<ConversionBackup> backup;
    std::optional<HistoryRow> conversion;
    try {
        if (m_version < schemaVersion) {
            backup.emplace(*m_db, m_path, m_version, m_options.vfs, m_options.durable);
            conversion = HistoryRow{row.seq++, signature.uid(), HistoryRow::Kind::Migrate, 0, row.at, row.author,
                                    text("Converted from format %1 to format %2", {std::to_string(m_version), std::to_string(schemaVersion)})};
        }
        Transaction t(*m_db);
        if (lastUid(*m_db) != known) {
            return Failure{{text("Another program has changed %1 meanwhile. It was read again; your last step was not made: please repeat it if you still want it.", {m_path})}, true};
        }
        if (conversion) {
            migrate(*m_db, m_version);
            insertHistory(*m_db, *conversion, {});
        }
        m_db->execute("PRAGMA defer_foreign_keys = ON");
        const Blob changeset = work();
        if (changeset.empty() && row.kind != HistoryRow::Kind::Note) {
            return written; // nothing changed: nothing to log
        }
        written.changes = changesOf(changeset);
        const core::Status readable = checkChanged(*m_db, written.changes);
        if (!readable) {
            throw StoreError(SQLITE_CORRUPT, readable.error().message);
        }
        insertHistory(*m_db, row, changeset);
        t.commit();
    } catch (const StoreError &e) {
        // A failing disk can leave open whether the commit has happened: the log decides.
        try {
            if (m_db->inTransaction() || lastUid(*m_db) != row.uid) {
                return Failure{sentence(m_path, e), (e.code & 0xff) == SQLITE_ABORT};
            }
        } catch (const StoreError &) {
            return Failure{sentence(m_path, e), false};
        }
    }
    if (conversion) {
        backup->keep();
        m_version = schemaVersion;
        written.rows.push_back(std::move(*conversion));
    }
    written.rows.push_back(std::move(row));
    for (const HistoryRow &r : written.rows) {
        m_stacks.take(r);
        m_history.push_back(r);
    }
    return written;
}

PlanFile::Outcome<Written> PlanFile::perform(const core::Edit &edit, const Signature &signature)
{
    HistoryRow row;
    row.label = edit.label;
    return transact(signature, row, [&] {
        Recorder recorder(*m_db);
        for (const core::Change &c : edit.changes) {
            writeChange(*m_db, c);
        }
        return recorder.changeset();
    });
}

PlanFile::Outcome<Written> PlanFile::step(HistoryRow::Kind kind, std::int64_t target, const Signature &signature)
{
    HistoryRow row;
    row.kind = kind;
    row.target = target;
    const auto done = std::lower_bound(m_history.begin(), m_history.end(), target, [](const HistoryRow &h, std::int64_t seq) { return h.seq < seq; });
    row.label = done->label; // the stacks name rows of the log only
    return transact(signature, row, [&] {
        return applyRecord(*m_db, changesetOf(*m_db, target), kind == HistoryRow::Kind::Undo);
    });
}

Error PlanFile::nothingToUndo() const
{
    const bool converted = m_version < schemaVersion || std::any_of(m_history.begin(), m_history.end(), [](const HistoryRow &h) { return h.kind == HistoryRow::Kind::Migrate; });
    return {converted ? text("There is nothing to undo: what was done before the plan's conversion to a newer format stays.") : text("There is nothing to undo.")};
}

PlanFile::Outcome<Written> PlanFile::undo(const Signature &signature)
{
    const std::int64_t target = m_stacks.undoTarget();
    if (target == 0) {
        return Failure{nothingToUndo(), false};
    }
    return step(HistoryRow::Kind::Undo, target, signature);
}

PlanFile::Outcome<Written> PlanFile::redo(const Signature &signature)
{
    const std::int64_t target = m_stacks.redoTarget();
    if (target == 0) {
        return Failure{{text("There is nothing to redo.")}, false};
    }
    return step(HistoryRow::Kind::Redo, target, signature);
}

PlanFile::Outcome<Written> PlanFile::backTo(std::int64_t seq, const std::string &label, const Signature &signature)
{
    if (m_version < schemaVersion) {
        return Failure{{text("The plan is of an older format and will be converted by the next change; it cannot go back beyond that.")}, false};
    }
    for (const HistoryRow &h : m_history) {
        if (h.seq > seq && h.kind == HistoryRow::Kind::Migrate) {
            return Failure{{text("The plan was converted to a newer format after that; it cannot go back beyond the conversion.")}, false};
        }
    }
    HistoryRow row;
    row.label = label;
    return transact(signature, row, [&] {
        Recorder recorder(*m_db);
        for (auto h = m_history.rbegin(); h != m_history.rend() && h->seq > seq; ++h) {
            if (h->kind != HistoryRow::Kind::Note) {
                applyRecord(*m_db, changesetOf(*m_db, h->seq), true);
            }
        }
        return recorder.changeset();
    });
}

PlanFile::Outcome<Written> PlanFile::note(const std::string &label, const Signature &signature)
{
    HistoryRow row;
    row.kind = HistoryRow::Kind::Note;
    row.label = label;
    return transact(signature, row, [] { return Blob(); });
}

bool PlanFile::changedOutside()
{
    try {
        std::error_code code;
        if (m_db->moved()) {
            return fs::exists(m_path, code);
        }
        return lastUid(*m_db) != (m_history.empty() ? std::string() : m_history.back().uid);
    } catch (const StoreError &) {
        return false; // locked for a moment, or gone: the next write will tell
    }
}

core::Result<std::vector<core::Change>> PlanFile::changesOfRow(std::int64_t seq)
{
    try {
        return changesOf(changesetOf(*m_db, seq), true);
    } catch (const StoreError &e) {
        return sentence(m_path, e);
    }
}

core::Status PlanFile::saveCopy(const std::string &path)
{
    std::error_code code;
    if (fs::equivalent(path, m_path, code)) {
        return Error{text("%1 is the plan itself; choose another name for the copy.", {path})};
    }
    return wholeFile(path, systemSignature({}).uid(), true, m_options).write([this](Database &to) { m_db->copyTo(to); });
}

} // namespace store
