// SPDX-License-Identifier: GPL-3.0-or-later
// Until when something may be called for, owned or counted, and for whom it is.
#include "findinglist.h"

#include "text.h"
#include "wording.h"

#include <algorithm>
#include <cmath>

namespace engine {

using core::text;

namespace {

constexpr core::Month jointUndertakingEnds(2033, 12); // Article 1(1)
constexpr core::Month callsEnd(2027, 12);             // Article 1(2); a year later in duly justified cases
constexpr int yearsOfOwnership = 5;                   // believed; the paragraph could not be read
constexpr core::Month newWordingOfUse(2026, 1);       // Article 16(1) as replaced from 2026-01-20

bool counts(const Projection &p, const core::System &s)
{
    const auto *f = s.factory ? p.plan.factories.find(*s.factory) : nullptr;
    return f && f->included && s.included;
}

void addOwnership(const core::System &s, core::Month end, std::vector<Finding> &out)
{
    if (end > jointUndertakingEnds + 1) {
        out.push_back({"beyond-joint-undertaking", Severity::Note, {"system", s.id, "lifetime_months"},
                       text("%1 serves beyond the end of the Joint Undertaking in December 2033.", {s.name}), {}, text("Plan a transfer of ownership."),
                       "Reg (EU) 2021/1173 Art 1(1)"});
    }
    if (s.lifetimeMonths < 12 * yearsOfOwnership) {
        out.push_back({"short-ownership", Severity::Note, {"system", s.id, "lifetime_months"},
                       text("%1 serves %2 months; ownership is believed to stay with the Joint Undertaking for at least five years.", {s.name, std::to_string(s.lifetimeMonths)}), {},
                       text("Check the hosting agreement, or plan a longer service."), "Reg (EU) 2021/1173 Art 10(2)(h)"});
    }
}

// The contract is signed at the earliest milestone; its call has to be out before.
void addCall(const core::Plan &plan, const core::System &s, std::vector<Finding> &out)
{
    if (plan.milestones.empty() || !s.costed) {
        return;
    }
    std::int64_t offset = plan.milestones[0].offsetMonths;
    for (const core::Milestone &m : plan.milestones) {
        offset = std::min(offset, m.offsetMonths);
    }
    const core::Month contract = s.inService + static_cast<int>(offset);
    if (contract > callsEnd) {
        const bool late = contract > callsEnd + 12;
        out.push_back({"late-call", late ? Severity::Warning : Severity::Note, {"system", s.id, "in_service"},
                       text("%1 is contracted in %2; calls have to be published by December 2027, in justified cases by December 2028.", {s.name, monthText(contract)}), {},
                       text("Make sure that the call is published in time, or bring the system forward."), "Reg (EU) 2021/1173 Art 1(2)"});
    }
}

// Total cost of ownership runs to the end of service; a horizon that ends before counts a part of it, and of the access that follows from it.
void addOwnershipHorizon(const Projection &p, std::vector<Finding> &out)
{
    std::string names;
    int count = 0;
    for (const core::System &s : p.plan.systems) {
        if (counts(p, s) && s.costed && s.inService <= p.calendar.last() && s.inService + static_cast<int>(s.lifetimeMonths) > p.calendar.last() + 1) {
            names += ++count > 3 ? "" : (names.empty() ? "" : ", ") + s.name;
        }
    }
    if (count == 0) {
        return;
    }
    names += count > 3 ? text(" and %1 more", {std::to_string(count - 3)}) : "";
    out.push_back({"ownership-beyond-horizon", Severity::Note, {"plan", "1", "last_month"},
                   text("Total cost of ownership, and the access that follows from it, is counted to %1 only; %2 serve longer.", {monthText(p.calendar.last()), names}), {},
                   text("Extend the horizon to the end of service to see all of it."), "Reg (EU) 2021/1173 Art 2(30), Art 17(1)"});
}

// "Primarily" is read as more than half, which is this program's choice, not the law's.
void addUse(const Projection &p, std::vector<Finding> &out)
{
    for (int y = 0; y < p.calendar.years(); ++y) {
        const int year = p.calendar.firstYear() + y;
        double all = 0;
        double industry = 0;
        const core::Demand *largest = nullptr;
        for (const core::Demand &d : p.plan.demand) {
            const double hours = d.referenceHours * std::pow(1 + d.growth, year - static_cast<int>(d.baseYear));
            all += hours;
            if (d.segment == core::DemandSegment::Industry) {
                industry += hours;
                largest = !largest || d.referenceHours > largest->referenceHours ? &d : largest;
            }
        }
        if (largest && industry > all / 2) {
            const bool old = core::Month(year, 1) < newWordingOfUse;
            out.push_back({old ? "main-use-2024" : "main-use", Severity::Warning, {"demand", largest->id, "reference_hours"},
                           text("%1: industry asks for %2 of all hours; use is to be mainly public research, the public sector and innovation of small and young firms.",
                                {std::to_string(year), percentText(industry / all)}), percentText(industry / all - 0.5), text("Rebalance the classes of users, or use the commercial quota."),
                           old ? "Reg (EU) 2021/1173 Art 16(1), until 2026-01-19" : "Reg (EU) 2021/1173 Art 16(1), from 2026-01-20"});
            return; // the first year is enough to say it
        }
    }
}

} // namespace

void addTermFindings(const Projection &p, std::vector<Finding> &out)
{
    for (const core::System &s : p.plan.systems) {
        if (counts(p, s)) {
            addOwnership(s, s.inService + static_cast<int>(s.lifetimeMonths), out);
            addCall(p.plan, s, out);
        }
    }
    addOwnershipHorizon(p, out);
    addUse(p, out);
}

} // namespace engine
