// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"

namespace ui {

// The words and figures of what is uncertain in a chart. Inside ui/charts only.

// Columns that bands add to the chart's table: names, and a value for each period.
struct BandColumn
{
    QString name;
    QVector<double> values;
};
QVector<BandColumn> bandColumns(const ChartSpec &spec);

bool hasOwnTable(const ChartSpec &spec); // distribution, tornado
ChartTable riskTable(const ChartSpec &spec);
QString riskCsv(const ChartSpec &spec);
QString riskReadOut(const ChartSpec &spec, int index); // of fan, distribution, grid, tornado
QString bandReadOut(const ChartSpec &spec, int index); // lines that bands add to a chart of something else
QString riskDescription(const ChartSpec &spec);

QString withUnit(const ChartSpec &spec, double value);

} // namespace ui
