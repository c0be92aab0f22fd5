// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plandocument.h"
#include "evidence.h"
#include "findings.h"
#include "scenario.h"
#include "statements.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <optional>

namespace document {

using ProjectionPtr = std::shared_ptr<const engine::Projection>;

// What one window looks at: a document through a scenario, compared with another one, by period and price basis. Holds the projections that
// all pages show, with the preview of an edit that is not yet kept. Belongs to the window's thread.
class Workspace : public QObject
{
    Q_OBJECT

public:
    explicit Workspace(PlanDocument &document, QObject *parent = nullptr);

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
    std::vector<engine::StatementResult> statements() const;      // of projection()
    const std::vector<engine::Finding> &findings() const { return m_findings; } // of the plan as kept; computed beside the window

    // Money of the projection by period in the chosen price basis, in euro.
    std::vector<double> eurByPeriod(const engine::Projection &projection, const engine::LineFilter &filter) const;

    // Edits in the chosen scenario.
    core::Status set(const core::Cell &cell, const core::Value &value, const QString &label);
    core::Status setMany(const std::vector<std::pair<core::Cell, core::Value>> &values, const QString &label);
    core::Status reset(const core::Cell &cell, const QString &label);
    // Shows a value everywhere without keeping it; the reason where it cannot be.
    core::Status preview(const core::Cell &cell, const core::Value &value);
    core::Status previewMany(const std::vector<std::pair<core::Cell, core::Value>> &values);
    void clearPreview();
    bool isPreviewing() const { return m_previewing; }

    core::Value value(const core::Cell &cell) const;          // as shown, with the preview
    core::Value keptValue(const core::Cell &cell) const;      // as kept, in the scenario
    core::Value inheritedValue(const core::Cell &cell) const; // what a reset would give
    bool isOverridden(const core::Cell &cell) const;          // by the chosen scenario itself
    engine::Evidence evidenceOf(const core::Cell &cell) const;
    QString sourceSentence(const core::Cell &cell) const;     // "Stated: title, publisher, date. Note"

Q_SIGNALS:
    void projectionChanged(); // figures: after an edit, a preview, another scenario
    void viewChanged();       // period, price basis, scenario or comparison chosen
    void findingsChanged();

private:
    core::Result<core::Edit> editFor(const std::vector<std::pair<core::Cell, core::Value>> &values, const QString &label) const;
    void planChanged(const Delta &delta);
    void recompute();
    void startFindings();
    std::optional<core::Plan> resolved(const core::Plan &plan, const QString &scenario) const;
    ProjectionPtr projected(const core::Plan &resolvedPlan) const;

    PlanDocument &m_document;
    QString m_scenario;
    QString m_against;
    engine::Period m_period = engine::Period::Year;
    bool m_realPrices = false;
    bool m_previewing = false;
    ProjectionPtr m_projection, m_kept, m_againstProjection;
    std::vector<engine::Finding> m_findings;
    QFutureWatcher<std::vector<engine::Finding>> m_findingsWatcher;
    bool m_findingsStale = false;
};

} // namespace document
