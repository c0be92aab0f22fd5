// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

// The formulas of methodology 3 and 5 that both the projection and a simulation of many draws evaluate. Number is double or a vector of
// doubles; nothing here knows a plan.

namespace engine::formulas {

// r(a): share of full operation in month `age` of service.
inline double ramp(int age, int rampMonths)
{
    return std::min(1.0, (age + 1.0) / std::max(1, rampMonths));
}

// Accelerator-hours to use in an hour at full ramp.
template<typename Number>
Number availablePerHour(Number accelerators, Number availability)
{
    return accelerators * availability;
}

// kWh at the meter in an hour, whatever the ramp: the idle part of IT power times PUE.
template<typename Number>
Number idleKwhPerHour(Number powerKw, Number pue, Number idlePower)
{
    return powerKw * pue * idlePower;
}

// kWh at the meter in an hour at full ramp, beyond the idle part.
template<typename Number>
Number loadKwhPerHour(Number powerKw, Number pue, Number idlePower, Number availability, Number utilisation)
{
    return powerKw * pue * (Number(1) - idlePower) * (availability * utilisation);
}

// Reference hours for one delivered hour. Peaks in PFLOPS, the reference in TFLOPS of one accelerator.
template<typename Number>
Number referencePerDelivered(Number peakBf16Pflops, Number accelerators, Number referenceTflops)
{
    return peakBf16Pflops * Number(1000) / accelerators / referenceTflops;
}

} // namespace engine::formulas
