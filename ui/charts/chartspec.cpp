// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartspec.h"

#include "format.h"

#include <QCoreApplication>

#include <cmath>

namespace ui {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("ChartSpec", text);
}

QString withUnit(const ChartSpec &spec, double value)
{
    const QString figure = format::number(value, spec.decimals);
    return spec.unit.isEmpty() ? figure : figure + format::thin + spec.unit;
}
} // namespace

bool isEmpty(const ChartSpec &spec)
{
    return spec.periods.isEmpty() || (spec.series.isEmpty() && spec.lines.isEmpty());
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
    ChartTable t;
    t.header << tr("Period");
    for (const ChartSeries &s : spec.series) {
        t.header << s.name;
    }
    for (const ChartSeries &s : spec.lines) {
        t.header << s.name;
    }
    if (!spec.series.isEmpty()) {
        t.header << tr("Total");
    }
    if (!spec.baseline.isEmpty()) {
        t.header << spec.baselineName;
    }
    for (int i = 0; i < spec.periods.size(); ++i) {
        QStringList row{spec.periods[i]};
        double sum = 0;
        for (const ChartSeries &s : spec.series) {
            row << format::number(s.values.value(i), spec.decimals);
            sum += s.values.value(i);
        }
        for (const ChartSeries &s : spec.lines) {
            row << format::number(s.values.value(i), spec.decimals);
        }
        if (!spec.series.isEmpty()) {
            row << format::number(sum, spec.decimals);
        }
        if (!spec.baseline.isEmpty()) {
            row << format::number(spec.baseline.value(i), spec.decimals);
        }
        t.rows << row;
    }
    return t;
}

QString csvOf(const ChartSpec &spec)
{
    const auto quoted = [](QString s) { return QLatin1Char('"') + s.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"'); };
    QString out = QStringLiteral("period");
    const QVector<ChartSeries> columns = spec.series + spec.lines;
    for (const ChartSeries &s : columns) {
        out += QLatin1Char(',') + quoted(s.name);
    }
    out += spec.baseline.isEmpty() ? QStringLiteral("\n") : QLatin1Char(',') + quoted(spec.baselineName) + QLatin1Char('\n');
    for (int i = 0; i < spec.periods.size(); ++i) {
        out += quoted(spec.periods[i]);
        for (const ChartSeries &s : columns) {
            out += QLatin1Char(',') + QString::number(s.values.value(i), 'g', 17);
        }
        out += spec.baseline.isEmpty() ? QStringLiteral("\n") : QLatin1Char(',') + QString::number(spec.baseline.value(i), 'g', 17) + QLatin1Char('\n');
    }
    return out;
}

QString readOut(const ChartSpec &spec, int index)
{
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
    return out;
}

QString descriptionOf(const ChartSpec &spec)
{
    if (isEmpty(spec)) {
        return tr("No data.");
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
