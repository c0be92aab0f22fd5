// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a package: a package or a sentence, within the limits of memory, and never anything else.
#include "package.h"
#include "planfolder.h"

#include <cstdint>
#include <cstdlib>

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
