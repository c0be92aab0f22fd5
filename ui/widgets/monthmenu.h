// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <optional>

class QLineEdit;

namespace ui {

// Puts an arrow at the end of a line that takes a month; it, F4 and Alt+Down open a year's months below the line. `now` says the month to begin with, as
// 2027-10; `choose` takes the one chosen.
void giveMonthMenu(QLineEdit *line, const std::function<std::optional<QString>()> &now, const std::function<void(const QString &)> &choose);

} // namespace ui
