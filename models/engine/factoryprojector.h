// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "context.h"

#include <memory>
#include <span>

namespace engine {

// Computes everything of one factory (or of the fleet) after another; keeps its buffers between them.
class FactoryProjector
{
public:
    explicit FactoryProjector(const Context &context) : m_context(context) {}

    std::shared_ptr<const FactoryResult> factory(int index);
    std::shared_ptr<const FactoryResult> fleet();

private:
    struct Payer
    {
        int programme = -1;
        double upTo = 1; // S_i
        bool national = false;
        bool ofUnion = false;
    };
    struct Participant
    {
        int country = -1;
        double upTo = 1;
    };
    // A flow of real amounts in euro by month, from m_first on.
    struct Flow
    {
        Category category;
        bool ofSystem;
        int item;
        int first;
    };

    void readShares();
    void readParticipants();
    void addSystem(int index, double pue, bool costed);
    void addAcquisition(int index);
    void addRunningCost(const SystemResult &system);
    void addCostLine(int index);
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
    double acquisitionCents(const core::System &system) const;

    const Context &m_context;
    FactoryResult m_result;
    const core::Factory *m_factory = nullptr;
    std::vector<Payer> m_payers[3]; // by cost class
    std::vector<Participant> m_participants;
    std::vector<double> m_amounts; // of the flow at hand, in euro
    std::vector<Cents> m_cents, m_part, m_roundedBefore, m_countryPart, m_countryRoundedBefore;
    Cents m_unionPaid = 0;
};

} // namespace engine
