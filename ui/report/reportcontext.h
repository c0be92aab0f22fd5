// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report.h"
#include "findingsentences.h"
#include "reporttable.h"
#include "seriescolours.h"

#include <QCoreApplication>
#include <QMap>

#include <functional>
#include <map>
#include <set>

namespace ui {

// The ledger of a projection summed by year, so that a report of many factories asks it quickly. Sums of integer cents, as the engine's.
class ReportLedger
{
public:
    struct Entry
    {
        int factory = 0, category = 0, programme = -1, country = -1, year = 0; // indices; -1: unfunded, not national
        bool national = false;
        core::Cents paid = 0, committed = 0;
        double realEur = 0; // paid, in prices of the price year
    };
    using Filter = std::function<bool(const Entry &)>;

    ReportLedger(const engine::Projection &projection, bool real);
    core::Cents paidCents(const Filter &filter = {}) const;
    core::Cents committedCents(const Filter &filter = {}) const;
    double paidEur(const Filter &filter = {}) const; // in the report's price basis
    double factoryEur(int factory, const Filter &filter = {}) const;
    const std::vector<Entry> &entries() const { return m_entries; }

private:
    bool m_real;
    std::vector<Entry> m_entries;              // by factory
    std::map<int, std::pair<std::size_t, std::size_t>> m_ranges;
};

// Numbers of sources, given in the order in which the report first names them.
class ReportSources
{
public:
    int number(const std::string &id);
    const std::vector<std::string> &order() const { return m_order; }

private:
    std::map<std::string, int> m_numbers;
    std::vector<std::string> m_order;
};

// A chapter as the table of contents lists it.
struct ReportChapter
{
    QString name, title, destination;
    int page = 0;
    int level = 0;
};

// What all pages of one report share.
class ReportContext
{
    Q_DECLARE_TR_FUNCTIONS(report)

public:
    ReportContext(const ReportInput &input, ReportCanvas &canvas, const std::vector<ReportChapter> &chapters, int pages);

    const ReportInput &in;
    const engine::Projection &p;
    const engine::Projection &b; // what is compared with
    const bool same;
    const Comparison comparison;
    ReportSheet sheet;
    ReportCanvas &canvas;
    const Palette palette = Palette::light();
    SeriesColours colours;
    ReportLedger ledger, before;
    ReportSources sources;
    std::vector<int> factories; // included, by money, then by name
    std::vector<ReportChapter> chapters;       // as they come
    std::vector<ReportChapter> knownChapters;  // of the first pass
    int knownPages = 0;
    bool numbersSources = true; // else the sources are named where they are needed: in a report without a list of them

    QString planTitle() const;
    QString scenarioName(bool shortForm = false) const; // "Baseline" for none
    QString againstName() const;                        // "the baseline", as in a sentence
    QString shortNameOf(const QString &scenario) const;
    int firstYear() const { return p.calendar.firstYear(); }
    int lastYear() const { return p.calendar.last().year(); }
    int years() const { return p.calendar.years(); }
    QString horizon() const;   // "2025 to 2030"
    QString priceBasis() const; // "nominal", "prices of 2025"
    // Years in groups that fit a table.
    std::vector<std::pair<int, int>> yearGroups(int most = 8) const;

    const core::Factory &factory(int index) const { return p.plan.factories[static_cast<std::size_t>(index)]; }
    QString factoryName(int index) const { return QString::fromStdString(factory(index).name); }
    QString countryName(const std::string &id) const;
    bool coloured(int factoryIndex) const; // one of the seven
    QColor colourOf(int factoryIndex) const;
    engine::SystemFlows flows(const engine::Projection &of, int factory, int year = -1) const; // year index, -1: all
    int yearIn(const engine::Projection &of, int year) const; // index of the calendar year there, -1: none

    // Begins a chapter: page, outline entry, contents.
    void begin(const QString &name, const QString &kicker, const QString &title, const QString &lead, const QString &destination, int level = 0, const QString &listed = {});
    // Begins a page that stands for itself.
    void beginSheet(const QString &header, const QString &title, const QString &lead, const QString &destination, const QString &listed);
    int pageOf(const QString &destination) const;

    // A figure of the plan with its evidence: assumption, source, overridden.
    ReportCell valueCell(const core::Cell &cell, const QString &text);
    struct Basis
    {
        engine::Evidence evidence = engine::Evidence::Assumption;
        bool cited = false;
        std::string source;
        QString note;
    };
    static QString evidenceWord(const Basis &basis); // "stated"
    // Where the figure is from, and what is said of it: for a report without numbered sources.
    QString basisText(const Basis &basis) const;
    Basis basisOf(const core::Cell &cell) const;
    bool isOverridden(const core::Cell &cell) const;

    static QString nil() { return QStringLiteral("·"); }
    // Millions with one decimal; nil for nothing at all.
    static QString millions(double value, int decimals = 1);
    static QString signedMillions(double value, int decimals = 1);
    QString monthText(int monthIndex, bool longForm = true) const;
    static QString monthText(core::Month month, bool longForm = true);
    // Change in per cent of the other value, as "−20 %"; nil for none, "new" where there was nothing.
    static QString changeText(double now, double then);
    QColor worse(bool is) const { return is ? palette.worse : QColor(); }

private:
    std::set<core::Cell> m_overridden;
};

ReportCell strong(const QString &text);
ReportCell plain(const QString &text, const QColor &color = {});

// The pages, in their order.
namespace pages {
void cover(ReportContext &c);
void contents(ReportContext &c);
void summary(ReportContext &c);
void capacity(ReportContext &c);
void demand(ReportContext &c);
void envelopes(ReportContext &c);
void payments(ReportContext &c);
void countries(ReportContext &c);
void factories(ReportContext &c);
void scenarios(ReportContext &c);
void risk(ReportContext &c);
void findings(ReportContext &c);
void assumptions(ReportContext &c);
void sources(ReportContext &c);
void methodology(ReportContext &c);

// Pages that stand for themselves.
void countrySheet(ReportContext &c, const std::string &country);
void factorySheet(ReportContext &c, int factory);
void changes(ReportContext &c);
} // namespace pages

} // namespace ui
