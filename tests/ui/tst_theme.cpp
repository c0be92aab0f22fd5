// SPDX-License-Identifier: GPL-3.0-or-later
#include "icon.h"
#include "theme.h"

#include <QRawFont>
#include <QtTest>

using namespace ui;

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Greek and Cyrillic, the signs of figures, and the letters of all official languages of the Union.
    void everyCharacterHasItsGlyph_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *name : {"Regular", "Italic", "SemiBold", "Bold"}) {
            QTest::newRow(name) << QStringLiteral(":/fonts/IBMPlexSans-%1.ttf").arg(QLatin1String(name));
        }
    }

    void everyCharacterHasItsGlyph()
    {
        QFETCH(QString, file);
        const QRawFont font(file, 13);
        QVERIFY(font.isValid());
        QString wanted = QStringLiteral("−≤≥≠±×·–—…“”„‘’‹›«»•→←↑↓€%‰§°²³ªº©®™†¹½ßæœøåłđðþŋıěščřžýáíéúůďťňőűąćęńśźżāēīūģķļņšžėįųġħċżșțăâî");
        wanted += QStringLiteral("ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽÖÄÜÅÆØŁĐŐŰĄĆĘŃŚŹŻĀĒĪŪĢĶĻŅĖĮŲĠĦĊȘȚĂÂÎ");
        for (char16_t c = 0x21; c < 0x7F; ++c) {
            wanted += QChar(c);
        }
        for (char16_t c = 0x391; c <= 0x3C9; ++c) {
            if (c != 0x3A2) {
                wanted += QChar(c);
            }
        }
        wanted += QStringLiteral("άέήίόύώϊϋΐΰΆΈΉΊΌΎΏ");
        for (char16_t c = 0x410; c <= 0x44F; ++c) {
            wanted += QChar(c);
        }
        QString missing;
        for (const QChar c : wanted) {
            if (!font.supportsCharacter(c)) {
                missing += c;
            }
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing));
        for (const char16_t c : {u'\u00A0', u'\u202F'}) {
            QVERIFY2(font.supportsCharacter(QChar(c)), qPrintable(QString::number(c, 16)));
        }
    }

    void digitsAreEquallyWide()
    {
        for (const TextStyle style : {TextStyle::Caption, TextStyle::Body, TextStyle::BodyStrong, TextStyle::Section, TextStyle::PageTitle, TextStyle::TileFigure}) {
            const QFontMetricsF fm(Theme::font(style));
            for (char16_t c = u'1'; c <= u'9'; ++c) {
                QCOMPARE(fm.horizontalAdvance(QChar(c)), fm.horizontalAdvance(QLatin1Char('0')));
            }
        }
    }

    void weightsAreReal()
    {
        QVERIFY(QFontInfo(Theme::font(TextStyle::Body)).family().startsWith(QLatin1String("IBM Plex Sans")));
        QCOMPARE(QFontInfo(Theme::font(TextStyle::Section)).weight(), int(QFont::DemiBold));
        QFont italic = Theme::font(TextStyle::Body);
        italic.setItalic(true);
        QVERIFY(QFontInfo(italic).italic());
        QVERIFY(QRawFont::fromFont(italic).styleName().contains(QLatin1String("Italic")));
        QVERIFY(QRawFont::fromFont(Theme::font(TextStyle::Section)).styleName().contains(QLatin1String("SemiBold")));
    }

    void switchesAtRunTime()
    {
        Theme theme;
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setMode(Theme::Mode::Dark);
        QVERIFY(theme.palette().dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), Palette::darkTheme().window);
        QVERIFY(!qApp->styleSheet().contains(QLatin1Char('@'))); // every role was filled in
        QVERIFY(qApp->styleSheet().contains(Palette::darkTheme().accent.name()));
        theme.setMode(Theme::Mode::Light);
        QVERIFY(!theme.palette().dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), Palette::light().window);
        QVERIFY(!qApp->styleSheet().contains(Palette::darkTheme().accent.name()));
        QCOMPARE(changed.count(), 2);
        qApp->setStyleSheet({});
    }

    // Those drawn by the style sheet have their colour in the file.
    void iconsOfTheStyleSheetStandOut()
    {
        int seen = 0;
        for (const bool dark : {false, true}) {
            const Palette p = dark ? Palette::darkTheme() : Palette::light();
            for (const QString &name : QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*-%1.svg").arg(dark ? "dark" : "light")})) {
                QFile file(QStringLiteral(":/icons/") + name);
                QVERIFY(file.open(QIODevice::ReadOnly));
                const auto match = QRegularExpression(QStringLiteral("stroke=\"(#[0-9A-Fa-f]{6})\"")).match(QString::fromUtf8(file.readAll()));
                QVERIFY2(match.hasMatch(), qPrintable(name));
                const QColor ground = name.startsWith(QLatin1String("tick")) ? p.accent : p.surface;
                QVERIFY2(contrast(QColor(match.captured(1)), ground) >= 3, qPrintable(name));
                ++seen;
            }
        }
        QCOMPARE(seen, 8);
    }

    void everyIconTakesTheColourAsked_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &file : QDir(QStringLiteral(":/icons")).entryList()) {
            const QString name = QFileInfo(file).completeBaseName();
            if (name != QLatin1String("aifplanner") && !name.endsWith(QLatin1String("-dark")) && !name.endsWith(QLatin1String("-light"))) {
                QTest::newRow(qPrintable(name)) << name;
            }
        }
    }

    void everyIconTakesTheColourAsked()
    {
        QFETCH(QString, name);
        for (const qreal ratio : {1.0, 2.0, 3.0}) {
            const QPixmap pixmap = iconPixmap(name, QColor(0xB3261E), 20, ratio);
            QCOMPARE(pixmap.size(), QSize(20, 20) * ratio);
            QCOMPARE(pixmap.devicePixelRatio(), ratio);
            const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
            int solid = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor c = image.pixelColor(x, y);
                    if (c.alpha() > 250) {
                        QVERIFY2(std::abs(c.red() - 0xB3) < 6 && std::abs(c.green() - 0x26) < 6, qPrintable(c.name()));
                        ++solid;
                    }
                }
            }
            QVERIFY(ratio == 1.0 || solid > 8);
        }
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
