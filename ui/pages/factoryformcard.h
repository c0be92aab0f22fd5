// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card.h"
#include "workspace.h"

class QMenu;
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

    // The factory whose fields are shown; several: each field changes all of them.
    void setFactories(const std::vector<std::string> &factories);
    void setSystem(const std::string &system);
    std::string system() const { return m_system; } // empty: the factory has none
    CellForm *form() const { return m_form; }
    DataTable *systems() const { return m_systems; }
    QToolButton *menuButton() const { return m_more; }
    QToolButton *addButton() const { return m_add; }
    // "with 1 system and 6 participants": what goes with a row that is removed.
    void setRemovalWords(std::function<QString(const std::string &entity, const std::string &row)> words) { m_removalWords = std::move(words); }
    void refresh();
    bool showCell(const core::Cell &cell);

Q_SIGNALS:
    void addSystemWanted();
    void catalogueWanted(const QString &accelerator);
    void duplicateWanted(const QString &entity, const QString &row);
    void removeWanted(const QString &entity, const QString &row);
    void includeWanted(const QString &entity, const QString &row, bool on);

private:
    void fillMenu();
    void addRowActions(const std::string &entity, const std::string &row);
    void refreshMany(const core::Plan &plan);
    void addSystemFields();
    void addFactoryFields();

    document::Workspace &m_workspace;
    std::vector<std::string> m_factories;
    std::string m_factory, m_system; // m_factory: the first
    std::function<QString(const std::string &, const std::string &)> m_removalWords;
    DataTable *m_systems;
    QScrollArea *m_scroll;
    CellForm *m_form;
    QToolButton *m_add;
    QToolButton *m_more;
    QWidget *m_none; // the factory has no system
    QWidget *m_out;  // the factory is not in the scenario
    QMenu *m_menu;
};

} // namespace ui
