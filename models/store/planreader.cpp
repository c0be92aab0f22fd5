// SPDX-License-Identifier: GPL-3.0-or-later
#include "planreader.h"

#include "schemasql.h"
#include "text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

namespace store {

using core::Error;
using core::text;

namespace {

constexpr std::size_t headerSize = 100;

std::uint32_t bigEndian(const std::array<unsigned char, headerSize> &h, std::size_t at)
{
    return static_cast<std::uint32_t>(h[at]) << 24 | static_cast<std::uint32_t>(h[at + 1]) << 16 | static_cast<std::uint32_t>(h[at + 2]) << 8 | h[at + 3];
}

// A table in words that can be compared: columns, kind, references and what they do, keys and how they sort.
std::string shapeOf(Database &db, const std::string &table)
{
    std::string shape;
    for (const char *sql : {"SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?) ORDER BY cid",
                            "SELECT wr, strict FROM pragma_table_list WHERE schema = 'main' AND name = ?",
                            "SELECT \"from\", \"table\", \"to\", on_update, on_delete FROM pragma_foreign_key_list(?) ORDER BY 1, 2",
                            "SELECT l.origin, x.name, x.\"desc\", x.coll FROM pragma_index_list(?) AS l, pragma_index_xinfo(l.name) AS x WHERE x.key ORDER BY l.seq, x.seqno"}) {
        Statement s(db, sql);
        s.bind(1, table);
        while (s.step()) {
            for (int i = 0; i < s.columns(); ++i) {
                shape += s.text(i) + ' ';
            }
            shape += '\n';
        }
    }
    return shape;
}

// The tables of the schema and their shapes, by name: what a file has to agree with.
const std::map<std::string, std::string> &expectedShapes()
{
    static const std::map<std::string, std::string> shapes = [] {
        Database model(":memory:", {false, true, nullptr, false});
        model.execute(schemaSql);
        std::map<std::string, std::string> out;
        Statement s(model, "SELECT name FROM sqlite_schema WHERE type = 'table'");
        while (s.step()) {
            out[s.text(0)] = shapeOf(model, s.text(0));
        }
        return out;
    }();
    return shapes;
}

std::string columnList(const core::EntityInfo &info)
{
    std::string out;
    for (const core::FieldInfo &f : info.fields) {
        out += (out.empty() ? "\"" : ", \"") + std::string(f.name) + '"';
    }
    return out;
}

std::string keyCondition(const core::EntityInfo &info)
{
    std::string out;
    for (const core::FieldInfo *f : info.keyFields()) {
        out += (out.empty() ? " WHERE \"" : " AND \"") + std::string(f->name) + "\" = ?";
    }
    return out;
}

// May this key part hold a '/'? Only parts that name other rows or nothing that is named by others.
bool slashAllowed(const core::EntityInfo &info, const core::FieldInfo &field)
{
    return (std::strcmp(info.name, "override") == 0 || std::strcmp(info.name, "citation") == 0) && std::strcmp(field.name, "row") == 0;
}

core::Status checkKeyPart(const core::EntityInfo &info, const core::FieldInfo &field, const core::Value &value)
{
    const std::string part = core::toPlainText(value);
    if (part.find('/') != std::string::npos && !slashAllowed(info, field)) {
        return Error{text("%1: the key '%2' holds a '/', which keys are joined by.", {info.name, part})};
    }
    return core::Done{};
}

core::Status checkHorizon(const std::optional<core::Month> &first, const std::optional<core::Month> &last)
{
    if (!first || !last || *last < *first || *last - *first >= 1200) {
        return Error{text("plan/1: the horizon from %1 to %2 is not one that can be projected.", {first ? first->toString() : "?", last ? last->toString() : "?"})};
    }
    return core::Done{};
}

core::Status readRow(const core::EntityInfo &info, Statement &s, core::Plan &plan, std::vector<core::Value> &values)
{
    std::string key;
    bool first = true;
    for (std::size_t i = 0; i < info.fields.size(); ++i) {
        values[i] = s.value(static_cast<int>(i));
        if (!info.fields[i].key) {
            continue;
        }
        const core::Status part = checkKeyPart(info, info.fields[i], values[i]);
        if (!part) {
            return part;
        }
        key += (first ? "" : "/") + core::toPlainText(values[i]);
        first = false;
    }
    for (std::size_t i = 0; i < info.fields.size(); ++i) {
        if (s.isBlob(static_cast<int>(i))) {
            return Error{text("%1/%2.%3 holds bytes where a plan has text or numbers.", {info.name, key, info.fields[i].name})};
        }
        const core::Status ok = core::readableValue(info, info.fields[i], key, values[i]);
        if (!ok) {
            return ok;
        }
    }
    if (info.indexOf(plan, key) >= 0) {
        return Error{text("%1: two rows have the key '%2'.", {info.name, key})};
    }
    if (!info.insert(info, plan, key, values)) {
        return Error{text("%1/%2: a value is not of its field's type.", {info.name, key})};
    }
    return core::Done{};
}

} // namespace

core::Status checkVersion(const std::string &path, int version)
{
    if (version > schemaVersion) {
        return Error{text("%1 was written by a newer version of AI Factory Planner (format %2, this one knows %3). Please update the program.",
                          {path, std::to_string(version), std::to_string(schemaVersion)})};
    }
    if (version < 1) {
        return Error{text("%1 has no format number: it is damaged or was never finished.", {path})};
    }
    return core::Done{};
}

core::Status checkObjects(Database &db)
{
    Statement s(db, "SELECT type, name FROM sqlite_schema");
    while (s.step()) {
        const std::string type = s.text(0);
        const std::string name = s.text(1);
        const bool own = type == "table" ? expectedShapes().contains(name) : type == "index" && name.starts_with("sqlite_autoindex_");
        if (!own) {
            return Error{text("The file has a %1 '%2' that no plan has; it is not opened, for safety.", {type, name})};
        }
    }
    return core::Done{};
}

core::Status examineFile(const std::string &path, int &version)
{
    namespace fs = std::filesystem;
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (!fs::exists(status)) {
        return Error{text("There is no file %1.", {path})};
    }
    if (!fs::is_regular_file(status)) {
        return Error{text("%1 is not a file.", {path})};
    }
    const auto size = fs::file_size(path, code);
    std::array<unsigned char, headerSize> header{};
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return Error{text("%1 cannot be read; check its permissions.", {path})};
    }
    in.read(reinterpret_cast<char *>(header.data()), headerSize);
    if (size == 0) {
        return Error{text("%1 is empty: it holds no plan.", {path})};
    }
    if (std::memcmp(header.data(), "SQLite format 3\0", std::min<std::size_t>(16, static_cast<std::size_t>(in.gcount()))) != 0) {
        return Error{text("%1 is not a plan: it is of another kind, encrypted or damaged.", {path})};
    }
    if (in.gcount() < static_cast<std::streamsize>(headerSize)) {
        return Error{text("%1 is cut off: %2 bytes are there. Take it from where it came once more.", {path, std::to_string(size)})};
    }
    if (bigEndian(header, 68) != static_cast<std::uint32_t>(applicationId)) {
        return Error{text("%1 is a database of another program, not a plan.", {path})};
    }
    version = static_cast<int>(bigEndian(header, 60));
    const core::Status known = checkVersion(path, version);
    if (!known) {
        return known;
    }
    if (header[18] == 2 || header[19] == 2) {
        return Error{text("%1 is in SQLite's write-ahead mode, which another program has set; a plan is one file. Set journal_mode to DELETE with that program, then open it.", {path})};
    }
    if (fs::exists(path + "-wal", code)) {
        return Error{text("Beside %1 lies a write-ahead log (%1-wal), which another program has left; a plan is one file. Let that program close it, then open it.", {path})};
    }
    const std::uint64_t pageSize = header[16] == 0 && header[17] == 1 ? 65536u : static_cast<std::uint64_t>(header[16]) << 8 | header[17];
    const std::uint64_t pages = bigEndian(header, 28);
    const bool journal = fs::exists(path + "-journal", code); // then the recovery decides
    if (!journal && pages * pageSize > size) {
        return Error{text("%1 is cut off: %2 of %3 bytes are there. Take it from where it came once more.",
                          {path, std::to_string(size), std::to_string(pages * pageSize)})};
    }
    return core::Done{};
}

core::Status checkStructure(Database &db)
{
    const core::Status objects = checkObjects(db);
    if (!objects) {
        return objects;
    }
    for (const auto &[table, shape] : expectedShapes()) {
        if (shapeOf(db, table) != shape) {
            return Error{text("The table '%1' is missing or does not have the columns of a plan; the file is damaged or was changed by another program.", {table})};
        }
    }
    Statement integrity(db, "PRAGMA integrity_check(1)");
    if (integrity.step() && integrity.text(0) != "ok") {
        return Error{text("The file is damaged (%1). Take a copy or an earlier version.", {integrity.text(0)})};
    }
    Statement keys(db, "PRAGMA foreign_key_check");
    if (keys.step()) {
        return Error{text("The table '%1' refers to a row of '%2' that is not there; the file was changed by another program.", {keys.text(0), keys.text(2)})};
    }
    return core::Done{};
}

core::Result<core::Plan> readPlan(Database &db)
{
    core::Plan plan;
    plan.plan.erase(0);
    for (const core::EntityInfo &info : core::entities()) {
        std::string order;
        for (const core::FieldInfo *f : info.keyFields()) {
            order += (order.empty() ? " ORDER BY \"" : ", \"") + std::string(f->name) + '"';
        }
        Statement s(db, "SELECT " + columnList(info) + " FROM \"" + info.name + '"' + order);
        std::vector<core::Value> values(info.fields.size());
        while (s.step()) {
            const core::Status ok = readRow(info, s, plan, values);
            if (!ok) {
                return ok.error();
            }
        }
    }
    if (plan.plan.size() != 1 || plan.settings().id != 1) {
        return Error{text("The table 'plan' has no row: the file is damaged or was never finished.")};
    }
    const core::Status horizon = checkHorizon(plan.settings().firstMonth, plan.settings().lastMonth);
    if (!horizon) {
        return horizon.error();
    }
    return plan;
}

core::Status checkChanged(Database &db, const std::vector<core::Change> &changes)
{
    for (const core::Change &c : changes) {
        const core::EntityInfo &info = *core::entity(c.entity);
        for (const auto &[name, value] : c.values) {
            const core::FieldInfo &field = *info.field(name);
            core::Status ok = core::readableValue(info, field, c.row, value);
            if (ok && field.key) {
                ok = checkKeyPart(info, field, value);
            }
            if (!ok) {
                return ok;
            }
        }
        if (c.entity == "plan") {
            if (c.kind != core::Change::Kind::Update) {
                return Error{text("A plan file holds exactly one plan row; it can be changed, not added or removed.")};
            }
            const core::Status horizon = checkHorizon(core::Month::parse(db.text("SELECT first_month FROM plan")), core::Month::parse(db.text("SELECT last_month FROM plan")));
            if (!horizon) {
                return horizon;
            }
        }
    }
    return core::Done{};
}

void writePlan(Database &db, const core::Plan &plan)
{
    for (const core::EntityInfo &info : core::entities()) {
        for (std::size_t i = 0; i < info.size(plan); ++i) {
            const void *row = info.rowAt(plan, i);
            core::Change c{core::Change::Kind::Insert, info.name, info.keyOf(row), {}};
            for (const core::FieldInfo &f : info.fields) {
                c.values.emplace_back(f.name, f.get(row));
            }
            writeChange(db, c);
        }
    }
}

void writeChange(Database &db, const core::Change &change)
{
    const core::EntityInfo &info = *core::entity(change.entity);
    std::string sql;
    std::string marks;
    if (change.kind == core::Change::Kind::Insert) {
        for (const auto &[name, value] : change.values) {
            sql += (sql.empty() ? "\"" : ", \"") + name + '"';
            marks += marks.empty() ? "?" : ", ?";
        }
        sql = "INSERT INTO \"" + change.entity + "\" (" + sql + ") VALUES (" + marks + ')';
    } else if (change.kind == core::Change::Kind::Update) {
        for (const auto &[name, value] : change.values) {
            sql += (sql.empty() ? "\"" : ", \"") + name + "\" = ?";
        }
        sql = "UPDATE \"" + change.entity + "\" SET " + sql + keyCondition(info);
    } else {
        sql = "DELETE FROM \"" + change.entity + '"' + keyCondition(info);
    }
    Statement s(db, sql);
    int index = 1;
    for (const auto &[name, value] : change.values) {
        s.bind(index++, value);
    }
    if (change.kind != core::Change::Kind::Insert) {
        for (const core::Value &part : info.keyParts(change.row)) {
            s.bind(index++, part);
        }
    }
    s.run();
}

} // namespace store
