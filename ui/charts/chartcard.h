// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartview.h"

#include <QFrame>

class QLabel;
class QStackedLayout;
class QTableWidget;

namespace ui {

class LegendLines;

// A chart with its title (the finding), measure, a legend that hides series, and its data as a table one key (T) away. The table's figures explain
// themselves as the chart's do.
class ChartCard : public QFrame
{
    Q_OBJECT

public:
    explicit ChartCard(QWidget *parent = nullptr);
    void setSpec(const ChartSpec &spec);
    ChartView *view() const { return m_view; }
    void setLegendVisible(bool visible) { m_legendWanted = visible; }
    void showTable(bool table);
    // A wrapped title takes from the chart; the card asks for no height of its own.
    bool hasHeightForWidth() const override { return false; }

Q_SIGNALS:
    void figureWanted(const QString &figure); // of the table

private:
    void explainCell(int row, int column);
    void fillLegend();
    void fillTable();
    void applyHidden();

    QLabel *m_title;
    QLabel *m_subtitle;
    LegendLines *m_legend;
    QStackedLayout *m_stack;
    ChartView *m_view;
    QTableWidget *m_table;
    ChartSpec m_spec;
    QStringList m_hidden; // ids
    QString m_legendKey;
    bool m_legendWanted = false;
};

} // namespace ui
