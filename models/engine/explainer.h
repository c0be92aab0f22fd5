// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explain.h"
#include "factoryprojector.h"

#include <map>

namespace engine {

// Makes the explanations of one projection. Every explanation made holds it, so that inputs can be made when they are asked for.
class Explainer : public std::enable_shared_from_this<Explainer>
{
public:
    using Inputs = Explanation::Inputs;

    Explainer(const core::Plan &unresolved, std::string_view scenario, std::shared_ptr<const Projection> projection);

    // The figure must exist. Without a label it gets its own.
    Explanation figure(const Figure &figure, const std::string &label = {}) const;
    // A cell of the plan; where it states nothing it counts as 0. Without a label: row and field.
    Explanation cell(const core::Cell &cell, const std::string &label = {}) const;

private:
    // How a figure is made of its inputs.
    struct Recipe
    {
        Operation operation = Operation::Given;
        std::function<Inputs()> inputs = {};
        bool folded = false;
        std::string formula = {};   // empty: the measure's
        core::Cell cell = {};       // of a figure that is a cell of the plan
    };
    using Make = Recipe (Explainer::*)(const Figure &, const FigureScope &) const;
    static Make makerOf(std::string_view measure);

    // explainer.cpp: the building blocks
    template<typename Function>
    std::function<Inputs()> later(Function make) const
    {
        return [self = shared_from_this(), make] { return make(*self); };
    }
    // A value made of inputs that are no figure of their own; evaluated at once.
    Explanation made(std::string id, std::string label, Unit unit, Operation operation, Inputs inputs, std::string formula = {}) const;
    // The same with a value that the engine has computed, and inputs made when asked for.
    Explanation lazy(std::string id, std::string label, FigureValue value, Operation operation, std::function<Inputs()> inputs, std::string formula = {}) const;
    Explanation given(std::string id, std::string label, Number value, Unit unit) const;
    Explanation month(core::Month month, const std::string &label) const;
    core::Cell cellOf(const char *entity, std::string row, const char *field) const { return {entity, std::move(row), field}; }
    Support supportOf(const core::Cell &cell) const;
    Recipe nothing(std::string why) const { return {Operation::Given, {}, false, std::move(why), {}}; }
    Recipe overFactories(const Figure &f, const FigureScope &s, bool withFleet = false) const;
    Recipe excluded(const FigureScope &s) const; // why a factory or system counts for nothing; an empty formula: it counts
    const FactoryWork &work(int factory) const;
    std::string factoryName(int factory) const;

    // explainmoney.cpp
    Recipe money(const Figure &f, const FigureScope &s) const;
    Recipe realMoney(const Figure &f, const FigureScope &s) const;
    Recipe flowMoney(const Figure &f, const FigureScope &s, const FactoryWork::Amounts &flow) const;
    Recipe wholeFlow(const Figure &f, const FigureScope &s, const FactoryWork::Amounts &flow) const;
    Recipe flowMonths(const Figure &f, int begin, int end, const FactoryWork::Amounts &flow) const;
    Recipe programmePart(const Figure &f, const FigureScope &s, const FactoryWork::Amounts &flow) const;
    Recipe countryPart(const Figure &f, const FigureScope &s) const;
    Recipe outstanding(const Figure &f, const FigureScope &s) const;
    Recipe envelope(const Figure &f, const FigureScope &s) const;
    Recipe headroom(const Figure &f, const FigureScope &s) const;
    Recipe byLevel(const Figure &f, const FigureScope &s) const;
    Recipe unionShare(const Figure &f, const FigureScope &s) const;
    Recipe totalEur(const Figure &f, const FigureScope &s) const;
    Explanation cumulated(const FactoryWork::Amounts &flow, int factory, int months) const;
    Explanation programmeShare(int factory, core::CostClass costClass, std::size_t payers) const;
    Explanation countryShare(int factory, std::size_t participants) const;
    std::vector<std::pair<int, int>> envelopeYears(const FigureScope &s) const;

    // explainflows.cpp: monthly amounts before rounding, and what rests on them
    Recipe presentValue(const Figure &f, const FigureScope &s) const;
    Recipe discountedHours(const Figure &f, const FigureScope &s) const;
    Recipe perAcceleratorHour(const Figure &f, const FigureScope &s) const;
    Recipe beyondHorizon(const Figure &f, const FigureScope &s) const;
    Explanation amount(const FactoryWork::Amounts &flow, int factory, int month) const;
    Inputs acquisitionInputs(const core::System &system, int month) const;
    Explanation instalment(const core::System &system, const Instalment &instalment) const;
    Explanation acquisition(const core::System &system) const;
    Explanation electricityPrice(int country, int year) const;
    Explanation monthlyCost(const core::CostLine &line) const;
    Explanation inflationFactor(int year) const;
    Explanation discountFactor(int month) const;
    Explanation flowValue(const FactoryWork::Amounts &flow, int factory) const;

    // explaincompute.cpp
    Recipe stock(const Figure &f, const FigureScope &s) const;
    Recipe index(const Figure &f, const FigureScope &s) const;
    Recipe systemsInService(const Figure &f, const FigureScope &s) const;
    Recipe hours(const Figure &f, const FigureScope &s) const;
    Inputs systemHours(const Figure &f, const FigureScope &s) const;
    Inputs energy(const FigureScope &s) const;
    Explanation peak(const core::System &system, bool bf16) const;
    Explanation power(const core::System &system) const;
    Explanation chipProduct(const core::System &system, const char *field, Unit unit, const std::string &label, double divisor) const;
    Explanation hoursInService(const core::System &system, int begin, int end) const;
    Explanation rampedHours(const core::System &system, int begin, int end) const;
    Explanation ramp(const core::System &system, int month) const;
    Explanation deliveredPerHour(const core::System &system) const;
    Explanation pue(int factory) const; // below 0: the existing fleet's
    Recipe withFleet(const Figure &f, const FigureScope &s) const;
    Recipe fullLoad(const Figure &f, const FigureScope &s) const;
    Recipe powerLeft(const Figure &f, const FigureScope &s) const;
    Explanation energyKwh(const FigureScope &s) const;
    Recipe demand(const Figure &f, const FigureScope &s) const;
    Recipe coverage(const Figure &f, const FigureScope &s) const;

    // explainparties.cpp
    Recipe accessShare(const Figure &f, const FigureScope &s) const;
    Recipe perHour(const Figure &f, const FigureScope &s) const;
    Recipe marketValue(const Figure &f, const FigureScope &s) const;
    Recipe netPosition(const Figure &f, const FigureScope &s) const;
    Recipe factoryCount(const Figure &f, const FigureScope &s) const;
    Recipe countryCount(const Figure &f, const FigureScope &s) const;
    Explanation accessWish(const core::Participation &participation) const;

    core::Plan m_unresolved;
    std::string m_scenario;
    std::shared_ptr<const Projection> m_projection;
    const Projection &p;
    Context m_context;
    mutable std::map<int, FactoryWork> m_work; // by factory, when first asked for
};

} // namespace engine
