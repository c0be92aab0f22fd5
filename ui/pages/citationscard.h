// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card.h"
#include "restingfigures.h"
#include "tablespec.h"
#include "workspace.h"

class QPushButton;

namespace ui {

class DataTable;

// Who is cited for one figure, beside each other, and the choice on which of them the plan rests.
class CitationsCard : public Card
{
    Q_OBJECT

public:
    explicit CitationsCard(document::Workspace &workspace, QWidget *parent = nullptr);
    // A figure of this projection; null: none is chosen, and the card is not seen.
    void showFigure(const document::ProjectionPtr &projection, const engine::RestingFigure *figure);
    void showCitation(const core::Cell &cell); // a field of a citation of the figure shown
    void allowAttaching(bool allowed);
    void focusTable();

Q_SIGNALS:
    void cellWanted(const core::Cell &cell);
    void messageWanted(const QString &words);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void refreshChosen();
    void fitSource();
    items::TableSpec table() const;
    const core::Citation *chosen() const; // null: none
    void rest();   // the plan rests on the chosen citation
    void attach(); // another source to the figure
    void detach();

    document::Workspace &m_workspace;
    document::ProjectionPtr m_projection;
    engine::RestingFigure m_figure;
    QLabel *m_words;
    DataTable *m_citations;
    QLabel *m_source; // the chosen one in full
    QPushButton *m_rest;
    QPushButton *m_attach;
    QPushButton *m_detach;
    QPushButton *m_edit;
};

// A source by its title; without one it is the planner who says so.
QString sourceName(const core::Plan &plan, const std::string &id);

} // namespace ui
