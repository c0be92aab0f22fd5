// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace core {

namespace {

template<typename T> struct IsOptional : std::false_type {};
template<typename T> struct IsOptional<std::optional<T>> : std::true_type {};

template<typename T>
Value toValue(const T &v)
{
    if constexpr (IsOptional<T>::value) {
        return v ? toValue(*v) : Value{};
    } else if constexpr (std::is_same_v<T, Value>) {
        return v;
    } else if constexpr (std::is_same_v<T, bool>) {
        return Value(std::int64_t{v ? 1 : 0});
    } else if constexpr (std::is_enum_v<T>) {
        return Value(std::string(textOf(v)));
    } else if constexpr (std::is_same_v<T, Month>) {
        return Value(v.toString());
    } else {
        return Value(v);
    }
}

bool fromValue(const Value &value, std::string &out)
{
    const auto *s = std::get_if<std::string>(&value);
    if (s) {
        out = *s;
    }
    return s != nullptr;
}

bool fromValue(const Value &value, std::int64_t &out)
{
    if (const auto *i = std::get_if<std::int64_t>(&value)) {
        out = *i;
        return true;
    }
    const auto *d = std::get_if<double>(&value);
    if (!d || std::floor(*d) != *d || std::fabs(*d) > largestExactInteger) {
        return false;
    }
    out = static_cast<std::int64_t>(*d);
    return true;
}

bool fromValue(const Value &value, double &out)
{
    const auto n = numberOf(value);
    if (!n || !std::isfinite(*n)) {
        return false;
    }
    out = *n == 0 ? 0.0 : *n; // no -0, which the file would forget
    return true;
}

bool fromValue(const Value &value, bool &out)
{
    std::int64_t i = 0;
    if (!fromValue(value, i) || (i != 0 && i != 1)) {
        return false;
    }
    out = i == 1;
    return true;
}

bool fromValue(const Value &value, Month &out)
{
    const auto *s = std::get_if<std::string>(&value);
    const auto month = s ? Month::parse(*s) : std::nullopt;
    if (month) {
        out = *month;
    }
    return month.has_value();
}

bool fromValue(const Value &value, Value &out)
{
    out = value;
    return true;
}

template<typename E>
    requires std::is_enum_v<E>
bool fromValue(const Value &value, E &out)
{
    const auto *s = std::get_if<std::string>(&value);
    if (!s) {
        return false;
    }
    for (std::size_t i = 0; i < EnumTexts<E>::texts.size(); ++i) {
        if (*s == EnumTexts<E>::texts[i]) {
            out = static_cast<E>(i);
            return true;
        }
    }
    return false;
}

template<typename T>
bool fromValue(const Value &value, std::optional<T> &out)
{
    if (isNull(value)) {
        out.reset();
        return true;
    }
    T inner{};
    if (!fromValue(value, inner)) {
        return false;
    }
    out = std::move(inner);
    return true;
}

template<typename T> struct MemberOf;
template<typename C, typename T> struct MemberOf<T C::*> { using Class = C; using Type = T; };

template<auto M>
Value getMember(const void *row)
{
    using Class = typename MemberOf<decltype(M)>::Class;
    return toValue(static_cast<const Class *>(row)->*M);
}

template<auto M>
bool setMember(void *row, const Value &value)
{
    using Class = typename MemberOf<decltype(M)>::Class;
    return fromValue(value, static_cast<Class *>(row)->*M);
}

// One field in the making: `make<&System::pue>("pue", "PUE", FieldType::Real).range(1, 5)`.
struct Maker
{
    FieldInfo info;

    Maker key() && { info.key = true; return std::move(*this); }
    Maker unit(const char *u) && { info.unit = u; return std::move(*this); }
    Maker range(double lo, double hi) && { info.min = lo; info.max = hi; return std::move(*this); }
    Maker to(const char *entityName) && { info.refers = entityName; return std::move(*this); }
    Maker preset(Value v) && { info.defaultValue = std::move(v); info.hasDefault = true; return std::move(*this); }
    operator FieldInfo() && { return std::move(info); }
};

template<auto M>
Maker make(const char *name, const char *label, FieldType type)
{
    using Type = typename MemberOf<decltype(M)>::Type;
    Maker m;
    m.info.name = name;
    m.info.label = label;
    m.info.type = type;
    m.info.nullable = IsOptional<Type>::value || std::is_same_v<Type, Value>;
    m.info.get = &getMember<M>;
    m.info.set = &setMember<M>;
    if constexpr (std::is_enum_v<Type>) {
        m.info.choices = EnumTexts<Type>::texts;
    }
    return m;
}

template<auto M> Maker text(const char *n, const char *l) { return make<M>(n, l, FieldType::Text); }
template<auto M> Maker id(const char *l = "Id") { return make<M>("id", l, FieldType::Text).key(); }
template<auto M> Maker real(const char *n, const char *l, double lo, double hi) { return make<M>(n, l, FieldType::Real).range(lo, hi); }
template<auto M> Maker fraction(const char *n, const char *l) { return real<M>(n, l, 0, 1).unit("fraction"); }
template<auto M> Maker rate(const char *n, const char *l) { return real<M>(n, l, -0.9, 9).unit("fraction"); }
template<auto M> Maker whole(const char *n, const char *l, double lo, double hi) { return make<M>(n, l, FieldType::Integer).range(lo, hi); }
template<auto M> Maker cents(const char *n, const char *l) { return make<M>(n, l, FieldType::Money).range(0, static_cast<double>(largestAmountCents)).unit("cent"); }
template<auto M> Maker month(const char *n, const char *l) { return make<M>(n, l, FieldType::Month).unit("month"); }
template<auto M> Maker flag(const char *n, const char *l) { return make<M>(n, l, FieldType::Flag).preset(std::int64_t{1}); }
template<auto M> Maker choice(const char *n, const char *l) { return make<M>(n, l, FieldType::Choice); }
template<auto M> Maker refer(const char *n, const char *l, const char *to) { return make<M>(n, l, FieldType::Reference).to(to); }

template<auto T>
EntityInfo makeEntity(const char *name, const char *label, const char *plural, bool overridable, std::vector<FieldInfo> fields)
{
    using Row = typename MemberOf<decltype(T)>::Type::Row;
    EntityInfo e;
    e.name = name;
    e.label = label;
    e.plural = plural;
    e.overridable = overridable;
    e.fields = std::move(fields);
    e.size = [](const Plan &p) { return (p.*T).size(); };
    e.rowAt = [](const Plan &p, std::size_t i) -> const void * { return &(p.*T)[i]; };
    e.editAt = [](Plan &p, std::size_t i) -> void * { return &(p.*T).edit(i); };
    e.indexOf = [](const Plan &p, std::string_view key) { return (p.*T).indexOf(key); };
    e.erase = [](Plan &p, std::size_t i) { (p.*T).erase(i); };
    e.insert = [](const EntityInfo &info, Plan &p, std::string_view key, std::span<const Value> values) {
        Row row;
        for (std::size_t i = 0; i < info.fields.size(); ++i) {
            if (!info.fields[i].set(&row, values[i])) {
                return false;
            }
        }
        (p.*T).insert(key, std::move(row));
        return true;
    };
    e.sharesRows = [](const Plan &a, const Plan &b) { return (a.*T).sharesRowsWith(b.*T); };
    return e;
}

std::vector<EntityInfo> makePlaces()
{
    std::vector<EntityInfo> e;
    e.push_back(makeEntity<&Plan::plan>("plan", "Plan", "Plan", true, {
        whole<&PlanSettings::id>("id", "Id", 1, 1).key(),
        text<&PlanSettings::title>("title", "Title"),
        month<&PlanSettings::firstMonth>("first_month", "First month"),
        month<&PlanSettings::lastMonth>("last_month", "Last month"),
        whole<&PlanSettings::priceYear>("price_year", "Price year", 1990, 2100).unit("year"),
        real<&PlanSettings::inflation>("inflation", "Inflation a year", -0.5, 1).unit("fraction").preset(0.0),
        real<&PlanSettings::discountRate>("discount_rate", "Discount rate a year", -0.5, 1).unit("fraction").preset(0.0),
        fraction<&PlanSettings::idlePower>("idle_power", "Idle power").preset(0.0),
        fraction<&PlanSettings::unionAccessCap>("union_access_cap", "Union access cap").preset(0.5),
        refer<&PlanSettings::referenceAccelerator>("reference_accelerator", "Reference accelerator", "accelerator"),
        real<&PlanSettings::marketPriceEurHour>("market_price_eur_hour", "Market price of an accelerator-hour", 0, 1e6).unit("EUR/h"),
        whole<&PlanSettings::simulationSeed>("simulation_seed", "Seed of the simulation", 0, largestExactInteger).preset(std::int64_t{1}),
        whole<&PlanSettings::simulationDraws>("simulation_draws", "Draws of the simulation", 100, 1e7).preset(std::int64_t{10'000})}));
    e.push_back(makeEntity<&Plan::sources>("source", "Source", "Sources", false, {
        id<&Source::id>(), text<&Source::title>("title", "Title"), text<&Source::publisher>("publisher", "Publisher"),
        text<&Source::url>("url", "Address"), text<&Source::published>("published", "Published"), text<&Source::note>("note", "Note")}));
    e.push_back(makeEntity<&Plan::countries>("country", "Country", "Countries", true, {
        id<&Country::id>("Code"), text<&Country::name>("name", "Name"), choice<&Country::status>("status", "Status"),
        real<&Country::latitude>("latitude", "Latitude", -90, 90).unit("degree"),
        real<&Country::longitude>("longitude", "Longitude", -180, 180).unit("degree"),
        real<&Country::electricityEurKwh>("electricity_eur_kwh", "Electricity price", 0, 10).unit("EUR/kWh"),
        real<&Country::electricityGrowth>("electricity_growth", "Growth of electricity price", -0.5, 1).unit("fraction").preset(0.0),
        real<&Country::carbonKgKwh>("carbon_kg_kwh", "Carbon intensity", 0, 5).unit("kg/kWh")}));
    e.push_back(makeEntity<&Plan::programmes>("programme", "Programme", "Programmes", true, {
        id<&Programme::id>(), text<&Programme::name>("name", "Name"), choice<&Programme::level>("level", "Level")}));
    e.push_back(makeEntity<&Plan::envelopes>("envelope", "Envelope", "Envelopes", true, {
        refer<&Envelope::programme>("programme", "Programme", "programme").key(),
        whole<&Envelope::year>("year", "Year", 1990, 2100).unit("year").key(),
        cents<&Envelope::amountCents>("amount_cents", "Amount")}));
    e.push_back(makeEntity<&Plan::milestones>("milestone", "Payment milestone", "Payment milestones", true, {
        id<&Milestone::id>(), text<&Milestone::name>("name", "Name"),
        whole<&Milestone::offsetMonths>("offset_months", "Months after start of service", -240, 240).unit("months"),
        fraction<&Milestone::share>("share", "Share")}));
    return e;
}

void addFactories(std::vector<EntityInfo> &e)
{
    e.push_back(makeEntity<&Plan::accelerators>("accelerator", "Accelerator", "Accelerators", true, {
        id<&Accelerator::id>(), text<&Accelerator::vendor>("vendor", "Vendor"), text<&Accelerator::model>("model", "Model"),
        whole<&Accelerator::launched>("launched", "Launched", 1990, 2100).unit("year"),
        real<&Accelerator::fp64Tflops>("fp64_tflops", "FP64 dense", 0, 1e6).unit("TFLOPS"),
        real<&Accelerator::bf16Tflops>("bf16_tflops", "BF16 dense", 0, 1e6).unit("TFLOPS"),
        real<&Accelerator::fp8Tflops>("fp8_tflops", "FP8 dense", 0, 1e6).unit("TFLOPS"),
        real<&Accelerator::memoryGb>("memory_gb", "Memory", 0, 1e6).unit("GB"),
        real<&Accelerator::tdpW>("tdp_w", "TDP", 0, 1e5).unit("W"),
        cents<&Accelerator::systemPriceCents>("system_price_cents", "System price per accelerator"),
        real<&Accelerator::systemPowerKw>("system_power_kw", "System power per accelerator", 0, 1000).unit("kW")}));
    e.push_back(makeEntity<&Plan::factories>("factory", "Factory", "Factories", true, {
        id<&Factory::id>(), text<&Factory::name>("name", "Name"), text<&Factory::fullName>("full_name", "Full name"),
        text<&Factory::host>("host", "Host"), text<&Factory::city>("city", "City"),
        refer<&Factory::country>("country", "Country", "country"),
        real<&Factory::latitude>("latitude", "Latitude", -90, 90).unit("degree"),
        real<&Factory::longitude>("longitude", "Longitude", -180, 180).unit("degree"),
        choice<&Factory::kind>("kind", "Kind"), text<&Factory::wave>("wave", "Selection round"), text<&Factory::selected>("selected", "Selected on"),
        real<&Factory::pue>("pue", "PUE of the site", 1, 5).preset(1.2),
        real<&Factory::sitePowerMw>("site_power_mw", "Site power", 0, 1e5).unit("MW"), text<&Factory::summary>("summary", "Summary"),
        cents<&Factory::announcedTotalCents>("announced_total_cents", "Announced total"),
        flag<&Factory::included>("included", "Included")}));
    e.push_back(makeEntity<&Plan::participations>("participation", "Participation", "Participations", true, {
        refer<&Participation::factory>("factory", "Factory", "factory").key(),
        refer<&Participation::country>("country", "Country", "country").key(), choice<&Participation::role>("role", "Role"),
        fraction<&Participation::contributionShare>("contribution_share", "Contribution share").preset(0.0),
        fraction<&Participation::accessShare>("access_share", "Access share")}));
    e.push_back(makeEntity<&Plan::systems>("system", "System", "Systems", true, {
        id<&System::id>(), text<&System::name>("name", "Name"), refer<&System::factory>("factory", "Factory", "factory"),
        refer<&System::country>("country", "Country", "country"), refer<&System::accelerator>("accelerator", "Accelerator", "accelerator"),
        whole<&System::accelerators>("accelerators", "Accelerators", 0, 1e8).preset(std::int64_t{0}),
        month<&System::inService>("in_service", "In service"),
        whole<&System::lifetimeMonths>("lifetime_months", "Lifetime", 0, 600).unit("months").preset(std::int64_t{72}),
        whole<&System::rampMonths>("ramp_months", "Ramp", 0, 600).unit("months").preset(std::int64_t{0}),
        fraction<&System::availability>("availability", "Availability").preset(0.95),
        fraction<&System::utilisation>("utilisation", "Utilisation").preset(0.85),
        fraction<&System::hplEfficiency>("hpl_efficiency", "HPL efficiency"),
        real<&System::peakFp64Pflops>("peak_fp64_pflops", "Peak FP64", 0, 1e9).unit("PFLOPS"),
        real<&System::peakBf16Pflops>("peak_bf16_pflops", "Peak BF16, dense", 0, 1e9).unit("PFLOPS"),
        real<&System::powerKw>("power_kw", "Full-load power", 0, 1e7).unit("kW"),
        cents<&System::acquisitionCents>("acquisition_cents", "Contract price"),
        fraction<&System::maintenanceRate>("maintenance_rate", "Maintenance a year").preset(0.0),
        flag<&System::costed>("costed", "Costed"), flag<&System::included>("included", "Included")}));
    e.push_back(makeEntity<&Plan::costLines>("cost_line", "Cost line", "Cost lines", true, {
        id<&CostLine::id>(), refer<&CostLine::factory>("factory", "Factory", "factory"), choice<&CostLine::category>("category", "Category"),
        text<&CostLine::name>("name", "Name"), cents<&CostLine::amountCents>("amount_cents", "Amount"), choice<&CostLine::basis>("basis", "Basis"),
        month<&CostLine::firstMonth>("first_month", "First month"), month<&CostLine::lastMonth>("last_month", "Last month"),
        flag<&CostLine::indexed>("indexed", "Indexed")}));
    e.push_back(makeEntity<&Plan::funding>("funding", "Funding share", "Funding shares", true, {
        refer<&Funding::factory>("factory", "Factory", "factory").key(), choice<&Funding::costClass>("cost_class", "Cost class").key(),
        refer<&Funding::programme>("programme", "Programme", "programme").key(), fraction<&Funding::share>("share", "Share")}));
}

void addRest(std::vector<EntityInfo> &e)
{
    e.push_back(makeEntity<&Plan::demand>("demand", "Demand", "Demand", true, {
        id<&Demand::id>(), text<&Demand::name>("name", "Name"), choice<&Demand::segment>("segment", "Segment"),
        whole<&Demand::baseYear>("base_year", "Base year", 1990, 2100).unit("year"),
        real<&Demand::referenceHours>("reference_hours", "Reference hours", 0, 1e15).unit("h"),
        rate<&Demand::growth>("growth", "Growth a year").preset(0.0)}));
    e.push_back(makeEntity<&Plan::uncertainties>("uncertainty", "Uncertainty", "Uncertainties", true, {
        id<&Uncertainty::id>(), text<&Uncertainty::entity>("entity", "Table"), text<&Uncertainty::row>("row", "Row"),
        text<&Uncertainty::field>("field", "Field"), choice<&Uncertainty::effect>("effect", "Effect"), choice<&Uncertainty::kind>("kind", "Distribution"),
        real<&Uncertainty::low>("low", "Low", -1e15, 1e15), real<&Uncertainty::mode>("mode", "Likely", -1e15, 1e15),
        real<&Uncertainty::high>("high", "High", -1e15, 1e15), text<&Uncertainty::driver>("driver", "Driver"),
        real<&Uncertainty::correlation>("correlation", "Correlation", 0, 1).preset(0.0)}));
    e.push_back(makeEntity<&Plan::statements>("statement", "Statement", "Statements", true, {
        id<&Statement::id>(), text<&Statement::text>("text", "Text"), text<&Statement::metric>("metric", "Metric"),
        text<&Statement::period>("period", "Period"), choice<&Statement::comparison>("comparison", "Comparison"),
        real<&Statement::value>("value", "Value", -1e15, 1e15), real<&Statement::tolerance>("tolerance", "Tolerance", 0, 1e15).preset(0.0),
        refer<&Statement::source>("source", "Source", "source")}));
    e.push_back(makeEntity<&Plan::scenarios>("scenario", "Scenario", "Scenarios", false, {
        id<&Scenario::id>(), text<&Scenario::name>("name", "Name"), refer<&Scenario::parent>("parent", "Parent", "scenario"),
        text<&Scenario::note>("note", "Note")}));
    e.push_back(makeEntity<&Plan::overrides>("override", "Override", "Overrides", false, {
        refer<&Override::scenario>("scenario", "Scenario", "scenario").key(), text<&Override::entity>("entity", "Table").key(),
        text<&Override::row>("row", "Row").key(), text<&Override::field>("field", "Field").key(),
        make<&Override::value>("value", "Value", FieldType::Any)}));
    e.push_back(makeEntity<&Plan::citations>("citation", "Citation", "Citations", false, {
        text<&Citation::entity>("entity", "Table").key(), text<&Citation::row>("row", "Row").key(), text<&Citation::field>("field", "Field").key(),
        text<&Citation::source>("source", "Source").key().preset(std::string()), choice<&Citation::status>("status", "Status"),
        make<&Citation::value>("value", "Value", FieldType::Any), flag<&Citation::used>("used", "Used"), text<&Citation::note>("note", "Note")}));
    e.push_back(makeEntity<&Plan::choices>("setting", "Setting", "Settings", false, {
        text<&Setting::key>("key", "Key").key(), text<&Setting::value>("value", "Value")}));
    e.back().content = false;
}

} // namespace

const FieldInfo *EntityInfo::field(std::string_view fieldName) const
{
    const std::ptrdiff_t i = fieldIndex(fieldName);
    return i < 0 ? nullptr : &fields[static_cast<std::size_t>(i)];
}

std::ptrdiff_t EntityInfo::fieldIndex(std::string_view fieldName) const
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fieldName == fields[i].name) {
            return static_cast<std::ptrdiff_t>(i);
        }
    }
    return -1;
}

std::string EntityInfo::keyOf(const void *row) const
{
    std::string key;
    bool first = true;
    for (const FieldInfo &f : fields) {
        if (f.key) {
            key += (first ? "" : "/") + toPlainText(f.get(row));
            first = false;
        }
    }
    return key;
}

std::vector<const FieldInfo *> EntityInfo::keyFields() const
{
    std::vector<const FieldInfo *> out;
    for (const FieldInfo &f : fields) {
        if (f.key) {
            out.push_back(&f);
        }
    }
    return out;
}

std::vector<Value> EntityInfo::keyParts(std::string_view key) const
{
    const std::vector<const FieldInfo *> parts = keyFields();
    // The part that takes what is left over when the others have had one word each.
    std::size_t wide = parts.size() - 1;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (std::string_view(parts[i]->name) == "row") {
            wide = i;
        }
    }
    std::vector<std::string> texts(parts.size());
    for (std::size_t i = 0; i < wide; ++i) {
        const std::size_t slash = std::min(key.find('/'), key.size());
        texts[i] = key.substr(0, slash);
        key.remove_prefix(std::min(slash + 1, key.size()));
    }
    for (std::size_t i = parts.size() - 1; i > wide; --i) {
        const std::size_t slash = key.rfind('/');
        texts[i] = slash == std::string_view::npos ? std::string() : std::string(key.substr(slash + 1));
        key = key.substr(0, std::min(slash, key.size()));
    }
    texts[wide] = key;
    std::vector<Value> out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto whole = parts[i]->type == FieldType::Integer ? parsePlainInteger(texts[i]) : std::nullopt;
        out.push_back(whole ? Value(*whole) : Value(texts[i]));
    }
    return out;
}

const std::vector<EntityInfo> &entities()
{
    static const std::vector<EntityInfo> all = [] {
        auto e = makePlaces();
        addFactories(e);
        addRest(e);
        return e;
    }();
    return all;
}

const EntityInfo *entity(std::string_view name)
{
    for (const EntityInfo &e : entities()) {
        if (name == e.name) {
            return &e;
        }
    }
    return nullptr;
}

std::string listOfEntities()
{
    std::string out;
    for (const EntityInfo &e : entities()) {
        out += (out.empty() ? "" : ", ") + std::string(e.name);
    }
    return out;
}

std::string listOfFields(const EntityInfo &info)
{
    std::string out;
    for (const FieldInfo &f : info.fields) {
        out += (out.empty() ? "" : ", ") + std::string(f.name);
    }
    return out;
}

} // namespace core
