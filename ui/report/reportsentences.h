// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reportcontext.h"

// Titles and leads that only the report has; those that it shares with the window are in ui/sentences.
namespace ui::pages {

QString statementsTitle(const ReportContext &c); // "Seven of ten public statements hold; deployment, doubling and the investment no longer do"
QString differenceTitle(const ReportContext &c); // "€ 36.1 m less is paid to 2030, and 20 % fewer accelerator-hours are delivered"
QString differenceReason(const ReportContext &c); // "The whole difference is energy …"; empty where nothing differs
QString capacityLead(const ReportContext &c);
QString budgetLead(const ReportContext &c);
QString paymentsTitle(const ReportContext &c);
QString countriesTitle(const ReportContext &c);
QString factoryTitle(const ReportContext &c, int factory);
QString factoriesTitle(const ReportContext &c);
QString evidenceTitle(const ReportContext &c);
QString categoryName(engine::Category category);
QString lowerCount(int n); // "seven"; from thirteen on figures
QString upperCount(int n);
QString counted(int n, const QString &one, const QString &many); // "one error", "two errors"
QString capitalised(const QString &text);

} // namespace ui::pages
