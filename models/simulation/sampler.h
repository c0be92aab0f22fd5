// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "program.h"

#include <atomic>
#include <functional>
#include <stop_token>

namespace simulation {

// How a simulation is run. Results depend on draws and seed alone.
struct Sampling
{
    std::int64_t draws = 10'000;
    std::uint64_t seed = 1;
    int threads = 0;                    // 0: one for each core
    int block = 0;                      // draws side by side; 0: as many as fit the cache
    std::size_t keptNumbers = 40 << 20; // that may be kept for exact quantiles; with fewer, draws are made again for them
};

// How a simulation that runs is spoken to, from any thread.
struct Control
{
    std::stop_token cancel; // give up: no results
    std::stop_token stop;   // enough: results of the draws made so far
    // Draws made, of draws asked for; called now and then on the thread that called.
    std::function<void(std::int64_t done, std::int64_t of)> progress;
};

// Something of which rows of eight figures can be drawn: a plan, or the difference of two.
class Sampler
{
public:
    struct Row
    {
        int lanes = 0; // that exist
        bool varies[kernels::lanes] = {};
    };
    // What one thread needs.
    class Work
    {
    public:
        virtual ~Work() = default;
        virtual int block() const = 0;
        virtual void draw(std::uint64_t seed, std::int64_t first, int count) = 0;
        virtual const double *values(int row) const = 0; // [draw][lanes]
        virtual bool hasValue(int row, int lane) const = 0;
    };
    virtual ~Sampler() = default;
    virtual const std::vector<Row> &rows() const = 0;
    virtual std::unique_ptr<Work> work(int block) const = 0;
};

// The outputs of a program.
class PlanSampler : public Sampler
{
public:
    explicit PlanSampler(const Program &program);
    const std::vector<Row> &rows() const override { return m_rows; }
    std::unique_ptr<Work> work(int block) const override;

private:
    const Program &m_program;
    std::vector<Row> m_rows;
};

// The outputs of a program less those of another, draw by draw: a row of uncertainty that both plans have draws alike in both.
class DifferenceSampler : public Sampler
{
public:
    // partner[i]: output of b that is taken from output i of a.
    DifferenceSampler(const Program &a, const Program &b, std::vector<int> partner);
    const std::vector<Row> &rows() const override { return m_rows; }
    std::unique_ptr<Work> work(int block) const override;

private:
    const Program &m_a, &m_b;
    std::vector<int> m_partner;
    std::vector<Row> m_rows;
};

// Makes draws first ... first + count - 1 in units, shared out over the threads; `first` is a multiple of unitDraws. For each block of draws
// `block(worker, unit, work, first draw of it, count)`; units count from 0 in this call. Returns the number of draws made: all of them, or up to
// a unit when `stop` says so; every draw before that has been made.
using BlockFunction = std::function<void(int worker, int unit, const Sampler::Work &work, std::int64_t firstDraw, int count)>;
std::int64_t drawUnits(std::vector<std::unique_ptr<Sampler::Work>> &works, const Sampling &sampling, const Control &control, std::int64_t first, std::int64_t count,
                       const BlockFunction &block);
// One work for each thread.
std::vector<std::unique_ptr<Sampler::Work>> worksFor(const Sampler &sampler, const Sampling &sampling);

} // namespace simulation
