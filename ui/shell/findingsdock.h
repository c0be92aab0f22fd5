// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

#include <QDockWidget>

class QLabel;
class QListWidget;

namespace ui {

// What the rules found and which statements do not hold: sentence, remedy, article. Activating one leads to the cell that mends it.
class FindingsDock : public QDockWidget
{
    Q_OBJECT

public:
    explicit FindingsDock(QWidget *parent = nullptr);
    void setWorkspace(document::Workspace *workspace); // null: no plan is open
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void cellWanted(const core::Cell &cell);

private:
    void refresh();
    void add(const QString &icon, int tone, const QString &message, const QString &remedy, const QString &article, const core::Cell &cell);

    document::Workspace *m_workspace = nullptr;
    QLabel *m_summary;
    QListWidget *m_list;
    std::vector<core::Cell> m_cells; // by row
};

} // namespace ui
