// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "simulatedfigure.h"
#include "simulationtables.h"

#include <limits>

namespace app {

namespace {

using simulation::Frame;
using Table = core::Result<engine::ResultTable>;

constexpr std::int64_t mostDraws = 1'000'000'000;
constexpr std::int64_t mostSeed = std::numeric_limits<std::int64_t>::max();

std::optional<std::int64_t> wholeWithin(const std::string &text, std::int64_t least, std::int64_t most)
{
    const auto n = core::parsePlainInteger(text);
    return n && *n >= least && *n <= most ? n : std::nullopt;
}

// The words of a list parted by commas; an empty one has one empty word.
std::vector<std::string> wordsOf(std::string list)
{
    std::vector<std::string> out;
    list += ',';
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t comma = list.find(',', at);
        out.push_back(list.substr(at, comma - at));
        at = comma + 1;
    }
    return out;
}

// "total,factory": which scopes to compute; none where a word is unknown.
std::optional<Frame> frameOf(const std::string &scopes)
{
    Frame frame;
    frame.totals = false;
    for (const std::string &word : wordsOf(scopes)) {
        bool *asked = word == "total" ? &frame.totals : word == "programme" ? &frame.programmes : word == "factory" ? &frame.factories : word == "country" ? &frame.countries : nullptr;
        if (!asked) {
            return std::nullopt;
        }
        *asked = true;
    }
    return frame;
}

// "index_bf16=2,coverage=1"; empty where a word is no target.
std::vector<simulation::Target> targetsOf(const std::string &list)
{
    std::vector<simulation::Target> out;
    for (const std::string &word : wordsOf(list)) {
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(0, equals);
        const auto value = equals == std::string::npos ? std::nullopt : core::parsePlainNumber(word.substr(equals + 1));
        const bool index = name == textOf(simulation::Figure::IndexBf16);
        if (!value || (!index && name != textOf(simulation::Figure::Coverage))) {
            return {};
        }
        out.push_back({index ? simulation::Figure::IndexBf16 : simulation::Figure::Coverage, *value});
    }
    return out;
}

// What is asked for, checked; the plan comes later.
struct Request
{
    std::string table;
    Frame frame;
    std::vector<simulation::Target> targets; // empty: the usual ones
    simulation::SimulatedFigure figure;      // of the tornado
    int threads = 0;
};

// The reason why it cannot be, or empty.
std::string read(const Arguments &a, Request &r)
{
    r.table = a.value("--table", "distribution");
    if (r.table != "distribution" && r.table != "envelope" && r.table != "target" && r.table != "tornado") {
        return "--table is distribution, envelope, target or tornado.";
    }
    const std::pair<const char *, const char *> ofTable[] = {{"--scopes", "distribution"}, {"--period", "distribution"}, {"--horizon", "distribution"}, {"--target", "target"}, {"--figure", "tornado"}};
    for (const auto &[option, table] : ofTable) {
        if (a.has(option) && r.table != table) {
            return std::string(option) + " is for --table " + table + '.';
        }
    }
    const auto threads = wholeWithin(a.value("--threads", "0"), 0, 1'024);
    if (!threads) {
        return "--threads is a whole number from 1 to 1024; 0 takes one for each core.";
    }
    r.threads = static_cast<int>(*threads);
    const auto frame = frameOf(a.value("--scopes", "total,programme,factory,country"));
    if (!frame) {
        return "--scopes is a list of total, programme, factory and country, parted by commas.";
    }
    r.frame = *frame;
    r.frame.wholeHorizon = a.has("--horizon");
    const std::string period = a.value("--period", "year");
    if (period != "year" && period != "quarter" && period != "month") {
        return "--period is year, quarter or month.";
    }
    r.frame.period = period == "year" ? engine::Period::Year : period == "quarter" ? engine::Period::Quarter : engine::Period::Month;
    if (a.has("--target") && (r.targets = targetsOf(a.value("--target"))).empty()) {
        return "--target is a list of index_bf16=VALUE and coverage=VALUE, parted by commas.";
    }
    // A tornado has no statistic: any will do.
    auto address = engine::parseFigure(a.value("--figure", "paid_eur"));
    if (address && !simulation::isSimulated(*address)) {
        address->measure += ".mean";
    }
    const auto figure = address ? simulation::simulatedFigure(*address) : core::Result<simulation::SimulatedFigure>(address.error());
    if (!figure) {
        return "--figure: " + figure.error().message;
    }
    r.figure = *figure;
    return {};
}

Table distribution(const std::shared_ptr<const core::Plan> &plan, const Request &r, const simulation::Sampling &sampling)
{
    const auto model = simulation::prepare(plan, r.frame);
    return model ? Table(simulation::resultTable(*simulation::simulate(*model, sampling))) : model.error();
}

Table envelopes(const std::shared_ptr<const core::Plan> &plan, const Request &, const simulation::Sampling &sampling)
{
    Frame frame;
    frame.programmes = true;
    const auto model = simulation::prepare(plan, frame);
    if (!model) {
        return model.error();
    }
    const auto of = [&](engine::Money money) { return *simulation::envelopeRisks(*model, sampling, money); };
    return simulation::envelopeRiskTable(**model, of(engine::Money::Committed), of(engine::Money::Paid));
}

Table targets(const std::shared_ptr<const core::Plan> &plan, const Request &r, const simulation::Sampling &sampling)
{
    Frame frame;
    frame.period = engine::Period::Month;
    const auto model = simulation::prepare(plan, frame);
    return model ? Table(simulation::targetRiskTable(**model, *simulation::targetRisks(*model, r.targets.empty() ? simulation::usualTargets(*plan) : r.targets, sampling))) : model.error();
}

Table swings(const std::shared_ptr<const core::Plan> &plan, const Request &r, const simulation::Sampling &sampling)
{
    const auto scope = simulation::scopeOf(*plan, r.figure);
    const auto model = scope ? simulation::prepare(plan, scope->frame) : core::Result<std::shared_ptr<const simulation::Model>>(scope.error());
    if (!model) {
        return model.error();
    }
    const auto tornado = simulation::tornado(*model, r.figure.figure, scope->scope, scope->period, sampling);
    return tornado ? Table(simulation::tornadoTable(**model, *tornado)) : core::Error{"There is no such figure in this plan: nothing is simulated there."};
}

} // namespace

bool checkSampling(const Arguments &a)
{
    if (a.has("--draws") && !wholeWithin(a.value("--draws"), 1, mostDraws)) {
        usage("--draws is a whole number from 1 to 1000000000; without it the plan says how many (plan/1.simulation_draws).");
        return false;
    }
    if (a.has("--seed") && !wholeWithin(a.value("--seed"), 0, mostSeed)) {
        usage("--seed is a whole number of at least 0; without it the plan's is taken (plan/1.simulation_seed).");
        return false;
    }
    return true;
}

simulation::Sampling samplingOf(const core::Plan &plan, const Arguments &a)
{
    simulation::Sampling sampling = simulation::samplingOf(plan);
    sampling.draws = a.has("--draws") ? *wholeWithin(a.value("--draws"), 1, mostDraws) : sampling.draws;
    sampling.seed = a.has("--seed") ? static_cast<std::uint64_t>(*wholeWithin(a.value("--seed"), 0, mostSeed)) : sampling.seed;
    return sampling;
}

int runSimulate(const Arguments &a)
{
    const std::string format = a.value("--format", "csv");
    Request request;
    if (const std::string wrong = read(a, request); !wrong.empty()) {
        return usage(wrong);
    }
    if (format != "csv" && format != "json") {
        return usage("--format is csv or json.");
    }
    if (!checkSampling(a)) {
        return BadUsage;
    }
    const auto document = openPlan(a.words[0]);
    auto resolved = document ? resolvedPlan(*document->plan(), a) : std::nullopt;
    if (!resolved) {
        return BadInput;
    }
    simulation::Sampling sampling = samplingOf(*resolved, a);
    sampling.threads = request.threads;
    const auto plan = std::make_shared<const core::Plan>(std::move(*resolved));
    const auto make = request.table == "envelope" ? envelopes : request.table == "target" ? targets : request.table == "tornado" ? swings : distribution;
    const Table table = make(plan, request, sampling);
    if (!table) {
        return fail(table.error());
    }
    return deliver(format == "csv" ? engine::toCsv(*table) : engine::toJson(*table), a);
}

} // namespace app
