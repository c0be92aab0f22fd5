// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

#include <QWidget>

namespace ui {

// One page of the rail. It shows what the workspace holds and follows its signals.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(document::Workspace &workspace, QWidget *parent = nullptr) : QWidget(parent), m_workspace(workspace) { setObjectName(QStringLiteral("page")); }
    document::Workspace &workspace() const { return m_workspace; }
    // Brings the editor of this cell (or of its row) into view; false where this page has none.
    virtual bool showCell(const core::Cell &) { return false; }

Q_SIGNALS:
    void cellWanted(const core::Cell &cell);  // to be shown wherever it can be edited
    void messageWanted(const QString &words); // something went otherwise than asked: a sentence, and the next step

private:
    document::Workspace &m_workspace;
};

} // namespace ui
