// SPDX-License-Identifier: GPL-3.0-or-later
#include "modelbuilder.h"

#include "formulas.h"
#include "text.h"

#include <algorithm>

namespace simulation {

namespace formulas = engine::formulas;

namespace {

// Largest number of months that anything lies away from its base: the horizon, and all months and lengths of the plan.
int reachOf(const core::Plan &plan, const engine::Calendar &calendar)
{
    int reach = 0;
    const auto include = [&](int months) { reach = std::max(reach, std::abs(months)); };
    for (const core::System &s : plan.systems) {
        include(calendar.indexOf(s.inService));
        include(static_cast<int>(s.lifetimeMonths + s.rampMonths));
    }
    for (const core::CostLine &c : plan.costLines) {
        include(calendar.indexOf(c.firstMonth));
        include(calendar.indexOf(c.lastMonth));
    }
    for (const core::Milestone &m : plan.milestones) {
        include(static_cast<int>(m.offsetMonths));
    }
    return calendar.months() + 3 * reach + 1;
}

// What falls to nobody: 1 in draws in which all shares are 0, else 0.
Quantity withoutShares(const Quantity &sum)
{
    return Quantity(1.0) - ratioOrZero(sum, sum);
}

} // namespace

const char *textOf(Figure figure)
{
    constexpr const char *texts[] = {"paid_eur", "committed_eur", "delivered_hours", "reference_hours", "bf16_pflops", "index_bf16", "coverage", "energy_mwh"};
    return texts[static_cast<std::size_t>(figure)];
}

int Model::find(Figure figure, const Scope &scope) const
{
    for (std::size_t i = 0; i < accumulators.size(); ++i) {
        const Accumulator &a = accumulators[i];
        if (a.visible && a.figure == figure && a.scope == scope) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

std::string Model::scopeText(const Scope &scope) const
{
    const auto id = [&](const auto &table) { return scope.index < 0 ? std::string() : table[static_cast<std::size_t>(scope.index)].id; };
    switch (scope.kind) {
    case ScopeKind::Programme:
        return "programme:" + id(plan->programmes);
    case ScopeKind::Factory:
        return "factory:" + id(plan->factories);
    case ScopeKind::Country:
        return "country:" + id(plan->countries);
    case ScopeKind::Total:
        break;
    }
    return "total";
}

core::Result<std::shared_ptr<const Model>> prepare(std::shared_ptr<const core::Plan> resolved, const Frame &frame)
{
    auto model = std::make_shared<Model>();
    model->plan = std::move(resolved);
    model->frame = frame;
    const core::PlanSettings &s = model->plan->settings();
    if (s.lastMonth < s.firstMonth) {
        return core::Error{core::text("plan/1.last_month lies before the first month; give a horizon to simulate.")};
    }
    model->periods = Periods(engine::Calendar(s.firstMonth, s.lastMonth), frame.period, frame.wholeHorizon);
    auto fields = UncertainFields::of(*model->plan, model->graph);
    if (!fields) {
        return fields.error();
    }
    model->rows = fields->rows();
    model->drivers = fields->drivers();
    const core::Status built = ModelBuilder(*model, std::move(*fields)).build();
    if (!built) {
        return built.error();
    }
    return std::shared_ptr<const Model>(std::move(model));
}

ModelBuilder::ModelBuilder(Model &model, UncertainFields fields)
    : m_model(model), m_plan(*model.plan), m_fields(std::move(fields)), m_grouping(m_plan), m_calendar(model.periods.calendar()), m_lanes(model.periods.count()),
      m_reach(reachOf(m_plan, m_calendar))
{
}

core::Status ModelBuilder::build()
{
    const core::PlanSettings &s = m_plan.settings();
    m_idle = m_fields.field("plan", "idle_power")("1", s.idlePower);
    m_inflation = m_fields.field("plan", "inflation")("1", s.inflation);
    m_priceYear = m_fields.field("plan", "price_year")("1", static_cast<double>(s.priceYear));
    const std::ptrdiff_t reference = s.referenceAccelerator ? m_plan.accelerators.indexOf(*s.referenceAccelerator) : -1;
    if (reference >= 0) {
        m_referenceTflops = numberOf(static_cast<int>(reference), m_fields.field("accelerator", "bf16_tflops"),
                                     m_plan.accelerators[static_cast<std::size_t>(reference)].bf16Tflops.value_or(0));
    }
    const auto offsets = m_fields.field("milestone", "offset_months");
    const auto shares = m_fields.field("milestone", "share");
    Quantity sum;
    for (const core::Milestone &m : m_plan.milestones) {
        m_milestones.emplace_back(offsets(m.id, static_cast<double>(m.offsetMonths)), shares(m.id, m.share));
        m_earliest = m_milestones.size() == 1 ? m_milestones[0].first : least(m_earliest, m_milestones.back().first);
        sum = sum + m_milestones.back().second;
    }
    if (sum.isConstant() && sum.constant() == 0) {
        m_milestones.assign(1, {0.0, 1.0});
        m_earliest = 0.0;
        sum = 1.0;
    }
    for (auto &[offset, share] : m_milestones) {
        share = share / sum;
    }
    createTotals();
    addFleet();
    addDemand();
    for (std::size_t f = 0; f < m_plan.factories.size(); ++f) {
        if (m_plan.factories[f].included) {
            addFactory(static_cast<int>(f));
        }
    }
    if (m_cells > mostTableCells) {
        return core::Error{core::text("The uncertain months of this plan spread too widely to simulate; narrow the rows of the table uncertainty that move months.")};
    }
    finish();
    return core::Done{};
}

int ModelBuilder::create(Figure figure, const Scope &scope, bool visible)
{
    Draft d;
    d.accumulator.visible = visible;
    d.accumulator.figure = figure;
    d.accumulator.scope = scope;
    d.terms = TermSet(m_lanes);
    m_drafts.push_back(std::move(d));
    return static_cast<int>(m_drafts.size()) - 1;
}

ModelBuilder::Ledger ModelBuilder::createLedger(const Scope &scope, bool visible)
{
    Ledger l;
    l.running = create(Figure::PaidEur, scope, false);
    l.paid = create(Figure::PaidEur, scope, visible);
    l.committed = create(Figure::CommittedEur, scope, visible);
    accumulator(l.paid).parts = {l.running};
    accumulator(l.committed).parts = {l.running};
    return l;
}

void ModelBuilder::createTotals()
{
    std::vector<int> paid, committed;
    for (int p = 0; p <= static_cast<int>(m_plan.programmes.size()); ++p) {
        const int index = p < static_cast<int>(m_plan.programmes.size()) ? p : -1;
        m_programmes.push_back(createLedger({ScopeKind::Programme, index}, m_model.frame.programmes));
        paid.push_back(m_programmes.back().paid);
        committed.push_back(m_programmes.back().committed);
    }
    const bool shown = m_model.frame.totals;
    accumulator(create(Figure::PaidEur, {}, shown)).parts = paid;
    accumulator(create(Figure::CommittedEur, {}, shown)).parts = committed;
    m_delivered = create(Figure::DeliveredHours, {}, shown);
    m_reference = create(Figure::ReferenceHours, {}, shown);
    m_bf16 = create(Figure::Bf16Pflops, {}, shown);
    m_energy = create(Figure::EnergyMwh, {}, shown);
    m_fleetBf16 = create(Figure::Bf16Pflops, {}, false);
    m_demand = create(Figure::ReferenceHours, {}, false);
    createRatios({}, m_bf16, m_reference, shown);
}

void ModelBuilder::createRatios(const Scope &scope, int bf16, int reference, bool visible)
{
    Accumulator &index = accumulator(create(Figure::IndexBf16, scope, visible));
    index.parts = {bf16};
    index.over = m_fleetBf16;
    index.plusOne = true;
    Accumulator &coverage = accumulator(create(Figure::Coverage, scope, visible));
    coverage.parts = {reference};
    coverage.over = m_demand;
}

void ModelBuilder::addFleet()
{
    for (auto &list : m_capacityOf) {
        list.clear();
    }
    m_capacityOf[2] = {m_fleetBf16};
    for (const int s : m_grouping.fleet) {
        if (m_plan.systems[static_cast<std::size_t>(s)].included) {
            addSystem(s, -1);
        }
    }
}

void ModelBuilder::addDemand()
{
    const auto hours = m_fields.field("demand", "reference_hours");
    const auto growth = m_fields.field("demand", "growth");
    const auto baseYear = m_fields.field("demand", "base_year");
    MonthTable table;
    table.values.assign(static_cast<std::size_t>(m_lanes), 0.0);
    monthsIn(0, m_calendar.months(), table.values.data());
    sumWhole(table);
    for (const core::Demand &d : m_plan.demand) {
        const Quantity rate = growth(d.id, d.growth);
        const Quantity from = baseYear(d.id, static_cast<double>(d.baseYear));
        addYearly({{&terms(m_demand), 1.0}}, formulas::aMonthOf(hours(d.id, d.referenceHours)), table,
                  [&](int year) { return formulas::growthFactor(rate, Quantity(year) - from); });
    }
}

void ModelBuilder::addFactory(int index)
{
    const core::Factory &f = m_plan.factories[static_cast<std::size_t>(index)];
    const int totals[] = {m_delivered, m_reference, m_bf16, m_energy};
    constexpr Figure figures[] = {Figure::DeliveredHours, Figure::ReferenceHours, Figure::Bf16Pflops, Figure::EnergyMwh};
    const Scope scope{ScopeKind::Factory, index};
    for (std::size_t i = 0; i < 4; ++i) {
        m_capacityOf[i] = {totals[i]};
        if (m_model.frame.factories) {
            m_capacityOf[i].push_back(create(figures[i], scope, true));
        }
    }
    if (m_model.frame.factories) {
        createRatios(scope, m_capacityOf[2].back(), m_capacityOf[1].back(), true);
    }
    m_pue = m_fields.field("factory", "pue")(f.id, f.pue);
    m_paidSum = TermSet(1);
    m_unionSum = TermSet(1);
    m_hours.clear();
    readShares(index);
    for (const int s : m_grouping.systems[static_cast<std::size_t>(index)]) {
        if (m_plan.systems[static_cast<std::size_t>(s)].included) {
            addSystem(s, index);
        }
    }
    for (const int c : m_grouping.costLines[static_cast<std::size_t>(index)]) {
        addCostLine(m_plan.costLines[static_cast<std::size_t>(c)]);
    }
    if (m_model.frame.countries) {
        addAccess(index);
    }
}

void ModelBuilder::readShares(int factory)
{
    const core::Factory &f = m_plan.factories[static_cast<std::size_t>(factory)];
    const auto field = m_fields.field("funding", "share");
    Ledger own;
    if (m_model.frame.factories) {
        own = createLedger({ScopeKind::Factory, factory}, true);
    }
    for (int c = 0; c < 3; ++c) {
        for (auto &targets : m_targets[c]) {
            targets.clear();
        }
        if (own.paid >= 0) {
            m_targets[c][Running] = {{&terms(own.running), 1.0}};
            m_targets[c][AcquisitionPaid] = {{&terms(own.paid), 1.0}};
            m_targets[c][AcquisitionCommitted] = {{&terms(own.committed), 1.0}};
        }
        std::vector<std::pair<int, Quantity>> payers;
        Quantity sum;
        const std::string key = f.id + '/' + core::textOf(static_cast<core::CostClass>(c)) + '/';
        for (std::size_t i = m_plan.funding.lowerBound(key); i < m_plan.funding.size(); ++i) {
            const core::Funding &row = m_plan.funding[i];
            if (row.factory != f.id || row.costClass != static_cast<core::CostClass>(c)) {
                break;
            }
            const std::ptrdiff_t p = m_plan.programmes.indexOf(row.programme);
            if (p >= 0) {
                payers.emplace_back(static_cast<int>(p), field(key + row.programme, row.share));
                sum = sum + payers.back().second;
            }
        }
        for (const auto &[programme, share] : payers) {
            addShare(factory, c, programme, share / sum);
        }
        addShare(factory, c, -1, withoutShares(sum));
    }
}

void ModelBuilder::addShare(int factory, int costClass, int programme, const Quantity &share)
{
    if (share.isConstant() && share.constant() == 0) {
        return;
    }
    Targets *targets = m_targets[costClass];
    const Ledger &l = m_programmes[programme < 0 ? m_programmes.size() - 1 : static_cast<std::size_t>(programme)];
    targets[Running].push_back({&terms(l.running), share});
    targets[AcquisitionPaid].push_back({&terms(l.paid), share});
    targets[AcquisitionCommitted].push_back({&terms(l.committed), share});
    if (!m_model.frame.countries) {
        return;
    }
    const auto level = programme < 0 ? core::ProgrammeLevel::Private : m_plan.programmes[static_cast<std::size_t>(programme)].level;
    for (const Flow flow : {Running, AcquisitionPaid}) {
        targets[flow].push_back({&m_paidSum, share, true});
        if (level == core::ProgrammeLevel::Union) {
            targets[flow].push_back({&m_unionSum, share, true});
        }
    }
    if (level == core::ProgrammeLevel::National) {
        shareOverCountries(factory, targets, share);
    }
}

void ModelBuilder::shareOverCountries(int factory, Targets *targets, const Quantity &share)
{
    const std::string &id = m_plan.factories[static_cast<std::size_t>(factory)].id;
    const auto field = m_fields.field("participation", "contribution_share");
    std::vector<std::pair<int, Quantity>> parts;
    Quantity sum;
    for (std::size_t i = m_plan.participations.lowerBound(id + '/'); i < m_plan.participations.size() && m_plan.participations[i].factory == id; ++i) {
        const core::Participation &p = m_plan.participations[i];
        parts.emplace_back(static_cast<int>(m_plan.countries.indexOf(p.country)), field(id + '/' + p.country, p.contributionShare));
        sum = sum + parts.back().second;
    }
    for (auto &[country, part] : parts) {
        part = part / sum;
    }
    parts.emplace_back(-1, withoutShares(sum));
    for (const auto &[country, part] : parts) {
        const Quantity its = share * part;
        if (its.isConstant() && its.constant() == 0) {
            continue;
        }
        auto it = m_countries.find(country);
        if (it == m_countries.end()) {
            it = m_countries.emplace(country, createLedger({ScopeKind::Country, country}, true)).first;
        }
        targets[Running].push_back({&terms(it->second.running), its});
        targets[AcquisitionPaid].push_back({&terms(it->second.paid), its});
        targets[AcquisitionCommitted].push_back({&terms(it->second.committed), its});
    }
}

void ModelBuilder::addAccess(int factory)
{
    const std::string &id = m_plan.factories[static_cast<std::size_t>(factory)].id;
    const auto contribution = m_fields.field("participation", "contribution_share");
    const auto access = m_fields.field("participation", "access_share");
    const Quantity cap = m_fields.field("plan", "union_access_cap")("1", m_plan.settings().unionAccessCap);
    const Quantity ofUnion = least(cap, ratioOrZero(m_unionSum.sum(m_model.graph), m_paidSum.sum(m_model.graph)));
    std::vector<std::pair<int, Quantity>> parts;
    Quantity sum;
    for (std::size_t i = m_plan.participations.lowerBound(id + '/'); i < m_plan.participations.size() && m_plan.participations[i].factory == id; ++i) {
        const core::Participation &p = m_plan.participations[i];
        const std::string key = id + '/' + p.country;
        const Quantity derived = p.accessShare ? Quantity(*p.accessShare) : contribution(key, p.contributionShare);
        parts.emplace_back(static_cast<int>(m_plan.countries.indexOf(p.country)), access(key, derived));
        sum = sum + parts.back().second;
    }
    for (const auto &[country, part] : parts) {
        auto it = m_countryHours.find(country);
        if (it == m_countryHours.end()) {
            const Scope scope{ScopeKind::Country, country};
            const int delivered = create(Figure::DeliveredHours, scope, true);
            it = m_countryHours.emplace(country, std::pair(delivered, create(Figure::ReferenceHours, scope, true))).first;
        }
        const Quantity share = (Quantity(1.0) - ofUnion) * ratioOrZero(part, sum);
        for (const DeliveredHours &h : m_hours) {
            for (const MonthTable &t : h.tables) {
                terms(it->second.first).add(h.delivered * share, t);
                terms(it->second.second).add(h.reference * share, t);
            }
        }
    }
}

void ModelBuilder::finish()
{
    for (Draft &d : m_drafts) {
        d.terms.finish(d.accumulator);
        Accumulator &a = d.accumulator;
        const auto idle = [&](int part) { return m_drafts[static_cast<std::size_t>(part)].terms.empty() && accumulator(part).parts.empty(); };
        a.parts.erase(std::remove_if(a.parts.begin(), a.parts.end(), idle), a.parts.end());
        // Nobody's money, and ratios to nothing, are no figures.
        const bool ofParty = a.scope.kind == ScopeKind::Programme || a.scope.kind == ScopeKind::Country;
        const bool money = a.figure == Figure::PaidEur || a.figure == Figure::CommittedEur;
        if (ofParty && money && d.terms.empty() && a.parts.empty()) {
            a.visible = false;
        }
        if (a.over >= 0 && m_drafts[static_cast<std::size_t>(a.over)].terms.empty()) {
            a.visible = false;
        }
        m_model.accumulators.push_back(a);
    }
}

} // namespace simulation
