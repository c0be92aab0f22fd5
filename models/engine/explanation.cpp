// SPDX-License-Identifier: GPL-3.0-or-later
#include "explanation.h"

#include "planinputs.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

double partOf(Operation operation, double sum, double next)
{
    switch (operation) {
    case Operation::Sum:
        return sum + next;
    case Operation::Difference:
        return sum - next;
    case Operation::Product:
        return sum * next;
    case Operation::Quotient:
        return sum / next;
    case Operation::Power:
        return std::pow(sum, next);
    case Operation::Least:
        return std::min(sum, next);
    case Operation::Greatest:
        return std::max(sum, next);
    default:
        return sum;
    }
}

double hoursBetween(double from, double until)
{
    double hours = 0;
    for (int m = static_cast<int>(from); m < static_cast<int>(until); ++m) {
        hours += core::Month::fromIndex(m).hours();
    }
    return hours;
}

} // namespace

const char *textOf(Operation operation)
{
    constexpr const char *texts[] = {"given", "sum", "difference", "product", "quotient", "power", "least", "greatest",
                                     "rounded_cents", "rounded_part", "while_in_service", "calendar_hours", "drawn"};
    return texts[static_cast<std::size_t>(operation)];
}

Number evaluated(Operation operation, Unit unit, const std::vector<Explanation> &inputs)
{
    if (operation == Operation::Drawn) {
        return inputs.empty() ? Number() : inputs.front().value;
    }
    std::vector<double> v;
    Cents cents = 0;
    for (const Explanation &input : inputs) {
        const auto real = realOf(input.value);
        if (!real) {
            return {};
        }
        const bool first = v.empty();
        v.push_back(input.unit == Unit::EurCents && unit != Unit::EurCents ? *real / 100 : *real);
        if (const auto *whole = std::get_if<std::int64_t>(&input.value)) {
            cents += operation == Operation::Difference && !first ? -*whole : *whole;
        }
    }
    if (unit == Unit::EurCents && (operation == Operation::Sum || operation == Operation::Difference)) {
        return cents;
    }
    const bool counted = unit == Unit::EurCents || unit == Unit::Month || unit == Unit::Months;
    const auto whole = [counted](double x) { return counted ? Number(core::roundHalfAway(x)) : Number(x); };
    switch (operation) {
    case Operation::RoundedCents:
        return core::roundHalfAway(boundedCents(100 * v.at(0))) - core::roundHalfAway(boundedCents(100 * v.at(1)));
    case Operation::RoundedPart:
        return core::roundHalfAway(v.at(0) * v.at(1)) - core::roundHalfAway(v.at(0) * v.at(2));
    case Operation::WhileInService:
        return whole(v.at(1) >= v.at(2) && v.at(1) < v.at(2) + v.at(3) ? v.at(0) : 0.0);
    case Operation::CalendarHours:
        return hoursBetween(v.at(0), v.at(1));
    default:
        break;
    }
    if (v.empty()) {
        return whole(operation == Operation::Product ? 1 : 0);
    }
    double result = v[0];
    for (std::size_t i = 1; i < v.size(); ++i) {
        if (operation == Operation::Quotient && v[i] == 0) {
            return {};
        }
        result = partOf(operation, result, v[i]);
    }
    return whole(result);
}

Explanation differenceOf(Explanation from, Explanation to)
{
    Explanation e;
    e.id = "difference:" + to.id;
    e.label = to.label;
    e.unit = to.unit;
    e.operation = Operation::Difference;
    from.id = "from:" + from.id;
    to.id = "to:" + to.id;
    std::vector<Explanation> inputs{std::move(to), std::move(from)};
    e.value = evaluated(e.operation, e.unit, inputs);
    e.setInputs([inputs = std::move(inputs)] { return inputs; });
    return e;
}

} // namespace engine
