// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages.h"

#include "computepage.h"
#include "countriespage.h"
#include "factoriespage.h"
#include "fundingpage.h"
#include "historypage.h"
#include "overviewpage.h"
#include "riskpage.h"
#include "scenariospage.h"
#include "sourcespage.h"
#include "timelinepage.h"

#include <QCoreApplication>

namespace ui {

QVector<PageEntry> allPages(document::Workspace &workspace, const QDate &today)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("pages", text); };
    return {
        {QStringLiteral("overview"), QStringLiteral("overview"), tr("Overview"), [&workspace, today](QWidget *parent) { return new OverviewPage(workspace, today, parent); }},
        {QStringLiteral("factories"), QStringLiteral("factories"), tr("Factories"), [&workspace](QWidget *parent) { return new FactoriesPage(workspace, parent); }},
        {QStringLiteral("timeline"), QStringLiteral("timeline"), tr("Timeline"), [&workspace, today](QWidget *parent) { return new TimelinePage(workspace, today, parent); }},
        {QStringLiteral("countries"), QStringLiteral("countries"), tr("Countries"), [&workspace](QWidget *parent) { return new CountriesPage(workspace, parent); }},
        {QStringLiteral("funding"), QStringLiteral("funding"), tr("Funding"), [&workspace](QWidget *parent) { return new FundingPage(workspace, parent); }},
        {QStringLiteral("compute"), QStringLiteral("compute"), tr("Compute"), [&workspace](QWidget *parent) { return new ComputePage(workspace, parent); }},
        {QStringLiteral("scenarios"), QStringLiteral("scenarios"), tr("Scenarios"), [&workspace, today](QWidget *parent) { return new ScenariosPage(workspace, today, parent); }},
        {QStringLiteral("risk"), QStringLiteral("risk"), tr("Risk"), [&workspace](QWidget *parent) { return new RiskPage(workspace, parent); }},
        {QStringLiteral("sources"), QStringLiteral("sources"), tr("Sources"), [&workspace](QWidget *parent) { return new SourcesPage(workspace, parent); }},
        {QStringLiteral("history"), QStringLiteral("history"), tr("History"), [&workspace](QWidget *parent) { return new HistoryPage(workspace, parent); }},
    };
}

} // namespace ui
