// SPDX-License-Identifier: GPL-3.0-or-later
#include "pastepreview.h"

#include "card.h"
#include "datatable.h"
#include "theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

PastePreview::PastePreview(const items::CellEdits &edits, const items::TableSpec &spec, std::shared_ptr<const core::Plan> plan, QWidget *parent)
    : QDialog(parent), m_plan(std::move(plan)), m_changed(edits.changed()), m_refused(edits.refused()), m_empty(edits.isEmpty()), m_table(new DataTable(tr("What the paste changes"), this)),
      m_allOrNothing(new QCheckBox(tr("Keep nothing unless all of it is accepted"), this)), m_keep(new QPushButton(this))
{
    setWindowTitle(tr("Paste"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    QStringList parts{m_changed == 1 ? tr("One cell changes") : tr("%1 cells change").arg(m_changed)};
    const auto rows = static_cast<int>(edits.addedRows.size());
    if (rows > 0) {
        parts << (rows == 1 ? tr("one row is added") : tr("%1 rows are added").arg(rows));
    }
    if (m_refused > 0) {
        parts << (m_refused == 1 ? tr("one is refused") : tr("%1 are refused").arg(m_refused));
    }
    const int same = static_cast<int>(edits.cells.size()) - m_changed - m_refused;
    if (same > 0) {
        parts << (same == 1 ? tr("one is already so") : tr("%1 are already so").arg(same));
    }
    layout->addWidget(sectionLabel(parts.join(QStringLiteral(", ")), this));
    auto *words = captionLabel(tr("The window already shows the plan with it. One edit, one undo."), this);
    layout->addWidget(words);
    auto *card = new QFrame(this);
    card->setObjectName(QStringLiteral("card"));
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(1, 4, 1, 4);
    cardLayout->addWidget(m_table);
    layout->addWidget(card, 1);
    m_table->setDense(true);
    m_table->setSpec(cells(edits, spec));
    m_allOrNothing->setVisible(m_refused > 0);
    layout->addWidget(m_allOrNothing);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *drop = new QPushButton(tr("Drop"), this);
    drop->setAutoDefault(false);
    m_keep->setObjectName(QStringLiteral("primary"));
    m_keep->setDefault(true);
    buttons->addWidget(drop);
    buttons->addWidget(m_keep);
    layout->addLayout(buttons);
    connect(drop, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_keep, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_allOrNothing, &QCheckBox::toggled, this, &PastePreview::refresh);
    refresh();
    m_keep->setFocus();
    resize(760, std::clamp(m_table->contentHeight() + 190, 280, 640));
}

items::TableSpec PastePreview::cells(const items::CellEdits &edits, const items::TableSpec &spec) const
{
    const Palette &p = theme().palette();
    items::TableSpec out;
    out.columns = {{QStringLiteral("row"), tr("Row"), {}, false, 190}, {QStringLiteral("column"), tr("Column"), {}, false, 150}, {QStringLiteral("now"), tr("Now"), {}, false, 120},
                   {QStringLiteral("then"), tr("After"), {}, false, 0}};
    const auto add = [&](bool refused) {
        for (const items::CellChange &c : edits.cells) {
            if (c.refusal.isEmpty() == refused || (!refused && !c.changes)) {
                continue;
            }
            const QString name = c.added ? tr("%1 (new)").arg(c.rowId) : c.cell.entity.empty() ? c.rowId : items::rowName(*m_plan, c.cell.entity, c.cell.row);
            items::TableRow row{QString::number(out.rows.size()), {}};
            row.cells << items::TableCell{name} << items::TableCell{spec.columns[c.column].title} << items::TableCell{c.oldText.isEmpty() ? QStringLiteral("–") : c.oldText};
            items::TableCell after{refused ? tr("Refused: %1").arg(c.refusal) : c.newText.isEmpty() ? QStringLiteral("–") : c.newText};
            after.toolTip = after.text;
            after.tone = refused ? p.worse : QColor();
            after.strong = !refused;
            row.cells << after;
            out.rows << row;
        }
    };
    add(true);
    add(false);
    return out;
}

void PastePreview::refresh()
{
    const bool stopped = m_allOrNothing->isChecked() && m_refused > 0;
    m_keep->setEnabled(!m_empty && !stopped);
    m_keep->setText(m_changed == 1 ? tr("Keep one change") : m_empty ? tr("Nothing to keep") : tr("Keep %1 changes").arg(m_changed));
    m_keep->setToolTip(stopped ? tr("Something is refused, and nothing shall be kept then") : m_empty ? tr("Nothing of it changes the plan") : QString());
}

} // namespace ui
