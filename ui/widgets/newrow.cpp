// SPDX-License-Identifier: GPL-3.0-or-later
#include "newrow.h"

#include "card.h"
#include "celltext.h"
#include "elidingcombo.h"
#include "entitytable.h"
#include "text.h"
#include "theme.h"

#include <QApplication>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

NewRow::NewRow(document::Workspace &workspace, const core::EntityInfo &entity, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_entity(entity), m_reason(captionLabel({}, this)), m_add(new QPushButton(tr("Add"), this))
{
    const QString what = QString::fromStdString(core::text(entity.label));
    setWindowTitle(tr("New: %1").arg(what));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(sectionLabel(tr("New: %1").arg(what), this));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->addLayout(form);
    // What a person knows first comes first; an id is made from it.
    for (const bool keys : {false, true}) {
        for (const core::FieldInfo &field : entity.fields) {
            const bool asked = field.key || (!field.nullable && !field.hasDefault);
            if (asked && (field.key && std::string_view(field.name) == "id") == keys) {
                m_fields << QPair(&field, addField(field, form));
            }
        }
    }
    m_reason->setWordWrap(true);
    m_reason->setMinimumHeight(32);
    QPalette colours = QApplication::palette();
    colours.setColor(QPalette::WindowText, theme().palette().worse);
    m_reason->setPalette(colours);
    m_reason->setForegroundRole(QPalette::WindowText);
    layout->addWidget(m_reason);
    if (!m_workspace.scenario().isEmpty()) {
        auto *words = captionLabel(tr("A new row is made in the baseline, so that all scenarios have it."), this);
        words->setWordWrap(true);
        layout->addWidget(words);
    }
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_add->setObjectName(QStringLiteral("primary"));
    m_add->setDefault(true);
    buttons->addWidget(cancel);
    buttons->addWidget(m_add);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &NewRow::accept);
    setMinimumWidth(440);
    wishKey();
}

QWidget *NewRow::addField(const core::FieldInfo &field, QFormLayout *form)
{
    const core::Plan &plan = *m_workspace.document().plan();
    QWidget *widget = nullptr;
    if (field.type == core::FieldType::Choice || field.type == core::FieldType::Reference) {
        auto *combo = new ElidingCombo(this);
        for (const char *choice : field.choices) {
            combo->addItem(items::choiceLabel(field, choice), QLatin1String(choice));
        }
        const core::EntityInfo *target = field.type == core::FieldType::Reference ? core::entity(field.refers) : nullptr;
        for (std::size_t i = 0; target && i < target->size(plan); ++i) {
            const std::string key = target->keyOf(target->rowAt(plan, i));
            combo->addItem(items::rowName(plan, field.refers, key), QString::fromStdString(key));
        }
        connect(combo, &QComboBox::currentIndexChanged, this, &NewRow::refresh);
        widget = combo;
    } else {
        auto *line = new QLineEdit(this);
        const bool isKey = field.key;
        connect(line, &QLineEdit::textEdited, this, [this, isKey] {
            m_keyTyped = m_keyTyped || isKey;
            wishKey();
            refresh();
        });
        if (field.type == core::FieldType::Month) {
            line->setPlaceholderText(tr("Oct 2027"));
        }
        widget = line;
    }
    widget->setObjectName(QString::fromUtf8(field.name));
    widget->setAccessibleName(items::fieldTitle(field));
    form->addRow(items::fieldTitle(field), widget);
    return widget;
}

QString NewRow::textOf(const QString &field) const
{
    for (const auto &[info, widget] : m_fields) {
        if (field == QLatin1String(info->name)) {
            const auto *combo = qobject_cast<const QComboBox *>(widget);
            return combo ? combo->currentData().toString() : static_cast<const QLineEdit *>(widget)->text();
        }
    }
    return {};
}

void NewRow::preset(const QString &field, const QString &value)
{
    for (const auto &[info, widget] : m_fields) {
        if (field != QLatin1String(info->name)) {
            continue;
        }
        if (auto *combo = qobject_cast<QComboBox *>(widget)) {
            combo->setCurrentIndex(combo->findData(value));
        } else {
            static_cast<QLineEdit *>(widget)->setText(value);
        }
    }
}

void NewRow::wishKey()
{
    auto *id = findChild<QLineEdit *>(QStringLiteral("id"));
    if (m_keyTyped || !id) {
        return;
    }
    QString wish;
    for (const char *name : {"name", "model", "title", "text"}) {
        wish = wish.isEmpty() ? textOf(QLatin1String(name)) : wish;
    }
    id->setText(wish.trimmed().isEmpty() ? QString() : QString::fromStdString(items::freeKey(*m_workspace.document().plan(), m_entity, wish.toStdString())));
}

core::Result<core::Change> NewRow::change() const
{
    const core::Plan &plan = *m_workspace.document().plan();
    std::vector<std::pair<std::string, core::Value>> values;
    QStringList key;
    for (const core::FieldInfo &field : m_entity.fields) {
        const bool asked = std::any_of(m_fields.begin(), m_fields.end(), [&](const auto &f) { return f.first == &field; });
        if (!asked) {
            continue;
        }
        const auto value = items::readText(plan, m_entity, field, {}, textOf(QString::fromUtf8(field.name)));
        if (!value) {
            return core::Error{tr("%1: %2").arg(items::fieldLabel(field), QString::fromStdString(value.error().message)).toStdString()};
        }
        if (field.key) {
            key << QString::fromStdString(core::toPlainText(*value));
        }
        values.emplace_back(field.name, *value);
    }
    return core::insertRow(m_entity.name, key.join(QLatin1Char('/')).toStdString(), std::move(values));
}

void NewRow::refresh()
{
    if (m_tried) {
        const auto c = change();
        m_reason->setText(c ? QString() : QString::fromStdString(c.error().message));
    }
}

void NewRow::accept()
{
    m_tried = true;
    const auto c = change();
    const QString what = QString::fromStdString(core::text(m_entity.label)).toLower();
    const QString key = c ? QString::fromStdString(c->row) : QString();
    core::Status status = core::Done{};
    if (!c) {
        status = c.error();
    } else {
        status = m_workspace.document().perform({tr("Add %1 %2").arg(what, key).toStdString(), {*c}});
    }
    if (!status) {
        m_reason->setText(items::reasonAtCell({m_entity.name, key.toStdString(), {}}, status.error().message));
        return;
    }
    m_added = key;
    QDialog::accept();
}

} // namespace ui
