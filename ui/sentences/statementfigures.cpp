// SPDX-License-Identifier: GPL-3.0-or-later
#include "statementfigures.h"

#include "format.h"

namespace ui {

QString statementFigure(const core::Statement &s, double value)
{
    if (s.metric == "total_eur" || s.metric.starts_with("programme_eur:")) {
        return format::eur(value);
    }
    if (s.metric == "union_share") {
        return format::percent(value, 1);
    }
    return s.metric.starts_with("index_") ? format::number(value, 2) + format::thin + QStringLiteral("×") : format::number(value, 0);
}

QString statementClaim(const core::Statement &s)
{
    static const char *const signs[] = {"", "> ", "≥ ", "< ", "≤ "};
    return QString::fromUtf8(signs[static_cast<std::size_t>(s.comparison)]) + statementFigure(s, s.value);
}

} // namespace ui
