// SPDX-License-Identifier: GPL-3.0-or-later
#include "citationdialog.h"

#include "card.h"
#include "celltext.h"
#include "elidingcombo.h"
#include "theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

namespace {

std::string keyOf(const core::Citation &c)
{
    return c.entity + '/' + c.row + '/' + c.field + '/' + c.source;
}

const core::FieldInfo &fieldOf(const core::Cell &cell)
{
    return *core::entity(cell.entity)->field(cell.field);
}

// The others of this cell are used no more.
void yieldTo(const core::Plan &plan, const core::Citation &chosen, core::Edit &edit)
{
    for (const core::Citation &c : plan.citations) {
        if (c.entity == chosen.entity && c.row == chosen.row && c.field == chosen.field && c.source != chosen.source && c.used) {
            edit.changes.push_back(core::updateCell({"citation", keyOf(c), "used"}, std::int64_t{0}));
        }
    }
}

} // namespace

core::Result<core::Edit> restOn(const document::Workspace &w, const core::Citation &citation, const QString &reason, bool take)
{
    const auto plan = w.document().plan();
    const core::Cell cell{citation.entity, citation.row, citation.field};
    core::Edit edit;
    edit.label = QCoreApplication::translate("CitationDialog", "Rest %1 on another source").arg(items::cellName(*plan, cell)).toStdString();
    yieldTo(*plan, citation, edit);
    core::Change chosen{core::Change::Kind::Update, "citation", keyOf(citation), {{"used", std::int64_t{1}}}};
    if (!reason.trimmed().isEmpty()) {
        chosen.values.emplace_back("note", reason.trimmed().toStdString());
    }
    edit.changes.push_back(std::move(chosen));
    if (take && !core::isNull(citation.value)) {
        auto change = core::setCell(*plan, w.scenario().toStdString(), cell, citation.value);
        if (!change) {
            return change.error();
        }
        edit.changes.push_back(std::move(*change));
    }
    return edit;
}

CitationDialog::CitationDialog(document::Workspace &workspace, const core::Cell &cell, QWidget *parent) : CitationDialog(workspace, cell, nullptr, parent) {}

CitationDialog::CitationDialog(document::Workspace &workspace, const core::Citation &citation, QWidget *parent)
    : CitationDialog(workspace, {citation.entity, citation.row, citation.field}, &citation, parent)
{
}

CitationDialog::CitationDialog(document::Workspace &workspace, const core::Cell &cell, const core::Citation *citation, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_cell(cell), m_note(new QLineEdit(this)), m_rest(new QCheckBox(tr("The plan rests on it"), this)), m_take(new QCheckBox(tr("Take over its value"), this)),
      m_reason(captionLabel({}, this))
{
    const core::Plan &plan = *workspace.document().plan();
    setWindowTitle(citation ? tr("Rest on this source") : tr("Attach a source"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    auto *title = sectionLabel(items::cellName(plan, cell), this);
    title->setWordWrap(true);
    layout->addWidget(title);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [&](const QString &name, QWidget *field, const char *id) {
        field->setAccessibleName(name);
        field->setObjectName(QLatin1String(id));
        form->addRow(name, field);
    };
    const QString unit = items::fieldUnit(fieldOf(cell));
    if (citation) {
        m_citation = *citation;
        const bool same = core::isNull(citation->value);
        layout->addWidget(captionLabel(same ? tr("It says what the plan has.") : tr("It says %1; the plan has %2.")
                                                .arg(items::sentenceText(plan, fieldOf(cell), citation->value), items::sentenceText(plan, fieldOf(cell), workspace.value(cell))), this));
        m_take->setVisible(!same);
        m_take->setChecked(!same);
        m_rest->setChecked(true);
        m_rest->hide();
    } else {
        m_source = new ElidingCombo(this);
        m_source->addItem(tr("Nobody: an assumption of the planner"), QString());
        for (const core::Source &s : plan.sources) {
            m_source->addItem(QString::fromStdString(s.title), QString::fromStdString(s.id));
        }
        m_source->setMinimumContentsLength(30);
        m_status = new ElidingCombo(this);
        const core::FieldInfo &status = *core::entity("citation")->field("status");
        for (const char *choice : status.choices) {
            m_status->addItem(items::choiceLabel(status, choice), QLatin1String(choice));
        }
        m_value = new QLineEdit(this);
        m_value->setPlaceholderText(tr("empty: what the plan has"));
        add(tr("Source"), m_source, "source");
        add(tr("It is"), m_status, "status");
        add(unit.isEmpty() ? tr("It says") : tr("It says (%1)").arg(unit), m_value, "value");
        m_rest->setChecked(true);
    }
    add(citation ? tr("Reason") : tr("Note"), m_note, "note");
    layout->addLayout(form);
    layout->addWidget(m_rest);
    layout->addWidget(m_take);
    QPalette colours = QApplication::palette();
    colours.setColor(QPalette::WindowText, theme().palette().worse);
    m_reason->setPalette(colours);
    m_reason->setForegroundRole(QPalette::WindowText);
    m_reason->setWordWrap(true);
    m_reason->hide();
    layout->addWidget(m_reason);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto *keep = new QPushButton(citation ? tr("Rest on it") : tr("Attach"), this);
    keep->setObjectName(QStringLiteral("primary"));
    keep->setDefault(true);
    buttons->addWidget(cancel);
    buttons->addWidget(keep);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(keep, &QPushButton::clicked, this, &CitationDialog::accept);
    setMinimumWidth(480);
}

core::Result<core::Value> CitationDialog::said() const
{
    if (m_value->text().trimmed().isEmpty()) {
        return core::Value{};
    }
    return items::readText(*m_workspace.document().plan(), *core::entity(m_cell.entity), fieldOf(m_cell), m_cell.row, m_value->text());
}

core::Result<core::Edit> CitationDialog::edit() const
{
    if (m_citation) {
        return restOn(m_workspace, *m_citation, m_note->text(), m_take->isChecked());
    }
    const auto plan = m_workspace.document().plan();
    const auto value = said();
    if (!value) {
        return value.error();
    }
    core::Citation c;
    c.entity = m_cell.entity;
    c.row = m_cell.row;
    c.field = m_cell.field;
    c.source = m_source->currentData().toString().toStdString();
    if (plan->citations.find(keyOf(c))) {
        return core::Error{tr("This source is attached to the figure already; change it in the table.").toStdString()};
    }
    core::Edit edit;
    edit.label = tr("Attach a source to %1").arg(items::cellName(*plan, m_cell)).toStdString();
    if (m_rest->isChecked()) {
        yieldTo(*plan, c, edit);
    }
    const std::string note = m_note->text().trimmed().toStdString();
    edit.changes.push_back(core::insertRow("citation", keyOf(c), {{"entity", c.entity}, {"row", c.row}, {"field", c.field}, {"source", c.source},
                                                                  {"status", m_status->currentData().toString().toStdString()}, {"value", *value}, {"used", std::int64_t{m_rest->isChecked() ? 1 : 0}},
                                                                  {"note", note.empty() ? core::Value{} : core::Value(note)}}));
    if (m_take->isChecked() && m_rest->isChecked() && !core::isNull(*value)) {
        auto change = core::setCell(*plan, m_workspace.scenario().toStdString(), m_cell, *value);
        if (!change) {
            return change.error();
        }
        edit.changes.push_back(std::move(*change));
    }
    return edit;
}

void CitationDialog::accept()
{
    const auto e = edit();
    const core::Status status = e ? m_workspace.document().perform(*e) : core::Status(e.error());
    if (!status) {
        m_reason->setText(items::reasonAtCell(m_cell, status.error().message));
        m_reason->show();
        return;
    }
    QDialog::accept();
}

} // namespace ui
