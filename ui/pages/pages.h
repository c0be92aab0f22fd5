// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"

#include <QDate>
#include <QVector>

#include <functional>

namespace ui {

// A page with its name and icon in the rail, made when it is first needed.
struct PageEntry
{
    QString id; // stable: names pictures and settings
    QString icon;
    QString name;
    std::function<Page *(QWidget *parent)> make;
    Page *page = nullptr;
};

// The pages of the rail, in its order. The rail shows only what works. `today` marks the present.
QVector<PageEntry> allPages(document::Workspace &workspace, const QDate &today);

} // namespace ui
