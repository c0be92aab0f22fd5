// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"
#include "simulationanswer.h"

class QLabel;
class QPushButton;

namespace ui {

class Card;
class ChartCard;
class ElidingCombo;
class FlowGrid;
class PageBody;
class RiskResults;
class SegmentedControl;
class SimulationStrip;
class Tile;
class UncertaintyEditor;

// How sure is that: what the plan's uncertainties make of its figures, and the uncertainties themselves. Simulates while it is seen, and follows
// whatever is dragged.
class RiskPage : public Page
{
    Q_OBJECT

public:
    explicit RiskPage(document::Workspace &workspace, QWidget *parent = nullptr);
    bool showCell(const core::Cell &cell) override;

protected:
    void refresh() override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum View { Results, Uncertainties };
    void build();
    void buildHead();
    void buildEmpty();
    void showView(int view);
    void want();
    void showAnswer();
    void refreshEmpty();
    void showError(const QString &reason);
    simulation::Figure figure() const;
    QString againstName() const;

    PageBody *m_body;
    ElidingCombo *m_figure;
    SegmentedControl *m_view;
    QVector<Tile *> m_tiles;
    FlowGrid *m_tileRow = nullptr;
    SimulationStrip *m_strip;
    Card *m_empty, *m_error;
    QLabel *m_emptyWords = nullptr, *m_errorWords = nullptr;
    QPushButton *m_takeAll = nullptr;
    RiskResults *m_results;
    UncertaintyEditor *m_editor;
    ChartCard *m_fan; // beside the distribution that is dragged
};

} // namespace ui
