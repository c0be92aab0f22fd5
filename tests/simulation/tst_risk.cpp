// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawndifference.h"
#include "risk.h"

#include "baseline.h"
#include "figures.h"
#include "scenario.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace simulation;

// What the risk functions say, against the draws themselves counted one by one.
class TestRisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void envelopes();
    void envelopesWithoutUncertainty();
    void keepingToAllEnvelopes();
    void targets();
    void tornadoOfMoney();
    void tornadoOfOneRow();
    void differencesDrawByDraw();
    void cancelGivesNothing();
};

static std::shared_ptr<const Model> shipped(const Frame &frame, bool certain = false)
{
    core::Plan p = *document::shippedPlan();
    while (certain && p.uncertainties.size() > 0) {
        p.uncertainties.erase(0);
    }
    return *prepare(std::make_shared<const core::Plan>(p), frame);
}

static Frame programmes()
{
    Frame f;
    f.programmes = true;
    return f;
}

// Every draw of one figure.
static std::vector<double> drawsOf(const Model &model, Figure figure, const Scope &scope, int period, std::uint64_t seed, int count)
{
    const int accumulators[] = {model.find(figure, scope)};
    const Program program(model, accumulators);
    Workspace w = program.workspace(16);
    std::vector<double> out;
    for (int d = 0; d < count; d += 16) {
        program.draw(w, seed, d, 16);
        for (int i = 0; i < std::min(16, count - d); ++i) {
            out.push_back(program.values(w, program.outputs()[static_cast<std::size_t>(period / 8)])[i * 8 + period % 8]);
        }
    }
    return out;
}

void TestRisk::envelopes()
{
    const auto model = shipped(programmes());
    Sampling s;
    s.draws = 6'000;
    s.seed = 3;
    for (const engine::Money money : {engine::Money::Committed, engine::Money::Paid}) {
        const auto risks = envelopeRisks(model, s, money);
        QVERIFY(risks);
        QCOMPARE(risks->size(), model->plan->envelopes.size());
        int uncertain = 0;
        for (const EnvelopeRisk &r : *risks) {
            std::vector<double> planned = drawsOf(*model, money == engine::Money::Paid ? Figure::PaidEur : Figure::CommittedEur, {ScopeKind::Programme, r.programme},
                                                  r.year - model->periods.calendar().firstYear(), s.seed, 6'000);
            std::sort(planned.begin(), planned.end());
            double excess = 0, worst = 0;
            for (std::size_t i = 0; i < planned.size(); ++i) {
                excess += std::max(0.0, planned[i] - r.envelopeEur) / 6'000;
                worst += i >= 5'400 ? planned[i] / 600 : 0;
            }
            QCOMPARE(r.probability, static_cast<double>(std::count_if(planned.begin(), planned.end(), [&](double v) { return v > r.envelopeEur; })) / 6'000);
            QVERIFY(std::fabs(r.expectedExcessEur - excess) <= 1e-9 * std::max(1.0, excess));
            QVERIFY(std::fabs(r.worstTenthEur - worst) <= 1e-9 * worst);
            uncertain += r.probability > 0 && r.probability < 1;
            QCOMPARE(r.envelopeEur * 100, static_cast<double>(model->plan->envelopes.find(model->plan->programmes[static_cast<std::size_t>(r.programme)].id + '/' + std::to_string(r.year))->amountCents));
        }
        QVERIFY(uncertain > 2);
        s.threads = 3;
        const auto again = envelopeRisks(model, s, money);
        for (std::size_t i = 0; i < risks->size(); ++i) {
            QCOMPARE((*again)[i].expectedExcessEur, (*risks)[i].expectedExcessEur);
            QCOMPARE((*again)[i].worstTenthEur, (*risks)[i].worstTenthEur);
        }
    }
}

void TestRisk::envelopesWithoutUncertainty()
{
    const auto model = shipped(programmes(), true);
    const auto risks = envelopeRisks(model, {});
    const auto use = engine::envelopeUse(engine::project(*model->plan));
    for (const EnvelopeRisk &r : *risks) {
        const auto u = std::find_if(use.begin(), use.end(), [&](const engine::EnvelopeUse &e) { return e.programme == r.programme && e.year == r.year; });
        QCOMPARE(r.probability, *u->headroomCents() < 0 ? 1.0 : 0.0);
        QVERIFY(std::fabs(r.worstTenthEur - static_cast<double>(u->committedCents) / 100) < 1);
    }
}

// Draw by draw: never above one of them.
void TestRisk::keepingToAllEnvelopes()
{
    const auto model = shipped(programmes());
    Sampling s;
    s.draws = 4'000;
    s.seed = 3;
    const auto risks = envelopeRisks(model, s);
    std::vector<char> over(4'000, 0);
    for (const EnvelopeRisk &r : *risks) {
        if (model->find(Figure::CommittedEur, {ScopeKind::Programme, r.programme}) < 0) {
            continue;
        }
        const auto draws = drawsOf(*model, Figure::CommittedEur, {ScopeKind::Programme, r.programme}, r.year - model->periods.calendar().firstYear(), 3, 4'000);
        for (std::size_t d = 0; d < draws.size(); ++d) {
            over[d] |= draws[d] > r.envelopeEur;
        }
    }
    const auto kept = static_cast<double>(std::count(over.begin(), over.end(), 0)) / 4'000;
    QCOMPARE(*probabilityOfKeeping(model, s), kept);
    for (const EnvelopeRisk &r : *risks) {
        QVERIFY(kept <= 1 - r.probability);
    }
    s.threads = 1;
    QCOMPARE(*probabilityOfKeeping(model, s), kept);
    std::stop_source cancel;
    cancel.request_stop();
    QVERIFY(!probabilityOfKeeping(model, s, engine::Money::Committed, {cancel.get_token(), {}, {}}));
}

void TestRisk::targets()
{
    Frame months;
    months.period = engine::Period::Month;
    const auto model = shipped(months);
    Sampling s;
    s.draws = 1'000;
    const std::vector<Target> wanted{{Figure::IndexBf16, 2}, {Figure::IndexBf16, 3}, {Figure::Coverage, 1}, {Figure::IndexBf16, 1}, {Figure::IndexBf16, 99}};
    const auto risks = targetRisks(model, wanted, s);
    QVERIFY(risks);
    QCOMPARE(risks->size(), wanted.size());
    for (const TargetRisk &r : *risks) {
        QCOMPARE(r.reachedBy.size(), std::size_t(72));
        QVERIFY(std::is_sorted(r.reachedBy.begin(), r.reachedBy.end()));
        std::vector<char> met(1'000);
        for (int m = 0; m < 72; ++m) {
            const auto values = drawsOf(*model, r.target.figure, {}, m, s.seed, 1'000);
            for (std::size_t i = 0; i < met.size(); ++i) {
                met[i] = met[i] || values[i] >= r.target.value;
            }
            QCOMPARE(r.reachedBy[static_cast<std::size_t>(m)], static_cast<double>(std::count(met.begin(), met.end(), 1)) / 1'000);
        }
    }
    QCOMPARE((*risks)[3].monthWith(0.9), std::optional(0));
    QVERIFY(!(*risks)[4].monthWith(0.5));
    const auto half = (*risks)[1].monthWith(0.5);
    const auto most = (*risks)[1].monthWith(0.9);
    QVERIFY(half && most && *half <= *most);
    QVERIFY((*risks)[1].reachedBy[static_cast<std::size_t>(*half)] >= 0.5);
}

void TestRisk::tornadoOfMoney()
{
    Frame f = programmes();
    f.wholeHorizon = true;
    const auto model = shipped(f);
    const auto t = tornado(model, Figure::PaidEur, {}, 6, {});
    QVERIFY(t);
    QCOMPARE(t->swings.size(), model->rows.size());
    for (std::size_t i = 1; i < t->swings.size(); ++i) {
        QVERIFY(std::fabs(t->swings[i - 1].atP90 - t->swings[i - 1].atP10) >= std::fabs(t->swings[i].atP90 - t->swings[i].atP10));
    }
    for (const Swing &s : t->swings) {
        const std::string &id = model->plan->uncertainties[static_cast<std::size_t>(s.row)].id;
        QVERIFY(std::fabs(s.rankCorrelation) <= 1);
        if (id == "demand" || id == "demand-growth") { // has nothing to do with money
            QCOMPARE(s.atP10, t->atMedian);
            QCOMPARE(s.atP90, t->atMedian);
            QCOMPARE(s.rankCorrelation, 0.0);
        }
        if (id == "price") {
            QVERIFY(s.atP10 < t->atMedian && t->atMedian < s.atP90);
            QVERIFY(s.rankCorrelation > 0.3);
        }
    }
    QVERIFY(!tornado(model, Figure::EnergyMwh, {ScopeKind::Programme, 0}, 0, {}));
}

void TestRisk::tornadoOfOneRow()
{
    core::Plan p = *document::shippedPlan();
    while (p.uncertainties.size() > 0) {
        p.uncertainties.erase(0);
    }
    core::Uncertainty u;
    u.id = "hours";
    u.entity = "demand";
    u.row = "*";
    u.field = "reference_hours";
    u.low = 0.5;
    u.high = 1.5;
    p.uncertainties.insert(u.id, u);
    const auto model = *prepare(std::make_shared<const core::Plan>(p), Frame());
    const auto t = tornado(model, Figure::Coverage, {}, 4, {});
    QVERIFY(t);
    // Coverage goes with one over demand: 0.6 of it at P10, 1.4 at P90, and the order is the reverse.
    QVERIFY(std::fabs(t->swings[0].atP10 * 0.6 / t->atMedian - 1) < 1e-12);
    QVERIFY(std::fabs(t->swings[0].atP90 * 1.4 / t->atMedian - 1) < 1e-12);
    QVERIFY(std::fabs(t->swings[0].rankCorrelation + 1) < 1e-12);
}

void TestRisk::differencesDrawByDraw()
{
    const auto model = [](const char *scenario) { return *prepare(std::make_shared<const core::Plan>(*core::resolve(*document::shippedPlan(), scenario)), {engine::Period::Year, true}); };
    const auto a = model("contracts-2026");
    const auto b = model("");
    Sampling s;
    s.draws = 3'000;
    s.seed = 5;
    const int whole = a->periods.parts();
    const auto got = differenceDraws(*a, *b, Figure::PaidEur, whole, s);
    QVERIFY(got);
    std::vector<double> expected = drawsOf(*a, Figure::PaidEur, {}, whole, 5, 3'000);
    const std::vector<double> less = drawsOf(*b, Figure::PaidEur, {}, whole, 5, 3'000);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        expected[i] -= less[i];
    }
    std::sort(expected.begin(), expected.end());
    QCOMPARE(*got, expected);
    // The share below zero is the probability that compare() names.
    const auto comparison = compare(a, b, s);
    const auto below = std::count_if(got->begin(), got->end(), [](double v) { return v < 0; });
    QCOMPARE((*comparison)->probabilityCheaper, static_cast<double>(below) / 3'000);
    QVERIFY(!differenceDraws(*a, *b, Figure::PaidEur, whole + 1, s));
    std::stop_source cancel;
    cancel.request_stop();
    QVERIFY(!differenceDraws(*a, *b, Figure::PaidEur, whole, s, {cancel.get_token(), {}, {}}));
}

void TestRisk::cancelGivesNothing()
{
    std::stop_source cancel;
    cancel.request_stop();
    Control control;
    control.cancel = cancel.get_token();
    const auto model = shipped(programmes());
    QVERIFY(!envelopeRisks(model, {}, engine::Money::Committed, control));
    const Target target;
    QVERIFY(!targetRisks(model, {&target, 1}, {}, control));
    QVERIFY(!tornado(model, Figure::PaidEur, {}, 0, {}, control));
}

QTEST_GUILESS_MAIN(TestRisk)
#include "tst_risk.moc"
