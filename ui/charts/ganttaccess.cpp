// SPDX-License-Identifier: GPL-3.0-or-later
#include "ganttaccess.h"

#include "ganttview.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <map>

namespace ui {

namespace {

// One row of the view.
class GanttRowAccess : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    GanttRowAccess(GanttView *view, int row) : m_view(view), m_row(row) {}

    bool isValid() const override { return m_row < m_view->rows().size(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text which) const override
    {
        switch (which) {
        case QAccessible::Name:
            return m_view->rowName(m_row);
        case QAccessible::Value:
        case QAccessible::Description:
            return m_view->rowValue(m_row);
        default:
            return {};
        }
    }
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override
    {
        const QRect r = m_view->rowRect(m_row);
        return {m_view->viewport()->mapToGlobal(r.topLeft()), r.size()};
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State s;
        s.focusable = true;
        s.selectable = true;
        s.selected = m_view->currentRow() == m_row;
        s.focused = s.selected && m_view->hasFocus();
        if (isValid() && !m_view->barAt(m_row)) {
            s.expandable = true;
            s.expanded = !m_view->spec().groups[m_view->rows()[m_row].group].folded;
            s.collapsed = !s.expanded;
        }
        return s;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString &name) override
    {
        if (name == pressAction()) {
            m_view->activateRow(m_row);
        } else if (const GanttBar *bar = m_view->barAt(m_row)) {
            m_view->setFocus();
            m_view->setCurrentId(bar->id);
        }
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    GanttView *m_view;
    int m_row;
};

// The view with its rows as children; they live as long as it.
class GanttAccess : public QAccessibleWidget
{
public:
    explicit GanttAccess(GanttView *view) : QAccessibleWidget(view, QAccessible::List), m_view(view) {}
    ~GanttAccess() override
    {
        for (const auto &[row, id] : m_rows) {
            QAccessible::deleteAccessibleInterface(id);
        }
    }
    int childCount() const override { return static_cast<int>(m_view->rows().size()); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount()) {
            return nullptr;
        }
        const auto known = m_rows.find(index);
        if (known != m_rows.end()) {
            return QAccessible::accessibleInterface(known->second);
        }
        auto *made = new GanttRowAccess(m_view, index);
        m_rows[index] = QAccessible::registerAccessibleInterface(made);
        return made;
    }
    int indexOfChild(const QAccessibleInterface *one) const override
    {
        for (const auto &[row, id] : m_rows) {
            if (QAccessible::accessibleInterface(id) == one) {
                return row;
            }
        }
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i)->rect().contains(x, y)) {
                return child(i);
            }
        }
        return nullptr;
    }
    QAccessibleInterface *focusChild() const override { return child(m_view->currentRow()); }

private:
    GanttView *m_view;
    mutable std::map<int, QAccessible::Id> m_rows;
};

QAccessibleInterface *makeAccess(const QString &, QObject *object)
{
    auto *view = qobject_cast<GanttView *>(object);
    return view ? new GanttAccess(view) : nullptr;
}

} // namespace

void installGanttAccess()
{
    static const bool installed = [] {
        QAccessible::installFactory(&makeAccess);
        return true;
    }();
    Q_UNUSED(installed)
}

void announceGanttRow(GanttView &view, int row)
{
    if (!QAccessible::isActive()) {
        return;
    }
    const bool dragged = !view.drag().id.isEmpty();
    QAccessibleEvent event(&view, dragged ? QAccessible::DescriptionChanged : QAccessible::Focus);
    event.setChild(row);
    QAccessible::updateAccessibility(&event);
}

} // namespace ui
