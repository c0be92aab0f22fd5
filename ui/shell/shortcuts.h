// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <QWidget>

class QAction;

namespace ui {

// A key and what it does.
struct ShortcutEntry
{
    QString keys, what;
};

// Every action of the window's menus that can be chosen now, those of submenus named after their menu.
QVector<QAction *> menuActions(const QWidget *window);
// An action's words without mnemonic and dots.
QString plainActionText(const QAction *action);
// All keys of a window, from its real actions and shortcuts.
QVector<ShortcutEntry> shortcutsOf(const QWidget *window);

// Keys that tables, charts and fields take themselves while they have the focus.
QVector<ShortcutEntry> innerKeys();

} // namespace ui
