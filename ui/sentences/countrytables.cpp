// SPDX-License-Identifier: GPL-3.0-or-later
#include "countrytables.h"

#include "figure.h"
#include "format.h"
#include "workspace.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(countries)
};

using engine::PartyPosition;
using engine::Period;
using engine::Projection;

const QString nil = QStringLiteral("–");

double sumOf(const QVector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

QString figureOf(const char *measure, const QString &party, bool real, const QString &period = {})
{
    engine::Figure f;
    f.measure = measure;
    f.country = party == allPartiesId ? std::string() : party.toStdString();
    f.real = real;
    f.period = period.toStdString();
    return QString::fromStdString(f.toString());
}

QString paidFigure(const QString &party, bool real)
{
    if (party == nobodyId) {
        return {};
    }
    if (party == unionId && !real) {
        return QStringLiteral("union_cents");
    }
    return figureOf("paid_cents", party, real);
}

items::TableCell figureCell(const QString &text, double sort, const QString &figure = {}, const QString &toolTip = {})
{
    items::TableCell cell;
    cell.text = text;
    cell.sort = sort;
    cell.figure = figure;
    cell.toolTip = toolTip;
    return cell;
}

items::TableCell throughCell(const Projection &p, const PartyPosition &q, const SeriesColours &colours)
{
    items::TableCell cell;
    cell.toolTip = sentences::factoryNames(p, q.factories);
    cell.sort = cell.toolTip;
    if (q.factories.size() == 1) {
        const core::Factory &f = p.plan.factories[static_cast<std::size_t>(q.factories.front())];
        cell.text = sentences::elidedName(f.name, 24);
        cell.swatch = colours.of(f.id);
    } else {
        cell.text = Words::tr("%1 factories").arg(q.factories.size());
    }
    return cell;
}

QVector<items::TableColumn> partyColumns(const PartyAccounts &a)
{
    const Comparison &c = a.c;
    const bool priced = c.shown.plan.settings().marketPriceEurHour.has_value();
    QVector<items::TableColumn> columns{
        {QStringLiteral("party"), Words::tr("Party")},
        {QStringLiteral("through"), Words::tr("Through"), Words::tr("The factories in which it takes part"), false, 124, true, !priced},
        {QStringLiteral("pays"), Words::tr("Pays, €\u00A0m"), Words::tr("Paid over the whole horizon, %1").arg(a.priceBasis()), true, 74},
        {QStringLiteral("moneyShare"), Words::tr("%"), Words::tr("Of all money"), true, 56},
        {QStringLiteral("gets"), Words::tr("Gets, m\u00A0h"), Words::tr("Accelerator-hours delivered to it over the whole horizon"), true, 74},
        {QStringLiteral("hourShare"), Words::tr("%"), Words::tr("Of all delivered hours"), true, 56},
        {QStringLiteral("price"), Words::tr("€\u00A0per hour"), Words::tr("What it pays for each accelerator-hour that it gets"), true, 82},
        {QStringLiteral("market"), Words::tr("At market"), Words::tr("What its hours would cost at the market price, € million, %1").arg(a.priceBasis()), true, 78, true, priced},
        {QStringLiteral("net"), Words::tr("Net, €\u00A0m"), Words::tr("Value at the market price less what it pays"), true, 74, true, priced},
        {QStringLiteral("average"), Words::tr("At average"), Words::tr("What its hours would cost at the price that all parties pay together, € million"), true, 82, true, false},
        {QStringLiteral("reference"), Words::tr("Ref. h, m"), Words::tr("Reference hours: an hour of a newer accelerator does the work of several older ones"), true, 74, true, false}};
    if (!c.same) {
        columns << items::TableColumn{QStringLiteral("change"), Words::tr("Change, €\u00A0m"), Words::tr("In what it pays, against %1").arg(c.againstName), true, 92, true, false};
    }
    for (int i = 0; i < engine::costClassCount; ++i) {
        columns << items::TableColumn{QStringLiteral("class%1").arg(i), costClassName(i), Words::tr("Paid for this class, € million"), true, 96, true, false};
    }
    for (int y = 0; y < c.shown.calendar.years(); ++y) {
        const int year = c.shown.calendar.firstYear() + y;
        columns << items::TableColumn{QStringLiteral("year%1").arg(year), QString::number(year), Words::tr("Paid in %1, € million").arg(year), true, 64, true, false};
    }
    return columns;
}

QString signedMillions(double eur)
{
    return format::signedNumber(eur / 1e6, 1);
}

items::TableRow partyRow(const PartyAccounts &a, const QString &id, const PartyPosition &q, const PartyPosition *before)
{
    const Comparison &c = a.c;
    const bool real = c.realPrices;
    const QString exact = real ? QString() : format::exactEur(q.paidCents);
    items::TableRow row;
    row.id = id;
    items::TableCell name;
    name.text = partyName(c.shown.plan, id);
    row.cells << name << items::TableCell{};
    row.cells << figureCell(format::eurMillions(q.paidEur), q.paidEur, paidFigure(id, real), exact) << figureCell(format::percentFigure(q.moneyShare, 1), q.moneyShare);
    if (id == nobodyId) {
        row.cells << figureCell(nil, 0) << figureCell(nil, 0) << figureCell(nil, 0);
    } else {
        row.cells << figureCell(format::hoursMillions(q.deliveredHours), q.deliveredHours, figureOf("delivered_hours", id, false), Words::tr("%1 accelerator-hours").arg(format::number(q.deliveredHours, 0)))
                  << figureCell(format::percentFigure(q.hourShare, 1), q.hourShare)
                  << figureCell(q.eurPerHour ? format::number(*q.eurPerHour, 2) : nil, q.eurPerHour.value_or(-1), q.eurPerHour ? figureOf("eur_per_hour", id, real) : QString());
    }
    const auto money = [&](const std::optional<double> &eur, const char *measure, bool withSign) {
        const QString text = !eur ? nil : withSign ? signedMillions(*eur) : format::eurMillions(*eur);
        return figureCell(text, eur.value_or(0), eur && measure ? figureOf(measure, id, real) : QString(), eur ? format::eur(*eur) : QString());
    };
    row.cells << money(q.marketValueEur, "market_value_eur", false) << money(q.netPositionEur, "net_position_eur", true) << money(q.averageEur, nullptr, false);
    row.cells << figureCell(format::hoursMillions(q.referenceHours), q.referenceHours, id == nobodyId ? QString() : figureOf("reference_hours", id, false));
    if (!c.same) {
        const double change = q.paidEur - (before ? before->paidEur : 0);
        row.cells << figureCell(std::fabs(change) < 0.5 ? nil : signedMillions(change), change);
    }
    const PartySums years = a.sumsByYear(id);
    for (const QVector<double> &eur : years.eur) {
        row.cells << figureCell(format::eurMillions(sumOf(eur)), sumOf(eur));
    }
    for (int y = 0; y < c.shown.calendar.years(); ++y) {
        const double eur = years.paid(y);
        row.cells << figureCell(eur == 0 ? nil : format::eurMillions(eur), eur,
                                id == nobodyId || id == unionId ? QString() : figureOf("paid_cents", id, real, QString::number(c.shown.calendar.firstYear() + y)));
    }
    return row;
}

void addPeriodColumns(items::TableSpec &t, const engine::Calendar &calendar, Period period)
{
    const int wide = period == Period::Year ? 62 : period == Period::Quarter ? 78 : 84;
    for (int i = 0; i < calendar.periods(period); ++i) {
        t.columns << items::TableColumn{QString::fromStdString(calendar.label(period, i)), sentences::periodName(calendar, period, i), {}, true, wide};
    }
    t.columns << items::TableColumn{QStringLiteral("total"), Words::tr("To %1").arg(calendar.last().year()), Words::tr("Over the whole horizon"), true, 72};
}

items::TableRow periodRow(const QString &id, const QString &name, const QVector<double> &values, double unit, int decimals, bool total)
{
    items::TableRow row;
    row.id = id;
    row.total = total;
    row.cells << items::TableCell{name};
    const auto add = [&](double v) { row.cells << figureCell(v == 0 ? nil : format::number(v / unit, decimals), v, {}, v == 0 ? QString() : format::number(v, unit == 1 ? decimals : 0)); };
    for (const double v : values) {
        add(v);
    }
    add(sumOf(values));
    return row;
}

} // namespace

items::TableSpec partiesTable(const PartyAccounts &a, const SeriesColours &colours)
{
    const Comparison &c = a.c;
    const engine::PartyBook &book = a.book;
    const engine::PartyBook &before = a.bookBefore;
    items::TableSpec t;
    t.columns = partyColumns(a);
    std::vector<const PartyPosition *> order;
    for (const PartyPosition &q : book.parties) {
        order.push_back(&q);
    }
    // The Union first, nobody last; the rest by what it pays in steps of 100,000 euro, so that rows hold still while somebody drags.
    std::stable_sort(order.begin(), order.end(), [&](const PartyPosition *x, const PartyPosition *y) {
        const auto key = [&](const PartyPosition &q) {
            const int group = q.party == engine::unionParty ? 0 : q.party >= 0 ? 1 : 2;
            return std::tuple(group, -std::llround(q.paidEur / 1e5), partyName(c.shown.plan, partyId(c.shown.plan, q.party)));
        };
        return key(*x) < key(*y);
    });
    for (const PartyPosition *q : order) {
        const QString id = partyId(c.shown.plan, q->party);
        items::TableRow row = partyRow(a, id, *q, before.find(partyOf(c.against.plan, id)));
        row.cells[1] = throughCell(c.shown, *q, colours);
        t.rows << row;
    }
    if (!t.rows.isEmpty()) {
        items::TableRow all = partyRow(a, allPartiesId, book.all, &before.all);
        all.total = true;
        t.rows << all;
    }
    return t;
}

items::TableSpec partyByClassTable(const PartyAccounts &a, const QString &party)
{
    const Comparison &c = a.c;
    items::TableSpec t;
    t.columns << items::TableColumn{QStringLiteral("what"), Words::tr("€ million, %1").arg(a.priceBasis()), {}, false, a.period == Period::Year ? 0 : 168};
    addPeriodColumns(t, c.shown.calendar, a.period);
    const PartySums sums = a.sums(party);
    QVector<double> paid(c.shown.calendar.periods(a.period), 0.0);
    for (int i = 0; i < engine::costClassCount; ++i) {
        t.rows << periodRow(QStringLiteral("class%1").arg(i), costClassName(i), sums.eur[static_cast<std::size_t>(i)], 1e6, 2, false);
        for (qsizetype k = 0; k < paid.size(); ++k) {
            paid[k] += sums.eur[static_cast<std::size_t>(i)][k];
        }
    }
    t.rows << periodRow(QStringLiteral("paid"), Words::tr("Paid"), paid, 1e6, 2, true);
    t.rows << periodRow(QStringLiteral("hours"), Words::tr("Access hours, million"), sums.hours, 1e6, 2, true);
    return t;
}

items::TableSpec partyByFactoryTable(const document::Workspace &workspace, const PartyAccounts &a, const SeriesColours &colours, const QString &party)
{
    const Projection &p = a.c.shown;
    items::TableSpec t;
    t.columns << items::TableColumn{QStringLiteral("factory"), Words::tr("€ million, %1").arg(a.priceBasis()), {}, false, 144}
              << items::TableColumn{QStringLiteral("contributes"), Words::tr("National %"), Words::tr("Its part of the factory's national funding; a click leads to the split"), true, 78}
              << items::TableColumn{QStringLiteral("access"), Words::tr("Hours %"), Words::tr("Its part of the factory's delivered hours"), true, 70};
    addPeriodColumns(t, p.calendar, a.period);
    t.columns << items::TableColumn{QStringLiteral("hours"), Words::tr("Gets, m\u00A0h"), {}, true, 74};
    for (int f = 0; f < static_cast<int>(p.factories.size()); ++f) {
        const core::Factory &factory = p.plan.factories[static_cast<std::size_t>(f)];
        double share = 0;
        core::Cents paid = 0;
        for (const engine::PartyRow &row : a.years) {
            if (row.factory == f && (party == allPartiesId || row.party == partyOf(p.plan, party))) {
                share += row.share;
                paid += row.paid();
            }
        }
        if (share <= 0 && paid == 0) {
            continue;
        }
        const PartySums sums = a.sums(party, f);
        QVector<double> eur(p.calendar.periods(a.period), 0.0);
        for (int i = 0; i < eur.size(); ++i) {
            eur[i] = sums.paid(i);
        }
        items::TableRow row = periodRow(QString::fromStdString(factory.id), sentences::elidedName(factory.name), eur, 1e6, 2, false);
        row.cells[0].swatch = colours.of(factory.id);
        row.cells[0].link = true;
        row.cells[0].toolTip = Words::tr("Show %1 on the page Factories").arg(sentences::elidedName(factory.name));
        const core::Cell cell{"participation", factory.id + '/' + party.toStdString(), "contribution_share"};
        const core::Participation *q = p.plan.participations.find(cell.row);
        items::TableCell contributes = figureCell(q ? format::percentFigure(q->contributionShare, 2) : nil, q ? q->contributionShare : -1, {}, q ? workspace.sourceSentence(cell) : QString());
        contributes.overridden = q && workspace.isOverridden(cell);
        contributes.assumption = q && workspace.evidenceOf(cell) == engine::Evidence::Assumption;
        contributes.link = q != nullptr;
        row.cells.insert(1, contributes);
        row.cells.insert(2, figureCell(share > 0 ? format::percentFigure(share, 2) : nil, share));
        row.cells << figureCell(format::hoursMillions(sumOf(sums.hours), 2), sumOf(sums.hours));
        t.rows << row;
    }
    return t;
}

} // namespace ui
