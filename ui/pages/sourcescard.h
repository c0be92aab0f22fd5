// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card.h"
#include "workspace.h"

class QPushButton;

namespace ui {

class DataTable;

// The sources of the plan: with how many figures each is cited for; they are edited, added and removed here.
class SourcesCard : public Card
{
    Q_OBJECT

public:
    explicit SourcesCard(document::Workspace &workspace, QWidget *parent = nullptr);
    void refresh();
    void showSource(const core::Cell &cell);
    void allowChanges(bool allowed);

Q_SIGNALS:
    void messageWanted(const QString &words);

private:
    void add();
    void remove();

    document::Workspace &m_workspace;
    DataTable *m_sources;
    QPushButton *m_add;
    QPushButton *m_remove;
};

} // namespace ui
