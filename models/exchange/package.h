// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"
#include "zipscan.h"

#include <map>
#include <string>

namespace exchange {

// The contents of a package (.aifpack), a zip file: path and bytes of each entry but the manifest, and what the manifest says beside them.
struct Package
{
    std::string title;
    std::string fingerprint; // of the plan inside
    std::map<std::string, std::string> entries;

    bool operator==(const Package &) const = default;
};

inline constexpr const char *packagePlanName = "plan.aifplan";

// The bytes of a package: entries by name, the manifest with size and SHA-256 of each first. The same contents give the same bytes.
core::Result<std::string> packageBytes(const Package &package);

// Takes a package apart in memory; nothing is written anywhere. Untrusted bytes: structure as scanZip checks it, every entry named in the manifest
// and no other, sizes and SHA-256 as it says, no packages inside packages.
core::Result<Package> readPackage(std::string_view bytes, const ZipLimits &limits = {});

} // namespace exchange
