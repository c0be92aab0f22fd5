// SPDX-License-Identifier: GPL-3.0-or-later
#include "uncertaintyform.h"

#include "celltext.h"
#include "chartspec.h"
#include "density.h"
#include "densityview.h"
#include "distribution.h"
#include "editwords.h"
#include "fieldrow.h"
#include "fields.h"
#include "reshape.h"
#include "risktables.h"
#include "text.h"
#include "uncertaintyedits.h"

#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QStringListModel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int curvePoints = 160;
constexpr int pictureHeight = 210;
constexpr int fieldWidth = 280; // of a field with its name
constexpr double usualCorrelation = 0.5; // of a row that is given a driver
constexpr double widest = 1e15;          // as the plan's field

std::string textFrom(const QVariant &v)
{
    return v.toString().trimmed().toStdString();
}

template<typename E>
E enumFrom(const QVariant &v, E fallback)
{
    const std::string text = textFrom(v);
    for (std::size_t i = 0; i < core::EnumTexts<E>::texts.size(); ++i) {
        if (text == core::EnumTexts<E>::texts[i]) {
            return static_cast<E>(i);
        }
    }
    return fallback;
}

QVariant shownFrom(const core::Value &value)
{
    const auto number = core::numberOf(value);
    return number ? QVariant(*number) : core::isNull(value) ? QVariant() : QVariant(QString::fromStdString(core::toPlainText(value)));
}

bool isShaped(const core::Uncertainty &u)
{
    return u.kind == core::UncertaintyKind::Triangular || u.kind == core::UncertaintyKind::Pert;
}

const core::FieldInfo *fieldOf(const core::Uncertainty &u)
{
    const core::EntityInfo *entity = core::entity(u.entity);
    return entity ? entity->field(u.field) : nullptr;
}

bool isMonth(const core::Uncertainty &u)
{
    const core::FieldInfo *f = fieldOf(u);
    return f && f->type == core::FieldType::Month;
}

// What one key moves: a hundredth of a factor, a month, else about a hundredth of the width.
double stepOf(const core::Uncertainty &u, std::optional<double> plan)
{
    if (u.effect == core::UncertaintyEffect::Scale) {
        return 0.01;
    }
    if (isMonth(u)) {
        return 1;
    }
    const double size = u.high > u.low ? u.high - u.low : std::max(std::fabs(u.high), std::fabs(plan.value_or(1)));
    return size > 0 ? std::pow(10.0, std::floor(std::log10(size)) - 2) : 0.01;
}

DensitySpec pictureOf(const core::Plan &plan, const core::Uncertainty &u, const QString &name, bool readOnly)
{
    const auto value = simulation::planValueOf(plan, u);
    DensitySpec s;
    s.name = name;
    s.step = stepOf(u, value);
    s.decimals = std::max(0, stepDecimals(s.step));
    const QString unit = sentences::spreadUnit(u);
    s.unit = unit.isEmpty() ? QString() : QLatin1Char(' ') + unit;
    s.months = isMonth(u) && u.effect == core::UncertaintyEffect::Replace;
    s.readOnly = readOnly;
    s.plan = u.effect == core::UncertaintyEffect::Scale ? std::optional(1.0) : u.effect == core::UncertaintyEffect::Shift ? std::optional(0.0) : value;
    const auto [from, to] = simulation::rangeOf(u);
    const double margin = to > from ? (to - from) * 0.3 : 20 * s.step;
    s.from = from - margin;
    s.to = to + margin;
    for (int i = 0; to > from && i <= curvePoints; ++i) {
        const double x = from + (to - from) * i / curvePoints;
        s.curve << QPointF(x, simulation::densityAt(u, x));
    }
    const double likely = simulation::likelyOf(u);
    const bool positive = u.kind == core::UncertaintyKind::Lognormal;
    s.handles << DensityHandle{QStringLiteral("low"), UncertaintyForm::tr("low"), u.low, positive ? s.step : -widest, isShaped(u) ? likely : u.high};
    if (isShaped(u)) {
        s.handles << DensityHandle{QStringLiteral("mode"), UncertaintyForm::tr("likely"), likely, u.low, u.high};
    }
    s.handles << DensityHandle{QStringLiteral("high"), UncertaintyForm::tr("high"), u.high, isShaped(u) ? likely : u.low, widest};
    return s;
}

template<typename E>
QVector<QPair<QString, QString>> choices(QString (*word)(E))
{
    QVector<QPair<QString, QString>> out;
    for (std::size_t i = 0; i < core::EnumTexts<E>::texts.size(); ++i) {
        out << qMakePair(QString::fromLatin1(core::EnumTexts<E>::texts[i]), word(static_cast<E>(i)));
    }
    return out;
}

} // namespace

UncertaintyForm::UncertaintyForm(document::Workspace &workspace, QWidget *parent) : QWidget(parent), m_workspace(workspace), m_density(new DensityView(this)), m_drivers(new QCompleter(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_density->setFixedHeight(pictureHeight);
    column->addWidget(m_density);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(8);
    column->addLayout(m_grid);
    const auto number = [this] { return new NumberField({}, 0, 1, false, this); }; // shows as many decimals as a value has
    const std::tuple<const char *, QString, ValueField *> all[] = {
        {"entity", tr("Table"), new ChoiceField(this)},          {"row", tr("Row"), new ChoiceField(this)},  {"field", tr("Field"), new ChoiceField(this)},
        {"effect", tr("Effect"), new ChoiceField(this)},         {"kind", tr("Distribution"), new ChoiceField(this)}, {"low", tr("Low"), number()},
        {"mode", tr("Likely"), number()},                        {"high", tr("High"), number()},             {"driver", tr("Driver"), new TextField(this)},
        {"correlation", tr("Correlation"), number()}};
    for (const auto &[field, label, editor] : all) {
        m_order << addField(field, label, editor);
    }
    auto *driver = static_cast<TextField *>(m_fields["driver"]->field());
    m_drivers->setModel(new QStringListModel(m_drivers));
    m_drivers->setCaseSensitivity(Qt::CaseInsensitive);
    driver->edit()->setCompleter(m_drivers);
    driver->edit()->setPlaceholderText(tr("none"));
    for (const char *field : {"low", "mode", "high", "correlation"}) {
        static_cast<NumberField *>(m_fields[field]->field())->setStep(0.1);
    }
    connect(m_density, &DensityView::moved, this, [this](const QString &id, double value) { preview(id.toStdString(), value); });
    connect(m_density, &DensityView::released, this, [this](const QString &id, double value) { keep(id.toStdString(), value); });
    connect(m_density, &DensityView::reverted, this, [this] { drop(m_density->currentHandle().toStdString()); });
    connect(&workspace, &document::Workspace::viewChanged, this, [this] { m_density->abandon(); });
}

// As many fields beside one another as there is room for.
void UncertaintyForm::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int columns = std::clamp(width() / fieldWidth, 1, 3);
    if (columns == m_columns) {
        return;
    }
    m_columns = columns;
    for (int i = 0; i < m_order.size(); ++i) {
        m_grid->removeWidget(m_order[i]);
        m_grid->addWidget(m_order[i], i / columns, i % columns, Qt::AlignTop);
    }
    for (int c = 0; c < 3; ++c) {
        m_grid->setColumnStretch(c, c < columns ? 1 : 0);
    }
}

FieldRow *UncertaintyForm::addField(const char *field, const QString &label, ValueField *editor)
{
    auto *row = new FieldRow(label, editor, this);
    row->setLabelWidth(76);
    m_fields[field] = row;
    const std::string name = field;
    connect(editor, &ValueField::edited, this, [this, name](const QVariant &v) { preview(name, v); });
    connect(editor, &ValueField::committed, this, [this, name](const QVariant &v) { keep(name, v); });
    connect(editor, &ValueField::reverted, this, [this, name] { drop(name); });
    connect(editor, &ValueField::refused, this, [this, name](const QString &reason) {
        m_workspace.clearPreview();
        m_fields[name]->setError(reason);
    });
    connect(row, &FieldRow::resetWanted, this, [this, name] {
        const core::Cell cell{"uncertainty", m_row.toStdString(), name};
        const core::Status done = m_workspace.reset(cell, sentences::resetLabel(m_workspace.projection()->plan, cell));
        m_fields[name]->setError(done ? QString() : QString::fromStdString(done.error().message));
    });
    return row;
}

const core::Uncertainty *UncertaintyForm::shown() const
{
    return m_workspace.projection()->plan.uncertainties.find(m_row.toStdString());
}

void UncertaintyForm::setRow(const QString &id)
{
    if (id == m_row) {
        return;
    }
    m_density->abandon();
    for (const auto &[name, row] : m_fields) {
        row->field()->abandon();
        row->setError({});
    }
    m_row = id;
    refresh();
}

bool UncertaintyForm::focusField(const std::string &field)
{
    const auto it = m_fields.find(field.empty() ? "low" : field);
    if (it == m_fields.end() || !shown()) {
        return false;
    }
    it->second->field()->setFocus(Qt::OtherFocusReason);
    return true;
}

core::Uncertainty UncertaintyForm::changed(const std::string &field, const QVariant &value) const
{
    const core::Plan &kept = m_workspace.keptProjection()->plan;
    core::Uncertainty u = *kept.uncertainties.find(m_row.toStdString());
    if (field == "entity") {
        const core::EntityInfo *entity = core::entity(textFrom(value));
        const bool plan = std::string_view(entity->name) == "plan";
        return simulation::withTarget(kept, u, {entity->name, plan ? "1" : "*", simulation::uncertainFields(*entity).front()->name});
    }
    if (field == "row") {
        u.row = textFrom(value);
    } else if (field == "field") {
        return simulation::withTarget(kept, u, {u.entity, u.row, textFrom(value)});
    } else if (field == "effect") {
        return simulation::withEffect(u, enumFrom(value, u.effect), simulation::planValueOf(kept, u));
    } else if (field == "kind") {
        return simulation::withKind(u, enumFrom(value, u.kind));
    } else if (field == "low") {
        u.low = value.toDouble();
    } else if (field == "mode") {
        u.mode = value.toDouble();
    } else if (field == "high") {
        u.high = value.toDouble();
    } else if (field == "driver") {
        const std::string name = textFrom(value);
        u.correlation = name.empty() ? 0 : !u.driver ? usualCorrelation : u.correlation;
        u.driver = name.empty() ? core::OptionalText() : core::OptionalText(name);
    } else {
        u.correlation = value.toDouble();
    }
    return u;
}

document::CellValues UncertaintyForm::differences(const core::Uncertainty &after) const
{
    const core::Uncertainty &before = *m_workspace.keptProjection()->plan.uncertainties.find(after.id);
    document::CellValues out;
    for (const core::FieldInfo &f : core::entity("uncertainty")->fields) {
        const core::Value value = f.get(&after);
        if (!f.key && value != f.get(&before)) {
            out.emplace_back(core::Cell{"uncertainty", after.id, f.name}, value);
        }
    }
    return out;
}

bool UncertaintyForm::refuses(const std::string &field, const core::Uncertainty &after)
{
    QString reason;
    if (after.correlation < 0 || after.correlation > 1) {
        reason = tr("A correlation lies between 0 and 1.");
    } else if (const auto distribution = simulation::Distribution::of(after); !distribution) {
        reason = QString::fromStdString(distribution.error().message).section(QStringLiteral(": "), 1);
        if (!reason.isEmpty()) {
            reason[0] = reason.at(0).toUpper();
        }
    }
    m_fields.at(field)->setError(reason);
    if (!reason.isEmpty()) {
        m_workspace.clearPreview();
    }
    return !reason.isEmpty();
}

void UncertaintyForm::preview(const std::string &field, const QVariant &value)
{
    if (!m_workspace.keptProjection()->plan.uncertainties.find(m_row.toStdString())) {
        return;
    }
    const core::Uncertainty after = changed(field, value);
    if (refuses(field, after)) {
        return;
    }
    const document::CellValues values = differences(after);
    if (values.empty()) {
        m_workspace.clearPreview();
    } else if (const core::Status done = m_workspace.previewMany(values); !done) {
        m_fields.at(field)->setError(sentences::reasonAtField(values.front().first, done.error().message));
    }
}

void UncertaintyForm::keep(const std::string &field, const QVariant &value)
{
    const core::Plan &kept = m_workspace.keptProjection()->plan;
    if (!kept.uncertainties.find(m_row.toStdString())) {
        return;
    }
    const core::Uncertainty after = changed(field, value);
    if (refuses(field, after)) {
        m_fields.at(field)->field()->goOn();
        return;
    }
    const document::CellValues values = differences(after);
    if (values.empty()) {
        m_workspace.clearPreview();
        refresh();
        return;
    }
    const core::Cell asked{"uncertainty", after.id, field};
    const core::FieldInfo &info = *core::entity("uncertainty")->field(field);
    const core::Status done = m_workspace.setMany(values, sentences::editLabel(kept, asked, info.get(&after)));
    if (!done) {
        m_fields.at(field)->field()->goOn();
        m_fields.at(field)->setError(sentences::reasonAtField(asked, done.error().message));
    }
    refresh();
}

void UncertaintyForm::drop(const std::string &field)
{
    const auto it = m_fields.find(field);
    if (it != m_fields.end()) {
        it->second->setError({});
    }
    m_workspace.clearPreview();
    refresh();
}

void UncertaintyForm::refreshChoices(const core::Uncertainty &u)
{
    const core::Plan &plan = m_workspace.projection()->plan;
    const auto choice = [this](const char *field) { return static_cast<ChoiceField *>(m_fields.at(field)->field()); };
    QVector<QPair<QString, QString>> tables, rows, fields;
    for (const core::EntityInfo *e : simulation::uncertainEntities()) {
        tables << qMakePair(QString::fromLatin1(e->name), std::string_view(e->name) == "plan" ? tr("Plan settings") : QString::fromStdString(core::text(e->plural)));
    }
    const core::EntityInfo *entity = core::entity(u.entity);
    if (entity) {
        if (u.entity != "plan") {
            rows << qMakePair(QStringLiteral("*"), tr("All of them, together"));
        }
        for (std::size_t i = 0; i < entity->size(plan); ++i) {
            const std::string key = entity->keyOf(entity->rowAt(plan, i));
            rows << qMakePair(QString::fromStdString(key), u.entity == "plan" ? tr("The plan") : sentences::rowName(plan, u.entity, key));
        }
        for (const core::FieldInfo *f : simulation::uncertainFields(*entity)) {
            fields << qMakePair(QString::fromLatin1(f->name), items::fieldLabel(*f));
        }
    }
    choice("entity")->setChoices(tables);
    choice("row")->setChoices(rows);
    choice("field")->setChoices(fields);
    choice("effect")->setChoices(choices(sentences::effectWord));
    choice("kind")->setChoices(choices(sentences::distributionWord));
    QStringList drivers;
    for (const std::string &d : core::driversOf(plan)) {
        drivers << QString::fromStdString(d);
    }
    auto *model = static_cast<QStringListModel *>(m_drivers->model());
    if (model->stringList() != drivers) {
        model->setStringList(drivers);
    }
}

void UncertaintyForm::refresh()
{
    const core::Uncertainty *u = shown();
    setEnabled(u && !m_workspace.document().isReadOnly());
    if (!u) {
        DensitySpec none;
        none.empty = tr("Choose a row of the table to see its distribution.");
        m_density->setSpec(none);
        return;
    }
    if (!m_workspace.isPreviewing()) {
        refreshChoices(*u);
    }
    for (const auto &[name, row] : m_fields) {
        const core::Cell cell{"uncertainty", u->id, name};
        // The editor keeps to what the plan has; what is dragged in the picture is shown in it meanwhile.
        row->field()->setValue(shownFrom(m_workspace.keptValue(cell)));
        auto *text = qobject_cast<TextField *>(row->field());
        if (text && m_workspace.isPreviewing() && !text->isEditing()) {
            text->showValue(shownFrom(m_workspace.value(cell)));
        }
        row->setOverridden(m_workspace.isOverridden(cell) ? sentences::valueText(m_workspace.projection()->plan, cell, m_workspace.inheritedValue(cell)) : QString());
    }
    m_fields.at("mode")->setVisible(isShaped(*u));
    m_fields.at("correlation")->setVisible(u->driver.has_value());
    refreshPicture(*u);
}

void UncertaintyForm::refreshPicture(const core::Uncertainty &u)
{
    const core::Plan &plan = m_workspace.projection()->plan;
    const core::FieldInfo *field = fieldOf(u);
    const QString whose = u.row == "*" || u.entity == "plan" ? QString() : QStringLiteral(", ") + sentences::rowName(plan, u.entity, u.row);
    m_density->setSpec(pictureOf(plan, u, (field ? items::fieldLabel(*field) : QString::fromStdString(u.field)) + whose, m_workspace.document().isReadOnly()));
}

} // namespace ui
