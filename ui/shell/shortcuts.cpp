// SPDX-License-Identifier: GPL-3.0-or-later
#include "shortcuts.h"

#include <QAction>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QShortcut>

namespace ui {

namespace {

void collect(const QList<QAction *> &from, QVector<QAction *> &out)
{
    for (QAction *action : from) {
        if (action->menu()) {
            collect(action->menu()->actions(), out);
        } else if (!action->isSeparator()) {
            out << action;
        }
    }
}

} // namespace

QVector<QAction *> menuActions(const QWidget *window)
{
    QVector<QAction *> out;
    if (const auto *bar = window->findChild<QMenuBar *>()) {
        collect(bar->actions(), out);
    }
    return out;
}

QString plainActionText(const QAction *action)
{
    QString text = action->text();
    text.remove(QLatin1Char('&'));
    text.remove(QStringLiteral("…"));
    return text;
}

QVector<ShortcutEntry> shortcutsOf(const QWidget *window)
{
    QVector<ShortcutEntry> out;
    const auto words = [](const QList<QKeySequence> &keys) {
        QStringList list;
        for (const QKeySequence &key : keys) {
            list << key.toString(QKeySequence::NativeText);
        }
        return list.join(QStringLiteral(", "));
    };
    for (const QAction *action : menuActions(window)) {
        if (!action->shortcuts().isEmpty()) {
            out << ShortcutEntry{words(action->shortcuts()), plainActionText(action)};
        }
    }
    for (const QShortcut *shortcut : window->findChildren<QShortcut *>()) {
        if (!shortcut->whatsThis().isEmpty()) {
            out << ShortcutEntry{shortcut->key().toString(QKeySequence::NativeText), shortcut->whatsThis()};
        }
    }
    return out;
}

QVector<ShortcutEntry> innerKeys()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("shortcuts", text); };
    return {{tr("F2, or typing, in a table"), tr("edit the cell; Enter keeps, Esc drops")}, {tr("Ctrl+C, Ctrl+V in a table"), tr("to and from a spreadsheet")},
            {tr("Ctrl+D, Del in a table"), tr("fill down, clear")}, {tr("Ctrl+F in a table"), tr("filter its rows")},
            {tr("Left, Right in a chart"), tr("walk the periods")}, {tr("T in a chart"), tr("its data as a table, and back")},
            {tr("Up, Down in a field"), tr("a step more or less")}, {tr("Esc in a field"), tr("put the kept value back")}};
}

} // namespace ui
