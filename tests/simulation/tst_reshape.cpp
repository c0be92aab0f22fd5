// SPDX-License-Identifier: GPL-3.0-or-later
#include "reshape.h"

#include "baseline.h"
#include "distribution.h"
#include "simulation.h"

#include <QtTest>

using namespace simulation;
using Effect = core::UncertaintyEffect;
using Kind = core::UncertaintyKind;

// A row that comes to say something else can always be drawn from.
class TestReshape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void effectsSayTheSame();
    void effectsWithoutAValueChangeNothing();
    void kindsGetWhatTheyNeed();
    void targetsTakeTheProposal();
    void everyTargetCanBeSimulated();
};

static core::Uncertainty row(Effect effect, Kind kind, double low, std::optional<double> mode, double high)
{
    core::Uncertainty u;
    u.id = "row";
    u.entity = "system";
    u.row = "*";
    u.field = "accelerators";
    u.effect = effect;
    u.kind = kind;
    u.low = low;
    u.mode = mode;
    u.high = high;
    return u;
}

void TestReshape::effectsSayTheSame()
{
    const core::Uncertainty scaled = row(Effect::Scale, Kind::Pert, 0.9, 1.0, 1.5);
    const core::Uncertainty added = withEffect(scaled, Effect::Shift, 200);
    QCOMPARE(added.low, -20.0);
    QCOMPARE(*added.mode, 0.0);
    QCOMPARE(added.high, 100.0);
    const core::Uncertainty replaced = withEffect(added, Effect::Replace, 200);
    QCOMPARE(replaced.low, 180.0);
    QCOMPARE(replaced.high, 300.0);
    QVERIFY(withEffect(replaced, Effect::Scale, 200) == scaled);
    // What has become negative is no lognormal any more.
    const core::Uncertainty log = withEffect(row(Effect::Scale, Kind::Lognormal, 0.5, {}, 2), Effect::Shift, 100);
    QVERIFY(log.kind == Kind::Triangular && log.mode && Distribution::of(log));
}

void TestReshape::effectsWithoutAValueChangeNothing()
{
    const core::Uncertainty u = withEffect(row(Effect::Shift, Kind::Pert, -3, 0.0, 12), Effect::Scale, std::nullopt);
    QVERIFY(u.low == 1 && u.high == 1 && u.effect == Effect::Scale && Distribution::of(u));
    QVERIFY(withEffect(u, Effect::Scale, 5) == u);
}

void TestReshape::kindsGetWhatTheyNeed()
{
    for (const Kind from : {Kind::Uniform, Kind::Triangular, Kind::Pert, Kind::Normal, Kind::Lognormal}) {
        for (const Kind to : {Kind::Uniform, Kind::Triangular, Kind::Pert, Kind::Normal, Kind::Lognormal}) {
            for (const double low : {-2.0, 0.0, 0.5}) {
                const core::Uncertainty u = withKind(withKind(row(Effect::Scale, Kind::Uniform, low, {}, 2), from), to);
                QVERIFY(u.kind == to);
                QVERIFY(Distribution::of(u));
            }
        }
    }
    QVERIFY(Distribution::of(withKind(row(Effect::Shift, Kind::Uniform, -5, {}, -1), Kind::Lognormal)));
}

void TestReshape::targetsTakeTheProposal()
{
    const core::Plan plan = *document::shippedPlan();
    const core::Uncertainty u = withTarget(plan, row(Effect::Scale, Kind::Uniform, 1, {}, 1), {"system", "*", "in_service"});
    QVERIFY(u.effect == Effect::Shift);
    QCOMPARE(u.row, std::string("*"));
    QVERIFY(u.low < u.high && Distribution::of(u));
}

void TestReshape::everyTargetCanBeSimulated()
{
    const core::Plan plan = *document::shippedPlan();
    int targets = 0;
    for (const core::EntityInfo *e : uncertainEntities()) {
        for (const core::FieldInfo *f : uncertainFields(*e)) {
            core::Plan changed = plan;
            core::Uncertainty u = withTarget(plan, row(Effect::Scale, Kind::Uniform, 1, {}, 1), {e->name, "*", f->name});
            changed.uncertainties.insert(u.id, u);
            const auto model = prepare(std::make_shared<const core::Plan>(changed), {});
            QVERIFY2(model, model ? "" : model.error().message.c_str());
            ++targets;
        }
    }
    QVERIFY(targets > 20);
}

QTEST_APPLESS_MAIN(TestReshape)
#include "tst_reshape.moc"
