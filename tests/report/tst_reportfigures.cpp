// SPDX-License-Identifier: GPL-3.0-or-later
#include "findingsentences.h"
#include "format.h"
#include "report.h"
#include "reportplans.h"
#include "resulttable.h"
#include "scenario.h"

#include <QApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>
#include <map>
#include <set>

using namespace ui;

namespace {

using Role = ReportCanvas::Role;
using Ids = std::set<std::string>;

// A row of a result table, as `aifplan project` writes it: texts and numbers by column.
struct Record
{
    std::map<std::string, std::string> texts;
    std::map<std::string, double> numbers;
    const std::string &text(const char *column) const { return texts.at(column); }
};

std::vector<Record> recordsOf(const engine::Projection &projection, const char *name)
{
    const engine::ResultTable table = *engine::resultTable(projection, name, engine::Period::Year);
    std::vector<Record> out;
    for (const auto &row : table.rows) {
        Record record;
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            if (const auto *text = std::get_if<std::string>(&row[c])) {
                record.texts[table.columns[c]] = *text;
            } else {
                const auto *whole = std::get_if<std::int64_t>(&row[c]);
                record.numbers[table.columns[c]] = whole ? static_cast<double>(*whole) : std::holds_alternative<double>(row[c]) ? std::get<double>(row[c]) : 0;
                record.texts[table.columns[c]] = whole ? std::to_string(*whole) : std::string();
            }
        }
        out.push_back(std::move(record));
    }
    return out;
}

// What the command line says of one scenario, as sums over its rows.
struct Facts
{
    explicit Facts(const engine::Projection &p)
        : plan(p.plan), budget(recordsOf(p, "budget")), access(recordsOf(p, "access")), compute(recordsOf(p, "compute")), capacity(recordsOf(p, "capacity")), envelope(recordsOf(p, "envelope")), summary(recordsOf(p, "summary"))
    {
    }
    using Filter = std::function<bool(const Record &)>;
    static double sum(const std::vector<Record> &records, const char *column, const Filter &filter)
    {
        double out = 0;
        for (const Record &r : records) {
            out += filter(r) ? r.numbers.at(column) : 0;
        }
        return out;
    }
    double paid(const Filter &filter) const { return sum(budget, "paid_cents", filter) / 100; }
    double figure(const std::string &metric) const
    {
        return sum(summary, "value", [&](const Record &r) { return r.text("metric") == metric; });
    }
    std::string level(const Record &r) const
    {
        const core::Programme *p = plan.programmes.find(r.text("programme"));
        return !p ? "unfunded" : p->level == core::ProgrammeLevel::Union ? "union" : p->level == core::ProgrammeLevel::National ? "national" : "private";
    }

    core::Plan plan;
    std::vector<Record> budget, access, compute, capacity, envelope, summary;
};

struct Table
{
    QStringList head;
    std::vector<QStringList> rows;
    std::string subject; // of the page that it begins on: "factory-x", "country-x"
};

QString wordsOf(const ReportCanvas &canvas, int node)
{
    QStringList out;
    for (const auto &[page, index] : canvas.nodes()[static_cast<std::size_t>(node)].content) {
        out << canvas.pages()[static_cast<std::size_t>(page)].marks[static_cast<std::size_t>(index)].text;
    }
    return out.join(' ').simplified();
}

std::string subjectOn(const ReportCanvas &canvas, int page)
{
    std::string out;
    for (const auto &d : canvas.destinations()) {
        const bool subject = d.name.startsWith(QLatin1String("factory-")) || d.name.startsWith(QLatin1String("country-"));
        out = subject && d.page <= page ? d.name.toStdString() : out;
    }
    return out;
}

std::vector<Table> tablesOf(const ReportCanvas &canvas)
{
    std::vector<Table> out;
    for (const auto &node : canvas.nodes()) {
        if (node.role != Role::Table) {
            continue;
        }
        Table table;
        for (const int child : node.children) {
            const auto &row = canvas.nodes()[static_cast<std::size_t>(child)];
            QStringList cells;
            bool head = !row.children.empty();
            for (const int cell : row.children) {
                const auto &c = canvas.nodes()[static_cast<std::size_t>(cell)];
                cells << wordsOf(canvas, cell);
                head = head && c.role == Role::HeaderCell;
                if (table.subject.empty() && !c.content.empty()) {
                    table.subject = subjectOn(canvas, c.content.front().first);
                }
            }
            if (head) {
                table.head = cells;
            } else {
                table.rows.push_back(cells);
            }
        }
        out.push_back(std::move(table));
    }
    return out;
}

// Is it the name as it is shown: whole, or with its middle left out?
bool isName(QString shown, const std::string &name)
{
    const QString full = QString::fromStdString(name).simplified();
    shown.remove(QRegularExpression(QStringLiteral("\\s*†$")));
    const qsizetype gap = shown.indexOf(QChar(0x2026));
    return gap < 0 ? shown == full : full.startsWith(shown.left(gap).trimmed()) && full.endsWith(shown.mid(gap + 1).trimmed());
}

// Does the cell say the value, to the digits that it shows?
bool says(const QString &cell, double value)
{
    const QString text = cell.section(QLatin1Char(' '), 0, 0);
    if (text == QStringLiteral("·")) {
        return std::fabs(value) < 1e-6;
    }
    const auto number = format::parse(text);
    const qsizetype point = text.indexOf(QLatin1Char('.'));
    const auto decimals = point < 0 ? 0 : std::count_if(text.begin() + point, text.end(), [](QChar c) { return c.isDigit(); });
    return number && std::fabs(*number - value) <= 0.5 * std::pow(10, -static_cast<double>(decimals)) * (1 + 1e-6) + 1e-9;
}

// Compares a table's cells with what they must be, and counts them.
class Check
{
public:
    explicit Check(const Table &table) : m_table(table) {}
    // Cell of the row under the first heading that begins so; nothing where there is no such column.
    void cell(const QStringList &row, const QString &heading, double value)
    {
        for (qsizetype c = 0; c < m_table.head.size() && c < row.size(); ++c) {
            if (m_table.head[c].startsWith(heading)) {
                at(row, c, value);
                return;
            }
        }
    }
    void at(const QStringList &row, qsizetype column, double value)
    {
        ++checked;
        if (!says(row.value(column), value)) {
            faults << QStringLiteral("%1, “%2”: %3 is not %4").arg(row[0], m_table.head.value(column), row.value(column)).arg(value, 0, 'f', 6);
        }
    }
    int checked = 0;
    QStringList faults;

private:
    const Table &m_table;
};

struct Total
{
    int tables = 0, cells = 0;
    QStringList faults;
    void add(const Check &check)
    {
        ++tables;
        cells += check.checked;
        faults += check.faults;
    }
};

// Rows that stand for one thing each, then for the others together, then for all: each set of ids once. `idOf`: of the row, empty for none.
using RowIds = std::vector<std::pair<const QStringList *, Ids>>;
RowIds rowIds(const Table &table, const std::map<std::string, std::string> &names, const QStringList &totals, QStringList &faults)
{
    RowIds out;
    Ids all, open;
    for (const auto &[id, name] : names) {
        all.insert(id);
    }
    open = all;
    static const QRegularExpression others(QStringLiteral("^(\\d+) others?$"));
    for (const QStringList &row : table.rows) {
        const auto match = others.match(row[0]);
        if (totals.contains(row[0])) {
            out.emplace_back(&row, all);
        } else if (match.hasMatch()) {
            out.emplace_back(&row, open);
        } else {
            const auto it = std::find_if(open.begin(), open.end(), [&](const std::string &id) { return isName(row[0], names.at(id)); });
            if (it == open.end()) {
                faults << QStringLiteral("a row of nothing: ") + row[0];
                continue;
            }
            out.emplace_back(&row, Ids{*it});
            open.erase(it);
        }
    }
    return out;
}

std::map<std::string, std::string> factoryNames(const core::Plan &plan)
{
    std::map<std::string, std::string> out;
    for (const core::Factory &f : plan.factories) {
        if (f.included) {
            out[f.id] = f.name;
        }
    }
    return out;
}

std::map<std::string, std::string> partyNames(const Facts &facts, const std::string &factory)
{
    std::map<std::string, std::string> out;
    for (const Record &r : facts.access) {
        if (factory.empty() || r.text("factory") == factory) {
            const core::Country *country = facts.plan.countries.find(r.text("party"));
            out[r.text("party")] = country ? country->name : "European Union";
        }
    }
    return out;
}

void checkPayments(const Table &t, const Facts &now, Total &total)
{
    Check check(t);
    for (const auto &[row, ids] : rowIds(t, factoryNames(now.plan), {"All factories"}, check.faults)) {
        const auto paid = [&, &ids = ids](const Facts::Filter &filter) { return now.paid([&](const Record &r) { return ids.count(r.text("factory")) && filter(r); }) / 1e6; };
        const auto category = [&](const Ids &wanted) { return paid([&](const Record &r) { return wanted.count(r.text("category")) > 0; }); };
        const auto level = [&](const char *wanted) { return paid([&](const Record &r) { return now.level(r) == wanted; }); };
        check.cell(*row, "Acqui", category({"acquisition", "installation"}));
        check.cell(*row, "Energy", category({"energy"}));
        check.cell(*row, "Staff", category({"maintenance", "staff", "other_operations"}));
        check.cell(*row, "Services", category({"services"}));
        check.cell(*row, "Paid to", paid([](const Record &) { return true; }));
        check.cell(*row, "Union", level("union"));
        check.cell(*row, "National", level("national"));
        check.cell(*row, "Private", level("private"));
        check.cell(*row, "Unfunded", level("unfunded"));
    }
    total.add(check);
}

void checkSystems(const Table &t, const Facts &now, Total &total)
{
    Check check(t);
    Ids open;
    for (const core::System &s : now.plan.systems) {
        open.insert(s.id);
    }
    const auto hours = [&](const std::string &system) { return Facts::sum(now.compute, "delivered_hours", [&](const Record &r) { return r.text("system") == system; }) / 1e6; };
    const auto column = [&](const char *heading) { return std::find_if(t.head.begin(), t.head.end(), [&](const QString &h) { return h.startsWith(QLatin1String(heading)); }) - t.head.begin(); };
    for (const QStringList &row : t.rows) {
        if (row[0] == QLatin1String("All factories")) {
            check.cell(row, "Hours", Facts::sum(now.compute, "delivered_hours", [](const Record &r) { return !r.text("factory").empty(); }) / 1e6);
            continue;
        }
        // Systems may share a name: one of those that do is the row's.
        const auto it = std::find_if(open.begin(), open.end(), [&](const std::string &id) {
            const core::System &s = *now.plan.systems.find(id);
            const core::Factory *f = s.factory ? now.plan.factories.find(*s.factory) : nullptr;
            return f && isName(row[0], f->name) && isName(row[1], s.name) && says(row.value(column("Acceler")), static_cast<double>(s.accelerators)) && says(row.value(column("Hours")), hours(id));
        });
        check.checked += 2;
        if (it == open.end()) {
            check.faults << QStringLiteral("no such system: ") + row.join(QStringLiteral(" | "));
        } else {
            open.erase(it);
        }
    }
    total.add(check);
}

void checkYears(const Table &t, const Facts &now, Total &total)
{
    Check check(t);
    const auto value = [&](qsizetype line, const QString &heading) {
        const auto wanted = [&](const Record &r) { return (heading == QLatin1String("Sum") || r.text("period") == heading.toStdString()) && (line == 2 || !r.text("factory").empty()); };
        switch (line) {
        case 0:
            return Facts::sum(now.compute, "delivered_hours", wanted) / 1e6;
        case 1:
            return Facts::sum(now.compute, "reference_hours", wanted) / 1e6;
        case 2:
            return Facts::sum(now.capacity, "demand_reference_hours", wanted) / 1e6;
        case 3:
            return Facts::sum(now.compute, "energy_mwh", wanted) / 1e3;
        default:
            return Facts::sum(now.compute, "carbon_t", wanted) / 1e3;
        }
    };
    for (qsizetype line = 0; line < static_cast<qsizetype>(t.rows.size()); ++line) {
        for (qsizetype c = 1; c < t.head.size(); ++c) {
            if (t.head[c] != QLatin1String("Change")) {
                check.at(t.rows[static_cast<std::size_t>(line)], c, value(line, t.head[c]));
            }
        }
    }
    total.add(check);
}

void checkEnvelopes(const Table &t, const Facts &now, Total &total)
{
    Check check(t);
    std::optional<std::string> programme; // none: all
    for (const QStringList &row : t.rows) {
        if (row[0] == QLatin1String("All")) {
            programme.reset();
        } else if (!row[0].isEmpty()) {
            programme = std::string();
            for (std::size_t i = 0; i < now.plan.programmes.size(); ++i) {
                if (isName(row[0], sentences::programmeName(now.plan, static_cast<int>(i)).toStdString())) {
                    programme = now.plan.programmes[i].id;
                }
            }
        }
        for (qsizetype c = 2; c < t.head.size(); ++c) {
            const auto ours = [&](const Record &r, const char *year) { return (!programme || r.text("programme") == *programme) && (t.head[c] == QLatin1String("Sum") || r.text(year) == t.head[c].toStdString()); };
            double value = 0;
            if (row[1] == QLatin1String("Committed")) {
                value = Facts::sum(now.budget, "committed_cents", [&](const Record &r) { return ours(r, "period"); });
            } else {
                // A year without an envelope has no headroom.
                for (const core::Envelope &e : now.plan.envelopes) {
                    const Facts::Filter same = [&](const Record &r) { return r.text("programme") == e.programme && r.text("year") == std::to_string(e.year) && ours(r, "year"); };
                    value += Facts::sum(now.envelope, row[1] == QLatin1String("Envelope") ? "envelope_cents" : "headroom_cents", same);
                }
            }
            check.at(row, c, value / 1e8);
        }
    }
    total.add(check);
}

void checkCountries(const Table &t, const Facts &now, const Facts &then, Total &total)
{
    Check check(t);
    Table rest = t;
    const auto names = partyNames(now, {});
    const auto sumOf = [](const Facts &facts, const char *column, const Ids &ids) { return Facts::sum(facts.access, column, [&](const Record &r) { return ids.count(r.text("party")) > 0; }); };
    const auto compare = [&](const QStringList &row, const Ids &ids) {
        const double paid = sumOf(now, "paid_cents", ids) / 100;
        const double reference = sumOf(now, "reference_hours", ids);
        check.cell(row, "Pays", paid / 1e6);
        check.cell(row, "Change, €", (paid - sumOf(then, "paid_cents", ids) / 100) / 1e6);
        check.cell(row, "Hours", sumOf(now, "delivered_hours", ids) / 1e6);
        check.cell(row, "Ref. h", reference / 1e6);
        if (reference > 0) {
            check.cell(row, "€ per", paid / reference);
        }
    };
    std::erase_if(rest.rows, [&](const QStringList &row) {
        const bool sum = row[0].endsWith(QLatin1String(" countries")) || row[0] == QLatin1String("Together");
        Ids ids;
        for (const auto &[id, name] : names) {
            if (row[0] == QLatin1String("Together") || id != "EU") {
                ids.insert(id);
            }
        }
        if (sum) {
            compare(row, ids);
        }
        return sum;
    });
    for (const auto &[row, ids] : rowIds(rest, names, {}, check.faults)) {
        compare(*row, ids);
    }
    total.add(check);
}

void checkParties(const Table &t, const Facts &now, Total &total)
{
    Check check(t);
    const std::string factory = t.subject.substr(t.subject.find('-') + 1);
    const auto sumOf = [&](const char *column, const Ids &ids) { return Facts::sum(now.access, column, [&](const Record &r) { return r.text("factory") == factory && ids.count(r.text("party")) > 0; }); };
    auto names = partyNames(now, factory);
    for (const core::Participation &p : now.plan.participations) { // those that neither pay nor compute have no row in the projection
        if (p.factory == factory && !names.count(p.country)) {
            names[p.country] = now.plan.countries.find(p.country)->name;
        }
    }
    names["EU"] = "European Union";
    for (const auto &[row, ids] : rowIds(t, names, {"All"}, check.faults)) {
        const bool all = (*row)[0] == QLatin1String("All");
        check.cell(*row, "Pays", all ? now.paid([&](const Record &r) { return r.text("factory") == factory; }) / 1e6 : sumOf("paid_cents", ids) / 1e8);
        check.cell(*row, "Accelerator-hours", sumOf("delivered_hours", ids) / 1e6);
    }
    total.add(check);
}

void checkScenarios(const Table &t, const PlanPtr &plan, const QString &scenario, Total &total)
{
    Check check(t);
    QStringList ids{QString()};
    if (!scenario.isEmpty()) {
        ids << scenario;
    }
    for (const core::Scenario &s : plan->scenarios) {
        if (!ids.contains(QString::fromStdString(s.id))) {
            ids << QString::fromStdString(s.id);
        }
    }
    for (qsizetype c = 0; c < ids.size() && c < 6; ++c) {
        const Facts facts(engine::project(*core::resolve(*plan, ids[c].toStdString())));
        for (const QStringList &row : t.rows) {
            const double paid = facts.figure("paid_cents");
            const std::map<QString, double> values{{QStringLiteral("Paid to"), paid / 1e8}, {QStringLiteral("Union share, %"), paid > 0 ? facts.figure("union_cents") / paid * 100 : 0},
                                                   {QStringLiteral("Present value"), facts.figure("present_value_eur") / 1e6}, {QStringLiteral("Accelerator-hours"), facts.figure("delivered_hours") / 1e6},
                                                   {QStringLiteral("€ per accelerator-hour"), facts.figure("eur_per_accelerator_hour")},
                                                   {QStringLiteral("Electricity"), Facts::sum(facts.compute, "energy_mwh", [](const Record &r) { return !r.text("factory").empty(); }) / 1e3}};
            for (const auto &[name, value] : values) {
                if (row[0].startsWith(name)) {
                    check.at(row, c + 1, value);
                }
            }
        }
    }
    total.add(check);
}

// A country's years: what it pays by class of cost, and gets; columns of one year or a few.
void checkCountryYears(const Table &t, const Facts &now, Total &total)
{
    Check check(t);
    const std::string country = t.subject.substr(t.subject.find('-') + 1);
    const std::map<QString, Ids> classes{{"Infrastructure", {"acquisition", "installation"}}, {"Operations", {"energy", "maintenance", "staff", "other_operations"}}, {"Services", {"services"}}};
    double money = 1e3;
    for (const QStringList &row : t.rows) {
        money = row[0] == QLatin1String("Pays, € million") ? 1e6 : money;
    }
    for (const QStringList &row : t.rows) {
        for (qsizetype c = 1; c < t.head.size(); ++c) {
            static const QRegularExpression span(QStringLiteral("^(\\d{4})(?:–(\\d{2}))?$"));
            const auto match = span.match(t.head[c]);
            if (!match.hasMatch() && t.head[c] != QLatin1String("Sum")) {
                continue;
            }
            const int from = match.hasMatch() ? match.captured(1).toInt() : 0;
            const int to = !match.hasMatch() ? 9999 : match.captured(2).isEmpty() ? from : from / 100 * 100 + match.captured(2).toInt();
            const auto within = [&](const Record &r) { const int year = std::stoi(r.text("period")); return year >= from && year <= to; };
            const auto of = classes.find(row[0]);
            if (row[0].startsWith(QLatin1String("Pays")) || of != classes.end()) {
                check.at(row, c, now.paid([&](const Record &r) { return r.text("country") == country && within(r) && (of == classes.end() || of->second.count(r.text("category")) > 0); }) / money);
            } else if (row[0].startsWith(QLatin1String("Gets"))) {
                const char *column = row[0].endsWith(QLatin1String("reference hours")) ? "reference_hours" : "delivered_hours";
                check.at(row, c, Facts::sum(now.access, column, [&](const Record &r) { return r.text("party") == country && within(r); }) / (row[0].contains(QLatin1String("million")) ? 1e6 : 1e3));
            }
        }
    }
    total.add(check);
}

void checkCountryFactories(const Table &t, const Facts &now, Total &total)
{
    Check check(t);
    const std::string country = t.subject.substr(t.subject.find('-') + 1);
    for (const auto &[row, ids] : rowIds(t, factoryNames(now.plan), {"All"}, check.faults)) {
        const auto ours = [&, &ids = ids](const Record &r) { return ids.count(r.text("factory")) > 0; };
        check.cell(*row, "Pays", now.paid([&](const Record &r) { return ours(r) && r.text("country") == country; }) / 1e6);
        check.cell(*row, "Hours", Facts::sum(now.access, "delivered_hours", [&](const Record &r) { return ours(r) && r.text("party") == country; }) / 1e6);
        check.cell(*row, "Ref. h", Facts::sum(now.access, "reference_hours", [&](const Record &r) { return ours(r) && r.text("party") == country; }) / 1e6);
    }
    total.add(check);
}

void checkChanges(const Table &t, const Facts &now, const Facts &then, Total &total)
{
    Check check(t);
    auto names = factoryNames(now.plan);
    names.merge(factoryNames(then.plan));
    for (const auto &[row, ids] : rowIds(t, names, {"All factories"}, check.faults)) {
        double paid[2], hours[2];
        for (const int side : {0, 1}) {
            const Facts &facts = side == 0 ? then : now;
            const Facts::Filter ours = [&, &ids = ids](const Record &r) { return ids.count(r.text("factory")) > 0; };
            paid[side] = facts.paid(ours) / 1e6;
            hours[side] = Facts::sum(facts.compute, "delivered_hours", ours) / 1e6;
            check.at(*row, 1 + side, paid[side]);
            check.at(*row, 4 + side, hours[side]);
        }
        check.at(*row, 3, paid[1] - paid[0]);
        check.at(*row, 6, std::fabs(hours[1] - hours[0]) < 0.5e-6 ? 0 : hours[1] - hours[0]);
    }
    total.add(check);
}

// The slide of who pays: programmes of the Union, countries, the rest.
void checkPayers(const Table &t, const Facts &now, Total &total)
{
    Check check(t);
    const double all = now.paid([](const Record &) { return true; });
    const qsizetype amount = t.head.indexOf(QStringLiteral("€ million"));
    for (const QStringList &row : t.rows) {
        std::optional<double> value;
        if (row[0] == QLatin1String("The Union")) {
            value = now.paid([&](const Record &r) { return now.level(r) == "union"; });
        }
        for (std::size_t i = 0; i < now.plan.programmes.size() && !value; ++i) {
            if (isName(row[0], sentences::programmeName(now.plan, static_cast<int>(i)).toStdString())) {
                value = now.paid([&](const Record &r) { return r.text("programme") == now.plan.programmes[i].id; });
            }
        }
        for (std::size_t i = 0; i < now.plan.countries.size() && !value; ++i) {
            if (isName(row[0], now.plan.countries[i].name)) {
                value = now.paid([&](const Record &r) { return r.text("country") == now.plan.countries[i].id && now.level(r) == "national"; });
            }
        }
        if (value) {
            check.at(row, amount, *value / 1e6);
            check.at(row, amount + 1, *value / all * 100);
        }
    }
    total.add(check);
}

void checkTable(const Table &t, const ReportInput &in, const Facts &now, const Facts &then, Total &total)
{
    const QString second = t.head.value(1);
    const QString first = t.rows.empty() ? QString() : t.rows[0].value(0);
    if (second.startsWith(QLatin1String("Acqui"))) {
        checkPayments(t, now, total);
    } else if (second == QLatin1String("System")) {
        checkSystems(t, now, total);
    } else if (first.startsWith(QLatin1String("Delivered, million"))) {
        checkYears(t, now, total);
    } else if (t.head.value(0) == QLatin1String("Programme")) {
        checkEnvelopes(t, now, total);
    } else if (t.head.value(0) == QLatin1String("Country")) {
        checkCountries(t, now, then, total);
    } else if (t.head.value(0) == QLatin1String("Party")) {
        checkParties(t, now, total);
    } else if (first == QLatin1String("Factories")) {
        checkScenarios(t, in.plan, in.scenario, total);
    } else if (first == QLatin1String("Infrastructure")) {
        checkCountryYears(t, now, total);
    } else if (second == QLatin1String("Role")) {
        checkCountryFactories(t, now, total);
    } else if (t.head.size() == 7 && t.head[0] == QLatin1String("Factory") && t.head[3].startsWith(QLatin1String("Change"))) {
        checkChanges(t, now, then, total);
    } else if (t.head.contains(QStringLiteral("of all"))) {
        checkPayers(t, now, total);
    }
}

} // namespace

// Every table of every kind of report says what `aifplan project` says, and the file says what was painted, where a reader sees it.
class TestReportFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe)); }
    void tablesSayWhatIsProjected_data();
    void tablesSayWhatIsProjected();

private:
    QTemporaryDir m_dir;
};

void TestReportFigures::tablesSayWhatIsProjected_data()
{
    QTest::addColumn<PlanPtr>("plan");
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("tables"); // at least, with figures of the projection
    QTest::addColumn<int>("cells");
    const struct
    {
        const char *kind;
        int tables, cells, crowdedTables, crowdedCells;
    } kinds[] = {{"board", 12, 300, 60, 1200}, {"slides", 1, 10, 1, 10}, {"country", 34, 600, 52, 1200}, {"factory", 7, 50, 54, 400}, {"changes", 1, 40, 1, 300}};
    for (const auto &k : kinds) {
        const bool changes = std::string(k.kind) == "changes";
        if (!changes) {
            QTest::addRow("%s, baseline", k.kind) << shipped() << "" << k.kind << k.tables << k.cells;
        }
        QTest::addRow("%s, contracts", k.kind) << shipped() << "contracts-2026" << k.kind << k.tables << k.cells;
        QTest::addRow("%s, nineteen", k.kind) << shipped() << "all-19" << k.kind << k.tables << k.cells;
        QTest::addRow("%s, crowded", k.kind) << crowdedPlan(60) << "s" << k.kind << k.crowdedTables << k.crowdedCells;
    }
}

void TestReportFigures::tablesSayWhatIsProjected()
{
    QFETCH(PlanPtr, plan);
    QFETCH(QString, scenario);
    QFETCH(QString, kind);
    QFETCH(int, tables);
    QFETCH(int, cells);
    ReportInput in = *reportInput(plan, scenario, {});
    in.date = QDate(2026, 11, 22);
    const ReportTarget target{*reportKindOf(kind)};
    const ReportCanvas canvas = reportPages(in, target);
    const Facts now(in.projection), then(in.againstProjection);
    Total total;
    for (const Table &t : tablesOf(canvas)) {
        checkTable(t, in, now, then, total);
    }
    QVERIFY2(total.faults.isEmpty(), qPrintable(total.faults.mid(0, 8).join('\n')));
    QVERIFY2(total.tables >= tables && total.cells >= cells, qPrintable(QStringLiteral("%1 tables, %2 cells").arg(total.tables).arg(total.cells)));
    // The file: every text of the page on it, every word within the paper.
    const QString path = m_dir.filePath("figures.pdf");
    QVERIFY(writeReport(in, target, path).ok());
    QProcess process;
    process.start("pdftotext", {"-raw", path, "-"});
    QVERIFY(process.waitForFinished(120000));
    const auto plain = [](QString text) { return text.normalized(QString::NormalizationForm_KC).remove(QRegularExpression("[\\s\\x{00AD}]")); };
    const QStringList pages = QString::fromUtf8(process.readAllStandardOutput()).split('\f');
    QCOMPARE(pages.size(), canvas.pageCount() + 1);
    QStringList missing;
    for (int p = 0; p < canvas.pageCount(); ++p) {
        const QString text = plain(pages[p]);
        for (const ReportCanvas::Mark &m : canvas.pages()[static_cast<std::size_t>(p)].marks) {
            if (m.kind == ReportCanvas::Kind::Text && !text.contains(plain(m.text))) {
                missing << QStringLiteral("page %1: %2").arg(p + 1).arg(m.text);
            }
        }
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.mid(0, 8).join('\n')));
    process.start("pdftotext", {"-bbox", path, "-"});
    QVERIFY(process.waitForFinished(120000));
    static const QRegularExpression word(QStringLiteral("<word xMin=\"([-0-9.]+)\" yMin=\"([-0-9.]+)\" xMax=\"([-0-9.]+)\" yMax=\"([-0-9.]+)\">(.*)</word>"));
    const QSizeF page = canvas.pageSize() * 72 / 25.4;
    QStringList outside;
    int words = 0;
    for (auto it = word.globalMatch(QString::fromUtf8(process.readAllStandardOutput())); it.hasNext(); ++words) {
        const auto m = it.next();
        if (m.captured(1).toDouble() < 0 || m.captured(2).toDouble() < 0 || m.captured(3).toDouble() > page.width() || m.captured(4).toDouble() > page.height()) {
            outside << m.captured(5);
        }
    }
    QVERIFY(words > 50);
    QVERIFY2(outside.isEmpty(), qPrintable(outside.mid(0, 8).join('\n')));
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    TestReportFigures test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_reportfigures.moc"
