// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows of a TableModel are shown, and in which order.
#include "tablemodel.h"

#include <QCollator>
#include <QLocale>

#include <algorithm>
#include <optional>

namespace items {

namespace {

bool isNumber(const QVariant &v)
{
    switch (v.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Double:
    case QMetaType::Bool:
        return true;
    default:
        return false;
    }
}

// What a cell is sorted by: numbers before texts, nothing last whichever way.
struct SortKey
{
    int kind = 2; // 0: number, 1: text, 2: nothing
    double number = 0;
    std::optional<QCollatorSortKey> text = {};
};

SortKey keyOf(const TableCell &cell, const QCollator &collator)
{
    if (cell.sort.isValid() && isNumber(cell.sort)) {
        return {0, cell.sort.toDouble(), {}};
    }
    const QString text = cell.sort.isValid() ? cell.sort.toString() : cell.text;
    if (text.isEmpty() || text == QLatin1String("–")) {
        return {};
    }
    return {1, 0, collator.sortKey(text)};
}

int compared(const SortKey &a, const SortKey &b)
{
    if (a.kind != b.kind) {
        return a.kind < b.kind ? -1 : 1;
    }
    if (a.kind == 0) {
        return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
    }
    return a.kind == 1 ? a.text->compare(*b.text) : 0;
}

std::optional<double> numberIn(const QString &text)
{
    bool ok = false;
    double value = QLocale().toDouble(text.trimmed(), &ok);
    if (!ok) {
        value = QLocale::c().toDouble(text.trimmed(), &ok);
    }
    return ok ? std::optional(value) : std::nullopt;
}

// The number that a reader sees in a cell; what the condition is compared with.
std::optional<double> shownNumber(const TableCell &cell)
{
    QString digits;
    for (const QChar c : cell.text) {
        const bool part = c.isDigit() || c == QLocale().decimalPoint().at(0) || c == QLatin1Char('-');
        digits += part ? QString(c) : c == QChar(0x2212) ? QStringLiteral("-") : QString();
    }
    return numberIn(digits);
}

bool fulfils(const TableCell &cell, const QString &condition)
{
    const QString c = condition.trimmed();
    const qsizetype dots = c.indexOf(QLatin1String(".."));
    const auto shown = shownNumber(cell);
    if (dots > 0) {
        const auto low = numberIn(c.left(dots));
        const auto high = numberIn(c.mid(dots + 2));
        if (low && high) {
            return shown && *shown >= *low && *shown <= *high;
        }
    }
    for (const char *sign : {">=", "<=", "≥", "≤", ">", "<", "="}) {
        const QString mark = QString::fromUtf8(sign);
        if (!c.startsWith(mark)) {
            continue;
        }
        const auto limit = numberIn(c.mid(mark.size()));
        if (!limit) {
            return mark == QLatin1String("=") && cell.text.compare(c.mid(1).trimmed(), Qt::CaseInsensitive) == 0;
        }
        if (!shown) {
            return false;
        }
        switch (mark[0].unicode()) {
        case '=':
            return *shown == *limit;
        case '<':
            return mark.size() == 2 ? *shown <= *limit : *shown < *limit;
        case '>':
            return mark.size() == 2 ? *shown >= *limit : *shown > *limit;
        default:
            return mark[0] == QChar(0x2265) ? *shown >= *limit : *shown <= *limit;
        }
    }
    return cell.text.contains(c, Qt::CaseInsensitive);
}

} // namespace

// A row with those that are indented below it.
struct TableModel::Node
{
    int row = -1;
    std::vector<Node> below = {};
};

bool TableModel::matches(const TableRow &row) const
{
    for (auto it = m_filter.columns.begin(); it != m_filter.columns.end(); ++it) {
        const int column = columnOf(it.key());
        if (column >= 0 && column < row.cells.size() && !fulfils(row.cells[column], it.value())) {
            return false;
        }
    }
    // Each word somewhere in the row.
    const QStringList words = m_filter.text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return std::any_of(row.cells.begin(), row.cells.end(), [&](const TableCell &cell) { return cell.text.contains(word, Qt::CaseInsensitive); });
    });
}

QVector<int> TableModel::arranged() const
{
    Node root;
    QVector<int> totals;
    std::vector<SortKey> keys(static_cast<std::size_t>(m_spec.rows.size()));
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    const auto rows = static_cast<int>(m_spec.rows.size());
    std::vector<int> indents(keys.size(), 0);
    for (int r = 0; r < rows; ++r) {
        const TableRow &row = m_spec.rows[r];
        indents[static_cast<std::size_t>(r)] = row.cells.isEmpty() ? 0 : row.cells.first().indent;
        if (m_sortColumn >= 0 && m_sortColumn < row.cells.size()) {
            keys[static_cast<std::size_t>(r)] = keyOf(row.cells[m_sortColumn], collator);
        }
    }
    const bool filtered = !m_filter.isEmpty();
    // Reads the rows from `r` that are indented by at least `indent`, with what is below them.
    const auto read = [&](const auto &self, int &r, int indent, bool parentMatches) -> std::vector<Node> {
        std::vector<Node> out;
        while (r < rows && indents[static_cast<std::size_t>(r)] >= indent) {
            const TableRow &row = m_spec.rows[r];
            if (row.total && indents[static_cast<std::size_t>(r)] == 0) {
                totals << r++;
                continue;
            }
            Node node{r};
            const int own = indents[static_cast<std::size_t>(r)];
            const bool match = !filtered || parentMatches || matches(row);
            ++r;
            node.below = self(self, r, own + 1, match);
            if (match || !node.below.empty()) {
                out.push_back(std::move(node));
            }
        }
        if (m_sortColumn >= 0) {
            std::stable_sort(out.begin(), out.end(), [&](const Node &a, const Node &b) {
                const SortKey &x = keys[static_cast<std::size_t>(a.row)];
                const SortKey &y = keys[static_cast<std::size_t>(b.row)];
                if ((x.kind == 2) != (y.kind == 2)) {
                    return y.kind == 2;
                }
                return m_sortOrder == Qt::AscendingOrder ? compared(x, y) < 0 : compared(y, x) < 0;
            });
        }
        return out;
    };
    int next = 0;
    root.below = read(read, next, 0, false);
    QVector<int> out;
    const auto write = [&](const auto &self, const Node &node) -> void {
        for (const Node &n : node.below) {
            out << n.row;
            self(self, n);
        }
    };
    write(write, root);
    return filtered ? out : out + totals;
}

void TableModel::arrange()
{
    const QVector<int> next = arranged();
    if (next == m_shown) {
        return;
    }
    const auto sorted = [](QVector<int> rows) {
        std::sort(rows.begin(), rows.end());
        return rows;
    };
    if (sorted(next) != sorted(m_shown)) {
        beginResetModel();
        m_shown = next;
        indexRows();
        endResetModel();
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QVector<int> places(m_spec.rows.size(), -1);
    for (int row = 0; row < static_cast<int>(next.size()); ++row) {
        places[next[row]] = row;
    }
    QModelIndexList after;
    for (const QModelIndex &i : before) {
        after << index(places[m_shown[i.row()]], i.column());
    }
    m_shown = next;
    indexRows();
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void TableModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column < m_spec.columns.size() ? column : -1;
    m_sortOrder = order;
    arrange();
    if (columnCount() > 0) {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1); // an arrow says by which column
    }
}

void TableModel::setFilter(const TableFilter &filter)
{
    if (!(filter == m_filter)) {
        m_filter = filter;
        arrange();
    }
}

} // namespace items
