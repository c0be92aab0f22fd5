// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database.h"
#include "result.h"

#include <functional>

namespace store {

// SQLite's reason in the words of somebody who wants to know what to do.
core::Error sentence(const std::string &path, const StoreError &e);

// May the file be written, its journal beside it too? Asks for permissions, not for locks.
bool isWritable(const std::string &path);

// Writes a plan file whole or not at all: `fill` gets an empty database beside it, which takes the file's name when it is complete.
struct WholeFile
{
    std::string path;
    std::string part; // a name that nobody else uses, without folder
    bool overwrite = false;
    const char *vfs = nullptr;
    bool durable = true;

    core::Status write(const std::function<void(Database &)> &fill) const;
};

} // namespace store
