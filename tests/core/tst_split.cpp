// SPDX-License-Identifier: GPL-3.0-or-later
// Groups stay at their total, whatever is done to them.
#include "money.h"
#include "split.h"

#include <QTest>

#include <numeric>
#include <random>

using core::Split;
using Units = std::vector<std::int64_t>;

class TestSplit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dividesByLargestRemainder_data();
    void dividesByLargestRemainder();
    void dividesLargeAmountsExactly();
    void sharesBecomeMillionths();
    void othersAbsorbInProportion();
    void oneAbsorbs();
    void lockedMembersStay();
    void emptyGroupFillsUp();
    void totalIsSpread();
    void memberMovesTheTotal();
    void millionEditsKeepEveryGroupWhole();
};

void TestSplit::dividesByLargestRemainder_data()
{
    QTest::addColumn<qint64>("total");
    QTest::addColumn<Units>("weights");
    QTest::addColumn<Units>("parts");
    QTest::newRow("even") << qint64(9) << Units{1, 1, 1} << Units{3, 3, 3};
    QTest::newRow("first of equals first") << qint64(10) << Units{1, 1, 1} << Units{4, 3, 3};
    QTest::newRow("two left") << qint64(11) << Units{1, 1, 1} << Units{4, 4, 3};
    QTest::newRow("largest remainder") << qint64(10) << Units{1, 2, 4} << Units{1, 3, 6}; // 1.43, 2.86, 5.71
    QTest::newRow("a weight of zero gets nothing") << qint64(7) << Units{0, 3, 4} << Units{0, 3, 4};
    QTest::newRow("no weight: all the same") << qint64(5) << Units{0, 0} << Units{3, 2};
    QTest::newRow("below zero counts as zero") << qint64(6) << Units{-5, 2, 1} << Units{0, 4, 2};
    QTest::newRow("nothing to divide") << qint64(0) << Units{2, 1} << Units{0, 0};
    QTest::newRow("a negative total") << qint64(-10) << Units{1, 1, 1} << Units{-3, -3, -4};
    QTest::newRow("nobody") << qint64(10) << Units{} << Units{};
}

void TestSplit::dividesByLargestRemainder()
{
    QFETCH(qint64, total);
    QFETCH(Units, weights);
    QFETCH(Units, parts);
    QCOMPARE(core::inProportion(total, weights), parts);
}

void TestSplit::dividesLargeAmountsExactly()
{
    const Units parts = core::inProportion(core::largestAmountCents, Units{core::largestAmountCents, core::largestAmountCents - 1, 3});
    QCOMPARE(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), core::largestAmountCents);
    QVERIFY(parts[0] - parts[1] <= 1 && parts[2] >= 1 && parts[2] <= 2);
}

void TestSplit::sharesBecomeMillionths()
{
    const double bsc[] = {0.498656, 0.501344};
    QCOMPARE(Split::ofShares(bsc).units(), (Units{498656, 501344}));
    const double thirds[] = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    QCOMPARE(Split::ofShares(thirds).units(), (Units{333334, 333333, 333333}));
    const double short10[] = {0.45, 0.45}; // 90 % in the plan: brought to the whole, as the ledger does
    QCOMPARE(Split::ofShares(short10).units(), (Units{500000, 500000}));
    QCOMPARE(Split::ofShares({}).size(), 0);
    QCOMPARE(Split::ofShares(bsc).share(0), 0.498656);
}

void TestSplit::othersAbsorbInProportion()
{
    Split s = Split::ofShares(std::vector<double>{0.5, 0.3, 0.2});
    QVERIFY(s.set(0, 600'000));
    QCOMPARE(s.units(), (Units{600'000, 240'000, 160'000}));
    QVERIFY(!s.set(0, 600'000));
    QVERIFY(s.set(0, 2'000'000)); // as far as it goes
    QCOMPARE(s.units(), (Units{1'000'000, 0, 0}));
    QVERIFY(s.set(0, -5)); // back: of nothing, everybody gets the same
    QCOMPARE(s.units(), (Units{0, 500'000, 500'000}));
}

void TestSplit::oneAbsorbs()
{
    Split s = Split::ofShares(std::vector<double>{0.5, 0.3, 0.2});
    s.setAbsorber(2);
    QCOMPARE(s.range(0), (std::pair<std::int64_t, std::int64_t>(0, 700'000)));
    QVERIFY(s.set(0, 650'000));
    QCOMPARE(s.units(), (Units{650'000, 300'000, 50'000}));
    QVERIFY(s.set(0, 900'000)); // the absorber is empty before
    QCOMPARE(s.units(), (Units{700'000, 300'000, 0}));
    QVERIFY(s.set(2, 100'000)); // the absorber itself: everybody absorbs
    QCOMPARE(s.units(), (Units{630'000, 270'000, 100'000}));
    s.setLocked(2, true); // a locked one absorbs nothing
    QVERIFY(s.set(0, 600'000));
    QCOMPARE(s.units(), (Units{600'000, 300'000, 100'000}));
}

void TestSplit::lockedMembersStay()
{
    Split s = Split::ofShares(std::vector<double>{0.5, 0.3, 0.2});
    s.setLocked(1, true);
    QVERIFY(!s.set(1, 400'000));
    QCOMPARE(s.range(1), (std::pair<std::int64_t, std::int64_t>(300'000, 300'000)));
    QCOMPARE(s.range(0), (std::pair<std::int64_t, std::int64_t>(0, 700'000)));
    QVERIFY(s.set(0, 900'000));
    QCOMPARE(s.units(), (Units{700'000, 300'000, 0}));
    s.setLocked(2, true);
    QVERIFY(!s.set(0, 100'000)); // nobody to absorb
    QCOMPARE(s.range(0), (std::pair<std::int64_t, std::int64_t>(700'000, 700'000)));
}

void TestSplit::emptyGroupFillsUp()
{
    Split s = Split::ofShares(std::vector<double>{0, 0, 0});
    QCOMPARE(s.sum(), 0);
    QCOMPARE(s.total(), Split::whole);
    QVERIFY(s.set(1, 400'000));
    QCOMPARE(s.units(), (Units{300'000, 400'000, 300'000}));
    Split one = Split::ofShares(std::vector<double>{0});
    QVERIFY(one.set(0, 10));
    QCOMPARE(one.units(), (Units{Split::whole}));
}

void TestSplit::totalIsSpread()
{
    Split s = Split::ofAmounts({100, 200, 700});
    QVERIFY(s.setTotal(2001));
    QCOMPARE(s.units(), (Units{200, 400, 1401}));
    s.setLocked(2, true);
    QVERIFY(s.setTotal(1700));
    QCOMPARE(s.units(), (Units{100, 199, 1401}));
    QVERIFY(!s.setTotal(1400)); // less than what is held
    QCOMPARE(s.total(), 1700);
    s.setLocked(0, true);
    s.setLocked(1, true);
    QVERIFY(!s.setTotal(5000));
}

void TestSplit::memberMovesTheTotal()
{
    Split s = Split::ofAmounts({100, 200});
    s.setFreely(0, 150);
    QCOMPARE(s.units(), (Units{150, 200}));
    QCOMPARE(s.total(), 350);
    QCOMPARE(s.sum(), s.total());
}

// Groups of 1 to 12 members under random edits: always exactly the whole, locked members as they were, nobody below zero, and with one absorber only two move.
void TestSplit::millionEditsKeepEveryGroupWhole()
{
    std::mt19937 random(20261125);
    const auto between = [&](int a, int b) { return std::uniform_int_distribution<int>(a, b)(random); };
    constexpr int edits = 1'000'000;
    constexpr int editsEach = 100;
    qint64 moved = 0;
    for (int group = 0; group < edits / editsEach; ++group) {
        const int size = between(1, 12);
        std::vector<double> shares;
        for (int i = 0; i < size; ++i) {
            shares.push_back(between(0, 4) == 0 ? 0.0 : std::uniform_real_distribution<double>(0, 1)(random));
        }
        shares[0] = std::max(shares[0], 1e-3);
        Split s = Split::ofShares(shares);
        for (int e = 0; e < editsEach; ++e) {
            s.setLocked(between(0, size - 1), between(0, 2) == 0);
            s.setAbsorber(between(-1, size - 1));
            const Units before = s.units();
            const int member = between(0, size - 1);
            const auto range = s.range(member);
            const std::int64_t wanted = between(-200'000, 1'200'000);
            const bool changed = s.set(member, wanted);
            moved += changed;
            std::int64_t sum = 0;
            int different = 0;
            for (int i = 0; i < size; ++i) {
                sum += s.units(i);
                different += s.units(i) != before[static_cast<std::size_t>(i)];
                if (s.units(i) < 0 || (s.isLocked(i) && s.units(i) != before[static_cast<std::size_t>(i)])) {
                    QFAIL("A member fell below zero, or a locked one moved.");
                }
            }
            if (sum != Split::whole || (!changed && different > 0)) {
                QFAIL("The group is not whole, or moved although it says that it did not.");
            }
            if (changed && s.units(member) != std::clamp(wanted, range.first, range.second)) {
                QFAIL("The member did not get what its range allows.");
            }
            const int absorber = s.absorber();
            if (absorber >= 0 && absorber != member && !s.isLocked(absorber) && different > 2) {
                QFAIL("More than the member and its absorber moved.");
            }
        }
    }
    QVERIFY(moved > edits / 4);
}

QTEST_APPLESS_MAIN(TestSplit)
#include "tst_split.moc"
