// SPDX-License-Identifier: GPL-3.0-or-later
#include "restingfigures.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

bool sameValue(const core::Value &a, const core::Value &b)
{
    const auto x = core::numberOf(a);
    const auto y = core::numberOf(b);
    return x && y ? std::fabs(*x - *y) <= 1e-9 * std::max(std::fabs(*x), std::fabs(*y)) : a == b;
}

} // namespace

std::vector<core::Cell> capacityInputsOf(const Projection &p, const SystemResult &system)
{
    const core::System &s = p.plan.systems[static_cast<std::size_t>(system.system)];
    std::vector<core::Cell> out;
    if (s.peakBf16Pflops || !s.accelerator) {
        out.push_back({"system", s.id, "peak_bf16_pflops"});
    } else {
        out.push_back({"system", s.id, "accelerators"});
        out.push_back({"accelerator", *s.accelerator, "bf16_tflops"});
    }
    out.push_back({"system", s.id, "in_service"});
    return out;
}

CapacityEvidence capacityEvidence(const Projection &p)
{
    CapacityEvidence out;
    for (const auto &f : p.factories) {
        for (std::size_t i = 0; f && i < f->systems.size(); ++i) {
            const SystemResult &s = f->systems[i];
            if (s.from >= s.to) {
                continue;
            }
            Evidence weakest = Evidence::Stated;
            for (const core::Cell &cell : capacityInputsOf(p, s)) {
                weakest = std::max(weakest, evidenceOf(p.plan, cell));
            }
            out.bf16Pflops[static_cast<std::size_t>(weakest)] += s.peakBf16Pflops;
        }
    }
    return out;
}

core::Value saidValue(const core::Plan &plan, const core::Citation &c)
{
    const core::Cell cell{c.entity, c.row, c.field};
    return core::isNull(c.value) ? core::valueAt(plan, cell) : c.value;
}

std::map<core::Cell, Cents> moneyByInput(const Projection &p)
{
    std::map<core::Cell, Cents> out;
    for (const auto &f : p.factories) {
        for (std::size_t i = 0; f && i < f->lines.size(); ++i) {
            Cents paid = 0;
            for (const Cents c : f->paid(f->lines[i])) {
                paid += c;
            }
            for (const core::Cell &cell : inputsOf(p, f->lines[i])) {
                out[cell] += paid;
            }
        }
    }
    return out;
}

std::vector<RestingFigure> restingFigures(const Projection &p)
{
    std::map<core::Cell, RestingFigure> figures;
    for (const auto &[cell, paid] : moneyByInput(p)) {
        figures[cell].paidCents = paid;
    }
    for (const auto &f : p.factories) {
        for (std::size_t i = 0; f && i < f->systems.size(); ++i) {
            for (const core::Cell &cell : capacityInputsOf(p, f->systems[i])) {
                figures.try_emplace(cell);
            }
        }
    }
    for (std::size_t i = 0; i < p.plan.citations.size(); ++i) {
        const core::Citation &c = p.plan.citations[i];
        RestingFigure &figure = figures[{c.entity, c.row, c.field}];
        figure.cited = figure.cited || c.used;
        figure.disputed = figure.disputed || (!figure.citations.empty() && !sameValue(saidValue(p.plan, c), saidValue(p.plan, p.plan.citations[figure.citations.front()])));
        figure.citations.push_back(i);
    }
    std::vector<RestingFigure> out;
    for (auto &[cell, figure] : figures) {
        figure.cell = cell;
        figure.evidence = evidenceOf(p.plan, cell);
        std::stable_partition(figure.citations.begin(), figure.citations.end(), [&](std::size_t i) { return p.plan.citations[i].used; });
        out.push_back(std::move(figure));
    }
    std::stable_sort(out.begin(), out.end(), [](const auto &a, const auto &b) { return a.paidCents > b.paidCents; });
    return out;
}

} // namespace engine
