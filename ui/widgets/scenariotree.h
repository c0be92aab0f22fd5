// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"

#include <QSet>
#include <QTreeWidget>

#include <map>

namespace ui {

// The scenarios of a plan under what they inherit from, the baseline at the root. Chosen by selection, set side by side by ticks, renamed in place,
// moved under another one by dragging. It changes nothing itself.
class ScenarioTree : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ScenarioTree(QWidget *parent = nullptr);
    // `fixed`: ticked whatever happens (the chosen one and the one compared with).
    void setPlan(const core::Plan &plan, const QString &chosen, const QSet<QString> &ticked, const QSet<QString> &fixed);
    QString currentId() const; // empty: the baseline
    void renameCurrent();
    int contentHeight() const;

Q_SIGNALS:
    void chosen(const QString &id);
    void ticked(const QString &id, bool on);
    void renamed(const QString &id, const QString &name);
    void moveWanted(const QString &id, const QString &parent);
    void removeWanted(const QString &id);

protected:
    void dropEvent(QDropEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill(const core::Plan &plan, std::map<std::string, int> &counts);
    QTreeWidgetItem *itemOf(const QString &id) const;
    void itemEdited(QTreeWidgetItem *item, int column);
    bool isBelow(const QTreeWidgetItem *item, const QTreeWidgetItem *above) const;

    QString m_shape; // all that the items say
    bool m_filling = false;
};

} // namespace ui
