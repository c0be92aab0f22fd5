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

// Seven colours that colour-blind people can tell apart; past seven, shades of them.
QColor seriesColor(int index);
QColor fleetColor();
QColor programmeColor(const QString &id); // by id: DEP, HE, NAT; others by their place in the series
QColor textOn(const QColor &series);      // white or near-black, whichever can be read

// WCAG contrast ratio, 1 to 21.
double contrast(const QColor &a, const QColor &b);
QColor mixed(const QColor &a, const QColor &b, double shareOfB);

} // namespace ui
