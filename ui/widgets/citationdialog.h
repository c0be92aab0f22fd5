// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class ElidingCombo;

// What a source says of a figure: which source, how sure, the value it names, and a note. With a citation given it asks only for the reason why
// the plan is to rest on it.
class CitationDialog : public QDialog
{
    Q_OBJECT

public:
    // Attaches a source to the cell.
    CitationDialog(document::Workspace &workspace, const core::Cell &cell, QWidget *parent = nullptr);
    // Rests the plan on this one of several.
    CitationDialog(document::Workspace &workspace, const core::Citation &citation, QWidget *parent = nullptr);

    void accept() override; // one edit, or the reason why not

private:
    CitationDialog(document::Workspace &workspace, const core::Cell &cell, const core::Citation *citation, QWidget *parent);
    core::Result<core::Edit> edit() const;
    core::Result<core::Value> said() const;

    document::Workspace &m_workspace;
    core::Cell m_cell;
    std::optional<core::Citation> m_citation;
    ElidingCombo *m_source = nullptr;
    ElidingCombo *m_status = nullptr;
    QLineEdit *m_value = nullptr;
    QLineEdit *m_note;
    QCheckBox *m_rest;
    QCheckBox *m_take;
    QLabel *m_reason;
};

// As the plan rests on one of those who are cited for a cell: it is used and the others are not, its note says why, and its value is the plan's if
// `take`. One edit.
core::Result<core::Edit> restOn(const document::Workspace &workspace, const core::Citation &citation, const QString &reason, bool take);

} // namespace ui
