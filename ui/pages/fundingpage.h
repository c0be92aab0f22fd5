// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures.h"
#include "page.h"

class QGridLayout;
class QStackedLayout;

namespace ui {

class Card;
class DataTable;
class EmptyCard;
class FlowView;
class FundingSplit;
class PageBody;
class SegmentedControl;

// Who pays for what, and does it fit the envelopes: programme by year, the flow of money, and who shares what.
class FundingPage : public Page
{
    Q_OBJECT

public:
    explicit FundingPage(document::Workspace &workspace, QWidget *parent = nullptr);
    bool showCell(const core::Cell &cell) override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void refresh() override;

private:
    void buildMatrix();
    void buildFlow();
    void arrange();
    void showTable(bool table);
    void follow(const QString &node);
    engine::Money which() const;
    int room() const; // for the table of envelopes

    PageBody *m_body;
    SegmentedControl *m_which;
    EmptyCard *m_empty;
    Card *m_matrixCard;
    DataTable *m_matrix;
    Card *m_flowCard;
    FlowView *m_flow;
    DataTable *m_flowTable;
    QStackedLayout *m_flowStack = nullptr;
    FundingSplit *m_split;
    QWidget *m_panel;
    QGridLayout *m_grid;
    int m_arranged = -1;
    bool m_matrixFits = true;
};

} // namespace ui
