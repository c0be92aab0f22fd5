// SPDX-License-Identifier: GPL-3.0-or-later
#include "shortcuts.h"

#include "chartview.h"
#include "datatable.h"
#include "flowview.h"
#include "ganttview.h"
#include "mapview.h"
#include "valuefield.h"

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
    QVector<ShortcutEntry> out;
    const std::pair<QString, KeyWords> places[] = {{tr("%1 in a table"), DataTable::keyWords()}, {tr("%1 in a field"), ValueField::keyWords()}, {tr("%1 in a chart"), ChartView::keyWords()},
                                                   {tr("%1 in the flow of money"), FlowView::keyWords()}, {tr("%1 in the timeline"), GanttView::keyWords()}, {tr("%1 on the map"), MapView::keyWords()}};
    for (const auto &[where, words] : places) {
        for (const auto &[keys, what] : words) {
            out << ShortcutEntry{where.arg(keys), what};
        }
    }
    return out;
}

} // namespace ui
