// SPDX-License-Identifier: GPL-3.0-or-later
#include "factorytables.h"

#include "editwords.h"
#include "factorycharts.h"
#include "figures.h"
#include "format.h"
#include "theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(factorytables)
};

using engine::Period;
using engine::Projection;
using items::TableCell;
using items::TableColumn;
using items::TableRow;
using items::TableSpec;

QString text(const std::string &s)
{
    return QString::fromStdString(s);
}

QString dash()
{
    return QStringLiteral("–");
}

QString monthText(core::Month m)
{
    return format::month(m.year(), m.monthOfYear());
}

TableCell quiet(const QString &words, double sort = -1)
{
    TableCell cell{words};
    cell.sort = sort;
    cell.tone = theme().palette().secondary;
    return cell;
}

QVector<TableColumn> factoryColumns(const FactoriesView &view, int stockYear)
{
    QVector<TableColumn> columns{
        {QStringLiteral("factory"), Words::tr("Factory"), {}, false, 158},
        {QStringLiteral("host"), Words::tr("Host, city"), {}, false, 0, true},
        {QStringLiteral("kind"), Words::tr("Kind"), {}, false, 92, true},
        {QStringLiteral("system"), Words::tr("System"), {}, false, 0, true},
        {QStringLiteral("country"), Words::tr("Country"), {}, false, 110, true, false},
        {QStringLiteral("wave"), Words::tr("Selected"), Words::tr("Round of selection"), false, 84, true, false},
        {QStringLiteral("in_service"), Words::tr("In service"), Words::tr("First month of service, of the first system where there are several"), true, 92, true},
        {QStringLiteral("accelerators"), Words::tr("Accelerators"), Words::tr("Of all systems of the factory"), true, 98, true},
        {QStringLiteral("bf16"), Words::tr("BF16, EF"), Words::tr("Dense peak in service at the end of %1, exaflops").arg(stockYear), true, 78, true},
        {QStringLiteral("hours"), Words::tr("Hours, m"), Words::tr("Delivered accelerator-hours over the horizon, million"), true, 80, true},
        {QStringLiteral("energy"), Words::tr("Energy, GWh"), Words::tr("At the meter, over the horizon"), true, 96, true, false},
        {QStringLiteral("per_hour"), Words::tr("€ per hour"), Words::tr("Levelised cost of a delivered accelerator-hour"), true, 88, true, false},
        {QStringLiteral("pue"), Words::tr("PUE"), {}, true, 60, true, false},
        {QStringLiteral("paid"), Words::tr("Paid, €\u00A0m"), Words::tr("Over the horizon, € million"), true, 88},
        {QStringLiteral("announced"), Words::tr("Announced, €\u00A0m"), Words::tr("What was announced in public, to hold the plan against"), true, 118, true, true, 1e6}};
    if (view.others) {
        columns << TableColumn{QStringLiteral("included"), Words::tr("In scenario"), {}, false, 96};
    }
    for (TableColumn &c : columns) {
        c.shown = c.shown && !(view.narrow && (c.id == QLatin1String("host") || c.id == QLatin1String("kind") || c.id == QLatin1String("bf16")));
    }
    return columns;
}

// The cell of a system's field: the system's own where there is one, else what stands for several.
struct SystemCells
{
    TableCell name, inService, accelerators;
};

SystemCells systemCells(const document::Workspace &w, const std::vector<const core::System *> &systems)
{
    if (systems.empty()) {
        return {quiet(Words::tr("none yet")), quiet(dash()), quiet(dash())};
    }
    const core::System &first = *systems.front();
    if (systems.size() == 1) {
        return {{text(first.name)},
                planCell(w, {"system", first.id, "in_service"}, monthText(first.inService), first.inService.index()),
                planCell(w, {"system", first.id, "accelerators"}, format::number(static_cast<double>(first.accelerators), 0), static_cast<double>(first.accelerators))};
    }
    SystemCells cells{{Words::tr("%1 systems").arg(systems.size())}, {}, {}};
    QStringList names;
    std::int64_t accelerators = 0;
    for (const core::System *s : systems) {
        names << text(s->name);
        accelerators += s->accelerators;
    }
    cells.name.toolTip = names.join(QLatin1Char('\n'));
    cells.inService.text = monthText(first.inService);
    cells.inService.sort = first.inService.index();
    cells.accelerators.text = format::number(static_cast<double>(accelerators), 0);
    cells.accelerators.sort = static_cast<double>(accelerators);
    return cells;
}

engine::Figure figureOf(const char *measure, const std::string &factory, const std::string &period = {}, bool real = false)
{
    engine::Figure f;
    f.measure = measure;
    f.factory = factory;
    f.period = period;
    f.real = real;
    return f;
}

TableRow factoryRow(const document::Workspace &w, const SeriesColours &colours, const core::Factory &f, int stockYear, bool others)
{
    const Projection &p = *w.projection();
    const engine::FactoryResult *result = factoryResult(p, f.id);
    TableCell name{text(f.name)};
    name.swatch = result ? colours.of(f.id) : mixed(colours.of(f.id), theme().palette().surface, 0.6);
    name.tone = result ? QColor() : theme().palette().secondary;
    name.toolTip = text(f.fullName.value_or(f.name)) + (f.summary ? QLatin1Char('\n') + text(*f.summary) : QString());
    QStringList place;
    for (const core::OptionalText &part : {f.host, f.city}) {
        if (part && !part->empty()) {
            place << text(*part);
        }
    }
    const SystemCells systems = systemCells(w, systemsOf(p.plan, f.id));
    const double announced = f.announcedTotalCents ? static_cast<double>(*f.announcedTotalCents) / 100 : -1;
    TableRow row{text(f.id), {}};
    row.cells << name << TableCell{place.join(QStringLiteral(", "))} << TableCell{sentences::choiceWord(core::textOf(f.kind))} << systems.name
              << TableCell{sentences::rowName(p.plan, "country", f.country)} << planCell(w, {"factory", f.id, "wave"}, text(f.wave.value_or(""))) << systems.inService << systems.accelerators;
    row.cells[1].toolTip = row.cells[1].text;
    row.cells[5].assumption = false;
    if (result) {
        const std::string year = std::to_string(stockYear);
        const int end = p.calendar.end(Period::Year, stockYear - p.calendar.firstYear());
        const double pflops = engine::stockOf(*result, engine::Totals::Bf16, end - 1);
        const engine::SystemFlows flows = engine::flowsOf(*result, p.calendar, 0, p.calendar.months());
        const auto perHour = engine::eurPerAcceleratorHour(*result);
        const double paid = engine::paidEur(p, *result, w.realPrices());
        const QString exact = w.realPrices() ? Words::tr("In prices of %1").arg(p.plan.settings().priceYear) : format::exactEur(result->paidCents);
        row.cells << figureCell(figureOf("bf16_pflops", f.id, year), format::number(pflops / 1000, 1), pflops)
                  << figureCell(figureOf("delivered_hours", f.id), format::hoursMillions(flows.deliveredHours), flows.deliveredHours)
                  << figureCell(figureOf("energy_mwh", f.id), format::number(flows.energyKwh / 1e6, 1), flows.energyKwh)
                  << (perHour ? figureCell(figureOf("eur_per_accelerator_hour", f.id), format::number(*perHour, 2), *perHour) : quiet(dash()))
                  << planCell(w, {"factory", f.id, "pue"}, format::number(f.pue, 2), f.pue)
                  << figureCell(figureOf("paid_cents", f.id, {}, w.realPrices()), format::eurMillions(paid), paid, exact);
    } else {
        row.cells << quiet(dash()) << quiet(dash()) << quiet(dash()) << quiet(dash()) << planCell(w, {"factory", f.id, "pue"}, format::number(f.pue, 2), f.pue) << quiet(dash());
    }
    row.cells << planCell(w, {"factory", f.id, "announced_total_cents"}, announced < 0 ? dash() : format::eurMillions(announced), announced);
    if (others) {
        TableCell in{result ? Words::tr("yes") : Words::tr("Include")};
        in.link = !result;
        in.tone = result ? QColor() : theme().palette().accent;
        in.toolTip = result ? QString() : Words::tr("Include %1 in this scenario").arg(text(f.name));
        row.cells << in;
    }
    for (TableCell &cell : row.cells) {
        if (!result && !cell.link && !cell.tone.isValid()) {
            cell.tone = theme().palette().secondary;
        }
    }
    return row;
}

bool holds(const TableRow &row, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return std::any_of(row.cells.begin(), row.cells.end(), [&](const TableCell &c) { return c.text.contains(word, Qt::CaseInsensitive); });
    });
}

TableRow totalRow(const document::Workspace &w, int included, int stockYear, int columns)
{
    const Projection &p = *w.projection();
    const engine::Summary all = engine::summaryOf(p);
    const engine::Capacity stock = engine::capacityOf(p, Period::Year, stockYear - p.calendar.firstYear());
    const double paid = engine::paidEur(p, w.realPrices());
    const engine::SystemFlows flows = engine::allFlows(p);
    const std::string year = std::to_string(stockYear);
    TableRow row{QStringLiteral("total"), QVector<TableCell>(columns), true};
    row.cells[0].text = included == 1 ? Words::tr("1 factory") : Words::tr("%1 factories").arg(included);
    row.cells[7] = figureCell(figureOf("accelerators", {}, year), format::number(stock.plannedAccelerators, 0), stock.plannedAccelerators, Words::tr("In service at the end of %1").arg(stockYear));
    row.cells[8] = figureCell(figureOf("bf16_pflops", {}, year), format::number(stock.plannedBf16Pflops / 1000, 1), stock.plannedBf16Pflops);
    row.cells[9] = figureCell(figureOf("delivered_hours", {}), format::hoursMillions(all.deliveredHours), all.deliveredHours);
    row.cells[10] = figureCell(figureOf("energy_mwh", {}), format::number(flows.energyKwh / 1e6, 1), flows.energyKwh);
    if (all.eurPerAcceleratorHour) {
        row.cells[11] = figureCell(figureOf("eur_per_accelerator_hour", {}), format::number(*all.eurPerAcceleratorHour, 2), *all.eurPerAcceleratorHour);
    }
    row.cells[13] = figureCell(figureOf("paid_cents", {}, {}, w.realPrices()), format::eurMillions(paid), paid, w.realPrices() ? QString() : format::exactEur(all.paidCents));
    const core::Cents announced = engine::announcedCents(p);
    row.cells[14].text = format::eurMillions(static_cast<double>(announced) / 100);
    return row;
}

} // namespace

TableCell planCell(const document::Workspace &w, const core::Cell &cell, const QString &words, const QVariant &sort)
{
    TableCell out{words};
    out.sort = sort;
    out.cell = cell;
    out.overridden = w.isOverridden(cell);
    out.assumption = !out.overridden && w.evidenceOf(cell) == engine::Evidence::Assumption;
    out.toolTip = w.sourceSentence(cell);
    if (out.overridden) {
        const core::Plan &plan = w.projection()->plan;
        out.toolTip = Words::tr("Changed in this scenario; was %1.").arg(sentences::valueText(plan, cell, w.inheritedValue(cell))) + QLatin1Char('\n') + out.toolTip;
    }
    return out;
}

TableCell figureCell(const engine::Figure &figure, const QString &words, double sort, const QString &exact)
{
    TableCell out{words};
    out.sort = sort;
    out.figure = text(figure.toString());
    out.toolTip = exact;
    return out;
}

std::vector<const core::System *> systemsOf(const core::Plan &plan, const std::string &factory)
{
    std::vector<const core::System *> out;
    for (const core::System &s : plan.systems) {
        if (s.factory == factory) {
            out.push_back(&s);
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const core::System *a, const core::System *b) { return std::tuple(!a->included, a->inService.index()) < std::tuple(!b->included, b->inService.index()); });
    return out;
}

TableSpec factoriesTable(const document::Workspace &w, const SeriesColours &colours, const FactoriesView &view)
{
    const Projection &p = *w.projection();
    const int stockYear = engine::fullestYear(p);
    std::vector<std::tuple<bool, int, const core::Factory *>> order;
    int included = 0;
    for (std::size_t i = 0; i < p.plan.factories.size(); ++i) {
        const bool in = p.factories[i] != nullptr;
        included += in ? 1 : 0;
        if (in || view.others) {
            order.emplace_back(!in, colours.rankOf(p.plan.factories[i].id), &p.plan.factories[i]);
        }
    }
    std::sort(order.begin(), order.end(), [](const auto &a, const auto &b) { return std::tuple(std::get<0>(a), std::get<1>(a), std::get<2>(a)->id) < std::tuple(std::get<0>(b), std::get<1>(b), std::get<2>(b)->id); });
    TableSpec spec;
    spec.columns = factoryColumns(view, stockYear);
    const QStringList words = view.filter.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const auto &entry : order) {
        TableRow row = factoryRow(w, colours, *std::get<2>(entry), stockYear, view.others);
        if (holds(row, words)) {
            spec.rows << std::move(row);
        }
    }
    spec.rows << totalRow(w, included, stockYear, static_cast<int>(spec.columns.size()));
    return spec;
}

TableSpec systemsTable(const document::Workspace &w, const std::string &factory)
{
    TableSpec spec;
    spec.columns = {{QStringLiteral("system"), Words::tr("System"), {}, false, 0},
                    {QStringLiteral("in_service"), Words::tr("In service"), {}, true, 92},
                    {QStringLiteral("accelerators"), Words::tr("Accelerators"), {}, true, 98}};
    for (const core::System *s : systemsOf(w.projection()->plan, factory)) {
        TableRow row{text(s->id), {TableCell{text(s->name)}, planCell(w, {"system", s->id, "in_service"}, monthText(s->inService), s->inService.index()),
                                   planCell(w, {"system", s->id, "accelerators"}, format::number(static_cast<double>(s->accelerators), 0), static_cast<double>(s->accelerators))}};
        if (!s->included) {
            for (TableCell &cell : row.cells) {
                cell.tone = theme().palette().secondary;
            }
            row.cells[0].toolTip = Words::tr("Not in this scenario");
        }
        spec.rows << row;
    }
    return spec;
}

TableSpec participantsTable(const document::Workspace &w, const std::string &factory)
{
    const Projection &p = *w.projection();
    TableSpec spec;
    spec.columns = {{QStringLiteral("country"), Words::tr("Country"), {}, false, 0},
                    {QStringLiteral("role"), Words::tr("Role"), {}, false, 68},
                    {QStringLiteral("gives"), Words::tr("Gives"), Words::tr("Share of the factory’s national funding, %"), true, 62},
                    {QStringLiteral("access"), Words::tr("Access"), Words::tr("Share of all delivered hours, %"), true, 66},
                    {QStringLiteral("pays"), Words::tr("Pays"), Words::tr("Over the horizon, € million, nominal"), true, 62},
                    {QStringLiteral("hours"), Words::tr("Hours"), Words::tr("Delivered accelerator-hours over the horizon, million"), true, 62}};
    std::vector<std::tuple<int, double, QString, const core::Participation *>> order;
    for (std::size_t i = p.plan.participations.lowerBound(factory + '/'); i < p.plan.participations.size() && p.plan.participations[i].factory == factory; ++i) {
        const core::Participation &q = p.plan.participations[i];
        order.emplace_back(q.role == core::ParticipationRole::Host ? 0 : 1, -q.contributionShare, sentences::rowName(p.plan, "country", q.country), &q);
    }
    std::sort(order.begin(), order.end());
    const std::ptrdiff_t at = p.plan.factories.indexOf(factory);
    std::vector<engine::PartyAccount> accounts = engine::partyAccounts(p, static_cast<int>(at));
    const auto addFigures = [&](TableRow &row, const std::string &country, const engine::PartyAccount *a) {
        if (!a) {
            row.cells << quiet(dash()) << quiet(dash()) << quiet(dash());
            return;
        }
        engine::Figure share = figureOf("access_share", factory);
        engine::Figure paid = figureOf(country.empty() ? "union_cents" : "paid_cents", factory);
        engine::Figure hours = figureOf("delivered_hours", factory);
        share.country = hours.country = country.empty() ? "EU" : country;
        paid.country = country;
        row.cells << figureCell(share, format::percentFigure(a->share, 2), a->share)
                  << figureCell(paid, format::eurMillions(static_cast<double>(a->paidCents) / 100), static_cast<double>(a->paidCents), format::exactEur(a->paidCents))
                  << figureCell(hours, format::hoursMillions(a->deliveredHours), a->deliveredHours, format::number(a->deliveredHours, 0));
    };
    const auto accountOf = [&](int country) -> const engine::PartyAccount * {
        const auto it = std::find_if(accounts.begin(), accounts.end(), [&](const engine::PartyAccount &a) { return a.country == country; });
        return it == accounts.end() ? nullptr : &*it;
    };
    for (const auto &[rank, minusShare, name, q] : order) {
        const std::string key = factory + '/' + q->country;
        TableRow row{text(q->country), {TableCell{name}, TableCell{sentences::choiceWord(core::textOf(q->role))}}};
        row.cells << planCell(w, {"participation", key, "contribution_share"}, format::percentFigure(q->contributionShare, 2), q->contributionShare);
        addFigures(row, q->country, accountOf(static_cast<int>(p.plan.countries.indexOf(q->country))));
        spec.rows << row;
    }
    if (const engine::PartyAccount *unionAccount = accountOf(-1)) {
        TableRow row{QStringLiteral("EU"), {TableCell{Words::tr("Union")}, TableCell{}, TableCell{}}, true};
        addFigures(row, {}, unionAccount);
        spec.rows << row;
    }
    return spec;
}

TableSpec costLinesTable(const document::Workspace &w, const std::string &factory)
{
    const core::Plan &plan = w.projection()->plan;
    TableSpec spec;
    spec.columns = {{QStringLiteral("line"), Words::tr("Line"), {}, false, 0},
                    {QStringLiteral("amount"), Words::tr("€\u00A0m"), Words::tr("In all, or a year where the line says so"), true, 68, false, true, 1e6},
                    {QStringLiteral("from"), Words::tr("From"), {}, true, 78},
                    {QStringLiteral("to"), Words::tr("To"), {}, true, 78}};
    for (const core::CostLine &l : plan.costLines) {
        if (l.factory != factory) {
            continue;
        }
        const double eur = static_cast<double>(l.amountCents) / 100;
        TableCell name{l.basis == core::CostBasis::Yearly ? Words::tr("%1, a year").arg(text(l.name)) : text(l.name)};
        name.toolTip = Words::tr("%1: %2; %3").arg(text(l.name),sentences::choiceWord(core::textOf(l.category)), l.indexed ? Words::tr("grows with inflation") : Words::tr("fixed amounts"));
        spec.rows << TableRow{text(l.id), {name, planCell(w, {"cost_line", l.id, "amount_cents"}, format::eurMillions(eur, 2), eur),
                                           planCell(w, {"cost_line", l.id, "first_month"}, monthText(l.firstMonth), l.firstMonth.index()),
                                           planCell(w, {"cost_line", l.id, "last_month"}, monthText(l.lastMonth), l.lastMonth.index())}};
        for (int c = 2; c < 4; ++c) {
            spec.rows.last().cells[c].assumption = false; // months of a line carry no weight of their own
        }
    }
    return spec;
}

} // namespace ui
