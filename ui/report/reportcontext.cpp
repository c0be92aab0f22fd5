// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportcontext.h"

#include "format.h"
#include "scenario.h"

#include <algorithm>
#include <cmath>

namespace ui {

ReportLedger::ReportLedger(const engine::Projection &p, bool real) : m_real(real)
{
    for (const auto &f : p.factories) {
        if (!f) {
            continue;
        }
        const std::size_t begin = m_entries.size();
        std::map<std::tuple<int, int, int, bool, int>, std::size_t> known;
        for (const engine::Line &l : f->lines) {
            const auto paid = f->paid(l);
            const auto committed = f->committed(l);
            for (int m = 0; m < l.months; ++m) {
                const core::Cents x = paid[static_cast<std::size_t>(m)];
                const core::Cents y = committed[static_cast<std::size_t>(m)];
                if (x == 0 && y == 0) {
                    continue;
                }
                const int month = l.firstMonth + m;
                const int year = p.calendar.periodOf(engine::Period::Year, month);
                const auto [it, fresh] = known.try_emplace({static_cast<int>(l.category), l.programme, l.country, l.national, year}, m_entries.size());
                if (fresh) {
                    m_entries.push_back({f->factory, static_cast<int>(l.category), l.programme, l.country, year, l.national, 0, 0, 0});
                }
                Entry &e = m_entries[it->second];
                e.paid += x;
                e.committed += y;
                e.realEur += real ? static_cast<double>(x) / 100 * p.realFactor(month) : 0;
            }
        }
        m_ranges[f->factory] = {begin, m_entries.size()};
    }
}

core::Cents ReportLedger::paidCents(const Filter &filter) const
{
    core::Cents sum = 0;
    for (const Entry &e : m_entries) {
        sum += !filter || filter(e) ? e.paid : 0;
    }
    return sum;
}

core::Cents ReportLedger::committedCents(const Filter &filter) const
{
    core::Cents sum = 0;
    for (const Entry &e : m_entries) {
        sum += !filter || filter(e) ? e.committed : 0;
    }
    return sum;
}

double ReportLedger::paidEur(const Filter &filter) const
{
    if (!m_real) {
        return static_cast<double>(paidCents(filter)) / 100;
    }
    double sum = 0;
    for (const Entry &e : m_entries) {
        sum += !filter || filter(e) ? e.realEur : 0;
    }
    return sum;
}

double ReportLedger::factoryEur(int factory, const Filter &filter) const
{
    const auto range = m_ranges.find(factory);
    if (range == m_ranges.end()) {
        return 0;
    }
    core::Cents cents = 0;
    double real = 0;
    for (std::size_t i = range->second.first; i < range->second.second; ++i) {
        if (!filter || filter(m_entries[i])) {
            cents += m_entries[i].paid;
            real += m_entries[i].realEur;
        }
    }
    return m_real ? real : static_cast<double>(cents) / 100;
}

int ReportSources::number(const std::string &id)
{
    if (id.empty()) {
        return 0;
    }
    const auto [it, fresh] = m_numbers.try_emplace(id, static_cast<int>(m_order.size()) + 1);
    if (fresh) {
        m_order.push_back(id);
    }
    return it->second;
}

namespace {

SheetFurniture furnitureOf(const ReportInput &in, int pages)
{
    SheetFurniture f;
    const auto nameOf = [&](const QString &id) {
        const core::Scenario *s = id.isEmpty() ? nullptr : in.plan->scenarios.find(id.toStdString());
        return s ? QString::fromStdString(s->name) : ReportContext::tr("Baseline");
    };
    f.headerRight = QString::fromStdString(in.plan->settings().title) + QStringLiteral(" · ") + nameOf(in.scenario);
    if (in.scenario != in.against) {
        f.headerRight += in.against.isEmpty() ? ReportContext::tr(", against the baseline") : ReportContext::tr(", against “%1”").arg(nameOf(in.against));
    }
    QString digits;
    for (int i = 0; i < 16; i += 4) {
        digits += (i ? QString(QChar(0xA0)) : QString()) + in.fingerprint.mid(i, 4);
    }
    f.footerLeft = ReportContext::tr("%1 · plan %2").arg(in.locale.toString(in.date, QStringLiteral("d MMMM yyyy")), digits);
    f.pages = pages;
    f.draft = in.options.draft;
    return f;
}

} // namespace

ReportContext::ReportContext(const ReportInput &input, ReportCanvas &paper, const std::vector<ReportChapter> &chaptersKnown, int pages)
    : in(input), p(input.projection), b(input.againstProjection), same(input.scenario == input.against),
      comparison{input.projection, input.againstProjection, Comparison::nameInSentence(*input.plan, input.against), input.scenario == input.against, input.realPrices, {}},
      sheet(paper, furnitureOf(input, pages)), canvas(paper), colours(*input.plan), ledger(input.projection, input.realPrices),
      before(input.againstProjection, input.realPrices), knownChapters(chaptersKnown), knownPages(pages)
{
    for (std::size_t i = 0; i < p.factories.size(); ++i) {
        if (p.factories[i]) {
            factories.push_back(static_cast<int>(i));
        }
    }
    std::sort(factories.begin(), factories.end(), [&](int x, int y) {
        // Ties as printed, then by name: no order from invisible cents.
        const auto key = [&](int f) { return std::tuple(-std::llround(ledger.factoryEur(f) / 1e5), factory(f).name, factory(f).id); };
        return key(x) < key(y);
    });
    const auto line = core::lineage(*in.plan, in.scenario.toStdString());
    for (const core::Override &o : in.plan->overrides) {
        if (line && std::find(line->begin(), line->end(), o.scenario) != line->end()) {
            m_overridden.insert({o.entity, o.row, o.field});
        }
    }
}

QString ReportContext::planTitle() const
{
    return QString::fromStdString(p.plan.settings().title);
}

QString ReportContext::shortNameOf(const QString &scenario) const
{
    const core::Scenario *s = scenario.isEmpty() ? nullptr : in.plan->scenarios.find(scenario.toStdString());
    const QString name = s ? QString::fromStdString(s->name) : tr("Baseline");
    return sentences::elidedName(name.section(QLatin1Char(','), 0, 0).toStdString());
}

QString ReportContext::scenarioName(bool shortForm) const
{
    const core::Scenario *s = in.scenario.isEmpty() ? nullptr : in.plan->scenarios.find(in.scenario.toStdString());
    return shortForm ? shortNameOf(in.scenario) : s ? QString::fromStdString(s->name) : tr("Baseline");
}

QString ReportContext::againstName() const
{
    return comparison.againstName;
}

QString ReportContext::horizon() const
{
    return firstYear() == lastYear() ? QString::number(firstYear()) : tr("%1 to %2").arg(firstYear()).arg(lastYear());
}

QString ReportContext::priceBasis() const
{
    return in.realPrices ? tr("prices of %1").arg(p.plan.settings().priceYear) : tr("nominal");
}

std::vector<std::pair<int, int>> ReportContext::yearGroups(int most) const
{
    const int groups = std::max(1, (years() + most - 1) / most);
    std::vector<std::pair<int, int>> out;
    for (int g = 0; g < groups; ++g) {
        out.emplace_back(years() * g / groups, years() * (g + 1) / groups);
    }
    return out;
}

QString ReportContext::countryName(const std::string &id) const
{
    const core::Country *country = p.plan.countries.find(id);
    return QString::fromStdString(country ? country->name : id);
}

bool ReportContext::coloured(int f) const
{
    return colours.rankOf(factory(f).id) < SeriesColours::distinct;
}

QColor ReportContext::colourOf(int f) const
{
    return coloured(f) ? colours.of(factory(f).id) : QColor();
}

int ReportContext::yearIn(const engine::Projection &of, int year) const
{
    const int index = year - of.calendar.firstYear();
    return index >= 0 && index < of.calendar.years() ? index : -1;
}

engine::SystemFlows ReportContext::flows(const engine::Projection &of, int f, int year) const
{
    if (static_cast<std::size_t>(f) >= of.factories.size() || !of.factories[static_cast<std::size_t>(f)]) {
        return {};
    }
    const int begin = year < 0 ? 0 : of.calendar.begin(engine::Period::Year, year);
    const int end = year < 0 ? of.calendar.months() : of.calendar.end(engine::Period::Year, year);
    return engine::flowsOf(*of.factories[static_cast<std::size_t>(f)], of.calendar, begin, end);
}

void ReportContext::beginSheet(const QString &header, const QString &title, const QString &lead, const QString &destination, const QString &listed)
{
    chapters.push_back({listed, title, destination, canvas.pageCount() + 1, 0});
    sheet.beginChapter(header, QStringLiteral("%1: %2").arg(header, listed), title, lead);
    canvas.destination(destination, 20);
    canvas.outline(0, listed, destination);
}

void ReportContext::begin(const QString &name, const QString &kicker, const QString &title, const QString &lead, const QString &destination, int level, const QString &listed)
{
    if (level == 0) {
        int number = 1;
        for (const ReportChapter &chapter : chapters) {
            number += chapter.level == 0 ? 1 : 0;
        }
        chapters.push_back({name, title, destination, canvas.pageCount() + 1, 0});
        sheet.beginChapter(name, QStringLiteral("%1\u2002%2").arg(number).arg(kicker), title, lead);
        canvas.destination(destination, 20);
        canvas.outline(0, QStringLiteral("%1  %2").arg(number).arg(name), destination);
        return;
    }
    int number = 0;
    for (const ReportChapter &chapter : chapters) {
        number += chapter.level == 0 ? 1 : 0;
    }
    chapters.push_back({listed.isEmpty() ? kicker : listed, title, destination, canvas.pageCount() + 1, level});
    sheet.beginChapter(name, QStringLiteral("%1\u2002%2").arg(number).arg(kicker), title, lead);
    canvas.destination(destination, 20);
    canvas.outline(level, listed.isEmpty() ? kicker : listed, destination);
}

int ReportContext::pageOf(const QString &destination) const
{
    for (const ReportChapter &chapter : knownChapters) {
        if (chapter.destination == destination) {
            return chapter.page;
        }
    }
    return 0;
}

bool ReportContext::isOverridden(const core::Cell &cell) const
{
    return m_overridden.count(cell) > 0;
}

ReportContext::Basis ReportContext::basisOf(const core::Cell &cell) const
{
    Basis out;
    const bool overridden = isOverridden(cell);
    const core::Value value = core::valueAt(p.plan, cell);
    const std::string prefix = cell.entity + '/' + cell.row + '/' + cell.field + '/';
    for (std::size_t i = p.plan.citations.lowerBound(prefix); i < p.plan.citations.size(); ++i) {
        const core::Citation &q = p.plan.citations[i];
        if (q.entity != cell.entity || q.row != cell.row || q.field != cell.field) {
            break;
        }
        // A scenario's own value rests on a source only where one says just that.
        const bool counts = overridden ? !core::isNull(q.value) && core::toPlainText(q.value) == core::toPlainText(value) : q.used;
        const auto evidence = static_cast<engine::Evidence>(q.status);
        if (counts && (!out.cited || evidence > out.evidence)) {
            out = {evidence, true, q.source, QString::fromStdString(q.note.value_or(""))};
        }
    }
    return out;
}

QString ReportContext::basisText(const Basis &basis) const
{
    const core::Source *source = p.plan.sources.find(basis.source);
    if (!source) {
        return basis.note;
    }
    QString out = QString::fromStdString(source->publisher.value_or(source->title));
    out += source->published ? QStringLiteral(", ") + QString::fromStdString(*source->published) : QString();
    return basis.note.isEmpty() ? out : out + QStringLiteral(": ") + basis.note;
}

QString ReportContext::evidenceWord(const Basis &basis)
{
    if (!basis.cited) {
        return tr("no source");
    }
    switch (basis.evidence) {
    case engine::Evidence::Stated:
        return tr("stated");
    case engine::Evidence::Derived:
        return tr("derived");
    case engine::Evidence::Assumption:
        break;
    }
    return tr("assumption");
}

ReportCell ReportContext::valueCell(const core::Cell &cell, const QString &text)
{
    ReportCell out;
    out.text = text;
    const Basis basis = basisOf(cell);
    out.assumption = basis.evidence == engine::Evidence::Assumption;
    out.source = out.assumption || !numbersSources || !p.plan.sources.find(basis.source) ? 0 : sources.number(basis.source);
    out.overridden = !in.scenario.isEmpty() && isOverridden(cell);
    return out;
}

QString ReportContext::millions(double value, int decimals)
{
    return value == 0 ? nil() : format::number(value / 1e6, decimals);
}

QString ReportContext::signedMillions(double value, int decimals)
{
    if (value == 0) {
        return nil();
    }
    const bool zero = std::fabs(value / 1e6) < 0.5 * std::pow(10, -decimals);
    return zero ? format::number(0, decimals) : format::signedNumber(value / 1e6, decimals);
}

QString ReportContext::monthText(int monthIndex, bool longForm) const
{
    return monthText(p.calendar.month(monthIndex), longForm);
}

QString ReportContext::monthText(core::Month m, bool longForm)
{
    return longForm ? format::longMonth(m.year(), m.monthOfYear()) : format::month(m.year(), m.monthOfYear());
}

QString ReportContext::changeText(double now, double then)
{
    if (then == 0 && now > 0) {
        return tr("new");
    }
    if (then == 0 || now == then) {
        return nil();
    }
    const double change = now / then - 1;
    return std::fabs(change) < 0.005 ? format::percent(0, 0) : (change > 0 ? QStringLiteral("+") : QString()) + format::percent(change, 0);
}

ReportCell strong(const QString &text)
{
    ReportCell cell;
    cell.text = text;
    cell.strong = true;
    return cell;
}

ReportCell plain(const QString &text, const QColor &color)
{
    ReportCell cell;
    cell.text = text;
    cell.color = color;
    return cell;
}

} // namespace ui
