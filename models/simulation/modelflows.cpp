// SPDX-License-Identifier: GPL-3.0-or-later
#include "modelbuilder.h"

#include "formulas.h"

#include <algorithm>
#include <cmath>

// What systems and cost lines do, month by month, as tables by the month in which they begin.

namespace simulation {

namespace formulas = engine::formulas;

namespace {

constexpr int longAgo = -1'000'000;

} // namespace

Quantity ModelBuilder::month(const UncertainFields::Field &field, const std::string &row, core::Month value, bool ofAll) const
{
    return field(row, static_cast<double>(value.index()), ofAll) - Quantity(static_cast<double>(m_calendar.first().index()));
}

Quantity ModelBuilder::numberOf(int accelerator, const UncertainFields::Field &field, double value) const
{
    return accelerator < 0 ? Quantity() : field(m_plan.accelerators[static_cast<std::size_t>(accelerator)].id, value);
}

void ModelBuilder::sumWhole(MonthTable &table) const
{
    if (!m_model.periods.hasWhole()) {
        return;
    }
    for (int r = 0; r < table.rows; ++r) {
        double *row = table.values.data() + static_cast<std::ptrdiff_t>(r) * m_lanes;
        row[m_lanes - 1] = 0;
        for (int l = 0; l + 1 < m_lanes; ++l) {
            row[m_lanes - 1] += row[l];
        }
    }
}

MonthTable ModelBuilder::tabulate(int node, int low, int high, int offset, bool stock, const RowOfMonth &rowOf)
{
    MonthTable t;
    t.index = node;
    t.first = low;
    t.rows = std::max(1, high - low + 1);
    m_cells += static_cast<std::size_t>(t.rows) * static_cast<std::size_t>(m_lanes);
    if (m_cells > mostTableCells) {
        t.rows = 1; // build() gives up with a message
    }
    t.values.assign(static_cast<std::size_t>(t.rows) * static_cast<std::size_t>(m_lanes), 0.0);
    for (int r = 0; r < t.rows; ++r) {
        rowOf(offset + low + r, t.values.data() + static_cast<std::ptrdiff_t>(r) * m_lanes);
    }
    if (!stock) {
        sumWhole(t);
    }
    return t;
}

MonthTable ModelBuilder::tabulate(const Quantity &month, bool stock, const RowOfMonth &rowOf)
{
    if (month.isConstant()) {
        return tabulate(-1, 0, 0, static_cast<int>(month.constant()), stock, rowOf);
    }
    // Months that move together share their node, whatever they start from.
    const bool moved = month.scale() == 1;
    const int node = moved ? month.productNode() : month.node(m_model.graph);
    const int offset = moved ? static_cast<int>(month.offset()) : 0;
    const Graph::Node &n = m_model.graph.nodes()[static_cast<std::size_t>(node)];
    // A node that counts months from the year 0 stands around the first month, any other around 0; the same rows wherever it is used.
    const int first = m_calendar.first().index();
    const int middle = offset < -first / 2 ? first : 0;
    const int reach = middle == 0 ? m_reach : 2 * m_reach;
    const auto bounded = [&](double m) { return static_cast<int>(std::clamp(m, static_cast<double>(middle - reach), static_cast<double>(middle + reach))); };
    const int low = bounded(n.min);
    const int high = bounded(n.max);
    return tabulate(node, low, std::max(low, high), offset, stock, rowOf);
}

void ModelBuilder::hoursIn(int from, int to, double *row) const
{
    const Periods &p = m_model.periods;
    for (int l = 0; l < p.parts(); ++l) {
        const int begin = std::max(from, p.begin(l));
        const int end = std::min(to, p.end(l));
        row[l] += begin < end ? m_calendar.hoursBefore(end) - m_calendar.hoursBefore(begin) : 0;
    }
}

void ModelBuilder::monthsIn(int from, int to, double *row) const
{
    const Periods &p = m_model.periods;
    for (int l = 0; l < p.parts(); ++l) {
        row[l] += std::max(0, std::min(to, p.end(l)) - std::max(from, p.begin(l)));
    }
}

void ModelBuilder::standing(int from, int to, double *row) const
{
    for (int l = 0; l < m_lanes; ++l) {
        const int last = m_model.periods.end(l) - 1;
        row[l] += last >= from && last < to ? 1 : 0;
    }
}

// Less the hours that the ramp takes away from a service in months [start, end).
void ModelBuilder::shortOfRamp(int start, int end, int ramp, double *row) const
{
    const int to = std::min({end, start + ramp - 1, m_calendar.months()});
    for (int m = std::max(0, start); m < to; ++m) {
        row[m_model.periods.laneOf(m)] -= m_calendar.hours(m) * (1 - formulas::ramp(m - start, ramp));
    }
}

void ModelBuilder::paidAt(int month, double *row) const
{
    if (month < m_calendar.months()) {
        row[m_model.periods.laneOf(std::max(0, month))] += 1;
    }
}

std::vector<MonthTable> ModelBuilder::inService(const Service &service, bool stock, SpanFunction span)
{
    if (service.lifetime.isConstant()) {
        const int months = static_cast<int>(service.lifetime.constant());
        return {tabulate(service.start, stock, [&](int m, double *row) { (this->*span)(m, m + months, row); })};
    }
    // From the beginning of time to the end, less that to the start.
    std::vector<MonthTable> out;
    const RowOfMonth upTo = [&](int m, double *row) { (this->*span)(longAgo, m, row); };
    out.push_back(tabulate(service.start + service.lifetime, stock, upTo));
    out.push_back(tabulate(service.start, stock, upTo));
    for (double &v : out.back().values) {
        v = -v;
    }
    return out;
}

std::vector<MonthTable> ModelBuilder::ramped(const Service &s)
{
    if (s.lifetime.isConstant() && s.ramp.isConstant()) {
        const int months = static_cast<int>(s.lifetime.constant());
        const int ramp = std::max(1, static_cast<int>(s.ramp.constant()));
        return {tabulate(s.start, false, [&](int m, double *row) {
            hoursIn(m, m + months, row);
            shortOfRamp(m, m + months, ramp, row);
        })};
    }
    // What the ramp takes away hangs on start, ramp, and a lifetime that may be shorter than it: one index counts through all three.
    std::vector<MonthTable> out = inService(s, false, &ModelBuilder::hoursIn);
    const double most = m_reach;
    const Quantity start = clamped(s.start, -most, most);
    const Quantity ramp = clamped(greatest(s.ramp, 1.0), 1, most);
    const Quantity life = clamped(least(s.lifetime, ramp), 0, most);
    const int start0 = static_cast<int>(start.min()), ramp0 = static_cast<int>(ramp.min()), life0 = static_cast<int>(life.min());
    const int ramps = static_cast<int>(ramp.max()) - ramp0 + 1;
    const int lives = static_cast<int>(life.max()) - life0 + 1;
    const double size = (start.max() - start0 + 1) * ramps * lives;
    const Quantity index = (start - Quantity(start0)) * Quantity(ramps * static_cast<double>(lives)) + (ramp - Quantity(ramp0)) * Quantity(lives) + (life - Quantity(life0));
    const bool tooMany = size > static_cast<double>(mostTableCells);
    m_cells += tooMany ? mostTableCells : 0;
    out.push_back(tabulate(index.isConstant() ? -1 : index.node(m_model.graph), 0, tooMany ? 0 : static_cast<int>(size) - 1, 0, false, [&](int i, double *row) {
        const int from = start0 + i / (ramps * lives);
        shortOfRamp(from, from + life0 + i % lives, ramp0 + i / lives % ramps, row);
    }));
    return out;
}

void ModelBuilder::add(const Targets &targets, const Quantity &coefficient, const MonthTable &table)
{
    MonthTable sum;
    for (const Target &t : targets) {
        if (!t.summed) {
            t.set->add(coefficient * t.share, table);
            continue;
        }
        if (sum.values.empty()) {
            sum = {table.index, table.first, table.rows, std::vector<double>(static_cast<std::size_t>(table.rows), 0.0)};
            for (int r = 0; r < table.rows; ++r) {
                for (int l = 0; l < m_model.periods.parts(); ++l) {
                    sum.values[static_cast<std::size_t>(r)] += table.values[static_cast<std::size_t>(r * m_lanes + l)];
                }
            }
        }
        t.set->add(coefficient * t.share, sum);
    }
}

void ModelBuilder::addYearly(const Targets &targets, const Quantity &coefficient, const MonthTable &table, const YearFactor &factor)
{
    const Periods &p = m_model.periods;
    std::map<int, Quantity> factors;
    bool constant = true;
    for (int l = 0; l < p.parts(); ++l) {
        if (!factors.contains(p.year(l))) {
            constant = factors.emplace(p.year(l), factor(p.year(l))).first->second.isConstant() && constant;
        }
    }
    const auto weighted = [&](const auto &weightOfYear) {
        MonthTable t = table;
        for (std::size_t i = 0; i < t.values.size(); ++i) {
            const int lane = static_cast<int>(i % static_cast<std::size_t>(m_lanes));
            t.values[i] *= p.isWhole(lane) ? 0 : weightOfYear(p.year(lane));
        }
        sumWhole(t);
        return t;
    };
    if (constant) {
        add(targets, coefficient, weighted([&](int year) { return factors.at(year).constant(); }));
        return;
    }
    for (const auto &[year, f] : factors) {
        const MonthTable t = weighted([year = year](int y) { return y == year ? 1.0 : 0.0; });
        if (std::any_of(t.values.begin(), t.values.end(), [](double v) { return v != 0; })) {
            add(targets, coefficient * f, t);
        }
    }
}

void ModelBuilder::addSystem(int index, int factory)
{
    const core::System &s = m_plan.systems[static_cast<std::size_t>(index)];
    const bool ofAll = factory >= 0;
    const auto value = [&](const char *field, const Quantity &base) { return m_fields.field("system", field)(s.id, base, ofAll); };
    const int chip = s.accelerator ? static_cast<int>(m_plan.accelerators.indexOf(*s.accelerator)) : -1;
    const auto each = [&](const char *field, const auto &stated) {
        return chip < 0 ? Quantity() : numberOf(chip, m_fields.field("accelerator", field), static_cast<double>(stated(m_plan.accelerators[static_cast<std::size_t>(chip)]).value_or(0)));
    };
    const Quantity count = value("accelerators", static_cast<double>(s.accelerators));
    const Quantity availability = value("availability", s.availability);
    const Quantity utilisation = value("utilisation", s.utilisation);
    const Quantity peak = value("peak_bf16_pflops", s.peakBf16Pflops ? Quantity(*s.peakBf16Pflops)
                                                                     : formulas::peakPflops(count, each("bf16_tflops", [](const core::Accelerator &a) { return a.bf16Tflops; })));
    const Service service{month(m_fields.field("system", "in_service"), s.id, s.inService, ofAll), value("lifetime_months", static_cast<double>(s.lifetimeMonths)),
                          value("ramp_months", static_cast<double>(s.rampMonths))};
    const Quantity delivered = formulas::deliveredPerHour(count, availability, utilisation);
    const Quantity reference = formulas::referencePerHour(delivered, peak, count, m_referenceTflops);
    if (factory < 0) {
        addCapacity(service, delivered, reference, peak, {});
        return;
    }
    const Quantity power = value("power_kw", s.powerKw ? Quantity(*s.powerKw)
                                                       : formulas::catalogueTotal(count, each("system_power_kw", [](const core::Accelerator &a) { return a.systemPowerKw; })));
    const Quantity idle = formulas::idleKwhPerHour(power, m_pue, m_idle);
    const Quantity load = formulas::loadKwhPerHour(power, m_pue, m_idle, availability, utilisation);
    const std::vector<MonthTable> rampedHours = ramped(service);
    addCapacity(service, delivered, reference, peak, rampedHours);
    const std::vector<MonthTable> hours = inService(service, false, &ModelBuilder::hoursIn);
    for (const int a : m_capacityOf[3]) {
        for (const MonthTable &t : hours) {
            terms(a).add(idle / Quantity(1000.0), t);
        }
        for (const MonthTable &t : rampedHours) {
            terms(a).add(load / Quantity(1000.0), t);
        }
    }
    if (m_model.frame.countries) {
        m_hours.push_back({delivered, reference, rampedHours});
    }
    if (!s.costed) {
        return;
    }
    const Quantity cents = value("acquisition_cents", s.acquisitionCents ? Quantity(static_cast<double>(*s.acquisitionCents))
                                                                         : formulas::catalogueTotal(count, each("system_price_cents", [](const core::Accelerator &a) { return a.systemPriceCents; })));
    addAcquisition(s, cents / Quantity(100.0), service);
    addEnergyCost(s, idle, load, service, rampedHours);
}

void ModelBuilder::addCapacity(const Service &service, const Quantity &delivered, const Quantity &reference, const Quantity &peak,
                               const std::vector<MonthTable> &rampedHours)
{
    const std::vector<MonthTable> stands = inService(service, true, &ModelBuilder::standing);
    for (const int a : m_capacityOf[2]) {
        for (const MonthTable &t : stands) {
            terms(a).add(peak, t);
        }
    }
    for (const MonthTable &t : rampedHours) {
        for (const int a : m_capacityOf[0]) {
            terms(a).add(delivered, t);
        }
        for (const int a : m_capacityOf[1]) {
            terms(a).add(reference, t);
        }
    }
}

void ModelBuilder::addEnergyCost(const core::System &s, const Quantity &idle, const Quantity &load, const Service &service, const std::vector<MonthTable> &rampedHours)
{
    const core::Factory *f = m_plan.factories.find(*s.factory);
    const core::Country *c = m_plan.countries.find(s.country ? *s.country : f->country);
    if (!c) {
        return;
    }
    const Quantity price = m_fields.field("country", "electricity_eur_kwh")(c->id, c->electricityEurKwh.value_or(0));
    const Quantity growth = m_fields.field("country", "electricity_growth")(c->id, c->electricityGrowth);
    const YearFactor factor = [&](int year) { return formulas::growthFactor(growth, Quantity(year) - m_priceYear); };
    const Targets &targets = m_targets[static_cast<std::size_t>(core::CostClass::Operations)][Running];
    for (const MonthTable &t : inService(service, false, &ModelBuilder::hoursIn)) {
        addYearly(targets, idle * price, t, factor);
    }
    for (const MonthTable &t : rampedHours) {
        addYearly(targets, load * price, t, factor);
    }
}

void ModelBuilder::addAcquisition(const core::System &s, const Quantity &euro, const Service &service)
{
    const auto infrastructure = static_cast<std::size_t>(core::CostClass::Infrastructure);
    const RowOfMonth paid = [&](int m, double *row) { paidAt(m, row); };
    for (const auto &[offset, share] : m_milestones) {
        add(m_targets[infrastructure][AcquisitionPaid], euro * share, tabulate(service.start + offset, false, paid));
    }
    add(m_targets[infrastructure][AcquisitionCommitted], euro, tabulate(service.start + m_earliest, false, paid));
    const Quantity rate = m_fields.field("system", "maintenance_rate")(s.id, s.maintenanceRate);
    for (const MonthTable &t : inService(service, false, &ModelBuilder::monthsIn)) {
        add(m_targets[static_cast<std::size_t>(core::CostClass::Operations)][Running], formulas::maintenancePerMonth(euro, rate), t);
    }
}

void ModelBuilder::addCostLine(const core::CostLine &line)
{
    const Quantity first = month(m_fields.field("cost_line", "first_month"), line.id, line.firstMonth, true);
    const Quantity last = month(m_fields.field("cost_line", "last_month"), line.id, line.lastMonth, true);
    const Quantity euro = m_fields.field("cost_line", "amount_cents")(line.id, static_cast<double>(line.amountCents)) / Quantity(100.0);
    const Quantity months = greatest(last - first + Quantity(1.0), 0.0);
    const Quantity monthly = line.basis == core::CostBasis::Total ? euro / months : formulas::aMonthOf(euro);
    const auto costClass = engine::classOf(engine::categoryOf(line.category));
    const Targets &targets = m_targets[static_cast<std::size_t>(costClass)][Running];
    const YearFactor factor = [&](int year) { return line.indexed ? formulas::growthFactor(m_inflation, Quantity(year) - m_priceYear) : Quantity(1.0); };
    for (const MonthTable &t : inService({first, months, 0.0}, false, &ModelBuilder::monthsIn)) {
        addYearly(targets, monthly, t, factor);
    }
}

} // namespace simulation
