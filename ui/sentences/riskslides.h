// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulationanswer.h"
#include "slides.h"

namespace ui {

// The fan of a total by year with the plan's own value, in colours that need no theme: for paper, and for slides on any ground.
ChartSpec planFan(const simulation::Outcome &years, simulation::Figure figure);

// How sure the plan is, in at most two slides: the money by year with its spread; the envelopes most likely to be exceeded, with the dates of the first
// target. None for an answer with an error.
std::vector<SlideSpec> riskSlides(const Comparison &c, const document::SimulationAnswer &answer);

} // namespace ui
