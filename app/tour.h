// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QSize>
#include <QString>

namespace ui {
class MainWindow;
}

namespace app {

// Visits every page of the plan open in the window and saves a picture of each: <page>.png, then findings.png and start.png.
core::Status takeTour(ui::MainWindow &window, const QString &folder, const QSize &size);

} // namespace app
