// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "statistics.h"

#include <span>

namespace simulation {

// One call of sample(): a first look at some draws that places the bins, then rounds of ever more draws; between rounds the bins that can still
// hold a quantile become fewer.
class SampleRun
{
public:
    SampleRun(const Sampler &sampler, const Sampling &sampling, const Control &control);
    std::optional<SampleResult> run();

private:
    static constexpr int bins = 512; // and one below, one above
    static constexpr int cells = bins + 2;
    static constexpr std::int64_t pilotDraws = 4 * unitDraws;
    static constexpr int seenAtOnce = 64; // draws of a row whose values, bins and counts stay in the first cache
    // A bin's count of a round, and above it whether the bin is wanted: one visit for both.
    static constexpr std::uint32_t wantedBit = 0x8000'0000u;

    // Numbers that grow without being set to zero first: most of the room is written once.
    struct Kept
    {
        std::unique_ptr<double[]> values;
        std::size_t room = 0;
        std::size_t size = 0;
        bool full = false;
        void makeRoom(std::size_t more);
        std::span<const double> all() const { return {values.get(), size}; }
    };
    // What all threads know of one figure.
    struct Track
    {
        int row = 0, lane = 0;
        double low = 0, scale = 0, centre = 0;
        double sum = 0, squares = 0; // of differences from the centre
        bool hasAtoms = false;       // in any bin
        bool complete = true;        // every value in a wanted bin was kept, or is the bin's atom
        std::vector<std::uint8_t> wanted;  // by bin
        std::vector<double> atom;          // by bin: the one value that occurs again and again; NaN
        std::vector<std::uint64_t> count;  // by bin
        Kept kept;                         // values in wanted bins but their atoms, of all rounds but the last
        Summary summary;
    };
    // What one thread has seen in a round.
    struct Seen
    {
        std::vector<kernels::LaneStatistics> rows;
        AlignedVector<std::int32_t> bins;
        std::vector<std::uint32_t> count; // track-major, with wantedBit
        std::vector<Kept> kept;
    };
    // A quantile that is still unknown lies in the bin of each of these.
    struct Narrowed
    {
        std::size_t track = 0;
        int probability = 0;
        std::int64_t rank = 0; // from 1, among the values in the last bin
        std::vector<std::array<double, 3>> within; // low, scale, bin
    };
    struct Found
    {
        std::vector<double> values;
        std::int64_t count = 0;
        double least = 0, greatest = 0;
        std::vector<std::int64_t> cell;
    };

    bool pilot();
    void place(Track &track, const double *values, int count);
    void chooseAtoms(Track &track, const std::vector<double> &sorted);
    void chooseWanted(Track &track, double n) const;
    bool round(std::int64_t first, std::int64_t count);
    // Draws of a unit, which begin or end it.
    struct Part
    {
        int unit = 0;
        int count = 0;
        bool first = false, last = false;
    };
    void see(Seen &seen, const Sampler::Work &work, const Part &part);
    void seeLane(Seen &seen, std::size_t track, const double *values, int count);
    void prepareRound(std::int64_t count);
    template<bool atoms>
    std::size_t keep(const Track &track, const double *value, const std::int32_t *bin, int count, std::uint32_t *counts, double *to, std::size_t size) const;
    std::size_t keepWanted(const Track &track, std::span<const double> values, double *to) const;
    void refine();
    void merge();
    void resolve();
    void resolveTrack(std::size_t track, std::vector<Narrowed> &open);
    void collectHeld(const Track &track, std::span<const double> kept, const std::vector<std::int8_t> &holds, std::array<std::vector<double>, probabilityCount> &values) const;
    bool resolveAgain(std::vector<Narrowed> open);
    std::vector<Found> collect(const std::vector<Narrowed> &open, const std::vector<std::array<double, 2>> *split);
    bool isWithin(const Narrowed &n, double value) const;
    void eachTrack(const std::function<void(std::size_t track)> &work);
    SampleResult result() const;

    const Sampler &m_sampler;
    Sampling m_sampling;
    const Control &m_control;
    std::vector<std::unique_ptr<Sampler::Work>> m_works;
    std::vector<Track> m_tracks;
    std::vector<std::array<int, kernels::lanes>> m_trackOf; // by row and lane; -1: does not vary
    std::vector<std::array<std::optional<double>, kernels::lanes>> m_constants;
    std::vector<Seen> m_seen;
    std::vector<std::array<double, 2>> m_unitSums; // unit-major, by track
    std::size_t m_keptEach = 0;                    // numbers that a thread may keep for a track
    std::int64_t m_draws = 0;                      // made
};

} // namespace simulation
