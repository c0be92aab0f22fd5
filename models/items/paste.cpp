// SPDX-License-Identifier: GPL-3.0-or-later
// Where each cell of a pasted block goes, and what it does there.
#include "celledits.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace items {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("celledits", text);
}

// "System price per accelerator (€)" and "system price per accelerator" name the same column.
QString plainTitle(const QString &title)
{
    static const QRegularExpression unit(QStringLiteral("[\\s,]*[\\(\\[][^)\\]]*[)\\]]\\s*$"));
    return QString(title).remove(unit).simplified().toLower();
}

// How the block lies on the table.
struct Layout
{
    bool hasHeader = false;
    QVector<int> columns;                   // of the spec, by column of the grid; -1: none
    QVector<bool> inCents;                  // headed by a field's own name that counts cents
    QVector<std::pair<int, int>> lines;     // row of the grid, row of the spec; -1: a new one
};

int columnNamed(const TableSpec &spec, const QString &title)
{
    for (int c = 0; c < static_cast<int>(spec.columns.size()); ++c) {
        if (plainTitle(spec.columns[c].title) == plainTitle(title) || spec.columns[c].id.compare(title.trimmed(), Qt::CaseInsensitive) == 0) {
            return c;
        }
    }
    return -1;
}

bool readHeader(const TableSpec &spec, const ClipboardGrid &grid, Layout &out)
{
    if (grid.height() < 2) {
        return false;
    }
    int named = 0;
    int given = 0;
    for (const GridCell &cell : grid.rows.first()) {
        const int column = cell.text.trimmed().isEmpty() ? -1 : columnNamed(spec, cell.text);
        out.columns << (out.columns.contains(column) ? -1 : column);
        out.inCents << (column >= 0 && cell.text.trimmed().endsWith(QLatin1String("_cents")));
        named += column >= 0;
        given += !cell.text.trimmed().isEmpty();
    }
    out.hasHeader = named > 0 && 2 * named >= given;
    if (!out.hasHeader) {
        out.columns.clear();
        out.inCents.clear();
    }
    return out.hasHeader;
}

const core::EntityInfo *tableOf(const TableSpec &spec)
{
    return spec.entity.isEmpty() ? nullptr : core::entity(spec.entity.toStdString());
}

// The key that a line of the grid gives, in the plan's words; empty where a part is missing or unreadable.
QString keyOfLine(const EditedPlan &plan, const TableSpec &spec, const core::EntityInfo &info, const Layout &layout, const QVector<GridCell> &line, QString &why)
{
    QStringList parts;
    for (const core::FieldInfo *field : info.keyFields()) {
        int at = -1;
        for (int g = 0; g < static_cast<int>(layout.columns.size()); ++g) {
            at = layout.columns[g] >= 0 && spec.columns[layout.columns[g]].id == QLatin1String(field->name) ? g : at;
        }
        if (at < 0 || line[at].text.trimmed().isEmpty()) {
            return {};
        }
        const auto value = readText(plan.shown, info, *field, {}, line[at].text);
        if (!value) {
            why = QString::fromStdString(value.error().message);
            return {};
        }
        parts << QString::fromStdString(core::toPlainText(*value));
    }
    return parts.join(QLatin1Char('/'));
}

bool hasKeyColumns(const TableSpec &spec, const Layout &layout)
{
    const core::EntityInfo *info = tableOf(spec);
    if (!info) {
        return false;
    }
    for (const core::FieldInfo *field : info->keyFields()) {
        const bool there = std::any_of(layout.columns.begin(), layout.columns.end(), [&](int c) { return c >= 0 && spec.columns[c].id == QLatin1String(field->name); });
        if (!there) {
            return false;
        }
    }
    return true;
}

QHash<QString, int> rowsById(const TableSpec &spec)
{
    QHash<QString, int> out;
    for (int r = 0; r < static_cast<int>(spec.rows.size()); ++r) {
        out.insert(spec.rows[r].id, r);
    }
    return out;
}

Layout layOut(const EditedPlan &plan, const PasteTarget &target, const ClipboardGrid &grid)
{
    Layout out;
    const TableSpec &spec = target.spec;
    const bool header = readHeader(spec, grid, out);
    const int gridRows = grid.height() - (header ? 1 : 0);
    // A block repeats over a selection that is a multiple of it.
    const bool wide = !header && target.width > grid.width() && target.width % grid.width() == 0;
    const bool high = !header && target.height > gridRows && target.height % gridRows == 0;
    if (!header) {
        const int width = wide ? target.width : grid.width();
        for (int c = 0; c < width; ++c) {
            out.columns << (target.column + c < target.columns.size() ? target.columns[target.column + c] : -1);
            out.inCents << false;
        }
    }
    const bool byKey = header && hasKeyColumns(spec, out);
    const bool mayAdd = tableOf(spec) && hasKeyColumns(spec, out) && spec.entity != QLatin1String("plan");
    const int height = high ? target.height : gridRows;
    const QHash<QString, int> known = byKey ? rowsById(spec) : QHash<QString, int>();
    for (int r = 0; r < height; ++r) {
        const int gridRow = (header ? 1 : 0) + r % gridRows;
        int specRow = -1;
        QString key;
        if (byKey) {
            QString why;
            key = keyOfLine(plan, spec, *tableOf(spec), out, grid.rows[gridRow], why);
            specRow = key.isEmpty() ? -1 : known.value(key, -1);
        } else if (target.row + r < target.rows.size()) {
            specRow = target.rows[target.row + r];
        }
        if (specRow >= 0 || mayAdd) {
            out.lines << std::pair(gridRow, specRow);
        }
    }
    return out;
}

// A share without a percent sign is a fraction where all in its column are at most 1.
bool plainIsPercent(const ClipboardGrid &grid, int column, int firstRow, const QLocale &locale, std::optional<QChar> decimal)
{
    for (int r = firstRow; r < grid.height(); ++r) {
        const GridCell &cell = grid.rows[r][column];
        const auto number = cell.text.contains(QLatin1Char('%')) ? std::nullopt : readNumber(cell.text, locale, decimal);
        if (number && std::fabs(number->value) > 1) {
            return true;
        }
    }
    return false;
}

struct Reader
{
    const EditedPlan &plan;
    const TableSpec &spec;
    const ClipboardGrid &grid;
    const Layout &layout;
    QLocale locale;
    std::optional<QChar> decimal;
    QVector<bool> percent; // by column of the grid

    core::Result<core::Value> read(const core::EntityInfo &info, const core::FieldInfo &field, const std::string &row, int gridRow, int column) const
    {
        const int gridColumn = column % grid.width();
        const GridCell &cell = grid.rows[gridRow][gridColumn];
        const double scale = layout.inCents[column] ? 0.01 : spec.columns[layout.columns[column]].scale;
        return readText(plan.shown, info, field, row, cell.text, {locale, scale, percent[gridColumn], decimal, cell.number});
    }
};

void pasteLine(const Reader &reader, int gridRow, int specRow, CellEdits &edits)
{
    const TableSpec &spec = reader.spec;
    for (int c = 0; c < static_cast<int>(reader.layout.columns.size()); ++c) {
        const int column = reader.layout.columns[c];
        const GridCell &given = reader.grid.rows[gridRow][c % reader.grid.width()];
        if (column < 0) {
            continue;
        }
        CellChange change{spec.rows[specRow].id, column};
        const TableCell *cell = column < spec.rows[specRow].cells.size() ? &spec.rows[specRow].cells[column] : nullptr;
        const core::EntityInfo *info = cell ? core::entity(cell->cell.entity) : nullptr;
        const core::FieldInfo *field = info ? info->field(cell->cell.field) : nullptr;
        change.oldText = cell ? cell->text : QString();
        change.newText = given.text.simplified();
        if (!field) {
            // Pasting back what stands there is no attempt to change it.
            const GridCell own = cell ? copied(reader.plan.shown, spec.columns[column], *cell, reader.locale) : GridCell();
            if (given.text.simplified().compare(own.text.simplified(), Qt::CaseInsensitive) != 0 && given.text.simplified().compare(change.oldText.simplified(), Qt::CaseInsensitive) != 0
                && given.text.simplified() != spec.rows[specRow].id) {
                change.refusal = spec.whyNot.isEmpty() ? tr("This figure is computed from others; it is not typed in.") : spec.whyNot;
            }
            edits.cells << change;
            continue;
        }
        change.cell = cell->cell;
        const core::Value old = core::valueAt(reader.plan.shown, change.cell);
        change.oldText = displayText(reader.plan.shown, *field, old, reader.locale);
        const auto value = reader.read(*info, *field, change.cell.row, gridRow, c);
        const auto set = value ? core::setCell(reader.plan.whole, reader.plan.scenario.toStdString(), change.cell, *value) : core::Result<core::Change>(value.error());
        if (!set) {
            change.refusal = value ? reasonAtCell(change.cell, set.error().message) : QString::fromStdString(value.error().message);
        } else {
            change.value = *value;
            change.newText = displayText(reader.plan.shown, *field, *value, reader.locale);
            const auto x = core::numberOf(old);
            const auto y = core::numberOf(*value);
            change.changes = x && y ? std::fabs(*x - *y) > 1e-12 * std::max(std::fabs(*x), std::fabs(*y)) : old != *value;
        }
        edits.cells << change;
    }
}

void pasteNewRow(const Reader &reader, int gridRow, CellEdits &edits)
{
    const core::EntityInfo &info = *tableOf(reader.spec);
    QString why;
    const QString key = keyOfLine(reader.plan, reader.spec, info, reader.layout, reader.grid.rows[gridRow], why);
    std::vector<std::pair<std::string, core::Value>> values;
    QVector<CellChange> cells;
    for (int c = 0; c < static_cast<int>(reader.layout.columns.size()); ++c) {
        const int column = reader.layout.columns[c];
        const core::FieldInfo *field = column < 0 ? nullptr : info.field(reader.spec.columns[column].id.toStdString());
        const GridCell &given = reader.grid.rows[gridRow][c % reader.grid.width()];
        if (!field) {
            continue;
        }
        CellChange change{key, column, {info.name, key.toStdString(), field->name}, {}, {}, given.text.simplified(), {}, false, true};
        const bool empty = given.text.trimmed().isEmpty();
        if (!empty || (!field->hasDefault && !field->nullable)) {
            const auto value = reader.read(info, *field, key.toStdString(), gridRow, c);
            if (value) {
                change.value = *value;
                change.newText = displayText(reader.plan.shown, *field, *value, reader.locale);
                values.emplace_back(field->name, *value);
            } else {
                change.refusal = QString::fromStdString(value.error().message);
            }
        }
        cells << change;
    }
    const bool blank = std::all_of(reader.grid.rows[gridRow].begin(), reader.grid.rows[gridRow].end(), [](const GridCell &g) { return g.text.trimmed().isEmpty(); });
    if (blank) {
        return;
    }
    core::Change change = core::insertRow(info.name, key.toStdString(), std::move(values));
    core::Edit edit;
    edit.changes = edits.addedRows;
    edit.changes.push_back(change);
    const bool complete = std::all_of(cells.begin(), cells.end(), [](const CellChange &c) { return c.refusal.isEmpty(); });
    const auto with = complete ? core::applied(reader.plan.whole, edit) : core::Result<core::Plan>(core::Error{});
    if (complete && with) {
        edits.addedRows.push_back(std::move(change));
    }
    for (CellChange &c : cells) {
        c.changes = complete && with;
        if (!c.changes && c.refusal.isEmpty()) {
            c.refusal = !why.isEmpty() ? why : key.isEmpty() ? tr("A new row needs an id.") : complete ? reasonAtCell(c.cell, with.error().message) : tr("The new row cannot be added without what is refused in it.");
        }
    }
    edits.cells += cells;
}

} // namespace

CellEdits pasted(const EditedPlan &plan, const PasteTarget &target, const ClipboardGrid &grid, const QLocale &locale)
{
    CellEdits edits;
    if (grid.isEmpty()) {
        return edits;
    }
    const Layout layout = layOut(plan, target, grid);
    Reader reader{plan, target.spec, grid, layout, locale, grid.decimalMark(), {}};
    for (int c = 0; c < grid.width(); ++c) {
        reader.percent << plainIsPercent(grid, c, layout.hasHeader ? 1 : 0, locale, reader.decimal);
    }
    for (const auto &[gridRow, specRow] : layout.lines) {
        if (specRow >= 0) {
            pasteLine(reader, gridRow, specRow, edits);
        } else {
            pasteNewRow(reader, gridRow, edits);
        }
    }
    acceptTogether(plan, edits);
    return edits;
}

} // namespace items
