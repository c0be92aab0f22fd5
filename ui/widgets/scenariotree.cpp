// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenariotree.h"

#include "theme.h"

#include <QDragMoveEvent>
#include <QDropEvent>
#include <QHeaderView>
#include <QKeyEvent>

#include <functional>

namespace ui {

namespace {
constexpr int idRole = Qt::UserRole;
constexpr int itemHeight = 28;
} // namespace

ScenarioTree::ScenarioTree(QWidget *parent) : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("scenarioTree"));
    setColumnCount(2);
    setHeaderHidden(true);
    setAccessibleName(tr("Scenarios"));
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(18);
    setUniformRowHeights(true);
    setDragDropMode(QAbstractItemView::DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    header()->setMinimumSectionSize(20);
    connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (item && !m_filling) {
            Q_EMIT chosen(item->data(0, idRole).toString());
        }
    });
    connect(this, &QTreeWidget::itemChanged, this, &ScenarioTree::itemEdited);
    connect(&theme(), &Theme::changed, viewport(), QOverload<>::of(&QWidget::update));
}

void ScenarioTree::setPlan(const core::Plan &plan, const QString &chosenId, const QSet<QString> &tickedIds, const QSet<QString> &fixed)
{
    m_filling = true;
    std::map<std::string, int> counts;
    for (const core::Override &o : plan.overrides) {
        ++counts[o.scenario];
    }
    QString shape = theme().palette().dark ? QStringLiteral("d") : QStringLiteral("l");
    for (const core::Scenario &s : plan.scenarios) {
        shape += QString::fromStdString('|' + s.id + '/' + s.name + '/' + s.parent.value_or("") + '/' + s.note.value_or("")) + QString::number(counts[s.id]);
    }
    // Made anew only where it differs: it may be asked to show a choice from within its own event.
    if (shape != m_shape) {
        m_shape = shape;
        fill(plan, counts);
    }
    for (QTreeWidgetItemIterator it(this); *it; ++it) {
        const QString id = (*it)->data(0, idRole).toString();
        const Qt::ItemFlags flags = (*it)->flags() & ~Qt::ItemIsUserCheckable;
        (*it)->setFlags(fixed.contains(id) ? flags : flags | Qt::ItemIsUserCheckable);
        (*it)->setCheckState(0, tickedIds.contains(id) ? Qt::Checked : Qt::Unchecked);
    }
    if (currentId() != chosenId || !currentItem()) {
        setCurrentItem(itemOf(chosenId));
    }
    m_filling = false;
}

void ScenarioTree::fill(const core::Plan &plan, std::map<std::string, int> &counts)
{
    clear();
    const auto make = [&](QTreeWidgetItem *parent, const QString &id, const QString &name, const QString &note) {
        auto *item = parent ? new QTreeWidgetItem(parent) : new QTreeWidgetItem(this);
        item->setText(0, name);
        item->setData(0, idRole, id);
        const int count = counts[id.toStdString()];
        item->setText(1, id.isEmpty() ? QString() : QLocale().toString(count));
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setForeground(1, theme().palette().secondary);
        item->setToolTip(1, id.isEmpty() ? QString() : tr("%n value(s) of its own", nullptr, count));
        item->setToolTip(0, note.isEmpty() ? name : name + QLatin1Char('\n') + note);
        item->setData(0, Qt::AccessibleTextRole, id.isEmpty() ? name : tr("%1, %n value(s) of its own", nullptr, count).arg(name));
        Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDropEnabled;
        flags |= id.isEmpty() ? Qt::NoItemFlags : Qt::ItemIsEditable | Qt::ItemIsDragEnabled;
        item->setFlags(flags);
        item->setSizeHint(0, QSize(0, itemHeight));
        return item;
    };
    QTreeWidgetItem *root = make(nullptr, {}, tr("Baseline"), {});
    const std::function<void(QTreeWidgetItem *, const std::string &)> addChildren = [&](QTreeWidgetItem *item, const std::string &id) {
        for (const core::Scenario &s : plan.scenarios) {
            if (s.parent.value_or(std::string()) == id) {
                addChildren(make(item, QString::fromStdString(s.id), QString::fromStdString(s.name), QString::fromStdString(s.note.value_or(std::string()))), s.id);
            }
        }
    };
    addChildren(root, {});
    expandAll();
}

QTreeWidgetItem *ScenarioTree::itemOf(const QString &id) const
{
    for (QTreeWidgetItemIterator it(const_cast<ScenarioTree *>(this)); *it; ++it) {
        if ((*it)->data(0, idRole).toString() == id) {
            return *it;
        }
    }
    return topLevelItem(0);
}

QString ScenarioTree::currentId() const
{
    return currentItem() ? currentItem()->data(0, idRole).toString() : QString();
}

void ScenarioTree::renameCurrent()
{
    if (currentItem() && !currentId().isEmpty()) {
        setFocus();
        editItem(currentItem(), 0);
    }
}

int ScenarioTree::contentHeight() const
{
    int rows = 0;
    for (QTreeWidgetItemIterator it(const_cast<ScenarioTree *>(this)); *it; ++it) {
        ++rows;
    }
    return rows * itemHeight + 8;
}

// A tick, or a name typed in place.
void ScenarioTree::itemEdited(QTreeWidgetItem *item, int column)
{
    if (m_filling || column != 0) {
        return;
    }
    const QString id = item->data(0, idRole).toString();
    const QString name = item->text(0).trimmed();
    const QString before = item->toolTip(0).section(QLatin1Char('\n'), 0, 0);
    if (name != before && !id.isEmpty()) {
        m_filling = true;
        item->setText(0, before); // until the plan says otherwise
        m_filling = false;
        if (!name.isEmpty()) {
            // The tree is made anew by the edit, so not before its editor has closed.
            QMetaObject::invokeMethod(this, [this, id, name] { Q_EMIT renamed(id, name); }, Qt::QueuedConnection);
        }
        return;
    }
    Q_EMIT ticked(id, item->checkState(0) == Qt::Checked);
}

bool ScenarioTree::isBelow(const QTreeWidgetItem *item, const QTreeWidgetItem *above) const
{
    for (; item; item = item->parent()) {
        if (item == above) {
            return true;
        }
    }
    return false;
}

void ScenarioTree::dragMoveEvent(QDragMoveEvent *event)
{
    QTreeWidget::dragMoveEvent(event);
    const QTreeWidgetItem *target = itemAt(event->position().toPoint());
    // Not under itself or one of its own, and nothing of another plan.
    if (!target || !currentItem() || isBelow(target, currentItem()) || (event->source() && event->source() != this)) {
        event->ignore();
    } else {
        event->acceptProposedAction();
    }
}

void ScenarioTree::dropEvent(QDropEvent *event)
{
    const QTreeWidgetItem *target = itemAt(event->position().toPoint());
    const QString id = currentId();
    const bool ours = !event->source() || event->source() == this;
    if (ours && target && !id.isEmpty() && !isBelow(target, currentItem()) && currentItem()->parent() != target) {
        const QString parent = target->data(0, idRole).toString();
        // The tree is made anew by the edit, so not before the drag has ended.
        QMetaObject::invokeMethod(this, [this, id, parent] { Q_EMIT moveWanted(id, parent); }, Qt::QueuedConnection);
    }
    event->setDropAction(Qt::IgnoreAction);
    event->accept();
}

void ScenarioTree::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && !currentId().isEmpty()) {
        Q_EMIT removeWanted(currentId());
        return;
    }
    QTreeWidget::keyPressEvent(event);
}

} // namespace ui
