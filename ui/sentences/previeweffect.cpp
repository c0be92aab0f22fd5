// SPDX-License-Identifier: GPL-3.0-or-later
#include "editwords.h"
#include "figures.h"
#include "findingsentences.h"
#include "factorycharts.h"
#include "format.h"

#include <QCoreApplication>

#include <cmath>

namespace ui::sentences {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(previeweffect)
};

using engine::Projection;

QString categoryWord(int category)
{
    const QString words[engine::categoryCount] = {Words::tr("acquisition"), Words::tr("installation"), Words::tr("electricity"), Words::tr("maintenance"),
                                                  Words::tr("staff"), Words::tr("other operations"), Words::tr("services")};
    return words[category];
}

// The money of a factory (or of all) that the filter takes, in euro.
template<typename Filter>
double money(const Projection &p, const std::string &factory, Filter filter)
{
    const engine::FactoryResult *only = factory.empty() ? nullptr : factoryResult(p, factory);
    if (!factory.empty() && !only) {
        return 0;
    }
    return static_cast<double>(engine::moneyTotal(p, engine::Money::Paid, [&](const engine::FactoryResult &f, const engine::Line &l) { return (!only || &f == only) && filter(l); })) / 100;
}

double hours(const Projection &p, const std::string &factory)
{
    if (factory.empty()) {
        return engine::summaryOf(p).deliveredHours;
    }
    const engine::FactoryResult *f = factoryResult(p, factory);
    return f ? factoryHours(p, *f) : 0;
}

QString moneyPart(const Projection &kept, const Projection &shown, const std::string &factory)
{
    int moved = 0;
    int which = 0;
    double sum = 0;
    for (int k = 0; k < engine::categoryCount; ++k) {
        const auto ofCategory = [k](const engine::Line &l) { return static_cast<int>(l.category) == k; };
        const double change = money(shown, factory, ofCategory) - money(kept, factory, ofCategory);
        sum += change;
        if (std::fabs(change) >= 0.5) {
            ++moved;
            which = k;
        }
    }
    if (moved == 0) {
        return {};
    }
    return moved == 1 ? format::signedEur(sum) + QLatin1Char(' ') + categoryWord(which) : std::fabs(sum) < 0.5 ? QString() : format::signedEur(sum);
}

// The programme that pays the most more.
QString payerPart(const Projection &kept, const Projection &shown, const std::string &factory)
{
    int best = -2;
    double most = 0.5;
    for (int i = -1; i < shown.programmeCount() && shown.programmeCount() == kept.programmeCount(); ++i) {
        const auto ofProgramme = [i](const engine::Line &l) { return l.programme == i; };
        const double change = money(shown, factory, ofProgramme) - money(kept, factory, ofProgramme);
        if (change >= most) {
            best = i;
            most = change;
        }
    }
    return best == -2 ? QString() : format::signedEur(most) + QLatin1Char(' ') + (best < 0 ? Words::tr("unfunded") : programmeName(shown.plan, best));
}

// What is paid and used in other years or by others though the sums are the same.
bool ledgersDiffer(const Projection &kept, const Projection &shown)
{
    return kept.totals.paid != shown.totals.paid || kept.totals.figures != shown.totals.figures;
}

} // namespace

QString previewEffect(const Projection &kept, const Projection &shown, const std::string &factory)
{
    QStringList parts;
    const double moreHours = hours(shown, factory) - hours(kept, factory);
    if (std::fabs(moreHours) >= 0.5) {
        parts << (std::fabs(moreHours) >= 0.05e6 ? Words::tr("%1\u202Fm hours").arg(format::signedNumber(moreHours / 1e6, 1))
                                                 : Words::tr("%1 hours").arg(format::signedNumber(moreHours, 0)));
    }
    const QString sum = moneyPart(kept, shown, factory);
    if (!sum.isEmpty()) {
        parts << sum;
    } else {
        const QString payer = payerPart(kept, shown, factory);
        if (!payer.isEmpty()) {
            parts << payer;
        }
    }
    const int until = shown.calendar.last().year();
    if (parts.isEmpty()) {
        return ledgersDiffer(kept, shown) ? Words::tr("The same sums to %1, in other years or by others.").arg(until) : Words::tr("Neither money nor hours to %1 change.").arg(until);
    }
    return Words::tr("%1 to %2.").arg(parts.join(QStringLiteral(", "))).arg(until);
}

} // namespace ui::sentences
