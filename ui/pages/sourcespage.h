// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"
#include "restingfigures.h"
#include "tablespec.h"

class QGridLayout;
class QTimer;

namespace ui {

class Card;
class CitationsCard;
class DataTable;
class PageBody;
class PagePanel;
class SegmentedControl;
class SourcesCard;
class Tile;

// Where does this figure come from: every figure with what it rests on and the money that hangs on it, those who are cited for one beside each
// other, and the choice on which of them the plan rests.
class SourcesPage : public Page
{
    Q_OBJECT

public:
    explicit SourcesPage(document::Workspace &workspace, QWidget *parent = nullptr);
    bool showCell(const core::Cell &cell) override; // sources and citations

protected:
    void resizeEvent(QResizeEvent *event) override;
    void refresh() override;

private:
    enum Shown { All, Assumptions, Disputed, Derived, Stated };
    void buildFigures();
    void arrange();
    void refreshNow();
    void refreshTiles();
    void refreshFigures();
    void showFigures(); // with what is being previewed
    void refreshDetail();
    bool isShown(const engine::RestingFigure &figure) const;
    void showOnly(int shown);
    const engine::RestingFigure *chosen() const;
    QString heading() const;

    PageBody *m_body;
    PagePanel *m_panel;
    QGridLayout *m_grid;
    QVector<Tile *> m_tiles;
    SegmentedControl *m_filter;
    Card *m_figuresCard;
    DataTable *m_figures;
    CitationsCard *m_citations;
    SourcesCard *m_sources;
    QTimer *m_later; // in a large plan what is being previewed is shown when typing rests
    document::ProjectionPtr m_projection; // as kept, of the figures below: while somebody types, no row changes its place
    std::vector<engine::RestingFigure> m_resting;
    items::TableSpec m_spec; // of the figures as kept
    qint64 m_sourcesOfRevision = -1;
    bool m_dark = false; // in which theme
    int m_arranged = -1;
};

} // namespace ui
