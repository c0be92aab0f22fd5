// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"

#include <QtTest>

using namespace ui;

namespace {
// Tests are written with "~" for the thin no-break space, "_" for the no-break space and "-" for the minus sign.
QString shown(QString text)
{
    return text.replace(format::thin, QLatin1Char('~')).replace(QChar(0xA0), QLatin1Char('_')).replace(format::minus, QLatin1Char('-'));
}
} // namespace

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void money_data()
    {
        QTest::addColumn<double>("eur");
        QTest::addColumn<QString>("plain");
        QTest::addColumn<QString>("change");
        QTest::newRow("billions") << 1463940271.33 << "€~1.46~bn" << "+€~1.46~bn";
        QTest::newRow("rounded up to a billion") << 999.96e6 << "€~1.00~bn" << "+€~1.00~bn";
        QTest::newRow("just millions") << 999.94e6 << "€~999.9~m" << "+€~999.9~m";
        QTest::newRow("less") << -36059728.67 << "-€~36.1~m" << "-€~36.1~m";
        QTest::newRow("thousands") << 12345.4 << "€~12,345" << "+€~12,345";
        QTest::newRow("nothing") << 0.0 << "€~0" << "±€~0";
        QTest::newRow("nearly nothing") << -0.4 << "€~0" << "±€~0";
        QTest::newRow("one euro less") << -1.0 << "-€~1" << "-€~1";
        QTest::newRow("edge of millions") << 50000.0 << "€~0.1~m" << "+€~0.1~m";
    }

    void money()
    {
        QFETCH(double, eur);
        QFETCH(QString, plain);
        QFETCH(QString, change);
        QCOMPARE(shown(format::eur(eur)), plain);
        QCOMPARE(shown(format::signedEur(eur)), change);
    }

    void cents_data()
    {
        QTest::addColumn<qint64>("cents");
        QTest::addColumn<QString>("text");
        QTest::newRow("the plan") << qint64(146394027133) << "€~1,463,940,271.33";
        QTest::newRow("one cent less") << qint64(-1) << "-€~0.01";
        QTest::newRow("nothing") << qint64(0) << "€~0.00";
        QTest::newRow("nine cents") << qint64(109) << "€~1.09";
        QTest::newRow("least") << std::numeric_limits<qint64>::min() << "-€~92,233,720,368,547,758.08";
    }

    void cents()
    {
        QFETCH(qint64, cents);
        QFETCH(QString, text);
        QCOMPARE(shown(format::exactEur(cents)), text);
    }

    void figures()
    {
        QCOMPARE(shown(format::number(-1092, 0)), QStringLiteral("-1,092"));
        QCOMPARE(shown(format::number(-0.04, 1)), QStringLiteral("0.0")); // no minus before zero
        QCOMPARE(shown(format::number(-0.06, 1)), QStringLiteral("-0.1"));
        QCOMPARE(shown(format::signedNumber(7.6, 1)), QStringLiteral("+7.6"));
        QCOMPARE(shown(format::signedNumber(-1.84, 2)), QStringLiteral("-1.84"));
        QCOMPARE(shown(format::signedNumber(0.0004, 2)), QStringLiteral("±0.00"));
        QCOMPARE(shown(format::percent(0.4998, 2)), QStringLiteral("49.98~%"));
        QCOMPARE(shown(format::percentFigure(0.86, 1)), QStringLiteral("86.0"));
        QCOMPARE(shown(format::hoursMillions(453.4e6)), QStringLiteral("453.4"));
        QCOMPARE(shown(format::eurMillions(1463940271.33)), QStringLiteral("1,463.9"));
        QCOMPARE(format::countWord(7), QStringLiteral("Seven"));
        QCOMPARE(format::countWord(0), QStringLiteral("No"));
        QCOMPARE(format::countWord(13), QStringLiteral("13"));
        QCOMPARE(format::countWord(-1), QStringLiteral("-1"));
    }

    void months()
    {
        QCOMPARE(shown(format::month(2027, 10)), QStringLiteral("Oct_2027"));
        QCOMPARE(shown(format::longMonth(2027, 10)), QStringLiteral("October_2027"));
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(shown(format::month(2027, 10)), QStringLiteral("Okt_2027")); // not "Okt."
        QCOMPARE(shown(format::longMonth(2027, 3)), QStringLiteral("März_2027"));
    }

    void otherLocales()
    {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(shown(format::exactEur(146394027133)), QStringLiteral("€~1.463.940.271,33"));
        QCOMPARE(shown(format::eur(1.46e9)), QStringLiteral("€~1,46~bn"));
        QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
        QCOMPARE(shown(format::exactEur(146394027133)), QStringLiteral("€~1~463~940~271,33"));
        QLocale::setDefault(QLocale(QLocale::Greek, QLocale::Greece));
        QCOMPARE(shown(format::number(18258, 0)), QStringLiteral("18.258"));
    }

    void typed_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        QTest::addColumn<double>("value");
        QTest::newRow("plain") << "en_GB" << "4800" << true << 4800.0;
        QTest::newRow("grouped") << "en_GB" << " 4,800 " << true << 4800.0;
        QTest::newRow("decimals") << "en_GB" << "86.5" << true << 86.5;
        QTest::newRow("euro") << "en_GB" << "€ 387,800,000" << true << 387800000.0;
        QTest::newRow("as shown") << "en_GB" << QString(format::minus) + QStringLiteral("€") + format::thin + QStringLiteral("387,800,000") << true << -387800000.0;
        QTest::newRow("minus sign") << "en_GB" << QString(format::minus) + QStringLiteral("5") << true << -5.0;
        QTest::newRow("German") << "de_DE" << "1.463,5" << true << 1463.5;
        QTest::newRow("plain point in a German window") << "de_DE" << "86.5" << true << 86.5;
        QTest::newRow("French blanks") << "fr_FR" << QStringLiteral("1 463 940,5").replace(QLatin1Char(' '), format::thin) << true << 1463940.5;
        QTest::newRow("a version") << "en_GB" << "1.2.3" << false << 0.0;
        QTest::newRow("not a number") << "en_GB" << "NaN" << false << 0.0;
        QTest::newRow("infinite") << "en_GB" << "inf" << false << 0.0;
        QTest::newRow("too large") << "en_GB" << "1e999" << false << 0.0;
        QTest::newRow("empty") << "en_GB" << "" << false << 0.0;
        QTest::newRow("words") << "en_GB" << "many" << false << 0.0;
        QTest::newRow("a decimal comma in an English window is no thousand") << "en_GB" << "3,5" << false << 0.0;
    }

    void typed()
    {
        QFETCH(QString, locale);
        QFETCH(QString, text);
        QFETCH(bool, good);
        QFETCH(double, value);
        QLocale::setDefault(QLocale(locale));
        const auto number = format::parse(text);
        QCOMPARE(number.has_value(), good);
        if (good) {
            QCOMPARE(*number, value);
        }
    }

    // What the program writes it also reads.
    void writtenIsRead()
    {
        for (const char *name : {"en_GB", "de_DE", "fr_FR", "el_GR", "bg_BG", "fi_FI", "sv_SE", "pl_PL", "de_CH", "es_ES", "nb_NO", "lt_LT"}) {
            QLocale::setDefault(QLocale(QLatin1String(name)));
            for (const double v : {0.0, 0.94, 86.5, 999.0, 4800.0, 11040.5, 387800000.0, -5.0, -1234567.25}) {
                const QString text = format::number(v, 2);
                const auto read = format::parse(text);
                QVERIFY2(read && *read == v, qPrintable(QLatin1String(name) + QLatin1Char(' ') + text));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
