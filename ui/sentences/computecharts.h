// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "findingsentences.h"
#include "seriescolours.h"
#include "tablespec.h"

namespace ui {

enum class HourKind { Delivered, Reference };

// Demand by segment under what the AI Factories offer, in reference-accelerator hours.
ChartSpec demandChart(const Comparison &c, engine::Period period);
// Hours by factory; the comparison's total is a stroke.
ChartSpec hoursChart(const Comparison &c, const SeriesColours &colours, engine::Period period, HourKind kind);
ChartSpec energyChart(const Comparison &c, const SeriesColours &colours, engine::Period period);
// What the sites have to offer at full load, by month.
ChartSpec powerChart(const Comparison &c, const SeriesColours &colours);

// In months [begin, end); `period` names them in the figures that can be explained, empty for the whole horizon.
items::TableSpec factoryCompute(const engine::Projection &p, const SeriesColours &colours, int begin, int end, const QString &period);
items::TableSpec partyCompute(const engine::Projection &p, int begin, int end, const QString &period);
items::TableSpec demandTable(const engine::Projection &p, int begin, int end, const QString &period);

// Known ways in which exaflops are announced, and how many of them make one of BF16 dense.
struct PressPrecision
{
    QString name;
    double perBf16Dense = 1;
};
QVector<PressPrecision> pressPrecisions();

namespace sentences {
QString segmentName(core::DemandSegment segment);
QString computeLead(const engine::Projection &p); // coverage, and when demand overtakes supply
QString precisionWords();
}

} // namespace ui
