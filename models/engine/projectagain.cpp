// SPDX-License-Identifier: GPL-3.0-or-later
#include "projectagain.h"

#include <set>
#include <tuple>

namespace engine {

namespace {

// Adds the factories of rows that differ; false where a row was added, removed, or moved to another factory (or belongs to none).
template<typename R, typename FactoryOf>
bool collect(const core::Table<R> &before, const core::Table<R> &after, const core::Plan &plan, FactoryOf factoryOf, std::set<int> &out)
{
    if (before.sharesRowsWith(after)) {
        return true;
    }
    if (before.size() != after.size()) {
        return false;
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i] == after[i]) {
            continue;
        }
        const std::string *was = factoryOf(before[i]);
        const std::string *is = factoryOf(after[i]);
        if (!was || !is || *was != *is) {
            return false;
        }
        const std::ptrdiff_t factory = plan.factories.indexOf(*is);
        if (factory < 0) {
            return false;
        }
        out.insert(static_cast<int>(factory));
    }
    return true;
}

// Rows of these tables are matched by position, so their keys must be the same.
template<typename R, typename KeyOf>
bool sameKeys(const core::Table<R> &before, const core::Table<R> &after, KeyOf keyOf)
{
    if (before.sharesRowsWith(after)) {
        return true;
    }
    for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) {
        if (keyOf(before[i]) != keyOf(after[i])) {
            return false;
        }
    }
    return before.size() == after.size();
}

} // namespace

std::optional<std::vector<int>> changedFactories(const core::Plan &before, const core::Plan &after)
{
    const bool sameFrame = before.plan == after.plan && before.countries == after.countries && before.programmes == after.programmes
        && before.milestones == after.milestones && before.accelerators == after.accelerators && before.demand == after.demand;
    if (!sameFrame || !sameKeys(before.factories, after.factories, [](const core::Factory &f) -> const std::string & { return f.id; })
        || !sameKeys(before.systems, after.systems, [](const core::System &s) -> const std::string & { return s.id; })
        || !sameKeys(before.costLines, after.costLines, [](const core::CostLine &c) -> const std::string & { return c.id; })
        || !sameKeys(before.participations, after.participations, [](const core::Participation &p) { return std::tie(p.factory, p.country); })
        || !sameKeys(before.funding, after.funding, [](const core::Funding &f) { return std::tie(f.factory, f.costClass, f.programme); })) {
        return std::nullopt;
    }
    std::set<int> out;
    const bool own = collect(before.factories, after.factories, after, [](const core::Factory &f) { return &f.id; }, out)
        && collect(before.systems, after.systems, after, [](const core::System &s) { return s.factory ? &*s.factory : nullptr; }, out)
        && collect(before.costLines, after.costLines, after, [](const core::CostLine &c) { return &c.factory; }, out)
        && collect(before.participations, after.participations, after, [](const core::Participation &p) { return &p.factory; }, out)
        && collect(before.funding, after.funding, after, [](const core::Funding &f) { return &f.factory; }, out);
    return own ? std::optional(std::vector<int>(out.begin(), out.end())) : std::nullopt;
}

} // namespace engine
