// SPDX-License-Identifier: GPL-3.0-or-later
// How the scenarios page is put together.
#include "card.h"
#include "chartcard.h"
#include "pagebody.h"
#include "datatable.h"
#include "fields.h"
#include "scenariospage.h"
#include "scenariotree.h"
#include "segmentedcontrol.h"
#include "theme.h"
#include "waterfallview.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>

namespace ui {

namespace {
constexpr int narrowPage = 1000; // below this width one column
constexpr int treeWidth = 368;
constexpr int chartHeight = 244;
} // namespace

ScenariosPage::ScenariosPage(document::Workspace &workspace, const QDate &today, QWidget *parent)
    : Page(workspace, parent), m_today(today), m_set(new document::ScenarioSet(workspace.document(), this)), m_body(new PageBody(tr("Scenarios"), this)), m_tree(new ScenarioTree(this)), m_parent(new ChoiceField(this)),
      m_note(new TextField(this)), m_overrides(new DataTable(tr("Values of the scenario"), this)), m_figures(new DataTable(tr("Scenarios side by side"), this)), m_waterfall(new WaterfallView(this)),
      m_differenceTable(new DataTable(tr("What explains the difference"), this)), m_capacity(new ChartCard(this)), m_payments(new ChartCard(this))
{
    makeHead();
    build();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_body);
    setFocusProxy(m_tree);
    connect(m_set, &document::ScenarioSet::answered, this, &ScenariosPage::refreshFigures);
    connect(m_tree, &ScenarioTree::chosen, this, [this](const QString &id) { this->workspace().setScenario(id); });
    connect(m_tree, &ScenarioTree::ticked, this, [this](const QString &id, bool on) {
        if (on && compared().size() >= 4) {
            Q_EMIT messageWanted(tr("Four scenarios at most stand side by side. Clear one first."));
        } else {
            on ? static_cast<void>(m_ticked.insert(id)) : static_cast<void>(m_ticked.remove(id));
        }
        refresh();
    });
    connect(m_tree, &ScenarioTree::renamed, this, &ScenariosPage::rename);
    connect(m_tree, &ScenarioTree::moveWanted, this, &ScenariosPage::move);
    connect(m_tree, &ScenarioTree::removeWanted, this, &ScenariosPage::remove);
    connect(m_parent, &ValueField::committed, this, [this](const QVariant &value) { move(this->workspace().scenario(), value.toString()); });
    connect(m_note, &ValueField::committed, this, [this](const QVariant &value) {
        const std::string note = value.toString().trimmed().toStdString();
        const QString name = this->workspace().scenarioName(this->workspace().scenario());
        perform(core::Edit{tr("Note on “%1”").arg(name).toStdString(),
                           {core::updateCell({"scenario", this->workspace().scenario().toStdString(), "note"}, note.empty() ? core::Value{} : core::Value(note))}});
    });
    connect(m_overrides, &DataTable::currentRowChanged, this, &ScenariosPage::refreshDetails);
    connect(m_overrides, &DataTable::rowActivated, this, [this](const QString &id) {
        if (const auto cell = overrideCell(id)) {
            Q_EMIT cellWanted(*cell);
        }
    });
    connect(m_overrides, &DataTable::refused, this, &ScenariosPage::messageWanted);
    connect(m_figures, &DataTable::figureWanted, this, &ScenariosPage::figureWanted);
    connect(m_differenceTable, &DataTable::figureWanted, this, &ScenariosPage::figureWanted);
    connect(m_waterfall, &WaterfallView::tableWanted, this, [this] { showTable(true); });
    connect(m_waterfall, &WaterfallView::rowActivated, this, [this](const QString &id) {
        if (id.startsWith(QLatin1String("factory/"))) {
            Q_EMIT cellWanted({"factory", id.mid(8).toStdString(), ""});
        } else if (const auto cell = overrideCell(id)) {
            Q_EMIT cellWanted(*cell);
        }
    });
}

void ScenariosPage::makeHead()
{
    QWidget *body = m_body->ground();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_body->head()->addLayout(buttons);
    auto *make = new QPushButton(tr("New"), body);
    make->setToolTip(tr("Makes a scenario that inherits from the chosen one"));
    make->setAccessibleName(tr("New scenario"));
    m_duplicate = new QPushButton(tr("Duplicate"), body);
    m_duplicate->setToolTip(tr("Makes a scenario with the same values beside the chosen one"));
    m_remove = new QPushButton(tr("Delete"), body);
    connect(make, &QPushButton::clicked, this, &ScenariosPage::add);
    connect(m_duplicate, &QPushButton::clicked, this, &ScenariosPage::duplicate);
    connect(m_remove, &QPushButton::clicked, this, [this] { remove(workspace().scenario()); });
    for (QPushButton *b : {make, m_duplicate, m_remove}) {
        buttons->addWidget(b);
    }
}

QWidget *ScenariosPage::makeTreeColumn(QWidget *body)
{
    auto *column = new QWidget(body);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    auto *treeCard = new Card(tr("Tree"), column);
    treeCard->setSubtitle(tr("tick up to four to compare; F2 renames, drag to move"));
    treeCard->body()->addWidget(m_tree);
    layout->addWidget(treeCard);
    m_details = new Card(QString(), column);
    m_form = new QWidget(m_details);
    auto *form = new QGridLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    form->setColumnStretch(1, 1);
    const std::pair<QString, ValueField *> rows[] = {{tr("Inherits from"), m_parent}, {tr("Note"), m_note}};
    int row = 0;
    for (const auto &[name, field] : rows) {
        QLabel *label = captionLabel(name, m_form);
        label->setBuddy(field);
        field->setAccessibleName(name);
        if (QWidget *proxy = field->focusProxy()) {
            proxy->setAccessibleName(name);
        }
        form->addWidget(label, row, 0);
        form->addWidget(field, row++, 1);
    }
    m_details->body()->addWidget(m_form);
    m_noOverrides = new QLabel(m_details);
    m_noOverrides->setWordWrap(true);
    m_noOverrides->setForegroundRole(QPalette::PlaceholderText);
    m_details->body()->addWidget(m_noOverrides);
    m_overrides->setDense(true);
    m_details->body()->addWidget(m_overrides);
    auto *buttons = new QGridLayout;
    buttons->setSpacing(8);
    m_reset = new QPushButton(tr("Reset"), m_details);
    m_resetAll = new QPushButton(tr("Reset all"), m_details);
    m_promote = new QPushButton(tr("Promote"), m_details);
    m_promoteAll = new QPushButton(tr("Promote all"), m_details);
    buttons->addWidget(m_reset, 0, 0);
    buttons->addWidget(m_resetAll, 0, 1);
    buttons->addWidget(m_promote, 1, 0);
    buttons->addWidget(m_promoteAll, 1, 1);
    buttons->setColumnStretch(1, 1);
    connect(m_reset, &QPushButton::clicked, this, [this] { reset(false); });
    connect(m_resetAll, &QPushButton::clicked, this, [this] { reset(true); });
    connect(m_promote, &QPushButton::clicked, this, [this] { promote(false); });
    connect(m_promoteAll, &QPushButton::clicked, this, [this] { promote(true); });
    m_details->body()->addLayout(buttons);
    layout->addWidget(m_details);
    layout->addStretch(1);
    return column;
}

QWidget *ScenariosPage::makeDifferenceCard(QWidget *body)
{
    auto *card = new QFrame(body);
    card->setObjectName(QStringLiteral("card"));
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(16, 10, 16, 12);
    layout->setSpacing(6);
    m_differenceTitle = sectionLabel({}, card);
    m_differenceTitle->setWordWrap(true);
    m_differenceTitle->setObjectName(QStringLiteral("differenceTitle"));
    m_differenceSubtitle = captionLabel({}, card);
    m_differenceSubtitle->setWordWrap(true);
    layout->addWidget(m_differenceTitle);
    layout->addWidget(m_differenceSubtitle);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(8);
    m_split = new SegmentedControl(tr("Split the difference"), {tr("Factory"), tr("Category"), tr("Override")}, card);
    m_measure = new SegmentedControl(tr("Difference of"), {tr("Money"), tr("Hours")}, card);
    choices->addWidget(m_split);
    choices->addWidget(m_measure);
    choices->addStretch(1);
    layout->addLayout(choices);
    m_split->setCurrent(0);
    m_measure->setCurrent(0);
    connect(m_split, &SegmentedControl::chosen, this, &ScenariosPage::refreshDifference);
    connect(m_measure, &SegmentedControl::chosen, this, &ScenariosPage::refreshDifference);
    auto *holder = new QWidget(card);
    m_stack = new QStackedLayout(holder);
    m_stack->addWidget(m_waterfall);
    m_stack->addWidget(m_differenceTable);
    m_differenceTable->setDense(true);
    for (const auto key : {Qt::Key_T, Qt::Key_Escape}) {
        auto *back = new QShortcut(key, m_differenceTable);
        back->setContext(Qt::WidgetShortcut);
        connect(back, &QShortcut::activated, this, [this] { showTable(false); });
    }
    layout->addWidget(holder);
    layout->addStretch(1);
    return card;
}

QWidget *ScenariosPage::makeCompareColumn(QWidget *body)
{
    auto *column = new QWidget(body);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    auto *figures = new QFrame(column);
    figures->setObjectName(QStringLiteral("card"));
    auto *inner = new QVBoxLayout(figures);
    inner->setContentsMargins(1, 4, 1, 4);
    m_figures->setDense(true);
    inner->addWidget(m_figures);
    layout->addWidget(figures);
    m_cards = new QGridLayout;
    m_cards->setSpacing(16);
    for (ChartCard *chart : {m_capacity, m_payments}) {
        chart->setMinimumHeight(chartHeight);
        chart->setLegendVisible(true);
        chart->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    }
    m_difference = makeDifferenceCard(column);
    m_difference->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    showDifference(true);
    layout->addLayout(m_cards);
    layout->addStretch(1);
    m_compare = column;
    return column;
}

void ScenariosPage::showDifference(bool differ)
{
    if (m_cards->count() > 0 && differ != m_difference->isHidden()) {
        return;
    }
    for (QWidget *card : {m_difference, static_cast<QWidget *>(m_capacity), static_cast<QWidget *>(m_payments)}) {
        m_cards->removeWidget(card);
    }
    m_difference->setVisible(differ);
    if (differ) {
        m_cards->addWidget(m_difference, 0, 0, 2, 1);
        m_cards->addWidget(m_capacity, 0, 1);
        m_cards->addWidget(m_payments, 1, 1);
    } else {
        m_cards->addWidget(m_capacity, 0, 0);
        m_cards->addWidget(m_payments, 0, 1);
    }
    m_cards->setColumnStretch(0, differ ? 4 : 1); // names and what changes stand beside the bars
    m_cards->setColumnStretch(1, differ ? 3 : 1);
}

void ScenariosPage::build()
{
    QWidget *body = m_body->ground();
    m_grid = new QGridLayout;
    m_grid->setSpacing(16);
    m_treeColumn = makeTreeColumn(body);
    makeCompareColumn(body);
    m_body->column()->addLayout(m_grid, 1);
}

void ScenariosPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void ScenariosPage::arrange()
{
    const int mode = width() < narrowPage ? 1 : 2;
    if (mode == m_arranged) {
        return;
    }
    m_arranged = mode;
    m_grid->removeWidget(m_treeColumn);
    m_grid->removeWidget(m_compare);
    m_grid->addWidget(m_treeColumn, 0, 0);
    m_grid->addWidget(m_compare, mode == 2 ? 0 : 1, mode == 2 ? 1 : 0);
    m_grid->setColumnStretch(0, mode == 2 ? 0 : 1);
    m_grid->setColumnStretch(1, mode == 2 ? 1 : 0);
    m_treeColumn->setMinimumWidth(mode == 2 ? treeWidth : 0);
    m_treeColumn->setMaximumWidth(mode == 2 ? treeWidth : QWIDGETSIZE_MAX);
}

} // namespace ui
