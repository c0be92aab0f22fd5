// SPDX-License-Identifier: GPL-3.0-or-later
#include "surroundings.h"

#include "workspace.h"

#include <QSettings>
#include <QVariant>
#include <QWidget>

namespace ui {

namespace {

constexpr const char *workspaceName = "aroundWorkspace";
constexpr const char *settingsName = "aroundSettings";

QObject *nearest(const QWidget *widget, const char *name)
{
    for (const QWidget *w = widget; w; w = w->parentWidget()) {
        if (auto *found = w->property(name).value<QObject *>()) {
            return found;
        }
    }
    return nullptr;
}

} // namespace

void setWorkspaceAround(QWidget *widget, document::Workspace *workspace)
{
    widget->setProperty(workspaceName, QVariant::fromValue<QObject *>(workspace));
}

void setSettingsAround(QWidget *widget, QSettings *settings)
{
    widget->setProperty(settingsName, QVariant::fromValue<QObject *>(settings));
}

document::Workspace *workspaceAround(const QWidget *widget)
{
    return qobject_cast<document::Workspace *>(nearest(widget, workspaceName));
}

QSettings *settingsAround(const QWidget *widget)
{
    return qobject_cast<QSettings *>(nearest(widget, settingsName));
}

} // namespace ui
