// SPDX-License-Identifier: GPL-3.0-or-later
#include "celledits.h"

#include <QCoreApplication>
#include <QDate>

#include <cmath>

namespace items {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("celledits", text);
}

const core::FieldInfo *fieldOf(const core::Cell &cell)
{
    const core::EntityInfo *info = core::entity(cell.entity);
    return info ? info->field(cell.field) : nullptr;
}

bool sameValue(const core::Value &a, const core::Value &b)
{
    const auto x = core::numberOf(a);
    const auto y = core::numberOf(b);
    return x && y ? std::fabs(*x - *y) <= 1e-12 * std::max(std::fabs(*x), std::fabs(*y)) : a == b;
}

// A change of an existing cell; refused where the table does not edit it.
CellChange changeAt(const EditedPlan &plan, const TableSpec &spec, int row, int column)
{
    CellChange c{spec.rows[row].id, column};
    if (column >= spec.rows[row].cells.size() || spec.rows[row].cells[column].cell.entity.empty() || !fieldOf(spec.rows[row].cells[column].cell)) {
        c.oldText = column < spec.rows[row].cells.size() ? spec.rows[row].cells[column].text : QString();
        c.refusal = spec.whyNot.isEmpty() ? tr("This figure is computed from others; it is not typed in.") : spec.whyNot;
        return c;
    }
    c.cell = spec.rows[row].cells[column].cell;
    c.oldText = displayText(plan.shown, *fieldOf(c.cell), core::valueAt(plan.shown, c.cell));
    return c;
}

void take(const EditedPlan &plan, CellChange &c, const core::Result<core::Value> &value)
{
    if (!value) {
        c.refusal = QString::fromStdString(value.error().message);
        return;
    }
    c.value = *value;
    c.newText = displayText(plan.shown, *fieldOf(c.cell), *value);
    c.changes = !sameValue(*value, core::valueAt(plan.shown, c.cell));
    const auto change = core::setCell(plan.whole, plan.scenario.toStdString(), c.cell, *value);
    if (!change) {
        c.refusal = reasonAtCell(c.cell, change.error().message);
        c.changes = false;
    }
}

core::Edit editOf(const EditedPlan &plan, const CellEdits &edits, const std::vector<const CellChange *> &which, bool withRows)
{
    core::Edit edit;
    if (withRows) {
        edit.changes = edits.addedRows;
    }
    for (const CellChange *c : which) {
        if (const auto change = core::setCell(plan.whole, plan.scenario.toStdString(), c->cell, c->value)) {
            edit.changes.push_back(*change);
        }
    }
    return edit;
}

} // namespace

int CellEdits::changed() const
{
    return static_cast<int>(std::count_if(cells.begin(), cells.end(), [](const CellChange &c) { return c.changes; }));
}

int CellEdits::refused() const
{
    return static_cast<int>(std::count_if(cells.begin(), cells.end(), [](const CellChange &c) { return !c.refusal.isEmpty(); }));
}

core::Edit CellEdits::edit(const core::Plan &plan, const QString &scenario, const QString &label) const
{
    core::Edit edit{label.toStdString(), addedRows};
    for (const auto &[cell, value] : values()) {
        if (const auto change = core::setCell(plan, scenario.toStdString(), cell, value)) {
            edit.changes.push_back(*change);
        }
    }
    return edit;
}

std::vector<std::pair<core::Cell, core::Value>> CellEdits::values() const
{
    std::vector<std::pair<core::Cell, core::Value>> out;
    for (const CellChange &c : cells) {
        if (c.changes && !c.added) {
            out.emplace_back(c.cell, c.value);
        }
    }
    return out;
}

CellEdits typed(const EditedPlan &plan, const TableSpec &spec, int row, int column, const QString &text, const QLocale &locale)
{
    CellChange c = changeAt(plan, spec, row, column);
    if (c.refusal.isEmpty()) {
        ReadingRules rules{locale, spec.columns[column].scale};
        take(plan, c, readText(plan.shown, *core::entity(c.cell.entity), *fieldOf(c.cell), c.cell.row, text, rules));
    }
    CellEdits edits{{c}, {}};
    acceptTogether(plan, edits);
    return edits;
}

CellEdits emptied(const EditedPlan &plan, const TableSpec &spec, const QVector<QPair<int, int>> &cells)
{
    CellEdits edits;
    for (const auto &[row, column] : cells) {
        CellChange c = changeAt(plan, spec, row, column);
        if (const core::FieldInfo *field = c.refusal.isEmpty() ? fieldOf(c.cell) : nullptr) {
            if (field->nullable || field->hasDefault) {
                take(plan, c, field->nullable ? core::Value{} : field->defaultValue);
            } else {
                c.refusal = tr("A value is needed here.");
            }
        }
        edits.cells << c;
    }
    acceptTogether(plan, edits);
    return edits;
}

CellEdits filled(const EditedPlan &plan, const TableSpec &spec, const QVector<QPair<int, int>> &rows, const QVector<int> &columns)
{
    CellEdits edits;
    for (const auto &[to, from] : rows) {
        for (const int column : columns) {
            CellChange c = changeAt(plan, spec, to, column);
            const core::Cell source = column < spec.rows[from].cells.size() ? spec.rows[from].cells[column].cell : core::Cell();
            if (c.refusal.isEmpty() && (source.entity != c.cell.entity || source.field != c.cell.field)) {
                c.refusal = tr("The cell above is of another kind.");
            }
            if (c.refusal.isEmpty()) {
                take(plan, c, core::acceptedValue(*core::entity(c.cell.entity), *fieldOf(c.cell), c.cell.row, core::valueAt(plan.shown, source)));
            }
            edits.cells << c;
        }
    }
    acceptTogether(plan, edits);
    return edits;
}

void acceptTogether(const EditedPlan &plan, CellEdits &edits)
{
    std::vector<CellChange *> open;
    for (CellChange &c : edits.cells) {
        if (c.changes && !c.added) {
            open.push_back(&c);
        }
    }
    const core::Edit all = editOf(plan, edits, {open.begin(), open.end()}, true);
    if (all.changes.empty() || core::applied(plan.whole, all)) {
        return;
    }
    // Row by row, then cell by cell: what fails alone or with what came before is refused.
    core::Edit rows;
    rows.changes = edits.addedRows;
    core::Plan now = plan.whole;
    if (!rows.changes.empty()) {
        if (auto with = core::applied(now, rows)) {
            now = std::move(*with);
        }
    }
    for (auto first = open.begin(); first != open.end();) {
        const auto next = std::find_if(first, open.end(), [&](const CellChange *c) { return c->cell.entity != (*first)->cell.entity || c->cell.row != (*first)->cell.row; });
        if (auto with = core::applied(now, editOf(plan, edits, {first, next}, false))) {
            now = std::move(*with);
            first = next;
            continue;
        }
        for (; first != next; ++first) {
            auto with = core::applied(now, editOf(plan, edits, {*first}, false));
            if (with) {
                now = std::move(*with);
            } else {
                (*first)->refusal = reasonAtCell((*first)->cell, with.error().message);
                (*first)->changes = false;
            }
        }
    }
}

GridCell copied(const core::Plan &shown, const TableColumn &column, const TableCell &cell, const QLocale &locale)
{
    const core::FieldInfo *field = fieldOf(cell.cell);
    if (!field) {
        // A figure without thousands marks, so that a spreadsheet takes it as one.
        const auto number = column.figures ? readNumber(cell.text, locale) : std::nullopt;
        if (!number || number->magnitude != 1) {
            return {cell.text == QStringLiteral("–") ? QString() : QString(cell.text).replace(QChar(0xA0), QLatin1Char(' ')).replace(QChar(0x202F), QLatin1Char(' '))};
        }
        QLocale plain = locale;
        plain.setNumberOptions(QLocale::OmitGroupSeparator);
        QString digits = plain.toString(number->value, 'g', QLocale::FloatingPointShortest);
        return {number->percent ? digits + QLatin1Char('%') : digits, number->percent ? number->value / 100 : number->value};
    }
    const core::Value value = core::valueAt(shown, cell.cell);
    const auto number = core::numberOf(value);
    const QString text = editText(shown, *field, value, column.scale, locale);
    if (!field->isNumber() || !number) {
        return {text};
    }
    if (field->isFraction()) {
        return {text + QLatin1Char('%'), *number};
    }
    return {text, (field->type == core::FieldType::Money ? *number / 100 : *number) / column.scale};
}

} // namespace items
