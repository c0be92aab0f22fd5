// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

#include <QWidget>

#include <map>

class QCompleter;
class QGridLayout;

namespace ui {

class DensityView;
class FieldRow;
class ValueField;

// One row of uncertainty: what it speaks of, how it draws, and the picture of its distribution, whose values can be dragged. Typing and dragging
// previews everywhere; what could not be drawn from is refused at the field.
class UncertaintyForm : public QWidget
{
    Q_OBJECT

public:
    explicit UncertaintyForm(document::Workspace &workspace, QWidget *parent = nullptr);
    void setRow(const QString &id); // empty: none
    QString row() const { return m_row; }
    void refresh();
    bool focusField(const std::string &field);
    DensityView *density() const { return m_density; }

Q_SIGNALS:
    void refused(const QString &reason);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    FieldRow *addField(const char *field, const QString &label, ValueField *editor);
    const core::Uncertainty *shown() const; // null: none chosen
    // The row after the field has this value, with what else has to change with it.
    core::Uncertainty changed(const std::string &field, const QVariant &value) const;
    document::CellValues differences(const core::Uncertainty &after) const;
    void preview(const std::string &field, const QVariant &value);
    void keep(const std::string &field, const QVariant &value);
    void drop(const std::string &field);
    bool refuses(const std::string &field, const core::Uncertainty &after);
    void refreshChoices(const core::Uncertainty &u);
    void refreshPicture(const core::Uncertainty &u);

    document::Workspace &m_workspace;
    QString m_row;
    std::map<std::string, FieldRow *> m_fields;
    QVector<FieldRow *> m_order; // as they stand, from left to right
    QGridLayout *m_grid = nullptr;
    int m_columns = 0;
    DensityView *m_density;
    QCompleter *m_drivers;
};

} // namespace ui
