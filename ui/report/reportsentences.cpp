// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportsentences.h"

#include "format.h"

#include <algorithm>
#include <cmath>

namespace ui::pages {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

using engine::Period;

QString subjectOf(const core::Plan &plan, const core::Statement &s)
{
    const std::string &m = s.metric;
    if (m.starts_with("index_")) {
        return Words::tr("doubling");
    }
    if (m == "systems_in_service") {
        return Words::tr("deployment");
    }
    if (m == "total_eur") {
        return Words::tr("the investment");
    }
    if (m == "union_share") {
        return Words::tr("the Union share");
    }
    if (m.starts_with("programme_eur:")) {
        const auto i = plan.programmes.indexOf(m.substr(14));
        return i < 0 ? Words::tr("a programme") : sentences::programmeName(plan, static_cast<int>(i));
    }
    if (m == "member_states" || m == "participating_states") {
        return Words::tr("the countries");
    }
    return Words::tr("the number of factories");
}

} // namespace

QString lowerCount(int n)
{
    const QString word = format::countWord(n);
    return word.isEmpty() ? word : word.at(0).toLower() + word.mid(1);
}

QString upperCount(int n)
{
    return format::countWord(n);
}

QString counted(int n, const QString &one, const QString &many)
{
    return n == 1 ? one : many.arg(lowerCount(n));
}

QString capitalised(const QString &text)
{
    return text.isEmpty() ? text : text.at(0).toUpper() + text.mid(1);
}

QString categoryName(engine::Category category)
{
    static const char *const names[] = {QT_TRANSLATE_NOOP("report", "acquisition"), QT_TRANSLATE_NOOP("report", "installation"), QT_TRANSLATE_NOOP("report", "energy"),
                                        QT_TRANSLATE_NOOP("report", "maintenance"), QT_TRANSLATE_NOOP("report", "staff and site"),
                                        QT_TRANSLATE_NOOP("report", "other operations"), QT_TRANSLATE_NOOP("report", "services")};
    return Words::tr(names[static_cast<std::size_t>(category)]);
}

QString statementsTitle(const ReportContext &c)
{
    const auto &results = c.in.statements;
    const auto all = static_cast<int>(results.size());
    if (all == 0) {
        return Words::tr("Summary");
    }
    QStringList broken;
    int hold = 0;
    bool heldBefore = true;
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i].holds) {
            ++hold;
            continue;
        }
        const QString subject = subjectOf(c.p.plan, c.p.plan.statements[static_cast<std::size_t>(results[i].statement)]);
        if (!broken.contains(subject)) {
            broken << subject;
        }
        heldBefore = heldBefore && !c.same && i < c.in.againstStatements.size() && c.in.againstStatements[i].holds;
    }
    if (broken.isEmpty()) {
        return all == 1 ? Words::tr("The public statement holds") : Words::tr("All %1 public statements hold").arg(lowerCount(all));
    }
    const QString start = Words::tr("%1 of %2 public statements hold").arg(upperCount(hold), lowerCount(all));
    const bool one = broken.size() == 1;
    const QString tail = heldBefore ? (one ? Words::tr("; %1 no longer does") : Words::tr("; %1 no longer do")) : (one ? Words::tr("; %1 does not") : Words::tr("; %1 do not"));
    return sentences::fitting({start + tail.arg(sentences::joined(broken)), start});
}

QString differenceTitle(const ReportContext &c)
{
    const double now = c.ledger.paidEur();
    const double hours = engine::summaryOf(c.p).deliveredHours;
    if (c.same) {
        return c.factories.empty() ? Words::tr("Nothing is planned yet")
                                   : Words::tr("%1 is paid to %2, and %3 million accelerator-hours are delivered").arg(format::eur(now)).arg(c.lastYear()).arg(format::hoursMillions(hours, 0));
    }
    const double change = now - c.before.paidEur();
    const double hoursThen = engine::summaryOf(c.b).deliveredHours;
    const double hoursChange = hoursThen > 0 ? hours / hoursThen - 1 : 0;
    const bool money = std::fabs(change) >= 0.05e6;
    const bool time = std::fabs(hoursChange) >= 0.005;
    if (!money && !time) {
        return hoursThen <= 0 && hours > 0 ? Words::tr("%1 million accelerator-hours are delivered that were not before").arg(format::hoursMillions(hours))
                                           : Words::tr("Money and hours are as in %1").arg(c.againstName());
    }
    const QString moneyPart = !money ? Words::tr("As much is paid to %1").arg(c.lastYear())
                                     : (change < 0 ? Words::tr("%1 less is paid to %2") : Words::tr("%1 more is paid to %2")).arg(format::eur(std::fabs(change))).arg(c.lastYear());
    const QString timePart = !time ? Words::tr("as many accelerator-hours are delivered")
                                   : (hoursChange < 0 ? Words::tr("%1 fewer accelerator-hours are delivered") : Words::tr("%1 more accelerator-hours are delivered")).arg(format::percent(std::fabs(hoursChange), 0));
    return moneyPart + Words::tr(", and ") + timePart;
}

QString differenceReason(const ReportContext &c)
{
    if (c.same) {
        return {};
    }
    const double all = c.ledger.paidEur() - c.before.paidEur();
    if (std::fabs(all) < 0.05e6) {
        return {};
    }
    for (int k = 0; k < engine::categoryCount; ++k) {
        const auto of = [k](const ReportLedger::Entry &e) { return e.category == k; };
        const double part = c.ledger.paidEur(of) - c.before.paidEur(of);
        if (part / all <= 0.5 || part / all > 1.5) {
            continue;
        }
        const bool whole = part / all > 0.995 && part / all < 1.005;
        const auto category = static_cast<engine::Category>(k);
        const bool fewerHours = engine::summaryOf(c.p).deliveredHours < engine::summaryOf(c.b).deliveredHours * 0.995;
        const bool energy = category == engine::Category::Energy;
        const QString start = whole ? Words::tr("The whole difference is %1") : Words::tr("Most of the difference is %1");
        if (energy && all < 0 && fewerHours) {
            return start.arg(Words::tr("energy that is not used before the horizon ends: service forgone, not a saving."));
        }
        return start.arg(categoryName(category)) + QLatin1Char('.');
    }
    return {};
}

QString capacityLead(const ReportContext &c)
{
    if (c.factories.empty()) {
        return Words::tr("The plan has no factory in this scenario: only the existing fleet counts.");
    }
    const int last = c.p.calendar.months() - 1;
    const engine::Capacity end = engine::capacityOf(c.p, Period::Month, last);
    double most = 0;
    const auto fleet = c.p.fleet->totals.series(engine::Totals::Bf16);
    for (int m = 0; m <= last; ++m) {
        if (fleet[static_cast<std::size_t>(m)] > most) {
            most = fleet[static_cast<std::size_t>(m)];
        }
    }
    int retires = -1;
    for (int m = last; m > 0; --m) {
        if (fleet[static_cast<std::size_t>(m)] < fleet[static_cast<std::size_t>(m - 1)]) {
            retires = m;
        }
    }
    QString out = (c.factories.size() == 1 ? Words::tr("The factory brings %1\u202FEFLOPS") : Words::tr("The %3 factories bring %1\u202FEFLOPS").replace(QStringLiteral("%3"), lowerCount(static_cast<int>(c.factories.size()))))
                      .arg(format::number(end.plannedBf16Pflops / 1000, 1));
    out += most > 0 ? Words::tr(" by the end of %1, to a fleet of %2\u202FEFLOPS at its largest.").arg(c.lastYear()).arg(format::number(most / 1000, 1))
                    : Words::tr(" by the end of %1.").arg(c.lastYear());
    if (retires > 0 && end.fleetBf16Pflops < most * 0.999) {
        out += Words::tr(" From %1 the fleet itself retires, to %2\u202FEFLOPS at the end of %3, so part of the later rise of the index is only a smaller base.")
                   .arg(c.p.calendar.month(retires).year()).arg(format::number(end.fleetBf16Pflops / 1000, 1)).arg(c.lastYear());
    }
    return out;
}

QString budgetLead(const ReportContext &c)
{
    const QString shared = sentences::envelopesLead(c.p);
    if (!shared.isEmpty()) {
        return shared;
    }
    const engine::Summary s = engine::summaryOf(c.p);
    if (s.committedCents == 0) {
        return Words::tr("Nothing is committed in this scenario.");
    }
    return Words::tr("%1 is committed over the horizon; the Union pays %2 of what is paid.").arg(format::eur(static_cast<double>(s.committedCents) / 100), format::percent(s.unionShare(), 1));
}

QString paymentsTitle(const ReportContext &c)
{
    const QString peak = sentences::paymentsTitle(c.comparison, Period::Year);
    const double all = c.ledger.paidEur();
    if (c.factories.size() < 3 || all <= 0) {
        return peak;
    }
    const double first = c.ledger.factoryEur(c.factories[0]) / all;
    const double second = c.ledger.factoryEur(c.factories[1]) / all;
    const QString names = first > 0.5 ? sentences::elidedName(c.factory(c.factories[0]).name)
                                      : sentences::joined({sentences::elidedName(c.factory(c.factories[0]).name), sentences::elidedName(c.factory(c.factories[1]).name)});
    const QString share = format::percent(first > 0.5 ? first : first + second, 0);
    return sentences::fitting({peak + (first > 0.5 ? Words::tr("; %1 takes %2 of the money") : Words::tr("; %1 take %2 of the money")).arg(names, share), peak});
}

QString countriesTitle(const ReportContext &c)
{
    std::map<int, std::pair<core::Cents, double>> parties;
    core::Cents paid = 0;
    double hours = 0;
    for (const engine::PartyAccount &a : engine::partyAccounts(c.p)) {
        if (a.country >= 0) {
            parties[a.country].first += a.paidCents;
            parties[a.country].second += a.referenceHours;
            paid += a.paidCents;
            hours += a.referenceHours;
        }
    }
    if (paid <= 0 || hours <= 0) {
        return Words::tr("What each country pays and gets");
    }
    if (parties.size() == 1) {
        return Words::tr("%1 pays all of the national money").arg(sentences::elidedName(c.p.plan.countries[static_cast<std::size_t>(parties.begin()->first)].name));
    }
    const auto top = std::max_element(parties.begin(), parties.end(), [](const auto &x, const auto &y) { return x.second.first < y.second.first; });
    return Words::tr("%1 pays %2 of the national money and gets %3 of the countries’ computing time")
        .arg(sentences::elidedName(c.p.plan.countries[static_cast<std::size_t>(top->first)].name), format::percent(static_cast<double>(top->second.first) / static_cast<double>(paid), 0),
             format::percent(top->second.second / hours, 0));
}

namespace {

// Months by which the factory's latest system comes later; nothing where they cannot be compared.
std::optional<int> monthsLater(const ReportContext &c, int factory)
{
    std::optional<int> apart;
    for (const core::System &s : c.p.plan.systems) {
        if (s.factory != c.factory(factory).id || !s.included) {
            continue;
        }
        const core::System *then = c.b.plan.systems.find(s.id);
        if (then && then->included) {
            const int months = s.inService - then->inService;
            apart = apart ? std::optional(std::abs(months) > std::abs(*apart) ? months : *apart) : std::optional(months);
        }
    }
    return apart;
}

} // namespace

QString factoryTitle(const ReportContext &c, int factory)
{
    const QString name = sentences::elidedName(c.factory(factory).name);
    const engine::SystemFlows now = c.flows(c.p, factory);
    const engine::SystemFlows then = c.flows(c.b, factory);
    const double eur = c.ledger.factoryEur(factory);
    const bool before = !c.same && static_cast<std::size_t>(factory) < c.b.factories.size() && c.b.factories[static_cast<std::size_t>(factory)];
    if (!c.same && !before) {
        return Words::tr("%1 joins: %2 to %3, %4 million accelerator-hours").arg(name, format::eur(eur)).arg(c.lastYear()).arg(format::hoursMillions(now.deliveredHours));
    }
    const auto later = monthsLater(c, factory);
    const double change = then.deliveredHours > 0 ? now.deliveredHours / then.deliveredHours - 1 : 0;
    QStringList parts;
    if (before && later && *later != 0) {
        parts << (*later > 0 ? Words::tr("starts %1 later") : Words::tr("starts %1 earlier")).arg(sentences::monthsApart(std::abs(*later)));
    }
    if (before && std::fabs(change) >= 0.005) {
        parts << (change < 0 ? Words::tr("delivers %1 fewer accelerator-hours by %2") : Words::tr("delivers %1 more accelerator-hours by %2")).arg(format::percent(std::fabs(change), 0)).arg(c.lastYear());
    }
    if (parts.isEmpty() && before && std::fabs(eur - c.before.factoryEur(factory)) >= 0.05e6) {
        const double money = eur - c.before.factoryEur(factory);
        parts << (money < 0 ? Words::tr("costs %1 less") : Words::tr("costs %1 more")).arg(format::eur(std::fabs(money)));
    }
    if (!parts.isEmpty()) {
        return name + QLatin1Char(' ') + parts.join(Words::tr(" and "));
    }
    if (now.deliveredHours > 0) {
        return Words::tr("%1 delivers %2 million accelerator-hours for %3 by %4").arg(name, format::hoursMillions(now.deliveredHours), format::eur(eur)).arg(c.lastYear());
    }
    return eur > 0 ? Words::tr("%1 costs %2 and delivers no accelerator-hours by %3").arg(name, format::eur(eur)).arg(c.lastYear()) : name;
}

QString factoriesTitle(const ReportContext &c)
{
    int later = 0;
    int worst = -1;
    int months = 0;
    for (const int f : c.factories) {
        const auto apart = monthsLater(c, f);
        later += apart && *apart > 0 ? 1 : 0;
        if (apart && *apart > months) {
            months = *apart;
            worst = f;
        }
    }
    if (c.same || later == 0) {
        return sentences::placesTitle(c.p);
    }
    const QString name = sentences::elidedName(c.factory(worst).name);
    return later == 1 ? Words::tr("%1 starts %2 later than in %3").arg(name, sentences::monthsApart(months), c.againstName())
                      : Words::tr("%1 factories start later than in %2, %3 by %4").arg(upperCount(later), c.againstName(), name, sentences::monthsApart(months));
}

QString evidenceTitle(const ReportContext &c)
{
    double parts[3];
    double all = 0;
    for (int i = 0; i < 3; ++i) {
        parts[i] = static_cast<double>(c.in.evidence.paid[i]);
        all += parts[i];
    }
    if (all <= 0) {
        return Words::tr("Assumptions");
    }
    if (parts[0] + parts[1] <= 0) {
        return Words::tr("All of the money rests on assumptions");
    }
    // Shares that do not add up to 100 when rounded get one more decimal.
    int decimals = 0;
    for (; decimals < 2; ++decimals) {
        const double unit = std::pow(10, decimals);
        double sum = 0;
        for (const double x : parts) {
            sum += std::round(x / all * 100 * unit);
        }
        if (std::fabs(sum - 100 * unit) < 0.5) {
            break;
        }
    }
    return Words::tr("%1 of the money rests on stated figures, %2 on derived ones and %3 on assumptions")
        .arg(format::percent(parts[0] / all, decimals), format::percent(parts[1] / all, decimals), format::percent(parts[2] / all, decimals));
}

} // namespace ui::pages
