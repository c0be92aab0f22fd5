// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "value.h"

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace store {

using Blob = std::vector<unsigned char>;

// Thrown inside the store only; PlanFile turns it into a sentence.
class StoreError : public std::runtime_error
{
public:
    StoreError(int sqliteCode, const std::string &what) : std::runtime_error(what), code(sqliteCode) {}
    int code;
};

// One connection, closed by its destructor. Every call that fails throws. To be used by one thread at a time.
class Database
{
public:
    struct Options
    {
        bool readOnly = false;
        bool create = false;
        const char *vfs = nullptr;  // tests put a failing disk here
        bool durable = true;        // false: no waiting for the disk (tests of many edits)
    };
    Database(const std::string &path, const Options &options);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    sqlite3 *handle() const { return m_db; }
    void execute(const char *sql);
    std::int64_t integer(const char *sql);
    std::string text(const char *sql);
    bool inTransaction() const;
    bool moved() const; // the file no longer stands where it was opened
    // A copy of everything into an empty database.
    void copyTo(Database &to) const;
    void check(int code) const;

private:
    sqlite3 *m_db = nullptr;
};

// A prepared statement. Parameters count from 1, columns from 0.
class Statement
{
public:
    Statement(const Database &db, const std::string &sql);
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    Statement &bind(int index, const core::Value &value);
    Statement &bind(int index, const Blob &blob);
    bool step(); // true: there is a row
    void run() { step(); }
    int columns() const;
    bool isBlob(int column) const;
    core::Value value(int column) const;
    std::string text(int column) const;
    std::int64_t integer(int column) const;
    Blob blob(int column) const;

private:
    const Database &m_db;
    sqlite3_stmt *m_statement = nullptr;
};

// A write transaction; what is not committed is rolled back.
class Transaction
{
public:
    explicit Transaction(Database &db);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    void commit();

private:
    Database &m_db;
    bool m_open = true;
};

} // namespace store
