// SPDX-License-Identifier: GPL-3.0-or-later
#include "plainsimulation.h"

#include "program.h"

#include <QtTest>

using namespace simulation;

// Draws follow the distributions that the rows state (Kolmogorov and Smirnov at fixed seeds), their tables are as exact as the methodology says,
// and the generator is the published one.
class TestDistribution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsFollowTheDistribution_data();
    void drawsFollowTheDistribution();
    void driversCorrelate();
    void pertTablesAreExact_data();
    void pertTablesAreExact();
    void mathematicsIsExact();
    void uniformsAreThoseOfPhilox();
    void quantilesOfConstantRows();
};

static core::Uncertainty row(const char *id, core::UncertaintyKind kind, double low, double mode, double high)
{
    core::Uncertainty u;
    u.id = id;
    u.entity = "plan";
    u.row = "1";
    u.field = "idle_power";
    u.kind = kind;
    u.low = low;
    u.mode = mode;
    u.high = high;
    return u;
}

// The draws of each row of a plan that has nothing else: as the simulation makes them.
static std::vector<std::vector<double>> drawsOf(const std::vector<core::Uncertainty> &rows, std::uint64_t seed, int count)
{
    core::Plan p;
    for (const core::Uncertainty &u : rows) {
        p.uncertainties.insert(u.id, u);
    }
    // One system, so that a figure hangs on the rows.
    p.plan.edit(0).idlePower = 0.5;
    p.countries.insert("FI", {"FI", "Finland", core::CountryStatus::MemberState, {}, {}, 0.1, 0, 0.1});
    core::Factory f;
    f.id = "f";
    f.country = "FI";
    p.factories.insert("f", f);
    core::System s;
    s.id = "s";
    s.factory = "f";
    s.powerKw = 1000;
    s.inService = core::Month(2026, 1);
    p.systems.insert("s", s);
    const auto model = prepare(std::make_shared<const core::Plan>(p), Frame());
    if (!model) {
        qFatal("%s", model.error().message.c_str());
    }
    const int energy[] = {(*model)->find(Figure::EnergyMwh, {})};
    const Program program(**model, energy);
    Workspace w = program.workspace(512);
    std::vector<std::vector<double>> out(rows.size());
    for (int d = 0; d < count; d += w.block) {
        program.draw(w, seed, d, w.block);
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const double *x = program.drawn(w, static_cast<int>(r));
            out[r].insert(out[r].end(), x, x + w.block);
        }
    }
    return out;
}

static double distribution(const core::Uncertainty &u, double x)
{
    using Kind = core::UncertaintyKind;
    const double range = u.high - u.low;
    switch (u.kind) {
    case Kind::Uniform:
        return (x - u.low) / range;
    case Kind::Triangular:
        return x < *u.mode ? (x - u.low) * (x - u.low) / (range * (*u.mode - u.low)) : 1 - (u.high - x) * (u.high - x) / (range * (u.high - *u.mode));
    case Kind::Pert:
        return plain::betaDistribution((x - u.low) / range, 1 + 4 * (*u.mode - u.low) / range, 1 + 4 * (u.high - *u.mode) / range);
    case Kind::Normal:
        return plain::phi((x - (u.low + u.high) / 2) / (range / (2 * 1.6448536269514722)));
    case Kind::Lognormal: {
        const double a = std::log(u.low);
        const double b = std::log(u.high);
        return plain::phi((std::log(x) - (a + b) / 2) / ((b - a) / (2 * 1.6448536269514722)));
    }
    }
    return 0;
}

// Largest distance between the draws' distribution and the stated one, times the root of their number.
static double kolmogorov(std::vector<double> draws, const core::Uncertainty &u)
{
    std::sort(draws.begin(), draws.end());
    const auto n = static_cast<double>(draws.size());
    double most = 0;
    for (std::size_t i = 0; i < draws.size(); ++i) {
        const double f = distribution(u, draws[i]);
        most = std::max({most, f - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - f});
    }
    return most * std::sqrt(n);
}

// Exceeded by chance once in a thousand.
static constexpr double critical = 1.95;

void TestDistribution::drawsFollowTheDistribution_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("mode");
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("correlation");
    const char *names[] = {"uniform", "triangular", "pert", "normal", "lognormal"};
    for (int k = 0; k < 5; ++k) {
        for (const double rho : {0.0, 0.4, 1.0}) {
            QTest::addRow("%s, correlation %.1f", names[k], rho) << k << 0.9 << 1.0 << 1.35 << rho;
            QTest::addRow("%s with the mode at an end, correlation %.1f", names[k], rho) << k << 0.5 << 0.5 << 2.0 << rho;
        }
    }
}

void TestDistribution::drawsFollowTheDistribution()
{
    QFETCH(int, kind);
    QFETCH(double, low);
    QFETCH(double, mode);
    QFETCH(double, high);
    QFETCH(double, correlation);
    core::Uncertainty u = row("row", static_cast<core::UncertaintyKind>(kind), low, mode, high);
    u.driver = "driver";
    u.correlation = correlation;
    for (const std::uint64_t seed : {1, 2}) {
        const double k = kolmogorov(drawsOf({u}, seed, 51'200)[0], u);
        QVERIFY2(k < critical, qPrintable(QString::number(k)));
    }
    // The test can fail: a distribution a twentieth wider is told apart.
    core::Uncertainty wider = u;
    wider.high += (high - low) / 20;
    QVERIFY(kolmogorov(drawsOf({u}, 1, 51'200)[0], wider) > critical);
}

void TestDistribution::driversCorrelate()
{
    core::Uncertainty a = row("a", core::UncertaintyKind::Normal, 0.8, 0, 1.2);
    core::Uncertainty b = row("b", core::UncertaintyKind::Normal, 0.5, 0, 0.6);
    core::Uncertainty c = row("c", core::UncertaintyKind::Normal, 0.5, 0, 0.6);
    a.driver = b.driver = "supply";
    c.driver = "other";
    a.correlation = 0.6;
    b.correlation = 0.3;
    c.correlation = 0.9;
    const auto draws = drawsOf({a, b, c}, 5, 102'400);
    const auto correlation = [&](std::size_t i, std::size_t j) {
        double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        const auto n = static_cast<double>(draws[i].size());
        for (std::size_t k = 0; k < draws[i].size(); ++k) {
            x += draws[i][k];
            y += draws[j][k];
            xx += draws[i][k] * draws[i][k];
            yy += draws[j][k] * draws[j][k];
            xy += draws[i][k] * draws[j][k];
        }
        return (xy / n - x * y / n / n) / std::sqrt((xx / n - x * x / n / n) * (yy / n - y * y / n / n));
    };
    QVERIFY(std::fabs(correlation(0, 1) - std::sqrt(0.6 * 0.3)) < 0.012);
    QVERIFY(std::fabs(correlation(0, 2)) < 0.012);
    QVERIFY(std::fabs(correlation(1, 2)) < 0.012);
}

void TestDistribution::pertTablesAreExact_data()
{
    QTest::addColumn<double>("alpha");
    for (const double alpha : {1.0, 1.0625, 1.8, 2.5, 3.0, 3.7, 4.2, 4.999, 5.0}) {
        QTest::addRow("alpha %g", alpha) << alpha;
    }
}

void TestDistribution::pertTablesAreExact()
{
    QFETCH(double, alpha);
    const auto table = pertTable(alpha, 6 - alpha);
    QVERIFY(pertTable(alpha, 6 - alpha) == table); // made once
    std::vector<double> zs;
    for (double z = -8.2; z < 8.2; z += 0.0173) {
        zs.push_back(z);
    }
    zs.resize(zs.size() / 16 * 16);
    AlignedVector<double> in(zs.begin(), zs.end()), out(zs.size());
    kernels::evaluate(*table, 1, 0, in.data(), out.data(), static_cast<int>(in.size()));
    double worst = 0;
    for (std::size_t i = 0; i < zs.size(); ++i) {
        // From the nearer tail, where probabilities are exact.
        const double z = zs[i];
        const double exact = z < 0 ? plain::bisect(0.0, 1.0, [&](double x) { return plain::betaDistribution(x, alpha, 6 - alpha) - plain::phi(z); })
                                   : 1 - plain::bisect(0.0, 1.0, [&](double x) { return plain::betaDistribution(x, 6 - alpha, alpha) - plain::phi(-z); });
        worst = std::max(worst, std::fabs(out[i] - exact));
        QVERIFY(i == 0 || out[i] >= out[i - 1]);
    }
    QVERIFY2(worst < 1e-10, qPrintable(QString::number(worst)));
}

void TestDistribution::mathematicsIsExact()
{
    for (double z = -8.2; z < 8.2; z += 0.0371) {
        const double u = kernels::cumulativeNormalOf(z);
        QVERIFY(std::fabs(u / plain::phi(z) - 1) < 2e-14);
        QVERIFY(std::fabs(kernels::exponentialOf(z * 20) / std::exp(z * 20) - 1) < 1e-15);
        QVERIFY(std::fabs(kernels::logarithmOf(u) - std::log(u)) <= 1e-15 * std::max(1.0, std::fabs(std::log(u))));
        if (z < 5) { // above, u has no digits left
            QVERIFY(std::fabs(kernels::inverseNormalOf(u) - z) < 1e-13 * std::max(1.0, std::fabs(z)) + 5e-16 * std::exp(z * z / 2));
        }
    }
}

void TestDistribution::uniformsAreThoseOfPhilox()
{
    for (const std::string &target : kernels::targets()) {
        QVERIFY(kernels::forceTarget(target));
        AlignedVector<double> u(64);
        for (const std::uint64_t first : {std::uint64_t(0), std::uint64_t(1000), std::uint64_t(1) << 40}) {
            for (const std::uint64_t seed : {std::uint64_t(0), std::uint64_t(7), ~std::uint64_t(0)}) {
                kernels::uniforms(rowKey("delay"), seed, first, u.data(), 64);
                for (std::size_t i = 0; i < u.size(); ++i) {
                    QCOMPARE(u[i], plain::uniform("row:delay", seed, first + i));
                }
            }
        }
    }
    QVERIFY(kernels::forceTarget(""));
    QVERIFY(!kernels::forceTarget("no such machine"));
    QVERIFY(rowKey("a") != driverKey("a"));
}

void TestDistribution::quantilesOfConstantRows()
{
    for (int k = 0; k < 5; ++k) {
        const auto d = Distribution::of(row("x", static_cast<core::UncertaintyKind>(k), 1.25, 1.25, 1.25));
        QVERIFY(d.ok() && d->isConstant());
        QCOMPARE(d->quantile(0.01), 1.25);
        QCOMPARE(d->quantile(0.99), 1.25);
    }
    const auto triangular = Distribution::of(row("x", core::UncertaintyKind::Triangular, 0, 1, 4));
    QVERIFY(std::fabs(triangular->quantile(0.25) - 1) < 1e-14);
}

QTEST_GUILESS_MAIN(TestDistribution)
#include "tst_distribution.moc"
