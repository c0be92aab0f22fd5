// SPDX-License-Identifier: GPL-3.0-or-later
#include "seriescolours.h"

#include "palette.h"
#include "projection.h"

#include <algorithm>
#include <tuple>

namespace ui {

SeriesColours::SeriesColours(const core::Plan &unresolved)
{
    const engine::Projection baseline = engine::project(unresolved);
    std::vector<std::tuple<bool, core::Cents, core::Cents, std::string>> order;
    for (std::size_t i = 0; i < unresolved.factories.size(); ++i) {
        const core::Factory &f = unresolved.factories[i];
        const auto &result = baseline.factories[i];
        order.emplace_back(!result, result ? -result->paidCents : 0, -f.announcedTotalCents.value_or(0), f.id);
    }
    std::sort(order.begin(), order.end());
    for (const auto &entry : order) {
        m_ranks.emplace(std::get<3>(entry), static_cast<int>(m_ranks.size()));
    }
}

int SeriesColours::rankOf(const std::string &factory) const
{
    const auto it = m_ranks.find(factory);
    return it == m_ranks.end() ? static_cast<int>(m_ranks.size()) : it->second;
}

QColor SeriesColours::of(const std::string &factory) const
{
    return seriesColor(rankOf(factory));
}

} // namespace ui
