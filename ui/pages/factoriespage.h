// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "factorytables.h"
#include "page.h"

class QCheckBox;
class QGridLayout;
class QLineEdit;
class QPushButton;

namespace ui {

class AddFactoryPanel;
class Card;
class ChartCard;
class DataTable;
class FactoryActions;
class FactoryFormCard;
class FactorySharesCard;
class PageBody;

// What is in a factory, and what if it changes: all factories in a table, and for the chosen one its systems, participants, shares and cost
// lines, with its hours and its money beside them, moving as one types or drags.
class FactoriesPage : public Page
{
    Q_OBJECT

public:
    explicit FactoriesPage(document::Workspace &workspace, QWidget *parent = nullptr);
    bool showCell(const core::Cell &cell) override;
    QString factory() const { return QString::fromStdString(m_factory); } // the chosen one; empty: there is none
    void choose(const std::string &factory);
    AddFactoryPanel *addPanel() const { return m_add; }
    QPushButton *addButton() const { return m_addButton; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void refresh() override;

private:
    void makeHead();
    void build();
    void arrange();
    void refreshTable();
    void refreshCharts();
    bool workspaceHas(const QString &factory) const;
    void include(const std::string &factory);
    void connectActions();
    void showAddPanel(bool shown);
    void refreshAddPanel();
    void takeSelection();
    void offerParticipants(const QPoint &at);
    void offerPayers(const std::string &costClass, const QPoint &at);
    void remove(const QString &entity, const QString &row);
    void lead(const core::Cell &cell); // to its field on this page
    void takeCell();

    FactoriesView m_view;
    std::string m_factory;
    std::vector<std::string> m_chosen; // rows selected together; usually the factory alone
    core::Cell m_wanted; // to be shown once the page is seen
    PageBody *m_body;
    QLineEdit *m_filter;
    QCheckBox *m_others;
    DataTable *m_table;
    FactoryFormCard *m_form;
    FactorySharesCard *m_shares;
    ChartCard *m_hours;
    ChartCard *m_money;
    Card *m_empty;
    AddFactoryPanel *m_add;
    QPushButton *m_addButton;
    FactoryActions *m_actions;
    QWidget *m_tableCard = nullptr;
    QWidget *m_charts = nullptr;
    QWidget *m_panel = nullptr;
    QGridLayout *m_grid = nullptr;
    int m_arranged = -1;
};

} // namespace ui
