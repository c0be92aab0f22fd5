// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ganttview.h"
#include "page.h"

#include <QDate>
#include <QSet>

class QFrame;
class QGridLayout;
class QLabel;
class QStackedLayout;
class QToolButton;

namespace ui {

class ChartCard;
class DataTable;
class EmptyCard;
class PageBody;

// When does what happen: systems from contract to retirement, to be moved and stretched; what a move changes is shown while it is made.
class TimelinePage : public Page
{
    Q_OBJECT

public:
    TimelinePage(document::Workspace &workspace, const QDate &today, QWidget *parent = nullptr);
    bool showCell(const core::Cell &cell) override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void refresh() override;

private:
    void build();
    QLayout *makeTools();
    void arrange();
    void showTable(bool table);
    void toggleGroup(const QString &id);
    void drag(const QString &id, GanttView::Part part, int months);
    void drop(const QString &id, GanttView::Part part, int months);
    void refreshBubble();
    // The cell that a bar's part is, and its value so many months on.
    core::Cell cellOf(const QString &id, GanttView::Part part) const;
    core::Value movedValue(const core::Cell &cell, int months) const;
    core::Month retirementOf(const QString &id, int more) const;

    QDate m_today;
    QSet<QString> m_folded{QStringLiteral("fleet")};
    PageBody *m_body;
    EmptyCard *m_empty;
    QFrame *m_card;
    GanttView *m_gantt;
    DataTable *m_table;
    QStackedLayout *m_stack = nullptr;
    QToolButton *m_tableButton = nullptr;
    ChartCard *m_index;
    ChartCard *m_payments;
    QGridLayout *m_charts = nullptr;
    int m_arranged = -1;
    bool m_asking = false;     // a preview is being made here
    QString m_refusal;         // why the dragged date cannot be
};

} // namespace ui
