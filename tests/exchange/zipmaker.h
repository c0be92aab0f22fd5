// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

// Zip files byte by byte, as no honest program writes them. Entries are stored, not packed.
class ZipMaker
{
public:
    struct Entry
    {
        std::string name;
        std::string data;
        std::uint32_t mode = 0100644;
        std::uint16_t flags = 0;
        std::uint16_t method = 0;
        std::string localName = {};      // empty: as name
        std::int64_t size = -1;          // announced; -1: true
        std::int64_t packedSize = -1;
        std::int64_t crc = -1;
        std::int64_t offset = -1;        // as the directory says
        std::string before = {};         // bytes in front of its local header
        std::uint16_t disk = 0;
    };
    std::vector<Entry> entries;
    std::string prefix;        // in front of all
    std::string beforeDirectory;
    std::string comment;
    int countedEntries = -1;   // in the end record; -1: true
    std::int64_t directoryOffset = -1;
    std::int64_t directorySize = -1;

    static std::uint32_t crc32(const std::string &data)
    {
        std::uint32_t c = 0xffffffffu;
        for (const char ch : data) {
            c ^= static_cast<unsigned char>(ch);
            for (int k = 0; k < 8; ++k) {
                c = c & 1 ? c >> 1 ^ 0xedb88320u : c >> 1;
            }
        }
        return ~c;
    }

    std::string bytes() const
    {
        std::string out = prefix;
        std::string directory;
        for (const Entry &e : entries) {
            out += e.before;
            const auto at = static_cast<std::uint32_t>(out.size());
            const auto crc = static_cast<std::uint32_t>(e.crc < 0 ? crc32(e.data) : e.crc);
            const auto size = static_cast<std::uint32_t>(e.size < 0 ? static_cast<std::int64_t>(e.data.size()) : e.size);
            const auto packed = static_cast<std::uint32_t>(e.packedSize < 0 ? static_cast<std::int64_t>(e.data.size()) : e.packedSize);
            const std::string local = e.localName.empty() ? e.name : e.localName;
            out += four(0x04034b50) + two(20) + two(e.flags) + two(e.method) + four(0x00210000) + four(crc) + four(packed) + four(size) + two(local.size()) + two(0) + local + e.data;
            directory += four(0x02014b50) + two(3 << 8 | 20) + two(20) + two(e.flags) + two(e.method) + four(0x00210000) + four(crc) + four(packed) + four(size) + two(e.name.size()) + two(0) + two(0)
                + two(e.disk) + two(0) + four(e.mode << 16) + four(e.offset < 0 ? at : static_cast<std::uint32_t>(e.offset)) + e.name;
        }
        out += beforeDirectory;
        const auto begin = directoryOffset < 0 ? out.size() : static_cast<std::size_t>(directoryOffset);
        out += directory;
        const auto count = countedEntries < 0 ? entries.size() : static_cast<std::size_t>(countedEntries);
        const auto length = directorySize < 0 ? directory.size() : static_cast<std::size_t>(directorySize);
        return out + four(0x06054b50) + two(0) + two(0) + two(count) + two(count) + four(length) + four(begin) + two(comment.size()) + comment;
    }

private:
    static std::string number(std::uint64_t n, int bytes)
    {
        std::string out;
        for (int i = 0; i < bytes; ++i) {
            out += static_cast<char>(n >> (8 * i) & 0xff);
        }
        return out;
    }
    static std::string two(std::uint64_t n) { return number(n, 2); }
    static std::string four(std::uint64_t n) { return number(n, 4); }
};
