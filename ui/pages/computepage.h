// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"

class QComboBox;
class QGridLayout;
class QLabel;

namespace ui {

class Card;
class ChartCard;
class DataTable;
class EmptyCard;
class NumberField;
class PageBody;
class SegmentedControl;

// How much compute, for whom, with what energy: hours by factory and party, demand and its coverage, energy, carbon, power, and what "AI exaflops" are.
class ComputePage : public Page
{
    Q_OBJECT

public:
    ComputePage(document::Workspace &workspace, QWidget *parent = nullptr);
    bool showCell(const core::Cell &cell) override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void refresh() override;

private:
    void build();
    Card *tableCard(const QString &title, DataTable *table);
    Card *makePrecision();
    void arrange();
    void fillYears();
    void refreshTables();
    void refreshPrecision();
    // Months and their name that the tables are of: a year, or the whole horizon.
    std::pair<int, int> months() const;
    QString periodLabel() const;

    PageBody *m_body;
    EmptyCard *m_empty;
    QComboBox *m_year;
    SegmentedControl *m_kind = nullptr;
    ChartCard *m_demand, *m_hours, *m_energy, *m_power;
    DataTable *m_factories, *m_parties, *m_segments;
    Card *m_factoryCard = nullptr, *m_partyCard = nullptr, *m_segmentCard = nullptr, *m_precision = nullptr;
    QComboBox *m_pressKind = nullptr;
    NumberField *m_press = nullptr;
    QLabel *m_pressResult = nullptr;
    double m_pressValue = 10; // exaflops as announced
    QGridLayout *m_grid = nullptr;
    int m_arranged = -1;
};

} // namespace ui
