// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartspec.h"

#include "chartspecrisk.h"
#include "format.h"

#include <QCoreApplication>

#include <cmath>

namespace ui {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("ChartSpec", text);
}

bool isRisk(const ChartSpec &spec)
{
    return spec.kind != ChartSpec::Kind::Areas && spec.kind != ChartSpec::Kind::Bars;
}

// Of a grid there is no sum.
bool hasTotal(const ChartSpec &spec)
{
    return !spec.series.isEmpty() && spec.kind != ChartSpec::Kind::Grid;
}

QString cell(const ChartSpec &spec, double value)
{
    return std::isnan(value) ? spec.absent : format::number(value, spec.decimals);
}
} // namespace

bool isEmpty(const ChartSpec &spec)
{
    if (spec.kind == ChartSpec::Kind::Tornado) {
        return spec.swings.isEmpty();
    }
    return spec.periods.isEmpty() || (spec.series.isEmpty() && spec.lines.isEmpty() && (spec.kind != ChartSpec::Kind::Fan || spec.bands.isEmpty()));
}

double totalAt(const ChartSpec &spec, int index)
{
    double sum = 0;
    for (const ChartSeries &s : spec.series) {
        sum += s.hidden ? 0 : s.values.value(index);
    }
    return sum;
}

ChartTable tableOf(const ChartSpec &spec)
{
    if (hasOwnTable(spec)) {
        return riskTable(spec);
    }
    const QVector<BandColumn> bands = bandColumns(spec);
    ChartTable t;
    t.header << tr("Period");
    for (const ChartSeries &s : spec.series) {
        t.header << s.name;
    }
    for (const ChartSeries &s : spec.lines) {
        t.header << s.name;
    }
    if (hasTotal(spec)) {
        t.header << tr("Total");
    }
    if (!spec.baseline.isEmpty()) {
        t.header << spec.baselineName;
    }
    for (const BandColumn &b : bands) {
        t.header << b.name;
    }
    for (int i = 0; i < spec.periods.size(); ++i) {
        QStringList row{spec.periods[i]};
        double sum = 0;
        for (const ChartSeries &s : spec.series) {
            row << cell(spec, s.values.value(i));
            sum += s.values.value(i);
        }
        for (const ChartSeries &s : spec.lines) {
            row << cell(spec, s.values.value(i));
        }
        if (hasTotal(spec)) {
            row << format::number(sum, spec.decimals);
        }
        if (!spec.baseline.isEmpty()) {
            row << format::number(spec.baseline.value(i), spec.decimals);
        }
        for (const BandColumn &b : bands) {
            row << cell(spec, b.values.value(i));
        }
        t.rows << row;
    }
    return t;
}

QString csvOf(const ChartSpec &spec)
{
    if (hasOwnTable(spec)) {
        return riskCsv(spec);
    }
    const auto quoted = [](QString s) { return QLatin1Char('"') + s.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"'); };
    QString out = QStringLiteral("period");
    const auto plain = [](double v) { return QLatin1Char(',') + (std::isnan(v) ? QString() : QString::number(v, 'g', 17)); };
    const QVector<BandColumn> bands = bandColumns(spec);
    const QVector<ChartSeries> columns = spec.series + spec.lines;
    for (const ChartSeries &s : columns) {
        out += QLatin1Char(',') + quoted(s.name);
    }
    out += spec.baseline.isEmpty() ? QString() : QLatin1Char(',') + quoted(spec.baselineName);
    for (const BandColumn &b : bands) {
        out += QLatin1Char(',') + quoted(b.name);
    }
    out += QLatin1Char('\n');
    for (int i = 0; i < spec.periods.size(); ++i) {
        out += quoted(spec.periods[i]);
        for (const ChartSeries &s : columns) {
            out += plain(s.values.value(i));
        }
        out += spec.baseline.isEmpty() ? QString() : plain(spec.baseline.value(i));
        for (const BandColumn &b : bands) {
            out += plain(b.values.value(i));
        }
        out += QLatin1Char('\n');
    }
    return out;
}

QString readOut(const ChartSpec &spec, int index)
{
    if (isRisk(spec)) {
        return riskReadOut(spec, index);
    }
    if (index < 0 || index >= spec.periods.size()) {
        return {};
    }
    QString out = spec.periods[index];
    for (auto s = spec.series.crbegin(); s != spec.series.crend(); ++s) {
        if (!s->hidden && s->values.value(index) != 0) {
            out += QLatin1Char('\n') + s->name + QStringLiteral(": ") + withUnit(spec, s->values.value(index));
        }
    }
    if (spec.series.size() > 1) {
        out += QLatin1Char('\n') + tr("Total") + QStringLiteral(": ") + withUnit(spec, totalAt(spec, index));
    }
    for (const ChartSeries &s : spec.lines) {
        out += s.hidden ? QString() : QLatin1Char('\n') + s.name + QStringLiteral(": ") + withUnit(spec, s.values.value(index));
    }
    if (!spec.baseline.isEmpty()) {
        out += QLatin1Char('\n') + spec.baselineName + QStringLiteral(": ") + withUnit(spec, spec.baseline.value(index));
    }
    if (!spec.target.isEmpty()) {
        out += QLatin1Char('\n') + spec.targetName + QStringLiteral(": ") + withUnit(spec, spec.target.value(index));
    }
    return out + bandReadOut(spec, index);
}

QString descriptionOf(const ChartSpec &spec)
{
    if (isEmpty(spec)) {
        return spec.empty.isEmpty() ? tr("No data.") : spec.empty;
    }
    if (isRisk(spec)) {
        return riskDescription(spec);
    }
    const auto level = [&](int i) { return spec.series.isEmpty() ? spec.lines.first().values.value(i) : totalAt(spec, i); };
    int largest = 0;
    for (int i = 1; i < spec.periods.size(); ++i) {
        largest = level(i) > level(largest) ? i : largest;
    }
    QStringList names;
    for (const ChartSeries &s : spec.series + spec.lines) {
        names << s.name;
    }
    return tr("%1. From %2 to %3; %4. First %5, highest %6 in %7, last %8.")
        .arg(spec.subtitle, spec.periods.first(), spec.periods.last(), names.join(QStringLiteral(", ")), withUnit(spec, level(0)),
             withUnit(spec, level(largest)), spec.periods[largest], withUnit(spec, level(static_cast<int>(spec.periods.size()) - 1)));
}

double niceStep(double largest, int wanted)
{
    if (!(largest > 0)) {
        return 1;
    }
    const double raw = largest / wanted;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double step : {1.0, 2.0, 2.5, 4.0, 5.0, 10.0}) {
        if (raw <= step * power * 1.0001) {
            return step * power;
        }
    }
    return 10 * power;
}

int stepDecimals(double step)
{
    int decimals = 0;
    for (double v = step; decimals < 6 && std::fabs(v - std::round(v)) > 1e-6 * v; v *= 10) {
        ++decimals;
    }
    return decimals;
}

} // namespace ui
