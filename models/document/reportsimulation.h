// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulationanswer.h"

namespace document {

// More draws than this no report and no slide waits for; they name how many they rest on.
inline constexpr std::int64_t mostReportDraws = 1'000'000;

// What reports and slides say of a plan's uncertainties: years of totals and programmes with the whole horizon, envelopes, the usual targets and what moves
// the money paid in all; from the plan's seed, with as many draws as it says. Null where nothing is uncertain; with an error where a row of uncertainty
// cannot be followed.
std::shared_ptr<const SimulationAnswer> simulatedForReport(const engine::Projection &projection);

} // namespace document
