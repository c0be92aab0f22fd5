// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "plancharts.h"
#include "reportcharts.h"
#include "reportsentences.h"

#include <algorithm>
#include <cmath>
#include <limits>

// Envelopes, payments by year, programme and factory, and what each country pays and gets.
namespace ui::pages {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

using engine::Category;

// Programmes that have an envelope or pay for something, the Union's first; -1 (unfunded) last.
std::vector<int> programmesShown(const ReportContext &c)
{
    std::set<int> used;
    for (const ReportLedger::Entry &e : c.ledger.entries()) {
        used.insert(e.programme);
    }
    for (const core::Envelope &e : c.p.plan.envelopes) {
        used.insert(static_cast<int>(c.p.plan.programmes.indexOf(e.programme)));
    }
    std::vector<int> out(used.begin(), used.end());
    const auto rank = [&](int i) { return i < 0 ? 9 : static_cast<int>(c.p.plan.programmes[static_cast<std::size_t>(i)].level); };
    std::stable_sort(out.begin(), out.end(), [&](int x, int y) { return rank(x) < rank(y); });
    return out;
}

QColor colorOfProgramme(const ReportContext &c, int programme)
{
    return programmeColor(programme < 0 ? QString() : QString::fromStdString(c.p.plan.programmes[static_cast<std::size_t>(programme)].id));
}

struct EnvelopeYears
{
    std::vector<std::optional<core::Cents>> envelope;
    std::vector<core::Cents> committed;
    bool any = false;
};

EnvelopeYears envelopeYears(const ReportContext &c, int programme)
{
    EnvelopeYears out;
    out.envelope.resize(static_cast<std::size_t>(c.years()));
    out.committed.resize(static_cast<std::size_t>(c.years()));
    for (const ReportLedger::Entry &e : c.ledger.entries()) {
        if (e.programme == programme) {
            out.committed[static_cast<std::size_t>(e.year)] += e.committed;
        }
    }
    for (const core::Envelope &e : c.p.plan.envelopes) {
        const int year = c.yearIn(c.p, static_cast<int>(e.year));
        if (programme >= 0 && year >= 0 && e.programme == c.p.plan.programmes[static_cast<std::size_t>(programme)].id) {
            out.envelope[static_cast<std::size_t>(year)] = e.amountCents;
            out.any = true;
        }
    }
    return out;
}

double eurOf(core::Cents cents)
{
    return static_cast<double>(cents) / 100;
}

void envelopeTable(ReportContext &c, const std::vector<int> &programmes)
{
    const auto groups = c.yearGroups(7);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const bool last = g + 1 == groups.size();
        ReportTable table;
        table.columns = {{Words::tr("Programme")}, {Words::tr("€ million")}};
        table.columns[0].most = 40;
        for (int y = groups[g].first; y < groups[g].second; ++y) {
            table.columns.push_back({QString::number(c.firstYear() + y), true});
        }
        if (last) {
            table.columns.push_back({Words::tr("Sum"), true});
        }
        const auto addRow = [&](const QString &name, const QString &group, const QString &what, const std::function<std::optional<core::Cents>(std::size_t)> &value, bool head, bool signs, bool assumption) {
            ReportCell first = strong(head ? name : QString());
            ReportCell second = plain(what);
            second.assumption = assumption;
            std::vector<ReportCell> cells{first, second};
            core::Cents sum = 0;
            bool any = false;
            for (int y = 0; y < c.years(); ++y) {
                const auto v = value(static_cast<std::size_t>(y));
                sum += v.value_or(0);
                any = any || v;
                if (y < groups[g].first || y >= groups[g].second) {
                    continue;
                }
                ReportCell cell = plain(!v ? ReportContext::nil() : signs ? ReportContext::signedMillions(eurOf(*v)) : ReportContext::millions(eurOf(*v)));
                if (signs && v && *v < 0) {
                    cell.color = c.palette.worse;
                    cell.strong = true;
                }
                cells.push_back(cell);
            }
            if (last) {
                ReportCell cell = strong(!any ? ReportContext::nil() : signs ? ReportContext::signedMillions(eurOf(sum)) : ReportContext::millions(eurOf(sum)));
                cell.color = c.worse(signs && sum < 0);
                cells.push_back(cell);
            }
            table.add(std::move(cells)).group = group;
        };
        for (const int programme : programmes) {
            const EnvelopeYears years = envelopeYears(c, programme);
            const QString name = sentences::programmeName(c.p.plan, programme);
            bool assumption = programme >= 0;
            for (const core::Envelope &e : c.p.plan.envelopes) {
                if (programme >= 0 && e.programme == c.p.plan.programmes[static_cast<std::size_t>(programme)].id) {
                    assumption = assumption && c.basisOf({"envelope", e.programme + '/' + std::to_string(e.year), "amount_cents"}).evidence == engine::Evidence::Assumption;
                }
            }
            if (years.any) {
                addRow(name, name, Words::tr("Envelope"), [&](std::size_t y) { return years.envelope[y]; }, true, false, assumption);
            }
            addRow(name, name, Words::tr("Committed"), [&](std::size_t y) { return std::optional(years.committed[y]); }, !years.any, false, false);
            if (years.any) {
                addRow(name, name, Words::tr("Headroom"), [&](std::size_t y) { return years.envelope[y] ? std::optional(*years.envelope[y] - years.committed[y]) : std::nullopt; }, false, true, false);
            }
            table.rows.back().groupEnd = true;
        }
        std::vector<core::Cents> all(static_cast<std::size_t>(c.years()), 0);
        for (const ReportLedger::Entry &e : c.ledger.entries()) {
            all[static_cast<std::size_t>(e.year)] += e.committed;
        }
        addRow(Words::tr("All"), {}, Words::tr("Committed"), [&](std::size_t y) { return std::optional(all[y]); }, true, false, false);
        table.rows.back().total = true;
        c.sheet.ensure(table.startHeight(c.sheet));
        table.paint(c.sheet);
        c.sheet.skip(last ? 2.4 : 6);
    }
}

// What is committed in years for which a programme has no envelope stands in the sum of its commitments, and against no ceiling.
void withoutEnvelopeNote(ReportContext &c, const std::vector<int> &programmes)
{
    QStringList parts;
    for (const int programme : programmes) {
        const EnvelopeYears years = envelopeYears(c, programme);
        core::Cents beside = 0;
        for (std::size_t y = 0; years.any && y < years.committed.size(); ++y) {
            beside += years.envelope[y] ? 0 : years.committed[y];
        }
        if (beside != 0) {
            parts << Words::tr("%1 commits %2").arg(sentences::programmeName(c.p.plan, programme), format::eur(eurOf(beside)));
        }
    }
    if (!parts.isEmpty()) {
        c.sheet.note(Words::tr("Headroom is summed over the years that have an envelope; in the others %1.").arg(sentences::joined(parts)));
    }
}

// Which columns the table of payments by factory needs.
struct PaymentColumns
{
    explicit PaymentColumns(const ReportContext &c)
    {
        for (const ReportLedger::Entry &e : c.ledger.entries()) {
            privately = privately || (levelOf(c, e.programme) == static_cast<int>(core::ProgrammeLevel::Private) && e.paid != 0);
            unfunded = unfunded || (e.programme < 0 && e.paid != 0);
        }
        for (const int f : c.factories) {
            announced = announced || c.factory(f).announcedTotalCents.has_value();
        }
    }
    static int levelOf(const ReportContext &c, int programme) { return programme < 0 ? -1 : static_cast<int>(c.p.plan.programmes[static_cast<std::size_t>(programme)].level); }

    bool privately = false;
    bool unfunded = false;
    bool announced = false;
};

// Acquisition with installation, energy, staff and site with the rest, services.
int kindOf(const ReportLedger::Entry &e)
{
    switch (static_cast<Category>(e.category)) {
    case Category::Acquisition:
    case Category::Installation:
        return 0;
    case Category::Energy:
        return 1;
    case Category::Services:
        return 3;
    default:
        return 2;
    }
}

// Kinds of cost, the sum, and who pays; f -1: all factories.
std::vector<ReportCell> paymentCells(const ReportContext &c, const PaymentColumns &columns, int f)
{
    const auto sumOf = [&](const ReportLedger::Filter &filter) { return f < 0 ? c.ledger.paidEur(filter) : c.ledger.factoryEur(f, filter); };
    ReportCell name = plain(f < 0 ? Words::tr("All factories") : c.factoryName(f));
    if (f >= 0) {
        name.square = c.colourOf(f);
    }
    std::vector<ReportCell> cells{name};
    for (int k = 0; k < 4; ++k) {
        cells.push_back(plain(ReportContext::millions(sumOf([k](const auto &e) { return kindOf(e) == k; }))));
    }
    cells.push_back(strong(ReportContext::millions(sumOf({}))));
    for (const core::ProgrammeLevel l : {core::ProgrammeLevel::Union, core::ProgrammeLevel::National, core::ProgrammeLevel::Private}) {
        if (l != core::ProgrammeLevel::Private || columns.privately) {
            cells.push_back(plain(ReportContext::millions(sumOf([&](const auto &e) { return PaymentColumns::levelOf(c, e.programme) == static_cast<int>(l); }))));
        }
    }
    if (columns.unfunded) {
        const double gap = sumOf([](const auto &e) { return e.programme < 0; });
        cells.push_back(plain(ReportContext::millions(gap), c.worse(gap != 0)));
    }
    return cells;
}

QString paymentsNote(const ReportContext &c, bool announced)
{
    QString words = Words::tr("Acquisition with installation; staff and site with maintenance.");
    if (announced) {
        words += Words::tr(" Announced: total made public at selection. Gap: paid less announced.");
    }
    for (const core::System &s : c.p.plan.systems) {
        const auto f = s.factory ? c.p.plan.factories.indexOf(*s.factory) : -1;
        if (f >= 0 && s.included && !s.costed && c.p.factories[static_cast<std::size_t>(f)]) {
            words += Words::tr(" %1: the system %2 is paid for outside the AI Factories.").arg(sentences::elidedName(c.factory(static_cast<int>(f)).name), sentences::elidedName(s.name));
            break;
        }
    }
    return words;
}

void paymentsByFactory(ReportContext &c)
{
    const PaymentColumns columns(c);
    ReportTable table;
    table.dense = c.factories.size() > 20;
    table.columns = {{Words::tr("Factory")}, {Words::tr("Acqui-\nsition"), true}, {Words::tr("Energy"), true}, {Words::tr("Staff,\nsite"), true}, {Words::tr("Services"), true},
                     {Words::tr("Paid to\n%1").arg(c.lastYear()), true}, {Words::tr("Union"), true}, {Words::tr("National"), true}};
    table.columns[0].most = 41;
    if (columns.privately) {
        table.columns.push_back({Words::tr("Private"), true});
    }
    if (columns.unfunded) {
        table.columns.push_back({Words::tr("Unfunded"), true});
    }
    if (columns.announced) {
        table.columns.push_back({Words::tr("Announced"), true});
        table.columns.push_back({Words::tr("Gap"), true});
    }
    const auto visible = [](double gap) { return std::fabs(gap) < 0.005 ? 0 : gap; };
    double announcedAll = 0;
    double gapAll = 0;
    for (const int f : c.factories) {
        std::vector<ReportCell> cells = paymentCells(c, columns, f);
        if (columns.announced) {
            const auto said = c.factory(f).announcedTotalCents;
            const double eur = said ? eurOf(*said) : 0;
            const double gap = said ? c.ledger.factoryEur(f) - eur : 0;
            cells.push_back(said ? c.valueCell({"factory", c.factory(f).id, "announced_total_cents"}, ReportContext::millions(eur)) : plain(ReportContext::nil()));
            cells.push_back(plain(ReportContext::signedMillions(visible(gap))));
            announcedAll += eur;
            gapAll += gap;
        }
        table.add(std::move(cells));
    }
    std::vector<ReportCell> total = paymentCells(c, columns, -1);
    if (columns.announced) {
        total.push_back(plain(ReportContext::millions(announcedAll)));
        total.push_back(plain(ReportContext::signedMillions(visible(gapAll))));
    }
    table.add(std::move(total)).total = true;
    table.paint(c.sheet);
    c.sheet.skip(2.4);
    c.sheet.note(paymentsNote(c, columns.announced));
}

ChartSpec yearlyPayments(const ReportContext &c)
{
    ChartSpec spec;
    spec.title = paymentsTitle(c);
    spec.decimals = 0;
    spec.unit = QStringLiteral("€ m");
    spec.periods = yearNames(c);
    spec.axisLabels = yearLabels(c, 14);
    spec.totals = true;
    for (const int programme : programmesShown(c)) {
        ChartSeries series;
        series.id = QString::number(programme);
        series.name = sentences::programmeName(c.p.plan, programme);
        series.color = colorOfProgramme(c, programme);
        for (int y = 0; y < c.years(); ++y) {
            series.values << c.ledger.paidEur([&](const auto &e) { return e.programme == programme && e.year == y; }) / 1e6;
        }
        if (std::any_of(series.values.begin(), series.values.end(), [](double v) { return v != 0; })) {
            spec.series << series;
        }
    }
    if (!c.same && c.b.calendar == c.p.calendar) {
        for (int y = 0; y < c.years(); ++y) {
            spec.baseline << c.before.paidEur([&](const auto &e) { return e.year == y; }) / 1e6;
        }
        spec.baselineName = c.in.against.isEmpty() ? Words::tr("Baseline") : c.shortNameOf(c.in.against);
    }
    return spec;
}

// Quarters: the year is named below its first.
ChartSpec quarterlyPayments(const ReportContext &c)
{
    ChartSpec spec = paymentsChart(c.comparison, engine::Period::Quarter);
    spec.series.removeIf([](const ChartSeries &s) { return std::all_of(s.values.begin(), s.values.end(), [](double v) { return v == 0; }); });
    spec.totals = spec.periods.size() <= 12;
    spec.decimals = 0;
    spec.axisLabels.clear();
    for (int q = 0; q < spec.periods.size(); ++q) {
        const core::Month month = c.p.calendar.month(c.p.calendar.begin(engine::Period::Quarter, q));
        spec.axisLabels << (q == 0 || month.quarter() == 1 ? QString::number(month.year()) : QString());
    }
    return spec;
}

} // namespace

void envelopes(ReportContext &c)
{
    c.begin(Words::tr("Budget"), Words::tr("Budget"), sentences::envelopesTitle(c.p), budgetLead(c), QStringLiteral("budget"));
    const std::vector<int> programmes = programmesShown(c);
    std::vector<paper::EnvelopePanel> panels;
    QStringList described;
    for (const int programme : programmes) {
        const EnvelopeYears years = envelopeYears(c, programme);
        if (!years.any || panels.size() == 4) {
            continue;
        }
        paper::EnvelopePanel panel{sentences::programmeName(c.p.plan, programme), colorOfProgramme(c, programme), {}, {}};
        for (std::size_t y = 0; y < years.committed.size(); ++y) {
            panel.values.push_back(eurOf(years.committed[y]) / 1e6);
            panel.limits.push_back(years.envelope[y] ? eurOf(*years.envelope[y]) / 1e6 : std::numeric_limits<double>::quiet_NaN());
            described << Words::tr("%1 %2: %3 committed%4").arg(panel.name).arg(c.firstYear() + static_cast<int>(y)).arg(format::number(panel.values.back(), 1),
                                       years.envelope[y] ? Words::tr(" of %1").arg(format::number(panel.limits.back(), 1)) : QString());
        }
        panels.push_back(std::move(panel));
    }
    c.sheet.block(panels.empty() ? Words::tr("Commitments") : Words::tr("Commitments against envelopes"),
                  panels.empty() ? Words::tr("€ million, nominal; no programme has an envelope; %1").arg(c.scenarioName(true))
                                 : Words::tr("€ million, nominal; bar: committed; black mark: envelope; hatched: above the envelope; %1").arg(c.scenarioName(true)));
    if (!panels.empty()) {
        paper::envelopes(c.sheet, yearLabels(c, 7), panels, QRectF(20, c.sheet.y(), ReportSheet::bodyWidth, 85), Words::tr("Commitments against envelopes, € million. ") + described.join(QStringLiteral("; ")));
        c.sheet.skip(85 + 5);
    }
    if (!programmes.empty()) {
        envelopeTable(c, programmes);
        withoutEnvelopeNote(c, programmes);
    }
}

void payments(ReportContext &c)
{
    const engine::Summary s = engine::summaryOf(c.p);
    QString lead;
    if (!c.factories.empty()) {
        lead = Words::tr("A payment falls due at signature, delivery and acceptance of a system and with each month of its operation.");
        const double last = c.ledger.paidEur([&](const auto &e) { return e.year == c.years() - 1; });
        lead += Words::tr(" In %1, %2 are paid.").arg(c.lastYear()).arg(format::eur(last));
        if (s.beyondHorizonEur > 0.5) {
            lead += Words::tr(" %1 fall due after the plan’s last month and are not counted.").arg(format::eur(s.beyondHorizonEur));
        }
    }
    c.begin(Words::tr("Budget"), Words::tr("Budget: years and factories"), paymentsTitle(c), lead, QStringLiteral("payments"), 1, Words::tr("Years and factories"));
    ChartSpec spec = c.in.options.period == engine::Period::Year ? yearlyPayments(c) : quarterlyPayments(c);
    spec.subtitle = Words::tr("€ million, %1, when paid; %2").arg(c.priceBasis(), c.scenarioName(true)) + (c.same ? QString() : Words::tr("; black mark: %1").arg(c.againstName()));
    c.sheet.block(c.in.options.period == engine::Period::Year ? Words::tr("Payments by year and programme") : Words::tr("Payments by quarter and programme"), spec.subtitle);
    if (!spec.series.isEmpty()) {
        paper::bars(c.sheet, spec, QRectF(20, c.sheet.y(), ReportSheet::bodyWidth, 75));
        c.sheet.skip(75 + 5);
    }
    if (c.factories.empty()) {
        c.sheet.note(Words::tr("Nothing is paid in this scenario."));
        return;
    }
    c.sheet.block(Words::tr("Payments by factory and kind of cost"), Words::tr("€ million, %1, %2; %3").arg(c.priceBasis(), c.horizon(), c.scenarioName(true)));
    paymentsByFactory(c);
}

} // namespace ui::pages
