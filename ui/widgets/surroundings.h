// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSettings;
class QWidget;

namespace document {
class Workspace;
}

namespace ui {

// What a widget works with follows from where it stands: a page gives the workspace, a window the place where it remembers things. So a table
// edits the plan of its page and keeps its columns without each page handing both on. Null where nobody around gives one.
void setWorkspaceAround(QWidget *widget, document::Workspace *workspace);
void setSettingsAround(QWidget *widget, QSettings *settings);
document::Workspace *workspaceAround(const QWidget *widget);
QSettings *settingsAround(const QWidget *widget);

} // namespace ui
