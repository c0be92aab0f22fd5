// SPDX-License-Identifier: GPL-3.0-or-later
#include "zipscan.h"

#include "text.h"
#include "value.h"

#include <algorithm>
#include <set>

namespace exchange {

using core::Error;
using core::text;

namespace {

constexpr std::uint32_t localSignature = 0x04034b50;
constexpr std::uint32_t directorySignature = 0x02014b50;
constexpr std::uint32_t endSignature = 0x06054b50;
constexpr std::uint32_t descriptorSignature = 0x08074b50;
constexpr std::size_t localSize = 30;
constexpr std::size_t directorySize = 46;
constexpr std::size_t endSize = 22;
constexpr unsigned encryptedFlags = 0x0001 | 0x0040 | 0x2000;
constexpr unsigned descriptorFlag = 0x0008;
constexpr unsigned unixSystem = 3;
constexpr unsigned fileTypeMask = 0170000;
constexpr unsigned regularFile = 0100000;
constexpr unsigned folderType = 0040000;

// Little-endian numbers out of the file; the caller has made sure that they lie inside.
class Bytes
{
public:
    explicit Bytes(std::string_view bytes) : m_bytes(bytes) {}
    std::size_t size() const { return m_bytes.size(); }
    bool holds(std::uint64_t at, std::uint64_t length) const { return at <= m_bytes.size() && length <= m_bytes.size() - at; }
    std::uint32_t number(std::size_t at, int bytes) const
    {
        std::uint32_t n = 0;
        for (int i = bytes - 1; i >= 0; --i) {
            n = n << 8 | static_cast<unsigned char>(m_bytes[at + static_cast<std::size_t>(i)]);
        }
        return n;
    }
    std::uint32_t two(std::size_t at) const { return number(at, 2); }
    std::uint32_t four(std::size_t at) const { return number(at, 4); }
    std::string_view part(std::size_t at, std::size_t length) const { return m_bytes.substr(at, length); }

private:
    std::string_view m_bytes;
};

// An entry with its place in the file.
struct Placed
{
    ZipEntry entry;
    std::uint64_t begin = 0;     // of its local header
    std::uint64_t dataEnd = 0;   // where its packed bytes end
    bool descriptor = false;     // 12 or 16 bytes follow
    bool folder = false;         // an empty entry whose name ends with '/', as other programs write
};

Error damaged(std::string_view what)
{
    return {text("The package is damaged: %1.", {what})};
}

// A name in the form in which two names that a file system takes for one are equal.
std::string folded(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

core::Status checkPart(std::string_view name, std::string_view part)
{
    if (part.empty() || part == "." || part == "..") {
        return Error{text("The package has an entry '%1' whose path leads elsewhere.", {name})};
    }
    if (part.back() == '.' || part.back() == ' ') {
        return Error{text("The package has an entry '%1' that not every system can write.", {name})};
    }
    std::string stem = folded(part.substr(0, part.find('.')));
    const bool device = stem == "con" || stem == "prn" || stem == "aux" || stem == "nul"
        || (stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9');
    if (device) {
        return Error{text("The package has an entry '%1' that names a device.", {name})};
    }
    return core::Done{};
}

// Letters, digits and a few marks: whatever else stands in a name is no package's.
core::Status checkName(std::string_view name, const ZipLimits &limits)
{
    const bool clean = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("._-+/").find(c) != std::string_view::npos;
    });
    if (name.empty() || name.size() > limits.nameLength) {
        return Error{text("The package has an entry whose name has %1 characters; at most %2 are possible.", {std::to_string(name.size()), std::to_string(limits.nameLength)})};
    }
    if (name.front() == '/' || name.find('\\') != std::string_view::npos || name.find(':') != std::string_view::npos) {
        return Error{text("The package has an entry with an absolute or foreign path.")};
    }
    if (!clean) {
        return Error{text("The package has an entry whose name has characters that no package uses.")};
    }
    if (std::count(name.begin(), name.end(), '/') > limits.depth) {
        return Error{text("The package has an entry '%1' too many folders deep.", {name})};
    }
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t slash = std::min(name.find('/', at), name.size());
        const core::Status part = checkPart(name, name.substr(at, slash - at));
        if (!part) {
            return part;
        }
        at = slash + 1;
    }
    return core::Done{};
}

// Where the end record stands: at the very end, without a comment, so that nothing hides behind it.
core::Result<std::size_t> findEnd(const Bytes &b)
{
    if (b.size() < endSize || b.four(0) != localSignature) {
        const bool zip = b.size() >= 4 && (b.four(0) == endSignature);
        return zip ? Error{text("The package is empty.")} : Error{text("This is not a package: it is of another kind, encrypted or damaged.")};
    }
    const std::size_t at = b.size() - endSize;
    if (b.four(at) != endSignature || b.two(at + 20) != 0) {
        return Error{text("The package is cut off, or something is attached to its end. Take it from where it came once more.")};
    }
    return at;
}

core::Result<Placed> readDirectoryEntry(const Bytes &b, std::size_t &at, std::size_t directoryEnd, const ZipLimits &limits)
{
    if (at + directorySize > directoryEnd || b.four(at) != directorySignature) {
        return damaged(text("its directory is not whole"));
    }
    const std::size_t nameLength = b.two(at + 28);
    const std::size_t extra = b.two(at + 30);
    const std::size_t comment = b.two(at + 32);
    if (at + directorySize + nameLength + extra + comment > directoryEnd) {
        return damaged(text("its directory is not whole"));
    }
    Placed p;
    p.entry.name = std::string(b.part(at + directorySize, nameLength));
    p.folder = p.entry.name.size() > 1 && p.entry.name.back() == '/' && b.four(at + 24) == 0;
    const core::Status name = checkName(std::string_view(p.entry.name).substr(0, nameLength - (p.folder ? 1 : 0)), limits);
    if (!name) {
        return name.error();
    }
    const unsigned system = b.two(at + 4) >> 8;
    const unsigned flags = b.two(at + 8);
    const unsigned method = b.two(at + 10);
    p.entry.crc = b.four(at + 16);
    p.entry.packedSize = b.four(at + 20);
    p.entry.size = b.four(at + 24);
    p.begin = b.four(at + 42);
    p.descriptor = (flags & descriptorFlag) != 0;
    const unsigned mode = b.four(at + 38) >> 16;
    if (flags & encryptedFlags) {
        return Error{text("The package's entry '%1' is encrypted; packages are not.", {p.entry.name})};
    }
    if (method != 0 && method != 8) {
        return Error{text("The package's entry '%1' is packed in a way that packages do not use.", {p.entry.name})};
    }
    if (system == unixSystem && (mode & fileTypeMask) != 0 && (mode & fileTypeMask) != (p.folder ? folderType : regularFile)) {
        return Error{text("The package's entry '%1' is a link or another special file.", {p.entry.name})};
    }
    if (b.two(at + 34) != 0 || p.entry.size == 0xffffffff || p.entry.packedSize == 0xffffffff || p.begin == 0xffffffff) {
        return Error{text("The package is larger than packages are, or in several parts.")};
    }
    if (method == 0 && p.entry.size != p.entry.packedSize) {
        return damaged(text("the sizes of '%1' contradict each other", {p.entry.name}));
    }
    at += directorySize + nameLength + extra + comment;
    return p;
}

// The local header says the same as the directory.
core::Status readLocalHeader(const Bytes &b, Placed &p, std::size_t directoryBegin)
{
    const std::string &name = p.entry.name;
    if (!b.holds(p.begin, localSize) || p.begin + localSize > directoryBegin || b.four(static_cast<std::size_t>(p.begin)) != localSignature) {
        return damaged(text("'%1' is not where the directory says", {name}));
    }
    const auto at = static_cast<std::size_t>(p.begin);
    const std::size_t nameLength = b.two(at + 26);
    const std::uint64_t data = p.begin + localSize + nameLength + b.two(at + 28);
    p.dataEnd = data + p.entry.packedSize;
    if (p.dataEnd > directoryBegin) {
        return damaged(text("'%1' is cut off", {name}));
    }
    const bool sameName = b.part(at + localSize, nameLength) == name;
    const bool sameSizes = p.descriptor || (b.four(at + 14) == p.entry.crc && b.four(at + 18) == p.entry.packedSize && b.four(at + 22) == p.entry.size);
    if (!sameName || !sameSizes || (b.two(at + 6) & encryptedFlags) != 0) {
        return damaged(text("'%1' contradicts the directory", {name}));
    }
    return core::Done{};
}

core::Status checkLayout(const Bytes &b, std::vector<Placed> placed, std::size_t directoryBegin)
{
    std::sort(placed.begin(), placed.end(), [](const Placed &a, const Placed &c) { return a.begin < c.begin; });
    std::uint64_t end = 0;
    bool descriptor = false;
    const auto closes = [&](std::uint64_t next) {
        const std::uint64_t gap = next - end;
        return gap == 0 || (descriptor && (gap == 12 || (gap == 16 && b.four(static_cast<std::size_t>(end)) == descriptorSignature)));
    };
    for (const Placed &p : placed) {
        if (p.begin < end) {
            return Error{text("The package's entries overlap at '%1'.", {p.entry.name})};
        }
        if (!closes(p.begin)) {
            return Error{text("The package holds something before '%1' that its directory does not list.", {p.entry.name})};
        }
        end = p.dataEnd;
        descriptor = p.descriptor;
    }
    if (!closes(directoryBegin)) {
        return Error{text("The package holds something before its directory that the directory does not list.")};
    }
    return core::Done{};
}

core::Status checkSizes(const std::vector<Placed> &placed, std::size_t packageSize, const ZipLimits &limits)
{
    std::uint64_t total = 0;
    std::set<std::string> names;
    for (const Placed &p : placed) {
        if (p.entry.size > limits.entrySize) {
            return Error{text("The package's entry '%1' is larger than %2 bytes.", {p.entry.name, std::to_string(limits.entrySize)})};
        }
        if (!names.insert(folded(p.entry.name)).second) {
            return Error{text("The package has two entries '%1', or two that differ in capitals only.", {p.entry.name})};
        }
        total += p.entry.size;
    }
    for (const std::string &name : names) { // a file and a folder of one name
        const auto next = name.back() == '/' ? names.end() : names.upper_bound(name + '/');
        if ((next != names.end() && next->starts_with(name + '/')) || (name.back() != '/' && names.count(name + '/'))) {
            return Error{text("The package has '%1' as a file and as a folder.", {name})};
        }
    }
    if (total > limits.totalSize || (total > limits.freeSize && total / limits.ratio > packageSize)) {
        return Error{text("The package would unpack to %1 bytes from %2; that is no plan.", {std::to_string(total), std::to_string(packageSize)})};
    }
    return core::Done{};
}

} // namespace

core::Result<std::vector<ZipEntry>> scanZip(std::string_view bytes, const ZipLimits &limits)
{
    const Bytes b(bytes);
    const auto end = findEnd(b);
    if (!end) {
        return end.error();
    }
    const std::size_t count = b.two(*end + 10);
    const std::size_t size = b.four(*end + 12);
    const std::size_t begin = b.four(*end + 16);
    if (b.two(*end + 4) != 0 || b.two(*end + 6) != 0 || b.two(*end + 8) != count || count == 0xffff) {
        return Error{text("The package is larger than packages are, or in several parts.")};
    }
    if (count > limits.entries) {
        return Error{text("The package has %1 entries; at most %2 are possible.", {std::to_string(count), std::to_string(limits.entries)})};
    }
    if (begin > *end || *end - begin != size) {
        return damaged(text("its directory is not where its end says"));
    }
    std::vector<Placed> placed;
    std::size_t at = begin;
    for (std::size_t i = 0; i < count; ++i) {
        auto p = readDirectoryEntry(b, at, *end, limits);
        if (!p) {
            return p.error();
        }
        const core::Status local = readLocalHeader(b, *p, begin);
        if (!local) {
            return local.error();
        }
        placed.push_back(std::move(*p));
    }
    if (at != *end) {
        return damaged(text("its directory has more than it counts"));
    }
    core::Status ok = checkSizes(placed, bytes.size(), limits);
    if (ok) {
        ok = checkLayout(b, placed, begin);
    }
    if (!ok) {
        return ok.error();
    }
    std::vector<ZipEntry> out;
    for (Placed &p : placed) {
        if (!p.folder) {
            out.push_back(std::move(p.entry));
        }
    }
    return out;
}

} // namespace exchange
