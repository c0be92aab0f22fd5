// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <QVector>

#include <optional>

namespace ui {

// A date on the way to service: "Contract signature", "Delivery", "Acceptance". Months here and below are counted from January of the year 0.
struct GanttMilestone
{
    QString name;
    int month = 0;

    bool operator==(const GanttMilestone &) const = default;
};

// What a system comes to: "Paid", and the address of that figure.
struct GanttFigure
{
    QString name;
    QString figure;

    bool operator==(const GanttFigure &) const = default;
};

// One system from its first milestone to its retirement.
struct GanttBar
{
    QString id;
    QString name;
    QColor color;
    QVector<GanttMilestone> milestones; // by month: the first is the contract, the last after service began the acceptance
    int service = 0;
    int ramp = 0;                       // months until full operation
    int retires = 0;                    // first month out of service
    std::optional<int> wasService;      // in the plan compared with, where it differs
    std::optional<int> wasRetires;
    QString label;                      // in the bar: "Oct 2027 (+10)"
    QString endLabel;                   // beside its end, where that is in sight: "retires Jun 2028"
    QString value;                      // all of it in words, for tooltips and assistive technology
    bool overridden = false;            // by the chosen scenario
    bool movable = true;
    QVector<GanttFigure> figures = {};  // that can be explained; the first is what Ctrl+E explains

    bool operator==(const GanttBar &) const = default;
};

// Rows under one heading; the heading folds them.
struct GanttGroup
{
    QString id;
    QString name;
    QString summary; // beside the name while folded: "ten systems"
    bool folded = false;
    bool dense = false;
    QVector<GanttBar> bars;

    bool operator==(const GanttGroup &) const = default;
};

// A day or month marked over all rows: the present, what was said of a month.
struct GanttMark
{
    enum class Kind { Today, Holds, Broken };
    double at = 0; // months
    QString text;  // at the foot
    QString words; // in full
    Kind kind = Kind::Today;

    bool operator==(const GanttMark &) const = default;
};

// What stands below a year's number: its envelopes.
struct GanttYear
{
    int year = 0;
    QString text;      // "DEP 18.2 over"
    QString shortText; // "−18.2", where there is little room
    QString words;     // in full, all programmes
    bool exceeded = false;
    QString figure = {};

    bool operator==(const GanttYear &) const = default;
};

// All that a Gantt view shows, as plain values.
struct GanttSpec
{
    QVector<GanttGroup> groups;
    QVector<GanttMark> marks;
    QVector<GanttYear> years;
    int horizonFirst = 0; // what lies outside is shaded
    int horizonLast = 0;  // inclusive
    QString empty;        // what to say where there are no bars

    bool operator==(const GanttSpec &) const = default;
};

// What a dragged bar would change, shown at it.
struct GanttBubble
{
    enum class Tone { Neutral, Better, Worse };
    struct Row
    {
        QString name, value, change;
        Tone tone = Tone::Neutral;

        bool operator==(const Row &) const = default;
    };
    QString title;  // "LUMI-AI in service Jul 2028"
    QString change; // "+9 months"
    QVector<Row> rows;
    QString foot;
    bool refused = false; // the foot says why it cannot be kept

    bool operator==(const GanttBubble &) const = default;
};

} // namespace ui
