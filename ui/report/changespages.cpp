// SPDX-License-Identifier: GPL-3.0-or-later
#include "cellwords.h"
#include "format.h"
#include "reportcharts.h"
#include "reportsentences.h"
#include "scenario.h"

#include <algorithm>
#include <cmath>

// What differs between two scenarios: in words, factory by factory, and every figure that was changed.
namespace ui::pages {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

// The same finding in both scenarios is said once.
QString bothSay(const ReportContext &c, const QString &now, const QString &then)
{
    return now == then ? Words::tr("%1, as in %2").arg(now, c.againstName()) : Words::tr("%1; in %2: %3").arg(now, c.againstName(), then.at(0).toLower() + then.mid(1));
}

QStringList sentencesOf(const ReportContext &c)
{
    QStringList out{sentences::capacityTitle(c.comparison), sentences::paymentsTitle(c.comparison, engine::Period::Year)};
    if (!c.p.plan.envelopes.empty() || !c.b.plan.envelopes.empty()) {
        const QString then = sentences::envelopesTitle(c.b);
        const QString now = sentences::envelopesTitle(c.p);
        out << (now == then ? Words::tr("%1, as in %2").arg(now, c.againstName()) : Words::tr("%1. In %2: %3").arg(now, c.againstName(), then));
    }
    if (std::any_of(c.p.demandHours.begin(), c.p.demandHours.end(), [](double v) { return v > 0; })) {
        out << bothSay(c, sentences::demandTitle(c.p), sentences::demandTitle(c.b));
    }
    QStringList broken;
    QStringList mended;
    for (std::size_t i = 0; i < c.in.statements.size() && i < c.in.againstStatements.size(); ++i) {
        const QString text = QStringLiteral("“%1”").arg(QString::fromStdString(c.p.plan.statements[static_cast<std::size_t>(c.in.statements[i].statement)].text));
        if (c.in.statements[i].holds != c.in.againstStatements[i].holds) {
            (c.in.statements[i].holds ? mended : broken) << text;
        }
    }
    if (!broken.isEmpty()) {
        out << (broken.size() == 1 ? Words::tr("A public statement no longer holds: %1") : Words::tr("Public statements that no longer hold: %1")).arg(broken.join(QStringLiteral(", ")));
    }
    if (!mended.isEmpty()) {
        out << (mended.size() == 1 ? Words::tr("A public statement holds that does not in %2: %1") : Words::tr("Public statements that hold and do not in %2: %1")).arg(mended.join(QStringLiteral(", ")), c.againstName());
    }
    out.removeAll(QString());
    return out;
}

void inWords(ReportContext &c)
{
    c.sheet.block(Words::tr("In words"), {});
    for (const QString &sentence : sentencesOf(c)) {
        const QStringList lines = paper::wrapped(sentence + QLatin1Char('.'), paper::bodyType, 160);
        c.sheet.ensure(5.0 * static_cast<double>(lines.size()));
        {
            const ReportArtefact artefact(c.canvas);
            c.canvas.fill(QRectF(ReportSheet::left, c.sheet.y() + 2.0, 1.2, 1.2), c.palette.accent);
        }
        {
            const ReportElement p(c.canvas, ReportCanvas::Role::Paragraph);
            c.sheet.lines(ReportSheet::left + 4, c.sheet.y(), lines, paper::bodyType, c.palette.text, 5.0);
        }
        c.sheet.skip(5.0 * static_cast<double>(lines.size()) + 1.4);
    }
    c.sheet.skip(5);
}

struct FactoryChange
{
    int factory = -1;
    double money = 0, moneyThen = 0, hours = 0, hoursThen = 0;
};

std::vector<ReportCell> changeCells(const ReportCell &name, const FactoryChange &f)
{
    const double money = f.money - f.moneyThen;
    const double hours = f.hours - f.hoursThen;
    return {name, plain(ReportContext::millions(f.moneyThen)), plain(ReportContext::millions(f.money)), plain(std::fabs(money) < 0.005 ? ReportContext::nil() : ReportContext::signedMillions(money)),
            plain(ReportContext::millions(f.hoursThen)), plain(ReportContext::millions(f.hours)), plain(std::fabs(hours) < 0.5 ? ReportContext::nil() : ReportContext::signedMillions(hours))};
}

void factoryTable(ReportContext &c)
{
    std::vector<FactoryChange> rows;
    FactoryChange all;
    for (std::size_t i = 0; i < c.p.plan.factories.size(); ++i) {
        const int f = static_cast<int>(i);
        if (!c.p.factories[i] && (i >= c.b.factories.size() || !c.b.factories[i])) {
            continue;
        }
        const FactoryChange row{f, c.ledger.factoryEur(f), c.before.factoryEur(f), c.flows(c.p, f).deliveredHours, c.flows(c.b, f).deliveredHours};
        all.money += row.money;
        all.moneyThen += row.moneyThen;
        all.hours += row.hours;
        all.hoursThen += row.hoursThen;
        rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [&](const FactoryChange &x, const FactoryChange &y) {
        const auto key = [&](const FactoryChange &r) { return std::tuple(-std::llround(std::fabs(r.money - r.moneyThen) / 1e5), -std::llround(std::fabs(r.hours - r.hoursThen) / 1e5), c.factory(r.factory).name); };
        return key(x) < key(y);
    });
    ReportTable table;
    table.dense = rows.size() > 20;
    const QString then = c.in.against.isEmpty() ? Words::tr("Baseline") : c.shortNameOf(c.in.against);
    table.columns = {{Words::tr("Factory")}};
    for (const QString &unit : {Words::tr("€ million"), Words::tr("m hours")}) {
        for (const QString &head : {then, c.scenarioName(true), Words::tr("Change")}) {
            table.columns.push_back({paper::elided(head, paper::tableType, 22) + QLatin1Char('\n') + unit, true});
        }
    }
    table.columns[0].most = 50;
    for (const FactoryChange &row : rows) {
        ReportCell name = plain(c.factoryName(row.factory));
        name.square = c.colourOf(row.factory);
        table.add(changeCells(name, row));
    }
    table.add(changeCells(plain(Words::tr("All factories")), all)).total = true;
    const QString title = Words::tr("Money and hours by factory");
    const QString subtitle = Words::tr("€ million, %1, paid to %2; million accelerator-hours").arg(c.priceBasis()).arg(c.lastYear());
    const double whole = 10.1 + 5.9 * static_cast<double>(table.rows.size()) + 12;
    c.sheet.ensure(c.sheet.blockHeight(title, subtitle) + (rows.size() <= 20 ? whole : table.startHeight(c.sheet)));
    c.sheet.block(title, subtitle);
    table.paint(c.sheet);
    c.sheet.skip(2.4);
    const core::Cents now = engine::summaryOf(c.p).paidCents;
    const core::Cents before = engine::summaryOf(c.b).paidCents;
    c.sheet.ensure(10);
    c.sheet.note(Words::tr("Exactly, nominal: %1, before %2; the difference is %3%4.").arg(format::exactEur(now), format::exactEur(before), now < before ? QString(format::minus) : QString(), format::exactEur(std::llabs(now - before))));
    c.sheet.skip(6);
}

// Every cell that one of the scenarios sets and whose value differs.
std::vector<core::Cell> changedCells(const ReportContext &c)
{
    std::set<core::Cell> cells;
    for (const QString &scenario : {c.in.scenario, c.in.against}) {
        const auto line = core::lineage(*c.in.plan, scenario.toStdString());
        for (const core::Override &o : c.in.plan->overrides) {
            if (line && std::find(line->begin(), line->end(), o.scenario) != line->end()) {
                cells.insert({o.entity, o.row, o.field});
            }
        }
    }
    std::vector<core::Cell> out;
    for (const core::Cell &cell : cells) {
        if (core::valueAt(c.p.plan, cell) != core::valueAt(c.b.plan, cell)) {
            out.push_back(cell);
        }
    }
    return out;
}

void cellTable(ReportContext &c)
{
    const std::vector<core::Cell> cells = changedCells(c);
    const QString title = cells.empty() ? Words::tr("No figure was changed") : cells.size() == 1 ? Words::tr("The figure that was changed") : Words::tr("The %1 figures that were changed").arg(cells.size());
    const QString subtitle = Words::tr("Values of both scenarios, and what the new one rests on");
    ReportTable table;
    table.dense = cells.size() > 20;
    table.spread = false;
    const QString then = c.in.against.isEmpty() ? Words::tr("Baseline") : c.shortNameOf(c.in.against);
    table.columns = {{Words::tr("Figure")}, {then, true}, {c.scenarioName(true), true}, {Words::tr("Status")}, {Words::tr("Basis")}};
    table.columns[0].most = 60;
    table.columns[0].least = 40;
    table.columns[3].least = 18;
    for (const core::Cell &cell : cells) {
        const QString name = rowName(c.p.plan, cell);
        const ReportContext::Basis basis = c.basisOf(cell);
        const auto shown = [&](const core::Plan &plan) {
            const core::Value value = core::valueAt(plan, cell);
            return core::isNull(value) ? QStringLiteral("–") : paper::elided(valueText(cell, value), paper::tableType, 30);
        };
        ReportCell now = plain(shown(c.p.plan));
        now.assumption = basis.evidence == engine::Evidence::Assumption;
        table.add({plain((name.isEmpty() ? QString::fromStdString(cell.row) : name) + QStringLiteral(": ") + fieldLabel(cell)), plain(shown(c.b.plan)), now,
                   plain(ReportContext::evidenceWord(basis), now.assumption ? c.palette.attention : QColor()), plain(c.basisText(basis), c.palette.secondary)});
    }
    c.sheet.ensure(c.sheet.blockHeight(title, subtitle) + table.startHeight(c.sheet));
    c.sheet.block(title, cells.empty() ? QString() : subtitle);
    if (!cells.empty()) {
        table.paint(c.sheet);
    }
}

} // namespace

void changes(ReportContext &c)
{
    const core::Scenario *s = c.in.scenario.isEmpty() ? nullptr : c.in.plan->scenarios.find(c.in.scenario.toStdString());
    QStringList lead{s && s->note ? QString::fromStdString(*s->note) + QLatin1Char('.') : QString(), differenceReason(c)};
    lead.removeAll(QString());
    c.beginSheet(Words::tr("Changes"), differenceTitle(c), lead.join(QLatin1Char(' ')), QStringLiteral("changes"), Words::tr("from %1 to “%2”").arg(c.againstName(), c.scenarioName(true)));
    inWords(c);
    waterfallBlock(c);
    factoryTable(c);
    cellTable(c);
}

} // namespace ui::pages
