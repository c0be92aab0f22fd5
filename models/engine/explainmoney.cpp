// SPDX-License-Identifier: GPL-3.0-or-later
#include "explainer.h"

#include "text.h"
#include "wording.h"

#include <algorithm>
#include <set>

// What is paid and committed: from sums over factories and items down to the split of a month's cents (methodology 6 and 7).

namespace engine {

using core::text;

namespace {

std::string itemId(const core::Plan &plan, const Flow &flow)
{
    const auto at = static_cast<std::size_t>(flow.item);
    return flow.ofSystem ? plan.systems[at].id : plan.costLines[at].id;
}

std::string itemLabel(const core::Plan &plan, const Flow &flow)
{
    const auto at = static_cast<std::size_t>(flow.item);
    return categoryLabel(textOf(flow.category)) + ", " + (flow.ofSystem ? plan.systems[at].name : plan.costLines[at].name);
}

// "36 months, Jan 2025 to Dec 2027"
std::string monthsText(const Calendar &calendar, int begin, int end)
{
    if (end - begin == 1) {
        return monthText(calendar.month(begin));
    }
    return text("%1 months, %2 to %3", {std::to_string(end - begin), monthText(calendar.month(begin)), monthText(calendar.month(end - 1))});
}

bool isPinned(const Figure &f, const Flow &flow)
{
    return f.category == textOf(flow.category) && (!f.item.empty() || !f.system.empty());
}

} // namespace

Explainer::Recipe Explainer::money(const Figure &f, const FigureScope &s) const
{
    if (f.real) {
        return realMoney(f, s);
    }
    if (s.country == FigureScope::theUnion) {
        return {Operation::Sum, later([f](const Explainer &x) {
                    Inputs inputs;
                    for (const core::Programme &programme : x.p.plan.programmes) {
                        if (programme.level == core::ProgrammeLevel::Union && (f.programme.empty() || f.programme == programme.id)) {
                            Figure one = f;
                            one.country.clear();
                            one.programme = programme.id;
                            inputs.push_back(x.figure(one, programme.name));
                        }
                    }
                    return inputs;
                })};
    }
    if (Recipe r = excluded(s); !r.formula.empty()) {
        return r;
    }
    if (s.factory == FigureScope::all) {
        return overFactories(f, s);
    }
    if (s.factory == FigureScope::nobody) {
        return nothing(text("The existing fleet is paid for; it costs this plan nothing."));
    }
    std::vector<const FactoryWork::Amounts *> flows;
    for (const FactoryWork::Amounts &flow : work(s.factory).flows) {
        const std::string item = itemId(p.plan, flow.flow);
        const std::string asked = f.system.empty() ? f.item : f.system;
        if (isOfCategory(flow.flow.category, f.category) && (asked.empty() || asked == item)) {
            flows.push_back(&flow);
        }
    }
    if (flows.size() == 1 && isPinned(f, flows.front()->flow)) {
        return flowMoney(f, s, *flows.front());
    }
    return {Operation::Sum, later([f, flows](const Explainer &x) {
                Inputs inputs;
                for (const FactoryWork::Amounts *flow : flows) {
                    Figure one = f;
                    one.system.clear();
                    one.category = textOf(flow->flow.category);
                    one.item = itemId(x.p.plan, flow->flow);
                    Explanation e = x.figure(one, itemLabel(x.p.plan, flow->flow));
                    if (realOf(e.value).value_or(0) != 0) {
                        inputs.push_back(std::move(e));
                    }
                }
                return inputs;
            })};
}

Explainer::Recipe Explainer::realMoney(const Figure &f, const FigureScope &s) const
{
    return {Operation::Sum, later([f, s](const Explainer &x) {
                Inputs inputs;
                for (int m = s.begin; m < s.end;) {
                    const int year = x.p.calendar.periodOf(Period::Year, m);
                    const int end = std::min(s.end, x.p.calendar.end(Period::Year, year));
                    Figure nominal = f;
                    nominal.real = false;
                    nominal.period = s.period && s.period->first != Period::Year ? f.period : x.p.calendar.label(Period::Year, year);
                    const std::string words = periodText(nominal.period);
                    const int asked = x.p.calendar.month(m).year();
                    Explanation one = x.figure(nominal, text("%1, nominal", {words}));
                    Explanation factor = x.inflationFactor(asked);
                    inputs.push_back(x.made("real:" + nominal.toString(), words, Unit::Eur, Operation::Quotient, {std::move(one), std::move(factor)},
                                            text("What is paid, divided by how much prices have risen since the price year")));
                    m = end;
                }
                return inputs;
            }), false, text("Every year's amount in prices of the price year")};
}

// One item's flow of one factory.
Explainer::Recipe Explainer::flowMoney(const Figure &f, const FigureScope &s, const FactoryWork::Amounts &flow) const
{
    if (s.programme == FigureScope::all && s.country == FigureScope::all) {
        return wholeFlow(f, s, flow);
    }
    if (s.programme == FigureScope::all) {
        return {Operation::Sum, later([f, &flow, factory = s.factory](const Explainer &x) {
                    Inputs inputs;
                    for (const Payer &payer : x.work(factory).payers[static_cast<std::size_t>(classOf(flow.flow.category))]) {
                        if (payer.national) {
                            const core::Programme &programme = x.p.plan.programmes[static_cast<std::size_t>(payer.programme)];
                            Figure one = f;
                            one.programme = programme.id;
                            inputs.push_back(x.figure(one, programme.name));
                        }
                    }
                    return inputs;
                })};
    }
    if (s.end - s.begin > 1) {
        return flowMonths(f, s.begin, s.end, flow);
    }
    return s.country == FigureScope::all ? programmePart(f, s, flow) : countryPart(f, s);
}

Explainer::Recipe Explainer::flowMonths(const Figure &f, int begin, int end, const FactoryWork::Amounts &flow) const
{
    const int from = std::max(begin, flow.flow.first);
    const int to = std::min(end, flow.flow.first + static_cast<int>(flow.eur.size()));
    if (from >= to) {
        return nothing(text("Nothing falls into this period."));
    }
    return {Operation::Sum, later([f, from, to](const Explainer &x) {
                Inputs inputs;
                for (int m = from; m < to; ++m) {
                    Figure one = f;
                    one.period = x.p.calendar.label(Period::Month, m);
                    inputs.push_back(x.figure(one, monthText(x.p.calendar.month(m))));
                }
                return inputs;
            }), true, text("The sum of %1; each is split to the cent by itself", {monthsText(p.calendar, from, to)})};
}

// Before it is split: real amounts, rounded so that its months add up to its total.
Explainer::Recipe Explainer::wholeFlow(const Figure &f, const FigureScope &s, const FactoryWork::Amounts &flow) const
{
    const int first = flow.flow.first;
    const int months = static_cast<int>(flow.eur.size());
    if (f.measure == "committed_cents" && flow.flow.category == Category::Acquisition) {
        if (first < s.begin || first >= s.end) {
            return nothing(text("It is committed in full in %1.", {monthText(p.calendar.month(first))}));
        }
        return {Operation::Sum, later([item = flow.flow.item](const Explainer &x) {
                    return Inputs{x.acquisition(x.p.plan.systems[static_cast<std::size_t>(item)])};
                }), false, text("Committed in full at the first instalment, in %1", {monthText(p.calendar.month(first))})};
    }
    const int from = std::clamp(s.begin - first, 0, months);
    const int to = std::clamp(s.end - first, from, months);
    if (from == to) {
        return nothing(text("Nothing falls into this period."));
    }
    return {Operation::RoundedCents, later([&flow, factory = s.factory, from, to](const Explainer &x) {
                return Inputs{x.cumulated(flow, factory, to), x.cumulated(flow, factory, from)};
            }), false,
            from == 0 ? text("The sum of %1, rounded to the cent", {monthsText(p.calendar, first, first + to)})
                      : text("All up to the period's end, less all before it, each rounded to the cent: so parts add up to the total")};
}

// The unrounded amounts of its first `months` months.
Explanation Explainer::cumulated(const FactoryWork::Amounts &flow, int factory, int months) const
{
    double sum = 0;
    for (int i = 0; i < months; ++i) {
        sum += flow.eur[static_cast<std::size_t>(i)];
    }
    const std::string id = "upto:" + p.plan.factories[static_cast<std::size_t>(factory)].id + '/' + textOf(flow.flow.category) + '/' + itemId(p.plan, flow.flow) + '/' + std::to_string(months);
    if (months == 0) {
        return given(id, text("Before that"), 0.0, Unit::Eur);
    }
    const int first = flow.flow.first;
    Explanation e = lazy(id, text("Up to %1, before rounding", {monthText(p.calendar.month(first + months - 1))}), {sum, Unit::Eur}, Operation::Sum,
                         later([&flow, factory, first, months](const Explainer &x) {
                             Inputs inputs;
                             for (int i = 0; i < months; ++i) {
                                 inputs.push_back(x.amount(flow, factory, first + i));
                             }
                             return inputs;
                         }),
                         monthsText(p.calendar, first, first + months));
    e.folded = true;
    return e;
}

Explainer::Recipe Explainer::programmePart(const Figure &f, const FigureScope &s, const FactoryWork::Amounts &flow) const
{
    const core::CostClass costClass = classOf(flow.flow.category);
    const auto &payers = work(s.factory).payers[static_cast<std::size_t>(costClass)];
    const auto it = std::find_if(payers.begin(), payers.end(), [&](const Payer &payer) { return payer.programme == s.programme; });
    if (it == payers.end()) {
        return nothing(text("It pays nothing of this class of cost here."));
    }
    const auto at = static_cast<std::size_t>(it - payers.begin());
    return {Operation::RoundedPart, later([f, at, costClass, factory = s.factory](const Explainer &x) {
                Figure whole = f;
                whole.programme.clear();
                return Inputs{x.figure(whole, text("All payers, %1", {periodText(f.period)})), x.programmeShare(factory, costClass, at + 1), x.programmeShare(factory, costClass, at)};
            }), false, text("The month's amount × the share of this payer and those before it, rounded to the cent, less what those before it pay")};
}

Explainer::Recipe Explainer::countryPart(const Figure &f, const FigureScope &s) const
{
    const auto &participants = work(s.factory).participants;
    const auto it = std::find_if(participants.begin(), participants.end(), [&](const Participant &one) { return one.country == s.country; });
    const bool national = s.programme >= 0 && p.plan.programmes[static_cast<std::size_t>(s.programme)].level == core::ProgrammeLevel::National;
    if (it == participants.end() || !national) {
        return nothing(text("This country pays nothing of it."));
    }
    const auto at = static_cast<std::size_t>(it - participants.begin());
    return {Operation::RoundedPart, later([f, at, factory = s.factory](const Explainer &x) {
                Figure whole = f;
                whole.country.clear();
                return Inputs{x.figure(whole, text("All countries, %1", {periodText(f.period)})), x.countryShare(factory, at + 1), x.countryShare(factory, at)};
            }), false, text("The month's national amount × the share of this country and those before it, rounded to the cent, less what those before it pay")};
}

// S_i: the shares of the first `payers` programmes, of all shares.
Explanation Explainer::programmeShare(int factory, core::CostClass costClass, std::size_t payers) const
{
    const std::string &id = p.plan.factories[static_cast<std::size_t>(factory)].id;
    const std::string own = "share:" + id + '/' + core::textOf(costClass) + '/' + std::to_string(payers);
    const auto &all = work(factory).payers[static_cast<std::size_t>(costClass)];
    if (payers == 0) {
        return given(own, text("Those before it"), 0.0, Unit::Share);
    }
    if (all.front().programme < 0) {
        return given(own, text("No programme funds it: the whole is unfunded"), 1.0, Unit::Share);
    }
    const auto sumOf = [&](std::size_t count) {
        Inputs shares;
        for (std::size_t i = 0; i < count; ++i) {
            const core::Programme &programme = p.plan.programmes[static_cast<std::size_t>(all[i].programme)];
            shares.push_back(cell(cellOf("funding", id + '/' + core::textOf(costClass) + '/' + programme.id, "share")));
        }
        return made(own + "/sum" + std::to_string(count), count == all.size() ? text("All shares") : text("This payer's and those before it"), Unit::Share, Operation::Sum, std::move(shares));
    };
    return made(own, payers == all.size() ? text("Cumulative share of the last payer") : text("Cumulative share"), Unit::Share, Operation::Quotient, {sumOf(payers), sumOf(all.size())});
}

Explanation Explainer::countryShare(int factory, std::size_t participants) const
{
    const std::string &id = p.plan.factories[static_cast<std::size_t>(factory)].id;
    const std::string own = "contribution:" + id + '/' + std::to_string(participants);
    const auto &all = work(factory).participants;
    if (participants == 0) {
        return given(own, text("Those before it"), 0.0, Unit::Share);
    }
    if (all.front().country < 0) {
        return given(own, text("No country contributes: the whole is unassigned"), 1.0, Unit::Share);
    }
    const auto sumOf = [&](std::size_t count) {
        Inputs shares;
        for (std::size_t i = 0; i < count; ++i) {
            const core::Country &country = p.plan.countries[static_cast<std::size_t>(all[i].country)];
            shares.push_back(cell(cellOf("participation", id + '/' + country.id, "contribution_share")));
        }
        return made(own + "/sum" + std::to_string(count), count == all.size() ? text("All contribution shares") : text("This country's and those before it"), Unit::Share, Operation::Sum, std::move(shares));
    };
    return made(own, participants == all.size() ? text("Cumulative share of the last country") : text("Cumulative share"), Unit::Share, Operation::Quotient,
                {sumOf(participants), sumOf(all.size())});
}

Explainer::Recipe Explainer::outstanding(const Figure &f, const FigureScope &s) const
{
    return {Operation::Difference, later([f, s](const Explainer &x) {
                Inputs inputs;
                for (const char *name : {"committed_cents", "paid_cents"}) {
                    Inputs periods;
                    for (int m = 0; m < s.end;) {
                        const int year = x.p.calendar.periodOf(Period::Year, m);
                        const int end = x.p.calendar.end(Period::Year, year);
                        const Period period = end <= s.end ? Period::Year : Period::Month;
                        Figure one = f;
                        one.measure = name;
                        one.period = x.p.calendar.label(period, x.p.calendar.periodOf(period, m));
                        periods.push_back(x.figure(one, periodText(one.period)));
                        m = period == Period::Year ? end : m + 1;
                    }
                    const std::string words = std::string_view(name) == "paid_cents" ? text("Paid up to %1", {monthText(x.p.calendar.month(s.end - 1))})
                                                                                     : text("Committed up to %1", {monthText(x.p.calendar.month(s.end - 1))});
                    inputs.push_back(x.made(std::string("upto:") + name + '/' + f.toString(), words, Unit::EurCents, Operation::Sum, std::move(periods)));
                }
                return inputs;
            })};
}

// Programme (index) and year of the envelopes that the scope speaks of.
std::vector<std::pair<int, int>> Explainer::envelopeYears(const FigureScope &s) const
{
    std::vector<std::pair<int, int>> out;
    for (const core::Envelope &e : p.plan.envelopes) {
        const int programme = static_cast<int>(p.plan.programmes.indexOf(e.programme));
        const bool inPeriod = !s.period || (s.period->first == Period::Year && e.year == p.calendar.month(s.begin).year());
        if (programme >= 0 && inPeriod && (s.programme == FigureScope::all || s.programme == programme)) {
            out.emplace_back(programme, static_cast<int>(e.year));
        }
    }
    return out;
}

Explainer::Recipe Explainer::envelope(const Figure &, const FigureScope &s) const
{
    const auto years = envelopeYears(s);
    if (years.empty()) {
        return nothing(text("No envelope is stated; there is no ceiling."));
    }
    return {Operation::Sum, later([years](const Explainer &x) {
                Inputs inputs;
                for (const auto &[programme, year] : years) {
                    inputs.push_back(x.cell({"envelope", x.p.plan.programmes[static_cast<std::size_t>(programme)].id + '/' + std::to_string(year), "amount_cents"}));
                }
                return inputs;
            })};
}

Explainer::Recipe Explainer::headroom(const Figure &f, const FigureScope &s) const
{
    const auto years = envelopeYears(s);
    if (years.empty()) {
        return nothing(text("No envelope is stated; there is no ceiling."));
    }
    const bool pinned = !f.programme.empty() && !f.period.empty();
    return {pinned ? Operation::Difference : Operation::Sum, later([years, pinned](const Explainer &x) {
                Inputs inputs;
                for (const auto &[programme, year] : years) {
                    const core::Programme &row = x.p.plan.programmes[static_cast<std::size_t>(programme)];
                    const std::string label = std::to_string(year);
                    Explanation ceiling = x.cell({"envelope", row.id + '/' + label, "amount_cents"});
                    const bool inHorizon = x.p.calendar.find(label).has_value();
                    const Figure committed{"committed_cents", {}, {}, {}, {}, row.id, {}, label, false};
                    if (pinned) {
                        inputs.push_back(std::move(ceiling));
                        inputs.push_back(x.figure(committed, text("Committed, %1", {label})));
                    } else if (inHorizon) {
                        inputs.push_back(x.figure({"headroom_cents", {}, {}, {}, {}, row.id, {}, label, false}, row.name + ", " + label));
                    } else {
                        inputs.push_back(std::move(ceiling));
                    }
                }
                return inputs;
            })};
}

Explainer::Recipe Explainer::byLevel(const Figure &f, const FigureScope &) const
{
    const std::optional<core::ProgrammeLevel> level = f.measure == "union_cents" ? std::optional(core::ProgrammeLevel::Union)
        : f.measure == "national_cents" ? std::optional(core::ProgrammeLevel::National)
        : f.measure == "private_cents"  ? std::optional(core::ProgrammeLevel::Private)
                                        : std::nullopt;
    return {Operation::Sum, later([f, level](const Explainer &x) {
                Inputs inputs;
                Figure one = f;
                one.measure = "paid_cents";
                for (const core::Programme &programme : x.p.plan.programmes) {
                    if (level && programme.level == *level) {
                        one.programme = programme.id;
                        inputs.push_back(x.figure(one, programme.name));
                    }
                }
                if (!level) {
                    one.programme = "none";
                    inputs.push_back(x.figure(one, text("No programme")));
                }
                return inputs;
            })};
}

Explainer::Recipe Explainer::unionShare(const Figure &f, const FigureScope &) const
{
    return {Operation::Quotient, later([f](const Explainer &x) {
                Figure part = f;
                part.measure = "union_cents";
                Figure whole = f;
                whole.measure = "paid_cents";
                return Inputs{x.figure(part, text("Paid by Union programmes")), x.figure(whole, text("All that is paid"))};
            })};
}

Explainer::Recipe Explainer::totalEur(const Figure &f, const FigureScope &) const
{
    return {Operation::Sum, later([f](const Explainer &x) {
                Figure cents = f;
                cents.measure = "paid_cents";
                return Inputs{x.figure(cents, text("Paid over the horizon"))};
            })};
}

} // namespace engine
