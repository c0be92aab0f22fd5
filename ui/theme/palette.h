// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace ui {

// The program's colours by role. A plain value; the same roles on screen and on paper.
struct Palette
{
    QColor window, surface, line, controlLine;
    QColor text, secondary;
    QColor accent, onAccent, selection;
    QColor better, worse, attention;
    QColor land, participant, sea, border;
    bool dark = false;

    static Palette light();
    static Palette darkTheme();
};

// Seven colours that colour-blind people can tell apart; then fourteen more, as far from these and from each other as can be. All stand out from the
// ground of both themes, and a text can be read on them. Further ones repeat: their labels tell them apart.
QColor seriesColor(int index);
QColor fleetColor();
QColor othersColor();                   // all that have no colour of their own
QColor shade(const QColor &color, int n); // of one series' parts: the first has the colour itself, the next ones less of it
QColor programmeColor(const QString &id); // by id: DEP, HE, NAT; others by their place in the series
QColor textOn(const QColor &series);      // white or near-black, whichever can be read

// WCAG contrast ratio, 1 to 21.
double contrast(const QColor &a, const QColor &b);
// The colour, or as much darker or lighter as makes it stand out from the ground as graphics must (WCAG 1.4.11).
QColor visibleOn(const QColor &color, const QColor &ground, double least = 3);
QColor mixed(const QColor &a, const QColor &b, double shareOfB);

} // namespace ui
