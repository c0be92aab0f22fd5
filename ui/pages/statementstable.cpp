// SPDX-License-Identifier: GPL-3.0-or-later
#include "statementstable.h"

#include "celldelegate.h"
#include "chartexport.h"
#include "format.h"
#include "icon.h"
#include "statementfigures.h"
#include "theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <set>

namespace ui {

namespace {

enum Column { Verdict, Said, Claim, Actual, Breaks, ColumnCount };
constexpr int lineHeight = 24;

// The verdict's icon stands before its word.
class VerdictDelegate : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Palette &p = theme().palette();
        painter->setPen(p.line);
        painter->drawLine(option.rect.topLeft(), option.rect.topRight());
        const bool holds = index.data(Qt::UserRole).toBool();
        const QColor tone = holds ? p.better : p.worse;
        paintIcon(*painter, holds ? QStringLiteral("holds") : QStringLiteral("breaks"), tone, QRectF(option.rect.left() + 16, option.rect.center().y() - 6.5, 14, 14));
        painter->setFont(Theme::font(TextStyle::Body));
        painter->setPen(tone);
        painter->drawText(option.rect.adjusted(38, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        if (option.state & QStyle::State_HasFocus) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(p.accent, 2));
            painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
        }
    }
};

} // namespace

StatementsTable::StatementsTable(QWidget *parent) : QTableWidget(0, ColumnCount, parent)
{
    setAccessibleName(tr("Public statements"));
    setTabKeyNavigation(false);
    horizontalHeader()->setTextElideMode(Qt::ElideRight);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::NoSelection);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(lineHeight);
    verticalHeader()->setMinimumSectionSize(lineHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setFont(Theme::font(TextStyle::Caption));
    horizontalHeader()->setFixedHeight(28);
    setItemDelegate(new CellDelegate(this));
    setItemDelegateForColumn(Verdict, new VerdictDelegate(this));
    connect(this, &QTableWidget::cellClicked, this, &StatementsTable::activate);
    giveTableMenu(this, [this] {
        ChartExport out;
        out.title = accessibleName();
        for (int c = 0; c < columnCount(); ++c) {
            out.table.header << horizontalHeaderItem(c)->text().trimmed();
        }
        for (int r = 0; r < rowCount(); ++r) {
            QStringList row;
            for (int c = 0; c < columnCount(); ++c) {
                row << item(r, c)->text();
            }
            out.table.rows << row;
        }
        out.csv = csvOf(QVector<QStringList>{out.table.header} + out.table.rows);
        return out;
    });
    viewport()->setMouseTracking(true);
    connect(this, &QTableWidget::cellEntered, this, [this](int row, int column) {
        const bool link = column == Breaks && !m_results[static_cast<std::size_t>(row)].reason.empty();
        viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    });
}

void StatementsTable::setResults(const core::Plan &plan, std::vector<engine::StatementResult> results)
{
    std::stable_sort(results.begin(), results.end(), [](const auto &a, const auto &b) { return a.holds < b.holds; });
    m_results = std::move(results);
    // The month in which all of it was said, where it is one.
    std::set<std::string> said;
    for (const core::Statement &s : plan.statements) {
        const core::Source *source = s.source ? plan.sources.find(*s.source) : nullptr;
        said.insert(source && source->published ? source->published->substr(0, 7) : std::string());
    }
    const auto month = said.size() == 1 ? core::Month::parse(*said.begin()) : std::nullopt;
    const QString when = month ? tr("Said in public, %1").arg(format::longMonth(month->year(), month->monthOfYear())) : tr("Said in public");
    const QStringList headers{QStringLiteral("  ") + tr("In this scenario"), when, tr("Said"), tr("Plan"), tr("What breaks it")};
    for (int c = 0; c < ColumnCount; ++c) {
        auto *item = new QTableWidgetItem(headers[c]);
        item->setFont(Theme::font(TextStyle::Caption));
        item->setToolTip(headers[c].trimmed());
        item->setTextAlignment((c == Claim || c == Actual ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        setHorizontalHeaderItem(c, item);
    }
    setRowCount(static_cast<int>(m_results.size()));
    for (int r = 0; r < rowCount(); ++r) {
        fillRow(r, plan, m_results[static_cast<std::size_t>(r)]);
    }
}

void StatementsTable::setText(int row, int column, const QString &text, Qt::Alignment alignment)
{
    QTableWidgetItem *cell = item(row, column);
    if (!cell) {
        cell = new QTableWidgetItem;
        setItem(row, column, cell);
    }
    cell->setText(text);
    cell->setTextAlignment(alignment | Qt::AlignVCenter);
}

void StatementsTable::fillRow(int row, const core::Plan &plan, const engine::StatementResult &r)
{
    const core::Statement &s = plan.statements[static_cast<std::size_t>(r.statement)];
    const Palette &p = theme().palette();
    setText(row, Verdict, r.holds ? tr("Holds") : tr("Does not hold"));
    item(row, Verdict)->setData(Qt::UserRole, r.holds);
    setText(row, Said, QString::fromStdString(s.text));
    item(row, Said)->setToolTip(QString::fromStdString(s.text));
    setText(row, Claim, statementClaim(s), Qt::AlignRight);
    item(row, Claim)->setForeground(p.secondary);
    setText(row, Actual, r.actual ? statementFigure(s, *r.actual) : QStringLiteral("–"), Qt::AlignRight);
    item(row, Actual)->setForeground(r.holds ? p.text : p.worse);
    setText(row, Breaks, QString::fromStdString(r.reason));
    item(row, Breaks)->setForeground(p.accent);
    item(row, Breaks)->setToolTip(QString::fromStdString(r.reason));
}

void StatementsTable::resizeEvent(QResizeEvent *event)
{
    QTableWidget::resizeEvent(event);
    const int wide = viewport()->width();
    const int breaks = std::clamp(wide / 4, 150, 176);
    const int widths[] = {124, 0, 72, 76, breaks};
    int rest = wide;
    for (const int w : widths) {
        rest -= w;
    }
    for (int c = 0; c < ColumnCount; ++c) {
        setColumnWidth(c, c == Said ? std::max(120, rest) : widths[c]);
    }
}

void StatementsTable::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentRow() >= 0) {
        activate(currentRow(), Breaks);
        return;
    }
    QTableWidget::keyPressEvent(event);
}

void StatementsTable::activate(int row, int column)
{
    const engine::StatementResult &r = m_results[static_cast<std::size_t>(row)];
    if (column == Breaks && !r.reason.empty() && !r.cell.row.empty()) {
        Q_EMIT cellWanted(r.cell);
    }
}

} // namespace ui
