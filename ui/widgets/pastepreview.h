// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "celledits.h"

#include <QDialog>

class QCheckBox;
class QPushButton;

namespace ui {

class DataTable;

// What a paste would do, cell by cell: what stands there now, what would, and what is refused and why. Enter keeps, Esc drops.
class PastePreview : public QDialog
{
    Q_OBJECT

public:
    PastePreview(const items::CellEdits &edits, const items::TableSpec &spec, std::shared_ptr<const core::Plan> plan, QWidget *parent = nullptr);

private:
    items::TableSpec cells(const items::CellEdits &edits, const items::TableSpec &spec) const;
    void refresh();

    std::shared_ptr<const core::Plan> m_plan;
    int m_changed = 0;
    int m_refused = 0;
    bool m_empty = false;
    DataTable *m_table;
    QCheckBox *m_allOrNothing;
    QPushButton *m_keep;
};

} // namespace ui
