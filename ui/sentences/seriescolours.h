// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"

#include <QColor>

#include <map>
#include <string>

namespace ui {

// Which colour each factory has, on every page, in the map and on paper: by what it pays over the whole horizon in the baseline, the largest
// first; then the factories that the baseline leaves out, by announced total. It depends on the plan alone, not on the chosen scenario.
class SeriesColours
{
public:
    static constexpr int distinct = 7; // past these, shades: give direct labels

    SeriesColours() = default;
    explicit SeriesColours(const core::Plan &unresolved);

    int rankOf(const std::string &factory) const; // past all others for an unknown id
    QColor of(const std::string &factory) const;

private:
    std::map<std::string, int> m_ranks;
};

} // namespace ui
