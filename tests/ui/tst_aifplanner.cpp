// SPDX-License-Identifier: GPL-3.0-or-later
// The window program from outside: its options, and the pictures of its tour.
#include "baseline.h"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

class TestAifplanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void options_data();
    void options();
    void tour_data();
    void tour();

private:
    int run(const QStringList &arguments, QString *errors = nullptr)
    {
        QProcess process;
        process.start(QStringLiteral(AIFP_BIN "/aifplanner"), arguments);
        if (!process.waitForFinished(60000)) {
            return -1;
        }
        if (errors) {
            *errors = QString::fromUtf8(process.readAllStandardError());
        }
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    }
};

void TestAifplanner::options_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::newRow("help") << QStringList{"--help"} << 0;
    QTest::newRow("version") << QStringList{"--version"} << 0;
    QTest::newRow("unknown") << QStringList{"--frobnicate"} << 2;
    QTest::newRow("theme") << QStringList{"--theme", "pink"} << 2;
    QTest::newRow("size") << QStringList{"--size", "12"} << 2;
    QTest::newRow("size too small") << QStringList{"--size", "10x10"} << 2;
    QTest::newRow("scale") << QStringList{"--scale", "nan"} << 2;
    QTest::newRow("no value") << QStringList{"--tour"} << 2;
    QTest::newRow("tour without a plan") << QStringList{"--tour", "somewhere"} << 2;
    QTest::newRow("tour of nothing") << QStringList{"--tour", "somewhere", "no-such-file.aifplan"} << 1;
}

void TestAifplanner::options()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QString errors;
    QCOMPARE(run(arguments, &errors), status);
    QCOMPARE(status != 0, !errors.isEmpty());
}

void TestAifplanner::tour_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QSize>("pixels");
    QTest::newRow("light") << QStringList{"--theme", "light"} << QSize(1440, 900);
    QTest::newRow("dark, small") << QStringList{"--theme", "dark", "--size", "1280x800"} << QSize(1280, 800);
    QTest::newRow("twice as large") << QStringList{"--scale", "2"} << QSize(2880, 1800);
    QTest::newRow("scenario") << QStringList{"--scenario", "contracts-2026"} << QSize(1440, 900);
}

void TestAifplanner::tour()
{
    QFETCH(QStringList, options);
    QFETCH(QSize, pixels);
    QTemporaryDir folder;
    const QString plan = folder.filePath("plan.aifplan");
    QVERIFY(document::createPlanFile(plan, true, store::systemSignature("tester")));
    QFile file(plan);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    QCOMPARE(run(QStringList{"--tour", folder.filePath("pictures")} + options + QStringList{plan}), 0);
    file.seek(0);
    QCOMPARE(file.readAll(), before);
    for (const char *name : {"overview", "findings", "start"}) {
        const QImage picture(folder.filePath(QStringLiteral("pictures/%1.png").arg(QLatin1String(name))));
        QVERIFY2(!picture.isNull(), name);
        QCOMPARE(picture.size(), pixels);
        QSet<QRgb> colours;
        for (int y = 0; y < picture.height(); y += 7) {
            for (int x = 0; x < picture.width(); x += 7) {
                colours << picture.pixel(x, y);
            }
        }
        QVERIFY(colours.size() > 20); // something is painted
    }
}

QTEST_MAIN(TestAifplanner)
#include "tst_aifplanner.moc"
