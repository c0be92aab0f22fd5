// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace ui {

class Card;
class ChartCard;
class DataTable;
class EmptyCard;
class FieldRow;
class NumberField;
class PageBody;
class RankView;
class SegmentedControl;
class Tile;
struct PartyAccounts;

// What a country, or the Union, pays and gets: all parties in a table, and of the chosen one key figures, charts, sums by period, class and factory.
class CountriesPage : public Page
{
    Q_OBJECT

public:
    explicit CountriesPage(document::Workspace &workspace, QWidget *parent = nullptr);
    bool showCell(const core::Cell &cell) override;
    QString party() const { return m_party; } // a country's code, "EU", "all", or "-" for nobody's money
    void chooseParty(const QString &id);

Q_SIGNALS:
    void sheetWanted(const QString &country); // on one page, as PDF

protected:
    void resizeEvent(QResizeEvent *event) override;
    void refresh() override;

private:
    void buildLeft();
    void buildRight();
    void buildMarketPrice(Card *card);
    void arrange();
    void refreshParty(const PartyAccounts &accounts);
    void refreshTiles(const PartyAccounts &accounts);
    void refreshMarketPrice(const PartyAccounts &accounts);
    void report(const core::Status &status);

    PageBody *m_body;
    QPushButton *m_sheet;
    QString m_party;
    QWidget *m_panel;
    QWidget *m_left;
    QWidget *m_right;
    QGridLayout *m_grid;
    EmptyCard *m_empty;
    Card *m_partiesCard;
    DataTable *m_parties;
    Card *m_detailCard;
    SegmentedControl *m_detailBy;
    DataTable *m_detail;
    QVector<Tile *> m_tiles;
    QStringList m_tileFigures;
    ChartCard *m_payments;
    ChartCard *m_hours;
    Card *m_pricesCard;
    QLabel *m_pricesWords;
    RankView *m_prices;
    Card *m_footCard;
    QLabel *m_through;
    FieldRow *m_marketPrice;
    QLabel *m_marketWords;
    int m_arranged = -1;
};

} // namespace ui
