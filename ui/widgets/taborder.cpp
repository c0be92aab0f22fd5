// SPDX-License-Identifier: GPL-3.0-or-later
#include "taborder.h"

#include <QGridLayout>
#include <QSet>
#include <QWidget>

#include <algorithm>
#include <tuple>

namespace ui {

namespace {

// Collects what Tab stops at, from the first to the last.
class Walk
{
public:
    void visit(QWidget *w)
    {
        if (!w || w->isHidden() || w->isWindow() || m_seen.contains(w)) {
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

void orderTabs(QWidget *root)
{
    Walk walk;
    walk.visit(root);
    const QVector<QWidget *> &stops = walk.stops();
    for (qsizetype i = 1; i < stops.size(); ++i) {
        QWidget::setTabOrder(stops[i - 1], stops[i]);
    }
}

} // namespace ui
