// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card.h"
#include "workspace.h"

class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace ui {

class CellForm;
class DataTable;
class SplitBar;

// Who takes part in the chosen factory, who pays which class of cost, and its cost lines; the chosen row's fields open below its table.
class FactorySharesCard : public QFrame
{
    Q_OBJECT

public:
    explicit FactorySharesCard(document::Workspace &workspace, QWidget *parent = nullptr);

    void setFactory(const std::string &factory);
    void setEffectWords(const std::function<QString()> &words);
    void refresh();
    bool showCell(const core::Cell &cell); // a participation, a funding share or a cost line of the factory
    void close();                          // whatever is open

    DataTable *participants() const { return m_participants; }
    DataTable *costLines() const { return m_costLines; }
    CellForm *participantForm() const { return m_participantForm.form; }
    CellForm *costForm() const { return m_costForm.form; }
    CellForm *fundingForm() const { return m_fundingForm.form; }
    std::string factory() const { return m_factory; }

Q_SIGNALS:
    void addParticipantWanted(const QPoint &globalAt); // where a list may open
    void addCostLineWanted();
    void addFundingWanted(const QString &costClass, const QPoint &globalAt);
    void splitWanted(const core::Cell &cell); // all shares of its group together, always 100 %
    void removeWanted(const QString &entity, const QString &row);
    void duplicateWanted(const QString &entity, const QString &row);
    void figureWanted(const QString &figure);

private:
    // The fields of one row, below the table that it stands in.
    struct Detail
    {
        QWidget *box = nullptr;
        QLabel *title = nullptr;
        QToolButton *remove = nullptr;
        QToolButton *duplicate = nullptr;
        CellForm *form = nullptr;
        std::string row; // empty: closed
    };
    QToolButton *addSection(QVBoxLayout *column, const QString &title, const QString &subtitle, const QString &add);
    Detail makeDetail(QVBoxLayout *column, const QString &entity);
    QToolButton *addSplitLink(const Detail &detail);
    QWidget *makeLegend();
    void makeFunding(QVBoxLayout *column);
    void open(Detail &detail, const std::string &row);
    void refreshDetail(Detail &detail, const std::string &entity);
    void refreshFunding();
    void showWhole(const Detail &detail); // once it is laid out
    void rebuildFundingForm();

    document::Workspace &m_workspace;
    std::string m_factory;
    QScrollArea *m_scroll;
    DataTable *m_participants;
    DataTable *m_costLines;
    Detail m_participantForm, m_fundingForm, m_costForm;
    struct ClassRow
    {
        std::string costClass;
        QPushButton *name = nullptr;
        SplitBar *bar = nullptr;
        QLabel *origin = nullptr;
    };
    std::vector<ClassRow> m_classes;
    std::vector<std::string> m_programmes; // of the open funding form
    std::string m_formClass;
};

} // namespace ui
