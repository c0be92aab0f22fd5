// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.h"

#include "theme.h"

namespace ui {

Page::Page(document::Workspace &workspace, QWidget *parent) : QWidget(parent), m_workspace(workspace)
{
    setObjectName(QStringLiteral("page"));
    connect(&workspace, &document::Workspace::projectionChanged, this, &Page::changed);
    connect(&workspace, &document::Workspace::viewChanged, this, &Page::changed);
    connect(&theme(), &Theme::changed, this, &Page::changed);
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_stale, false)) {
        refresh();
    }
}

void Page::changed()
{
    m_stale = !isVisible();
    if (!m_stale) {
        refresh();
    }
}

} // namespace ui
