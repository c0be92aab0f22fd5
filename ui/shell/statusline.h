// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

#include <QStatusBar>

class QLabel;
class QProgressBar;
class QToolButton;

namespace ui {

// What is happening, and how many findings there are; each count opens them.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);
    void setWorkspace(document::Workspace *workspace); // null: no plan is open
    void setProgress(const QString &what, double done); // of 1; negative: over

Q_SIGNALS:
    void findingsWanted();

private:
    QToolButton *addCount();
    void refresh();
    void refreshState();

    document::Workspace *m_workspace = nullptr;
    QLabel *m_state;
    QProgressBar *m_progress;
    QToolButton *m_errors, *m_warnings, *m_notes, *m_statements, *m_findings;
};

} // namespace ui
