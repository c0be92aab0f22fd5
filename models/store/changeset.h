// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database.h"
#include "edit.h"

#include <vector>

struct sqlite3_session;

namespace store {

// Records what is written to the plan's tables (not to history) from its making on.
class Recorder
{
public:
    explicit Recorder(Database &db);
    ~Recorder();
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;
    Blob changeset() const; // empty: nothing has changed

private:
    const Database &m_db;
    sqlite3_session *m_session = nullptr;
};

Blob inverted(const Database &db, const Blob &changeset);
// Writes a changeset into the file, one that changesOf has read. Any conflict throws, and the transaction around it is to be rolled back.
void applyChangeset(Database &db, const Blob &changeset);
// The same changes as values for the patcher; throws where the bytes are not a changeset of a plan's tables. `older`: of any older schema version,
// which names fewer columns; such a changeset may be read, never applied.
std::vector<core::Change> changesOf(const Blob &changeset, bool older = false);

} // namespace store
