// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit.h"
#include "workspace.h"

#include <QDockWidget>

class QLabel;
class QListWidget;

namespace ui {

// What the rules found and which statements do not hold: sentence, remedy, article. Activating one leads to the cell that mends it; where one
// stroke mends it, the last line offers that (click, or Ctrl+Enter).
class FindingsDock : public QDockWidget
{
    Q_OBJECT

public:
    explicit FindingsDock(QWidget *parent = nullptr);
    void setWorkspace(document::Workspace *workspace); // null: no plan is open
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void cellWanted(const core::Cell &cell);
    void failed(const QString &words);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Entry
    {
        QString icon;
        int tone = 0;
        QString message, remedy, article, law;
        core::Cell cell;
        std::optional<core::Edit> mend = {};
    };
    void refresh();
    void add(Entry entry);
    Entry entryOf(const engine::Finding &finding) const;
    void mend(int row);

    document::Workspace *m_workspace = nullptr;
    QLabel *m_summary;
    QListWidget *m_list;
    std::vector<Entry> m_entries; // by row
};

} // namespace ui
