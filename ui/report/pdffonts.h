// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qpdf/QPDF.hh>

namespace ui {

// What Qt gets wrong about the fonts in a file: names of subsets, what characters the glyphs are, and their sets, which only PDF/A-1 wants.
void mendFonts(QPDF &pdf, bool keepSets);

} // namespace ui
