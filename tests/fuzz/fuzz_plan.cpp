// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a plan file: a plan or a sentence; what opens can be read anew and closed. The file lies in a folder of the process's own.
#include "planfile.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace {

// A folder of this process, gone when it ends.
struct Folder
{
    Folder()
    {
        const char *base = std::getenv("TMPDIR");
        path = std::string(base ? base : "/tmp") + "/fuzz_planXXXXXX";
        if (!mkdtemp(path.data())) {
            std::abort();
        }
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;
    std::string path;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Folder folder;
    const std::string path = folder.path + "/plan.aifplan";
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
