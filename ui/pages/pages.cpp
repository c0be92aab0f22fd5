// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages.h"

#include "overviewpage.h"

#include <QCoreApplication>

namespace ui {

QVector<PageEntry> makePages(document::Workspace &workspace, const QDate &today, QWidget *parent)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("pages", text); };
    return {{QStringLiteral("overview"), QStringLiteral("overview"), tr("Overview"), new OverviewPage(workspace, today, parent)}};
}

} // namespace ui
