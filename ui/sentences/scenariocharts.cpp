// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenariocharts.h"

#include "editwords.h"
#include "figures.h"
#include "format.h"
#include "scenario.h"
#include "scenarioedits.h"
#include "seriesfigure.h"
#include "theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(scenariocharts)
};

using engine::Period;
using engine::Projection;

constexpr int mostSteps = 12;          // of a waterfall; the rest is one row
constexpr double leastShare = 0.01;    // of all change, to get a row of its own
const QChar arrow(0x2192);

ChartSpec monthly(const Projection &p)
{
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Areas;
    spec.periodKeys = periodKeys(p.calendar, Period::Month);
    for (int m = 0; m < p.calendar.months(); ++m) {
        spec.periods << sentences::periodName(p.calendar, Period::Month, m);
    }
    for (int y = 0; y < p.calendar.years(); ++y) {
        spec.axisLabels << QString::number(p.calendar.firstYear() + y);
        spec.axisAt << p.calendar.begin(Period::Year, y);
    }
    return spec;
}

QString exactChange(core::Cents cents)
{
    const QString amount = format::exactEur(std::abs(cents));
    return cents < 0 ? format::minus + amount : QLatin1Char('+') + amount;
}

const core::FieldInfo *fieldOf(const core::Cell &cell)
{
    const core::EntityInfo *info = core::entity(cell.entity);
    return info ? info->field(cell.field) : nullptr;
}

// For narrow columns: large amounts in millions.
QString shortValue(const core::Plan &plan, const core::Cell &cell, const core::Value &value)
{
    const core::FieldInfo *field = fieldOf(cell);
    const auto number = core::numberOf(value);
    const bool large = field && field->type == core::FieldType::Money && number && std::fabs(*number) >= 1e7;
    return large ? format::eur(*number / 100) : sentences::valueText(plan, cell, value);
}

items::TableCell valueCell(const core::Plan &plan, const core::Cell &cell, const core::Value &value)
{
    items::TableCell out{shortValue(plan, cell, value)};
    out.toolTip = sentences::valueText(plan, cell, value);
    return out;
}

// The words of what one step of the way changes: "+9 months", "2,100 → 1,008".
QString stepDetail(const core::Plan &before, const core::Plan &after, const core::Cell &cell)
{
    const core::Value was = core::valueAt(before, cell);
    const core::Value is = core::valueAt(after, cell);
    const auto *a = std::get_if<std::string>(&was);
    const auto *b = std::get_if<std::string>(&is);
    const auto from = a ? core::Month::parse(*a) : std::nullopt;
    const auto to = b ? core::Month::parse(*b) : std::nullopt;
    if (from && to) {
        const int months = *to - *from;
        return std::abs(months) == 1 ? Words::tr("%1 month").arg(format::signedNumber(months, 0)) : Words::tr("%1 months").arg(format::signedNumber(months, 0));
    }
    return shortValue(before, cell, was) + QLatin1Char(' ') + arrow + QLatin1Char(' ') + shortValue(after, cell, is);
}

QString fieldWords(const core::Cell &cell)
{
    const core::FieldInfo *field = fieldOf(cell);
    return field ? sentences::fieldNameInSentence(*field) : QString::fromStdString(cell.field);
}

struct Step
{
    WaterfallRow row;
    engine::Difference change;
};

// The difference of both scenarios in one figure, to be explained from its two sides.
QString partFigure(const DifferenceView &v, const std::string &category, const std::string &factory)
{
    engine::Figure figure{v.measure == DifferenceMeasure::Money ? "paid_cents" : "delivered_hours", factory};
    figure.category = category;
    return differenceOf(QString::fromStdString(figure.toString()), v.to.id, v.from.id);
}

std::vector<Step> stepsOf(const DifferenceView &v)
{
    std::vector<Step> out;
    const core::Plan &before = v.from.projection.plan;
    const core::Plan &after = v.to.projection.plan;
    const auto add = [&](WaterfallRow row, const engine::Difference &change) { out.push_back({std::move(row), change}); };
    if (v.split == DifferenceSplit::Factory) {
        for (const engine::DifferencePart &p : engine::differenceByFactory(v.from.projection, v.to.projection)) {
            const core::Factory &f = after.factories[static_cast<std::size_t>(p.factory)];
            WaterfallRow row{QStringLiteral("factory/") + QString::fromStdString(f.id), sentences::elidedName(f.name)};
            row.swatch = v.colours.of(f.id);
            row.figure = partFigure(v, {}, f.id);
            add(row, p.change);
        }
    } else if (v.split == DifferenceSplit::Category) {
        for (const engine::DifferencePart &p : engine::differenceByCategory(v.from.projection, v.to.projection)) {
            QString name = sentences::categoryWord(p.category);
            WaterfallRow row{{}, name.at(0).toUpper() + name.mid(1)};
            row.figure = v.measure == DifferenceMeasure::Money ? partFigure(v, engine::textOf(p.category), {}) : QString();
            add(row, p.change);
        }
    } else {
        for (const engine::DifferencePart &p : v.steps) {
            const core::Cell &cell = p.cells.front();
            WaterfallRow row{QString::fromStdString(cell.toString()), sentences::rowName(after, cell.entity, cell.row)};
            row.detail = stepDetail(before, after, cell);
            QStringList words;
            for (const core::Cell &c : p.cells) {
                words << Words::tr("%1: %2").arg(fieldWords(c), sentences::valueText(before, c, core::valueAt(before, c)) + QLatin1Char(' ') + arrow + QLatin1Char(' ') + sentences::valueText(after, c, core::valueAt(after, c)));
            }
            row.toolTip = words.join(QLatin1Char('\n'));
            add(row, p.change);
        }
    }
    return out;
}

void setValue(WaterfallRow &row, const engine::Difference &change, DifferenceMeasure measure)
{
    if (measure == DifferenceMeasure::Money) {
        row.value = static_cast<double>(change.paidCents) / 1e8;
        row.toolTip += (row.toolTip.isEmpty() ? QString() : QStringLiteral("\n")) + exactChange(change.paidCents);
    } else {
        row.value = change.deliveredHours / 1e6;
        row.toolTip += (row.toolTip.isEmpty() ? QString() : QStringLiteral("\n")) + Words::tr("%1 accelerator-hours").arg(format::signedNumber(change.deliveredHours, 0));
    }
    row.label = std::fabs(row.value) < 0.05 ? QStringLiteral("0.0") : format::signedNumber(row.value, 1);
}

double sizeOf(const engine::Difference &change, DifferenceMeasure measure)
{
    return std::fabs(measure == DifferenceMeasure::Money ? static_cast<double>(change.paidCents) : change.deliveredHours);
}

// Of more than twelve, those with at least a hundredth of all change get a row; the others are one, so that the sum stays.
void fold(std::vector<Step> &steps, const DifferenceView &v)
{
    const DifferenceMeasure measure = v.measure;
    if (steps.size() <= mostSteps) {
        return;
    }
    double all = 0;
    std::vector<double> sizes;
    for (const Step &s : steps) {
        all += sizeOf(s.change, measure);
        sizes.push_back(sizeOf(s.change, measure));
    }
    std::sort(sizes.rbegin(), sizes.rend());
    const double least = std::max(all * leastShare, sizes[mostSteps - 1]);
    const auto isSmall = [&](const Step &s) { return sizeOf(s.change, measure) < least || sizeOf(s.change, measure) == 0; };
    std::vector<Step> kept;
    Step rest;
    QStringList others;
    int folded = 0;
    for (Step &s : steps) {
        if (!isSmall(s) && kept.size() < mostSteps) {
            kept.push_back(std::move(s));
        } else {
            rest.change += s.change;
            others << s.row.id;
            ++folded;
        }
    }
    if (folded > 0 && !kept.empty()) {
        rest.row.name = folded == 1 ? Words::tr("One other") : Words::tr("%1 others").arg(folded);
        rest.row.figure = v.split == DifferenceSplit::Factory ? partFigure(v, {}, others.join(QLatin1Char('+')).remove(QStringLiteral("factory/")).toStdString()) : QString();
        kept.push_back(std::move(rest));
    }
    steps = std::move(kept);
}

// "−€ 36.1 m: all of it electricity".
QString differenceTitleOf(const DifferenceView &v, const engine::Difference &whole)
{
    if (v.measure == DifferenceMeasure::Hours) {
        if (std::fabs(whole.deliveredHours) < 5e4) {
            return Words::tr("As many hours");
        }
        const QString amount = Words::tr("%1 million accelerator-hours").arg(format::number(std::fabs(whole.deliveredHours) / 1e6, 1));
        return whole.deliveredHours < 0 ? Words::tr("%1 fewer").arg(amount) : Words::tr("%1 more").arg(amount);
    }
    if (std::abs(whole.paidCents) < 5'000'000) {
        return Words::tr("No difference in money worth showing");
    }
    const QString amount = format::signedEur(static_cast<double>(whole.paidCents) / 100);
    QString name;
    double most = 0;
    if (v.split == DifferenceSplit::Factory) {
        for (const engine::DifferencePart &p : engine::differenceByFactory(v.from.projection, v.to.projection)) {
            const double share = static_cast<double>(p.change.paidCents) / static_cast<double>(whole.paidCents);
            if (share > most) {
                most = share;
                name = sentences::elidedName(v.to.projection.plan.factories[static_cast<std::size_t>(p.factory)].name);
            }
        }
        return most > 0.3 && most <= 0.995 ? Words::tr("%1: %2 bears %3").arg(amount, name, format::percent(most, 0)) : most > 0.995 && most < 1.005 ? Words::tr("%1: all of it %2").arg(amount, name) : amount;
    }
    for (const engine::DifferencePart &p : engine::differenceByCategory(v.from.projection, v.to.projection)) {
        const double share = static_cast<double>(p.change.paidCents) / static_cast<double>(whole.paidCents);
        if (share > most) {
            most = share;
            name = sentences::categoryWord(p.category);
        }
    }
    return most > 0.995 && most < 1.005 ? Words::tr("%1: all of it %2").arg(amount, name) : most > 0.5 && most < 1 ? Words::tr("%1: %2 is %3 of it").arg(amount, name, format::percent(most, 0)) : amount;
}

} // namespace

namespace sentences {

QString categoryWord(engine::Category category)
{
    switch (category) {
    case engine::Category::Acquisition:
        return Words::tr("acquisition");
    case engine::Category::Installation:
        return Words::tr("installation");
    case engine::Category::Energy:
        return Words::tr("electricity");
    case engine::Category::Maintenance:
        return Words::tr("maintenance");
    case engine::Category::Staff:
        return Words::tr("staff");
    case engine::Category::OtherOperations:
        return Words::tr("other operations");
    case engine::Category::Services:
        break;
    }
    return Words::tr("services");
}

QString scenariosLead(const std::vector<ScenarioColumn> &columns)
{
    if (columns.size() < 2) {
        return Words::tr("Choose a scenario, or tick two to four to set them side by side");
    }
    const engine::Difference d = engine::differenceBetween(columns.front().projection, columns[1].projection);
    const QString money = std::abs(d.paidCents) < 5'000'000 ? Words::tr("as much money") : format::signedEur(static_cast<double>(d.paidCents) / 100);
    const QString hours = std::fabs(d.deliveredHours) < 5e4 ? Words::tr("as many hours") : Words::tr("%1 million hours").arg(format::signedNumber(d.deliveredHours / 1e6, 1));
    return Words::tr("“%1” against “%2”: %3, %4").arg(columns[1].name, columns.front().name, money, hours);
}

} // namespace sentences

QColor scenarioColor(int column)
{
    // The first in the text's grey: it is the yardstick.
    return column == 0 ? fleetColor() : seriesColor(column - 1);
}

ChartSpec scenarioCapacityChart(const std::vector<ScenarioColumn> &columns, const QDate &today)
{
    if (columns.empty()) {
        return {};
    }
    const Projection &first = columns.front().projection;
    ChartSpec spec = monthly(first);
    spec.title = Words::tr("Capacity");
    spec.subtitle = Words::tr("BF16 dense peak in service with the existing fleet, exaflops, end of month");
    spec.unit = QStringLiteral("EF");
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Projection &p = columns[i].projection;
        ChartSeries s{QStringLiteral("s") + columns[i].id, sentences::elidedName(columns[i].name.toStdString()), scenarioColor(static_cast<int>(i)), {}};
        for (int m = 0; m < first.calendar.months(); ++m) {
            const int at = p.calendar.indexOf(first.calendar.month(m));
            const bool inside = at >= 0 && at < p.calendar.months();
            s.values << (inside ? (p.totals.series(engine::Totals::Bf16)[static_cast<std::size_t>(at)] + p.fleet->totals.series(engine::Totals::Bf16)[static_cast<std::size_t>(at)]) / 1000 : 0);
        }
        s.figure = p.calendar == first.calendar ? inScenario(seriesFigure({"total_bf16_pflops"}), columns[i].id) : QString();
        spec.lines << s;
    }
    if (today.isValid()) {
        const double at = first.calendar.indexOf(core::Month(today.year(), today.month())) + (today.day() - 1.0) / today.daysInMonth();
        spec.today = at >= 0 && at < first.calendar.months() ? at : -1;
    }
    return spec;
}

ChartSpec scenarioPaymentsChart(const std::vector<ScenarioColumn> &columns, Period period, bool realPrices)
{
    if (columns.empty()) {
        return {};
    }
    const Projection &first = columns.front().projection;
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Areas;
    spec.title = Words::tr("Payments");
    const QString by = period == Period::Year ? Words::tr("Paid per year") : period == Period::Quarter ? Words::tr("Paid per quarter") : Words::tr("Paid per month");
    spec.subtitle = realPrices ? Words::tr("%1, € million, prices of %2").arg(by).arg(first.plan.settings().priceYear) : Words::tr("%1, € million, nominal").arg(by);
    spec.unit = Words::tr("€ m");
    const int periods = first.calendar.periods(period);
    spec.periodKeys = periodKeys(first.calendar, period);
    for (int i = 0; i < periods; ++i) {
        spec.periods << sentences::periodName(first.calendar, period, i);
    }
    for (int y = 0; y < first.calendar.years(); ++y) {
        spec.axisLabels << QString::number(first.calendar.firstYear() + y);
        spec.axisAt << first.calendar.periodOf(period, first.calendar.begin(Period::Year, y));
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const Projection &p = columns[c].projection;
        ChartSeries s{QStringLiteral("s") + columns[c].id, sentences::elidedName(columns[c].name.toStdString()), scenarioColor(static_cast<int>(c)), QVector<double>(periods, 0.0)};
        const std::vector<double> real = realPrices ? engine::realEurByPeriod(p, period) : std::vector<double>();
        const std::vector<core::Cents> nominal = realPrices ? std::vector<core::Cents>() : engine::moneyByPeriod(p, period);
        for (int i = 0; i < periods && p.calendar == first.calendar; ++i) {
            const auto at = static_cast<std::size_t>(i);
            s.values[i] = realPrices ? real[at] / 1e6 : static_cast<double>(nominal[at]) / 1e8;
        }
        engine::Figure paid{"paid_cents"};
        paid.real = realPrices;
        s.figure = p.calendar == first.calendar ? inScenario(seriesFigure(paid), columns[c].id) : QString();
        spec.lines << s;
    }
    return spec;
}

QString overrideId(const core::Cell &cell)
{
    return QString::fromStdString(cell.toString());
}

std::optional<core::Cell> overrideCell(const QString &id)
{
    const auto cell = core::parseCell(id.toStdString());
    return cell ? std::optional(*cell) : std::nullopt;
}

items::TableSpec overrideTable(const core::Plan &plan, const QString &scenario)
{
    items::TableSpec t;
    const core::Scenario *s = plan.scenarios.find(scenario.toStdString());
    const auto resolved = core::resolve(plan, s && s->parent ? *s->parent : std::string());
    const core::Plan &parent = resolved ? *resolved : plan;
    const bool nested = s && s->parent;
    t.columns << items::TableColumn{QStringLiteral("what"), Words::tr("Value")} << items::TableColumn{QStringLiteral("baseline"), Words::tr("Baseline"), {}, true, 78}
              << items::TableColumn{QStringLiteral("inherited"), Words::tr("Inherited"), Words::tr("What a reset would give"), true, 78, true, nested}
              << items::TableColumn{QStringLiteral("own"), Words::tr("Own"), {}, true, 78};
    for (const core::Override &o : core::overridesOf(plan, scenario.toStdString())) {
        const core::Cell cell{o.entity, o.row, o.field};
        items::TableRow row;
        row.id = overrideId(cell);
        items::TableCell own = valueCell(plan, cell, o.value);
        own.cell = cell;
        own.overridden = true;
        own.strong = true;
        const core::EntityInfo *info = core::entity(o.entity);
        const bool there = info && info->field(o.field) && info->indexOf(plan, o.row) >= 0;
        if (!there) {
            own.cell = {};
            own.tone = theme().palette().worse;
            own.toolTip = Words::tr("The row or field that this override speaks of is gone; it has no effect. Reset it.");
        }
        items::TableCell what{Words::tr("%1, %2").arg(sentences::rowName(plan, o.entity, o.row), fieldWords(cell))};
        what.toolTip = what.text;
        row.cells << what
                  << valueCell(plan, cell, core::valueAt(plan, cell)) << valueCell(parent, cell, core::valueAt(parent, cell)) << own;
        t.rows << row;
    }
    return t;
}

WaterfallSpec differenceWaterfall(const DifferenceView &v)
{
    WaterfallSpec spec;
    const engine::Difference whole = engine::differenceBetween(v.from.projection, v.to.projection);
    const bool money = v.measure == DifferenceMeasure::Money;
    spec.title = differenceTitleOf(v, whole);
    const QString unit = money ? Words::tr("€ million to %1, nominal").arg(v.to.projection.calendar.last().year()) : Words::tr("million accelerator-hours to %1").arg(v.to.projection.calendar.last().year());
    const QString how = v.split == DifferenceSplit::Factory ? Words::tr("by factory") : v.split == DifferenceSplit::Category ? Words::tr("by category") : Words::tr("override by override: the parts depend on this order, their sum does not");
    spec.subtitle = Words::tr("%1 to %2, %3, %4").arg(v.from.name, v.to.name, unit, how);
    spec.unit = money ? Words::tr("€ m") : Words::tr("m hours");
    spec.sense = money ? WaterfallSpec::Sense::Neutral : WaterfallSpec::Sense::MoreIsBetter;
    spec.sumName = Words::tr("Sum");
    spec.empty = money ? Words::tr("Both scenarios pay the same.") : v.split == DifferenceSplit::Category ? Words::tr("Hours have no category. Split them by factory or override by override.") : Words::tr("Both scenarios deliver the same hours.");
    std::vector<Step> steps = stepsOf(v);
    if (v.split != DifferenceSplit::Override) {
        std::stable_sort(steps.begin(), steps.end(), [&](const Step &a, const Step &b) { return sizeOf(a.change, v.measure) > sizeOf(b.change, v.measure); });
    }
    fold(steps, v);
    if (!money && v.split == DifferenceSplit::Category) {
        steps.clear();
    }
    engine::Difference sum;
    for (Step &s : steps) {
        setValue(s.row, s.change, v.measure);
        sum += s.change;
        spec.rows << s.row;
    }
    WaterfallRow total;
    setValue(total, sum, v.measure);
    spec.sumLabel = total.label;
    spec.sumFigure = partFigure(v, {}, {});
    return spec;
}

items::TableSpec differenceTable(const WaterfallSpec &spec)
{
    items::TableSpec t;
    t.columns << items::TableColumn{QStringLiteral("part"), Words::tr("Part")} << items::TableColumn{QStringLiteral("detail"), Words::tr("What changes")}
              << items::TableColumn{QStringLiteral("change"), Words::tr("Change, %1").arg(spec.unit), {}, true, 120};
    for (const WaterfallRow &r : spec.rows) {
        items::TableCell change{r.label, r.value};
        change.toolTip = r.toolTip;
        change.figure = r.figure;
        t.rows << items::TableRow{r.name + r.id, {items::TableCell{r.name}, items::TableCell{r.detail}, change}};
    }
    items::TableCell sum{spec.sumLabel, spec.sum()};
    sum.figure = spec.sumFigure;
    t.rows << items::TableRow{QStringLiteral("sum"), {items::TableCell{spec.sumName}, items::TableCell{}, sum}, true};
    return t;
}

} // namespace ui
