// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a plan file: a plan or a sentence; what opens can be read anew and closed. The file lies in a folder of the process's own.
#include "planfile.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace {

const std::string &folder()
{
    static const std::string path = [] {
        const char *base = std::getenv("TMPDIR");
        std::string name = std::string(base ? base : "/tmp") + "/fuzz_planXXXXXX";
        if (!mkdtemp(name.data())) {
            std::abort();
        }
        std::atexit([] { std::filesystem::remove_all(folder()); });
        return name;
    }();
    return path;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string path = folder() + "/plan.aifplan";
    std::FILE *file = std::fopen(path.c_str(), "wb");
    if (!file || std::fwrite(data, 1, size, file) != size) {
        std::abort();
    }
    std::fclose(file);
    store::FileOptions options;
    options.durable = false;
    auto opened = store::PlanFile::open(path, options, true);
    if (!opened && opened.error().message.empty()) {
        std::abort();
    }
    if (opened && !(*opened)->reload()) {
        std::abort(); // what could be read once can be read again
    }
    return 0;
}
