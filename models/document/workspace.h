// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plandocument.h"
#include "evidence.h"
#include "findings.h"
#include "scenario.h"
#include "statements.h"

#include <QFutureWatcher>
#include <QObject>

#include <optional>

namespace document {

using ProjectionPtr = std::shared_ptr<const engine::Projection>;
using CellValues = std::vector<std::pair<core::Cell, core::Value>>;

class SimulationRunner;

// What one window looks at: a document through a scenario, compared with another one, by period and price basis. Holds the projections that
// all pages show, with the preview of an edit that is not yet kept. Belongs to the window's thread. The projections are never null; of a large
// plan they may be those of a moment ago while isBusy().
class Workspace : public QObject
{
    Q_OBJECT

public:
    explicit Workspace(PlanDocument &document, QObject *parent = nullptr);
    ~Workspace() override;

    PlanDocument &document() const { return m_document; }
    QString scenario() const { return m_scenario; } // empty: the baseline
    QString against() const { return m_against; }
    void setScenario(const QString &id);
    void setAgainst(const QString &id);
    QString scenarioName(const QString &id) const;
    engine::Period period() const { return m_period; }
    void setPeriod(engine::Period period);
    bool realPrices() const { return m_realPrices; }
    void setRealPrices(bool real);

    ProjectionPtr projection() const { return m_projection; }     // with the preview
    ProjectionPtr keptProjection() const { return m_kept; }       // without
    ProjectionPtr againstProjection() const { return m_againstProjection; }
    bool isBusy() const { return m_busy; }                        // what is shown is being computed anew
    std::vector<engine::StatementResult> statements() const;      // of projection()
    const std::vector<engine::Finding> &findings() const { return m_findings; } // of the plan as kept; computed beside the window
    bool findingsKnown() const { return m_findingsKnown; }        // computed at least once
    SimulationRunner &simulation() const { return *m_simulation; } // of the plan of projection(), while somebody wants it

    // Money of the projection by period in the chosen price basis, in euro.
    std::vector<double> eurByPeriod(const engine::Projection &projection, const engine::LineFilter &filter) const;

    // Edits in the chosen scenario. A funding share or an envelope that the plan does not have yet is added (core::changesForMissingRow).
    core::Status set(const core::Cell &cell, const core::Value &value, const QString &label);
    core::Status setMany(const CellValues &values, const QString &label);
    core::Status reset(const core::Cell &cell, const QString &label);
    // Shows a value everywhere without keeping it; the reason where it cannot be.
    core::Status preview(const core::Cell &cell, const core::Value &value);
    core::Status previewMany(const CellValues &values);
    void clearPreview();
    bool isPreviewing() const { return !m_previewed.empty(); }
    const CellValues &previewed() const { return m_previewed; }

    core::Value value(const core::Cell &cell) const;          // as shown, with the preview
    core::Value keptValue(const core::Cell &cell) const;      // as kept, in the scenario
    core::Value againstValue(const core::Cell &cell) const;   // in the scenario compared with
    core::Value inheritedValue(const core::Cell &cell) const; // what a reset would give
    QString originOf(const core::Cell &cell) const;           // the scenario that sets the value; empty: the baseline
    bool isOverridden(const core::Cell &cell) const;          // by the chosen scenario itself
    engine::Evidence evidenceOf(const core::Cell &cell) const;
    QString sourceSentence(const core::Cell &cell) const;     // "Stated: title, publisher, date. Note"

Q_SIGNALS:
    void projectionChanged(); // figures: after an edit, a preview, another scenario
    void viewChanged();       // period, price basis, scenario or comparison chosen
    void findingsChanged();
    void previewChanged();    // a preview began, moved or ended
    void busyChanged(bool busy);

private:
    // The resolved plans that the three projections are of, or are to be of.
    struct Plans
    {
        core::Plan shown, kept, against;
    };
    struct Projections
    {
        ProjectionPtr shown, kept, against;
    };
    core::Result<core::Edit> editFor(const CellValues &values, const QString &label) const;
    void planChanged();
    void recompute();
    void project();
    void takeProjections(const Projections &projections);
    void setBusy(bool busy);
    void startFindings();
    core::Plan resolved(const core::Plan &plan, const QString &scenario) const;
    static Projections projected(const Plans &plans, const Projections &before);

    PlanDocument &m_document;
    QString m_scenario;
    QString m_against;
    engine::Period m_period = engine::Period::Year;
    bool m_realPrices = false;
    bool m_busy = false;
    CellValues m_previewed;
    Plans m_plans;
    mutable std::optional<core::Plan> m_inherited; // the scenario's parent, resolved when first asked for
    ProjectionPtr m_projection, m_kept, m_againstProjection;
    QFutureWatcher<Projections> m_projectionWatcher;
    bool m_projecting = false; // until its answer has been looked at, which is later than the watcher's isRunning()
    bool m_projectionStale = false;
    std::vector<engine::Finding> m_findings;
    bool m_findingsKnown = false;
    QFutureWatcher<std::vector<engine::Finding>> m_findingsWatcher;
    bool m_seekingFindings = false;
    bool m_findingsStale = false;
    bool m_findingsDue = false;
    std::unique_ptr<SimulationRunner> m_simulation;
};

} // namespace document
