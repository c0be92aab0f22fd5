// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette.h"

#include <QtTest>

using namespace ui;

namespace {

// An eye without one kind of cone (Viénot, Brettel and Mollon 1999), good enough to see whether two colours fall together.
QColor asSeen(const QColor &c, bool withoutRed)
{
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    const auto coded = [](double v) { return qBound(0.0, v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055, 1.0); };
    const double r = linear(c.redF());
    const double g = linear(c.greenF());
    const double b = linear(c.blueF());
    const double share = withoutRed ? 0.11238 : 0.29275;
    const double blue = withoutRed ? 0.00401 : -0.02234;
    const double yellow = share * r + (1 - share) * g;
    return QColor::fromRgbF(coded(yellow), coded(yellow), coded(blue * r - blue * g + b));
}

double distance(const QColor &a, const QColor &b)
{
    return std::sqrt(std::pow(a.red() - b.red(), 2) + std::pow(a.green() - b.green(), 2) + std::pow(a.blue() - b.blue(), 2));
}

} // namespace

class TestPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsThatOfTheStandard()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
        QCOMPARE(contrast(QColor(0x1D5FBF), QColor(0x1D5FBF)), 1.0);
        QVERIFY(std::fabs(contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01); // the well-known lightest grey for text on white
    }

    void textCanBeRead_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        for (const bool dark : {false, true}) {
            const Palette p = dark ? Palette::darkTheme() : Palette::light();
            const std::pair<const char *, QColor> texts[] = {{"text", p.text}, {"secondary", p.secondary}, {"accent", p.accent}, {"better", p.better}, {"worse", p.worse}, {"attention", p.attention}};
            const std::pair<const char *, QColor> grounds[] = {{"window", p.window}, {"surface", p.surface}, {"selection", p.selection}};
            for (const auto &[name, color] : texts) {
                for (const auto &[groundName, ground] : grounds) {
                    QTest::addRow("%s: %s on %s", dark ? "dark" : "light", name, groundName) << color << ground;
                }
            }
            QTest::addRow("%s: primary button", dark ? "dark" : "light") << p.onAccent << p.accent;
            QTest::addRow("%s: names on the map", dark ? "dark" : "light") << p.text << p.participant;
            QTest::addRow("%s: subtitle on the map", dark ? "dark" : "light") << p.secondary << p.participant;
        }
    }

    void textCanBeRead()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, ground);
        QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(QString::number(contrast(text, ground))));
    }

    void graphicsStandOut_data()
    {
        QTest::addColumn<QColor>("color");
        QTest::addColumn<QColor>("ground");
        for (const bool dark : {false, true}) {
            const Palette p = dark ? Palette::darkTheme() : Palette::light();
            const char *theme = dark ? "dark" : "light";
            QTest::addRow("%s: control's line", theme) << p.controlLine << p.surface;
            QTest::addRow("%s: control's line on the window", theme) << p.controlLine << p.window;
            for (const auto &[name, ground] : {std::pair("surface", p.surface), std::pair("window", p.window), std::pair("selection", p.selection)}) {
                QTest::addRow("%s: focus ring on the %s", theme, name) << p.accent << ground;
                QTest::addRow("%s: icons on the %s", theme, name) << p.secondary << ground; // and scroll bars under the mouse
            }
            QTest::addRow("%s: frame of the primary button with the focus", theme) << p.text << p.surface;
            QTest::addRow("%s: frame of a wrong field", theme) << p.worse << p.surface;
            for (int i = 0; i < 24; ++i) {
                QTest::addRow("%s: series %d", theme, i) << seriesColor(i) << p.surface;
                for (const int part : {1, 2, 3}) {
                    QTest::addRow("%s: series %d, part %d", theme, i, part) << shade(seriesColor(i), part) << p.surface;
                }
                for (const auto &[name, ground] : {std::pair("sea", p.sea), std::pair("land", p.land), std::pair("participants", p.participant)}) {
                    QTest::addRow("%s: series %d on the map's %s", theme, i, name) << visibleOn(seriesColor(i), p.participant) << ground;
                }
            }
            QTest::addRow("%s: fleet", theme) << fleetColor() << p.surface;
            QTest::addRow("%s: others", theme) << othersColor() << p.surface;
            for (int s = 0; s < 4; ++s) { // demand by segment
                QTest::addRow("%s: segment %d", theme, s) << mixed(seriesColor(4 - s % 2), fleetColor(), 0.25 * s) << p.surface;
            }
            for (const char *id : {"DEP", "HE", "NAT", ""}) {
                QTest::addRow("%s: programme %s", theme, id) << programmeColor(QLatin1String(id)) << p.surface;
            }
        }
    }

    void graphicsStandOut()
    {
        QFETCH(QColor, color);
        QFETCH(QColor, ground);
        QVERIFY2(contrast(color, ground) >= 3, qPrintable(QString::number(contrast(color, ground))));
    }

    void textOnSeriesCanBeRead()
    {
        QCOMPARE(textOn(seriesColor(0)), QColor(Qt::white));
        for (int i = 0; i < 21; ++i) {
            QVERIFY2(contrast(textOn(seriesColor(i)), seriesColor(i)) >= 4.5, qPrintable(seriesColor(i).name()));
        }
        for (const char *id : {"DEP", "HE", "NAT", "", "OTHER"}) {
            const QColor c = programmeColor(QLatin1String(id));
            QVERIFY2(contrast(textOn(c), c) >= 4.5, id);
        }
        QVERIFY(contrast(textOn(fleetColor()), fleetColor()) >= 4.5);
    }

    // The programmes lie on each other in one bar: whoever sees two kinds of colour only must tell them apart.
    void programmesDiffer()
    {
        const QColor colors[] = {programmeColor(QStringLiteral("DEP")), programmeColor(QStringLiteral("HE")), programmeColor(QStringLiteral("NAT"))};
        for (int i = 0; i < 3; ++i) {
            for (int j = 0; j < i; ++j) {
                for (const bool withoutRed : {true, false}) {
                    const double apart = distance(asSeen(colors[i], withoutRed), asSeen(colors[j], withoutRed));
                    QVERIFY2(apart > 35, qPrintable(QStringLiteral("%1 and %2: %3").arg(colors[i].name(), colors[j].name()).arg(apart)));
                }
            }
        }
    }

    // A colour is changed no more than it must be.
    void standsOutWithTheLeastChange()
    {
        for (const QColor &ground : {QColor(0xFFFFFF), QColor(0xDDE3EB), QColor(0x1A212A), QColor(0x808080)}) {
            for (int i = 0; i < 21; ++i) {
                const QColor out = visibleOn(seriesColor(i), ground);
                QVERIFY(contrast(seriesColor(i), ground) < 3 || out == seriesColor(i));
                QVERIFY(contrast(out, ground) >= 3);
                QVERIFY(out == seriesColor(i) || contrast(out, ground) < 3.6);
            }
        }
    }

    void seriesDiffer()
    {
        for (int i = 0; i < 7; ++i) {
            for (int j = 0; j < i; ++j) {
                const double apart = distance(seriesColor(i), seriesColor(j));
                QVERIFY2(apart > 30, qPrintable(QStringLiteral("%1 and %2: %3").arg(seriesColor(i).name(), seriesColor(j).name()).arg(apart)));
            }
        }
        for (int i = 0; i < 21; ++i) {
            for (int j = 0; j < i; ++j) {
                const double apart = distance(seriesColor(i), seriesColor(j));
                QVERIFY2(apart > 24, qPrintable(QStringLiteral("%1 and %2: %3").arg(seriesColor(i).name(), seriesColor(j).name()).arg(apart)));
            }
            QVERIFY(distance(seriesColor(i), fleetColor()) > 24 && distance(seriesColor(i), othersColor()) > 20);
        }
        QVERIFY(distance(fleetColor(), othersColor()) > 40);
        QCOMPARE(seriesColor(-1), seriesColor(0));
        QVERIFY(seriesColor(1000).isValid());
    }

    void aProgrammeKeepsItsColour()
    {
        QCOMPARE(programmeColor(QStringLiteral("DEP")), QColor(0x0072B2));
        QCOMPARE(programmeColor(QStringLiteral("HE")), QColor(0x009E73));
        QCOMPARE(programmeColor(QStringLiteral("NAT")), QColor(0xC27A00));
        QCOMPARE(programmeColor(QStringLiteral("CEF")), programmeColor(QStringLiteral("CEF")));
    }
};

QTEST_GUILESS_MAIN(TestPalette)
#include "tst_palette.moc"
