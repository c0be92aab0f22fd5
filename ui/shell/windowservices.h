// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planfile.h"

#include <QDate>
#include <QString>

#include <functional>

class QSettings;

namespace ui {

// What the windows get from outside: who edits and when, the present, and where they remember things.
struct WindowServices
{
    store::Signature signature;
    QSettings *settings = nullptr;
    std::function<QDate()> today = &QDate::currentDate;
    QString version;
};

} // namespace ui
