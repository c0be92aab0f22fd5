// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "context.h"
#include "termset.h"

#include <deque>

namespace simulation {

// Numbers that all tables of a model together may hold: 480 MB.
inline constexpr std::size_t mostTableCells = 60'000'000;

// Evaluates the formulas of methodology 3 to 8 on quantities, and so builds a model of a resolved plan.
class ModelBuilder
{
public:
    ModelBuilder(Model &model, UncertainFields fields);
    core::Status build();

private:
    struct Draft
    {
        Accumulator accumulator;
        TermSet terms;
    };
    // Money of a scope: all but acquisition, for which paid and committed are the same, and the two with it.
    struct Ledger
    {
        int running = -1, paid = -1, committed = -1;
    };
    enum Flow { Running, AcquisitionPaid, AcquisitionCommitted, flowCount };
    // Who takes which share of a flow. `summed`: over the horizon, for the Union's share of access.
    struct Target
    {
        TermSet *set;
        Quantity share;
        bool summed = false;
    };
    using Targets = std::vector<Target>;
    struct Service
    {
        Quantity start, lifetime, ramp; // months; the start counted from the horizon's first
    };
    struct DeliveredHours
    {
        Quantity delivered, reference;
        std::vector<MonthTable> tables;
    };
    using YearFactor = std::function<Quantity(int year)>;
    using SpanFunction = void (ModelBuilder::*)(int from, int to, double *row) const;

    int create(Figure figure, const Scope &scope, bool visible);
    Ledger createLedger(const Scope &scope, bool visible);
    TermSet &terms(int accumulator) { return m_drafts[static_cast<std::size_t>(accumulator)].terms; }
    Accumulator &accumulator(int i) { return m_drafts[static_cast<std::size_t>(i)].accumulator; }
    void createTotals();
    void createRatios(const Scope &scope, int bf16, int reference, bool visible);
    void addFleet();
    void addDemand();
    void addFactory(int index);
    void readShares(int factory);
    void addShare(int factory, int costClass, int programme, const Quantity &share);
    void shareOverCountries(int factory, Targets *targets, const Quantity &share);
    void addSystem(int index, int factory);
    void addCapacity(const Service &service, const Quantity &delivered, const Quantity &reference, const Quantity &peak, const std::vector<MonthTable> &rampedHours);
    void addEnergyCost(const core::System &s, const Quantity &idle, const Quantity &load, const Service &service, const std::vector<MonthTable> &rampedHours);
    void addAcquisition(const core::System &s, const Quantity &euro, const Service &service);
    void addCostLine(const core::CostLine &line);
    void addAccess(int factory);
    void finish();

    Quantity month(const UncertainFields::Field &field, const std::string &row, core::Month value, bool ofAll) const;
    Quantity numberOf(int accelerator, const UncertainFields::Field &field, double value) const;
    MonthTable tabulate(const Quantity &month, bool stock, const RowOfMonth &row);
    MonthTable tabulate(int node, int low, int high, int offset, bool stock, const RowOfMonth &row);
    std::vector<MonthTable> inService(const Service &service, bool stock, SpanFunction span);
    std::vector<MonthTable> ramped(const Service &service);
    void hoursIn(int from, int to, double *row) const;
    void monthsIn(int from, int to, double *row) const;
    void standing(int from, int to, double *row) const;
    void shortOfRamp(int start, int end, int ramp, double *row) const;
    void paidAt(int month, double *row) const;
    void sumWhole(MonthTable &table) const;
    void add(const Targets &targets, const Quantity &coefficient, const MonthTable &table);
    void addYearly(const Targets &targets, const Quantity &coefficient, const MonthTable &table, const YearFactor &factor);

    Model &m_model;
    const core::Plan &m_plan;
    UncertainFields m_fields;
    engine::Grouping m_grouping;
    engine::Calendar m_calendar;
    int m_lanes = 0;
    int m_reach = 0;         // months from any base beyond which nothing changes any more
    std::size_t m_cells = 0; // of all tables

    std::deque<Draft> m_drafts;
    std::vector<Ledger> m_programmes; // the last one: unfunded
    std::map<int, Ledger> m_countries;
    std::map<int, std::pair<int, int>> m_countryHours; // delivered, reference
    int m_delivered = -1, m_reference = -1, m_bf16 = -1, m_energy = -1, m_fleetBf16 = -1, m_demand = -1;

    Quantity m_idle, m_inflation, m_priceYear, m_referenceTflops;
    std::vector<std::pair<Quantity, Quantity>> m_milestones; // offset in months, share of the whole
    Quantity m_earliest;                                     // offset
    // Of the factory at hand.
    Targets m_targets[3][flowCount]; // by cost class
    std::vector<int> m_capacityOf[4]; // accumulators of delivered and reference hours, BF16, energy
    TermSet m_paidSum, m_unionSum;
    std::vector<DeliveredHours> m_hours;
    Quantity m_pue;
};

} // namespace simulation
