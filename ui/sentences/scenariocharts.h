// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "difference.h"
#include "findingsentences.h"
#include "seriescolours.h"
#include "tablespec.h"
#include "waterfallview.h"

#include <QDate>

namespace ui {

// One of the scenarios that are set side by side; the first is what the others are compared with.
struct ScenarioColumn
{
    QString id; // empty: the baseline
    QString name;
    const engine::Projection &projection;
};

// Headline figures, a column a scenario, and beside each but the first its change. Each can be explained, those of `chosen` as it is then.
items::TableSpec scenarioFigures(const std::vector<ScenarioColumn> &columns, const QString &chosen, bool realPrices);
// All scenarios on one axis.
ChartSpec scenarioCapacityChart(const std::vector<ScenarioColumn> &columns, const QDate &today);
ChartSpec scenarioPaymentsChart(const std::vector<ScenarioColumn> &columns, engine::Period period, bool realPrices);
QColor scenarioColor(int column);

// The scenario's own overrides: in the baseline, inherited, own. Own values are edited in place where the scenario is the chosen one.
items::TableSpec overrideTable(const core::Plan &plan, const QString &scenario);
QString overrideId(const core::Cell &cell); // of a row of that table
std::optional<core::Cell> overrideCell(const QString &id);

enum class DifferenceSplit { Factory, Category, Override };
enum class DifferenceMeasure { Money, Hours };
struct DifferenceView
{
    const ScenarioColumn &from;
    const ScenarioColumn &to;
    DifferenceSplit split = DifferenceSplit::Factory;
    DifferenceMeasure measure = DifferenceMeasure::Money;
    const std::vector<engine::DifferencePart> &steps; // override by override
    const SeriesColours &colours;
};
WaterfallSpec differenceWaterfall(const DifferenceView &view);
items::TableSpec differenceTable(const WaterfallSpec &spec);

namespace sentences {
QString categoryWord(engine::Category category); // "electricity"
QString scenariosLead(const std::vector<ScenarioColumn> &columns);
}

} // namespace ui
