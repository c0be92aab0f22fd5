// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planfile.h"

#include <QDate>
#include <QString>

#include <functional>

class QSettings;

namespace document {
class Workspace;
}

namespace ui {

// Called while a report is written: how much is done, of 1. False: stop.
using WriteProgress = std::function<bool(double done)>;

// What the windows get from outside: who edits and when, the present, where they remember things, and how a report is written.
struct WindowServices
{
    store::Signature signature;
    QSettings *settings = nullptr;
    std::function<QDate()> today = &QDate::currentDate;
    // Writes the board report of what the workspace shows; what is left to say of it, or nothing. Empty: this program has no reports.
    std::function<core::Result<QString>(const document::Workspace &workspace, const QString &path, const WriteProgress &progress)> writeReport;
    QString version;
};

} // namespace ui
