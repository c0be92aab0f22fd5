// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace exchange {

// One entry as a zip file's directory lists it.
struct ZipEntry
{
    std::string name;
    std::uint64_t packedSize = 0;
    std::uint64_t size = 0;
    std::uint32_t crc = 0;
};

// What a package may be at most; a plan of 1,000 factories stays far below.
struct ZipLimits
{
    std::size_t entries = 4000;
    std::uint64_t entrySize = 256u << 20;
    std::uint64_t totalSize = 512u << 20;
    std::uint64_t ratio = 200;           // of unpacked to packed size in all
    std::uint64_t freeSize = 16u << 20;  // below which no ratio is asked
    std::size_t nameLength = 200;
    int depth = 4; // folders in folders
};

// The files in a zip file, in its directory's order; folders are passed over. Reads the structure without unpacking anything, and refuses what
// a package never has and an attack may have: paths that lead elsewhere, links, names that fall together, encrypted or overlapping entries,
// bytes that the directory does not list, bombs, spans and 64-bit records. The file is untrusted. Message: what is wrong, and with which entry.
core::Result<std::vector<ZipEntry>> scanZip(std::string_view bytes, const ZipLimits &limits = {});

} // namespace exchange
