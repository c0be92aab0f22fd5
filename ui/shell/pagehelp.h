// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ui {

// What a page answers and how it is used, as rich text; by the page's id. Never empty.
QString pageHelp(const QString &id);

} // namespace ui
