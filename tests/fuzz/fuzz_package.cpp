// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a package: a package or a sentence, within the limits of memory, and never anything else.
#include "package.h"
#include "planfolder.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t *data, std::size_t size, std::size_t maxSize);

// One time in two what stands inside an entry is changed and packed anew, with a manifest that is right: random bytes would never get past the
// checksums to the readers behind them.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size, std::size_t maxSize, unsigned seed)
{
    const auto package = seed % 2 ? exchange::readPackage({reinterpret_cast<const char *>(data), size}) : core::Result<exchange::Package>(core::Error{});
    if (!package) {
        return LLVMFuzzerMutate(data, size, maxSize);
    }
    exchange::Package changed = *package;
    auto entry = std::next(changed.entries.begin(), static_cast<std::ptrdiff_t>(seed / 2 % changed.entries.size()));
    std::string &bytes = entry->second;
    const std::size_t before = bytes.size();
    bytes.resize(before + 4096);
    bytes.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t *>(bytes.data()), before, bytes.size()));
    const auto packed = exchange::packageBytes(changed);
    if (!packed || packed->size() > maxSize) {
        return LLVMFuzzerMutate(data, size, maxSize);
    }
    std::copy(packed->begin(), packed->end(), data);
    return packed->size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    exchange::ZipLimits limits;
    limits.freeSize = 1 << 20;
    limits.totalSize = 8 << 20;
    const auto package = exchange::readPackage({reinterpret_cast<const char *>(data), size}, limits);
    if (!package) {
        return package.error().message.empty() ? (std::abort(), 0) : 0;
    }
    // Tables inside are read like those from a folder.
    const auto plan = exchange::readPlanFiles([&](const std::string &name) -> std::optional<std::string> {
        const auto entry = package->entries.find("tables/" + name);
        return entry == package->entries.end() ? std::nullopt : std::optional(entry->second);
    });
    if (!plan && plan.error().message.empty()) {
        std::abort();
    }
    return 0;
}
