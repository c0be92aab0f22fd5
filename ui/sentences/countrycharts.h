// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "partyaccounts.h"
#include "rankview.h"
#include "seriescolours.h"

namespace ui {

// What one party pays by class and period, and the hours that it gets.
ChartSpec partyPaymentsChart(const PartyAccounts &accounts, const QString &party);
ChartSpec partyHoursChart(const PartyAccounts &accounts, const QString &party);
// What an hour costs each party; who pays the same through the same factories shares a bar. The bar of `party` is marked.
RankSpec partyPricesChart(const PartyAccounts &accounts, const SeriesColours &colours, const QString &party);

} // namespace ui
