// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card.h"
#include "seriescolours.h"
#include "spliteditor.h"
#include "workspace.h"

class QComboBox;

namespace ui {

class SegmentedControl;

// Who pays for a factory, by programme and by country, or what a programme's envelopes or a factory's cost lines add up to: chosen above, split below.
// Each gesture is one edit in the workspace's scenario.
class FundingSplit : public Card
{
    Q_OBJECT

public:
    explicit FundingSplit(document::Workspace &workspace, QWidget *parent = nullptr);
    void showFactory(const QString &id);
    void showEnvelopes(const QString &programme);
    // Brings the member of a funding share, participation, envelope or cost line to the keyboard; false where it is none of these, or not there.
    bool showCell(const core::Cell &cell);
    QSize minimumSizeHint() const override; // of all rows in full: the page scrolls
    QString target() const { return m_target; } // "factory/lumi-aif" or "programme/DEP"
    void refresh(const SeriesColours &colours);

Q_SIGNALS:
    void refused(const QString &reason); // or done otherwise than asked: a sentence

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    // What one editor edits: a plan's cell for each member.
    struct Group
    {
        QString key;
        QString label; // of the edit: "Split infrastructure of LUMI AIF"
        QVector<SplitMember> members;
        QVector<core::Cell> cells;
        core::Split kept;
    };
    Group fundingGroup() const;
    Group countryGroup(const SeriesColours &colours) const;
    Group envelopeGroup() const;
    Group costLineGroup() const;
    SplitMember memberOf(const core::Cell &cell, const QString &id, const QString &name, const QColor &color) const;
    void fillTargets(const SeriesColours &colours);
    void refreshEffect();
    document::CellValues valuesOf(const Group &group, const core::Split &split) const;
    void connectEditor(SplitEditor *editor, Group FundingSplit::*group);

    document::Workspace &m_workspace;
    QString m_target;
    QComboBox *m_targets;
    SegmentedControl *m_classes;
    SplitEditor *m_programmes;
    QLabel *m_countriesTitle;
    SplitEditor *m_countries;
    SplitEditor *m_amounts;
    QLabel *m_effect;
    QLabel *m_help;
    Group m_programmeGroup, m_countryShares, m_amountGroup;
};

} // namespace ui
