// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration.h"

#include "database.h"
#include "schemasql.h"

#include <array>
#include <filesystem>

namespace store {

namespace fs = std::filesystem;

namespace {

// The step to the next version, from version 1 on. Columns are appended and tables added; what is there stays. The rows of a table that got a
// column with a default are written anew: SQLite 3.40 hands NULL to the session for a default that stands in no row, and undo would then fail.
constexpr std::array steps{
    "ALTER TABLE plan ADD COLUMN market_price_eur_hour REAL;"
    "ALTER TABLE plan ADD COLUMN simulation_seed INTEGER NOT NULL DEFAULT 1;"
    "ALTER TABLE plan ADD COLUMN simulation_draws INTEGER NOT NULL DEFAULT 10000;"
    "UPDATE plan SET id = id;"
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;",
};
static_assert(steps.size() + 1 == schemaVersion);

std::string freeName(const std::string &path, int version)
{
    const std::string name = path + ".v" + std::to_string(version) + ".backup";
    std::string candidate = name;
    std::error_code code;
    for (int i = 2; fs::exists(fs::symlink_status(candidate, code)); ++i) {
        candidate = name + '-' + std::to_string(i);
    }
    return candidate;
}

} // namespace

void migrate(Database &db, int version)
{
    for (std::size_t i = static_cast<std::size_t>(version) - 1; i < steps.size(); ++i) {
        db.execute(steps[i]);
    }
    db.execute(("PRAGMA user_version = " + std::to_string(schemaVersion)).c_str());
}

ConversionBackup::ConversionBackup(Database &db, const std::string &path, int version, const char *vfs, bool durable) : m_path(freeName(path, version))
{
    try {
        Database to(m_path, {false, true, vfs, durable});
        db.copyTo(to);
    } catch (...) {
        std::error_code code;
        fs::remove(m_path, code);
        fs::remove(m_path + "-journal", code);
        throw;
    }
}

ConversionBackup::~ConversionBackup()
{
    if (!m_kept) {
        std::error_code code;
        fs::remove(m_path, code);
    }
}

} // namespace store
