// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawndifference.h"

#include <algorithm>

namespace simulation {

using kernels::lanes;

namespace {

// One figure of one plan in one period, block by block.
class Lane
{
public:
    Lane(const Model &model, int accumulator, int period) : m_program(model, std::span(&accumulator, 1)), m_work(m_program.workspace(unitDraws))
    {
        for (const Program::Output &o : m_program.outputs()) {
            if (o.accumulator == accumulator && period >= o.firstLane && period < o.firstLane + o.lanes) {
                m_output = &o;
                m_lane = period - o.firstLane;
            }
        }
    }
    bool exists() const { return m_output != nullptr; }
    int block() const { return m_work.block; }
    void draw(std::uint64_t seed, std::int64_t first, int count) { m_program.draw(m_work, seed, first, count); }
    bool hasValue() const { return m_program.hasValue(m_work, *m_output, m_lane); }
    double value(int draw) const { return m_program.values(m_work, *m_output)[draw * lanes + m_lane]; }

private:
    Program m_program;
    Workspace m_work;
    const Program::Output *m_output = nullptr;
    int m_lane = 0;
};

} // namespace

std::optional<std::vector<double>> differenceDraws(const Model &a, const Model &b, Figure figure, int period, const Sampling &sampling, const Control &control)
{
    const int ofA = a.find(figure, {});
    const int ofB = b.find(figure, {});
    if (ofA < 0 || ofB < 0 || !(a.periods == b.periods) || period < 0 || period >= a.periods.count()) {
        return std::nullopt;
    }
    Lane first(a, ofA, period);
    Lane second(b, ofB, period);
    if (!first.exists() || !second.exists()) {
        return std::nullopt;
    }
    const std::int64_t draws = std::min(sampling.draws, drawnAtMost);
    const int block = std::min(first.block(), second.block());
    std::vector<double> out;
    out.reserve(static_cast<std::size_t>(draws));
    for (std::int64_t d = 0; d < draws; d += block) {
        const int count = static_cast<int>(std::min<std::int64_t>(block, draws - d));
        first.draw(sampling.seed, d, count);
        second.draw(sampling.seed, d, count);
        if (control.cancel.stop_requested() || (d == 0 && (!first.hasValue() || !second.hasValue()))) {
            return std::nullopt;
        }
        for (int i = 0; i < count; ++i) {
            out.push_back(first.value(i) - second.value(i));
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace simulation
