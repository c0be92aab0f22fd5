// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

#include <QFrame>

class QAction;
class QComboBox;
class QLabel;
class QToolButton;

namespace ui {

class SegmentedControl;

// Through which scenario the plan is seen, with what it is compared, by which period and prices; undo and redo with the names of what they undo.
class TopBar : public QFrame
{
    Q_OBJECT

public:
    TopBar(document::Workspace &workspace, QAction *undo, QAction *redo, QWidget *parent = nullptr);

    // Less than the layout asks for: where there is no room the labels yield.
    QSize minimumSizeHint() const override { return {640, 48}; }

Q_SIGNALS:
    void searchWanted();
    void helpWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QComboBox *addCombo(const QString &name, int width);
    void addSearch();
    QToolButton *addStep(QAction *action, const QString &icon);
    void fillScenarios();
    void select();
    void showSteps();

    document::Workspace &m_workspace;
    QAction *m_undoAction;
    QAction *m_redoAction;
    QLabel *m_scenarioLabel;
    QComboBox *m_scenario;
    QLabel *m_againstLabel;
    QComboBox *m_against;
    SegmentedControl *m_period;
    SegmentedControl *m_prices;
    QToolButton *m_undo;
    QToolButton *m_redo;
    QToolButton *m_search;
    QToolButton *m_help;
};

} // namespace ui
