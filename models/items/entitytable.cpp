// SPDX-License-Identifier: GPL-3.0-or-later
#include "entitytable.h"

#include "celltext.h"

#include <QCoreApplication>

namespace items {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("entitytable", text);
}

int widthOf(const core::FieldInfo &field)
{
    const int header = static_cast<int>(fieldTitle(field).size()) * 7 + 32;
    switch (field.type) {
    case core::FieldType::Text:
        return field.key ? std::max(120, header) : std::max(160, header);
    case core::FieldType::Reference:
    case core::FieldType::Choice:
        return std::max(150, header);
    case core::FieldType::Money:
        return std::max(120, header);
    default:
        return std::max(84, header);
    }
}

// Figures line up on the decimal mark: shorter fractions are filled with blanks as wide as a digit and a mark.
void alignDecimals(TableSpec &spec, int column)
{
    const QString mark = QLocale().decimalPoint();
    qsizetype longest = 0;
    for (const TableRow &row : spec.rows) {
        const qsizetype at = row.cells[column].text.indexOf(mark);
        longest = std::max(longest, at < 0 ? 0 : row.cells[column].text.size() - at - 1);
    }
    for (TableRow &row : spec.rows) {
        QString &text = row.cells[column].text;
        const qsizetype at = text.indexOf(mark);
        const qsizetype missing = longest - (at < 0 ? 0 : text.size() - at - 1);
        if (longest > 0 && !text.isEmpty()) {
            text += (at < 0 ? QString(QChar(0x2008)) : QString()) + QString(missing, QChar(0x2007));
        }
    }
}

} // namespace

TableCell planCell(const document::Workspace &w, const core::Cell &cell)
{
    const core::Plan &plan = w.projection()->plan;
    const core::EntityInfo &info = *core::entity(cell.entity);
    const core::FieldInfo &field = *info.field(cell.field);
    const core::Value value = core::valueAt(plan, cell);
    TableCell out{displayText(plan, field, value)};
    if (const auto number = core::numberOf(value)) {
        out.sort = *number;
    } else if (field.type == core::FieldType::Month) {
        out.sort = QString::fromStdString(core::toPlainText(value));
    }
    out.cell = cell;
    out.overridden = w.isOverridden(cell);
    const QString unit = fieldUnit(field);
    if (field.isNumber() || field.type == core::FieldType::Month) {
        out.assumption = !core::isNull(value) && w.evidenceOf(cell) == engine::Evidence::Assumption;
        out.toolTip = sentenceText(plan, field, value) + QStringLiteral(". ") + w.sourceSentence(cell);
        if (core::isNull(value)) {
            out.toolTip = tr("Nothing stated: the plan's default is used.");
        }
    } else if (out.text.size() > 24) {
        out.toolTip = out.text;
    }
    return out;
}

TableSpec entityTable(const document::Workspace &w, const core::EntityInfo &entity)
{
    TableSpec spec;
    spec.entity = QString::fromUtf8(entity.name);
    spec.whyNot = tr("This names the row and cannot be changed: add a new row and remove this one.");
    const core::Plan &plan = w.projection()->plan;
    for (const core::FieldInfo &field : entity.fields) {
        TableColumn column{QString::fromUtf8(field.name), fieldTitle(field), {}, field.isNumber(), widthOf(field)};
        column.figures = field.isNumber();
        spec.columns << column;
    }
    for (std::size_t i = 0; i < entity.size(plan); ++i) {
        const void *row = entity.rowAt(plan, i);
        const std::string key = entity.keyOf(row);
        TableRow line{QString::fromStdString(key), {}};
        for (const core::FieldInfo &field : entity.fields) {
            if (field.key) {
                TableCell cell{displayText(plan, field, field.get(row))};
                cell.toolTip = spec.whyNot;
                if (const auto number = core::numberOf(field.get(row))) {
                    cell.sort = *number;
                }
                line.cells << cell;
            } else {
                line.cells << planCell(w, {entity.name, key, field.name});
            }
        }
        spec.rows << line;
    }
    for (int c = 0; c < static_cast<int>(spec.columns.size()); ++c) {
        if (spec.columns[c].figures) {
            alignDecimals(spec, c);
        }
    }
    return spec;
}

std::string freeKey(const core::Plan &plan, const core::EntityInfo &entity, const std::string &wish)
{
    std::string slug;
    for (const QChar c : QString::fromStdString(wish).normalized(QString::NormalizationForm_KD).toLower()) {
        const bool fits = (c >= QLatin1Char('a') && c <= QLatin1Char('z')) || (c >= QLatin1Char('0') && c <= QLatin1Char('9'));
        slug += fits ? std::string(1, c.toLatin1()) : c.isSpace() || c.isPunct() ? std::string(slug.empty() || slug.back() == '-' ? "" : "-") : std::string();
    }
    while (!slug.empty() && slug.back() == '-') {
        slug.pop_back();
    }
    slug = slug.empty() ? std::string(entity.name) : slug.substr(0, 56);
    std::string out = slug;
    for (int n = 2; entity.indexOf(plan, out) >= 0; ++n) {
        out = slug + '-' + std::to_string(n);
    }
    return out;
}

} // namespace items
