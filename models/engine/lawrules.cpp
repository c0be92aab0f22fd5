// SPDX-License-Identifier: GPL-3.0-or-later
#include "findinglist.h"

#include "moneyflows.h"
#include "text.h"
#include "wording.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace engine {

using core::text;

namespace {

constexpr double half = 0.5;
constexpr double tolerance = 1e-6;
constexpr const char *article12a = "Reg (EU) 2021/1173 Art 12a(2)";
constexpr const char *article5 = "Reg (EU) 2021/1173 Art 5";
constexpr const char *article17 = "Reg (EU) 2021/1173 Art 17(1)";

// A wording of Article 5 with its ceilings; in force until the month before `until`, whole months being the plan's step.
struct Ceiling
{
    const char *programme;
    double eur;
};
struct CeilingsOfArticle5
{
    const char *suffix; // of the rule's id
    const char *article;
    core::Month until;
    Ceiling byProgramme[3];
    double ofAll;
    Severity severityOfProgramme;
};
constexpr CeilingsOfArticle5 ceilings[] = {
    {"-2021", "Reg (EU) 2021/1173 Art 5(1), until 2026-01-19", core::Month(2026, 1), {{"DEP", 1'981'300'000.0}, {"HE", 900'000'000.0}, {"CEF", 200'000'000.0}}, 3'081'300'000.0, Severity::Error},
    // As amended by Regulation (EU) 2026/150; the split by programme is indicative.
    {"", "Reg (EU) 2021/1173 Art 5, from 2026-01-20", core::Month(3000, 1), {{"DEP", 2'142'300'000.0}, {"HE", 1'660'000'000.0}, {"CEF", 320'000'000.0}}, 4'122'300'000.0, Severity::Warning},
};
// Article 12a is in force from 9 July 2024; what was paid in the months before is under no such cap.
constexpr core::Month article12aFrom(2024, 7);

bool isUnion(const Projection &p, const Line &l)
{
    return l.programme >= 0 && p.plan.programmes[static_cast<std::size_t>(l.programme)].level == core::ProgrammeLevel::Union;
}

struct Shares
{
    double infrastructure = 0, running = 0; // Union share of what is paid; running cost includes services
    Cents infrastructureCents = 0, runningCents = 0;
};

Shares unionShares(const Projection &p, const FactoryResult &f)
{
    Cents all[2] = {0, 0};
    Cents ofUnion[2] = {0, 0};
    const int from = p.calendar.indexOf(article12aFrom);
    for (const Line &l : f.lines) {
        const std::size_t kind = classOf(l.category) == core::CostClass::Infrastructure ? 0 : 1;
        const auto paid = f.paid(l);
        for (int m = std::max(0, from - l.firstMonth); m < l.months; ++m) {
            all[kind] += paid[static_cast<std::size_t>(m)];
            ofUnion[kind] += isUnion(p, l) ? paid[static_cast<std::size_t>(m)] : 0;
        }
    }
    const auto share = [&](std::size_t k) { return all[k] == 0 ? 0.0 : static_cast<double>(ofUnion[k]) / static_cast<double>(all[k]); };
    return {share(0), share(1), all[0], all[1]};
}

// The Union's largest share of these classes: the one to lower.
core::Cell largestUnionShare(const Projection &p, const core::Factory &factory, bool infrastructure)
{
    const core::Funding *largest = nullptr;
    for (std::size_t i = p.plan.funding.lowerBound(factory.id + '/'); i < p.plan.funding.size() && p.plan.funding[i].factory == factory.id; ++i) {
        const core::Funding &f = p.plan.funding[i];
        const auto *programme = p.plan.programmes.find(f.programme);
        const bool fits = programme && programme->level == core::ProgrammeLevel::Union && (f.costClass == core::CostClass::Infrastructure) == infrastructure;
        largest = fits && (!largest || f.share > largest->share) ? &f : largest;
    }
    return largest ? core::Cell{"funding", factory.id + '/' + textOf(largest->costClass) + '/' + largest->programme, "share"} : core::Cell{"factory", factory.id, ""};
}

// Half of an amount in cents cannot always be had: one cent of rounding a month and payer is no breach.
bool aboveHalf(double share, Cents amount)
{
    return amount > 0 && share > half + tolerance + 1000.0 / static_cast<double>(std::max<Cents>(amount, 1000));
}

void addShareFindings(const Projection &p, std::vector<Finding> &out)
{
    for (const auto &f : p.factories) {
        if (!f) {
            continue;
        }
        const core::Factory &factory = p.plan.factories[static_cast<std::size_t>(f->factory)];
        const Shares s = unionShares(p, *f);
        if (aboveHalf(s.infrastructure, s.infrastructureCents)) {
            out.push_back({"union-infrastructure", Severity::Warning, largestUnionShare(p, factory, true),
                           text("%1: the Union pays %2 of infrastructure; at most half is allowed.", {factory.name, percentText(s.infrastructure)}),
                           percentText(s.infrastructure - half), text("Lower the Union share of infrastructure or raise the national one."), article12a});
        }
        if (aboveHalf(s.running, s.runningCents)) {
            out.push_back({"union-running-cost", Severity::Warning, largestUnionShare(p, factory, false),
                           text("%1: the Union pays %2 of operations and services together; at most half is allowed.", {factory.name, percentText(s.running)}),
                           percentText(s.running - half), text("Move running cost to the national share."), article12a});
        }
    }
    if (p.plan.settings().unionAccessCap > half + tolerance) {
        out.push_back({"union-access-cap", Severity::Warning, {"plan", "1", "union_access_cap"},
                       text("The Union may hold %1 of access time in this plan; the law allows at most half.", {percentText(p.plan.settings().unionAccessCap)}), {},
                       text("Set the Union access cap to 0.5 or less."), article17});
    }
}

// What the Union's programmes commit while a wording is in force, all that was committed before included.
void addCeilingFindings(const Projection &p, const CeilingsOfArticle5 &ceiling, std::vector<Finding> &out)
{
    const int until = std::clamp(p.calendar.indexOf(ceiling.until), 0, p.calendar.months());
    double all = 0;
    for (int i = 0; i < p.programmeCount(); ++i) {
        const core::Programme &programme = p.plan.programmes[static_cast<std::size_t>(i)];
        double eur = 0;
        for (const Cents c : p.totals.committedOf(i).first(static_cast<std::size_t>(until))) {
            eur += static_cast<double>(c) / 100;
        }
        all += programme.level == core::ProgrammeLevel::Union ? eur : 0;
        for (const Ceiling &c : ceiling.byProgramme) {
            if (programme.id == c.programme && eur > c.eur) {
                out.push_back({std::string("programme-ceiling") + ceiling.suffix, ceiling.severityOfProgramme, {"programme", programme.id, ""},
                               text("%1 commits %2 to AI Factories alone; its ceiling for the whole Joint Undertaking is %3.", {programme.name, eurText(eur), eurText(c.eur)}),
                               eurText(eur - c.eur), text("Shift to another programme or to national funding."), ceiling.article});
            }
        }
    }
    if (all > ceiling.ofAll) {
        out.push_back({std::string("union-ceiling") + ceiling.suffix, Severity::Error, {"plan", "1", ""}, text("The Union commits %1; its ceiling is %2.", {eurText(all), eurText(ceiling.ofAll)}),
                       eurText(all - ceiling.ofAll), text("Reduce Union money or raise national money."), ceiling.article});
    }
}

// Union money that Article 5(1) does not name (cohesion, recovery) supports a factory under Article 6: it raises no access share, and recovery
// money has to be with the Joint Undertaking by 31 August 2026.
void addOtherUnionMoney(const Projection &p, std::vector<Finding> &out)
{
    for (int i = 0; i < p.programmeCount(); ++i) {
        const core::Programme &programme = p.plan.programmes[static_cast<std::size_t>(i)];
        const bool named = programme.id == "DEP" || programme.id == "HE" || programme.id == "CEF";
        const auto committed = p.totals.committedOf(i);
        const auto sumFrom = [&](int month) {
            Cents sum = 0;
            for (int m = std::clamp(month, 0, p.calendar.months()); m < p.calendar.months(); ++m) {
                sum += committed[static_cast<std::size_t>(m)];
            }
            return static_cast<double>(sum) / 100;
        };
        if (programme.level != core::ProgrammeLevel::Union || named || sumFrom(0) <= 0) {
            continue;
        }
        out.push_back({"other-union-money", Severity::Warning, {"programme", programme.id, "level"},
                       text("%1 is Union money that Article 5(1) does not name; in law it gives the Union no access time, in this plan it counts towards it.", {programme.name}),
                       eurText(sumFrom(0)), text("Enter it as a national programme, which Article 6 lets it top up."), "Reg (EU) 2021/1173 Art 6, Art 17(1)"});
        const double late = sumFrom(p.calendar.indexOf(core::Month(2026, 9)));
        if (programme.id == "RRF" && late > 0) {
            out.push_back({"recovery-deadline", Severity::Warning, {"programme", programme.id, ""},
                           text("%1 is committed from the Recovery and Resilience Facility after August 2026, when it has to be with the Joint Undertaking.", {eurText(late)}),
                           eurText(late), text("Transfer it in time, or replace it by national money."), "Reg (EU) 2026/150 recitals 14 to 16"});
        }
    }
}

void addProgrammeFindings(const Projection &p, std::vector<Finding> &out)
{
    for (const core::Funding &f : p.plan.funding) {
        const auto *factory = p.plan.factories.find(f.factory);
        if (!factory || !factory->included || f.share == 0) {
            continue;
        }
        if (!isUsualFor(f.programme, f.costClass)) {
            out.push_back({"programme-practice", Severity::Warning, {"funding", f.factory + '/' + textOf(f.costClass) + '/' + f.programme, "share"},
                           text("%1: %2 pays for %3; in the calls Digital Europe pays infrastructure and operations, Horizon Europe services.",
                                {factory->name, f.programme, textOf(f.costClass)}), {}, text("Move the share to the other programme."), {}});
        }
    }
    for (const CeilingsOfArticle5 &c : ceilings) {
        addCeilingFindings(p, c, out);
    }
    addOtherUnionMoney(p, out);
    const Summary s = summaryOf(p);
    if (s.nationalCents < s.unionCents) {
        const double gap = static_cast<double>(s.unionCents - s.nationalCents) / 100;
        out.push_back({"national-match", Severity::Warning, {"plan", "1", ""},
                       text("The participating states pay %1, less than the Union's %2.", {eurText(static_cast<double>(s.nationalCents) / 100), eurText(static_cast<double>(s.unionCents) / 100)}),
                       eurText(gap), text("Raise national shares until they match the Union's money."), article5});
    }
}

} // namespace

void addLawFindings(const Projection &p, std::vector<Finding> &out)
{
    addShareFindings(p, out);
    addProgrammeFindings(p, out);
    addMembershipFindings(p, out);
    addTermFindings(p, out);
}

std::string_view lawOf(std::string_view rule)
{
    static constexpr std::pair<std::string_view, std::string_view> laws[] = {
        {"union-infrastructure", "ACQ-AI-50"}, {"union-running-cost", "OPE-AI-50"}, {"unfunded", "ACQ-REST"}, {"unassigned", "ACQ-REST"},
        {"union-access-cap", "ACC-50"}, {"other-union-money", "ACC-50"}, {"access-share-sum", "ACC-NAT"}, {"one-host", "PAR-HOST"}, {"host-country", "PAR-HOST"},
        {"host-member-state", "PAR-HOST"}, {"country-status", "PAR-STATES"}, {"state-membership", "PAR-STATES"}, {"ownership-beyond-horizon", "OPE-TCO"},
        {"short-ownership", "OWN-TRANSFER"}, {"beyond-joint-undertaking", "BUD-CALLS"}, {"late-call", "BUD-CALLS"}, {"programme-ceiling-2021", "BUD-2021"},
        {"union-ceiling-2021", "BUD-2021"}, {"programme-ceiling", "BUD-2026"}, {"union-ceiling", "BUD-2026"}, {"national-match", "BUD-2026"},
        {"recovery-deadline", "BUD-RRF"}, {"main-use", "ACC-USE-V2"}, {"main-use-2024", "ACC-USE-V1"}, {"envelope-exceeded", "BUD-CARRY"}};
    for (const auto &[name, law] : laws) {
        if (name == rule) {
            return law;
        }
    }
    return {};
}

std::vector<LawCheck> lawChecks(const Projection &p)
{
    double infrastructure = 0;
    double running = 0;
    double access = 0;
    bool infrastructureKept = true;
    bool runningKept = true;
    for (const auto &f : p.factories) {
        if (f) {
            const Shares s = unionShares(p, *f);
            infrastructure = std::max(infrastructure, s.infrastructure);
            running = std::max(running, s.running);
            access = std::max(access, f->unionShare);
            infrastructureKept = infrastructureKept && !aboveHalf(s.infrastructure, s.infrastructureCents);
            runningKept = runningKept && !aboveHalf(s.running, s.runningCents);
        }
    }
    std::vector<Finding> members;
    addMembershipFindings(p, members);
    const auto hosts = std::count_if(members.begin(), members.end(), [](const Finding &f) { return f.rule.find("host") != std::string::npos; });
    const Summary s = summaryOf(p);
    const std::string limit = percentText(half);
    return {{"union-infrastructure", text("The Union pays at most half of infrastructure"), article12a, limit, percentText(infrastructure), infrastructureKept},
            {"union-running-cost", text("The Union pays at most half of running cost, services included"), article12a, limit, percentText(running), runningKept},
            {"union-access-cap", text("The Union holds at most half of access time"), article17, limit, percentText(access), access <= half + tolerance},
            {"national-match", text("National money is at least the Union's"), article5, eurText(static_cast<double>(s.unionCents) / 100),
             eurText(static_cast<double>(s.nationalCents) / 100), s.nationalCents >= s.unionCents},
            {"host-member-state", text("Each factory has one host, in a Member State"), hostArticle, "1", hosts == 0 ? "1" : text("%1 not kept", {std::to_string(hosts)}), hosts == 0}};
}

} // namespace engine
