// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explain.h"
#include "workspace.h"

#include <QDockWidget>
#include <QStringList>

#include <map>

class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace ui {

struct ExplainRowSpec;
class ExplainRow;
class FigureDraws;

// How one figure comes about: its formula in words, its inputs with their values, and the cited cells that it rests on. Every input leads to its own
// explanation, with a way back, or to where it is edited. It follows edits and the choice of scenario. A simulated figure is drawn beside the window, and
// says which rows of uncertainty move it.
class ExplainDock : public QDockWidget
{
    Q_OBJECT

public:
    explicit ExplainDock(QWidget *parent = nullptr);
    void setWorkspace(document::Workspace *workspace); // null: no plan is open
    void explain(const QString &figure); // FigureAddress::toString(): a figure of the chosen scenario or of another, or the difference of two
    QString figure() const;              // explained now; empty: none
    void goBack();
    bool canGoBack() const { return m_places.size() > 1; }

Q_SIGNALS:
    void cellWanted(const core::Cell &cell);

private:
    // A figure, and the inputs gone through from it, by their ids.
    struct Place
    {
        QString figure;
        QStringList path;
        bool operator==(const Place &) const = default;
    };
    void refresh();
    void go(const Place &place);
    // At the end of the path; none while a simulated figure is first drawn.
    core::Result<std::optional<engine::Explanation>> explanationAt(const Place &place) const;
    core::Result<std::optional<engine::Explanation>> explained(const QString &figure, const QString &scenario) const;
    document::ProjectionPtr projectionOf(const QString &scenario) const; // null: there is no such scenario
    QString labelOf(const Place &place) const;
    QString scenarioOf(const Place &place) const;
    QString addressOf(const engine::Explanation &input, const Place &place, int index) const; // of an input that is a figure
    void showExplanation(const engine::Explanation &e, const Place &place);
    void addInputs(const engine::Explanation &e, const Place &place);
    void addInput(const engine::Explanation &input, const Place &place, int index, const QString &sign, int indent, bool strong);
    void addSwings(const engine::Explanation &e);
    void addShares(const engine::Explanation &e, const Place &place);
    void addCells(const engine::Explanation &e);
    void addHeading(const QString &title, const QString &aside = {});
    ExplainRow *addRow(const ExplainRowSpec &spec);
    void clear();

    document::Workspace *m_workspace = nullptr;
    FigureDraws *m_draws;
    QVector<Place> m_places; // the last one is shown
    mutable std::map<QString, document::ProjectionPtr> m_others; // of scenarios neither chosen nor compared with, by id
    mutable qint64 m_othersOfRevision = -1;
    QToolButton *m_back;
    QLabel *m_where, *m_title, *m_value, *m_formula;
    QWidget *m_body;
    QVBoxLayout *m_rows;
    QScrollArea *m_scroll;
};

} // namespace ui
