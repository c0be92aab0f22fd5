// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "money.h"
#include "month.h"
#include "table.h"
#include "value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The plan as plain values: one struct per table of resources/schema/plan.sql, with the same names and units.
// An empty optional is the file's NULL: "not stated, derive the default". Shares, rates and efficiencies are fractions.

namespace core {

using OptionalText = std::optional<std::string>;
using OptionalReal = std::optional<double>;
using OptionalInteger = std::optional<std::int64_t>;

enum class CountryStatus { MemberState, ParticipatingState };
enum class ProgrammeLevel { Union, National, Private };
enum class FactoryKind { New, Upgrade, Associated };
enum class ParticipationRole { Host, Partner };
enum class CostCategory { Installation, Staff, OtherOperations, Services };
enum class CostBasis { Total, Yearly };
enum class CostClass { Infrastructure, Operations, Services };
enum class DemandSegment { StartupSme, Industry, Research, PublicSector };
enum class UncertaintyEffect { Scale, Shift, Replace };
enum class UncertaintyKind { Uniform, Triangular, Pert, Normal, Lognormal };
enum class Comparison { Equal, Greater, GreaterEqual, Less, LessEqual };
enum class CitationStatus { Stated, Derived, Assumption };

struct PlanSettings
{
    std::int64_t id = 1;
    std::string title;
    Month firstMonth;
    Month lastMonth; // inclusive
    std::int64_t priceYear = 2025;
    double inflation = 0;    // per year
    double discountRate = 0; // per year, nominal
    double idlePower = 0;    // share of full-load IT power drawn at zero load
    double unionAccessCap = 0.5;
    OptionalText referenceAccelerator;
    OptionalReal marketPriceEurHour; // per delivered accelerator-hour, prices of the price year
    std::int64_t simulationSeed = 1;
    std::int64_t simulationDraws = 10'000;

    int compareKey(std::string_view key) const;
    bool operator==(const PlanSettings &) const = default;
};

struct Source
{
    std::string id;
    std::string title;
    OptionalText publisher, url, published, note;

    int compareKey(std::string_view key) const { return id.compare(key); }
    bool operator==(const Source &) const = default;
};

struct Country
{
    std::string id; // ISO 3166-1 alpha-2
    std::string name;
    CountryStatus status = CountryStatus::MemberState;
    OptionalReal latitude, longitude;
    OptionalReal electricityEurKwh; // prices of the price year
    double electricityGrowth = 0;   // per year, nominal
    OptionalReal carbonKgKwh;

    int compareKey(std::string_view key) const { return id.compare(key); }
    bool operator==(const Country &) const = default;
};

struct Programme
{
    std::string id;
    std::string name;
    ProgrammeLevel level = ProgrammeLevel::Union;

    int compareKey(std::string_view key) const { return id.compare(key); }
    bool operator==(const Programme &) const = default;
};

struct Envelope
{
    std::string programme;
    std::int64_t year = 0;
    Cents amountCents = 0;

    int compareKey(std::string_view key) const;
    bool operator==(const Envelope &) const = default;
};

struct Milestone
{
    std::string id;
    std::string name;
    std::int64_t offsetMonths = 0;
    double share = 0;

    int compareKey(std::string_view key) const { return id.compare(key); }
    bool operator==(const Milestone &) const = default;
};

struct Accelerator
{
    std::string id;
    std::string vendor;
    std::string model;
    OptionalInteger launched;
    OptionalReal fp64Tflops, bf16Tflops, fp8Tflops, memoryGb, tdpW; // dense peaks, per accelerator
    OptionalInteger systemPriceCents;                               // all-in, per accelerator
    OptionalReal systemPowerKw;                                     // all-in, per accelerator

    int compareKey(std::string_view key) const { return id.compare(key); }
    bool operator==(const Accelerator &) const = default;
};

struct Factory
{
    std::string id;
    std::string name;
    OptionalText fullName, host, city;
    std::string country;
    OptionalReal latitude, longitude;
    FactoryKind kind = FactoryKind::New;
    OptionalText wave, selected;
    double pue = 1.2;
    OptionalReal sitePowerMw;
    OptionalText summary;
    OptionalInteger announcedTotalCents;
    bool included = true;

    int compareKey(std::string_view key) const { return id.compare(key); }
    bool operator==(const Factory &) const = default;
};

struct Participation
{
    std::string factory;
    std::string country;
    ParticipationRole role = ParticipationRole::Partner;
    double contributionShare = 0; // of the factory's national funding
    OptionalReal accessShare;     // of the non-Union access time; none: as contributionShare

    int compareKey(std::string_view key) const;
    bool operator==(const Participation &) const = default;
};

struct System
{
    std::string id;
    std::string name;
    OptionalText factory; // none: existing fleet
    OptionalText country; // none: the factory's
    OptionalText accelerator;
    std::int64_t accelerators = 0;
    Month inService;
    std::int64_t lifetimeMonths = 72;
    std::int64_t rampMonths = 0;
    double availability = 0.95;
    double utilisation = 0.85;
    OptionalReal hplEfficiency;
    OptionalReal peakFp64Pflops, peakBf16Pflops;
    OptionalReal powerKw;
    OptionalInteger acquisitionCents;
    double maintenanceRate = 0; // of acquisition, per year in service
    bool costed = true;
    bool included = true;

    int compareKey(std::string_view key) const { return id.compare(key); }
    bool operator==(const System &) const = default;
};

struct CostLine
{
    std::string id;
    std::string factory;
    CostCategory category = CostCategory::Staff;
    std::string name;
    Cents amountCents = 0;
    CostBasis basis = CostBasis::Total;
    Month firstMonth, lastMonth; // inclusive
    bool indexed = true;

    int compareKey(std::string_view key) const { return id.compare(key); }
    bool operator==(const CostLine &) const = default;
};

struct Funding
{
    std::string factory;
    CostClass costClass = CostClass::Infrastructure;
    std::string programme;
    double share = 0;

    int compareKey(std::string_view key) const;
    bool operator==(const Funding &) const = default;
};

struct Demand
{
    std::string id;
    std::string name;
    DemandSegment segment = DemandSegment::Research;
    std::int64_t baseYear = 2025;
    double referenceHours = 0; // reference-accelerator hours in the base year
    double growth = 0;         // per year

    int compareKey(std::string_view key) const { return id.compare(key); }
    bool operator==(const Demand &) const = default;
};

struct Uncertainty
{
    std::string id;
    std::string entity, row, field; // row '*': one draw for all rows
    UncertaintyEffect effect = UncertaintyEffect::Scale;
    UncertaintyKind kind = UncertaintyKind::Uniform;
    double low = 0;
    OptionalReal mode;
    double high = 0;
    OptionalText driver;
    double correlation = 0;

    int compareKey(std::string_view key) const { return id.compare(key); }
    bool operator==(const Uncertainty &) const = default;
};

struct Statement
{
    std::string id;
    std::string text;
    std::string metric;
    OptionalText period;
    Comparison comparison = Comparison::Equal;
    double value = 0;
    double tolerance = 0;
    OptionalText source;

    int compareKey(std::string_view key) const { return id.compare(key); }
    bool operator==(const Statement &) const = default;
};

struct Scenario
{
    std::string id;
    std::string name;
    OptionalText parent; // none: on the baseline
    OptionalText note;

    int compareKey(std::string_view key) const { return id.compare(key); }
    bool operator==(const Scenario &) const = default;
};

struct Override
{
    std::string scenario, entity, row, field;
    Value value;

    int compareKey(std::string_view key) const;
    bool operator==(const Override &) const = default;
};

struct Citation
{
    std::string entity, row, field;
    std::string source; // empty: an assumption of the planner
    CitationStatus status = CitationStatus::Assumption;
    Value value; // what this source says; none: the plan's own value
    bool used = true;
    OptionalText note;

    int compareKey(std::string_view key) const;
    bool operator==(const Citation &) const = default;
};

// A choice that belongs to the plan but changes no figure, such as the sections of a report ('report.board.sections').
struct Setting
{
    std::string key;
    std::string value;

    int compareKey(std::string_view wanted) const { return key.compare(wanted); }
    bool operator==(const Setting &) const = default;
};

// A whole plan. Copies share their rows until one is changed; a `shared_ptr<const Plan>` may be read from any thread.
struct Plan
{
    Table<PlanSettings> plan; // exactly one row
    Table<Source> sources;
    Table<Country> countries;
    Table<Programme> programmes;
    Table<Envelope> envelopes;
    Table<Milestone> milestones;
    Table<Accelerator> accelerators;
    Table<Factory> factories;
    Table<Participation> participations;
    Table<System> systems;
    Table<CostLine> costLines;
    Table<Funding> funding;
    Table<Demand> demand;
    Table<Uncertainty> uncertainties;
    Table<Statement> statements;
    Table<Scenario> scenarios;
    Table<Override> overrides;
    Table<Citation> citations;
    Table<Setting> choices; // table 'setting'

    Plan();
    const PlanSettings &settings() const { return plan[0]; }
    bool operator==(const Plan &) const = default;
};

} // namespace core
