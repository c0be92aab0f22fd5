// SPDX-License-Identifier: GPL-3.0-or-later
// The map under real mouse and key events: areas in proportion to the figure, factories and countries that lead on.
#include "mapview.h"
#include "theme.h"

#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace ui;

class TestMapView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(); }
    void init();
    void cleanup() { m_map.reset(); }
    void areasAreInProportion();
    void withoutSizesAllAreEven();
    void mouseReadsAndLeads();
    void countriesLead();
    void keysWalkFactoriesAndCountries();
    void keepsWhatIsPointedAt();

private:
    static MapSpec spec();
    void moveTo(const QPointF &at);
    // Painted pixels of a colour: the area of a mark.
    static qint64 pixels(const QImage &image, const QColor &color);

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MapView> m_map;
};

MapSpec TestMapView::spec()
{
    MapSpec s;
    s.title = "Two factories";
    s.participants = QStringList{"FI", "ES", "PT", "MT"};
    s.factories = {{"lumi", "", seriesColor(0), QPointF(27.7, 64.2), false, {}, "LUMI: 100 m", 100}, {"bsc", "", seriesColor(2), QPointF(2.1, 41.4), false, {}, "BSC: 25 m", 25}};
    s.countries = {{"ES", "Spain, in BSC", QPointF(-3.7, 40.4)}, {"MT", "Malta, in BSC", QPointF(14.4, 35.9)}, {"PT", "Portugal, in BSC", QPointF(-9.1, 38.7)}};
    return s;
}

void TestMapView::init()
{
    m_map = std::make_unique<MapView>();
    m_map->resize(500, 420);
    m_map->setSpec(spec());
    m_map->show();
    m_map->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_map.get()));
}

void TestMapView::moveTo(const QPointF &at)
{
    QMouseEvent move(QEvent::MouseMove, at, m_map->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(m_map.get(), &move);
}

qint64 TestMapView::pixels(const QImage &image, const QColor &color)
{
    qint64 n = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            n += image.pixelColor(x, y) == color;
        }
    }
    return n;
}

void TestMapView::areasAreInProportion()
{
    QVERIFY(qFuzzyCompare(m_map->factoryRadius(0), 2 * m_map->factoryRadius(1)));
    // The same in the picture, but for the edge.
    const QImage image = m_map->grab().toImage();
    const auto drawn = [](int series) { return visibleOn(seriesColor(series), theme().palette().participant); };
    const double ratio = double(pixels(image, drawn(0))) / double(pixels(image, drawn(2)));
    QVERIFY2(ratio > 3.2 && ratio < 6.5, qPrintable(QString::number(ratio)));
    // Nothing is too small to be seen.
    MapSpec s = spec();
    s.factories[1].size = 0;
    m_map->setSpec(s);
    QVERIFY(m_map->factoryRadius(1) > 2);
    QVERIFY(pixels(m_map->grab().toImage(), drawn(2)) > 4);
}

void TestMapView::withoutSizesAllAreEven()
{
    MapSpec s = spec();
    s.factories[0].size = s.factories[1].size = 0;
    m_map->setSpec(s);
    QCOMPARE(m_map->factoryRadius(0), m_map->factoryRadius(1));
    QVERIFY(m_map->factoryRadius(0) > 4);
}

void TestMapView::mouseReadsAndLeads()
{
    QSignalSpy factory(m_map.get(), &MapView::factoryActivated);
    QSignalSpy country(m_map.get(), &MapView::countryActivated);
    moveTo(m_map->factoryPoint(0));
    QCOMPARE(m_map->accessibleDescription(), QString("LUMI: 100 m"));
    QCOMPARE(QToolTip::text(), QString("LUMI: 100 m"));
    QCOMPARE(m_map->cursor().shape(), Qt::PointingHandCursor);
    QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, m_map->factoryPoint(0).toPoint());
    QCOMPARE(factory.count(), 1);
    QCOMPARE(factory.first().first().toString(), QString("lumi"));
    QCOMPARE(country.count(), 0);
    // The open sea leads nowhere.
    moveTo(QPointF(4, 300));
    QCOMPARE(m_map->accessibleDescription(), QString("LUMI: 100 m; BSC: 25 m"));
    QCOMPARE(m_map->cursor().shape(), Qt::ArrowCursor);
    QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, QPoint(4, 300));
    QCOMPARE(factory.count() + country.count(), 1);
}

void TestMapView::countriesLead()
{
    QSignalSpy country(m_map.get(), &MapView::countryActivated);
    for (int c = 0; c < 3; ++c) {
        QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, m_map->countryPoint(c).toPoint());
        QCOMPARE(country.count(), c + 1);
        QCOMPARE(country.last().first().toString(), m_map->spec().countries[c].id);
    }
    moveTo(m_map->countryPoint(2));
    QCOMPARE(QToolTip::text(), QString("Portugal, in BSC"));
    // A country that takes no part does not: France, halfway from Barcelona to London or so.
    MapSpec s = spec();
    s.countries << MapCountry{"FR", "France", QPointF(2.3, 47)};
    m_map->setSpec(s);
    const QPoint france = m_map->countryPoint(3).toPoint();
    m_map->setSpec(spec());
    QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, france);
    QCOMPARE(country.count(), 3);
}

void TestMapView::keysWalkFactoriesAndCountries()
{
    QSignalSpy factory(m_map.get(), &MapView::factoryActivated);
    QSignalSpy country(m_map.get(), &MapView::countryActivated);
    m_map->setFocus();
    QCOMPARE(m_map->accessibleName(), QString("Two factories"));
    QTest::keyClick(m_map.get(), Qt::Key_Return); // nothing is pointed at
    QCOMPARE(factory.count() + country.count(), 0);
    const QStringList walk{"LUMI: 100 m", "BSC: 25 m", "Spain, in BSC", "Malta, in BSC", "Portugal, in BSC", "LUMI: 100 m"};
    for (const QString &words : walk) {
        QTest::keyClick(m_map.get(), Qt::Key_Right);
        QCOMPARE(m_map->accessibleDescription(), words);
        QTest::keyClick(m_map.get(), Qt::Key_Return);
    }
    QCOMPARE(factory.count(), 3);
    QCOMPARE(country.count(), 3);
    QCOMPARE(country.last().first().toString(), QString("PT"));
    QTest::keyClick(m_map.get(), Qt::Key_Left);
    QCOMPARE(m_map->accessibleDescription(), QString("Portugal, in BSC"));
    QTest::keyClick(m_map.get(), Qt::Key_Home);
    QCOMPARE(m_map->accessibleDescription(), QString("LUMI: 100 m"));
    QTest::keyClick(m_map.get(), Qt::Key_Escape);
    QCOMPARE(m_map->accessibleDescription(), QString("LUMI: 100 m; BSC: 25 m"));
}

// While figures change, as under a slider, what is pointed at stays; another plan's places do not inherit it.
void TestMapView::keepsWhatIsPointedAt()
{
    m_map->setFocus();
    QTest::keyClick(m_map.get(), Qt::Key_End);
    MapSpec s = spec();
    s.factories[0].size = 10;
    m_map->setSpec(s);
    QCOMPARE(m_map->accessibleDescription(), QString("Portugal, in BSC"));
    QVERIFY(m_map->factoryRadius(0) < m_map->factoryRadius(1));
    s.factories.removeFirst();
    m_map->setSpec(s);
    QCOMPARE(m_map->accessibleDescription(), QString("BSC: 25 m"));
}

QTEST_MAIN(TestMapView)
#include "tst_mapview.moc"
