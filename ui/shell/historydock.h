// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plandocument.h"

#include <QDockWidget>

class QPushButton;
class QTreeWidget;

namespace ui {

// The log of a plan, newest first: who did what and when, with the way back.
class HistoryDock : public QDockWidget
{
    Q_OBJECT

public:
    explicit HistoryDock(QWidget *parent = nullptr);
    void setDocument(document::PlanDocument *document); // null: no plan is open

Q_SIGNALS:
    void failed(const QString &words);

private:
    void refresh();
    void goBack();

    document::PlanDocument *m_document = nullptr;
    QTreeWidget *m_list;
    QPushButton *m_back;
};

} // namespace ui
