// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplerun.h"

#include "workers.h"

#include <hwy/contrib/sort/vqsort.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace simulation {

using kernels::lanes;

std::int64_t rankOf(double probability, std::int64_t n)
{
    // 0.05 is not exactly a twentieth: what is a hair above a whole number is meant to be it.
    const double exact = probability * static_cast<double>(n);
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::ceil(exact - 1e-9 * exact)), 1, n);
}

std::optional<SampleResult> sample(const Sampler &sampler, const Sampling &sampling, const Control &control)
{
    return SampleRun(sampler, sampling, control).run();
}

SampleRun::SampleRun(const Sampler &sampler, const Sampling &sampling, const Control &control)
    : m_sampler(sampler), m_sampling(sampling), m_control(control), m_works(worksFor(sampler, sampling))
{
    const auto &rows = sampler.rows();
    m_trackOf.resize(rows.size());
    m_constants.resize(rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (int l = 0; l < lanes; ++l) {
            const bool varies = l < rows[r].lanes && rows[r].varies[l];
            m_trackOf[r][static_cast<std::size_t>(l)] = varies ? static_cast<int>(m_tracks.size()) : -1;
            if (varies) {
                m_tracks.emplace_back();
                m_tracks.back().row = static_cast<int>(r);
                m_tracks.back().lane = l;
            }
        }
    }
    const std::size_t shares = std::max<std::size_t>(1, m_tracks.size() * m_works.size());
    m_keptEach = m_sampling.keptNumbers / shares;
    m_seen.resize(m_works.size());
    for (std::size_t w = 0; w < m_works.size(); ++w) {
        Seen &s = m_seen[w];
        s.rows.resize(rows.size());
        s.bins.resize(static_cast<std::size_t>(m_works[w]->block()) * lanes);
        s.kept.resize(m_tracks.size());
    }
}

void SampleRun::eachTrack(const std::function<void(std::size_t)> &work)
{
    std::atomic<std::size_t> next{0};
    Workers::shared().run(static_cast<int>(m_works.size()), [&](int) {
        for (std::size_t t = next.fetch_add(1); t < m_tracks.size(); t = next.fetch_add(1)) {
            work(t);
        }
    });
}

std::optional<SampleResult> SampleRun::run()
{
    if (!pilot()) {
        return std::nullopt;
    }
    for (std::int64_t size = 3 * pilotDraws; m_draws < m_sampling.draws; size = std::min<std::int64_t>(4 * size, 512 * unitDraws)) {
        const std::int64_t before = m_draws;
        // A short last round would not be worth a turn of its own.
        const std::int64_t left = m_sampling.draws - m_draws;
        const std::int64_t count = left <= size + size / 2 ? left : size;
        if (!round(m_draws, count)) {
            return std::nullopt;
        }
        if (m_draws < before + count) {
            break; // stopped
        }
    }
    if (m_draws > pilotDraws) {
        resolve();
    }
    return m_control.cancel.stop_requested() ? std::nullopt : std::optional(result());
}

// The first draws: their values are kept and place the bins.
bool SampleRun::pilot()
{
    const std::int64_t n = std::min(m_sampling.draws, pilotDraws);
    const std::unique_ptr<double[]> values(new double[m_tracks.size() * static_cast<std::size_t>(n)]);
    const auto column = [&](std::size_t t) { return values.get() + t * static_cast<std::size_t>(n); };
    Control whole; // however soon it is stopped, there is something to show
    whole.cancel = m_control.cancel;
    const std::int64_t made = drawUnits(m_works, m_sampling, whole, 0, n, [&](int, int, const Sampler::Work &work, std::int64_t first, int count) {
        for (std::size_t t = 0; t < m_tracks.size(); ++t) {
            const double *from = work.values(m_tracks[t].row) + m_tracks[t].lane;
            double *to = column(t) + first;
            for (int i = 0; i < count; ++i) {
                to[i] = from[i * lanes];
            }
        }
        if (first == 0) {
            for (std::size_t r = 0; r < m_constants.size(); ++r) {
                for (int l = 0; l < m_sampler.rows()[r].lanes; ++l) {
                    m_constants[r][static_cast<std::size_t>(l)] = work.hasValue(static_cast<int>(r), l) ? std::optional(work.values(static_cast<int>(r))[l]) : std::nullopt;
                }
            }
        }
    });
    if (made < n || m_control.cancel.stop_requested()) {
        return false;
    }
    m_draws = n;
    eachTrack([&](std::size_t t) { place(m_tracks[t], column(t), static_cast<int>(n)); });
    return true;
}

void SampleRun::place(Track &track, const double *values, int n)
{
    std::vector<double> sorted(values, values + n);
    hwy::Sorter()(sorted.data(), sorted.size(), hwy::SortAscending());
    for (int p = 0; p < probabilityCount; ++p) {
        track.summary.quantiles[static_cast<std::size_t>(p)] = sorted[static_cast<std::size_t>(rankOf(probabilities[static_cast<std::size_t>(p)], n) - 1)];
    }
    const auto at = [&](double share) { return sorted[static_cast<std::size_t>(share * (n - 1))]; };
    double high = at(0.98);
    track.low = at(0.02);
    if (!(track.low < high)) {
        track.low = sorted.front();
        high = sorted.back();
    }
    track.scale = bins / (high - track.low);
    if (!std::isfinite(track.scale) || !(track.low < high)) {
        track.scale = 0; // all alike so far: one bin for all
    }
    track.centre = at(0.5);
    for (int unit = 0; unit < n; unit += unitDraws) {
        double sum = 0;
        double squares = 0;
        for (int i = unit; i < std::min(n, unit + unitDraws); ++i) {
            const double difference = values[i] - track.centre;
            sum += difference;
            squares += difference * difference;
        }
        track.sum += sum;
        track.squares += squares;
    }
    if (n < pilotDraws || m_sampling.draws == pilotDraws) {
        return;
    }
    track.count.assign(cells, 0);
    chooseAtoms(track, sorted);
    chooseWanted(track, n);
    track.kept.makeRoom(static_cast<std::size_t>(n));
    std::size_t i = 0;
    for (std::size_t b = 0; b < cells; ++b) {
        const std::size_t end = i + track.count[b];
        for (; i < end; ++i) {
            if (track.wanted[b] && sorted[i] != track.atom[b]) {
                track.kept.values[track.kept.size++] = sorted[i];
            }
        }
    }
}

// Counts the sorted values by bin; a bin's atom is the value that occurs most often in it, but more than once.
void SampleRun::chooseAtoms(Track &track, const std::vector<double> &sorted)
{
    track.atom.assign(cells, std::numeric_limits<double>::quiet_NaN());
    std::vector<int> longest(cells, 1); // a value seen once is no atom
    for (std::size_t i = 0; i < sorted.size();) {
        std::size_t end = i + 1;
        while (end < sorted.size() && sorted[end] == sorted[i]) {
            ++end;
        }
        const auto bin = static_cast<std::size_t>(kernels::binOf(sorted[i], track.low, track.scale, bins));
        track.count[bin] += end - i;
        if (static_cast<int>(end - i) > longest[bin]) {
            longest[bin] = static_cast<int>(end - i);
            track.atom[bin] = sorted[i];
            track.hasAtoms = true;
        }
        i = end;
    }
}

// The bins that hold a quantile of all draws unless the first n mislead by more than four and a half standard deviations.
void SampleRun::chooseWanted(Track &track, double n) const
{
    std::vector<double> upTo(cells);
    double sum = 0;
    for (std::size_t b = 0; b < cells; ++b) {
        upTo[b] = sum += static_cast<double>(track.count[b]);
    }
    std::vector<std::uint8_t> wanted(cells, 0);
    for (const double p : probabilities) {
        const double reach = 4.5 * std::sqrt(n * p * (1 - p)) + 2;
        const auto from = std::lower_bound(upTo.begin(), upTo.end(), n * p - reach);
        const auto to = std::upper_bound(from, upTo.end(), n * p + reach);
        std::fill(wanted.begin() + (from - upTo.begin()), wanted.begin() + std::min<std::ptrdiff_t>(to - upTo.begin() + 1, cells), std::uint8_t{1});
    }
    // What was not kept once cannot be wanted again.
    for (std::size_t b = 0; b < cells && !track.wanted.empty(); ++b) {
        wanted[b] = wanted[b] && track.wanted[b];
    }
    track.wanted = std::move(wanted);
}

// Bins, counts and room for a round of so many draws.
void SampleRun::prepareRound(std::int64_t count)
{
    m_unitSums.assign(static_cast<std::size_t>((count + unitDraws - 1) / unitDraws) * m_tracks.size(), {});
    for (Seen &s : m_seen) {
        s.count.resize(m_tracks.size() * cells);
        for (std::size_t t = 0; t < m_tracks.size(); ++t) {
            const Track &track = m_tracks[t];
            kernels::LaneStatistics &row = s.rows[static_cast<std::size_t>(track.row)];
            row.low[track.lane] = track.low;
            row.scale[track.lane] = track.scale;
            row.centre[track.lane] = track.centre;
            std::uint64_t wanted = 0;
            for (std::size_t b = 0; b < cells; ++b) {
                s.count[t * cells + b] = track.wanted[b] ? wantedBit : 0;
                wanted += track.wanted[b] ? track.count[b] : 0;
            }
            s.kept[t].size = 0;
            s.kept[t].full = s.kept[t].full || !track.complete;
            if (!s.kept[t].full && !track.hasAtoms) {
                // As many as the draws so far lead to expect, so that room need not be made again and again.
                const double expected = 1.1 * static_cast<double>(wanted) / static_cast<double>(m_draws) * static_cast<double>(count) / static_cast<double>(m_seen.size());
                s.kept[t].makeRoom(std::min(static_cast<std::size_t>(expected), m_keptEach) + unitDraws);
            }
        }
    }
}

bool SampleRun::round(std::int64_t first, std::int64_t count)
{
    if (first > pilotDraws) {
        refine();
    }
    prepareRound(count);
    const std::int64_t made = drawUnits(m_works, m_sampling, m_control, first, count, [&](int worker, int unit, const Sampler::Work &work, std::int64_t draw, int size) {
        const std::int64_t inUnit = (draw - first) % unitDraws;
        see(m_seen[static_cast<std::size_t>(worker)], work, {unit, size, inUnit == 0, inUnit + size == unitDraws || draw - first + size == count});
    });
    if (m_control.cancel.stop_requested()) {
        return false;
    }
    m_draws = first + made;
    merge();
    for (std::int64_t u = 0; u * unitDraws < made; ++u) {
        for (std::size_t t = 0; t < m_tracks.size(); ++t) {
            const auto &sums = m_unitSums[static_cast<std::size_t>(u) * m_tracks.size() + t];
            m_tracks[t].sum += sums[0];
            m_tracks[t].squares += sums[1];
        }
    }
    return true;
}

void SampleRun::see(Seen &seen, const Sampler::Work &work, const Part &part)
{
    for (std::size_t r = 0; r < m_trackOf.size(); ++r) {
        const auto &tracks = m_trackOf[r];
        if (std::all_of(tracks.begin(), tracks.end(), [](int t) { return t < 0; })) {
            continue;
        }
        kernels::LaneStatistics &row = seen.rows[r];
        if (part.first) {
            std::fill(std::begin(row.sum), std::end(row.sum), 0.0);
            std::fill(std::begin(row.squares), std::end(row.squares), 0.0);
        }
        for (int at = 0; at < part.count; at += seenAtOnce) {
            const double *values = work.values(static_cast<int>(r)) + at * lanes;
            const int count = std::min(seenAtOnce, part.count - at);
            kernels::classify(values, row, bins, seen.bins.data(), count);
            for (std::size_t l = 0; l < lanes; ++l) {
                if (tracks[l] >= 0) {
                    seeLane(seen, static_cast<std::size_t>(tracks[l]), values, count);
                }
            }
        }
        for (std::size_t l = 0; l < lanes && part.last; ++l) {
            if (tracks[l] >= 0) {
                m_unitSums[static_cast<std::size_t>(part.unit) * m_tracks.size() + static_cast<std::size_t>(tracks[l])] = {row.sum[l], row.squares[l]};
            }
        }
    }
}

void SampleRun::Kept::makeRoom(std::size_t more)
{
    if (room >= size + more) {
        return;
    }
    room = std::max(2 * room, size + more);
    std::unique_ptr<double[]> wider(new double[room]);
    std::copy(values.get(), values.get() + size, wider.get());
    values = std::move(wider);
}

// Counts the values by bin and keeps those in wanted bins. Every value is written, and only those to keep are counted, by comparing bits (there is
// no -0): no branch that would be guessed wrong.
template<bool atoms>
std::size_t SampleRun::keep(const Track &track, const double *value, const std::int32_t *bin, int count, std::uint32_t *counts, double *to, std::size_t size) const
{
    const double *atom = track.atom.data();
    for (int i = 0; i < count; ++i) {
        const double v = value[i * lanes];
        const std::int32_t b = bin[i * lanes];
        const std::uint32_t cell = counts[b];
        counts[b] = cell + 1;
        to[size] = v;
        std::size_t one = cell >> 31;
        if constexpr (atoms) {
            one &= static_cast<std::size_t>(std::bit_cast<std::uint64_t>(v) != std::bit_cast<std::uint64_t>(atom[b]));
        }
        size += one;
    }
    return size;
}

void SampleRun::seeLane(Seen &seen, std::size_t t, const double *values, int count)
{
    const Track &track = m_tracks[t];
    std::uint32_t *counts = seen.count.data() + t * cells;
    const double *value = values + track.lane;
    const std::int32_t *bin = seen.bins.data() + track.lane;
    Kept &kept = seen.kept[t];
    if (kept.full) {
        for (int i = 0; i < count; ++i) {
            ++counts[bin[i * lanes]];
        }
        return;
    }
    kept.makeRoom(static_cast<std::size_t>(count) + 1);
    kept.size = track.hasAtoms ? keep<true>(track, value, bin, count, counts, kept.values.get(), kept.size)
                               : keep<false>(track, value, bin, count, counts, kept.values.get(), kept.size);
    kept.full = kept.size > m_keptEach;
}

// Those of the values that lie in wanted bins; there is room for all, and one more.
std::size_t SampleRun::keepWanted(const Track &track, std::span<const double> values, double *to) const
{
    std::array<std::int32_t, unitDraws> bin;
    std::size_t size = 0;
    for (std::size_t at = 0; at < values.size(); at += bin.size()) {
        const std::size_t count = std::min(bin.size(), values.size() - at);
        kernels::binsOf(values.data() + at, track.low, track.scale, bins, bin.data(), static_cast<int>(count));
        for (std::size_t i = 0; i < count; ++i) {
            to[size] = values[at + i];
            size += track.wanted[static_cast<std::size_t>(bin[i])];
        }
    }
    return size;
}

// Between two rounds: fewer bins are wanted, and values in others are dropped.
void SampleRun::refine()
{
    eachTrack([&](std::size_t t) {
        Track &track = m_tracks[t];
        chooseWanted(track, static_cast<double>(m_draws));
        Kept kept;
        const auto take = [&](std::span<const double> values) {
            kept.makeRoom(values.size() + 1);
            kept.size += keepWanted(track, values, kept.values.get() + kept.size);
        };
        if (track.complete) {
            take(track.kept.all());
            for (const Seen &s : m_seen) {
                take(s.kept[t].all());
            }
        }
        track.complete = track.complete && kept.size <= m_keptEach * m_seen.size();
        track.kept = std::move(kept);
    });
}

// Adds up what the threads saw in a round.
void SampleRun::merge()
{
    eachTrack([&](std::size_t t) {
        Track &track = m_tracks[t];
        for (Seen &s : m_seen) {
            for (std::size_t b = 0; b < cells; ++b) {
                track.count[b] += s.count[t * cells + b] & ~wantedBit;
            }
            track.complete = track.complete && !s.kept[t].full;
        }
    });
}

SampleResult SampleRun::result() const
{
    SampleResult out;
    out.draws = m_draws;
    out.rows.resize(m_trackOf.size());
    const auto n = static_cast<double>(m_draws);
    for (std::size_t r = 0; r < m_trackOf.size(); ++r) {
        for (std::size_t l = 0; l < static_cast<std::size_t>(m_sampler.rows()[r].lanes); ++l) {
            if (!m_constants[r][l]) {
                continue;
            }
            Summary s;
            if (m_trackOf[r][l] < 0) {
                s.mean = *m_constants[r][l];
                s.quantiles.fill(s.mean);
            } else {
                const Track &t = m_tracks[static_cast<std::size_t>(m_trackOf[r][l])];
                s = t.summary;
                s.mean = t.centre + t.sum / n;
                const double variance = m_draws > 1 ? std::max(0.0, t.squares - t.sum * t.sum / n) / (n - 1) : 0;
                s.standardError = std::sqrt(variance / n);
            }
            out.rows[r][l] = s;
        }
    }
    return out;
}

} // namespace simulation
