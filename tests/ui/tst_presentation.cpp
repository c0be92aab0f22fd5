// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "presentation.h"
#include "theme.h"

#include <QTemporaryDir>
#include <QTest>

using namespace ui;

// The presentation under real keys: slides, scenarios, frozen and live figures.
class TestPresentation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void keysWalkTheSlides();
    void scenarioKeepsTheSlide();
    void figuresAreFrozenUntilUnlocked();
    void blankIsBlackAndEscapeEnds();
    void chartsGlide();

private:
    QString investment() const;

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<document::PlanDocument> m_document;
    std::unique_ptr<document::Workspace> m_workspace;
    std::unique_ptr<Presentation> m_show;
};

void TestPresentation::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
}

void TestPresentation::init()
{
    m_show.reset();
    m_workspace.reset();
    m_document.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    const QString path = m_folder->filePath("plan.aifplan");
    QVERIFY(document::createPlanFile(path, true, store::systemSignature("tester")).ok());
    auto opened = document::PlanDocument::open(path, store::systemSignature("tester"));
    QVERIFY(opened.ok());
    m_document = std::move(*opened);
    m_workspace = std::make_unique<document::Workspace>(*m_document);
    m_show = std::make_unique<Presentation>(*m_workspace, QDate(2026, 11, 24));
    m_show->resize(1280, 720);
    m_show->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_show.get()));
}

QString TestPresentation::investment() const
{
    for (const SlideSpec &slide : m_show->slides()) {
        for (const KeyFigure &f : slide.figures) {
            if (f.id == QStringLiteral("investment")) {
                return f.exact;
            }
        }
    }
    return {};
}

void TestPresentation::keysWalkTheSlides()
{
    const int last = static_cast<int>(m_show->slides().size()) - 1;
    QVERIFY(last >= 4);
    QTest::keyClick(m_show.get(), Qt::Key_Left);
    QCOMPARE(m_show->current(), 0);
    for (int i = 1; i <= last; ++i) {
        QTest::keyClick(m_show.get(), i % 2 ? Qt::Key_Right : Qt::Key_Space);
        QCOMPARE(m_show->current(), i);
        QVERIFY(m_show->accessibleName().contains(m_show->slides()[static_cast<std::size_t>(i)].title));
        QVERIFY(!m_show->accessibleDescription().isEmpty());
        // Something stands on it: more than ground and foot.
        const QImage picture = m_show->grab().toImage();
        QVERIFY(picture.copy(60, 170, 1160, 470) != QImage(picture.copy(0, 0, 1, 1)).scaled(1160, 470));
    }
    QTest::keyClick(m_show.get(), Qt::Key_Right);
    QCOMPARE(m_show->current(), last);
    QTest::keyClick(m_show.get(), Qt::Key_Home);
    QTest::mouseClick(m_show.get(), Qt::LeftButton);
    QCOMPARE(m_show->current(), 1);
}

void TestPresentation::scenarioKeepsTheSlide()
{
    while (m_show->slides()[static_cast<std::size_t>(m_show->current())].id != QStringLiteral("capacity")) {
        QTest::keyClick(m_show.get(), Qt::Key_Right);
    }
    const QString before = investment();
    while (m_show->scenario() != QStringLiteral("contracts-2026")) {
        QTest::keyClick(m_show.get(), Qt::Key_Down);
    }
    QCOMPARE(m_show->slides()[static_cast<std::size_t>(m_show->current())].id, QStringLiteral("capacity"));
    QVERIFY(investment() != before);
    QVERIFY2(investment().contains(QStringLiteral("1,463,940,271.33")), qPrintable(investment()));
    QCOMPARE(m_workspace->scenario(), QString()); // the window behind it stays
    QTest::keyClick(m_show.get(), Qt::Key_Up);
    QVERIFY(m_show->scenario() != QStringLiteral("contracts-2026"));
}

void TestPresentation::figuresAreFrozenUntilUnlocked()
{
    const QString before = investment();
    QVERIFY(before.contains(QStringLiteral("1,500,000,000.00")));
    const auto plan = m_document->plan();
    const auto line = std::find_if(plan->costLines.begin(), plan->costLines.end(), [&](const core::CostLine &l) { return l.factory == "lumi-aif"; });
    QVERIFY(m_workspace->set({"cost_line", line->id, "amount_cents"}, std::int64_t{12'345'678'900}, "Amount").ok());
    QVERIFY(m_show->isFrozen());
    QCOMPARE(investment(), before);
    QTest::keyClick(m_show.get(), Qt::Key_U);
    QVERIFY(!m_show->isFrozen());
    QVERIFY(investment() != before);
    QVERIFY(m_document->undo().ok());
    QTRY_COMPARE(investment(), before);
}

void TestPresentation::blankIsBlackAndEscapeEnds()
{
    QTest::keyClick(m_show.get(), Qt::Key_B);
    QVERIFY(m_show->isBlank());
    QCOMPARE(m_show->grab().toImage().pixelColor(640, 360), QColor(Qt::black));
    QTest::keyClick(m_show.get(), Qt::Key_B);
    QVERIFY(!m_show->isBlank());
    QTest::keyClick(m_show.get(), Qt::Key_Escape);
    QVERIFY(!m_show->isVisible());
}

void TestPresentation::chartsGlide()
{
    ChartSpec a;
    a.periods = {"2025", "2026"};
    a.series << ChartSeries{"x", "X", Qt::red, {0, 10}};
    ChartSpec b = a;
    b.series[0].values = {10, 20};
    QCOMPARE(between(a, b, 0.5).series[0].values, (QVector<double>{5, 15}));
    QVERIFY(between(a, b, 1) == b);
    b.series[0].id = "y"; // another shape: at once
    QCOMPARE(between(a, b, 0.5).series[0].values, (QVector<double>{10, 20}));
}

QTEST_MAIN(TestPresentation)
#include "tst_presentation.moc"
