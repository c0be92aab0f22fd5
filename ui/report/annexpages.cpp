// SPDX-License-Identifier: GPL-3.0-or-later
#include "cellwords.h"
#include "format.h"
#include "paperfigures.h"
#include "reportsentences.h"
#include "scenario.h"
#include "text.h"

#include <algorithm>
#include <cmath>

// Assumptions by money, sources, methodology.
namespace ui::pages {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

using Role = ReportCanvas::Role;

QString assumptionText(const ReportContext &c, const engine::AssumptionWeight &w)
{
    const QString name = rowName(c.p.plan, w.cell);
    const QString value = valueText(w.cell, core::valueAt(c.p.plan, w.cell));
    QString out = w.cell.entity == "cost_line" ? name + QStringLiteral(", ") + value : (name.isEmpty() ? QString() : name + QStringLiteral(": ")) + fieldLabel(w.cell) + QLatin1Char(' ') + value;
    return capitalised(out);
}

void evidenceChart(ReportContext &c)
{
    const engine::EvidenceSums &e = c.in.evidence;
    std::vector<paper::EvidenceBar> bars;
    paper::EvidenceBar all{Words::tr("All payments"), {}, true};
    double total = 0;
    for (int i = 0; i < 3; ++i) {
        all.parts[i] = static_cast<double>(e.paid[i]) / 1e8;
        total += all.parts[i];
    }
    bars.push_back(all);
    const std::pair<QString, std::vector<engine::Category>> groups[] = {
        {Words::tr("Acquisition"), {engine::Category::Acquisition, engine::Category::Installation}},
        {Words::tr("Energy"), {engine::Category::Energy}},
        {Words::tr("Staff and site"), {engine::Category::Maintenance, engine::Category::Staff, engine::Category::OtherOperations}},
        {Words::tr("Services"), {engine::Category::Services}}};
    for (const auto &[name, categories] : groups) {
        paper::EvidenceBar bar{name, {}, false};
        for (const engine::Category k : categories) {
            for (int i = 0; i < 3; ++i) {
                bar.parts[i] += static_cast<double>(e.paidByCategory[static_cast<std::size_t>(k)][i]) / 1e8;
            }
        }
        if (bar.parts[0] + bar.parts[1] + bar.parts[2] > 0) {
            bars.push_back(bar);
        }
    }
    const auto caption = [&](const QString &word, int i) { return word + QLatin1Char(' ') + format::percent(total > 0 ? all.parts[i] / total : 0, 1); };
    const QStringList captions{caption(Words::tr("stated"), 0), caption(Words::tr("derived"), 1), caption(Words::tr("assumption"), 2)};
    c.sheet.block(Words::tr("What the amounts rest on"), Words::tr("€ million, nominal, %1, by status of the weakest input; %2").arg(c.horizon(), c.scenarioName(true)));
    paper::evidence(c.sheet, bars, captions, c.sheet.y(), Words::tr("Payments by the evidence of their weakest input: ") + captions.join(QStringLiteral(", ")));
    c.sheet.skip(paper::evidenceHeight(bars) + 5);
}

void assumptionsTable(ReportContext &c)
{
    ReportTable table;
    table.dense = true;
    table.spread = false;
    table.columns = {{Words::tr("Assumption")}, {Words::tr("Status")}, {Words::tr("€\u00A0million"), true}, {QString(), false, true}};
    table.columns[0].least = 60;
    table.columns[1].least = 20;
    double most = 0;
    core::Cents small = 0;
    int smallCount = 0;
    const core::Cents floor = engine::summaryOf(c.p).paidCents / 100;
    for (const engine::AssumptionWeight &w : c.in.assumptions) {
        most = std::max(most, static_cast<double>(w.paidCents));
        // A scenario's own value may have a source of its own.
        if (c.basisOf(w.cell).evidence != engine::Evidence::Assumption) {
            continue;
        }
        // What moves little is counted, not listed.
        if (w.paidCents < floor && table.rows.size() >= 20) {
            ++smallCount;
            small = std::max(small, w.paidCents);
            continue;
        }
        ReportCell bar;
        bar.bar = static_cast<double>(w.paidCents) / most;
        bar.barColor = c.palette.attention;
        table.add({plain(assumptionText(c, w)), plain(w.cited ? Words::tr("assumption") : Words::tr("no source"), c.palette.attention), plain(format::number(static_cast<double>(w.paidCents) / 1e8, 1)), bar});
    }
    c.sheet.block(Words::tr("The assumptions that move most money"), Words::tr("€ million paid over the horizon that hang on it; a euro can hang on several, so the sums are not added up"));
    table.paint(c.sheet);
    if (smallCount > 0) {
        c.sheet.skip(2.4);
        c.sheet.note(Words::tr("%1 more assumptions move less than a hundredth of the money each, %2 at most.").arg(upperCount(smallCount), format::eur(static_cast<double>(small) / 100)));
    }
}

// Rows of factories and systems that the scenario leaves out count nothing.
bool takesPart(const ReportContext &c, const core::Citation &q)
{
    const core::Plan &plan = c.p.plan;
    const auto included = [&](const std::string &id) {
        const auto *f = plan.factories.find(id);
        return f && f->included;
    };
    if (q.entity == "factory") {
        return included(q.row);
    }
    if (q.entity == "participation" || q.entity == "funding") {
        return included(q.row.substr(0, q.row.find('/')));
    }
    if (q.entity == "cost_line") {
        const auto *line = plan.costLines.find(q.row);
        return line && included(line->factory);
    }
    if (q.entity == "system") {
        const auto *s = plan.systems.find(q.row);
        return s && s->included && (!s->factory || included(*s->factory));
    }
    return true;
}

std::map<std::string, int> citedFigures(const ReportContext &c)
{
    const core::Plan &plan = c.p.plan;
    std::map<std::string, int> out;
    for (const core::Citation &q : plan.citations) {
        out[q.source] += q.used && plan.sources.find(q.source) && takesPart(c, q) ? 1 : 0;
    }
    for (const core::Statement &s : plan.statements) {
        out[s.source.value_or("")] += 0;
    }
    return out;
}

void sourceEntry(ReportContext &c, int number, const core::Source &s, int figures)
{
    ReportCanvas &canvas = c.canvas;
    const double left = 29;
    const double width = 138;
    const paper::Type bold{9, true, false};
    QString rest = s.publisher ? QString::fromStdString(*s.publisher) + QStringLiteral(", ") : QString();
    rest += s.published ? QString::fromStdString(*s.published) : Words::tr("undated");
    const QStringList title = paper::wrapped(QString::fromStdString(s.title) + QLatin1Char('.'), bold, width, 4);
    const QStringList publisher = paper::wrapped(rest + QLatin1Char('.'), paper::tableType, width, 3);
    const QStringList address = paper::wrapped(s.url ? QString::fromStdString(*s.url) : Words::tr("no address"), paper::smallType, width, 6);
    const bool joined = title.size() == 1 && publisher.size() == 1 && paper::width(title[0] + QLatin1Char(' '), bold) + paper::width(publisher[0], paper::tableType) <= width;
    const double height = 1.6 + 4.2 * static_cast<double>(title.size() + (joined ? 0 : publisher.size())) + 3.9 * static_cast<double>(address.size()) + 1.6;
    c.sheet.ensure(height);
    double y = c.sheet.y() + 1.6;
    canvas.destination(QStringLiteral("source-%1").arg(number), y - 2);
    {
        const ReportElement note(canvas, Role::Note);
        canvas.textRight({26, y + paper::baseline(bold, 4.2)}, QString::number(number), paper::tableType, c.palette.accent);
        const double lastY = y + 4.2 * static_cast<double>(title.size() - 1);
        c.sheet.lines(left, y, title, bold, c.palette.text, 4.2);
        if (joined) {
            canvas.text({left + paper::width(title[0] + QLatin1Char(' '), bold), lastY + paper::baseline(paper::tableType, 4.2)}, publisher[0], paper::tableType, c.palette.text);
            y = lastY + 4.2;
        } else {
            y = lastY + 4.2;
            y += c.sheet.lines(left, y, publisher, paper::tableType, c.palette.text, 4.2);
        }
        canvas.textRight({190, c.sheet.y() + 1.6 + paper::baseline(paper::tableType, 4.2)}, figures == 1 ? Words::tr("1 figure") : Words::tr("%1 figures").arg(figures), paper::tableType, c.palette.secondary);
        if (s.url) {
            canvas.openLink(QString::fromStdString(*s.url));
        }
        c.sheet.lines(left, y, address, paper::smallType, c.palette.secondary, 3.9);
        if (s.url) {
            canvas.close();
        }
    }
    c.sheet.moveTo(c.sheet.y() + height);
    c.sheet.hairline(c.sheet.y());
}

struct Topic
{
    QString name, text;
};

std::vector<Topic> methodologyTopics(const ReportContext &c)
{
    const core::PlanSettings &plan = c.p.plan.settings();
    const auto *chip = plan.referenceAccelerator ? c.p.plan.accelerators.find(*plan.referenceAccelerator) : nullptr;
    QStringList milestones;
    std::vector<const core::Milestone *> order;
    for (const core::Milestone &m : c.p.plan.milestones) {
        order.push_back(&m);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto *x, const auto *y) { return x->offsetMonths < y->offsetMonths; });
    for (const core::Milestone *m : order) {
        const QString offset = m->offsetMonths == 0 ? QStringLiteral("0") : format::signedNumber(static_cast<double>(m->offsetMonths), 0);
        milestones << Words::tr("%1 %2 months %3").arg(sentences::elidedName(m->name), offset, format::percent(m->share, 0));
    }
    std::vector<Topic> topics{{Words::tr("Time"), Words::tr("Months are the step of the calculation, %1 to %2 inclusive. Quarters and years are sums of flows and end-of-period values of stocks.").arg(c.monthText(0), c.monthText(c.p.calendar.months() - 1))},
            {Words::tr("Compute"), Words::tr("A system is in service from its month of service for its lifetime. Available hours = accelerators × hours of the month × availability × ramp; delivered hours = available × utilisation. Reference hours = delivered hours × (peak BF16 ÷ accelerators) ÷ BF16 of the reference accelerator%1.")
                                       .arg(chip && chip->bf16Tflops ? Words::tr(" (%1, %2\u202FTFLOPS)").arg(QString::fromStdString(chip->model), format::number(*chip->bf16Tflops, 1)) : QString())},
            {Words::tr("Capacity index"), Words::tr("(fleet + planned) ÷ fleet in the same month, for peak BF16. The fleet is every system without a factory. The index is not the share of today’s fleet: when the fleet retires, the index rises.")},
            {Words::tr("Energy and carbon"), Words::tr("IT power = full-load power × (idle share + (1\u00A0\u2212\u00A0idle share) × load), idle share %1; energy = IT power × PUE × hours; carbon = energy × carbon intensity of the country.").arg(format::percent(plan.idlePower, 0))},
            {Words::tr("Acquisition"), (milestones.isEmpty() ? QString() : Words::tr("Paid at the milestones relative to the month of service: %1. ").arg(milestones.join(QStringLiteral(", ")))) + Words::tr("Committed in full in the month of the earliest milestone. Not indexed.")},
            {Words::tr("Prices"), Words::tr("Indexed cost lines rise by %1 a year from %2. Present value is discounted by %3 a year; the cost of an accelerator-hour is the present value of all cost over the hours discounted alike.").arg(format::percent(plan.inflation, 1)).arg(plan.priceYear).arg(format::percent(plan.discountRate, 1))},
            {Words::tr("Ledger"), Words::tr("Every flow is rounded to cents so that its months add up to its total, then split over programmes and countries by cumulative shares. Total = programmes = countries + non-national = factories = months, to the cent.")},
            {Words::tr("Envelopes"), Words::tr("Planned = committed in the year. Headroom = envelope \u2212 planned. A year without an envelope has no ceiling.")},
            {Words::tr("Access"), Words::tr("Union share u = min(%1, Union-level paid ÷ all paid) of each factory. Country share = (1\u00A0\u2212\u00A0u) × access share ÷ Σ access shares, which are the contribution shares unless stated.").arg(format::percent(plan.unionAccessCap, 0))},
            {Words::tr("Evidence"), Words::tr("A figure’s evidence is the status of the citation in use; without one it counts as an assumption. A payment’s evidence is that of the weakest figure that sets its amount.")},
            {Words::tr("Statements"), Words::tr("A statement holds where the metric of the period compares to the value within the tolerance.")}};
    if (!c.in.risk) {
        topics.push_back({Words::tr("Uncertainty"), Words::tr("The plan’s table of uncertainties is empty, so the section “Risk” is left out.")});
    }
    return topics;
}

void ledgerTable(ReportContext &c)
{
    const core::Cents all = engine::summaryOf(c.p).paidCents;
    core::Cents programmes = 0;
    for (int i = -1; i < c.p.programmeCount(); ++i) {
        for (const core::Cents x : c.p.totals.paidOf(i)) {
            programmes += x;
        }
    }
    core::Cents factorySum = 0;
    for (const auto &f : c.p.factories) {
        factorySum += f ? f->paidCents : 0;
    }
    core::Cents countries = 0;
    core::Cents others = 0;
    for (const ReportLedger::Entry &e : c.ledger.entries()) {
        (e.country >= 0 ? countries : others) += e.paid;
    }
    core::Cents years = 0;
    for (const core::Cents x : engine::moneyByPeriod(c.p, engine::Period::Year)) {
        years += x;
    }
    ReportTable table;
    table.columns = {{Words::tr("The ledger adds up")}, {Words::tr("€,\u00A0exact"), true}, {Words::tr("Check")}};
    table.columns[0].least = 70;
    table.columns[2].least = 24;
    const auto exact = [](core::Cents cents) { return format::exactEur(cents); };
    table.add({plain(Words::tr("All payments")), plain(exact(all)), {}});
    const std::pair<QString, core::Cents> sums[] = {{Words::tr("Sum of programmes"), programmes}, {Words::tr("Sum of factories"), factorySum}, {Words::tr("Sum of countries, Union and others"), countries + others}, {Words::tr("Sum of years"), years}};
    for (const auto &[name, cents] : sums) {
        ReportCell check = plain(cents == all ? Words::tr("equal") : Words::tr("differs"), cents == all ? c.palette.better : c.palette.worse);
        check.sign = cents == all ? CellSign::Tick : CellSign::Cross;
        table.add({plain(name), plain(exact(cents)), check});
    }
    c.sheet.skip(6);
    c.sheet.ensure(8 + 5.9 * 5 + 16);
    table.paint(c.sheet);
}

} // namespace

void assumptions(ReportContext &c)
{
    c.begin(Words::tr("Assumptions"), Words::tr("Assumptions"), evidenceTitle(c),
            Words::tr("A payment counts as an assumption when the weakest figure that sets its amount is one, or has no source."), QStringLiteral("assumptions"));
    if (c.in.evidence.paid[0] + c.in.evidence.paid[1] + c.in.evidence.paid[2] == 0) {
        c.sheet.note(Words::tr("Nothing is paid in this scenario."));
        return;
    }
    evidenceChart(c);
    if (!c.in.assumptions.empty()) {
        assumptionsTable(c);
    }
}

void sources(ReportContext &c)
{
    const core::Plan &plan = c.p.plan;
    const std::map<std::string, int> figures = citedFigures(c);
    std::vector<std::pair<std::string, std::string>> rest;
    for (const core::Source &s : plan.sources) {
        const auto count = figures.find(s.id);
        if (count != figures.end() && count->second > 0) {
            rest.emplace_back(s.title, s.id);
        }
    }
    std::sort(rest.begin(), rest.end());
    for (const auto &[title, id] : rest) {
        c.sources.number(id);
    }
    const std::vector<std::string> &order = c.sources.order();
    const auto n = static_cast<int>(order.size());
    const QString title = n == 0 ? Words::tr("The plan cites no source") : n == 1 ? Words::tr("The figures used rest on one source") : Words::tr("The figures used rest on %1 sources").arg(n > 12 ? QString::number(n) : lowerCount(n));
    c.begin(Words::tr("Sources"), Words::tr("Sources"), title,
            n == 0 ? Words::tr("A figure without a source counts as an assumption.") : Words::tr("Numbered in the order in which this report first cites them; then the rest, by name. The last column counts the figures of the factories and systems of this scenario whose value rests on the source in the baseline."), QStringLiteral("sources"));
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto count = figures.find(order[i]);
        sourceEntry(c, static_cast<int>(i) + 1, *plan.sources.find(order[i]), count == figures.end() ? 0 : count->second);
    }
}

void methodology(ReportContext &c)
{
    c.begin(Words::tr("Methodology"), Words::tr("Methodology"), Words::tr("How the figures are computed"),
            Words::tr("In short. The whole methodology ships with the program, and the command line gives every figure of this report as a table."), QStringLiteral("methodology"));
    c.sheet.hairline(c.sheet.y());
    for (const Topic &topic : methodologyTopics(c)) {
        const QStringList lines = paper::wrapped(topic.text, paper::tableType, 127);
        const double height = 4.2 * static_cast<double>(lines.size()) + 4;
        c.sheet.ensure(height);
        {
            const ReportElement p(c.canvas, Role::Paragraph);
            c.canvas.text({20, c.sheet.y() + 2 + paper::baseline(paper::tableType, 4.2)}, topic.name, {9, true, false}, c.palette.text);
            c.sheet.lines(62.5, c.sheet.y() + 2, lines, paper::tableType, c.palette.text, 4.2);
        }
        c.sheet.moveTo(c.sheet.y() + height);
        c.sheet.hairline(c.sheet.y());
    }
    ledgerTable(c);
    c.sheet.skip(3);
    int overrides = 0;
    for (const core::Override &o : c.in.plan->overrides) {
        overrides += QString::fromStdString(o.scenario) == c.in.scenario ? 1 : 0;
    }
    const QString first = Words::tr("SHA-256 of the plan’s content: %1").arg(c.in.fingerprint);
    const QString second = c.in.scenario.isEmpty() ? Words::tr("Scenario: the baseline.") : (overrides == 1 ? Words::tr("Scenario: %1. One value changed against what it builds on.").arg(c.in.scenario)
                                                                                                              : Words::tr("Scenario: %1. %2 values changed against what it builds on.").arg(c.in.scenario).arg(overrides));
    c.sheet.ensure(10);
    c.sheet.note(first);
    c.sheet.note(second);
}

} // namespace ui::pages
