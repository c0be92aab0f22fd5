// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportsimulation.h"

#include "simulationtables.h"

#include <algorithm>

namespace document {

std::shared_ptr<const SimulationAnswer> simulatedForReport(const engine::Projection &projection)
{
    const core::Plan &plan = projection.plan;
    if (plan.uncertainties.empty()) {
        return nullptr;
    }
    SimulationJob job;
    job.asked.shown = job.asked.against = std::make_shared<const engine::Projection>(projection);
    job.asked.need.frames = {{engine::Period::Year, true, true, true}};
    job.asked.need.envelopes = true;
    job.asked.need.targets = simulation::usualTargets(plan);
    job.asked.need.tornados = {{simulation::Figure::PaidEur, {}, engine::Period::Year, projection.calendar.years()}};
    job.asked.seed = simulation::samplingOf(plan).seed;
    job.asked.drawsAsked = plan.settings().simulationDraws;
    job.draws = std::min(job.asked.drawsAsked, mostReportDraws);
    job.progress = std::make_shared<std::atomic<std::int64_t>>(0);
    auto answer = answerTo(job);
    return std::make_shared<const SimulationAnswer>(std::move(*answer));
}

} // namespace document
