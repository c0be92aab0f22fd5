// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explanation.h"

#include <QString>

namespace ui {

// A figure with all its digits and its unit, in the reader's locale: "€ 731,705,788.16", "49.9819 %", "18,258".
QString figureText(const engine::Number &number, engine::Unit unit);
// The value of an explanation's node; a month or a text as it is.
QString valueText(const engine::Explanation &explanation);
// "÷", "×", "−": what is done with the input before it is; empty for the first and where nothing is to be said.
QString operatorSign(engine::Operation operation, int input);
// "stated: source. note", and which scenario set the value.
QString supportText(const engine::Support &support, const QString &scenarioName);

} // namespace ui
