// SPDX-License-Identifier: GPL-3.0-or-later
// Who may host and who may take part.
#include "findinglist.h"

#include "text.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace engine {

using core::text;

namespace {

// Members of the Union, and those of the Joint Undertaking beside them: Statutes Art 2(b) and (c).
constexpr std::array<std::string_view, 27> memberStates{"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
                                                        "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"};
constexpr std::array<std::string_view, 2> foundingStates{"IS", "NO"};
constexpr std::array<std::string_view, 4> associatedStates{"CH", "ME", "MK", "TR"}; // only while associated to a programme of the Union
constexpr const char *statutes = "Reg (EU) 2021/1173, Statutes Art 2(b) and (c), Art 3(2)";

template<typename List>
bool in(const List &list, std::string_view country)
{
    return std::find(list.begin(), list.end(), country) != list.end();
}

void addHostFindings(const Projection &p, std::vector<Finding> &out)
{
    for (const core::Factory &f : p.plan.factories) {
        if (!f.included) {
            continue;
        }
        int hosts = 0;
        for (std::size_t i = p.plan.participations.lowerBound(f.id + '/'); i < p.plan.participations.size() && p.plan.participations[i].factory == f.id; ++i) {
            const core::Participation &q = p.plan.participations[i];
            if (q.role != core::ParticipationRole::Host) {
                continue;
            }
            ++hosts;
            if (q.country != f.country) {
                out.push_back({"host-country", Severity::Warning, {"participation", f.id + '/' + q.country, "role"},
                               text("%1 stands in %2, but its host is %3.", {f.name, f.country, q.country}), {},
                               text("Give the role of host to the country where it stands, or correct that country."), hostArticle});
            }
            const auto *country = p.plan.countries.find(q.country);
            if (country && country->status != core::CountryStatus::MemberState) {
                out.push_back({"host-member-state", Severity::Error, {"participation", f.id + '/' + q.country, "role"},
                               text("%1: the host %2 is not a Member State, and only a Member State can host.", {f.name, country->name}), {},
                               text("Move the host to a Member State; keep the other state as partner."), hostArticle});
            }
        }
        if (hosts != 1) {
            out.push_back({"one-host", Severity::Error, {"factory", f.id, "country"},
                           hosts == 0 ? text("%1 has no host among its participants.", {f.name}) : text("%1 has %2 hosts; a factory has one.", {f.name, std::to_string(hosts)}), {},
                           text("Give exactly one participant the role of host."), hostArticle});
        }
    }
}

void addStateFindings(const Projection &p, std::vector<Finding> &out)
{
    std::set<std::string> taking;
    for (const core::Participation &q : p.plan.participations) {
        const auto *f = p.plan.factories.find(q.factory);
        if (f && f->included) {
            taking.insert(q.country);
        }
    }
    for (const std::string &id : taking) {
        const auto *country = p.plan.countries.find(id);
        if (!country) {
            continue;
        }
        const bool member = in(memberStates, id);
        if (member != (country->status == core::CountryStatus::MemberState)) {
            out.push_back({"country-status", Severity::Warning, {"country", id, "status"},
                           member ? text("%1 is a Member State of the Union, but the plan counts it as a participating state only.", {country->name})
                                  : text("%1 is no Member State of the Union, but the plan counts it as one.", {country->name}),
                           {}, member ? text("Set its status to member state.") : text("Set its status to participating state."), statutes});
        }
        if (!member && !in(foundingStates, id)) {
            const bool mayBe = in(associatedStates, id);
            out.push_back({"state-membership", mayBe ? Severity::Note : Severity::Warning, {"country", id, "status"},
                           mayBe ? text("%1 takes part only while it is associated to Horizon Europe, Digital Europe or the Connecting Europe Facility.", {country->name})
                                 : text("%1 is not among the states that the Statutes name; the Governing Board would have to accept it.", {country->name}),
                           {}, mayBe ? text("Make sure of the association for the years of the plan.") : text("Leave it out, or plan with its accession."), statutes});
        }
    }
}

} // namespace

void addMembershipFindings(const Projection &p, std::vector<Finding> &out)
{
    addHostFindings(p, out);
    addStateFindings(p, out);
}

} // namespace engine
