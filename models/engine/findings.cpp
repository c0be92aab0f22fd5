// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings.h"

#include "compute.h"
#include "evidence.h"
#include "findinglist.h"
#include "scenario.h"
#include "text.h"
#include "wording.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace engine {

using core::text;

namespace {

using List = std::vector<Finding>;
constexpr double shareTolerance = 1e-6;
constexpr const char *article12aRest = "Reg (EU) 2021/1173 Art 12a(2), second subparagraph";

const core::Factory *included(const core::Plan &plan, const core::OptionalText &id)
{
    const auto *f = id ? plan.factories.find(*id) : nullptr;
    return f && f->included ? f : nullptr;
}

void checkFunding(const Projection &p, List &out)
{
    std::map<std::pair<std::string, core::CostClass>, double> sums;
    std::map<std::pair<std::string, core::CostClass>, std::string> firstRow;
    for (const core::Funding &f : p.plan.funding) {
        sums[{f.factory, f.costClass}] += f.share;
        firstRow.try_emplace({f.factory, f.costClass}, f.factory + '/' + textOf(f.costClass) + '/' + f.programme);
    }
    for (const auto &[key, sum] : sums) {
        const auto *factory = included(p.plan, key.first);
        if (factory && std::fabs(sum - 1) > shareTolerance) {
            out.push_back({"funding-share-sum", Severity::Error, {"funding", firstRow[key], "share"},
                           text("%1: the funding shares of %2 add up to %3.", {factory->name, textOf(key.second), percentText(sum)}), percentText(sum - 1),
                           text("Change the shares so that they add up to 100 %."), {}});
        }
    }
    Cents unfunded = 0;
    Cents unassigned = 0;
    for (const auto &f : p.factories) {
        for (std::size_t i = 0; f && i < f->lines.size(); ++i) {
            const Line &l = f->lines[i];
            for (const Cents c : f->paid(l)) {
                unfunded += l.programme < 0 ? c : 0;
                unassigned += l.national && l.country < 0 ? c : 0;
            }
        }
        const core::Factory *factory = f ? &p.plan.factories[static_cast<std::size_t>(f->factory)] : nullptr;
        if (unfunded != 0) {
            out.push_back({"unfunded", Severity::Error, {"factory", factory->id, ""}, text("%1: nobody pays %2.", {factory->name, eurText(static_cast<double>(unfunded) / 100)}),
                           eurText(static_cast<double>(unfunded) / 100), text("Add funding shares for the cost classes that have none."), article12aRest});
        }
        if (unassigned != 0) {
            out.push_back({"unassigned", Severity::Error, {"factory", factory->id, ""},
                           text("%1: no country pays the national %2.", {factory->name, eurText(static_cast<double>(unassigned) / 100)}),
                           eurText(static_cast<double>(unassigned) / 100), text("Add participants with contribution shares."), article12aRest});
        }
        unfunded = unassigned = 0;
    }
}

void checkParticipants(const Projection &p, List &out)
{
    for (const core::Factory &f : p.plan.factories) {
        if (!f.included) {
            continue;
        }
        double sum = 0;
        double access = 0;
        bool accessStated = false;
        std::string first;
        for (std::size_t i = p.plan.participations.lowerBound(f.id + '/'); i < p.plan.participations.size() && p.plan.participations[i].factory == f.id; ++i) {
            const core::Participation &q = p.plan.participations[i];
            sum += q.contributionShare;
            access += q.accessShare.value_or(q.contributionShare);
            accessStated = accessStated || q.accessShare;
            first = first.empty() ? f.id + '/' + p.plan.participations[i].country : first;
        }
        if (!first.empty() && std::fabs(sum - 1) > shareTolerance) {
            out.push_back({"contribution-share-sum", Severity::Error, {"participation", first, "contribution_share"},
                           text("%1: the contribution shares add up to %2.", {f.name, percentText(sum)}), percentText(sum - 1),
                           text("Change the shares so that they add up to 100 %."), {}});
        }
        if (accessStated && std::fabs(access - 1) > shareTolerance) {
            out.push_back({"access-share-sum", Severity::Warning, {"participation", first, "access_share"},
                           text("%1: the access shares add up to %2.", {f.name, percentText(access)}), percentText(access - 1),
                           text("Change the shares so that they add up to 100 %."), "Reg (EU) 2021/1173 Art 17(4)"});
        }
        if (!first.empty() && !p.plan.participations.find(f.id + '/' + f.country)) {
            out.push_back({"host-participates", Severity::Error, {"factory", f.id, "country"}, text("%1: the country where it stands does not take part.", {f.name}), {},
                           text("Add the host country as a participant."), {}});
        }
    }
}

// Where money could come from: years of the same programme with headroom. Unused appropriations may be carried over for three years.
std::string envelopeRemedy(const std::vector<EnvelopeUse> &uses, const EnvelopeUse &over)
{
    std::string before;
    bool after = false;
    for (const EnvelopeUse &e : uses) {
        if (e.programme == over.programme && e.headroomCents().value_or(0) > 0) {
            before += e.year < over.year && over.year - e.year <= carryOverYears ? (before.empty() ? "" : ", ") + std::to_string(e.year) : "";
            after = after || e.year > over.year;
        }
    }
    if (before.empty()) {
        return after ? text("Move a contract to a later year, or raise the envelope.") : text("Raise the envelope: no other year of it has money left.");
    }
    return after ? text("Carry over from %1, move a contract to a later year, or raise the envelope.", {before}) : text("Carry over from %1, or raise the envelope.", {before});
}

void checkEnvelopes(const Projection &p, List &out)
{
    const std::vector<EnvelopeUse> uses = envelopeUse(p);
    for (const EnvelopeUse &e : uses) {
        const auto headroom = e.headroomCents();
        if (headroom && *headroom < 0) {
            const core::Programme &programme = p.plan.programmes[static_cast<std::size_t>(e.programme)];
            const std::string year = std::to_string(e.year);
            out.push_back({"envelope-exceeded", Severity::Error, {"envelope", programme.id + '/' + year, "amount_cents"},
                           text("%1 %2: committed %3 against an envelope of %4.", {programme.name, year, eurText(static_cast<double>(e.committedCents) / 100), eurText(static_cast<double>(*e.envelopeCents) / 100)}),
                           text("%1 over", {eurText(static_cast<double>(-*headroom) / 100)}), envelopeRemedy(uses, e), {}});
        }
    }
}

void checkRanges(const Projection &p, List &out)
{
    for (const core::EntityInfo &info : core::entities()) {
        if (!info.overridable) {
            continue;
        }
        for (std::size_t i = 0; i < info.size(p.plan); ++i) {
            const void *row = info.rowAt(p.plan, i);
            for (const core::FieldInfo &f : info.fields) {
                const auto n = f.isNumber() ? core::numberOf(f.get(row)) : std::nullopt;
                if (n && (*n < f.min || *n > f.max)) {
                    const core::Cell cell{info.name, info.keyOf(row), f.name};
                    out.push_back({"out-of-range", Severity::Error, cell,
                                   text("%1 is %2; it should lie between %3 and %4.", {cell.toString(), core::plainNumber(*n), core::plainNumber(f.min), core::plainNumber(f.max)}),
                                   {}, text("Correct the value."), {}});
                }
            }
        }
    }
}

// Of any system, the existing fleet included: retirement, and what its capacity rests on.
void checkCapacity(const Projection &p, const core::System &s, List &out)
{
    const core::Month end = s.inService + static_cast<int>(s.lifetimeMonths);
    if (s.inService <= p.calendar.last() && end > p.calendar.first() && end <= p.calendar.last()) {
        out.push_back({"retires", Severity::Note, {"system", s.id, "lifetime_months"}, text("%1 retires in %2, before the horizon ends.", {s.name, monthText(end)}),
                       monthText(end), s.factory ? text("None is needed if a successor is planned.") : text("None: the capacity index rises with it."), {}});
    }
    if (!s.accelerator && !s.peakBf16Pflops && !s.peakFp64Pflops) {
        out.push_back({"no-peak", Severity::Warning, {"system", s.id, "accelerator"}, text("%1 has neither an accelerator of the catalogue nor a published peak.", {s.name}), {},
                       text("Choose an accelerator or state the peak."), {}});
    }
}

// What is missing and therefore counts as nothing would make a system look cheap.
void checkPrices(const Projection &p, const core::System &s, List &out)
{
    const auto *chip = s.accelerator ? p.plan.accelerators.find(*s.accelerator) : nullptr;
    if (!s.acquisitionCents && !(chip && chip->systemPriceCents)) {
        out.push_back({"no-acquisition-price", Severity::Warning, {"system", s.id, "acquisition_cents"},
                       text("%1 has no contract price and none in the catalogue, so it counts as free.", {s.name}), {}, text("State the contract price."), {}});
    }
    if (!s.powerKw && !(chip && chip->systemPowerKw)) {
        out.push_back({"no-power", Severity::Warning, {"system", s.id, "power_kw"}, text("%1 has no power stated and none in the catalogue, so its energy counts as free.", {s.name}),
                       {}, text("State the power at full load."), {}});
    }
}

void checkSystem(const Projection &p, const core::System &s, const core::Factory &f, List &out)
{
    if (s.inService < p.calendar.first() || s.inService > p.calendar.last()) {
        out.push_back({"outside-horizon", Severity::Warning, {"system", s.id, "in_service"},
                       text("%1 enters service in %2, outside the plan's horizon.", {s.name, monthText(s.inService)}), {}, text("Move the date or the horizon."), {}});
    }
    const auto *country = p.plan.countries.find(s.country.value_or(f.country));
    if (s.costed && country && !country->electricityEurKwh) {
        out.push_back({"no-electricity-price", Severity::Warning, {"country", country->id, "electricity_eur_kwh"},
                       text("%1: no electricity price is stated for %2, so its energy counts as free.", {s.name, country->name}), {}, text("State the price."), {}});
    }
    if (s.costed) {
        checkPrices(p, s, out);
    } else {
        out.push_back({"not-costed", Severity::Note, {"system", s.id, "costed"}, text("%1 counts as capacity but not as cost: somebody else pays for it.", {s.name}), {}, {}, {}});
    }
}

void checkSitePower(const Projection &p, List &out)
{
    for (const auto &f : p.factories) {
        const core::Factory *factory = f ? &p.plan.factories[static_cast<std::size_t>(f->factory)] : nullptr;
        if (!factory || !factory->sitePowerMw) {
            continue;
        }
        const std::vector<double> power = fullLoadMw(p, *f);
        const double peakMw = *std::max_element(power.begin(), power.end());
        if (peakMw > *factory->sitePowerMw) {
            out.push_back({"site-power", Severity::Warning, {"factory", factory->id, "site_power_mw"},
                           text("%1 needs %2 MW at full load; the site has %3 MW.", {factory->name, core::plainNumber(std::round(peakMw * 10) / 10), core::plainNumber(*factory->sitePowerMw)}),
                           {}, text("Fewer accelerators, a better PUE, or more power."), {}});
        }
    }
}

void checkSystems(const Projection &p, List &out)
{
    for (const core::System &s : p.plan.systems) {
        const auto *f = included(p.plan, s.factory);
        if (!s.included || (s.factory && !f)) {
            continue;
        }
        checkCapacity(p, s, out);
        if (f) {
            checkSystem(p, s, *f, out);
        }
    }
    checkSitePower(p, out);
}

void checkOverrides(const core::Plan &plan, std::string_view scenario, List &out)
{
    const auto line = core::lineage(plan, scenario);
    for (const core::Override &o : plan.overrides) {
        if (!line || std::find(line->begin(), line->end(), o.scenario) == line->end()) {
            continue;
        }
        const core::EntityInfo *info = core::entity(o.entity);
        const core::FieldInfo *field = info ? info->field(o.field) : nullptr;
        const bool fits = field && info->overridable && !field->key && info->indexOf(plan, o.row) >= 0 && core::readableValue(*info, *field, o.row, o.value).ok();
        if (!fits) {
            const std::string key = o.scenario + '/' + o.entity + '/' + o.row + '/' + o.field;
            out.push_back({"dangling-override", Severity::Warning, {"override", key, "value"},
                           text("Scenario %1 changes %2, which no longer exists or cannot hold the value.", {o.scenario, core::Cell{o.entity, o.row, o.field}.toString()}), {},
                           text("Reset it."), {}});
        }
    }
}

void checkMilestones(const core::Plan &plan, List &out)
{
    double sum = 0;
    for (const core::Milestone &m : plan.milestones) {
        sum += m.share;
    }
    if (!plan.milestones.empty() && std::fabs(sum - 1) > shareTolerance) {
        out.push_back({"milestone-share-sum", Severity::Warning, {"milestone", plan.milestones[0].id, "share"}, text("The shares of the payment milestones add up to %1.", {percentText(sum)}),
                       percentText(sum - 1), text("Change the shares so that they add up to 100 %."), {}});
    }
}

// What was announced for a factory against what the plan pays for it; within a thousandth they agree.
void checkAnnouncements(const Projection &p, List &out)
{
    for (const auto &f : p.factories) {
        const core::Factory *factory = f ? &p.plan.factories[static_cast<std::size_t>(f->factory)] : nullptr;
        if (!factory || !factory->announcedTotalCents) {
            continue;
        }
        const double announced = static_cast<double>(*factory->announcedTotalCents) / 100;
        const double change = static_cast<double>(f->paidCents) / 100 - announced;
        if (std::fabs(change) > std::fabs(announced) / 1000) {
            out.push_back({"announced-total", Severity::Note, {"factory", factory->id, "announced_total_cents"},
                           text(change < 0 ? "%1 stays below the announced total of %2." : "%1 goes above the announced total of %2.", {factory->name, eurText(announced)}),
                           signedEurText(change), text("Compare with the announcement."), {}});
        }
    }
}

void checkHorizon(const Projection &p, List &out)
{
    const Summary s = summaryOf(p);
    if (s.beyondHorizonEur > 0.5) {
        out.push_back({"beyond-horizon", Severity::Note, {"plan", "1", "last_month"}, text("%1 falls due after the plan's last month and is not counted.", {eurText(s.beyondHorizonEur)}),
                       eurText(s.beyondHorizonEur), text("Extend the horizon to see it."), {}});
    }
}

} // namespace

std::vector<Finding> findings(const core::Plan &plan, std::string_view scenario, const Projection &projection)
{
    List out;
    checkFunding(projection, out);
    checkParticipants(projection, out);
    checkEnvelopes(projection, out);
    checkRanges(projection, out);
    checkSystems(projection, out);
    checkOverrides(plan, scenario, out);
    checkHorizon(projection, out);
    checkMilestones(projection.plan, out);
    checkAnnouncements(projection, out);
    addCitationFindings(plan, scenario, projection, out);
    addLawFindings(projection, out);
    std::stable_sort(out.begin(), out.end(), [](const Finding &a, const Finding &b) {
        return std::tuple(a.severity, a.rule, a.cell) < std::tuple(b.severity, b.rule, b.cell);
    });
    return out;
}

} // namespace engine
