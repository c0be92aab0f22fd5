// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "reportcharts.h"
#include "reportsentences.h"

#include <algorithm>
#include <cmath>

// One page a factory.
namespace ui::pages {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

using engine::Category;

constexpr double noteRoom = 11; // at a sheet's foot

bool comparedBefore(const ReportContext &c, int f)
{
    return !c.same && static_cast<std::size_t>(f) < c.b.factories.size() && c.b.factories[static_cast<std::size_t>(f)];
}

QString factoryLead(const ReportContext &c, int f)
{
    const core::Factory &factory = c.factory(f);
    const QString who = QString::fromStdString(factory.fullName.value_or(factory.name));
    const QString place = factory.city ? QString::fromStdString(*factory.city) + QStringLiteral(", ") + c.countryName(factory.country) : c.countryName(factory.country);
    QString out = factory.host ? Words::tr("%1, hosted by %2 in %3.").arg(who, QString::fromStdString(*factory.host), place) : Words::tr("%1, in %2.").arg(who, place);
    if (factory.summary) {
        const QString summary = QString::fromStdString(*factory.summary).trimmed();
        out += QLatin1Char(' ') + summary + (summary.isEmpty() || QStringLiteral(".!?…").contains(summary.back()) ? QString() : QStringLiteral("."));
    }
    const double eur = c.ledger.factoryEur(f);
    out += Words::tr(" Over the horizon %1 is paid").arg(format::eur(eur));
    const double change = eur - c.before.factoryEur(f);
    if (comparedBefore(c, f) && std::fabs(change) >= 0.05e6) {
        out += (change < 0 ? Words::tr(", %1 less than in %2") : Words::tr(", %1 more than in %2")).arg(format::eur(std::fabs(change)), c.againstName());
    }
    return out + QLatin1Char('.');
}

ChartSpec moneySpec(const ReportContext &c, int f)
{
    const QColor base = c.colours.of(c.factory(f).id);
    const bool compared = !c.same && c.b.calendar == c.p.calendar;
    ChartSpec spec;
    spec.title = Words::tr("Payments by year");
    spec.subtitle = Words::tr("€ million, %1").arg(c.priceBasis()) + (compared ? Words::tr("; black mark: %1").arg(c.againstName()) : QString());
    spec.decimals = 0;
    spec.periods = yearNames(c);
    spec.axisLabels = yearLabels(c, 7);
    spec.totals = true;
    const std::pair<core::CostClass, QColor> classes[] = {
        {core::CostClass::Infrastructure, base}, {core::CostClass::Operations, mixed(base, QColor(0x11161C), 0.35)}, {core::CostClass::Services, shade(base, 1)}};
    const QString names[] = {Words::tr("infrastructure"), Words::tr("operations"), Words::tr("services")};
    for (std::size_t k = 0; k < 3; ++k) {
        ChartSeries series{names[k], names[k], classes[k].second, {}};
        for (int y = 0; y < c.years(); ++y) {
            series.values << c.ledger.factoryEur(f, [&](const auto &e) { return e.year == y && engine::classOf(static_cast<Category>(e.category)) == classes[k].first; }) / 1e6;
        }
        spec.series << series;
    }
    for (int y = 0; compared && y < c.years(); ++y) {
        spec.baseline << c.before.factoryEur(f, [&](const auto &e) { return e.year == y; }) / 1e6;
    }
    return spec;
}

ChartSpec hoursSpec(const ReportContext &c, int f)
{
    const bool compared = !c.same && c.b.calendar == c.p.calendar;
    ChartSpec spec;
    spec.title = Words::tr("Hours delivered by year");
    spec.subtitle = Words::tr("Million accelerator-hours") + (compared ? Words::tr("; black mark: %1").arg(c.againstName()) : QString());
    spec.decimals = 1;
    spec.periods = yearNames(c);
    spec.axisLabels = yearLabels(c, 7);
    spec.totals = true;
    ChartSeries series{QStringLiteral("hours"), Words::tr("accelerator-hours"), c.colours.of(c.factory(f).id), {}};
    for (int y = 0; y < c.years(); ++y) {
        series.values << c.flows(c.p, f, y).deliveredHours / 1e6;
        if (compared) {
            spec.baseline << c.flows(c.b, f, y).deliveredHours / 1e6;
        }
    }
    spec.series << series;
    return spec;
}

void addFigure(ReportContext &c, ReportTable &table, const QString &name, const core::Cell &cell, const QString &value)
{
    const ReportContext::Basis basis = c.basisOf(cell);
    ReportCell figure = c.valueCell(cell, value);
    ReportCell status = plain(ReportContext::evidenceWord(basis), basis.evidence == engine::Evidence::Assumption ? c.palette.attention : QColor());
    std::swap(status.source, figure.source);
    table.add({plain(name), figure, status, plain(c.numbersSources ? basis.note : c.basisText(basis), c.palette.secondary)});
}

void addSystemFigures(ReportContext &c, ReportTable &table, const core::System &s, const core::Factory &factory, bool first)
{
    if (s.acquisitionCents && s.costed) {
        addFigure(c, table, Words::tr("Contract price"), {"system", s.id, "acquisition_cents"}, format::eur(static_cast<double>(*s.acquisitionCents) / 100));
    }
    addFigure(c, table, Words::tr("Accelerators"), {"system", s.id, "accelerators"}, format::number(static_cast<double>(s.accelerators), 0));
    addFigure(c, table, Words::tr("In service from"), {"system", s.id, "in_service"}, ReportContext::monthText(s.inService));
    const auto *chip = s.accelerator ? c.p.plan.accelerators.find(*s.accelerator) : nullptr;
    if (s.peakBf16Pflops) {
        addFigure(c, table, Words::tr("Peak BF16"), {"system", s.id, "peak_bf16_pflops"}, format::number(*s.peakBf16Pflops / 1000, 2) + format::thin + QStringLiteral("EFLOPS"));
    } else if (chip && chip->bf16Tflops) {
        addFigure(c, table, Words::tr("Peak BF16, each"), {"accelerator", chip->id, "bf16_tflops"}, format::number(*chip->bf16Tflops, 0) + format::thin + QStringLiteral("TFLOPS"));
    }
    addFigure(c, table, Words::tr("Availability"), {"system", s.id, "availability"}, format::percent(s.availability, 0));
    addFigure(c, table, Words::tr("Utilisation"), {"system", s.id, "utilisation"}, format::percent(s.utilisation, 0));
    if (first) {
        addFigure(c, table, Words::tr("PUE of the site"), {"factory", factory.id, "pue"}, format::number(factory.pue, 2));
        const std::string at = s.country.value_or(factory.country);
        const auto *country = c.p.plan.countries.find(at);
        if (country && country->electricityEurKwh) {
            addFigure(c, table, Words::tr("Electricity price"), {"country", at, "electricity_eur_kwh"}, QStringLiteral("€") + format::thin + format::number(*country->electricityEurKwh, 4) + Words::tr(" a kWh"));
        }
    }
}

// Of every system, or on a sheet of the first one alone.
void figuresTables(ReportContext &c, int f)
{
    const core::Factory &factory = c.factory(f);
    const bool oneOnly = !c.numbersSources;
    int count = 0;
    for (const core::System &s : c.p.plan.systems) {
        count += s.factory == factory.id && s.included ? 1 : 0;
    }
    bool first = true;
    for (const core::System &s : c.p.plan.systems) {
        if (s.factory != factory.id || !s.included || (oneOnly && !first)) {
            continue;
        }
        ReportTable table;
        table.dense = true;
        table.spread = false;
        table.columns = {{Words::tr("Figure")}, {Words::tr("Value"), true}, {Words::tr("Status")}, {Words::tr("Note")}};
        table.columns[0].least = 30;
        table.columns[2].least = 20;
        table.columns[3].lines = oneOnly ? 1 : 2;
        addSystemFigures(c, table, s, factory, first);
        const auto *chip = s.accelerator ? c.p.plan.accelerators.find(*s.accelerator) : nullptr;
        QString subtitle = Words::tr("System %1").arg(QString::fromStdString(s.name));
        subtitle += chip ? QStringLiteral(", ") + QString::fromStdString(chip->vendor + ' ' + chip->model) : QString();
        subtitle += oneOnly && count > 1 ? Words::tr("; the first of %1").arg(count) : QString();
        subtitle += c.in.scenario.isEmpty() ? QString() : Words::tr("; blue bar: changed in this scenario");
        const QString title = first ? Words::tr("What the figures rest on") : Words::tr("Another system");
        c.sheet.ensure(c.sheet.blockHeight(title, subtitle) + table.startHeight(c.sheet));
        c.sheet.block(title, subtitle);
        table.paint(c.sheet);
        c.sheet.skip(oneOnly ? 5 : 6);
        first = false;
    }
}

struct Account
{
    int country = -1;
    double paid = 0, hours = 0, hoursBefore = 0, share = 0;
};

std::vector<Account> accountsOf(const ReportContext &c, int f)
{
    const engine::FactoryResult &result = *c.p.factories[static_cast<std::size_t>(f)];
    const double hours = c.flows(c.p, f).deliveredHours;
    const double before = c.flows(c.b, f).deliveredHours;
    std::vector<Account> out;
    for (const engine::PartyShare &party : result.parties) {
        Account a;
        a.country = party.country;
        a.share = party.share;
        a.hours = hours * party.share;
        a.paid = c.ledger.factoryEur(f, [&](const ReportLedger::Entry &e) {
            const bool unionLevel = e.programme >= 0 && c.p.plan.programmes[static_cast<std::size_t>(e.programme)].level == core::ProgrammeLevel::Union;
            return party.country < 0 ? unionLevel : !unionLevel && e.country == party.country;
        });
        if (comparedBefore(c, f)) {
            for (const engine::PartyShare &then : c.b.factories[static_cast<std::size_t>(f)]->parties) {
                const bool equal = (then.country < 0) == (party.country < 0)
                    && (then.country < 0 || c.b.plan.countries[static_cast<std::size_t>(then.country)].id == c.p.plan.countries[static_cast<std::size_t>(party.country)].id);
                a.hoursBefore += equal ? before * then.share : 0;
            }
        }
        out.push_back(a);
    }
    std::stable_sort(out.begin(), out.end(), [&](const Account &x, const Account &y) {
        const auto key = [&](const Account &a) { return std::tuple(a.country >= 0, -std::llround(a.paid / 1e5), a.country < 0 ? std::string() : c.p.plan.countries[static_cast<std::size_t>(a.country)].name); };
        return key(x) < key(y);
    });
    return out;
}

// At most so many rows besides the total, those that pay least in one; 0: all.
void partiesTable(ReportContext &c, int f, std::size_t mostRows)
{
    const core::Factory &factory = c.factory(f);
    ReportTable table;
    table.dense = true;
    table.columns = {{Words::tr("Party")}, {Words::tr("Role")}, {Words::tr("Pays,\n€ million"), true}, {Words::tr("Share of hours"), true}, {Words::tr("Accelerator-hours, million"), true}};
    table.columns[0].most = 60;
    if (comparedBefore(c, f)) {
        table.columns.push_back({Words::tr("Change"), true});
    }
    Account all;
    std::vector<Account> accounts = accountsOf(c, f);
    Account others;
    std::size_t otherCount = 0;
    if (mostRows > 0 && accounts.size() > mostRows) {
        for (; accounts.size() >= mostRows; ++otherCount) {
            others.paid += accounts.back().paid;
            others.hours += accounts.back().hours;
            others.hoursBefore += accounts.back().hoursBefore;
            others.share += accounts.back().share;
            accounts.pop_back();
        }
    }
    for (const Account &a : accounts) {
        const std::string id = a.country < 0 ? std::string() : c.p.plan.countries[static_cast<std::size_t>(a.country)].id;
        const auto *part = id.empty() ? nullptr : c.p.plan.participations.find(factory.id + '/' + id);
        const QString role = a.country < 0 ? QString() : part && part->role == core::ParticipationRole::Host ? Words::tr("host") : Words::tr("partner");
        const QString share = format::percent(a.share, 1);
        ReportCell shareCell = a.country < 0 ? plain(share) : c.valueCell({"participation", factory.id + '/' + id, part && part->accessShare ? "access_share" : "contribution_share"}, share);
        std::vector<ReportCell> cells{plain(a.country < 0 ? Words::tr("European Union") : c.countryName(id)), plain(role), plain(ReportContext::millions(a.paid)), shareCell, plain(ReportContext::millions(a.hours, 2))};
        if (comparedBefore(c, f)) {
            cells.push_back(plain(ReportContext::changeText(a.hours, a.hoursBefore), c.worse(a.hours < a.hoursBefore * 0.995)));
        }
        table.add(std::move(cells));
        all.share += a.share;
        all.hours += a.hours;
        all.hoursBefore += a.hoursBefore;
    }
    if (otherCount > 0) {
        std::vector<ReportCell> cells{plain(Words::tr("%1 others").arg(otherCount)), {}, plain(ReportContext::millions(others.paid)), plain(format::percent(others.share, 1)), plain(ReportContext::millions(others.hours, 2))};
        if (comparedBefore(c, f)) {
            cells.push_back(plain(ReportContext::changeText(others.hours, others.hoursBefore), c.worse(others.hours < others.hoursBefore * 0.995)));
        }
        table.add(std::move(cells));
        all.share += others.share;
        all.hours += others.hours;
        all.hoursBefore += others.hoursBefore;
    }
    const double paid = c.ledger.factoryEur(f);
    std::vector<ReportCell> total{plain(Words::tr("All")), {}, plain(ReportContext::millions(paid)), plain(format::percent(all.share, 1)), plain(ReportContext::millions(all.hours, 2))};
    if (comparedBefore(c, f)) {
        total.push_back(plain(ReportContext::changeText(all.hours, all.hoursBefore), c.worse(all.hours < all.hoursBefore * 0.995)));
    }
    table.add(std::move(total)).total = true;
    const QString subtitle = Words::tr("%1, %2; %3").arg(c.horizon(), c.priceBasis(), c.scenarioName(true));
    c.sheet.ensure(c.sheet.blockHeight(QStringLiteral("W"), subtitle) + table.startHeight(c.sheet));
    c.sheet.block(Words::tr("Who pays and who computes"), subtitle);
    table.paint(c.sheet);
}

} // namespace

void factories(ReportContext &c)
{
    if (c.factories.empty()) {
        return;
    }
    c.chapters.push_back({Words::tr("Factories"), factoriesTitle(c), QStringLiteral("factories"), c.canvas.pageCount() + 1, 0});
    int number = 0;
    for (const ReportChapter &chapter : c.chapters) {
        number += chapter.level == 0 ? 1 : 0;
    }
    c.canvas.outline(0, QStringLiteral("%1  %2").arg(number).arg(Words::tr("Factories")), QStringLiteral("factories"));
    bool first = true;
    for (const int f : c.factories) {
        const QString name = c.factoryName(f);
        c.begin(Words::tr("Factories"), Words::tr("Factories: %1").arg(name), factoryTitle(c, f), factoryLead(c, f), QStringLiteral("factory-") + QString::fromStdString(c.factory(f).id), 1, sentences::elidedName(c.factory(f).name, 60));
        if (first) {
            c.canvas.destination(QStringLiteral("factories"), 20);
            first = false;
        }
        c.sheet.ensure(64);
        chartPair(c, {moneySpec(c, f), hoursSpec(c, f)}, 43);
        figuresTables(c, f);
        partiesTable(c, f, 0);
    }
}

void factorySheet(ReportContext &c, int f)
{
    const core::Factory &factory = c.factory(f);
    c.beginSheet(Words::tr("Factory sheet"), factoryTitle(c, f), factoryLead(c, f), QStringLiteral("factory-") + QString::fromStdString(factory.id), sentences::elidedName(factory.name, 60));
    chartPair(c, {moneySpec(c, f), hoursSpec(c, f)}, 38);
    figuresTables(c, f);
    partiesTable(c, f, static_cast<std::size_t>(std::max(3.0, (c.sheet.room() - 30 - noteRoom) / 5.2)));
    c.sheet.moveTo(std::max(c.sheet.y() + 2.4, ReportSheet::bottom - noteRoom + 2));
    const core::Cents paid = c.p.factories[static_cast<std::size_t>(f)]->paidCents;
    c.sheet.note(Words::tr("Exactly %1 paid, nominal. A figure without a source counts as an assumption.").arg(format::exactEur(paid)));
}

} // namespace ui::pages
