// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>

// The formulas of methodology 3 to 5 that both the projection and the simulation evaluate. Number is double or what stands for a number that
// differs from draw to draw; it has + − × and its own ratioOrZero and power. Nothing here knows a plan.

namespace engine::formulas {

// 0 where there is nothing to divide by.
inline double ratioOrZero(double part, double whole)
{
    return whole == 0 ? 0 : part / whole;
}

inline double power(double base, double exponent)
{
    return std::pow(base, exponent);
}

// r(a): share of full operation in month `age` of service.
inline double ramp(int age, int rampMonths)
{
    return std::min(1.0, (age + 1.0) / std::max(1, rampMonths));
}

// What the catalogue states for each accelerator, for all of them: price, power.
template<typename Number>
Number catalogueTotal(const Number &accelerators, const Number &each)
{
    return accelerators * each;
}

template<typename Number>
Number peakPflops(const Number &accelerators, const Number &tflopsEach)
{
    return accelerators * tflopsEach / Number(1000);
}

// Accelerator-hours to use in an hour at full ramp.
template<typename Number>
Number availablePerHour(const Number &accelerators, const Number &availability)
{
    return accelerators * availability;
}

// Accelerator-hours used in an hour at full ramp.
template<typename Number>
Number deliveredPerHour(const Number &accelerators, const Number &availability, const Number &utilisation)
{
    return availablePerHour(accelerators, availability) * utilisation;
}

// kWh at the meter in an hour, whatever the ramp: the idle part of IT power times PUE.
template<typename Number>
Number idleKwhPerHour(const Number &powerKw, const Number &pue, const Number &idlePower)
{
    return powerKw * pue * idlePower;
}

// kWh at the meter in an hour at full ramp, beyond the idle part.
template<typename Number>
Number loadKwhPerHour(const Number &powerKw, const Number &pue, const Number &idlePower, const Number &availability, const Number &utilisation)
{
    return powerKw * pue * (Number(1) - idlePower) * (availability * utilisation);
}

// Reference hours in an hour at full ramp. Peak in PFLOPS, the reference in TFLOPS of one accelerator; without either there are none.
template<typename Number>
Number referencePerHour(const Number &deliveredPerHour, const Number &peakBf16Pflops, const Number &accelerators, const Number &referenceTflops)
{
    return deliveredPerHour * ratioOrZero(ratioOrZero(peakBf16Pflops * Number(1000), accelerators), referenceTflops);
}

// Of prices, demand and so on: what a yearly rate makes of 1 in a whole number of years, before the start if negative.
template<typename Number>
Number growthFactor(const Number &rate, const Number &years)
{
    return power(Number(1) + rate, years);
}

// Demand in a month, prices and maintenance alike: a twelfth of the year's.
template<typename Number>
Number aMonthOf(const Number &yearly)
{
    return yearly / Number(12);
}

template<typename Number>
Number maintenancePerMonth(const Number &acquisition, const Number &yearlyRate)
{
    return aMonthOf(acquisition * yearlyRate);
}

} // namespace engine::formulas
