#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped plan's simulation as a vectorised NumPy program, to measure the program's own against.

Totals and programmes by year with mean and P5 to P95, as `aifplan simulate --scopes total,programme`. Prints the median time in
microseconds for the number of draws given (10000), and with --check the means of some figures.
"""
import calendar
import csv
import math
import os
import statistics
import sys
import time

import numpy as np

BASELINE = os.path.join(os.path.dirname(__file__), "..", "..", "resources", "baseline")


def table(name):
    with open(os.path.join(BASELINE, name + ".csv"), newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def month(text):
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def number(text, otherwise=0.0):
    return float(text) if text else otherwise


plan = table("plan")[0]
FIRST, LAST = month(plan["first_month"]), month(plan["last_month"])
MONTHS = LAST - FIRST + 1
YEAR = np.array([(FIRST + m) // 12 for m in range(MONTHS)])
HOURS = np.array([24.0 * calendar.monthrange((FIRST + m) // 12, (FIRST + m) % 12 + 1)[1] for m in range(MONTHS)])
YEARS = sorted(set(YEAR))
chips = {r["id"]: r for r in table("accelerator")}
factories = {r["id"]: r for r in table("factory") if r["included"] == "1"}
countries = {r["id"]: r for r in table("country")}
systems = [r for r in table("system") if r["included"] == "1" and (not r["factory"] or r["factory"] in factories)]
lines = [r for r in table("cost_line") if r["factory"] in factories]
milestones = [(int(r["offset_months"]), float(r["share"])) for r in table("milestone")]
SHARES = sum(s for _, s in milestones)
funding = {}
for r in table("funding"):
    funding.setdefault((r["factory"], r["cost_class"]), []).append((r["programme"], float(r["share"])))
PROGRAMMES = sorted({r["id"] for r in table("programme")})
demand = table("demand")
rows = sorted(table("uncertainty"), key=lambda r: r["id"])
CLASS = {"installation": "infrastructure", "services": "services"}
PERT = {}


def pert_table(a, b):
    if (a, b) not in PERT:
        x = np.linspace(0, 1, 20001)
        pdf = x ** (a - 1) * (1 - x) ** (b - 1)
        cdf = np.concatenate([[0], np.cumsum((pdf[1:] + pdf[:-1]) / 2)])
        PERT[a, b] = (cdf / cdf[-1], x)
    return PERT[a, b]


def phi(z):
    # Abramowitz and Stegun 7.1.26 would do for speed; NumPy has no erf, so a table that is read linearly.
    return np.interp(z, PHI_Z, PHI_U)


PHI_Z = np.linspace(-8.3, 8.3, 40001)
PHI_U = np.array([0.5 * math.erfc(-z / math.sqrt(2)) for z in PHI_Z])


def draw(rng, n):
    drivers, out = {}, {}
    for r in rows:
        z = rng.standard_normal(n)
        if r["driver"] and float(r["correlation"]) > 0:
            rho = float(r["correlation"])
            d = drivers.setdefault(r["driver"], None)
            if d is None:
                d = drivers[r["driver"]] = rng.standard_normal(n)
            z = math.sqrt(rho) * d + math.sqrt(1 - rho) * z
        low, high, mode = float(r["low"]), float(r["high"]), number(r["mode"])
        if r["kind"] == "normal":
            x = (low + high) / 2 + z * (high - low) / (2 * 1.6448536269514722)
        elif r["kind"] == "lognormal":
            a, b = math.log(low), math.log(high)
            x = np.exp((a + b) / 2 + z * (b - a) / (2 * 1.6448536269514722))
        else:
            u = phi(z)
            if r["kind"] == "uniform":
                x = low + u * (high - low)
            elif r["kind"] == "triangular":
                x = np.where(u < (mode - low) / (high - low), low + np.sqrt(u * (high - low) * (mode - low)), high - np.sqrt((1 - u) * (high - low) * (high - mode)))
            else:
                a = 1 + 4 * (mode - low) / (high - low)
                x = low + (high - low) * np.interp(u, *pert_table(a, 6 - a))
        out[r["id"]] = x
    return out


def simulate(rng, n):
    x = draw(rng, n)
    shift = np.rint(x["delay"]).astype(int)
    inflation = float(plan["inflation"]) + x["inflation"]
    idle = float(plan["idle_power"])
    reference_chip = float(chips[plan["reference_accelerator"]]["bf16_tflops"])
    zeros = lambda: np.zeros((MONTHS, n))
    paid, committed = {p: zeros() for p in PROGRAMMES}, {p: zeros() for p in PROGRAMMES}
    delivered, reference, bf16, energy, fleet = zeros(), zeros(), zeros(), zeros(), np.zeros(MONTHS)
    months = np.arange(MONTHS)[:, None]
    for s in systems:
        start = month(s["in_service"]) - FIRST
        chip = chips.get(s["accelerator"], {})
        if not s["factory"]:
            on = (np.arange(MONTHS) >= start) & (np.arange(MONTHS) < start + int(s["lifetime_months"]))
            fleet += on * number(s["peak_bf16_pflops"], float(s["accelerators"]) * number(chip.get("bf16_tflops", "")) / 1000)
            continue
        count = np.maximum(0, np.rint(float(s["accelerators"]) * x["count"]))
        age = months - (start + shift)
        on = (age >= 0) & (age < int(s["lifetime_months"]))
        ramp = np.minimum(1, (age + 1) / max(1, int(s["ramp_months"]))) * on
        availability = np.clip(float(s["availability"]) * x["availability"], 0, 1)
        utilisation = np.clip(float(s["utilisation"]) * x["utilisation"], 0, 1)
        peak = number(s["peak_bf16_pflops"]) + 0 * count if s["peak_bf16_pflops"] else count * number(chip["bf16_tflops"]) / 1000
        power = number(s["power_kw"]) + 0 * count if s["power_kw"] else count * number(chip["system_power_kw"])
        hours = HOURS[:, None] * ramp * (count * availability * utilisation)
        delivered += hours
        reference += hours * (peak * 1000 / count / reference_chip)
        bf16 += on * peak
        f = factories[s["factory"]]
        kwh = power * (idle * on + (1 - idle) * ramp * (availability * utilisation)) * float(f["pue"]) * HOURS[:, None]
        energy += kwh / 1000
        if s["costed"] != "1":
            continue
        country = countries[s["country"] or f["country"]]
        operating = kwh * (number(country["electricity_eur_kwh"]) * x["power-price"])
        euro = number(s["acquisition_cents"], float(s["accelerators"]) * number(chip.get("system_price_cents", ""))) / 100 * x["price"]
        operating += on * (euro * float(s["maintenance_rate"]) / 12)
        pay = funding.get((f["id"], "operations"), [])
        for p, share in pay:
            part = operating * (share / sum(w for _, w in pay))
            paid[p] += part
            committed[p] += part
        pay = funding.get((f["id"], "infrastructure"), [])
        everyone = np.arange(n)
        for p, share in pay:
            part = euro * (share / sum(w for _, w in pay))
            for offset, milestone in milestones:
                m = np.maximum(0, start + shift + offset)
                ok = m < MONTHS
                paid[p][m[ok], everyone[ok]] += part[ok] * milestone / SHARES
            m = np.maximum(0, start + shift + min(o for o, _ in milestones))
            ok = m < MONTHS
            committed[p][m[ok], everyone[ok]] += part[ok]
    since = YEAR - int(plan["price_year"])
    factor = (1 + inflation)[None, :] ** since[:, None]
    for l in lines:
        first, last = month(l["first_month"]) - FIRST, month(l["last_month"]) - FIRST
        amount = float(l["amount_cents"]) / 100 * x["services"]
        monthly = amount / (last - first + 1 if l["basis"] == "total" else 12)
        at = slice(max(0, first), min(MONTHS, last + 1))
        pay = funding.get((l["factory"], CLASS.get(l["category"], "operations")), [])
        for p, share in pay:
            part = monthly * (share / sum(w for _, w in pay)) * (factor[at] if l["indexed"] == "1" else np.ones((at.stop - at.start, n)))
            paid[p][at] += part
            committed[p][at] += part
    asked = zeros()
    for d in demand:
        asked += float(d["reference_hours"]) * x["demand"] / 12 * (1 + float(d["growth"]) + x["demand-growth"])[None, :] ** (YEAR - int(d["base_year"]))[:, None]
    flows = {"delivered_hours": delivered, "reference_hours": reference, "energy_mwh": energy, "demand": asked}
    for p in PROGRAMMES:
        flows["paid_eur " + p], flows["committed_eur " + p] = paid[p], committed[p]
    flows["paid_eur"], flows["committed_eur"] = sum(paid.values()), sum(committed.values())
    series = {}
    for y in YEARS:
        at = np.flatnonzero(YEAR == y)
        for name, values in flows.items():
            series[name, y] = values[at[0] : at[-1] + 1].sum(axis=0)
        series["bf16_pflops", y] = bf16[at[-1]]
        series["index_bf16", y] = (fleet[at[-1]] + bf16[at[-1]]) / fleet[at[-1]]
        series["coverage", y] = series["reference_hours", y] / series.pop(("demand", y))
    return {k: (v.mean(), np.quantile(v, [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]), v.std() / math.sqrt(n)) for k, v in series.items()}


def main():
    words = [w for w in sys.argv[1:] if not w.startswith("-")]
    n = int(words[0]) if words else 10000
    times = []
    for run in range(3):
        start = time.perf_counter()
        result = simulate(np.random.default_rng(run), n)
        times.append(time.perf_counter() - start)
    if "--check" in sys.argv:
        for key in sorted(result):
            print("%s,%d,%.9g,%.3g" % (key[0], key[1], result[key][0], result[key][2]))
    else:
        print("%.0f" % (statistics.median(times) * 1e6))


if __name__ == "__main__":
    main()
