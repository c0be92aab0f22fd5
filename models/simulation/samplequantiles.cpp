// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplerun.h"

#include <algorithm>
#include <cmath>
#include <mutex>

// The last step of a sample: exact quantiles from bins and kept values, and from draws made again where values had to be dropped.

namespace simulation {

using kernels::lanes;

namespace {

// Values of one open quantile that are kept on each pass.
constexpr std::size_t mostFound = 65'536;

} // namespace

void SampleRun::resolve()
{
    std::vector<Narrowed> open;
    std::mutex mutex;
    eachTrack([&](std::size_t t) {
        std::vector<Narrowed> own;
        resolveTrack(t, own);
        if (!own.empty()) {
            const std::lock_guard lock(mutex);
            open.insert(open.end(), own.begin(), own.end());
        }
    });
    // In groups, so that memory stays bounded.
    constexpr std::size_t atOnce = 256;
    for (std::size_t i = 0; i < open.size(); i += atOnce) {
        const auto from = open.begin() + static_cast<std::ptrdiff_t>(i);
        if (!resolveAgain({from, from + static_cast<std::ptrdiff_t>(std::min(atOnce, open.size() - i))})) {
            return;
        }
    }
}

// Gives the kept values to the quantiles whose bins they lie in.
void SampleRun::collectHeld(const Track &track, std::span<const double> kept, const std::vector<std::int8_t> &holds, std::array<std::vector<double>, probabilityCount> &values) const
{
    std::array<std::int32_t, unitDraws> bin;
    std::array<std::int32_t, unitDraws + 1> near; // places of values in any of these bins
    for (std::size_t at = 0; at < kept.size(); at += bin.size()) {
        const std::size_t count = std::min(bin.size(), kept.size() - at);
        kernels::binsOf(kept.data() + at, track.low, track.scale, bins, bin.data(), static_cast<int>(count));
        std::size_t found = 0;
        for (std::size_t i = 0; i < count; ++i) {
            near[found] = static_cast<std::int32_t>(i);
            found += holds[static_cast<std::size_t>(bin[i])] >= 0;
        }
        for (std::size_t n = 0; n < found; ++n) {
            const auto i = static_cast<std::size_t>(near[n]);
            values[static_cast<std::size_t>(holds[static_cast<std::size_t>(bin[i])])].push_back(kept[at + i]);
        }
    }
}

// Finds the track's quantiles among the values kept; adds those that were not kept to `open`.
void SampleRun::resolveTrack(std::size_t t, std::vector<Narrowed> &open)
{
    Track &track = m_tracks[t];
    std::vector<std::int8_t> holds(cells, -1); // the first quantile in a bin, whose values come with it
    std::array<std::vector<double>, probabilityCount> values;
    std::array<std::int64_t, probabilityCount> rankInBin{};
    std::array<std::size_t, probabilityCount> bin{};
    std::int64_t below = 0;
    std::size_t b = 0;
    for (std::size_t p = 0; p < probabilities.size(); ++p) {
        const std::int64_t rank = rankOf(probabilities[p], m_draws);
        while (below + static_cast<std::int64_t>(track.count[b]) < rank) {
            below += static_cast<std::int64_t>(track.count[b++]);
        }
        bin[p] = b;
        rankInBin[p] = rank - below;
        if (!track.complete || !track.wanted[b]) {
            open.push_back({t, static_cast<int>(p), rank - below, {{track.low, track.scale, static_cast<double>(b)}}});
        } else if (holds[b] < 0) {
            holds[b] = static_cast<std::int8_t>(p);
        }
    }
    const auto take = [&](std::span<const double> kept) { collectHeld(track, kept, holds, values); };
    take(track.kept.all());
    for (const Seen &s : m_seen) {
        take(s.kept[t].all());
    }
    for (std::size_t p = 0; p < probabilities.size(); ++p) {
        if (holds[bin[p]] < 0) {
            continue;
        }
        // The atom stands in the order of the others as often as it occurred.
        std::vector<double> &others = values[static_cast<std::size_t>(holds[bin[p]])];
        const auto count = static_cast<std::int64_t>(others.size());
        const std::int64_t atoms = static_cast<std::int64_t>(track.count[bin[p]]) - count;
        const double atom = track.atom[bin[p]];
        const std::int64_t smaller = atoms == 0 ? count : std::count_if(others.begin(), others.end(), [atom](double v) { return v < atom; });
        const std::int64_t rank = rankInBin[p];
        if (rank > smaller && rank <= smaller + atoms) {
            track.summary.quantiles[p] = atom;
            continue;
        }
        const auto at = others.begin() + (rank <= smaller ? rank : rank - atoms) - 1;
        std::nth_element(others.begin(), at, others.end());
        track.summary.quantiles[p] = *at;
    }
}

// Draws again until every open quantile is found; each turn narrows its bin to a 512th. False: cancelled.
bool SampleRun::resolveAgain(std::vector<Narrowed> open)
{
    while (!open.empty()) {
        const std::vector<Found> found = collect(open, nullptr);
        if (m_control.cancel.stop_requested()) {
            return false;
        }
        std::vector<Narrowed> left;
        std::vector<std::array<double, 2>> split;
        for (std::size_t i = 0; i < open.size(); ++i) {
            const Found &f = found[i];
            double &quantile = m_tracks[open[i].track].summary.quantiles[static_cast<std::size_t>(open[i].probability)];
            if (f.least == f.greatest) {
                quantile = f.least;
            } else if (static_cast<std::size_t>(f.count) == f.values.size()) {
                std::vector<double> values = f.values;
                std::nth_element(values.begin(), values.begin() + (open[i].rank - 1), values.end());
                quantile = values[static_cast<std::size_t>(open[i].rank - 1)];
            } else {
                left.push_back(open[i]);
                // Two neighbours in the numbers of the machine need a scale that exists.
                split.push_back({f.least, std::min(bins / (f.greatest - f.least), 1e300)});
            }
        }
        if (left.empty()) {
            return true;
        }
        const std::vector<Found> narrower = collect(left, &split);
        if (m_control.cancel.stop_requested()) {
            return false;
        }
        for (std::size_t i = 0; i < left.size(); ++i) {
            std::size_t b = 0;
            while (narrower[i].cell[b] < left[i].rank) {
                left[i].rank -= narrower[i].cell[b++];
            }
            left[i].within.push_back({split[i][0], split[i][1], static_cast<double>(b)});
        }
        open = std::move(left);
    }
    return true;
}

bool SampleRun::isWithin(const Narrowed &n, double value) const
{
    return std::all_of(n.within.begin(), n.within.end(), [value](const auto &w) { return kernels::binOf(value, w[0], w[1], bins) == static_cast<int>(w[2]); });
}

// All values within, as far as they fit, their number and bounds; with `split`, how many fall into each bin of it.
std::vector<SampleRun::Found> SampleRun::collect(const std::vector<Narrowed> &open, const std::vector<std::array<double, 2>> *split)
{
    std::vector<std::vector<Found>> byWorker(m_works.size(), std::vector<Found>(open.size()));
    for (auto &worker : byWorker) {
        for (Found &f : worker) {
            f.cell.assign(split ? cells : 0, 0);
        }
    }
    Control again;
    again.cancel = m_control.cancel;
    drawUnits(m_works, m_sampling, again, 0, m_draws, [&](int worker, int, const Sampler::Work &work, std::int64_t, int count) {
        for (std::size_t o = 0; o < open.size(); ++o) {
            const Track &track = m_tracks[open[o].track];
            const double *values = work.values(track.row) + track.lane;
            Found &f = byWorker[static_cast<std::size_t>(worker)][o];
            for (int i = 0; i < count; ++i) {
                const double v = values[i * lanes];
                if (!isWithin(open[o], v)) {
                    continue;
                }
                f.least = f.count == 0 ? v : std::min(f.least, v);
                f.greatest = f.count == 0 ? v : std::max(f.greatest, v);
                ++f.count;
                if (split) {
                    ++f.cell[static_cast<std::size_t>(kernels::binOf(v, (*split)[o][0], (*split)[o][1], bins))];
                } else if (f.values.size() < mostFound) {
                    f.values.push_back(v);
                }
            }
        }
    });
    std::vector<Found> out = std::move(byWorker[0]);
    for (std::size_t w = 1; w < byWorker.size(); ++w) {
        for (std::size_t o = 0; o < open.size(); ++o) {
            Found &sum = out[o];
            const Found &f = byWorker[w][o];
            if (f.count > 0) {
                sum.least = sum.count == 0 ? f.least : std::min(sum.least, f.least);
                sum.greatest = sum.count == 0 ? f.greatest : std::max(sum.greatest, f.greatest);
            }
            sum.count += f.count;
            sum.values.insert(sum.values.end(), f.values.begin(), f.values.end());
            for (std::size_t b = 0; b < sum.cell.size(); ++b) {
                sum.cell[b] += f.cell[b];
            }
        }
    }
    return out;
}

} // namespace simulation
