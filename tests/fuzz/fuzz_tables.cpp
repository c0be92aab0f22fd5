// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a table: the first line names one of the shipped plan's CSV files, the rest replaces it. A plan or a sentence; a plan that was
// read is written and read again as the same.
#include "planfolder.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

std::map<std::string, std::string> shippedFiles()
{
    std::map<std::string, std::string> out;
    for (const auto &entry : std::filesystem::directory_iterator(AIFP_RESOURCES "/baseline")) {
        std::ifstream file(entry.path(), std::ios::binary);
        out[entry.path().filename().string()] = {std::istreambuf_iterator<char>(file), {}};
    }
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::map<std::string, std::string> shipped = shippedFiles();
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const std::size_t end = std::min(input.find('\n'), input.size());
    std::map<std::string, std::string> files = shipped;
    files[std::string(input.substr(0, end))] = input.substr(std::min(end + 1, input.size()));
    const auto reader = [](const std::map<std::string, std::string> &from) {
        return [&from](const std::string &name) -> std::optional<std::string> {
            const auto file = from.find(name);
            return file == from.end() ? std::nullopt : std::optional(file->second);
        };
    };
    const auto plan = exchange::readPlanFiles(reader(files));
    if (!plan) {
        return plan.error().message.empty() ? (std::abort(), 0) : 0;
    }
    const std::map<std::string, std::string> written = exchange::writePlanFiles(*plan);
    const auto again = exchange::readPlanFiles(reader(written));
    if (!again || exchange::writePlanFiles(*again) != written) {
        std::abort();
    }
    return 0;
}
