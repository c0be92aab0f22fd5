// SPDX-License-Identifier: GPL-3.0-or-later
#include "flowgrid.h"

namespace ui {

namespace {
constexpr int gap = 8;
}

FlowGrid::FlowGrid(const QVector<int> &columnChoices, int cellWidth, int cellHeight, QWidget *parent)
    : QWidget(parent), m_choices(columnChoices), m_cellWidth(cellWidth), m_cellHeight(cellHeight)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FlowGrid::add(QWidget *cell)
{
    cell->setParent(this);
    m_cells << cell;
    arrange();
}

void FlowGrid::setCellShown(QWidget *cell, bool shown)
{
    if (m_hidden.contains(cell) == shown) {
        m_hidden.removeAll(cell);
        if (!shown) {
            m_hidden << cell;
            cell->hide();
        }
        arrange();
    }
}

void FlowGrid::resizeEvent(QResizeEvent *)
{
    arrange();
}

void FlowGrid::arrange()
{
    QVector<QWidget *> cells = m_cells;
    for (QWidget *hidden : m_hidden) {
        cells.removeAll(hidden);
    }
    if (cells.isEmpty()) {
        return;
    }
    int columns = m_choices.last();
    for (const int c : m_choices) {
        if (c * m_cellWidth + (c - 1) * gap <= width()) {
            columns = std::min(c, static_cast<int>(cells.size()));
            break;
        }
    }
    const int rows = (static_cast<int>(cells.size()) + columns - 1) / columns;
    for (int i = 0; i < cells.size(); ++i) {
        const int c = i % columns;
        // Edges from the whole width, so that no rounding leaves a gap at the right.
        const int x0 = (width() + gap) * c / columns;
        const int x1 = (width() + gap) * (c + 1) / columns - gap;
        cells[i]->setGeometry(x0, i / columns * (m_cellHeight + gap), x1 - x0, m_cellHeight);
        cells[i]->show();
    }
    const int height = rows * m_cellHeight + (rows - 1) * gap;
    if (minimumHeight() != height) {
        setFixedHeight(height);
    }
}

} // namespace ui
