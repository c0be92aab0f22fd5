// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampler.h"

#include "workers.h"

#include <algorithm>
#include <bit>

namespace simulation {

namespace {

class PlanWork : public Sampler::Work
{
public:
    PlanWork(const Program &program, int block) : m_program(program), m_space(program.workspace(block)) {}
    int block() const override { return m_space.block; }
    void draw(std::uint64_t seed, std::int64_t first, int count) override { m_program.draw(m_space, seed, first, count); }
    const double *values(int row) const override { return m_program.values(m_space, m_program.outputs()[static_cast<std::size_t>(row)]); }
    bool hasValue(int row, int lane) const override { return m_program.hasValue(m_space, m_program.outputs()[static_cast<std::size_t>(row)], lane); }

private:
    const Program &m_program;
    Workspace m_space;
};

class DifferenceWork : public Sampler::Work
{
public:
    DifferenceWork(const Program &a, const Program &b, const std::vector<int> &partner, int block)
        : m_partner(partner), m_a(a, block), m_b(b, m_a.block()), m_rows(a.outputs().size() * static_cast<std::size_t>(m_a.block()) * kernels::lanes)
    {
    }
    int block() const override { return m_a.block(); }
    void draw(std::uint64_t seed, std::int64_t first, int count) override
    {
        m_a.draw(seed, first, count);
        m_b.draw(seed, first, count);
        const int padded = (count + kernels::padding - 1) / kernels::padding * kernels::padding;
        const std::size_t size = static_cast<std::size_t>(block()) * kernels::lanes;
        for (std::size_t r = 0; r * size < m_rows.size(); ++r) {
            kernels::differences(m_a.values(static_cast<int>(r)), m_b.values(m_partner[r]), m_rows.data() + r * size, padded);
        }
    }
    const double *values(int row) const override { return m_rows.data() + static_cast<std::ptrdiff_t>(row) * block() * kernels::lanes; }
    bool hasValue(int row, int lane) const override { return m_a.hasValue(row, lane) && m_b.hasValue(m_partner[static_cast<std::size_t>(row)], lane); }

private:
    const std::vector<int> &m_partner;
    PlanWork m_a, m_b;
    AlignedVector<double> m_rows;
};

} // namespace

PlanSampler::PlanSampler(const Program &program) : m_program(program)
{
    for (const Program::Output &o : program.outputs()) {
        Row r;
        r.lanes = o.lanes;
        std::copy(std::begin(o.varies), std::end(o.varies), std::begin(r.varies));
        m_rows.push_back(r);
    }
}

std::unique_ptr<Sampler::Work> PlanSampler::work(int block) const
{
    return std::make_unique<PlanWork>(m_program, block);
}

DifferenceSampler::DifferenceSampler(const Program &a, const Program &b, std::vector<int> partner)
    : m_a(a), m_b(b), m_partner(std::move(partner)), m_rows(PlanSampler(a).rows())
{
    const PlanSampler other(b);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        for (int l = 0; l < kernels::lanes; ++l) {
            m_rows[i].varies[l] = m_rows[i].varies[l] || other.rows()[static_cast<std::size_t>(m_partner[i])].varies[l];
        }
    }
}

std::unique_ptr<Sampler::Work> DifferenceSampler::work(int block) const
{
    return std::make_unique<DifferenceWork>(m_a, m_b, m_partner, block);
}

std::vector<std::unique_ptr<Sampler::Work>> worksFor(const Sampler &sampler, const Sampling &sampling)
{
    const int threads = sampling.threads > 0 ? sampling.threads : Workers::cores();
    const int block = sampling.block <= 0 ? 0 : std::clamp(static_cast<int>(std::bit_floor(static_cast<unsigned>(sampling.block))), kernels::padding, unitDraws);
    std::vector<std::unique_ptr<Sampler::Work>> works;
    // No more than there are units to share out.
    const std::int64_t useful = std::max<std::int64_t>(1, (sampling.draws + unitDraws - 1) / unitDraws);
    for (int i = 0; i < static_cast<int>(std::min<std::int64_t>(threads, useful)); ++i) {
        works.push_back(sampler.work(block));
    }
    return works;
}

std::int64_t drawUnits(std::vector<std::unique_ptr<Sampler::Work>> &works, const Sampling &sampling, const Control &control, std::int64_t first, std::int64_t count,
                       const BlockFunction &block)
{
    const std::int64_t units = (count + unitDraws - 1) / unitDraws;
    std::atomic<std::int64_t> next{0};
    std::atomic<std::int64_t> finished{0};
    const auto enough = [&] { return control.stop.stop_requested() || control.cancel.stop_requested(); };
    Workers::shared().run(static_cast<int>(std::min<std::int64_t>(static_cast<std::int64_t>(works.size()), units)), [&](int worker) {
        Sampler::Work &work = *works[static_cast<std::size_t>(worker)];
        while (!enough()) {
            const std::int64_t unit = next.fetch_add(1);
            if (unit >= units) {
                break;
            }
            const std::int64_t end = std::min(count, (unit + 1) * unitDraws);
            for (std::int64_t d = unit * unitDraws; d < end; d += work.block()) {
                const int size = static_cast<int>(std::min<std::int64_t>(work.block(), end - d));
                work.draw(sampling.seed, first + d, size);
                block(worker, static_cast<int>(unit), work, first + d, size);
            }
            const std::int64_t done = ++finished;
            if (worker == 0 && control.progress) {
                control.progress(first + std::min(count, done * unitDraws), sampling.draws);
            }
        }
    });
    // A unit once begun is finished, and they are begun in order: what is made is a beginning without gaps.
    return std::min(count, finished.load() * unitDraws);
}

} // namespace simulation
