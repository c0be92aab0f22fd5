// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keyfigures.h"
#include "plancharts.h"
#include "simulationanswer.h"

#include <vector>

namespace ui {

// A row of a slide's table. The figures are printed as they are.
struct SlideRow
{
    QString name;
    QStringList figures;    // one a column
    double bar = -1;        // 0 to 1; negative: none
    QColor color;           // of the bar, or of a square before the name
    bool heading = false;   // the sum of the rows that follow
    bool assumption = false;
    bool signs = false;     // a tick or cross says the sense too
    KeyFigure::Sense sense = KeyFigure::Sense::Neutral; // of the last figure
};

struct SlideTable
{
    QStringList columns; // heads of the figures; the names have none
    std::vector<SlideRow> rows;
    bool bars() const;
};

// One message of a presentation, as plain values: what the presentation mode shows and the slides' PDF prints.
struct SlideSpec
{
    enum class Kind { Cover, Chart, Table, Figures };
    Kind kind = Kind::Chart;
    QString id;       // stable name: "cover", "figures", "statements", "capacity", "payments", "envelope", "payers", "demand", "risk", "risk-envelopes", "changes"
    QString title;    // the finding, without full stop
    QString subtitle; // the rest of the finding, measure and unit
    ChartSpec chart;  // Cover, Chart
    SlideTable table; // Table
    std::vector<KeyFigure> figures; // Figures: all of them; Table: up to three beside it
    QString notes;    // for who speaks: a few sentences, not shown on the slide
};

// What slides need besides the projections.
struct SlideContext
{
    QString scenarioName;                                // in full; "Baseline" for none
    std::vector<engine::StatementResult> statements;     // of the plan shown
    QDate today;                                         // marks the present; invalid: not marked
    std::shared_ptr<const document::SimulationAnswer> risk = {}; // null: nothing is uncertain
};

// The slides in their order: cover, key figures, statements, capacity, payments, the envelope under most strain, who pays, demand, how sure that is,
// and what comes later where two scenarios are compared. A slide without anything to say is left out; the cover never is.
std::vector<SlideSpec> slidesOf(const Comparison &c, const SeriesColours &colours, const SlideContext &context);

} // namespace ui
