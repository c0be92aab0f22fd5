// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QPushButton;

namespace ui {

// Asks for what a new row of a plan's table cannot do without: its key and the fields that have no default. Whatever else it has is typed into the table.
class NewRow : public QDialog
{
    Q_OBJECT

public:
    NewRow(document::Workspace &workspace, const core::EntityInfo &entity, QWidget *parent = nullptr);
    // Gives a field a value beforehand, in the file's own words.
    void preset(const QString &field, const QString &value);
    QString rowAdded() const { return m_added; } // the key, once accepted

    void accept() override; // adds the row, or says why it cannot be

private:
    QWidget *addField(const core::FieldInfo &field, QFormLayout *form);
    QString textOf(const QString &field) const;
    void wishKey();
    core::Result<core::Change> change() const;
    void refresh();

    document::Workspace &m_workspace;
    const core::EntityInfo &m_entity;
    QVector<QPair<const core::FieldInfo *, QWidget *>> m_fields;
    QLabel *m_reason;
    QPushButton *m_add;
    bool m_keyTyped = false;
    bool m_tried = false;
    QString m_added;
};

} // namespace ui
