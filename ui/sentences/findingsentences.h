// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "statements.h"

#include <QString>

namespace ui {

// What a page or a report compares: a projection with another one and that one's name in a sentence ("the baseline").
struct Comparison
{
    const engine::Projection &shown;
    const engine::Projection &against;
    QString againstName;
    bool same = false;       // compared with itself: nothing is said about differences
    bool realPrices = false; // prices of the price year
    QString againstLabel = {};    // in a legend: "Baseline"; empty: made of againstName
    std::optional<QString> againstScenario = {}; // whose figures `against` holds; none: of no scenario, nothing in it can be explained

    QString label() const { return againstLabel.isEmpty() ? againstName : againstLabel; }
    // "the baseline", or "“Six months late”" for a scenario.
    static QString nameInSentence(const core::Plan &plan, const QString &scenario);
};

// Titles that state a finding, computed from results; without a finding they name the measure. No full stop.
namespace sentences {

QString capacityTitle(const Comparison &c);                            // "Doubling is reached in October 2027, ten months after the baseline"
QString capacityTitle(const Comparison &c, double target);
QString paymentsTitle(const Comparison &c, engine::Period period);     // "Payments peak in 2027, a year later"
QString envelopesTitle(const engine::Projection &p);                   // "Digital Europe is over its envelope in 2026 and 2027, by € 36 m together"
QString envelopesLead(const engine::Projection &p);                    // says so where the years do not fit but the sum does; else empty
QString statementsTitle(const std::vector<engine::StatementResult> &results);  // "7 of 10 public statements hold"
QString placesTitle(const engine::Projection &p);                      // "Seven factories, seventeen countries"
QString demandTitle(const engine::Projection &p);                      // "Demand is covered from March 2026 and short again from June 2029"
QStringList demandClauses(const engine::Projection &p);                   // the same in two parts, where it has two
QString payersTitle(const engine::Projection &p);                      // "Finland and Italy make half of the national money"
QString differenceTitle(const Comparison &c);                          // "€ 36.1 m less and 52.1 million accelerator-hours fewer than the baseline"
QString overviewLead(const Comparison &c);                             // the line beside the page's title

// Words they are made of.
QString joined(const QStringList &names);                               // "A, B and C"
QString monthsApart(int months);                                        // "a month", "ten months", "a year"
QString periodsApart(engine::Period period, int periods);
QString periodName(const engine::Calendar &calendar, engine::Period period, int index); // "2026", "Q3 2026", "Sep 2026"
QString programmeName(const core::Plan &plan, int programme);           // "Digital Europe"; -1: "Unfunded"
QString elidedName(const std::string &name, int characters = 32);       // in the middle; blanks do not break
QString fitting(const QStringList &longestFirst, int characters = 95);  // the first that fits, else the last
double doublingTarget(const core::Plan &plan);                          // of the statement about the index, else 2

} // namespace sentences

} // namespace ui
