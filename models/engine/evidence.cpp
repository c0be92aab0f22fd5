// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence.h"

#include <algorithm>
#include <map>

namespace engine {

namespace {

Cents paidOf(const FactoryResult &f, const Line &l)
{
    Cents sum = 0;
    for (const Cents c : f.paid(l)) {
        sum += c;
    }
    return sum;
}

void addAcquisitionInputs(const core::System &s, std::vector<core::Cell> &out)
{
    if (s.acquisitionCents || !s.accelerator) {
        out.push_back({"system", s.id, "acquisition_cents"});
        return;
    }
    out.push_back({"system", s.id, "accelerators"});
    out.push_back({"accelerator", *s.accelerator, "system_price_cents"});
}

void addEnergyInputs(const Projection &p, const core::System &s, std::vector<core::Cell> &out)
{
    if (s.powerKw || !s.accelerator) {
        out.push_back({"system", s.id, "power_kw"});
    } else {
        out.push_back({"system", s.id, "accelerators"});
        out.push_back({"accelerator", *s.accelerator, "system_power_kw"});
    }
    const auto *f = s.factory ? p.plan.factories.find(*s.factory) : nullptr;
    if (f) {
        out.push_back({"factory", f->id, "pue"});
        out.push_back({"country", s.country.value_or(f->country), "electricity_eur_kwh"});
    }
    for (const char *field : {"availability", "utilisation", "in_service"}) {
        out.push_back({"system", s.id, field});
    }
    out.push_back({"plan", "1", "idle_power"});
}

} // namespace

std::vector<core::Cell> inputsOf(const Projection &p, const Line &l)
{
    std::vector<core::Cell> out;
    if (!l.ofSystem) {
        out.push_back({"cost_line", p.plan.costLines[static_cast<std::size_t>(l.item)].id, "amount_cents"});
        return out;
    }
    const core::System &s = p.plan.systems[static_cast<std::size_t>(l.item)];
    if (l.category == Category::Energy) {
        addEnergyInputs(p, s, out);
    } else {
        addAcquisitionInputs(s, out);
        if (l.category == Category::Maintenance) {
            out.push_back({"system", s.id, "maintenance_rate"});
        }
    }
    return out;
}

Evidence evidenceOf(const core::Plan &plan, const core::Cell &cell)
{
    const std::string prefix = cell.entity + '/' + cell.row + '/' + cell.field + '/';
    std::optional<Evidence> weakest;
    for (std::size_t i = plan.citations.lowerBound(prefix); i < plan.citations.size(); ++i) {
        const core::Citation &c = plan.citations[i];
        if (c.entity != cell.entity || c.row != cell.row || c.field != cell.field) {
            break;
        }
        if (c.used) {
            weakest = std::max(weakest.value_or(Evidence::Stated), static_cast<Evidence>(c.status));
        }
    }
    return weakest.value_or(Evidence::Assumption);
}

EvidenceSums evidenceSums(const Projection &p)
{
    EvidenceSums sums;
    std::map<core::Cell, Evidence> known;
    for (const auto &f : p.factories) {
        for (std::size_t i = 0; f && i < f->lines.size(); ++i) {
            const Line &l = f->lines[i];
            Evidence weakest = Evidence::Stated;
            for (const core::Cell &cell : inputsOf(p, l)) {
                const auto [it, fresh] = known.try_emplace(cell, Evidence::Stated);
                if (fresh) {
                    it->second = evidenceOf(p.plan, cell);
                }
                weakest = std::max(weakest, it->second);
            }
            const Cents paid = paidOf(*f, l);
            sums.paid[static_cast<std::size_t>(weakest)] += paid;
            sums.paidByCategory[static_cast<std::size_t>(l.category)][static_cast<std::size_t>(weakest)] += paid;
        }
    }
    return sums;
}

std::vector<AssumptionWeight> assumptionsByMoney(const Projection &p)
{
    std::map<core::Cell, Cents> money;
    for (const auto &f : p.factories) {
        for (std::size_t i = 0; f && i < f->lines.size(); ++i) {
            const Cents paid = paidOf(*f, f->lines[i]);
            for (const core::Cell &cell : inputsOf(p, f->lines[i])) {
                money[cell] += paid;
            }
        }
    }
    std::vector<AssumptionWeight> out;
    for (const auto &[cell, paid] : money) {
        if (evidenceOf(p.plan, cell) != Evidence::Assumption || paid == 0) {
            continue;
        }
        AssumptionWeight w{cell, paid, false, {}};
        const std::string prefix = cell.entity + '/' + cell.row + '/' + cell.field + '/';
        const std::size_t at = p.plan.citations.lowerBound(prefix);
        if (at < p.plan.citations.size()) {
            const core::Citation &c = p.plan.citations[at];
            w.cited = c.entity == cell.entity && c.row == cell.row && c.field == cell.field;
            w.note = w.cited ? c.note.value_or("") : "";
        }
        out.push_back(std::move(w));
    }
    std::stable_sort(out.begin(), out.end(), [](const auto &a, const auto &b) { return a.paidCents > b.paidCents; });
    return out;
}

} // namespace engine
