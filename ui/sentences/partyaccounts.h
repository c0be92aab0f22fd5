// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findingsentences.h"
#include "parties.h"

#include <QVector>

namespace ui {

// A party on screen is named by its country's code or one of these.
inline const QString unionId = QStringLiteral("EU");
inline const QString nobodyId = QStringLiteral("-");
inline const QString allPartiesId = QStringLiteral("all");

QString partyId(const core::Plan &plan, int party);
int partyOf(const core::Plan &plan, const QString &id); // the engine's number; of nobody's where it is none
QString partyName(const core::Plan &plan, const QString &id);
QString costClassName(int costClass);

// One party's sums by period, in euro of the chosen price basis.
struct PartySums
{
    std::array<QVector<double>, engine::costClassCount> eur; // by cost class
    QVector<double> hours;

    double paid(int period) const { return eur[0][period] + eur[1][period] + eur[2][period]; }
};

// What all parties pay and get in what is shown and in what it is compared with, added up once for all pictures and tables made of it.
struct PartyAccounts
{
    PartyAccounts(const Comparison &comparison, engine::Period step);

    Comparison c;
    engine::Period period;
    std::vector<engine::PartyRow> rows, before; // by period; before: empty where nothing is compared
    std::vector<engine::PartyRow> years;
    engine::PartyBook book, bookBefore;

    // `factory`: index, or -1 for all.
    PartySums sums(const QString &party, int factory = -1) const;
    PartySums sumsBefore(const QString &party) const;
    PartySums sumsByYear(const QString &party) const;
    QString priceBasis() const;
};

namespace sentences {
QString countriesLead(const PartyAccounts &accounts);                        // "What each of 17 countries and the Union pays, and what it gets"
QString partyThrough(const PartyAccounts &accounts, const QString &party);   // "Through BSC AIF with 7.79 % of its national funding; access follows it"
QString factoryNames(const engine::Projection &p, const std::vector<int> &factories);
} // namespace sentences

} // namespace ui
