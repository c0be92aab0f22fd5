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
        std::vector<std::uint32_t> count; // track-major
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
    void see(int worker, int unit, const Sampler::Work &work, int count, bool first, bool last);
    void seeLane(Seen &seen, std::size_t track, const double *values, int count);
    template<bool atoms>
    std::size_t keep(const Track &track, const double *value, const std::int32_t *bin, int count, std::uint32_t *counts, double *to, std::size_t size) const;
    void refine();
    void merge();
    void resolve();
    void resolveTrack(std::size_t track, std::vector<Narrowed> &open);
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
