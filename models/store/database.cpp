// SPDX-License-Identifier: GPL-3.0-or-later
#include "database.h"

#include <sqlite3.h>

namespace store {

namespace {
constexpr int longestValueBytes = 256 * 1024 * 1024; // a changeset of a large import included
}

Database::Database(const std::string &path, const Options &options)
{
    int flags = options.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    flags |= (options.create ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(path.c_str(), &m_db, flags, options.vfs);
    if (code != SQLITE_OK) {
        const std::string reason = m_db ? sqlite3_errmsg(m_db) : sqlite3_errstr(code);
        sqlite3_close(m_db);
        throw StoreError(code, reason);
    }
    try {
        // The file may come from anybody: no code of its own runs, and its structure cannot be bent through SQL.
        sqlite3_db_config(m_db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(m_db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        sqlite3_db_config(m_db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
        sqlite3_db_config(m_db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
        sqlite3_db_config(m_db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        sqlite3_db_config(m_db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_limit(m_db, SQLITE_LIMIT_LENGTH, longestValueBytes);
        sqlite3_limit(m_db, SQLITE_LIMIT_ATTACHED, 0);
        sqlite3_busy_timeout(m_db, 5000);
        execute(options.durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
        execute("PRAGMA foreign_keys = ON");
        execute("PRAGMA cell_size_check = ON");
        execute("PRAGMA mmap_size = 0");
    } catch (...) {
        sqlite3_close(m_db);
        throw;
    }
}

Database::~Database()
{
    sqlite3_close(m_db);
}

void Database::check(int code) const
{
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) {
        throw StoreError(code, sqlite3_errmsg(m_db));
    }
}

void Database::execute(const char *sql)
{
    check(sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr));
}

std::int64_t Database::integer(const char *sql)
{
    Statement s(*this, sql);
    return s.step() ? s.integer(0) : 0;
}

std::string Database::text(const char *sql)
{
    Statement s(*this, sql);
    return s.step() ? s.text(0) : std::string();
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_db) == 0;
}

bool Database::moved() const
{
    int moved = 0;
    return sqlite3_file_control(m_db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

void Database::copyTo(Database &to) const
{
    sqlite3_backup *backup = sqlite3_backup_init(to.handle(), "main", m_db, "main");
    if (!backup) {
        to.check(sqlite3_errcode(to.handle()));
        throw StoreError(SQLITE_ERROR, "backup");
    }
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    to.check(stepped == SQLITE_DONE ? finished : stepped);
}

Statement::Statement(const Database &db, const std::string &sql) : m_db(db)
{
    db.check(sqlite3_prepare_v2(db.handle(), sql.c_str(), static_cast<int>(sql.size()), &m_statement, nullptr));
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

Statement &Statement::bind(int index, const core::Value &value)
{
    int code = SQLITE_OK;
    if (const auto *i = std::get_if<std::int64_t>(&value)) {
        code = sqlite3_bind_int64(m_statement, index, *i);
    } else if (const auto *d = std::get_if<double>(&value)) {
        code = sqlite3_bind_double(m_statement, index, *d);
    } else if (const auto *s = std::get_if<std::string>(&value)) {
        code = sqlite3_bind_text(m_statement, index, s->data(), static_cast<int>(s->size()), SQLITE_TRANSIENT);
    } else {
        code = sqlite3_bind_null(m_statement, index);
    }
    m_db.check(code);
    return *this;
}

Statement &Statement::bind(int index, const Blob &blob)
{
    m_db.check(sqlite3_bind_blob(m_statement, index, blob.data(), static_cast<int>(blob.size()), SQLITE_TRANSIENT));
    return *this;
}

bool Statement::step()
{
    const int code = sqlite3_step(m_statement);
    m_db.check(code);
    return code == SQLITE_ROW;
}

int Statement::columns() const
{
    return sqlite3_column_count(m_statement);
}

bool Statement::isBlob(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_BLOB;
}

core::Value Statement::value(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return static_cast<std::int64_t>(sqlite3_column_int64(m_statement, column));
    case SQLITE_FLOAT:
        return sqlite3_column_double(m_statement, column);
    case SQLITE_TEXT:
        return text(column);
    default:
        return {};
    }
}

std::string Statement::text(int column) const
{
    const auto *t = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return t ? std::string(t, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))) : std::string();
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

Blob Statement::blob(int column) const
{
    const auto *b = static_cast<const unsigned char *>(sqlite3_column_blob(m_statement, column));
    return b ? Blob(b, b + sqlite3_column_bytes(m_statement, column)) : Blob();
}

Transaction::Transaction(Database &db) : m_db(db)
{
    db.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    if (m_open && m_db.inTransaction()) {
        sqlite3_exec(m_db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void Transaction::commit()
{
    m_db.execute("COMMIT");
    m_open = false;
}

} // namespace store
