// SPDX-License-Identifier: GPL-3.0-or-later
#include "split.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace core {

namespace {

// Cents times cents do not fit into 64 bits.
__extension__ using Wide = __int128;

} // namespace

std::vector<std::int64_t> inProportion(std::int64_t total, std::span<const std::int64_t> weights)
{
    std::vector<std::int64_t> parts(weights.size(), 0);
    if (weights.empty()) {
        return parts;
    }
    Wide sum = 0;
    for (const std::int64_t w : weights) {
        sum += std::max<std::int64_t>(0, w);
    }
    const bool equal = sum == 0;
    sum = equal ? static_cast<Wide>(weights.size()) : sum;
    std::vector<std::pair<Wide, std::size_t>> rests; // negative, so that the largest comes first
    std::int64_t left = total;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Wide product = static_cast<Wide>(total) * (equal ? 1 : std::max<std::int64_t>(0, weights[i]));
        Wide part = product / sum;
        part -= product < 0 && part * sum != product ? 1 : 0; // downwards, also below zero
        parts[i] = static_cast<std::int64_t>(part);
        rests.emplace_back(-(product - part * sum), i);
        left -= parts[i];
    }
    std::sort(rests.begin(), rests.end());
    for (std::int64_t i = 0; i < left; ++i) {
        ++parts[rests[static_cast<std::size_t>(i)].second];
    }
    return parts;
}

Split Split::ofShares(std::span<const double> shares)
{
    // Fine enough that shares given in millionths come out as they are.
    constexpr double fineness = 1e12;
    std::vector<std::int64_t> weights;
    double sum = 0;
    for (const double s : shares) {
        const double share = std::isfinite(s) ? std::clamp(s, 0.0, 1.0) : 0;
        weights.push_back(static_cast<std::int64_t>(std::llround(share * fineness)));
        sum += share;
    }
    Split split;
    split.m_locked.assign(shares.size(), false);
    split.m_total = shares.empty() ? 0 : whole;
    split.m_units = sum > 0 ? inProportion(whole, weights) : std::vector<std::int64_t>(shares.size(), 0);
    return split;
}

Split Split::ofAmounts(std::vector<std::int64_t> amounts)
{
    Split split;
    split.m_locked.assign(amounts.size(), false);
    split.m_units = std::move(amounts);
    split.m_total = split.sum();
    return split;
}

std::int64_t Split::sum() const
{
    return std::accumulate(m_units.begin(), m_units.end(), std::int64_t{0});
}

std::vector<int> Split::absorbersOf(int member) const
{
    const bool one = m_absorber >= 0 && m_absorber < size() && m_absorber != member && !isLocked(m_absorber);
    std::vector<int> out;
    for (int i = 0; i < size(); ++i) {
        if (i != member && !isLocked(i) && (!one || i == m_absorber)) {
            out.push_back(i);
        }
    }
    return out;
}

std::pair<std::int64_t, std::int64_t> Split::range(int member) const
{
    if (isLocked(member)) {
        return {units(member), units(member)};
    }
    const std::vector<int> absorbers = absorbersOf(member);
    std::int64_t most = units(member) + m_total - sum(); // and what an empty group still lacks
    for (const int i : absorbers) {
        most += units(i);
    }
    return absorbers.empty() ? std::pair(most, most) : std::pair(std::min<std::int64_t>(0, most), std::max<std::int64_t>(0, most));
}

bool Split::set(int member, std::int64_t wanted)
{
    const auto [least, most] = range(member);
    const std::int64_t value = std::clamp(wanted, least, most);
    if (isLocked(member) || (value == units(member) && sum() == m_total)) {
        return false;
    }
    const std::vector<int> absorbers = absorbersOf(member);
    std::vector<std::int64_t> weights;
    std::int64_t rest = units(member) + m_total - sum() - value;
    for (const int i : absorbers) {
        weights.push_back(units(i));
        rest += units(i);
    }
    const std::vector<std::int64_t> parts = inProportion(rest, weights);
    for (std::size_t i = 0; i < absorbers.size(); ++i) {
        m_units[static_cast<std::size_t>(absorbers[i])] = parts[i];
    }
    m_units[static_cast<std::size_t>(member)] = value;
    return true;
}

void Split::setFreely(int member, std::int64_t value)
{
    m_total += value - units(member);
    m_units[static_cast<std::size_t>(member)] = value;
}

bool Split::setTotal(std::int64_t total)
{
    std::vector<int> free;
    std::vector<std::int64_t> weights;
    std::int64_t rest = total;
    for (int i = 0; i < size(); ++i) {
        if (isLocked(i)) {
            rest -= units(i);
        } else {
            free.push_back(i);
            weights.push_back(units(i));
        }
    }
    if (free.empty() || rest < 0) {
        return false;
    }
    const std::vector<std::int64_t> parts = inProportion(rest, weights);
    for (std::size_t i = 0; i < free.size(); ++i) {
        m_units[static_cast<std::size_t>(free[i])] = parts[i];
    }
    m_total = total;
    return true;
}

} // namespace core
