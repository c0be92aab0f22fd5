// SPDX-License-Identifier: GPL-3.0-or-later
#include "entitytable.h"

#include "celltext.h"

#include <QCoreApplication>

#include <algorithm>

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

constexpr QChar blankDigit(0x2007);
constexpr QChar blankMark(0x2008);

// Of a figure, blanks that stand for some included; 0: it has none.
qsizetype decimalsOf(const QString &text, const QString &mark)
{
    const qsizetype at = std::max(text.indexOf(mark), text.indexOf(blankMark));
    return at < 0 ? 0 : text.size() - at - 1;
}

// Figures line up on the decimal mark: shorter fractions are filled with blanks as wide as a digit and a mark.
void fillDecimals(QString &text, qsizetype decimals, const QString &mark)
{
    if (decimals > 0 && !text.isEmpty()) {
        const qsizetype own = decimalsOf(text, mark);
        text += (own == 0 ? QString(blankMark) : QString()) + QString(std::max<qsizetype>(0, decimals - own), blankDigit);
    }
}

qsizetype mostDecimals(const TableSpec &spec, int column, const QString &mark)
{
    qsizetype most = 0;
    for (const TableRow &row : spec.rows) {
        most = std::max(most, decimalsOf(row.cells[column].text, mark));
    }
    return most;
}

TableSpec aligned(TableSpec spec)
{
    const QString mark = QLocale().decimalPoint();
    for (int c = 0; c < static_cast<int>(spec.columns.size()); ++c) {
        const qsizetype decimals = spec.columns[c].figures ? mostDecimals(spec, c, mark) : 0;
        for (qsizetype r = 0; r < spec.rows.size() && decimals > 0; ++r) {
            fillDecimals(spec.rows[r].cells[c].text, decimals, mark);
        }
    }
    return spec;
}

TableCell cellOf(const document::Workspace &w, const core::Plan &plan, const core::FieldInfo &field, const core::Value &value, const core::Cell &cell)
{
    TableCell out{displayText(plan, field, value)};
    if (const auto number = core::numberOf(value)) {
        out.sort = *number;
    } else if (field.type == core::FieldType::Month) {
        out.sort = QString::fromStdString(core::toPlainText(value));
    }
    out.cell = cell;
    out.overridden = w.isOverridden(cell);
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

} // namespace

TableCell planCell(const document::Workspace &w, const core::Cell &cell)
{
    const core::Plan &plan = w.projection()->plan;
    return cellOf(w, plan, *core::entity(cell.entity)->field(cell.field), core::valueAt(plan, cell), cell);
}

EntityTableMaker::EntityTableMaker(const document::Workspace &workspace, const core::EntityInfo &entity, document::ProjectionPtr projection)
    : m_workspace(workspace), m_entity(entity), m_projection(std::move(projection))
{
    m_spec.entity = QString::fromUtf8(entity.name);
    m_spec.whyNot = tr("This names the row and cannot be changed: add a new row and remove this one.");
    for (const core::FieldInfo &field : entity.fields) {
        TableColumn column{QString::fromUtf8(field.name), fieldTitle(field), {}, field.isNumber(), widthOf(field)};
        column.figures = field.isNumber();
        m_spec.columns << column;
    }
    m_spec.rows.reserve(static_cast<qsizetype>(entity.size(m_projection->plan)));
}

bool EntityTableMaker::more(std::size_t rows)
{
    const core::Plan &plan = m_projection->plan;
    const std::size_t end = std::min(m_entity.size(plan), m_next + std::min(rows, m_entity.size(plan)));
    for (; m_next < end; ++m_next) {
        const void *row = m_entity.rowAt(plan, m_next);
        const std::string key = m_entity.keyOf(row);
        TableRow line{QString::fromStdString(key), {}};
        line.cells.reserve(static_cast<qsizetype>(m_entity.fields.size()));
        for (const core::FieldInfo &field : m_entity.fields) {
            const core::Value value = field.get(row);
            if (!field.key) {
                line.cells << cellOf(m_workspace, plan, field, value, {m_entity.name, key, field.name});
                continue;
            }
            TableCell cell{displayText(plan, field, value)};
            cell.toolTip = m_spec.whyNot;
            if (const auto number = core::numberOf(value)) {
                cell.sort = *number;
            }
            line.cells << cell;
        }
        m_spec.rows << std::move(line);
    }
    return m_next < m_entity.size(plan);
}

TableSpec EntityTableMaker::table() const &
{
    return aligned(m_spec);
}

TableSpec EntityTableMaker::table() &&
{
    return aligned(std::move(m_spec));
}

TableSpec entityTable(const document::Workspace &w, const core::EntityInfo &entity)
{
    EntityTableMaker maker(w, entity, w.projection());
    maker.more(entity.size(w.projection()->plan));
    return std::move(maker).table();
}

TableSpec withCells(const TableSpec &table, const document::Workspace &w, const std::vector<core::Cell> &cells)
{
    TableSpec spec = table;
    const QString mark = QLocale().decimalPoint();
    for (const core::Cell &cell : cells) {
        const QString id = QString::fromStdString(cell.row);
        const auto row = std::find_if(table.rows.begin(), table.rows.end(), [&](const TableRow &r) { return r.id == id; });
        const auto column = std::find_if(table.columns.begin(), table.columns.end(), [&](const TableColumn &c) { return c.id == QLatin1String(cell.field.c_str()); });
        if (cell.entity != table.entity.toStdString() || row == table.rows.end() || column == table.columns.end()) {
            continue;
        }
        const auto c = static_cast<int>(column - table.columns.begin());
        TableCell shown = planCell(w, cell);
        if (column->figures) {
            fillDecimals(shown.text, mostDecimals(table, c, mark), mark);
        }
        spec.rows[row - table.rows.begin()].cells[c] = shown;
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
