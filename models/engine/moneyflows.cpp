// SPDX-License-Identifier: GPL-3.0-or-later
#include "moneyflows.h"

#include <map>
#include <tuple>

namespace engine {

std::vector<MoneyFlow> moneyFlows(const Projection &p, Money which, bool realPrices)
{
    struct Sum
    {
        Cents cents = 0;
        double realEur = 0;
    };
    std::vector<double> factors;
    for (int m = 0; m < p.calendar.months(); ++m) {
        factors.push_back(p.realFactor(m) / 100);
    }
    std::map<std::tuple<int, int, int, core::CostClass>, Sum> sums;
    for (const auto &f : p.factories) {
        for (std::size_t i = 0; f && i < f->lines.size(); ++i) {
            const Line &l = f->lines[i];
            Sum &sum = sums[{l.programme, l.country, f->factory, classOf(l.category)}];
            const auto cents = which == Money::Paid ? f->paid(l) : f->committed(l);
            for (int m = 0; m < l.months; ++m) {
                sum.cents += cents[static_cast<std::size_t>(m)];
                sum.realEur += static_cast<double>(cents[static_cast<std::size_t>(m)]) * factors[static_cast<std::size_t>(l.firstMonth + m)];
            }
        }
    }
    std::vector<MoneyFlow> out;
    for (const auto &[key, sum] : sums) {
        if (sum.cents != 0) {
            const auto &[programme, country, factory, costClass] = key;
            out.push_back({programme, country, factory, costClass, sum.cents, realPrices ? sum.realEur : static_cast<double>(sum.cents) / 100});
        }
    }
    return out;
}

std::vector<Cents> outstandingCents(const Projection &p, int programme)
{
    const auto paid = p.totals.paidOf(programme);
    const auto committed = p.totals.committedOf(programme);
    std::vector<Cents> out;
    Cents sum = 0;
    for (int y = 0; y < p.calendar.years(); ++y) {
        for (int m = p.calendar.begin(Period::Year, y); m < p.calendar.end(Period::Year, y); ++m) {
            sum += committed[static_cast<std::size_t>(m)] - paid[static_cast<std::size_t>(m)];
        }
        out.push_back(sum);
    }
    return out;
}

bool isUsualFor(std::string_view programme, core::CostClass costClass)
{
    const bool services = costClass == core::CostClass::Services;
    return !(programme == "DEP" && services) && !(programme == "HE" && !services);
}

} // namespace engine
