// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"
#include "plan.h"

#include <QString>

// Words for one figure of the plan: whose it is, what it is called, how its value is printed.
namespace ui::pages {

QString rowName(const core::Plan &plan, const core::Cell &cell); // "LUMI-AI"; empty where its name would say nothing
QString fieldLabel(const core::Cell &cell);                      // "in service"
QString valueText(const core::Cell &cell, const core::Value &value);

} // namespace ui::pages
