// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace ui {

class FieldRow;
class ValueField;

// How one field of a form is shown beyond what the schema says.
struct FormField
{
    QString label = {};   // empty: the schema's
    double low = 0;       // with high: a slider of that range, in the field's own unit
    double high = 0;
    int decimals = -1;    // of a number; negative: as the unit suggests
    double step = 0;      // of the arrow keys, as shown
    QString none = {};    // a choice for "nothing", where the field may be empty
    bool single = false;  // hidden while the form speaks of several rows: names, places
};

// Editors of cells of the plan, one below the other, made from the schema. Typing and dragging previews everywhere, letting go or Enter is one
// edit in the chosen scenario; what cannot be accepted is marked at the field, with what the plan keeps.
class CellForm : public QWidget
{
    Q_OBJECT

public:
    explicit CellForm(document::Workspace &workspace, QWidget *parent = nullptr);
    ~CellForm() override;

    void addHeading(const QString &text, const std::string &entity); // shown while the entity has a row
    FieldRow *addField(const std::string &entity, const std::string &field, const FormField &how = {});
    void clear();
    // Which row all fields of this entity speak of; empty: none, they are hidden.
    void setRow(const std::string &entity, const std::string &row);
    // Several: each field shows what they have in common, and changes all of them in one edit.
    void setRows(const std::string &entity, const std::vector<std::string> &rows);
    void setRowOf(const FieldRow *field, const std::string &row); // of one field alone
    std::string row(const std::string &entity) const;
    void setLabelWidth(int width);
    // The sentence below a field while it is being changed; asked anew on each step.
    void setEffectWords(std::function<QString()> words) { m_effectWords = std::move(words); }

    void refresh();
    FieldRow *rowOf(const core::Cell &cell) const; // null: not in this form; without a field: the row's first editor
    bool focusCell(const core::Cell &cell);
    void abandon(); // gives up what is being typed
    bool isEditing() const;

private:
    struct Entry;
    ValueField *makeField(const core::EntityInfo &entity, const core::FieldInfo &field, const FormField &how);
    void connectEntry(Entry &entry);
    void preview(Entry &entry, const QVariant &value);
    void keep(Entry &entry, const QVariant &value);
    void refuse(Entry &entry, const QString &reason);
    void refreshEntry(Entry &entry);
    void refreshChoices(Entry &entry);
    void showOrigin(Entry &entry, const core::Value &value);
    void setEntryRows(Entry &entry, const std::vector<std::string> &rows);
    QString keptText(const Entry &entry) const; // of what the plan has, for "was ..."

    document::Workspace &m_workspace;
    QVBoxLayout *m_column;
    std::vector<std::unique_ptr<Entry>> m_entries;
    std::function<QString()> m_effectWords;
    std::shared_ptr<const core::Plan> m_choicesOf; // the plan whose names the choices show
    int m_labelWidth = 104;
    bool m_keeping = false;
};

} // namespace ui
