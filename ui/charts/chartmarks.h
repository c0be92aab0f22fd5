// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartscene.h"

#include <QFontMetricsF>
#include <QPolygonF>

class QPainter;

namespace ui {

// The painter with all that marks need to know. Inside ui/charts only.
struct Marks
{
    QPainter &painter;
    const ChartSpec &spec;
    const Palette &palette;
    const ChartStyle &style;
    const ChartFrame &frame;
    QFontMetricsF fm;

    void text(const QPointF &baseline, const QString &words, const QColor &color, Qt::Alignment align = Qt::AlignLeft, bool strong = false) const;
    // The same on a halo of the ground's colour, for words that may lie on an area.
    void haloText(const QPointF &baseline, const QString &words, const QColor &color, bool strong = false) const;
    // A tint of a colour on the ground, as much of it as said; on a dark ground the colour is a lighter one.
    QColor tint(const QColor &color, double share) const;
    QPolygonF steps(const QVector<double> &values) const;

    void axisTexts() const;
    void periodTexts() const; // the lower half of axisTexts
    void hairlines() const;
    void overlaid() const;
    void lines() const;
    QPointF targetLabel() const;
    void levels() const; // marks that lie
    void bars() const;
    void endLabels() const;
    void notes() const;
    void hover(int index) const;

    // What is uncertain (chartbands.cpp).
    void fan() const;
    void fanLabels() const;
    void ribbons() const;  // of areas and lines
    void whiskers() const; // of bars
    // One figure, its chances and its causes (chartrisk.cpp).
    void distribution() const;
    void grid() const;
    void tornado() const;
};

} // namespace ui
