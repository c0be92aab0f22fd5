// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace store {

class Database;

// Brings the tables of an older format up to this program's, version by version; the caller holds the transaction. Throws where the file's
// tables are not those of its format.
void migrate(Database &db, int version);

// A copy of a file about to be converted: beside it, as NAME.v1.backup, or with a number where that is taken. It is removed again unless kept,
// which it is when the conversion has been committed.
class ConversionBackup
{
public:
    ConversionBackup(Database &db, const std::string &path, int version, const char *vfs, bool durable);
    ~ConversionBackup();
    ConversionBackup(const ConversionBackup &) = delete;
    ConversionBackup &operator=(const ConversionBackup &) = delete;
    void keep() { m_kept = true; }

private:
    std::string m_path;
    bool m_kept = false;
};

} // namespace store
