// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"

#include <QDate>
#include <QVector>

namespace ui {

// A page with its name and icon in the rail.
struct PageEntry
{
    QString id; // stable: names pictures and settings
    QString icon;
    QString name;
    Page *page = nullptr;
};

// The pages of the rail, in its order. The rail shows only what works.
QVector<PageEntry> makePages(document::Workspace &workspace, const QDate &today, QWidget *parent);

} // namespace ui
