// SPDX-License-Identifier: GPL-3.0-or-later
#include "difference.h"

#include "projectagain.h"
#include "scenario.h"

#include <algorithm>
#include <array>
#include <set>

namespace engine {

namespace {

double sumOf(std::span<const double> values)
{
    double sum = 0;
    for (const double v : values) {
        sum += v;
    }
    return sum;
}

// Of one factory; nothing of one that is not included.
Difference totalOf(const std::shared_ptr<const FactoryResult> &f)
{
    return f ? Difference{f->paidCents, sumOf(f->totals.series(Totals::DeliveredHours)), sumOf(f->totals.series(Totals::ReferenceHours))} : Difference{};
}

Difference less(const Difference &to, const Difference &from)
{
    return {to.paidCents - from.paidCents, to.deliveredHours - from.deliveredHours, to.referenceHours - from.referenceHours};
}

Difference totalOf(const Projection &p)
{
    Difference sum;
    for (const auto &f : p.factories) {
        sum += totalOf(f);
    }
    return sum;
}

std::array<Cents, categoryCount> paidByCategory(const Projection &p)
{
    std::array<Cents, categoryCount> out{};
    for (const auto &f : p.factories) {
        for (std::size_t i = 0; f && i < f->lines.size(); ++i) {
            for (const Cents c : f->paid(f->lines[i])) {
                out[static_cast<std::size_t>(f->lines[i].category)] += c;
            }
        }
    }
    return out;
}

// The first and last month of a row bound each other: taken over one by one, a step between might end before it begins.
bool boundEachOther(const core::Cell &a, const core::Cell &b)
{
    const auto isMonth = [](const std::string &field) { return field == "first_month" || field == "last_month"; };
    return a.entity == b.entity && a.row == b.row && isMonth(a.field) && isMonth(b.field);
}

void takeOver(core::Plan &plan, const core::Plan &to, const core::Cell &cell)
{
    const core::EntityInfo *info = core::entity(cell.entity);
    const core::FieldInfo *field = info ? info->field(cell.field) : nullptr;
    const std::ptrdiff_t row = field ? info->indexOf(plan, cell.row) : -1;
    if (row >= 0) {
        field->set(info->editAt(plan, static_cast<std::size_t>(row)), core::valueAt(to, cell));
    }
}

Projection projectedNear(const Projection &before, const core::Plan &after)
{
    const auto changed = changedFactories(before.plan, after);
    return changed ? reproject(before, after, *changed) : project(after);
}

} // namespace

Difference &Difference::operator+=(const Difference &other)
{
    paidCents += other.paidCents;
    deliveredHours += other.deliveredHours;
    referenceHours += other.referenceHours;
    return *this;
}

Difference differenceBetween(const Projection &from, const Projection &to)
{
    return less(totalOf(to), totalOf(from));
}

std::vector<DifferencePart> differenceByFactory(const Projection &from, const Projection &to)
{
    std::vector<DifferencePart> out;
    for (std::size_t i = 0; i < to.factories.size() && i < from.factories.size(); ++i) {
        DifferencePart part;
        part.factory = static_cast<int>(i);
        part.change = less(totalOf(to.factories[i]), totalOf(from.factories[i]));
        if (!part.change.isNothing()) {
            out.push_back(std::move(part));
        }
    }
    return out;
}

std::vector<DifferencePart> differenceByCategory(const Projection &from, const Projection &to)
{
    const auto before = paidByCategory(from);
    const auto after = paidByCategory(to);
    std::vector<DifferencePart> out;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (after[i] != before[i]) {
            DifferencePart part;
            part.category = static_cast<Category>(i);
            part.change.paidCents = after[i] - before[i];
            out.push_back(std::move(part));
        }
    }
    return out;
}

std::vector<core::Cell> differingCells(const core::Plan &plan, std::string_view from, std::string_view to)
{
    std::vector<core::Cell> out;
    const auto a = core::resolve(plan, from);
    const auto b = core::resolve(plan, to);
    if (!a || !b) {
        return out;
    }
    std::set<core::Cell> seen;
    for (const std::string_view scenario : {to, from}) {
        const auto line = core::lineage(plan, scenario);
        for (const std::string &id : *line) {
            const std::string prefix = id + '/';
            for (std::size_t i = plan.overrides.lowerBound(prefix); i < plan.overrides.size() && plan.overrides[i].scenario == id; ++i) {
                const core::Override &o = plan.overrides[i];
                const core::Cell cell{o.entity, o.row, o.field};
                if (core::valueAt(*a, cell) != core::valueAt(*b, cell) && seen.insert(cell).second) {
                    out.push_back(cell);
                }
            }
        }
    }
    return out;
}

std::optional<std::vector<DifferencePart>> differenceByCell(const Projection &from, const core::Plan &to, const std::vector<core::Cell> &cells,
                                                            const std::function<bool()> &stopped)
{
    std::vector<DifferencePart> out;
    Projection at = from;
    Difference before = totalOf(from);
    std::set<core::Cell> taken;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (stopped && stopped()) {
            return std::nullopt;
        }
        if (taken.count(cells[i]) > 0) {
            continue;
        }
        DifferencePart part;
        core::Plan plan = at.plan;
        for (std::size_t k = i; k < cells.size(); ++k) {
            if (k == i || boundEachOther(cells[i], cells[k])) {
                takeOver(plan, to, cells[k]);
                part.cells.push_back(cells[k]);
                taken.insert(cells[k]);
            }
        }
        at = projectedNear(at, plan);
        const Difference after = totalOf(at);
        part.change = less(after, before);
        before = after;
        out.push_back(std::move(part));
    }
    return out;
}

} // namespace engine
