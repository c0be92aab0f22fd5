// SPDX-License-Identifier: GPL-3.0-or-later
#include "wording.h"

#include "text.h"

#include <cmath>
#include <cstdio>

namespace engine {

std::string eurText(double eur)
{
    char buffer[64];
    const double size = std::fabs(eur);
    if (size >= 999.5e6) {
        std::snprintf(buffer, sizeof buffer, "EUR %.2f bn", size / 1e9);
    } else if (size >= 0.05e6) {
        std::snprintf(buffer, sizeof buffer, "EUR %.1f m", size / 1e6);
    } else {
        std::snprintf(buffer, sizeof buffer, "EUR %.0f", size);
    }
    return (eur < 0 ? "−" : "") + std::string(buffer);
}

std::string signedEurText(double eur)
{
    return (eur > 0 ? "+" : "") + eurText(eur);
}

std::string monthText(core::Month month)
{
    static const char *const names[] = {"Jan %1", "Feb %1", "Mar %1", "Apr %1", "May %1", "Jun %1", "Jul %1", "Aug %1", "Sep %1", "Oct %1", "Nov %1", "Dec %1"};
    return core::text(names[month.monthOfYear() - 1], {std::to_string(month.year())});
}

std::string percentText(double fraction)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.1f %%", fraction * 100);
    return buffer;
}

} // namespace engine
