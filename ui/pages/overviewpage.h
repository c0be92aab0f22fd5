// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keyfigures.h"
#include "page.h"

#include <QDate>

class QGridLayout;
class QLabel;

namespace ui {

class Card;
class ChartCard;
class EmptyCard;
class MapView;
class PageBody;
class SegmentedControl;
class StatementsTable;
class Tile;

// Where do we stand: key figures with their change, capacity, payments, the map, and the public statements.
class OverviewPage : public Page
{
    Q_OBJECT

public:
    // `today` marks the present in the charts.
    OverviewPage(document::Workspace &workspace, const QDate &today, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void refresh() override;

private:
    void build();
    void arrange();
    void showFactory(const QString &id);
    void refreshMap();
    QWidget *makeMapCard(QWidget *body);

    QDate m_today;
    PageBody *m_body;
    QVector<Tile *> m_tiles;
    ChartCard *m_capacity;
    ChartCard *m_payments;
    MapView *m_map;
    SegmentedControl *m_mapFigure; // what the marks on the map are sized by
    Card *m_statementsCard;
    StatementsTable *m_statements;
    EmptyCard *m_empty; // what to do next in a plan without factories
    QWidget *m_panel = nullptr; // the charts, the map and the statements
    QGridLayout *m_grid = nullptr;
    int m_arranged = -1;
};

} // namespace ui
