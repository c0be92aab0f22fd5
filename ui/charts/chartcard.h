// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartview.h"

#include <QFrame>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QStackedLayout;
class QTableWidget;
class QToolButton;

namespace ui {

class LegendLines;

// What a card offers beside its title: number, band or distribution, and of which period the distribution is.
struct ChartSwitch
{
    int shownAs = -1;    // 0 number, 1 band, 2 distribution; negative: there is no switch
    QString reason = {}; // why this chart stays one of numbers; empty: it follows the switch
    QStringList periods = {};
    int period = 0;

    bool operator==(const ChartSwitch &) const = default;
};

// A chart with its title (the finding), measure, a legend that hides series, and its data as a table one key (T) away. The table's figures explain
// themselves as the chart's do.
class ChartCard : public QFrame
{
    Q_OBJECT

public:
    explicit ChartCard(QWidget *parent = nullptr);
    void setSpec(const ChartSpec &spec);
    ChartView *view() const { return m_view; }
    void setSwitch(const ChartSwitch &control);
    const ChartSwitch &chartSwitch() const { return m_switch; }
    void setLegendVisible(bool visible) { m_legendWanted = visible; }
    void showTable(bool table);
    // A wrapped title takes from the chart; the card asks for no height of its own.
    bool hasHeightForWidth() const override { return false; }

Q_SIGNALS:
    void figureWanted(const QString &figure); // of the table
    void shownAsWanted(int shownAs);
    void periodWanted(int period);

private:
    void explainCell(int row, int column);
    void makeSwitch();
    void fillLegend();
    void fillTable();
    void applyHidden();

    QLabel *m_title;
    QLabel *m_subtitle;
    QHBoxLayout *m_head; // title, and the switch when there is one
    QComboBox *m_period = nullptr;
    QToolButton *m_button = nullptr;
    ChartSwitch m_switch;
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
