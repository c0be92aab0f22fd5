// SPDX-License-Identifier: GPL-3.0-or-later
#include "explainer.h"

#include "text.h"

#include <algorithm>
#include <map>

// What parties may use, pay and get (methodology 8), and the counts of methodology 11.

namespace engine {

using core::text;

Explainer::Recipe Explainer::accessShare(const Figure &f, const FigureScope &s) const
{
    if (Recipe r = excluded(s); !r.formula.empty()) {
        return r;
    }
    if (s.country == FigureScope::all || s.factory == FigureScope::nobody) {
        return nothing(text("A share of access time is a party's: a country's, or that of the Union (EU)."));
    }
    if (s.factory == FigureScope::all) {
        return {Operation::Quotient, later([f](const Explainer &x) {
                    const Figure own{"delivered_hours", f.factory, {}, {}, {}, {}, f.country, f.period, false};
                    Figure all = own;
                    all.country.clear();
                    return Inputs{x.figure(own, text("Delivered hours to the party")), x.figure(all, text("All delivered hours"))};
                }), false, text("The hours that the party gets, divided by all delivered hours")};
    }
    const FactoryResult &result = *p.factories[static_cast<std::size_t>(s.factory)];
    if (s.country == FigureScope::theUnion) {
        if (result.paidCents == 0) {
            return nothing(text("Nothing is paid, so the Union has no share."));
        }
        return {Operation::Least, later([f](const Explainer &x) {
                    return Inputs{x.cell({"plan", "1", "union_access_cap"}), x.figure({"union_share", f.factory, {}, {}, {}, {}, {}, {}, false}, text("Union share of all that is paid"))};
                }), false, text("The Union's share of the total cost of ownership, but not above the cap")};
    }
    const std::string row = f.factory + '/' + f.country;
    const auto *mine = p.plan.participations.find(row);
    double all = 0;
    for (const core::Participation &one : p.plan.participations) {
        all += one.factory == f.factory ? one.accessShare.value_or(one.contributionShare) : 0;
    }
    if (!mine || all == 0) {
        return nothing(text("It takes no part in this factory, or no shares are stated."));
    }
    return {Operation::Product, later([f, row](const Explainer &x) {
                Inputs wishes;
                for (const core::Participation &one : x.p.plan.participations) {
                    if (one.factory == f.factory) {
                        wishes.push_back(x.accessWish(one));
                    }
                }
                Figure ofUnion = f;
                ofUnion.country = "EU";
                Explanation rest = x.made("not-union:" + f.factory, text("What is left after the Union's share"), Unit::Share, Operation::Difference,
                                          {x.given("number:1", "1", 1.0, Unit::Factor), x.figure(ofUnion, text("The Union's share"))});
                Explanation part = x.made("access:" + row, text("Its part of the states' shares"), Unit::Share, Operation::Quotient,
                                          {x.accessWish(*x.p.plan.participations.find(row)), x.made("access:" + f.factory, text("All states' shares"), Unit::Share, Operation::Sum, std::move(wishes))});
                return Inputs{std::move(rest), std::move(part)};
            }), false, text("What the Union leaves × the country's access share of all states'")};
}

// The access share, or the contribution share where none is stated.
Explanation Explainer::accessWish(const core::Participation &one) const
{
    return cell({"participation", one.factory + '/' + one.country, one.accessShare ? "access_share" : "contribution_share"});
}

Explainer::Recipe Explainer::perHour(const Figure &f, const FigureScope &) const
{
    return {Operation::Quotient, later([f](const Explainer &x) {
                Figure money = f;
                money.measure = "paid_cents";
                Figure time = f;
                time.measure = "delivered_hours";
                time.real = false;
                return Inputs{x.figure(money, text("Paid")), x.figure(time, text("Delivered hours"))};
            })};
}

Explainer::Recipe Explainer::marketValue(const Figure &f, const FigureScope &s) const
{
    if (!p.plan.settings().marketPriceEurHour) {
        Recipe r = nothing(text("No market price of an accelerator-hour is stated."));
        r.cell = {"plan", "1", "market_price_eur_hour"};
        return r;
    }
    return {Operation::Sum, later([f, s](const Explainer &x) {
                Inputs inputs;
                for (int m = s.begin; m < s.end;) {
                    const int index = x.p.calendar.periodOf(Period::Year, m);
                    const int end = std::min(s.end, x.p.calendar.end(Period::Year, index));
                    Figure time = f;
                    time.measure = "delivered_hours";
                    time.real = false;
                    time.period = s.period && s.period->first != Period::Year ? f.period : x.p.calendar.label(Period::Year, index);
                    const std::string words = periodText(time.period);
                    Inputs factors{x.figure(time, text("Delivered hours, %1", {words})), x.cell({"plan", "1", "market_price_eur_hour"})};
                    if (!f.real) {
                        factors.push_back(x.inflationFactor(x.p.calendar.month(m).year()));
                    }
                    inputs.push_back(x.made("market:" + time.toString() + (f.real ? "/real" : ""), words, Unit::Eur, Operation::Product, std::move(factors)));
                    m = end;
                }
                return inputs;
            })};
}

Explainer::Recipe Explainer::netPosition(const Figure &f, const FigureScope &) const
{
    return {Operation::Difference, later([f](const Explainer &x) {
                Figure value = f;
                value.measure = "market_value_eur";
                Figure money = f;
                money.measure = "paid_cents";
                return Inputs{x.figure(value, text("Value at the market price")), x.figure(money, text("Paid"))};
            })};
}

Explainer::Recipe Explainer::factoryCount(const Figure &f, const FigureScope &) const
{
    const std::string kind = f.measure == "factories" ? std::string() : f.measure.substr(std::string_view("factories_").size());
    return {Operation::Sum, later([kind](const Explainer &x) {
                Inputs inputs;
                for (const core::Factory &row : x.p.plan.factories) {
                    if (row.included && (kind.empty() || kind == core::textOf(row.kind))) {
                        Explanation e = x.given("count:" + row.id, row.name, std::int64_t{1}, Unit::Count);
                        e.cell = {"factory", row.id, kind.empty() ? "included" : "kind"};
                        e.support = x.supportOf(e.cell);
                        inputs.push_back(std::move(e));
                    }
                }
                return inputs;
            })};
}

Explainer::Recipe Explainer::countryCount(const Figure &f, const FigureScope &) const
{
    const auto status = f.measure == "member_states" ? core::CountryStatus::MemberState : core::CountryStatus::ParticipatingState;
    return {Operation::Sum, later([status](const Explainer &x) {
                std::map<std::string, Explanation> byCountry;
                for (const core::Participation &one : x.p.plan.participations) {
                    const auto *factory = x.p.plan.factories.find(one.factory);
                    const auto *country = x.p.plan.countries.find(one.country);
                    if (factory && factory->included && country && country->status == status && !byCountry.count(country->id)) {
                        Explanation e = x.given("count:" + country->id, text("%1, in %2", {country->name, factory->name}), std::int64_t{1}, Unit::Count);
                        e.cell = {"participation", one.factory + '/' + one.country, "role"};
                        e.support = x.supportOf(e.cell);
                        byCountry.emplace(country->id, std::move(e));
                    }
                }
                Inputs inputs;
                for (auto &[id, e] : byCountry) {
                    inputs.push_back(std::move(e));
                }
                return inputs;
            })};
}

} // namespace engine
