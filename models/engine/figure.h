// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace engine {

// The address of a figure that the program can show and explain: what is measured, of whom, when. An empty part means "all together".
// Written 'paid_cents[factory=lumi-aif,programme=DEP,period=2027]'; the order of the parts is that of the members.
//
// Several factories stand together joined by '+', for figures that are sums over factories.
// A period is a year, quarter or month of the horizon; without one a flow is that of the whole horizon, a stock that at its end.
// 'none' as programme is money that nobody pays, as country national money without a country; the country 'EU' is the Union, the factory
// 'fleet' the systems of today. measures() lists what there is to ask.
struct Figure
{
    std::string measure = {};
    std::string factory = {}, system = {}, category = {}, item = {}, programme = {}, country = {}, period = {};
    bool real = false; // money in prices of the price year, in euro instead of cents

    std::string toString() const;
    bool operator==(const Figure &) const = default;
};

// What a figure is counted in.
enum class Unit : std::uint8_t {
    None, Count, EurCents, Eur, EurPerHour, EurPerKwh, Share, Rate, Factor, Pflops, Tflops, Hours, Mwh, Kwh, Kw, Mw, Tonnes, KgPerKwh, Month, Months, Year
};
const char *textOf(Unit unit); // as the plan's fields have it: "EUR", "h", "fraction", ...

// The parts that a measure can be asked by.
enum Part : std::uint16_t { FactoryPart = 1, SystemPart = 2, CategoryPart = 4, ItemPart = 8, ProgrammePart = 16, CountryPart = 32, PeriodPart = 64, RealPart = 128 };

struct Measure
{
    const char *name = "";
    const char *label = "";   // English source text: "Paid"
    const char *formula = ""; // in words
    Unit unit = Unit::None;
    unsigned parts = 0;
    bool stock = false;       // at the period's end, not over it
};
std::span<const Measure> measures();
const Measure *measure(std::string_view name); // null: there is none
std::string listOfMeasures();                  // for messages

// The same figure with a measure of the list and all parts that the measure knows; an error says what it cannot be asked by. Takes the
// statements' 'programme_eur:DEP' as well.
core::Result<Figure> checkedFigure(const Figure &figure);

// Reads what toString() writes; knows the names of the parts, not whether the rows exist.
core::Result<Figure> parseFigure(std::string_view text);

} // namespace engine
