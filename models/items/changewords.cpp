// SPDX-License-Identifier: GPL-3.0-or-later
#include "changewords.h"

#include "celltext.h"
#include "text.h"

#include <QCoreApplication>

namespace items {

namespace {

using Kind = core::Change::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("changewords", text);
}

QString shown(const core::Plan &plan, const core::FieldInfo &field, const core::Value &value)
{
    const auto *text = std::get_if<std::string>(&value);
    if (text && text->starts_with("data:image/")) {
        return tr("a picture");
    }
    return core::isNull(value) ? tr("nothing") : sentenceText(plan, field, value);
}

core::Value valueOf(const store::RecordedChange &c, const char *name, bool after)
{
    for (const auto &f : c.fields) {
        if (f.name == name) {
            return after ? f.after : f.before;
        }
    }
    return {};
}

// A scenario's change of a cell: what the scenario says, before and after.
ChangeWords overrideWords(const core::Plan &plan, const store::RecordedChange &c)
{
    const auto parts = core::entity("override")->keyParts(c.row);
    const std::string scenario = core::toPlainText(parts[0]);
    ChangeWords w;
    w.cell = {core::toPlainText(parts[1]), core::toPlainText(parts[2]), core::toPlainText(parts[3])};
    w.entity = QString::fromStdString(w.cell.entity);
    w.what = tr("%1, in the scenario “%2”").arg(cellName(plan, w.cell), rowName(plan, "scenario", scenario));
    const core::EntityInfo *info = core::entity(w.cell.entity);
    const core::FieldInfo *field = info ? info->field(w.cell.field) : nullptr;
    const auto words = [&](bool after) { return field ? shown(plan, *field, valueOf(c, "value", after)) : QString::fromStdString(core::toPlainText(valueOf(c, "value", after))); };
    w.before = c.kind == Kind::Insert ? tr("as inherited") : words(false);
    w.after = c.kind == Kind::Remove ? tr("as inherited") : words(true);
    return w;
}

QString citationName(const core::Plan &plan, const std::string &key)
{
    const auto parts = core::entity("citation")->keyParts(key);
    const std::string source = core::toPlainText(parts[3]);
    const QString figure = cellName(plan, {core::toPlainText(parts[0]), core::toPlainText(parts[1]), core::toPlainText(parts[2])});
    return tr("What %1 says of %2").arg(source.empty() ? tr("the planner") : rowName(plan, "source", source), figure);
}

} // namespace

QVector<ChangeWords> wordsOf(const core::Plan &plan, const std::vector<store::RecordedChange> &changes)
{
    QVector<ChangeWords> out;
    for (const store::RecordedChange &c : changes) {
        const core::EntityInfo *info = core::entity(c.entity);
        if (!info) {
            continue;
        }
        if (c.entity == "override") {
            out << overrideWords(plan, c);
            continue;
        }
        const bool citation = c.entity == "citation";
        const QString row = citation ? citationName(plan, c.row) : rowName(plan, c.entity, c.row);
        const QString kind = QString::fromStdString(core::text(info->label));
        if (c.kind != Kind::Update) {
            // The name that it had, of a row that is gone.
            QString name = row;
            for (const auto &f : c.fields) {
                const bool names = f.name == "name" || f.name == "title" || f.name == "model";
                name = names && c.kind == Kind::Remove ? QString::fromStdString(core::toPlainText(f.before)) : name;
            }
            out << ChangeWords{QStringLiteral("%1: %2").arg(kind, name), c.kind == Kind::Remove ? tr("there") : tr("not there"), c.kind == Kind::Remove ? tr("removed") : tr("added"), QString::fromStdString(c.entity),
                               {c.entity, c.row, {}}};
            continue;
        }
        for (const auto &f : c.fields) {
            const core::FieldInfo *field = info->field(f.name);
            if (!field || f.before == f.after) {
                continue;
            }
            const core::Cell cell{c.entity, c.row, f.name};
            out << ChangeWords{citation ? row + QStringLiteral(", ") + fieldLabel(*field).toLower() : cellName(plan, cell), shown(plan, *field, f.before), shown(plan, *field, f.after), QString::fromStdString(c.entity), cell};
        }
    }
    return out;
}

} // namespace items
