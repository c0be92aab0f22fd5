// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <new>
#include <vector>

namespace simulation {

// Memory that begins on a cache line, as the kernels want it.
template<typename T>
struct LineAllocator
{
    using value_type = T;
    LineAllocator() = default;
    template<typename U>
    LineAllocator(const LineAllocator<U> &)
    {
    }
    T *allocate(std::size_t n) { return static_cast<T *>(::operator new(n * sizeof(T), std::align_val_t(64))); }
    void deallocate(T *p, std::size_t) { ::operator delete(p, std::align_val_t(64)); }
    bool operator==(const LineAllocator &) const { return true; }
};

template<typename T>
using AlignedVector = std::vector<T, LineAllocator<T>>;

} // namespace simulation
