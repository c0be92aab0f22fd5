// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordedchanges.h"

#include "changeset.h"
#include "text.h"

#include <algorithm>

namespace store {

namespace {

using Kind = core::Change::Kind;

const core::Change *backOf(const std::vector<core::Change> &back, const core::Change &forward)
{
    const auto at = std::find_if(back.begin(), back.end(), [&](const core::Change &c) { return c.entity == forward.entity && c.row == forward.row; });
    return at == back.end() ? nullptr : &*at;
}

core::Value valueIn(const core::Change *change, const std::string &field)
{
    if (change) {
        for (const auto &[name, value] : change->values) {
            if (name == field) {
                return value;
            }
        }
    }
    return {};
}

} // namespace

core::Result<std::vector<RecordedChange>> recordedChanges(const std::string &path, std::int64_t seq)
{
    try {
        Database db(path, {true, false, nullptr, true});
        Statement s(db, "SELECT changeset FROM history WHERE seq = ?");
        s.bind(1, core::Value(seq));
        const Blob changeset = s.step() ? s.blob(0) : Blob();
        std::vector<RecordedChange> out;
        if (changeset.empty()) {
            return out;
        }
        const std::vector<core::Change> forward = changesOf(changeset, true);
        const std::vector<core::Change> back = changesOf(inverted(db, changeset), true);
        for (const core::Change &c : forward) {
            RecordedChange r{c.kind, c.entity, c.row, {}};
            const core::Change *before = backOf(back, c);
            // What was removed comes back with all it had.
            const core::Change *named = c.kind == Kind::Remove ? before : &c;
            for (std::size_t i = 0; named && i < named->values.size(); ++i) {
                const std::string &field = named->values[i].first;
                r.fields.push_back({field, c.kind == Kind::Insert ? core::Value{} : valueIn(before, field), c.kind == Kind::Remove ? core::Value{} : valueIn(&c, field)});
            }
            out.push_back(std::move(r));
        }
        return out;
    } catch (const StoreError &e) {
        return core::Error{core::text("%1: what step %2 changed cannot be read: %3.", {path, std::to_string(seq), e.what()})};
    }
}

} // namespace store
