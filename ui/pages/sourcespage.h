// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"
#include "restingfigures.h"
#include "tablespec.h"

class QGridLayout;
class QLabel;
class QPushButton;
class QTimer;

namespace ui {

class Card;
class DataTable;
class PageBody;
class PagePanel;
class SegmentedControl;
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
    void buildDetail();
    void buildSources();
    void arrange();
    void refreshNow();
    void refreshTiles();
    void refreshFigures();
    void showFigures(); // with what is being previewed
    void refreshDetail();
    void refreshSources();
    bool isShown(const engine::RestingFigure &figure) const;
    void showOnly(int shown);
    const engine::RestingFigure *chosen() const;
    const core::Citation *chosenCitation() const;
    QString heading() const;
    void rest();   // the plan rests on the chosen citation
    void attach(); // another source to the chosen figure
    void detach();
    void addSource();
    void removeSource();
    void perform(const core::Edit &edit);

    PageBody *m_body;
    PagePanel *m_panel;
    QGridLayout *m_grid;
    QVector<Tile *> m_tiles;
    SegmentedControl *m_filter;
    Card *m_figuresCard;
    DataTable *m_figures;
    Card *m_detailCard;
    QLabel *m_detailWords;
    DataTable *m_citations;
    QPushButton *m_rest;
    QPushButton *m_attach;
    QPushButton *m_detach;
    QPushButton *m_edit;
    Card *m_sourcesCard;
    DataTable *m_sources;
    QPushButton *m_addSource;
    QPushButton *m_removeSource;
    QTimer *m_later; // in a large plan what is being previewed is shown when typing rests
    document::ProjectionPtr m_projection; // as kept, of the figures below: while somebody types, no row changes its place
    std::vector<engine::RestingFigure> m_resting;
    items::TableSpec m_spec; // of the figures as kept
    qint64 m_sourcesOfRevision = -1;
    bool m_dark = false; // in which theme
    int m_arranged = -1;
};

} // namespace ui
