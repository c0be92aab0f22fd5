// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "explaindraws.h"
#include "explaintext.h"
#include "simulation.h"

namespace app {

namespace {

core::Result<engine::Explanation> explained(const document::PlanDocument &document, const core::Plan &resolved, const Arguments &a, const engine::Figure &figure)
{
    const auto projection = std::make_shared<const engine::Projection>(engine::project(resolved));
    const std::string scenario = a.value("--scenario");
    if (!simulation::isSimulated(figure)) {
        return engine::explain(*document.plan(), scenario, projection, figure);
    }
    const auto simulated = simulation::simulatedFigure(figure);
    if (!simulated) {
        return simulated.error();
    }
    const auto drawn = simulation::drawn(std::make_shared<const core::Plan>(resolved), *simulated, samplingOf(resolved, a));
    if (!drawn) {
        return drawn.error();
    }
    return simulation::explain(*document.plan(), scenario, projection, **drawn);
}

} // namespace

int runExplain(const Arguments &a)
{
    const std::string format = a.value("--format", "text");
    if (format != "text" && format != "json") {
        return usage("--format is text or json.");
    }
    engine::ExplainOptions options;
    options.open = a.has("--open");
    if (a.has("--depth")) {
        const auto depth = core::parsePlainInteger(a.value("--depth"));
        if (!depth || *depth < 0 || *depth > 1000) {
            return usage("--depth is a number of levels, 0 to 1000.");
        }
        options.depth = static_cast<int>(*depth);
    }
    auto figure = engine::parseFigure(a.words[1]);
    if (!figure) {
        return fail(figure.error());
    }
    const auto take = [&](const char *option, std::string &part) { part = a.value(option, part); };
    take("--factory", figure->factory);
    take("--system", figure->system);
    take("--category", figure->category);
    take("--item", figure->item);
    take("--programme", figure->programme);
    take("--country", figure->country);
    take("--period", figure->period);
    figure->real = figure->real || a.has("--real");
    if ((a.has("--draws") || a.has("--seed")) && !simulation::isSimulated(*figure)) {
        return usage("--draws and --seed are for simulated figures, as paid_eur.p90.");
    }
    if (!checkSampling(a)) {
        return BadUsage;
    }
    const auto document = openPlan(a.words[0]);
    const auto resolved = document ? resolvedPlan(*document->plan(), a) : std::nullopt;
    if (!resolved) {
        return BadInput;
    }
    const auto explanation = explained(*document, *resolved, a, *figure);
    if (!explanation) {
        return fail(explanation.error());
    }
    print(format == "text" ? engine::toText(*explanation, options) : engine::toJson(*explanation, options));
    return Done;
}

} // namespace app
