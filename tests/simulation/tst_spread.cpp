// SPDX-License-Identifier: GPL-3.0-or-later
#include "spread.h"

#include "baseline.h"
#include "distribution.h"

#include <QtTest>

using namespace simulation;

// The spread that a figure's evidence proposes.
class TestSpread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheEvidence_data();
    void followsTheEvidence();
    void disagreementIsTheFloor();
    void everyProposalCanBeDrawn();
};

static core::Plan plan(const core::Cell &cell, std::vector<std::pair<core::CitationStatus, core::Value>> said)
{
    core::Plan p = *document::shippedPlan();
    for (std::size_t i = p.citations.size(); i-- > 0;) {
        const core::Citation &c = p.citations[i];
        if (c.entity == cell.entity && c.row == cell.row && c.field == cell.field) {
            p.citations.erase(i);
        }
    }
    int n = 0;
    for (const auto &[status, value] : said) {
        core::Citation c{cell.entity, cell.row, cell.field, "s" + std::to_string(n), status, value, n == 0, {}};
        p.citations.insert(cell.entity + '/' + cell.row + '/' + cell.field + "/s" + std::to_string(n++), c);
    }
    return p;
}

static const core::Cell price{"system", "lumi-ai", "acquisition_cents"};

void TestSpread::followsTheEvidence_data()
{
    QTest::addColumn<int>("status"); // -1: no citation
    QTest::addColumn<bool>("proposed");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("no citation") << -1 << true << 0.85 << 1.4;
    QTest::newRow("assumption") << 2 << true << 0.85 << 1.4;
    QTest::newRow("derived: half as wide") << 1 << true << 0.925 << 1.2;
    QTest::newRow("stated: none") << 0 << false << 0.0 << 0.0;
}

void TestSpread::followsTheEvidence()
{
    QFETCH(int, status);
    QFETCH(bool, proposed);
    QFETCH(double, low);
    QFETCH(double, high);
    std::vector<std::pair<core::CitationStatus, core::Value>> said;
    if (status >= 0) {
        said.emplace_back(static_cast<core::CitationStatus>(status), core::Value());
    }
    const auto spread = proposedSpread(plan(price, said), price);
    QCOMPARE(spread.has_value(), proposed);
    if (proposed) {
        QCOMPARE(spread->row.low, low);
        QCOMPARE(spread->row.high, high);
        QVERIFY(spread->fromAssumption && !spread->fromDisagreement);
        QVERIFY(spread->row.effect == core::UncertaintyEffect::Scale && spread->row.kind == core::UncertaintyKind::Pert);
        QVERIFY(core::isSlug(spread->row.id));
    }
}

void TestSpread::disagreementIsTheFloor()
{
    const auto cents = *core::numberOf(core::valueAt(*document::shippedPlan(), price));
    using enum core::CitationStatus;
    // A stated price that another source doubles: as wide as that, and no wider.
    const auto stated = proposedSpread(plan(price, {{Stated, {}}, {Stated, core::Value(2 * cents)}}), price);
    QVERIFY(stated && stated->fromDisagreement && !stated->fromAssumption);
    QCOMPARE(stated->row.low, 1.0);
    QCOMPARE(stated->row.high, 2.0);
    QCOMPARE(*stated->row.mode, 1.0);
    // Of an assumption the wider one counts on each side.
    const auto assumed = proposedSpread(plan(price, {{Assumption, {}}, {Stated, core::Value(2 * cents)}}), price);
    QVERIFY(assumed && assumed->fromDisagreement && assumed->fromAssumption);
    QCOMPARE(assumed->row.low, 0.85);
    QCOMPARE(assumed->row.high, 2.0);
    // Sources that agree propose nothing.
    QVERIFY(!proposedSpread(plan(price, {{Stated, {}}, {Stated, core::Value(cents)}}), price));
    // Months disagree by months.
    const core::Cell start{"system", "lumi-ai", "in_service"};
    const core::Month month = document::shippedPlan()->systems.find("lumi-ai")->inService;
    const auto later = proposedSpread(plan(start, {{Stated, {}}, {Stated, core::Value((month + 7).toString())}, {Stated, core::Value((month - 2).toString())}}), start);
    QVERIFY(later && later->row.effect == core::UncertaintyEffect::Shift);
    QCOMPARE(later->row.low, -2.0);
    QCOMPARE(later->row.high, 7.0);
}

void TestSpread::everyProposalCanBeDrawn()
{
    core::Plan p = *document::shippedPlan();
    int proposals = 0;
    for (const core::EntityInfo &info : core::entities()) {
        for (std::size_t i = 0; i < info.size(p); ++i) {
            const std::string row = info.keyOf(info.rowAt(p, i));
            for (const core::FieldInfo &field : info.fields) {
                const auto spread = proposedSpread(p, {info.name, row, field.name});
                if (!spread) {
                    continue;
                }
                ++proposals;
                QVERIFY(field.isNumber() || field.type == core::FieldType::Month);
                QVERIFY2(Distribution::of(spread->row).ok(), spread->row.id.c_str());
                QVERIFY2(core::isSlug(spread->row.id), spread->row.id.c_str());
            }
        }
    }
    QVERIFY(proposals > 200);
    QVERIFY(!proposedSpread(p, {"system", "lumi-ai", "name"}));
    QVERIFY(!proposedSpread(p, {"system", "no-such", "accelerators"}));
    QVERIFY(!proposedSpread(p, {"plan", "1", "first_month"}));
    QVERIFY(!proposedSpread(p, {"factory", "lumi-aif", "latitude"}));
    QVERIFY(!proposedSpread(p, {"envelope", "DEP/2026", "amount_cents"}));
}

QTEST_GUILESS_MAIN(TestSpread)
#include "tst_spread.moc"
