// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace ui {

// The scrolling ground of a page: title, the line beside it that says the finding, room at the right for what the page lets one choose, and the blocks below.
class PageBody : public QScrollArea
{
    Q_OBJECT

public:
    static constexpr int edge = 24;

    PageBody(const QString &title, QWidget *parent);
    QWidget *ground() const { return widget(); }
    QHBoxLayout *head() const { return m_head; }
    QVBoxLayout *column() const { return m_column; }
    void setLead(const QString &words);
    void setBusy(bool busy); // what is shown is being computed anew: greyed, not blanked

private:
    QLabel *m_lead;
    QHBoxLayout *m_head;
    QVBoxLayout *m_column;
};

// Blocks that share the height there is. Their wrapped titles would otherwise ask for the height that they like best.
class PagePanel : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    bool hasHeightForWidth() const override { return false; }
};

} // namespace ui
