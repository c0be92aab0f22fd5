// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema.h"

#include <random>
#include <string>

// A random plan for property tests and benchmarks: odd on purpose (shares that do not add up, nobody to pay, systems from before the horizon).
inline core::Plan randomPlan(unsigned seed, int factories, int systemsEach, int months)
{
    using namespace core;
    std::mt19937 random(seed);
    const auto chance = [&](double p) { return std::uniform_real_distribution<double>(0, 1)(random) < p; };
    const auto between = [&](int a, int b) { return std::uniform_int_distribution<int>(a, b)(random); };
    const auto share = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
    Plan p;
    PlanSettings &settings = p.plan.edit(0);
    settings.title = "Random";
    settings.firstMonth = Month(2024, 1) + between(0, 11);
    settings.lastMonth = settings.firstMonth + (months - 1);
    settings.inflation = 0.02;
    settings.discountRate = 0.03;
    settings.idlePower = 0.3;
    settings.referenceAccelerator = "gpu";
    Accelerator gpu;
    gpu.id = "gpu";
    gpu.vendor = "V";
    gpu.model = "M";
    gpu.fp64Tflops = 60;
    gpu.bf16Tflops = 990;
    gpu.systemPriceCents = 3'000'000;
    gpu.systemPowerKw = 1.1;
    p.accelerators.insert("gpu", gpu);
    const char *countries[] = {"AT", "DE", "ES", "FI", "NO", "PT"};
    for (const char *c : countries) {
        p.countries.insert(c, {c, c, std::string(c) == "NO" ? CountryStatus::ParticipatingState : CountryStatus::MemberState, {}, {}, 0.05 + share() / 5, chance(0.5) ? 0.02 : 0.0, 0.1});
    }
    p.programmes.insert("DEP", {"DEP", "DEP", ProgrammeLevel::Union});
    p.programmes.insert("HE", {"HE", "HE", ProgrammeLevel::Union});
    p.programmes.insert("NAT", {"NAT", "NAT", ProgrammeLevel::National});
    p.programmes.insert("PRV", {"PRV", "PRV", ProgrammeLevel::Private});
    p.envelopes.insert("DEP/2026", {"DEP", 2026, 1'000'000'000});
    p.milestones.insert("a", {"a", "Signature", -8, 0.3});
    p.milestones.insert("b", {"b", "Delivery", 0, 0.5});
    p.milestones.insert("c", {"c", "Acceptance", 4, 0.2});
    p.demand.insert("d", {"d", "Demand", DemandSegment::Research, 2025, 1e7, 0.3});
    std::vector<Factory> factoryRows;
    std::vector<System> systemRows;
    std::vector<CostLine> lineRows;
    std::vector<Funding> fundingRows;
    std::vector<Participation> participationRows;
    const auto number = [](int i) { std::string s = std::to_string(i); return std::string(5 - std::min<std::size_t>(5, s.size()), '0') + s; };
    for (int f = 0; f < factories; ++f) {
        Factory x;
        x.id = "f" + number(f);
        x.name = "Factory " + number(f);
        x.country = countries[between(0, 3)];
        x.pue = 1 + share() / 2;
        x.included = !chance(0.1);
        for (int i = 0; i < systemsEach; ++i) {
            System s;
            s.id = x.id + "-s" + std::to_string(i);
            s.name = s.id;
            s.factory = x.id;
            s.accelerator = "gpu";
            s.accelerators = between(0, 5000);
            s.inService = settings.firstMonth + between(-30, months);
            s.lifetimeMonths = between(1, 90);
            s.rampMonths = between(0, 6);
            s.utilisation = share();
            s.maintenanceRate = chance(0.5) ? 0.04 : 0;
            if (chance(0.5)) {
                s.acquisitionCents = between(1, 2'000'000'000);
            }
            s.costed = !chance(0.1);
            systemRows.push_back(s);
        }
        for (int i = 0; i < 2; ++i) {
            CostLine l;
            l.id = x.id + "-l" + std::to_string(i);
            l.factory = x.id;
            l.category = static_cast<CostCategory>(between(0, 3));
            l.name = l.id;
            l.amountCents = chance(0.3) ? between(0, 99) : between(0, 2'000'000'000);
            l.basis = chance(0.5) ? CostBasis::Total : CostBasis::Yearly;
            l.firstMonth = settings.firstMonth + between(-20, months);
            l.lastMonth = l.firstMonth + between(0, 60);
            l.indexed = chance(0.5);
            lineRows.push_back(l);
        }
        for (int c = 0; c < 3; ++c) {
            for (const char *programme : {"DEP", "HE", "NAT", "PRV"}) {
                if (chance(0.6)) {
                    fundingRows.push_back({x.id, static_cast<CostClass>(c), programme, chance(0.1) ? 0 : share()});
                }
            }
        }
        for (const char *c : countries) {
            if (chance(0.4)) {
                participationRows.push_back({x.id, c, c == x.country ? ParticipationRole::Host : ParticipationRole::Partner, share(), chance(0.3) ? OptionalReal(share()) : std::nullopt});
            }
        }
        factoryRows.push_back(x);
    }
    System fleet;
    fleet.id = "fleet";
    fleet.name = "Fleet";
    fleet.country = "DE";
    fleet.accelerator = "gpu";
    fleet.accelerators = 20000;
    fleet.inService = Month(2022, 1);
    fleet.lifetimeMonths = 400;
    systemRows.push_back(fleet);
    p.factories.assign(factoryRows, [](const Factory &a, const Factory &b) { return a.id < b.id; });
    p.systems.assign(systemRows, [](const System &a, const System &b) { return a.id < b.id; });
    p.costLines.assign(lineRows, [](const CostLine &a, const CostLine &b) { return a.id < b.id; });
    p.funding.assign(fundingRows, [](const Funding &a, const Funding &b) { return std::tuple(a.factory, std::string(textOf(a.costClass)), a.programme) < std::tuple(b.factory, std::string(textOf(b.costClass)), b.programme); });
    p.participations.assign(participationRows, [](const Participation &a, const Participation &b) { return std::tie(a.factory, a.country) < std::tie(b.factory, b.country); });
    return p;
}
