// SPDX-License-Identifier: GPL-3.0-or-later
#include "explaintext.h"

#include "json.h"
#include "text.h"

#include <set>

namespace engine {

using core::text;

namespace {

std::string centsText(Cents cents)
{
    const auto size = static_cast<std::uint64_t>(cents < 0 ? -cents : cents);
    const std::string rest = std::to_string(size % 100);
    return (cents < 0 ? "-" : "") + std::to_string(size / 100) + '.' + (rest.size() < 2 ? "0" : "") + rest;
}

std::string numberText(const Number &number)
{
    if (const auto *whole = std::get_if<std::int64_t>(&number)) {
        return std::to_string(*whole);
    }
    const auto *real = std::get_if<double>(&number);
    return real ? core::plainNumber(*real) : std::string();
}

// The sign before an input, by what is done with it.
const char *signOf(Operation operation, std::size_t input)
{
    switch (operation) {
    case Operation::Sum:
        return "+ ";
    case Operation::Difference:
        return input == 0 ? "" : "- ";
    case Operation::Product:
        return input == 0 ? "" : "x ";
    case Operation::Quotient:
        return input == 0 ? "" : "/ ";
    case Operation::Power:
        return input == 0 ? "" : "^ ";
    default:
        return "";
    }
}

std::string evidenceText(const Explanation &e)
{
    static const char *const words[] = {"stated", "derived", "assumption"};
    std::string out = e.support.cited ? words[static_cast<std::size_t>(e.support.evidence)] : text("no source, so an assumption");
    out += e.support.source.empty() ? "" : ": " + e.support.source;
    out += e.support.note.empty() ? "" : (e.support.source.empty() ? ": " : "; ") + e.support.note;
    return out + (e.support.scenario.empty() ? "" : text(" (set by the scenario %1)", {e.support.scenario}));
}

// Those that are written out: of a folded sum the first term alone, as an example.
std::size_t shownOf(const Explanation &e, const Explanation::Inputs &inputs, const ExplainOptions &options)
{
    return e.folded && !options.open && inputs.size() > 1 ? 1 : inputs.size();
}

class Writer
{
public:
    explicit Writer(const ExplainOptions &options) : m_options(options) {}

    void write(const Explanation &e, int level, const char *sign)
    {
        const std::string margin(static_cast<std::size_t>(level) * 2, ' ');
        out += margin + sign + e.label + ": " + plainText(e) + '\n';
        if (!e.cell.entity.empty()) {
            out += margin + "  [" + e.cell.toString() + "] " + evidenceText(e) + '\n';
        }
        if (!e.formula.empty()) {
            out += margin + "  = " + e.formula + '\n';
        }
        if (!e.hasInputs() || level >= m_options.depth) {
            return;
        }
        if (!m_seen.insert(e.id).second) {
            out += margin + "  " + text("(explained above)") + '\n';
            return;
        }
        const Explanation::Inputs inputs = e.inputs();
        const std::size_t shown = shownOf(e, inputs, m_options);
        for (std::size_t i = 0; i < shown; ++i) {
            write(inputs[i], level + 1, signOf(e.operation, i));
        }
        if (shown < inputs.size()) {
            out += margin + "  " + text("... and %1 more alike; --open shows them all", {std::to_string(inputs.size() - shown)}) + '\n';
        }
    }

    std::string out;

private:
    ExplainOptions m_options;
    std::set<std::string> m_seen;
};

void addJson(std::string &out, const Explanation &e, const ExplainOptions &options, int level)
{
    const std::string margin = '\n' + std::string(static_cast<std::size_t>(level) * 2 + 1, ' ');
    const auto addText = [&](const char *name, const std::string &value) {
        out += value.empty() ? "" : "," + margin + quotedForJson(name) + ": " + quotedForJson(value);
    };
    out += '{' + margin + "\"label\": " + quotedForJson(e.label);
    addText("formula", e.formula);
    const std::string number = numberText(e.value);
    out += ',' + margin + "\"value\": " + (number.empty() ? "null" : number);
    addText("text", e.text);
    addText("unit", textOf(e.unit));
    addText("operation", textOf(e.operation));
    addText("figure", e.figure);
    if (!e.cell.entity.empty()) {
        static const char *const words[] = {"stated", "derived", "assumption"};
        addText("cell", e.cell.toString());
        addText("evidence", words[static_cast<std::size_t>(e.support.evidence)]);
        addText("source", e.support.source);
        addText("note", e.support.note);
        addText("scenario", e.support.scenario);
    }
    if (e.hasInputs() && level < options.depth) {
        const Explanation::Inputs inputs = e.inputs();
        const std::size_t shown = shownOf(e, inputs, options);
        if (shown < inputs.size()) {
            out += ',' + margin + "\"inputs_in_all\": " + std::to_string(inputs.size());
        }
        out += ',' + margin + "\"inputs\": [";
        for (std::size_t i = 0; i < shown; ++i) {
            out += i ? ", " : "";
            addJson(out, inputs[i], options, level + 1);
        }
        out += ']';
    }
    out += '}';
}

} // namespace

std::string plainText(const Explanation &e)
{
    if (!e.text.empty()) {
        return e.text;
    }
    if (std::holds_alternative<std::monostate>(e.value)) {
        return text("none");
    }
    if (const auto *cents = std::get_if<Cents>(&e.value); cents && e.unit == Unit::EurCents) {
        return centsText(*cents) + " EUR";
    }
    if (const auto *month = std::get_if<std::int64_t>(&e.value); month && e.unit == Unit::Month) {
        return core::Month::fromIndex(static_cast<int>(*month)).toString();
    }
    const std::string unit = e.unit == Unit::Share || e.unit == Unit::Year ? "" : textOf(e.unit);
    return numberText(e.value) + (unit.empty() ? "" : ' ' + unit);
}

std::string toText(const Explanation &e, const ExplainOptions &options)
{
    Writer writer(options);
    writer.write(e, 0, "");
    return writer.out;
}

std::string toJson(const Explanation &e, const ExplainOptions &options)
{
    std::string out;
    addJson(out, e, options, 0);
    return out + '\n';
}

} // namespace engine
