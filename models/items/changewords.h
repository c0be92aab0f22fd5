// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"
#include "recordedchanges.h"

#include <QString>
#include <QVector>

namespace items {

// One line of what an edit changed, in a planner's words: "LUMI-AI, in service", "Dec 2026", "Oct 2027".
struct ChangeWords
{
    QString what;
    QString before, after;
    QString entity;         // of the plan: "system"; of an override that of the cell it changes
    core::Cell cell = {};   // where it is edited now

    bool operator==(const ChangeWords &) const = default;
};

// `plan` is the plan as it is now, for the names of rows; rows that are gone keep their keys.
QVector<ChangeWords> wordsOf(const core::Plan &plan, const std::vector<store::RecordedChange> &changes);

} // namespace items
