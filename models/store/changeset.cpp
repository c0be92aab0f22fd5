// SPDX-License-Identifier: GPL-3.0-or-later
#include "changeset.h"

#include "text.h"

#include <sqlite3.h>

#include <memory>
#include <string_view>

namespace store {

namespace {

struct Iterator
{
    explicit Iterator(const Database &db, const Blob &changeset)
    {
        db.check(sqlite3changeset_start(&at, static_cast<int>(changeset.size()), const_cast<unsigned char *>(changeset.data())));
    }
    ~Iterator() { sqlite3changeset_finalize(at); }
    Iterator(const Iterator &) = delete;
    Iterator &operator=(const Iterator &) = delete;
    sqlite3_changeset_iter *at = nullptr;
};

core::Value valueOf(sqlite3_value *v)
{
    switch (v ? sqlite3_value_type(v) : SQLITE_NULL) {
    case SQLITE_INTEGER:
        return static_cast<std::int64_t>(sqlite3_value_int64(v));
    case SQLITE_FLOAT:
        return sqlite3_value_double(v);
    case SQLITE_TEXT:
        return std::string(reinterpret_cast<const char *>(sqlite3_value_text(v)), static_cast<std::size_t>(sqlite3_value_bytes(v)));
    case SQLITE_BLOB:
        throw StoreError(SQLITE_CORRUPT, core::text("the record of a step holds bytes where a plan has text or numbers"));
    default:
        return {};
    }
}

// The row's key from the old values (the new ones of an insert), parts joined by '/'.
std::string keyOf(sqlite3_changeset_iter *it, const core::EntityInfo &info, bool insert)
{
    std::string key;
    bool first = true;
    for (std::size_t i = 0; i < info.fields.size(); ++i) {
        if (info.fields[i].key) {
            sqlite3_value *v = nullptr;
            (insert ? sqlite3changeset_new : sqlite3changeset_old)(it, static_cast<int>(i), &v);
            key += (first ? "" : "/") + core::toPlainText(valueOf(v));
            first = false;
        }
    }
    return key;
}

int abortOnConflict(void *, int, sqlite3_changeset_iter *)
{
    return SQLITE_CHANGESET_ABORT;
}

} // namespace

Recorder::Recorder(Database &db) : m_db(db)
{
    db.check(sqlite3session_create(db.handle(), "main", &m_session));
    sqlite3session_table_filter(m_session, [](void *, const char *table) { return std::string_view(table) == "history" ? 0 : 1; }, nullptr);
    db.check(sqlite3session_attach(m_session, nullptr));
}

Recorder::~Recorder()
{
    sqlite3session_delete(m_session);
}

Blob Recorder::changeset() const
{
    int size = 0;
    void *bytes = nullptr;
    m_db.check(sqlite3session_changeset(m_session, &size, &bytes));
    const std::unique_ptr<void, void (*)(void *)> owner(bytes, sqlite3_free);
    const auto *b = static_cast<const unsigned char *>(bytes);
    return Blob(b, b + size);
}

Blob inverted(const Database &db, const Blob &changeset)
{
    int size = 0;
    void *bytes = nullptr;
    db.check(sqlite3changeset_invert(static_cast<int>(changeset.size()), changeset.data(), &size, &bytes));
    const std::unique_ptr<void, void (*)(void *)> owner(bytes, sqlite3_free);
    const auto *b = static_cast<const unsigned char *>(bytes);
    return Blob(b, b + size);
}

void applyChangeset(Database &db, const Blob &changeset)
{
    const int code = sqlite3changeset_apply(db.handle(), static_cast<int>(changeset.size()), const_cast<unsigned char *>(changeset.data()),
                                            nullptr, abortOnConflict, nullptr);
    if (code == SQLITE_ABORT) {
        throw StoreError(code, core::text("the plan no longer is as this step left it, so the step cannot be taken back or repeated"));
    }
    db.check(code);
}

std::vector<core::Change> changesOf(const Database &db, const Blob &changeset)
{
    std::vector<core::Change> out;
    if (changeset.empty()) {
        return out;
    }
    Iterator it(db, changeset);
    while (sqlite3changeset_next(it.at) == SQLITE_ROW) {
        const char *table = nullptr;
        int columns = 0;
        int operation = 0;
        db.check(sqlite3changeset_op(it.at, &table, &columns, &operation, nullptr));
        const core::EntityInfo *info = core::entity(table);
        if (!info || static_cast<std::size_t>(columns) > info->fields.size()) {
            throw StoreError(SQLITE_SCHEMA, "changeset of another schema");
        }
        core::Change c;
        c.entity = table;
        c.kind = operation == SQLITE_INSERT ? core::Change::Kind::Insert : operation == SQLITE_DELETE ? core::Change::Kind::Remove : core::Change::Kind::Update;
        c.row = keyOf(it.at, *info, operation == SQLITE_INSERT);
        for (int i = 0; operation != SQLITE_DELETE && i < columns; ++i) {
            sqlite3_value *v = nullptr;
            sqlite3changeset_new(it.at, i, &v);
            if (v || operation == SQLITE_INSERT) { // an update names changed columns only
                c.values.emplace_back(info->fields[static_cast<std::size_t>(i)].name, valueOf(v));
            }
        }
        out.push_back(std::move(c));
    }
    return out;
}

} // namespace store
