// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace core {

// Divides a total by weights, to the unit: whole parts first, what is left goes to the largest remainders, the first of equals first. Weights below
// zero count as zero; where all are zero everybody gets the same. The parts add up to the total exactly. No weights: no parts.
std::vector<std::int64_t> inProportion(std::int64_t total, std::span<const std::int64_t> weights);

// Members of one group and what each has: shares of a whole in millionths, or amounts of a total in cents. Locked members keep what they have;
// the others take and give, so that the sum stays what it is, exactly, after every change.
class Split
{
public:
    static constexpr std::int64_t whole = 1'000'000;
    static constexpr int everybody = -1;

    Split() = default;
    // Shares as fractions, brought to exactly the whole in proportion. Where all are zero there is nothing to keep: the first change fills the whole.
    static Split ofShares(std::span<const double> shares);
    static Split ofAmounts(std::vector<std::int64_t> amounts);

    int size() const { return static_cast<int>(m_units.size()); }
    std::int64_t units(int member) const { return m_units[static_cast<std::size_t>(member)]; }
    const std::vector<std::int64_t> &units() const { return m_units; }
    double share(int member) const { return static_cast<double>(units(member)) / static_cast<double>(whole); }
    std::int64_t total() const { return m_total; }
    std::int64_t sum() const; // the total, but where a group of shares is still empty
    bool isLocked(int member) const { return m_locked[static_cast<std::size_t>(member)]; }
    void setLocked(int member, bool locked) { m_locked[static_cast<std::size_t>(member)] = locked; }
    // Who absorbs what another member takes or gives: one, or everybody who is not locked, in proportion.
    int absorber() const { return m_absorber; }
    void setAbsorber(int member) { m_absorber = member; }

    // What this member can have while the others absorb; equal where it cannot move.
    std::pair<std::int64_t, std::int64_t> range(int member) const;
    // Gives a member this much, as far as its range goes; the others absorb the difference. False where nothing changed.
    bool set(int member, std::int64_t units);
    // Amounts: gives a member this much; the total changes with it.
    void setFreely(int member, std::int64_t units);
    // Another total, spread in proportion over the members that are not locked. False where they cannot: all are locked, or less than what the locked ones have.
    bool setTotal(std::int64_t total);

    bool operator==(const Split &) const = default;

private:
    std::vector<int> absorbersOf(int member) const;

    std::vector<std::int64_t> m_units;
    std::vector<bool> m_locked;
    std::int64_t m_total = 0;
    int m_absorber = everybody;
};

} // namespace core
