// SPDX-License-Identifier: GPL-3.0-or-later
#include "taborder.h"

#include <QApplication>
#include <QGridLayout>
#include <QScrollArea>
#include <QSet>
#include <QWidget>

#include <algorithm>
#include <tuple>
#include <utility>

namespace ui {

namespace {

// Collects what Tab stops at, from the first to the last.
class Walk
{
public:
    void visit(QWidget *w)
    {
        if (!w || w->isHidden() || w->isWindow() || !w->isEnabled() || m_seen.contains(w)) {
            return;
        }
        m_seen.insert(w);
        if ((w->focusPolicy() & Qt::TabFocus) && !w->focusProxy()) {
            m_stops << w;
        }
        if (w->layout()) {
            visit(w->layout());
        }
        for (QObject *child : w->children()) { // what no layout holds
            visit(qobject_cast<QWidget *>(child));
        }
    }
    const QVector<QWidget *> &stops() const { return m_stops; }

private:
    void visit(QLayout *layout)
    {
        QVector<std::tuple<int, int, int>> order; // row, column, index
        const auto *grid = qobject_cast<QGridLayout *>(layout);
        for (int i = 0; i < layout->count(); ++i) {
            int row = 0;
            int column = 0;
            int rows = 0;
            int columns = 0;
            if (grid) {
                grid->getItemPosition(i, &row, &column, &rows, &columns);
            }
            order << std::tuple(row, column, i);
        }
        std::sort(order.begin(), order.end());
        for (const auto &[row, column, index] : std::as_const(order)) {
            QLayoutItem *item = layout->itemAt(index);
            if (item->layout()) {
                visit(item->layout());
            } else {
                visit(item->widget());
            }
        }
    }

    QSet<QWidget *> m_seen;
    QVector<QWidget *> m_stops;
};

} // namespace

QVector<QWidget *> tabStops(QWidget *root)
{
    Walk walk;
    walk.visit(root);
    return walk.stops();
}

bool stepFocus(const QVector<QWidget *> &stops, bool next)
{
    const qsizetype count = stops.size();
    if (count == 0) {
        return false;
    }
    qsizetype at = -1;
    for (QWidget *w = QApplication::focusWidget(); w && at < 0; w = w->parentWidget()) { // of an editor inside of a table, the table
        at = stops.indexOf(w);
    }
    if (at < 0 && QApplication::focusWidget()) { // where nothing is chosen yet (a page just shown): to what is in it
        const auto inside = std::find_if(stops.begin(), stops.end(), [](const QWidget *stop) { return QApplication::focusWidget()->isAncestorOf(stop); });
        at = inside == stops.end() ? -1 : inside - stops.begin() - (next ? 1 : 0); // the first is reached from before it
    }
    QWidget *to = stops[at < 0 ? (next ? 0 : count - 1) : (at + (next ? 1 : -1) + count) % count];
    to->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    for (QWidget *w = to->parentWidget(); w; w = w->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(w)) {
            area->ensureWidgetVisible(to);
        }
    }
    return true;
}

} // namespace ui
