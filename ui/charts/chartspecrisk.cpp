// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartspecrisk.h"

#include "chartexport.h"
#include "format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ChartSpec)
};

// One row of a table of figures; NaN: empty.
struct Row
{
    QString name;
    QVector<double> values;
};
struct Figures
{
    QStringList header;
    QVector<int> decimals; // by column of values
    QVector<Row> rows;
};

QString percentText(double percent)
{
    return format::number(percent, 1) + format::thin + QLatin1Char('%');
}

QString markText(const ChartSpec &spec, const ChartMark &m)
{
    return m.name + QLatin1Char(' ') + format::number(m.value, spec.decimals);
}

Figures distributionFigures(const ChartSpec &spec)
{
    Figures f{{spec.unit.isEmpty() ? Words::tr("Range") : Words::tr("Range, %1").arg(spec.unit), Words::tr("Share of draws, %"), Words::tr("At most this, %")}, {2, 2}, {}};
    for (int i = 0; i < spec.periods.size(); ++i) {
        f.rows << Row{spec.periods[i], {spec.series.isEmpty() ? std::nan("") : spec.series.first().values.value(i), spec.lines.isEmpty() ? std::nan("") : spec.lines.first().values.value(i)}};
    }
    for (const ChartMark &m : spec.marks) {
        f.rows << Row{markText(spec, m), {std::nan(""), m.share < 0 ? std::nan("") : m.share}};
    }
    return f;
}

Figures tornadoFigures(const ChartSpec &spec)
{
    const QString unit = spec.unit.isEmpty() ? QString() : QStringLiteral(", ") + spec.unit;
    Figures f{{Words::tr("Input"), Words::tr("At its P10") + unit, Words::tr("At its P90") + unit, Words::tr("Swing") + unit, Words::tr("Rank correlation")},
              {spec.decimals, spec.decimals, spec.decimals, 2},
              {}};
    for (const ChartSwing &s : spec.swings) {
        f.rows << Row{s.name, {s.atP10, s.atP90, std::fabs(s.atP90 - s.atP10), s.rankCorrelation}};
    }
    f.rows << Row{Words::tr("All at their median"), {spec.centre, spec.centre, std::nan(""), std::nan("")}};
    return f;
}

Figures figuresOf(const ChartSpec &spec)
{
    return spec.kind == ChartSpec::Kind::Tornado ? tornadoFigures(spec) : distributionFigures(spec);
}

QString fanLines(const ChartSpec &spec, int index)
{
    QString out;
    const auto add = [&](const QString &name, double value) {
        out += std::isnan(value) ? QString() : QLatin1Char('\n') + name + QStringLiteral(": ") + withUnit(spec, value);
    };
    for (const ChartBand &b : spec.bands) {
        const QString before = spec.bands.size() > 1 ? b.name + QStringLiteral(", ") : QString();
        for (int q = 6; q >= 0 && index < b.quantiles.size(); --q) {
            add(before + quantileName(q), b.quantiles[index][static_cast<std::size_t>(q)]);
        }
    }
    for (const ChartSeries &s : spec.lines) {
        add(s.name, index < s.values.size() ? s.values[index] : std::nan(""));
    }
    add(spec.limitName, index < spec.limits.size() ? spec.limits[index] : std::nan(""));
    return out;
}

} // namespace

QString withUnit(const ChartSpec &spec, double value)
{
    const QString figure = format::number(value, spec.decimals);
    return spec.unit.isEmpty() ? figure : figure + format::thin + spec.unit;
}

QString quantileName(int index)
{
    return QStringLiteral("P%1").arg(quantilePercents[static_cast<std::size_t>(index)]);
}

int countOf(const ChartSpec &spec)
{
    return static_cast<int>(spec.kind == ChartSpec::Kind::Tornado ? spec.swings.size() : spec.periods.size());
}

QVector<BandColumn> bandColumns(const ChartSpec &spec)
{
    QVector<BandColumn> out;
    for (const ChartBand &b : spec.bands) {
        for (int q = 0; q < static_cast<int>(quantilePercents.size()); ++q) {
            BandColumn column{spec.bands.size() > 1 ? b.name + QLatin1Char(' ') + quantileName(q) : quantileName(q), {}};
            for (int i = 0; i < spec.periods.size(); ++i) {
                column.values << (i < b.quantiles.size() ? b.quantiles[i][static_cast<std::size_t>(q)] : std::nan(""));
            }
            out << column;
        }
    }
    if (spec.kind == ChartSpec::Kind::Fan && !spec.limits.isEmpty()) {
        out << BandColumn{spec.limitName, spec.limits};
    }
    return out;
}

bool hasOwnTable(const ChartSpec &spec)
{
    return spec.kind == ChartSpec::Kind::Tornado || spec.kind == ChartSpec::Kind::Distribution;
}

ChartTable riskTable(const ChartSpec &spec)
{
    const Figures f = figuresOf(spec);
    ChartTable t{f.header, {}};
    for (const Row &row : f.rows) {
        QStringList cells{row.name};
        for (int i = 0; i < row.values.size(); ++i) {
            cells << (std::isnan(row.values[i]) ? QString() : format::number(row.values[i], f.decimals[i]));
        }
        t.rows << cells;
    }
    return t;
}

QString riskCsv(const ChartSpec &spec)
{
    const Figures f = figuresOf(spec);
    QVector<QStringList> rows{f.header};
    for (const Row &row : f.rows) {
        QStringList cells{row.name};
        for (const double v : row.values) {
            cells << (std::isnan(v) ? QString() : QString::number(v, 'g', 17));
        }
        rows << cells;
    }
    return csvOf(rows);
}

QString bandReadOut(const ChartSpec &spec, int index)
{
    QString out;
    for (const ChartBand &b : spec.bands) {
        if (index < b.quantiles.size() && !std::isnan(b.quantiles[index][3])) {
            const auto value = [&](int q) { return format::number(b.quantiles[index][static_cast<std::size_t>(q)], spec.decimals); };
            const QString words = Words::tr("P5 %1, median %2, P95 %3").arg(value(0), value(3), withUnit(spec, b.quantiles[index][6]));
            out += QLatin1Char('\n') + Words::tr("Draws of %1: %2").arg(b.name, words);
        }
    }
    return out;
}

QString riskReadOut(const ChartSpec &spec, int index)
{
    if (index < 0 || index >= countOf(spec)) {
        return {};
    }
    switch (spec.kind) {
    case ChartSpec::Kind::Fan:
        return spec.periods[index] + fanLines(spec, index);
    case ChartSpec::Kind::Distribution:
        return spec.periods[index] + format::thin + spec.unit + QLatin1Char('\n') + Words::tr("Share of draws: %1").arg(percentText(spec.series.value(0).values.value(index))) + QLatin1Char('\n')
               + Words::tr("At most its upper end: %1").arg(percentText(spec.lines.value(0).values.value(index)));
    case ChartSpec::Kind::Tornado: {
        const ChartSwing &s = spec.swings[index];
        return s.name + QLatin1Char('\n')
               + Words::tr("At its P10: %1 (%2)").arg(withUnit(spec, s.atP10), format::signedNumber(s.atP10 - spec.centre, spec.decimals)) + QLatin1Char('\n')
               + Words::tr("At its P90: %1 (%2)").arg(withUnit(spec, s.atP90), format::signedNumber(s.atP90 - spec.centre, spec.decimals)) + QLatin1Char('\n')
               + Words::tr("Rank correlation: %1").arg(format::signedNumber(s.rankCorrelation, 2));
    }
    default: {
        QString out = spec.periods[index];
        for (const ChartSeries &s : spec.series) {
            const double v = index < s.values.size() ? s.values[index] : std::nan("");
            out += QLatin1Char('\n') + s.name + QStringLiteral(": ") + (std::isnan(v) ? spec.absent : withUnit(spec, v));
        }
        return out;
    }
    }
}

QString riskDescription(const ChartSpec &spec)
{
    const auto first = [&] { return riskReadOut(spec, 0).replace(QLatin1Char('\n'), QStringLiteral("; ")); };
    const auto last = [&] { return riskReadOut(spec, countOf(spec) - 1).replace(QLatin1Char('\n'), QStringLiteral("; ")); };
    switch (spec.kind) {
    case ChartSpec::Kind::Distribution: {
        QStringList marks;
        for (const ChartMark &m : spec.marks) {
            marks << markText(spec, m);
        }
        return Words::tr("%1. %2; unit %3.").arg(spec.subtitle, marks.join(QStringLiteral(", ")), spec.unit);
    }
    case ChartSpec::Kind::Tornado: {
        QStringList causes;
        for (const ChartSwing &s : spec.swings) {
            causes << Words::tr("%1 %2 to %3").arg(s.name, format::signedNumber(s.atP10 - spec.centre, spec.decimals), format::signedNumber(s.atP90 - spec.centre, spec.decimals));
        }
        return Words::tr("%1. Median %2. %3.").arg(spec.subtitle, withUnit(spec, spec.centre), causes.join(QStringLiteral("; ")));
    }
    case ChartSpec::Kind::Grid: {
        QStringList periods;
        for (int i = 0; i < spec.periods.size(); ++i) {
            periods << riskReadOut(spec, i).replace(QLatin1Char('\n'), QStringLiteral("; "));
        }
        return spec.subtitle + QStringLiteral(". ") + periods.join(QStringLiteral(". ")) + QLatin1Char('.');
    }
    default:
        return Words::tr("%1. First %2. Last %3.").arg(spec.subtitle, first(), last());
    }
}

} // namespace ui
