// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "risktables.h"
#include "workspace.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QTimer;

namespace ui {

class Card;
class DataTable;
class TextField;
class UncertaintyForm;

// What is uncertain in the plan: the rows, the chosen one with its distribution, the drivers that rows share, and the spreads that assumptions and
// disagreeing sources suggest. Rows are added and removed in the baseline; their values are those of the chosen scenario.
class UncertaintyEditor : public QWidget
{
    Q_OBJECT

public:
    explicit UncertaintyEditor(document::Workspace &workspace, QWidget *parent = nullptr);
    void setBeside(QWidget *chart); // stands beside the distribution, so that both are seen while it is dragged
    void refresh();
    bool showCell(const core::Cell &cell); // of a row of uncertainty, or one that such a row speaks of
    void add();
    void takeAll();
    int proposals() const { return static_cast<int>(m_proposed.size()); }
    bool hasHeightForWidth() const override { return false; }

Q_SIGNALS:
    void refused(const QString &reason);
    void noted(const QString &words);
    void proposalsChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildRows();
    void buildProposals();
    void buildDrivers();
    void arrange();
    void showRow(); // that the table has chosen
    void refreshProposals();
    void refreshButtons();
    const core::Uncertainty *chosen() const;
    void perform(const core::Edit &edit, const std::string &row);
    void duplicate();
    void remove();
    void take(bool change);
    void renameDriver(const QString &name);
    void removeDriver();
    void setDriver(const std::string &from, const core::Value &to, const QString &label);

    document::Workspace &m_workspace;
    Card *m_rowsCard, *m_formCard, *m_proposalsCard, *m_driversCard;
    DataTable *m_rows, *m_proposals, *m_drivers;
    UncertaintyForm *m_form;
    QWidget *m_beside = nullptr;
    QPushButton *m_add, *m_duplicate, *m_remove, *m_take, *m_change, *m_takeAll, *m_removeDriver;
    TextField *m_driverName;
    QLabel *m_noDrivers, *m_noProposals;
    QTimer *m_later; // proposals follow when editing rests
    document::ProjectionPtr m_proposedFor;
    std::vector<SpreadProposal> m_proposed;
    QGridLayout *m_grid;
    int m_arranged = -1;
};

} // namespace ui
