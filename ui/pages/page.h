// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "findingsentences.h"
#include "seriescolours.h"
#include "workspace.h"

#include <QWidget>

namespace ui {

class ChartCard;
class UncertainCharts;

// What a page compares, with the projections that the comparison refers to.
struct Compared
{
    document::ProjectionPtr shown, against;
    Comparison c;
};

// One page of the rail. It shows what the workspace holds: refresh() is called when figures, view or theme have changed, and only while the
// page is seen; a hidden page takes it up when it is shown.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(document::Workspace &workspace, QWidget *parent = nullptr);
    document::Workspace &workspace() const { return m_workspace; }
    // Brings the editor of this cell (or of its row, where the field is empty) into view; false where this page has none.
    virtual bool showCell(const core::Cell &) { return false; }

Q_SIGNALS:
    void cellWanted(const core::Cell &cell);     // to be shown wherever it can be edited; a row alone where the field is empty
    void figureWanted(const QString &figure);    // engine::Figure::toString(): to be explained
    void noteWanted(const QString &words);       // something happened that is not seen here: a sentence
    void messageWanted(const QString &words);    // something went otherwise than asked: a sentence, and the next step

protected:
    virtual void refresh() = 0;
    // The scenario chosen against the one it is compared with; while previewing, against the plan as kept: always, or only where both are one scenario.
    Compared compared(bool keptWhilePreviewing = false) const;
    // The factories' colours, of the plan as it is now.
    const SeriesColours &colours();
    // Shows a chart, as number, band or distribution as the window is switched.
    void showChart(ChartCard *card, const ChartSpec &numbers);
    void showEvent(QShowEvent *event) override;

private:
    void changed();

    document::Workspace &m_workspace;
    UncertainCharts *m_charts = nullptr;
    bool m_stale = true;
    SeriesColours m_colours;
    qint64 m_coloursOfRevision = -1;
    std::size_t m_coloursOfFactories = 0;
};

} // namespace ui
