// SPDX-License-Identifier: GPL-3.0-or-later
#include "density.h"
#include "distribution.h"

#include <QtTest>

#include <cmath>

using namespace simulation;
using Kind = core::UncertaintyKind;

// The picture of a distribution is that of what is drawn.
class TestDensity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSlopeOfTheDistribution_data();
    void isTheSlopeOfTheDistribution();
    void nothingWhereAllDrawsAreAlike();
    void likelyStaysInside();
};

static core::Uncertainty row(Kind kind, double low, std::optional<double> mode, double high)
{
    core::Uncertainty u;
    u.kind = kind;
    u.low = low;
    u.mode = mode;
    u.high = high;
    return u;
}

void TestDensity::isTheSlopeOfTheDistribution_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("mode");
    QTest::addColumn<double>("high");
    QTest::newRow("uniform") << static_cast<int>(Kind::Uniform) << -0.15 << 0.0 << 0.15;
    QTest::newRow("triangular") << static_cast<int>(Kind::Triangular) << 0.7 << 1.0 << 1.15;
    QTest::newRow("triangular at its low end") << static_cast<int>(Kind::Triangular) << 0.0 << 0.0 << 3.0;
    QTest::newRow("pert") << static_cast<int>(Kind::Pert) << 0.9 << 1.0 << 1.35;
    QTest::newRow("pert at its low end") << static_cast<int>(Kind::Pert) << 0.0 << 0.0 << 12.0;
    QTest::newRow("normal") << static_cast<int>(Kind::Normal) << -0.01 << 0.0 << 0.02;
    QTest::newRow("lognormal") << static_cast<int>(Kind::Lognormal) << 0.6 << 1.0 << 1.5;
}

// Between two quantiles lies as much of the area as there are draws.
void TestDensity::isTheSlopeOfTheDistribution()
{
    QFETCH(int, kind);
    QFETCH(double, low);
    QFETCH(double, mode);
    QFETCH(double, high);
    const core::Uncertainty u = row(static_cast<Kind>(kind), low, mode, high);
    const auto d = Distribution::of(u);
    QVERIFY(d);
    for (double p = 0.05; p < 0.94; p += 0.05) {
        const double a = d->quantile(p);
        const double b = d->quantile(p + 0.05);
        constexpr int parts = 2000;
        double area = 0;
        for (int i = 0; i < parts; ++i) {
            area += densityAt(u, a + (b - a) * (i + 0.5) / parts) * (b - a) / parts;
        }
        QVERIFY2(std::fabs(area - 0.05) < 1e-5, qPrintable(QStringLiteral("%1 above %2").arg(area).arg(p)));
    }
    const auto [from, to] = rangeOf(u);
    QVERIFY(from <= d->quantile(0.001) + 1e-9 && to >= d->quantile(0.999) - 1e-9);
    QCOMPARE(densityAt(u, from - 10 * (to - from)), densityAt(u, to + 1e9));
}

void TestDensity::nothingWhereAllDrawsAreAlike()
{
    for (const Kind kind : {Kind::Uniform, Kind::Triangular, Kind::Pert, Kind::Normal, Kind::Lognormal}) {
        const core::Uncertainty u = row(kind, 1, 1.0, 1);
        QCOMPARE(densityAt(u, 1), 0.0);
        QCOMPARE(rangeOf(u), std::pair(1.0, 1.0));
    }
    QCOMPARE(densityAt(row(Kind::Lognormal, -1, {}, 2), 1), 0.0);
}

void TestDensity::likelyStaysInside()
{
    QCOMPARE(likelyOf(row(Kind::Uniform, 1, {}, 3)), 2.0);
    QCOMPARE(likelyOf(row(Kind::Pert, 1, 1.5, 3)), 1.5);
    QCOMPARE(likelyOf(row(Kind::Uniform, 1, 7.0, 3)), 3.0);
    QCOMPARE(likelyOf(row(Kind::Uniform, 1, 0.0, 3)), 1.0);
}

QTEST_APPLESS_MAIN(TestDensity)
#include "tst_density.moc"
