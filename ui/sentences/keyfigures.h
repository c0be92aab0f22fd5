// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findingsentences.h"

#include <vector>

namespace ui {

// One headline figure as it is printed on a tile, with its change against what it is compared with.
struct KeyFigure
{
    enum class Sense { Neutral, Better, Worse };
    QString id;                     // stable name: "investment", "union-share", ...
    QString caption;
    QString prefix, figure, unit;   // "€", "1.46", "bn"
    QString change;                 // "−€ 36.1 m"; empty where there is nothing to compare
    int direction = 0;              // of the change: -1, 0, 1
    Sense sense = Sense::Neutral;   // only where better or worse is certain
    QString exact;                  // the whole sentence, with all digits
    QString address = {};           // engine::Figure::toString(): what Explain is asked for; empty: nothing to explain
};

// Investment, Union share, accelerators, AI exaflops, index, cost per accelerator-hour, demand covered, first envelope exceeded: always eight.
std::vector<KeyFigure> keyFigures(const Comparison &c);

} // namespace ui
