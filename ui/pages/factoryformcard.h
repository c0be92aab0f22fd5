// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card.h"
#include "workspace.h"

class QScrollArea;
class QToolButton;

namespace ui {

class CellForm;
class DataTable;

// The chosen factory's systems and, below, all fields of the chosen system and of the factory.
class FactoryFormCard : public Card
{
    Q_OBJECT

public:
    explicit FactoryFormCard(document::Workspace &workspace, QWidget *parent = nullptr);

    void setFactory(const std::string &factory);
    void setSystem(const std::string &system);
    std::string system() const { return m_system; } // empty: the factory has none
    CellForm *form() const { return m_form; }
    DataTable *systems() const { return m_systems; }
    QToolButton *menuButton() const { return m_more; }
    QToolButton *addButton() const { return m_add; }
    void refresh();
    bool showCell(const core::Cell &cell);

private:
    void addSystemFields();
    void addFactoryFields();

    document::Workspace &m_workspace;
    std::string m_factory, m_system;
    DataTable *m_systems;
    QScrollArea *m_scroll;
    CellForm *m_form;
    QToolButton *m_add;
    QToolButton *m_more;
    QLabel *m_none;
};

} // namespace ui
