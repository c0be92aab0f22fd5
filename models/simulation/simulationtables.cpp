// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulationtables.h"

namespace simulation {

engine::ResultTable envelopeRiskTable(const Model &model, const std::vector<EnvelopeRisk> &committed, const std::vector<EnvelopeRisk> &paid)
{
    engine::ResultTable t;
    t.name = "envelope_risk";
    t.keyColumns = 3;
    t.columns = {"figure", "programme", "year", "envelope_eur", "probability", "expected_excess_eur", "worst_tenth_eur"};
    for (const auto &[money, risks] : {std::pair(Figure::CommittedEur, &committed), std::pair(Figure::PaidEur, &paid)}) {
        for (const EnvelopeRisk &r : *risks) {
            t.rows.push_back({std::string(textOf(money)), model.plan->programmes[static_cast<std::size_t>(r.programme)].id, std::int64_t{r.year}, r.envelopeEur, r.probability,
                              r.expectedExcessEur, r.worstTenthEur});
        }
    }
    return t;
}

engine::ResultTable targetRiskTable(const Model &model, const std::vector<TargetRisk> &risks)
{
    engine::ResultTable t;
    t.name = "target_risk";
    t.keyColumns = 3;
    t.columns = {"figure", "target", "period", "probability"};
    for (const TargetRisk &r : risks) {
        for (std::size_t m = 0; m < r.reachedBy.size(); ++m) {
            t.rows.push_back({std::string(textOf(r.target.figure)), r.target.value, model.periods.label(static_cast<int>(m)), r.reachedBy[m]});
        }
    }
    return t;
}

engine::ResultTable tornadoTable(const Model &model, const Tornado &tornado)
{
    engine::ResultTable t;
    t.name = "tornado";
    t.keyColumns = 1;
    t.columns = {"row", "at_p10", "at_p90", "swing", "rank_correlation"};
    for (const Swing &s : tornado.swings) {
        t.rows.push_back({model.plan->uncertainties[static_cast<std::size_t>(s.row)].id, s.atP10, s.atP90, s.atP90 - s.atP10, s.rankCorrelation});
    }
    return t;
}

std::vector<Target> usualTargets(const core::Plan &plan)
{
    Target index;
    index.value = 2;
    for (const core::Statement &s : plan.statements) {
        if (s.metric == textOf(Figure::IndexBf16) && (s.comparison == core::Comparison::Greater || s.comparison == core::Comparison::GreaterEqual)) {
            index.value = s.value;
            break;
        }
    }
    return {index, {Figure::Coverage, 1}};
}

} // namespace simulation
