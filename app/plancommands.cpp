// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "baseline.h"
#include "findings.h"
#include "resulttable.h"
#include "scenario.h"
#include "statements.h"

#include <algorithm>

namespace app {

namespace {

const char *textOf(engine::Severity s)
{
    constexpr const char *texts[] = {"error", "warning", "note"};
    return texts[static_cast<std::size_t>(s)];
}

std::optional<engine::Period> periodOf(const std::string &text)
{
    if (text == "year") {
        return engine::Period::Year;
    }
    if (text == "quarter") {
        return engine::Period::Quarter;
    }
    return text == "month" ? std::optional(engine::Period::Month) : std::nullopt;
}

engine::ResultTable checkTable(const core::Plan &plan, const std::vector<engine::Finding> &findings, const std::vector<engine::StatementResult> &statements)
{
    engine::ResultTable t;
    t.name = "check";
    t.columns = {"kind", "severity", "rule", "place", "message", "amount", "remedy", "article"};
    for (const engine::Finding &f : findings) {
        const std::string place = f.cell.field.empty() ? f.cell.entity + '/' + f.cell.row : f.cell.toString();
        t.rows.push_back({std::string("finding"), std::string(textOf(f.severity)), f.rule, place, f.message, f.amount, f.remedy, f.article});
    }
    for (const engine::StatementResult &s : statements) {
        const core::Statement &said = plan.statements[static_cast<std::size_t>(s.statement)];
        t.rows.push_back({std::string("statement"), std::string(s.holds ? "holds" : "does not hold"), said.id, "statement/" + said.id, said.text,
                          s.actual ? core::plainNumber(*s.actual) : std::string(), s.reason, std::string()});
    }
    return t;
}

std::string checkText(const engine::ResultTable &t)
{
    std::string out;
    const auto word = [&](std::size_t row, std::size_t column) { return std::get<std::string>(t.rows[row][column]); };
    for (std::size_t i = 0; i < t.rows.size(); ++i) {
        const bool statement = word(i, 0) == "statement";
        out += word(i, 1) + ": " + word(i, 4);
        if (statement) {
            out += word(i, 5).empty() ? "" : " (the plan: " + word(i, 5) + ")";
            out += word(i, 6).empty() ? "" : ". " + word(i, 6);
        } else {
            out += word(i, 6).empty() ? "" : " " + word(i, 6);
            out += " [" + word(i, 3) + (word(i, 7).empty() ? "" : "; " + word(i, 7)) + "]";
        }
        out += '\n';
    }
    return out;
}

std::string sourcesOf(const core::Plan &plan, const core::Cell &cell)
{
    std::string out;
    for (const core::Citation &c : plan.citations) {
        if (c.entity == cell.entity && c.row == cell.row && c.field == cell.field) {
            const auto *source = plan.sources.find(c.source);
            out += std::string("source: ") + core::textOf(c.status) + (c.used ? "" : ", not used");
            out += source ? ", " + source->title + (source->url ? " <" + *source->url + ">" : "") : "";
            out += core::isNull(c.value) ? "" : ", says " + core::toPlainText(c.value);
            out += c.note ? ", " + *c.note : "";
            out += '\n';
        }
    }
    return out.empty() ? "source: none, so it counts as an assumption\n" : out;
}

} // namespace

int runInfo(const Arguments &a)
{
    const auto document = readPlan(a.words[0]);
    if (!document) {
        return BadInput;
    }
    const auto plan = document->plan();
    const core::PlanSettings &p = plan->settings();
    const auto included = std::count_if(plan->factories.begin(), plan->factories.end(), [](const core::Factory &f) { return f.included; });
    std::string out = "title: " + p.title + "\nhorizon: " + p.firstMonth.toString() + " to " + p.lastMonth.toString() + '\n';
    out += "factories: " + std::to_string(plan->factories.size()) + ", " + std::to_string(included) + " included\n";
    out += "systems: " + std::to_string(plan->systems.size()) + "\ncountries: " + std::to_string(plan->countries.size()) + '\n';
    out += "sources: " + std::to_string(plan->sources.size()) + ", citations: " + std::to_string(plan->citations.size()) + '\n';
    for (const core::Scenario &s : plan->scenarios) {
        out += "scenario: " + s.id + " (" + s.name + (s.parent ? ", on " + *s.parent : "") + ")\n";
    }
    out += "fingerprint: " + document->fingerprint().toStdString() + '\n';
    if (!document->history().empty()) {
        const store::HistoryRow &last = document->history().back();
        out += "last: " + last.at + ", " + last.author + ", " + last.label + '\n';
    }
    print(out);
    return Done;
}

int runCheck(const Arguments &a)
{
    const std::string format = a.value("--format", "text");
    if (format != "text" && format != "csv" && format != "json") {
        return usage("--format is text, json or csv.");
    }
    const auto document = readPlan(a.words[0]);
    const auto resolved = document ? resolvedPlan(*document->plan(), a) : std::nullopt;
    if (!resolved) {
        return BadInput;
    }
    const engine::Projection projection = engine::project(*resolved);
    const engine::Projection baseline = engine::project(*document->plan());
    const auto findings = engine::findings(*document->plan(), a.value("--scenario"), projection);
    const engine::ResultTable t = checkTable(*resolved, findings, engine::checkStatements(projection, &baseline));
    print(format == "text" ? checkText(t) : format == "csv" ? engine::toCsv(t) : engine::toJson(t));
    const bool error = std::any_of(findings.begin(), findings.end(), [](const engine::Finding &f) { return f.severity == engine::Severity::Error; });
    return error ? BadInput : Done;
}

int runGet(const Arguments &a)
{
    const auto document = readPlan(a.words[0]);
    if (!document) {
        return BadInput;
    }
    const auto cell = core::parseCell(a.words[1]);
    if (!cell) {
        return fail(cell.error());
    }
    const auto resolved = resolvedPlan(*document->plan(), a);
    if (!resolved) {
        return BadInput;
    }
    const core::EntityInfo &info = *core::entity(cell->entity);
    if (info.indexOf(*resolved, cell->row) < 0) {
        return fail({"There is no " + cell->entity + " '" + cell->row + "' in this plan."});
    }
    const auto origin = core::originOf(*document->plan(), a.value("--scenario"), *cell);
    const std::string unit = info.field(cell->field)->unit;
    std::string out = core::toPlainText(core::valueAt(*resolved, *cell)) + "\nunit: " + (unit.empty() ? "none" : unit) + '\n';
    out += "origin: " + (origin->empty() ? std::string("baseline") : "scenario " + *origin) + '\n';
    print(out + sourcesOf(*document->plan(), *cell));
    return Done;
}

int runSet(const Arguments &a)
{
    const std::string label = a.value("--label");
    if (label.size() > 200 || label.find_first_of("\n\r\t") != std::string::npos || !core::isCleanText(label)) {
        return fail({"--label is one line of at most 200 bytes without control characters."});
    }
    const auto document = openPlan(a.words[0]);
    if (!document) {
        return BadInput;
    }
    core::Edit edit;
    core::Plan so = *document->plan(); // as it stands after the fields before, for fields named twice
    for (std::size_t i = 1; i < a.words.size(); ++i) {
        const std::size_t equals = a.words[i].find('=');
        if (equals == std::string::npos) {
            return fail({"'" + a.words[i] + "' has no '='; write TABLE/ROW.FIELD=VALUE."});
        }
        const auto cell = core::parseCell(a.words[i].substr(0, equals));
        if (!cell) {
            return fail(cell.error());
        }
        const core::EntityInfo &info = *core::entity(cell->entity);
        const auto value = core::parseValue(info, *info.field(cell->field), cell->row, a.words[i].substr(equals + 1));
        if (!value) {
            return fail(value.error());
        }
        const auto change = core::setCell(so, a.value("--scenario"), *cell, *value);
        if (!change) {
            return fail(change.error());
        }
        const core::Status patched = core::patch(so, *change);
        if (!patched) {
            return fail(patched.error());
        }
        edit.label += (edit.label.empty() ? "Set " : ", ") + a.words[i];
        edit.changes.push_back(*change);
    }
    if (!label.empty()) {
        edit.label = label;
    }
    const core::Status s = document->perform(edit);
    return s ? static_cast<int>(Done) : fail(s.error());
}

int runProject(const Arguments &a)
{
    const std::string format = a.value("--format", "csv");
    const auto period = periodOf(a.value("--period", "year"));
    if (!a.has("--table")) {
        return usage("--table is needed: compute, capacity, budget, envelope, access or summary.");
    }
    if (!period) {
        return usage("--period is year, quarter or month.");
    }
    if (format != "csv" && format != "json") {
        return usage("--format is csv or json.");
    }
    const auto document = readPlan(a.words[0]);
    const auto resolved = document ? resolvedPlan(*document->plan(), a) : std::nullopt;
    if (!resolved) {
        return BadInput;
    }
    const auto table = engine::resultTable(engine::project(*resolved), a.value("--table"), *period);
    if (!table) {
        return fail(table.error());
    }
    return deliver(format == "csv" ? engine::toCsv(*table) : engine::toJson(*table), a);
}

} // namespace app
