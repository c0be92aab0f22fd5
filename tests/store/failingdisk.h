// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

#include <cstring>

// A disk that fails when told to: an SQLite VFS over the usual one. Syncs reach no disk, so that tests of many writes are quick.
class FailingDisk
{
public:
    enum Operation { Write = 1, Sync = 2, Truncate = 4, Open = 8, Delete = 16, Read = 32 };
    static constexpr const char *name = "failing-disk";

    static void install()
    {
        s_real = sqlite3_vfs_find(nullptr);
        s_vfs = *s_real;
        s_vfs.pNext = nullptr;
        s_vfs.zName = name;
        s_vfs.szOsFile = static_cast<int>(sizeof(File)) + s_real->szOsFile;
        s_vfs.xOpen = &open;
        s_vfs.xDelete = &remove;
        sqlite3_vfs_register(&s_vfs, 0);
    }
    // The n-th of these operations from now on fails with `code`; all later ones too, unless `once`.
    static void failAt(int n, int operations, int code, bool once)
    {
        s_countdown = n;
        s_operations = operations;
        s_code = code;
        s_once = once;
        s_failed = false;
    }
    static void heal() { s_operations = 0; }
    static bool hasFailed() { return s_failed; }

private:
    struct File
    {
        sqlite3_file base;
        sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
    };
    static sqlite3_file *real(sqlite3_file *file) { return reinterpret_cast<File *>(file)->real(); }

    static bool fails(Operation operation)
    {
        if (!(s_operations & operation) || --s_countdown > 0) {
            return false;
        }
        s_failed = true;
        if (s_once) {
            s_operations = 0;
        }
        return true;
    }
    static int open(sqlite3_vfs *, const char *path, sqlite3_file *file, int flags, int *outFlags)
    {
        std::memset(file, 0, sizeof(File));
        if (fails(Open)) {
            return s_code;
        }
        const int code = s_real->xOpen(s_real, path, real(file), flags, outFlags);
        static const sqlite3_io_methods methods = makeMethods();
        if (real(file)->pMethods) {
            file->pMethods = &methods;
        }
        return code;
    }
    static int remove(sqlite3_vfs *, const char *path, int) { return fails(Delete) ? s_code : s_real->xDelete(s_real, path, 0); }
    static int write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
    {
        if (fails(Write)) {
            real(file)->pMethods->xWrite(real(file), bytes, size / 2, offset); // half of it was taken
            return s_code;
        }
        return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
    }
    static sqlite3_io_methods makeMethods()
    {
        sqlite3_io_methods m{};
        m.iVersion = 1;
        m.xClose = [](sqlite3_file *f) { return real(f)->pMethods->xClose(real(f)); };
        m.xRead = [](sqlite3_file *f, void *to, int size, sqlite3_int64 offset) {
            return fails(Read) ? s_code : real(f)->pMethods->xRead(real(f), to, size, offset);
        };
        m.xWrite = &write;
        m.xTruncate = [](sqlite3_file *f, sqlite3_int64 size) { return fails(Truncate) ? s_code : real(f)->pMethods->xTruncate(real(f), size); };
        m.xSync = [](sqlite3_file *, int) { return fails(Sync) ? s_code : SQLITE_OK; };
        m.xFileSize = [](sqlite3_file *f, sqlite3_int64 *size) { return real(f)->pMethods->xFileSize(real(f), size); };
        m.xLock = [](sqlite3_file *f, int level) { return real(f)->pMethods->xLock(real(f), level); };
        m.xUnlock = [](sqlite3_file *f, int level) { return real(f)->pMethods->xUnlock(real(f), level); };
        m.xCheckReservedLock = [](sqlite3_file *f, int *out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); };
        m.xFileControl = [](sqlite3_file *f, int what, void *about) { return real(f)->pMethods->xFileControl(real(f), what, about); };
        m.xSectorSize = [](sqlite3_file *f) { return real(f)->pMethods->xSectorSize(real(f)); };
        m.xDeviceCharacteristics = [](sqlite3_file *) { return 0; };
        return m;
    }

    inline static sqlite3_vfs *s_real = nullptr;
    inline static sqlite3_vfs s_vfs{};
    inline static int s_countdown = 0;
    inline static int s_operations = 0;
    inline static int s_code = 0;
    inline static bool s_once = false;
    inline static bool s_failed = false;
};
