// SPDX-License-Identifier: GPL-3.0-or-later
#include "cellform.h"

#include "card.h"
#include "celltext.h"
#include "derived.h"
#include "editwords.h"
#include "fieldrow.h"
#include "fields.h"
#include "format.h"
#include "scenario.h"
#include "theme.h"

#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

namespace ui {

using core::FieldType;

struct CellForm::Entry
{
    const core::EntityInfo *entity = nullptr;
    const core::FieldInfo *field = nullptr; // null: a heading
    FormField how;
    std::string entityName;
    std::string row;                 // the first; empty: none
    std::vector<std::string> others; // further rows that are changed with it
    QLabel *heading = nullptr;
    FieldRow *widget = nullptr;
    ValueField *editor = nullptr;
    bool refused = false; // what stands in the field is not what the plan has

    core::Cell cell() const { return {entityName, row, field->name}; }
    document::CellValues all(const core::Value &value) const
    {
        document::CellValues out{{cell(), value}};
        for (const std::string &other : others) {
            out.emplace_back(core::Cell{entityName, other, field->name}, value);
        }
        return out;
    }
};

namespace {

core::Value valueFrom(const core::FieldInfo &field, const QVariant &v)
{
    const bool empty = !v.isValid() || (v.metaType().id() == QMetaType::QString && v.toString().isEmpty());
    if (empty && field.nullable) {
        return {};
    }
    switch (field.type) {
    case FieldType::Integer:
    case FieldType::Money: {
        const double n = field.type == FieldType::Money ? std::round(v.toDouble()) : v.toDouble();
        return std::floor(n) == n && std::fabs(n) < 9e15 ? core::Value(static_cast<std::int64_t>(n)) : core::Value(n);
    }
    case FieldType::Real:
        return v.toDouble();
    case FieldType::Flag:
        return std::int64_t{v.toString() == QLatin1String("1") ? 1 : 0};
    default:
        return v.toString().toStdString();
    }
}

QVariant shownFrom(const core::FieldInfo &field, const core::Value &value)
{
    if (field.isNumber()) {
        const auto n = core::numberOf(value);
        return n ? QVariant(*n) : QVariant();
    }
    return QString::fromStdString(core::toPlainText(value));
}

int decimalsOf(const core::FieldInfo &field)
{
    if (field.type != FieldType::Real) {
        return 0;
    }
    const std::string_view unit = field.unit;
    return field.isFraction() ? 1 : unit == "kW" || unit == "W" || unit == "GB" || unit == "TFLOPS" || unit == "PFLOPS" ? 0 : unit == "EUR/kWh" ? 4 : 2;
}

QVector<QPair<QString, QString>> choicesOf(const core::Plan &plan, const core::FieldInfo &field, const QString &none)
{
    QVector<QPair<QString, QString>> out;
    if (field.nullable) {
        out << qMakePair(QString(), none.isEmpty() ? CellForm::tr("None") : none);
    }
    if (field.type == FieldType::Flag) {
        return {qMakePair(QStringLiteral("1"), CellForm::tr("Yes")), qMakePair(QStringLiteral("0"), CellForm::tr("No"))};
    }
    if (field.type == FieldType::Choice) {
        for (const char *choice : field.choices) {
            QString word = sentences::choiceWord(choice);
            word[0] = word.at(0).toUpper();
            out << qMakePair(QString::fromLatin1(choice), word);
        }
        return out;
    }
    const core::EntityInfo &other = *core::entity(field.refers);
    const qsizetype first = out.size();
    for (std::size_t i = 0; i < other.size(plan); ++i) {
        const std::string key = other.keyOf(other.rowAt(plan, i));
        out << qMakePair(QString::fromStdString(key), sentences::rowName(plan, other.name, key));
    }
    std::sort(out.begin() + first, out.end(), [](const auto &a, const auto &b) { return a.second.localeAwareCompare(b.second) < 0; });
    return out;
}

bool isChoice(const core::FieldInfo &field)
{
    return field.type == FieldType::Choice || field.type == FieldType::Reference || field.type == FieldType::Flag;
}

} // namespace

CellForm::CellForm(document::Workspace &workspace, QWidget *parent) : QWidget(parent), m_workspace(workspace), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    // What is half typed belongs to the scenario that was shown.
    connect(&workspace, &document::Workspace::viewChanged, this, &CellForm::abandon);
}

CellForm::~CellForm() = default;

void CellForm::addHeading(const QString &text, const std::string &entity)
{
    auto entry = std::make_unique<Entry>();
    entry->entityName = entity;
    entry->heading = new QLabel(text, this);
    entry->heading->setFont(Theme::font(TextStyle::BodyStrong));
    entry->heading->setContentsMargins(0, m_entries.empty() ? 0 : 8, 0, 0);
    m_column->addWidget(entry->heading);
    m_entries.push_back(std::move(entry));
}

ValueField *CellForm::makeField(const core::EntityInfo &entity, const core::FieldInfo &field, const FormField &how)
{
    switch (field.type) {
    case FieldType::Integer:
    case FieldType::Real:
    case FieldType::Money: {
        const double scale = field.isFraction() ? 0.01 : field.type == FieldType::Money ? 100 : 1;
        auto *number = new NumberField(items::fieldUnit(field), how.decimals >= 0 ? how.decimals : decimalsOf(field), scale, field.nullable, this);
        number->setStep(how.step > 0 ? how.step : field.type == FieldType::Money ? 100000 : 1);
        if (how.high > how.low) {
            return new SliderField(number, how.low, how.high, this);
        }
        return number;
    }
    case FieldType::Month:
        return new MonthField(this);
    case FieldType::Flag:
    case FieldType::Choice:
    case FieldType::Reference:
        return new ChoiceField(this);
    default:
        break;
    }
    Q_UNUSED(entity)
    return new TextField(this);
}

FieldRow *CellForm::addField(const std::string &entityName, const std::string &fieldName, const FormField &how)
{
    auto entry = std::make_unique<Entry>();
    entry->entity = core::entity(entityName);
    entry->field = entry->entity ? entry->entity->field(fieldName) : nullptr;
    Q_ASSERT(entry->field);
    entry->entityName = entityName;
    entry->how = how;
    entry->editor = makeField(*entry->entity, *entry->field, how);
    entry->widget = new FieldRow(how.label.isEmpty() ? items::fieldLabel(*entry->field) : how.label, entry->editor, this);
    entry->widget->setLabelWidth(m_labelWidth);
    entry->widget->hide();
    m_column->addWidget(entry->widget);
    connectEntry(*entry);
    FieldRow *widget = entry->widget;
    m_entries.push_back(std::move(entry));
    return widget;
}

void CellForm::connectEntry(Entry &entry)
{
    Entry *e = &entry;
    connect(entry.editor, &ValueField::edited, this, [this, e](const QVariant &v) { preview(*e, v); });
    connect(entry.editor, &ValueField::committed, this, [this, e](const QVariant &v) { keep(*e, v); });
    connect(entry.editor, &ValueField::refused, this, [this, e](const QString &reason) {
        m_workspace.clearPreview();
        refuse(*e, reason);
    });
    connect(entry.editor, &ValueField::reverted, this, [this, e] {
        e->refused = false;
        e->widget->setPreview({});
        e->widget->setEffect({});
        m_workspace.clearPreview();
        refreshEntry(*e);
    });
    connect(entry.widget, &FieldRow::resetWanted, this, [this, e] {
        const core::Status done = m_workspace.reset(e->cell(), sentences::resetLabel(m_workspace.projection()->plan, e->cell()));
        e->widget->setError(done ? QString() : sentences::reasonAtField(e->cell(), done.error().message));
    });
}

void CellForm::clear()
{
    abandon();
    for (const auto &e : m_entries) {
        delete e->heading;
        delete e->widget;
    }
    m_entries.clear();
}

void CellForm::setRow(const std::string &entity, const std::string &row)
{
    setRows(entity, row.empty() ? std::vector<std::string>() : std::vector{row});
}

void CellForm::setRows(const std::string &entity, const std::vector<std::string> &rows)
{
    for (const auto &e : m_entries) {
        if (e->entityName == entity) {
            setEntryRows(*e, rows);
        }
    }
}

void CellForm::setEntryRows(Entry &e, const std::vector<std::string> &rows)
{
    const std::string first = rows.empty() || (rows.size() > 1 && e.how.single) ? std::string() : rows.front();
    const std::vector<std::string> others = first.empty() ? std::vector<std::string>() : std::vector<std::string>(rows.begin() + 1, rows.end());
    if (e.row == first && e.others == others) {
        return;
    }
    if (e.editor) {
        e.editor->abandon();
        e.refused = false;
        e.widget->setPreview({});
        e.widget->setEffect({});
        e.widget->setError({});
    }
    e.row = first;
    e.others = others;
}

void CellForm::setRowOf(const FieldRow *field, const std::string &row)
{
    for (const auto &e : m_entries) {
        if (e->widget && e->widget == field) {
            setEntryRows(*e, {row});
        }
    }
}

std::string CellForm::row(const std::string &entity) const
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto &e) { return e->entityName == entity; });
    return it == m_entries.end() ? std::string() : (*it)->row;
}

void CellForm::setLabelWidth(int width)
{
    m_labelWidth = width;
}

void CellForm::preview(Entry &e, const QVariant &value)
{
    const core::Status done = m_workspace.previewMany(e.all(valueFrom(*e.field, value)));
    if (!done) {
        refuse(e, sentences::reasonAtField(e.cell(), done.error().message));
        return;
    }
    e.refused = false;
    const QString was = keptText(e);
    const bool many = !e.others.empty();
    e.widget->setPreview(many || isChoice(*e.field) ? tr("preview") : tr("was %1, preview").arg(was));
    const bool dragging = qobject_cast<SliderField *>(e.editor) && !static_cast<SliderField *>(e.editor)->numberField()->isEditing();
    const QString back = many ? tr("Esc leaves all as they are.") : tr("Esc puts %1 back.").arg(was);
    const QString hint = isChoice(*e.field) ? QString() : (dragging ? tr("Kept when you let go; %1") : tr("Enter keeps it; %1")).arg(back);
    e.widget->setEffect(m_effectWords && e.field->type != FieldType::Text ? m_effectWords() : QString(), hint);
}

void CellForm::keep(Entry &e, const QVariant &value)
{
    const core::Value v = valueFrom(*e.field, value);
    const core::Plan plan = m_workspace.keptProjection()->plan;
    e.widget->setPreview({});
    e.widget->setEffect({});
    // What refreshes in between still shows the old value in the field.
    m_keeping = true;
    const QString label = e.others.empty() ? sentences::editLabel(plan, e.cell(), v) : sentences::editLabelOfMany(plan, e.cell(), static_cast<int>(e.others.size()) + 1, v);
    const core::Status done = m_workspace.setMany(e.all(v), label);
    m_keeping = false;
    if (!done) {
        e.editor->goOn();
        refuse(e, sentences::reasonAtField(e.cell(), done.error().message));
        return;
    }
    e.refused = false;
    e.widget->setError({});
    refresh();
}

void CellForm::refuse(Entry &e, const QString &reason)
{
    e.refused = true;
    e.widget->setPreview({});
    e.widget->setEffect({});
    const bool plain = !e.others.empty() || core::isNull(m_workspace.keptValue(e.cell()));
    const QString keeps = plain ? tr("The plan stays as it is until this is mended.") : tr("The plan keeps %1 until this is mended.").arg(keptText(e));
    const bool sentence = reason.endsWith(QLatin1Char('.'));
    e.widget->setError(reason + (sentence ? QStringLiteral(" ") : QStringLiteral(". ")) + keeps);
}

void CellForm::refresh()
{
    const auto plan = m_workspace.document().plan();
    const bool choices = !m_choicesOf || !m_choicesOf->accelerators.sharesRowsWith(plan->accelerators) || !m_choicesOf->countries.sharesRowsWith(plan->countries)
        || !m_choicesOf->factories.sharesRowsWith(plan->factories) || !m_choicesOf->programmes.sharesRowsWith(plan->programmes);
    m_choicesOf = plan;
    for (const auto &e : m_entries) {
        const bool shown = !e->row.empty();
        if (e->heading) {
            e->heading->setVisible(shown);
            continue;
        }
        e->widget->setVisible(shown);
        if (isChoice(*e->field) && (choices || static_cast<ChoiceField *>(e->editor)->combo()->count() == 0)) {
            refreshChoices(*e);
        }
        if (shown) {
            refreshEntry(*e);
        }
    }
}

void CellForm::refreshChoices(Entry &e)
{
    static_cast<ChoiceField *>(e.editor)->setChoices(choicesOf(*m_choicesOf, *e.field, e.how.none));
}

void CellForm::refreshEntry(Entry &e)
{
    if (m_keeping) {
        return;
    }
    const core::Cell cell = e.cell();
    const core::Value kept = m_workspace.keptValue(cell);
    const bool differ = std::any_of(e.others.begin(), e.others.end(), [&](const std::string &row) { return !(m_workspace.keptValue({e.entityName, row, e.field->name}) == kept); });
    // While another cell is tried out this one shows what it has; while this one is, the editor minds its own text.
    e.editor->setValue(differ ? QVariant() : shownFrom(*e.field, kept));
    if (!e.editor->isEditing() && !m_workspace.isPreviewing() && e.refused) {
        e.refused = false;
        e.widget->setError({});
    }
    showOrigin(e, kept);
}

void CellForm::showOrigin(Entry &e, const core::Value &kept)
{
    const core::Cell cell = e.cell();
    const core::Plan &plan = m_workspace.projection()->plan;
    auto *slider = qobject_cast<SliderField *>(e.editor);
    auto *number = slider ? slider->numberField() : qobject_cast<NumberField *>(e.editor);
    if (!e.others.empty()) {
        e.widget->setOverridden({});
        e.widget->clearOrigin();
        if (number) {
            number->setPlaceholder(tr("differ"));
        }
        return;
    }
    if (number) {
        number->setPlaceholder({});
    }
    const bool overridden = m_workspace.isOverridden(cell);
    e.widget->setOverridden(overridden ? sentences::valueText(plan, cell, m_workspace.inheritedValue(cell)) : QString());
    if (!e.field->isNumber() && e.field->type != FieldType::Month) {
        return;
    }
    if (number && e.field->nullable && core::isNull(kept)) {
        const auto derived = engine::derivedDefault(plan, cell);
        const double scale = e.field->isFraction() ? 0.01 : e.field->type == FieldType::Money ? 100 : 1;
        number->setPlaceholder(derived ? format::number(*derived / scale, decimalsOf(*e.field)) : tr("not stated"));
        const bool catalogue = cell.entity == "system";
        if (derived) {
            e.widget->setOrigin(catalogue ? Origin::Catalogue : Origin::Derived, catalogue ? tr("Not stated; the accelerator’s catalogue entry times the number of accelerators.")
                                                                                           : tr("Not stated; as the contribution share."));
        } else {
            e.widget->clearOrigin();
        }
        return;
    }
    // What the citation says is said of the baseline's value.
    const engine::Evidence evidence = overridden ? engine::Evidence::Derived : m_workspace.evidenceOf(cell);
    e.widget->setOrigin(evidence == engine::Evidence::Stated ? Origin::Stated : evidence == engine::Evidence::Derived ? Origin::Derived : Origin::Assumption, m_workspace.sourceSentence(cell));
}

QString CellForm::keptText(const Entry &e) const
{
    return e.others.empty() ? sentences::valueText(m_workspace.keptProjection()->plan, e.cell(), m_workspace.keptValue(e.cell())) : QString();
}

FieldRow *CellForm::rowOf(const core::Cell &cell) const
{
    for (const auto &e : m_entries) {
        if (e->widget && e->entityName == cell.entity && e->row == cell.row && !e->row.empty() && (cell.field.empty() || cell.field == e->field->name)) {
            return e->widget;
        }
    }
    return nullptr;
}

bool CellForm::focusCell(const core::Cell &cell)
{
    FieldRow *row = rowOf(cell);
    if (!row) {
        return false;
    }
    for (QWidget *w = parentWidget(); w; w = w->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(w)) {
            scroll->ensureWidgetVisible(row, 0, 40);
        }
    }
    QWidget *editor = row->field();
    while (editor->focusProxy()) {
        editor = editor->focusProxy();
    }
    editor->setFocus(Qt::OtherFocusReason);
    if (auto *edit = qobject_cast<QLineEdit *>(editor)) {
        edit->selectAll();
    }
    return true;
}

void CellForm::abandon()
{
    for (const auto &e : m_entries) {
        if (e->editor) {
            e->editor->abandon();
        }
    }
}

bool CellForm::isEditing() const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [](const auto &e) { return e->editor && e->editor->isEditing(); });
}

} // namespace ui
