// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "reportcharts.h"
#include "reportsentences.h"
#include "reportsimulation.h"
#include "riskcharts.h"
#include "riskslides.h"

#include <algorithm>
#include <cmath>

// How sure the figures are: what the plan's uncertainties make of money, envelopes and dates.
namespace ui::pages {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

using document::SimulationAnswer;
using simulation::EnvelopeRisk;
using simulation::Figure;
using simulation::Outcome;

constexpr int mostSwings = 8;
constexpr std::size_t mostEnvelopes = 24; // rows; of more, those that are exceeded in any draw

const Outcome &yearsOf(const SimulationAnswer &a)
{
    return *a.outcome(engine::Period::Year);
}

const simulation::Series *wholeOf(const SimulationAnswer &a, Figure figure)
{
    return yearsOf(a).find(figure, {}, yearsOf(a).model->periods.parts());
}

// A probability in per cent; what is neither certain nor impossible never reads as if it were.
QString share(double probability)
{
    if (probability > 0 && probability < 0.0005) {
        return QStringLiteral("<") + format::thin + format::number(0.1, 1);
    }
    if (probability < 1 && probability > 0.9995) {
        return QStringLiteral(">") + format::thin + format::number(99.9, 1);
    }
    return format::percentFigure(probability, 1);
}

QString title(const ReportContext &c, const SimulationAnswer &a)
{
    const auto *paid = wholeOf(a, Figure::PaidEur);
    if (!paid || !(paid->summary.quantiles.front() < paid->summary.quantiles.back())) {
        return Words::tr("Hardly any figure differs from the plan");
    }
    return Words::tr("What is paid to %1 lies between %2 and %3 in nine of ten draws").arg(c.lastYear()).arg(format::eur(paid->summary.quantiles.front()), format::eur(paid->summary.quantiles.back()));
}

QString lead(const ReportContext &c, const SimulationAnswer &a)
{
    const auto n = static_cast<int>(c.p.plan.uncertainties.size());
    QString words = Words::tr("%1, from %2 of the plan’s table of uncertainties. P5 is what a twentieth of the draws do not exceed, P95 what a twentieth exceed.")
                        .arg(sentences::drawsAndSeed(a.draws, a.seed), n == 1 ? Words::tr("the one row") : Words::tr("the %1 rows").arg(lowerCount(n)));
    if (const auto *paid = wholeOf(a, Figure::PaidEur); paid && paid->summary.mean > 0) {
        words += Words::tr(" How far this number of draws carries: the mean of what is paid, %1, has a standard error of %2 (%3).")
                     .arg(format::eur(paid->summary.mean), format::eur(paid->summary.standardError), format::percent(paid->summary.standardError / paid->summary.mean, 2));
    }
    if (a.draws < a.drawsAsked) {
        words += Words::tr(" The plan asks for %1 draws; a report waits for no more than these.").arg(format::number(static_cast<double>(a.drawsAsked), 0));
    }
    return words;
}

void fans(ReportContext &c, const SimulationAnswer &a)
{
    std::array<ChartSpec, 2> specs;
    for (std::size_t k = 0; k < 2; ++k) {
        specs[k] = planFan(yearsOf(a), k == 0 ? Figure::CommittedEur : Figure::PaidEur);
        specs[k].title = k == 0 ? Words::tr("Committed by year") : Words::tr("Paid by year");
        specs[k].subtitle = Words::tr("€ million; P5 to P95, darker P25 to P75; mark: plan");
        specs[k].axisLabels = yearLabels(c, 6);
    }
    c.sheet.ensure(16 + 41 + 5);
    chartPair(c, specs, 41);
}

// Planned money by year beside its quantiles; the last column is the whole horizon.
void quantileTable(ReportContext &c, const SimulationAnswer &a)
{
    const Outcome &o = yearsOf(a);
    const auto groups = c.yearGroups(7);
    const QString head = Words::tr("Money by year");
    const QString below = Words::tr("€ million, nominal; the quantiles of the horizon are not the sums of those of its years");
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const bool last = g + 1 == groups.size();
        ReportTable table;
        table.columns = {{Words::tr("Money")}, {Words::tr("€ million")}};
        for (int y = groups[g].first; y < groups[g].second; ++y) {
            table.columns.push_back({QString::number(c.firstYear() + y), true});
        }
        if (last) {
            table.columns.push_back({Words::tr("To %1").arg(c.lastYear()), true});
        }
        for (const Figure figure : {Figure::CommittedEur, Figure::PaidEur}) {
            const QString name = figure == Figure::CommittedEur ? Words::tr("Committed") : Words::tr("Paid");
            const auto planned = [&](int year) {
                const auto of = [year](const ReportLedger::Entry &e) { return year < 0 || e.year == year; };
                return static_cast<double>(figure == Figure::CommittedEur ? c.ledger.committedCents(of) : c.ledger.paidCents(of)) / 100;
            };
            const auto addRow = [&](const QString &what, const std::function<QString(int)> &value, bool first) {
                std::vector<ReportCell> cells{strong(first ? name : QString()), plain(what)};
                for (int y = groups[g].first; y < groups[g].second; ++y) {
                    cells.push_back(plain(value(y)));
                }
                if (last) {
                    cells.push_back(strong(value(c.years())));
                }
                table.add(std::move(cells)).group = name;
            };
            addRow(Words::tr("Plan"), [&](int y) { return ReportContext::millions(planned(y < c.years() ? y : -1)); }, true);
            for (const std::size_t quantile : {0U, 1U, 3U, 5U, 6U}) {
                addRow(quantileName(static_cast<int>(quantile)), [&](int y) {
                    const auto *s = o.find(figure, {}, y);
                    return s ? ReportContext::millions(s->summary.quantiles[quantile]) : ReportContext::nil();
                }, false);
            }
            table.rows.back().groupEnd = true;
        }
        c.sheet.ensure((g == 0 ? c.sheet.blockHeight(head, below) : 0) + table.startHeight(c.sheet));
        if (g == 0) {
            c.sheet.block(head, below);
        }
        table.paint(c.sheet);
        c.sheet.skip(6);
    }
}

void envelopeTable(ReportContext &c, const SimulationAnswer &a)
{
    if (a.committed.empty()) {
        return;
    }
    std::vector<EnvelopeRisk> risks = a.committed;
    const bool many = risks.size() > mostEnvelopes;
    if (many) {
        std::erase_if(risks, [](const EnvelopeRisk &r) { return r.probability <= 0; });
    }
    const QString title = sentences::envelopeRiskTitle(*yearsOf(a).model, a.committed);
    const QString subtitle = Words::tr("€ million, nominal, committed; excess: mean of what is above the envelope; worst tenth: mean of the draws with most");
    ReportTable table;
    table.columns = {{Words::tr("Envelope of")}, {Words::tr("Year"), true}, {Words::tr("Envelope"), true}, {Words::tr("Planned"), true}, {Words::tr("Exceeded,\n% of draws"), true},
                     {Words::tr("Expected\nexcess"), true}, {Words::tr("Worst\ntenth"), true}};
    table.columns[0].most = 60;
    int before = -1;
    for (const EnvelopeRisk &r : risks) {
        const QString name = sentences::programmeName(c.p.plan, r.programme);
        const int year = c.yearIn(c.p, r.year);
        const double planned = static_cast<double>(c.ledger.committedCents([&](const auto &e) { return e.programme == r.programme && e.year == year; })) / 100;
        ReportCell chance = plain(share(r.probability), c.worse(r.probability >= 0.5));
        chance.strong = r.probability >= 0.5;
        if (r.programme != before && !table.rows.empty()) {
            table.rows.back().groupEnd = true;
        }
        table.add({strong(r.programme != before ? name : QString()), plain(QString::number(r.year)), plain(ReportContext::millions(r.envelopeEur)),
                   plain(ReportContext::millions(planned)), chance, plain(ReportContext::millions(r.expectedExcessEur)), plain(ReportContext::millions(r.worstTenthEur))})
            .group = name;
        before = r.programme;
    }
    if (!risks.empty()) {
        // Whole where a page can hold it.
        const double rows = risks.size() <= mostEnvelopes ? 5.9 * static_cast<double>(risks.size()) : 0;
        c.sheet.ensure(c.sheet.blockHeight(title, subtitle) + table.startHeight(c.sheet) + rows);
        c.sheet.block(title, subtitle);
        table.paint(c.sheet);
        c.sheet.skip(2.4);
    }
    if (many) {
        c.sheet.ensure(6);
        c.sheet.note(Words::tr("%1 of %2 envelopes are exceeded in no draw and are not listed.").arg(a.committed.size() - risks.size()).arg(a.committed.size()));
    }
    c.sheet.skip(6);
}

void targetTable(ReportContext &c, const SimulationAnswer &a)
{
    const simulation::Model &model = *yearsOf(a).model;
    std::vector<simulation::TargetRisk> risks = a.targets;
    // What today's plan has no measure of, no draw can reach.
    std::erase_if(risks, [&](const simulation::TargetRisk &r) { return model.find(r.target.figure, {}) < 0; });
    if (risks.empty()) {
        return;
    }
    const QString title = sentences::targetTitle(model, risks);
    const QString subtitle = Words::tr("The month by whose end this share of the draws has reached the target");
    ReportTable table;
    table.columns = {{Words::tr("Target")}, {Words::tr("50 %"), true}, {Words::tr("80 %"), true}, {Words::tr("90 %"), true}, {Words::tr("Reached by the end\nof %1, % of draws").arg(c.lastYear()), true}};
    table.columns[0].most = 70;
    for (const simulation::TargetRisk &r : risks) {
        std::vector<ReportCell> cells{plain(sentences::targetName(r.target))};
        for (const double p : {0.5, 0.8, 0.9}) {
            const auto month = r.monthWith(p);
            cells.push_back(plain(month ? c.monthText(*month, false) : Words::tr("not reached"), c.worse(!month)));
        }
        cells.push_back(plain(share(r.reachedBy.empty() ? 0 : r.reachedBy.back())));
        table.add(std::move(cells));
    }
    c.sheet.ensure(c.sheet.blockHeight(title, subtitle) + table.startHeight(c.sheet) + 5.9 * static_cast<double>(risks.size()));
    c.sheet.block(title, subtitle);
    table.paint(c.sheet);
    c.sheet.skip(6);
}

void swings(ReportContext &c, const SimulationAnswer &a)
{
    if (a.tornados.empty()) {
        return;
    }
    const simulation::Model &model = *yearsOf(a).model;
    ChartSpec spec = tornadoChart(model, a.tornados[0].second, Figure::PaidEur, {}, model.periods.parts());
    spec.swings.removeIf([](const ChartSwing &s) { return s.atP10 == s.atP90; });
    const auto all = static_cast<int>(spec.swings.size());
    if (all == 0) {
        return;
    }
    spec.swings.resize(std::min(all, mostSwings));
    spec.subtitle = Words::tr("Paid to %1, € million, with one row of uncertainty at its P10 (light) and its P90 (dark), all others at their median").arg(c.lastYear());
    const double height = paper::tornadoHeight(spec, mostSwings);
    c.sheet.ensure(c.sheet.blockHeight(spec.title, spec.subtitle) + height + 6);
    c.sheet.block(spec.title, spec.subtitle);
    paper::tornado(c.sheet, spec, QRectF(ReportSheet::left, c.sheet.y(), ReportSheet::bodyWidth, height), mostSwings);
    c.sheet.skip(height + 2);
    if (all > mostSwings) {
        c.sheet.note(Words::tr("The %1 widest of %2 rows that move it.").arg(mostSwings).arg(all));
    }
}

} // namespace

void risk(ReportContext &c)
{
    if (!c.in.risk) {
        return; // the methodology says why
    }
    const SimulationAnswer &a = *c.in.risk;
    const QString name = Words::tr("Risk");
    const QString kicker = Words::tr("How sure is it");
    if (!a.error.isEmpty()) {
        c.begin(name, kicker, Words::tr("The plan’s uncertainties cannot be simulated"), a.error, QStringLiteral("risk"));
        return;
    }
    c.begin(name, kicker, title(c, a), lead(c, a), QStringLiteral("risk"));
    fans(c, a);
    quantileTable(c, a);
    envelopeTable(c, a);
    targetTable(c, a);
    swings(c, a);
    c.sheet.ensure(10);
    c.sheet.note(Words::tr("The same figures, exact, from the command line: aifplan simulate --seed %1 --draws %2, with --horizon for the sums; --table envelope, target and tornado.").arg(a.seed).arg(a.draws));
}

} // namespace ui::pages
