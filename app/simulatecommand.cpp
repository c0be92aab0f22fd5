// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "simulation.h"

#include <limits>

namespace app {

namespace {

std::optional<std::int64_t> wholeWithin(const std::string &text, std::int64_t least, std::int64_t most)
{
    const auto n = core::parsePlainInteger(text);
    return n && *n >= least && *n <= most ? n : std::nullopt;
}

// "total,factory": which scopes to compute; none where a word is unknown.
std::optional<simulation::Frame> frameOf(std::string scopes)
{
    simulation::Frame frame;
    frame.totals = false;
    scopes += ',';
    for (std::size_t at = 0; at < scopes.size();) {
        const std::size_t comma = scopes.find(',', at);
        const std::string word = scopes.substr(at, comma - at);
        bool *asked = word == "total" ? &frame.totals : word == "programme" ? &frame.programmes : word == "factory" ? &frame.factories : word == "country" ? &frame.countries : nullptr;
        if (!asked) {
            return std::nullopt;
        }
        *asked = true;
        at = comma + 1;
    }
    return frame;
}

} // namespace

int runSimulate(const Arguments &a)
{
    const std::string format = a.value("--format", "csv");
    const auto draws = wholeWithin(a.value("--draws", "1"), 1, 1'000'000'000);
    const auto seed = wholeWithin(a.value("--seed", "0"), 0, std::numeric_limits<std::int64_t>::max());
    const auto threads = wholeWithin(a.value("--threads", "0"), 0, 1'024);
    const auto frame = frameOf(a.value("--scopes", "total,programme,factory,country"));
    if (!draws) {
        return usage("--draws is a whole number from 1 to 1000000000; without it the plan says how many (plan/1.simulation_draws).");
    }
    if (!seed) {
        return usage("--seed is a whole number of at least 0; without it the plan's is taken (plan/1.simulation_seed).");
    }
    if (!threads) {
        return usage("--threads is a whole number from 1 to 1024; 0 takes one for each core.");
    }
    if (!frame) {
        return usage("--scopes is a list of total, programme, factory and country, parted by commas.");
    }
    if (format != "csv" && format != "json") {
        return usage("--format is csv or json.");
    }
    const auto document = openPlan(a.words[0]);
    auto resolved = document ? resolvedPlan(*document->plan(), a) : std::nullopt;
    if (!resolved) {
        return BadInput;
    }
    simulation::Sampling sampling = simulation::samplingOf(*resolved);
    sampling.draws = a.has("--draws") ? *draws : sampling.draws;
    sampling.seed = a.has("--seed") ? static_cast<std::uint64_t>(*seed) : sampling.seed;
    const auto model = simulation::prepare(std::make_shared<const core::Plan>(std::move(*resolved)), *frame);
    if (!model) {
        return fail(model.error());
    }
    sampling.threads = static_cast<int>(*threads);
    const auto outcome = simulation::simulate(*model, sampling);
    const engine::ResultTable table = simulation::resultTable(*outcome);
    return deliver(format == "csv" ? engine::toCsv(table) : engine::toJson(table), a);
}

} // namespace app
