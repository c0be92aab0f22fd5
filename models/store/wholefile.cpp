// SPDX-License-Identifier: GPL-3.0-or-later
#include "wholefile.h"

#include "text.h"

#include <sqlite3.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace store {

namespace fs = std::filesystem;
using core::Error;
using core::text;

namespace {

constexpr std::size_t longestNameBytes = 247;  // 255 of the file system less "-journal"
constexpr std::size_t longestPathBytes = 500;  // 512 of SQLite less "-journal"

bool hasRoomForJournal(const fs::path &absolute)
{
    return absolute.filename().string().size() <= longestNameBytes && absolute.string().size() <= longestPathBytes;
}

bool writtenByNobody(const fs::path &path)
{
    std::error_code code;
    const auto may = fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
    const auto perms = fs::status(path, code).permissions();
    return !code && (perms & may) == fs::perms::none;
}

// What an interrupted write of a file of this name left would be played back into the new one.
void removeRemains(const std::string &path)
{
    std::error_code code;
    for (const char *suffix : {"-journal", "-wal", "-shm"}) {
        fs::remove(path + suffix, code);
    }
}

// Removes a half-written file unless it was given its name.
struct PartFile
{
    std::string path;
    ~PartFile()
    {
        std::error_code code;
        fs::remove(path, code);
        removeRemains(path);
    }
};

// The name gets its file, and the folder is told to keep it.
void takeName(const std::string &part, const std::string &path, bool overwrite, bool durable)
{
    std::error_code code;
    if (overwrite || !fs::exists(path, code)) {
        removeRemains(path);
    }
    // A link fails where there is a file already, even one that appeared this moment; not every file system has them.
    if (overwrite || (::link(part.c_str(), path.c_str()) != 0 && errno != EEXIST && !fs::exists(path, code))) {
        fs::rename(part, path);
    } else if (!fs::equivalent(part, path, code)) {
        throw fs::filesystem_error("exists", std::make_error_code(std::errc::file_exists));
    }
    if (durable) {
        const int folder = ::open(fs::absolute(path).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder >= 0) {
            ::fsync(folder);
            ::close(folder);
        }
    }
}

} // namespace

Error sentence(const std::string &path, const StoreError &e)
{
    switch (e.code) {
    case SQLITE_READONLY_DBMOVED:
        return {text("%1 was moved, deleted or replaced by another program. Nothing was changed; save a copy, or open the plan where it is now.", {path})};
    case SQLITE_READONLY_ROLLBACK:
    case SQLITE_READONLY_RECOVERY:
        return {text("A write to %1 was interrupted and has to be taken back first, which needs leave to write. Make the file writable and open it again.", {path})};
    default:
        break;
    }
    switch (e.code & 0xff) {
    case SQLITE_FULL:
        return {text("The disk is full: %1 was not changed. Make room and try again.", {path})};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {text("%1 is being written by another program. Nothing was changed; try again in a moment.", {path})};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {text("%1 cannot be written: it or its folder is read-only. Save a copy elsewhere.", {path})};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {text("%1 is damaged (%2). Nothing was changed; take a copy or an earlier version.", {path, e.what()})};
    case SQLITE_CANTOPEN:
        return {text("%1 cannot be opened; check that the folder exists and may be used, and that name and path are not too long.", {path})};
    case SQLITE_IOERR:
        return {text("The disk did not take or give the data of %1 (%2). What was saved before is kept; try again or save a copy elsewhere.", {path, e.what()})};
    default:
        return {text("%1: %2. Nothing was changed.", {path, e.what()})};
    }
}

bool isWritable(const std::string &path)
{
    std::error_code code;
    const fs::path file = fs::canonical(path, code);
    if (code || !hasRoomForJournal(file)) {
        return false;
    }
    const fs::path folder = file.parent_path();
    return !writtenByNobody(file) && !writtenByNobody(folder) && ::access(file.c_str(), W_OK) == 0 && ::access(folder.c_str(), W_OK) == 0;
}

core::Status WholeFile::write(const std::function<void(Database &)> &fill) const
{
    const fs::path absolute = fs::absolute(path);
    if (!hasRoomForJournal(absolute)) {
        return Error{text("%1: the name or the path is too long; choose a shorter one.", {path})};
    }
    const PartFile beside{(absolute.parent_path() / part).string()};
    try {
        {
            Database db(beside.path, {false, true, vfs, durable});
            fill(db);
        }
        takeName(beside.path, absolute.string(), overwrite, durable);
    } catch (const StoreError &e) {
        return sentence(path, e);
    } catch (const fs::filesystem_error &e) {
        if (e.code() == std::errc::file_exists) {
            return Error{text("%1 exists already; choose another name or remove it first.", {path})};
        }
        return Error{text("%1 cannot be written: %2.", {path, e.code().message()})};
    }
    return core::Done{};
}

} // namespace store
