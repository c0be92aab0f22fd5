// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure.h"

#include "text.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace engine {

namespace {

// In the order of the bits of Part.
constexpr std::pair<const char *, std::string Figure::*> parts[] = {{"factory", &Figure::factory}, {"system", &Figure::system}, {"category", &Figure::category},
                                                                    {"item", &Figure::item}, {"programme", &Figure::programme}, {"country", &Figure::country},
                                                                    {"period", &Figure::period}};

constexpr unsigned moneyParts = FactoryPart | SystemPart | CategoryPart | ItemPart | ProgrammePart | CountryPart | PeriodPart;
constexpr unsigned levelParts = FactoryPart | CategoryPart | PeriodPart;
constexpr unsigned systemParts = FactoryPart | SystemPart | PeriodPart;

constexpr Measure allMeasures[] = {
    {"paid_cents", "Paid", "What falls due, by the ledger", Unit::EurCents, moneyParts | RealPart},
    {"committed_cents", "Committed", "What is committed: acquisitions in full at their first instalment, all else when it is paid", Unit::EurCents, moneyParts | RealPart},
    {"outstanding_cents", "Outstanding commitments", "All that was committed up to the end of the period, less all that was paid by then", Unit::EurCents, moneyParts, true},
    {"envelope_cents", "Envelope", "The ceiling of a programme in a year", Unit::EurCents, ProgrammePart | PeriodPart},
    {"headroom_cents", "Headroom", "The envelope less what is committed", Unit::EurCents, ProgrammePart | PeriodPart},
    {"union_cents", "Paid by Union programmes", "What all programmes of the Union pay together", Unit::EurCents, levelParts},
    {"national_cents", "National funding", "What all national programmes pay together", Unit::EurCents, levelParts},
    {"private_cents", "Private funding", "What all private partners pay together", Unit::EurCents, levelParts},
    {"unfunded_cents", "Unfunded", "What no programme pays", Unit::EurCents, levelParts},
    {"union_share", "Union share", "What Union programmes pay, divided by all that is paid", Unit::Share, levelParts},
    {"total_eur", "Investment", "All that is paid over the horizon", Unit::Eur, FactoryPart},
    {"programme_eur", "Paid by the programme", "All that the programme pays over the horizon", Unit::Eur, ProgrammePart},
    {"present_value_eur", "Present value of all cost", "Every month's cost, discounted to the first month", Unit::Eur, FactoryPart},
    {"discounted_hours", "Delivered hours, discounted", "Every month's delivered accelerator-hours, discounted like the money", Unit::Hours, FactoryPart | SystemPart},
    {"eur_per_accelerator_hour", "Cost per accelerator-hour", "The present value of all cost, divided by the delivered hours discounted alike", Unit::EurPerHour, FactoryPart},
    {"beyond_horizon_eur", "Due after the horizon", "What falls due after the last month; no other figure holds it", Unit::Eur, FactoryPart},
    {"accelerators", "Accelerators in service", "The accelerators of all systems in service at the end of the period", Unit::Count, systemParts, true},
    {"bf16_pflops", "BF16 dense peak in service", "The dense BF16 peak of all systems in service at the end of the period", Unit::Pflops, systemParts, true},
    {"fp64_pflops", "FP64 peak in service", "The FP64 peak of all systems in service at the end of the period", Unit::Pflops, systemParts, true},
    {"total_bf16_pflops", "BF16 dense peak in service, with the existing fleet", "Existing fleet and AI Factories together, at the end of the period", Unit::Pflops, PeriodPart, true},
    {"index_accelerators", "Capacity index, accelerators", "Existing fleet and AI Factories together, divided by the existing fleet", Unit::Factor, PeriodPart, true},
    {"index_bf16", "Capacity index, BF16", "Existing fleet and AI Factories together, divided by the existing fleet", Unit::Factor, PeriodPart, true},
    {"index_fp64", "Capacity index, FP64", "Existing fleet and AI Factories together, divided by the existing fleet", Unit::Factor, PeriodPart, true},
    {"systems_in_service", "Systems in service", "The systems of AI Factories in service at the end of the period", Unit::Count, PeriodPart, true},
    {"available_hours", "Available hours", "Accelerators × hours × availability, less while they ramp up", Unit::Hours, systemParts | CountryPart},
    {"delivered_hours", "Delivered hours", "Available hours × utilisation", Unit::Hours, systemParts | CountryPart},
    {"reference_hours", "Reference hours", "Delivered hours, weighed by BF16 peak against the reference accelerator", Unit::Hours, systemParts | CountryPart},
    {"energy_mwh", "Energy", "IT power × PUE × hours", Unit::Mwh, systemParts},
    {"carbon_t", "Carbon", "Energy × the carbon intensity of the country's electricity", Unit::Tonnes, systemParts},
    {"full_load_mw", "Power at full load", "What the systems in service draw at full load, PUE included, in the highest month of the period", Unit::Mw, FactoryPart | PeriodPart},
    {"power_left_mw", "Site power left", "What the site has, less the power at full load in the highest month of the period", Unit::Mw, FactoryPart | PeriodPart},
    {"demand_reference_hours", "Demand", "The hours asked for, grown from their base year", Unit::Hours, CategoryPart | ItemPart | PeriodPart},
    {"coverage", "Demand covered", "Reference hours of AI Factory systems, divided by demand", Unit::Share, PeriodPart},
    {"access_share", "Share of access time", "What a party may use of all delivered hours", Unit::Share, FactoryPart | CountryPart | PeriodPart},
    {"eur_per_hour", "Paid per delivered hour", "What a party pays, divided by the accelerator-hours that it gets", Unit::EurPerHour, FactoryPart | CountryPart | PeriodPart | RealPart},
    {"market_value_eur", "Value at the market price", "The accelerator-hours that a party gets × the market price of one in that year", Unit::Eur, FactoryPart | CountryPart | PeriodPart | RealPart},
    {"net_position_eur", "Net position", "The market value of the hours that a party gets, less what it pays", Unit::Eur, FactoryPart | CountryPart | PeriodPart | RealPart},
    {"factories", "AI Factories", "The factories that are included", Unit::Count, 0},
    {"factories_new", "New AI Factories", "The included factories of the kind \"new\"", Unit::Count, 0},
    {"factories_upgrade", "Upgraded AI Factories", "The included factories of the kind \"upgrade\"", Unit::Count, 0},
    {"factories_associated", "Associated AI Factories", "The included factories of the kind \"associated\"", Unit::Count, 0},
    {"member_states", "Member States taking part", "The Member States that take part in an included factory", Unit::Count, 0},
    {"participating_states", "Participating States taking part", "The Participating States outside the Union that take part in an included factory", Unit::Count, 0},
};

} // namespace

const char *textOf(Unit unit)
{
    constexpr const char *texts[] = {"", "", "cents", "EUR", "EUR/h", "EUR/kWh", "fraction", "a year", "times", "PFLOPS", "TFLOPS",
                                     "h", "MWh", "kWh", "kW", "MW", "t", "kg/kWh", "month", "months", "year"};
    return texts[static_cast<std::size_t>(unit)];
}

std::span<const Measure> measures()
{
    return allMeasures;
}

const Measure *measure(std::string_view name)
{
    const auto it = std::find_if(std::begin(allMeasures), std::end(allMeasures), [&](const Measure &m) { return name == m.name; });
    return it == std::end(allMeasures) ? nullptr : it;
}

std::string listOfMeasures()
{
    std::string out;
    for (const Measure &m : allMeasures) {
        out += (out.empty() ? "" : ", ") + std::string(m.name);
    }
    return out;
}

core::Result<Figure> checkedFigure(const Figure &given)
{
    Figure f = given;
    const std::size_t colon = f.measure.find(':');
    if (colon != std::string::npos) {
        f.programme = f.measure.substr(colon + 1);
        f.measure.resize(colon);
    }
    const Measure *m = measure(f.measure);
    if (!m) {
        return core::Error{core::text("There is no figure '%1'; there are %2.", {f.measure, listOfMeasures()})};
    }
    std::string known;
    std::string takes, refused;
    for (std::size_t i = 0; i < std::size(parts); ++i) {
        if (m->parts >> i & 1) {
            takes += (takes.empty() ? "" : ", ") + std::string(parts[i].first);
        } else if (!(f.*parts[i].second).empty()) {
            refused = parts[i].first;
        }
    }
    if (!refused.empty()) {
        return core::Error{takes.empty() ? core::text("The figure '%1' cannot be asked by %2; it is one for the whole plan.", {m->name, refused})
                                         : core::text("The figure '%1' cannot be asked by %2; it takes %3.", {m->name, refused, takes})};
    }
    if (f.real && !(m->parts & RealPart)) {
        return core::Error{core::text("The figure '%1' is not known in real prices.", {m->name})};
    }
    return f;
}

std::string Figure::toString() const
{
    std::string inside;
    const auto add = [&](std::string_view name, std::string_view value) {
        inside += (inside.empty() ? "" : ",") + std::string(name) + '=' + std::string(value);
    };
    for (const auto &[name, member] : parts) {
        if (!(this->*member).empty()) {
            add(name, this->*member);
        }
    }
    if (real) {
        add("real", "1");
    }
    return inside.empty() ? measure : measure + '[' + inside + ']';
}

core::Result<Figure> parseFigure(std::string_view text)
{
    Figure figure;
    const std::size_t open = text.find('[');
    figure.measure = std::string(text.substr(0, open));
    if (figure.measure.empty() || (open != std::string_view::npos && !text.ends_with(']'))) {
        return core::Error{core::text("'%1' is no figure; write it as paid_cents[factory=ID,period=2027].", {text})};
    }
    std::string_view rest = open == std::string_view::npos ? std::string_view() : text.substr(open + 1, text.size() - open - 2);
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const std::string_view part = rest.substr(0, comma);
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        const std::size_t equals = part.find('=');
        const std::string_view name = part.substr(0, equals);
        const std::string_view value = equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1);
        bool known = name == "real" && value == "1";
        figure.real = figure.real || known;
        for (const auto &[partName, member] : parts) {
            if (name == partName) {
                figure.*member = std::string(value);
                known = true;
            }
        }
        if (!known) {
            return core::Error{core::text("'%1' in '%2' is no part of a figure; there are factory, system, category, item, programme, country, period.", {part, text})};
        }
    }
    return figure;
}

} // namespace engine
