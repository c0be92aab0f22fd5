// SPDX-License-Identifier: GPL-3.0-or-later
#include "changeset.h"

#include "text.h"

#include <sqlite3.h>

#include <bit>
#include <memory>
#include <optional>
#include <string_view>

namespace store {

namespace {

// Reads a changeset as SQLite's documentation describes it. SQLite's own iterator can be made to run for ever by bytes that somebody else wrote,
// so nothing is handed to it that has not been read here first.
class Reader
{
public:
    explicit Reader(const Blob &bytes) : m_bytes(bytes) {}

    bool atEnd() const { return m_at == m_bytes.size(); }
    unsigned byte() { return *take(1); }
    std::size_t length()
    {
        std::uint64_t n = 0; // at most five groups of seven bits: no record is longer than SQLite's limits
        for (int i = 0; i < 5; ++i) {
            const unsigned b = byte();
            n = n << 7 | (b & 0x7Fu);
            if (b < 0x80) {
                return static_cast<std::size_t>(n);
            }
        }
        throw damaged();
    }
    std::string text(std::size_t size)
    {
        const unsigned char *at = take(size);
        return std::string(reinterpret_cast<const char *>(at), size);
    }
    std::string word() // ends with a zero byte
    {
        std::string out;
        while (const unsigned b = byte()) {
            out += static_cast<char>(b);
        }
        return out;
    }
    // No value at all where the record leaves the column out.
    std::optional<core::Value> value()
    {
        switch (byte()) {
        case 0:
            return std::nullopt;
        case SQLITE_INTEGER:
            return core::Value(static_cast<std::int64_t>(bigEndian()));
        case SQLITE_FLOAT:
            return core::Value(std::bit_cast<double>(bigEndian()));
        case SQLITE_TEXT:
            return core::Value(text(length()));
        case SQLITE_NULL:
            return core::Value();
        default: // bytes: no plan holds them
            throw damaged();
        }
    }
    static StoreError damaged() { return {SQLITE_CORRUPT, core::text("the record of a step is not one that a plan can hold")}; }

private:
    const unsigned char *take(std::size_t size)
    {
        if (size > m_bytes.size() - m_at) {
            throw damaged();
        }
        const unsigned char *at = m_bytes.data() + m_at;
        m_at += size;
        return at;
    }
    std::uint64_t bigEndian()
    {
        std::uint64_t v = 0;
        for (const unsigned char *at = take(8), *end = at + 8; at != end; ++at) {
            v = v << 8 | *at;
        }
        return v;
    }

    const Blob &m_bytes;
    std::size_t m_at = 0;
};

struct TableHead
{
    const core::EntityInfo *info = nullptr;
    std::size_t columns = 0;
};

TableHead readHead(Reader &reader, bool older)
{
    TableHead head;
    head.columns = reader.length();
    const std::string keys = reader.text(head.columns);
    head.info = core::entity(reader.word());
    if (!head.info || head.columns > head.info->fields.size() || (head.columns < head.info->fields.size() && !older)) {
        throw Reader::damaged();
    }
    for (std::size_t i = 0; i < head.columns; ++i) {
        if ((keys[i] != 0) != head.info->fields[i].key) {
            throw Reader::damaged();
        }
    }
    return head;
}

// One row's values, old or new. `whole`: none may be left out.
std::vector<std::optional<core::Value>> readRow(Reader &reader, const TableHead &head, bool whole)
{
    std::vector<std::optional<core::Value>> row(head.columns);
    for (auto &value : row) {
        value = reader.value();
        if (whole && !value) {
            throw Reader::damaged();
        }
    }
    return row;
}

// The row's key, parts joined by '/'.
std::string keyOf(const TableHead &head, const std::vector<std::optional<core::Value>> &row)
{
    std::string key;
    bool first = true;
    for (std::size_t i = 0; i < head.columns; ++i) {
        if (head.info->fields[i].key) {
            if (!row[i] || core::isNull(*row[i])) {
                throw Reader::damaged();
            }
            key += (first ? "" : "/") + core::toPlainText(*row[i]);
            first = false;
        }
    }
    return key;
}

core::Change readChange(Reader &reader, const TableHead &head, unsigned operation)
{
    using Kind = core::Change::Kind;
    const Kind kind = operation == SQLITE_INSERT ? Kind::Insert : operation == SQLITE_DELETE ? Kind::Remove : Kind::Update;
    reader.byte(); // "indirect", which a plan without triggers never is
    const auto before = kind == Kind::Insert ? std::vector<std::optional<core::Value>>() : readRow(reader, head, kind == Kind::Remove);
    const auto after = kind == Kind::Remove ? std::vector<std::optional<core::Value>>() : readRow(reader, head, kind == Kind::Insert);
    core::Change c{kind, head.info->name, keyOf(head, kind == Kind::Insert ? after : before), {}};
    for (std::size_t i = 0; i < after.size(); ++i) {
        const core::FieldInfo &field = head.info->fields[i];
        if (kind == Kind::Update && after[i] && (field.key || !before[i])) { // an update names changed columns only, with what they were
            throw Reader::damaged();
        }
        if (after[i]) {
            c.values.emplace_back(field.name, *after[i]);
        }
    }
    return c;
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

std::vector<core::Change> changesOf(const Blob &changeset, bool older)
{
    std::vector<core::Change> out;
    Reader reader(changeset);
    TableHead head;
    while (!reader.atEnd()) {
        const unsigned what = reader.byte();
        if (what == 'T') {
            head = readHead(reader, older);
        } else if (head.info && (what == SQLITE_INSERT || what == SQLITE_DELETE || what == SQLITE_UPDATE)) {
            out.push_back(readChange(reader, head, what));
        } else {
            throw Reader::damaged();
        }
    }
    return out;
}

} // namespace store
