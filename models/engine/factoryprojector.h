// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planinputs.h"

#include <memory>
#include <span>

namespace engine {

// Who pays a cost class, with the cumulative share S_i of methodology 6.
struct Payer
{
    int programme = -1; // index in plan.programmes; -1: nobody
    double upTo = 1;
    bool national = false;
    bool ofUnion = false;
};

// Who pays national money, with the cumulative share.
struct Participant
{
    int country = -1; // index in plan.countries; -1: nobody
    double upTo = 1;
};

// A flow of money: of which category and item, from which month on.
struct Flow
{
    Category category = Category::Acquisition;
    bool ofSystem = true; // item is an index in plan.systems, else in plan.costLines
    int item = 0;
    int first = 0;
};

// What lies between the plan's rows and the ledger of one factory; kept only where somebody asks how a figure comes about.
struct FactoryWork
{
    struct Amounts
    {
        Flow flow;
        std::vector<double> eur;  // by month from flow.first, before rounding
        std::vector<Cents> cents; // paid, by month; of an acquisition then as many committed ones
    };
    struct Beyond
    {
        Flow flow; // first: the month, at or after the horizon's end
        double eur = 0;
    };
    std::vector<Amounts> flows;
    std::vector<Beyond> beyond;
    std::vector<Payer> payers[3]; // by cost class
    std::vector<Participant> participants;
};

// Computes everything of one factory (or of the fleet) after another; keeps its buffers between them.
class FactoryProjector
{
public:
    explicit FactoryProjector(const Context &context) : m_context(context) {}

    std::shared_ptr<const FactoryResult> factory(int index);
    std::shared_ptr<const FactoryResult> fleet();
    // Computes the factory again and keeps what it went through.
    FactoryWork work(int index);

private:
    void readShares();
    void readParticipants();
    void addSystem(int index, double pue, bool costed);
    void addAcquisition(int index);
    void addRunningCost(const SystemResult &system);
    void addCostLine(int index);
    // Money that is due after the last month: reported as such.
    void addBeyond(const Flow &part, double eur);
    // Rounds the flow's real amounts (m_amounts, in euro) so that its months add up to its total, then splits them.
    void addFlow(const Flow &flow);
    // Splits over programmes, and national money over countries. m_cents holds `months` paid amounts and, for acquisition, as many committed ones.
    void splitFlow(const Flow &flow, int months);
    // Notes in which years the programme is a payer of a flow, even where its part rounds to nothing.
    void markYears(const Flow &flow, int programme, int months);
    void splitOverCountries(const Flow &flow, int programme, int months);
    void addLine(const Flow &flow, int programme, int country, bool national, std::span<const Cents> amounts, int months);
    void addToTotals(const SystemResult &system);
    void addToTotals(const Line &line);
    void finish();

    const Context &m_context;
    FactoryResult m_result;
    const core::Factory *m_factory = nullptr;
    std::vector<Payer> m_payers[3]; // by cost class
    std::vector<Participant> m_participants;
    std::vector<Instalment> m_instalments;
    FactoryWork *m_work = nullptr; // to fill; null while nobody asks
    std::vector<double> m_amounts; // of the flow at hand, in euro
    std::vector<Cents> m_cents, m_part, m_roundedBefore, m_countryPart, m_countryRoundedBefore;
    Cents m_unionPaid = 0;
};

} // namespace engine
