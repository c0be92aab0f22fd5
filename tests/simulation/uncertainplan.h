// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../engine/planmaker.h"

// A random plan with a row of uncertainty for every field that a figure hangs on, in every effect and distribution, some of them twice, some with drivers.
inline core::Plan uncertainPlan(unsigned seed, int factories = 4, int months = 60)
{
    using namespace core;
    Plan p = randomPlan(seed, factories, 2, months);
    std::mt19937 random(seed + 1000);
    const auto between = [&](double a, double b) { return std::uniform_real_distribution<double>(a, b)(random); };
    int number = 0;
    const auto add = [&](const std::string &entity, const std::string &row, const std::string &field, UncertaintyEffect effect, double low, double high) {
        Uncertainty u;
        u.id = "u" + std::to_string(100 + number);
        u.entity = entity;
        u.row = row;
        u.field = field;
        u.effect = effect;
        u.kind = static_cast<UncertaintyKind>(number % 5);
        u.kind = u.kind == UncertaintyKind::Lognormal && low <= 0 ? UncertaintyKind::Normal : u.kind;
        u.low = low;
        u.high = high;
        u.mode = low + (high - low) * between(0, 1);
        if (number % 3 == 0) {
            u.driver = number % 2 ? "one" : "other";
            u.correlation = between(0, 1);
        }
        ++number;
        p.uncertainties.insert(u.id, u);
    };
    const std::string system = p.factories[0].id + "-s0";
    const std::string line = p.factories[1].id + "-l0";
    using enum UncertaintyEffect;
    add("system", "*", "in_service", Shift, -5, 14);
    add("system", system, "in_service", Shift, -1, 3);
    add("system", p.factories[1].id + "-s0", "in_service", Replace, p.settings().firstMonth.index() + 3, p.settings().firstMonth.index() + 30);
    add("system", "*", "accelerators", Scale, 0.7, 1.2);
    add("system", system, "accelerators", Shift, -20, 40);
    add("system", "fleet", "accelerators", Scale, 0.9, 1);
    add("system", "fleet", "lifetime_months", Replace, 30, 60);
    add("system", system, "lifetime_months", Scale, 0.2, 1.3);
    add("system", p.factories[2].id + "-s1", "lifetime_months", Replace, 0, 8);
    add("system", p.factories[2].id + "-s1", "ramp_months", Replace, 0, 12);
    add("system", p.factories[1].id + "-s1", "ramp_months", Shift, 0, 6);
    add("system", "*", "availability", Scale, 0.9, 1.1);
    add("system", system, "availability", Scale, 0.8, 1);
    add("system", "*", "utilisation", Shift, -0.2, 0.4);
    add("system", "*", "peak_bf16_pflops", Scale, 0.9, 1.1);
    add("system", "*", "power_kw", Scale, 0.8, 1.3);
    add("system", "*", "acquisition_cents", Scale, 0.9, 1.4);
    add("system", system, "acquisition_cents", Replace, 1e8, 4e9);
    add("system", "*", "maintenance_rate", Shift, 0, 0.03);
    add("accelerator", "gpu", "system_price_cents", Scale, 0.8, 1.5);
    add("accelerator", "*", "bf16_tflops", Scale, 0.95, 1);
    add("accelerator", "gpu", "system_power_kw", Shift, -0.1, 0.3);
    add("factory", "*", "pue", Shift, -0.3, 0.2);
    add("country", "*", "electricity_eur_kwh", Scale, 0.5, 2);
    add("country", "DE", "electricity_growth", Shift, -0.05, 0.1);
    add("cost_line", "*", "amount_cents", Scale, 0.8, 1.3);
    add("cost_line", line, "first_month", Shift, -4, 9);
    add("cost_line", "*", "last_month", Shift, -2, 12);
    add("funding", "*", "share", Scale, 0.5, 1.5);
    add("participation", "*", "contribution_share", Shift, -0.2, 0.2);
    add("participation", "*", "access_share", Scale, 0.4, 1.4);
    add("milestone", "a", "offset_months", Shift, -3, 3);
    add("milestone", "c", "share", Scale, 0.5, 2);
    add("plan", "1", "inflation", Shift, -0.02, 0.05);
    add("plan", "1", "idle_power", Scale, 0.5, 1.5);
    add("plan", "1", "price_year", Shift, -1, 2);
    add("plan", "1", "union_access_cap", Scale, 0.5, 1.2);
    add("demand", "*", "reference_hours", Scale, 0.5, 2);
    add("demand", "d", "growth", Shift, -0.2, 0.2);
    add("demand", "d", "base_year", Shift, -2, 2);
    return p;
}
