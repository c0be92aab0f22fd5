// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "entitytable.h"
#include "workspace.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;
class QTimer;

namespace ui {

class DataTable;

// Every table of the plan as it is, one beside the other: the catalogue of accelerators, countries, programmes, envelopes and what else figures rest on.
// Typed, pasted and filled as in a spreadsheet; rows are added and removed. So there is no cell of a plan without an editor.
class BaseData : public QDialog
{
    Q_OBJECT

public:
    explicit BaseData(document::Workspace &workspace, QWidget *parent = nullptr);

    void showTable(const QString &entity);
    // Brings the cell (or its row) into view; false where it belongs to no table shown here.
    bool showCell(const core::Cell &cell);
    QString currentTable() const;
    DataTable *table() const { return m_table; }

Q_SIGNALS:
    void figureWanted(const QString &figure);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void changed();
    void refresh();
    items::TableSpec settingsTable() const;
    items::TableSpec chosenTable();
    void makeMore(); // of a table with many rows
    void takeMade();
    void finish();   // all of it, at once
    void addRow();
    void removeRows();
    void say(const QString &words);

    document::Workspace &m_workspace;
    QListWidget *m_list;
    QLabel *m_title;
    QLabel *m_words;
    DataTable *m_table;
    QLabel *m_message;
    QPushButton *m_add;
    QPushButton *m_remove;
    // What a table is made of: its name, the scenario, the revision, and the plan as kept.
    using Origin = std::tuple<QString, QString, qint64, document::ProjectionPtr>;
    items::TableSpec m_kept; // as kept
    Origin m_keptOf; // its revision is below zero while a newer one is being made
    std::unique_ptr<items::EntityTableMaker> m_maker; // while a table of many rows is being made; what was shown before is shown meanwhile
    Origin m_makerOf;
    QTimer *m_makes;
    std::vector<core::Cell> m_previewed; // at last: what was typed is shown at once when it is kept
};

} // namespace ui
