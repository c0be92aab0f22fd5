// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan.h"

#include "schema.h"

#include <initializer_list>

namespace core {

namespace {

// Compares parts joined by '/' with a key, without building the joined text. Order: that of the joined texts, byte by byte.
int compareJoined(std::initializer_list<std::string_view> parts, std::string_view key)
{
    bool first = true;
    for (const std::string_view part : parts) {
        if (!first) {
            if (key.empty()) {
                return 1;
            }
            if (key.front() != '/') {
                return static_cast<unsigned char>('/') < static_cast<unsigned char>(key.front()) ? -1 : 1;
            }
            key.remove_prefix(1);
        }
        first = false;
        const int c = part.compare(key.substr(0, part.size()));
        if (c != 0) {
            return c;
        }
        key.remove_prefix(std::min(part.size(), key.size()));
    }
    return key.empty() ? 0 : -1;
}

} // namespace

int PlanSettings::compareKey(std::string_view key) const
{
    return std::to_string(id).compare(key);
}

int Envelope::compareKey(std::string_view key) const
{
    return compareJoined({programme, std::to_string(year)}, key);
}

int Participation::compareKey(std::string_view key) const
{
    return compareJoined({factory, country}, key);
}

int Funding::compareKey(std::string_view key) const
{
    return compareJoined({factory, textOf(costClass), programme}, key);
}

int Override::compareKey(std::string_view key) const
{
    return compareJoined({scenario, entity, row, field}, key);
}

int Citation::compareKey(std::string_view key) const
{
    return compareJoined({entity, row, field, source}, key);
}

Plan::Plan()
{
    PlanSettings settings;
    settings.firstMonth = Month(2025, 1);
    settings.lastMonth = Month(2030, 12);
    plan.insert("1", settings);
}

} // namespace core
