// SPDX-License-Identifier: GPL-3.0-or-later
#include "topbar.h"

#include "elidingcombo.h"
#include "icon.h"
#include "segmentedcontrol.h"
#include "theme.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>

#include <map>

namespace ui {

namespace {

constexpr int stepTextWidth = 150;     // most
constexpr int widthWithoutSteps = 1070; // of all else at its full width

struct Entry
{
    QString id, name;
    int depth = 0;
};

// Scenarios below their parents, each level by name.
void collect(const core::Plan &plan, const std::string &parent, int depth, QVector<Entry> &out)
{
    std::map<std::string, std::string> children;
    for (const core::Scenario &s : plan.scenarios) {
        if (s.parent.value_or("") == parent && !s.id.empty()) {
            children.emplace(s.name + '\n' + s.id, s.id);
        }
    }
    for (const auto &[order, id] : children) {
        out << Entry{QString::fromStdString(id), QString::fromStdString(plan.scenarios.find(id)->name), depth};
        if (depth < 20) {
            collect(plan, id, depth + 1, out);
        }
    }
}

} // namespace

TopBar::TopBar(document::Workspace &workspace, QAction *undo, QAction *redo, QWidget *parent)
    : QFrame(parent), m_workspace(workspace), m_undoAction(undo), m_redoAction(redo)
{
    setObjectName(QStringLiteral("topBar"));
    setFixedHeight(48);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(8);
    const auto label = [&](const QString &text) {
        auto *l = new QLabel(text, this);
        l->setForegroundRole(QPalette::PlaceholderText);
        layout->addWidget(l);
        return l;
    };
    m_scenarioLabel = label(tr("Scenario"));
    m_scenario = addCombo(tr("Scenario"), 224);
    layout->addWidget(m_scenario);
    m_scenarioLabel->setBuddy(m_scenario);
    m_againstLabel = label(tr("against"));
    m_against = addCombo(tr("Compared with"), 140);
    layout->addWidget(m_against);
    layout->addSpacing(8);
    m_period = new SegmentedControl(tr("Period"), {tr("Month"), tr("Quarter"), tr("Year")}, this);
    m_prices = new SegmentedControl(tr("Prices"), {tr("Nominal"), tr("Real")}, this);
    m_prices->setToolTip(tr("Real: in prices of the plan's price year"));
    layout->addWidget(m_period);
    layout->addWidget(m_prices);
    layout->addStretch(1);
    m_undo = addStep(undo, QStringLiteral("undo"));
    m_redo = addStep(redo, QStringLiteral("redo"));
    layout->addWidget(m_undo);
    layout->addWidget(m_redo);
    addSearch();
    connect(m_scenario, &QComboBox::activated, this, [this](int i) { m_workspace.setScenario(m_scenario->itemData(i).toString()); });
    connect(m_against, &QComboBox::activated, this, [this](int i) { m_workspace.setAgainst(m_against->itemData(i).toString()); });
    connect(m_period, &SegmentedControl::chosen, this, [this](int i) { m_workspace.setPeriod(static_cast<engine::Period>(i)); });
    connect(m_prices, &SegmentedControl::chosen, this, [this](int i) { m_workspace.setRealPrices(i == 1); });
    connect(&workspace, &document::Workspace::viewChanged, this, &TopBar::select);
    connect(&workspace.document(), &document::PlanDocument::planChanged, this, &TopBar::fillScenarios);
    connect(undo, &QAction::changed, this, &TopBar::showSteps);
    connect(redo, &QAction::changed, this, &TopBar::showSteps);
    connect(&theme(), &Theme::changed, this, &TopBar::showSteps);
    fillScenarios();
    showSteps();
}

void TopBar::addSearch()
{
    m_search = new QToolButton(this);
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setText(tr("Search"));
    m_search->setAccessibleName(tr("Search commands and objects"));
    m_search->setToolTip(tr("Find every command, page, factory, system, country, scenario and figure by name (Ctrl+K)"));
    m_search->setIconSize(QSize(16, 16));
    m_search->setFixedHeight(28);
    m_help = new QToolButton(this);
    m_help->setObjectName(QStringLiteral("quiet"));
    m_help->setText(QStringLiteral("?"));
    m_help->setAccessibleName(tr("Help on this page"));
    m_help->setToolTip(tr("What this page answers, and how to use it (F1)"));
    m_help->setFixedSize(28, 28);
    layout()->addWidget(m_search);
    layout()->addWidget(m_help);
    connect(m_search, &QToolButton::clicked, this, &TopBar::searchWanted);
    connect(m_help, &QToolButton::clicked, this, &TopBar::helpWanted);
}

QComboBox *TopBar::addCombo(const QString &name, int width)
{
    auto *combo = new ElidingCombo(this);
    combo->setAccessibleName(name);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(width / 8);
    combo->setMinimumWidth(64);
    combo->setMaximumWidth(width);
    combo->setFixedHeight(28);
    combo->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return combo;
}

QToolButton *TopBar::addStep(QAction *action, const QString &iconName)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("quiet"));
    button->setProperty("stepIcon", iconName);
    button->setIconSize(QSize(16, 16));
    button->setFixedHeight(28);
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    return button;
}

void TopBar::fillScenarios()
{
    QVector<Entry> entries{{QString(), tr("Baseline"), 0}};
    collect(*m_workspace.document().plan(), {}, 0, entries);
    for (QComboBox *combo : {m_scenario, m_against}) {
        const QSignalBlocker quiet(combo);
        bool same = combo->count() == entries.size();
        for (int i = 0; same && i < entries.size(); ++i) {
            same = combo->itemData(i).toString() == entries[i].id && combo->itemText(i).trimmed() == entries[i].name;
        }
        if (!same) {
            combo->clear();
            int widest = 0;
            for (const Entry &e : entries) {
                combo->addItem(QString(e.depth * 3, QLatin1Char(' ')) + e.name, e.id);
                widest = std::max(widest, combo->fontMetrics().horizontalAdvance(combo->itemText(combo->count() - 1)));
            }
            combo->view()->setMinimumWidth(std::min(widest + 40, 480));
        }
    }
    select();
}

void TopBar::select()
{
    m_scenario->setCurrentIndex(std::max(0, m_scenario->findData(m_workspace.scenario())));
    m_against->setCurrentIndex(std::max(0, m_against->findData(m_workspace.against())));
    m_scenario->setToolTip(m_scenario->currentText().trimmed());
    m_against->setToolTip(m_against->currentText().trimmed());
    m_period->setCurrent(static_cast<int>(m_workspace.period()));
    m_prices->setCurrent(m_workspace.realPrices() ? 1 : 0);
}

void TopBar::showSteps()
{
    const Palette &p = theme().palette();
    const int room = std::min(stepTextWidth, (width() - widthWithoutSteps) / 2 - 40);
    const bool words = room > 60;
    m_search->setIcon(icon(QStringLiteral("search"), p.secondary));
    m_search->setToolButtonStyle(width() > 1000 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    for (QToolButton *button : {m_undo, m_redo}) {
        const QAction *action = button == m_undo ? m_undoAction : m_redoAction;
        const QString label = action->data().toString();
        button->setEnabled(action->isEnabled());
        button->setIcon(icon(button->property("stepIcon").toString(), action->isEnabled() ? p.text : p.secondary));
        button->setToolButtonStyle(words && !label.isEmpty() ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        button->setText(button->fontMetrics().elidedText(label, Qt::ElideRight, room).replace(QLatin1Char('&'), QStringLiteral("&&")));
        button->setToolTip(action->text().remove(QLatin1Char('&')) + QStringLiteral(" (") + action->shortcut().toString(QKeySequence::NativeText) + QLatin1Char(')'));
        button->setAccessibleName(action->text().remove(QLatin1Char('&')));
    }
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_scenarioLabel->setVisible(width() > 1000);
    m_againstLabel->setVisible(width() > 900);
    showSteps();
}

} // namespace ui
