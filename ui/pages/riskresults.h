// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "simulationanswer.h"

#include <QWidget>

class QGridLayout;

namespace ui {

class Card;
class ChartCard;
class DataTable;
class NumberField;
class SegmentedControl;

// What a simulation found, as charts and tables: the range of a figure and of compute by period, what the envelopes risk, when targets are reached,
// which input matters most, and how the plan differs from the one compared with.
class RiskResults : public QWidget
{
    Q_OBJECT

public:
    explicit RiskResults(QWidget *parent = nullptr);
    // What the cards need to know of the figure chosen.
    document::SimulationNeed need(const engine::Calendar &calendar, engine::Period period, simulation::Figure figure) const;
    void showAnswer(const std::shared_ptr<const document::SimulationAnswer> &answer, engine::Period period, simulation::Figure figure, const QString &againstName);
    simulation::Target doubling() const;
    bool hasHeightForWidth() const override { return false; }

Q_SIGNALS:
    void needChanged();
    void rowWanted(const QString &uncertainty);
    void refused(const QString &reason);
    void figureWanted(const QString &figure);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    Card *tableCard(const QString &title, DataTable *table);
    NumberField *targetField(const QString &name, const QString &unit, double scale, double value);
    void arrange();
    void showEnvelopes();
    void showDifference(const document::SimulationAnswer &a, const document::WantedFigure &whole, const QString &againstName);

    ChartCard *m_fan, *m_distribution, *m_capacity, *m_targetChart, *m_envelopeChart, *m_tornado, *m_differenceChart;
    DataTable *m_envelopes, *m_targets, *m_exact, *m_difference;
    Card *m_envelopeCard = nullptr, *m_targetCard = nullptr, *m_exactCard = nullptr, *m_differenceCard = nullptr;
    SegmentedControl *m_money = nullptr;
    NumberField *m_index = nullptr, *m_coverage = nullptr;
    std::shared_ptr<const document::SimulationAnswer> m_answer; // for the tables that change by choice alone
    QGridLayout *m_grid;
    int m_arranged = -1;
};

// The fan of a figure's total by period, of an answer that has it.
ChartSpec riskFan(const document::SimulationAnswer &answer, engine::Period period, simulation::Figure figure);

} // namespace ui
