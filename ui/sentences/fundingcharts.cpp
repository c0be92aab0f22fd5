// SPDX-License-Identifier: GPL-3.0-or-later
#include "fundingcharts.h"

#include "figure.h"
#include "format.h"
#include "moneyflows.h"
#include "palette.h"
#include "partyaccounts.h"
#include "workspace.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(funding)
};

using core::Cents;
using engine::EnvelopeUse;
using engine::Money;
using engine::Projection;

constexpr int nameWidth = 190;
constexpr int yearWidth = 136; // "186.2 over" and "RAL 118.0" beside it
constexpr int sumWidth = 150;

double eurOf(Cents cents)
{
    return static_cast<double>(cents) / 100;
}

QString millions(Cents cents)
{
    return format::eurMillions(eurOf(cents));
}

// One programme's uses by year of the horizon; none where it has neither envelope nor money.
using Years = std::vector<std::optional<EnvelopeUse>>;

std::map<int, Years> usesOf(const Projection &p)
{
    std::map<int, Years> out;
    for (const EnvelopeUse &use : engine::envelopeUse(p)) {
        Years &years = out.try_emplace(use.programme, Years(static_cast<std::size_t>(p.calendar.years()))).first->second;
        const int at = use.year - p.calendar.firstYear();
        if (at >= 0 && at < p.calendar.years()) {
            years[static_cast<std::size_t>(at)] = use;
        }
    }
    return out;
}

Cents plannedOf(const EnvelopeUse &use, Money which)
{
    return which == Money::Paid ? use.paidCents : use.committedCents;
}

QString programmeId(const Projection &p, int programme)
{
    return programme < 0 ? QString() : QString::fromStdString(p.plan.programmes[static_cast<std::size_t>(programme)].id);
}

void fillWords(items::TableMeter &m, std::optional<Cents> limit, Cents planned, Cents outstanding)
{
    m.lead = millions(planned);
    m.side = limit ? Words::tr("of %1").arg(millions(*limit)) : Words::tr("no ceiling");
    if (limit) {
        const Cents left = *limit - planned;
        m.over = left < 0;
        m.note = left < 0 ? Words::tr("%1 over").arg(millions(-left)) : Words::tr("%1 left").arg(millions(left));
    }
    m.noteSide = outstanding != 0 ? Words::tr("RAL %1").arg(millions(outstanding)) : QString();
}

QString meterWords(const items::TableMeter &m)
{
    QStringList words{m.lead + QLatin1Char(' ') + m.side};
    if (!m.note.isEmpty()) {
        words << m.note;
    }
    if (!m.noteSide.isEmpty()) {
        words << m.noteSide;
    }
    return words.join(QStringLiteral(", "));
}

QString meterToolTip(std::optional<Cents> limit, Cents committed, Cents paid, Cents outstanding)
{
    QStringList lines;
    if (limit) {
        lines << Words::tr("Envelope: %1").arg(format::exactEur(*limit));
    }
    lines << Words::tr("Committed: %1").arg(format::exactEur(committed)) << Words::tr("Paid: %1").arg(format::exactEur(paid));
    if (limit) {
        lines << Words::tr("Headroom (envelope less committed): %1").arg(format::exactEur(*limit - committed));
    }
    lines << Words::tr("Committed but not yet paid (RAL): %1").arg(format::exactEur(outstanding));
    return lines.join(QLatin1Char('\n'));
}

items::TableCell yearCell(const document::Workspace &w, const QString &programme, int year, const EnvelopeUse &use, Money which, Cents outstanding, double scale)
{
    items::TableMeter m;
    const Cents planned = plannedOf(use, which);
    m.value = eurOf(planned);
    m.shown = true;
    m.limited = use.envelopeCents.has_value();
    m.limit = eurOf(use.envelopeCents.value_or(0));
    m.scale = scale;
    m.color = programmeColor(programme);
    fillWords(m, use.envelopeCents, planned, outstanding);
    items::TableCell cell;
    cell.text = meterWords(m);
    cell.sort = m.value;
    cell.toolTip = meterToolTip(use.envelopeCents, use.committedCents, use.paidCents, outstanding);
    cell.meter = m;
    engine::Figure figure;
    figure.measure = use.envelopeCents && which == Money::Committed ? "headroom_cents" : which == Money::Paid ? "paid_cents" : "committed_cents";
    figure.programme = programme.isEmpty() ? "none" : programme.toStdString();
    figure.period = std::to_string(year);
    cell.figure = QString::fromStdString(figure.toString()); // of an envelope by key and menu: a click is for editing it
    if (use.envelopeCents) {
        cell.cell = {"envelope", programme.toStdString() + '/' + std::to_string(year), "amount_cents"};
        cell.overridden = w.isOverridden(cell.cell);
        cell.toolTip += QLatin1Char('\n') + w.sourceSentence(cell.cell);
    }
    return cell;
}

items::TableCell totalCell(const QString &programme, const Years &years, Money which, Cents outstanding)
{
    Cents limit = 0;
    Cents committed = 0;
    Cents paid = 0;
    bool any = false;
    for (const auto &use : years) {
        if (use) {
            any = any || use->envelopeCents.has_value();
            limit += use->envelopeCents.value_or(0);
            committed += use->committedCents;
            paid += use->paidCents;
        }
    }
    const Cents planned = which == Money::Paid ? paid : committed;
    items::TableMeter m;
    m.value = eurOf(planned);
    m.shown = true;
    m.limited = any;
    m.limit = eurOf(limit);
    m.scale = std::max(m.value, m.limit); // its own scale: a sum of years beside years would dwarf them
    m.color = programmeColor(programme);
    fillWords(m, any ? std::optional(limit) : std::nullopt, planned, outstanding);
    items::TableCell cell;
    cell.text = meterWords(m);
    cell.sort = m.value;
    cell.toolTip = meterToolTip(any ? std::optional(limit) : std::nullopt, committed, paid, outstanding);
    cell.meter = m;
    engine::Figure figure{which == Money::Paid ? "paid_cents" : "committed_cents"};
    figure.programme = programme.isEmpty() ? "none" : programme.toStdString();
    cell.figure = QString::fromStdString(figure.toString());
    cell.link = !programme.isEmpty();
    if (cell.link) {
        cell.toolTip += QLatin1Char('\n') + Words::tr("A click shows all envelopes of the programme: type another total and spread it.");
    }
    return cell;
}

struct FlowSums
{
    double eur = 0;
    int node = -1;
};

} // namespace

bool envelopeTableFits(const Projection &p, int room)
{
    return room >= nameWidth + sumWidth + p.calendar.years() * yearWidth;
}

items::TableSpec envelopeTable(const document::Workspace &w, const Projection &p, Money which, int room)
{
    items::TableSpec t;
    t.whyNot = Words::tr("There is no envelope for this year. Click the sum at the right to state one.");
    t.columns << items::TableColumn{QStringLiteral("programme"), Words::tr("Programme, €\u00A0million, nominal"), {}, false, nameWidth};
    for (int y = 0; y < p.calendar.years(); ++y) {
        const int year = p.calendar.firstYear() + y;
        items::TableColumn column{QStringLiteral("year%1").arg(year), QString::number(year), {}, false, envelopeTableFits(p, room) ? 0 : yearWidth};
        column.scale = 1e6;
        t.columns << column;
    }
    t.columns << items::TableColumn{QStringLiteral("total"), Words::tr("To %1").arg(p.calendar.last().year()), {}, false, sumWidth};
    const std::map<int, Years> uses = usesOf(p);
    double scale = 0;
    for (const auto &[programme, years] : uses) {
        for (const auto &use : years) {
            scale = use ? std::max({scale, eurOf(plannedOf(*use, which)), eurOf(use->envelopeCents.value_or(0))}) : scale;
        }
    }
    const auto add = [&](int programme, const Years &years) {
        const QString id = programmeId(p, programme);
        const std::vector<Cents> outstanding = engine::outstandingCents(p, programme);
        items::TableRow row;
        row.id = id.isEmpty() ? QStringLiteral("-") : id;
        items::TableCell name;
        name.text = sentences::programmeName(p.plan, programme);
        name.subtitle = id.isEmpty() ? Words::tr("nobody pays yet") : id;
        name.swatch = programmeColor(id);
        row.cells << name;
        for (int y = 0; y < p.calendar.years(); ++y) {
            const auto &use = years[static_cast<std::size_t>(y)];
            const Cents ral = outstanding[static_cast<std::size_t>(y)];
            if (use || ral != 0) {
                row.cells << yearCell(w, id, p.calendar.firstYear() + y, use.value_or(EnvelopeUse{programme, p.calendar.firstYear() + y, {}, 0, 0}), which, ral, scale);
            } else {
                row.cells << items::TableCell{QStringLiteral("–")};
            }
        }
        row.cells << totalCell(id, years, which, outstanding.empty() ? 0 : outstanding.back());
        t.rows << row;
    };
    for (const auto &[programme, years] : uses) {
        if (programme >= 0) {
            add(programme, years);
        }
    }
    const auto unfunded = uses.find(-1);
    if (unfunded != uses.end() && std::any_of(unfunded->second.begin(), unfunded->second.end(), [](const auto &u) { return u && (u->committedCents != 0 || u->paidCents != 0); })) {
        add(-1, unfunded->second);
    }
    return t;
}

// Up to so many factories flow through a node each. Of more, only the largest: hundreds of thin bands could neither be told apart nor be drawn in a frame.
constexpr std::size_t eachNamed = 24;
constexpr std::size_t largestNamed = 14;

FlowSpec moneyFlowChart(const Comparison &c, const SeriesColours &colours, Money which)
{
    const Projection &p = c.shown;
    FlowSpec spec;
    spec.title = sentences::moneyFlowTitle(c, which);
    const QString basis = c.realPrices ? Words::tr("prices of %1").arg(p.plan.settings().priceYear) : Words::tr("nominal");
    spec.subtitle = (which == Money::Paid ? Words::tr("Paid to %1, € million, %2") : Words::tr("Committed to %1, € million, %2")).arg(p.calendar.last().year()).arg(basis);
    spec.unit = Words::tr("€ m");
    spec.figure = (which == Money::Paid ? QStringLiteral("paid_cents[%1") : QStringLiteral("committed_cents[%1")) + (c.realPrices ? QStringLiteral(",real=1]") : QStringLiteral("]"));
    spec.columns = QStringList{Words::tr("Who pays"), Words::tr("For which factory"), Words::tr("For what")};
    spec.empty = Words::tr("No money flows yet. Include a factory, give it a system or a cost line, and say who pays.");
    const std::vector<engine::MoneyFlow> flows = engine::moneyFlows(p, which, c.realPrices);
    // Sources: programmes by id, countries and factories by what they pay or cost.
    std::map<std::pair<int, int>, FlowSums> sources; // (country, or -1; programme)
    std::map<int, FlowSums> factories;
    std::map<int, FlowSums> classes;
    const auto sourceOf = [&](const engine::MoneyFlow &f) {
        const bool national = f.programme >= 0 && p.plan.programmes[static_cast<std::size_t>(f.programme)].level == core::ProgrammeLevel::National;
        return national && f.country >= 0 ? std::pair(f.country, -1) : std::pair(-1, f.programme);
    };
    for (const engine::MoneyFlow &f : flows) {
        if (f.cents > 0) {
            sources[sourceOf(f)].eur += f.eur;
            factories[f.factory].eur += f.eur;
            classes[static_cast<int>(f.costClass)].eur += f.eur;
        }
    }
    const auto bySize = [](auto &sums, auto group) {
        std::vector<typename std::decay_t<decltype(sums)>::key_type> keys;
        for (const auto &[key, sum] : sums) {
            keys.push_back(key);
        }
        std::stable_sort(keys.begin(), keys.end(), [&](const auto &a, const auto &b) { return std::pair(group(a), -std::llround(sums[a].eur)) < std::pair(group(b), -std::llround(sums[b].eur)); });
        return keys;
    };
    for (const auto &key : bySize(sources, [](const auto &k) { return k.first >= 0 ? 1 : 0; })) {
        FlowNode n;
        if (key.first >= 0) {
            const core::Country &country = p.plan.countries[static_cast<std::size_t>(key.first)];
            n = {QStringLiteral("country/") + QString::fromStdString(country.id), sentences::elidedName(country.name, 24), programmeColor(QStringLiteral("NAT")), 0, true, QStringLiteral("country=") + QString::fromStdString(country.id)};
        } else {
            const QString id = programmeId(p, key.second);
            const bool national = key.second >= 0 && p.plan.programmes[static_cast<std::size_t>(key.second)].level == core::ProgrammeLevel::National;
            const QString name = sentences::programmeName(p.plan, key.second);
            n = {QStringLiteral("programme/") + id, national ? Words::tr("%1, no country").arg(name) : name, programmeColor(id), 0, key.second >= 0,
                 QStringLiteral("programme=") + (id.isEmpty() ? QStringLiteral("none") : id) + (national ? QStringLiteral(",country=none") : QString())};
        }
        sources[key].node = static_cast<int>(spec.nodes.size());
        spec.nodes << n;
    }
    const std::vector<int> bySum = bySize(factories, [](int) { return 0; });
    const std::size_t named = bySum.size() <= eachNamed ? bySum.size() : largestNamed;
    QString rest;
    for (std::size_t i = 0; i < bySum.size(); ++i) {
        factories[bySum[i]].node = static_cast<int>(spec.nodes.size()) - (i > named ? 1 : 0); // what is too small to be told apart flows through one node
        const core::Factory &factory = p.plan.factories[static_cast<std::size_t>(bySum[i])];
        rest += i < named ? QString() : (rest.isEmpty() ? QStringLiteral("factory=") : QStringLiteral("+")) + QString::fromStdString(factory.id);
        if (i < named) {
            spec.nodes << FlowNode{QStringLiteral("factory/") + QString::fromStdString(factory.id), sentences::elidedName(factory.name, 26), colours.of(factory.id), 1, true, QStringLiteral("factory=") + QString::fromStdString(factory.id)};
        } else if (i == named) {
            spec.nodes << FlowNode{QStringLiteral("factories"), Words::tr("%1 others").arg(bySum.size() - named), othersColor(), 1, false};
        }
    }
    if (!rest.isEmpty()) {
        spec.nodes.last().figure = rest;
    }
    for (const int k : bySize(classes, [](int) { return 0; })) {
        classes[k].node = static_cast<int>(spec.nodes.size());
        spec.nodes << FlowNode{QStringLiteral("class/%1").arg(k), costClassName(k), fleetColor(), 2, false, QStringLiteral("category=") + QString::fromLatin1(core::textOf(static_cast<core::CostClass>(k)))};
    }
    std::map<std::array<int, 3>, double> paths; // what passes the same nodes is one path
    for (const engine::MoneyFlow &f : flows) {
        if (f.cents > 0) {
            paths[{sources[sourceOf(f)].node, factories[f.factory].node, classes[static_cast<int>(f.costClass)].node}] += f.eur / 1e6;
        }
    }
    for (const auto &[nodes, value] : paths) {
        spec.paths << FlowPath{{nodes[0], nodes[1], nodes[2]}, value};
    }
    return spec;
}

namespace sentences {

QString fundingLead(const Projection &p, Money which)
{
    QStringList over;
    QStringList left;
    QString exceeded;
    Cents unused = 0;
    for (const EnvelopeUse &use : engine::envelopeUse(p)) {
        if (!use.envelopeCents || use.programme < 0) {
            continue;
        }
        const QString name = programmeName(p.plan, use.programme);
        const Cents headroom = *use.envelopeCents - plannedOf(use, which);
        if (headroom < 0 && (exceeded.isEmpty() || exceeded == name)) {
            exceeded = name;
            over << QString::number(use.year);
        }
    }
    for (const EnvelopeUse &use : engine::envelopeUse(p)) {
        if (use.envelopeCents && use.programme >= 0 && programmeName(p.plan, use.programme) == exceeded) {
            const Cents headroom = *use.envelopeCents - plannedOf(use, which);
            if (headroom > unused) {
                unused = headroom;
                left = QStringList{QString::number(use.year)};
            }
        }
    }
    if (p.plan.envelopes.empty()) {
        return Words::tr("No envelope is stated yet");
    }
    if (exceeded.isEmpty()) {
        return Words::tr("Every programme stays within its envelopes");
    }
    const QString words = Words::tr("%1 is exceeded in %2").arg(exceeded, joined(over));
    return unused > 100'000'00 ? Words::tr("%1, while %2 of %3 stay unused").arg(words, format::eur(eurOf(unused)), left.first()) : words;
}

QString moneyFlowTitle(const Comparison &c, Money which)
{
    const Projection &p = c.shown;
    double all = 0;
    double ofUnion = 0;
    std::map<int, double> countries;
    for (const engine::MoneyFlow &f : engine::moneyFlows(p, which, c.realPrices)) {
        all += f.eur;
        const bool isUnion = f.programme >= 0 && p.plan.programmes[static_cast<std::size_t>(f.programme)].level == core::ProgrammeLevel::Union;
        ofUnion += isUnion ? f.eur : 0;
        if (f.country >= 0) {
            countries[f.country] += f.eur;
        }
    }
    if (all <= 0) {
        return Words::tr("Who pays for what");
    }
    const double share = ofUnion / all;
    const QString first = std::fabs(share - 0.5) < 0.005 ? Words::tr("Half comes from the Union") : Words::tr("%1 comes from the Union").arg(format::percent(share, 0));
    const auto top = std::max_element(countries.begin(), countries.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    if (top == countries.end() || top->second < 0.08 * all) {
        return first;
    }
    return Words::tr("%1, %2 from %3 alone").arg(first, format::percent(top->second / all, 0), elidedName(p.plan.countries[static_cast<std::size_t>(top->first)].name));
}

} // namespace sentences

} // namespace ui
