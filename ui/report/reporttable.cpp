// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporttable.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using Role = ReportCanvas::Role;

constexpr double textLine = 4.2;
constexpr double sourceRoom = 3.6;
constexpr double squareRoom = 3.7;
constexpr double signRoom = 4.4;

// Tables of many columns stand closer.
double gapOf(const ReportTable &table)
{
    return table.columns.size() > 8 ? 2.8 : 3.5;
}

double barWidthOf(const ReportTable &table)
{
    return table.columns.size() > 8 ? 12 : 15;
}

paper::Type typeOf(const ReportTable &, const ReportRow &row, const ReportCell &cell, double points)
{
    return {points, cell.strong || row.total, cell.assumption};
}

double before(const ReportCell &cell)
{
    return (cell.square.isValid() ? squareRoom : 0) + (cell.sign != CellSign::None ? signRoom : 0);
}

// Where the columns stand, and their type.
struct Layout
{
    struct Place
    {
        double x = 0, width = 0;     // for the cell's text
        bool sources = false, marks = false;
    };
    std::vector<Place> places;
    double points = 9;
};

double headerWidth(const QString &text, const paper::Type &type)
{
    const QStringList words = text.split(QLatin1Char(' '));
    if (!text.contains(QLatin1Char('\n')) && words.size() > 1) {
        // Two lines at most.
        double least = paper::width(text, type);
        for (qsizetype i = 1; i < words.size(); ++i) {
            least = std::min(least, std::max(paper::width(words.mid(0, i).join(QLatin1Char(' ')), type), paper::width(words.mid(i).join(QLatin1Char(' ')), type)));
        }
        return least;
    }
    double most = 0;
    for (const QString &line : text.split(QLatin1Char('\n'))) {
        most = std::max(most, paper::width(line, type));
    }
    return most;
}

bool tryLayout(const ReportTable &table, Layout &out)
{
    const std::size_t n = table.columns.size();
    out.places.assign(n, {});
    std::vector<double> natural(n, 0);
    std::vector<double> least(n, 0);
    double used = 0;
    for (std::size_t c = 0; c < n; ++c) {
        const ReportColumn &column = table.columns[c];
        Layout::Place &place = out.places[c];
        const paper::Type headType{out.points, false, false};
        double widest = column.bar ? barWidthOf(table) : column.figure ? headerWidth(column.header, headType) : paper::width(column.header.section(QLatin1Char('\n'), 0, 0), headType);
        for (const ReportRow &row : table.rows) {
            if (c >= row.cells.size() || column.bar) {
                continue;
            }
            const ReportCell &cell = row.cells[c];
            double width = 0;
            for (const QString &line : cell.text.split(QLatin1Char('\n'))) {
                width = std::max(width, paper::width(line, typeOf(table, row, cell, out.points)));
            }
            widest = std::max(widest, width + before(cell));
            place.sources = place.sources || cell.source > 0 || column.source > 0;
            place.marks = place.marks || cell.overridden;
        }
        natural[c] = column.figure || column.bar ? widest : std::min(widest + 0.05, column.most);
        least[c] = column.figure || column.bar ? natural[c] : std::min(natural[c], column.least);
        used += (c > 0 ? gapOf(table) : 0) + (place.sources ? sourceRoom : 0) + (place.marks ? 2.6 : 0);
    }
    const auto sum = [](const std::vector<double> &v) {
        double s = 0;
        for (const double x : v) {
            s += x;
        }
        return s;
    };
    const double room = ReportSheet::bodyWidth - used;
    if (sum(least) > room) {
        return false;
    }
    std::vector<double> width = natural;
    const double over = sum(natural) - room;
    if (over > 0) {
        const double yielding = sum(natural) - sum(least);
        for (std::size_t c = 0; c < n; ++c) {
            width[c] -= (natural[c] - least[c]) * over / yielding;
        }
    }
    const double spare = std::max(0.0, room - sum(width));
    const bool spreads = table.spread && n > 1;
    std::size_t taker = n - 1;
    for (std::size_t c = 0; !spreads && c < n; ++c) {
        taker = !table.columns[c].figure && !table.columns[c].bar ? c : taker;
    }
    double x = ReportSheet::left;
    for (std::size_t c = 0; c < n; ++c) {
        Layout::Place &place = out.places[c];
        const double extra = spreads ? (c > 0 ? spare / static_cast<double>(n - 1) : 0) : c == taker ? spare : 0;
        x += (c > 0 ? gapOf(table) : 0) + (place.marks ? 2.6 : 0);
        const bool toRight = table.columns[c].figure;
        place.x = x + (toRight ? extra : 0);
        place.width = width[c] + (!toRight && !table.columns[c].bar ? extra : 0);
        x += width[c] + extra + (place.sources ? sourceRoom : 0);
    }
    return true;
}

Layout layoutOf(const ReportTable &table)
{
    Layout out;
    for (const double points : {9.0, 8.0, 7.0, 6.0, 5.0}) {
        out.points = points;
        if (tryLayout(table, out)) {
            break;
        }
    }
    return out;
}

// Paints one table; holds what its rows share.
class TablePainter
{
public:
    TablePainter(const ReportTable &table, ReportSheet &sheet) : m_table(table), m_sheet(sheet), m_canvas(sheet.canvas()), m_layout(layoutOf(table)) {}
    void paint();
    // Of head and rows, as many as `rows`.
    double height(std::size_t rows) const;

private:
    QStringList cellLines(const ReportRow &row, std::size_t c) const;
    double rowHeight(const ReportRow &row) const;
    double headHeight() const;
    void paintHead(bool again);
    void paintRow(const ReportRow &row, bool firstOnPage, bool last);
    void paintCell(const ReportRow &row, std::size_t c, double y, double height);

    const ReportTable &m_table;
    ReportSheet &m_sheet;
    ReportCanvas &m_canvas;
    Layout m_layout;
    double m_lineAbove = 0; // half its width
};

QStringList TablePainter::cellLines(const ReportRow &row, std::size_t c) const
{
    const ReportCell &cell = row.cells[c];
    const ReportColumn &column = m_table.columns[c];
    if (cell.text.isEmpty()) {
        return {};
    }
    const paper::Type type = typeOf(m_table, row, cell, m_layout.points);
    if (column.figure) {
        return cell.text.split(QLatin1Char('\n'));
    }
    return paper::wrapped(cell.text, type, m_layout.places[c].width - before(cell) + 0.02, column.lines);
}

double TablePainter::rowHeight(const ReportRow &row) const
{
    const double one = m_table.dense ? 5.2 : 5.9;
    qsizetype most = 1;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
        most = std::max(most, cellLines(row, c).size());
    }
    return one + textLine * static_cast<double>(most - 1);
}

double TablePainter::headHeight() const
{
    qsizetype most = 0;
    for (std::size_t c = 0; c < m_table.columns.size(); ++c) {
        const QString &header = m_table.columns[c].header;
        most = header.isEmpty() ? most : std::max(most, paper::wrapped(header, {m_layout.points, false, false}, m_layout.places[c].width + 0.05).size());
    }
    return most == 0 ? 0 : 4.2 * static_cast<double>(most) + 1.7;
}

void TablePainter::paintHead(bool again)
{
    const double height = headHeight();
    const paper::Type type{m_layout.points, false, false};
    const double y = m_sheet.y();
    for (std::size_t c = 0; c < m_table.columns.size(); ++c) {
        if (m_table.columns[c].shaded) {
            const ReportArtefact artefact(m_canvas);
            m_canvas.fill(QRectF(m_layout.places[c].x - 1.2, y, m_layout.places[c].width + 2.4, height), m_sheet.palette().window);
        }
    }
    const auto paintAll = [&](bool elements) {
        for (std::size_t c = 0; c < m_table.columns.size(); ++c) {
            const ReportColumn &column = m_table.columns[c];
            if (elements) {
                m_canvas.open(Role::HeaderCell);
            }
            const QStringList lines = column.header.isEmpty() ? QStringList() : paper::wrapped(column.header, type, m_layout.places[c].width + 0.05);
            double base = y + height - 1.7 - 4.2 * static_cast<double>(lines.size());
            for (const QString &line : lines) {
                const Layout::Place &place = m_layout.places[c];
                const double at = base + paper::baseline(type, 4.2);
                if (column.figure) {
                    m_canvas.textRight({place.x + place.width, at}, line, type, m_sheet.palette().secondary);
                } else {
                    m_canvas.text({place.x, at}, line, type, m_sheet.palette().secondary);
                }
                base += 4.2;
            }
            if (column.source > 0 && elements && !lines.isEmpty()) {
                const Layout::Place &place = m_layout.places[c];
                const double end = column.figure ? place.x + place.width : place.x + paper::width(lines.last(), type);
                paintSource(m_canvas, {end + 0.4, y + height - 1.7 - 4.2 + paper::baseline(type, 4.2)}, column.source, m_sheet.palette());
            }
            if (elements) {
                m_canvas.close();
            }
        }
    };
    if (again) {
        const ReportArtefact artefact(m_canvas, ReportCanvas::Artefact::Pagination);
        paintAll(false);
    } else if (height > 0) {
        const ReportElement row(m_canvas, Role::Row);
        paintAll(true);
    }
    m_sheet.moveTo(y + height);
    m_sheet.rule(m_sheet.y());
    m_lineAbove = 0.106;
}

void TablePainter::paintCell(const ReportRow &row, std::size_t c, double y, double height)
{
    const ReportElement element(m_canvas, c == 0 && m_table.rowHeads ? Role::RowHeaderCell : Role::Cell);
    if (c >= row.cells.size()) {
        return;
    }
    const ReportCell &cell = row.cells[c];
    const ReportColumn &column = m_table.columns[c];
    const Layout::Place &place = m_layout.places[c];
    const Palette &palette = m_sheet.palette();
    const double first = m_table.dense ? 5.2 : 5.9;
    const paper::Type type = typeOf(m_table, row, cell, m_layout.points);
    const QColor color = cell.color.isValid() ? cell.color : column.secondary && !row.total ? palette.secondary : palette.text;
    double x = place.x;
    if (cell.overridden) {
        m_canvas.fill(QRectF(place.x - 2.2 - (column.figure ? 0.4 : 0), y + first * 0.17, 0.7, height - first * 0.34), palette.accent);
    }
    if (cell.square.isValid()) {
        m_canvas.fill(QRectF(x, y + first / 2 - 1.0, 2, 2), cell.square);
        x += squareRoom;
    }
    if (cell.sign != CellSign::None) {
        paintSign(m_canvas, cell.sign, {x + 1.4, y + first / 2}, palette);
        x += signRoom;
    }
    if (cell.bar >= 0) {
        m_canvas.fill(QRectF(place.x, y + first / 2 - 1.3, std::max(0.12, barWidthOf(m_table) * std::min(1.0, cell.bar)), 2.6), cell.barColor);
    }
    const QStringList lines = cellLines(row, c);
    double base = y + (first - textLine) / 2 + paper::baseline(type, textLine);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const double width = paper::width(lines[i], type);
        const double at = column.figure ? place.x + place.width - width : x;
        m_canvas.text({at, base}, lines[i], type, color);
        if (cell.assumption) {
            const ReportArtefact artefact(m_canvas);
            m_canvas.line({at, base + 1.15}, {at + width, base + 1.15}, palette.secondary, 0.2, {1, 1.6});
        }
        if (i + 1 == lines.size()) {
            paintSource(m_canvas, {at + width + 0.4, base}, cell.source, palette);
        }
        base += textLine;
    }
}

void TablePainter::paintRow(const ReportRow &row, bool firstOnPage, bool last)
{
    ReportRow shown = row;
    if (firstOnPage && !row.group.isEmpty() && !row.cells.empty() && row.cells[0].text.isEmpty()) {
        shown.cells[0].text = row.group;
        shown.cells[0].strong = true;
    }
    const double y = m_sheet.y();
    const double height = rowHeight(shown);
    for (std::size_t c = 0; c < m_table.columns.size(); ++c) {
        if (m_table.columns[c].shaded) {
            const ReportArtefact artefact(m_canvas);
            // The line above stays whole.
            m_canvas.fill(QRectF(m_layout.places[c].x - 1.2, y + m_lineAbove, m_layout.places[c].width + 2.4, height - m_lineAbove), m_sheet.palette().window);
        }
    }
    {
        const ReportElement element(m_canvas, Role::Row);
        for (std::size_t c = 0; c < m_table.columns.size(); ++c) {
            paintCell(shown, c, y, height);
        }
    }
    m_sheet.moveTo(y + height);
    m_lineAbove = row.groupEnd ? 0.106 : 0.044;
    if (row.groupEnd && !last) {
        m_sheet.rule(m_sheet.y());
    } else if (!row.total) {
        m_sheet.hairline(m_sheet.y());
    }
}

double TablePainter::height(std::size_t rows) const
{
    double sum = headHeight();
    for (std::size_t i = 0; i < std::min(rows, m_table.rows.size()); ++i) {
        sum += rowHeight(m_table.rows[i]);
    }
    return sum;
}

void TablePainter::paint()
{
    const ReportElement table(m_canvas, Role::Table);
    paintHead(false);
    bool first = false;
    for (std::size_t i = 0; i < m_table.rows.size(); ++i) {
        const ReportRow &row = m_table.rows[i];
        double need = rowHeight(row);
        // The last three rows stay together: nothing stands alone on a page, no total without what it sums.
        if (i + 3 == m_table.rows.size()) {
            need += rowHeight(m_table.rows[i + 1]) + rowHeight(m_table.rows[i + 2]);
        }
        if (m_sheet.y() + need > ReportSheet::bottom + 1e-6) {
            m_sheet.continuePage();
            paintHead(true);
            first = true;
        }
        if (row.total && i > 0) {
            m_sheet.rule(m_sheet.y(), true);
        }
        paintRow(row, first, i + 1 == m_table.rows.size());
        first = false;
    }
}

} // namespace

ReportRow &ReportTable::add(std::vector<ReportCell> cells)
{
    rows.push_back({std::move(cells), false, false, {}});
    return rows.back();
}

void ReportTable::paint(ReportSheet &sheet) const
{
    TablePainter(*this, sheet).paint();
}

double ReportTable::startHeight(ReportSheet &sheet) const
{
    constexpr std::size_t shortTable = 8; // rows; longer ones may break
    return TablePainter(*this, sheet).height(rows.size() <= shortTable ? rows.size() : 3);
}

double paintSource(ReportCanvas &canvas, QPointF at, int source, const Palette &palette)
{
    if (source <= 0) {
        return 0;
    }
    canvas.openLink(QStringLiteral("source-%1").arg(source));
    const double width = canvas.text({at.x(), at.y() - 1.2}, QString::number(source), paper::numberType, palette.accent);
    canvas.close();
    return width;
}

void paintSign(ReportCanvas &canvas, CellSign sign, QPointF at, const Palette &palette)
{
    const ReportArtefact artefact(canvas);
    QPainterPath path;
    switch (sign) {
    case CellSign::None:
        return;
    case CellSign::Tick:
        path.moveTo(at + QPointF(-1.2, 0.1));
        path.lineTo(at + QPointF(-0.35, 0.95));
        path.lineTo(at + QPointF(1.2, -0.9));
        canvas.stroke(path, palette.better, 0.45);
        return;
    case CellSign::Cross:
        path.moveTo(at + QPointF(-0.9, -0.9));
        path.lineTo(at + QPointF(0.9, 0.9));
        path.moveTo(at + QPointF(-0.9, 0.9));
        path.lineTo(at + QPointF(0.9, -0.9));
        canvas.stroke(path, palette.worse, 0.5);
        return;
    case CellSign::Error: {
        QPolygonF octagon;
        for (int i = 0; i < 9; ++i) {
            const double angle = (i + 0.5) * 3.14159265358979 / 4;
            octagon << at + QPointF(1.35 * std::cos(angle), 1.35 * std::sin(angle));
        }
        path.addPolygon(octagon);
        canvas.fill(path, palette.worse);
        return;
    }
    case CellSign::Warning:
        path.addPolygon(QPolygonF{at + QPointF(0, -1.25), at + QPointF(1.35, 1.1), at + QPointF(-1.35, 1.1), at + QPointF(0, -1.25)});
        canvas.fill(path, palette.attention);
        return;
    case CellSign::Note:
        path.addEllipse(at, 1.0, 1.0);
        canvas.stroke(path, palette.secondary, 0.35);
        return;
    }
}

} // namespace ui
