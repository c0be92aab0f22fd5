// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourcescard.h"

#include "celltext.h"
#include "datatable.h"
#include "entitytable.h"
#include "format.h"
#include "newrow.h"
#include "rowedits.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <map>

namespace ui {

SourcesCard::SourcesCard(document::Workspace &workspace, QWidget *parent)
    : Card({}, parent), m_workspace(workspace), m_sources(new DataTable(tr("Sources"), this)), m_add(new QPushButton(tr("Add…"), this)), m_remove(new QPushButton(tr("Remove"), this))
{
    layout()->setContentsMargins(0, 10, 0, 4); // hairlines run from edge to edge
    head()->setContentsMargins(16, 0, 16, 0);
    m_sources->setObjectName(QStringLiteral("sources-list"));
    setMinimumHeight(240);
    body()->addWidget(m_sources, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(16, 0, 16, 6);
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    body()->addLayout(buttons);
    connect(m_add, &QPushButton::clicked, this, &SourcesCard::add);
    connect(m_remove, &QPushButton::clicked, this, &SourcesCard::remove);
}

void SourcesCard::allowChanges(bool allowed)
{
    m_add->setEnabled(allowed);
    m_remove->setEnabled(allowed);
}

void SourcesCard::refresh()
{
    std::map<std::string, int> uses;
    for (const core::Citation &c : m_workspace.keptProjection()->plan.citations) {
        ++uses[c.source];
    }
    items::TableSpec all = items::entityTable(m_workspace, *core::entity("source"));
    items::TableSpec spec = all;
    // What a reader looks for first; the id is a column that may be called up.
    const QStringList order{QStringLiteral("title"), QStringLiteral("publisher"), QStringLiteral("published"), QStringLiteral("url"), QStringLiteral("note"), QStringLiteral("id")};
    spec.columns.clear();
    QVector<int> places; // of these columns in the table of all fields
    for (const QString &id : order) {
        const auto at = std::find_if(all.columns.begin(), all.columns.end(), [&](const auto &c) { return c.id == id; });
        places << static_cast<int>(at - all.columns.begin());
        items::TableColumn column = *at;
        column.width = id == QLatin1String("title") ? 220 : column.width;
        column.optional = id == QLatin1String("id") || id == QLatin1String("note");
        column.shown = !column.optional;
        spec.columns << column;
    }
    spec.columns.insert(1, items::TableColumn{QStringLiteral("uses"), tr("Figures"), tr("How many figures it is cited for"), true, 72});
    for (int r = 0; r < static_cast<int>(all.rows.size()); ++r) {
        QVector<items::TableCell> cells;
        for (const int place : std::as_const(places)) {
            cells << all.rows[r].cells[place];
        }
        const int count = uses[all.rows[r].id.toStdString()];
        items::TableCell figures{format::number(count, 0)};
        figures.sort = count;
        cells.insert(1, figures);
        spec.rows[r].cells = cells;
    }
    m_sources->setSpec(spec);
    setTitle(all.rows.size() == 1 ? tr("One source") : tr("%1 sources").arg(all.rows.size()));
}

void SourcesCard::showSource(const core::Cell &cell)
{
    m_sources->setCurrentCell(QString::fromStdString(cell.row), QString::fromStdString(cell.field));
}

void SourcesCard::add()
{
    auto *dialog = new NewRow(m_workspace, *core::entity("source"), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_sources->setCurrentCell(dialog->rowAdded(), QStringLiteral("publisher")); });
    dialog->open();
}

void SourcesCard::remove()
{
    const core::Plan &plan = m_workspace.keptProjection()->plan;
    const core::Source *s = plan.sources.find(m_sources->currentRowId().toStdString());
    if (!s) {
        return;
    }
    const auto cited = std::find_if(plan.citations.begin(), plan.citations.end(), [&](const auto &c) { return c.source == s->id; });
    if (cited != plan.citations.end()) {
        Q_EMIT messageWanted(tr("“%1” is cited for %2. Detach it there first.").arg(QString::fromStdString(s->title), items::cellName(plan, {cited->entity, cited->row, cited->field})));
        return;
    }
    const core::Status status = m_workspace.document().perform({tr("Remove the source %1").arg(QString::fromStdString(s->title)).toStdString(), core::removalOf(*m_workspace.document().plan(), "source", s->id)});
    if (!status) {
        Q_EMIT messageWanted(QString::fromStdString(status.error().message));
    }
}

} // namespace ui
