// SPDX-License-Identifier: GPL-3.0-or-later
#include "findingsentences.h"

#include "format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sentences)
};

using engine::Period;
using engine::Projection;

QString longMonth(const Projection &p, int monthIndex)
{
    const core::Month m = p.calendar.month(monthIndex);
    return format::longMonth(m.year(), m.monthOfYear());
}

QString lowerWord(int n)
{
    const QString word = format::countWord(n);
    return word.isEmpty() ? word : word.at(0).toLower() + word.mid(1);
}

bool hasFactories(const Projection &p)
{
    return std::any_of(p.factories.begin(), p.factories.end(), [](const auto &f) { return f != nullptr; });
}

std::vector<double> totalByPeriod(const Projection &p, Period period, bool real)
{
    if (real) {
        return engine::realEurByPeriod(p, period);
    }
    std::vector<double> out;
    for (const core::Cents c : engine::moneyByPeriod(p, period)) {
        out.push_back(static_cast<double>(c) / 100);
    }
    return out;
}

// Programmes above an envelope: by how much in each year.
struct Excess
{
    int programme = -1;
    QStringList years;
    core::Cents over = 0;      // of those years together
    core::Cents headroomOfAll = 0; // of all years with an envelope
};

std::vector<Excess> excesses(const Projection &p)
{
    std::map<int, Excess> byProgramme;
    for (const engine::EnvelopeUse &u : engine::envelopeUse(p)) {
        const auto headroom = u.headroomCents();
        if (!headroom) {
            continue;
        }
        Excess &e = byProgramme[u.programme];
        e.programme = u.programme;
        e.headroomOfAll += *headroom;
        if (*headroom < 0) {
            e.years << QString::number(u.year);
            e.over -= *headroom;
        }
    }
    std::vector<Excess> out;
    for (const auto &[programme, e] : byProgramme) {
        if (!e.years.isEmpty()) {
            out.push_back(e);
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const Excess &a, const Excess &b) { return a.over > b.over; });
    return out;
}

QString doublingTail(const Comparison &c, int reached, double target)
{
    if (c.same) {
        return {};
    }
    const auto other = engine::monthIndexStaysAbove(c.against, target);
    if (!other) {
        return Words::tr(", not at all in %1").arg(c.againstName);
    }
    const int apart = (c.shown.calendar.month(reached) - c.against.calendar.month(*other));
    if (apart == 0) {
        return Words::tr(", as in %1").arg(c.againstName);
    }
    return (apart > 0 ? Words::tr(", %1 after %2") : Words::tr(", %1 before %2")).arg(sentences::monthsApart(std::abs(apart)), c.againstName);
}

} // namespace

QString Comparison::nameInSentence(const core::Plan &plan, const QString &scenario)
{
    const core::Scenario *s = scenario.isEmpty() ? nullptr : plan.scenarios.find(scenario.toStdString());
    return s ? Words::tr("“%1”").arg(sentences::elidedName(s->name)) : Words::tr("the baseline");
}

namespace sentences {

QString joined(const QStringList &names)
{
    if (names.size() < 2) {
        return names.join(QString());
    }
    return Words::tr("%1 and %2").arg(names.mid(0, names.size() - 1).join(QStringLiteral(", ")), names.last());
}

QString monthsApart(int months)
{
    if (months % 12 == 0 && months > 0) {
        return months == 12 ? Words::tr("a year") : Words::tr("%1 years").arg(lowerWord(months / 12));
    }
    return months == 1 ? Words::tr("a month") : Words::tr("%1 months").arg(lowerWord(months));
}

QString periodsApart(Period period, int n)
{
    if (period == Period::Month) {
        return monthsApart(n);
    }
    if (period == Period::Year) {
        return monthsApart(12 * n);
    }
    return n == 1 ? Words::tr("a quarter") : Words::tr("%1 quarters").arg(lowerWord(n));
}

QString periodName(const engine::Calendar &calendar, Period period, int index)
{
    const core::Month m = calendar.month(calendar.begin(period, index));
    switch (period) {
    case Period::Month:
        return format::month(m.year(), m.monthOfYear());
    case Period::Quarter:
        return Words::tr("Q%1\u00A0%2").arg(m.quarter()).arg(m.year());
    case Period::Year:
        break;
    }
    return QString::number(m.year());
}

QString programmeName(const core::Plan &plan, int programme)
{
    if (programme < 0) {
        return Words::tr("Unfunded");
    }
    QString name = QString::fromStdString(plan.programmes[static_cast<std::size_t>(programme)].name);
    for (const char *tail : {" Programme", " programme", " funding"}) {
        if (name.endsWith(QLatin1String(tail))) {
            name.chop(static_cast<qsizetype>(qstrlen(tail)));
        }
    }
    return name;
}

QString elidedName(const std::string &name, int characters)
{
    QString out = QString::fromStdString(name);
    if (out.size() > characters) {
        // Whole words where there are some within reach, else characters.
        const qsizetype half = (characters - 3) / 2;
        QString left = out.left(half + 1);
        QString right = out.right(half + 1);
        const qsizetype leftBlank = left.lastIndexOf(QLatin1Char(' '));
        const qsizetype rightBlank = right.indexOf(QLatin1Char(' '));
        left = leftBlank > half / 3 ? left.left(leftBlank) : left.left(half);
        right = rightBlank >= 0 && rightBlank < 2 * half / 3 ? right.mid(rightBlank + 1) : right.right(half);
        out = left + QStringLiteral(" … ") + right;
    }
    return out.replace(QLatin1Char(' '), QChar(0xA0));
}

QString fitting(const QStringList &longestFirst, int characters)
{
    for (const QString &s : longestFirst) {
        if (s.size() <= characters) {
            return s;
        }
    }
    return longestFirst.isEmpty() ? QString() : longestFirst.last();
}

double doublingTarget(const core::Plan &plan)
{
    for (const core::Statement &s : plan.statements) {
        if (s.metric == "index_bf16" && (s.comparison == core::Comparison::Greater || s.comparison == core::Comparison::GreaterEqual)) {
            return s.value;
        }
    }
    return 2;
}

QString capacityTitle(const Comparison &c)
{
    return capacityTitle(c, doublingTarget(c.shown.plan));
}

QString capacityTitle(const Comparison &c, double target)
{
    const Projection &p = c.shown;
    const engine::Capacity last = engine::capacityOf(p, Period::Month, p.calendar.months() - 1);
    if (!hasFactories(p)) {
        return Words::tr("Capacity");
    }
    if (!last.indexBf16) {
        return Words::tr("Capacity reaches %1\u202FEF by %2").arg(format::number(last.plannedBf16Pflops / 1000, 1), longMonth(p, p.calendar.months() - 1));
    }
    const bool doubling = std::fabs(target - 2) < 1e-9;
    const QString times = format::number(target, std::floor(target) == target ? 0 : 2);
    const auto reached = engine::monthIndexStaysAbove(p, target);
    if (!reached) {
        const QString until = longMonth(p, p.calendar.months() - 1);
        return doubling ? Words::tr("Capacity does not double before %1").arg(until) : Words::tr("Capacity does not reach %1 times the fleet before %2").arg(times, until);
    }
    const QString start = doubling ? Words::tr("Doubling is reached in %1").arg(longMonth(p, *reached))
                                   : Words::tr("%1 times the fleet is reached in %2").arg(times, longMonth(p, *reached));
    return fitting({start + doublingTail(c, *reached, target), start});
}

QString paymentsTitle(const Comparison &c, Period period)
{
    const auto peakOf = [&](const Projection &p) {
        const std::vector<double> sums = totalByPeriod(p, period, c.realPrices);
        const auto at = std::max_element(sums.begin(), sums.end());
        return at == sums.end() || *at <= 0 ? -1 : static_cast<int>(at - sums.begin());
    };
    const int peak = peakOf(c.shown);
    if (peak < 0) {
        return Words::tr("Payments");
    }
    const QString start = Words::tr("Payments peak in %1").arg(periodName(c.shown.calendar, period, peak));
    const int other = c.same || !(c.shown.calendar == c.against.calendar) ? -1 : peakOf(c.against);
    if (other < 0 || other == peak) {
        return start;
    }
    const QString apart = periodsApart(period, std::abs(peak - other));
    return start + (peak > other ? Words::tr(", %1 later") : Words::tr(", %1 earlier")).arg(apart);
}

QString envelopesTitle(const Projection &p)
{
    if (p.plan.envelopes.empty()) {
        return Words::tr("Envelopes");
    }
    const std::vector<Excess> over = excesses(p);
    if (over.empty()) {
        return Words::tr("Every programme stays within its envelope in every year");
    }
    const Excess &e = over.front();
    const QString start = Words::tr("%1 is over its envelope in %2").arg(programmeName(p.plan, e.programme), joined(e.years));
    const QString sum = format::eur(static_cast<double>(e.over) / 100);
    const QString tail = e.years.size() > 1 ? Words::tr(", by %1 together").arg(sum) : Words::tr(", by %1").arg(sum);
    if (over.size() == 1) {
        return fitting({start + tail, start});
    }
    const QString others = over.size() == 2 ? Words::tr("; so is one other") : Words::tr("; so are %1 others").arg(lowerWord(static_cast<int>(over.size()) - 1));
    return fitting({start + tail + others, start + others, start});
}

QString envelopesLead(const Projection &p)
{
    for (const Excess &e : excesses(p)) {
        if (e.headroomOfAll >= 0) {
            return Words::tr("The sum over all years fits: %1 has %2 left in all; it is the years that do not fit, not the money.")
                .arg(programmeName(p.plan, e.programme), format::eur(static_cast<double>(e.headroomOfAll) / 100));
        }
    }
    return {};
}

QString statementsTitle(const std::vector<engine::StatementResult> &results)
{
    if (results.empty()) {
        return Words::tr("Public statements");
    }
    const auto hold = std::count_if(results.begin(), results.end(), [](const auto &r) { return r.holds; });
    if (hold == static_cast<std::ptrdiff_t>(results.size())) {
        return Words::tr("All %1 public statements hold").arg(lowerWord(static_cast<int>(hold)));
    }
    return Words::tr("%1 of %2 public statements hold").arg(hold).arg(results.size());
}

QString placesTitle(const Projection &p)
{
    std::set<std::string> countries;
    for (const core::Participation &q : p.plan.participations) {
        const auto *f = p.plan.factories.find(q.factory);
        if (f && f->included) {
            countries.insert(q.country);
        }
    }
    const auto factories = static_cast<int>(std::count_if(p.factories.begin(), p.factories.end(), [](const auto &f) { return f != nullptr; }));
    if (factories == 0) {
        return Words::tr("Places");
    }
    const auto n = static_cast<int>(countries.size());
    const QString left = factories == 1 ? Words::tr("One factory") : Words::tr("%1 factories").arg(format::countWord(factories));
    return n == 0 ? left : left + (n == 1 ? Words::tr(", one\u00A0country") : Words::tr(", %1\u00A0countries").arg(lowerWord(n)));
}

QString demandTitle(const Projection &p)
{
    const QStringList clauses = demandClauses(p);
    return clauses.size() == 2 ? Words::tr("%1 and %2").arg(clauses[0], clauses[1]) : clauses[0];
}

QStringList demandClauses(const Projection &p)
{
    const auto reference = p.totals.series(engine::Totals::ReferenceHours);
    int first = -1;
    int shortAgain = -1;
    double asked = 0;
    for (int m = 0; m < p.calendar.months(); ++m) {
        const auto at = static_cast<std::size_t>(m);
        asked += p.demandHours[at];
        const bool covered = p.demandHours[at] > 0 && reference[at] >= p.demandHours[at];
        if (first < 0 && covered) {
            first = m;
        } else if (first >= 0 && shortAgain < 0 && !covered) {
            shortAgain = m;
        }
    }
    if (asked <= 0) {
        return {Words::tr("Demand and supply")};
    }
    if (first < 0) {
        return {Words::tr("Demand is not covered in any month")};
    }
    const QString start = Words::tr("Demand is covered from %1").arg(longMonth(p, first));
    return shortAgain < 0 ? QStringList{start} : QStringList{start, Words::tr("short again from %1").arg(longMonth(p, shortAgain))};
}

QString payersTitle(const Projection &p)
{
    std::map<int, core::Cents> paid;
    core::Cents all = 0;
    for (const engine::PartyAccount &a : engine::partyAccounts(p)) {
        if (a.country >= 0) {
            paid[a.country] += a.paidCents;
            all += a.paidCents;
        }
    }
    if (all <= 0) {
        return Words::tr("Who pays");
    }
    std::vector<std::pair<core::Cents, QString>> order;
    for (const auto &[country, cents] : paid) {
        order.emplace_back(-cents, QString::fromStdString(p.plan.countries[static_cast<std::size_t>(country)].name));
    }
    std::sort(order.begin(), order.end());
    QStringList names;
    core::Cents sum = 0;
    for (std::size_t i = 0; i < order.size() && 2 * sum < all; ++i) {
        names << order[i].second;
        sum -= order[i].first;
    }
    const QString share = format::percent(static_cast<double>(sum) / static_cast<double>(all), 0);
    return fitting({names.size() == 1 ? Words::tr("%1 pays %2 of the national money").arg(joined(names), share)
                                      : Words::tr("%1 pay %2 of the national money").arg(joined(names), share),
                    Words::tr("%1 countries pay %2 of the national money").arg(format::countWord(static_cast<int>(names.size())), share)});
}

QString differenceTitle(const Comparison &c)
{
    const engine::Summary a = engine::summaryOf(c.shown);
    const engine::Summary b = engine::summaryOf(c.against);
    const double eur = static_cast<double>(a.paidCents - b.paidCents) / 100;
    const double hours = a.deliveredHours - b.deliveredHours;
    const bool money = std::fabs(eur) >= 0.5;
    const bool time = std::fabs(hours) >= 0.05e6;
    if (c.same || (!money && !time)) {
        return c.same ? Words::tr("Nothing to compare") : Words::tr("Money and hours are as in %1").arg(c.againstName);
    }
    const QString moneyPart = !money ? Words::tr("The same money") : (eur < 0 ? Words::tr("%1 less") : Words::tr("%1 more")).arg(format::eur(std::fabs(eur)));
    const QString hourFigure = format::hoursMillions(std::fabs(hours));
    const QString timePart = !time ? Words::tr("the same accelerator-hours")
                                   : (hours < 0 ? Words::tr("%1 million accelerator-hours fewer") : Words::tr("%1 million accelerator-hours more")).arg(hourFigure);
    return Words::tr("%1 and %2 than in %3").arg(moneyPart, timePart, c.againstName);
}

QString overviewLead(const Comparison &c)
{
    if (!hasFactories(c.shown)) {
        return {};
    }
    QStringList parts;
    if (!c.same) {
        const double eur = static_cast<double>(engine::summaryOf(c.shown).paidCents - engine::summaryOf(c.against).paidCents) / 100;
        QStringList differences;
        if (std::fabs(eur) >= 0.5) {
            differences << (eur < 0 ? Words::tr("%1 less") : Words::tr("%1 more")).arg(format::eur(std::fabs(eur)));
        }
        const double target = doublingTarget(c.shown.plan);
        const auto mine = engine::monthIndexStaysAbove(c.shown, target);
        const auto other = engine::monthIndexStaysAbove(c.against, target);
        const int apart = mine && other ? c.shown.calendar.month(*mine) - c.against.calendar.month(*other) : 0;
        if (apart != 0) {
            differences << (apart > 0 ? Words::tr("%1 later") : Words::tr("%1 earlier")).arg(monthsApart(std::abs(apart)));
        }
        if (!differences.isEmpty()) {
            parts << Words::tr("%1 than %2").arg(joined(differences), c.againstName);
        } else {
            parts << Words::tr("the same money and the same dates as %1").arg(c.againstName);
        }
    }
    const std::vector<Excess> over = excesses(c.shown);
    if (!over.empty()) {
        parts << Words::tr("%1 is exceeded in %2").arg(programmeName(c.shown.plan, over.front().programme), joined(over.front().years));
    } else if (!c.shown.plan.envelopes.empty()) {
        parts << Words::tr("every programme stays within its envelope");
    }
    QString out = parts.join(QStringLiteral("; "));
    return out.isEmpty() ? out : out.at(0).toUpper() + out.mid(1);
}

} // namespace sentences

} // namespace ui
