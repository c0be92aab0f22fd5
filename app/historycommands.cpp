// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <algorithm>

namespace app {

namespace {

int repeat(const Arguments &a, core::Status (document::PlanDocument::*step)())
{
    const auto count = a.words.size() > 1 ? core::parsePlainInteger(a.words[1]) : std::optional<std::int64_t>(1);
    if (!count || *count < 1) {
        return usage("The number of steps is a whole number, 1 or more.");
    }
    const auto document = openPlan(a.words[0]);
    if (!document) {
        return BadInput;
    }
    // All of the steps or none: counted before the first is taken.
    store::HistoryStacks stacks;
    for (const store::HistoryRow &row : document->history()) {
        stacks.take(row);
    }
    const bool back = step == &document::PlanDocument::undo;
    const std::size_t most = back ? stacks.undoSteps() : stacks.redoSteps();
    if (most > 0 && static_cast<std::uint64_t>(*count) > most) {
        return fail({a.words[0] + ": only " + std::to_string(most) + (most == 1 ? " step" : " steps") + " can be " + (back ? "undone" : "redone") + "; nothing was changed."});
    }
    for (std::int64_t i = 0; i < *count; ++i) {
        const QString label = back ? document->undoLabel() : document->redoLabel();
        const core::Status s = (document.get()->*step)();
        if (!s) {
            return fail(s.error());
        }
        print(label.toStdString() + '\n');
    }
    return Done;
}

} // namespace

int runLog(const Arguments &a)
{
    const auto document = openPlan(a.words[0]);
    if (!document) {
        return BadInput;
    }
    for (const store::HistoryRow &row : document->history()) {
        const std::string target = row.target ? " of " + std::to_string(row.target) : "";
        std::string label = row.label; // one line a row, whatever was typed into a field that it names
        std::replace_if(label.begin(), label.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
        print(std::to_string(row.seq) + '\t' + row.at + '\t' + row.author + '\t' + store::textOf(row.kind) + target + '\t' + label + '\n');
    }
    return Done;
}

int runUndo(const Arguments &a)
{
    return repeat(a, &document::PlanDocument::undo);
}

int runRedo(const Arguments &a)
{
    return repeat(a, &document::PlanDocument::redo);
}

} // namespace app
