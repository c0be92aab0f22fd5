// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "simulationrunner.h"

#include <QObject>
#include <QPointer>

namespace document {
class Workspace;
}

namespace ui {

class ChartCard;

// The charts of one page, as numbers, with their bands or as distributions, as the window is switched. While it shows numbers, or is not seen, it
// wants nothing of the simulation.
class UncertainCharts : public QObject
{
    Q_OBJECT

public:
    UncertainCharts(document::Workspace &workspace, QWidget *page);
    // Shows the chart of numbers in the card, or what the switch makes of it.
    void show(ChartCard *card, const ChartSpec &numbers);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Shown
    {
        QPointer<ChartCard> card;
        ChartSpec numbers;
        int period = -1; // of the distribution; negative: the usual one
    };
    Shown &shownIn(ChartCard *card);
    void ask();
    void answered();
    void showAll();
    void paint(Shown &shown);
    void choosePeriod(ChartCard *card, int period);
    bool canBeShown() const; // there are uncertainties, and the window shows what they do
    bool isAnswered(const document::WantedFigure &figure) const;
    QString reason(const ChartSpec &numbers) const; // why this chart stays one of numbers; empty: it need not

    document::Workspace &m_workspace;
    QWidget *m_page;
    QList<Shown> m_shown;
    document::SimulationRunner::AnswerPtr m_answer; // of the scenario that is shown
};

} // namespace ui
