// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyfigures.h"

#include "figure.h"
#include "format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(keyfigures)
};

using engine::Period;
using engine::Projection;

QString addressOf(const char *measure, int year = 0, bool real = false)
{
    engine::Figure f;
    f.measure = measure;
    f.period = year ? std::to_string(year) : std::string();
    f.real = real;
    return QString::fromStdString(f.toString());
}

int signOf(double value, double half)
{
    return value >= half ? 1 : value <= -half ? -1 : 0;
}

// Direction and sense of a change whose smallest visible step is `step`; goodSign: the sign that is better, 0: neither.
void setChange(KeyFigure &f, double change, double step, int goodSign, const QString &text)
{
    f.direction = signOf(change, step / 2);
    f.sense = f.direction == 0 || goodSign == 0 ? KeyFigure::Sense::Neutral : f.direction == goodSign ? KeyFigure::Sense::Better : KeyFigure::Sense::Worse;
    f.change = text;
}

// The year that the statement about the index speaks of, else the second year.
int indexYear(const Projection &p)
{
    for (const core::Statement &s : p.plan.statements) {
        if (s.metric == "index_bf16" && s.period) {
            if (const auto found = p.calendar.find(*s.period)) {
                return p.calendar.month(p.calendar.begin(found->first, found->second)).year();
            }
        }
    }
    return std::min(p.calendar.firstYear() + 1, p.calendar.last().year());
}

struct Stocks
{
    engine::Capacity capacity;
    int year = 0;
};

Stocks atEndOf(const Projection &p, int year)
{
    const int index = std::clamp(year - p.calendar.firstYear(), 0, p.calendar.years() - 1);
    return {engine::capacityOf(p, Period::Year, index), p.calendar.firstYear() + index};
}

KeyFigure investment(const Comparison &c)
{
    KeyFigure f;
    f.id = QStringLiteral("investment");
    f.address = addressOf("paid_cents", 0, c.realPrices);
    f.caption = c.realPrices ? Words::tr("To %1, %2 prices").arg(c.shown.calendar.last().year()).arg(c.shown.plan.settings().priceYear)
                             : Words::tr("Investment to %1").arg(c.shown.calendar.last().year());
    const double eur = engine::paidEur(c.shown, c.realPrices);
    const QString whole = format::eur(eur); // "€ 1.46 bn", the blanks being thin
    const QStringList parts = whole.split(format::thin);
    f.prefix = parts.value(0);
    f.figure = parts.value(1);
    f.unit = parts.value(2);
    f.exact = c.realPrices ? Words::tr("€\u202F%1 paid over the horizon, in prices of %2").arg(format::number(eur, 0)).arg(c.shown.plan.settings().priceYear)
                           : Words::tr("%1 paid over the horizon, nominal").arg(format::exactEur(engine::summaryOf(c.shown).paidCents));
    if (!c.same) {
        const double change = eur - engine::paidEur(c.against, c.realPrices);
        setChange(f, change, 1, 0, format::signedEur(change));
    }
    return f;
}

KeyFigure unionShare(const Comparison &c)
{
    KeyFigure f;
    f.id = QStringLiteral("union-share");
    f.address = addressOf("union_share");
    f.caption = Words::tr("Union share");
    const engine::Summary s = engine::summaryOf(c.shown);
    if (s.paidCents == 0) {
        f.figure = QStringLiteral("–");
        f.exact = Words::tr("Nothing is paid");
        return f;
    }
    f.figure = format::percentFigure(s.unionShare(), 2);
    f.unit = QStringLiteral("%");
    f.exact = Words::tr("%1 of %2 come from Union programmes").arg(format::exactEur(s.unionCents), format::exactEur(s.paidCents));
    if (!c.same) {
        const double change = 100 * (s.unionShare() - engine::summaryOf(c.against).unionShare());
        setChange(f, change, 0.01, 0, Words::tr("%1 points").arg(format::signedNumber(change, 2)));
    }
    return f;
}

KeyFigure accelerators(const Comparison &c, int year)
{
    KeyFigure f;
    const Stocks mine = atEndOf(c.shown, year);
    f.id = QStringLiteral("accelerators");
    f.address = addressOf("accelerators", mine.year);
    f.caption = Words::tr("Accelerators, end %1").arg(mine.year);
    f.figure = format::number(mine.capacity.plannedAccelerators, 0);
    f.exact = Words::tr("%1 accelerators of AI Factory systems in service at the end of %2; the fleet of today has %3 then")
                  .arg(f.figure).arg(mine.year).arg(format::number(mine.capacity.fleetAccelerators, 0));
    if (!c.same) {
        const double change = mine.capacity.plannedAccelerators - atEndOf(c.against, year).capacity.plannedAccelerators;
        setChange(f, change, 1, 1, format::signedNumber(change, 0));
    }
    return f;
}

KeyFigure exaflops(const Comparison &c, int year)
{
    KeyFigure f;
    const Stocks mine = atEndOf(c.shown, year);
    const double ef = mine.capacity.plannedBf16Pflops / 1000;
    f.id = QStringLiteral("exaflops");
    f.address = addressOf("bf16_pflops", mine.year);
    f.caption = Words::tr("AI exaflops, end %1").arg(mine.year);
    f.figure = format::number(ef, 1);
    f.unit = QStringLiteral("EF");
    f.exact = Words::tr("%1\u202FPF dense BF16 peak of AI Factory systems in service at the end of %2").arg(format::number(mine.capacity.plannedBf16Pflops, 1)).arg(mine.year);
    if (!c.same) {
        const double change = ef - atEndOf(c.against, year).capacity.plannedBf16Pflops / 1000;
        setChange(f, change, 0.1, 1, format::signedNumber(change, 1) + format::thin + QStringLiteral("EF"));
    }
    return f;
}

KeyFigure index(const Comparison &c, int year)
{
    KeyFigure f;
    const Stocks mine = atEndOf(c.shown, year);
    f.id = QStringLiteral("index");
    f.address = addressOf("index_bf16", mine.year);
    f.caption = Words::tr("Index, end %1").arg(mine.year);
    if (!mine.capacity.indexBf16) {
        f.figure = QStringLiteral("–");
        f.exact = Words::tr("There is no existing fleet to compare with");
        return f;
    }
    f.figure = format::number(*mine.capacity.indexBf16, 2);
    f.unit = QStringLiteral("×");
    f.exact = Words::tr("Fleet and AI Factory systems together have %1 times the dense BF16 peak of the fleet alone at the end of %2").arg(format::number(*mine.capacity.indexBf16, 4)).arg(mine.year);
    const auto other = atEndOf(c.against, year).capacity.indexBf16;
    if (!c.same && other) {
        const double change = *mine.capacity.indexBf16 - *other;
        setChange(f, change, 0.01, 1, format::signedNumber(change, 2));
    }
    return f;
}

KeyFigure price(const Comparison &c)
{
    KeyFigure f;
    f.id = QStringLiteral("price");
    f.address = addressOf("eur_per_accelerator_hour");
    f.caption = Words::tr("Per accelerator-hour");
    const auto mine = engine::summaryOf(c.shown).eurPerAcceleratorHour;
    if (!mine) {
        f.figure = QStringLiteral("–");
        f.exact = Words::tr("No accelerator-hours are delivered");
        return f;
    }
    f.prefix = QStringLiteral("€");
    f.figure = format::number(*mine, 2);
    f.exact = Words::tr("€\u202F%1: present value of all cost over delivered accelerator-hours discounted alike").arg(format::number(*mine, 4));
    const auto other = engine::summaryOf(c.against).eurPerAcceleratorHour;
    if (!c.same && other) {
        setChange(f, *mine - *other, 0.01, -1, format::signedNumber(*mine - *other, 2));
    }
    return f;
}

KeyFigure coverage(const Comparison &c, int year)
{
    KeyFigure f;
    const Stocks mine = atEndOf(c.shown, year);
    f.id = QStringLiteral("coverage");
    f.address = addressOf("coverage", mine.year);
    f.caption = Words::tr("Demand covered, %1").arg(mine.year);
    if (!mine.capacity.coverage) {
        f.figure = QStringLiteral("–");
        f.exact = Words::tr("No demand is stated");
        return f;
    }
    f.figure = format::percentFigure(*mine.capacity.coverage, 0);
    f.unit = QStringLiteral("%");
    f.exact = Words::tr("Reference hours delivered in %1 cover %2 of %3 million asked for").arg(mine.year).arg(format::percent(*mine.capacity.coverage, 2), format::hoursMillions(mine.capacity.demandReferenceHours));
    const auto other = atEndOf(c.against, year).capacity.coverage;
    if (!c.same && other) {
        const double change = 100 * (*mine.capacity.coverage - *other);
        setChange(f, change, 1, 1, Words::tr("%1 points").arg(format::signedNumber(change, 0)));
    }
    return f;
}

KeyFigure firstExcess(const Comparison &c)
{
    KeyFigure f;
    f.id = QStringLiteral("envelope");
    f.caption = Words::tr("Envelope exceeded");
    const engine::EnvelopeUse *first = nullptr;
    const std::vector<engine::EnvelopeUse> uses = engine::envelopeUse(c.shown);
    for (const engine::EnvelopeUse &u : uses) {
        const auto headroom = u.headroomCents();
        if (headroom && *headroom < 0 && (!first || u.year < first->year)) {
            first = &u;
        }
    }
    if (!first) {
        const bool none = c.shown.plan.envelopes.empty();
        f.figure = none ? QStringLiteral("–") : Words::tr("None");
        f.address = addressOf("headroom_cents");
        f.change = none ? Words::tr("no envelopes stated") : Words::tr("every year fits");
        f.exact = none ? Words::tr("No programme has an envelope") : Words::tr("Every programme stays within its envelope in every year");
        return f;
    }
    const std::string &programme = c.shown.plan.programmes[static_cast<std::size_t>(first->programme)].id;
    const core::Cents over = -*first->headroomCents();
    f.figure = QString::number(first->year);
    engine::Figure headroom;
    headroom.measure = "headroom_cents";
    headroom.programme = programme;
    headroom.period = std::to_string(first->year);
    f.address = QString::fromStdString(headroom.toString());
    f.change = Words::tr("%1 by %2").arg(QString::fromStdString(programme), format::eur(static_cast<double>(over) / 100));
    f.sense = KeyFigure::Sense::Worse;
    f.exact = Words::tr("%1 commits %2 in %3, %4 above its envelope")
                  .arg(sentences::programmeName(c.shown.plan, first->programme), format::exactEur(first->committedCents)).arg(first->year).arg(format::exactEur(over));
    return f;
}

} // namespace

std::vector<KeyFigure> keyFigures(const Comparison &c)
{
    const int year = indexYear(c.shown);
    return {investment(c), unionShare(c), accelerators(c, year + 1), exaflops(c, year + 1), index(c, year), price(c), coverage(c, year + 1), firstExcess(c)};
}

} // namespace ui
