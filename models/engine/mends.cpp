// SPDX-License-Identifier: GPL-3.0-or-later
#include "mends.h"

#include "split.h"
#include "text.h"
#include "wording.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace engine {

using core::Cell;
using core::text;
using core::Value;

namespace {

constexpr std::int64_t whole = core::Split::whole; // shares are set in millionths

// An edit in the making; any change that cannot be made makes it none.
class Mend
{
public:
    Mend(const core::Plan &plan, std::string_view scenario, std::string label) : m_plan(plan), m_scenario(scenario) { m_edit.label = std::move(label); }
    void set(const Cell &cell, const Value &value)
    {
        auto change = core::setCell(m_plan, m_scenario, cell, value);
        m_possible = m_possible && change.ok();
        if (change) {
            m_edit.changes.push_back(std::move(*change));
        }
    }
    void add(core::Change change) { m_edit.changes.push_back(std::move(change)); }
    std::optional<core::Edit> edit() const
    {
        const bool makes = m_possible && !m_edit.changes.empty() && core::applied(m_plan, m_edit).ok();
        return makes ? std::optional(m_edit) : std::nullopt;
    }

private:
    const core::Plan &m_plan;
    std::string_view m_scenario;
    core::Edit m_edit;
    bool m_possible = true;
};

void setShares(Mend &mend, const std::vector<Cell> &cells, const std::vector<double> &weights, std::int64_t sum)
{
    constexpr double fineness = 1e12; // so that shares given in millionths come out as they are
    std::vector<std::int64_t> parts;
    for (const double w : weights) {
        parts.push_back(std::llround(std::clamp(w, 0.0, 1e3) * fineness));
    }
    parts = core::inProportion(sum, parts);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        mend.set(cells[i], static_cast<double>(parts[i]) / whole);
    }
}

// The rows of a table whose key begins like this, as cells of one field with their numbers.
struct Shares
{
    std::vector<Cell> cells;
    std::vector<double> values;
};
Shares sharesOf(const core::Plan &plan, const char *entity, const std::string &prefix, const char *field)
{
    Shares out;
    const core::EntityInfo &info = *core::entity(entity);
    for (std::size_t i = 0; i < info.size(plan); ++i) {
        const std::string key = info.keyOf(info.rowAt(plan, i));
        if (key.starts_with(prefix)) {
            out.cells.push_back({entity, key, field});
            out.values.push_back(core::numberOf(core::valueAt(plan, out.cells.back())).value_or(0));
        }
    }
    return out;
}

std::string firstParts(const std::string &row, int parts)
{
    std::size_t at = 0;
    for (int i = 0; i < parts; ++i) {
        at = row.find('/', at) + 1;
    }
    return row.substr(0, at);
}

std::optional<core::Edit> scaleShares(const core::Plan &plan, std::string_view scenario, const Projection &p, const Cell &cell, int keyParts)
{
    Shares s = sharesOf(p.plan, cell.entity.c_str(), firstParts(cell.row, keyParts), cell.field.c_str());
    if (cell.field == "access_share") { // what is not stated follows the contribution
        for (std::size_t i = 0; i < s.cells.size(); ++i) {
            if (core::isNull(core::valueAt(p.plan, s.cells[i]))) {
                s.values[i] = core::numberOf(core::valueAt(p.plan, {"participation", s.cells[i].row, "contribution_share"})).value_or(0);
            }
        }
    }
    Mend mend(plan, scenario, text("Scale the shares to 100 %"));
    setShares(mend, s.cells, s.values, whole);
    return mend.edit();
}

// Lowers the Union's shares of these classes to half in all, and raises the others in proportion.
std::optional<core::Edit> halveUnion(const core::Plan &plan, std::string_view scenario, const Projection &p, const std::string &factory, bool infrastructure)
{
    Mend mend(plan, scenario, infrastructure ? text("Lower the Union’s share of infrastructure to half") : text("Lower the Union’s share of running cost to half"));
    for (const core::CostClass c : {core::CostClass::Infrastructure, core::CostClass::Operations, core::CostClass::Services}) {
        if ((c == core::CostClass::Infrastructure) != infrastructure) {
            continue;
        }
        const Shares all = sharesOf(p.plan, "funding", factory + '/' + core::textOf(c) + '/', "share");
        Shares ofUnion;
        Shares others;
        for (std::size_t i = 0; i < all.cells.size(); ++i) {
            const auto *programme = p.plan.programmes.find(all.cells[i].row.substr(all.cells[i].row.rfind('/') + 1));
            Shares &side = programme && programme->level == core::ProgrammeLevel::Union ? ofUnion : others;
            side.cells.push_back(all.cells[i]);
            side.values.push_back(all.values[i]);
        }
        const double sum = std::accumulate(all.values.begin(), all.values.end(), 0.0);
        if (std::accumulate(ofUnion.values.begin(), ofUnion.values.end(), 0.0) <= sum / 2) {
            continue;
        }
        if (others.cells.empty()) {
            return std::nullopt; // nobody there to take it
        }
        setShares(mend, ofUnion.cells, ofUnion.values, whole / 2);
        setShares(mend, others.cells, others.values, whole / 2);
    }
    return mend.edit();
}

std::optional<core::Edit> swapProgramme(const core::Plan &plan, std::string_view scenario, const Projection &p, const Cell &cell)
{
    const std::string group = firstParts(cell.row, 2);
    const std::string other = cell.row.substr(group.size()) == "DEP" ? "HE" : "DEP";
    const double share = core::numberOf(core::valueAt(p.plan, cell)).value_or(0);
    const Cell target{"funding", group + other, "share"};
    if (!plan.programmes.find(other)) {
        return std::nullopt;
    }
    Mend mend(plan, scenario, text("Move the share to %1", {plan.programmes.find(other)->name}));
    mend.set(cell, 0.0);
    if (plan.funding.find(target.row)) {
        mend.set(target, std::round((core::numberOf(core::valueAt(p.plan, target)).value_or(0) + share) * whole) / whole);
    } else if (scenario.empty()) {
        const std::size_t slash = group.find('/');
        mend.add(core::insertRow("funding", target.row, {{"factory", group.substr(0, slash)}, {"cost_class", group.substr(slash + 1, group.size() - slash - 2)},
                                                         {"programme", other}, {"share", share}}));
    } else {
        return std::nullopt; // a scenario adds no rows
    }
    return mend.edit();
}

// Takes what a year lacks from the years before it that have some left, the nearest first.
std::optional<core::Edit> carryOver(const core::Plan &plan, std::string_view scenario, const Projection &p, const Cell &cell)
{
    const std::string programme = cell.row.substr(0, cell.row.find('/'));
    const int year = std::stoi(cell.row.substr(cell.row.find('/') + 1));
    std::map<int, EnvelopeUse, std::greater<>> before;
    Cents lacks = 0;
    Cents envelope = 0;
    for (const EnvelopeUse &e : envelopeUse(p)) {
        if (e.programme < 0 || p.plan.programmes[static_cast<std::size_t>(e.programme)].id != programme || !e.envelopeCents) {
            continue;
        }
        if (e.year == year) {
            lacks = -*e.headroomCents();
            envelope = *e.envelopeCents;
        } else if (e.year < year && year - e.year <= carryOverYears && *e.headroomCents() > 0) {
            before.emplace(e.year, e);
        }
    }
    const Cents moved = lacks;
    Mend mend(plan, scenario, text("Carry over %1 into %2", {eurText(static_cast<double>(moved) / 100), std::to_string(year)}));
    for (const auto &[from, use] : before) {
        const Cents part = std::min(lacks, *use.headroomCents());
        if (part > 0) {
            mend.set({"envelope", programme + '/' + std::to_string(from), "amount_cents"}, Value(*use.envelopeCents - part));
            lacks -= part;
        }
    }
    if (lacks > 0) {
        return std::nullopt;
    }
    mend.set(cell, Value(envelope + moved));
    return mend.edit();
}

std::optional<core::Edit> giveHost(const core::Plan &plan, std::string_view scenario, const Projection &p, const std::string &factory)
{
    const core::Factory *f = p.plan.factories.find(factory);
    const std::string host = f ? factory + '/' + f->country : std::string();
    if (!f || !p.plan.participations.find(host)) {
        return std::nullopt;
    }
    Mend mend(plan, scenario, text("Make the country where %1 stands its only host", {f->name}));
    for (const core::Participation &q : p.plan.participations) {
        const bool shouldHost = q.country == f->country;
        if (q.factory == factory && shouldHost != (q.role == core::ParticipationRole::Host)) {
            mend.set({"participation", factory + '/' + q.country, "role"}, Value(std::string(shouldHost ? "host" : "partner")));
        }
    }
    return mend.edit();
}

std::optional<core::Edit> addHost(const core::Plan &plan, std::string_view scenario, const Projection &p, const std::string &factory)
{
    const core::Factory *f = p.plan.factories.find(factory);
    Mend mend(plan, scenario, text("Add the country where it stands as participant"));
    if (f) {
        const bool hasHost = std::any_of(p.plan.participations.begin(), p.plan.participations.end(),
                                         [&](const core::Participation &q) { return q.factory == factory && q.role == core::ParticipationRole::Host; });
        mend.add(core::insertRow("participation", factory + '/' + f->country, {{"factory", factory}, {"country", f->country}, {"role", std::string(hasHost ? "partner" : "host")}}));
    }
    return mend.edit();
}

// Says of figures that nobody is cited for that they are assumptions: the planner's word, which a source can replace.
std::optional<core::Edit> markAssumptions(const core::Plan &plan, const Projection &p, const Finding &finding)
{
    Mend mend(plan, {}, text("Mark as an assumption"));
    for (const Cell &cell : finding.cells.empty() ? std::vector<Cell>{finding.cell} : finding.cells) {
        const std::string key = cell.entity + '/' + cell.row + '/' + cell.field + '/'; // of the planner's own word: no source
        if (plan.citations.find(key)) {
            continue;
        }
        std::vector<std::pair<std::string, Value>> values{{"entity", cell.entity}, {"row", cell.row}, {"field", cell.field}, {"source", std::string()}, {"status", std::string("assumption")}};
        if (finding.rule == "scenario-value") {
            values.emplace_back("value", core::valueAt(p.plan, cell));
            values.emplace_back("used", std::int64_t{0}); // the baseline rests on what it rested on
        }
        mend.add(core::insertRow("citation", key, std::move(values)));
    }
    return mend.edit();
}

} // namespace

std::optional<core::Edit> mendOf(const core::Plan &plan, std::string_view chosen, const Projection &p, const Finding &f)
{
    const std::string_view scenario = plan.scenarios.find(chosen) ? chosen : std::string_view();
    const Cell &cell = f.cell;
    if (f.rule == "funding-share-sum") {
        return scaleShares(plan, scenario, p, cell, 2);
    }
    if (f.rule == "contribution-share-sum" || f.rule == "access-share-sum") {
        return scaleShares(plan, scenario, p, cell, 1);
    }
    if (f.rule == "milestone-share-sum") {
        return scaleShares(plan, scenario, p, cell, 0);
    }
    if (f.rule == "union-infrastructure" || f.rule == "union-running-cost") {
        return halveUnion(plan, scenario, p, cell.entity == "factory" ? cell.row : cell.row.substr(0, cell.row.find('/')), f.rule == "union-infrastructure");
    }
    if (f.rule == "programme-practice") {
        return swapProgramme(plan, scenario, p, cell);
    }
    if (f.rule == "envelope-exceeded") {
        return carryOver(plan, scenario, p, cell);
    }
    if (f.rule == "one-host") {
        return giveHost(plan, scenario, p, cell.row);
    }
    if (f.rule == "host-country") {
        return giveHost(plan, scenario, p, cell.row.substr(0, cell.row.find('/')));
    }
    if (f.rule == "host-participates") {
        return addHost(plan, scenario, p, cell.row);
    }
    if (f.rule == "no-citation" || f.rule == "scenario-value") {
        return markAssumptions(plan, p, f);
    }
    const auto set = [&](const std::string &label, const Value &value) {
        Mend mend(plan, scenario, label);
        mend.set(cell, value);
        return mend.edit();
    };
    if (f.rule == "union-access-cap") {
        return set(text("Set the Union access cap to 50 %"), 0.5);
    }
    if (f.rule == "country-status") {
        const auto *country = p.plan.countries.find(cell.row);
        const bool member = country && country->status == core::CountryStatus::MemberState;
        return set(text("Correct the status"), std::string(member ? "participating_state" : "member_state"));
    }
    if (f.rule == "other-union-money") {
        return set(text("Enter it as a national programme"), std::string("national"));
    }
    if (f.rule == "dangling-override") {
        Mend mend(plan, {}, text("Reset it"));
        mend.add(core::removeRow("override", cell.row));
        return mend.edit();
    }
    return std::nullopt;
}

} // namespace engine
