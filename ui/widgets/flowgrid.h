// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

// Equal cells in rows: as many columns as fit, of the numbers given (8, 4, 2, say), so that rows are full.
class FlowGrid : public QWidget
{
    Q_OBJECT

public:
    FlowGrid(const QVector<int> &columnChoices, int cellWidth, int cellHeight, QWidget *parent = nullptr);
    void add(QWidget *cell);
    void setCellShown(QWidget *cell, bool shown); // the others close up

protected:
    void resizeEvent(QResizeEvent *) override;

private:
    void arrange();

    QVector<int> m_choices; // largest first
    int m_cellWidth;        // least
    int m_cellHeight;
    QVector<QWidget *> m_cells;
    QVector<QWidget *> m_hidden;
};

} // namespace ui
