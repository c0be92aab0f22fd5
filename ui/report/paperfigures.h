// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "reportsheet.h"

#include <vector>

// Charts on paper: vectors, direct labels, nothing to hover. They show the same ChartSpec as the window's charts; what only paper has
// (waterfall, envelopes side by side, demand over supply, evidence) has values of its own. Each is a figure with a description.
namespace ui::paper {

// Ticks from 0 by `step`, `steps` of them.
struct Axis
{
    double step = 1;
    int steps = 2;
    double highest() const { return step * steps; }
    double y(const QRectF &plot, double value) const { return plot.bottom() - plot.height() * value / highest(); }
};
Axis axisFor(double largest, int wanted); // 1, 2, 2.5, 4 or 5 times a power of ten; least waste, 2 to 6 steps

// A point worth a name above the plot: "doubled, October 2027".
struct AreaNote
{
    int month = -1; // none
    double value = 0;
    QString text;
};
void areas(ReportSheet &sheet, const ChartSpec &spec, const QRectF &frame, const AreaNote &note = {});
// The cover's picture: areas over the whole width of the page, without a scale.
void coverAreas(ReportSheet &sheet, const ChartSpec &spec, const QRectF &frame, const Type &type = smallType, double textMargin = ReportSheet::left);

struct BarOptions
{
    double labelWidth = 35; // column of names at the right; 0: none
    bool low = false;       // half-width, few gridlines
};
void bars(ReportSheet &sheet, const ChartSpec &spec, const QRectF &frame, const BarOptions &options = {});

// Where the draws of a figure lie, by period: bands around the median; the plan's own value as a mark.
struct FanOptions
{
    double labelWidth = 35; // column of names at the right; 0: none
    bool low = false;       // half-width, few gridlines
    bool values = false;    // P5 and P95 at their band's edges, where there is room
};
void fan(ReportSheet &sheet, const ChartSpec &spec, const QRectF &frame, const FanOptions &options = {});

// What each uncertain input does to a figure, a row each: at most so many.
double tornadoHeight(const ChartSpec &spec, int most);
void tornado(ReportSheet &sheet, const ChartSpec &spec, const QRectF &frame, int most);

// What a programme commits against its ceiling, a panel each, on one scale.
struct EnvelopePanel
{
    QString name;
    QColor color;
    std::vector<double> values;
    std::vector<double> limits; // NaN: none
};
void envelopes(ReportSheet &sheet, const QStringList &years, const std::vector<EnvelopePanel> &panels, const QRectF &frame, const QString &description);

// Bars of what is delivered, a line of what is asked for.
struct DemandFigure
{
    QStringList years;
    std::vector<double> supply, demand, baseline; // baseline may be empty
    QString supplyName, demandName;
};
void demand(ReportSheet &sheet, const DemandFigure &figure, const QRectF &frame, const QString &description);

// From what is compared with to what is shown, step by step; two measures side by side.
struct WaterfallStep
{
    QString name;
    QColor color;
    double change[2] = {0, 0};
};
struct Waterfall
{
    QString from, to;
    QString captions[2];
    double start[2] = {0, 0};
    double end[2] = {0, 0};
    std::vector<WaterfallStep> steps;
};
double waterfallHeight(const Waterfall &w);
void waterfall(ReportSheet &sheet, const Waterfall &w, double y, const QString &description);

// Amounts split by what they rest on.
struct EvidenceBar
{
    QString name;
    double parts[3] = {0, 0, 0}; // stated, derived, assumption
    bool strong = false;
};
double evidenceHeight(const std::vector<EvidenceBar> &bars);
void evidence(ReportSheet &sheet, const std::vector<EvidenceBar> &bars, const QStringList &captions, double y, const QString &description);

} // namespace ui::paper
