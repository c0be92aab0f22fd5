// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What the plan's tables and fields are: names, types, units, ranges, and how to read and write them by name. Store, edits, command line,
// tables and forms all go by this one description; a new field is one line in schema.cpp (and one in plan.h and plan.sql).

namespace core {

// The words of the plan file for each choice, in the order of the enum.
template<typename E>
struct EnumTexts;
template<> struct EnumTexts<CountryStatus> { static constexpr std::array texts{"member_state", "participating_state"}; };
template<> struct EnumTexts<ProgrammeLevel> { static constexpr std::array texts{"union", "national", "private"}; };
template<> struct EnumTexts<FactoryKind> { static constexpr std::array texts{"new", "upgrade", "associated"}; };
template<> struct EnumTexts<ParticipationRole> { static constexpr std::array texts{"host", "partner"}; };
template<> struct EnumTexts<CostCategory> { static constexpr std::array texts{"installation", "staff", "other_operations", "services"}; };
template<> struct EnumTexts<CostBasis> { static constexpr std::array texts{"total", "yearly"}; };
template<> struct EnumTexts<CostClass> { static constexpr std::array texts{"infrastructure", "operations", "services"}; };
template<> struct EnumTexts<DemandSegment> { static constexpr std::array texts{"startup_sme", "industry", "research", "public_sector"}; };
template<> struct EnumTexts<UncertaintyEffect> { static constexpr std::array texts{"scale", "shift", "replace"}; };
template<> struct EnumTexts<UncertaintyKind> { static constexpr std::array texts{"uniform", "triangular", "pert", "normal", "lognormal"}; };
template<> struct EnumTexts<Comparison> { static constexpr std::array texts{"=", ">", ">=", "<", "<="}; };
template<> struct EnumTexts<CitationStatus> { static constexpr std::array texts{"stated", "derived", "assumption"}; };

template<typename E>
constexpr const char *textOf(E e)
{
    return EnumTexts<E>::texts[static_cast<std::size_t>(e)];
}

enum class FieldType { Text, Integer, Real, Money, Month, Flag, Choice, Reference, Any };

struct FieldInfo
{
    const char *name = "";
    const char *label = ""; // English source text for a person
    FieldType type = FieldType::Text;
    bool nullable = false;
    bool key = false;
    const char *unit = "";
    // Numbers: what an edit may set, inclusive.
    double min = 0;
    double max = 0;
    std::span<const char *const> choices = {};
    const char *refers = ""; // entity that a reference names
    Value defaultValue = {};
    bool hasDefault = false;
    Value (*get)(const void *row) = nullptr;
    // False where the value is not of the field's type; the row is then unchanged.
    bool (*set)(void *row, const Value &value) = nullptr;

    bool isNumber() const { return type == FieldType::Integer || type == FieldType::Real || type == FieldType::Money; }
    bool isFraction() const { return type == FieldType::Real && std::string_view(unit) == "fraction"; }
};

struct EntityInfo
{
    const char *name = "";
    const char *label = "";  // one of them
    const char *plural = ""; // several
    bool overridable = false; // may a scenario change its fields?
    bool content = true;      // false: only shapes how the plan is shown, and is no part of its fingerprint
    std::vector<FieldInfo> fields = {};

    std::size_t (*size)(const Plan &) = nullptr;
    const void *(*rowAt)(const Plan &, std::size_t) = nullptr;
    void *(*editAt)(Plan &, std::size_t) = nullptr;
    std::ptrdiff_t (*indexOf)(const Plan &, std::string_view key) = nullptr;
    void (*erase)(Plan &, std::size_t) = nullptr;
    // Adds a row with defaults in every field but the key's parts; the values must be of the fields' types. False: a wrong type.
    bool (*insert)(const EntityInfo &, Plan &, std::string_view key, std::span<const Value> valuesOfAllFields) = nullptr;
    bool (*sharesRows)(const Plan &, const Plan &) = nullptr;

    const FieldInfo *field(std::string_view fieldName) const;
    std::ptrdiff_t fieldIndex(std::string_view fieldName) const;
    std::string keyOf(const void *row) const; // parts joined by '/'
    std::vector<const FieldInfo *> keyFields() const;
    // The key's parts in the types of its fields. Of an override's or a citation's key the row may hold '/' itself.
    std::vector<Value> keyParts(std::string_view key) const;
};

// All tables of the plan file but history, referenced tables first.
const std::vector<EntityInfo> &entities();
// Null where no table has this name.
const EntityInfo *entity(std::string_view name);

// "a, b, c" for messages.
std::string listOfEntities();
std::string listOfFields(const EntityInfo &info);

} // namespace core
