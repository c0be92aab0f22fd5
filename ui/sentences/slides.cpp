// SPDX-License-Identifier: GPL-3.0-or-later
#include "slides.h"

#include "format.h"
#include "palette.h"
#include "riskslides.h"
#include "statementfigures.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(slides)
};

using engine::Period;
using engine::Projection;

constexpr qsizetype titleLength = 48; // characters in one line of a slide
constexpr std::size_t mostRows = 10;   // of a table, at 18 points

QString capitalised(const QString &text)
{
    return text.isEmpty() ? text : text.at(0).toUpper() + text.mid(1);
}

// A long finding keeps its head as the title; its last clause goes before the measure.
void setTitle(SlideSpec &slide, const QString &finding, const QString &measure)
{
    const qsizetype comma = finding.indexOf(QLatin1String(", "));
    const qsizetype other = finding.indexOf(QLatin1String("; "));
    const qsizetype at = comma < 0 || (other >= 0 && other < comma) ? other : comma;
    if (finding.size() <= titleLength || at < 0) {
        slide.title = finding;
        slide.subtitle = measure;
        return;
    }
    slide.title = finding.left(at);
    slide.subtitle = capitalised(finding.mid(at + 2)) + QStringLiteral("; ") + measure;
}

bool anyFactory(const Projection &p)
{
    return std::any_of(p.factories.begin(), p.factories.end(), [](const auto &f) { return f != nullptr; });
}

QString joinedSentences(QStringList parts)
{
    parts.removeAll(QString());
    return parts.isEmpty() ? QString() : parts.join(QStringLiteral(". ")) + QLatin1Char('.');
}

double paidEur(const Projection &p)
{
    return static_cast<double>(engine::summaryOf(p).paidCents) / 100;
}

SlideSpec cover(const Comparison &c, const SeriesColours &colours, const SlideContext &context)
{
    SlideSpec s;
    s.kind = SlideSpec::Kind::Cover;
    s.id = QStringLiteral("cover");
    s.title = QString::fromStdString(c.shown.plan.settings().title);
    s.subtitle = c.same ? context.scenarioName : Words::tr("%1, compared with %2").arg(context.scenarioName, c.againstName);
    s.chart = capacityChart(c, colours, {});
    s.notes = joinedSentences({sentences::placesTitle(c.shown), sentences::overviewLead(c)});
    return s;
}

SlideSpec keyFigureSlide(const Comparison &c)
{
    SlideSpec s;
    s.kind = SlideSpec::Kind::Figures;
    s.id = QStringLiteral("figures");
    s.figures = keyFigures(c);
    const QString horizon = Words::tr("Over the plan’s horizon, to %1").arg(c.shown.calendar.last().year());
    if (c.same) {
        s.title = Words::tr("%1 to %2, %3 of it from the Union").arg(format::eur(paidEur(c.shown))).arg(c.shown.calendar.last().year()).arg(format::percent(engine::summaryOf(c.shown).unionShare(), 0));
        s.subtitle = horizon;
    } else {
        const double eur = paidEur(c.shown) - paidEur(c.against);
        const double then = engine::summaryOf(c.against).deliveredHours;
        const double hours = then > 0 ? engine::summaryOf(c.shown).deliveredHours / then - 1 : 0;
        const QString money = std::fabs(eur) < 0.05e6 ? Words::tr("The same money") : (eur < 0 ? Words::tr("%1 less") : Words::tr("%1 more")).arg(format::eur(std::fabs(eur)));
        const QString time = std::fabs(hours) < 0.005 ? Words::tr("as many hours") : (hours < 0 ? Words::tr("%1 fewer hours") : Words::tr("%1 more hours")).arg(format::percent(std::fabs(hours), 0));
        s.title = Words::tr("%1 and %2").arg(money, time);
        s.subtitle = Words::tr("%1; last line of each: change against %2").arg(horizon, c.againstName);
    }
    QStringList exact;
    for (const KeyFigure &f : s.figures) {
        exact << f.exact;
    }
    s.notes = joinedSentences(exact);
    return s;
}

SlideSpec statementSlide(const Comparison &c, const SlideContext &context)
{
    SlideSpec s;
    s.kind = SlideSpec::Kind::Table;
    s.id = QStringLiteral("statements");
    s.title = sentences::statementsTitle(context.statements);
    s.table.columns = {Words::tr("said"), Words::tr("plan")};
    QStringList reasons;
    std::size_t hold = 0;
    for (const bool holds : {false, true}) {
        for (const engine::StatementResult &r : context.statements) {
            if (r.holds != holds) {
                continue;
            }
            hold += holds ? 1 : 0;
            const core::Statement &said = c.shown.plan.statements[static_cast<std::size_t>(r.statement)];
            if (s.table.rows.size() >= mostRows) {
                continue;
            }
            SlideRow row;
            row.name = QString::fromStdString(said.text);
            row.figures = {statementClaim(said), r.actual ? statementFigure(said, *r.actual) : QStringLiteral("–")};
            row.signs = true;
            row.sense = holds ? KeyFigure::Sense::Better : KeyFigure::Sense::Worse;
            s.table.rows.push_back(row);
            if (!holds && !r.reason.empty()) {
                reasons << Words::tr("“%1”: %2").arg(row.name, QString::fromStdString(r.reason));
            }
        }
    }
    const std::size_t all = context.statements.size();
    s.subtitle = all > s.table.rows.size() ? Words::tr("What was said in public, and what the plan now says; the first %1 of %2").arg(s.table.rows.size()).arg(all)
                                           : Words::tr("What was said in public, and what the plan now says");
    s.notes = joinedSentences(QStringList{s.title} + reasons);
    return s;
}

SlideSpec chartSlide(const QString &id, const QString &finding, const QString &measure, ChartSpec chart, const QString &notes)
{
    SlideSpec s;
    s.id = id;
    setTitle(s, finding, measure);
    s.chart = std::move(chart);
    s.notes = joinedSentences({finding, notes});
    return s;
}

QVector<double> yearsOf(const Projection &p, engine::Totals::Series series)
{
    QVector<double> out;
    for (int y = 0; y < p.calendar.years(); ++y) {
        double sum = 0;
        for (int m = p.calendar.begin(Period::Year, y); m < p.calendar.end(Period::Year, y); ++m) {
            sum += p.totals.series(series)[static_cast<std::size_t>(m)];
        }
        out << sum / 1e6;
    }
    return out;
}

ChartSpec yearBars(const Projection &p, const QString &title, const QString &unit)
{
    ChartSpec spec;
    spec.title = title;
    spec.unit = unit;
    spec.totals = true;
    for (int y = 0; y < p.calendar.years(); ++y) {
        spec.periods << QString::number(p.calendar.firstYear() + y);
    }
    spec.axisLabels = spec.periods;
    return spec;
}

// The programme that is farthest above its envelopes, else the one that has the largest.
SlideSpec envelopeSlide(const Comparison &c)
{
    const Projection &p = c.shown;
    struct Use
    {
        QVector<double> committed, envelope;
        double over = 0, envelopes = 0;
    };
    std::map<int, Use> uses;
    for (const engine::EnvelopeUse &u : engine::envelopeUse(p)) {
        const int year = u.year - p.calendar.firstYear();
        if (year < 0 || year >= p.calendar.years()) {
            continue;
        }
        Use &use = uses[u.programme];
        use.committed.resize(p.calendar.years());
        if (use.envelope.isEmpty()) {
            use.envelope.fill(std::numeric_limits<double>::quiet_NaN(), p.calendar.years());
        }
        use.committed[year] = static_cast<double>(u.committedCents) / 1e8;
        if (u.envelopeCents) {
            use.envelope[year] = static_cast<double>(*u.envelopeCents) / 1e8;
            use.envelopes += use.envelope[year];
            use.over += std::max(0.0, use.committed[year] - use.envelope[year]);
        }
    }
    const auto most = std::max_element(uses.begin(), uses.end(), [](const auto &a, const auto &b) {
        return std::pair(a.second.over, a.second.envelopes) < std::pair(b.second.over, b.second.envelopes);
    });
    const QString name = sentences::programmeName(p.plan, most->first);
    const QString finding = sentences::envelopesTitle(p);
    ChartSpec spec = yearBars(p, finding, QStringLiteral("€ m"));
    spec.decimals = 0;
    const QString id = most->first < 0 ? QString() : QString::fromStdString(p.plan.programmes[static_cast<std::size_t>(most->first)].id);
    spec.series << ChartSeries{id, name, programmeColor(id), most->second.committed, false};
    spec.limits = most->second.envelope;
    spec.limitName = Words::tr("Envelope");
    spec.subtitle = Words::tr("%1: committed by year, € million; mark: envelope").arg(name);
    return chartSlide(QStringLiteral("envelope"), finding, spec.subtitle, spec, sentences::envelopesLead(p));
}

// Rows of amounts with bars on one scale.
class AmountRows
{
public:
    explicit AmountRows(double all) : m_all(all) {}

    void addHeading(const QString &name, double eur) { add(name, eur).heading = true; }
    void addBar(const QString &name, double eur, const QColor &color)
    {
        SlideRow &row = add(name, eur);
        row.bar = eur;
        row.color = color;
    }
    std::vector<SlideRow> rows() const
    {
        double longest = 0;
        for (const SlideRow &row : m_rows) {
            longest = std::max(longest, row.bar);
        }
        std::vector<SlideRow> out = m_rows;
        for (SlideRow &row : out) {
            row.bar = row.bar < 0 || longest <= 0 ? -1 : row.bar / longest;
        }
        return out;
    }

private:
    SlideRow &add(const QString &name, double eur)
    {
        SlideRow row;
        row.name = name;
        row.figures = {format::eurMillions(eur), m_all > 0 ? format::percent(eur / m_all, 0) : QString()};
        m_rows.push_back(row);
        return m_rows.back();
    }

    double m_all;
    std::vector<SlideRow> m_rows;
};

// Union programmes with what they pay; returns the sum.
double addUnionRows(AmountRows &rows, const Projection &p)
{
    std::vector<std::pair<int, double>> paid;
    double sum = 0;
    for (int i = 0; i < p.programmeCount(); ++i) {
        if (p.plan.programmes[static_cast<std::size_t>(i)].level == core::ProgrammeLevel::Union) {
            const core::Cents cents = engine::moneyTotal(p, engine::Money::Paid, [i](const auto &, const engine::Line &l) { return l.programme == i; });
            paid.emplace_back(i, static_cast<double>(cents) / 100);
            sum += paid.back().second;
        }
    }
    rows.addHeading(Words::tr("The Union"), sum);
    for (const auto &[i, eur] : paid) {
        if (eur > 0) {
            rows.addBar(sentences::programmeName(p.plan, i), eur, programmeColor(QString::fromStdString(p.plan.programmes[static_cast<std::size_t>(i)].id)));
        }
    }
    return sum;
}

// Countries by what they pay, the small ones in one row; returns the sum.
double addCountryRows(AmountRows &rows, const Projection &p)
{
    std::map<int, core::Cents> paid;
    core::Cents sum = 0;
    for (const engine::PartyAccount &a : engine::partyAccounts(p)) {
        if (a.country >= 0 && a.paidCents != 0) {
            paid[a.country] += a.paidCents;
            sum += a.paidCents;
        }
    }
    std::vector<std::pair<core::Cents, QString>> order;
    for (const auto &[country, cents] : paid) {
        order.emplace_back(-cents, sentences::elidedName(p.plan.countries[static_cast<std::size_t>(country)].name));
    }
    std::sort(order.begin(), order.end());
    rows.addHeading(order.size() == 1 ? Words::tr("One country") : Words::tr("%1 countries").arg(order.size()), static_cast<double>(sum) / 100);
    constexpr std::size_t most = 7;
    const std::size_t named = order.size() <= most ? order.size() : most - 1;
    core::Cents others = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i < named) {
            rows.addBar(order[i].second, static_cast<double>(-order[i].first) / 100, programmeColor(QStringLiteral("NAT")));
        } else {
            others -= order[i].first;
        }
    }
    if (order.size() > named) {
        rows.addBar(Words::tr("%1 others").arg(order.size() - named), static_cast<double>(others) / 100, othersColor());
    }
    return static_cast<double>(sum) / 100;
}

SlideSpec payersSlide(const Comparison &c)
{
    const Projection &p = c.shown;
    SlideSpec s;
    s.kind = SlideSpec::Kind::Table;
    s.id = QStringLiteral("payers");
    s.title = sentences::payersTitle(p);
    const double all = paidEur(p);
    s.subtitle = Words::tr("Who pays: %1 to %2, nominal").arg(format::eur(all)).arg(p.calendar.last().year());
    s.table.columns = {Words::tr("€ million"), Words::tr("of all")};
    AmountRows rows(all);
    const double unionEur = addUnionRows(rows, p);
    const double rest = all - unionEur - addCountryRows(rows, p);
    if (std::fabs(rest) >= 0.005) {
        rows.addHeading(Words::tr("Private, unassigned or unfunded"), rest);
    }
    s.table.rows = rows.rows();
    s.notes = joinedSentences({s.title});
    return s;
}

SlideSpec demandSlide(const Comparison &c)
{
    const Projection &p = c.shown;
    const QString finding = sentences::demandTitle(p);
    ChartSpec spec = yearBars(p, finding, Words::tr("million hours"));
    spec.decimals = 0;
    spec.series << ChartSeries{QStringLiteral("supply"), Words::tr("Delivered"), QColor(0x3A9BD0), yearsOf(p, engine::Totals::ReferenceHours), false};
    for (int y = 0; y < p.calendar.years(); ++y) {
        spec.baseline << engine::capacityOf(p, Period::Year, y).demandReferenceHours / 1e6;
    }
    spec.baselineName = Words::tr("Demand");
    spec.subtitle = Words::tr("Million reference hours a year; mark: demand, an assumption");
    const QStringList clauses = sentences::demandClauses(p);
    SlideSpec s = chartSlide(QStringLiteral("demand"), finding, spec.subtitle, spec, Words::tr("Demand is a planning assumption: no forecast is published"));
    if (finding.size() > titleLength && clauses.size() == 2) {
        s.title = clauses[0];
        s.subtitle = Words::tr("%1; million reference hours a year; mark: demand, an assumption").arg(capitalised(clauses[1]));
    }
    return s;
}

struct Start
{
    const core::System *now;
    int months;
};

std::vector<Start> movedStarts(const Comparison &c)
{
    std::vector<Start> out;
    for (const core::System &s : c.shown.plan.systems) {
        const auto f = s.factory ? c.shown.plan.factories.indexOf(*s.factory) : -1;
        const core::System *then = c.against.plan.systems.find(s.id);
        if (f < 0 || !s.included || !c.shown.factories[static_cast<std::size_t>(f)] || !then || !then->included || then->inService == s.inService) {
            continue;
        }
        out.push_back({&s, s.inService - then->inService});
    }
    std::stable_sort(out.begin(), out.end(), [](const Start &a, const Start &b) { return a.now->inService < b.now->inService; });
    return out;
}

SlideSpec changesSlide(const Comparison &c, const SeriesColours &colours, const std::vector<Start> &moved)
{
    SlideSpec s;
    s.kind = SlideSpec::Kind::Table;
    s.id = QStringLiteral("changes");
    const auto [least, most] = std::minmax_element(moved.begin(), moved.end(), [](const Start &a, const Start &b) { return a.months < b.months; });
    const auto n = static_cast<int>(moved.size());
    const QString systems = n == 1 ? Words::tr("One system comes") : Words::tr("%1 systems come").arg(format::countWord(n));
    const auto lower = [](int months) { const QString w = format::countWord(months); return w.at(0).toLower() + w.mid(1); };
    if (least->months > 0 || most->months < 0) {
        const int few = std::min(std::abs(least->months), std::abs(most->months));
        const int many = std::max(std::abs(least->months), std::abs(most->months));
        const QString head = least->months > 0 ? Words::tr("%1 later").arg(systems) : Words::tr("%1 earlier").arg(systems);
        s.title = few == many ? Words::tr("%1, by %2").arg(head, sentences::monthsApart(many)) : Words::tr("%1, by %2 to %3 months").arg(head, lower(few), lower(many));
    } else {
        s.title = Words::tr("%1 at another time").arg(systems);
    }
    s.subtitle = Words::tr("Start of service, against %1").arg(c.againstName);
    s.table.columns = {Words::tr("was"), Words::tr("now"), Words::tr("months")};
    for (const Start &m : moved) {
        if (s.table.rows.size() == mostRows) {
            s.subtitle += Words::tr("; the first %1 of %2").arg(mostRows).arg(n);
            break;
        }
        SlideRow row;
        const core::Month then = c.against.plan.systems.find(m.now->id)->inService;
        row.name = sentences::elidedName(m.now->name);
        row.color = colours.of(*m.now->factory);
        row.figures = {format::month(then.year(), then.monthOfYear()), format::month(m.now->inService.year(), m.now->inService.monthOfYear()), format::signedNumber(m.months, 0)};
        row.sense = m.months > 0 ? KeyFigure::Sense::Worse : KeyFigure::Sense::Better;
        s.table.rows.push_back(row);
    }
    for (const KeyFigure &f : keyFigures(c)) {
        if (f.id == QLatin1String("investment") || f.id == QLatin1String("index") || f.id == QLatin1String("coverage")) {
            s.figures.push_back(f);
        }
    }
    s.notes = joinedSentences({s.title, sentences::differenceTitle(c)});
    return s;
}

} // namespace

bool SlideTable::bars() const
{
    return std::any_of(rows.begin(), rows.end(), [](const SlideRow &r) { return r.bar >= 0; });
}

std::vector<SlideSpec> slidesOf(const Comparison &c, const SeriesColours &colours, const SlideContext &context)
{
    std::vector<SlideSpec> out{cover(c, colours, context)};
    if (!anyFactory(c.shown)) {
        return out;
    }
    const bool paid = paidEur(c.shown) > 0;
    if (paid) {
        out.push_back(keyFigureSlide(c));
    }
    if (!context.statements.empty()) {
        out.push_back(statementSlide(c, context));
    }
    const ChartSpec capacity = capacityChart(c, colours, context.today);
    out.push_back(chartSlide(QStringLiteral("capacity"), capacity.title, Words::tr("capacity in service, peak BF16, exaflops"), capacity, {}));
    out.back().subtitle = capitalised(out.back().subtitle);
    if (paid) {
        ChartSpec payments = paymentsChart(c, Period::Year);
        payments.totals = true;
        payments.decimals = 0;
        out.push_back(chartSlide(QStringLiteral("payments"), payments.title, Words::tr("€ million by year, %1").arg(c.realPrices ? Words::tr("prices of %1").arg(c.shown.plan.settings().priceYear) : Words::tr("nominal")), payments, {}));
    }
    if (!c.shown.plan.envelopes.empty()) {
        out.push_back(envelopeSlide(c));
    }
    if (paid) {
        out.push_back(payersSlide(c));
    }
    if (std::any_of(c.shown.demandHours.begin(), c.shown.demandHours.end(), [](double v) { return v > 0; })) {
        out.push_back(demandSlide(c));
    }
    if (context.risk) {
        for (SlideSpec &s : riskSlides(c, *context.risk)) {
            out.push_back(std::move(s));
        }
    }
    const std::vector<Start> moved = c.same ? std::vector<Start>() : movedStarts(c);
    if (!moved.empty()) {
        out.push_back(changesSlide(c, colours, moved));
    }
    return out;
}

} // namespace ui
