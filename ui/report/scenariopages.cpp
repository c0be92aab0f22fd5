// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "reportcharts.h"
#include "reportsentences.h"
#include "scenario.h"

#include <algorithm>
#include <cmath>

// What the scenario changes, and all scenarios side by side.
namespace ui::pages {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

using engine::Period;
using engine::Totals;

struct Step
{
    int factory;
    double money, hours;
};

} // namespace

paper::Waterfall waterfallOf(const ReportContext &c)
{
    paper::Waterfall w;
    w.from = c.in.against.isEmpty() ? Words::tr("Baseline") : c.shortNameOf(c.in.against);
    w.to = c.scenarioName(true);
    w.captions[0] = Words::tr("Paid to %1, change in € m").arg(c.lastYear());
    w.captions[1] = Words::tr("Hours delivered, change in millions");
    w.start[0] = c.before.paidEur() / 1e6;
    w.end[0] = c.ledger.paidEur() / 1e6;
    w.start[1] = engine::summaryOf(c.b).deliveredHours / 1e6;
    w.end[1] = engine::summaryOf(c.p).deliveredHours / 1e6;
    std::vector<Step> steps;
    for (std::size_t i = 0; i < c.p.plan.factories.size(); ++i) {
        const int f = static_cast<int>(i);
        const bool now = c.p.factories[i] != nullptr;
        const bool then = i < c.b.factories.size() && c.b.factories[i];
        if (now || then) {
            steps.push_back({f, (c.ledger.factoryEur(f) - c.before.factoryEur(f)) / 1e6, (c.flows(c.p, f).deliveredHours - c.flows(c.b, f).deliveredHours) / 1e6});
        }
    }
    std::stable_sort(steps.begin(), steps.end(), [&](const Step &x, const Step &y) {
        const auto key = [&](const Step &s) { return std::tuple(-std::llround(std::fabs(s.money) * 10), -std::llround(std::fabs(s.hours) * 10), c.factory(s.factory).name); };
        return key(x) < key(y);
    });
    const double all[2] = {std::fabs(w.end[0] - w.start[0]), std::fabs(w.end[1] - w.start[1])};
    paper::WaterfallStep rest;
    int others = 0;
    for (const Step &s : steps) {
        const bool counts = (all[0] > 0 && std::fabs(s.money) >= 0.01 * all[0]) || (all[1] > 0 && std::fabs(s.hours) >= 0.01 * all[1]);
        if ((steps.size() > 12 && !counts) || w.steps.size() >= 12) {
            rest.change[0] += s.money;
            rest.change[1] += s.hours;
            ++others;
            continue;
        }
        w.steps.push_back({c.factoryName(s.factory), c.coloured(s.factory) ? c.colourOf(s.factory) : QColor(0xA5B1BE), {s.money, s.hours}});
    }
    if (others > 0) {
        rest.name = others == 1 ? Words::tr("1 other") : Words::tr("%1 others").arg(others);
        rest.color = QColor(0xA5B1BE);
        w.steps.push_back(rest);
    }
    return w;
}

void waterfallBlock(ReportContext &c)
{
    const paper::Waterfall w = waterfallOf(c);
    if (w.steps.empty()) {
        return;
    }
    const QString title = Words::tr("From %1 to “%2”, factory by factory").arg(c.againstName(), c.scenarioName(true));
    const QString subtitle = Words::tr("Change to the end of %1; the zero line is %2; sorted by money").arg(c.lastYear()).arg(c.againstName());
    c.sheet.ensure(c.sheet.blockHeight(title, subtitle) + paper::waterfallHeight(w));
    c.sheet.block(title, subtitle);
    QStringList described;
    for (const paper::WaterfallStep &s : w.steps) {
        described << Words::tr("%1: € %2 m and %3 million hours").arg(s.name, format::signedNumber(s.change[0], 1), format::signedNumber(s.change[1], 1));
    }
    paper::waterfall(c.sheet, w, c.sheet.y(), Words::tr("Change of money and hours by factory. ") + described.join(QStringLiteral("; ")));
    c.sheet.skip(paper::waterfallHeight(w) + 5);
}

namespace {

// A figure of the side-by-side table.
struct Measure
{
    QString text;
    double value = 0;
    bool known = true;
};

struct Line
{
    QString name;
    std::function<Measure(const engine::Projection &)> of;
    int goodSign = 0; // 1: more is better
};

double coverageIn(const engine::Projection &p, int year)
{
    const int index = year - p.calendar.firstYear();
    if (index < 0 || index >= p.calendar.years()) {
        return -1;
    }
    return engine::capacityOf(p, Period::Year, index).coverage.value_or(-1);
}

Measure numberOf(double v, int decimals)
{
    return {format::number(v, decimals), v, true};
}

Measure optionalOf(bool known, double v, int decimals)
{
    return known ? numberOf(v, decimals) : Measure{QStringLiteral("–"), 0, false};
}

std::vector<Line> linesOf(const ReportContext &c)
{
    const int early = std::clamp(c.firstYear() + 2, c.firstYear(), c.lastYear());
    const int indexYear = std::clamp(c.firstYear() + 1, c.firstYear(), c.lastYear());
    const double target = sentences::doublingTarget(c.p.plan);
    const auto over = [](const engine::Projection &p) {
        std::pair<int, double> out{0, 0};
        for (const engine::EnvelopeUse &u : engine::envelopeUse(p)) {
            const auto headroom = u.headroomCents();
            if (headroom && *headroom < 0) {
                ++out.first;
                out.second -= static_cast<double>(*headroom) / 100;
            }
        }
        return out;
    };
    std::vector<Line> lines;
    lines.push_back({Words::tr("Factories"), [](const auto &p) { return numberOf(static_cast<double>(std::count_if(p.factories.begin(), p.factories.end(), [](const auto &f) { return f != nullptr; })), 0); }, 0});
    lines.push_back({Words::tr("Paid to %1, € million").arg(c.lastYear()), [](const auto &p) { return numberOf(static_cast<double>(engine::summaryOf(p).paidCents) / 1e8, 1); }, 0});
    lines.push_back({Words::tr("Union share, %"), [](const auto &p) { return numberOf(engine::summaryOf(p).unionShare() * 100, 1); }, 0});
    lines.push_back({Words::tr("Present value, € million"), [](const auto &p) { return numberOf(engine::summaryOf(p).presentValueEur / 1e6, 1); }, 0});
    lines.push_back({Words::tr("Accelerator-hours, million"), [](const auto &p) { return numberOf(engine::summaryOf(p).deliveredHours / 1e6, 1); }, 1});
    lines.push_back({Words::tr("€ per accelerator-hour, discounted"), [](const auto &p) { const auto v = engine::summaryOf(p).eurPerAcceleratorHour; return optionalOf(v.has_value(), v.value_or(0), 2); }, -1});
    lines.push_back({std::fabs(target - 2) < 1e-9 ? Words::tr("Doubling reached") : Words::tr("%1 times the fleet reached").arg(format::number(target, 2)), [target](const auto &p) {
                         const auto m = engine::monthIndexStaysAbove(p, target);
                         return m ? Measure{ReportContext::monthText(p.calendar.month(*m), false), static_cast<double>(p.calendar.month(*m).index()), true} : Measure{Words::tr("not reached"), 1e9, true};
                     }, -1});
    lines.push_back({Words::tr("Index at the end of %1").arg(indexYear), [indexYear](const engine::Projection &p) {
                         const int i = indexYear - p.calendar.firstYear();
                         const auto v = i >= 0 && i < p.calendar.years() ? engine::capacityOf(p, Period::Year, i).indexBf16 : std::nullopt;
                         return optionalOf(v.has_value(), v.value_or(0), 2);
                     }, 1});
    for (const int year : std::set<int>{early, c.lastYear()}) {
        lines.push_back({Words::tr("Demand covered in %1, %").arg(year), [year](const auto &p) { const double v = coverageIn(p, year); return optionalOf(v >= 0, v * 100, 0); }, 1});
    }
    lines.push_back({Words::tr("Electricity, GWh"), [](const auto &p) {
                         double sum = 0;
                         for (const double v : p.totals.series(Totals::EnergyKwh)) {
                             sum += v;
                         }
                         return numberOf(sum / 1e6, 0);
                     }, 0});
    lines.push_back({Words::tr("Years over an envelope"), [over](const auto &p) { return numberOf(over(p).first, 0); }, -1});
    lines.push_back({Words::tr("Over the envelopes, € million"), [over](const auto &p) { return numberOf(over(p).second / 1e6, 1); }, -1});
    return lines;
}

// Baseline, the chosen one, then the others, in groups of at most six.
void sideBySide(ReportContext &c, bool headed)
{
    std::vector<QString> ids{QString()};
    if (!c.in.scenario.isEmpty()) {
        ids.push_back(c.in.scenario);
    }
    for (const core::Scenario &s : c.in.plan->scenarios) {
        const QString id = QString::fromStdString(s.id);
        if (id != c.in.scenario) {
            ids.push_back(id);
        }
    }
    std::vector<engine::Projection> projections;
    for (const QString &id : ids) {
        const auto resolved = core::resolve(*c.in.plan, id.toStdString());
        projections.push_back(id == c.in.scenario ? c.p : resolved ? engine::project(*resolved) : engine::project(*c.in.plan));
    }
    const std::vector<Line> lines = linesOf(c);
    const QString title = Words::tr("%1 scenarios side by side").arg(upperCount(static_cast<int>(ids.size())));
    const QString subtitle = Words::tr("%1, nominal euro; red: worse than the baseline").arg(c.horizon());
    constexpr std::size_t perTable = 5;
    const std::size_t rest = ids.size() - 1;
    for (std::size_t from = 1; from <= std::max<std::size_t>(rest, 1); from += perTable) {
        ReportTable table;
        table.columns = {{QString()}, {c.shortNameOf(QString()), true}};
        table.columns[0].most = 60;
        table.columns[0].least = 50;
        table.columns[1].shaded = c.in.scenario.isEmpty();
        const std::size_t to = std::min(from + perTable, ids.size());
        for (std::size_t i = from; i < to; ++i) {
            const core::Scenario *s = c.in.plan->scenarios.find(ids[i].toStdString());
            ReportColumn column{paper::wrapped(QString::fromStdString(s->name), paper::tableType, 22, 3).join(QLatin1Char('\n')), true};
            column.shaded = ids[i] == c.in.scenario;
            table.columns.push_back(column);
        }
        for (const Line &line : lines) {
            const Measure base = line.of(projections[0]);
            std::vector<ReportCell> cells{plain(line.name), plain(base.text)};
            for (std::size_t i = from; i < to; ++i) {
                const Measure m = line.of(projections[i]);
                const bool worse = m.known && base.known && m.text != base.text && line.goodSign != 0 && (m.value - base.value) * line.goodSign < 0;
                cells.push_back(plain(m.text, c.worse(worse)));
            }
            table.add(std::move(cells));
        }
        const bool named = headed && from == 1;
        c.sheet.ensure((named ? c.sheet.blockHeight(title, subtitle) : 0) + 14 + 5.9 * static_cast<double>(lines.size()));
        if (named) {
            c.sheet.block(title, subtitle);
        }
        table.paint(c.sheet);
        c.sheet.skip(6);
    }
}

// What the scenario changes, in the planner's words: one line an override, at most this many.
QString changesText(const ReportContext &c)
{
    const core::Scenario *s = c.in.scenario.isEmpty() ? nullptr : c.in.plan->scenarios.find(c.in.scenario.toStdString());
    return s && s->note ? QString::fromStdString(*s->note) + QLatin1Char('.') : QString();
}

} // namespace

void scenarios(ReportContext &c)
{
    if (c.same && c.in.plan->scenarios.empty()) {
        return;
    }
    if (c.same) {
        c.begin(Words::tr("Scenarios"), Words::tr("Scenarios"), Words::tr("%1 scenarios side by side").arg(upperCount(static_cast<int>(c.in.plan->scenarios.size()) + 1)),
                Words::tr("Each scenario changes some figures of the plan and inherits the others. %1, nominal euro; red: worse than the baseline.").arg(c.horizon()), QStringLiteral("scenarios"));
        sideBySide(c, false);
        return;
    }
    const QString reason = differenceReason(c);
    const QString note = changesText(c);
    c.begin(Words::tr("Scenarios"), Words::tr("Scenarios"), differenceTitle(c), note.isEmpty() || reason.isEmpty() ? note + reason : note + QLatin1Char(' ') + reason, QStringLiteral("scenarios"));
    waterfallBlock(c);
    sideBySide(c, true);
}

} // namespace ui::pages
