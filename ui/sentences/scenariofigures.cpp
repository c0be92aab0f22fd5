// SPDX-License-Identifier: GPL-3.0-or-later
// The headline figures of scenarios side by side.
#include "scenariocharts.h"

#include "figure.h"
#include "figureaddress.h"
#include "figures.h"
#include "format.h"
#include "statements.h"
#include "theme.h"

#include <QCoreApplication>

#include <cmath>
#include <functional>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(scenariofigures)
};

using engine::Period;
using engine::Projection;

// One figure of one scenario: as it is printed, and as a number to be compared.
struct Shown
{
    QString text;
    std::optional<double> number;
    QString change; // in words, where a difference of numbers would say little
};

struct Line
{
    QString name;
    int indent = 0;
    int decimals = 1;
    int better = 0; // 1: more is better, -1: less is, 0: neither can be said
    std::function<Shown(const Projection &)> of;
    engine::Figure figure = {}; // of the chosen scenario; without a measure: none
};

Shown number(double value, int decimals)
{
    return {format::number(value, decimals), value, {}};
}

Shown maybe(const std::optional<double> &value, double factor, int decimals)
{
    return value ? number(*value * factor, decimals) : Shown{QStringLiteral("–"), {}, {}};
}

// `nominal`: the summary's sum, which is at hand.
double millions(const Projection &p, bool real, core::Cents nominal, const engine::LineFilter &filter = {})
{
    if (!real) {
        return static_cast<double>(nominal) / 1e8;
    }
    double sum = 0;
    for (const double eur : engine::realEurByPeriod(p, Period::Year, engine::Money::Paid, filter)) {
        sum += eur;
    }
    return sum / 1e6;
}

engine::LineFilter ofLevel(const Projection &p, core::ProgrammeLevel level)
{
    return [&p, level](const engine::FactoryResult &, const engine::Line &l) { return l.programme >= 0 && p.plan.programmes[static_cast<std::size_t>(l.programme)].level == level; };
}

engine::Capacity capacityAtEnd(const Projection &p, int year)
{
    const int index = std::clamp(year - p.calendar.firstYear(), 0, p.calendar.years() - 1);
    return engine::capacityOf(p, Period::Year, index);
}

Shown doubling(const Projection &p)
{
    const auto month = engine::monthIndexStaysAbove(p, sentences::doublingTarget(p.plan));
    if (!month) {
        return {Words::tr("not reached"), {}, {}};
    }
    const core::Month m = p.calendar.month(*month);
    return {format::month(m.year(), m.monthOfYear()), static_cast<double>(m.index()), {}};
}

Shown firstExcess(const Projection &p)
{
    const engine::EnvelopeUse *first = nullptr;
    const auto uses = engine::envelopeUse(p);
    for (const engine::EnvelopeUse &u : uses) {
        if (u.headroomCents() && *u.headroomCents() < 0 && (!first || u.year < first->year)) {
            first = &u;
        }
    }
    if (!first) {
        return {Words::tr("none"), {}, {}};
    }
    const QString id = QString::fromStdString(p.plan.programmes[static_cast<std::size_t>(first->programme)].id);
    return {QStringLiteral("%1 %2").arg(id).arg(first->year), {}, Words::tr("by %1").arg(format::number(static_cast<double>(-*first->headroomCents()) / 1e8, 1))};
}

Shown statementsHolding(const Projection &p)
{
    int holds = 0;
    const auto results = engine::checkStatements(p);
    for (const engine::StatementResult &r : results) {
        holds += r.holds ? 1 : 0;
    }
    return results.empty() ? Shown{QStringLiteral("–"), {}, {}} : Shown{Words::tr("%1 of %2").arg(holds).arg(results.size()), static_cast<double>(holds), {}};
}

engine::Figure figure(const char *measure, const QString &period = {}, bool real = false)
{
    engine::Figure f;
    f.measure = measure;
    f.period = period.toStdString();
    f.real = real;
    return f;
}

std::vector<Line> moneyLines(const Projection &first, bool real)
{
    const int last = first.calendar.last().year();
    const QString unit = real ? Words::tr("€ million of %1").arg(first.plan.settings().priceYear) : Words::tr("€ million");
    engine::Figure energy = figure("paid_cents", {}, real);
    energy.category = "energy";
    return {
        {Words::tr("Paid to %1, %2").arg(last).arg(unit), 0, 1, 0, [real](const Projection &p) { return number(millions(p, real, engine::summaryOf(p).paidCents), 1); }, figure("paid_cents", {}, real)},
        {Words::tr("of that electricity"), 1, 1, 0, [real](const Projection &p) {
             const engine::LineFilter energyOnly = [](const engine::FactoryResult &, const engine::Line &l) { return l.category == engine::Category::Energy; };
             return number(millions(p, real, real ? 0 : engine::moneyTotal(p, engine::Money::Paid, energyOnly), energyOnly), 1);
         }, energy},
        {Words::tr("by the Union, %1").arg(unit), 1, 1, 0, [real](const Projection &p) { return number(millions(p, real, engine::summaryOf(p).unionCents, ofLevel(p, core::ProgrammeLevel::Union)), 1); }, real ? engine::Figure{} : figure("union_cents")},
        {Words::tr("by countries, %1").arg(unit), 1, 1, 0, [real](const Projection &p) { return number(millions(p, real, engine::summaryOf(p).nationalCents, ofLevel(p, core::ProgrammeLevel::National)), 1); }, real ? engine::Figure{} : figure("national_cents")},
        {Words::tr("Present value, € million"), 0, 1, 0, [](const Projection &p) { return number(engine::summaryOf(p).presentValueEur / 1e6, 1); }, figure("present_value_eur")},
    };
}

std::vector<Line> linesOf(const Projection &first, bool real)
{
    const int last = first.calendar.last().year();
    const int at = std::min(first.calendar.firstYear() + 2, last);
    const QString year = QString::number(at);
    std::vector<Line> lines = moneyLines(first, real);
    const std::vector<Line> more = {
        {Words::tr("Delivered hours to %1, million").arg(last), 0, 1, 1, [](const Projection &p) { return number(engine::summaryOf(p).deliveredHours / 1e6, 1); }, figure("delivered_hours")},
        {Words::tr("Cost per accelerator-hour, €"), 0, 2, -1, [](const Projection &p) { return maybe(engine::summaryOf(p).eurPerAcceleratorHour, 1, 2); }, figure("eur_per_accelerator_hour")},
        {Words::tr("AI Factories, BF16 dense exaflops, end %1").arg(year), 0, 1, 1, [at](const Projection &p) { return number(capacityAtEnd(p, at).plannedBf16Pflops / 1000, 1); }, {}},
        {Words::tr("Capacity index, end %1, ×").arg(year), 0, 2, 1, [at](const Projection &p) { return maybe(capacityAtEnd(p, at).indexBf16, 1, 2); }, figure("index_bf16", year)},
        {Words::tr("Demand covered in %1, %").arg(year), 0, 0, 1, [at](const Projection &p) { return maybe(capacityAtEnd(p, at).coverage, 100, 0); }, figure("coverage", year)},
        {Words::tr("Doubling reached"), 0, 0, -1, doubling, {}},
        {Words::tr("First envelope exceeded"), 0, 0, 0, firstExcess, {}},
        {Words::tr("Statements that hold"), 0, 0, 1, statementsHolding, {}},
    };
    lines.insert(lines.end(), more.begin(), more.end());
    return lines;
}

items::TableCell changeCell(const Line &line, const Shown &before, const Shown &now)
{
    const Palette &palette = theme().palette();
    items::TableCell cell;
    if (!now.change.isEmpty()) {
        cell.text = now.change;
        cell.tone = palette.worse;
        return cell;
    }
    if (!before.number || !now.number) {
        cell.text = before.text == now.text ? Words::tr("same") : QString();
        cell.tone = palette.secondary;
        return cell;
    }
    const double change = *now.number - *before.number;
    cell.sort = change;
    if (std::fabs(change) < 0.5 * std::pow(10.0, -line.decimals)) {
        cell.text = Words::tr("same");
        cell.tone = palette.secondary;
        return cell;
    }
    const bool months = line.name == Words::tr("Doubling reached");
    cell.text = months ? Words::tr("%1 months").arg(format::signedNumber(change, 0)) : format::signedNumber(change, line.decimals);
    cell.tone = line.better == 0 ? palette.text : change * line.better > 0 ? palette.better : palette.worse;
    return cell;
}

} // namespace

items::TableSpec scenarioFigures(const std::vector<ScenarioColumn> &columns, const QString &chosen, bool realPrices)
{
    items::TableSpec t;
    if (columns.empty()) {
        return t;
    }
    t.columns << items::TableColumn{QStringLiteral("figure"), Words::tr("Figure")};
    const int width = columns.size() > 3 ? 92 : columns.size() > 2 ? 128 : 184;
    const int letters = columns.size() > 3 ? 12 : columns.size() > 2 ? 18 : 28;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        t.columns << items::TableColumn{QStringLiteral("value%1").arg(i), sentences::elidedName(columns[i].name.toStdString(), letters), columns[i].name, true, width};
        if (i > 0) {
            t.columns << items::TableColumn{QStringLiteral("change%1").arg(i), Words::tr("Change"), Words::tr("Against %1").arg(columns.front().name), true, 88};
        }
    }
    int id = 0;
    for (const Line &line : linesOf(columns.front().projection, realPrices)) {
        items::TableRow row;
        row.id = QString::number(id++);
        items::TableCell name{line.name};
        name.indent = line.indent;
        row.cells << name;
        const Shown first = line.of(columns.front().projection);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const Shown now = i == 0 ? first : line.of(columns[i].projection);
            items::TableCell value{now.text};
            if (now.number) {
                value.sort = *now.number;
            }
            const QString figure = line.figure.measure.empty() ? QString() : QString::fromStdString(line.figure.toString());
            value.figure = columns[i].id == chosen ? figure : inScenario(figure, columns[i].id);
            row.cells << value;
            if (i > 0) {
                items::TableCell change = changeCell(line, first, now);
                change.figure = first.number && now.number ? differenceOf(figure, columns[i].id, columns.front().id) : QString();
                row.cells << change;
            }
        }
        t.rows << row;
    }
    return t;
}

} // namespace ui
