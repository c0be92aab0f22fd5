// SPDX-License-Identifier: GPL-3.0-or-later
#include "resulttable.h"

#include "figures.h"
#include "json.h"
#include "text.h"

#include <algorithm>
#include <map>

namespace engine {

namespace {

using Cell = ResultTable::Cell;

Cell cellOf(const std::optional<double> &v) { return v ? Cell(*v) : Cell(); }
Cell cellOf(const std::optional<Cents> &v) { return v ? Cell(*v) : Cell(); }

std::string idOf(const auto &table, int index)
{
    return index < 0 ? std::string() : table[static_cast<std::size_t>(index)].id;
}

ResultTable start(const char *name, int keys, std::vector<std::string> columns)
{
    ResultTable t;
    t.name = name;
    t.keyColumns = keys;
    t.columns = std::move(columns);
    return t;
}

void sortRows(ResultTable &t)
{
    const auto keys = static_cast<std::ptrdiff_t>(t.keyColumns);
    std::sort(t.rows.begin(), t.rows.end(), [keys](const auto &a, const auto &b) {
        return std::lexicographical_compare(a.begin(), a.begin() + keys, b.begin(), b.begin() + keys);
    });
}

ResultTable compute(const Projection &p, Period period)
{
    ResultTable t = start("compute", 3, {"factory", "system", "period", "installed_accelerators", "peak_fp64_pflops", "peak_bf16_pflops",
                                         "available_hours", "delivered_hours", "reference_hours", "energy_mwh", "carbon_t"});
    const auto add = [&](const FactoryResult &f) {
        for (const SystemResult &s : f.systems) {
            const int last = p.calendar.periodOf(period, s.to - 1);
            for (int i = p.calendar.periodOf(period, s.from); i <= last; ++i) {
                const int begin = p.calendar.begin(period, i);
                const int end = p.calendar.end(period, i);
                const SystemFlows w = flowsOf(s, p.calendar, begin, end);
                const bool on = inService(s, end - 1);
                t.rows.push_back({idOf(p.plan.factories, f.factory), idOf(p.plan.systems, s.system), p.calendar.label(period, i),
                                  on ? static_cast<std::int64_t>(s.accelerators) : std::int64_t{0}, on ? s.peakFp64Pflops : 0.0,
                                  on ? s.peakBf16Pflops : 0.0, w.availableHours, w.deliveredHours, w.referenceHours, w.energyKwh / 1000, w.carbonT});
            }
        }
    };
    add(*p.fleet);
    for (const auto &f : p.factories) {
        if (f) {
            add(*f);
        }
    }
    sortRows(t);
    return t;
}

ResultTable capacity(const Projection &p, Period period)
{
    ResultTable t = start("capacity", 1, {"period", "fleet_accelerators", "fleet_fp64_pflops", "fleet_bf16_pflops", "planned_accelerators",
                                          "planned_fp64_pflops", "planned_bf16_pflops", "index_accelerators", "index_fp64", "index_bf16",
                                          "demand_reference_hours", "coverage"});
    for (int i = 0; i < p.calendar.periods(period); ++i) {
        const Capacity c = capacityOf(p, period, i);
        t.rows.push_back({p.calendar.label(period, i), c.fleetAccelerators, c.fleetFp64Pflops, c.fleetBf16Pflops, c.plannedAccelerators,
                          c.plannedFp64Pflops, c.plannedBf16Pflops, cellOf(c.indexAccelerators), cellOf(c.indexFp64), cellOf(c.indexBf16),
                          c.demandReferenceHours, cellOf(c.coverage)});
    }
    return t;
}

void addBudgetRows(ResultTable &t, const Projection &p, const FactoryResult &f, const Line &l, Period period)
{
    const auto paid = f.paid(l);
    const auto committed = f.committed(l);
    for (int m = 0; m < l.months;) {
        const int i = p.calendar.periodOf(period, l.firstMonth + m);
        const int end = std::min(l.months, p.calendar.end(period, i) - l.firstMonth);
        Cents paidSum = 0;
        Cents committedSum = 0;
        for (; m < end; ++m) {
            paidSum += paid[static_cast<std::size_t>(m)];
            committedSum += committed[static_cast<std::size_t>(m)];
        }
        if (paidSum != 0 || committedSum != 0) {
            t.rows.push_back({idOf(p.plan.factories, f.factory), std::string(textOf(l.category)),
                              l.ofSystem ? idOf(p.plan.systems, l.item) : idOf(p.plan.costLines, l.item), idOf(p.plan.programmes, l.programme),
                              idOf(p.plan.countries, l.country), p.calendar.label(period, i), committedSum, paidSum});
        }
    }
}

ResultTable budget(const Projection &p, Period period)
{
    ResultTable t = start("budget", 6, {"factory", "category", "item", "programme", "country", "period", "committed_cents", "paid_cents"});
    for (const auto &f : p.factories) {
        for (std::size_t l = 0; f && l < f->lines.size(); ++l) {
            addBudgetRows(t, p, *f, f->lines[l], period);
        }
    }
    sortRows(t);
    return t;
}

ResultTable envelope(const Projection &p)
{
    ResultTable t = start("envelope", 2, {"programme", "year", "envelope_cents", "committed_cents", "paid_cents", "headroom_cents"});
    for (const EnvelopeUse &e : envelopeUse(p)) {
        t.rows.push_back({idOf(p.plan.programmes, e.programme), std::int64_t{e.year}, cellOf(e.envelopeCents), e.committedCents, e.paidCents,
                          cellOf(e.headroomCents())});
    }
    sortRows(t);
    return t;
}

// Paid cents by (party, period); party -1 is the Union, national money without a country is nobody's here.
std::map<std::pair<int, int>, Cents> paidByParty(const Projection &p, const FactoryResult &f, Period period)
{
    std::map<std::pair<int, int>, Cents> out;
    for (const Line &l : f.lines) {
        const bool ofUnion = l.programme >= 0 && p.plan.programmes[static_cast<std::size_t>(l.programme)].level == core::ProgrammeLevel::Union;
        if (!ofUnion && l.country < 0) {
            continue;
        }
        const auto paid = f.paid(l);
        for (int m = 0; m < l.months; ++m) {
            out[{l.country, p.calendar.periodOf(period, l.firstMonth + m)}] += paid[static_cast<std::size_t>(m)];
        }
    }
    return out;
}

ResultTable access(const Projection &p, Period period)
{
    ResultTable t = start("access", 3, {"factory", "party", "period", "delivered_hours", "reference_hours", "paid_cents"});
    for (const auto &f : p.factories) {
        if (!f) {
            continue;
        }
        auto paid = paidByParty(p, *f, period);
        for (int i = 0; i < p.calendar.periods(period); ++i) {
            const SystemFlows w = flowsOf(*f, p.calendar, p.calendar.begin(period, i), p.calendar.end(period, i));
            for (const PartyShare &party : f->parties) {
                const Cents cents = paid[{party.country, i}];
                const double delivered = w.deliveredHours * party.share;
                const double reference = w.referenceHours * party.share;
                if (cents != 0 || delivered != 0 || reference != 0) {
                    t.rows.push_back({idOf(p.plan.factories, f->factory), party.country < 0 ? std::string("EU") : idOf(p.plan.countries, party.country),
                                      p.calendar.label(period, i), delivered, reference, cents});
                }
            }
        }
    }
    sortRows(t);
    return t;
}

ResultTable summary(const Projection &p)
{
    const Summary s = summaryOf(p);
    ResultTable t = start("summary", 1, {"metric", "value"});
    const auto add = [&](const char *metric, Cell value) { t.rows.push_back({std::string(metric), std::move(value)}); };
    add("paid_cents", s.paidCents);
    add("committed_cents", s.committedCents);
    add("union_cents", s.unionCents);
    add("national_cents", s.nationalCents);
    add("private_cents", s.privateCents);
    add("unfunded_cents", s.unfundedCents);
    add("present_value_eur", s.presentValueEur);
    add("delivered_hours", s.deliveredHours);
    add("eur_per_accelerator_hour", cellOf(s.eurPerAcceleratorHour));
    add("beyond_horizon_eur", s.beyondHorizonEur);
    return t;
}

std::string quotedForCsv(const std::string &text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string out = "\"";
    for (const char c : text) {
        out += c;
        if (c == '"') {
            out += '"';
        }
    }
    return out + '"';
}

std::string plain(const Cell &cell)
{
    if (const auto *i = std::get_if<std::int64_t>(&cell)) {
        return std::to_string(*i);
    }
    const auto *d = std::get_if<double>(&cell);
    return d ? core::plainNumber(*d) : std::string();
}

} // namespace

int ResultTable::column(std::string_view columnName) const
{
    const auto it = std::find(columns.begin(), columns.end(), columnName);
    return it == columns.end() ? -1 : static_cast<int>(it - columns.begin());
}

core::Result<ResultTable> resultTable(const Projection &p, std::string_view name, Period period)
{
    if (name == "compute") {
        return compute(p, period);
    }
    if (name == "capacity") {
        return capacity(p, period);
    }
    if (name == "budget") {
        return budget(p, period);
    }
    if (name == "envelope") {
        return envelope(p);
    }
    if (name == "access") {
        return access(p, period);
    }
    if (name == "summary") {
        return summary(p);
    }
    return core::Error{core::text("There is no table '%1'; there are compute, capacity, budget, envelope, access, summary.", {name})};
}

std::string toCsv(const ResultTable &t)
{
    std::string out;
    for (std::size_t i = 0; i < t.columns.size(); ++i) {
        out += (i ? "," : "") + t.columns[i];
    }
    out += '\n';
    for (const auto &row : t.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto *s = std::get_if<std::string>(&row[i]);
            out += (i ? "," : "") + (s ? quotedForCsv(*s) : plain(row[i]));
        }
        out += '\n';
    }
    return out;
}

std::string toJson(const ResultTable &t)
{
    std::string out = "[";
    for (std::size_t r = 0; r < t.rows.size(); ++r) {
        out += r ? ",\n {" : "\n {";
        for (std::size_t i = 0; i < t.columns.size(); ++i) {
            const auto *s = std::get_if<std::string>(&t.rows[r][i]);
            const std::string value = s ? quotedForJson(*s) : plain(t.rows[r][i]);
            out += (i ? ", " : "") + quotedForJson(t.columns[i]) + ": " + (value.empty() ? "null" : value);
        }
        out += '}';
    }
    return out + "\n]\n";
}

} // namespace engine
