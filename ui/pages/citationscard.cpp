// SPDX-License-Identifier: GPL-3.0-or-later
#include "citationscard.h"

#include "celltext.h"
#include "citationdialog.h"
#include "datatable.h"
#include "entitytable.h"
#include "flowgrid.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace ui {

namespace {

std::string keyOf(const core::Citation &c)
{
    return c.entity + '/' + c.row + '/' + c.field + '/' + c.source;
}

// What the columns have no room for: the whole title, who published it and when, what the planner noted, and where it is.
QString inFull(const core::Plan &plan, const core::Citation &c)
{
    const auto text = [](const core::OptionalText &t) { return QString::fromStdString(t.value_or(std::string())).toHtmlEscaped(); };
    QStringList lines{QStringLiteral("<b>%1</b>").arg(sourceName(plan, c.source).toHtmlEscaped())};
    const core::Source *s = plan.sources.find(c.source);
    QStringList imprint = s ? QStringList{text(s->publisher), text(s->published)} : QStringList();
    imprint.removeAll(QString());
    lines << imprint.join(QStringLiteral(", ")) << text(c.note) << (s ? text(s->url) : QString());
    lines.removeAll(QString());
    return lines.join(QStringLiteral("<br>"));
}

} // namespace

QString sourceName(const core::Plan &plan, const std::string &id)
{
    const core::Source *s = plan.sources.find(id);
    return s ? QString::fromStdString(s->title) : id.empty() ? CitationsCard::tr("The planner") : QString::fromStdString(id);
}

CitationsCard::CitationsCard(document::Workspace &workspace, QWidget *parent)
    : Card({}, parent), m_workspace(workspace), m_words(captionLabel({}, this)), m_citations(new DataTable(tr("Who is cited for the figure"), this)), m_source(new QLabel(this)),
      m_rest(new QPushButton(tr("Rest on this one…"), this)), m_attach(new QPushButton(tr("Attach a source…"), this)), m_detach(new QPushButton(tr("Detach"), this)),
      m_edit(new QPushButton(tr("Go to the figure"), this))
{
    build();
    connect(m_rest, &QPushButton::clicked, this, &CitationsCard::rest);
    connect(m_attach, &QPushButton::clicked, this, &CitationsCard::attach);
    connect(m_detach, &QPushButton::clicked, this, &CitationsCard::detach);
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT cellWanted(m_figure.cell); });
    connect(m_citations, &DataTable::currentRowChanged, this, &CitationsCard::refreshChosen);
}

void CitationsCard::build()
{
    layout()->setContentsMargins(0, 10, 0, 4); // hairlines run from edge to edge
    head()->setContentsMargins(16, 0, 16, 0);
    m_words->setWordWrap(true);
    m_words->setContentsMargins(16, 0, 16, 0);
    body()->addWidget(m_words);
    m_citations->setObjectName(QStringLiteral("sources-citations"));
    m_citations->setMinimumHeight(28 + 3 * 28);
    body()->addWidget(m_citations, 1);
    m_source->setObjectName(QStringLiteral("chosenSource"));
    m_source->setWordWrap(true);
    m_source->setTextFormat(Qt::RichText);
    m_source->setContentsMargins(16, 4, 16, 4);
    m_source->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    body()->addWidget(m_source);
    auto *buttons = new FlowGrid({4, 2}, 120, 28, this);
    for (QPushButton *b : {m_rest, m_attach, m_detach, m_edit}) {
        buttons->add(b);
    }
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(16, 0, 16, 6);
    foot->addWidget(buttons);
    body()->addLayout(foot);
}

const core::Citation *CitationsCard::chosen() const
{
    return m_projection ? m_projection->plan.citations.find(m_citations->currentRowId().toStdString()) : nullptr;
}

void CitationsCard::refreshChosen()
{
    const core::Citation *c = chosen();
    const bool may = c && !m_workspace.document().isReadOnly();
    m_rest->setEnabled(may && !c->used);
    m_rest->setToolTip(c && c->used ? tr("The plan rests on this one already") : tr("The plan then rests on the chosen one and no longer on the others"));
    m_detach->setEnabled(may);
    m_source->setText(c ? inFull(m_projection->plan, *c) : QString());
    m_source->setVisible(c != nullptr);
    fitSource();
}

// A layout that shares a column's height does not ask a label how high its lines are at this width.
void CitationsCard::fitSource()
{
    m_source->setMinimumHeight(std::max(0, m_source->heightForWidth(width())));
}

void CitationsCard::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    fitSource();
}

void CitationsCard::allowAttaching(bool allowed)
{
    m_attach->setEnabled(allowed);
}

void CitationsCard::focusTable()
{
    m_citations->setFocus();
}

items::TableSpec CitationsCard::table() const
{
    const core::Plan &plan = m_projection->plan;
    const core::FieldInfo &field = *core::entity(m_figure.cell.entity)->field(m_figure.cell.field);
    items::TableSpec spec;
    spec.columns = {{QStringLiteral("source"), tr("Source"), {}, false, 0}, {QStringLiteral("says"), tr("It says"), {}, true, 100}, {QStringLiteral("status"), tr("It is"), {}, false, 92},
                    {QStringLiteral("note"), tr("Note"), {}, false, 0}};
    spec.whyNot = tr("A source and what it says belong together: detach it and attach it anew.");
    for (const std::size_t i : m_figure.citations) {
        const core::Citation &c = plan.citations[i];
        const std::string key = keyOf(c);
        items::TableCell name{(c.used ? QStringLiteral("✓ ") : QString()) + sourceName(plan, c.source)};
        name.strong = c.used;
        name.toolTip = c.used ? tr("%1. The plan rests on it.").arg(sourceName(plan, c.source)) : sourceName(plan, c.source);
        const bool differs = !core::isNull(c.value) && c.value != core::valueAt(plan, m_figure.cell);
        items::TableCell says{core::isNull(c.value) ? tr("as the plan") : items::displayText(plan, field, c.value)};
        says.tone = differs ? theme().palette().worse : QColor();
        items::TableCell note = items::planCell(m_workspace, {"citation", key, "note"});
        note.toolTip = note.text;
        spec.rows << items::TableRow{QString::fromStdString(key), {name, says, items::planCell(m_workspace, {"citation", key, "status"}), note}};
    }
    return spec;
}

void CitationsCard::showFigure(const document::ProjectionPtr &projection, const engine::RestingFigure *figure)
{
    setVisible(figure != nullptr);
    if (!figure) {
        return;
    }
    m_projection = projection;
    m_figure = *figure;
    const core::Plan &plan = m_projection->plan;
    const core::FieldInfo &field = *core::entity(m_figure.cell.entity)->field(m_figure.cell.field);
    setTitle(items::cellName(plan, m_figure.cell));
    const QString value = items::sentenceText(plan, field, core::valueAt(plan, m_figure.cell));
    m_words->setText(m_figure.citations.empty() ? tr("The plan has %1. Nobody is cited for it, so it counts as an assumption.").arg(value)
                     : m_figure.disputed        ? tr("The plan has %1. Its sources disagree: choose on which the plan rests, and say why.").arg(value)
                                                : tr("The plan has %1.").arg(value));
    m_citations->setSpec(table());
    if (m_citations->currentRowId().isEmpty() && !m_figure.citations.empty()) {
        m_citations->setCurrentIndex(m_citations->tableModel()->index(0, 0));
    }
    refreshChosen();
}

void CitationsCard::showCitation(const core::Cell &cell)
{
    m_citations->setCurrentCell(QString::fromStdString(cell.row), QString::fromStdString(cell.field));
}

void CitationsCard::rest()
{
    if (const core::Citation *c = chosen()) {
        auto *dialog = new CitationDialog(m_workspace, *c, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    }
}

void CitationsCard::attach()
{
    auto *dialog = new CitationDialog(m_workspace, m_figure.cell, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void CitationsCard::detach()
{
    const core::Citation *c = chosen();
    if (!c) {
        return;
    }
    const QString name = items::cellName(m_projection->plan, {c->entity, c->row, c->field});
    const core::Status status = m_workspace.document().perform({tr("Detach a source from %1").arg(name).toStdString(), {core::removeRow("citation", keyOf(*c))}});
    if (!status) {
        Q_EMIT messageWanted(QString::fromStdString(status.error().message));
    }
}

} // namespace ui
