// SPDX-License-Identifier: GPL-3.0-or-later
#include "flowspec.h"

#include "chartexport.h"
#include "format.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(flow)
};

QString figure(const FlowSpec &spec, double value)
{
    return format::number(value, spec.decimals) + format::thin + spec.unit;
}

} // namespace

QVector<FlowLink> linksOf(const FlowSpec &spec)
{
    std::map<std::pair<int, int>, double> sums;
    for (const FlowPath &path : spec.paths) {
        for (qsizetype i = 1; i < path.nodes.size(); ++i) {
            sums[{path.nodes[i - 1], path.nodes[i]}] += path.value;
        }
    }
    QVector<FlowLink> links;
    for (const auto &[ends, value] : sums) {
        links << FlowLink{ends.first, ends.second, value};
    }
    return links;
}

double valueOf(const FlowSpec &spec, int node)
{
    double sum = 0;
    for (const FlowPath &path : spec.paths) {
        sum += path.nodes.contains(node) ? path.value : 0;
    }
    return sum;
}

QVector<double> valuesOf(const FlowSpec &spec)
{
    QVector<double> sums(spec.nodes.size(), 0.0);
    for (const FlowPath &path : spec.paths) {
        for (const int node : path.nodes) {
            sums[node] += path.value;
        }
    }
    return sums;
}

namespace {
// Several factories are asked for together, "factory=a+b"; nothing else is.
QString joinedFigure(const FlowSpec &spec, const QVector<int> &nodes)
{
    const QString factory = QStringLiteral("factory=");
    QStringList ids;
    for (const int n : nodes) {
        if (!spec.nodes[n].figure.startsWith(factory)) {
            return {};
        }
        ids << spec.nodes[n].figure.mid(factory.size());
    }
    return factory + ids.join(QLatin1Char('+'));
}
} // namespace

QString figureOf(const FlowSpec &spec, int node)
{
    const QString part = spec.nodes[node].figure;
    return part.isEmpty() || spec.figure.isEmpty() ? QString() : QString(spec.figure).replace(QLatin1String("%1"), part);
}

QString figureOf(const FlowSpec &spec, const FlowLink &link)
{
    const QString from = spec.nodes[link.from].figure;
    const QString to = spec.nodes[link.to].figure;
    return from.isEmpty() || to.isEmpty() || spec.figure.isEmpty() ? QString() : QString(spec.figure).replace(QLatin1String("%1"), from + QLatin1Char(',') + to);
}

FlowSpec folded(const FlowSpec &spec, int column, int most)
{
    QVector<QPair<double, int>> ranked; // smallest last
    const QVector<double> values = valuesOf(spec);
    for (int i = 0; i < spec.nodes.size(); ++i) {
        if (spec.nodes[i].column == column) {
            ranked << qMakePair(-values[i], i);
        }
    }
    most = std::max(2, most);
    if (ranked.size() <= most) {
        return spec;
    }
    std::sort(ranked.begin(), ranked.end());
    QVector<int> small;
    for (qsizetype i = most - 1; i < ranked.size(); ++i) {
        small << ranked[i].second;
    }
    FlowSpec out = spec;
    out.nodes.clear();
    QVector<int> places(spec.nodes.size(), -1);
    const QColor grey = fleetColor();
    for (int i = 0; i < spec.nodes.size(); ++i) {
        if (!small.contains(i)) {
            places[i] = static_cast<int>(out.nodes.size());
            out.nodes << spec.nodes[i];
        }
    }
    const int others = static_cast<int>(out.nodes.size());
    out.nodes << FlowNode{QStringLiteral("others:%1").arg(column), Words::tr("%1 others").arg(small.size()), grey, column, false, joinedFigure(spec, small)};
    std::map<QVector<int>, double> sums;
    for (const FlowPath &path : spec.paths) {
        QVector<int> nodes;
        for (const int n : path.nodes) {
            nodes << (places[n] < 0 ? others : places[n]);
        }
        sums[nodes] += path.value;
    }
    out.paths.clear();
    for (const auto &[nodes, value] : sums) {
        out.paths << FlowPath{nodes, value};
    }
    return out;
}

ChartTable tableOf(const FlowSpec &spec)
{
    ChartTable t;
    t.header = QStringList{Words::tr("From"), Words::tr("To"), spec.unit};
    for (const FlowLink &link : linksOf(spec)) {
        t.rows << QStringList{spec.nodes[link.from].name, spec.nodes[link.to].name, format::number(link.value, spec.decimals)};
    }
    return t;
}

QString csvOf(const FlowSpec &spec)
{
    QVector<QStringList> rows{QStringList{QStringLiteral("from"), QStringLiteral("to"), spec.unit}};
    for (const FlowLink &link : linksOf(spec)) {
        rows << QStringList{spec.nodes[link.from].name, spec.nodes[link.to].name, QString::number(link.value, 'g', 15)};
    }
    return csvOf(rows);
}

QString nodeReadOut(const FlowSpec &spec, int node)
{
    constexpr int lines = 8; // a side
    QStringList out{spec.nodes[node].name + QStringLiteral(": ") + figure(spec, valueOf(spec, node))};
    for (const bool incoming : {true, false}) {
        QVector<QPair<double, QString>> ends;
        for (const FlowLink &link : linksOf(spec)) {
            if ((incoming ? link.to : link.from) == node) {
                ends << qMakePair(-link.value, spec.nodes[incoming ? link.from : link.to].name);
            }
        }
        std::sort(ends.begin(), ends.end());
        double rest = 0;
        for (qsizetype i = 0; i < ends.size(); ++i) {
            if (i < lines || ends.size() == lines + 1) {
                out << (incoming ? Words::tr("from %1: %2") : Words::tr("to %1: %2")).arg(ends[i].second, figure(spec, -ends[i].first));
            } else {
                rest -= ends[i].first;
            }
        }
        if (rest > 0) {
            out << (incoming ? Words::tr("from %1 others: %2") : Words::tr("to %1 others: %2")).arg(ends.size() - lines).arg(figure(spec, rest));
        }
    }
    return out.join(QLatin1Char('\n'));
}

QString linkReadOut(const FlowSpec &spec, const FlowLink &link)
{
    const QString from = spec.nodes[link.from].name;
    const QString to = spec.nodes[link.to].name;
    return Words::tr("%1 to %2: %3\n%4 of %1, %5 of %2")
        .arg(from, to, figure(spec, link.value), format::percent(link.value / valueOf(spec, link.from), 1), format::percent(link.value / valueOf(spec, link.to), 1));
}

} // namespace ui
