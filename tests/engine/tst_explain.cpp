// SPDX-License-Identifier: GPL-3.0-or-later
#include "planmaker.h"

#include "baseline.h"
#include "compute.h"
#include "explainer.h"
#include "explaintext.h"
#include "scenario.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <cmath>
#include <map>

using namespace engine;

namespace {

double roundedAway(double x)
{
    return x < 0 ? -std::floor(-x + 0.5) : std::floor(x + 0.5);
}

// Arithmetic of an explanation, written anew from what explanation.h says of the operations, without the engine's own.
double worked(const Explanation &e, const std::vector<Explanation> &inputs)
{
    std::vector<long double> v;
    for (const Explanation &input : inputs) {
        const bool whole = std::holds_alternative<std::int64_t>(input.value);
        const long double number = whole ? static_cast<long double>(std::get<std::int64_t>(input.value)) : static_cast<long double>(std::get<double>(input.value));
        v.push_back(input.unit == Unit::EurCents && e.unit != Unit::EurCents ? number / 100 : number);
    }
    long double r = v.empty() ? 0 : v[0];
    switch (e.operation) {
    case Operation::Given:
        return static_cast<double>(realOf(e.value).value_or(0));
    case Operation::RoundedCents:
        return roundedAway(static_cast<double>(v[0]) * 100) - roundedAway(static_cast<double>(v[1]) * 100);
    case Operation::RoundedPart:
        return roundedAway(static_cast<double>(v[0]) * static_cast<double>(v[1])) - roundedAway(static_cast<double>(v[0]) * static_cast<double>(v[2]));
    case Operation::WhileInService:
        return v[2] <= v[1] && v[1] < v[2] + v[3] ? static_cast<double>(v[0]) : 0;
    case Operation::CalendarHours: {
        const auto date = [](long double month) { return QDate(static_cast<int>(month) / 12, static_cast<int>(month) % 12 + 1, 1); };
        return v[1] > v[0] ? 24.0 * static_cast<double>(date(v[0]).daysTo(date(v[1]))) : 0;
    }
    case Operation::Power:
        return static_cast<double>(std::pow(v[0], v[1]));
    default:
        break;
    }
    for (std::size_t i = 1; i < v.size(); ++i) {
        r = e.operation == Operation::Sum ? r + v[i] : e.operation == Operation::Difference ? r - v[i] : e.operation == Operation::Product ? r * v[i]
            : e.operation == Operation::Quotient ? r / v[i] : e.operation == Operation::Least ? std::min(r, v[i]) : std::max(r, v[i]);
    }
    return static_cast<double>(r);
}

// Walks explanations, each thing once, and says what is wrong with the first that does not add up.
class Walk
{
public:
    explicit Walk(const core::Plan &plan) : m_plan(plan) {}

    QString check(const Explanation &e)
    {
        const auto [seen, fresh] = m_seen.try_emplace(e.id, e.value);
        if (!fresh) {
            return realOf(seen->second) == realOf(e.value) ? QString() : said(e, "has two values");
        }
        if (e.label.empty() || e.id.empty()) {
            return said(e, "has no name");
        }
        if (!e.cell.entity.empty() && e.operation == Operation::Given && e.figure.empty()) {
            return checkCell(e);
        }
        const auto inputs = e.inputs();
        bool defined = true;
        for (const Explanation &input : inputs) {
            const QString wrong = check(input);
            if (!wrong.isEmpty()) {
                return wrong;
            }
            defined = defined && realOf(input.value);
        }
        if (e.operation == Operation::Given) {
            return inputs.empty() && (e.figure.empty() || !e.formula.empty()) ? QString() : said(e, "is given without a reason");
        }
        const bool divides = e.operation == Operation::Quotient && defined && inputs.size() > 1 && *realOf(inputs[1].value) == 0;
        if (!realOf(e.value)) {
            return divides || !defined ? QString() : said(e, "has no value although its inputs have");
        }
        if (!defined || divides) {
            return said(e, "has a value although an input has none");
        }
        return checkValue(e, inputs);
    }
    std::size_t size() const { return m_seen.size(); }

private:
    QString checkValue(const Explanation &e, const std::vector<Explanation> &inputs) const
    {
        const double expected = worked(e, inputs);
        if (const auto *whole = std::get_if<std::int64_t>(&e.value); whole && e.unit == Unit::EurCents) {
            Cents sum = 0;
            for (const Explanation &input : inputs) {
                const auto *cents = std::get_if<std::int64_t>(&input.value);
                sum += cents ? (e.operation == Operation::Difference && &input != inputs.data() ? -*cents : *cents) : 0;
            }
            const bool sums = e.operation == Operation::Sum || e.operation == Operation::Difference;
            return *whole == (sums ? sum : static_cast<Cents>(roundedAway(expected))) ? QString() : said(e, "is not what its inputs come to: " + QString::number(sums ? double(sum) : expected, 'g', 17));
        }
        const double value = *realOf(e.value);
        double size = std::fabs(value);
        for (const Explanation &input : inputs) {
            const bool adds = e.operation == Operation::Sum || e.operation == Operation::Difference;
            size = adds ? std::max(size, std::fabs(*realOf(input.value))) : size; // a small difference of large figures
        }
        return std::fabs(value - expected) <= 1e-12 * size ? QString() : said(e, "is not what its inputs come to: " + QString::number(expected, 'g', 17));
    }

    QString checkCell(const Explanation &e) const
    {
        const core::Value value = core::valueAt(m_plan, e.cell);
        const auto number = core::numberOf(value);
        const auto *words = std::get_if<std::string>(&value);
        const auto month = words ? core::Month::parse(*words) : std::nullopt;
        const double expected = number ? *number : month ? month->index() : 0;
        if (e.id.starts_with("count:")) {
            return core::isNull(value) ? said(e, "names no cell") : QString();
        }
        return realOf(e.value) == expected ? QString() : said(e, "is not what the plan says");
    }

    static QString said(const Explanation &e, const QString &what)
    {
        return QString::fromStdString(e.id + " (" + e.label + "), " + plainText(e) + ", " + textOf(e.operation) + ": ") + what;
    }

    const core::Plan &m_plan;
    std::map<std::string, Number> m_seen;
};

// Every figure that the plan can be asked for: all measures by all values of their parts, a few periods of each length.
std::vector<Figure> allFigures(const core::Plan &plan, const Calendar &calendar)
{
    std::vector<std::string> factories{"", "fleet"}, systems{""}, categories{"", "operations", "acquisition"}, programmes{"", "none"}, countries{"", "EU", "none"};
    std::vector<std::string> periods{"", calendar.label(Period::Quarter, 6), calendar.label(Period::Month, 13), calendar.label(Period::Month, calendar.months() - 1)};
    for (const core::Factory &f : plan.factories) {
        factories.push_back(f.id);
    }
    if (plan.factories.size() > 2) {
        factories.push_back(plan.factories[0].id + '+' + plan.factories[2].id);
    }
    for (const core::System &s : plan.systems) {
        systems.push_back(s.id);
    }
    for (const core::Programme &x : plan.programmes) {
        programmes.push_back(x.id);
    }
    for (const core::Country &c : plan.countries) {
        countries.push_back(c.id);
    }
    for (int y = 0; y < calendar.years(); ++y) {
        periods.push_back(calendar.label(Period::Year, y));
    }
    std::vector<Figure> out;
    for (const Measure &m : measures()) {
        const auto values = [&](Part part, const std::vector<std::string> &all) { return m.parts & part ? all : std::vector<std::string>{""}; };
        const bool money = m.parts & ProgrammePart && m.parts & FactoryPart;
        for (const std::string &factory : values(FactoryPart, factories)) {
            for (const std::string &system : factory.empty() && !money ? values(SystemPart, systems) : std::vector<std::string>{""}) {
                for (const std::string &category : std::string_view(m.name) == "demand_reference_hours" ? std::vector<std::string>{"", "research", "industry"} : values(CategoryPart, categories)) {
                    for (const std::string &programme : values(ProgrammePart, programmes)) {
                        for (const std::string &country : values(CountryPart, countries)) {
                            for (const std::string &period : values(PeriodPart, periods)) {
                                Figure f{m.name, factory, system, category, {}, programme, country, period, false};
                                out.push_back(f);
                                if (m.parts & RealPart && (programme.empty() || country.empty())) {
                                    f.real = true;
                                    out.push_back(f);
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    return out;
}

} // namespace

// An explanation's arithmetic gives exactly the figure shown, from every figure down to the plan's cells.
class TestExplain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFigureAddsUp_data();
    void everyFigureAddsUp();
    void figuresEqualTheTables();
    void severalFactoriesAreTheirSum();
    void powerAndDemandAreThoseOfTheTables();
    void differenceIsToLessFrom();
    void refusesWhatIsNot_data();
    void refusesWhatIsNot();
    void addressesReadBack();
    void namesSourceAndScenario();
    void writesTextAndJson();
    void largePlanIsLazy();
};

void TestExplain::everyFigureAddsUp_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("seed"); // 0: the shipped plan
    QTest::newRow("baseline") << QString() << 0;
    for (const char *scenario : {"contracts-2026", "all-19", "delay-6", "energy-crisis"}) {
        QTest::newRow(scenario) << QString(scenario) << 0;
    }
    for (int seed = 1; seed <= 12; ++seed) {
        QTest::newRow(qPrintable(QStringLiteral("random plan %1").arg(seed))) << QString() << seed;
    }
}

void TestExplain::everyFigureAddsUp()
{
    QFETCH(QString, scenario);
    QFETCH(int, seed);
    core::Plan plan = seed ? randomPlan(static_cast<unsigned>(seed), 3, 2, 40) : *document::shippedPlan();
    if (seed % 2 || !seed) {
        plan.plan.edit(0).marketPriceEurHour = 2.5;
    }
    const core::Plan resolved = *core::resolve(plan, scenario.toStdString());
    const auto projection = std::make_shared<const Projection>(project(resolved));
    const auto explainer = std::make_shared<const Explainer>(plan, scenario.toStdString(), projection);
    Walk walk(resolved);
    const auto figures = allFigures(resolved, projection->calendar);
    std::size_t asked = 0;
    std::size_t some = 0;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        // Of the shipped baseline every third figure, of all others every eleventh, of each plan other ones; what they rest on is walked in full.
        if ((i + static_cast<std::size_t>(seed)) % (seed || !scenario.isEmpty() ? 11 : 3)) {
            continue;
        }
        ++asked;
        const auto value = figureValue(*projection, figures[i]);
        QVERIFY2(value.ok(), figures[i].toString().c_str());
        const Explanation explanation = explainer->figure(figures[i]);
        QVERIFY2(explanation.value == value->number, figures[i].toString().c_str());
        const QString wrong = walk.check(explanation);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong + " in " + figures[i].toString().c_str()));
        some += realOf(value->number).value_or(0) != 0;
    }
    QVERIFY(some > asked / 100);
    QVERIFY(walk.size() > 1000);
}

void TestExplain::figuresEqualTheTables()
{
    const core::Plan plan = *core::resolve(*document::shippedPlan(), "contracts-2026");
    const Projection p = project(plan);
    const Summary s = summaryOf(p);
    const auto cents = [&](const Figure &f) { return std::get<std::int64_t>(figureValue(p, f)->number); };
    QCOMPARE(cents({"paid_cents"}), s.paidCents);
    QCOMPARE(cents({"committed_cents"}), s.committedCents);
    QCOMPARE(cents({"union_cents"}), s.unionCents);
    QCOMPARE(cents({"national_cents"}), s.nationalCents);
    QCOMPARE(*realOf(figureValue(p, {"union_share"})->number), s.unionShare());
    QCOMPARE(*realOf(figureValue(p, {"eur_per_accelerator_hour"})->number), *s.eurPerAcceleratorHour);
    for (int y = 0; y < p.calendar.years(); ++y) {
        const Capacity c = capacityOf(p, Period::Year, y);
        const auto at = [&](const char *name) { return *realOf(figureValue(p, {name, {}, {}, {}, {}, {}, {}, p.calendar.label(Period::Year, y), false})->number); };
        QCOMPARE(at("index_bf16"), *c.indexBf16);
        QCOMPARE(at("bf16_pflops"), c.plannedBf16Pflops);
        QCOMPARE(at("coverage"), *c.coverage);
        QCOMPARE(at("accelerators"), c.plannedAccelerators);
    }
    for (const EnvelopeUse &e : envelopeUse(p)) {
        if (e.programme >= 0 && e.envelopeCents) {
            const Figure f{"headroom_cents", {}, {}, {}, {}, plan.programmes[static_cast<std::size_t>(e.programme)].id, {}, std::to_string(e.year), false};
            QCOMPARE(cents(f), *e.headroomCents());
        }
    }
}

// "a+b" is what a and b come to, and its explanation names both.
void TestExplain::severalFactoriesAreTheirSum()
{
    const core::Plan plan = *core::resolve(*document::shippedPlan(), "all-19");
    const auto p = std::make_shared<const Projection>(project(plan));
    const auto value = [&](const Figure &f) { return *realOf(figureValue(*p, f)->number); };
    for (const char *measure : {"paid_cents", "delivered_hours", "bf16_pflops", "energy_mwh", "full_load_mw", "present_value_eur", "union_cents"}) {
        QCOMPARE(value({measure, "lumi-aif+it4lia"}), value({measure, "lumi-aif"}) + value({measure, "it4lia"}));
        QVERIFY(value({measure, "lumi-aif+it4lia"}) > value({measure, "lumi-aif"}));
    }
    const Explanation e = *explain(plan, "all-19", p, {"accelerators", "lumi-aif+it4lia"});
    QVERIFY2(e.label.find("LUMI AIF, IT4LIA") != std::string::npos, e.label.c_str());
    QCOMPARE(e.inputs().size(), std::size_t(2));
}

void TestExplain::powerAndDemandAreThoseOfTheTables()
{
    core::Plan plan = *core::resolve(*document::shippedPlan(), "contracts-2026");
    plan.factories.edit(static_cast<std::size_t>(plan.factories.indexOf("lumi-aif"))).sitePowerMw = 40.0;
    const Projection p = project(plan);
    const auto value = [&](const Figure &f) { return realOf(figureValue(p, f)->number); };
    for (int y = 0; y < p.calendar.years(); ++y) {
        const int begin = p.calendar.begin(Period::Year, y);
        const int end = p.calendar.end(Period::Year, y);
        const auto at = [&](const char *measure, const std::string &factory = {}) {
            Figure f{measure, factory};
            f.period = p.calendar.label(Period::Year, y);
            return value(f);
        };
        const auto rows = computeRows(p, begin, end);
        for (const ComputeRow &r : rows) {
            const std::string id = plan.factories[static_cast<std::size_t>(r.factory)].id;
            QCOMPARE(*at("full_load_mw", id), r.mostMw);
            QCOMPARE(at("power_left_mw", id), r.leftMw());
        }
        QCOMPARE(*at("full_load_mw"), sumOf(rows).mostMw);
        const Capacity c = capacityOf(p, Period::Year, y);
        QCOMPARE(*at("total_bf16_pflops"), c.fleetBf16Pflops + c.plannedBf16Pflops);
        const DemandBalance d = demandBalance(p, begin, end);
        double sum = 0;
        for (int s = 0; s < segmentCount; ++s) {
            Figure f{"demand_reference_hours"};
            f.category = core::textOf(static_cast<core::DemandSegment>(s));
            f.period = p.calendar.label(Period::Year, y);
            QVERIFY(std::fabs(*value(f) - d.segments[static_cast<std::size_t>(s)]) <= 1e-9 * d.asked);
            sum += *value(f);
        }
        QVERIFY(d.asked > 0 && std::fabs(sum - d.asked) <= 1e-9 * d.asked);
        QVERIFY(std::fabs(*at("coverage") - *d.coverage) <= 1e-12);
        for (const PartyHours &h : partyHours(p, begin, end).parties) {
            Figure f{"access_share"};
            f.country = h.party == unionParty ? "EU" : plan.countries[static_cast<std::size_t>(h.party)].id;
            f.period = p.calendar.label(Period::Year, y);
            QVERIFY(std::fabs(value(f).value_or(0) - h.share) < 1e-12);
        }
    }
    QVERIFY(*value({"power_left_mw", "lumi-aif"}) < 40);
    QVERIFY(!value({"power_left_mw", "it4lia"}));
}

void TestExplain::differenceIsToLessFrom()
{
    const core::Plan plan = *document::shippedPlan();
    const auto base = std::make_shared<const Projection>(project(*core::resolve(plan, "")));
    const auto later = std::make_shared<const Projection>(project(*core::resolve(plan, "delay-6")));
    const Figure paid{"paid_cents", "lumi-aif"};
    const Explanation e = differenceOf(*explain(plan, "", base, paid), *explain(plan, "delay-6", later, paid));
    QCOMPARE(std::get<std::int64_t>(e.value), std::get<std::int64_t>(figureValue(*later, paid)->number) - std::get<std::int64_t>(figureValue(*base, paid)->number));
    QVERIFY(std::get<std::int64_t>(e.value) != 0);
    const auto inputs = e.inputs();
    QCOMPARE(inputs.size(), std::size_t(2));
    QVERIFY(inputs[0].id != inputs[1].id && inputs[0].figure == paid.toString() && inputs[1].figure == paid.toString());
    QVERIFY(inputs[0].value == figureValue(*later, paid)->number);
}

void TestExplain::refusesWhatIsNot_data()
{
    QTest::addColumn<QString>("figure");
    QTest::addColumn<QString>("part");
    QTest::newRow("measure") << "nonsense" << "paid_cents";
    QTest::newRow("factory") << "paid_cents[factory=nowhere]" << "no factory 'nowhere'";
    QTest::newRow("period") << "paid_cents[period=2090]" << "2090";
    QTest::newRow("category") << "paid_cents[category=bribes]" << "bribes";
    QTest::newRow("one of several factories") << "paid_cents[factory=lumi-aif+nowhere]" << "no factory 'nowhere'";
    QTest::newRow("segment") << "demand_reference_hours[category=operations]" << "startup_sme";
    QTest::newRow("part that it does not take") << "coverage[factory=lumi-aif]" << "takes period";
    QTest::newRow("real prices of hours") << "delivered_hours[real=1]" << "real prices";
}

void TestExplain::refusesWhatIsNot()
{
    QFETCH(QString, figure);
    QFETCH(QString, part);
    const core::Plan plan = *document::shippedPlan();
    const auto asked = parseFigure(figure.toStdString());
    QVERIFY(asked.ok());
    const auto explanation = explain(plan, "", std::make_shared<const Projection>(project(plan)), *asked);
    QVERIFY(!explanation.ok());
    QVERIFY2(QString::fromStdString(explanation.error().message).contains(part), explanation.error().message.c_str());
}

void TestExplain::addressesReadBack()
{
    const core::Plan plan = *document::shippedPlan();
    for (const Figure &f : allFigures(plan, project(plan).calendar)) {
        const auto read = parseFigure(f.toString());
        QVERIFY(read.ok());
        QVERIFY(*read == f);
    }
}

void TestExplain::namesSourceAndScenario()
{
    const core::Plan plan = *document::shippedPlan();
    const auto projection = std::make_shared<const Projection>(project(*core::resolve(plan, "contracts-2026")));
    const std::string text = toText(*explain(plan, "contracts-2026", projection, {"bf16_pflops", "lumi-aif"}), {});
    QVERIFY2(text.find("derived: ") != std::string::npos, text.c_str());
    QVERIFY2(text.find("(set by the scenario contracts-2026)") != std::string::npos, text.c_str());
    QVERIFY2(text.find("[system/lumi-ai.in_service]") != std::string::npos, text.c_str());
}

void TestExplain::writesTextAndJson()
{
    const core::Plan plan = *document::shippedPlan();
    const auto projection = std::make_shared<const Projection>(project(plan));
    const Explanation e = *explain(plan, "", projection, {"union_share"});
    ExplainOptions flat;
    flat.depth = 1;
    const QString text = QString::fromStdString(toText(e, flat));
    QVERIFY2(text.startsWith("Union share: 0.49982331895333"), qPrintable(text));
    QVERIFY(text.contains("\n  / All that is paid: 1500000000.00 EUR\n"));
    QCOMPARE(text.count('\n'), 6);
    QJsonParseError error;
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(e, {})), &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(json["operation"].toString(), QStringLiteral("quotient"));
    QCOMPARE(json["inputs"].toArray().size(), 2);
    // A folded sum gives one term as an example, or all.
    ExplainOptions open;
    open.open = true;
    const Figure energy{"paid_cents", "lumi-aif", {}, "energy", "lumi-ai", "DEP", {}, "2028", false};
    const std::string folded = toText(*explain(plan, "", projection, energy), {});
    const std::string whole = toText(*explain(plan, "", projection, energy), open);
    QVERIFY(folded.find("and 11 more alike") != std::string::npos);
    QVERIFY(whole.find("more alike") == std::string::npos && whole.size() > 4 * folded.size());
}

// Asking for a sum over many factories makes none of their explanations before somebody looks.
void TestExplain::largePlanIsLazy()
{
    const core::Plan plan = randomPlan(7, 400, 2, 60);
    const auto projection = std::make_shared<const Projection>(project(plan));
    const Explanation e = *explain(plan, "", projection, {"paid_cents"});
    const auto factories = e.inputs();
    QVERIFY(factories.size() > 300);
    const auto items = factories[0].inputs();
    QVERIFY(!items.empty());
    Cents sum = 0;
    for (const Explanation &item : items) {
        sum += std::get<std::int64_t>(item.value);
    }
    QCOMPARE(sum, std::get<std::int64_t>(factories[0].value));
}

QTEST_GUILESS_MAIN(TestExplain)
#include "tst_explain.moc"
