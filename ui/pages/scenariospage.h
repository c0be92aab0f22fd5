// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"
#include "scenariocharts.h"
#include "scenarioset.h"

#include <QDate>
#include <QSet>

class QGridLayout;
class QLabel;
class QPushButton;
class QStackedLayout;

namespace ui {

class Card;
class ChartCard;
class ChoiceField;
class DataTable;
class PageBody;
class ScenarioTree;
class SegmentedControl;
class TextField;
class WaterfallView;

// What is different, and what does it cost: the scenarios with what each changes, up to four side by side, and what explains a difference.
class ScenariosPage : public Page
{
    Q_OBJECT

public:
    ScenariosPage(document::Workspace &workspace, const QDate &today, QWidget *parent = nullptr);
    bool showCell(const core::Cell &cell) override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void refresh() override;

private:
    // Parts of the page (scenariosbody.cpp).
    void build();
    void makeHead();
    QWidget *makeTreeColumn(QWidget *body);
    QWidget *makeCompareColumn(QWidget *body);
    QWidget *makeDifferenceCard(QWidget *body);
    void showDifference(bool differ); // beside the charts, or the charts alone
    void arrange();

    void refreshDetails();
    void refreshFigures();
    void refreshDifference();
    QStringList compared() const; // ids of the scenarios side by side, the yardstick first
    std::vector<ScenarioColumn> columns() const;
    void showTable(bool table);

    void perform(const core::Result<core::Edit> &edit, const QString &afterwards = {});
    void add();
    void duplicate();
    void remove(const QString &id);
    void rename(const QString &id, const QString &name);
    void move(const QString &id, const QString &parent);
    void reset(bool all);
    void promote(bool all);
    std::vector<core::Cell> chosenCells(bool all) const;
    QString parentName() const;
    QString whatRemovingDoes(const QString &id) const;

    QDate m_today;
    document::ScenarioSet *m_set;
    QSet<QString> m_ticked;
    bool m_answered = false;
    PageBody *m_body;
    ScenarioTree *m_tree;
    Card *m_details = nullptr;
    QWidget *m_treeColumn = nullptr;
    ChoiceField *m_parent;
    TextField *m_note;
    QWidget *m_form = nullptr;
    DataTable *m_overrides;
    QLabel *m_noOverrides = nullptr;
    QPushButton *m_duplicate = nullptr, *m_remove = nullptr, *m_reset = nullptr, *m_resetAll = nullptr, *m_promote = nullptr, *m_promoteAll = nullptr;
    DataTable *m_figures;
    QWidget *m_compare = nullptr, *m_difference = nullptr;
    QLabel *m_differenceTitle = nullptr, *m_differenceSubtitle = nullptr;
    SegmentedControl *m_split = nullptr, *m_measure = nullptr;
    WaterfallView *m_waterfall;
    DataTable *m_differenceTable;
    QStackedLayout *m_stack = nullptr;
    ChartCard *m_capacity, *m_payments;
    QGridLayout *m_grid = nullptr, *m_cards = nullptr;
    int m_arranged = -1;
};

} // namespace ui
